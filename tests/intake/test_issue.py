"""Filled issue forms: what real practices say survives the form, in four languages; what is not understood stays."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.content.front_matter import split
from passerelle.content.models import Tree
from passerelle.content.strict_yaml import parse
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from passerelle.ground.text import hidden_characters
from passerelle.intake.answers import Names
from passerelle.intake.issue import read_issue
from passerelle.intake.parcel import Opened
from passerelle.intake.questions import questions
from passerelle.scaffold.texts import Texts
from tests.intake import forms

SLUGS = sorted(folder.name for folder in (PROJECT / "practices").iterdir() if folder.is_dir())
NAME = "issue-7.md"


def read(text: str, tree: Tree, texts: Texts) -> Opened:
    return read_issue(NAME, text, tree, texts)


def document(opened: Opened) -> str:
    assert opened.parcel is not None
    return opened.parcel.files[opened.parcel.source].decode()


@pytest.mark.parametrize("lang", LOCALES)
def test_every_question_of_the_form_is_known_in_its_place(lang: str, project_tree: Tree, texts: Texts) -> None:
    known = questions(project_tree.schemas["practice"], texts, lang)
    elements = forms.read_form(lang)
    assert [question.label for question in known] == [element["attributes"]["label"] for element in elements]
    names = ["-".join(question.where) or f"section-{question.section}" for question in known]
    assert names == [element["id"] for element in elements]


def body(answers: dict[str, str], lang: str = "en") -> str:
    return forms.rendered(lang, answers)


def facts(opened: Opened) -> dict[str, Any]:
    assert opened.parcel is not None
    return opened.parcel.facts


def codes(opened: Opened) -> list[tuple[str, int]]:
    return [(problem.code, problem.span.line) for problem in opened.problems]


# Each practice in one language, so that each language has ten; one practice in all four.
@pytest.mark.parametrize(
    ("slug", "lang"),
    [(slug, LOCALES[number % 4]) for number, slug in enumerate(SLUGS)] + [("kh-idpoor", lang) for lang in LOCALES],
)
def test_facts_and_sections_of_real_practices_survive(slug: str, lang: str, project_tree: Tree, texts: Texts) -> None:
    bundle = next(bundle for bundle in project_tree.of_kind("practice") if bundle.slug == slug)
    opened = read(body(forms.answers_of(bundle, lang, project_tree), lang), project_tree, texts)
    assert opened.problems == ()
    found = dict(facts(opened))
    given = {name: found.pop(name) for name in ("id", "type", "lang", "licence", "status", "version")}
    assert given == {
        "id": "new",
        "type": "practice",
        "lang": lang,
        "licence": "CC-BY-4.0",
        "status": "draft",
        "version": "1",
    }
    wanted = forms.asked_facts(bundle, lang, project_tree)
    wanted.pop("licence")
    assert found == wanted
    written = document(opened).partition("\n---\n")[2]
    for name, text in forms.sections_of(bundle, lang).items():
        assert f"{{#{name}}}\n\n{text}\n" in written


# --- what belongs to which question ---


def test_headings_inside_an_answer_belong_to_it(project_tree: Tree, texts: Texts) -> None:
    problem = "One.\n\n### Results\n\nTwo.\n\n### Anything\n\n### Title\nThree."
    opened = read(
        body({"title": "A title", "section-problem": problem, "section-results": "Four."}), project_tree, texts
    )
    assert f"{{#problem}}\n\n{problem}\n\n## Results {{#results}}\n\nFour.\n" in document(opened)
    assert facts(opened)["title"] == "A title"


def test_a_question_that_was_deleted_loses_nothing(project_tree: Tree, texts: Texts) -> None:
    text = body({"section-problem": "One.", "section-done": "Two."}).replace("### What was done\n", "### What we did\n")
    assert "{#problem}\n\nOne.\n\n### What we did\n\nTwo.\n" in document(read(text, project_tree, texts))


def test_no_response_is_no_answer(project_tree: Tree, texts: Texts) -> None:
    opened = read(body({}), project_tree, texts)
    assert set(facts(opened)) == {"id", "type", "lang", "licence", "status", "version"}
    assert document(opened).endswith("version: 1\n---\n")


@pytest.mark.parametrize(
    "text", ["", "Dear colleagues", "### Title\n\nx\n\n### Summary\n\ny", "### Titre\n### Title", "# Title\n## Summary"]
)
def test_what_is_no_form_is_refused(text: str, project_tree: Tree, texts: Texts) -> None:
    opened = read(text, project_tree, texts)
    assert opened.parcel is None
    assert codes(opened) == [("issue-unreadable", 1)]


def test_text_around_the_questions_is_told(project_tree: Tree, texts: Texts) -> None:
    opened = read("Hello!\n\n" + body({"title": "A title"}) + "\n\nRegards", project_tree, texts)
    lines = ("Hello!\n\n" + body({"title": "A title"})).count("\n") + 1
    assert codes(opened) == [("issue-extra-text", 1), ("issue-extra-text", lines + 2)]
    assert [problem.words["value"] for problem in opened.problems] == ["Hello!", "Regards"]


@pytest.mark.parametrize("lang", LOCALES)
def test_without_the_tick_there_is_no_licence(lang: str, project_tree: Tree, texts: Texts) -> None:
    opened = read(body({}, lang).replace("- [X]", "- [ ]"), project_tree, texts)
    assert "licence" not in facts(opened)
    assert [problem.code for problem in opened.problems] == ["issue-no-licence"]


# --- what answers mean ---


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("LA", ["LA"]),
        ("la, ke", ["LA", "KE"]),
        ("Laos; Kenya", ["LA", "KE"]),
        ("ລາວ", ["LA"]),
        ("ສປປ ລາວ ແລະ ເຄນຢາ", ["ສປປ ລາວ ແລະ ເຄນຢາ"]),
        ("Таджикистан, Республика Конго", ["TJ", "Республика Конго"]),
        ("- Côte d\u2019Ivoire\n- togo\n", ["CI", "TG"]),
        ("Tajikstan", ["Tajikstan"]),
        ("Бонэйр, Синт-Эстатиус и Саба, Кения", ["BQ", "KE"]),
        ("LA, LA,, ,Lao PDR", ["LA", "Lao PDR"]),
        ("Norway", ["NO"]),
    ],
)
def test_countries_in_any_language(answer: str, value: list[str], project_tree: Tree, texts: Texts) -> None:
    assert facts(read(body({"countries": answer}), project_tree, texts))["countries"] == value


def test_labels_may_hold_commas(project_tree: Tree, texts: Texts) -> None:
    labels = "Intake and registration, Compliance, updating and grievances, Something else, Outreach"
    found = facts(read(body({"phases": labels}), project_tree, texts))["phases"]
    assert found[:1] + found[2:] == ["intake", "Something else", "outreach"]
    assert found[1] in project_tree.vocabularies["delivery_phase"]


@pytest.mark.parametrize(
    ("answer", "value"),
    [("2021-03", "2021-03"), (" Unknown. ", "unknown"), ("*unknown*", "unknown"), ("March\n2021", "March 2021")],
)
def test_a_start(answer: str, value: str, project_tree: Tree, texts: Texts) -> None:
    assert facts(read(body({"start": answer}), project_tree, texts))["start"] == value


@pytest.mark.parametrize(
    ("answer", "value", "suggestion"),
    [
        ("Lao Social Security Organization", "la-lsso", ""),
        ("ອົງການປະກັນສັງຄົມລາວ", "la-lsso", ""),
        ("la-lsso", "la-lsso", ""),
        ("Lao Social Security Organisation", {"name": "Lao Social Security Organisation"}, "la-lsso"),
        ("Ministry of Fish", {"name": "Ministry of Fish"}, None),
    ],
)
def test_an_owner_is_a_partner_only_by_its_exact_name(
    answer: str, value: object, suggestion: str | None, project_tree: Tree, texts: Texts
) -> None:
    opened = read(body({"owner": answer}), project_tree, texts)
    assert facts(opened)["owner"] == value
    if suggestion:
        assert [(problem.code, problem.severity) for problem in opened.problems] == [("issue-near-partner", "warning")]
        assert opened.problems[0].words["suggestion"] == suggestion
    elif suggestion == "":
        assert opened.problems == ()


def test_lines_become_records(project_tree: Tree, texts: Texts) -> None:
    sources = (
        "* s1 | Report | Ministry | https://a.example/ | 2024 | en | Evaluation or study\n"
        "\n"
        "| s2 | Law | Parliament | Unknown | 2023-05 | lo | law |\n"
        "Annual report, see our site\n"
        "s4 | A | B | C | D | E | F | G\n"
        "s5 | | B | C | D | E | F"
    )
    targets = "1.3 | Because | of this\n- 99.9 | No such target"
    answers = {"sources": sources, "sdg_targets": targets, "authors": "A unit\n2. Another | unit"}
    opened = read(body(answers), project_tree, texts)
    found = facts(opened)
    first = {"id": "s1", "title": "Report", "publisher": "Ministry", "url": "https://a.example/", "date": "2024"}
    assert found["sources"] == [
        {**first, "language": "en", "type": "evaluation"},
        {
            "id": "s2",
            "title": "Law",
            "publisher": "Parliament",
            "url": "unknown",
            "date": "2023-05",
            "language": "lo",
            "type": "law",
        },
        "Annual report, see our site",
        "s4 | A | B | C | D | E | F | G",
        "s5 | | B | C | D | E | F",
    ]
    assert found["sdg_targets"] == [
        {"target": "1.3", "why": "Because | of this"},
        {"target": "99.9", "why": "No such target"},
    ]
    assert found["authors"] == [{"name": "A unit"}, {"name": "Another | unit"}]
    start = (
        body(answers)
        .split("\n")
        .index("* s1 | Report | Ministry | https://a.example/ | 2024 | en | Evaluation or study")
    )
    assert codes(opened) == [("issue-line", start + line) for line in (4, 5, 6)]
    assert opened.problems[0].words["label"] == "Sources"
    assert opened.problems[0].words["options"].startswith("Source number | Title | ")


def test_a_name_that_only_folding_makes_equal_is_not_taken() -> None:
    names = Names({"Ab-c": "one", "A bc": "two", "D": "three"})
    assert [names.find(text) for text in ("ab-C", "a  bc", "abc", "d", "")] == ["one", "two", "", "three", ""]


# --- hostile and damaged forms ---

FREE = st.text(max_size=300).filter(lambda text: not hidden_characters(text) and "\r" not in text)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from([element["id"] for element in forms.read_form("ru")[:-1]]), FREE, max_size=6))
def test_any_answers_can_be_read_and_written(project_tree: Tree, texts: Texts, answers: dict[str, str]) -> None:
    opened = read(body(answers, "ru"), project_tree, texts)
    parsed = parse(split(document(opened)).yaml, "x", max_bytes=10**6)
    assert parsed.problems == []
    assert parsed.data == facts(opened)
    for name, text in answers.items():
        if name.startswith("section-") and text.strip() and not re.search(r"^###[ \t]", text, re.MULTILINE):
            assert text.strip("\n").rstrip() in document(opened)


@settings(max_examples=60)
@given(st.data())
def test_no_form_breaks_the_reading(project_tree: Tree, texts: Texts, data: st.DataObject) -> None:
    bundle = project_tree.of_kind("practice")[0]
    lines = body(forms.answers_of(bundle, "fr", project_tree), "fr").split("\n")
    for _ in range(data.draw(st.integers(0, 6))):
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place : place + data.draw(st.integers(0, 20))] = data.draw(st.lists(FREE, max_size=2))
    opened = read("\n".join(lines), project_tree, texts)
    assert opened.parcel or opened.problems


@pytest.mark.parametrize(
    "text",
    [
        "### Title\n" * 20_000,
        "\n".join(f"### {label}" for label in ("Title", "Summary", "Countries", "Sources") * 5_000),
        body({"countries": "," * 100_000, "sources": "|" * 50_000, "phases": "a," * 50_000}),
        body({"sources": "a|b|c|d|e|f|g\n" * 10_000, "owner": "x" * 100_000}),
    ],
    ids=["title", "labels", "commas", "lines"],
)
def test_large_answers_take_seconds_at_most(text: str, project_tree: Tree, texts: Texts) -> None:
    start = time.process_time()
    read(text, project_tree, texts)
    assert time.process_time() - start < 10
