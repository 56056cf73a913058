"""What the script says of records and what the checker says of the files that it writes, in comparable form."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passerelle.content.schema import dotted
from passerelle.ground.problems import Problem
from passerelle.ground.text import hidden_characters
from passerelle.knowledge.reading import read
from passerelle.scaffold.form_rules import HELD
from tests.conftest import TODAY

# In node: each record tidied, judged and written, with proof that judging changes nothing.
_JUDGE = """
const { judge, tidy } = await import(`${assets}/judge.js`);
const { files } = await import(`${assets}/write.js`);
const picture = ({ data, pad, ...more }) => {
  const content = Buffer.from(data, "base64");
  return { ...more, data: new Uint8Array(Buffer.concat([content, Buffer.alloc(pad)])) };
};
return input.records.map(({ record: given, raw }) => {
  const filled = { sections: {}, ...given, pictures: (given.pictures || []).map(picture) };
  const record = raw ? filled : tidy(filled);
  const rules = input.rules[record.kind], labels = input.labels[record.lang];
  const before = JSON.stringify(record);
  const problems = judge(record, rules, { today: input.today, labels });
  if (JSON.stringify(record) !== before) throw new Error("judging changed a record");
  const made = files(record, rules, labels)
    .map(({ path, text, bytes }) => ({ path, content: Buffer.from(bytes ?? text).toString("base64") }));
  return { problems, files: made, facts: record.facts, sections: Object.entries(record.sections) };
});
"""
# Problems after which the checker does not look into a file any more; so does a hidden character that the file itself
# holds (those in front matter are written as escapes).
_STOPS = frozenset({"file-too-large", "yaml-too-large", "line-too-long", "bad-folder-name"})
# The checker says these without a field or a section, even where the script knows one.
_OF_FRONT_MATTER, _OF_BODY = "hidden-character", "quiz-outside-module"
# Every exchange is written as new.yml: in one tree they need names of their own.
_OF_THE_TEST = frozenset({"name-is-not-the-id"})

Said = tuple[str, str]  # a code; and the field, "#section" or picture that it is about, "" for the whole


@dataclass(frozen=True)
class Verdict:
    """What one side says of a record, in codes that the script holds; `wrong` counts every error."""

    said: frozenset[Said]
    wrong: bool


@dataclass(frozen=True)
class Verdicts:
    """Both sides on one record. Where the checker stopped early, what it says must be part of what the script says."""

    script: Verdict
    checker: Verdict
    stopped: bool

    @property
    def agree(self) -> bool:
        """Whether they come to the same."""
        more, less = self.script.said - self.checker.said, self.checker.said - self.script.said
        return self.script.wrong == self.checker.wrong and not less and (self.stopped or not more)

    def __str__(self) -> str:
        more, less = self.script.said - self.checker.said, self.checker.said - self.script.said
        return f"script alone {sorted(more)}, checker alone {sorted(less)}, wrong: {self.script.wrong} {self.checker.wrong}"


def verdicts(
    node: Callable[[str, Any], Any],
    records: list[dict[str, Any]],
    rules: Mapping[str, Any],
    labels: Mapping[str, Any],
    root: Path,
) -> list[Verdicts]:
    """Both verdicts on each of `records` ({record, raw}); the files of all of them are written to one tree at `root`."""
    made = node(_JUDGE, {"records": records, "rules": rules, "labels": labels, "today": TODAY.isoformat()})
    documents = [_write(root, entry["files"], number) for number, entry in enumerate(made)]
    problems: dict[str, list[Problem]] = defaultdict(list)
    for problem in read(root, TODAY).report:
        if problem.code not in _OF_THE_TEST:
            problems[_owner(problem.path)].append(problem)
    order = [section["id"] for section in rules["practice"]["sections"]]
    found = []
    for entry, document in zip(made, documents, strict=True):
        text = (root / document).read_text("utf-8")
        own = problems[_owner(document)]
        starts = _starts(text, entry["sections"], order)
        found.append(Verdicts(_script(entry), _checker(own, document, starts), _stopped(own, text)))
    return found


def _owner(path: str) -> str:
    """The folder of a practice, the file of an exchange."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "practices" else path


def _script(entry: Mapping[str, Any]) -> Verdict:
    said = set()
    for problem in entry["problems"]:
        assert problem["code"] in HELD
        section = f"#{problem['section']}" if problem["section"] else ""
        field = dotted(tuple(problem["where"]), entry["facts"])
        if problem["code"] == _OF_FRONT_MATTER:
            field = ""
        said.add((problem["code"], "" if problem["code"] == _OF_BODY else field or section or problem["picture"]))
    return Verdict(frozenset(said), any(problem["severity"] == "error" for problem in entry["problems"]))


def _checker(problems: list[Problem], document: str, starts: list[tuple[str, int]]) -> Verdict:
    said = {(problem.code, _place(problem, document, starts)) for problem in problems if problem.code in HELD}
    return Verdict(frozenset(said), any(problem.severity == "error" for problem in problems))


def _place(problem: Problem, document: str, starts: list[tuple[str, int]]) -> str:
    if problem.path != document:
        folders = problem.path.split("/")
        return folders[-1] if len(folders) > 2 else ""
    if problem.field or problem.code == _OF_BODY:
        return problem.field
    if problem.code in {"missing-section", "empty-section"}:
        return f"#{problem.words['value']}"
    return next((f"#{name}" for name, line in reversed(starts) if line <= problem.span.line), "")


def _starts(text: str, sections: list[tuple[str, str]], order: list[str]) -> list[tuple[str, int]]:
    """Lines of a written practice on which its sections begin: heading, blank line, text, blank line."""
    if not text.startswith("---\n"):
        return []
    line = text.split("\n").index("---", 1) + 2
    starts = []
    for name, words in sorted(sections, key=lambda section: order.index(section[0])):
        starts.append((name, line))
        line += 4 + words.count("\n")
    return starts


def _stopped(problems: Iterable[Problem], text: str) -> bool:
    stops = any(problem.code in _STOPS and not _is_picture(problem.path) for problem in problems)
    return stops or bool(hidden_characters(text, 1))


def _is_picture(path: str) -> bool:
    return "." in path and not path.endswith((".md", ".yml"))


def _write(root: Path, files: Iterable[Mapping[str, str]], number: int) -> str:
    """Put the files of one record into a tree. Returns the path of its document."""
    document = ""
    for entry in files:
        path = entry["path"].replace("exchanges/new.yml", f"exchanges/case-{number}.yml")
        document = document or path
        place = root / path
        assert place.resolve().is_relative_to(root.resolve())
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(base64.b64decode(entry["content"]))
    return document
