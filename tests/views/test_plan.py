"""The list of all pages, and every one of them rendered without MkDocs."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from passerelle.ground.locales import LOCALES, prefix
from passerelle.ground.settings import CONTENT_VARIABLE, PROJECT, Settings
from passerelle.views.edition import Site
from passerelle.views.plan import SEARCH_MODULES, SEARCH_SCRIPTS, Page, pages
from tests.engine import environment, load, plan, render

ROOT = Path(os.environ.get(CONTENT_VARIABLE, PROJECT))


@pytest.fixture(scope="module")
def site() -> Site:
    return load(ROOT)


@pytest.fixture(scope="module")
def planned(site: Site) -> dict[str, Page]:
    return plan(site)


def test_addresses_occur_once(site: Site) -> None:
    for locale in LOCALES:
        found = [page.address for page in pages(site.editions[locale])]
        assert len(found) == len(set(found))


def test_every_language_has_the_same_pages(planned: dict[str, Page]) -> None:
    by_locale = {
        locale: {page.address.removeprefix(prefix(locale)) for page in planned.values() if page.locale == locale}
        for locale in LOCALES
    }
    for locale in LOCALES:
        assert by_locale[locale] == by_locale["en"]


def test_every_template_is_used_and_exists(planned: dict[str, Page]) -> None:
    used = {page.template for page in planned.values()}
    assert used == {
        "home.html",
        "practice.html",
        "module.html",
        "record.html",
        "list.html",
        "vocabulary.html",
        "prose.html",
        "editors.html",
        "fields.html",
        "form.html",
        "help.html",
        "help-index.html",
        "search.html",
    }


def test_pages_render_without_mkdocs(site: Site, planned: dict[str, Page]) -> None:
    """One page of each template in each language; undefined names are errors."""
    made = environment()
    seen = set()
    for page in planned.values():
        if (page.template, page.locale) in seen:
            continue
        seen.add((page.template, page.locale))
        text = render(made, site, page)
        assert "</html>" in text
        assert "{{" not in text


def test_links_hide_when_settings_are_unset(planned: dict[str, Page]) -> None:
    bare = load(ROOT)
    text = render(environment(), bare, planned["practices/kh-idpoor/"])
    assert "/edit/main/" not in text
    assert "mailto:" not in text
    full = load(
        ROOT, Settings(repo_url="https://github.com/example/passerelle", contact_email="desk@passerelle.example")
    )
    text = render(environment(), full, plan(full, ("ru",))["ru/practices/kh-idpoor/"])
    assert "https://github.com/example/passerelle/edit/main/practices/kh-idpoor/index.ru.md" in text
    assert "contribute/correction/?page=ru/practices/kh-idpoor/" in text


def test_the_site_may_live_below_a_sub_path() -> None:
    site = load(ROOT, Settings(site_url="https://example.org/portal/"))
    text = render(environment(), site, plan(site, ("fr",))["fr/practices/kh-idpoor/"])
    assert '<link rel="canonical" href="https://example.org/portal/fr/practices/kh-idpoor/">' in text
    assert 'href="/' not in text
    assert 'src="/' not in text


def test_the_search_page_asks_for_all_its_modules_at_once() -> None:
    """On a slow link each step of an import chain costs a round trip."""
    folder = PROJECT / "overrides" / SEARCH_SCRIPTS
    found: set[str] = set()
    left = ["page"]
    while left:
        text = (folder / f"{left.pop()}.js").read_text("utf-8")
        fresh = set(re.findall(r'^(?:import|export)[^;]*?from "\./([\w-]+)\.js";', text, re.MULTILINE)) - found
        found |= fresh
        left += fresh
    assert found == set(SEARCH_MODULES)
