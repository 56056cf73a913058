from __future__ import annotations

import pytest

from passerelle.ground import locales


@pytest.mark.parametrize(
    ("text", "locale", "words"),
    [
        ("2024-05-17", "en", "May 17, 2024"),
        ("2024-05-17", "fr", "17 mai 2024"),
        ("2024-05-17", "ru", "17 мая 2024\u202fг."),
        ("2024-05", "fr", "mai 2024"),
        ("2024", "lo", "2024"),
        ("unknown", "en", "unknown"),
        ("2023-02-31", "en", "2023-02-31"),
        ("2024-13", "ru", "2024-13"),
        ("", "en", ""),
        ("--", "en", "--"),
    ],
)
def test_dates(text: str, locale: str, words: str) -> None:
    assert locales.date(text, locale).replace("\u00a0", "\u202f") == words


def test_dates_in_lao_are_in_lao() -> None:
    assert "ພຶດສະພາ" in locales.date("2024-05-17", "lo")


@pytest.mark.parametrize("code", ["unknown", "", "x", "zz-zz-zz", "en-", "../", "ລາວ", "q" * 200])
def test_languages_without_a_name_keep_their_code(code: str) -> None:
    assert locales.language_name(code, "en") == code


def test_names() -> None:
    assert locales.language_name("tg", "fr") == "tadjik"
    assert locales.country_name("KE", "ru") == "Кения"
    assert locales.country_name("Kenya", "ru") == ""
    assert locales.prefix("en") == ""
    assert locales.prefix("lo") == "lo/"
    assert locales.is_locale("lo")
    assert not locales.is_locale("zh")


def test_lao_sorts_by_consonant() -> None:
    words = ["ໄກ່", "ຂ້າວ", "ກາ", "ເກີບ"]
    assert sorted(words, key=locales.sort_key) == ["ກາ", "ເກີບ", "ໄກ່", "ຂ້າວ"]


def test_typographic_signs_do_not_count_in_a_sort() -> None:
    assert locales.sort_key("«Éco\u00adle»") == locales.sort_key("École")


@pytest.mark.parametrize(("count", "form"), [(1, "one"), (2, "few"), (5, "many"), (21, "one"), (1.5, "other")])
def test_russian_plurals(count: float, form: str) -> None:
    assert locales.plural_form(count, "ru") == form


def test_numbers() -> None:
    assert locales.number(1234567.25, "en") == "1,234,567.25"
    assert locales.number(1234567, "fr").replace("\u202f", " ") == "1 234 567"
