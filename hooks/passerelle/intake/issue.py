"""Reads the body of an issue that was made with the form of a practice, in any of its four languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from passerelle.content.front_matter import split
from passerelle.content.models import Tree
from passerelle.content.strict_yaml import Number, parse
from passerelle.ground.problems import Problem, Span
from passerelle.intake.answers import Interpreter, Names
from passerelle.intake.bundle import NEW
from passerelle.intake.parcel import Opened, Parcel
from passerelle.intake.questions import LICENCE, Answer, Filled, read_form
from passerelle.intake.writing import write_document
from passerelle.scaffold.texts import Texts

PERMITTED = "CC-BY-4.0"  # what the tick of the form permits
# What a text that nobody has read yet begins with.
BEGINNING: dict[str, Any] = {"id": NEW, "type": "practice", "status": "draft", "version": Number("1")}
_TICKED = re.compile(r"[-*] \[[xX]\] ")
_BOX = re.compile(r"[-*] \[[ xX]\] ")
_SHOWN = 80  # characters of a text that a problem repeats


def read_issue(name: str, text: str, tree: Tree, texts: Texts) -> Opened:
    """The practice in a filled form.

    Args:
        name: the file as it was sent, for the problems.
        text: the body of the issue, lines ending with a line feed.
        tree: gives fields, terms and partners.
        texts: the words of the form.

    Returns:
        a parcel with one document that holds every answer, understood or not, and a problem for each that was not.
    """
    schema = tree.schemas["practice"]
    filled = read_form(text, schema, texts)
    if filled is None:
        return Opened(None, (Problem(name, Span.at(1), "issue-unreadable"),))
    interpreter = Interpreter(filled.lang, name, tree.vocabularies, partner_names(tree))
    given = _given(filled, interpreter)
    facts = {key: given[key] for key in schema["properties"] if key in given}
    document = write_document(facts, _sections(filled))
    file = f"index.{filled.lang}.md"
    parts = split(document)
    parsed = parse(parts.yaml, name, first_line=parts.yaml_line, max_bytes=len(document) * 4)
    problems = [*interpreter.problems, *_left(filled, name)]
    return Opened(Parcel("practice", filled.lang, "", {file: document.encode()}, file, parsed), tuple(problems))


def partner_names(tree: Tree) -> Names:
    """Ids of partners by id and by name in every language."""
    named: dict[str, str] = {}
    for record in tree.data("partner"):
        name = record.facts.get("name")
        for text in (record.id, *(name.values() if isinstance(name, dict) else ())):
            named[str(text)] = record.id
    return Names(named)


def _given(filled: Filled, interpreter: Interpreter) -> dict[str, Any]:
    given: dict[str, Any] = {**BEGINNING, "lang": filled.lang}
    for answer in filled.answers:
        where = answer.question.where
        if where == (LICENCE,):
            if any(_TICKED.match(line) for line in answer.text.split("\n")):
                given[LICENCE] = PERMITTED
        elif where and (value := interpreter.value(answer)):
            place = given
            for step in where[:-1]:
                place = place.setdefault(step, {})
            place[where[-1]] = value
    return given


def _sections(filled: Filled) -> Iterator[tuple[str, str, str]]:
    for answer in filled.answers:
        if answer.question.section and answer.text:
            yield answer.question.section, answer.question.label, answer.text


def _left(filled: Filled, name: str) -> Iterator[Problem]:
    """What found no place in the document: text around the questions, and a box that was not ticked."""
    if filled.before:
        yield Problem(name, Span.at(1), "issue-extra-text", words={"value": _short(filled.before)})
    licence = next((answer for answer in filled.answers if answer.question.where == (LICENCE,)), None)
    lines = licence.text.split("\n") if licence else []
    if not any(_TICKED.match(line) for line in lines):
        yield Problem(name, Span.at(licence.line if licence else 1), "issue-no-licence", LICENCE)
    for number, line in _others(licence):
        yield Problem(name, Span.at(number), "issue-extra-text", words={"value": _short(line)})
        break


def _others(licence: Answer | None) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(licence.text.split("\n") if licence else (), start=licence.line if licence else 1):
        if line.strip() and not _BOX.match(line):
            yield number, line


def _short(text: str) -> str:
    return " ".join(text[: _SHOWN * 2].split())[:_SHOWN]
