"""Interface strings: the same in four languages, complete, and used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel import Locale

from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from passerelle.views.interface import Strings, read_strings

ALL = read_strings(PROJECT / "data/interface")
TEXTS: dict[str, Mapping[str, object]] = {locale: ALL[locale].starting_with("") for locale in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_every_string(locale: str) -> None:
    assert set(TEXTS[locale]) == set(TEXTS["en"])
    assert [key for key, text in TEXTS[locale].items() if not text] == []


def _placeholders(text: object) -> list[set[str]]:
    forms = list(text.values()) if isinstance(text, Mapping) else [text]
    return [set(re.findall(r"\{(\w+)\}", str(form))) for form in forms]


@pytest.mark.parametrize("locale", LOCALES)
def test_placeholders_agree(locale: str) -> None:
    wrong = {}
    for key, text in TEXTS[locale].items():
        ours, theirs = set().union(*_placeholders(text)), set().union(*_placeholders(TEXTS["en"][key]))
        if ours != theirs:
            wrong[key] = (ours, theirs)
    assert wrong == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_plurals_have_every_form_of_the_language(locale: str) -> None:
    needed = set(Locale.parse(locale).plural_form.tags) | {"other"}
    for key, text in TEXTS[locale].items():
        if isinstance(text, Mapping):
            assert set(text) == needed, key


def test_templates_ask_only_for_strings_that_exist() -> None:
    asked = set()
    for file in (PROJECT / "overrides").rglob("*.html"):
        asked |= set(re.findall(r"\bt\('([a-z_.0-9-]+)'", file.read_text("utf-8")))
    assert asked - set(TEXTS["en"]) == set()


def test_lao_is_spelled_one_way() -> None:
    text = (PROJECT / "data/interface/lo.yml").read_text("utf-8")
    assert not re.search("\u0ecd[\u0ec8-\u0ecb]?\u0eb2|\u0eab\u0e99|\u0eab\u0ea1|\u0ec0\u0ec0", text)


def test_numbers_and_plurals() -> None:
    assert ALL["ru"]("count.practices", n=1) != ALL["ru"]("count.practices", n=2)
    assert ALL["ru"]("count.practices", n=21).startswith("21")
    assert ALL["fr"]("count.practices", n=1200).startswith("1\u202f200")


def test_a_missing_string_is_a_defect() -> None:
    with pytest.raises(KeyError):
        Strings("en", {})("nothing")


def test_questions_lead_to_facets_that_exist() -> None:
    import yaml  # noqa: PLC0415

    from passerelle.content.vocabulary import read_vocabularies  # noqa: PLC0415
    from passerelle.views.edition import FACETS  # noqa: PLC0415

    vocabularies = read_vocabularies(PROJECT / "data/vocabularies")
    for entry in yaml.safe_load(Path(PROJECT / "data/questions.yml").read_text("utf-8")):
        assert set(entry["text"]) == set(LOCALES)
        assert entry["value"] in vocabularies[FACETS[entry["facet"]][1]]
