"""How problems are shown: for people, for programs, and as annotations of GitHub."""

from __future__ import annotations

import dataclasses
import json

import click

from passerelle.knowledge.explain import Row, line

FORMATS = ("text", "json", "github")


def show(rows: list[Row], form: str) -> None:
    """Print rows in one of `FORMATS` on standard output."""
    if form == "json":
        click.echo(json.dumps([dataclasses.asdict(row) for row in rows], ensure_ascii=False, indent=1))
    elif form == "github":
        for row in rows:
            click.echo(annotation(row))
    else:
        for row in rows:
            click.echo(line(row))


def annotation(row: Row) -> str:
    """A workflow command; every character that could end a value or begin another command is encoded."""
    place = {
        "file": row.path,
        "line": row.line,
        "endLine": row.end_line,
        "col": row.column,
        "title": row.code,
    }
    values = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    return f"::{row.severity} {values}::{_data(f'{row.message} {row.hint} {row.help_url}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
