"""Links lead somewhere: inside the tree to a document and an anchor that exist, outside to a plain web address."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from passerelle.content.models import BUNDLES, Bundle, Document
from passerelle.content.names import document_language
from passerelle.ground.locales import LOCALES
from passerelle.ground.problems import Problem, Span
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field, at_line, texts

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FREE_MAIL = re.compile(
    r"(gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|aol|gmx|proton(mail)?|mail|yandex|bk|inbox|list|rambler|qq|163|126|sina)\.",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[a-z]{2,}[._][a-z]{2,}\Z", re.IGNORECASE)
_ROLE_WORDS = frozenset(
    "info contact office support help desk service services press media data digital social security protection registry team unit secretariat training admin public relations customer care call centre center hotline".split()
)
# Ids that templates give to parts of a page, beside the headings of its body.
PAGE_ANCHORS = {
    "practice": frozenset({"sources", "results-table", "cite", "related", "modules", "preconditions"}),
    "module": frozenset({"sources", "objectives", "cases", "key-points", "cite"}),
    "page": frozenset(),
}


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Links of all bodies and addresses in all front matter."""
    by_path = {bundle.path: bundle for bundle in catalogue.tree.bundles}
    for bundle in catalogue.tree.bundles:
        for document in bundle.documents.values():
            for link in document.scan.links:
                yield from _link(by_path, bundle, document, link.target, link.span, image=link.image)
            for where, text in texts(document.facts):
                for code, value in _address(text):
                    yield at_field(document, where, code, value=value)
    for record in catalogue.tree.records:
        if not record.borrowed:
            for where, text in texts(record.facts):
                for code, value in _address(text):
                    yield at_field(record, where, code, value=value)


def _address(text: str) -> Iterator[tuple[str, str]]:
    """Problem codes of a text that is a web address or a mail address."""
    if text.startswith(("http://", "https://")):
        try:
            parts = urlsplit(text)
            host = parts.hostname or ""
        except ValueError:
            yield "bad-address", text[:60]
            return
        if "." not in host:
            yield "bad-address", text[:60]
        if any(label.startswith("xn--") for label in host.split(".")) or not host.isascii():
            yield "disguised-address", host[:60]
        if parts.username or parts.password:
            yield "address-with-password", text[:60]
    elif text.count("@") == 1 and " " not in text and "." in text:
        yield from _mail(text.removeprefix("mailto:"))


def _mail(text: str) -> Iterator[tuple[str, str]]:
    local, _, domain = text.partition("@")
    words = {word for word in re.split(r"[._+-]", local.lower()) if word}
    if not local or not domain:
        return
    if _FREE_MAIL.match(domain) or (_PERSON.match(local) and not words & _ROLE_WORDS):
        yield "personal-email", text[:60]


def _link(
    by_path: dict[str, Bundle], bundle: Bundle, document: Document, target: str, span: Span, *, image: bool
) -> Iterator[Problem]:
    if not target:
        yield at_line(document, span, "empty-link")
        return
    if target.startswith(("http://", "https://")):
        if image:
            yield at_line(document, span, "image-from-elsewhere", value=target[:60])
        for code, value in _address(target):
            yield at_line(document, span, code, value=value)
        return
    if target.lower().startswith("mailto:"):
        for code, value in _mail(target[7:]):
            yield at_line(document, span, code, value=value)
        return
    if _SCHEME.match(target) or target.startswith(("//", "\\")):
        yield at_line(document, span, "link-scheme", value=target[:60])
        return
    if target.startswith("/"):
        yield at_line(document, span, "link-from-root", value=target[:60])
        return
    path, _, anchor = target.partition("#")
    yield from _inside(by_path, bundle, document, unquote(path), anchor, span)


def _inside(
    by_path: dict[str, Bundle], bundle: Bundle, document: Document, path: str, anchor: str, span: Span
) -> Iterator[Problem]:
    found = resolve(bundle.path, path)
    target_bundle = by_path.get(posixpath.dirname(found)) if path else bundle
    name = posixpath.basename(found)
    if path and target_bundle is not None and name in {asset.name for asset in target_bundle.assets}:
        return
    named = not path or name == "index.md" or document_language(name) in LOCALES
    if target_bundle is None or not named:
        yield at_line(document, span, "broken-link", value=(path or anchor)[:60])
        return
    if anchor and target_bundle.source is not None:
        # A link to this very document is judged by its own headings, any other by the source's: ids are equal in all languages.
        holder = document if target_bundle is bundle else target_bundle.source
        known = {heading.id for heading in holder.scan.headings} | PAGE_ANCHORS[target_bundle.kind]
        if anchor not in known:
            yield at_line(document, span, "broken-anchor", value=anchor[:60])


def resolve(folder: str, path: str) -> str:
    """A relative path seen from a bundle's folder, relative to the tree ("practices/x/index.md")."""
    return posixpath.normpath(posixpath.join(folder, path))


def bundle_of(by_path: dict[str, Bundle], path: str) -> Bundle | None:
    """The bundle that a resolved path belongs to."""
    return by_path.get(posixpath.dirname(path))


FOLDERS = tuple(BUNDLES.values())
