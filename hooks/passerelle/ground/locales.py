"""The four languages of the site: codes, names, numbers, dates and alphabetical order."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from pyuca import Collator

LOCALES = ("en", "fr", "lo", "ru")
DEFAULT = "en"
NAMES = {"en": "English", "fr": "Français", "lo": "ລາວ", "ru": "Русский"}

# Letters added to a text by typesetting only; they must not part words in a sort key.
_UNSORTED = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad«»“”\"'’(")


def is_locale(code: str) -> bool:
    """Whether the site is published in this language."""
    return code in LOCALES


def prefix(locale: str) -> str:
    """The beginning of every address in this language: "" for English, "fr/" for French."""
    return "" if locale == DEFAULT else f"{locale}/"


@lru_cache(maxsize=1)
def _collator() -> Collator:
    return Collator()


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> tuple[int, ...]:
    """Alphabetical order by the Unicode Collation Algorithm (DUCET), which orders Lao by consonant.

    Lao vowels written before their consonant sort after it, ё sorts with е, accents count last.
    """
    key: tuple[int, ...] = tuple(_collator().sort_key(text.translate(_UNSORTED).casefold()))
    return key


def language_name(code: str, locale: str) -> str:
    """Name of any language (BCP 47 code) in `locale`; the code itself when it has no name."""
    try:
        name = Locale.parse(code.replace("-", "_")).get_display_name(locale)
    except (ValueError, UnknownLocaleError):
        return code
    return name or code


@lru_cache(maxsize=10_000)
def number(value: float | Decimal, locale: str) -> str:
    """A number with the grouping and decimal signs of the language, at most three decimals."""
    return str(format_decimal(value, format="#,##0.###", locale=locale))


def date(text: str, locale: str) -> str:
    """A year, month or day written as YYYY, YYYY-MM or YYYY-MM-DD, in words of the language.

    Anything else comes back unchanged.
    """
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return text
        day = dt.date(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 1)  # noqa: PLR2004
    except (ValueError, IndexError):
        return text
    if len(parts) == 2:  # noqa: PLR2004
        return str(format_skeleton("yMMMM", day, locale=locale))
    return str(format_date(day, format="long", locale=locale))


@lru_cache(maxsize=8)
def _plural_rule(locale: str) -> object:
    return Locale.parse(locale).plural_form


def plural_form(count: float, locale: str) -> str:
    """CLDR plural category of a count: one, few, many or other."""
    rule = _plural_rule(locale)
    return str(rule(count))  # type: ignore[operator]


@lru_cache(maxsize=1024)
def country_name(code: str, locale: str) -> str:
    """CLDR name of a country; "" when the code is no country. United Nations names are kept in `data/countries/`."""
    return str(Locale.parse(locale).territories.get(code, "")) if len(code) == 2 and code.isalpha() else ""  # noqa: PLR2004
