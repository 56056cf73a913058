"""Reads what the submission form makes: a zip or one Markdown document for a practice, one YAML file for an exchange.

Everything is hostile input. Bytes go in, the files of one record come out; nothing is written. All that is wrong is
reported at once, and a parcel with any flaw is refused as a whole.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

from passerelle.content import names
from passerelle.content.loader import (
    LONGEST_SLUG,
    MAX_ASSET_BYTES,
    MAX_DATA_BYTES,
    MAX_DATA_DEPTH,
    MAX_FILE_BYTES,
    read_document,
)
from passerelle.content.models import BUNDLES, Document
from passerelle.content.reader import Reader, kilobytes
from passerelle.content.strict_yaml import parse
from passerelle.ground.locales import is_locale
from passerelle.ground.problems import WHOLE_FILE
from passerelle.intake.archive import (
    MAX_BYTES,
    MAX_ENTRIES,
    DamagedError,
    is_folder,
    is_plain,
    open_archive,
    read_entry,
)
from passerelle.intake.parcel import Opened, Parcel
from passerelle.knowledge.checks.images import file_flaws
from passerelle.render.pictures import published

PRACTICES = BUNDLES["practice"]
EXCHANGE_ID = re.compile(r"X-(19|20)[0-9]{2}-[0-9]{2}\Z")
NEW = "new"
_SHOWN = 80  # characters of a name that a problem repeats
# The name of a downloaded document; browsers and GitHub number a second copy: "la-x.lo (1).md", "la-x.lo.1.md".
_DOCUMENT = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.(en|fr|lo|ru)(?:[ .]\(?[0-9]{1,3}\)?)?\.md\Z")


def read_zip(name: str, data: bytes) -> Opened:
    """The practice in a zip.

    Args:
        name: the file as it was sent, for the problems.
        data: its content.
    """
    reader = Reader(Path())
    try:
        with open_archive(data) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                refuse_size(reader, name)
                return Opened(None, tuple(reader.problems))
            slug = _folder(reader, entries)
            files = {} if reader.problems else _contents(reader, archive, entries)
    except DamagedError:
        reader.refuse(name, "bundle-unreadable", value=name[:_SHOWN])
        return Opened(None, tuple(reader.problems))
    documents, kept = [], dict(_assets(reader, slug, files))
    for document, text in _documents(reader, slug, files):
        documents.append(document)
        kept[f"index.{document.lang}.md"] = text.encode()
    if not documents and not reader.problems:
        reader.refuse(name, "bundle-no-document")
    if reader.problems:
        return Opened(None, tuple(reader.problems))
    source = next((document for document in documents if "id" in document.facts), documents[0])
    return Opened(Parcel("practice", source.lang, slug, kept, f"index.{source.lang}.md", source.parsed))


def refuse_size(reader: Reader, name: str) -> None:
    """Say that a parcel is too large, or has too many files."""
    limit = f"{MAX_BYTES // (1024 * 1024)} MB"
    reader.refuse(name, "bundle-too-large", value=name[:_SHOWN], count=str(MAX_ENTRIES), limit=limit)


def _folder(reader: Reader, entries: list[zipfile.ZipInfo]) -> str:
    """The one folder below practices/ in which all files lie; whatever is not in order is refused."""
    slug = ""
    seen: set[str] = set()
    for info in entries:
        name = info.filename
        shown = name[-_SHOWN:]
        if name.casefold() in seen:
            reader.refuse(name, "bundle-repeated-name", value=shown)
        seen.add(name.casefold())
        if not is_plain(info) or info.orig_filename != name:
            reader.refuse(name, "bundle-unsafe", value=shown)
            continue
        folder, _, file = name.removeprefix(f"{PRACTICES}/").partition("/")
        if name == f"{PRACTICES}/":
            continue
        usable = names.SLUG.match(folder) and len(folder) <= LONGEST_SLUG and slug in {"", folder}
        below = name.startswith(f"{PRACTICES}/") and "/" not in file and bool(file) != is_folder(info)
        if not usable or not below:
            reader.refuse(name, "bundle-outside", value=shown)
            continue
        slug = folder
        if not is_folder(info) and (code := names.flaw(file)):
            reader.refuse(name, code, value=shown)
    return slug


def _contents(reader: Reader, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Contents by file name. Bytes are counted while they come out."""
    files: dict[str, bytes] = {}
    left = MAX_BYTES
    for info in entries:
        if is_folder(info):
            continue
        file = info.filename.rsplit("/", 1)[-1]
        limit = MAX_FILE_BYTES if file.endswith(".md") else MAX_ASSET_BYTES
        content = read_entry(archive, info, min(limit, left))
        if content is None and left < limit:
            refuse_size(reader, info.filename)
            return {}
        if content is None:
            size = kilobytes(max(info.file_size, limit + 1))
            reader.refuse(info.filename, "file-too-large", size=size, limit=kilobytes(limit))
            continue
        files[file] = content
        left -= len(content)
    return files


def _documents(reader: Reader, slug: str, files: dict[str, bytes]) -> Iterator[tuple[Document, str]]:
    """Documents with their whole texts."""
    for name, content in sorted(files.items()):
        if lang := names.document_language(name):
            path = f"{PRACTICES}/{slug}/{name}"
            text = reader.decoded(content, path, MAX_FILE_BYTES)
            if text is not None and (document := read_document(reader, text, path, lang)):
                yield document, text


def _assets(reader: Reader, slug: str, files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Pictures, saved again without their metadata, and PDF documents."""
    for name, content in files.items():
        if name.endswith(".md"):
            continue
        path = f"{PRACTICES}/{slug}/{name}"
        flaws = list(file_flaws(path, name, io.BytesIO(content)))
        reader.problems.extend(flaws)
        is_picture = not flaws and name.rsplit(".", 1)[-1] in names.IMAGES
        yield name, _clean(reader, path, name, content) if is_picture else content


def _clean(reader: Reader, path: str, name: str, content: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about sizes and metadata, which were judged
            return published(io.BytesIO(content))
    except Exception:  # noqa: BLE001 - decoders of damaged files raise whatever they like
        reader.refuse(path, "not-what-its-name-says", value=name)
        return b""


def read_markdown(name: str, data: bytes) -> Opened:
    """The practice in one document, named `<slug>.<lang>.md` or anything else."""
    reader = Reader(Path())
    text = reader.decoded(data, name, MAX_FILE_BYTES)
    named = _DOCUMENT.match(name)
    document = None if text is None else read_document(reader, text, name, named.group(2) if named else "")
    if document is None or text is None or reader.problems:
        return Opened(None, tuple(reader.problems))
    lang = document.lang or str(document.facts.get("lang"))
    if not is_locale(lang):
        span = document.parsed.spans.get(("lang",), WHOLE_FILE)
        reader.refuse(name, "language-not-published", span, value=name[:_SHOWN])
        return Opened(None, tuple(reader.problems))
    # index.lo.md comes out of a folder: its name says nothing of the practice.
    slug = named.group(1) if named and named.group(1) != "index" and len(named.group(1)) <= LONGEST_SLUG else ""
    file = f"index.{lang}.md"
    return Opened(Parcel("practice", lang, slug, {file: text.encode()}, file, document.parsed))


def read_exchange(name: str, data: bytes) -> Opened:
    """The exchange in one YAML file."""
    reader = Reader(Path())
    text = reader.decoded(data, name, MAX_DATA_BYTES)
    if text is None:
        return Opened(None, tuple(reader.problems))
    parsed = parse(text, name, max_bytes=MAX_DATA_BYTES, max_depth=MAX_DATA_DEPTH)
    reader.problems.extend(parsed.problems)
    identifier = parsed.data.get("id")
    if not parsed.data:
        if not parsed.problems:
            reader.refuse(name, "empty-file")
    elif not isinstance(identifier, str) or not (identifier == NEW or EXCHANGE_ID.match(identifier)):
        reader.refuse(name, "bad-id", parsed.spans.get(("id",), WHOLE_FILE), value=str(identifier)[:_SHOWN])
    if reader.problems:
        return Opened(None, tuple(reader.problems))
    states = parsed.data.get("text_states")
    original = [lang for lang, state in states.items() if state == "original"] if isinstance(states, dict) else []
    lang = original[0] if original and is_locale(original[0]) else ""
    return Opened(Parcel("exchange", lang, "", {f"{identifier}.yml": text.encode()}, f"{identifier}.yml", parsed))
