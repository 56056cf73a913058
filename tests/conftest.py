"""What several test folders need: a small valid tree to break, and the option that rewrites golden files."""

from __future__ import annotations

import datetime as dt
import functools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from passerelle.content import loader
from passerelle.content.stamping import stamped
from passerelle.ground.problems import Problem
from passerelle.ground.settings import PROJECT
from passerelle.knowledge import reading
from passerelle.knowledge.freshness import stamp

# Two cores are shared with others: time is measured where it is the subject, not by hypothesis.
settings.register_profile("passerelle", deadline=None)
settings.load_profile("passerelle")

SITES = Path(__file__).parent / "sites"
TODAY = dt.date(2026, 11, 21)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/ with what the code says now")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@dataclass(frozen=True)
class SmallTree:
    """A copy of `tests/sites/minimal`, in which nothing is wrong, and the ways to break it."""

    root: Path
    project: Path

    def swap(self, path: str, old: str, new: str) -> None:
        """Replace a text that stands exactly once in a file."""
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        (self.root / path).write_text(text.replace(old, new), "utf-8", newline="")

    def add(self, path: str, text: str) -> None:
        """Write after the end of a file, or write a new one."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_bytes() if file.exists() else b""
        file.write_bytes(before + text.encode())

    def write(self, path: str, content: bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def remove(self, path: str) -> None:
        file = self.root / path
        if file.is_dir():
            shutil.rmtree(file)
        else:
            file.unlink()

    def stamp(self) -> None:
        """Bring the fingerprints of all translations up to date."""
        tree = loader.read_tree(self.root, self.project)
        for bundle in tree.bundles:
            for document in bundle.translations if bundle.source else ():
                file = self.root / document.path
                text = stamped(file.read_text("utf-8"), stamp(bundle, tree.schemas))
                if text is not None:
                    file.write_text(text, "utf-8", newline="")

    def problems(self) -> list[Problem]:
        return list(reading.read(self.root, TODAY, self.project).report)


@pytest.fixture(scope="session")
def bare_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with schemas, vocabularies and words, but without records that a tree could borrow."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("schemas", "vocabularies"):
        shutil.copytree(PROJECT / "data" / name, folder / "data" / name)
    shutil.copy(PROJECT / "data/terms.yml", folder / "data/terms.yml")
    return folder


@pytest.fixture(scope="session")
def _read_once() -> Iterator[None]:
    """Schemas and vocabularies do not change between tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "read_schemas", functools.cache(loader.read_schemas))
        patch.setattr(loader, "read_terms", functools.cache(loader.read_terms))
        yield


@pytest.fixture
def small(tmp_path: Path, bare_project: Path, _read_once: None) -> SmallTree:
    root = tmp_path / "tree"
    shutil.copytree(SITES / "minimal", root)
    return SmallTree(root, bare_project)
