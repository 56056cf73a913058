"""What `fuzz.py` feeds: each target makes an input from a generator and gives it to one door of the project."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import os
import random
import re
import shutil
import warnings
from abc import ABC, abstractmethod
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from mutations import mutated, spoiled
from PIL import Image

from passerelle.content.burdens import burdens
from passerelle.content.front_matter import split
from passerelle.content.judging import Judge
from passerelle.content.loader import MAX_FILE_BYTES
from passerelle.content.markdown import plain_text
from passerelle.content.models import Document
from passerelle.content.reader import Reader
from passerelle.content.schema import Schemas
from passerelle.content.stamping import stamped
from passerelle.content.strict_yaml import Parsed, parse
from passerelle.content.vocabulary import Vocabularies
from passerelle.ground.locales import LOCALES, prefix, sort_key
from passerelle.knowledge.checks.images import file_flaws
from passerelle.knowledge.explain import Explainer
from passerelle.knowledge.reading import read
from passerelle.publish.search_documents import documents
from passerelle.render.markdown import ATTRIBUTES, TAGS, Renderer, mark_html
from passerelle.render.pictures import WIDEST, published
from passerelle.render.quizzes import question_html
from passerelle.search import build_index
from tests.engine import environment, load, plan, render

TODAY = dt.date(2026, 11, 21)
KINDS = ("practice", "module", "page", "exchange", "partner", "country", "pathway")
_RECORD = "practices/x-y/"
_OTHERS = re.compile(
    r"^(?:partners|modules|exchanges|cases|requires|next|adapted_from|adopted_by|media|practices_shown|outcome_practices):"
    r".*\n(?:[ ].*\n)*",
    re.MULTILINE,
)
_OWNER = re.compile(r"^owner: .*$", re.MULTILINE)
_PICTURE = re.compile(r"^!\[.*\n", re.MULTILINE)
_OWN_TAGS = {"section", "fieldset", "legend", "small", "label", "input", "span", "details", "summary"}  # of quizzes
_OWN_NAMES = {"tabindex", "aria-label", "class", "data-choice", "hidden"}
_TURNED = b"Exif\0\0MM\0*\0\0\0\b\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"  # as a phone held upright writes
_ODD_NAMES = (
    "a", "photo", "..", ".", " ", "index", "en", "png", "jpg", "pdf", "md", "-", "A", "é", "\n", "\x1b", "\u202e",
    "%2f", "\\", "svg",
)  # fmt: skip


class UnsafeError(Exception):
    """HTML that could do more than be read."""


class Target(ABC):
    """One door."""

    name = ""

    @abstractmethod
    def make(self, rng: random.Random) -> Any:
        """An input."""

    @abstractmethod
    def run(self, data: Any, rng: random.Random) -> bool:
        """Feed it and tell whether it came through; whatever is raised is a find."""

    @abstractmethod
    def clean(self) -> None:
        """Bring its folder back to what it was."""


def seeds(project: Path, *patterns: str) -> list[str]:
    """The texts of real records."""
    return [file.read_text("utf-8") for pattern in patterns for file in sorted(project.glob(pattern))]


def alone(text: str) -> str:
    """A record that names no other one and shows no picture: right even in a tree of its own."""
    text = _OTHERS.sub("", text)
    text = re.sub(
        r"^owner: .*$", "owner: {name: Example office, type: ministry, country: LA}", text, flags=re.MULTILINE
    )
    text = re.sub(r"^!\[.*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"\]\((?!https?:|mailto:|#)[^)\n]*\)", "](https://www.example.org/)", text)


def odd_name(rng: random.Random) -> str:
    """A file name that somebody may think of."""
    stem = "".join(rng.choice(_ODD_NAMES) for _ in range(rng.randint(1, 6)))
    name = stem + rng.choice((".png", ".jpg", ".webp", ".pdf", ""))
    return "a" if name in {".", ".."} else name


class ReaderTarget(Target):
    """Bytes to facts: decoding, front matter, strict YAML, schemas, stamping."""

    name = "reader"

    def __init__(self, project: Path, schemas: Schemas, vocabularies: Vocabularies) -> None:
        self.judge = Judge(schemas, vocabularies)
        self.seeds = seeds(project, "practices/*/index.*.md", "modules/*/index.en.md", "data/*/*.yml")

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

    def clean(self) -> None:
        """It writes nothing."""


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
        assert len(document.marks) == len(scan.blocks)
        for block in scan.blocks:
            plain_text(block.text)
        for heading in scan.headings[:50]:
            scan.section(heading.id)
        flaws = [code for quiz in document.quizzes for code in quiz.flaws()]
        if scan.hazards or list(burdens(text, scan.blocks)) or document.pieces[1] or flaws:
            return False
        html = self.renderer.render(
            text,
            lambda target: target if target.startswith("https://") else "",
            marks={"s1": mark_html(1, "s1", "Source 1")},
            quiz_html=lambda quiz: question_html(quiz, self.renderer, lambda key, **_words: key),
            stale=range(0, text.count("\n"), 7) if rng.random() < 0.3 else (),
            stale_label="changed",
        )
        _Allowed().feed(html)
        return True

    def clean(self) -> None:
        """It writes nothing."""


class _Allowed(HTMLParser):
    """Holds rendered HTML to the allow-list."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS | _OWN_TAGS:
            raise UnsafeError(tag)
        for name, value in attrs:
            known = tag in _OWN_TAGS or name in _OWN_NAMES or name in ATTRIBUTES.get(tag, ())
            address = name in {"href", "src"} and value and not value.startswith(("https://", "#"))
            if not known or name.startswith("on") or name == "style" or address:
                raise UnsafeError(f"{tag} {name}={value}")


class PictureTarget(Target):
    """A picture to its published form, where the checker finds nothing."""

    name = "picture"

    def __init__(self) -> None:
        image = Image.effect_mandelbrot((200, 150), (-2.0, -1.5, 1.0, 1.5), 30).convert("RGB")
        ways: tuple[tuple[str, str, dict[str, Any]], ...] = (
            ("a.jpg", "JPEG", {}),
            (
                "a.jpg",
                "JPEG",
                {"progressive": True, "exif": _TURNED},
            ),
            ("a.png", "PNG", {}),
            ("a.webp", "WEBP", {}),
            ("a.webp", "WEBP", {"lossless": True}),
        )
        self.seeds = []
        for name, form, options in ways:
            stream = io.BytesIO()
            image.save(stream, form, **options)
            self.seeds.append((name, stream.getvalue()))

    def make(self, rng: random.Random) -> tuple[str, bytes]:
        name, data = rng.choice(self.seeds)
        data = spoiled(data, rng)
        return name, data[: rng.randint(0, len(data))] if rng.random() < 0.2 else data

    def run(self, data: tuple[str, bytes], _rng: random.Random) -> bool:
        name, content = data
        if list(file_flaws(name, name, io.BytesIO(content))):
            return False
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about metadata, which goes
            with Image.open(io.BytesIO(published(io.BytesIO(content)))) as image:
                if image.getexif() or image.width > WIDEST:
                    raise UnsafeError(name)
        return True

    def clean(self) -> None:
        """It writes nothing."""


class CheckerTarget(Target):
    """A tree of one record, and the words for what is wrong with it; its page where nothing is."""

    name = "checker"

    def __init__(self, project: Path, bare: Path, root: Path, explainer: Explainer) -> None:
        self.bare, self.root, self.explainer = bare, root, explainer
        found = {
            f"{_RECORD}index.en.md": [text for text in seeds(project, "practices/*/index.en.md") if "\nid: " in text],
            f"{_RECORD}index.fr.md": seeds(project, "practices/*/index.fr.md"),
            "modules/x-y/index.lo.md": seeds(project, "modules/*/index.en.md", "modules/*/index.lo.md"),
            "docs/x/index.en.md": seeds(project, "docs/*/index.en.md"),
            "data/exchanges/X-2024-01.yml": seeds(project, "data/exchanges/*.yml"),
            "data/partners/la-molsw.yml": seeds(project, "data/partners/*.yml"),
            "data/redirects.yml": ["practices/old/: practices/x-y/\n"],
            "data/ids.yml": seeds(project, "data/ids.yml"),
        }
        self.seeds = {path: [alone(text) for text in texts] for path, texts in found.items()}
        self.picture = (project / "tests/sites/minimal/practices/la-first/photo.png").read_bytes()
        self.made, self.site = environment(), load(project)
        sort_key("a")  # reads the tables of all alphabets, which is not to count against an input
        self.clean()

    def make(self, rng: random.Random) -> dict[str, bytes]:
        english = f"{_RECORD}index.en.md"
        path = english if rng.random() < 0.6 else rng.choice(list(self.seeds))
        if path.endswith(".md") and rng.random() < 0.6:  # half of it right, so that more comes through to the page
            head, fence, body = rng.choice(self.seeds[path]).partition("\n---\n")
            others = [text.partition("\n---\n")[0] for text in self.seeds[path]]
            if rng.random() < 0.5:
                files = {path: f"{head}{fence}".encode() + mutated([body], rng, 2)}
            else:
                files = {path: mutated(others, rng, 1) + f"{fence}{body}".encode()}
        else:
            files = {path: mutated(self.seeds[path], rng)}
        if rng.random() < 0.1:
            files[f"{_RECORD}index.fr.md"] = mutated(self.seeds[f"{_RECORD}index.fr.md"], rng)
        if rng.random() < 0.1:
            name = odd_name(rng).replace("/", "")
            files[f"{_RECORD}{name}"] = spoiled(self.picture, rng)
        return files

    def run(self, data: dict[str, bytes], rng: random.Random) -> bool:
        for name, content in data.items():
            target = self.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        reading = read(self.root, TODAY, self.bare)
        for problem in reading.report:
            row = self.explainer.row(problem, rng.choice(LOCALES))
            os.fsencode(f"{row.path}{row.message}{row.hint}{row.field}")
        if reading.report.errors or f"{_RECORD}index.en.md" not in data:
            return False
        site = dataclasses.replace(self.site, catalogue=reading.catalogue)
        locale = rng.choice(LOCALES)
        planned = plan(site, (locale,))
        for address in (f"{prefix(locale)}{_RECORD}", f"{prefix(locale)}practices/"):
            render(self.made, site, planned[address])
        assert build_index(documents(site.editions[locale]), locale)
        return True

    def clean(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        (self.root / "docs").mkdir(parents=True)
