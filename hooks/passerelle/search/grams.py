"""Tokens of folded text: words of spaced scripts, 4-grams of Lao runs.

Lao has no spaces and segmenters disagree, so a Lao run is cut into overlapping 4-grams of
folded characters. Other scripts are cut into words; word forms and typing errors are the
matcher's business (`match.py`). Equal to `overrides/assets/search/fold.js`, held by a test.
"""

import re
from collections.abc import Iterator

from .fold import fold, fold_units

__all__ = ["GRAM", "PAD", "exact_tokens", "gram_starts", "is_lao", "pieces", "tokens"]

GRAM = 4  # folded characters of a Lao gram; 3 and 5 were a little worse
PAD = "_"  # ends a Lao run, so that a short last word has grams of its own
_VOWEL_SIGNS = frozenset("ະາິຶຸົຽໍ")  # after folding
_PIECE = re.compile("[\u0e80-\u0eff]+|[^\\W_\u0e80-\u0eff]+")


def is_lao(token: str) -> bool:
    """Tell whether a folded token is written in Lao."""
    return "\u0e80" <= token[0] <= "\u0eff"


def pieces(folded: str) -> list[str]:
    """Return the words and Lao runs of a folded text, in order."""
    return _PIECE.findall(folded)


def gram_starts(run: str) -> list[int]:
    """Return where grams of a Lao run begin: at its start, and wherever a syllable may begin.

    Vowel signs written after, above or below a consonant begin no syllable, so neither an
    index nor a query needs the 40 % of grams that would begin with one.
    """
    return [start for start, char in enumerate(run) if not start or char not in _VOWEL_SIGNS]


def _grams(run: str) -> Iterator[tuple[int, str]]:
    padded = run + PAD * 2
    for start in gram_starts(run):
        if start == 0 or start + GRAM <= len(padded):
            yield start, padded[start : start + GRAM]


def tokens(text: str) -> Iterator[str]:
    """Yield the index tokens of a text: folded words, and padded 4-grams of Lao runs."""
    for piece in pieces(fold(text)):
        if is_lao(piece):
            for _, gram in _grams(piece):
                yield gram
        else:
            yield piece


def exact_tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield pairs (index token, its spelling with tones and accents) of a text.

    The same tokens in the same order as `tokens`; pads have no spelling.
    """
    units = fold_units(text)
    folded = "".join(unit[0] for unit in units)
    for found in _PIECE.finditer(folded):
        run = units[found.start() : found.end()]
        if is_lao(found[0]):
            for start, gram in _grams(found[0]):
                yield gram, "".join(unit[1] for unit in run[start : start + GRAM])
        else:
            yield found[0], "".join(unit[1] for unit in run)
