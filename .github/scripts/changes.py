#!/usr/bin/env python3
"""What the names of the changed files tell: the contributor's language, the records, the labels.

Names may hold anything: they are only compared with strict patterns. Runs on a bare Python, no packages.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

LANGUAGES = ("en", "fr", "lo", "ru")
LABELS = ("practice", "module", "exchange", "translation", "code", *(f"lang-{code}" for code in LANGUAGES))
MAX_NAMES = 4_000_000  # bytes read from git

_DOCUMENT = re.compile(r"(?:^|/)index\.(en|fr|lo|ru)\.md\Z")
_BUNDLE = re.compile(r"((practices|modules|docs)/[a-z0-9][a-z0-9-]{0,79})/[^\0]+\Z")
_DATA = re.compile(r"data/(countries|partners|exchanges|pathways)/[A-Za-z0-9][A-Za-z0-9-]{0,79}\.yml\Z")
_CONTENT = re.compile(r"(?:practices|modules|docs|data)/(?!schemas/)")
_WORDS = re.compile(r"data/interface/(en|fr|lo|ru)\.yml\Z")
_TYPES = {"practices": "practice", "modules": "module", "exchanges": "exchange"}


@dataclass(frozen=True)
class Change:
    """One changed file. `status` is GitHub's word: added, modified, removed, renamed."""

    name: str
    status: str = "modified"


def language(names: Iterable[str]) -> str:
    """Language of most of the changed documents, "en" when none has one. A tie goes to the one that is not English."""
    found = Counter(match.group(1) for name in names if (match := _DOCUMENT.search(name)))
    return max(LANGUAGES, key=lambda lang: (found[lang], found[lang] > 0 and lang != "en", -LANGUAGES.index(lang)))


def records(names: Iterable[str]) -> list[str]:
    """The records that the files belong to: folders of bundles and data files, sorted, each once."""
    found = {match.group(1) for name in names if (match := _BUNDLE.match(name))}
    return sorted(found | {name for name in names if _DATA.match(name)})


def labels(changes: Collection[Change], base: Collection[str]) -> list[str]:
    """Labels of a pull request, all from `LABELS`, in their order.

    Args:
        changes: its files.
        base: names of the files of the default branch: a document added beside one there is a translation.
    """
    found = {_TYPES.get(part, "") for change in changes if (part := _part(change.name))}
    for change in changes:
        match = _DOCUMENT.search(change.name) if _document(change.name) else _WORDS.match(change.name)
        if match:
            found.add(f"lang-{match.group(1)}")
        if not _CONTENT.match(change.name):
            found.add("code")
    if _translates(changes, base):
        found.add("translation")
    return [label for label in LABELS if label in found]


def _part(name: str) -> str:
    match = _BUNDLE.match(name)
    if match:
        return match.group(2)
    data = _DATA.match(name)
    return data.group(1) if data else ""


def _translates(changes: Iterable[Change], base: Iterable[str]) -> bool:
    """Whether a language is added to a record that another document of the branch or of this change tells already."""
    added = {change.name for change in changes if change.status == "added" and _document(change.name)}
    folders = Counter(name.rpartition("/")[0] for name in {*added, *filter(_document, base)})
    return any(folders[name.rpartition("/")[0]] > 1 for name in added)


def _document(name: str) -> bool:
    return bool(_BUNDLE.match(name) and _DOCUMENT.search(name))


def main(arguments: list[str] | None = None) -> int:
    """Read names, each ended by NUL, from standard input; print the language, or the records one on a line."""
    parser = argparse.ArgumentParser(description="What the names of changed files tell.")
    parser.add_argument("command", choices=("language", "records"))
    options = parser.parse_args(arguments)
    names = sys.stdin.buffer.read(MAX_NAMES).decode("utf-8", "replace").split("\0")
    found = [language(names)] if options.command == "language" else records(names)
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
