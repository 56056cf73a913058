"""Runs report.py against a stand-in for GitHub's tool, with answers as GitHub gives them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass

import pytest

SHA = "0123456789abcdef0123456789abcdef01234567"
BASE = "fedcba9876543210fedcba9876543210fedcba98"
ROW = {
    "path": "practices/la-new/index.fr.md",
    "line": 2,
    "code": "missing-field",
    "severity": "error",
    "message": "Le champ manque. @octocat",
    "hint": "",
}
WEIGHT = {
    "record": "practices/la-new",
    "lang": "fr",
    "html": 9_100,
    "before": None,
    "pictures": 40_000,
    "limit": 11_500,
}
RUNS = "https://git.example/o/r/actions/runs"


def pull(sha=SHA, number=7, labels=()):
    return {"number": number, "head": {"sha": sha}, "labels": [{"name": name} for name in labels]}


def file(name, status="added"):
    return {"filename": name, "status": status, "patch": "@@ hostile\u202e @octocat"}


def run(key, name, status="completed"):
    return {"id": key, "path": f".github/workflows/{name}.yml", "status": status, "name": "forged", "head_sha": SHA}


def artifact(key, name, size=900, *, expired=False):
    return {"id": key, "name": name, "size_in_bytes": size, "expired": expired}


def said(body, login="github-actions[bot]", key=1234):
    return {"id": key, "user": {"login": login}, "body": body}


ANSWERS = {
    "pulls": [pull()],
    "pulls/7/files": [file("practices/la-new/index.fr.md"), file("data/ids.yml", "modified")],
    f"git/trees/{BASE}": {"tree": [{"path": "practices/kh-idpoor/index.en.md"}], "truncated": False},
    "actions/runs": {"workflow_runs": [run(99, "check"), run(98, "check"), run(100, "build"), run(101, "test")]},
    "actions/runs/99/artifacts": {"artifacts": [artifact(5, "problems")]},
    "actions/runs/100/artifacts": {"artifacts": [artifact(6, "site"), artifact(7, "pictures"), artifact(8, "weights")]},
    "actions/artifacts/5/zip": "problems.zip",
    "actions/artifacts/8/zip": "weights.zip",
    "pages": {"html_url": "https://o.example/r"},
    "issues/7/comments": [],
}


@dataclass(frozen=True)
class Done:
    code: int
    writes: list
    log: str


@pytest.fixture
def report(reporter, github, packed, monkeypatch, capsys):
    """A function that reports on a commit."""

    def report_on(rows=(), weights=(WEIGHT,), sha=SHA, **changed):
        packed("problems.json", rows if isinstance(rows, str) else json.dumps(rows), "problems.zip")
        packed("weights.json", weights if isinstance(weights, str) else json.dumps(weights), "weights.zip")
        there = github({**ANSWERS, **changed})
        monkeypatch.setattr(reporter.subprocess, "run", there.run)
        environment = {"GITHUB_REPOSITORY": "o/r", "GITHUB_SERVER_URL": "https://git.example"}
        code = reporter.main({**environment, "HEAD_SHA": sha, "GITHUB_SHA": BASE})
        monkeypatch.undo()
        return Done(code, there.writes, capsys.readouterr().err)

    return report_on


def comments(done):
    return [(method, address, sent["body"]) for method, address, sent in done.writes if "labels" not in address]


def labels(done):
    return [(method, address, sent) for method, address, sent in done.writes if "labels" in address]


# --- the comment ---


def test_a_first_report_becomes_one_comment_in_the_language_of_the_text(report):
    done = report([ROW])
    assert done.code == 0, done.log
    ((method, address, body),) = comments(done)
    assert (method, address) == ("POST", "issues/7/comments")
    assert "### Points à corriger" in body
    assert f"https://git.example/o/r/blob/{SHA}/practices/la-new/index.fr.md?plain=1#L2" in body
    assert "https://o.example/r/fr/help/missing-field/" in body
    assert body.count(f"]({RUNS}/100#artifacts)") == 2
    assert "| `practices/la-new` | – | 9,1 | – | – | 40,0 |" in body
    assert "https://o.example/r/lo/editors/" in body
    assert "@octocat" not in body
    assert "forged" not in body


def test_a_later_report_renews_the_comment_and_no_other(report):
    there = [said("thanks", "octocat", 1), said("<!-- passerelle-check -->\nfake", "octocat", 2)]
    there += [
        said("something else", key=3),
        said("<!-- passerelle-check -->\nold"),
        said("<!-- passerelle-check -->", key=9),
    ]
    done = report([ROW], **{"issues/7/comments": there})
    ((method, address, body),) = comments(done)
    assert (method, address) == ("PATCH", "issues/comments/1234")
    done = report([ROW], **{"issues/7/comments": [said(body.rstrip())]})
    assert comments(done) == []


def test_the_comment_is_found_behind_hundreds(report):
    there = [said(f"talk {number}", "octocat", number) for number in range(250)]
    done = report([ROW], **{"issues/7/comments": [*there, said("<!-- passerelle-check -->\nold")]})
    assert [method for method, _address, _body in comments(done)] == ["PATCH"]


def test_a_text_in_order_gets_its_preview(report):
    done = report()
    ((method, _, body),) = comments(done)
    assert method == "POST"
    assert "Tout est en ordre" in body
    assert "`pictures`" in body


def test_code_in_order_is_not_bothered(report):
    done = report(**{"pulls/7/files": [file("hooks/a.py", "modified")]})
    assert (done.code, comments(done)) == (0, [])


def test_when_all_is_mended_the_comment_says_so(report):
    there = [said("<!-- passerelle-check -->\nold")]
    done = report(**{"pulls/7/files": [file("hooks/a.py", "modified")], "issues/7/comments": there})
    ((method, _, body),) = comments(done)
    assert (method, body) == (
        "PATCH",
        "<!-- passerelle-check -->\nEverything is in order. Thank you! An editor will now read your text.\n",
    )


def test_before_the_build_ends_the_comment_says_that_it_goes_on(report):
    runs = {"workflow_runs": [run(99, "check"), run(100, "build", "in_progress")]}
    done = report([ROW], **{"actions/runs": runs})
    ((_, _, body),) = comments(done)
    assert "en construction" in body
    assert "#artifacts" not in body


def test_a_failed_build_is_told_without_a_link(report):
    done = report([ROW], **{"actions/runs/100/artifacts": {"artifacts": []}})
    ((_, _, body),) = comments(done)
    assert "pas encore pu être construites" in body
    assert "#artifacts" not in body


@pytest.mark.parametrize(
    "changed",
    [
        {"pulls": [pull("f" * 40)]},
        {"pulls": []},
        {"actions/runs": {"workflow_runs": []}},
        {"actions/runs": {"workflow_runs": [run(102, "check", "in_progress"), run(99, "check"), run(100, "build")]}},
        {"actions/runs": {"workflow_runs": [{**run(99, "check"), "path": ".github/workflows/forged.yml"}]}},
        {"actions/runs/99/artifacts": {"artifacts": []}},
        {"actions/runs/99/artifacts": {"artifacts": [artifact(5, "problems", expired=True)]}},
        {"actions/runs/99/artifacts": {"artifacts": [artifact(5, "problems", 5_000_000)]}},
    ],
)
def test_what_is_not_known_yet_or_any_more_is_not_told(report, changed):
    done = report([ROW], **changed)
    assert (done.code, comments(done)) == (0, [])


def test_without_a_site_there_are_no_help_links(report):
    done = report([ROW], pages=None)
    assert done.code == 0, done.log
    ((_, _, body),) = comments(done)
    assert "`missing-field`" in body
    assert "/help/" not in body
    assert "/editors/" not in body
    assert "Not Found" not in body


# --- what the pull request may forge ---


def test_an_unreadable_list_fails_without_a_comment(report):
    done = report("nonsense")
    assert done.code == 3
    assert comments(done) == []


@pytest.mark.parametrize(
    "forged",
    [
        "nonsense",
        '[{"html": NaN}]',
        "[" * 100_000,
        " " * 300_000 + "[]",
        json.dumps([{**WEIGHT, "record": "| <b>@octocat</b> `x` https://evil.example"}]),
        json.dumps([{**WEIGHT, "html": "<script>"}] * 2_000),
    ],
)
def test_forged_weights_leave_the_rest_of_the_comment(report, forged):
    done = report([ROW], forged)
    assert done.code == 0, done.log
    ((_, _, body),) = comments(done)
    assert "missing-field" in body
    assert "| `" not in body
    assert "evil.example" not in body


HOSTILE = [
    "practices/`id`\n/index.lo.md",
    "practices/<img src=x>/index.lo.md",
    "practices/@octocat/index.lo.md",
    "practices/\u202ela/index.lo.md",
    "data/exchanges/[x](https:evil.example).yml",
    '"; touch /tmp/x; "',
    "practices/la-new/index.fr.md\n",
]


def test_thousands_of_hostile_names_show_nothing_of_themselves(report):
    files = [file(name, status) for name in HOSTILE for status in ("added", "\n@octocat")] * 100
    files += [file(f"practices/p{number}/index.ru.md") for number in range(1_700)]
    weights = [{**WEIGHT, "record": f"practices/p{number}"} for number in range(1_000)]
    done = report([ROW] * 5_000, weights, **{"pulls/7/files": files})
    assert done.code == 0, done.log
    ((_, _, body),) = comments(done)
    assert len(body) < 65_000
    assert body.startswith("<!-- passerelle-check -->\n### Что нужно исправить")
    assert not re.search("@octocat|evil|touch|\u202e|<img", body)
    assert "octocat" not in body.replace("&#64;\u200boctocat", "")
    assert "ещё записей: 980" in body


@pytest.mark.parametrize("sha", ["", "main", f'{SHA}" or true', SHA.upper(), f"{SHA}\n"])
def test_only_a_commit_is_looked_for(report, sha):
    done = report([ROW], sha=sha)
    assert (done.code, done.writes) == (1, [])


# --- labels ---


def test_labels_of_the_set_come_and_go_and_others_stay(report):
    there = ["code", "lang-en", "good first issue", "practice"]
    done = report(pulls=[pull(labels=there)])
    assert labels(done) == [
        ("DELETE", "issues/7/labels/code", None),
        ("DELETE", "issues/7/labels/lang-en", None),
        ("POST", "issues/7/labels", {"labels": ["lang-fr"]}),
    ]


def test_a_document_beside_one_of_the_branch_is_a_translation(report):
    done = report(**{"pulls/7/files": [file("practices/kh-idpoor/index.lo.md")]})
    assert [sent["labels"] for _method, _address, sent in labels(done)] == [
        ["practice"],
        ["translation"],
        ["lang-lo"],
    ]


def test_a_label_that_cannot_be_made_is_told_in_the_log_only(report):
    done = report([ROW], **{"POST issues/7/labels": None})
    assert done.code == 0, done.log
    assert "The label practice was not changed" in done.log
    assert len(comments(done)) == 1


def test_labels_are_set_before_the_check_has_ended(report):
    done = report(**{"actions/runs": {"workflow_runs": []}})
    assert [sent["labels"] for _method, _address, sent in labels(done)] == [["practice"], ["lang-fr"]]


# --- as a command, on a Python without packages ---


def test_it_runs_as_the_workflow_runs_it(root, tmp_path):
    tool = tmp_path / "gh"
    tool.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >> "$0.log"\necho "[]"\n', "utf-8")
    tool.chmod(0o755)
    environment = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "HEAD_SHA": SHA,
        "GITHUB_SHA": BASE,
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_SERVER_URL": "https://git.example",
    }
    line = [sys.executable, "-S", "-E", str(root / ".github/scripts/report.py")]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"No open pull request ends in {SHA}.\n"
    assert (tmp_path / "gh.log").read_text("utf-8") == "api\nrepos/o/r/pulls?state=open&per_page=100&page=1\n"
