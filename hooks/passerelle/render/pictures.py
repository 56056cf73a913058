"""Pictures for publication: saved again without location data, never larger than a screen needs."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageOps

WIDEST = 1600  # pixels; contribution.md
DOUBLE = "-2x"
_SAVE: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 80, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80},
}
_EXACT: dict[str, dict[str, object]] = {"WEBP": {"lossless": True}}
_RIFF, _CHUNK = 12, 8  # bytes of the head of a WebP file, and of a chunk in it


def published_size(file: Path) -> tuple[int, int]:
    """Width and height, in pixels, of the published picture."""
    with Image.open(file) as image:
        turned = ImageOps.exif_transpose(image)
        return _fit(turned.width, turned.height)


def shown_size(file: Path) -> tuple[int, int]:
    """Width and height, in pixels of the page, at which a body shows a picture.

    A name that ends in `-2x` says that two dots make one pixel, for pictures of screens, which are fine and small.
    """
    width, height = published_size(file)
    return (width // 2, height // 2) if file.stem.endswith(DOUBLE) else (width, height)


def _fit(width: int, height: int) -> tuple[int, int]:
    if width <= WIDEST:
        return width, height
    return WIDEST, round(height * WIDEST / width)


def published(file: Path | BinaryIO) -> bytes:
    """The picture as it is published: turned upright, at most 1,600 pixels wide, without any metadata.

    A WebP that was saved without loss, as pictures of screens are, stays so: it would be blurred, and larger.
    """
    exact = _is_exact(file)
    options = _EXACT if exact else _SAVE
    with Image.open(file) as image:
        form = str(image.format)
        if exact and image.width <= WIDEST:
            image.load()
            return _pixels_only(file)
        turned = ImageOps.exif_transpose(image)
        if turned.mode not in ("RGB", "RGBA", "L", "P"):
            turned = turned.convert("RGB")
        clean = turned.resize(_fit(turned.width, turned.height)) if turned.width > WIDEST else turned.copy()
        clean.info.clear()
        stream = io.BytesIO()
        clean.save(stream, format=form, **options[form])
    return stream.getvalue()


def _pixels_only(file: Path | BinaryIO) -> bytes:
    """A WebP without loss with nothing but its first chunk, which holds the pixels: saving it again takes seconds."""
    data = file.read_bytes() if isinstance(file, Path) else _from_start(file)
    size = int.from_bytes(data[_RIFF + 4 : _RIFF + _CHUNK], "little")
    chunk = data[_RIFF : _RIFF + _CHUNK + size] + b"\0" * (size % 2)
    return b"RIFF" + (len(chunk) + 4).to_bytes(4, "little") + b"WEBP" + chunk


def _from_start(stream: BinaryIO) -> bytes:
    stream.seek(0)
    return stream.read()


def _is_exact(file: Path | BinaryIO) -> bool:
    """Whether this is a WebP without loss, which Pillow does not tell."""
    if isinstance(file, Path):
        with file.open("rb") as stream:
            return _is_exact(stream)
    start = file.read(16)
    file.seek(0)
    return start[8:] == b"WEBPVP8L"
