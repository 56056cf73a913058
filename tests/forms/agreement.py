"""What the script says of a record and what the checker says of the files that it writes, in comparable form."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passerelle.ground.problems import Problem
from passerelle.ground.text import hidden_characters
from passerelle.scaffold.form_rules import HELD

# In node: each record tidied, judged and written, with proof that judging changes nothing.
JUDGE = """
const { judge, tidy } = await import(`${assets}/judge.js`);
const { files } = await import(`${assets}/write.js`);
const bytes = ({ data, pad, ...picture }) => {
  const content = Buffer.from(data, "base64");
  return { ...picture, data: new Uint8Array(Buffer.concat([content, Buffer.alloc(pad)])) };
};
return input.records.map(({ record: given, raw }) => {
  const whole = { sections: {}, ...given, pictures: (given.pictures || []).map(bytes) };
  const record = raw ? whole : tidy(whole);
  const rules = input.rules[record.kind], labels = input.labels[record.lang];
  const before = JSON.stringify(record);
  const problems = judge(record, rules, { today: input.today, labels });
  if (JSON.stringify(record) !== before) throw new Error("judging changed a record");
  const made = files(record, rules, labels)
    .map(({ path, text, bytes }) => ({ path, content: Buffer.from(bytes ?? text).toString("base64") }));
  return { problems, files: made, sections: Object.entries(record.sections) };
});
"""

Said = tuple[str, str]  # a code, and the field, "#section" or picture that it is about


@dataclass(frozen=True)
class Verdict:
    """What one side says of a record."""

    said: frozenset[Said]
    wrong: bool


def scripts(problems: Iterable[Mapping[str, Any]]) -> Verdict:
    """The script's verdict."""
    said, wrong = set(), False
    for problem in problems:
        section = f"#{problem['section']}" if problem["section"] else ""
        place = problem["field"] or section or problem["picture"]
        if problem["code"] in _ABOUT_THE_FILE and not section:
            place = problem["picture"]
        said.add((problem["code"], "" if problem["code"] == "quiz-outside-module" else place))
        wrong = wrong or problem["severity"] == "error"
    return Verdict(frozenset(said), wrong)


def checkers(problems: Iterable[Problem], document: str, starts: list[tuple[str, int]]) -> Verdict:
    """The checker's verdict, of the codes that the script holds. `starts` are the lines on which sections begin."""
    said, wrong = set(), False
    for problem in problems:
        if problem.code not in HELD:
            continue
        wrong = wrong or problem.severity == "error"
        said.add((problem.code, _place(problem, document, starts)))
    return Verdict(frozenset(said), wrong)


# The checker reports these without a field: of front matter it knows the line.
_ABOUT_THE_FILE = frozenset({"hidden-character"})


def _place(problem: Problem, document: str, starts: list[tuple[str, int]]) -> str:
    if problem.path != document:
        folders = problem.path.split("/")
        return folders[-1] if len(folders) > 2 else ""
    if problem.field or problem.code == "quiz-outside-module":
        return problem.field
    if problem.code in {"missing-section", "empty-section"}:
        return f"#{problem.words['value']}"
    return next((f"#{name}" for name, line in reversed(starts) if line <= problem.span.line), "")


def section_starts(text: str, sections: list[tuple[str, str]], order: list[str]) -> list[tuple[str, int]]:
    """Lines of a written document on which its sections begin: heading, blank line, text, blank line."""
    line = text.split("\n").index("---", 1) + 2
    starts = []
    for name, words in sorted(sections, key=lambda section: order.index(section[0])):
        starts.append((name, line))
        line += 4 + words.count("\n")
    return starts


def stopped(problems: Iterable[Problem], text: str) -> bool:
    """Whether the checker gave up a file before it judged everything: what it says then is part of what the script says.

    It stops at a file or a front matter that is too large, at a line that is too long, at a hidden character that the
    file itself holds (escaped ones in front matter do not stop it) and at a folder that it does not enter.
    """
    stops = {"file-too-large", "yaml-too-large", "line-too-long", "bad-folder-name"}
    return any(problem.code in stops and not _is_picture(problem.path) for problem in problems) or bool(
        hidden_characters(text.replace("\r", ""), 1)
    )


def _is_picture(path: str) -> bool:
    return "." in path and not path.endswith((".md", ".yml"))


def write(root: Path, files: Iterable[Mapping[str, str]], number: int) -> str:
    """Put the files of one record into a tree; several new exchanges cannot have one name. Returns the document's path."""
    document = ""
    for entry in files:
        path = entry["path"].replace("exchanges/new.yml", f"exchanges/case-{number}.yml")
        document = document or path
        place = root / path
        assert place.resolve().is_relative_to(root.resolve())
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(base64.b64decode(entry["content"]))
    return document
