"""Links lead somewhere: inside the tree to a document and an anchor that exist, outside to a plain web address."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from passerelle.content import addresses
from passerelle.content.markdown import LinkTo
from passerelle.content.models import Bundle, DataRecord, Document
from passerelle.content.names import document_language
from passerelle.ground.locales import DEFAULT, LOCALES
from passerelle.ground.problems import Problem
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field, at_line
from passerelle.knowledge.checks.web import address_flaws, canonical, is_web, mail_flaws

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SHOWN = 60  # characters of an address that a problem repeats
# Ids that templates give to parts of a page, beside the headings of its body.
PAGE_ANCHORS = {
    "practice": frozenset({"sources", "cite", "related", "modules", "preconditions"}),
    "module": frozenset({"sources", "module-objectives", "module-cases", "module-key-points", "cite"}),
    "page": frozenset[str](),
}


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Links of all bodies and addresses in all front matter."""
    by_path = {bundle.path: bundle for bundle in catalogue.tree.bundles}
    for bundle in catalogue.tree.bundles:
        for document in bundle.documents.values():
            for link in document.scan.links:
                for code, value in _link(by_path, bundle, document, link):
                    yield at_line(document, link.span, code, value=value[:_SHOWN])
    owners: list[Document | DataRecord] = [
        document for bundle in catalogue.tree.bundles for document in bundle.documents.values()
    ]
    owners += [record for record in catalogue.tree.records if not record.borrowed]
    for owner in owners:
        for where, text in owner.parsed.texts:
            if ":" in text or "@" in text:
                for code, value in address_flaws(text):
                    yield at_field(owner, where, code, value=value)


def _link(by_path: Mapping[str, Bundle], bundle: Bundle, document: Document, link: LinkTo) -> Iterator[tuple[str, str]]:
    """Problem codes of one link, with the words to show."""
    target = canonical(link.target)
    if not target:
        yield "empty-link", ""
    elif is_web(target):
        if link.image:
            yield "image-from-elsewhere", target
        yield from address_flaws(target)
    elif target[:7].lower() == "mailto:":
        yield from mail_flaws(target[7:])
    elif _SCHEME.match(target) or target.startswith(("//", "\\")):
        yield "link-scheme", target
    elif target.startswith("/"):
        yield "link-from-root", target
    else:
        yield from _inside(by_path, bundle, document, target, image=link.image)


def _inside(
    by_path: Mapping[str, Bundle], bundle: Bundle, document: Document, target: str, *, image: bool
) -> Iterator[tuple[str, str]]:
    path, _, anchor = target.partition("#")
    path = unquote(path)
    found = resolve(bundle.path, path)
    other = by_path.get(posixpath.dirname(found)) if path else bundle
    name = posixpath.basename(found)
    if path and other is not None and any(asset.name == name for asset in other.assets):
        return
    if path and not image and addresses.generated(found, DEFAULT):
        if anchor:  # only a page's template knows its anchors
            yield "broken-anchor", anchor
    elif other is None or not (not path or name == "index.md" or document_language(name) in LOCALES):
        yield "broken-link", path or anchor
    elif anchor and other.source is not None:
        # A link to this very document is judged by its own headings, any other by the source's: ids are equal in all
        # languages.
        holder = document if other is bundle else other.source
        if anchor not in holder.heading_ids and anchor not in PAGE_ANCHORS[other.kind]:
            yield "broken-anchor", anchor


def resolve(folder: str, path: str) -> str:
    """A relative path seen from a bundle's folder, relative to the tree ("practices/x/index.md")."""
    return posixpath.normpath(posixpath.join(folder, path))
