"""`passerelle search`: an index from any JSON Lines file, and answers from an index."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from passerelle.ground.locales import LOCALES
from passerelle.search import build_index, open_index, read_documents, write_index


@click.group()
def search() -> None:
    """Build a search index and ask it."""


@search.command("index")
@click.option(
    "--documents",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="JSON Lines: id, lang, title, paras; optional url, summary, facets.",
)
@click.option("--lang", type=click.Choice(LOCALES), required=True, help="Only documents of this language.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the index.")
def index_command(source: Path, lang: str, out: Path) -> None:
    """Build the index of one language."""
    try:
        documents = read_documents(source.read_text("utf-8").split("\n"), lang)
        files = build_index(documents, lang)
    except (ValueError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{source}: {error}") from None
    write_index(files, out)
    click.echo(f"{len(documents)} documents, {len(files)} files, {sum(map(len, files.values()))} bytes in {out}")


@search.command("query")
@click.option("--index", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One array of hits.")
@click.argument("query")
def query_command(folder: Path, limit: int, as_json: bool, query: str) -> None:
    """Answer a query from an index, as the browser would."""
    try:
        hits = open_index(lambda name: (folder / name).read_bytes()).search(query, limit)
    except (OSError, KeyError, ValueError) as error:
        raise click.ClickException(f"{folder} is not an index that can be read: {error}") from None
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(hit) for hit in hits], ensure_ascii=False, indent=1))
        return
    for hit in hits:
        close = " (close match)" if hit.close else ""
        click.echo(f"{hit.score:8.3f} {hit.coverage:4.2f} {hit.id}{close}  {hit.title}")
    if not hits:
        click.echo("nothing found")
