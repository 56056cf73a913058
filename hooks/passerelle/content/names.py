"""Which files a bundle may hold, by name. static-i18n drops silently what looks like another language."""

from __future__ import annotations

import re

from passerelle.ground.locales import LOCALES

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
IMAGES = frozenset({"png", "jpg", "jpeg", "webp"})
DOCUMENTS = frozenset({"pdf"})
_INDEX = re.compile(r"index\.([a-z]{2})\.md\Z")
_LOCALE_LIKE = re.compile(r".*\.[a-z]{2,3}([-_][A-Za-z]{2,4})?\.[A-Za-z0-9]+\Z")
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]+\Z")


def document_language(name: str) -> str:
    """Language of `index.<lang>.md` when the site is published in it, else ""."""
    match = _INDEX.match(name)
    return match.group(1) if match and match.group(1) in LOCALES else ""


def flaw(name: str) -> str:  # noqa: PLR0911 - one answer for each rule
    """Problem code of a file name that is neither a document of a published language nor an allowed asset, or ""."""
    stem, _, extension = name.rpartition(".")
    extension = extension.lower()
    if document_language(name):
        return ""
    if name == "index.md":
        return "bare-index"
    if _INDEX.match(name):
        return "language-not-published"
    if extension == "md" and not _LOCALE_LIKE.match(name):
        return "unknown-document"
    if _LOCALE_LIKE.match(name):
        return "name-looks-like-a-language"
    if extension not in IMAGES | DOCUMENTS or not stem:
        return "unknown-file-type"
    if not _PLAIN.match(name):
        return "bad-file-name"
    return ""
