"""Reads a content tree: every bundle and data file, once, with all that is wrong with the files themselves.

A tree holds `practices/`, `modules/`, `docs/` and `data/`; what its `data/` or `docs/` lacks comes from the project.
Nothing is skipped silently: a file that is not taken is a problem.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from passerelle.content import names
from passerelle.content.front_matter import split
from passerelle.content.link_states import PATH as LINKS
from passerelle.content.link_states import LinkState, link_states
from passerelle.content.models import BUNDLES, DATA, Asset, Bundle, DataRecord, Document, Tree
from passerelle.content.reader import Reader, kilobytes
from passerelle.content.schema import read_schemas
from passerelle.content.strict_yaml import Parsed, parse
from passerelle.content.terms import read_terms
from passerelle.content.vocabulary import read_vocabularies
from passerelle.ground.problems import WHOLE_FILE, Span

MAX_FILE_BYTES = 200 * 1024
MAX_ASSET_BYTES = 5 * 1024 * 1024
MAX_DATA_BYTES = 64 * 1024
MAX_DATA_DEPTH = 8
MAX_REGISTRY_BYTES = 1024 * 1024
LONGEST_SLUG = 80
_SHOWN = 80  # characters of a name that a problem repeats
_README = "README.md"


def read_tree(root: Path, project: Path) -> Tree:
    """Read the tree at `root`; `project` gives schemas, vocabularies and what `root` lacks.

    Raises:
        NotADirectoryError: `root` is not a folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(root)
    reader = Reader(root)
    schemas = read_schemas(project / "data/schemas")
    bundles: list[Bundle] = []
    for kind, folder in BUNDLES.items():
        bundles.extend(_bundles(reader, kind, root / folder, folder))
    if not os.path.lexists(root / "docs"):
        borrowed = Reader(project)
        lent = _bundles(borrowed, "page", project / "docs", "docs")
        bundles.extend(dataclasses.replace(bundle, borrowed=True) for bundle in lent)
    _strays(reader, root, project)
    records = [record for kind, folder in DATA.items() for record in _records(reader, kind, folder, root, project)]
    country_names = {
        record.id: record.facts["name"]
        for record in records
        if record.kind == "country" and _is_name_map(record.facts.get("name"))
    }
    vocabularies = read_vocabularies(project / "data/vocabularies", country_names)
    places: dict[tuple[str, str], Span] = {}
    ids = _flat(reader, root, "data/ids.yml", places)
    redirects = _flat(reader, root, "data/redirects.yml", places) or {}
    links = _links(reader, root)
    return Tree(
        root,
        project,
        schemas,
        vocabularies,
        tuple(bundles),
        tuple(records),
        ids,
        redirects,
        tuple(reader.problems),
        places,
        frozenset(reader.unread),
        read_terms(project / "data/terms.yml"),
        links,
    )


def _strays(reader: Reader, root: Path, project: Path) -> None:
    """Refuse what lies in `data/` and nobody reads: a misspelt folder would otherwise vanish without a word."""
    folder = root / "data"
    if not reader.is_folder(folder, "data"):
        return
    known = {*DATA.values(), "ids.yml", "redirects.yml", "links.yml", _README}
    known |= {entry.name for entry in (project / "data").iterdir()}
    for entry in reader.entries(folder, "data"):
        if entry.name not in known:
            reader.refuse(f"data/{entry.name}", "unknown-data", value=entry.name[:_SHOWN])


def _bundles(reader: Reader, kind: str, folder: Path, path: str) -> Iterator[Bundle]:
    if not reader.is_folder(folder, path):
        return
    for entry in reader.entries(folder, path):
        place = f"{path}/{entry.name}"
        if entry.is_dir():
            if kind == "page" and entry.name == "assets":
                continue
            if not names.SLUG.match(entry.name) or len(entry.name) > LONGEST_SLUG:
                reader.refuse(place, "bad-folder-name", value=entry.name[:_SHOWN])
            else:
                yield _bundle(reader, kind, Path(entry.path), place)
        elif entry.name != _README:
            reader.refuse(place, "stray-file")


def _bundle(reader: Reader, kind: str, folder: Path, path: str) -> Bundle:
    documents: dict[str, Document] = {}
    assets: list[Asset] = []
    for entry in reader.entries(folder, path):
        place = f"{path}/{entry.name}"
        if not entry.is_file():
            reader.refuse(place, "nested-folder" if entry.is_dir() else "unknown-file-type")
            continue
        if code := names.flaw(entry.name):
            reader.refuse(place, code, value=entry.name[:_SHOWN])
            continue
        if lang := names.document_language(entry.name):
            if document := _document(reader, Path(entry.path), place, lang):
                documents[lang] = document
            continue
        try:
            size = entry.stat().st_size
        except OSError:  # it was there a moment ago
            reader.refuse(place, "cannot-be-read")
            continue
        if size > MAX_ASSET_BYTES:
            reader.refuse(place, "file-too-large", size=kilobytes(size), limit=kilobytes(MAX_ASSET_BYTES))
        assets.append(Asset(place, entry.name, Path(entry.path), size))
    return Bundle(kind, folder.name, path, documents, _source(reader, kind, path, documents), tuple(assets))


def _document(reader: Reader, file: Path, path: str, lang: str) -> Document | None:
    text = reader.text(file, path, MAX_FILE_BYTES)
    return None if text is None else read_document(reader, text, path, lang)


def read_document(reader: Reader, text: str, path: str, lang: str) -> Document | None:
    """A document from its text, None (with a problem) when its front matter cannot be read."""
    parts = split(text)
    if not parts.found:
        reader.refuse(path, "no-front-matter" if text.strip() else "empty-file")
        return None
    parsed = parse(parts.yaml, path, first_line=parts.yaml_line)
    reader.problems.extend(parsed.problems)
    if not parsed.data:
        if not parsed.problems:
            reader.refuse(path, "no-front-matter")
        return None
    return Document(path, lang, parsed, parts.body, parts.body_line)


def _source(reader: Reader, kind: str, path: str, documents: dict[str, Document]) -> Document | None:
    """The document that holds the facts: the one with an id; for hand-written pages the one that translates none."""
    if kind == "page":
        holders = [document for document in documents.values() if "translation" not in document.facts]
        none, several = "page-without-source", "page-with-two-sources"
    else:
        holders = [document for document in documents.values() if "id" in document.facts]
        none, several = "no-source", "two-sources"
    for document in holders[1:]:
        span = document.parsed.keys.get(("id",), Span.at(1))
        reader.refuse(document.path, several, span, value=holders[0].path.rsplit("/", 1)[-1])
    if not holders and any(_is_below(problem.path, path) for problem in reader.problems):
        reader.unread.add((kind, path.rsplit("/", 1)[-1]))  # the source may be the file that could not be read
    elif not holders:
        reader.refuse(path, none)
    return holders[0] if holders else None


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/") and path.endswith(".md")


def _records(reader: Reader, kind: str, folder: str, root: Path, project: Path) -> Iterator[DataRecord]:
    own: set[str] = set()
    path = f"data/{folder}"
    if not (root / "data").is_symlink() and reader.is_folder(root / path, path):
        for entry in reader.entries(root / path, path):
            place = f"{path}/{entry.name}"
            if not entry.is_file() or not entry.name.endswith(".yml"):
                if entry.name != _README:
                    reader.refuse(place, "nested-folder" if entry.is_dir() else "unknown-file-type")
                continue
            own.add(entry.name)
            if record := _record(reader, kind, Path(entry.path), place, borrowed=False):
                yield record
    if root.resolve() != project.resolve() and (project / path).is_dir():
        lender = Reader(project)
        for file in sorted((project / path).glob("*.yml")):
            if file.name not in own and (record := _record(lender, kind, file, f"{path}/{file.name}", borrowed=True)):
                yield record


def _record(reader: Reader, kind: str, file: Path, path: str, *, borrowed: bool) -> DataRecord | None:
    text = reader.text(file, path, MAX_DATA_BYTES)
    parsed = Parsed() if text is None else parse(text, path, max_bytes=MAX_DATA_BYTES, max_depth=MAX_DATA_DEPTH)
    reader.problems.extend(parsed.problems)
    if not parsed.data:
        if text is not None and not parsed.problems:
            reader.refuse(path, "empty-file")
        reader.unread.add((kind, file.stem))
        return None
    field = "code" if kind == "country" else "id"
    value = parsed.data.get(field)
    identifier = value if isinstance(value, str) else ""
    if identifier and file.stem.lower() != identifier.lower():
        span = parsed.spans.get((field,), WHOLE_FILE)
        reader.refuse(path, "name-is-not-the-id", span, value=identifier[:_SHOWN])
    return DataRecord(kind, identifier, path, parsed, borrowed)


def _flat(reader: Reader, root: Path, path: str, places: dict[tuple[str, str], Span]) -> dict[str, str] | None:
    """A registry: texts by key. None when the tree keeps none."""
    parsed = _registry(reader, root, path)
    if parsed is None:
        return None
    flat: dict[str, str] = {}
    for key, value in parsed.data.items():
        span = parsed.keys.get((key,), WHOLE_FILE)
        places[path, key] = span
        if isinstance(value, str):
            flat[key] = value
        else:
            reader.refuse(path, "wrong-type", span, field=key[:_SHOWN], expected="string", value="")
    return flat


def _links(reader: Reader, root: Path) -> dict[str, LinkState]:
    parsed = _registry(reader, root, LINKS)
    states, problems = link_states(parsed or Parsed())
    reader.problems.extend(problems)
    return states


def _registry(reader: Reader, root: Path, path: str) -> Parsed | None:
    """A file of the tree's own that is no record; None when there is none, or none that can be read."""
    file = root / path
    if file.is_symlink():
        reader.refuse(path, "symlink")
    if file.is_symlink() or (root / "data").is_symlink() or not file.is_file():
        return None
    text = reader.text(file, path, MAX_REGISTRY_BYTES)
    if text is None:
        return None
    parsed: Parsed = parse(text, path, max_bytes=MAX_REGISTRY_BYTES)
    reader.problems.extend(parsed.problems)
    return parsed


def _is_name_map(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
