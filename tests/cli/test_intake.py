"""`passerelle intake`: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from passerelle.cli import main
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from tests.conftest import SITES
from tests.intake.conftest import listing
from tests.intake.parcels import DOCUMENT, FOLDER, packed, picture, sent_text

FILES = [f"{FOLDER}/index.en.md", f"{FOLDER}/picture-1.jpg", "data/ids.yml"]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SITE_URL", raising=False)
    shutil.copytree(SITES / "minimal", tmp_path / "tree")
    monkeypatch.chdir(tmp_path / "tree")
    return tmp_path / "tree"


@pytest.fixture
def bundle(tmp_path: Path) -> str:
    file = tmp_path / "la-new-practice.zip"
    file.write_bytes(packed({DOCUMENT: sent_text(), f"{FOLDER}/picture-1.jpg": picture()}))
    return str(file)


@pytest.fixture
def text(tmp_path: Path) -> str:
    """A French snapshot with a mistake."""
    file = tmp_path / "ke-second-time.fr.md"
    sent = (SITES / "minimal/practices/ke-second/index.fr.md").read_text("utf-8")
    assert "maturity: " in sent
    lines = [f"{line}x" if line.startswith("maturity: ") else line for line in sent.split("\n")]
    file.write_text("\n".join(lines).replace("id: KE-0001", "id: new"), "utf-8")
    return str(file)


def intake(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["intake", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_it_tells_what_it_wrote_and_what_is_missing(tree: Path, bundle: str) -> None:
    result = intake(bundle)
    assert result.stdout.splitlines() == [
        *(f"written: {name}" for name in FILES),
        "Still missing for publication as confirmed: Contact, Reviewers, Confirmed by the institution",
    ]
    assert (result.stderr, result.exit_code) == ("0 error(s), 0 warning(s)\n", 0)
    assert all((tree / name).is_file() for name in FILES)
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_then_it_tells_every_problem_of_the_record(tree: Path, text: str) -> None:
    result = intake(text, "--lang", "fr")
    lines = result.stdout.splitlines()
    assert lines[0] == "écrit : practices/ke-second-time/index.fr.md"
    assert "maturity" in lines[2]
    assert lines[2].endswith("[unknown-term]")
    assert [line for line in lines if line.startswith("Manque encore pour une fiche complète : ")]
    assert result.exit_code == 1
    assert "id: KE-0002\n" in (tree / "practices/ke-second-time/index.fr.md").read_text("utf-8")


def test_nothing_is_written_twice(tree: Path, bundle: str) -> None:
    assert intake(bundle).exit_code == 0
    before = listing(tree)
    result = intake(bundle)
    assert result.exit_code == 1
    assert "[bundle-exists]" in result.stdout
    assert "written: " not in result.stdout
    assert listing(tree) == before


def test_one_bad_file_does_not_stop_the_others(tree: Path, bundle: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"no zip")
    result = intake(str(tmp_path / "bad.zip"), text, bundle)
    assert result.exit_code == 1
    assert result.stdout.startswith("bad.zip:1:1 ")
    assert (tree / FOLDER / "index.en.md").is_file()
    assert (tree / "practices/ke-second-time/index.fr.md").is_file()


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_dry_run_writes_nothing(form: str, tree: Path, bundle: str, text: str) -> None:
    before = listing(tree)
    tried = intake(bundle, text, "--dry-run", "--format", form)
    assert listing(tree) == before
    done = intake(bundle, text, "--format", form)
    assert tried.stdout.replace("would be written", "written") == done.stdout
    assert tried.exit_code == done.exit_code == 1


@pytest.mark.parametrize("lang", LOCALES)
def test_messages_speak_the_language(lang: str, tree: Path, bundle: str) -> None:
    assert tree
    lines = intake(bundle, "--lang", lang).stdout.splitlines()
    assert lines[0].endswith(FILES[0])
    assert lines[0].startswith({"en": "written", "fr": "écrit", "lo": "ຂຽນແລ້ວ", "ru": "записано"}[lang])
    assert len(lines) == 4


def test_as_sent_is_the_language_of_each_text(tree: Path, bundle: str, text: str, tmp_path: Path) -> None:
    assert tree
    (tmp_path / "bad.zip").write_bytes(b"no zip")
    lines = intake(bundle, text, str(tmp_path / "bad.zip"), "--lang", "as-sent").stdout.splitlines()
    assert lines[0].startswith("written: ")
    assert [line for line in lines if line.startswith("écrit : ")]
    assert "cannot be taken in" in lines[-1]


def test_json_tells_the_same(tree: Path, bundle: str) -> None:
    assert tree
    (one,) = json.loads(intake(bundle, "--format", "json", "--lang", "lo").stdout)
    assert list(one) == ["file", "lang", "record", "id", "written", "missing", "problems"]
    assert (one["file"], one["lang"], one["record"], one["id"]) == ("la-new-practice.zip", "en", FOLDER, "LA-0002")
    assert one["written"] == FILES
    assert list(one["missing"]) == ["snapshot", "full", "published"]
    assert one["missing"]["published"][0] == "ການຕິດຕໍ່"
    assert one["problems"] == []


def test_names_that_are_sent_start_no_command(tree: Path, tmp_path: Path) -> None:
    assert tree
    (tmp_path / "a.zip").write_bytes(packed({"practices/x/\n::error::y\x1b[2J": b"", DOCUMENT: sent_text()}))
    for form in ("text", "github", "json"):
        result = intake(str(tmp_path / "a.zip"), "--format", form)
        assert result.exit_code == 1
        assert "\x1b" not in result.stdout
        assert not [line for line in result.stdout.splitlines() if line.startswith("::error::y")]


def test_the_folder_may_be_named(tree: Path, bundle: str) -> None:
    assert intake(bundle, "--slug", "la-other-name").exit_code == 0
    assert (tree / "practices/la-other-name/picture-1.jpg").is_file()
    assert '"LA-0002": practices/la-other-name/\n' in (tree / "data/ids.yml").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nowhere.zip"],
        ["--slug", "../x"],
        ["--slug", "A b"],
        ["--lang", "zh"],
        ["--format", "xml"],
        ["--slug", "x" * 81],
    ],
)
def test_wrong_use_is_two(arguments: list[str], tree: Path, bundle: str) -> None:
    before = listing(tree)
    files = [bundle] if arguments and arguments[0].startswith("--") else []
    assert intake(*files, *arguments).exit_code == 2
    assert intake(bundle, bundle, "--slug", "la-x").exit_code == 2, "one name for two files"
    assert listing(tree) == before


def test_outside_a_tree_is_wrong_use(bundle: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert intake(bundle).exit_code == 2


def test_a_disk_that_refuses_is_told(tree: Path, bundle: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = listing(tree)

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    result = intake(bundle)
    assert result.exit_code == 1
    assert "No space left" in result.stderr
    assert listing(tree) == before


def test_the_words_are_there_in_all_languages() -> None:
    text = (PROJECT / "data/forms.yml").read_text("utf-8")
    for name in ("written", "would_write", "missing_snapshot", "missing_full", "missing_published"):
        assert f"\nintake.{name}:\n" in text
