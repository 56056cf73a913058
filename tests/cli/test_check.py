"""`passerelle check`: its three formats in four languages, its exit codes, its paths.

The golden files are rewritten by `pytest tests/cli/test_check.py --update-golden`; read the difference before you
commit it: these are the words contributors see.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from passerelle.cli import main
from passerelle.cli.output import FORMATS
from passerelle.ground.locales import LOCALES
from passerelle.knowledge.explain import Row
from tests.conftest import SITES

GOLDEN = Path(__file__).parents[1] / "golden"
BROKEN = SITES / "broken"


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SITE_URL", raising=False)
    shutil.copytree(BROKEN, tmp_path / "broken")
    monkeypatch.chdir(tmp_path / "broken")
    return tmp_path / "broken"


def check(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("form", FORMATS)
def test_messages(form: str, lang: str, update_golden: bool) -> None:
    result = check("--format", form, "--lang", lang)
    file = GOLDEN / f"check.{lang}.{'json' if form == 'json' else f'{form}.txt'}"
    if update_golden:
        file.parent.mkdir(exist_ok=True)
        file.write_text(result.stdout, "utf-8")
    assert result.stdout == file.read_text("utf-8")
    assert result.exit_code == 1


@pytest.mark.usefixtures("broken")
def test_text_lines_are_places_and_end_with_their_code() -> None:
    result = check()
    lines = result.stdout.splitlines()
    assert len(lines) > 20
    assert all(re.fullmatch(r"[^:]+:\d+:\d+ .+ - .+ \[[a-z0-9-]+\]", line) for line in lines)
    assert result.stderr == f"{sum(' (warning) ' not in line for line in lines)} error(s), 1 warning(s)\n"


@pytest.mark.usefixtures("broken")
def test_json_is_one_array_of_rows() -> None:
    rows = json.loads(check("--format", "json", "--lang", "lo").stdout)
    assert {tuple(row) for row in rows} == {tuple(Row.__dataclass_fields__)}
    assert tuple(rows[0]) == (
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "field",
        "code",
        "severity",
        "message",
        "hint",
        "help_url",
    )
    assert rows == sorted(rows, key=lambda row: (row["path"], row["line"], row["column"]))
    assert all(row["help_url"] == f"https://passerelle.example/lo/help/{row['code']}/" for row in rows)


def test_clean_is_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SITES / "minimal")
    result = check()
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 error(s), 0 warning(s)\n")
    assert check("--format", "json").stdout == "[]\n"


def test_warnings_are_zero(tmp_path: Path) -> None:
    shutil.copytree(SITES / "minimal", tmp_path / "tree")
    file = tmp_path / "tree/data/ids.yml"
    file.write_text(
        "".join(line for line in file.read_text("utf-8").splitlines(keepends=True) if "M-01" not in line), "utf-8"
    )
    result = check(str(tmp_path / "tree"))
    assert (result.exit_code, result.stderr) == (0, "0 error(s), 1 warning(s)\n")


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--lang", "zh"], ["nowhere"], ["--no-such-option"]])
def test_wrong_use_is_two(arguments: list[str], broken: Path) -> None:
    assert broken
    assert check(*arguments).exit_code == 2


def test_a_folder_without_content_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert check().exit_code == 2
    shutil.copytree(SITES / "minimal", tmp_path / "tree")
    assert check("tree", str(BROKEN)).exit_code == 2, "two trees at once"


def paths(result: Result) -> set[str]:
    return {line.partition(":")[0] for line in result.stdout.splitlines()}


def test_paths_choose_what_is_shown(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(paths(check())) == 5
    assert paths(check("practices/la-first/index.fr.md")) == {"practices/la-first/index.fr.md"}
    assert paths(check("data", "practices/ke-second")) == {
        "data/partners/office.yml",
        "practices/ke-second/index.fr.md",
    }
    assert paths(check("docs")) == set()
    assert check("docs").exit_code == 0
    assert paths(check(str(broken))) == paths(check("."))
    monkeypatch.chdir(broken / "practices/la-first")
    assert paths(check(".")) == {f"practices/la-first/index{end}.md" for end in (".en", ".fr", "")}
    assert paths(check("../ke-second")) == {"practices/ke-second/index.fr.md"}


def test_a_record_without_source_is_shown_with_its_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SITES / "minimal", tmp_path / "tree")
    monkeypatch.chdir(tmp_path / "tree")
    Path("practices/la-first/index.en.md").unlink()
    assert "practices/la-first:1:1" in check("practices/la-first/index.fr.md").stdout


def test_did_you_mean(broken: Path) -> None:
    assert broken
    text = check().stdout
    for typed, meant in (
        ("sumary", "summary"),
        ("ລາວ", "LA"),
        ("Laos", "LA"),
        ("Пилотный проект", "pilot"),
        ("ofice", "office"),
        ("result", "results"),
    ):
        lines = [line for line in text.splitlines() if f'"{typed}"' in line.partition(" - ")[0]]
        assert any(f'Did you mean "{meant}"?' in line for line in lines), lines


def test_nothing_in_a_message_moves_the_cursor_or_starts_a_command(broken: Path) -> None:
    file = broken / "practices/la-first/index.en.md"
    text = file.read_text("utf-8").replace("type: practice", 'type: "\\x1b[2J\\n::error file=x::y"')
    file.write_text(text, "utf-8")
    (broken / "practices/la-first/a\n::warning::b.md").touch()
    for form in FORMATS:
        output = check("--format", form).stdout
        assert "\x1b" not in output
        assert not any(line.startswith(("::error file=x", "::warning::b")) for line in output.splitlines())
