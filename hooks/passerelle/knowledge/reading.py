"""One call from a folder to a judged catalogue: what the checker, the build and every command begin with."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from passerelle.content.loader import read_tree
from passerelle.ground.problems import Report
from passerelle.ground.settings import PROJECT
from passerelle.knowledge.catalogue import Catalogue, relate
from passerelle.knowledge.checks import run


@dataclass(frozen=True)
class Reading:
    """A catalogue and all that is wrong with its tree."""

    catalogue: Catalogue
    report: Report


def read(root: Path, today: dt.date | None = None, project: Path = PROJECT) -> Reading:
    """Load, validate and relate the tree at `root`.

    Raises:
        NotADirectoryError: `root` is not a folder.
    """
    with _without_collector():
        catalogue = relate(read_tree(root, project))
        return Reading(catalogue, run(catalogue, today or dt.datetime.now(tz=dt.UTC).date()))


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """A tree is millions of objects, none of them garbage; looking for cycles meanwhile takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
