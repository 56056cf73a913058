"""The scripts of `.github/scripts`, which are no package."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
import sysconfig
import urllib.parse
import zipfile
from pathlib import Path

import pytest

from tests.conftest import SITES
from tests.github.intake_events import EVENTS, archived

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


@pytest.fixture(scope="session")
def issues():
    return _module("issue")


@pytest.fixture(scope="session")
def intake():
    return _module("intake")


@pytest.fixture(scope="session")
def proposer():
    return _module("propose")


@pytest.fixture
def tree(tmp_path, monkeypatch, intake):
    """The small tree, in which the command is run as the workflow runs it."""
    shutil.copytree(SITES / "minimal", tmp_path / "tree")
    monkeypatch.chdir(tmp_path / "tree")
    monkeypatch.setattr(intake, "PASSERELLE", shutil.which("passerelle", path=sysconfig.get_path("scripts")))
    monkeypatch.delenv("SITE_URL", raising=False)
    return tmp_path / "tree"


@pytest.fixture
def taken(tree, tmp_path, intake, monkeypatch):
    """A function that runs the first job and returns the outcome and the artifact."""
    assert tree

    def take(name, attached=None):
        file = EVENTS / f"{name}.json"
        monkeypatch.setattr(intake, "fetch", lambda _url: attached)
        assert intake.main(["fetch", str(file), str(tmp_path / "sent")]) == 0
        summary = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
        assert intake.main(["take", str(file), str(tmp_path / "sent"), str(tmp_path / "taken")], summary) == 0
        return json.loads((tmp_path / "taken/outcome.json").read_text("utf-8")), archived(tmp_path / "taken")

    return take
