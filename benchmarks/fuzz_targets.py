"""What `fuzz.py` feeds: each target makes an input from a generator and gives it to one door of the project."""

from __future__ import annotations

import datetime as dt
import functools
import io
import os
import random
import shutil
import sys
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from mutations import MARKDOWN, VALUES, mutated, spoiled
from tests.engine import environment, load, plan, render
from tests.intake.forms import answers_of, rendered

from passerelle.content import loader
from passerelle.content.burdens import burdens
from passerelle.content.front_matter import split
from passerelle.content.judging import Judge
from passerelle.content.loader import MAX_FILE_BYTES, read_tree
from passerelle.content.markdown import plain_text
from passerelle.content.models import Document
from passerelle.content.reader import Reader
from passerelle.content.schema import Schemas
from passerelle.content.stamping import stamped
from passerelle.content.strict_yaml import Parsed, parse
from passerelle.content.vocabulary import Vocabularies
from passerelle.ground.locales import LOCALES
from passerelle.intake.taking import take
from passerelle.knowledge.explain import Explainer
from passerelle.knowledge.reading import read
from passerelle.render.markdown import ATTRIBUTES, TAGS, Renderer, mark_html
from passerelle.render.quizzes import question_html

TODAY = dt.date(2026, 11, 21)
KINDS = ("practice", "module", "page", "exchange", "partner", "country", "pathway")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_QUIZ_TAGS = {"section", "fieldset", "legend", "small", "label", "input", "span", "details", "summary"}


class OutsideError(Exception):
    """Something was written where nothing may be."""


class UnsafeError(Exception):
    """HTML that could do more than be read."""


class Target(ABC):
    """One door. `clean` brings its folder back to what it was."""

    name = ""

    @abstractmethod
    def make(self, rng: random.Random) -> Any:
        """An input."""

    @abstractmethod
    def run(self, data: Any, rng: random.Random) -> bool:
        """Feed it and tell whether it came through; whatever is raised is a find."""

    def clean(self) -> None:
        """Nothing to do where nothing is written."""

    def fault(self, error: Exception) -> str:
        """The kind of find that an exception is."""
        return {OutsideError: "outside", UnsafeError: "unsafe"}.get(type(error), "tracebacks")


class Guard:
    """Hears of every file that Python opens for writing, makes or moves, and remembers those outside a folder."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.outside: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if self.folder is None:
            return
        paths: tuple[Any, ...] = ()
        if event == "open" and isinstance(args[2], int) and args[2] & _WRITING:
            paths = args[:1]
        elif event in {"os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "shutil.rmtree"}:
            paths = args[:1]
        elif event in {"os.rename", "os.link", "os.symlink"}:
            paths = args[:2]
        for path in paths:
            if isinstance(path, str | bytes | os.PathLike):
                place = os.path.realpath(os.fsdecode(path))
                if place != os.devnull and not place.startswith(f"{self.folder}{os.sep}"):
                    self.outside.append(place)


def seeds(folder: Path, *patterns: str) -> list[str]:
    """The texts of real records."""
    return [file.read_text("utf-8") for pattern in patterns for file in sorted(folder.glob(pattern))]


class ReaderTarget(Target):
    """Bytes to facts: decoding, front matter, strict YAML, schemas, stamping."""

    name = "reader"

    def __init__(self, project: Path, schemas: Schemas, vocabularies: Vocabularies) -> None:
        self.judge = Judge(schemas, vocabularies)
        self.seeds = seeds(
            project, "practices/*/index.*.md", "modules/*/index.en.md", "data/exchanges/*.yml", "data/partners/*.yml"
        )

    def make(self, rng: random.Random) -> bytes:
        return mutated(self.seeds, rng)

    def run(self, data: bytes, rng: random.Random) -> bool:
        text = Reader(Path()).decoded(data, "x.md", MAX_FILE_BYTES)
        if text is None:
            return False
        parts = split(text)
        parsed = parse(parts.yaml if parts.found else text, "x.md", first_line=parts.yaml_line)
        for places in (parsed.spans, parsed.keys):
            assert all(places[path].line >= 1 for path in places)
        kind = rng.choice(KINDS)
        self.judge.judge(kind, parsed, "x.md")
        if kind in {"practice", "module", "page"}:
            self.judge.judge(kind, parsed, "x.md", translation=True)
        stamped(text, ["0123456789"])
        return not parsed.problems


class BodyTarget(Target):
    """A body to HTML: every look that is taken at Markdown, and the renderer where the checker finds nothing."""

    name = "body"

    def __init__(self, project: Path) -> None:
        whole = seeds(project, "practices/*/index.*.md", "modules/*/index.*.md", "docs/*/index.*.md")
        self.seeds = [split(text).body for text in whole]
        self.renderer = Renderer()

    def make(self, rng: random.Random) -> bytes:
        return mutated(self.seeds, rng)

    def run(self, data: bytes, rng: random.Random) -> bool:
        text = Reader(Path()).decoded(data, "x.md", MAX_FILE_BYTES)
        if text is None:
            return False
        document = Document("modules/x/index.en.md", "en", Parsed(), text, 1)
        scan = document.scan
        assert document.marks is not None
        for block in scan.blocks:
            plain_text(block.text)
        for heading in scan.headings:
            scan.section(heading.id)
        flaws = [code for quiz in document.quizzes for code in quiz.flaws()]
        if scan.hazards or list(burdens(text, scan.blocks)) or document.pieces[1] or flaws:
            return False
        lines = range(0, text.count("\n"), 7) if rng.random() < 0.3 else ()
        html = self.renderer.render(
            text,
            lambda target: target if target.startswith("https://") else "",
            marks={"s1": mark_html(1, "s1", "Source 1")},
            quiz_html=lambda quiz: question_html(quiz, self.renderer, lambda key, **_words: key),
            stale=lines,
            stale_label="changed",
        )
        Allowed().feed(html)
        return True


class Allowed(HTMLParser):
    """Holds rendered HTML to the allow-list."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS | _QUIZ_TAGS:
            raise UnsafeError(tag)
        for name, value in attrs:
            own = tag in _QUIZ_TAGS or name in {"tabindex", "aria-label", "class", "data-choice", "hidden"}
            if (name.startswith("on") or name == "style") or not (own or name in ATTRIBUTES.get(tag, ())):
                raise UnsafeError(f"{tag} {name}")
            if name in {"href", "src"} and value and not value.startswith(("https://", "#")):
                raise UnsafeError(f"{tag} {name}={value}")


class CheckerTarget(Target):
    """A tree of one record, and the words for what is wrong with it; its page where nothing is."""

    name = "checker"

    def __init__(self, project: Path, bare: Path, root: Path, explainer: Explainer) -> None:
        self.project, self.bare, self.root, self.explainer = project, bare, root, explainer
        self.seeds = {
            "practices/x-y/index.en.md": seeds(project, "practices/*/index.en.md"),
            "practices/x-y/index.fr.md": seeds(project, "practices/*/index.fr.md"),
            "modules/x-y/index.lo.md": seeds(project, "modules/*/index.en.md", "modules/*/index.lo.md"),
            "docs/x/index.en.md": seeds(project, "docs/*/index.en.md"),
            "data/exchanges/X-2024-01.yml": seeds(project, "data/exchanges/*.yml"),
            "data/partners/la-molsw.yml": seeds(project, "data/partners/*.yml"),
            "data/redirects.yml": ["practices/old/: practices/x-y/\n"],
            "data/ids.yml": seeds(project, "data/ids.yml"),
        }
        self.picture = (project / "tests/sites/minimal/practices/la-first/photo.png").read_bytes()
        self.made = environment()

    def make(self, rng: random.Random) -> dict[str, bytes]:
        path = rng.choice((*list(self.seeds)[:2], *self.seeds))
        texts = self.seeds[path]
        files = {path: mutated(texts, rng)}
        if rng.random() < 0.3 and path.endswith(".en.md"):
            files[path.replace(".en.", ".fr.")] = mutated(self.seeds["practices/x-y/index.fr.md"], rng)
        if rng.random() < 0.3:
            files[f"practices/x-y/{_name(rng)}"] = spoiled(self.picture, rng)
        return files

    def run(self, data: dict[str, bytes], rng: random.Random) -> bool:
        for name, content in data.items():
            target = self.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        report = read(self.root, TODAY, self.bare).report
        for problem in report:
            row = self.explainer.row(problem, rng.choice(LOCALES))
            f"{row.path}{row.message}{row.hint}{row.field}".encode()
        if not report.errors and "practices/x-y/index.en.md" in data and rng.random() < 0.25:
            site = load(self.root, project=self.bare)
            planned = plan(site, ("en",))
            render(self.made, site, planned["practices/x-y/"])
        return not report.errors

    def clean(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        (self.root / "docs").mkdir(parents=True)


def _name(rng: random.Random) -> str:
    parts = (
        "a",
        "photo",
        "..",
        ".",
        " ",
        "index",
        "en",
        "png",
        "jpg",
        "pdf",
        "md",
        "-",
        "A",
        "é",
        "\n",
        "\x1b",
        "\u202e",
        "%2f",
        "\\",
        "svg",
    )
    name = "".join(rng.choice(parts) for _ in range(rng.randint(1, 6))).strip("/") + rng.choice(
        (".png", ".jpg", ".webp", ".pdf", "")
    )
    return "a" if name in {".", ".."} else name[:120]


class IntakeTarget(Target):
    """What is sent, into a tree: zips, documents, exchanges, filled forms."""

    name = "intake"

    def __init__(self, project: Path, bare: Path, box: Path, guard: Guard) -> None:
        self.bare, self.box, self.guard = bare, box, guard
        self.root, self.sent = box / "one/two/three/root", box / "one/two/sent"
        self.practices = [_as_new(text) for text in seeds(project, "practices/*/index.*.md") if "\nid: " in text]
        self.exchanges = [_as_new(text) for text in seeds(project, "data/exchanges/*.yml")]
        tree = read_tree(project, project)
        bundles = [bundle for bundle in tree.bundles if bundle.kind == "practice" and bundle.source]
        self.issues = [
            rendered(lang, answers_of(bundle, lang, tree)) for bundle in bundles[:12] for lang in bundle.documents
        ]
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
        data = self._zip(rng)
        return rng.choice(("la-x.zip", "la-x.zip", "la-x.md", "x.docx")), spoiled(
            data, rng
        ) if rng.random() < 0.5 else data

    def _zip(self, rng: random.Random) -> bytes:
        folder = rng.choice(
            (
                "practices/la-x/",
                "practices/la-x/",
                "practices/la-x/",
                "",
                "../",
                "practices/../",
                "/",
                "practices/la-x/../../",
                "C:\\",
            )
        )
        text = mutated(self.practices, rng) if rng.random() < 0.5 else rng.choice(self.practices).encode()
        files = [(f"{folder}index.{rng.choice(('en', 'fr', 'lo', 'ru', 'km'))}.md", text)]
        for _ in range(rng.choice((0, 0, 1, 2, 40))):
            name = rng.choice(
                (f"picture-{rng.randint(1, 3)}.jpg", _name(rng), "photo.png", "../evil.png", "index.en.md")
            )
            files.append((folder + name, rng.choice((self.picture, spoiled(self.picture, rng), b"", b"\0" * 400_000))))
        stream = io.BytesIO()
        with zipfile.ZipFile(
            stream, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
        ) as archive:
            for name, content in files:
                info = zipfile.ZipInfo(name.replace("\0", "") or "a")
                info.compress_type = archive.compression
                info.external_attr = rng.choice(
                    (0, 0, 0, 0o100644 << 16, 0o120777 << 16, 0o040755 << 16, 0o020666 << 16)
                )
                archive._didModify = True  # noqa: SLF001 - names may repeat without a warning
                archive.NameToInfo.pop(info.filename, None)
                archive.writestr(info, content)
        return stream.getvalue()

    def run(self, data: tuple[str, bytes], rng: random.Random) -> bool:
        name, content = data
        file = self.sent / name
        file.write_bytes(content)
        before = listing(self.box)
        self.guard.folder, self.guard.outside = self.root.resolve(), []
        try:
            taken = take(file, self.root, today=TODAY, project=self.bare)
        finally:
            self.guard.folder = None
        if self.guard.outside:
            raise OutsideError(self.guard.outside[:3])
        after = listing(self.box)
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


def _as_new(text: str) -> str:
    return "\n".join("id: new" if line.startswith("id: ") else line for line in text.split("\n"))


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file below a folder, by size and time of its last change."""
    found = {}
    for path in folder.rglob("*"):
        if not path.is_dir():
            status = path.lstat()
            found[path.relative_to(folder).as_posix()] = (status.st_size, status.st_mtime_ns)
    return found


def targets(folder: Path, project: Path) -> Iterator[Target]:
    """All targets, with folders of their own below one."""
    bare = folder / "project"
    for name in ("schemas", "vocabularies", "partners", "countries"):
        shutil.copytree(project / "data" / name, bare / "data" / name)
    shutil.copy(project / "data/terms.yml", bare / "data/terms.yml")
    # They do not change between inputs.
    loader.read_schemas = functools.cache(loader.read_schemas)
    loader.read_terms = functools.cache(loader.read_terms)
    tree = read_tree(project, project)
    explainer = Explainer(project / "data/problems.yml", tree.schemas, "https://site.example/")
    checked = folder / "checked"
    (checked / "docs").mkdir(parents=True)
    yield ReaderTarget(project, tree.schemas, tree.vocabularies)
    yield BodyTarget(project)
    yield CheckerTarget(project, bare, checked, explainer)
    yield IntakeTarget(project, bare, folder / "box", Guard())
