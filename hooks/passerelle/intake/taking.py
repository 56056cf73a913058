"""One call from a file that somebody sent to its record in the tree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from passerelle.content.front_matter import FENCE
from passerelle.content.loader import MAX_FILE_BYTES, read_tree
from passerelle.content.models import Tree
from passerelle.content.reader import Reader
from passerelle.ground.problems import Problem
from passerelle.ground.settings import PROJECT
from passerelle.intake.archive import MAX_BYTES, is_archive
from passerelle.intake.bundle import read_exchange, read_markdown, read_zip, refuse_size
from passerelle.intake.issue import read_issue
from passerelle.intake.parcel import Opened
from passerelle.intake.placing import place
from passerelle.scaffold.texts import read_texts

_TEXTS, _DATA = frozenset({"md", "markdown", "txt"}), frozenset({"yml", "yaml"})
_SHOWN = 80  # characters of a name that a problem repeats


@dataclass(frozen=True)
class Taken:
    """What became of one file: the record and the files written, "" and () when it was refused.

    `lang` is the language of the text, "" when nothing could be read of it.
    """

    sent: str
    lang: str = ""
    record: str = ""
    id: str = ""
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def take(file: Path, root: Path, *, slug: str = "", today: dt.date, project: Path = PROJECT) -> Taken:
    """Read a file and write its record into the tree at `root`.

    Args:
        file: a zip, a Markdown document, an exchange in YAML, or the text of a filled issue form.
        root: the content tree.
        slug: name of the new folder; made from what was sent when "".
        today: the day.
        project: gives schemas, vocabularies and what `root` lacks.

    Raises:
        OSError: the file cannot be read, or the tree not be written to.
    """
    name = file.name
    tree = read_tree(root, project)
    with file.open("rb") as stream:
        opened = open_parcel(name, stream.read(MAX_BYTES + 1), tree)
    if opened.parcel is None:
        return Taken(name, problems=opened.problems)
    placed = place(opened.parcel, tree, name, slug=slug, today=today)
    problems = (*opened.problems, *placed.problems)
    return Taken(name, opened.parcel.lang, placed.record, placed.id, placed.files, problems)


def open_parcel(name: str, data: bytes, tree: Tree) -> Opened:
    """Read the content of a file by what it is, of which its name says only a part."""
    reader = Reader(Path())
    ending = name.rsplit(".", 1)[-1].lower()
    if len(data) > MAX_BYTES:
        refuse_size(reader, name)
    elif is_archive(data) or ending == "zip":
        return read_zip(name, data)
    elif ending in _DATA:
        return read_exchange(name, data)
    elif ending in _TEXTS:
        if data.removeprefix(b"\xef\xbb\xbf").startswith(FENCE.encode()):
            return read_markdown(name, data)
        return _issue(reader, name, data, tree)
    else:
        reader.refuse(name, "bundle-unreadable", value=name[:_SHOWN])
    return Opened(None, tuple(reader.problems))


def _issue(reader: Reader, name: str, data: bytes, tree: Tree) -> Opened:
    text = reader.decoded(data, name, MAX_FILE_BYTES)
    return Opened(None, tuple(reader.problems)) if text is None else read_issue(name, text, tree, read_texts())
