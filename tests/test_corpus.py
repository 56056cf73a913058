"""The generated corpus is right by the checker's own measure, and the same every time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from passerelle.ground.settings import PROJECT
from tests.conftest import SmallTree


def generate(out: Path, *options: str) -> dict[str, bytes]:
    command = [sys.executable, str(PROJECT / "benchmarks/corpus.py"), str(out), "--practices", "10", *options]
    subprocess.run(command, check=True, capture_output=True)
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in sorted(out.rglob("*")) if file.is_file()}


def test_the_corpus_is_right_and_repeats_itself(tmp_path: Path, small: SmallTree) -> None:
    files = generate(tmp_path / "one")
    assert len([name for name in files if name.endswith(".md")]) == 4 * (10 + 2)
    assert generate(tmp_path / "two") == files
    assert generate(tmp_path / "three", "--seed", "2") != files
    assert SmallTree(tmp_path / "one", small.project).problems() == []
