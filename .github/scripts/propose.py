#!/usr/bin/env python3
"""Makes a pull request of what intake.py took in, and tells the contributor in the issue.

Runs the code of the default branch with a token that may write, and executes nothing of what was sent: the artifact is
read with limits, and every name and type in it is judged again. GitHub's interface makes the branch and the commit, so
that no folder ever holds a token. Needs the tool gh, and GH_TOKEN, ARTIFACT (its id), GITHUB_EVENT_PATH,
GITHUB_SHA (the default branch's) and GITHUB_SERVER_URL. Runs on a bare Python, no packages.
"""

from __future__ import annotations

import base64
import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from intake import FILES, MARK, OUTCOME, Outcome, comment_text, parse_outcome
from issue import Issue, read_event
from report import ROBOT, Api, ApiError, site_address
from untrusted import HostileReportError, harmless, read_members

MAX_ARTIFACT, MAX_FILES = 40_000_000, 32  # bytes, files
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_DOCUMENT = re.compile(rf"practices/({_SLUG})/index\.(?:en|fr|lo|ru)\.md\Z")
_ASSET = re.compile(rf"practices/({_SLUG})/[a-z0-9][a-z0-9-]*\.(png|jpg|jpeg|webp|pdf)\Z")
_EXCHANGE = re.compile(r"data/exchanges/(X-[0-9]{4}-[0-9]{2})\.yml\Z")
_REGISTRY = "data/ids.yml"
_ENTRY = re.compile(rf'"([A-Z]{{2}}-[0-9]{{4}}|X-[0-9]{{4}}-[0-9]{{2}})": (practices/{_SLUG}/|exchanges/x-[0-9-]+/)\Z')
_SIGNS = {"png": b"\x89PNG\r\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "webp": b"RIFF", "pdf": b"%PDF-"}
_SHA = re.compile(r"[0-9a-f]{40}\Z")
_NUMBER = re.compile(r"[0-9]{1,20}\Z")


def read_artifact(data: bytes) -> tuple[Outcome, dict[str, bytes]]:
    """The outcome, and the files to propose by their paths.

    Raises:
        HostileReportError: more than allowed, or something else than intake.py writes.
    """
    members = read_members(data, MAX_ARTIFACT, MAX_FILES)
    outcome = parse_outcome(members.pop(OUTCOME, b""))
    if not all(name.startswith(f"{FILES}/") for name in members):
        raise HostileReportError("files that nobody asked for")
    return outcome, {name.removeprefix(f"{FILES}/"): content for name, content in members.items()}


def judge_files(outcome: Outcome, files: Mapping[str, bytes], base: Mapping[str, str], registry: bytes) -> None:
    """Refuse everything but one new record and its line in the registry.

    Args:
        outcome: names the record.
        files: contents by path.
        base: the paths that the default branch has.
        registry: its `data/ids.yml`.

    Raises:
        HostileReportError: a path, a type or a change that an intake never makes.
    """
    owners = set()
    for path, content in files.items():
        if path == _REGISTRY:
            _judge_registry(content, registry, outcome)
            continue
        if path in base:
            raise HostileReportError("a file that is there already")
        if match := _EXCHANGE.match(path) or _DOCUMENT.match(path):
            owners.add(path if path.startswith("data/") else f"practices/{match.group(1)}")
            _decode(content)
        elif match := _ASSET.match(path):
            owners.add(f"practices/{match.group(1)}")
            if not content.startswith(_SIGNS[match.group(2)]):
                raise HostileReportError("a file that is not what its name says")
        else:
            raise HostileReportError("a file outside of a record")
    if owners != {outcome.record} or any(path.startswith(f"{outcome.record}/") for path in base):
        raise HostileReportError("not one new record")


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HostileReportError("a text that is none") from error


def _judge_registry(content: bytes, registry: bytes, outcome: Outcome) -> None:
    """One line more, that of this record; all others as they were. Comments may come and go."""
    old, new = _entries(registry), _entries(content)
    added = [line for line in new if line not in set(old)]
    match = _ENTRY.match(added[0]) if len(added) == 1 else None
    if not match or sorted([*old, *added]) != sorted(new):
        raise HostileReportError("a registry with other changes")
    place = f"exchanges/{outcome.id.lower()}/" if outcome.record.startswith("data/") else f"{outcome.record}/"
    if match.groups() != (outcome.id, place):
        raise HostileReportError("a registry with another record")


def _entries(registry: bytes) -> list[str]:
    return [line for line in _decode(registry).splitlines() if not line.startswith("#")]


def write_commit(api: Api, base: str, tree: str, files: Mapping[str, bytes], message: str) -> str:
    """A commit on `base` that adds files to its tree; no branch knows it yet."""
    entries = []
    for path, content in sorted(files.items()):
        blob = {"content": base64.b64encode(content).decode(), "encoding": "base64"}
        key = json.loads(api.call("git/blobs", "--method", "POST", send=blob))["sha"]
        entries.append({"path": path, "mode": "100644", "type": "blob", "sha": key})
    made = json.loads(api.call("git/trees", "--method", "POST", send={"base_tree": tree, "tree": entries}))["sha"]
    commit = {"message": message, "tree": made, "parents": [base]}
    return str(json.loads(api.call("git/commits", "--method", "POST", send=commit))["sha"])


def branch_head(api: Api, branch: str) -> str:
    """The last commit of a branch, "" when there is no such branch."""
    found = [ref for ref in api.get(f"git/matching-refs/heads/{branch}") if ref["ref"] == f"refs/heads/{branch}"]
    return str(found[0]["object"]["sha"]) if found else ""


def is_touched(api: Api, head: str) -> bool:
    """Whether somebody else than this program made the last commit of a branch."""
    author = api.get(f"commits/{head}").get("author") or {}
    return author.get("login") != ROBOT


def propose(api: Api, issue: Issue, outcome: Outcome, files: Mapping[str, bytes], base: str) -> tuple[int, str]:
    """Make or renew the branch and the one pull request of an issue.

    Returns:
        number of the pull request (0: none is open), and the commit; "" when somebody else works on the branch, which
        then stays as it is.

    Raises:
        HostileReportError: the files are not one new record.
        ApiError: GitHub refused a request.
    """
    tree = api.get(f"git/trees/{base}?recursive=1")
    there = {entry["path"]: entry["sha"] for entry in tree["tree"]}
    registry = api.get(f"git/blobs/{there[_REGISTRY]}")["content"] if _REGISTRY in there else ""
    judge_files(outcome, files, there, base64.b64decode(registry))
    branch = f"intake/issue-{issue.number}"
    head = branch_head(api, branch)
    owner = api.repository.partition("/")[0]
    pulls = [int(pull["number"]) for pull in api.every(f"pulls?state=open&head={owner}:{branch}")]
    if head and is_touched(api, head):
        return (pulls[0] if pulls else 0), ""
    title = f"Add {outcome.record}" + (f" ({outcome.id})" if outcome.id else "")
    commit = write_commit(api, base, tree["sha"], files, f"{title}\n\nFrom issue #{issue.number}.\n")
    if head:
        api.call(f"git/refs/heads/{branch}", "--silent", "--method", "PATCH", send={"sha": commit, "force": True})
    else:
        api.call("git/refs", "--silent", "--method", "POST", send={"ref": f"refs/heads/{branch}", "sha": commit})
    wanted = {"title": title, "body": pull_text(issue, outcome)}
    if pulls:
        api.call(f"pulls/{pulls[0]}", "--silent", "--method", "PATCH", send=wanted)
        return pulls[0], commit
    wanted |= {"head": branch, "base": issue.branch}
    return int(json.loads(api.call("pulls", "--method", "POST", send=wanted))["number"]), commit


def pull_text(issue: Issue, outcome: Outcome) -> str:
    """What the pull request says to the editors."""
    errors = sum(row.severity == "error" for row in outcome.rows)
    return (
        f"Closes #{issue.number}.\n\n"
        f"Sent by {harmless(issue.login)} through an issue. The checker finds {errors} errors and "
        f"{len(outcome.rows) - errors} warnings; the list is in the issue.\n\n"
        "While nobody else commits to this branch, it is renewed whenever the issue is edited. GitHub starts no checks "
        "for a pull request that a workflow opens: close it and open it again to start them.\n"
    )


def write_comment(api: Api, number: int, text: str) -> None:
    """Write the comment of the issue, or renew the one that is there."""
    for old in api.every(f"issues/{number}/comments"):
        if old["user"]["login"] == ROBOT and old["body"].startswith(MARK):
            if old["body"].strip() != text.strip():
                api.call(f"issues/comments/{int(old['id'])}", "--silent", "--method", "PATCH", send={"body": text})
            return
    api.call(f"issues/{number}/comments", "--silent", "--method", "POST", send={"body": text})


def main(environment: Mapping[str, str] = os.environ) -> int:
    """Answer one issue. Exit code: 0 done, 1 GitHub refused, 3 the event or the artifact is not what it should be."""
    base, artifact = environment["GITHUB_SHA"], environment["ARTIFACT"]
    if not (_SHA.match(base) and _NUMBER.match(artifact)):
        return 3
    try:
        issue = read_event(Path(environment["GITHUB_EVENT_PATH"]))
        api = Api(issue.repository)
        outcome, files = read_artifact(api.call(f"actions/artifacts/{artifact}/zip"))
        pull, commit = propose(api, issue, outcome, files, base) if outcome.record else (0, "")
        blob = f"{environment['GITHUB_SERVER_URL']}/{issue.repository}/blob/{commit}/" if commit else ""
        busy = bool(outcome.record) and not commit
        text = comment_text(outcome, pull=pull, busy=busy, blob=blob, site=site_address(api))
        write_comment(api, issue.number, text)
    except HostileReportError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    except ApiError as error:
        sys.stderr.write(f"{error}\nMay workflows of this repository open pull requests? Settings, Actions, General.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
