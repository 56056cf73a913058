"""Files and folders as they lie on the disk: read once, and refused when they are not what they should be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from passerelle.ground.problems import WHOLE_FILE, Problem, Span
from passerelle.ground.text import hidden_characters, printable

MAX_LINE = 20_000  # characters; longer lines only occur in attacks and dumps
_IGNORED = frozenset({".DS_Store", "Thumbs.db", ".gitkeep"})


class Reader:
    """Collects problems while files are read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.unread: set[tuple[str, str]] = set()  # kind and name of records whose facts could not be read

    def refuse(self, path: str, code: str, span: Span = WHOLE_FILE, **words: str) -> None:
        """Take one problem."""
        # Names may hold anything but a slash; what is shown must not move a cursor or end a line.
        shown = {name: printable(word) for name, word in words.items()}
        self.problems.append(Problem(printable(path).replace("\n", "<U+000A>"), span, code, words=shown))

    def is_folder(self, folder: Path, path: str) -> bool:
        """Whether a folder is there to be read; anything else of its name is refused."""
        if folder.is_symlink():
            self.refuse(path, "symlink")
            return False
        if folder.exists() and not folder.is_dir():
            self.refuse(path, "not-a-folder")
            return False
        return folder.is_dir()

    def entries(self, folder: Path, path: str) -> Iterator[os.DirEntry[str]]:
        """Entries of a folder by name; symbolic links are refused, never followed."""
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            self.refuse(path, "cannot-be-read")
            return
        for entry in entries:
            if entry.name in _IGNORED:
                continue
            if entry.is_symlink():
                self.refuse(f"{path}/{entry.name}", "symlink")
            else:
                yield entry

    def text(self, file: Path, path: str, limit: int) -> str | None:
        """The text of a file, None (with a problem) when it is too large, not UTF-8 or holds hidden characters."""
        try:
            size = file.stat().st_size
            raw = file.read_bytes() if size <= limit else b""
        except OSError:
            self.refuse(path, "cannot-be-read")
            return None
        return self.decoded(raw, path, limit, size)

    def decoded(self, raw: bytes, path: str, limit: int, size: int = 0) -> str | None:
        """The text in a file's bytes, lines ending with a line feed; None (with a problem) as above."""
        if max(len(raw), size) > limit:
            self.refuse(path, "file-too-large", size=kilobytes(max(len(raw), size)), limit=kilobytes(limit))
            return None
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
            self.refuse(path, "not-utf-8", Span.at(before.count("\n") + 1, len(before) - before.rfind("\n"), 1))
            return None
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        hidden = hidden_characters(text)
        for line, column, name in hidden:
            self.refuse(path, "hidden-character", Span.at(line, column, 1), value=name)
        for number, line_text in enumerate(text.split("\n") if len(text) > MAX_LINE else (), start=1):
            if len(line_text) > MAX_LINE:
                self.refuse(path, "line-too-long", Span.at(number), limit=str(MAX_LINE))
                return None
        return None if hidden else text


def kilobytes(size: int) -> str:
    """A size for people, rounded up."""
    return f"{-(-size // 1024)} KB"
