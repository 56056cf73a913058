"""The questions of the GitHub issue form of a practice, and the answers in a filled one.

GitHub renders a filled form as one heading `### <label>` for each question, in the form's order, and the answer below.
The inverse of `scaffold/issue_forms.py`, which asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from passerelle.content.schema import Schema
from passerelle.ground.locales import LOCALES
from passerelle.ground.text import collapse
from passerelle.scaffold.issue_forms import asked, parts
from passerelle.scaffold.texts import Texts, label

LICENCE = "licence"
FEWEST = 3  # headings of the form by which a text is known to be one
_NO_RESPONSE = "_No response_"  # GitHub writes it in English in every language
_HEADING = re.compile(r"###[ \t]+(.*)")


@dataclass(frozen=True)
class Question:
    """One element of the form: a field (`where` is its place in the facts), a section, or the tick for the licence."""

    label: str
    where: tuple[str, ...] = ()
    schema: Schema = field(default_factory=dict, repr=False)
    section: str = ""


@dataclass(frozen=True)
class Answer:
    """A question, what stands below its heading, and the line of the whole text on which that begins."""

    question: Question
    text: str
    line: int


@dataclass(frozen=True)
class Filled:
    """A filled form: its language, its answers in order, and what stands before the first question."""

    lang: str
    answers: tuple[Answer, ...]
    before: str


def questions(schema: Schema, texts: Texts, lang: str) -> list[Question]:
    """All questions of the form in one language, in its order."""
    found = [
        Question(label(part, lang), where, part)
        for name, wanted in asked(schema).items()
        for where, part in parts(name, wanted, lang)
    ]
    found += [Question(section["label"][lang], section=section["id"]) for section in schema["x-sections"]]
    return [*found, Question(texts.get("practice.licence", lang), (LICENCE,))]


def read_form(text: str, schema: Schema, texts: Texts) -> Filled | None:
    """The answers of a filled form, None when the text is none.

    The language is the one most of whose labels stand there as headings, in order. Every other heading belongs to an
    answer.
    """
    lines = text.split("\n")
    best: tuple[str, list[Question], list[tuple[int, int]]] = ("", [], [])
    for lang in LOCALES:
        asked_in = questions(schema, texts, lang)
        chain = _chain(lines, [question.label for question in asked_in])
        if len(chain) > len(best[2]):
            best = (lang, asked_in, chain)
    lang, known, chain = best
    if len(chain) < FEWEST:
        return None
    ends = [line for line, _ in chain[1:]] + [len(lines)]
    answers = [_answer(known[index], lines, line, end) for (line, index), end in zip(chain, ends, strict=True)]
    return Filled(lang, tuple(answers), "\n".join(lines[: chain[0][0]]).strip())


def _chain(lines: Sequence[str], labels: Iterable[str]) -> list[tuple[int, int]]:
    """The longest run of known headings in the form's order, as (line from 0, number of the label).

    An answer may hold a heading that looks like a question: out of its place it does not count, and where both would
    fit the first one does.
    """
    numbers = {collapse(text): number for number, text in enumerate(labels)}
    # Best run that ends with each label: its length, and its last link (line, label, link before).
    best: dict[int, tuple[int, tuple[int, int, object]]] = {}
    for line, text in enumerate(lines):
        match = _HEADING.match(text)
        number = numbers.get(collapse(match.group(1))) if match else None
        if number is None:
            continue
        length, link = max(
            ((length, link) for other, (length, link) in best.items() if other < number),
            key=lambda run: run[0],
            default=(0, None),
        )
        if number not in best or best[number][0] < length + 1:
            best[number] = (length + 1, (line, number, link))
    chain: list[tuple[int, int]] = []
    step: object = max(best.values(), key=lambda run: run[0], default=(0, None))[1]
    while isinstance(step, tuple):
        line, number, step = step
        chain.append((line, number))
    return chain[::-1]


def _answer(question: Question, lines: Sequence[str], heading: int, end: int) -> Answer:
    first = heading + 1
    while first < end and not lines[first].strip():
        first += 1
    text = "\n".join(lines[first:end]).rstrip()
    return Answer(question, "" if text == _NO_RESPONSE else text, first + 1)
