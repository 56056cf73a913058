"""Puts a parcel into the content tree: a number of its own, a folder of its own, nothing overwritten.

The only part of the intake that writes. It writes below `practices/<slug>/`, `data/exchanges/` and to `data/ids.yml`.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from passerelle.content import addresses
from passerelle.content.models import BUNDLES, DATA, Tree
from passerelle.content.registry import REGISTRY, registry_text
from passerelle.content.strict_yaml import Parsed
from passerelle.ground.locales import DEFAULT
from passerelle.ground.problems import WHOLE_FILE, Problem
from passerelle.intake.bundle import NEW
from passerelle.intake.naming import made_name
from passerelle.intake.parcel import Parcel

EXCHANGES = f"data/{DATA['exchange']}"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=-|\Z)")
_MOST_COPIES = 99


@dataclass(frozen=True)
class Placed:
    """Where a parcel went: the folder or file of its record, every file written, its new id; or why it did not go."""

    record: str = ""
    files: tuple[str, ...] = ()
    id: str = ""
    problems: tuple[Problem, ...] = ()


def place(parcel: Parcel, tree: Tree, sent: str, *, slug: str = "", today: dt.date) -> Placed:
    """Write a parcel into its tree.

    Args:
        parcel: what was sent.
        tree: as it is now; its root is written to.
        sent: the file as it was sent, for the problems.
        slug: the folder's name, instead of the one that the parcel has or that is made from its title.
        today: the day, for names and numbers that hold it.

    Raises:
        OSError: the disk refuses; nothing is left behind.
    """
    registry = [problem for problem in tree.problems if problem.path == REGISTRY]
    if registry:  # a registry that cannot be read would be lost when it is written again
        return Placed(problems=tuple(registry))
    practice = parcel.kind == "practice"
    if link := _linked(tree.root, BUNDLES["practice"] if practice else EXCHANGES, REGISTRY):
        return Placed(problems=(Problem(link, WHOLE_FILE, "symlink"),))
    identifier = _number(parcel, tree, today)
    files = dict(parcel.files)
    if identifier:
        files[parcel.source] = with_id(files[parcel.source].decode(), parcel.parsed, identifier).encode()
    if practice:
        record = f"{BUNDLES['practice']}/{slug or parcel.slug or _free_name(parcel, tree, today)}"
    else:
        record = f"{EXCHANGES}/{identifier or parcel.facts['id']}.yml"
    if os.path.lexists(tree.root / record):
        return Placed(problems=(Problem(sent, WHOLE_FILE, "bundle-exists", words={"value": record}),))
    text = _registry(tree, parcel.kind, record, identifier)
    if practice:
        written = [f"{record}/{name}" for name in sorted(files)]
        _write_folder(tree.root / record, files)
    else:
        written = [record]
        _write_file(tree.root / record, files[parcel.source], new=True)
    if text:
        try:
            _write_file(tree.root / REGISTRY, text.encode(), new=False)
        except OSError:
            _remove(tree.root / record)
            raise
        written.append(REGISTRY)
    return Placed(record, tuple(written), identifier)


def with_id(text: str, parsed: Parsed, identifier: str) -> str:
    """The text with an id in the place of the one that `parsed` has read; not a letter besides is touched."""
    span = parsed.spans[("id",)]
    start, end = _position(text, span.line, span.column), _position(text, span.end_line, span.end_column)
    return text[:start] + identifier + text[end:]


def _position(text: str, line: int, column: int) -> int:
    position = 0
    for _ in range(line - 1):
        position = text.index("\n", position) + 1
    return position + column - 1


def _number(parcel: Parcel, tree: Tree, today: dt.date) -> str:
    """The next free id of the parcel's series, "" when it has one or its series cannot be told."""
    if parcel.facts.get("id") != NEW:
        return ""
    if parcel.kind == "exchange":
        year = _YEAR.match(str(parcel.facts.get("start")))
        taken = [*(tree.ids or ()), *(record.id for record in tree.data("exchange"))]
        return next_id(f"X-{year.group() if year else today.year}", 2, taken)
    country = first_country(parcel, tree)
    taken = [*(tree.ids or ()), *(bundle.id for bundle in tree.of_kind("practice"))]
    return next_id(country, 4, taken) if country else ""


def next_id(series: str, digits: int, taken: Iterable[str]) -> str:
    """The number after the highest of a series ("LA" -> "LA-0003"), "" when all are used."""
    pattern = re.compile(rf"{re.escape(series)}-([0-9]{{{digits}}})\Z")
    numbers = [int(match.group(1)) for name in taken if (match := pattern.match(name))]
    following = max(numbers, default=0) + 1
    return f"{series}-{following:0{digits}}" if following < 10**digits else ""


def first_country(parcel: Parcel, tree: Tree) -> str:
    """The code of the first country, "" when there is none."""
    countries = parcel.facts.get("countries")
    first = countries[0] if isinstance(countries, list) and countries else ""
    return first if isinstance(first, str) and first in tree.vocabularies["country"] else ""


def _free_name(parcel: Parcel, tree: Tree, today: dt.date) -> str:
    """A name from the title. One made from the day says nothing of the practice, so a second one gets a number."""
    title = parcel.facts.get("title")
    name, telling = made_name(title if isinstance(title, str) else "", first_country(parcel, tree), today)
    taken = {bundle.slug for bundle in tree.of_kind("practice")}
    copies = (f"{name}-{number}" for number in range(2, _MOST_COPIES))
    return name if telling or name not in taken else next((copy for copy in copies if copy not in taken), name)


def _registry(tree: Tree, kind: str, record: str, identifier: str) -> str:
    """The registry with the new id, "" when there is nothing to register or the tree keeps none."""
    if not identifier or tree.ids is None:
        return ""
    name = record.rsplit("/", 1)[-1] if kind == "practice" else identifier
    return registry_text({**tree.ids, identifier: addresses.record(kind, name, DEFAULT)})


def _linked(root: Path, *places: str) -> str:
    """The first step on the way to these places that is a symbolic link, or ""."""
    for name in places:
        path = Path()
        for step in Path(name).parts:
            path /= step
            if (root / path).is_symlink():
                return path.as_posix()
    return ""


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder beside its place and move it there whole; a folder that holds anything stays as it is."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".intake-", dir=folder.parent))
    try:
        for name, content in files.items():
            (beside / name).write_bytes(content)
        beside.chmod(0o755)
        beside.rename(folder)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _write_file(file: Path, content: bytes, *, new: bool) -> None:
    """Write a file beside its place and move it there whole; a new one takes no other's place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".intake-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        if new:
            file.touch(exist_ok=False)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _remove(record: Path) -> None:
    if record.is_dir():
        shutil.rmtree(record, ignore_errors=True)
    else:
        record.unlink(missing_ok=True)
