"""The commands a user types, besides check and build."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from passerelle.cli import main
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(PROJECT / "practices/kh-idpoor", tmp_path / "practices/kh-idpoor")
    for file in (tmp_path / "practices/kh-idpoor").glob("*.md"):
        text = file.read_text("utf-8")
        kept = [line for line in text.split("\n") if not line.startswith(("modules:", "exchanges:"))]
        file.write_text("\n".join(kept), "utf-8")
    (tmp_path / "modules").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.output


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("kind", ["practice", "module"])
def test_new_begins_a_record_that_the_checker_can_read(kind: str, lang: str, tree: Path) -> None:
    code, _output = run("new", kind, "my-record", "--lang", lang)
    assert code == 0
    file = tree / f"{kind}s/my-record/index.{lang}.md"
    assert file.is_file()
    _code, output = run("check", str(file), "--format", "json")
    codes = {row["code"] for row in json.loads(output)}
    assert not {code for code in codes if code.startswith("yaml")}
    assert "unknown-field" not in codes
    assert "missing-field" not in codes


def test_new_never_overwrites(tree: Path) -> None:
    before = (tree / "practices/kh-idpoor/index.en.md").read_text("utf-8")
    code, output = run("new", "practice", "kh-idpoor")
    assert code == 1
    assert "exists already" in output
    assert (tree / "practices/kh-idpoor/index.en.md").read_text("utf-8") == before


@pytest.mark.parametrize("slug", ["../x", "A b", "x/y", ""])
def test_new_refuses_names_that_lead_elsewhere(slug: str, tree: Path) -> None:
    assert run("new", "practice", slug)[0] == 2
    assert sorted(entry.name for entry in (tree / "practices").iterdir()) == ["kh-idpoor"]


def test_ids_are_registered(tree: Path) -> None:
    code, output = run("ids")
    assert code == 1
    assert "KH-0001  practices/kh-idpoor/" in output
    (tree / "data").mkdir()
    assert run("ids", "--write")[0] == 0
    assert run("ids") == (0, "")
    (tree / "practices/kh-idpoor").rename(tree / "practices/kh-other")
    _code, output = run("check", "--format", "json")
    assert "address-lost" in {row["code"] for row in json.loads(output)}


def test_stamping_writes_fingerprints_once(tree: Path) -> None:
    for file in tree.rglob("index.*.md"):
        file.write_text(re.sub(r", blocks: \[[^\]]*\]", "", file.read_text("utf-8")), "utf-8")
    assert run("translation", "stamp") == (0, "3 translation(s) stamped\n")
    text = {file: file.read_text("utf-8") for file in tree.rglob("index.*.md")}
    assert run("translation", "stamp")[1] == "0 translation(s) stamped\n"
    assert {file: file.read_text("utf-8") for file in tree.rglob("index.*.md")} == text
    _code, output = run("check", "--format", "json")
    assert "translation-not-stamped" not in {row["code"] for row in json.loads(output)}


def test_a_changed_source_makes_translations_old(tree: Path) -> None:
    run("translation", "stamp")
    file = tree / "practices/kh-idpoor/index.en.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace('\ntitle: "', '\ntitle: "New '), "utf-8")
    _code, output = run("check", "--format", "json")
    outdated = [row for row in json.loads(output) if row["code"] == "translation-outdated"]
    assert {row["path"][-5:-3] for row in outdated} == {"fr", "lo", "ru"}
    assert {row["severity"] for row in outdated} == {"warning"}


def test_search_answers_from_any_documents(tmp_path: Path) -> None:
    source = tmp_path / "docs.jsonl"
    rows = [
        {"id": "a", "lang": "lo", "title": "ທະບຽນສັງຄົມ", "paras": ["ຄົວເຮືອນທຸກຍາກໄດ້ຂຶ້ນທະບຽນ"]},
        {"id": "b", "lang": "lo", "title": "ບຳນານ", "paras": ["ຜູ້ສູງອາຍຸຮັບບຳນານ"]},
        {"id": "c", "lang": "en", "title": "Pension", "paras": ["other language"]},
    ]
    source.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    code, output = run("search", "index", "--documents", str(source), "--lang", "lo", "--out", str(tmp_path / "index"))
    assert code == 0
    assert output.startswith("2 documents")
    code, output = run("search", "query", "--index", str(tmp_path / "index"), "--json", "ບໍານານ")
    assert code == 0
    assert [hit["id"] for hit in json.loads(output)][:1] == ["b"]
    assert "nothing found" in run("search", "query", "--index", str(tmp_path / "index"), "zzzz")[1]


def test_search_says_what_is_wrong_with_its_input(tmp_path: Path) -> None:
    source = tmp_path / "docs.jsonl"
    source.write_text('{"id": 1}\n', "utf-8")
    code, output = run("search", "index", "--documents", str(source), "--lang", "en", "--out", str(tmp_path / "index"))
    assert code == 1
    assert "line 1" in output
    code, output = run("search", "query", "--index", str(tmp_path), "x")
    assert code == 1
    assert "not an index" in output


def test_every_command_is_documented() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    for name, command in main.commands.items():
        assert f"passerelle {name}" in readme
        assert command.help
