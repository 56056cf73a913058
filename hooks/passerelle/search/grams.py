"""Tokens of folded text: words of spaced scripts, 4-grams of Lao runs.

Lao has no spaces and segmenters disagree, so a Lao run is cut into overlapping 4-grams of
folded characters. Other scripts are cut into words; word forms and typing errors are the
matcher's business (`match.py`). Equal to `overrides/assets/search/fold.js`, held by a test.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from .fold import fold, fold_units

__all__ = ["GRAM", "exact_tokens", "is_lao", "pairs", "pieces", "tokens"]

GRAM = 4  # folded characters of a Lao gram; 3 and 5 were a little worse
PAIRED = 4  # letters of a word in the key of a pair
_PADS = "__"  # end a Lao run, so that a short last word has grams of its own
_PIECE = re.compile("[\u0e80-\u0eff]+|[^\\W_\u0e80-\u0eff]+")


def is_lao(token: str) -> bool:
    """Tell whether a folded token is written in Lao."""
    return "\u0e80" <= token[0] <= "\u0eff"


def pieces(folded: str) -> list[str]:
    """Return the words and Lao runs of a folded text, in order."""
    return _PIECE.findall(folded)


def _grams(run: str) -> list[str]:
    padded = run + _PADS
    return [padded[start : start + GRAM] for start in range(max(1, len(padded) - GRAM + 1))]


def tokens(text: str) -> list[str]:
    """Return the index tokens of a text: folded words, and padded 4-grams of Lao runs."""
    found: list[str] = []
    for piece in pieces(fold(text)):
        if is_lao(piece):
            found += _grams(piece)
        else:
            found.append(piece)
    return found


def pairs(words: Iterable[str]) -> list[str]:
    """Return keys of neighbouring words, as "regi hous": the first letters of each.

    Words shorter than `PAIRED` letters, mostly articles and prepositions, are passed over;
    cut words stand for their forms.
    """
    long = [word[:PAIRED] for word in words if len(word) >= PAIRED and not is_lao(word)]
    return [f"{one} {other}" for one, other in pairwise(long)]


def exact_tokens(text: str) -> list[tuple[str, str]]:
    """Return pairs (index token, its spelling with tones and accents) of a text.

    The same tokens in the same order as `tokens`; pads have no spelling.
    """
    units = fold_units(text)
    folded = "".join(unit[0] for unit in units)
    exact: list[tuple[str, str]] = []
    for found in _PIECE.finditer(folded):
        run = [unit[1] for unit in units[found.start() : found.end()]]
        if is_lao(found[0]):
            for start, gram in enumerate(_grams(found[0])):
                exact.append((gram, "".join(run[start : start + GRAM])))
        else:
            exact.append((found[0], "".join(run)))
    return exact
