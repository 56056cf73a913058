"""Puts a problem into words of a contributor's language, with an example of the field it is about."""

from __future__ import annotations

import dataclasses
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from passerelle.content import addresses
from passerelle.content.models import BUNDLES, DATA
from passerelle.content.schema import Schema, Schemas
from passerelle.ground.locales import DEFAULT
from passerelle.ground.problems import WHOLE_FILE, Problem
from passerelle.ground.text import printable

_SPACES = re.compile(r"[ \t\n]+")


@dataclass(frozen=True)
class Explanation:
    """One entry of `data/problems.yml`: texts by language, and examples for the help page.

    `at` says where the examples belong ("practice-text"); `says` are the words of the problem that the checker finds in
    `wrong`, its field among them as `where`.
    """

    code: str
    message: Mapping[str, str]
    hint: Mapping[str, str]
    why: Mapping[str, str] = dataclasses.field(default_factory=dict)
    theme: str = ""
    at: str = ""
    wrong: str = ""
    right: str = ""
    says: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A problem in words. The fields are those of `passerelle check --format json`, in order."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    field: str
    code: str
    severity: str
    message: str
    hint: str
    help_url: str


def line(row: Row) -> str:
    """`path:line:column field: sentence - hint [code]`; warnings say so."""
    field = f" {row.field}:" if row.field else ""
    warning = "" if row.severity == "error" else " (warning)"
    return f"{row.path}:{row.line}:{row.column}{field}{warning} {row.message} - {row.hint} [{row.code}]"


class Explainer:
    """Words for problems, from `data/problems.yml` and the schemas."""

    def __init__(self, file: Path, schemas: Schemas, site_url: str) -> None:
        raw = yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
        self.explanations = {
            str(entry["code"]): Explanation(
                str(entry["code"]),
                entry["message"],
                entry["hint"],
                entry.get("why", {}),
                **{name: str(entry.get(name, "")) for name in ("theme", "at", "wrong", "right")},
                says=entry.get("says", {}),
            )
            for entry in raw["problems"]
        }
        self._phrases: Mapping[str, Mapping[str, str]] = raw["phrases"]
        self._types: Mapping[str, Mapping[str, str]] = raw["types"]
        self._schemas = schemas
        self._site_url = site_url.rstrip("/") + "/"

    def row(self, problem: Problem, lang: str) -> Row:
        """One problem in words of `lang`."""
        explanation = self.explanations[problem.code]
        words = self._words(problem, lang)
        message = fill(_text(explanation.message, lang), words)
        hints = []
        if problem.words.get("suggestion"):
            hints.append(fill(self._phrase("did-you-mean", lang), words))
        hints.append(fill(_text(explanation.hint, lang), words))
        example = words.get("example", "")
        if example and "{example}" not in _text(explanation.hint, lang):
            hints.append(fill(self._phrase("example", lang), words))
        return Row(
            path=problem.path,
            line=problem.span.line,
            column=problem.span.column,
            end_line=problem.span.end_line,
            end_column=problem.span.end_column,
            field=printable(problem.field),
            code=problem.code,
            severity=problem.severity,
            message=message,
            hint=" ".join(hint for hint in hints if hint),
            help_url=self._site_url + addresses.help_page(problem.code, lang),
        )

    def example(self, code: str, lang: str) -> Row:
        """What the checker says of the example `wrong` of a code."""
        entry = self.explanations[code]
        kind = entry.at.partition("-")[0]
        folder = BUNDLES.get(kind) or (f"data/{DATA[kind]}" if kind in DATA else "")
        words = {name: word for name, word in entry.says.items() if name != "where"}
        return self.row(Problem(f"{folder}/", WHOLE_FILE, code, entry.says.get("where", ""), words), lang)

    def _phrase(self, name: str, lang: str) -> str:
        return _text(self._phrases[name], lang)

    def _words(self, problem: Problem, lang: str) -> dict[str, str]:
        words = dict(problem.words)
        if "expected" in words and words["expected"] in self._types:
            words["expected"] = _text(self._types[words["expected"]], lang)
        schema = self._field_schema(problem)
        if schema:
            words.setdefault("label", _text(schema.get("x-label", {}), lang))
            words.setdefault("example", example_text(schema, lang))
        name = problem.field.rsplit(".", 1)[-1] if problem.field else ""
        words.setdefault("field", name)
        words.setdefault("label", words["field"])
        return words

    def _field_schema(self, problem: Problem) -> Schema:
        kind = kind_of_path(problem.path)
        return field_schema(self._schemas[kind], problem.field) if kind and problem.field else {}


def kind_of_path(path: str) -> str:
    """The kind of record that a path of a content tree belongs to, "" for none."""
    parts = path.split("/")
    for kind, folder in BUNDLES.items():
        if parts[0] == folder:
            return kind
    for kind, folder in DATA.items():
        if parts[:2] == ["data", folder]:
            return kind
    return ""


def field_schema(schema: Schema, field: str) -> Schema:
    """The schema of a dotted field path; steps that name list items are passed over. {} when there is none."""
    node: Any = schema
    for step in field.split("."):
        branches = [node, *node.get("anyOf", ())]
        found = next((branch["properties"][step] for branch in branches if step in branch.get("properties", {})), None)
        if found is None:
            found = next((branch["items"] for branch in branches if isinstance(branch.get("items"), dict)), None)
        if found is None:
            return {}
        node = found
    return node if isinstance(node, dict) else {}


def example_text(schema: Schema, lang: str) -> str:
    """The example of a field as it would be typed, "" when it is no simple value."""
    example = schema.get("x-example")
    if isinstance(example, dict):
        example = example.get(lang) or example.get(DEFAULT) if set(example) <= {"en", "fr", "lo", "ru"} else None
    if isinstance(example, bool):
        return "true" if example else "false"
    if isinstance(example, list) and all(isinstance(item, str | int | float) for item in example):
        return "[" + ", ".join(str(item) for item in example) + "]"
    return str(example) if isinstance(example, str | int | float) else ""


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def fill(template: str, words: Mapping[str, str]) -> str:
    """Put words into {placeholders}; an unknown one becomes nothing. Values are never read as templates."""
    # No-break spaces of French typography stay; only plain white space is collapsed.
    return printable(_SPACES.sub(" ", string.Formatter().vformat(template, (), _Words(words))).strip(" \n"))


def _text(texts: Mapping[str, str], lang: str) -> str:
    return str(texts.get(lang) or texts.get(DEFAULT) or "")
