"""What a reader downloads for the page of a record: its HTML, packed, and its pictures; and how much that may be."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from passerelle.content import addresses
from passerelle.ground.locales import LOCALES

# The aim for HTML is 10,000 bytes. Long texts miss it, most in Lao and Russian (two or three bytes a letter): these
# lines hold what was reached, so that no page grows unnoticed. A whole cold visit stays within its budget all the same.
HTML_BUDGET = {"en": 10_400, "fr": 11_500, "lo": 12_400, "ru": 12_600}  # bytes of a practice's page, gzip

_PACKED = frozenset({".woff2", ".png", ".jpg", ".jpeg", ".webp"})
_KINDS = {folder: kind for kind, folder in addresses.FOLDERS.items()} | {"docs": "page"}


@dataclass(frozen=True)
class Weight:
    """Bytes of a record's page in one language; `before` in the other build, None when it is not there."""

    record: str
    lang: str
    html: int
    before: int | None
    pictures: int
    limit: int | None


def page_address(record: str, locale: str) -> str:
    """Address of the page of a record that is named by its path: `practices/la-first` or `data/countries/la.yml`.

    Raises:
        ValueError: no such place for records.
    """
    path = PurePosixPath(record)
    folder = path.parent.name
    if folder not in _KINDS or path.parent.parts not in {(folder,), ("data", folder)}:
        raise ValueError(record)
    return addresses.record(_KINDS[folder], path.stem, locale)


def weigh(site: Path, base: Path | None, records: Iterable[str]) -> Iterator[Weight]:
    """Weights of the pages of records in every language, in which the site has them.

    Args:
        site: folder of a built site.
        base: folder of the site before the change; None when it is not known.
        records: paths of records, as `page_address` takes them.
    """
    for record in records:
        for locale in LOCALES:
            address = page_address(record, locale)
            file = site / address / "index.html"
            if file.is_file():
                old = base / address / "index.html" if base else None
                limit = HTML_BUDGET[locale] if record.startswith("practices/") else None
                before = weight(old) if old and old.is_file() else None
                yield Weight(record, locale, weight(file), before, _pictures(site, address), limit)


def weight(file: Path) -> int:
    """Bytes of a file as a host sends it: gzip, except for what is packed already."""
    content = file.read_bytes()
    return len(content) if file.suffix in _PACKED else len(gzip.compress(content, 6, mtime=0))


class _Images(HTMLParser):
    """Collects the addresses of a page's pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found |= {value for name, value in attrs if name == "src" and value}


def _pictures(site: Path, address: str) -> int:
    """Bytes of all pictures of a page, each once, whether or not a reader scrolls down to them."""
    parser = _Images()
    parser.feed((site / address / "index.html").read_text("utf-8"))
    root = site.resolve()
    files = {(root / unquote(urlsplit(urljoin(f"/{address}", src)).path).lstrip("/")).resolve() for src in parser.found}
    return sum(file.stat().st_size for file in files if file.is_relative_to(root) and file.is_file())
