"""`passerelle intake`: from files that contributors send to records of the tree."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from passerelle.cli.check import explainer, tree_root
from passerelle.cli.output import FORMATS, annotation
from passerelle.content.loader import LONGEST_SLUG
from passerelle.content.models import BUNDLES
from passerelle.content.names import SLUG
from passerelle.ground.locales import DEFAULT, LOCALES
from passerelle.ground.problems import WHOLE_FILE, Problem
from passerelle.intake.missing import missing, missing_label
from passerelle.intake.taking import Taken, take
from passerelle.knowledge.explain import Explainer, Row, line
from passerelle.knowledge.reading import Reading, read
from passerelle.scaffold.texts import read_texts

AS_SENT = "as-sent"  # messages about a text in the language of the text
_TREE = (*BUNDLES.values(), "data")


@dataclass(frozen=True)
class Account:
    """What is told of one file. The fields are those of `--format json`, in order; `missing` has labels by step."""

    file: str
    lang: str
    record: str
    id: str
    written: tuple[str, ...]
    missing: dict[str, list[str]]
    problems: list[Row]


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--slug", default="", help="Name of the new folder, instead of the one that was sent or made.")
@click.option(
    "--lang",
    type=click.Choice([*LOCALES, AS_SENT]),
    default=DEFAULT,
    show_default=True,
    help="Language of the messages; as-sent: that of each text.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; tell what would be written.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.pass_context
def intake(context: click.Context, *, files: tuple[Path, ...], slug: str, lang: str, dry_run: bool, form: str) -> None:
    """Take in what contributors sent: bundles and texts of the submission form, exchanges, filled issue forms.

    Each of FILES becomes a new folder of practices/ or a new file of data/exchanges/; nothing is overwritten. Then its
    problems are listed, and what it still lacks. Exit code: 0 written and no error, 1 refused or errors, 2 wrong use.
    """
    if slug and (len(files) > 1 or not SLUG.match(slug) or len(slug) > LONGEST_SLUG):
        raise click.UsageError("--slug takes one file, and small letters without accents, digits and hyphens.")
    root = tree_root(Path.cwd())
    with _copy(root) if dry_run else _itself(root) as place:
        today = dt.datetime.now(tz=dt.UTC).date()
        taken = [_take(file, place, slug, today) for file in files]
        reading = read(place, today)
    explain = explainer(reading.catalogue.tree.schemas)
    accounts = [_account(one, reading, explain, lang) for one in taken]
    _show(accounts, form, lang, dry_run=dry_run)
    wrong = any(not one.record or any(row.severity == "error" for row in one.problems) for one in accounts)
    context.exit(1 if wrong else 0)


def _take(file: Path, root: Path, slug: str, today: dt.date) -> Taken:
    try:
        return take(file, root, slug=slug, today=today)
    except OSError as error:
        click.echo(f"{file}: {error.strerror or error}", err=True)
        return Taken(file.name, problems=(Problem(file.name, WHOLE_FILE, "cannot-be-read"),))


@contextmanager
def _itself(root: Path) -> Iterator[Path]:
    yield root


@contextmanager
def _copy(root: Path) -> Iterator[Path]:
    """A copy of the tree, to try things in."""
    with tempfile.TemporaryDirectory(prefix="passerelle-") as folder:
        for name in _TREE:
            if (root / name).is_dir():
                shutil.copytree(root / name, Path(folder) / name, symlinks=True)
        yield Path(folder)


def _account(taken: Taken, reading: Reading, explain: Explainer, lang: str) -> Account:
    """The words for one file: what was found while reading it, then what the checker finds in its record."""
    tree = reading.catalogue.tree
    spoken = (taken.lang or DEFAULT) if lang == AS_SENT else lang
    found = [problem for problem in reading.report if taken.record and _lies_in(problem.path, taken.record)]
    bundle = reading.catalogue.tree_bundle(taken.record)
    lacks: dict[str, list[str]] = {}
    if bundle:
        schema = tree.schemas[bundle.kind]
        for step, names in dataclasses.asdict(missing(bundle, schema)).items():
            lacks[step] = [missing_label(name, schema, spoken) for name in names]
    return Account(
        file=taken.sent,
        lang=taken.lang,
        record=taken.record,
        id=taken.id,
        written=taken.files,
        missing=lacks,
        problems=[explain.row(problem, spoken) for problem in (*taken.problems, *found)],
    )


def _lies_in(path: str, record: str) -> bool:
    return path == record or path.startswith(f"{record}/")


def _show(accounts: list[Account], form: str, lang: str, *, dry_run: bool) -> None:
    if form == "json":
        click.echo(json.dumps([dataclasses.asdict(account) for account in accounts], ensure_ascii=False, indent=1))
        return
    texts = read_texts()
    for account in accounts:
        spoken = (account.lang or DEFAULT) if lang == AS_SENT else lang
        for path in account.written:
            click.echo(texts.get("intake.would_write" if dry_run else "intake.written", spoken, path=path))
        for row in account.problems:
            click.echo(annotation(row) if form == "github" else line(row))
        for step, names in account.missing.items():
            if names:
                click.echo(texts.get(f"intake.missing_{step}", spoken, names=", ".join(names)))
    if form == "text":
        rows = [row for account in accounts for row in account.problems]
        errors = sum(row.severity == "error" for row in rows)
        click.echo(f"{errors} error(s), {len(rows) - errors} warning(s)", err=True)
