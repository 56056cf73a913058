"""The project's schemas and vocabularies, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle.content.schema import read_schemas
from passerelle.content.vocabulary import read_vocabularies

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def schemas():
    return read_schemas(ROOT / "data/schemas")


@pytest.fixture(scope="session")
def vocabularies():
    return read_vocabularies(ROOT / "data/vocabularies")
