"""Which concepts a text names: the bridge between the words of a page and the words of its readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from passerelle.content.terms import Concept
from passerelle.search.fold import fold


@lru_cache(maxsize=4096)
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({fold(name) for name in names if name} - {""}, key=len, reverse=True))


@lru_cache(maxsize=4096)
def _pattern(names: tuple[str, ...], *, lao: bool) -> re.Pattern[str]:
    body = "|".join(re.escape(name) for name in _folded(names))
    # Lao is written without spaces: a name is found anywhere. Elsewhere it must begin a word; an ending may follow.
    return re.compile(body if lao else rf"(?<!\w)(?:{body})")


def concepts_in(concepts: Iterable[Concept], text: str, locale: str) -> Iterator[tuple[Concept, int]]:
    """Concepts that a text in `locale` names, with how often."""
    folded = fold(text)
    for concept in concepts:
        names = concept.names(locale)
        if any(name in folded for name in _folded(names)):  # most concepts are absent, and a look is cheap
            count = len(_pattern(names, lao=locale == "lo").findall(folded))
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
