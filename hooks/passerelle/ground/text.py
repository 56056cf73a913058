"""Small rules on text that several floors share."""

from __future__ import annotations

import re
import unicodedata

# U+202A-202E, U+2066-2069, U+200E-200F and U+061C reorder what a reader sees without changing what a machine reads;
# U+2028 and U+2029 end a line for YAML and not for editors; surrogates are halves of characters and cannot be written
# to a file; private-use characters show as nothing or as anything, and the renderer keeps its places with two of them;
# tags (U+E0000-E007F) and the signs U+206A-206F and U+FFF9-FFFB carry text that nobody sees.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\uf8ff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# What leaves no trace on paper beside white space, though some of it counts as a letter.
_BLANK = re.compile(
    "[\\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef]*"
)
_LAO = re.compile("[\u0e80-\u0eff]")
_WORD = re.compile(r"[^\W_\u0e80-\u0eff]+(?:['’-][^\W_\u0e80-\u0eff]+)*")
LAO_LETTERS_PER_WORD = 5  # content-model decision, the same in the browser


def collapse(text: str) -> str:
    """NFC text with every run of white space as one space, trimmed."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def length(text: str) -> int:
    """Length in NFC code points, as editors count it."""
    return len(text if text.isascii() else unicodedata.normalize("NFC", text))


def count_words(text: str) -> int:
    """Words of a text; Lao, which has no spaces, counts five letters as a word."""
    return len(_WORD.findall(text)) + -(-len(_LAO.findall(text)) // LAO_LETTERS_PER_WORD)


def hidden_characters(text: str, most: int = 20) -> list[tuple[int, int, str]]:
    """The first bidi and other control characters: line (from 1), column (from 1) and name such as U+202E."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return []
    found: list[tuple[int, int, str]] = []
    for match in _HIDDEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        found.append((line, column, f"U+{ord(match.group()):04X}"))
        if len(found) == most:
            break
    return found


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen."""
    return _BLANK.fullmatch(text) is not None


def printable(text: str) -> str:
    """Text that a terminal or a log shows as it is: control characters become their names, such as <U+001B>."""
    return _HIDDEN.sub(lambda match: f"<U+{ord(match.group()):04X}>", text) if not text.isprintable() else text
