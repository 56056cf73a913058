"""The table of what readers download, from the artifact of build.yml. Runs on a bare Python, no packages.

The artifact may hold anything: only records that the pull request really changes are shown, and only whole numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from changes import LANGUAGES
from untrusted import count, parse_list

MEMBER = "weights.json"
MAX_BYTES = 200_000  # of the report
MAX_ENTRIES = 2_000  # read of the report
MAX_RECORDS = 20  # shown
_LARGEST = 100_000_000  # bytes of one page with its pictures: more than the checker lets through


@dataclass(frozen=True)
class Weight:
    """Bytes of one page, packed; `before` is None for a new page or when the base could not be built."""

    html: int
    before: int | None
    pictures: int
    limit: int | None


def parse_weights(data: bytes, records: Collection[str]) -> dict[str, dict[str, Weight]]:
    """Weights by record and language, in the order of `records`; entries that are none are left out.

    Raises:
        HostileReportError: not a JSON array.
    """
    found: dict[str, dict[str, Weight]] = {record: {} for record in records}
    for entry in parse_list(data)[:MAX_ENTRIES]:
        if not isinstance(entry, dict):
            continue
        record, lang, weight = entry.get("record"), entry.get("lang"), _weight(entry)
        if isinstance(record, str) and isinstance(lang, str) and record in found and lang in LANGUAGES and weight:
            found[record][lang] = weight
    return {record: pages for record, pages in found.items() if pages}


def _weight(entry: Mapping[str, Any]) -> Weight | None:
    html, before, pictures, limit = (
        count(entry.get(name), _LARGEST) for name in ("html", "before", "pictures", "limit")
    )
    return None if html is None or pictures is None else Weight(html, before, pictures, limit)


def table(weights: Mapping[str, Mapping[str, Weight]], texts: Mapping[str, str]) -> str:
    """The section of the comment; "" without weights.

    Args:
        weights: by record and language; records match the patterns of changes.py.
        texts: words of the comment's language.
    """
    if not weights:
        return ""
    names = [texts[f"name_{lang}"] for lang in LANGUAGES]
    lines = [
        f"\n#### {texts['weights']}\n",
        f"{texts['weights_note']}\n",
        f"| | {' | '.join(names)} | {texts['pictures_of']} |",
        f"|---|{'--:|' * (len(names) + 1)}",
    ]
    for record, pages in list(weights.items())[:MAX_RECORDS]:
        cells = [_cell(pages.get(lang), texts) for lang in LANGUAGES]
        pictures = max(page.pictures for page in pages.values())
        lines.append(f"| `{record}` | {' | '.join(cells)} | {_kilobytes(pictures, texts) if pictures else '–'} |")
    limits = [_limit(weights, lang) for lang in LANGUAGES]
    if any(limits):
        cells = [_kilobytes(limit, texts) if limit else "–" for limit in limits]
        lines.append(f"| {texts['limit']} | {' | '.join(cells)} | |")
    if len(weights) > MAX_RECORDS:
        lines.append(f"\n… {texts['weights_more'].format(count=len(weights) - MAX_RECORDS)}")
    if any(_heavy(page) for pages in weights.values() for page in pages.values()):
        lines.append(f"\n{texts['heavy']}")
    return "\n".join(lines) + "\n"


def _limit(weights: Mapping[str, Mapping[str, Weight]], lang: str) -> int:
    """The limit in a language, 0 when no page has one: it is the same for all that have it."""
    return max((page.limit or 0 for pages in weights.values() if (page := pages.get(lang))), default=0)


def _heavy(page: Weight) -> bool:
    return page.limit is not None and page.html > page.limit


def _cell(page: Weight | None, texts: Mapping[str, str]) -> str:
    if page is None:
        return "–"
    size = _kilobytes(page.html, texts)
    if _heavy(page):
        size = f"**{size}**"
    if page.before is None or page.before == page.html:
        return size
    change = page.html - page.before
    return f"{size} ({'+' if change > 0 else '−'}{_kilobytes(abs(change), texts)})"


def _kilobytes(size: int, texts: Mapping[str, str]) -> str:
    """Thousands of bytes with two decimals below one thousand, else one, in the signs of the language."""
    return f"{size / 1000:.{2 if size < 1000 else 1}f}".replace(".", texts["decimal"])  # noqa: PLR2004
