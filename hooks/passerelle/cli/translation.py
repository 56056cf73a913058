"""`passerelle translation`: what a translator needs from the command line."""

from __future__ import annotations

from pathlib import Path

import click

from passerelle.cli.check import tree_root
from passerelle.content.loader import read_tree
from passerelle.content.stamping import stamped
from passerelle.ground.settings import PROJECT
from passerelle.knowledge.freshness import freshness, stamp


@click.group()
def translation() -> None:
    """Keep translations honest about the version of their source."""


@translation.command("stamp")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--missing", is_flag=True, help="Only translations that carry no fingerprints yet.")
def stamp_command(paths: tuple[Path, ...], missing: bool) -> None:
    """Write the fingerprints of the source's present blocks into translations.

    Say it after a translation was brought up to date. PATHS are documents or folders; without any, the whole tree.
    """
    start = paths[0].absolute() if paths else Path.cwd()
    root = tree_root(start if start.is_dir() else start.parent)
    tree = read_tree(root, PROJECT)
    written = 0
    for bundle in tree.bundles:
        for document in bundle.translations if bundle.source else ():
            file = root / document.path
            if not file.is_file() or not _wanted(paths, file):
                continue
            if missing and freshness(bundle, document, tree.schemas).stamped:
                continue
            text = stamped(file.read_text("utf-8"), stamp(bundle, tree.schemas))
            if text is None:
                click.echo(f"{document.path}: no translation block in the front matter", err=True)
            elif text != file.read_text("utf-8"):
                file.write_text(text, "utf-8", newline="\n")
                written += 1
    click.echo(f"{written} translation(s) stamped")


def _wanted(paths: tuple[Path, ...], file: Path) -> bool:
    return not paths or any(file == path.absolute() or path.absolute() in file.parents for path in paths)
