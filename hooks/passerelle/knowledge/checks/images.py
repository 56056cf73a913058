"""Pictures: really of the type their name says, of sane size, described, and used with consent."""

from __future__ import annotations

import posixpath
import warnings
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote

from PIL import Image, ImageOps

from passerelle.content.models import Asset, Bundle
from passerelle.content.names import IMAGES
from passerelle.ground.problems import Problem
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field, at_file, at_line, mappings

MAX_PIXELS = 20_000_000
_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
_PDF = b"%PDF-"
DESCRIPTION_WORTH = 5  # characters below which an alternative text says nothing


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Files, then their descriptions in every language, then pictures that nobody shows."""
    for bundle in catalogue.tree.bundles:
        for asset in bundle.assets:
            yield from _file(asset)
        yield from _listed(bundle)
        yield from _shown(bundle)


def _file(asset: Asset) -> Iterator[Problem]:
    try:
        with asset.file.open("rb") as stream:
            yield from file_flaws(asset.path, asset.name, stream)
    except OSError:
        yield at_file(asset.path, "not-what-its-name-says", value=asset.name)


def file_flaws(path: str, name: str, stream: BinaryIO) -> Iterator[Problem]:
    """What is wrong with the bytes of a picture or a PDF document of this name."""
    extension = name.rsplit(".", 1)[-1].lower()
    if extension == "pdf":
        if stream.read(len(_PDF)) != _PDF:
            yield at_file(path, "not-what-its-name-says", value=name)
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about sizes and metadata; what counts is judged here
            with Image.open(stream, formats=list(set(_FORMATS.values()))) as image:
                if image.format != _FORMATS[extension]:
                    yield at_file(path, "not-what-its-name-says", value=name)
                elif image.width * image.height > MAX_PIXELS:
                    size = f"{image.width} x {image.height}"
                    yield at_file(path, "image-too-large", size=size, limit=str(MAX_PIXELS // 1_000_000))
                else:
                    ImageOps.exif_transpose(image)  # reads all pixels, as publishing will; half a file has a whole head
    except Exception:  # noqa: BLE001 - decoders of damaged files raise whatever they like
        yield at_file(path, "not-what-its-name-says", value=name)


def _listed(bundle: Bundle) -> Iterator[Problem]:
    if bundle.source is None:
        return
    names = {asset.name for asset in bundle.assets}
    for index, item in mappings(bundle.facts.get("media")):
        if str(item.get("file")) not in names:
            yield at_field(bundle.source, ("media", index, "file"), "image-not-found", value=str(item.get("file"))[:60])
    listed = {str(item.get("id")): item for _, item in mappings(bundle.facts.get("media"))}
    for document in bundle.translations:
        said = {str(item.get("id")) for _, item in mappings(document.facts.get("media")) if item.get("alt")}
        for name in listed:
            if name not in said:
                yield at_field(document, ("media",), "image-not-described", value=name)


def _shown(bundle: Bundle) -> Iterator[Problem]:
    images = {asset.name for asset in bundle.assets if asset.name.rsplit(".", 1)[-1].lower() in IMAGES}
    consented = {str(item.get("file")) for _, item in mappings(bundle.facts.get("media"))}
    used = set(consented)
    for document in bundle.documents.values():
        for link in document.scan.links:
            name = posixpath.basename(unquote(link.target.partition("#")[0]))
            used.add(name)
            if not link.image:
                continue
            if len(link.text.strip()) < DESCRIPTION_WORTH:
                yield at_line(document, link.span, "image-not-described", value=name[:60])
            if name in images and name not in consented and bundle.kind != "page" and bundle.source is not None:
                yield at_line(document, link.span, "image-without-consent", value=name[:60])
    for name in sorted(images - used if bundle.source is not None else ()):
        yield at_file(f"{bundle.path}/{name}", "image-not-used", "warning", value=name)
