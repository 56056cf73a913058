"""An offer written in one language: shown everywhere, translated nowhere, and nowhere said to be."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from passerelle.ground.locales import LOCALES
from passerelle.publish.files import sitemap
from passerelle.publish.search_documents import documents
from passerelle.views import lists
from passerelle.views.chrome import chrome
from passerelle.views.edition import Site
from passerelle.views.exchange import exchange_view
from passerelle.views.plan import Page
from tests.conftest import SmallTree
from tests.engine import environment, load, plan, render

OFFER = """\
id: X-2026-01
title: {fr: Nous montrons notre liste}
summary: {fr: Notre bureau montre sa liste des ménages à qui le demande.}
kind: study-visit
form: south-south
status: offer
valid_until: 2027-06
provider: {countries: [LA], partners: [office]}
recipient: {countries: [KE]}
start: unknown
mode: in-person
place: {fr: À la capitale}
topics: {phases: [intake]}
demand: {need: {fr: Éviter les doublons.}, who: {fr: Un bureau de district}}
outputs:
  - {id: guide, title: {fr: Guide de la liste}}
commitments:
  - {id: share, partner: office, what: {fr: Envoyer le guide.}, by: 2027-03, state: open}
practices_shown: [LA-0001]
sources:
  - {id: s1, title: News, publisher: The office, url: "https://www.example.org/news", date: 2024-05-20, language: en, type: news}
contact: {office: Le bureau, role_email: "info@office.example", public: true}
text_states: {fr: original}
"""
ADDRESS = "exchanges/x-2026-01/"


@dataclass(frozen=True)
class Offered:
    site: Site
    pages: dict[str, Page]

    def html(self, address: str) -> str:
        return render(environment(), self.site, self.pages[address])


@pytest.fixture
def offered(small: SmallTree) -> Offered:
    small.add("data/exchanges/X-2026-01.yml", OFFER)
    small.add("data/ids.yml", '"X-2026-01": exchanges/x-2026-01/\n')
    assert small.problems() == []
    site = load(small.root, project=small.project)
    return Offered(site, plan(site))


def test_a_page_without_a_translation_shows_the_original(offered: Offered) -> None:
    text = offered.html(f"ru/{ADDRESS}")
    assert '<article class="record record-exchange" lang="fr">' in text
    assert "<h1>Nous montrons notre liste</h1>" in text
    assert "Этой страницы ещё нет на русском языке" in text
    assert '<meta name="robots" content="noindex">' in text
    assert '<link rel="canonical" href="https://passerelle.example/fr/exchanges/x-2026-01/">' in text
    assert re.findall(r'hreflang="([\w-]+)" href="https', text) == ["fr", "x-default"]
    assert '<span lang="fr">À la capitale</span>' in text
    assert '<span lang="fr">Guide de la liste</span>' in text


def test_paragraphs_are_in_the_language_of_the_article(offered: Offered) -> None:
    view = exchange_view(offered.site.editions["ru"], offered.site.catalogue.data("exchange")[1])
    assert [text for _heading, text in view.texts] == [
        "Éviter les doublons. Un bureau de district",
        "Le bureau: Envoyer le guide.",
    ]


def test_the_original_is_an_ordinary_page(offered: Offered) -> None:
    text = offered.html(f"fr/{ADDRESS}")
    assert '<article class="record record-exchange">' in text
    assert "noindex" not in text
    assert "notice-fallback" not in text


def test_the_default_address_leads_to_the_original(offered: Offered) -> None:
    alternates = chrome(offered.site, offered.pages[ADDRESS]).alternates
    assert alternates[-1].url == "https://passerelle.example/fr/exchanges/x-2026-01/"


def test_the_site_map_lists_only_what_exists(offered: Offered) -> None:
    text = sitemap("https://passerelle.example/", offered.pages.values())
    entry = next(line for line in text.split("\n") if "x-2026-01" in line)
    assert text.count("<loc>https://passerelle.example/fr/exchanges/x-2026-01/</loc>") == 1
    assert text.count("exchanges/x-2026-01/</loc>") == 1
    assert re.findall(r'hreflang="(\w+)"', entry) == ["fr"]


def test_an_offer_says_whom_to_ask_if_the_office_agrees(offered: Offered, small: SmallTree) -> None:
    assert 'href="mailto:info@office.example"' in offered.html(f"lo/{ADDRESS}")
    small.swap("data/exchanges/X-2026-01.yml", "public: true", "public: false")
    site = load(small.root, project=small.project)
    assert "info@office.example" not in render(environment(), site, plan(site, ("fr",))[f"fr/{ADDRESS}"])


def test_search_finds_it_in_its_language_only(offered: Offered) -> None:
    found = {
        locale: [entry for entry in documents(offered.site.editions[locale]) if entry.id == "exchange:X-2026-01"]
        for locale in LOCALES
    }
    assert {locale: len(entries) for locale, entries in found.items()} == {"en": 0, "fr": 1, "lo": 0, "ru": 0}
    assert found["fr"][0].facets["missing"] == ("en", "lo", "ru")


def test_cards_and_links_say_their_language(offered: Offered) -> None:
    cards = lists.data_list_view(offered.site.editions["lo"], "exchange").groups[0].cards
    assert {card.url.split("/")[-2]: card.lang for card in cards} == {"x-2026-01": "fr", "x-2024-01": ""}
    text = offered.html("practices/la-first/")
    assert '<h3 lang="fr"><a href="../../exchanges/x-2026-01/">Nous montrons notre liste</a></h3>' in text
    link = offered.site.editions["en"].record_link(offered.site.catalogue.data("exchange")[1])
    assert (link.label, link.lang) == ("Nous montrons notre liste", "fr")


def test_the_original_language_is_the_one_that_says_so(small: SmallTree) -> None:
    states = "text_states: {en: machine, ru: original}"
    text = OFFER.replace("text_states: {fr: original}", states)
    small.add("data/exchanges/X-2026-01.yml", re.sub(r"\{fr: ([^}]+)\}", r"{en: \1, ru: \1}", text))
    assert {problem.code for problem in small.problems()} == {"id-not-registered"}
    site = load(small.root, project=small.project)
    record = next(record for record in site.catalogue.data("exchange") if record.id == "X-2026-01")
    assert (record.languages, record.original) == ({"en", "ru"}, "ru")
    assert [site.editions[locale].language_of(record) for locale in LOCALES] == ["en", "ru", "ru", "ru"]


def test_a_kind_with_four_languages_is_read_in_each(small: SmallTree) -> None:
    for record in load(small.root, project=small.project).catalogue.data("partner"):
        assert record.languages == set(LOCALES)
