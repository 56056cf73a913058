"""A query as units: words, and Lao runs cut into grams.

Equal to `overrides/assets/search/parse.js`, held by the twin test.
"""

import re
from dataclasses import dataclass
from typing import TypeVar

from .fold import fold_units
from .grams import GRAM, is_lao, pieces

__all__ = ["Gram", "Run", "Word", "parse"]

MOST_GRAMS = 10  # of one run; a longer run is sampled evenly
MOST_UNITS = 12
ROUGH = 3  # folded characters

T = TypeVar("T")


@dataclass(frozen=True)
class Word:
    """A folded word, and its spelling with accents."""

    text: str
    spelling: str


@dataclass(frozen=True)
class Gram:
    """A folded Lao gram, its spelling with tones, and whether it may be missing.

    A gram across a space of the query may be missing: the page need not have the two words
    side by side.
    """

    text: str
    spelling: str
    optional: bool


@dataclass(frozen=True)
class Run:
    """A Lao run; one gram shorter than `GRAM` stands for all grams that begin with it."""

    text: str
    grams: tuple[Gram, ...]

    def rough(self) -> "Run":
        """Return the run in shorter grams, of which a typing error spoils fewer."""
        texts = [self.text[i : i + ROUGH] for i in range(len(self.text) - ROUGH + 1)]
        return Run(self.text, tuple(Gram(text, "", optional=False) for text in _sample(texts)))


def parse(query: str) -> list[Word | Run]:
    """Return the units of a query in order, each once."""
    units: list[Word | Run] = []
    run: list[list[tuple[str, str]]] = []  # neighbouring Lao pieces, one list of fold units each
    for chunk in re.split("[\t-\r \u00a0\u3000]+", query):
        folded_units = fold_units(chunk)
        folded = "".join(unit[0] for unit in folded_units)
        start = 0
        for piece in pieces(folded):
            at = folded.index(piece, start)
            if run and (at > 0 or not is_lao(piece)):
                units.append(_run(run))
                run = []
            start = at + len(piece)
            if is_lao(piece):
                run.append(folded_units[at:start])
            else:
                units.append(Word(piece, "".join(u[1] for u in folded_units[at:start])))
        if run and start < len(folded):
            units.append(_run(run))
            run = []
    if run:
        units.append(_run(run))
    return list(dict.fromkeys(units))[:MOST_UNITS]


def _run(parts: list[list[tuple[str, str]]]) -> Run:
    units = [unit for part in parts for unit in part]
    text = "".join(unit[0] for unit in units)
    home = [number for number, part in enumerate(parts) for _ in part]
    short = [len(part) < GRAM for part in parts]
    grams = []
    for start in range(max(1, len(units) - GRAM + 1)):
        cut = units[start : start + GRAM]
        first, last = home[start], home[start + len(cut) - 1]
        optional = first != last and not any(short[first : last + 1])
        grams.append(Gram(text[start : start + GRAM], "".join(u[1] for u in cut), optional))
    return Run(text, tuple(_sample(grams)))


def _sample(grams: list[T]) -> list[T]:
    if len(grams) <= MOST_GRAMS:
        return grams
    return [grams[i * (len(grams) - 1) // (MOST_GRAMS - 1)] for i in range(MOST_GRAMS)]
