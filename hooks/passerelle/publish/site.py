"""The site as data: everything a build needs, made once from a catalogue."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from passerelle.ground.dates import today
from passerelle.ground.settings import PROJECT, Settings
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.explain import Explainer
from passerelle.render.markdown import Renderer
from passerelle.render.policy import policy
from passerelle.views.edition import Site
from passerelle.views.interface import read_strings


def make_site(catalogue: Catalogue, settings: Settings, project: Path = PROJECT, day: dt.date | None = None) -> Site:
    """A site of this catalogue as of a day, today unless told, with the project's strings, questions and policy."""
    boot = (project / "overrides/partials/theme-boot.html").read_text("utf-8")
    return Site(
        catalogue=catalogue,
        settings=settings,
        strings=read_strings(project / "data/interface"),
        explainer=Explainer(project / "data/problems.yml", catalogue.tree.schemas, settings.site_url),
        questions=tuple(_load(project / "data/questions.yml")),
        submission=_load(project / "data/submission.yml"),
        concepts=catalogue.tree.concepts,
        policy="" if settings.preview else policy(boot),
        renderer=Renderer(),
        today=day or today(),
    )


def _load(file: Path) -> Any:
    """A file of the project, which is trusted, read by the fast reader where there is one."""
    return yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
