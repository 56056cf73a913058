"""`passerelle check`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from passerelle.cli.output import FORMATS, show
from passerelle.content.schema import Schemas
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT, Settings
from passerelle.knowledge.explain import Explainer, Row
from passerelle.knowledge.reading import read

_MARKERS = ("practices", "modules", "data")


def tree_root(start: Path) -> Path:
    """The content tree that a folder is, or lies in.

    Raises:
        click.UsageError: there is none.
    """
    for folder in (start, *start.parents):
        if any((folder / marker).is_dir() for marker in _MARKERS):
            return folder
    raise click.UsageError(f"{start} is not, and does not lie in, a folder with practices/, modules/ or data/.")


def explainer(schemas: Schemas) -> Explainer:
    """Words for problems, from the project's data."""
    return Explainer(PROJECT / "data/problems.yml", schemas, Settings.from_environment().site_url)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--lang", type=click.Choice(LOCALES), default="en", show_default=True, help="Language of the messages.")
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], form: str, lang: str) -> None:
    """Judge the content and list every problem.

    PATHS are a content tree, or files and folders in one: the whole tree is read, problems of these paths are shown.
    Exit code: 0 no error, 1 errors, 2 wrong use.
    """
    places = [Path(os.path.normpath(path.absolute())) for path in paths] or [Path.cwd()]
    root = tree_root(places[0] if places[0].is_dir() else places[0].parent)
    wanted = [_inside(place, root) for place in places]
    reading = read(root)
    explain = explainer(reading.catalogue.tree.schemas)
    problems = [problem for problem in reading.report if _covers(wanted, problem.path)]
    rows = [explain.row(problem, lang) for problem in problems]
    show(rows, form)
    if form == "text":
        click.echo(_summary(rows), err=True)
    context.exit(1 if any(row.severity == "error" for row in rows) else 0)


def _inside(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        raise click.UsageError(f"{path} does not lie in {root}.") from None


def _covers(wanted: list[str], path: str) -> bool:
    """Whether a problem lies in one of the paths, or in a folder around one (a record without a source)."""
    return any(
        name in {".", path} or f"{path}/".startswith(f"{name}/") or name.startswith(f"{path}/") for name in wanted
    )


def _summary(rows: list[Row]) -> str:
    errors = sum(row.severity == "error" for row in rows)
    return f"{errors} error(s), {len(rows) - errors} warning(s)"
