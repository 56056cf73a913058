"""Files of the finished site that are no pages: pictures, site map, redirects, schemas for editors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from passerelle.content.names import IMAGES
from passerelle.knowledge.catalogue import Catalogue
from passerelle.publish.forms import form_files
from passerelle.publish.search_index import search_files
from passerelle.render.pictures import published
from passerelle.scaffold.editor_schema import editor_schemas
from passerelle.views.bodies import asset_address
from passerelle.views.edition import Site
from passerelle.views.plan import Page


def files(site: Site, pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    """Every file as (address, content). Deterministic."""
    yield from assets(site.catalogue)
    yield from search_files(site)
    yield from form_files(site)
    pages = list(pages)
    yield "sitemap.xml", sitemap(site.settings.site_url, pages).encode()
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.settings.site_url}sitemap.xml\n".encode()
    taken = {page.address for page in pages}
    for old, new in site.catalogue.tree.redirects.items():
        if old not in taken:  # a page is never replaced, whatever somebody writes
            yield f"{old.strip('/')}/index.html", redirect(site.settings.site_url + new).encode()
    tree = site.catalogue.tree
    for name, text in editor_schemas(tree.schemas, tree.vocabularies).items():
        yield f"api/v1/schemas/{name}", text.encode()


def assets(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Pictures, saved again without metadata, and PDF documents."""
    for bundle in catalogue.tree.bundles:
        for asset in bundle.assets:
            picture = asset.name.rsplit(".", 1)[-1].lower() in IMAGES
            yield asset_address(bundle, asset.name), published(asset.file) if picture else asset.file.read_bytes()


def sitemap(site_url: str, pages: Iterable[Page]) -> str:
    """A site map with the real translations of each page; fallbacks are left out."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for page in sorted(pages, key=lambda page: page.address):
        if page.fallback or not page.listed:
            continue
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(site_url + page.address_in(code))}/>'
            for code in sorted(page.translated)
        )
        lines.append(f"<url><loc>{escape(site_url + page.address)}</loc>{links}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def redirect(target: str) -> str:
    """A page for an address that moved; it works without JavaScript."""
    href = quoteattr(target)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Passerelle</title>'
        f'<link rel="canonical" href={href}><meta http-equiv="refresh" content={quoteattr(f"0; url={target}")}>'
        f"<p><a href={href}>{escape(target)}</a></p></html>\n"
    )
