"""Files of the tree that are made from other files of the tree; a test fails when one is stale."""

from __future__ import annotations

from importlib.metadata import files as distribution_files
from pathlib import Path

import yaml

from passerelle.content.schema import read_schemas
from passerelle.content.vocabulary import read_vocabularies
from passerelle.publish import citation
from passerelle.render.style import Keep, make_stylesheet
from passerelle.scaffold.issue_forms import issue_forms

STYLESHEET = "overrides/assets/passerelle.css"


def generated_files(project: Path) -> dict[str, str]:
    """Path and text of every generated file."""
    schemas, vocabularies = read_schemas(project / "data/schemas"), read_vocabularies(project / "data/vocabularies")
    return {
        **issue_forms(schemas, vocabularies),
        STYLESHEET: stylesheet(project),
        citation.FILE: citation.citation(project),
    }


def stylesheet(project: Path) -> str:
    """The stylesheet from Material's rules and ours.

    Raises:
        FileNotFoundError: Material for MkDocs is not installed.
    """
    own = "\n".join(file.read_text("utf-8") for file in sorted((project / "overrides/style").glob("*.css")))
    keep = Keep.of(yaml.safe_load((project / "data/style.yml").read_text("utf-8")))
    return make_stylesheet(_material_css(), own, keep)


def _material_css() -> str:
    for file in distribution_files("mkdocs-material") or ():
        if file.match("material/templates/assets/stylesheets/main.*.min.css"):
            return Path(str(file.locate())).read_text("utf-8")
    raise FileNotFoundError("mkdocs-material's stylesheet")
