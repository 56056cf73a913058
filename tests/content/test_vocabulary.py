"""Did you mean: over codes and labels of all languages."""

from __future__ import annotations

import pytest

from passerelle.content.vocabulary import Vocabularies, fold, nearest, read_vocabularies
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT


@pytest.fixture(scope="module")
def vocabularies() -> Vocabularies:
    return read_vocabularies(
        PROJECT / "data/vocabularies",
        {"LA": {"en": "Lao People's Democratic Republic", "lo": "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ"}},
    )


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [
        ("country", "ລາວ", "LA"),
        ("country", "Laos", "LA"),
        ("country", "la", "LA"),
        ("country", "Lao People’s Democratic Republic", "LA"),
        ("country", "Кения", "KE"),
        ("country", "Kéniya", "KE"),
        ("country", "Côte d'Ivoire", "CI"),
        ("country", "Кот-д’Ивуар", "CI"),
        ("maturity", "Pilot", "pilot"),
        ("maturity", "Пилотный проект", "pilot"),
        ("maturity", "ທົດລອງ", "pilot"),
        ("maturity", "à l'échelle nationale", "at-scale"),
        ("maturity", "at_scale", "at-scale"),
        ("maturity", "at scale", "at-scale"),
        ("maturity", "pilott", "pilot"),
        ("maturity", "nothing like it", ""),
        ("maturity", "", ""),
        ("maturity", "…", ""),
        ("maturity", "x" * 100_000, ""),
    ],
)
def test_did_you_mean(name: str, typed: str, meant: str, vocabularies: Vocabularies) -> None:
    assert vocabularies[name].suggest(typed) == meant


def test_every_label_of_every_term_leads_to_a_term_with_that_label(vocabularies: Vocabularies) -> None:
    for vocabulary in vocabularies:
        for term in vocabulary:
            for label in (term.id, *(term.labels[lang] for lang in LOCALES if lang in term.labels)):
                found = vocabulary.suggest(label)
                same = vocabulary.terms[found]
                assert fold(label) in {fold(name) for name in (same.id, *same.labels.values())}, (vocabulary.id, label)


def test_countries(vocabularies: Vocabularies) -> None:
    assert vocabularies.label("country", "LA", "en") == "Lao People's Democratic Republic"
    assert vocabularies.label("country", "LA", "ru") == "Лаос"
    assert vocabularies.label("country", "XX", "lo") == "XX"
    assert "EU" not in vocabularies["country"]
    assert "KE" in vocabularies["country"]


def test_nearest_of_fields() -> None:
    fields = {fold(name): name for name in ("summary", "status", "sources", "sdg_targets")}
    assert nearest("sumary", fields) == "summary"
    assert nearest("SDG targets", fields) == "sdg_targets"
    assert nearest("zzz", fields) == ""


def test_fold() -> None:
    assert fold("Kéniya-Ж_1") == "keniyaж1"
    assert fold("ກຳ") == fold("ກໍາ")
