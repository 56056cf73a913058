from __future__ import annotations

import datetime as dt

import pytest

from passerelle.ground.dates import last_day, months_later


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026", "2026-12-31"),
        ("2026-02", "2026-02-28"),
        ("2024-02", "2024-02-29"),
        ("2026-11-05", "2026-11-05"),
    ],
)
def test_a_date_ends_with_its_last_day(text: str, day: str) -> None:
    assert last_day(text) == dt.date.fromisoformat(day)


@pytest.mark.parametrize("text", ["", "unknown", "2026-13", "2026-02-30", "2026-1-1-1", "-", None, "2026-", "0000"])
def test_what_is_no_date(text: object) -> None:
    assert last_day(text) is None


def test_months_keep_the_day_where_they_can() -> None:
    assert months_later(dt.date(2026, 11, 21), 2) == dt.date(2027, 1, 21)
    assert months_later(dt.date(2026, 12, 31), 2) == dt.date(2027, 2, 28)
    assert months_later(dt.date(2026, 3, 31), -1) == dt.date(2026, 2, 28)
    assert months_later(dt.date(2025, 5, 31), 18) == dt.date(2026, 11, 30)
