"""Dates as records write them (YYYY, YYYY-MM, YYYY-MM-DD): when they end, and what lies some months away."""

from __future__ import annotations

import calendar
import datetime as dt


def today() -> dt.date:
    """The day it is now, the same for every reader: UTC."""
    return dt.datetime.now(tz=dt.UTC).date()


def last_day(text: object) -> dt.date | None:
    """The last day of a year, a month or a day; None when the text is no date ("unknown")."""
    parts = str(text).split("-")
    try:
        numbers = [int(part) for part in parts]
        year, month, day = (*numbers, *(12, 0)[len(numbers) - 1 :])
        return dt.date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, IndexError):
        return None


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
