"""The guides for contributors: whole in four languages, with the pictures that tools/guide_pictures.py takes."""

from __future__ import annotations

import importlib
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from PIL import Image

from passerelle.content.loader import read_tree
from passerelle.content.models import Bundle, Document
from passerelle.content.names import IMAGES
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from passerelle.render.pictures import published

GUIDES = ("contribute", "teach", "translate", "editors")  # one for each role; a reader holds a phone
HEAVIEST = 25_000  # bytes of a published picture
LONGEST = 700  # words of a guide in English, without its pictures
_SCRIPT = {"lo": re.compile("[\u0e80-\u0eff]"), "ru": re.compile("[\u0400-\u04ff]")}
# The words on buttons and marks that a guide quotes: who reads it must find them on the page.
QUOTED = {
    "contribute": "now later unknown send draft_save draft_open draft_delete kit".split(),
    "teach": "toc.title facts.title nav.pathways module.trainer section.teach quiz.check action.report".split(),
    "translate": ["action.report"],
    "editors": ["section.did-not-work"],
}


def load_tool() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PROJECT / "tools")
        return importlib.import_module("guide_pictures")


TOOL = load_tool()
TAKEN = [(picture, locale) for picture in TOOL.PICTURES for locale in LOCALES]
each_picture = pytest.mark.parametrize(("picture", "locale"), TAKEN, ids=lambda value: getattr(value, "name", value))


@pytest.fixture(scope="module")
def guides() -> dict[str, Bundle]:
    return {bundle.slug: bundle for bundle in read_tree(PROJECT, PROJECT).of_kind("page")}


def shown(document: Document) -> dict[str, str]:
    """Alternative texts of the pictures of a document, by file."""
    return {link.target: link.text for link in document.scan.links if link.image}


@pytest.mark.parametrize("name", [*GUIDES, "contribute-with-git"])
def test_the_four_languages_go_paragraph_by_paragraph(name: str, guides: dict[str, Bundle]) -> None:
    """So that a passage whose original has changed can be marked."""
    bundle = guides[name]
    assert set(bundle.documents) == set(LOCALES)
    heads = {code: [heading.id for heading in document.scan.headings] for code, document in bundle.documents.items()}
    assert all(ids == heads["en"] for ids in heads.values()), heads
    counts = {code: len(document.scan.blocks) for code, document in bundle.documents.items()}
    assert set(counts.values()) == {counts["en"]}


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_read_on_a_phone(name: str, guides: dict[str, Bundle]) -> None:
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|\{#[^}]*\}", " ", guides[name].documents["en"].body)
    assert len(re.findall(r"[A-Za-z][\w'-]*", text)) <= LONGEST
    assert 2 <= sum(picture.guide == name for picture in TOOL.PICTURES) <= 4


def test_the_files_are_those_of_the_tool() -> None:
    """A picture that was forgotten, or that nobody takes any more."""
    there = {file for name in GUIDES for file in (PROJECT / "docs" / name).iterdir() if file.suffix[1:] in IMAGES}
    assert there == {picture.file(locale) for picture, locale in TAKEN}


@each_picture
def test_a_picture_is_light_and_as_wide_as_a_phone(picture: Any, locale: str) -> None:
    file: Path = picture.file(locale)
    content = published(file)
    assert len(content) <= HEAVIEST
    assert len(content) <= file.stat().st_size, "published as it is, not made larger"
    with Image.open(file) as image:
        assert image.width == TOOL.WIDTH * TOOL.SCALE
        assert image.height > image.width / 5, "an empty one, or a line"
        assert len(image.convert("RGB").getcolors() or ()) > 2


@each_picture
def test_a_picture_is_shown_and_described_in_its_language_only(
    picture: Any, locale: str, guides: dict[str, Bundle]
) -> None:
    name = picture.file(locale).name
    alts = {code: shown(document).get(name) for code, document in guides[picture.guide].documents.items()}
    assert [code for code, alt in alts.items() if alt] == [locale]
    alt = str(alts[locale])
    assert len(alt) >= 15
    for code, script in _SCRIPT.items():
        assert bool(script.search(alt)) == (code == locale)
    if locale == "fr":
        assert alt != shown(guides[picture.guide].documents["en"])[picture.file("en").name]


def test_no_picture_stands_before_the_first_words(guides: dict[str, Bundle]) -> None:
    """What is below the first screen does not wait for a picture, and no picture waits above it."""
    for name in GUIDES:
        for document in guides[name].documents.values():
            blocks = [block.text for block in document.scan.blocks]
            assert next(index for index, text in enumerate(blocks) if text.startswith("![")) >= 2, document.path


@cache
def interface(locale: str) -> dict[str, str]:
    return dict(yaml.safe_load((PROJECT / f"data/interface/{locale}.yml").read_text("utf-8")))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", GUIDES)
def test_quoted_words_are_those_of_the_pages(name: str, locale: str, guides: dict[str, Bundle]) -> None:
    body = guides[name].documents[locale].body
    for key in QUOTED[name]:
        words = interface(locale)[key if "." in key else f"form.{key}"]
        assert words in body, key


@pytest.mark.parametrize("locale", LOCALES)
def test_the_steps_of_the_form_have_the_names_that_the_guide_gives(locale: str, guides: dict[str, Bundle]) -> None:
    steps = yaml.safe_load((PROJECT / "data/submission.yml").read_text("utf-8"))["forms"]["practice"]["steps"]
    titles = {step["id"]: step["title"][locale] for step in steps}
    body = guides["contribute"].documents[locale].body
    assert [name for name in ("later", "pictures") if titles[name] not in body] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_tool_finds_an_example_to_type(locale: str) -> None:
    facts = TOOL.example(locale)
    assert facts["id"] == "new"
    assert facts["lang"] == locale
    assert isinstance(facts["version"], str)
