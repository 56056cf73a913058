from __future__ import annotations

import pytest

from passerelle.content.schema import read_schemas
from passerelle.ground.problems import Problem, Span
from passerelle.ground.settings import PROJECT
from passerelle.knowledge.explain import Explainer, example_text, field_schema, fill, kind_of_path


@pytest.fixture(scope="module")
def explain() -> Explainer:
    return Explainer(PROJECT / "data/problems.yml", read_schemas(PROJECT / "data/schemas"), "https://site.example/base")


def test_a_row(explain: Explainer) -> None:
    problem = Problem(
        "practices/a/index.en.md",
        Span(3, 4, 3, 9),
        "unknown-term",
        "maturity",
        {"value": "pilott", "suggestion": "pilot", "options": "a, b"},
    )
    row = explain.row(problem, "en")
    assert (row.path, row.line, row.column, row.end_line, row.end_column, row.severity) == (
        "practices/a/index.en.md",
        3,
        4,
        3,
        9,
        "error",
    )
    assert "pilott" in row.message
    assert row.hint.startswith('Did you mean "pilot"?')
    assert "a, b" in row.hint
    assert row.help_url == "https://site.example/base/help/unknown-term/"
    assert explain.row(problem, "ru").help_url == "https://site.example/base/ru/help/unknown-term/"


def test_values_are_never_templates(explain: Explainer) -> None:
    problem = Problem("practices/a/index.en.md", Span.at(1), "bad-id", "id", {"value": "{field} {0} {x.y} %s"})
    assert "{field} {0} {x.y} %s" in explain.row(problem, "en").message


@pytest.mark.parametrize(("template", "text"), [("{a}  and\n{b}", "1 and"), ("{{#{a}}}", "{#1}"), ("", "")])
def test_fill(template: str, text: str) -> None:
    assert fill(template, {"a": "1"}) == text


def test_control_characters_are_shown_by_name() -> None:
    assert fill("{a}", {"a": "x\x1b[2J\u202e"}) == "x<U+001B>[2J<U+202E>"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("practices/a/index.en.md", "practice"),
        ("docs/about", "page"),
        ("data/partners/a.yml", "partner"),
        ("data/ids.yml", ""),
        ("", ""),
    ],
)
def test_kind_of_path(path: str, kind: str) -> None:
    assert kind_of_path(path) == kind


def test_schema_of_a_field() -> None:
    practice = read_schemas(PROJECT / "data/schemas")["practice"]
    assert (
        field_schema(practice, "results.households.year")
        is practice["properties"]["results"]["items"]["properties"]["year"]
    )
    assert field_schema(practice, "countries.1")["pattern"] == "^[A-Z]{2}$"
    assert (
        field_schema(practice, "costs.setup_usd")
        == practice["properties"]["costs"]["anyOf"][1]["properties"]["setup_usd"]
    )
    assert field_schema(practice, "nowhere.at.all") == {}


@pytest.mark.parametrize(
    ("example", "text"),
    [
        ("a", "a"),
        (5, "5"),
        (True, "true"),
        (["a", "b"], "[a, b]"),
        ({"en": "x", "fr": "y"}, "y"),
        ({"id": "x"}, ""),
        (None, ""),
        ([{"a": 1}], ""),
    ],
)
def test_examples(example: object, text: str) -> None:
    assert example_text({"x-example": example}, "fr") == text
