"""The name of a new folder, made from the title when the contributor has chosen none."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

WORDS, LETTERS = 6, 48  # of a name made from a title
_WORD = re.compile(r"[a-z0-9]+")
# Russian by the table of passports (ICAO 9303), with the letters of Tajik, Kyrgyz, Kazakh, Ukrainian and Belarusian.
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяғӣқӯҳҷңөүәұһієїґў",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y _ e iu ia "
        "gh i q u h j ng o u a u h i ie i g u".replace("_", "-").split(),
        strict=True,
    )
)
_LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
_SPELLED = str.maketrans({**_CYRILLIC, **_LATIN, "ь": ""})


def made_name(title: str, country: str, today: dt.date) -> tuple[str, bool]:
    """A folder's name, and whether it comes from the title.

    Args:
        title: in any language. One whose letters are mostly not Latin or Cyrillic, such as Lao, gives no name: then it
            is made from the country and the day.
        country: code of the country, "" when nobody knows.
        today: the day.
    """
    words = _WORD.findall(_plain(title)) if _is_spelled(title) else []
    kept: list[str] = []
    for word in words[:WORDS]:
        if kept and len("-".join((*kept, word))) > LETTERS:
            break
        kept.append(word[:LETTERS])
    start = [country.lower()] if country else []
    if kept:
        return "-".join((*start, *kept)), True
    return "-".join((*start, "practice", today.strftime("%Y%m%d"))), False


def _plain(text: str) -> str:
    """Latin letters without accents, Cyrillic spelled with them."""
    # Composed first: й would otherwise fall apart into и and its sign.
    spelled = unicodedata.normalize("NFC", text).lower().translate(_SPELLED)
    return "".join(char for char in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(char))


def _is_spelled(title: str) -> bool:
    letters = [char for char in title if char.isalpha()]
    known = [char for char in letters if _WORD.match(_plain(char)) or char.lower() in "ьъ"]
    return len(known) * 2 > len(letters)
