from __future__ import annotations

import pytest

from passerelle.content.terms import Concept, read_terms
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from passerelle.views.thesaurus import concepts_in, initial, ordered

CONCEPT = Concept(
    "pension",
    {"en": "pension", "fr": "pension", "lo": "ບຳນານ", "ru": "пенсия"},
    alt={"ru": ("пенсионное обеспечение",)},
)


@pytest.mark.parametrize(
    ("text", "locale", "count"),
    [
        ("Pensions and a pension.", "en", 2),
        ("suspension", "en", 0),
        ("ຜູ້ຮັບບໍານານຄົນໜຶ່ງ", "lo", 1),
        ("Пенсионное обеспечение", "ru", 1),
        ("nothing", "fr", 0),
    ],
)
def test_a_text_names_a_concept(text: str, locale: str, count: int) -> None:
    assert sum(found for _concept, found in concepts_in([CONCEPT], text, locale)) == count


@pytest.mark.parametrize(
    ("label", "locale", "letter"),
    [("état civil", "fr", "E"), ("ёлка", "ru", "Е"), ("ເງິນອຸດໜູນ", "lo", "ງ"), ("ບຳນານ", "lo", "ບ"), ("404", "en", "#")],
)
def test_letters_of_the_alphabet(label: str, locale: str, letter: str) -> None:
    assert initial(label, locale) == letter


@pytest.mark.parametrize("locale", LOCALES)
def test_each_letter_stands_once(locale: str) -> None:
    """Collation and letters agree: walking the ordered list, no letter comes back."""
    letters = [
        initial(concept.labels[locale], locale) for concept in ordered(read_terms(PROJECT / "data/terms.yml"), locale)
    ]
    runs = [letter for index, letter in enumerate(letters) if index == 0 or letters[index - 1] != letter]
    assert len(runs) == len(set(runs))
