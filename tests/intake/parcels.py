"""What contributors send, and what attackers do."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping

from PIL import Image

from passerelle.ground.settings import PROJECT
from tests.conftest import SITES

FOLDER = "practices/la-new-practice"
DOCUMENT = f"{FOLDER}/index.en.md"


def sent_text() -> str:
    """A practice without mistakes, as the form makes it: the small tree's, as a new one with a picture."""
    text = (SITES / "minimal/practices/la-first/index.en.md").read_text("utf-8")
    return text.replace("id: LA-0001\n", "id: new\n").replace("photo.png", "picture-1.jpg")


def real_text(slug: str = "kh-idpoor", lang: str = "en") -> str:
    return (PROJECT / f"practices/{slug}/index.{lang}.md").read_text("utf-8")


def picture(form: str = "JPEG", width: int = 60, height: int = 40, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.effect_mandelbrot((width, height), (-2.0, -1.5, 1.0, 1.5), 20).convert("RGB").save(stream, form, **options)
    return stream.getvalue()


def packed(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip as the form makes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(entry(name, method), content)
    return stream.getvalue()


def entry(name: str, method: int = zipfile.ZIP_DEFLATED, mode: int = 0) -> zipfile.ZipInfo:
    """An entry that a program other than Unix made, or one with a mode of Unix."""
    info = zipfile.ZipInfo(name)
    info.compress_type = method
    info.create_system, info.external_attr = (3, mode << 16) if mode else (0, 0)
    return info


def linked(name: str, target: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(entry(DOCUMENT), sent_text())
        archive.writestr(entry(name, mode=stat.S_IFLNK | 0o777), target)
    return stream.getvalue()
