"""The scripts of `.github/scripts`, which are no package."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import urllib.parse
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / ".github/scripts"


@pytest.fixture(scope="session")
def root():
    return ROOT


def _module(name):
    if str(SCRIPTS) not in sys.path:
        sys.path.insert(0, str(SCRIPTS))
    return importlib.import_module(name)


@pytest.fixture(scope="session")
def script():
    return _module("comment")


@pytest.fixture(scope="session")
def untrusted():
    return _module("untrusted")


@pytest.fixture(scope="session")
def changes():
    return _module("changes")


@pytest.fixture(scope="session")
def weights():
    return _module("weights")


@pytest.fixture(scope="session")
def reporter():
    return _module("report")


@pytest.fixture(scope="session")
def reminder():
    return _module("remind")


@pytest.fixture
def packed(tmp_path):
    """A function that writes an artifact's zip."""

    def pack(name, data, file="a.zip"):
        with zipfile.ZipFile(tmp_path / file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data)
        return tmp_path / file

    return pack


class Github:
    """Stands in for the tool `gh`: answers with what a test recorded, notes what is written, fails as gh does."""

    def __init__(self, answers, folder):
        self.answers, self.folder, self.writes = answers, folder, []

    def run(self, command, *, input=None, **_options):  # noqa: A002
        assert command[:2] == ["gh", "api"], command
        address, _, query = command[2].partition("?")
        address = address.removeprefix("repos/o/r/")
        method = command[command.index("--method") + 1] if "--method" in command else "GET"
        if method == "GET":
            answer = self.answers.get(address)
        else:
            assert ("--input" in command) == (input is not None)
            self.writes.append((method, address, json.loads(input or b"null")))
            answer = self.answers.get(f"{method} {address}", b"")
        if answer is None:
            return subprocess.CompletedProcess(command, 1, b'{"message": "Not Found"}', b"gh: Not Found (HTTP 404)")
        return subprocess.CompletedProcess(command, 0, self._body(answer, query), b"")

    def _body(self, answer, query):
        if isinstance(answer, bytes):
            return answer
        if isinstance(answer, str):
            return (self.folder / answer).read_bytes()
        number = int(dict(urllib.parse.parse_qsl(query)).get("page", "1"))
        page = slice((number - 1) * 100, number * 100)
        if isinstance(answer, list):
            return json.dumps(answer[page]).encode()
        paged = ("workflow_runs", "artifacts")
        return json.dumps({key: value[page] if key in paged else value for key, value in answer.items()}).encode()


@pytest.fixture
def github(tmp_path):
    """A function that makes a stand-in with recorded answers."""
    return lambda answers: Github(answers, tmp_path)
