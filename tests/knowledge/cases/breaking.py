"""Ways to break the minimal tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from tests.conftest import SmallTree

EN = "practices/la-first/index.en.md"
FR = "practices/la-first/index.fr.md"
KE = "practices/ke-second/index.fr.md"
MODULE = "modules/first-module/index.en.md"
MODULE_FR = "modules/first-module/index.fr.md"
OFFICE = "data/partners/office.yml"
COUNTRY = "data/countries/la.yml"
VISIT = "data/exchanges/X-2024-01.yml"
PATHWAY = "data/pathways/first-steps.yml"
ABOUT = "docs/about/index.en.md"
ABOUT_FR = "docs/about/index.fr.md"
PHOTO = "practices/la-first/photo.png"
PROBLEM = "## Le problème {#problem}\n"

Break = Callable[[SmallTree], None]


@dataclass(frozen=True)
class Case:
    """`place` is `path:line:column field`; `also` names problems that follow from the same mistake."""

    code: str
    do: Break
    place: str
    severity: str = "error"
    also: frozenset[str] = frozenset()


def swap(path: str, old: str, new: str) -> Break:
    return lambda tree: tree.swap(path, old, new)


def add(path: str, text: str) -> Break:
    return lambda tree: tree.add(path, text)


def write(path: str, content: bytes) -> Break:
    return lambda tree: tree.write(path, content)


def remove(path: str) -> Break:
    return lambda tree: tree.remove(path)


def steps(*breaks: Break) -> Break:
    def do(tree: SmallTree) -> None:
        for step in breaks:
            step(tree)

    return do


def link(path: str, target: str) -> Break:
    """A symbolic link in the place of whatever stands there."""

    def do(tree: SmallTree) -> None:
        place = tree.root / path
        if place.exists():
            tree.remove(path)
        place.symlink_to(target)

    return do


def field(name: str, value: str) -> Break:
    """Give a field of the English practice another value."""

    def do(tree: SmallTree) -> None:
        text = (tree.root / EN).read_text("utf-8")
        line = next(line for line in text.split("\n") if line.startswith(f"{name}: "))
        tree.swap(EN, f"\n{line}\n", f"\n{name}: {value}\n")

    return do


def body(text: str) -> Break:
    """Put a paragraph behind the first heading of the French practice, which nothing translates."""
    return swap(KE, PROBLEM, f"{PROBLEM}\n{text}\n")


def picture(form: str, width: int = 4, height: int = 4) -> bytes:
    file = BytesIO()
    Image.new("1" if form == "PNG" else "RGB", (width, height)).save(file, form)
    return file.getvalue()
