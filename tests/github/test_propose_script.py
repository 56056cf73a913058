"""What the first job left becomes a pull request and an answer; an artifact with anything else becomes nothing."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import subprocess
import sysconfig
import zipfile

import pytest

from tests.conftest import SITES
from tests.github.intake_events import EVENTS, FORMS, MARK, archived, bundle, event
from tests.intake.parcels import FOLDER

BASE = "fedcba9876543210fedcba9876543210fedcba98"
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(scope="module")
def kept(tmp_path_factory, intake, issues):
    """What the first job leaves of an attached bundle."""
    folder = tmp_path_factory.mktemp("kept")
    shutil.copytree(SITES / "minimal", folder / "tree")
    (folder / "la-new-practice.zip").write_bytes(bundle())
    issue = issues.read_event(EVENTS / "attached-zip.json")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "PASSERELLE", shutil.which("passerelle", path=sysconfig.get_path("scripts")))
        intake.take(issue, folder / "la-new-practice.zip", folder / "taken", folder / "tree")
    return archived(folder / "taken")


def outcome_of(artifact):
    with zipfile.ZipFile(io.BytesIO(artifact)) as archive:
        return json.loads(archive.read("outcome.json"))


def answers(registry=None, **changed):
    text = registry or (SITES / "minimal/data/ids.yml").read_bytes()
    known = ["data/ids.yml", "practices/la-first/index.en.md", "data/exchanges/X-2024-01.yml", "README.md"]
    tree = [{"path": path, "sha": f"blob-of-{path}"} for path in known]
    return {
        f"git/trees/{BASE}": {"sha": "base-tree", "tree": tree, "truncated": False},
        "git/blobs/blob-of-data/ids.yml": {"content": base64.encodebytes(text).decode(), "encoding": "base64"},
        "git/matching-refs/heads/intake/issue-21": [],
        "pulls": [],
        "POST git/blobs": b'{"sha": "blob"}',
        "POST git/trees": b'{"sha": "tree"}',
        "POST git/commits": json.dumps({"sha": COMMIT}).encode(),
        "POST git/refs": b"{}",
        "POST pulls": b'{"number": 34}',
        "issues/21/comments": [],
        "pages": {"html_url": "https://o.example/r"},
        "actions/artifacts/5/zip": "artifact.zip",
        **changed,
    }


@pytest.fixture
def propose(proposer, github, tmp_path, monkeypatch, capsys):
    """A function that runs the second job and returns its exit code, what it wrote, and its log."""

    def run(artifact, name="attached-zip", **changed):
        (tmp_path / "artifact.zip").write_bytes(artifact)
        there = github(answers(**changed))
        environment = {"GITHUB_SHA": BASE, "ARTIFACT": "5", "GITHUB_SERVER_URL": "https://git.example"}
        with monkeypatch.context() as patch:
            patch.setattr(subprocess, "run", there.run)
            code = proposer.main({**environment, "GITHUB_EVENT_PATH": str(EVENTS / f"{name}.json")})
        return code, there.writes, capsys.readouterr().err

    return run


def sends(writes, address):
    return [sent for _method, place, sent in writes if place == address]


def test_a_record_becomes_one_pull_request(kept, propose):
    code, writes, log = propose(kept)
    assert (log, code) == ("", 0)
    blobs = sends(writes, "git/blobs")
    assert len(blobs) == 3
    (tree,) = sends(writes, "git/trees")
    assert tree["base_tree"] == "base-tree"
    assert [entry["path"] for entry in tree["tree"]] == [
        "data/ids.yml",
        f"{FOLDER}/index.en.md",
        f"{FOLDER}/picture-1.jpg",
    ]
    assert {(entry["mode"], entry["type"]) for entry in tree["tree"]} == {("100644", "blob")}
    assert b"id: LA-0002\n" in base64.b64decode(blobs[1]["content"])
    assert sends(writes, "git/commits") == [
        {"message": f"Add {FOLDER} (LA-0002)\n\nFrom issue #21.\n", "tree": "tree", "parents": [BASE]}
    ]
    assert sends(writes, "git/refs") == [{"ref": "refs/heads/intake/issue-21", "sha": COMMIT}]
    (pull,) = sends(writes, "pulls")
    assert (pull["title"], pull["head"], pull["base"]) == (f"Add {FOLDER} (LA-0002)", "intake/issue-21", "main")
    assert pull["body"].startswith("Closes #21.\n")
    assert "somchai-la" in pull["body"]
    (comment,) = sends(writes, "issues/21/comments")
    assert comment["body"].startswith(f"{MARK}\nຂອບໃຈ! ເນື້ອໃນຂອງທ່ານແມ່ນຂໍ້ສະເໜີ #34 ແລ້ວ.")
    assert [method for method, _address, _sent in writes].count("POST") == len(writes)


@pytest.mark.parametrize("name", FORMS)
def test_the_answer_speaks_the_language_of_the_form(name, taken, propose):
    outcome, artifact = taken(name)
    outcome["problems"] = [
        {"path": path, "line": 3, "code": "unknown-term", "severity": "error", "message": "@octocat", "hint": ""}
        for path in (f"{outcome['record']}/index.{name[-2:]}.md", "issue-11.md")
    ]
    number = event(name)["issue"]["number"]
    branch = {f"git/matching-refs/heads/intake/issue-{number}": [], f"issues/{number}/comments": []}
    code, writes, _ = propose(changed(artifact, outcome=outcome), name, **branch)
    assert code == 0
    body = sends(writes, f"issues/{number}/comments")[0]["body"]
    thanks = {"en": "Thank you!", "fr": "Merci\u00a0!", "lo": "ຂອບໃຈ!", "ru": "Спасибо!"}[name[-2:]]
    assert body.startswith(f"{MARK}\n{thanks}")
    assert body.count(f"https://git.example/o/r/blob/{COMMIT}/{outcome['record']}/") == 1
    assert "issue-11" not in re.sub(r"\*\*[^*]*\*\*", "", body), "no link to what is no file of the repository"
    prefix = "" if name.endswith("en") else f"{name[-2:]}/"
    assert f"https://o.example/r/{prefix}help/unknown-term/" in body
    assert "@octocat" not in body
    assert len(body.splitlines()[-1]) > 20, "what a full practice still needs"


def changed(artifact, outcome=None, **files):
    """The artifact with another outcome, and with files put in, or taken out when None."""
    with zipfile.ZipFile(io.BytesIO(artifact)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    if outcome is not None:
        members["outcome.json"] = outcome if isinstance(outcome, bytes) else json.dumps(outcome).encode()
    members |= files
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def ref(sha="a" * 40, name="intake/issue-21"):
    return {"ref": f"refs/heads/{name}", "object": {"sha": sha}}


def test_a_later_text_renews_branch_pull_request_and_comment(kept, propose):
    there = {
        "git/matching-refs/heads/intake/issue-21": [ref(name="intake/issue-210"), ref()],
        f"commits/{'a' * 40}": {"author": {"login": "github-actions[bot]"}},
        "pulls": [{"number": 30}],
        "issues/21/comments": [
            {"id": 1, "user": {"login": "octocat"}, "body": MARK},
            {"id": 2, "user": {"login": "github-actions[bot]"}, "body": f"{MARK}\nold"},
        ],
    }
    code, writes, _ = propose(kept, **there)
    assert code == 0
    assert [(method, address) for method, address, _ in writes[-3:]] == [
        ("PATCH", "git/refs/heads/intake/issue-21"),
        ("PATCH", "pulls/30"),
        ("PATCH", "issues/comments/2"),
    ]
    assert writes[-3][2] == {"sha": COMMIT, "force": True}
    assert "#30" in writes[-1][2]["body"]
    body = writes[-1][2]["body"]
    there["issues/21/comments"] = [{"id": 2, "user": {"login": "github-actions[bot]"}, "body": body.rstrip()}]
    _, writes, _ = propose(kept, **there)
    assert writes[-1][1] == "pulls/30", "an equal comment is left alone"


@pytest.mark.parametrize("author", [{"login": "editor"}, None, {}])
def test_work_of_others_on_the_branch_is_never_lost(author, kept, propose):
    code, writes, _ = propose(
        kept,
        **{
            "git/matching-refs/heads/intake/issue-21": [ref()],
            f"commits/{'a' * 40}": {"author": author},
            "pulls": [{"number": 30}],
        },
    )
    assert code == 0
    ((_, address, sent),) = writes
    assert address == "issues/21/comments"
    assert "#30" in sent["body"]
    assert "ບັນນາທິການກຳລັງແກ້ໄຂ" in sent["body"]


def test_a_refusal_is_only_told(taken, propose):
    _, artifact = taken("attached-zip", b"nonsense")
    code, writes, _ = propose(artifact)
    assert code == 0
    ((_, address, sent),) = writes
    assert address == "issues/21/comments"
    assert "`bundle-unreadable`" in sent["body"]
    assert "ຍັງບໍ່ສາມາດຮັບເນື້ອໃນຂອງທ່ານໄດ້ເທື່ອ" in sent["body"]


def test_a_repository_that_allows_no_pull_requests_says_where(kept, propose):
    code, writes, log = propose(kept, **{"POST pulls": None})
    assert code == 1
    assert "Settings, Actions, General" in log
    assert sends(writes, "issues/21/comments") == []


ID_LINE = b'"LA-0002": practices/la-new-practice/\n'
OTHERS = {
    "outside": {"files/README.md": b"x"},
    "a workflow": {"files/.github/workflows/evil.yml": b"on: push"},
    "up": {"files/../evil.md": b"x"},
    "beside": {"evil.md": b"x"},
    "root": {"files//etc/passwd": b"x"},
    "code": {"files/hooks/evil.py": b"x"},
    "schema": {"files/data/schemas/practice.schema.json": b"{}"},
    "another record": {"files/practices/la-other/index.en.md": b"x"},
    "an old record": {"files/practices/la-first/index.en.md": b"x"},
    "beside an old record": {"files/practices/la-first/index.fr.md": b"x"},
    "an exchange too": {"files/data/exchanges/X-2025-01.yml": b"x"},
    "a type": {f"files/{FOLDER}/evil.svg": b"<svg/>"},
    "a language": {f"files/{FOLDER}/index.sw.md": b"x"},
    "a folder": {f"files/{FOLDER}/more/index.en.md": b"x"},
    "a line end": {f"files/{FOLDER}/index.en.md\n": b"x"},
    "no picture": {f"files/{FOLDER}/a.jpg": b"<html>"},
    "no text": {f"files/{FOLDER}/index.fr.md": b"\xff\xfe"},
    "no new file": {f"files/{FOLDER}/index.en.md": None, f"files/{FOLDER}/picture-1.jpg": None},
    "registry: nothing": {"files/data/ids.yml": b""},
    "registry: no text": {"files/data/ids.yml": b"\xff"},
    "registry: another": {"files/data/ids.yml": b'"LA-0003": practices/evil/\n'},
    "many": {f"files/{FOLDER}/p{number}.jpg": b"\xff\xd8\xff" for number in range(40)},
    "large": {f"files/{FOLDER}/p.jpg": b"\xff\xd8\xff" + b"\0" * 41_000_000},
}


@pytest.mark.parametrize("files", OTHERS.values(), ids=OTHERS)
def test_an_artifact_with_anything_else_is_refused(files, kept, propose):
    code, writes, log = propose(changed(kept, **files))
    assert (code, writes) == (3, [])
    assert log


@pytest.mark.parametrize(
    "swap",
    [
        (ID_LINE, b'"LA-0002": practices/evil/\n'),
        (ID_LINE, b'"LA-0009": practices/la-new-practice/\n'),
        (ID_LINE, ID_LINE + ID_LINE),
        (ID_LINE, ID_LINE + b'"LA-0003": practices/evil/\n'),
        (ID_LINE, b""),
        (b'"LA-0001": practices/la-first/\n', b""),
        (b'"LA-0001": practices/la-first/\n', b'"LA-0001": practices/la-new-practice/\n'),
        (b"practices/la-first/", b"practices/la-new-practice/"),
    ],
)
def test_a_registry_with_other_changes_is_refused(swap, kept, propose):
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        registry = archive.read("files/data/ids.yml")
    assert swap[0] in registry
    code, writes, _ = propose(changed(kept, **{"files/data/ids.yml": registry.replace(*swap)}))
    assert (code, writes) == (3, [])


@pytest.mark.parametrize(
    "outcome",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b'{"lang": "zh"}',
        b'{"lang": ["en"]}',
        b'{"lang": "en", "record": 7}',
        b'{"lang": "en", "missing": {"full": [7]}}',
        b'{"lang": "en", "missing": {"full": 7}}',
        b'{"lang": "en", "missing": []}',
        b'{"lang": "en", "problems": {}}',
        b'{"lang": "en", "record": "practices/evil", "fetched": true}',
        b"[" * 100_000,
    ],
)
def test_a_forged_outcome_is_refused(outcome, kept, propose):
    code, writes, _ = propose(changed(kept, outcome=outcome))
    assert (code, writes) == (3, [])


def test_forged_words_do_nothing(kept, propose):
    outcome = outcome_of(kept)
    row = {
        "path": "<b>@octocat",
        "line": 1,
        "code": "x",
        "severity": "error",
        "message": "<img> @octocat",
        "hint": "#1",
    }
    outcome |= {"problems": [row] * 3_000, "missing": {"full": ["</details> @octocat [x](https://evil.example)"] * 90}}
    code, writes, _ = propose(changed(kept, outcome=outcome))
    assert code == 0
    (sent,) = sends(writes, "issues/21/comments")
    assert len(sent["body"]) < 65_000
    assert not re.search(r"@octocat|<img|<b>|</details|\]\(https://evil", sent["body"])
    assert sent["body"].count("octocat") == sent["body"].count("&#64;\u200boctocat")


@pytest.mark.parametrize(
    ("name", "value"), [("GITHUB_SHA", "main"), ("GITHUB_SHA", f"{BASE}\n"), ("ARTIFACT", "5/../6"), ("ARTIFACT", "")]
)
def test_only_a_commit_and_a_number_are_asked_for(name, value, proposer):
    environment = {
        "GITHUB_SHA": BASE,
        "ARTIFACT": "5",
        "GITHUB_EVENT_PATH": str(EVENTS / "attached-zip.json"),
        name: value,
    }
    assert proposer.main(environment) == 3
