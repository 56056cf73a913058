from __future__ import annotations

import pytest

from passerelle.ground.settings import PROJECT
from passerelle.publish.generated import generated_files

FILES = generated_files(PROJECT)


@pytest.mark.parametrize("name", FILES)
def test_nothing_generated_is_stale(name: str) -> None:
    """`make generate` rewrites it."""
    assert (PROJECT / name).read_text("utf-8") == FILES[name]
