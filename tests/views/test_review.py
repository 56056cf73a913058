"""The page for editors in four languages, and dead sources as readers see them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from passerelle.content.loader import read_tree
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT, Settings
from passerelle.knowledge.catalogue import relate
from passerelle.publish.site import make_site
from passerelle.views import parts
from passerelle.views.edition import Edition, Site
from passerelle.views.models import Source
from passerelle.views.review import MOST, MOST_OF, waiting_groups
from tests.conftest import TODAY, SmallTree
from tests.engine import environment, plan, render
from tests.knowledge.cases.breaking import EN, KE
from tests.knowledge.cases.records import offer

REPORT = "https://www.example.org/report"
ARCHIVE = "https://web.archive.org/web/2024/https://www.example.org/report"
GUIDE = "---\nlang: en\ntitle: For editors\nsummary: What editors do.\n---\n\n## The guide {#guide}\n\nRead.\n"


def site_of(root: Path, project: Path, settings: Settings | None = None) -> Site:
    return make_site(relate(read_tree(root, project)), settings or Settings(), day=TODAY)


@pytest.fixture
def site(small: SmallTree) -> Site:
    """Everything waits in it."""
    small.write("docs/editors/index.en.md", GUIDE.encode())
    offer("\nvalid_until: 2026-10")(small)
    small.swap(EN, "every night.", "at noon.")
    small.add("data/links.yml", f'"{REPORT}": {{state: dead, checked: 2026-11-20, since: 2026-10-20, status: 404}}\n')
    return site_of(small.root, small.project, Settings(repo_url="https://github.com/o/r"))


@pytest.fixture(scope="module")
def real() -> Site:
    return site_of(PROJECT, PROJECT)


def page(site: Site, locale: str) -> str:
    address = {"en": "editors/"}.get(locale, f"{locale}/editors/")
    return render(environment(), site, plan(site, (locale,))[address])


def test_the_guide_comes_first_with_a_link_to_the_lists(site: Site) -> None:
    text = page(site, "en")
    places = [text.index(part) for part in ('<a href="#waiting">See what waits (', 'id="guide"', 'id="waiting"')]
    assert places == sorted(places)
    assert "<p>As of November 21, 2026, 22 things wait.</p>" in text


def test_each_group_folds_and_counts(site: Site) -> None:
    text = page(site, "en")
    titles = re.findall(r'<details class="trainer" id="(waiting-\w+)"><summary>([^<]*)</summary>', text)
    assert titles == [
        ("waiting-exchanges", "Offers and requests that end: 1"),
        ("waiting-drafts", "Drafts: 1"),
        ("waiting-links", "Broken links: 2"),
        ("waiting-outdated", "Outdated translations: 1"),
        ("waiting-unconfirmed", "Practices that no institution has confirmed: 2"),
        ("waiting-machine", "Machine translations that nobody has checked: 15"),
    ]
    assert len(re.findall(r"<li><a href=", text[text.index('id="waiting"') : text.index("</article>")])) == 22


def test_a_row_says_what_why_since_when_and_where(site: Site) -> None:
    text = re.sub(r"[ \n]+", " ", page(site, "fr"))
    assert (
        '<li><a href="../practices/la-first/">Une seule carte pour chaque ménage du village</a> <div class="small">'
        'pas de réponse\u00a0: HTTP 404 · <a href="https://www.example.org/report" rel="nofollow">'
        "https://www.example.org/report</a> · depuis\u00a0: 20 octobre 2026 · "
        f'<a href="https://github.com/o/r/blob/main/{EN}?plain=1#L36">{EN}:36</a></div></li>'
    ) in text


@pytest.mark.parametrize("locale", LOCALES)
def test_the_words_are_those_of_the_language(locale: str, site: Site) -> None:
    text = page(site, locale)
    lists = text[text.index('id="waiting"') :]
    assert f'<section lang="{locale}">\n<h2 id="waiting">{site.strings[locale]("review.title")}</h2>' in text
    assert "review." not in lists
    if locale != "en":
        english = {str(word) for word in site.strings["en"].starting_with("review.").values() if isinstance(word, str)}
        assert not [word for word in english if len(word) > 12 and "{" not in word and word in lists]


def test_without_a_repository_a_place_is_no_link(small: SmallTree) -> None:
    small.write("docs/editors/index.en.md", GUIDE.encode())
    text = page(site_of(small.root, small.project), "en")
    assert "blob/main" not in text
    assert f"· {EN}</div>" in re.sub(r"\s+", " ", text)


def test_where_nothing_waits(small: SmallTree) -> None:
    for folder in ("practices", "modules", "data/exchanges", "data/partners", "data/countries", "data/pathways"):
        small.remove(folder)
    small.remove("docs/about")
    small.write("docs/editors/index.en.md", GUIDE.encode())
    text = page(site_of(small.root, small.project), "ru")
    assert "<p>Ничего не ждёт.</p>" in text
    assert "ждут внимания: 0." in text


def test_what_is_equally_urgent_stands_in_the_readers_alphabet(small: SmallTree) -> None:
    small.swap(KE, "title: Des paiements par téléphone au marché", "title: Écoles et marchés, paiements par téléphone")
    small.swap(EN, "title: One card for every village household", "title: Zones and cards for every household")
    small.swap(EN, "version: 1", "version: 1\nchanges:\n  - {date: 2026-11-02, note: a}")
    small.swap(KE, "version: 1", "version: 1\nchanges:\n  - {date: 2026-11-02, note: a}")
    edition = site_of(small.root, small.project).editions["en"]
    (group,) = [group for group in waiting_groups(edition) if group.id == "waiting-unconfirmed"]
    assert [row.record.label[:5] for row in group.rows] == ["École", "Zones"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_real_page_is_light_and_long_lists_are_cut(locale: str, real: Site) -> None:
    import gzip  # noqa: PLC0415

    text = page(real, locale)
    assert len(gzip.compress(text.encode(), 6)) < 11_000
    for group in waiting_groups(real.editions[locale]):
        most = MOST_OF.get(group.id.removeprefix("waiting-"), MOST)
        assert len(group.rows) <= most
        assert bool(group.rest) == (len(group.rows) == most and not group.title.endswith(f" {most}"))


def test_of_machine_translations_the_twenty_heaviest_are_shown(real: Site) -> None:
    (group,) = [group for group in waiting_groups(real.editions["en"]) if group.id == "waiting-machine"]
    weights = [int(re.findall(r"weight (\d+)", row.reason)[0]) for row in group.rows]
    assert len(weights) == 20
    assert weights == sorted(weights, reverse=True)
    total = sum(item.group == "machine" for item in real.waiting)
    assert group.rest == f"and {total - 20} more"


# --- dead sources ---


def sources(small: SmallTree, state: str, locale: str = "en") -> tuple[Edition, Source]:
    small.add(
        "data/links.yml", f'"{REPORT}": {{state: {state}, checked: 2026-11-20, since: 2026-10-20, status: 404}}\n'
    )
    edition = site_of(small.root, small.project).editions[locale]
    practice = edition.catalogue.bundle("practice", "LA-0001")
    assert practice is not None
    (source,) = parts.sources(edition, practice.facts["sources"])
    return edition, source


@pytest.mark.parametrize("state", ["ok", "unclear"])
def test_readers_are_told_nothing_of_an_address_in_doubt(state: str, small: SmallTree) -> None:
    _edition, source = sources(small, state)
    assert (source.url, source.gone, source.original) == (REPORT, "", "")


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "This address no longer answered on November 20, 2026."),
        ("fr", "Cette adresse ne répondait plus le 20 novembre 2026."),
        ("lo", "ທີ່ຢູ່ນີ້ບໍ່ຕອບອີກແລ້ວໃນວັນທີ 20 ພະຈິກ 2026."),
        ("ru", "20 ноября 2026\u202fг. этот адрес уже не отвечал."),
    ],
)
def test_a_dead_source_keeps_its_link_and_says_so(locale: str, words: str, small: SmallTree) -> None:
    _edition, source = sources(small, "dead", locale)
    assert (source.url, source.gone, source.original) == (REPORT, words, "")


def test_the_archived_copy_comes_first(small: SmallTree) -> None:
    small.swap(EN, f'url: "{REPORT}"', f'url: "{REPORT}#part", archived: "{ARCHIVE}"')
    edition, source = sources(small, "dead")
    assert (source.url, source.original, source.archived) == (ARCHIVE, f"{REPORT}#part", "")
    text = render(environment(), edition.site, plan(edition.site, ("en",))["practices/la-first/"])
    (item,) = re.findall(r'<li id="source-s1".*?</li>', text, re.DOTALL)
    assert item.index(f'<cite><a href="{ARCHIVE}">Yearly report</a></cite>') < item.index(f'<a href="{REPORT}#part">')
    assert "archived copy" in item
    assert "<strong>This address no longer answered on November 20, 2026.</strong>" in item


def test_a_living_source_shows_its_copy_last(small: SmallTree) -> None:
    small.swap(EN, f'url: "{REPORT}"', f'url: "{REPORT}", archived: "{ARCHIVE}"')
    edition, source = sources(small, "ok")
    assert (source.url, source.archived, source.gone) == (REPORT, ARCHIVE, "")
    text = render(environment(), edition.site, plan(edition.site, ("en",))["practices/la-first/"])
    assert f'<a href="{ARCHIVE}">archived copy</a>' in text
    assert "no longer answered" not in text


@pytest.mark.parametrize("address", ["modules/first-module/", "exchanges/x-2024-01/"])
def test_other_pages_with_sources_say_so_too(address: str, small: SmallTree) -> None:
    for url in (REPORT, "https://www.example.org/news"):
        small.add(
            "data/links.yml", f'"{url}": {{state: dead, checked: 2026-11-20, since: 2026-10-20, status: no-host}}\n'
        )
    site = site_of(small.root, small.project)
    text = render(environment(), site, plan(site, ("en",))[address])
    assert "This address no longer answered on November 20, 2026." in text
