"""Renders pages without MkDocs: the same views, the same templates. Shows that the core does not need the engine."""

from __future__ import annotations

import posixpath
from pathlib import Path

import jinja2

from passerelle.content import addresses
from passerelle.content.loader import read_tree
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT, Settings
from passerelle.knowledge.catalogue import relate
from passerelle.publish.site import make_site
from passerelle.views.chrome import chrome
from passerelle.views.edition import Site
from passerelle.views.plan import Page, pages


def load(root: Path, settings: Settings | None = None, project: Path = PROJECT) -> Site:
    """A site of the tree at `root`, whatever the checker would say of it; what it lacks is borrowed from `project`."""
    return make_site(relate(read_tree(root, project)), settings or Settings())


def plan(site: Site, locales: tuple[str, ...] = LOCALES) -> dict[str, Page]:
    return {page.address: page for locale in locales for page in pages(site.editions[locale])}


def environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(PROJECT / "overrides")
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    made.filters["url"] = _url
    return made


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, target: str) -> str:
    if target.startswith(("http:", "https:", "mailto:", "#")):
        return target
    if target.startswith("assets/"):
        return posixpath.relpath(target, context["address"] or ".")
    return addresses.relative(target, context["address"])


def render(made: jinja2.Environment, site: Site, page: Page) -> str:
    template = made.get_template(page.template)
    words = site.strings[page.locale]
    return template.render(view=page.view(), chrome=chrome(site, page), t=words, address=page.address)


def write(site: Site, planned: dict[str, Page], out: Path, only: str = "") -> None:
    """Write pages (those whose address begins with `only`) and assets, as the built site has them."""
    made = environment()
    for address, page in planned.items():
        if address.startswith(only):
            target = out / address / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(render(made, site, page), "utf-8")
    for name in ("passerelle.css", "passerelle.js", "favicon.svg"):
        target = out / "assets" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((PROJECT / "overrides/assets" / name).read_bytes())
