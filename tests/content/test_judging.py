"""The quick yes and the full judge agree; patterns and lengths are those of the standard."""

from __future__ import annotations

import copy
import random

import pytest

from passerelle.content import rules
from passerelle.content.front_matter import split
from passerelle.content.judging import Judge
from passerelle.content.quick import accepts
from passerelle.content.schema import KINDS, read_schemas, translatable
from passerelle.content.strict_yaml import EMPTY, Number, Parsed, parse
from passerelle.content.vocabulary import Vocabularies, read_vocabularies
from passerelle.ground.settings import PROJECT
from tests.conftest import SITES

DOCUMENTS = {
    ("practice", False): "practices/la-first/index.en.md",
    ("practice", True): "practices/la-first/index.fr.md",
    ("module", False): "modules/first-module/index.en.md",
    ("module", True): "modules/first-module/index.fr.md",
    ("page", False): "docs/about/index.en.md",
    ("page", True): "docs/about/index.fr.md",
    ("country", False): "data/countries/la.yml",
    ("partner", False): "data/partners/office.yml",
    ("exchange", False): "data/exchanges/X-2024-01.yml",
    ("pathway", False): "data/pathways/first-steps.yml",
}
WEIRD = [EMPTY, "", " ", "x", "x" * 500, "<", Number("-3"), Number("0.5"), Number("999999"), True, [], {}, [EMPTY], ["a", "a"], [{"id": "a"}, {"id": "a"}], {"id": "a"}, {"en": "x"}, "unknown", "2023-02-31", "2024\n", "20໒໔", "LA", "e\u0301" * 100]  # fmt: skip


@pytest.fixture(scope="module")
def judge() -> Judge:
    data = PROJECT / "data"
    return Judge(read_schemas(data / "schemas"), read_vocabularies(data / "vocabularies"))


def read(name: str) -> Parsed:
    text = (SITES / "minimal" / name).read_text("utf-8")
    return parse(split(text).yaml if name.endswith(".md") else text, name, max_bytes=10**6, max_depth=9)


def places(value: object) -> list[tuple[object, object]]:
    """Every (container, key) in a value."""
    found: list[tuple[object, object]] = []
    if isinstance(value, dict):
        items: list[tuple[object, object]] = list(value.items())
    else:
        items = list(enumerate(value)) if isinstance(value, list) else []
    for key, item in items:
        found += [(value, key), *places(item)]
    return found


def agree(judge: Judge, kind: str, parsed: Parsed, *, translation: bool) -> bool:
    quick = judge._quick[kind, translation](parsed.data)
    full = judge.judge_fully(kind, parsed, "x", translation=translation)
    assert quick == (not full), (parsed.data, full)
    return quick


@pytest.mark.parametrize(("kind", "translation"), DOCUMENTS)
def test_a_right_document_is_accepted_quickly(kind: str, translation: bool, judge: Judge) -> None:
    assert agree(judge, kind, read(DOCUMENTS[kind, translation]), translation=translation)


@pytest.mark.parametrize(("kind", "translation"), DOCUMENTS)
def test_quick_and_full_agree(kind: str, translation: bool, judge: Judge) -> None:
    parsed = read(DOCUMENTS[kind, translation])
    whole = parsed.data
    rng = random.Random(kind)
    accepted = 0
    for _ in range(250):
        parsed.data = copy.deepcopy(whole)
        for _ in range(rng.randint(1, 2)):
            container, key = rng.choice(places(parsed.data))
            how = rng.randrange(3)
            if how == 0:
                container[key] = copy.deepcopy(rng.choice(WEIRD))  # type: ignore[index]
            elif how == 1 and isinstance(container, dict):
                container[rng.choice(["x", "", "id", "note", "y" * 99])] = copy.deepcopy(rng.choice(WEIRD))
            elif isinstance(container, list):
                container.append(container[key])  # type: ignore[call-overload]
            else:
                del container[key]  # type: ignore[attr-defined]
            if not parsed.data:
                break
        accepted += agree(judge, kind, parsed, translation=translation)
    assert accepted < 250


def test_an_unknown_keyword_is_never_accepted_quickly() -> None:
    nothing = Vocabularies({})
    assert not accepts({"type": "string", "not": {"const": "x"}}, nothing)("y")
    assert not accepts({"type": "null"}, nothing)(None)
    assert accepts({"const": True}, nothing)(True)  # noqa: FBT003
    assert not accepts({"const": True}, nothing)("true")


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        (r"^\d{4}$", "2024", True),
        (r"^\d{4}$", "2024\n", False),
        (r"^\d{4}$", "໒໐໒໔", False),
        (r"^[^<>\n]*$", "ລາວ é", True),
        (r"^[^<>\n]*$", "a\n", False),
        (r"^10\.\d{4,9}/\S+$", "10.1234/a\u00a0b", False),
    ],
)
def test_patterns_are_ecma(pattern: str, text: str, fits: bool) -> None:
    assert bool(rules.pattern(pattern)(text)) == fits


def test_no_pattern_uses_a_digit_class_inside_brackets() -> None:
    for file in (PROJECT / "data/schemas").glob("*.json"):
        for line in file.read_text("utf-8").split("\n"):
            if '"pattern"' in line and "\\\\d" in line:
                inside = "".join(part.partition("]")[0] for part in line.split("[")[1:])
                assert "\\\\d" not in inside, line


@pytest.mark.parametrize(
    ("text", "fits"),
    [("2024-02-29", True), ("2023-02-29", False), ("2023-02-31", False), ("2023-04-31", False), ("2023-12-31", True)],
)
def test_days_are_in_the_calendar(text: str, fits: bool) -> None:
    schema = {"pattern": r"^\d{4}-\d{2}-\d{2}$", "x-code": "bad-date"}
    assert rules.fits_pattern(text, schema) == fits


def test_equal_items() -> None:
    assert rules.repeated(["a", "b", "a", {"x": ["y"]}, {"x": ["y"]}, True, "true", Number("1"), "1"]) == [2, 4, 8]


def test_translations_state_no_facts() -> None:
    schemas = read_schemas(PROJECT / "data/schemas")
    for kind in ("practice", "module", "page"):
        schema = schemas.translations[kind]
        assert "id" not in schema["properties"]
        assert set(schema["required"]) == {"lang", "title", "summary", "translation"}
    assert set(schemas.translations["practice"]["properties"]["results"]["items"]["properties"]) == {
        "id",
        "indicator",
        "unit",
        "note",
    }
    assert translatable({"type": "integer"}) is None
    assert set(schemas.by_kind) == set(KINDS)
