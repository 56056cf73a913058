"""The one place that knows addresses: relative to the site's root, no leading slash, a trailing one.

Addresses are permanent (ARCHITECTURE.md). English is at the root, the other languages below `fr/ lo/ ru/`.
"""

from __future__ import annotations

import posixpath

from passerelle.ground.locales import DEFAULT, prefix

FOLDERS = {
    "practice": "practices",
    "module": "modules",
    "country": "countries",
    "partner": "partners",
    "exchange": "exchanges",
    "pathway": "pathways",
}


def home(locale: str) -> str:
    """The home page."""
    return prefix(locale)


def listing(kind: str, locale: str) -> str:
    """The list of all records of a kind."""
    return f"{prefix(locale)}{FOLDERS[kind]}/"


def record(kind: str, name: str, locale: str) -> str:
    """One record. `name` is the folder's name for practices, modules and pages, the id for all others."""
    if kind == "page":
        return f"{prefix(locale)}{name}/"
    return f"{prefix(locale)}{FOLDERS[kind]}/{name.lower()}/"


def facet(kind: str, name: str, term: str, locale: str, number: int = 1) -> str:
    """The records of a kind that carry a term; `number` counts pages of a long list."""
    page = f"{number}/" if number > 1 else ""
    return f"{prefix(locale)}{FOLDERS[kind]}/by/{name}/{term.lower().replace('.', '-')}/{page}"


def facet_index(kind: str, name: str, locale: str) -> str:
    """All records of a kind grouped by a facet."""
    return f"{prefix(locale)}{FOLDERS[kind]}/by/{name}/"


def vocabulary(locale: str) -> str:
    """The page of all terms."""
    return f"{prefix(locale)}vocabulary/"


def search(locale: str) -> str:
    """The search page."""
    return f"{prefix(locale)}search/"


def keywords(locale: str) -> str:
    """The A-Z page of keywords."""
    return f"{prefix(locale)}keywords/"


def keyword(term: str, locale: str) -> str:
    """One keyword and the pages that speak of it."""
    return f"{prefix(locale)}keywords/{term}/"


def contributors(locale: str, number: int = 1) -> str:
    """Everybody who is credited; `number` counts pages of a long list."""
    page = f"{number}/" if number > 1 else ""
    return f"{prefix(locale)}contributors/{page}"


def help_page(code: str, locale: str) -> str:
    """What a problem code means and how to mend it."""
    return f"{prefix(locale)}help/{code}/"


def help_index(locale: str) -> str:
    """All problem codes."""
    return f"{prefix(locale)}help/"


FIELD_KINDS = ("practice", "module", "exchange", "country", "partner", "pathway")
FORMS = ("practice", "exchange", "correction", "translation")
FORM_FOLDER = "assets/forms/"


def fields(kind: str, locale: str) -> str:
    """The generated page of a kind's fields; `kind` is one of FIELD_KINDS."""
    return f"{prefix(locale)}contribute/fields/{kind}/"


def form(kind: str, locale: str) -> str:
    """The submission form of a kind, one of FORMS."""
    return f"{prefix(locale)}contribute/{kind}/"


def form_kit(kind: str, locale: str) -> str:
    """The same form as one file that works without a network."""
    return f"{FORM_FOLDER}{kind}.{locale}.html"


def form_template(kind: str, locale: str) -> str:
    """The prepared text file of a kind, for those whose browser runs no script."""
    return f"{FORM_FOLDER}{kind}.{locale}.md"


def form_rules(kind: str, locale: str) -> str:
    """What the script of a form needs after its start: rules and sentences."""
    return f"{FORM_FOLDER}{kind}.{locale}.json"


def form_names(locale: str) -> str:
    """Names of countries and institutions for the forms of a language."""
    return f"{FORM_FOLDER}names.{locale}.json"


def _generated() -> dict[str, str]:
    """Addresses of the generated pages that every site has, below a language, by the files that texts name for them."""
    found = [form(kind, DEFAULT) for kind in FORMS] + [fields(kind, DEFAULT) for kind in FIELD_KINDS]
    found += [vocabulary(DEFAULT), search(DEFAULT), help_index(DEFAULT)]
    named = {f"docs/{address}index.md": address for address in found}
    return named | {f"{folder}/index.md": f"{folder}/" for folder in (FOLDERS["practice"], FOLDERS["module"])}


_GENERATED = _generated()


def generated(path: str, locale: str) -> str:
    """The generated page that a text leads to as if it were a file of the tree, "" when there is none.

    Only pages that every site has: forms ("docs/contribute/practice/index.md"), fields, vocabulary, search, messages of
    the checker, and the lists of practices and modules ("practices/index.md").
    """
    return prefix(locale) + _GENERATED[path] if path in _GENERATED else ""


def relative(target: str, page: str) -> str:
    """`target` as seen from `page`; both relative to the site's root."""
    path, mark, fragment = target.partition("#")
    if not path and mark and page:
        return f"#{fragment}"
    start = page.rstrip("/") or "."
    found = posixpath.relpath(path.rstrip("/") or ".", start)
    slash = "/" if path.endswith("/") or not path else ""
    return f"{found}{slash}{mark}{fragment}"
