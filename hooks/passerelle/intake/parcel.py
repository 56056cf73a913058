"""What somebody sent, once it was read and found acceptable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from passerelle.content.strict_yaml import Parsed
from passerelle.ground.problems import Problem


@dataclass(frozen=True)
class Parcel:
    """The files of one record, not yet in the tree.

    `files` gives contents by name inside the record's folder (one file for an exchange). `source` names the file that
    holds the facts, which `parsed` has read with the places of that whole file. `slug` is the folder's name as the
    contributor chose it, "" when nobody has.
    """

    kind: str
    lang: str
    slug: str
    files: Mapping[str, bytes] = field(repr=False)
    source: str = ""
    parsed: Parsed = field(default_factory=Parsed, repr=False)

    @property
    def facts(self) -> dict[str, Any]:
        """The facts as they were sent."""
        return self.parsed.data


@dataclass(frozen=True)
class Opened:
    """A parcel, or None when it was refused, and what was found on the way."""

    parcel: Parcel | None
    problems: tuple[Problem, ...] = ()
