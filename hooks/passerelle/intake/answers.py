"""From the words of an answer to the value of a field. What is not understood stays as it was written.

Exact means equal after folding: case, accents and separators do not count. Nothing is ever guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from passerelle.content.schema import Schema
from passerelle.content.vocabulary import Vocabularies, Vocabulary, fold, nearest
from passerelle.ground.problems import Problem, Severity, Span
from passerelle.ground.text import collapse
from passerelle.intake.questions import Answer
from passerelle.scaffold.texts import label, members, vocabulary_of

UNKNOWN = "unknown"
_BETWEEN = re.compile(r"[,;،、，；\n]")  # what people put between the items of a list
_BAR = re.compile(r"[|｜]")
_BULLET = re.compile(r"\A\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_BLANKS = re.compile(r"[ \t\n]+")
_JOINED = 5  # pieces of a list that one label with commas may have
_SHOWN = 60  # characters of an answer that a problem repeats


class Names:
    """Ids by name. A name that means two things only after folding means neither."""

    def __init__(self, named: Mapping[str, str]) -> None:
        """Take ids by name."""
        self._exact = {collapse(name).casefold(): identifier for name, identifier in named.items()}
        self.folded: dict[str, str] = {}
        for name, identifier in named.items():
            key = fold(name)
            self.folded[key] = identifier if self.folded.get(key, identifier) == identifier else ""

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Names:
        """Ids and labels of a vocabulary in all languages; an id comes before a label."""
        named: dict[str, str] = {}
        for entry in vocabulary:
            for name in (*entry.labels.values(), *entry.extra.get("short", {}).values()):
                named.setdefault(name, entry.id)
        return cls({**named, **{entry.id: entry.id for entry in vocabulary}})

    def find(self, text: str) -> str:
        """The id that a text names exactly, or ""."""
        return self._exact.get(collapse(text).casefold()) or self.folded.get(fold(text), "")


@dataclass
class Interpreter:
    """Reads answers in one language and collects the problems that they have. `path` names the text they stand in."""

    lang: str
    path: str
    vocabularies: Vocabularies
    partners: Names
    problems: list[Problem] = field(default_factory=list)
    _names: dict[str, Names] = field(default_factory=dict)

    def value(self, answer: Answer) -> Any:
        """The value of a field, None when nothing was answered."""
        schema, text = answer.question.schema, answer.text.strip()
        if not text:
            return None
        if answer.question.where == ("owner",):
            return self._owner(answer, text)
        if schema.get("type") != "array":
            return self._single(schema, text)
        if "properties" in schema["items"]:
            return list(self._objects(answer))
        return list(dict.fromkeys(self._list(schema, text)))

    def report(self, answer: Answer, code: str, line: int, severity: Severity = "error", **words: str) -> None:
        """Take a problem on a line of an answer."""
        name = ".".join(answer.question.where) or f"#{answer.question.section}"
        shown = {"label": answer.question.label, **words}
        self.problems.append(Problem(self.path, Span.at(line), code, name, shown, severity))

    def _single(self, schema: Schema, text: str) -> str:
        if names := self._names_of(schema):
            return names.find(text) or _one_line(text)
        if any(branch.get("const") == UNKNOWN for branch in schema.get("anyOf", ())) and fold(text) == UNKNOWN:
            return UNKNOWN
        return _one_line(text)

    def _names_of(self, schema: Schema) -> Names | None:
        vocabulary = vocabulary_of(schema, self.vocabularies)
        if vocabulary is None:
            return None
        if vocabulary.id not in self._names:
            self._names[vocabulary.id] = Names.of(vocabulary)
        return self._names[vocabulary.id]

    def _list(self, schema: Schema, text: str) -> Iterator[str]:
        """Items of a list. A label may hold commas itself, so the longest one that fits counts."""
        names = self._names_of(schema)
        ends = [match.start() for match in _BETWEEN.finditer(text)] + [len(text)]
        starts = [0, *(end + 1 for end in ends[:-1])]
        first = 0
        while first < len(starts):
            for last in range(min(len(starts), first + _JOINED) - 1 if names else first, first - 1, -1):
                piece = _BULLET.sub("", text[starts[first] : ends[last]], count=1)
                found = names.find(piece) if names else ""
                if found or last == first:
                    if found or piece.strip():
                        yield found or _one_line(piece)
                    first = last + 1
                    break

    def _owner(self, answer: Answer, text: str) -> Any:
        name = _one_line(text)
        if found := self.partners.find(name):
            return found
        if guess := nearest(name, self.partners.folded):
            self.report(answer, "issue-near-partner", answer.line, "warning", value=name[:_SHOWN], suggestion=guess)
        return {"name": name}

    def _objects(self, answer: Answer) -> Iterator[Any]:
        parts = members(answer.question.schema)
        for number, raw in enumerate(answer.text.split("\n"), start=answer.line):
            line = _BULLET.sub("", raw, count=1).strip()
            if line and len(parts) == 1:
                yield dict.fromkeys(parts, line)
            elif line := line.strip("|｜").strip():
                yield self._object(answer, parts, line, number)

    def _object(self, answer: Answer, parts: Mapping[str, Schema], line: str, number: int) -> Any:
        """A line as a mapping; the line itself when its parts cannot be told from each other."""
        # Only free text at the end may hold a bar of its own.
        free = vocabulary_of(parts[list(parts)[-1]], self.vocabularies) is None
        texts = [piece.strip() for piece in _BAR.split(line, maxsplit=len(parts) - 1 if free else 0)]
        if len(texts) == len(parts) and all(texts):
            return {name: self._single(parts[name], text) for name, text in zip(parts, texts, strict=True)}
        order = " | ".join(label(part, self.lang) for part in parts.values())
        count, limit = str(sum(map(bool, texts))), str(len(parts))
        self.report(answer, "issue-line", number, value=line[:_SHOWN], options=order, count=count, limit=limit)
        return line


def _one_line(text: str) -> str:
    """No-break spaces, which typography asks for, stay."""
    return _BLANKS.sub(" ", text).strip(" ")
