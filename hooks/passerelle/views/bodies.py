"""The body of a document as HTML for one page: links, source marks, quizzes."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from passerelle.content import addresses
from passerelle.content.models import Bundle
from passerelle.knowledge.checks.links import resolve
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
        source_marks(edition, facts.get("sources")),
        lambda quiz: question_html(quiz, renderer, edition.say),
    )
    return merge_neighbours(html)


def _address(edition: Edition, bundle: Bundle, target: str, page: str) -> str:
    """The address to print for one written in a body, "" for one that the checker would refuse."""
    if target.startswith(("http://", "https://", "mailto:", "#")):
        return target
    path, mark, fragment = target.partition("#")
    found = resolve(bundle.path, unquote(path))
    folder, name = posixpath.split(found)
    other = edition.catalogue.tree_bundle(folder)
    if other is None:
        return ""
    if name in {asset.name for asset in other.assets}:
        return addresses.relative(asset_address(other, name), page)
    return addresses.relative(addresses.record(other.kind, other.slug, edition.locale), page) + mark + fragment


def asset_address(bundle: Bundle, name: str) -> str:
    """Where a picture or document of a bundle is published: once, for all languages."""
    return addresses.record(bundle.kind, bundle.slug, "en") + name
