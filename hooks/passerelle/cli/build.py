"""`passerelle build` and `passerelle serve`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import CONTENT_VARIABLE, LANGUAGE_VARIABLE, PREVIEW_VARIABLE, PROJECT

_MARK = "sitemap.xml"  # a folder without it was not built here and is never replaced


@click.command()
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=PROJECT,
    envvar=CONTENT_VARIABLE,
    help="Content tree.",
)
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path), default=Path("site"), show_default=True)
@click.option("--lang", type=click.Choice(LOCALES), default="en", show_default=True, help="Language of the messages.")
@click.pass_context
def build(context: click.Context, content: Path, site_dir: Path, lang: str) -> None:
    """Check the content and build the site in all four languages.

    The new site is built beside the old one and takes its place only when everything succeeded.
    """
    target = site_dir.absolute()
    if target.exists() and any(target.iterdir()) and not (target / _MARK).is_file():
        raise click.UsageError(f"{target} is not empty and is not a site built here; nothing was written.")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        new = beside / "new"
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--config-file",
            str(PROJECT / "mkdocs.yml"),
            "--site-dir",
            str(new),
        ]
        environment = {CONTENT_VARIABLE: str(content.absolute()), LANGUAGE_VARIABLE: lang}
        code = subprocess.run(command, cwd=PROJECT, env=_environment(**environment), check=False).returncode
        if code == 0 and not (new / _MARK).is_file():
            click.echo("The build ended without a site map: the site is not whole.", err=True)
            code = 1
        if code == 0:
            _swap(new, target, beside / "old")
            click.echo(f"Built {target}")
        else:
            click.echo("The build failed; the old site was left as it was.", err=True)
        context.exit(1 if code else 0)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put the new site in the place of the old one; bring the old one back when that fails."""
    new.chmod(0o755)
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True)
@click.option("--only", type=click.Choice(LOCALES), help="Build one language only: faster while writing.")
@click.pass_context
def serve(context: click.Context, address: str, only: str | None) -> None:
    """Build the site, serve it, and rebuild it at every change."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--config-file",
        str(PROJECT / "mkdocs.yml"),
        "--dev-addr",
        address,
    ]
    environment = _environment(**{PREVIEW_VARIABLE: "1"}, **({"PASSERELLE_ONLY": only} if only else {}))
    environment["SITE_URL"] = f"http://{address}/"
    click.echo(f"The site will be at http://{address}/ when it is built; stop with Ctrl+C.")
    try:
        context.exit(subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode)
    except KeyboardInterrupt:
        context.exit(0)


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", **more}
