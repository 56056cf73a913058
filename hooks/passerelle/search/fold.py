"""The spelling fold: what search treats as the same spelling.

Two steps, each also in `overrides/assets/search/fold.js` and held equal by a parity test:

* `light` makes one encoding of one spelling (invisible characters, composed forms, spaces
  inside Lao, French elision). Tones and accents stay, so it serves exact matching.
* `fold` then drops what people leave out or mix up: accents, Lao tones, vowel length.

Lao facts behind the rules: ໍາ and ຳ, ຫນ and ໜ, ເເ and ແ are mixed in real text; tones are
omitted; spaces and U+200B stand inside words. Knows nothing of languages, tokens or files.
"""

import re
import unicodedata

__all__ = ["fold", "fold_units", "light"]

# Zero-width and formatting characters, Lao repetition and ellipsis signs.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0eaf\u0ec6]")
# NFKC leaves the two-code-point ໍາ (and makes it of ຳ); a tone may stand on either side of ໍ.
_TONE_AFTER_NIGGAHITA = re.compile("\u0ecd([\u0ec8-\u0ecb])")
_DOUBLE_E = re.compile("\u0ec0\u0ec0")
_LAO_SPACE = re.compile(r"(?<=[\u0e80-\u0eff]) +(?=[\u0e80-\u0eff])")
_SPACE = re.compile("[\t-\r \u0085\u1680\u2028\u2029]+")  # NFKC made a space of the others
_ELISION = re.compile("(?<![^\\W_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['\u2019\u02bc](?=[^\\W\\d_])")
_LAO_DIGITS = {0x0ED0 + digit: str(digit) for digit in range(10)}
_LETTERS = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ß": "ss",
    "ł": "l",
    "ı": "i",
    "ຼ": "ລ",
    "ຣ": "ລ",
    "ໃ": "ໄ",
    "ີ": "ິ",
    "ື": "ຶ",
    "ູ": "ຸ",
    "ຢ": "ຍ",
    "ຊ": "ສ",
}
# Combining accents; Lao ັ, virama, tones, cancellation mark and yamakkan.
_DROPPED = [*range(0x300, 0x370), 0x0EB1, 0x0EBA, *range(0x0EC8, 0x0ECD), 0x0ECE]
_FOLD = {ord(letter): folded for letter, folded in _LETTERS.items()} | dict.fromkeys(_DROPPED)


def light(text: str) -> str:
    """Return the text in one encoding: NFKC, lower case, no invisible characters.

    Tones, accents and vowel length stay. Spaces between Lao letters and elided French
    articles (l', d', qu') go; other white space becomes one space.
    """
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower()
    text = _SPACE.sub(" ", text.translate(_LAO_DIGITS))
    text = _TONE_AFTER_NIGGAHITA.sub("\\1\u0ecd", text)
    text = _LAO_SPACE.sub("", _DOUBLE_E.sub("\u0ec1", text))
    return _ELISION.sub("", text)


def fold(text: str) -> str:
    """Return the text as the index compares it: `light`, without accents, tones and loose pairs."""
    return unicodedata.normalize("NFKD", light(text)).translate(_FOLD)


def fold_units(text: str) -> list[tuple[str, str]]:
    """Return pairs (folded character, the `light` characters it stands for).

    The first items joined are `fold(text)`. A dropped mark belongs to the character before it.
    """
    units: list[tuple[str, str]] = []
    for char in light(text):
        folded = unicodedata.normalize("NFKD", char).translate(_FOLD)
        if folded:
            units.append((folded[0], char))
            units.extend((more, "") for more in folded[1:])
        elif units:
            last, raw = units[-1]
            units[-1] = (last, raw + char)
    return units
