"""`passerelle new` and `passerelle ids`."""

from __future__ import annotations

from pathlib import Path

import click

from passerelle.cli.check import tree_root
from passerelle.content.models import BUNDLES
from passerelle.content.names import SLUG
from passerelle.content.registry import REGISTRY, registry_text
from passerelle.content.schema import read_schemas
from passerelle.content.vocabulary import read_vocabularies
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from passerelle.knowledge.checks.identifiers import registered
from passerelle.knowledge.reading import read
from passerelle.scaffold.records import scaffold


@click.command()
@click.argument("kind", type=click.Choice(["practice", "module"]))
@click.argument("slug")
@click.option("--lang", type=click.Choice(LOCALES), default="en", show_default=True, help="Language you write in.")
def new(kind: str, slug: str, lang: str) -> None:
    """Begin a practice or a module: a folder SLUG with every field explained, ready to be filled in."""
    if not SLUG.match(slug):
        raise click.UsageError("Use small letters without accents, digits and hyphens for the folder's name.")
    root = tree_root(Path.cwd())
    folder = root / BUNDLES[kind] / slug
    if folder.exists():
        raise click.ClickException(f"{folder.relative_to(root)} exists already; nothing was written.")
    data = PROJECT / "data"
    files = scaffold(kind, slug, lang, read_schemas(data / "schemas"), read_vocabularies(data / "vocabularies"))
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
        click.echo(name)


@click.command()
@click.option("--write", is_flag=True, help="Add new ids to the registry.")
@click.pass_context
def ids(context: click.Context, write: bool) -> None:
    """List ids that are not yet in the registry of published ids; with --write, add them."""
    root = tree_root(Path.cwd())
    catalogue = read(root).catalogue
    known = dict(catalogue.tree.ids or {})
    fresh = {name: address for name, address in registered(catalogue).items() if name not in known}
    for name, address in fresh.items():
        click.echo(f"{name}  {address}")
    if write and fresh:
        (root / REGISTRY).write_text(registry_text({**known, **fresh}), "utf-8", newline="\n")
    context.exit(0 if write or not fresh else 1)
