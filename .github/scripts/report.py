#!/usr/bin/env python3
"""Writes one comment on the pull request of a checked commit, or renews the one that is there, and sets its labels.

Runs the code of the default branch with a token that may write. Addresses, numbers and file names come from GitHub's
answers; the artifacts of check.yml and build.yml may hold anything and are only read, by comment.py and weights.py.
Needs the tool gh, and GH_TOKEN, HEAD_SHA, GITHUB_SHA (the default branch's), GITHUB_REPOSITORY, GITHUB_SERVER_URL.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import comment
import weights
from changes import LABELS, Change, labels, language, records
from untrusted import HostileReportError, read_member

ROBOT = "github-actions[bot]"
ARTIFACTS = {"problems": comment.MAX_BYTES, "weights": weights.MAX_BYTES}  # those that are read, with their limits
_PAGE, _PAGES = 100, 30  # entries of one answer; answers: GitHub lists 3,000 files of a pull request and no more
_SHA = re.compile(r"[0-9a-f]{40}\Z")


class ApiError(RuntimeError):
    """GitHub refused a request."""


@dataclass(frozen=True)
class Api:
    """GitHub's interface for one repository, by the tool `gh`, which holds the token."""

    repository: str

    def call(self, address: str, *options: str, send: Any = None) -> bytes:
        """The body of the answer.

        Args:
            address: below the repository's.
            options: of `gh api`.
            send: what is sent as JSON; by standard input, so that no length or character of it matters.

        Raises:
            ApiError: the request failed.
        """
        command = ["gh", "api", f"repos/{self.repository}/{address}", *options]
        body = None if send is None else json.dumps(send).encode()
        command += ["--input", "-"] if body else []
        done = subprocess.run(command, input=body, capture_output=True, check=False)
        if done.returncode:
            raise ApiError(done.stderr.decode("utf-8", "replace")[-500:])
        return done.stdout

    def get(self, address: str) -> Any:
        """One answer."""
        return json.loads(self.call(address))

    def every(self, address: str, key: str = "") -> Iterator[dict[str, Any]]:
        """The entries of all pages of a list, which stands under `key` when the answer is an object."""
        sign = "&" if "?" in address else "?"
        for number in range(1, _PAGES + 1):
            answer = self.get(f"{address}{sign}per_page={_PAGE}&page={number}")
            entries = answer[key] if key else answer
            yield from entries
            if len(entries) < _PAGE:
                return


def pull_request(api: Api, sha: str) -> dict[str, Any] | None:
    """The open pull request that ends in this commit: a later commit is reported by its own check."""
    return next((pull for pull in api.every("pulls?state=open") if pull["head"]["sha"] == sha), None)


def last_run(api: Api, sha: str, name: str) -> int | None:
    """Id of the last run of a workflow for a commit, when it has ended."""
    found = [
        run
        for run in api.every(f"actions/runs?event=pull_request&head_sha={sha}", "workflow_runs")
        if run["path"].partition("@")[0] == f".github/workflows/{name}.yml"
    ]
    last = max(found, key=lambda run: int(run["id"]), default=None)
    return int(last["id"]) if last and last["status"] == "completed" else None


def artifacts(api: Api, run: int) -> dict[str, int]:
    """Ids of what a run left, by name; what is too large to be read is left out."""
    return {
        entry["name"]: int(entry["id"])
        for entry in api.every(f"actions/runs/{run}/artifacts", "artifacts")
        if not entry["expired"] and entry["size_in_bytes"] < ARTIFACTS.get(entry["name"], sys.maxsize)
    }


def fetch(api: Api, artifact: int, member: str, limit: int) -> bytes:
    """A member of an artifact.

    Raises:
        HostileReportError: no such member, or larger than `limit`.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "artifact.zip"
        file.write_bytes(api.call(f"actions/artifacts/{artifact}/zip"))
        return read_member(file, member, limit)


def site_address(api: Api) -> str:
    """Address of the published portal, ending in a slash; "" when there is none."""
    try:
        return f"{api.get('pages')['html_url'].rstrip('/')}/"
    except ApiError:
        return ""


def compose(
    api: Api, sha: str, files: list[Change], found: Mapping[str, int], *, build: int | None, server: str
) -> tuple[str, bool]:
    """The comment, and whether it says enough to be begun.

    Args:
        api: of the repository.
        sha: the checked commit.
        files: those of the pull request.
        found: artifacts of check.yml and build.yml, by name; "problems" is among them.
        build: the run of build.yml when it has ended.
        server: address of GitHub.

    Raises:
        HostileReportError: the list of problems is no such list.
    """
    names = [file.name for file in files]
    lang, changed, site = language(names), records(names), site_address(api)
    texts, home = comment.words(lang), f"{server}/{api.repository}"
    rows, lost = comment.parse_rows(fetch(api, found["problems"], comment.MEMBER, comment.MAX_BYTES))
    more = ""
    if changed:
        run = f"{home}/actions/runs/{build}" if build else ""
        more = comment.preview_section(comment.Preview(run, "site" in found, "pictures" in found), texts)
        more += weights_section(api, found.get("weights"), changed, texts)
        more += comment.checklist_section(lang, site)
    text = comment.comment(rows, lost, lang, blob=f"{home}/blob/{sha}/", site=site, more=more)
    return text, bool(rows or lost or changed)


def weights_section(api: Api, artifact: int | None, changed: list[str], texts: Mapping[str, str]) -> str:
    """The table of weights; "" when the build left none that can be read."""
    if artifact is None:
        return ""
    try:
        data = fetch(api, artifact, weights.MEMBER, weights.MAX_BYTES)
        return weights.table(weights.parse_weights(data, changed), texts)
    except HostileReportError as error:
        sys.stderr.write(f"weights: {error}\n")
        return ""


def write_comment(api: Api, number: int, text: str, *, begin: bool) -> None:
    """Renew the comment of the pull request; begin one if there is none and it is worth it."""
    for old in api.every(f"issues/{number}/comments"):
        if old["user"]["login"] == ROBOT and old["body"].startswith(comment.MARK):
            if old["body"].strip() != text.strip():
                api.call(f"issues/comments/{int(old['id'])}", "--silent", "--method", "PATCH", send={"body": text})
            return
    if begin:
        api.call(f"issues/{number}/comments", "--silent", "--method", "POST", send={"body": text})


def set_labels(api: Api, pull: Mapping[str, Any], wanted: list[str]) -> None:
    """Give a pull request the labels that are wanted and take away the others of `LABELS`; all others stay.

    A label that the repository does not have needs more rights to be made than this job has: it is told in the log.
    """
    number = int(pull["number"])
    there = {label["name"] for label in pull["labels"]}
    for label in LABELS:
        try:
            if label in wanted and label not in there:
                api.call(f"issues/{number}/labels", "--silent", "--method", "POST", send={"labels": [label]})
            elif label in there and label not in wanted:
                api.call(f"issues/{number}/labels/{label}", "--silent", "--method", "DELETE")
        except ApiError:
            sys.stderr.write(f"The label {label} was not changed; does the repository have it?\n")


def base_files(api: Api, commit: str) -> list[str]:
    """Names of the files of the default branch."""
    return [entry["path"] for entry in api.get(f"git/trees/{commit}?recursive=1")["tree"]]


def main(environment: Mapping[str, str] = os.environ) -> int:
    """Report on one commit. Exit code: 0 done or nothing to do, 1 no commit, 3 the list of problems is no such list."""
    api, sha, base = Api(environment["GITHUB_REPOSITORY"]), environment["HEAD_SHA"], environment["GITHUB_SHA"]
    if not (_SHA.match(sha) and _SHA.match(base)):
        return 1
    pull = pull_request(api, sha)
    if pull is None:
        sys.stdout.write(f"No open pull request ends in {sha}.\n")
        return 0
    number = int(pull["number"])
    files = [Change(file["filename"], file["status"]) for file in api.every(f"pulls/{number}/files")]
    set_labels(api, pull, labels(files, base_files(api, base)))
    check, build = last_run(api, sha, "check"), last_run(api, sha, "build")
    left = {name: key for run in (build, check) if run for name, key in artifacts(api, run).items()}
    if not check or "problems" not in left:
        sys.stdout.write("The check has not ended, or left no list of problems.\n")
        return 0
    try:
        text, begin = compose(api, sha, files, left, build=build, server=environment["GITHUB_SERVER_URL"])
    except HostileReportError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    write_comment(api, number, text, begin=begin)
    return 0


if __name__ == "__main__":
    sys.exit(main())
