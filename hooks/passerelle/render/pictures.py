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
    """The picture as it is published: turned upright, at most 1,600 pixels wide, without any metadata."""
    with Image.open(file) as image:
        form = str(image.format)
        turned = ImageOps.exif_transpose(image)
        if turned.mode not in ("RGB", "RGBA", "L", "P"):
            turned = turned.convert("RGB")
        clean = turned.resize(_fit(turned.width, turned.height)) if turned.width > WIDEST else turned.copy()
        clean.info.clear()
        stream = io.BytesIO()
        clean.save(stream, format=form, **_SAVE[form])
    return stream.getvalue()
