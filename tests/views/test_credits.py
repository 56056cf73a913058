"""What a page says of those who made it, and the page of all contributors."""

from __future__ import annotations

import json
import re

import pytest

from passerelle.content.models import Bundle
from passerelle.ground.locales import LOCALES
from passerelle.knowledge.credits import translations
from passerelle.views import credits as credit_views
from passerelle.views import lists
from passerelle.views.chrome import chrome
from passerelle.views.credits import all_contributors, cite, contributors_view, credit_block
from passerelle.views.edition import Edition, Site
from passerelle.views.linked_data import json_ld
from passerelle.views.models import Fact
from tests.conftest import SmallTree
from tests.engine import environment, load, plan, render
from tests.knowledge.cases.breaking import EN, FR

AUTHORS = "  - {name: Passerelle editors, roles: [writing]}\n"
MANY = """\
  - {name: Photo desk, roles: [photo]}
  - {name: Desk, affiliation: The office, roles: [writing, data]}
  - {name: Second desk}
reviewers:
  - {name: Peers, affiliation: University, kind: peer, date: 2026-05}
"""


@pytest.fixture
def site(small: SmallTree) -> Site:
    """The English practice made by many, translated into French by people."""
    small.swap(EN, AUTHORS, MANY)
    small.swap(
        FR, "{of: en, state: machine,", "{of: en, state: human-reviewed, translator: Bureau, reviewer: Relecture,"
    )
    assert [
        problem for problem in small.problems() if problem.severity == "error" and problem.code != "draft-names-people"
    ] == []
    return load(small.root, project=small.project)


def practice(site: Site) -> Bundle:
    found = site.catalogue.bundle("practice", "LA-0001")
    assert found is not None
    return found


def printed(facts: tuple[Fact, ...]) -> dict[str, list[str]]:
    return {fact.label: [f"{link.label} | {link.note}".rstrip(" |") for link in fact.values] for fact in facts}


def block(site: Site, locale: str) -> dict[str, list[str]]:
    return printed(credit_block(site.editions[locale], practice(site)))


def test_roles_stand_in_the_order_of_the_vocabulary_in_the_readers_language(site: Site) -> None:
    assert block(site, "en") == {
        "Writing": ["Desk | The office", "Second desk"],
        "Review": ["Peers | University, Peer review, May 2026"],
        "Data": ["Desk | The office"],
        "Photography": ["Photo desk", "The office"],
    }
    assert list(block(site, "ru")) == ["Составление текста", "Проверка", "Данные", "Фотография"]


def test_a_translation_names_its_own_people(site: Site) -> None:
    french = block(site, "fr")
    assert french["Traduction"] == ["Bureau", "Traduction humaine, relue | 21 novembre 2026"]
    assert french["Relecture"] == ["Peers | University, Relecture par des pairs, mai 2026", "Relecture | français"]
    assert "Bureau" not in str(block(site, "lo"))


def test_a_machine_translation_names_nobody(small: SmallTree) -> None:
    small.swap(FR, "{of: en, state: machine,", "{of: en, state: machine, translator: Bureau, reviewer: Relecture,")
    assert block(load(small.root, project=small.project), "fr") == {
        "Rédaction": ["Passerelle editors"],
        "Traduction": ["Traduction automatique | 21 novembre 2026"],
        "Photographie": ["The office"],
    }


def test_pages_print_the_block_and_lead_to_all_contributors(site: Site) -> None:
    planned = plan(site, ("fr",))
    for address in ("fr/practices/la-first/", "fr/modules/first-module/"):
        text = render(environment(), site, planned[address])
        record = text.partition("<h3>À propos de cette fiche</h3>")[2].partition("</dl>")[0]
        assert "<dt>Rédaction</dt>" in record
        assert '<a href="../../contributors/">Tous les contributeurs</a>' in text
    assert "<span>Bureau</span>" in render(environment(), site, planned["fr/practices/la-first/"])


def test_a_citation_names_those_who_wrote(site: Site) -> None:
    text = cite(site.editions["en"], practice(site))
    assert text.startswith(
        "Desk, Second desk (2024). One card for every village household. Passerelle, LA-0001, version 1."
    )


def test_linked_data_names_authors_translators_and_contributors(site: Site) -> None:
    data = {
        locale: json.loads(json_ld(site.editions[locale], plan(site, (locale,))[f"{prefix}practices/la-first/"]))
        for locale, prefix in (("en", ""), ("fr", "fr/"))
    }
    desk = {"name": "Desk", "memberOf": {"@type": "Organization", "name": "The office"}}
    assert data["en"]["author"] == [desk, {"@type": "Organization", "name": "Second desk"}]
    assert "translator" not in data["en"]
    assert [
        (entry["@type"], entry["roleName"], entry["contributor"]["name"]) for entry in data["en"]["contributor"]
    ] == [
        ("Role", "Photography", "Photo desk"),
        ("Role", "Data", "Desk"),
        ("Role", "Review", "Peers"),
        ("Role", "Photography", "The office"),
    ]
    assert data["fr"]["translator"] == [{"@type": "Organization", "name": "Bureau"}]
    assert "Relecture" in [entry["contributor"]["name"] for entry in data["fr"]["contributor"]]


def groups(edition: Edition, number: int = 1) -> dict[str, list[str]]:
    found = contributors_view(edition, number).groups
    return {group.title: [f"{link.label} | {link.note}" for link in group.links] for group in found}


def test_the_page_lists_everybody_with_records_and_roles(site: Site) -> None:
    card = "One card for every village household"
    assert groups(site.editions["en"]) == {
        "Bureau (1 record)": [f"{card} | Translation (French)"],
        "Desk, The office (1 record)": [f"{card} | Writing, Data"],
        "Passerelle editors (2 records)": [
            "Des paiements par téléphone au marché | Writing",
            "Plan a registry in an afternoon | Writing",
        ],
        "Peers, University (1 record)": [f"{card} | Review"],
        "Photo desk (1 record)": [f"{card} | Photography"],
        "Relecture (1 record)": [f"{card} | Review (French)"],
        "Second desk (1 record)": [f"{card} | Writing"],
        "The office (1 record)": [f"{card} | Photography"],
    }
    assert contributors_view(site.editions["en"]).count == "8 contributors"


def test_names_are_in_alphabetical_order(small: SmallTree) -> None:
    """Of letters, not of code points: ё after е, Lao vowels after the consonant that they stand before."""
    small.swap(EN, AUTHORS, "".join(f"  - {{name: {name}}}\n" for name in ("Жук", "Ёлка", "Елена", "ໜ່ວຍ", "ເກ", "ຂ", "zeta", "Éric", "Fiona")))  # fmt: skip
    names = [title.rpartition(" (")[0] for title in groups(load(small.root, project=small.project).editions["en"])]
    assert names == [
        "Éric",
        "Fiona",
        "Passerelle editors",
        "The office",
        "zeta",
        "Елена",
        "Ёлка",
        "Жук",
        "ເກ",
        "ຂ",
        "ໜ່ວຍ",
    ]


def test_a_long_list_has_pages_and_loses_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [line for lines in groups(site.editions["fr"]).values() for line in lines]
    monkeypatch.setattr(credit_views, "PAGE_SIZE", 4)
    monkeypatch.setattr(lists, "PAGE_SIZE", 4)
    edition = site.editions["fr"]
    parts = [groups(edition, number) for number in (1, 2, 3)]
    assert [line for part in parts for lines in part.values() for line in lines] == whole
    assert [len(part) for part in parts] == [3, 4, 1]
    assert "Passerelle editors (2 fiches)" in parts[0]
    planned = plan(site, ("fr",))
    assert {address for address in planned if "contributors" in address} == {
        f"fr/contributors/{page}" for page in ("", "2/", "3/")
    }
    text = render(environment(), site, planned["fr/contributors/2/"])
    assert 'href="../3/"' in text
    assert "8 contributeurs" in text


def test_machine_translations_are_counted_where_people_are_named(site: Site) -> None:
    states = translations(site.catalogue)
    for locale in LOCALES:
        lead = contributors_view(site.editions[locale]).lead
        assert re.findall(r"\d+", lead) in (
            [str(states["machine"]), str(states.total())],
            [str(states.total()), str(states["machine"])],
        )
    assert (
        "14 of 15 translated texts are machine translations that nobody has checked"
        in contributors_view(site.editions["en"]).lead
    )


def test_checked_machine_translations_are_said_apart(small: SmallTree) -> None:
    small.swap(FR, "state: machine", "state: machine-reviewed")
    lead = contributors_view(load(small.root, project=small.project).editions["en"]).lead
    assert lead.endswith("1 machine translation has been checked by a person.")


def test_the_page_and_its_links_exist_in_four_languages(site: Site) -> None:
    for locale in LOCALES:
        address = all_contributors(site.editions[locale]).url
        page = plan(site, (locale,))[address]
        assert page.translated == set(LOCALES)
        assert address in [link.url for link in chrome(site, page).footer]
        assert "Photo desk" in render(environment(), site, page)


def test_a_name_cannot_leave_its_place(small: SmallTree) -> None:
    """The checker refuses angle brackets; the page must not depend on that."""
    small.swap(EN, AUTHORS, "  - {name: '<script>alert(1)</script>', affiliation: '\"><img src=x>'}\n")
    site = load(small.root, project=small.project)
    planned = plan(site, ("en",))
    for address in ("contributors/", "practices/la-first/"):
        text = render(environment(), site, planned[address])
        assert "alert(1)" in text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
