"""Small rules on text that several floors share."""

from __future__ import annotations

import re
import unicodedata

# U+202A-202E and U+2066-2069 reorder what a reader sees without changing what a machine reads.
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f]")
_SPACES = re.compile(r"\s+")
_LAO = re.compile("[\u0e80-\u0eff]")
_WORD = re.compile(r"[^\W_\u0e80-\u0eff]+(?:['’-][^\W_\u0e80-\u0eff]+)*")
LAO_LETTERS_PER_WORD = 5  # content-model decision, the same in the browser


def collapse(text: str) -> str:
    """NFC text with every run of white space as one space, trimmed."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def length(text: str) -> int:
    """Length in NFC code points, as editors count it."""
    return len(unicodedata.normalize("NFC", text))


def count_words(text: str) -> int:
    """Words of a text; Lao, which has no spaces, counts five letters as a word."""
    return len(_WORD.findall(text)) + -(-len(_LAO.findall(text)) // LAO_LETTERS_PER_WORD)


def hidden_characters(text: str) -> list[tuple[int, int, str]]:
    """Bidi and other control characters: line (from 1), column (from 1) and name such as U+202E."""
    if text.isascii() and text.isprintable():
        return []
    found = []
    for pattern in (BIDI_CONTROLS, _CONTROL):
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
            found.append((line, column, f"U+{ord(match.group()):04X}"))
    return found
