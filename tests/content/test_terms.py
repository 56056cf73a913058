"""The words of the trade: what a concept holds, and that the file keeps the rules it states."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from passerelle.content.terms import Concept, read_terms
from passerelle.content.vocabulary import read_vocabularies
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT

CONCEPTS = read_terms(PROJECT / "data/terms.yml")
DEFINED = [concept for concept in CONCEPTS if concept.definitions]
LAO_FLAW = re.compile("\u0ecd[\u0ec8-\u0ecb]?\u0eb2|\u0eab[\u0e99\u0ea1\u0ea5]|\u0ec0\u0ec0")


def test_a_concept_is_read(tmp_path: Path) -> None:
    file = tmp_path / "terms.yml"
    file.write_text(
        "terms:\n"
        "  - {id: cash, labels: {en: cash, fr: argent, lo: ເງິນ, ru: деньги}, quality: AABC,\n"
        "     alt: {en: [money]}, forbidden: {ru: [кэш*]}, definition: {en: Coins and notes.}}\n",
        "utf-8",
    )
    [cash] = read_terms(file)
    assert cash == Concept(
        id="cash",
        labels={"en": "cash", "fr": "argent", "lo": "ເງິນ", "ru": "деньги"},
        quality={"en": "A", "fr": "A", "ru": "B", "lo": "C"},
        alt={"en": ("money",)},
        forbidden={"ru": ("кэш*",)},
        definitions={"en": "Coins and notes."},
    )
    assert cash.names("en") == ("cash", "money")
    assert cash.names("fr") == ("argent",)
    assert [lang for lang in LOCALES if cash.under_review(lang)] == ["lo"]


def test_without_a_file_there_are_no_concepts(tmp_path: Path) -> None:
    assert read_terms(tmp_path / "terms.yml") == ()


def test_there_are_enough() -> None:
    assert len(CONCEPTS) >= 150
    assert len(DEFINED) >= 60
    assert len({concept.id for concept in CONCEPTS}) == len(CONCEPTS)


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.id)
def test_a_concept_is_whole(concept: Concept) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", concept.id)
    assert set(concept.labels) == set(LOCALES)
    assert set(concept.quality) == set(LOCALES)
    assert set(concept.quality.values()) <= set("ABC")
    for lang, names in concept.alt.items():
        assert concept.labels[lang] not in names
        assert len(set(names)) == len(names)
    for text in (*concept.names("lo"), concept.definitions.get("lo", "")):
        assert not LAO_FLAW.search(text)
    assert set(concept.definitions) in (set(), set(LOCALES))


@pytest.mark.parametrize("concept", DEFINED, ids=lambda concept: concept.id)
@pytest.mark.parametrize("lang", LOCALES)
def test_a_definition_is_one_plain_sentence(concept: Concept, lang: str) -> None:
    text = concept.definitions[lang]
    assert text.endswith(".")
    assert ". " not in text
    assert not re.search("[0-9]", text), "a figure grows old"
    assert text[0] == text[0].upper()
    if lang == "lo":
        assert 50 <= len(text) <= 250
    else:
        assert 12 <= len(re.findall(r"\w+(?:['’-]\w+)*", text)) <= 35
    if lang == "fr":
        assert not re.search(" [;:?!»]|« ", text), "French signs stand behind a space that does not break"


@pytest.mark.parametrize("lang", LOCALES)
def test_a_forbidden_word_is_part_of_no_label(lang: str) -> None:
    """Whatever is forbidden is wrong on every page, so no right word may hold it."""
    right = [concept.labels[lang] for concept in CONCEPTS]
    right += [concept.definitions.get(lang, "") for concept in CONCEPTS]
    right += [term.label(lang) for terms in read_vocabularies(PROJECT / "data/vocabularies") for term in terms]
    text = "\n".join(right).lower()
    for concept in CONCEPTS:
        for variant in concept.forbidden.get(lang, ()):
            assert "*" not in variant[:-1]
            stem = variant.removesuffix("*").lower()
            before = "" if lang == "lo" else r"(?<!\w)"
            assert not re.search(
                before + re.escape(stem) + ("" if variant[-1] == "*" or lang == "lo" else r"(?!\w)"), text
            ), stem
            if lang == "lo":
                assert not LAO_FLAW.search(stem), "the general rule knows this one"
