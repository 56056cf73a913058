"""The search page in real Chromium: what people type, how they move, what they see when nothing answers."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from passerelle.ground.settings import PROJECT, Settings, content_root
from passerelle.knowledge.reading import read
from passerelle.publish.search_documents import documents
from passerelle.publish.site import make_site
from passerelle.search import build_index, write_index
from passerelle.views.edition import Edition
from tests.browser.conftest import Server
from tests.browser.test_weights import weight

SCRIPTS = PROJECT / "overrides/assets/search"
KENYA = "practices/ke-hsnp-drought-trigger/"
CAMBODIA = "practices/kh-idpoor/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose console must stay empty: the content security policy complains there."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    opened = context.new_page()
    problems: list[str] = []
    opened.on(
        "console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None
    )
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.expected = problems  # a test that provokes errors clears it
    yield opened
    context.close()
    assert problems == []


def ask(page: Page, words: str) -> None:
    page.locator("#search-input").fill(words)
    settled(page, words)


def settled(page: Page, words: str) -> None:
    """Wait until the address and the count are those of these words."""
    page.wait_for_function(
        "words => new URLSearchParams(location.search).get('q') === words"
        " && /\\d|[“«]/.test(document.getElementById('search-status').textContent)",
        arg=words,
    )


def hits(page: Page, section: str = "hits") -> Locator:
    return page.locator(f"#search-{section} .hit h3 a")


def addresses(page: Page, server: Server, section: str = "hits") -> list[str]:
    links = hits(page, section).evaluate_all("links => links.map((link) => link.href)")
    return [link.removeprefix(server.url) for link in links]


def counted(page: Page) -> int:
    """All answers, sure or close, of the reader's language."""
    text = (page.locator("#search-status").text_content() or "").replace(",", "")
    return sum(int(number) for number in re.findall(r"(\d+) (?:result|close)", text))


QUERIES = [
    ("lo/", "ຄົວເຮືອນທຸກຍາກ", CAMBODIA),  # inside an unspaced run
    ("lo/", "ຄອບຄົວສາມາດຂໍຂຶນທະບຽນ", CAMBODIA),  # without tones
    ("lo/", "ບໍານານ", "practices/tj-social-insurance-pensions/"),  # ໍາ for ຳ
    ("ru/", "пенсиями", "practices/tj-social-insurance-pensions/"),  # inflected
    ("ru/", "засуху", KENYA),
    ("fr/", "carte securite sociale", "practices/cn-social-security-card/"),  # without accents
    ("fr/", "secheresse", KENYA),
    ("", "drougth index", KENYA),  # typo
    ("", "sattelite drought", KENYA),
]


@pytest.mark.parametrize(("prefix", "words", "practice"), QUERIES)
def test_people_find_practices_as_they_type(prefix: str, words: str, practice: str, page: Page, server: Server) -> None:
    page.goto(f"{server.url}{prefix}search/")
    page.locator("#search-input").press_sequentially(words)
    settled(page, words)
    assert prefix + practice in addresses(page, server)[:5]
    expect(page.locator(".browse")).to_be_hidden()


@pytest.mark.parametrize(
    ("prefix", "words", "marked"),
    [
        ("lo/", "ຄົວເຮືອນທຸກຍາກ", "ຄົວເຮືອນທຸກຍາກ"),
        ("lo/", "ບໍານານ", "ບຳນານ"),
        ("ru/", "пенсиями", "Пенсии"),
        ("fr/", "securite", "sécurité"),
        ("", "drougth", "drought"),
    ],
)
def test_what_answers_is_marked_in_its_own_spelling(
    prefix: str, words: str, marked: str, page: Page, server: Server
) -> None:
    page.goto(f"{server.url}{prefix}search/?q={quote(words)}")
    settled(page, words)
    assert marked in page.locator(".hit mark").all_text_contents()


@pytest.fixture(scope="module")
def untranslated(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site as it is when one practice has not been translated into Lao yet."""
    folder = tmp_path_factory.mktemp("untranslated") / "site"
    shutil.copytree(site_folder, folder)
    site = make_site(read(content_root()).catalogue, Settings.from_environment())
    english, lao = (list(documents(Edition(site, code))) for code in ("en", "lo"))
    lao = [document for document in lao if document.id != "KE-0002"]
    known = {document.id for document in lao}
    english = [
        document
        if document.id in known
        else dataclasses.replace(document, facets={**document.facets, "missing": ("lo",)})
        for document in english
    ]
    for code, found in (("en", english), ("lo", lao)):
        write_index(build_index(found, code), folder / f"assets/index/{code}")
    served = Server(folder)
    yield served
    served.close()


def test_a_lao_word_finds_a_page_that_exists_only_in_english(page: Page, untranslated: Server) -> None:
    words = "ໄພແຫ້ງແລ້ງ"
    page.goto(f"{untranslated.url}lo/search/?q={quote(words)}")
    settled(page, words)
    expect(page.locator("#search-others")).to_be_hidden()
    page.locator("#search-also input").check()
    hit = page.locator("#search-others .hit", has=page.locator(f"a[href$='{KENYA}']"))
    expect(hit).to_have_count(1)
    assert hit.locator("a").evaluate("link => link.href") == untranslated.url + KENYA
    assert hit.locator("h3").get_attribute("lang") == hit.locator(".card-text").get_attribute("lang") == "en"
    expect(hit.locator(".badge")).to_have_text("ພາສາອັງກິດ")
    assert "also=1" in page.url
    own = {address.removeprefix("lo/") for address in addresses(page, untranslated)}
    others = [re.sub(r"^(fr|lo|ru)/", "", address) for address in addresses(page, untranslated, "others")]
    assert own.isdisjoint(others)
    assert len(set(others)) == len(others)


def test_a_foreign_word_leads_to_the_page_in_the_readers_language(page: Page, untranslated: Server) -> None:
    """A page that exists in Lao, found by a word of its English text, opens in Lao."""
    page.goto(f"{untranslated.url}lo/search/?q=municipality+island&also=1")
    settled(page, "municipality island")
    hit = page.locator("#search-others .hit", has=page.locator("a", has_text="municipality")).first
    expect(hit.locator(".eyebrow")).to_contain_text("ເປີດເປັນພາສາລາວ")
    assert "/lo/practices/" in str(hit.locator("a").evaluate("link => link.href"))


def test_filters_narrow_and_their_counts_agree(page: Page, server: Server) -> None:
    page.goto(f"{server.url}search/?q=registry")
    settled(page, "registry")
    everything = counted(page)
    row = page.locator("#search-facets label", has=page.locator("input[name=type][value=practice]"))
    expect(row.locator("small")).not_to_be_empty()  # counts come after the answers
    promised = int(row.locator("small").text_content() or "0")
    assert 0 < promised < everything
    row.locator("input").check()
    page.wait_for_function("() => location.search.includes('type=practice')")
    expect(page.locator("#search-chips button")).to_have_count(1)
    page.wait_for_function("() => document.querySelector('#search-facets summary').textContent.includes('1')")
    assert counted(page) == promised
    assert all(address.startswith("practices/") for address in addresses(page, server))
    country = page.locator("#search-facets label:visible", has=page.locator("input[name=country]")).first
    expect(country.locator("small")).not_to_be_empty()
    narrower = int(country.locator("small").text_content() or "0")
    country.locator("input").check()
    page.wait_for_function("() => document.querySelector('#search-facets summary').textContent.includes('2')")
    assert counted(page) == narrower <= promised
    page.locator("#search-chips button").first.click()
    expect(page.locator("input[name=type][value=practice]")).not_to_be_checked()
    assert page.evaluate("() => document.activeElement.id") == "search-status"


def test_the_address_holds_everything(page: Page, server: Server) -> None:
    page.goto(f"{server.url}search/")
    ask(page, "registry")
    page.locator("input[name=type][value=practice]").check()
    page.locator("#search-also input").check()
    page.wait_for_function("() => location.search.includes('also=1')")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["registry"], "type": ["practice"], "also": ["1"]}
    found = counted(page)
    page.reload()
    settled(page, "registry")
    expect(page.locator("input[name=type][value=practice]")).to_be_checked()
    expect(page.locator("#search-also input")).to_be_checked()
    assert counted(page) == found
    hits(page).first.click()
    expect(page.locator("h1")).not_to_have_text("Search")
    page.go_back()
    settled(page, "registry")
    expect(page.locator("#search-input")).to_have_value("registry")
    page.go_back()
    expect(page.locator("#search-also input")).not_to_be_checked()
    page.go_back()
    expect(page.locator("input[name=type][value=practice]")).not_to_be_checked()
    expect(page.locator("#search-input")).to_have_value("registry")
    page.go_back()
    expect(page.locator("#search-input")).to_have_value("")
    expect(page.locator("#search-app")).to_be_hidden()
    expect(page.locator(".browse")).to_be_visible()


def test_letters_of_one_search_are_one_step_back(page: Page, server: Server) -> None:
    page.goto(f"{server.url}search/")
    page.locator("#search-input").press_sequentially("pensions", delay=230)
    settled(page, "pensions")
    page.go_back()
    expect(page.locator("#search-input")).to_have_value("")


def test_by_keyboard_only(page: Page, server: Server) -> None:
    page.goto(f"{server.url}search/")
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.id") == "search-input":
            break
    page.keyboard.type("drought")
    settled(page, "drought")
    focus = "() => [...document.querySelectorAll('.hit h3 a')].indexOf(document.activeElement)"
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1), ("ArrowDown", 0)):
        page.keyboard.press(key)
        assert page.evaluate(focus) == place
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.id") == "search-input"
    page.keyboard.press("Escape")
    expect(page.locator("#search-input")).to_have_value("")
    expect(page.locator("#search-app")).to_be_hidden()
    page.keyboard.type("drought satellite")
    page.keyboard.press("Enter")
    settled(page, "drought satellite")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(server.url + KENYA)


def test_more_results_take_the_focus_along(page: Page, server: Server) -> None:
    page.goto(f"{server.url}search/?q=registry")
    settled(page, "registry")
    assert page.locator("#search-app .hit").count() == 10
    page.locator("#search-more button").click()
    expect(page.locator("#search-app .hit")).to_have_count(20)
    assert page.evaluate("() => [...document.querySelectorAll('.hit h3 a')].indexOf(document.activeElement)") == 10


def test_close_matches_stand_apart(page: Page, server: Server) -> None:
    page.goto(f"{server.url}search/?q=cash+transfer+drought+trigger")
    settled(page, "cash transfer drought trigger")
    assert KENYA in addresses(page, server)
    expect(page.locator("#search-close h2")).to_be_visible()
    assert set(addresses(page, server)).isdisjoint(addresses(page, server, "close"))
    expect(page.locator("#search-status")).to_have_text(re.compile(r"^\d+ results? · \d+ close matches$"))
    expect(page.locator("#search-help")).to_be_hidden()


@pytest.mark.parametrize("prefix", ["", "fr/", "lo/", "ru/"])
def test_no_result_leads_on(prefix: str, page: Page, server: Server) -> None:
    page.goto(f"{server.url}{prefix}search/?q=xqzwvk")
    settled(page, "xqzwvk")
    expect(page.locator("#search-status")).to_contain_text("xqzwvk")
    expect(page.locator("#search-help")).to_be_visible()
    expect(page.locator(".browse")).to_be_visible()
    page.locator("#search-help a").last.click()
    expect(page).to_have_url(f"{server.url}{prefix}contribute/")


def test_did_you_mean_and_related_lists(page: Page, server: Server) -> None:
    page.goto(f"{server.url}search/?q=xqzwvk+ghanna")
    settled(page, "xqzwvk ghanna")
    expect(page.locator("#search-meant a")).to_have_text("xqzwvk ghana", ignore_case=True)
    page.locator("#search-related a", has_text="Ghana").click()
    expect(page.locator("input[name=country][value=gh]")).to_be_checked()
    assert page.url == f"{server.url}search/?country=gh"
    assert any("practices/gh-" in address for address in addresses(page, server))


def test_recent_searches_stay_on_the_device_and_are_forgotten(page: Page, server: Server) -> None:
    page.goto(f"{server.url}search/")
    expect(page.locator("#search-recent")).to_be_hidden()
    for words in ("one", "two", "three", "four", "five", "six"):
        page.locator("#search-input").fill(words)
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#search-recent a")).to_have_text(["six", "five", "four", "three", "two"])
    page.locator("#search-recent a", has_text="four").click()
    settled(page, "four")
    page.keyboard.press("Escape")
    page.locator("#search-recent button").click()
    expect(page.locator("#search-recent")).to_be_hidden()
    assert page.evaluate("() => localStorage.getItem('passerelle-searches')") is None


def test_a_slow_answer_is_announced_and_a_late_one_dropped(page: Page, server: Server) -> None:
    held: list[Route] = []
    released: list[bool] = []
    page.route("**/assets/index/**", lambda route: route.continue_() if released else held.append(route))
    page.goto(f"{server.url}search/?q=pension")
    expect(page.locator("#search-status")).to_have_text("Searching…")
    page.locator("#search-input").fill("drought")
    page.wait_for_function("() => location.search === '?q=drought'")
    released.append(True)
    for route in held:
        route.continue_()
    settled(page, "drought")
    page.wait_for_timeout(300)
    assert addresses(page, server)[0] == KENYA


def test_a_lost_connection_is_said_and_mended(page: Page, server: Server) -> None:
    page.route("**/assets/index/**", lambda route: route.abort())
    page.goto(f"{server.url}search/?q=drought")
    expect(page.locator("#search-retry button")).to_be_visible()
    expect(page.locator("#search-status")).to_contain_text("could not be loaded")
    expect(page.locator(".browse")).to_be_visible()
    page.unroute("**/assets/index/**")
    page.locator("#search-retry button").click()
    settled(page, "drought")
    expect(page.locator("#search-retry")).to_be_hidden()
    assert addresses(page, server)[0] == KENYA
    page.expected.clear()


@pytest.mark.parametrize("prefix", ["", "fr/", "lo/", "ru/"])
def test_without_javascript_the_home_box_leads_to_lists(prefix: str, browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + prefix)
    page.locator("#home-search").fill("registry")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.url}{prefix}search/?q=registry")
    expect(page.locator(".browse")).to_be_visible()
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("#search-app")).to_be_hidden()
    context.close()


def test_the_home_box_asks_the_search_page(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.locator("#home-search").fill("drought")
    page.keyboard.press("Enter")
    settled(page, "drought")
    assert addresses(page, server)[0] == KENYA


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "social registry"), ("fr/", "registre social unique"), ("lo/", "ທະບຽນສັງຄົມ"), ("ru/", "выплата пособий")],
)
def test_weight_of_a_first_result(prefix: str, words: str, browser: Browser, server: Server) -> None:
    """Client and index files of a first visit until the first page of results stands, as a host sends them."""
    context = browser.new_context()
    page = context.new_page()
    seen: list[str] = []
    page.on("response", lambda response: seen.append(response.url))
    page.goto(f"{server.url}{prefix}search/")
    page.locator("#search-input").fill(words)
    page.locator(".hit").first.wait_for()
    context.close()
    counted = {url for url in seen if "/assets/search/" in url or "/assets/index/" in url}
    total = sum(weight(server.folder, url) for url in counted)
    assert total <= 45_000, f"{total} bytes in {len(counted)} files"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("prefix", "words"), [("", "drought registry"), ("fr/", "registre"), ("lo/", "ທະບຽນ"), ("ru/", "реестр")]
)
def test_results_are_accessible(prefix: str, words: str, scheme: str, browser: Browser, server: Server) -> None:
    found = {}
    for width, height in ((320, 700), (1280, 900)):
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        for name, query in (
            ("results", f"q={quote(words)}&type=practice&country=ke&also=1"),
            ("close", "q=xqzwvk+drought"),
        ):
            page.goto(f"{server.url}{prefix}search/?{query}")
            page.wait_for_load_state("networkidle")
            page.locator("#search-app").wait_for()
            page.locator("#search-facets").evaluate("panel => { panel.open = true; }")
            result = Axe().run(page)
            found[name, width] = [
                (problem["id"], problem["nodes"][0]["target"]) for problem in result.response["violations"]
            ]
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        context.close()
    assert {place: problems for place, problems in found.items() if problems} == {}


def test_scripts_are_small_and_their_sentences_exist() -> None:
    scripts = {path.name: path.read_text("utf-8") for path in SCRIPTS.glob("page*.js")}
    assert all(len(text.encode()) < 10_000 for text in scripts.values())
    said = {key for text in scripts.values() for key in re.findall(r'\bsay\("(\w+)"', text)}
    assert len(said) > 8
    for code in ("en", "fr", "lo", "ru"):
        texts = yaml.safe_load((PROJECT / f"data/interface/{code}.yml").read_text("utf-8"))
        assert {key for key in said if f"search.{key}" not in texts} == set()


def test_the_page_names_every_index(server: Server) -> None:
    for prefix in ("", "lo/"):
        text = (server.folder / prefix / "search/index.html").read_text("utf-8")
        island = re.search(r'<script type="application/json" id="search-data">(.*?)</script>', text, re.DOTALL)
        assert island is not None
        for folder in json.loads(island[1])["indexes"].values():
            assert (server.folder / folder / "manifest.json").is_file()
