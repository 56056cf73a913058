"""An issue is read from its event, and the file attached to it from where GitHub keeps it."""

from __future__ import annotations

import email.message
import io
import re
import urllib.request
import urllib.response

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.github.intake_events import EVENTS, event, written

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
