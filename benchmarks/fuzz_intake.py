"""The target of `fuzz.py` for what is sent, and the proof that nothing is written but the record's own files."""

from __future__ import annotations

import io
import os
import random
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

from fuzz_targets import TODAY, Target, alone, odd_name, seeds
from mutations import mutated, spoiled

from passerelle.content.loader import read_tree
from passerelle.intake.taking import take
from passerelle.knowledge.reading import read
from tests.intake.forms import answers_of, rendered

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ONE_PATH = frozenset({"os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "os.chown", "shutil.rmtree"})
_TWO_PATHS = frozenset({"os.rename", "os.link", "os.symlink"})
_FOLDERS = (
    "practices/la-x/",
    "practices/la-x/",
    "practices/la-x/",
    "",
    "../",
    "practices/../",
    "/",
    "practices/a/../../",
    "C:\\",
)
_MODES = (0, 0, 0, 0o100644 << 16, 0o120777 << 16, 0o040755 << 16, 0o020666 << 16)  # files, a link, a folder, a device


class OutsideError(Exception):
    """Something was written where nothing may be."""


class Guard:
    """Hears of every file that Python opens for writing, makes or moves, and remembers those outside a folder."""

    def __init__(self) -> None:
        self.folder = ""
        self.outside: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.folder:
            return
        opened = event == "open" and isinstance(args[2], int) and bool(args[2] & _WRITING)
        count = 2 if event in _TWO_PATHS else int(opened or event in _ONE_PATH)
        for path in args[:count]:
            if isinstance(path, str | bytes | os.PathLike):
                place = os.path.realpath(os.fsdecode(path))
                if place != os.devnull and not place.startswith(f"{self.folder}{os.sep}"):
                    self.outside.append(place)


class IntakeTarget(Target):
    """What is sent, into a tree: zips, documents, exchanges, filled forms."""

    name = "intake"

    def __init__(self, project: Path, bare: Path, box: Path) -> None:
        self.bare, self.box, self.guard = bare, box, Guard()
        self.root, self.sent = box / "one/two/three/root", box / "one/two/sent"
        self.practices = [_as_new(alone(text)) for text in seeds(project, "practices/*/index.*.md") if "\nid: " in text]
        self.exchanges = [_as_new(text) for text in seeds(project, "data/exchanges/*.yml")]
        tree = read_tree(project, project)
        told = [bundle for bundle in tree.bundles if bundle.kind == "practice" and bundle.source][:12]
        self.issues = [rendered(lang, answers_of(bundle, lang, tree)) for bundle in told for lang in bundle.documents]
        self.picture = (project / "tests/sites/minimal/practices/la-first/photo.png").read_bytes()
        self.clean()

    def make(self, rng: random.Random) -> tuple[str, bytes]:
        how = rng.randrange(5)
        if how == 0:
            return "issue.md", mutated(self.issues, rng)
        if how == 1:
            return rng.choice(("exchange-new.yml", "a.yaml", "new.yml")), mutated(self.exchanges, rng)
        if how == 2:
            return rng.choice(("la-x.lo.md", "la-x.en (1).md", "x.md", "index.en.md")), mutated(self.practices, rng)
        data = _zip(self._files(rng), rng)
        name = rng.choice(("la-x.zip", "la-x.zip", "la-x.md", "x.docx"))
        return name, spoiled(data, rng) if rng.random() < 0.5 else data

    def _files(self, rng: random.Random) -> list[tuple[str, bytes]]:
        folder = rng.choice(_FOLDERS)
        text = mutated(self.practices, rng) if rng.random() < 0.5 else rng.choice(self.practices).encode()
        files = [(f"{folder}index.{rng.choice(('en', 'fr', 'lo', 'ru', 'km'))}.md", text)]
        for _ in range(rng.choice((0, 0, 1, 2, 40))):
            names = (f"picture-{rng.randint(1, 3)}.png", odd_name(rng), "photo.png", "../evil.png", "index.en.md")
            content = rng.choice((self.picture, spoiled(self.picture, rng), b"", b"\0" * 400_000))
            files.append((folder + rng.choice(names), content))
        return files

    def run(self, data: tuple[str, bytes], rng: random.Random) -> bool:
        name, content = data
        (self.sent / name).write_bytes(content)
        before = _listing(self.box)
        self.guard.folder, self.guard.outside = str(self.root.resolve()), []
        try:
            taken = take(self.sent / name, self.root, today=TODAY, project=self.bare)
        finally:
            self.guard.folder = ""
        if self.guard.outside:
            raise OutsideError(self.guard.outside[:3])
        after = _listing(self.box)
        root = self.root.relative_to(self.box).as_posix()
        changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        if changed != {f"{root}/{path}" for path in taken.files}:
            raise OutsideError(sorted(changed)[:5], taken.files[:5])
        if taken.files and rng.random() < 0.3:
            read(self.root, TODAY, self.bare)
        return bool(taken.files)

    def clean(self) -> None:
        shutil.rmtree(self.box, ignore_errors=True)
        for folder in (self.sent, self.root / "data", self.root / "practices", self.root / "docs"):
            folder.mkdir(parents=True)
        (self.root / "data/ids.yml").write_text('"LA-0001": practices/la-y/\n', "utf-8")


def _zip(files: list[tuple[str, bytes]], rng: random.Random) -> bytes:
    """An archive whose entries may repeat, be links or devices, and lie anywhere."""
    stream = io.BytesIO()
    method = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name)
            info.compress_type, info.external_attr = method, rng.choice(_MODES)
            archive.NameToInfo.pop(info.filename, None)  # a name may repeat, without a warning
            archive.writestr(info, content)
    return stream.getvalue()


def _as_new(text: str) -> str:
    return "\n".join("id: new" if line.startswith("id: ") else line for line in text.split("\n"))


def _listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file below a folder, by size and time of its last change."""
    found = {}
    for path in folder.rglob("*"):
        if not path.is_dir():
            status = path.lstat()
            found[path.relative_to(folder).as_posix()] = (status.st_size, status.st_mtime_ns)
    return found
