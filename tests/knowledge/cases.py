"""One tiny wrong tree for every problem code: what to break in `tests/sites/minimal`, and where it must be reported."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

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
BODY = "## The problem {#problem}\n"

Break = Callable[[SmallTree], None]


@dataclass(frozen=True)
class Case:
    """`place` is path:line:column field, as it is printed; `others` are problems that follow from the same mistake."""

    code: str
    do: Break
    place: str
    severity: str = "error"
    others: tuple[str, ...] = ()
    restamp: bool = True


def swap(path: str, old: str, new: str) -> Break:
    return lambda tree: tree.swap(path, old, new)


def add(path: str, text: str) -> Break:
    return lambda tree: tree.add(path, text)


def write(path: str, content: bytes) -> Break:
    return lambda tree: tree.write(path, content)


def body(text: str) -> Break:
    """Put a paragraph, or a line, behind the first heading of the English practice."""
    return swap(EN, BODY, f"{BODY}\n{text}\n")


def both(*steps: Break) -> Break:
    def do(tree: SmallTree) -> None:
        for step in steps:
            step(tree)

    return do


def picture(form: str, width: int = 4, height: int = 4) -> bytes:
    file = BytesIO()
    Image.new("1" if form == "PNG" else "RGB", (width, height)).save(file, form)
    return file.getvalue()


def link(path: str, target: str) -> Break:
    def do(tree: SmallTree) -> None:
        place = tree.root / path
        if place.is_dir() or place.exists():
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


def published(tree: SmallTree) -> None:
    """Make the English practice a published one that lacks nothing."""
    tree.swap(EN, "status: draft-from-public-sources", "status: published\nconfirmed: 2026-05")
    tree.swap(EN, "licence: CC-BY-4.0", CONTACT + "licence: CC-BY-4.0")
    tree.swap(FR, "translation: {", "contact: {office: Bureau de la protection sociale}\ntranslation: {")


def cannot_list(tree: SmallTree) -> None:
    """A folder that vanishes between being found and being read looks like this one, whose name is too long a path."""
    tree.remove("data/ids.yml")
    os.mkfifo(tree.root / "data/ids.yml")


def after_visit(old: str, new: str) -> Break:
    return swap(VISIT, old, new)


def wide_picture(tree: SmallTree) -> None:
    tree.write(PHOTO, picture("PNG", 5000, 4001))


def nothing(_tree: SmallTree) -> None:
    return


def remove(path: str) -> Break:
    return lambda tree: tree.remove(path)


def long_name(root: Path) -> str:
    return "a" * 81


CONTACT = (
    'contact: {office: Social protection desk, role_email: "info@office.example", public: true}\n'
    "reviewers:\n  - {name: The office, kind: institution, date: 2026-05-02}\n"
)
SECOND_QUIZ = '\n<quiz id="registry-q1">\nAgain?\n\n- [x] Yes\n- [ ] No\n</quiz>\n'
