"""The practice of an issue is taken into the tree, on events as GitHub sends them."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile

import pytest

from passerelle.intake.bundle import read_zip
from tests.conftest import SITES
from tests.github.intake_events import EVENTS, FORMS, MARK, bundle, event, written
from tests.intake.conftest import listing
from tests.intake.parcels import DOCUMENT, FOLDER, packed, sent_text


@pytest.mark.parametrize("name", FORMS)
def test_a_filled_form_is_taken_in(name, taken, tree, tmp_path):
    outcome, artifact = taken(name)
    lang = name[-2:]
    assert outcome["lang"] == lang
    assert outcome["record"].startswith("practices/")
    assert outcome["id"][:2] in {"KE", "TG", "LA", "TJ"}
    assert {row["code"] for row in outcome["problems"] if row["severity"] == "error"} == set()
    document = (tree / outcome["record"] / f"index.{lang}.md").read_bytes()
    assert f"id: {outcome['id']}\n".encode() in document
    with zipfile.ZipFile(io.BytesIO(artifact)) as archive:
        assert archive.read(f"files/{outcome['record']}/index.{lang}.md") == document
        assert sorted(archive.namelist()) == [
            "files/data/ids.yml",
            f"files/{outcome['record']}/index.{lang}.md",
            "outcome.json",
        ]
    assert MARK in (tmp_path / "summary.md").read_text("utf-8")


def test_an_attached_bundle_is_taken_in(taken, tree):
    outcome, _ = taken("attached-zip", bundle())
    assert (outcome["record"], outcome["id"], outcome["lang"]) == (FOLDER, "LA-0002", "lo")
    assert (tree / FOLDER / "picture-1.jpg").is_file()
    assert outcome["problems"] == []


def test_an_attached_document_brings_its_name(taken):
    text = (SITES / "minimal/practices/ke-second/index.fr.md").read_text("utf-8").replace("id: KE-0001", "id: new")
    outcome, _ = taken("attached-md", text.encode())
    assert (outcome["record"], outcome["id"], outcome["lang"]) == ("practices/ke-second-time", "KE-0002", "fr")


def test_a_file_that_was_not_fetched_is_told(taken, tree, tmp_path):
    before = listing(tree)
    outcome, _ = taken("attached-zip", None)
    assert outcome == {"lang": "lo", "fetched": False}
    assert "30 MB" in (tmp_path / "summary.md").read_text("utf-8")
    assert listing(tree) == before


@pytest.mark.parametrize(
    ("name", "attached", "code"),
    [
        ("hostile-text", None, "issue-unreadable"),
        ("hostile-bidi", None, "hidden-character"),
        ("attached-zip", b"nonsense", "bundle-unreadable"),
        ("attached-zip", packed({"../../evil.md": b"x", DOCUMENT: sent_text()}), "bundle-outside"),
    ],
)
def test_what_is_refused_writes_nothing(  # noqa: PLR0917 - a case has three parts
    name, attached, code, taken, tree, tmp_path
):
    before = listing(tree)
    outcome, artifact = taken(name, attached)
    assert {row["code"] for row in outcome["problems"]} == {code}
    assert outcome["record"] == ""
    assert listing(tree) == before
    with zipfile.ZipFile(io.BytesIO(artifact)) as archive:
        assert archive.namelist() == ["outcome.json"]
    assert not list(tmp_path.rglob("pwned*"))


def test_a_hostile_form_stays_text(taken, tree, tmp_path):
    outcome, _ = taken("hostile-form")
    document = (tree / outcome["record"] / "index.en.md").read_text("utf-8")
    assert '$(touch pwned) `id` for every @octocat household"' in document
    assert {"html-in-text", "bad-address", "issue-line", "raw-html", "link-scheme"} <= {
        row["code"] for row in outcome["problems"]
    }
    assert outcome["record"] == "practices/la-touch-pwned-id-for-every-octocat"
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.count(MARK) == 1
    assert not re.search(r"@octocat|<img|<script|</details", summary)
    assert not list(tmp_path.rglob("pwned*"))


def test_a_huge_issue_is_refused_in_words(tree, tmp_path, intake, monkeypatch):
    assert tree
    data = event("opened-lo")
    data["issue"]["body"] += "\n" + "ກ" * 300_000
    file = written(tmp_path, data)
    assert intake.main(["fetch", str(file), str(tmp_path / "sent")]) == 0
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert intake.main(["take", str(file), str(tmp_path / "sent"), str(tmp_path / "taken")], {}) == 0
    outcome = json.loads((tmp_path / "taken/outcome.json").read_text("utf-8"))
    assert [row["code"] for row in outcome["problems"]] == ["file-too-large"]


def test_an_intake_that_fails_stops_the_job(tree, tmp_path, intake, monkeypatch, capsys):
    assert tree
    file = EVENTS / "opened-en.json"
    assert intake.main(["fetch", str(file), str(tmp_path / "sent")]) == 0
    monkeypatch.setattr(intake, "PASSERELLE", shutil.which("false"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        intake.subprocess, "run", lambda *_a, **_o: subprocess.CompletedProcess([], 2, b"", b"wrong use")
    )
    assert intake.main(["take", str(file), str(tmp_path / "sent"), str(tmp_path / "taken")], {}) == 3
    assert "wrong use" in capsys.readouterr().err


def test_a_wrong_event_ends_with_its_own_code(tmp_path, intake):
    assert intake.main(["fetch", str(written(tmp_path, "{}")), str(tmp_path / "sent")]) == 3


# --- words, and the scripts as commands ---


def test_the_words_are_there_in_all_languages(root):
    words = json.loads((root / ".github/scripts/intake.json").read_text("utf-8"))
    assert tuple(words) == ("en", "fr", "lo", "ru")
    assert len({tuple(texts) for texts in words.values()}) == 1
    for key, text in words["en"].items():
        assert {tuple(re.findall(r"\{\w+\}", texts[key])) for texts in words.values()} == {
            tuple(re.findall(r"\{\w+\}", text))
        }
    assert not [wrong for wrong in ("\u0ecd\u0eb2", "ຫນ", "ຫມ", "ຫລ") if wrong in str(words["lo"])]


def test_they_need_no_package(root, tmp_path):
    line = [sys.executable, "-S", "-E", str(root / ".github/scripts/intake.py"), "fetch"]
    done = subprocess.run(
        [*line, str(EVENTS / "opened-lo.json"), str(tmp_path / "sent")], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "sent/issue-13.md").read_text("utf-8") == event("opened-lo")["issue"]["body"]
    line = [sys.executable, "-S", "-E", str(root / ".github/scripts/propose.py")]
    done = subprocess.run(line, env={"GITHUB_SHA": "x", "ARTIFACT": ""}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (3, b"")


def test_the_bundle_of_these_tests_is_a_good_one():
    assert read_zip("a.zip", bundle()).problems == ()
