from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from passerelle.publish.weights import HTML_BUDGET, Weight, page_address, weigh, weight


def page(site: Path, address: str, html: str) -> int:
    file = site / address / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, "utf-8")
    return len(gzip.compress(html.encode(), 6, mtime=0))


@pytest.mark.parametrize(
    ("record", "address"),
    [
        ("practices/la-first", "lo/practices/la-first/"),
        ("modules/first-module", "lo/modules/first-module/"),
        ("docs/about", "lo/about/"),
        ("data/countries/la.yml", "lo/countries/la/"),
        ("data/exchanges/X-2024-01.yml", "lo/exchanges/x-2024-01/"),
        ("data/partners/ilo.yml", "lo/partners/ilo/"),
    ],
)
def test_a_record_has_its_page(record: str, address: str) -> None:
    assert page_address(record, "lo") == address


@pytest.mark.parametrize("record", ["", "practices", "README.md", "data/ids.yml", "a/practices/x", "/etc/passwd"])
def test_other_places_have_none(record: str) -> None:
    with pytest.raises(ValueError, match=f"^{record}$"):
        page_address(record, "en")


def test_pages_are_weighed_packed_and_compared(tmp_path: Path) -> None:
    site, base = tmp_path / "site", tmp_path / "base"
    new = page(site, "lo/practices/la-first", "<p>ສະບາຍດີ</p>" * 30)
    old = page(base, "lo/practices/la-first", "<p>ສະບາຍດີ</p>")
    english = page(site, "practices/la-first", "<p>Hello</p>")
    assert list(weigh(site, base, ["practices/la-first", "practices/gone"])) == [
        Weight("practices/la-first", "en", english, None, 0, HTML_BUDGET["en"]),
        Weight("practices/la-first", "lo", new, old, 0, HTML_BUDGET["lo"]),
    ]
    assert [found.before for found in weigh(site, None, ["practices/la-first"])] == [None, None]


def test_pictures_count_once_and_only_those_of_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    html = """<img src="../../practices/la-first/a%20b.jpg"><img src="a b.jpg"><img src="/c.png?x=1"><img alt="">
        <img src="../../../secret.jpg"><img src="https://evil.example/x.png"><img src="gone.png"><img src="data:x,y">"""
    page(site, "practices/la-first", html)
    (site / "practices/la-first/a b.jpg").write_bytes(b"a" * 1_000)
    (site / "c.png").write_bytes(b"c" * 500)
    (tmp_path / "secret.jpg").write_bytes(b"s" * 9_000)
    assert [found.pictures for found in weigh(site, None, ["practices/la-first"])] == [1_500]
    assert weight(site / "c.png") == 500
