"""The real content: nothing for the checker to say, every id registered, every calculation of ours right."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from passerelle.content.models import Bundle
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import CONTENT_VARIABLE, PROJECT
from passerelle.knowledge.checks.identifiers import registered
from passerelle.knowledge.reading import Reading, read
from passerelle.views.edition import values

ROOT = Path(os.environ.get(CONTENT_VARIABLE, PROJECT))


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(ROOT, dt.date(2026, 11, 21))


def by_contributors(bundle: Bundle) -> bool:
    """Whether a text came from an institution: what follows asks less of it than of the texts that we wrote."""
    return bundle.kind == "practice" and bundle.facts["status"] != "draft-from-public-sources"


def test_nothing_to_say(reading: Reading) -> None:
    """Of our own texts not even a warning: translations are stamped and fresh, sources cited, spelling one."""
    theirs = tuple(f"{bundle.path}/" for bundle in reading.catalogue.tree.bundles if by_contributors(bundle))
    found = [
        (problem.path, problem.span.line, problem.code, dict(problem.words))
        for problem in reading.report
        if problem.severity == "error" or not (theirs and problem.path.startswith(theirs))
    ]
    assert found == []


def test_every_id_is_registered(reading: Reading) -> None:
    known = reading.catalogue.tree.ids
    assert known is not None
    assert registered(reading.catalogue).items() <= dict(known).items()


def test_everything_of_ours_exists_in_four_languages(reading: Reading) -> None:
    for bundle in reading.catalogue.tree.bundles:
        assert set(bundle.documents) == set(LOCALES) or by_contributors(bundle), bundle.path


def test_unreviewed_translations_say_so(reading: Reading) -> None:
    for bundle in reading.catalogue.tree.bundles:
        for document in bundle.translations:
            made = document.facts["translation"]
            assert made["state"] == "machine" or made.keys() & {"translator", "reviewer"}, document.path


def test_nobody_is_invented(reading: Reading) -> None:
    for practice in reading.catalogue.practices:
        if not by_contributors(practice):
            assert not {"contact", "reviewers", "confirmed"} & set(practice.facts)
            assert [author["name"] for author in practice.facts["authors"]] == ["Passerelle editors"]


def test_the_collection_covers_the_chain(reading: Reading) -> None:
    practices = reading.catalogue.practices
    for term in reading.catalogue.tree.vocabularies["delivery_phase"]:
        assert any(term.id in values(practice, "phase") for practice in practices), term.id
    for verb in ("planning", "delivery", "monitoring", "evaluation"):
        assert sum(verb in values(practice, "cycle") for practice in practices) >= 8, verb
    assert len({code for practice in practices for code in values(practice, "country")}) >= 25
    assert {practice.source.lang for practice in practices if practice.source} >= {"en", "fr", "ru"}


def test_every_module_can_be_taught(reading: Reading) -> None:
    for module in reading.catalogue.modules:
        assert module.source is not None
        assert len(module.source.quizzes) >= 6, module.id
        assert 45 <= module.facts["minutes"]["class"].value <= 120, module.id
        assert module.facts["trainer"]["offline"], module.id
        for quiz in module.source.quizzes:
            assert all(choice.feedback for choice in quiz.choices) or quiz.explanation, quiz.id


CALCULATED = {"en": r"our (?:own )?calculation", "fr": r"notre calcul|nos calculs", "ru": r"наш\w* расч[её]т\w*"}
_NUMBER = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)[\u00a0\u202f ]?(?:%|per cent|pour cent|процент)")


def numbers(text: str, lang: str) -> set[float]:
    """All numbers of a text, whatever separates thousands and decimals in its language; also in thousands and millions."""
    found = set()
    for raw in _NUMBER.findall(text):
        plain = re.sub(r"[\u00a0\u202f ]", "", raw)
        plain = plain.replace(",", "") if lang in {"en", "lo"} else plain.replace(",", ".")
        value = float(plain)
        found |= {value, value * 1e3, value * 1e6, value * 1e9}
    return found


def stated(practice: Bundle, without: str = "") -> set[float]:
    """Every number of a record: its text, but for one sentence, and its figures."""
    assert practice.source is not None
    text = practice.source.body.replace(without, "") if without else practice.source.body
    found = numbers(f"{practice.facts['summary']} {text}", practice.source.lang)
    for entry in practice.facts.get("results", ()):
        found |= {entry[name].value for name in ("before", "after") if entry[name] != "unknown"}
        found |= numbers(str(entry.get("note", "")), practice.source.lang)
    costs = practice.facts.get("costs", "unknown")
    if costs != "unknown":
        found |= {item["amount"].value for item in costs.get("items", ())}
    return {value for value in found if value > 0}


def calculated(practice: Bundle) -> Iterator[tuple[str, float, int]]:
    """Percentages that a text calls our calculation: the sentence, the figure, its decimals."""
    assert practice.source is not None
    lang = practice.source.lang
    texts = [block.text for block in practice.source.scan.blocks]
    texts += [str(entry["note"]) for entry in practice.facts.get("results", ()) if "note" in entry]
    for text in texts:
        for sentence in re.split(r"(?<=[.;])\s+(?=[A-ZÀ-ÝА-Я])", text):
            if re.search(CALCULATED[lang], sentence, re.IGNORECASE):
                for match in _PERCENT.finditer(sentence):
                    raw = match.group(1).replace(",", ".")
                    yield sentence, float(raw), len(raw.partition(".")[2])


def test_our_percentages_follow_from_the_record(reading: Reading) -> None:
    """Each percentage called our calculation is a share or a change of two numbers of the same record."""
    tried, wrong = 0, []
    for practice in reading.catalogue.practices:
        known = sorted(stated(practice))
        for sentence, percent, decimals in calculated(practice):
            if percent in stated(practice, without=sentence):
                continue  # an input of the calculation, given elsewhere in the record
            tried += 1
            slack = 0.51 * 10**-decimals + (0.5 if decimals == 0 else 0)
            fits = any(
                abs(100 * part / whole - percent) <= slack
                or abs(100 * (part - whole) / whole - percent) <= slack
                or abs(100 * (whole - part) / whole - percent) <= slack
                for whole in known
                for part in known
                if part != whole
            )
            if not fits:
                wrong.append((practice.id, percent, sentence[:120]))
    assert wrong == []
    assert tried >= 3


def test_changes_on_pages_follow_from_the_figures(reading: Reading) -> None:
    """What the results table prints as a change is recomputed here, independently of the view."""
    from passerelle.ground.settings import Settings  # noqa: PLC0415
    from passerelle.publish.site import make_site  # noqa: PLC0415
    from passerelle.views.practice import practice_view  # noqa: PLC0415

    edition = make_site(reading.catalogue, Settings()).editions["en"]
    seen = 0
    for practice in reading.catalogue.practices:
        rows = practice_view(edition, practice).results
        for row, entry in zip(rows, practice.facts.get("results", ()), strict=True):
            before, after = entry["before"], entry["after"]
            if "unknown" in (before, after) or float(before) <= 0:
                assert row.change == ""
                continue
            seen += 1
            expected = round(100 * float(after) / float(before) - 100)
            assert row.change.replace("−", "-").replace(",", "").lstrip("+±").rstrip("%") == str(expected), (
                practice.id,
                row.id,
            )
    assert seen >= 10
