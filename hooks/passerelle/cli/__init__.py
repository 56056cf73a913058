"""The `passerelle` command: the only part that imports click and prints."""

from __future__ import annotations

import click

from passerelle import __version__
from passerelle.cli import build, check, generate, intake, links, records, review, search, translation


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="passerelle")
def main() -> None:
    """Check, build and write the content of the Passerelle portal."""


for command in (
    check.check,
    build.build,
    build.serve,
    records.new,
    records.ids,
    intake.intake,
    translation.translation,
    search.search,
    review.review,
    links.links,
    generate.generate,
):
    main.add_command(command)
