"""Bodies as pages print them: where links lead, how pictures wait, how tables scroll; and what the checker says of it."""

from __future__ import annotations

import re

import pytest
from PIL import Image

from passerelle.content import addresses
from passerelle.ground.locales import LOCALES
from passerelle.views.bodies import body_html
from tests.conftest import SmallTree
from tests.engine import load, plan

EN = "practices/la-first/index.en.md"
PLACE = "More households are on the list."
FORM = "../../docs/contribute/practice/index.md"
ABOUT = "docs/about/index.en.md"


def body(small: SmallTree, locale: str = "en", slug: str = "la-first") -> str:
    site = load(small.root, project=small.project)
    edition = site.editions[locale]
    bundle = next(bundle for bundle in edition.catalogue.tree.bundles if bundle.slug == slug)
    return str(body_html(edition, bundle, edition.facts(bundle)))


def codes(small: SmallTree) -> list[str]:
    small.stamp()
    return [problem.code for problem in small.problems()]


def test_every_generated_page_that_texts_may_lead_to_is_there(small: SmallTree) -> None:
    planned = plan(load(small.root))
    for path in addresses._GENERATED:
        for locale in LOCALES:
            assert addresses.generated(path, locale) in planned, path


@pytest.mark.parametrize("path", ["docs/contribute/nothing/index.md", "contribute/practice/", "docs/", "index.md", ""])
def test_other_paths_lead_to_no_generated_page(path: str) -> None:
    assert addresses.generated(path, "en") == ""


@pytest.mark.parametrize("locale", ["en", "lo"])
def test_a_link_to_a_generated_page_stays_in_the_language_of_the_reader(locale: str, small: SmallTree) -> None:
    small.swap(EN, PLACE, f"Send yours with [the form]({FORM}); see [all practices](../index.md).")
    assert codes(small) == []
    html = body(small, locale)
    assert '<a href="../../contribute/practice/">the form</a>' in html
    assert '<a href="../">all practices</a>' in html


def test_what_is_inside_a_generated_page_is_not_known(small: SmallTree) -> None:
    small.swap(EN, PLACE, f"Send yours with [the form]({FORM}#step-send).")
    assert codes(small) == ["broken-anchor"]


def test_a_generated_page_is_no_picture(small: SmallTree) -> None:
    small.swap(EN, PLACE, f"![The form on a phone]({FORM})")
    assert codes(small) == ["broken-link"]


def test_pictures_wait_and_keep_their_place_free(small: SmallTree) -> None:
    with Image.open(small.root / "practices/la-first/photo.png") as photo:
        width, height = photo.size
    sign = re.escape("A village officer hands over a card")
    found = re.search(rf'<img[^>]*alt="{sign}"[^>]*>', body(small))
    assert found is not None
    for part in ('loading="lazy"', f'width="{width}"', f'height="{height}"', 'src="photo.png"'):
        assert part in found.group(0)


def test_a_picture_of_a_screen_is_shown_at_half_its_size(small: SmallTree) -> None:
    Image.new("RGB", (720, 301), "teal").save(small.root / "docs/about/screen-2x.webp", lossless=True)
    small.add(ABOUT, "\n![The first step of the form](screen-2x.webp)\n")
    html = body(small, slug="about")
    assert 'width="360"' in html
    assert 'height="150"' in html


def test_a_picture_of_another_page_has_a_size_too(small: SmallTree) -> None:
    small.add(ABOUT, "\n![A card is handed over](../../practices/la-first/photo.png)\n")
    found = re.search(r"<img[^>]*>", body(small, slug="about"))
    assert found is not None
    assert 'src="../practices/la-first/photo.png"' in found.group(0)
    assert "width=" in found.group(0)


def test_a_picture_that_is_not_there_has_no_size(small: SmallTree) -> None:
    small.add(ABOUT, "\n![Nothing at all](nothing.png) ![A page](index.en.md)\n")
    assert "width=" not in body(small, slug="about")


def test_tables_have_a_frame_that_says_what_it_is(small: SmallTree) -> None:
    small.swap(EN, PLACE, "| a | b |\n|---|---|\n| 1 | 2 |")
    html = body(small)
    assert re.search(r'<div class="scroll" tabindex="0" role="group" aria-label="[^"<>]+"><table>', html)
    assert "&lt;div" not in html
