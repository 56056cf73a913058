"""What readers pay: bytes and requests of a cold visit. Bytes are exact, so these are tests and not benchmarks."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from passerelle.ground import locales
from passerelle.publish import weights
from tests.browser.conftest import Server

PAGES = [
    "practices/kh-idpoor/",
    "practices/la-lsso-village-registration-app/",
    "practices/cn-social-security-card/",
    "practices/tg-novissi-delivery/",
    "practices/tj-targeted-assistance-registry/",
]
COLD = {"": 25_000, "fr/": 25_000, "ru/": 25_000, "lo/": 35_000}  # bytes, gzip
HTML = {locales.prefix(locale): limit for locale, limit in weights.HTML_BUDGET.items()}
REQUESTS = 6


def weight(folder: Path, address: str) -> int:
    """Bytes of a file as a host sends it: gzip, except for what is packed already."""
    path = folder / urlsplit(address).path.lstrip("/")
    return weights.weight(path / "index.html" if path.is_dir() else path)


def cold_visit(browser: Browser, server: Server, address: str) -> list[tuple[str, int]]:
    """Every request of a first visit with its status."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    seen: list[tuple[str, int]] = []
    page.on("response", lambda response: seen.append((response.url, response.status)))
    page.goto(server.url + address, wait_until="networkidle")
    context.close()
    return seen


@pytest.mark.parametrize("prefix", COLD)
@pytest.mark.parametrize("page", PAGES)
def test_a_cold_practice_page(prefix: str, page: str, browser: Browser, server: Server) -> None:
    seen = cold_visit(browser, server, prefix + page)
    assert [status for _url, status in seen if status != 200] == []
    assert [url for url, _status in seen if not url.startswith((server.url, "data:"))] == []
    assert len(seen) <= REQUESTS
    total = sum(weight(server.folder, url) for url, _status in seen)
    assert total <= COLD[prefix], f"{total} bytes"


@pytest.mark.parametrize("prefix", HTML)
def test_the_html_of_every_practice(prefix: str, site_folder: Path) -> None:
    heavy = {}
    for folder in sorted((site_folder / prefix / "practices").iterdir()):
        if folder.name != "by" and folder.is_dir():
            size = weight(site_folder, f"/{prefix}practices/{folder.name}/")
            if size > HTML[prefix]:
                heavy[folder.name] = size
    assert heavy == {}


@pytest.mark.parametrize("prefix", COLD)
def test_before_the_first_paint(prefix: str, server: Server) -> None:
    """HTML and stylesheet block the first paint; the script is a module and the Lao face is not waited for."""
    html = server.folder / prefix / PAGES[0] / "index.html"
    text = html.read_text("utf-8")
    assert text.count('rel="stylesheet"') == 1
    assert "<script src" not in text
    total = weight(server.folder, "/" + prefix + PAGES[0]) + weight(server.folder, "/assets/passerelle.css")
    assert total <= 22_000, f"{total} bytes"


def test_no_list_is_long(site_folder: Path) -> None:
    for file in site_folder.rglob("index.html"):
        assert file.read_text("utf-8").count('<li class="card ') <= 50 + 6, file


def test_page_weight_does_not_grow_with_the_collection(site_folder: Path) -> None:
    """No page but lists carries the titles of practices it is not about."""
    text = (site_folder / "about/index.html").read_text("utf-8")
    assert text.count("practices/") <= 4
