"""An issue and the file attached to it: read from the event's file with limits. Runs on a bare Python, no packages."""

from __future__ import annotations

import json
import re
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from changes import LANGUAGES
from untrusted import HostileReportError

MAX_EVENT = 2_000_000  # bytes; GitHub cuts issues at 65,536 characters
MAX_FILE = 30 * 1024 * 1024  # bytes of an attached file
MAX_REDIRECTS, SECONDS = 3, 60

_ADDRESS = re.compile(r"https://github\.com/[^\s<>\"'`()\[\]{}|\\^]{1,300}")
_ATTACHED = re.compile(r"/user-attachments/files/[0-9]{1,20}/([A-Za-z0-9][A-Za-z0-9._-]{0,150}\.(?:zip|md|yml))\Z")
_ATTACHED_BEFORE = re.compile(r"/files/[0-9]{1,20}/([A-Za-z0-9][A-Za-z0-9._-]{0,150}\.(?:zip|md|yml))\Z")
_REPOSITORY = re.compile(r"[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}\Z")
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,60}(?:\[bot\])?\Z")
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,200}\Z")
# Where GitHub keeps attached files; its own pages redirect there.
_STORES = re.compile(
    r"(?:[a-z0-9-]+\.githubusercontent\.com"
    r"|github-production-(?:user-asset|repository-file)-[0-9a-f]+\.s3\.amazonaws\.com)\Z"
)
_SCRIPTS = (("lo", re.compile("[\u0e80-\u0eff]")), ("ru", re.compile("[\u0400-\u04ff]")))
_IN_NAME = re.compile(r"\.(en|fr|lo|ru)\b")


@dataclass(frozen=True)
class Issue:
    """An issue as the event tells it.

    `lang` is the contributor's language, "" when nothing tells it; `login` their name on GitHub, `branch` the
    repository's default branch.
    """

    number: int
    body: str
    lang: str
    login: str
    repository: str
    branch: str


def read_event(file: Path) -> Issue:
    """The issue of an event.

    Raises:
        HostileReportError: the file is no event of an issue.
    """
    try:
        data = file.read_bytes()[: MAX_EVENT + 1]
        event = json.loads(data) if len(data) <= MAX_EVENT else None
        issue, repository, branch = (
            event["issue"],
            event["repository"]["full_name"],
            event["repository"]["default_branch"],
        )
        number, body = issue["number"], (issue["body"] or "").replace("\r\n", "\n")
        login, names = issue["user"]["login"], [label["name"] for label in issue["labels"]]
        plain = _REPOSITORY.match(repository) and _LOGIN.match(login) and _BRANCH.match(branch)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise HostileReportError("no event of an issue") from error
    if type(number) is not int or number < 1 or not plain:
        raise HostileReportError("no event of an issue")
    lang = _language(names, f"{issue.get('title')}\n{body}")
    return Issue(number, body, lang, login, repository, branch)


def _language(labels: list[Any], text: str) -> str:
    """The form's label says it; without one the letters do, or the name of an attached document."""
    for code in LANGUAGES:
        if f"lang-{code}" in labels:
            return code
    for code, letters in _SCRIPTS:
        if letters.search(text):
            return code
    named = {match.group(1) for url in _ADDRESS.findall(text) if (match := _IN_NAME.search(url))}
    return named.pop() if len(named) == 1 else ""


def attachment(issue: Issue) -> tuple[str, str] | None:
    """Address and name of the one attached file that may be a practice; None when there is none, or several."""
    found = {}
    for url in _ADDRESS.findall(issue.body):
        path = url.removeprefix("https://github.com")
        before = path.removeprefix(f"/{issue.repository}") if path.startswith(f"/{issue.repository}/") else ""
        if match := _ATTACHED.match(path) or _ATTACHED_BEFORE.match(before):
            found[url] = match.group(1)
    return next(iter(found.items())) if len(found) == 1 else None


def is_allowed(url: str, *, first: bool = False) -> bool:
    """Whether a file may be fetched from an address: GitHub's own first, then one of its stores."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme != "https" or port not in {None, 443} or parts.username is not None:
        return False
    return host == "github.com" if first else host == "github.com" or bool(_STORES.match(host))


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, to GitHub's stores only."""

    max_redirections = MAX_REDIRECTS

    def redirect_request(  # noqa: PLR0917 - the library's signature
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if not is_allowed(newurl):
            raise urllib.error.URLError("redirected elsewhere")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str, *handlers: urllib.request.BaseHandler) -> bytes | None:
    """An attached file; None when it cannot be had, or is too large.

    Args:
        url: as `attachment` found it.
        handlers: of urllib, for tests.
    """
    opener = urllib.request.build_opener(_Redirects, *handlers)
    try:
        if not is_allowed(url, first=True):
            return None
        with opener.open(url, timeout=SECONDS) as answer:
            data: bytes = answer.read(MAX_FILE + 1)
    except (OSError, HTTPException, ValueError) as error:
        sys.stderr.write(f"The attached file was not fetched: {type(error).__name__}\n")
        return None
    return data if len(data) <= MAX_FILE else None
