"""Which concepts a text names: the bridge between the words of a page and the words of its readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from passerelle.content.terms import Concept
from passerelle.search.fold import fold

_Parts = tuple[tuple[str, ...], re.Pattern[str] | None, re.Pattern[str] | None]
_WORD = re.compile(r"\w+")
_ABBREVIATION = 6  # letters; a name in capitals up to this length is searched as it is written
_WHOLE = 4  # letters; shorter words are searched whole, longer ones by their stem and an ending
_ENDING = 4  # letters that an ending may have
# Letters that a word of the language may lose at its end when it is inflected.
_LOST = {"ru": 2, "en": 1, "fr": 1}


@lru_cache(maxsize=8192)
def _stem(word: str, locale: str) -> str:
    """A pattern for a folded word in its inflected forms."""
    if len(word) <= _WHOLE:
        return re.escape(word)
    stem = word[: max(_WHOLE, len(word) - _LOST.get(locale, 0))]
    return rf"{re.escape(stem)}\w{{0,{_ENDING}}}"


@lru_cache(maxsize=4096)
def _parts(
    names: tuple[str, ...], locale: str
) -> tuple[tuple[str, ...], re.Pattern[str] | None, re.Pattern[str] | None]:
    """What a name must contain at least, the pattern for folded text, and the one for text as written."""
    short = [name for name in names if name.isupper() and len(name) <= _ABBREVIATION]
    folded = sorted({fold(name) for name in names if name not in short} - {""}, key=len, reverse=True)
    if locale == "lo":  # written without spaces: a name is found anywhere
        body = "|".join(re.escape(name) for name in folded)
        hints = tuple(folded)
    else:
        body = "|".join(r"\W+".join(_stem(word, locale) for word in _WORD.findall(name)) for name in folded)
        body = rf"(?<!\w)(?:{body})(?!\w)" if body else ""
        hints = tuple(min((word[:_WHOLE] for word in _WORD.findall(name)), key=len) for name in folded)
    written = rf"(?<!\w)(?:{'|'.join(map(re.escape, short))})(?!\w)" if short else ""
    return hints, re.compile(body) if body else None, re.compile(written) if written else None


def concepts_in(concepts: Iterable[Concept], text: str, locale: str) -> Iterator[tuple[Concept, int]]:
    """Concepts that a text in `locale` names, in any inflected form, with how often.

    Abbreviations count only as they are written: "AI" is not found in "aid", nor in the French "j'ai".
    """
    folded = fold(text)
    for concept in concepts:
        hints, pattern, written = _parts(concept.names(locale), locale)
        count = len(written.findall(text)) if written else 0
        if pattern and any(hint in folded for hint in hints):  # most concepts are absent, and a look is cheap
            count += len(pattern.findall(folded))
        if count:
            yield concept, count


def initial(label: str, locale: str) -> str:
    """The letter under which a word stands in an alphabetical list.

    Lao words stand under their first consonant, whatever vowel is written before it; accents and ё do not count.
    """
    for char in label:
        if locale == "lo" and char in "ເແໂໃໄ":
            continue
        if char in "ໜໝ":  # dictionaries list the two ligatures under ຫ
            return "ຫ"
        if char.isalpha():
            plain = fold(char)[:1] if locale != "lo" else char
            return (plain or char).upper()
    return "#"


def ordered(concepts: Sequence[Concept], locale: str) -> list[Concept]:
    """Concepts in the alphabetical order of a language."""
    from passerelle.ground.locales import sort_key  # noqa: PLC0415 - the collation table loads slowly

    return sorted(concepts, key=lambda concept: sort_key(concept.labels[locale]))
