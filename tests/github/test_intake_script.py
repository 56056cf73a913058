"""From an event of an issue to a pull request: intake.py and propose.py, on events as GitHub sends them."""

from __future__ import annotations

import base64
import email.message
import importlib
import io
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.error
import urllib.request
import urllib.response
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.intake.bundle import read_zip
from tests.conftest import SITES
from tests.intake.conftest import listing
from tests.intake.parcels import DOCUMENT, FOLDER, packed, picture, sent_text

EVENTS = Path(__file__).parent / "events"
BASE = "fedcba9876543210fedcba9876543210fedcba98"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
FORMS = ("opened-en", "opened-fr", "opened-lo", "opened-ru")
MARK = "<!-- passerelle-intake -->"


@pytest.fixture(scope="session")
def issues(reporter):
    assert reporter
    return importlib.import_module("issue")


@pytest.fixture(scope="session")
def intake(issues):
    assert issues
    return importlib.import_module("intake")


@pytest.fixture(scope="session")
def proposer(intake):
    assert intake
    return importlib.import_module("propose")


@pytest.fixture
def tree(tmp_path, monkeypatch, intake):
    """The small tree, in which the command is run as the workflow runs it."""
    shutil.copytree(SITES / "minimal", tmp_path / "tree")
    monkeypatch.chdir(tmp_path / "tree")
    monkeypatch.setattr(intake, "PASSERELLE", shutil.which("passerelle", path=sysconfig.get_path("scripts")))
    monkeypatch.delenv("SITE_URL", raising=False)
    return tmp_path / "tree"


def event(name):
    return json.loads((EVENTS / f"{name}.json").read_text("utf-8"))


def written(tmp_path, data):
    file = tmp_path / "event.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    return file


def archived(folder):
    """What upload-artifact makes of a folder."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(file, file.relative_to(folder).as_posix())
    return stream.getvalue()


@pytest.fixture
def taken(tree, tmp_path, intake, issues, monkeypatch):
    """A function that runs the first job and returns the outcome and the artifact."""
    assert tree

    def take(name, attached=None):
        file = EVENTS / f"{name}.json"
        monkeypatch.setattr(intake, "fetch", lambda _url: attached)
        assert intake.main(["fetch", str(file), str(tmp_path / "sent")]) == 0
        summary = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
        assert intake.main(["take", str(file), str(tmp_path / "sent"), str(tmp_path / "taken")], summary) == 0
        return json.loads((tmp_path / "taken/outcome.json").read_text("utf-8")), archived(tmp_path / "taken")

    assert issues
    return take


# --- the event ---


@pytest.mark.parametrize("name", [file.stem for file in sorted(EVENTS.iterdir())])
def test_recorded_events_are_read(name, issues):
    issue = issues.read_event(EVENTS / f"{name}.json")
    assert issue.number == event(name)["issue"]["number"]
    assert (issue.repository, issue.branch) == ("o/r", "main")
    assert "\r" not in issue.body
    wanted = {"attached-zip": "lo", "attached-md": "fr", "hostile-bidi": "lo"}
    assert issue.lang == wanted.get(name, name[-2:] if name.startswith("opened") else "en")


@pytest.mark.parametrize(
    "change",
    [
        {"number": "7"},
        {"number": True},
        {"number": -1},
        {"number": None},
        {"body": 7},
        {"labels": None},
        {"labels": ["practice"]},
        {"user": {"login": "a b"}},
        {"user": {"login": "--help"}},
        {"user": None},
    ],
)
def test_what_is_no_event_is_refused(change, issues, untrusted, tmp_path):
    data = event("opened-en")
    data["issue"] |= change
    with pytest.raises(untrusted.HostileReportError):
        issues.read_event(written(tmp_path, data))


@pytest.mark.parametrize(
    "data",
    ["", "[]", "null", "7", "{}", '{"issue": {}}', "[" * 100_000, '{"issue": 1, "repository": 2}', " " * 2_100_000],
)
def test_what_is_no_json_of_an_event_is_refused(data, issues, untrusted, tmp_path):
    with pytest.raises(untrusted.HostileReportError):
        issues.read_event(written(tmp_path, data))


def test_an_issue_without_a_text_is_read(issues, tmp_path):
    data = event("opened-en")
    data["issue"]["body"] = None
    assert issues.read_event(written(tmp_path, data)).body == ""


@pytest.mark.parametrize(
    ("labels", "text", "lang"),
    [
        (["practice", "lang-fr"], "ສະບາຍດີ", "fr"),
        (["practice"], "ສະບາຍດີ", "lo"),
        (["practice"], "Добрый день", "ru"),
        (["practice"], "Bonjour", ""),
        (["practice"], "x https://github.com/o/r/files/1/la-x.fr.md", "fr"),
        (["practice"], "https://github.com/o/r/files/1/a.fr.md https://github.com/o/r/files/1/a.en.md", ""),
        (["lang-zh", "lang-", "$(id)"], "", ""),
    ],
)
def test_the_language_of_the_contributor(labels, text, lang, issues, tmp_path):
    data = event("opened-en")
    data["issue"] |= {"labels": [{"name": name} for name in labels], "title": "x", "body": text}
    assert issues.read_event(written(tmp_path, data)).lang == lang


# --- the attached file ---

FILES = "https://github.com/user-attachments/files/17845127"
BEFORE = "https://github.com/o/r/files/17845127"


def with_body(issues, tmp_path, body):
    data = event("attached-zip")
    data["issue"]["body"] = body
    return issues.read_event(written(tmp_path, data))


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (f"[la-x.zip]({FILES}/la-x.zip)", "la-x.zip"),
        (f"{BEFORE}/la-x.lo.md", "la-x.lo.md"),
        (f"text {FILES}/exchange-new.yml.", ""),
        (f"<{FILES}/exchange-new.yml>", "exchange-new.yml"),
        (f"[a]({FILES}/a.zip) and again [a]({FILES}/a.zip)", "a.zip"),
        (f"[a]({FILES}/a.zip) [b]({FILES}/b.zip)", ""),
        (f"[a]({FILES}/a.pdf) [b]({FILES}/b.zip)", "b.zip"),
        ("![x](https://github.com/user-attachments/assets/0553ee3d-30c3-447e-ad95-8cba4dfbf48a)", ""),
        (f"{FILES}/a.zip.exe", ""),
        (f"{FILES}/.zip", ""),
        (f"{FILES}/..%2fa.zip", ""),
        (f"{FILES}/a/b.zip", ""),
        (f"{FILES}/a.zip?x=.zip", ""),
        (f"{FILES}/a.zip#x", ""),
        ("https://github.com/user-attachments/files/x/a.zip", ""),
        ("https://github.com/other/r/files/1/a.zip", ""),
        ("https://github.com/o/r2/files/1/a.zip", ""),
        ("https://github.com/o/r/raw/main/a.zip", ""),
        ("https://github.com.evil.example/user-attachments/files/1/a.zip", ""),
        ("https://github.com@evil.example/user-attachments/files/1/a.zip", ""),
        ("http://github.com/user-attachments/files/1/a.zip", ""),
        ("https://evil.example/https://github.com/user-attachments/files/1/a.zip", "a.zip"),
        ("//github.com/user-attachments/files/1/a.zip", ""),
        (f"{FILES}/" + "a" * 200 + ".zip", ""),
        ("", ""),
    ],
)
def test_only_one_file_of_github_itself_is_an_attachment(body, name, issues, tmp_path):
    found = issues.attachment(with_body(issues, tmp_path, body))
    assert (found[1] if found else "") == name
    if found:
        assert found[0].startswith((f"{FILES}/", f"{BEFORE}/", "https://github.com/user-attachments/files/1/"))


@given(st.text(max_size=100))
def test_no_text_breaks_the_search_for_an_attachment(issues, text):
    issue = issues.Issue(1, f"{FILES}/{text} {text}", "", "a", "o/r", "main")
    found = issues.attachment(issue)
    assert found is None or re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*\.(zip|md|yml)", found[1])


class Web(urllib.request.BaseHandler):
    """Stands in for the web: answers by address; a text is where it redirects to."""

    handler_order = 100

    def __init__(self, answers):
        self.answers, self.asked = answers, []

    def https_open(self, request):
        self.asked.append(request.full_url)
        answer = self.answers.get(request.full_url)
        headers = email.message.Message()
        code = 404 if answer is None else 302 if isinstance(answer, str) else 200
        if isinstance(answer, str):
            headers["Location"] = answer
        body = answer if hasattr(answer, "read") else io.BytesIO(answer if isinstance(answer, bytes) else b"")
        response = urllib.response.addinfourl(body, headers, request.full_url, code)
        response.msg = "x"
        return response

    http_open = https_open


STORE = "https://objects.githubusercontent.com/github-production-repository-file-5c1aeb/1/17845127?X-Amz-Expires=300"
BUCKET = "https://github-production-user-asset-6210df.s3.amazonaws.com/583231/1?X-Amz-Expires=300"


@pytest.mark.parametrize("store", [STORE, BUCKET])
def test_a_file_is_fetched_from_where_github_keeps_it(store, issues):
    web = Web({f"{FILES}/a.zip": store, store: b"content"})
    assert issues.fetch(f"{FILES}/a.zip", web) == b"content"
    assert web.asked == [f"{FILES}/a.zip", store]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/a.zip",
        "http://objects.githubusercontent.com/a.zip",
        "https://objects.githubusercontent.com.evil.example/a",
        "https://evil-githubusercontent.com/a",
        "https://githubusercontent.com.evil.example/a",
        "https://me@objects.githubusercontent.com/a",
        "https://objects.githubusercontent.com:8080/a",
        "https://github-production-evil.s3.amazonaws.com/a",
        "https://s3.amazonaws.com/github-production-user-asset-6210df/a",
        "https://169.254.169.254/latest/meta-data/",
        "https://localhost/a",
        "file:///etc/passwd",
        "ftp://github.com/a",
        "https://[",
        "",
    ],
)
def test_no_redirect_leads_elsewhere(elsewhere, issues):
    web = Web({f"{FILES}/a.zip": elsewhere, elsewhere: b"secret"})
    assert issues.fetch(f"{FILES}/a.zip", web) is None
    assert web.asked == [f"{FILES}/a.zip"]


def test_redirects_end(issues):
    web = Web({f"{FILES}/a.zip": f"{FILES}/a.zip"})
    assert issues.fetch(f"{FILES}/a.zip", web) is None
    assert len(web.asked) < 10


@pytest.mark.parametrize("url", ["https://evil.example/a.zip", "http://github.com/a.zip", "file:///etc/passwd", STORE])
def test_the_first_address_is_githubs(url, issues):
    web = Web({url: b"secret"})
    assert issues.fetch(url, web) is None
    assert web.asked == []


def test_a_file_without_end_is_left_at_the_limit(issues):
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            assert 0 < size <= issues.MAX_FILE + 1
            self.given += size
            return b"a" * size

    stream = Endless()
    assert issues.fetch(f"{FILES}/a.zip", Web({f"{FILES}/a.zip": stream})) is None
    assert stream.given <= 2 * (issues.MAX_FILE + 1)


@pytest.mark.parametrize("error", [OSError("down"), TimeoutError(), ValueError("bad")])
def test_a_file_that_cannot_be_had(error, issues, monkeypatch):
    web = Web({})
    assert issues.fetch(f"{FILES}/a.zip", web) is None

    def fail(*_arguments):
        raise error

    monkeypatch.setattr(web, "https_open", fail)
    assert issues.fetch(f"{FILES}/a.zip", web) is None


# --- the first job ---


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


def bundle():
    return packed({DOCUMENT: sent_text(), f"{FOLDER}/picture-1.jpg": picture()})


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
def test_what_is_refused_writes_nothing(name, attached, code, taken, tree, tmp_path):
    before = listing(tree)
    outcome, artifact = taken(name, attached)
    assert {row["code"] for row in outcome["problems"]} == {code}
    assert outcome["record"] == ""
    assert listing(tree) == before
    with zipfile.ZipFile(io.BytesIO(artifact)) as archive:
        assert archive.namelist() == ["outcome.json"]
    assert not [path for path in tmp_path.rglob("pwned*")]


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
    assert not re.search(r"@octocat|<img|<script|</details|secrets\.GITHUB", summary)
    assert not [path for path in tmp_path.rglob("pwned*")]


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


# --- the second job ---


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
def propose(proposer, reporter, github, tmp_path, monkeypatch, capsys):
    """A function that runs the second job and returns its exit code, what it wrote, and its log."""

    def run(artifact, name="attached-zip", **changed):
        (tmp_path / "artifact.zip").write_bytes(artifact)
        there = github(answers(**changed))
        environment = {"GITHUB_SHA": BASE, "ARTIFACT": "5", "GITHUB_SERVER_URL": "https://git.example"}
        with monkeypatch.context() as patch:
            patch.setattr(reporter.subprocess, "run", there.run)
            code = proposer.main({**environment, "GITHUB_EVENT_PATH": str(EVENTS / f"{name}.json")})
        return code, there.writes, capsys.readouterr().err

    return run


def sends(writes, address):
    return [sent for _method, place, sent in writes if place == address]


def test_a_record_becomes_one_pull_request(taken, propose):
    outcome, artifact = taken("attached-zip", bundle())
    assert outcome["record"]
    code, writes, log = propose(artifact)
    assert (code, log) == (0, "")
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
    for name, content in files.items():
        members[name] = content
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def ref(sha="a" * 40, name="intake/issue-21"):
    return {"ref": f"refs/heads/{name}", "object": {"sha": sha}}


def test_a_later_text_renews_branch_pull_request_and_comment(taken, propose):
    _, artifact = taken("attached-zip", bundle())
    there = {
        "git/matching-refs/heads/intake/issue-21": [ref(name="intake/issue-210"), ref()],
        f"commits/{'a' * 40}": {"author": {"login": "github-actions[bot]"}},
        "pulls": [{"number": 30}],
        "issues/21/comments": [
            {"id": 1, "user": {"login": "octocat"}, "body": MARK},
            {"id": 2, "user": {"login": "github-actions[bot]"}, "body": f"{MARK}\nold"},
        ],
    }
    code, writes, _ = propose(artifact, **there)
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
    _, writes, _ = propose(artifact, **there)
    assert writes[-1][1] == "pulls/30", "an equal comment is left alone"


@pytest.mark.parametrize("author", [{"login": "editor"}, None, {}])
def test_work_of_others_on_the_branch_is_never_lost(author, taken, propose):
    _, artifact = taken("attached-zip", bundle())
    code, writes, _ = propose(
        artifact,
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


def test_a_repository_that_allows_no_pull_requests_says_where(taken, propose):
    _, artifact = taken("attached-zip", bundle())
    code, writes, log = propose(artifact, **{"POST pulls": None})
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
def test_an_artifact_with_anything_else_is_refused(files, taken, propose):
    _, artifact = taken("attached-zip", bundle())
    code, writes, log = propose(changed(artifact, **files))
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
def test_a_registry_with_other_changes_is_refused(swap, taken, propose):
    _, artifact = taken("attached-zip", bundle())
    with zipfile.ZipFile(io.BytesIO(artifact)) as archive:
        registry = archive.read("files/data/ids.yml")
    assert swap[0] in registry
    code, writes, _ = propose(changed(artifact, **{"files/data/ids.yml": registry.replace(*swap)}))
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
def test_a_forged_outcome_is_refused(outcome, taken, propose):
    _, artifact = taken("attached-zip", bundle())
    code, writes, _ = propose(changed(artifact, outcome=outcome))
    assert (code, writes) == (3, [])


def test_forged_words_do_nothing(taken, propose):
    outcome, artifact = taken("attached-zip", bundle())
    row = {
        "path": "<b>@octocat",
        "line": 1,
        "code": "x",
        "severity": "error",
        "message": "<img> @octocat",
        "hint": "#1",
    }
    outcome |= {"problems": [row] * 3_000, "missing": {"full": ["</details> @octocat [x](https://evil.example)"] * 90}}
    code, writes, _ = propose(changed(artifact, outcome=outcome))
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


# --- words, and the scripts as commands ---


def test_the_words_are_there_in_all_languages(root):
    words = json.loads((root / ".github/scripts/intake.json").read_text("utf-8"))
    assert tuple(words) == ("en", "fr", "lo", "ru")
    assert len({tuple(texts) for texts in words.values()}) == 1
    for key, text in words["en"].items():
        assert {tuple(re.findall(r"\{\w+\}", texts[key])) for texts in words.values()} == {
            tuple(re.findall(r"\{\w+\}", text))
        }
        assert all(texts[key].count(" #{pull}") == text.count(" #{pull}") for texts in words.values())
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
