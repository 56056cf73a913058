"""Puts an example of `data/problems.yml` into a small tree, so that the checker judges the very text of a help page.

`at` says where an example belongs in `tests/sites/examples`. A document's example is fields; what follows a line `---` is
text. Fields take the place of those of the same name, headed sections of those of the same id, a quiz that of the quiz;
other text becomes a paragraph. `files` are listings, one path a line, with what matters behind two spaces; `several`
are pieces of files, each below `# path`. `… (×700)` behind a line stands for so many repetitions of it.
"""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path

import yaml

from passerelle.content import loader
from passerelle.knowledge.catalogue import relate
from passerelle.knowledge.checks.identifiers import registered
from tests.conftest import SmallTree
from tests.knowledge.cases.breaking import picture

DOCUMENTS = {
    "practice": "practices/phone-payments/index.en.md",
    "practice-text": "practices/phone-payments/index.en.md",
    "practice-published": "practices/one-window/index.en.md",
    "practice-translation": "practices/village-card/index.fr.md",
    "practice-translation-text": "practices/village-card/index.fr.md",
    "practice-lao": "practices/village-card/index.lo.md",
    "module": "modules/first-module/index.en.md",
    "module-text": "modules/first-module/index.en.md",
    "module-translation-text": "modules/first-module/index.fr.md",
}
WHOLE = {"page": "docs/about/index.en.md", "page-translation": "docs/about/index.fr.md"}
DATA = {
    "exchange": "data/exchanges/X-2024-01.yml",
    "partner": "data/partners/office.yml",
    "country": "data/countries/ke.yml",
}
PLACES = (*DOCUMENTS, *WHOLE, *DATA, "files", "several")
LOCKED = "🔒"
IDS, REDIRECTS = "data/ids.yml", "data/redirects.yml"

_TRANSLATIONS = {"module": "modules/first-module/index.fr.md", "page": "docs/about/index.fr.md"}
_TEXTS = ("practice-lao", "practice-text", "practice-translation-text", "module-text", "module-translation-text")
_REPEATED = re.compile(r"^( *)(.*) … \(×(\d+)\)$", re.MULTILINE)
_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)
_SECTION = re.compile(r"^## .*\{#([\w-]+)\}$", re.MULTILINE)
_QUIZ = re.compile(r"<quiz.*</quiz>\n", re.DOTALL)
_PIECE = re.compile(r"^# (\S+)\n", re.MULTILINE)
_SIZE = re.compile(r"(\d+) × (\d+)")
_NEW = {".pdf": b"%PDF-1.7\n", ".docx": b"PK\x03\x04", ".md": b"Notes.\n"}


def place(tree: SmallTree, at: str, text: str, other: str) -> set[str]:
    """Write the example `text` into the tree; `other` is its counterpart. Returns paths that may not be read."""
    text, other = _expanded(text), _expanded(other)
    if at in _TRANSLATIONS or at == "module-text":
        tree.remove(_TRANSLATIONS[at.removesuffix("-text")])
    if at in WHOLE:
        tree.write(WHOLE[at], text.encode())
    elif at in DATA:
        _change(tree, DATA[at], text, other)
    elif at == "files":
        return _files(tree, text, other)
    elif at == "several":
        _pieces(tree, text, other)
    else:
        if at == "practice-lao":
            french = (tree.root / DOCUMENTS["practice-translation"]).read_text("utf-8")
            lao = re.sub(r"\n.*\[\^s1\]\n", "", french.replace("lang: fr", "lang: lo"))
            tree.write(DOCUMENTS[at], lao.encode())
        _document(tree, DOCUMENTS[at], _halves(text, at), _halves(other, at))
    return set()


def _expanded(text: str) -> str:
    return _REPEATED.sub(lambda match: match[1] + match[2] * int(match[3]), text)


def _halves(text: str, at: str) -> tuple[str, str]:
    """The fields and the text of an example."""
    fields, fence, below = f"\n{text}".partition("\n---\n")
    if fence:
        return fields.lstrip("\n") + "\n", below
    return ("", text) if at in _TEXTS else (text, "")


def _change(tree: SmallTree, path: str, mine: str, other: str) -> None:
    tree.write(path, _with_fields((tree.root / path).read_text("utf-8"), mine, other).encode())


def _document(tree: SmallTree, path: str, mine: tuple[str, str], other: tuple[str, str]) -> None:
    head, fields, body = (tree.root / path).read_text("utf-8").split("---\n", 2)
    fields = _with_fields(fields, mine[0], other[0])
    body = _with_text(body, mine[1], other[1])
    tree.write(path, f"{head}---\n{fields.rstrip()}\n---\n{body}".encode())


def _with_fields(fields: str, mine: str, other: str) -> str:
    names = {*_KEY.findall(mine), *_KEY.findall(other)}
    kept = [entry for entry in re.split(r"^(?=\S)", fields, flags=re.MULTILINE) if entry.partition(":")[0] not in names]
    return "".join(kept) + mine


def _with_text(body: str, mine: str, other: str) -> str:
    names = {*_SECTION.findall(mine), *_SECTION.findall(other)}
    if names:
        parts = re.split(r"^(?=## )", body, flags=re.MULTILINE)
        found = [index for index, part in enumerate(parts) if names & {*_SECTION.findall(part)}]
        parts[found[0]] = f"{mine}\n"
        return "".join(part for index, part in enumerate(parts) if index not in found[1:])
    if "<quiz" in mine and _QUIZ.search(body):
        return _QUIZ.sub(lambda _match: mine, body)
    first, heading, rest = body.partition("\n## ")[2].partition("\n## ")
    return f"\n## {first}\n{mine}{heading}{rest}" if mine else body


def _pieces(tree: SmallTree, text: str, other: str) -> None:
    mine, theirs = (dict(zip(parts[1::2], parts[2::2], strict=True)) for parts in map(_PIECE.split, (text, other)))
    for path, piece in mine.items():
        if path == IDS:
            catalogue = relate(loader.read_tree(tree.root, tree.project))
            ids = {name: address for name, address in registered(catalogue).items() if name not in theirs[path]}
            tree.write(path, yaml.safe_dump({**ids, **yaml.safe_load(piece)}).encode())
        elif path == REDIRECTS:
            tree.write(path, piece.encode())
        elif path.startswith("data/"):
            _change(tree, path, piece, theirs[path])
        else:
            _document(tree, path, (piece, ""), (theirs[path], ""))


def _files(tree: SmallTree, text: str, other: str) -> set[str]:
    """A path that only one of the two listings has is the other's file under another name, or a file more."""
    mine, theirs = (dict(_listed(side)) for side in (text, other))
    alone, missing = ([path for path in a if path not in b] for a, b in ((mine, theirs), (theirs, mine)))
    for path, before in itertools.zip_longest(alone, missing):
        if path and before:
            _move(tree.root / before, tree.root / path)
    for path in mine:
        if not (tree.root / path).exists():
            tree.write(path, _NEW.get(Path(path).suffix.lower()) or picture("PNG"))
    return {path for path, note in mine.items() if note and _is_locked(tree.root / path, note)}


def _listed(text: str) -> list[tuple[str, str]]:
    return [(path, note.strip()) for path, _, note in (line.partition("  ") for line in text.splitlines())]


def _move(file: Path, target: Path) -> None:
    """Give a file, if it is there, another place; folders that it leaves empty go."""
    if file.is_file():
        content = file.read_bytes()
        file.unlink()
        if not any(file.parent.iterdir()):
            file.parent.rmdir()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _is_locked(file: Path, note: str) -> bool:
    """Do to a file what the note behind its name says; whether it says that nobody may read it."""
    if note.startswith("→ "):
        file.unlink()
        file.symlink_to(note.removeprefix("→ "))
    elif size := _SIZE.fullmatch(note):
        file.write_bytes(picture("PNG", int(size[1]), int(size[2])))
    elif note.endswith((" KB", " MB")):
        os.truncate(file, int(note.split(maxsplit=1)[0]) * (1024 if note.endswith(" KB") else 1024 * 1024))
    elif note.startswith("Windows-"):
        file.write_bytes(file.read_text("utf-8").encode(note))
    elif note == "DOCX":
        file.write_bytes(_NEW[".docx"])
    else:
        assert note in {"PDF", "UTF-8", LOCKED}, note
    return note == LOCKED
