"""The project's own tree, read once, and a small one to write into."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from passerelle.content.loader import read_tree
from passerelle.content.models import Tree
from passerelle.ground.settings import PROJECT
from passerelle.scaffold.texts import Texts, read_texts
from tests.conftest import TODAY, SmallTree


@pytest.fixture(scope="session")
def project_tree() -> Tree:
    return read_tree(PROJECT, PROJECT)


@pytest.fixture(scope="session")
def texts() -> Texts:
    return read_texts()


@pytest.fixture
def today() -> dt.date:
    return TODAY


@pytest.fixture
def tree(small: SmallTree) -> Tree:
    return read_tree(small.root, small.project)


def listing(root: Path) -> dict[str, bytes]:
    """Every file of a folder with its content; folders and links by their kind."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        found[name] = b"link" if path.is_symlink() else b"folder" if path.is_dir() else path.read_bytes()
    return found
