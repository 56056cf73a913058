"""Runs remind.py against a stand-in for GitHub's tool, with answers as GitHub gives them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.ground.markdown import harmless

HOME = "https://git.example/o/r"
RUN = f"{HOME}/actions/runs/99"
LANGUAGES = ("en", "fr", "lo", "ru")
# What `passerelle review --format markdown` wrote for a small tree.
RECORDED = """As of November 21, 2026, 3 things wait.

### Offers and requests that end: 1

- A study visit (open until: October 2026, over) [data/exchanges/X-2024-01.yml:7](https://git.example/o/r/blob/main/data/exchanges/X-2024-01.yml?plain=1#L7)

### Broken links: 1

Open each one yourself before you change anything: some servers refuse machines only.

- ທະບຽນດຽວ (no answer: HTTP 404; https:\u200b//www\u200b.example.org/report; since October 20, 2026) [practices/la-first/index.en.md:36](https://git.example/o/r/blob/main/practices/la-first/index.en.md?plain=1#L36)

… and 1 more
"""
NOTHING = "As of November 21, 2026, 0 things wait.\n"


def issue(body, number=7, login="github-actions[bot]", **more):
    return {"number": number, "user": {"login": login}, "body": body, **more}


def artifact(key=5, name="review", size=900, *, expired=False):
    return {"id": key, "name": name, "size_in_bytes": size, "expired": expired}


@dataclass(frozen=True)
class Done:
    code: int
    writes: list
    log: str


@pytest.fixture
def remind(reminder, github, packed, monkeypatch, capsys):
    """A function that writes a reminder of a list."""

    def run(listed=RECORDED, issues=(), artifacts=None, lang="", run="99"):
        data = listed if isinstance(listed, bytes) else listed.encode()
        packed("review.md", data, "review.zip")
        answers = {
            "actions/runs/99/artifacts": {"artifacts": [artifact()] if artifacts is None else artifacts},
            "actions/artifacts/5/zip": "review.zip",
            "issues": list(issues),
        }
        there = github(answers)
        monkeypatch.setattr(reminder.sys.modules["report"].subprocess, "run", there.run)
        environment = {"GITHUB_REPOSITORY": "o/r", "GITHUB_SERVER_URL": "https://git.example"}
        code = reminder.main({**environment, "GITHUB_RUN_ID": run, "EDITORS_LANGUAGE": lang})
        monkeypatch.undo()
        return Done(code, there.writes, capsys.readouterr().err)

    return run


# --- one issue ---


def test_a_first_list_becomes_an_issue(remind):
    done = remind()
    assert (done.code, done.log) == (0, "")
    ((method, address, sent),) = done.writes
    assert (method, address) == ("POST", "issues")
    assert (sent["title"], sent["labels"]) == ("What waits for the editors", ["review"])
    assert sent["body"].startswith("<!-- passerelle-review -->\n")
    assert sent["body"].endswith(RECORDED), "the list is shown as the command wrote it"
    assert f"[this run]({RUN}#artifacts)" in sent["body"]
    assert f"]({HOME}/upload/main/data)" in sent["body"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_around_it_are_those_of_the_editors(lang, remind, reminder):
    ((_method, _address, sent),) = remind(lang=lang).writes
    assert sent["title"] == reminder.words(lang)["title"]
    assert reminder.words(lang)["intro"] in sent["body"]
    assert "{" not in sent["body"]


def test_the_open_one_is_renewed(remind):
    done = remind(issues=[issue("mine", 3, "octocat"), issue("<!-- passerelle-review -->\nold", 8)])
    ((method, address, sent),) = done.writes
    assert (method, address, set(sent)) == ("PATCH", "issues/8", {"body"})


def test_the_same_list_is_not_written_again(remind):
    ((_method, _address, sent),) = remind().writes
    assert remind(issues=[issue(sent["body"])]).writes == []


@pytest.mark.parametrize(
    "other",
    [
        issue("<!-- passerelle-review -->\nforged", login="octocat"),
        issue("something else"),
        issue(None),
        issue("<!-- passerelle-review -->", pull_request={}),
    ],
)
def test_no_other_issue_is_touched(other, remind):
    ((method, address, _sent),) = remind(issues=[other]).writes
    assert (method, address) == ("POST", "issues")


def test_the_open_one_is_found_on_a_later_page(remind):
    many = [issue("x", number, "octocat") for number in range(150)]
    ((method, address, _sent),) = remind(issues=[*many, issue("<!-- passerelle-review -->", 200)]).writes
    assert (method, address) == ("PATCH", "issues/200")


def test_when_nothing_waits_nobody_is_bothered(remind):
    assert remind(NOTHING).writes == []
    ((method, _address, sent),) = remind(NOTHING, issues=[issue("<!-- passerelle-review -->\nold")]).writes
    assert method == "PATCH"
    assert sent["body"].endswith(NOTHING)


# --- what the list may hold ---


@pytest.mark.parametrize(
    "line",
    [
        "- Hello @octocat",
        "- see #1 and GH-2",
        "<img src=x onerror=alert(1)>",
        "![x](https://evil.example/x.png)",
        "- A (b) [data](https://evil.example/)",
        "- A (b) [data](https://git.example/o/r/settings)",
        "- A (b) [data](https://git.example/o/r/blob/main/../../../settings?plain=1#L1)",
        "- A (b) [data](https://git.example/o/r/blob/main/a.yml?plain=1#L1) and more [x](y)",
        "- A (b) [@octocat](https://git.example/o/r/blob/main/a.yml?plain=1#L1)",
        "- A (b) [data](javascript:alert(1))",
        "### [x](https://evil.example)",
        "#### too deep",
        "```",
        "| a | b |",
        "- www.evil.example https://evil.example",
        "- \u202egnp.exe",
        "&lt;b&gt;",
        "&#64;octocat",
        "    indented `code`",
        "a" * 5000,
    ],
)
def test_what_the_command_would_not_write_is_plain_text(line, remind):
    ((_method, _address, sent),) = remind(f"{RECORDED}\n{line}\n").writes
    shown = sent["body"].splitlines()[-1]
    rest = re.sub(r"&#\d+;", "", shown)
    assert not set(rest) & set("@<>[]`|*_#&\u202e")
    assert "://" not in rest
    assert len(shown) < 4000


@given(st.text(max_size=300), st.sampled_from(["", "- ", "### ", "… "]))
def test_every_line_of_the_command_passes_unchanged(reminder, text, sign):
    """The two ways to make a text harmless, with packages and without, are one."""
    words = harmless(text)
    line = f"{sign}{words}" if words else ""
    assert reminder.safe(line, HOME) == line
    assert harmless(text) == reminder.harmless(text)


@given(st.text(max_size=300))
def test_no_line_means_anything_to_github(reminder, text):
    shown = re.sub(r"&#\d+;", "", reminder.safe(text.replace("\n", " "), HOME))
    assert not set(shown.removeprefix("### ")) & set("@<>[]`|*_#&")
    assert not re.search(r"://|www\.|gh-\d", shown, re.IGNORECASE)


def test_a_long_list_is_cut_between_lines(remind):
    rows = "".join(f"- row {number} (reason)\n" for number in range(20_000))
    ((_method, _address, sent),) = remind(f"{RECORDED}\n{rows}").writes
    assert len(sent["body"]) <= 60_000
    assert sent["body"].endswith("(reason)\n\nThe rest of the list is in the artifact “review”.\n")


# --- what can be missing ---


@pytest.mark.parametrize(
    "artifacts", [[], [artifact(name="site")], [artifact(expired=True)], [artifact(size=3_000_000)]]
)
def test_without_a_list_nothing_is_written(artifacts, remind):
    done = remind(artifacts=artifacts)
    assert (done.code, done.writes) == (1, [])


def test_a_list_that_is_none_is_refused(remind):
    assert remind(b"\xff\xfe").code == 3
    assert remind(b"a" * 2_000_001).code == 3


@pytest.mark.parametrize("options", [{"lang": "xx"}, {"run": "99/../1"}, {"run": ""}])
def test_settings_that_are_none(options, remind):
    done = remind(**options)
    assert (done.code, done.writes) == (1, [])


def test_words_are_there_in_all_languages(root):
    texts = json.loads((root / ".github/scripts/remind.json").read_text("utf-8"))
    assert tuple(texts) == LANGUAGES
    for key, text in texts["en"].items():
        holes = set(re.findall(r"\{\w+\}", text))
        assert all(set(re.findall(r"\{\w+\}", words[key])) == holes for words in texts.values()), key
    assert not [wrong for wrong in ("\u0ecd\u0eb2", "ຫນ", "ຫມ", "ຫລ") if wrong in str(texts["lo"])]
