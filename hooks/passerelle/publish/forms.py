"""Files of the submission forms: each form as one file for work without a network, prepared texts, country names."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from passerelle.content import addresses
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from passerelle.publish.bundle import bundle
from passerelle.scaffold.records import scaffold
from passerelle.views.edition import Edition, Site
from passerelle.views.forms import countries, form_view, later_data, partners, start_data
from passerelle.views.islands import json_island

_ASSETS = "overrides/assets"
_FONT = "fonts/noto-sans-lao-400.woff2"


def form_files(site: Site, project: Path = PROJECT) -> Iterator[tuple[str, bytes]]:
    """Every file as (address, content). Deterministic."""
    for locale in LOCALES:
        edition = site.editions[locale]
        yield addresses.form_names(locale), json_text(names(edition)).encode()
        yield addresses.form_template("practice", locale), template(edition).encode()
        for kind in addresses.FORMS:
            yield addresses.form_rules(kind, locale), json_text(later_data(edition, kind)).encode()
            yield addresses.form_kit(kind, locale), kit(edition, kind, project).encode()


def json_text(data: Any) -> str:
    """JSON in few bytes."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def names(edition: Edition) -> dict[str, Any]:
    """What fills the long lists of a form: codes and names of countries, names of institutions."""
    return {"countries": countries(edition), "partners": partners(edition)}


def template(edition: Edition) -> str:
    """The text of a new practice with every question explained."""
    tree = edition.catalogue.tree
    return next(iter(scaffold("practice", "practice", edition.locale, tree.schemas, tree.vocabularies).values()))


def kit(edition: Edition, kind: str, project: Path = PROJECT) -> str:
    """The form as one HTML file: style, words, rules and script inside, and a policy that allows just these."""
    data = {**start_data(edition, kind), "names": names(edition), "later": later_data(edition, kind)}
    script, style = _script(project), _style(project, edition.locale)
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(project / "overrides"), autoescape=True)
    return environment.get_template("kit.html").render(
        view=form_view(edition, kind),
        data=json_island(data),
        script=Markup(script),  # noqa: S704 - the project's own files
        style=Markup(style),  # noqa: S704 - the project's own files
        policy=_policy(script, style),
        site=edition.site.settings.site_url + addresses.form(kind, edition.locale),
        lang=edition.locale,
        t=edition.say,
    )


@lru_cache(maxsize=4)
def _script(project: Path) -> str:
    return "\n" + bundle(project / _ASSETS / "form", "page") + "\n"


@lru_cache(maxsize=8)
def _style(project: Path, locale: str) -> str:
    """The site's style and the form's; for Lao with the font inside, which few computers have."""
    folder = project / _ASSETS
    text = (folder / "passerelle.css").read_text("utf-8") + (folder / "form/form.css").read_text("utf-8")
    font = base64.b64encode((folder / _FONT).read_bytes()).decode() if locale == "lo" else ""
    return text.replace(f"url({_FONT})", f"url(data:font/woff2;base64,{font})")


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
