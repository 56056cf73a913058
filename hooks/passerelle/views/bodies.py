"""The body of a document as HTML for one page: links, source marks, quizzes."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup, escape

from passerelle.content import addresses
from passerelle.content.models import Bundle, Document
from passerelle.content.names import IMAGES
from passerelle.knowledge.checks.links import resolve
from passerelle.knowledge.freshness import freshness
from passerelle.render.markdown import SCROLL
from passerelle.render.quizzes import merge_neighbours, question_html
from passerelle.views.edition import Edition
from passerelle.views.parts import source_marks


def body_html(edition: Edition, bundle: Bundle, facts: dict[str, Any]) -> Markup:
    """The body in this language, in the source's when there is none."""
    document = bundle.documents.get(edition.locale) or bundle.source
    if document is None:
        return Markup("")
    page = addresses.record(bundle.kind, bundle.slug, edition.locale)
    renderer = edition.site.renderer
    html = renderer.render(
        document.body,
        lambda target: _address(edition, bundle, target, page),
        size=lambda target: _size(edition, bundle, target),
        marks=source_marks(edition, facts.get("sources")),
        quiz_html=lambda quiz: question_html(quiz, renderer, edition.say),
        stale=_stale_lines(edition, bundle, document),
        stale_label=edition.say("notice.outdated_block"),
    )
    table = f'{SCROLL} role="group" aria-label="{escape(edition.say("text.table"))}"'
    # As plain text: a Markup would escape the tag that it is given.
    return merge_neighbours(Markup(str(html).replace(SCROLL, table)))  # noqa: S704 - HTML that `render` made


def _stale_lines(edition: Edition, bundle: Bundle, document: Document) -> list[int]:
    """Lines of a translation's body (from 0) whose source block has changed, when the two go paragraph by paragraph."""
    source = bundle.source
    if source is None or document is source or len(source.scan.blocks) != len(document.scan.blocks):
        return []
    changed = set(freshness(bundle, document, edition.catalogue.tree.schemas).lines)
    pairs = zip(source.scan.blocks, document.scan.blocks, strict=True)
    return [ours.line - document.body_line for theirs, ours in pairs if theirs.line in changed]


def _address(edition: Edition, bundle: Bundle, target: str, page: str) -> str:
    """The address to print for one written in a body, "" for one that the checker would refuse."""
    if target.startswith(("http://", "https://", "mailto:", "#")):
        return target
    path, mark, fragment = target.partition("#")
    found = resolve(bundle.path, unquote(path))
    if generated := addresses.generated(found, edition.locale):
        return addresses.relative(generated, page) + mark + fragment
    folder, name = posixpath.split(found)
    other = edition.catalogue.tree_bundle(folder)
    if other is None:
        return ""
    if name in {asset.name for asset in other.assets}:
        return addresses.relative(asset_address(other, name), page)
    return addresses.relative(addresses.record(other.kind, other.slug, edition.locale), page) + mark + fragment


def _size(edition: Edition, bundle: Bundle, target: str) -> tuple[int, int] | None:
    """Width and height, in pixels of the page, of a picture that a body shows; None when it is not in the tree."""
    from passerelle.render.pictures import shown_size  # noqa: PLC0415 - Pillow only where there are pictures

    folder, name = posixpath.split(resolve(bundle.path, unquote(target)))
    other = edition.catalogue.tree_bundle(folder)
    asset = next((asset for asset in other.assets if asset.name == name), None) if other else None
    return shown_size(asset.file) if asset and name.rsplit(".", 1)[-1].lower() in IMAGES else None


def asset_address(bundle: Bundle, name: str) -> str:
    """Where a picture or document of a bundle is published: once, for all languages."""
    return addresses.record(bundle.kind, bundle.slug, "en") + name
