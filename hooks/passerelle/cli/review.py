"""`passerelle review`: what waits for an editor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from passerelle.cli.check import tree_root
from passerelle.ground.dates import today
from passerelle.ground.locales import LOCALES
from passerelle.ground.markdown import harmless
from passerelle.ground.settings import Settings
from passerelle.ground.text import printable
from passerelle.knowledge.reading import read
from passerelle.knowledge.review import Waiting, sound
from passerelle.publish.site import make_site
from passerelle.views.edition import Edition
from passerelle.views.page_models import WaitingGroup, WaitingRow
from passerelle.views.review import as_of, waiting_groups

FORMATS = ("text", "json", "markdown")


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--lang", type=click.Choice(LOCALES), default="en", show_default=True, help="Language of the words.")
@click.option("--all", "everything", is_flag=True, help="Every row of long groups; json always has them.")
def review(form: str, lang: str, everything: bool) -> None:
    """List what waits: what runs out, drafts, broken links, translations that nobody has checked."""
    day = today()
    reading = read(tree_root(Path.cwd()), day)
    catalogue = sound(reading)
    if catalogue is not reading.catalogue:
        click.echo("Some records have errors and are left out: see `passerelle check`.", err=True)
    site = make_site(catalogue, Settings.from_environment(), day=day)
    edition = site.editions[lang]
    if form == "json":
        rows = [_row(edition, item) for item in site.waiting]
        click.echo(json.dumps({"date": day.isoformat(), "waiting": rows}, ensure_ascii=False, indent=1))
        return
    groups = waiting_groups(edition, everything=everything)
    show = _markdown if form == "markdown" else _text
    click.echo("\n".join(show(edition, groups)))


def _row(edition: Edition, item: Waiting) -> dict[str, Any]:
    return {
        "group": item.group,
        "kind": item.record.kind,
        "id": item.record.id,
        "title": edition.record_link(item.record).label,
        "path": item.path,
        "line": item.line,
        "lang": item.lang,
        "reason": item.reason,
        "date": item.date,
        "count": item.count,
        "address": item.address,
        "status": item.status,
    }


def _words(row: WaitingRow) -> list[str]:
    return [part for part in (row.language, row.reason, row.target, row.since) if part]


def _text(edition: Edition, groups: tuple[WaitingGroup, ...]) -> list[str]:
    lines = [as_of(edition)]
    for group in groups:
        lines += ["", group.title]
        lines += [f"  {row.place.label}: {row.record.label} ({'; '.join(_words(row))})" for row in group.rows]
        lines += [f"  … {group.rest}"] if group.rest else []
    return [printable(line) for line in lines]


def _markdown(edition: Edition, groups: tuple[WaitingGroup, ...]) -> list[str]:
    """For an issue on GitHub: all words harmless, links only to the repository."""
    lines = [harmless(as_of(edition))]
    for group in groups:
        lines += ["", f"### {harmless(group.title)}", ""]
        lines += [harmless(group.note), ""] if group.note else []
        for row in group.rows:
            place = harmless(row.place.label)
            place = f"[{place}]({row.place.url})" if row.place.url else place
            lines.append(f"- {harmless(row.record.label)} ({harmless('; '.join(_words(row)))}) {place}")
        lines += ["", f"… {harmless(group.rest)}"] if group.rest else []
    return lines
