"""The only file that knows MkDocs: checks the content, then mounts what the core computes. It has no rule of its own.

static-i18n (1.3.1, pinned) builds every further language in a nested build inside its own on_post_build; `building` of
the plugin tells the two apart. The core's work is done once, before the first of them, and kept for the others.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))  # a hook's folder is importable only while this file is read

from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files

from passerelle.ground.locales import LOCALES, prefix
from passerelle.ground.settings import Settings, content_root
from passerelle.knowledge.explain import line
from passerelle.knowledge.reading import read
from passerelle.publish.files import files as published_files
from passerelle.publish.site import make_site
from passerelle.views.chrome import chrome
from passerelle.views.edition import Site
from passerelle.views.plan import Page, pages
from passerelle.views.reference import not_found_blocks

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

log = logging.getLogger("mkdocs.hooks.passerelle")
_KEPT_THEME_FILES = (
    "assets/fonts/",
    "assets/search/",
    "assets/form/",
    "assets/passerelle.",
    "assets/favicon.",
    "assets/social.",
)


class _State:
    """What the first pass computed and the nested builds use."""

    def __init__(self) -> None:
        self.site: Site | None = None
        self.pages: dict[str, Page] = {}

    def load(self) -> None:
        reading = read(content_root())
        settings = Settings.from_environment()
        errors = reading.report.errors
        site = make_site(reading.catalogue, settings)
        for problem in errors:
            log.error(line(site.explainer.row(problem, settings.language)))
        if errors:
            raise PluginError(f"{len(errors)} problem(s) in the content; nothing was built.")
        self.site = site
        self.pages = {page.address: page for locale in LOCALES for page in pages(site.editions[locale])}


_state = _State()


def _nested(config: MkDocsConfig) -> bool:
    plugin = config.plugins.get("i18n")
    return bool(plugin is not None and getattr(plugin, "building", False))


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and judge the content before MkDocs empties the site folder."""
    if not _nested(config):
        _state.load()


@event_priority(50)
def _add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Priority 50 (before static-i18n sorts files by language): a file for each page; unused theme files go."""
    for file in list(files):
        theme_file = file.abs_src_path is not None and Path(file.abs_src_path).is_relative_to(Path(config.docs_dir))
        if (not theme_file and not file.src_uri.startswith(_KEPT_THEME_FILES)) or (
            theme_file and file.src_uri.endswith(".md")
        ):
            files.remove(file)
    language = getattr(config.plugins["i18n"], "current_language", None)
    for page in _state.pages.values():
        if language and page.locale != language:  # static-i18n's work grows with every file it sees
            continue
        plain = page.address.removeprefix(prefix(page.locale))
        name = f"{plain}index.{page.locale}.md"
        files.append(File(name, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@event_priority(-200)
def _mount_pages(files: Files, config: MkDocsConfig) -> Files:
    """Priority -200 (after static-i18n): pages have no file of their own, templates print what the core computed."""
    for file in files.documentation_pages():
        file.content_string = ""
        file.edit_uri = None
    return files


on_files = CombinedEvent(_add_pages, _mount_pages)


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Tell MkDocs title and template; the text is in the view."""
    planned = _state.pages[_address(page.url)]
    page.meta = {"title": planned.title, "template": planned.template}
    return ""


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """MkDocs' templates do not escape; ours do, everywhere."""
    env.autoescape = True
    return env


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """Give the template its view."""
    planned = _state.pages[_address(page.url)]
    assert _state.site is not None
    context["view"] = planned.view()
    context["chrome"] = chrome(_state.site, planned)
    context["t"] = _state.site.strings[planned.locale]
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The one page for wrong addresses, in four languages."""
    if template_name == "404.html" and _state.site is not None:
        home = _state.pages[""]
        context["chrome"] = chrome(_state.site, home)
        context["blocks"] = not_found_blocks(_state.site)
        context["t"] = _state.site.strings[home.locale]
    return context


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Priority -200 (after static-i18n has built all languages): write what is no page, once."""
    if _nested(config) or _state.site is None:
        return
    for name, content in published_files(_state.site, _state.pages.values()):
        target = Path(config.site_dir, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for unused in ("sitemap.xml.gz",):
        Path(config.site_dir, unused).unlink(missing_ok=True)


def _address(url: str) -> str:
    return "" if url in (".", "./") else url
