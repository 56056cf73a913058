"""The pages that explain each message of the checker."""

from __future__ import annotations

import re

import pytest

from passerelle.content import addresses
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from passerelle.views.edition import Site
from passerelle.views.help_pages import help_index_view, help_view
from tests.engine import environment, load, plan, render


@pytest.fixture(scope="module")
def site() -> Site:
    return load(PROJECT)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_reads_as_a_sentence(locale: str, site: Site) -> None:
    """No dots, no empty quotes: titles have the names and numbers of the example."""
    for code, entry in site.explainer.explanations.items():
        view = help_view(site.editions[locale], code)
        for text in (view.title, view.hint):
            assert not re.search(r'…|""|“”|«\s*»|\(\s*\)|: \.(\s|$)', text), (code, text)
        assert view.place
        assert bool(view.why) == bool(entry.why)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_index_has_every_code_once(locale: str, site: Site) -> None:
    view = help_index_view(site.editions[locale])
    codes = [link.note for group in view.groups for link in group.links]
    assert sorted(codes) == sorted(site.explainer.explanations)
    assert len({group.title for group in view.groups}) == len(view.groups)
    assert all(group.links for group in view.groups)


def test_examples_are_text_whatever_they_hold(site: Site) -> None:
    text = render(environment(), site, plan(site, ("fr",))[addresses.help_page("raw-html", "fr")])
    assert "This is &lt;b&gt;important&lt;/b&gt;." in text
    assert "<b>" not in text


def test_lines_that_differ_stand_out(site: Site) -> None:
    view = help_view(site.editions["en"], "missing-field")
    assert [line.text for line in view.right if line.changed] == ["maturity: pilot"]
    assert not any(line.changed for line in view.wrong)
    # Where nothing is alike, marking everything would say nothing.
    assert not any(line.changed for line in help_view(site.editions["en"], "raw-html").right)
