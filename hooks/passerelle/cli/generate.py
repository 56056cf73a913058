"""`passerelle generate`: the files of the tree that are made from others."""

from __future__ import annotations

import click

from passerelle.ground.settings import PROJECT
from passerelle.publish.generated import generated_files


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail when a file is stale.")
@click.pass_context
def generate(context: click.Context, check: bool) -> None:
    """Rewrite every generated file of the project: issue forms, the stylesheet, CITATION.cff."""
    stale = []
    for name, text in generated_files(PROJECT).items():
        file = PROJECT / name
        if not file.is_file() or file.read_text("utf-8") != text:
            stale.append(name)
            if not check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8", newline="\n")
    for name in stale:
        click.echo(f"{'stale' if check else 'written'}: {name}")
    context.exit(1 if check and stale else 0)
