"""What comes from a pull request: read with limits, shown without effect. Runs on a bare Python, no packages."""

from __future__ import annotations

import io
import json
import lzma
import re
import struct
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import Any, NoReturn

MAX_TEXT = 600  # characters of one text that is shown

_JOINERS = "\u200b\u200c\u200d"  # the only format characters kept: Lao line breaks and script joiners
_PUNCTUATION = frozenset("!\"#$%&'()*+,-/:;<=>?@[\\]^_`{|}~") - frozenset(",;()/:-'?!")
_BREAK = "\u200b"
# What GitHub links by itself after Markdown: users, issues, addresses. A zero-width space parts them.
_LINKED = re.compile(r"@(?=\w)|#(?=\d)|(?i:gh-)(?=\d)|:(?=//)|(?i:www)(?=\.)")
_UNREADABLE = (
    KeyError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
)


class HostileReportError(ValueError):
    """An artifact is not what the workflow writes, or of no sane size."""


def read_member(file: Path, name: str, limit: int) -> bytes:
    """A member of an artifact's zip, or the file itself when it is no zip; nothing is unpacked to the disk.

    Args:
        file: what GitHub gave for the artifact.
        name: exact name of the member.
        limit: bytes, of the file and of the member once unpacked.

    Raises:
        HostileReportError: no such member, or larger than `limit`.
    """
    try:
        if file.stat().st_size > limit:
            raise HostileReportError("report too large")
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive, archive.open(name) as member:
                data = member.read(limit + 1)
        else:
            with file.open("rb") as stream:
                data = stream.read(limit + 1)
    except _UNREADABLE as error:
        raise HostileReportError("no readable report") from error
    if len(data) > limit:
        raise HostileReportError("report too large")
    return data


def read_members(data: bytes, limit: int, most: int) -> dict[str, bytes]:
    """All members of an artifact's zip, by name; nothing is unpacked to the disk.

    Args:
        data: what GitHub gave for the artifact.
        limit: bytes, of all members together once unpacked.
        most: members.

    Raises:
        HostileReportError: no zip, or more than that.
    """
    members: dict[str, bytes] = {}
    left = limit
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [info for info in archive.infolist() if not info.filename.endswith("/")]
            if len(entries) > most:
                raise HostileReportError("too many files")
            for info in entries:
                with archive.open(info) as stream:
                    members[info.filename] = stream.read(left + 1)
                left -= len(members[info.filename])
                if left < 0:
                    raise HostileReportError("files too large")
    except (*_UNREADABLE, struct.error) as error:
        raise HostileReportError("no readable artifact") from error
    return members


def parse_list(data: bytes) -> list[Any]:
    """The entries of a JSON array; what they are is not known yet.

    Raises:
        HostileReportError: not JSON (NaN and Infinity are not), or not an array.
    """
    try:
        raw = json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise HostileReportError("not JSON") from error
    if not isinstance(raw, list):
        raise HostileReportError("not a list")
    return raw


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def count(value: Any, limit: int) -> int | None:
    """A whole number from 0 up to `limit`; None for everything else, true and 1.0 included."""
    return value if type(value) is int and 0 <= value <= limit else None


def harmless(text: str, limit: int = MAX_TEXT) -> str:
    """A text on one line that GitHub's Markdown shows as it is: no markup, HTML, mention, link or reordering."""
    cut = text[: limit * 4]
    visible = "".join(
        " " if char.isspace() else char
        for char in cut
        if char in _JOINERS or char.isspace() or not unicodedata.category(char).startswith("C")
    )
    words = " ".join(visible.split())
    if len(words) > limit or len(text) > len(cut):
        words = words[:limit].rstrip() + "…"
    parted = _LINKED.sub(lambda match: match.group() + _BREAK, words)
    return "".join(f"&#{ord(char)};" if char in _PUNCTUATION else char for char in parted)
