"""Records as they were read: documents, bundles, data files, and the tree that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from passerelle.content.fingerprints import fingerprint
from passerelle.content.link_states import LinkState
from passerelle.content.markdown import Scan, scan
from passerelle.content.quiz import Piece, Quiz, pieces
from passerelle.content.schema import Schemas
from passerelle.content.strict_yaml import Parsed
from passerelle.content.terms import Concept
from passerelle.content.vocabulary import Vocabularies
from passerelle.ground.locales import LOCALES
from passerelle.ground.problems import Problem, Span

BUNDLES = {"practice": "practices", "module": "modules", "page": "docs"}  # kind -> folder of the content tree
DATA = {"country": "countries", "partner": "partners", "exchange": "exchanges", "pathway": "pathways"}  # below data/


@dataclass(frozen=True)
class Document:
    """One Markdown file in one language. `path` is relative to the content tree, with slashes."""

    path: str
    lang: str
    parsed: Parsed = field(repr=False)
    body: str = field(repr=False)
    body_line: int = 1

    @property
    def facts(self) -> dict[str, Any]:
        """The front matter."""
        return self.parsed.data

    @cached_property
    def scan(self) -> Scan:
        """The body, read once."""
        return scan(self.body, self.body_line)

    @cached_property
    def heading_ids(self) -> frozenset[str]:
        """The ids of all headings of the body."""
        return frozenset(heading.id for heading in self.scan.headings if heading.id)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Fingerprints of the blocks of the body, in order."""
        return tuple(fingerprint(block.text) for block in self.scan.blocks)

    @cached_property
    def pieces(self) -> tuple[list[Piece], list[tuple[str, Span]]]:
        """Text and quizzes of the body, and what is wrong with the tags of quizzes."""
        return pieces(self.body, self.body_line)

    @cached_property
    def quizzes(self) -> list[Quiz]:
        """The quizzes of the body, in order."""
        return [piece.quiz for piece in self.pieces[0] if piece.quiz] if "<quiz" in self.body else []


@dataclass(frozen=True)
class Asset:
    """A file beside the documents of a bundle."""

    path: str
    name: str
    file: Path
    size: int


@dataclass(frozen=True)
class Bundle:
    """A folder: one record in up to four languages. `source` is None when no document holds the facts."""

    kind: str
    slug: str
    path: str
    documents: Mapping[str, Document]
    source: Document | None
    assets: tuple[Asset, ...] = ()
    borrowed: bool = False  # a hand-written page of the project, in a tree that has none of its own

    @property
    def id(self) -> str:
        """The permanent id, the slug for hand-written pages, "" when the source does not say."""
        if self.kind == "page":
            return self.slug
        value = self.source.facts.get("id") if self.source else ""
        return value if isinstance(value, str) else ""

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the source document."""
        return self.source.facts if self.source else {}

    @property
    def translations(self) -> list[Document]:
        """The documents other than the source."""
        return [document for document in self.documents.values() if document is not self.source]


@dataclass(frozen=True)
class DataRecord:
    """A YAML file below `data/`. `borrowed` when it comes from the project because the tree has none of its own."""

    kind: str
    id: str
    path: str
    parsed: Parsed = field(repr=False)
    borrowed: bool = False

    @property
    def facts(self) -> dict[str, Any]:
        """The mapping of the file."""
        return self.parsed.data

    @property
    def _states(self) -> Mapping[str, Any]:
        states = self.facts.get("text_states")
        return states if isinstance(states, dict) else {}

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages of the site in which its texts exist: those that it states, all when it states none."""
        return frozenset(LOCALES).intersection(self._states) or frozenset(LOCALES)

    @cached_property
    def original(self) -> str:
        """The language in which its texts were first written."""
        written = [code for code in LOCALES if code in self.languages]
        return next((code for code in written if self._states.get(code) == "original"), written[0])


@dataclass(frozen=True)
class Tree:
    """Everything that was read. Bundles and data records keep the order of their names."""

    root: Path
    project: Path
    schemas: Schemas
    vocabularies: Vocabularies
    bundles: tuple[Bundle, ...]
    records: tuple[DataRecord, ...]
    ids: Mapping[str, str] | None  # id -> address, None when the tree keeps no registry
    redirects: Mapping[str, str]
    problems: tuple[Problem, ...]
    places: Mapping[tuple[str, str], Span] = field(default_factory=dict, repr=False)  # (registry file, key) -> line
    unread: frozenset[tuple[str, str]] = frozenset()  # kind and name of records whose facts could not be read
    concepts: tuple[Concept, ...] = ()  # words of the trade
    links: Mapping[str, LinkState] = field(default_factory=dict)  # by address, without its fragment

    def of_kind(self, kind: str) -> list[Bundle]:
        """The bundles of one kind."""
        return [bundle for bundle in self.bundles if bundle.kind == kind]

    def data(self, kind: str) -> list[DataRecord]:
        """The data records of one kind."""
        return [record for record in self.records if record.kind == kind]
