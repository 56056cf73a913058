"""Runs report.sh against a stand-in for GitHub's command line tool."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import zipfile

import pytest

SHA = "0123456789abcdef0123456789abcdef01234567"
ROW = {
    "path": "practices/a/index.fr.md",
    "line": 2,
    "code": "missing-field",
    "severity": "error",
    "message": "Le champ manque. @octocat",
    "hint": "",
}
STAND_IN = """#!{python}
import json, os, pathlib, sys
here = pathlib.Path(os.environ["STAND_IN"])
arguments = sys.argv[1:]
method = arguments[arguments.index("--method") + 1] if "--method" in arguments else "GET"
address = next(word for word in arguments[1:] if word.startswith("repos/")).split("?")[0]
body = next((word[6:] for word in arguments if word.startswith("body=@")), "")
with (here / "calls").open("a") as calls:
    text = pathlib.Path(body).read_text("utf-8") if body else ""
    calls.write(json.dumps([method, address, text]) + "\\n")
answers = json.loads((here / "answers.json").read_text())
if method != "GET":
    sys.exit(0)
if address.endswith("/zip"):
    sys.stdout.buffer.write((here / "problems.zip").read_bytes())
elif address in answers:
    print(answers[address])
else:
    print('{{"message": "Not Found"}}')
    sys.exit(1)
"""


@pytest.fixture
def report(root, tmp_path):
    """A function that runs the script and returns its exit code and the calls that wrote."""
    (tmp_path / "bin").mkdir()
    tool = tmp_path / "bin/gh"
    tool.write_text(STAND_IN.format(python=sys.executable), "utf-8")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)

    def run(rows, sha=SHA, **answers):
        known = {
            "repos/o/r/pulls": "7",
            "repos/o/r/actions/runs/99/artifacts": "5",
            "repos/o/r/pulls/7/files": "practices/a/index.fr.md",
            "repos/o/r/pages": "https://o.example/r",
            "repos/o/r/issues/7/comments": "",
        }
        known |= {f"repos/o/r/{address}": answer for address, answer in answers.items()}
        (tmp_path / "answers.json").write_text(json.dumps({k: v for k, v in known.items() if v is not None}), "utf-8")
        with zipfile.ZipFile(tmp_path / "problems.zip", "w") as archive:
            archive.writestr("problems.json", rows if isinstance(rows, str) else json.dumps(rows))
        environment = {
            "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "STAND_IN": str(tmp_path),
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_SERVER_URL": "https://git.example",
            "HEAD_SHA": sha,
            "RUN_ID": "99",
            "TMPDIR": str(tmp_path),
        }
        command = ["bash", str(root / ".github/scripts/report.sh")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        calls = tmp_path / "calls"
        lines = calls.read_text("utf-8").splitlines() if calls.exists() else []
        return done, [call for call in map(json.loads, lines) if call[0] != "GET"]

    return run


def test_a_first_list_becomes_a_comment_in_the_language_of_the_text(report):
    done, ((method, address, body),) = report([ROW])
    assert done.returncode == 0, done.stderr
    assert (method, address) == ("POST", "repos/o/r/issues/7/comments")
    assert "### Points à corriger" in body
    assert f"https://git.example/o/r/blob/{SHA}/practices/a/index.fr.md?plain=1#L2" in body
    assert "https://o.example/r/fr/help/missing-field/" in body
    assert "@octocat" not in body


def test_a_later_list_renews_it(report):
    _, ((method, address, _),) = report([ROW], **{"issues/7/comments": "1234"})
    assert (method, address) == ("PATCH", "repos/o/r/issues/comments/1234")


def test_when_all_is_mended_the_comment_says_so(report):
    _, ((method, _, body),) = report([], **{"issues/7/comments": "1234"})
    assert method == "PATCH"
    assert "Tout est en ordre" in body


def test_a_clean_text_is_not_bothered(report):
    done, writes = report([])
    assert (done.returncode, writes) == (0, [])


def test_an_older_commit_is_not_reported(report):
    done, writes = report([ROW], pulls="")
    assert (done.returncode, writes) == (0, [])


def test_a_check_without_a_list_is_not_reported(report):
    done, writes = report([ROW], **{"actions/runs/99/artifacts": ""})
    assert (done.returncode, writes) == (0, [])


def test_without_a_site_there_are_no_help_links(report):
    done, ((_, _, body),) = report([ROW], pages=None)
    assert done.returncode == 0, done.stderr
    assert "`missing-field`" in body
    assert "/help/" not in body
    assert "Not Found" not in body


def test_an_unreadable_list_fails_without_a_comment(report):
    done, writes = report("nonsense")
    assert done.returncode != 0
    assert writes == []


@pytest.mark.parametrize("sha", ["", "main", f'{SHA}" or true'])
def test_only_a_commit_is_looked_for(report, sha):
    done, writes = report([ROW], sha=sha)
    assert done.returncode != 0
    assert writes == []
