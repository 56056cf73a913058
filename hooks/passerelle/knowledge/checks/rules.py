"""Rules that join several fields of one record, and those that depend on today's date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from passerelle.content.models import Bundle, DataRecord, Document
from passerelle.content.strict_yaml import Number
from passerelle.ground.problems import Problem
from passerelle.knowledge import tiers
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field, mappings, sources

PUBLISHED_NEEDS = ("costs", "contact", "reviewers", "confirmed")
CONFIRMED_MONTHS = 18  # a published practice was confirmed by its institution within so many months
# What an exchange must tell by its status; an offer knows its giver only, a request its asker.
EXCHANGE_NEEDS = {"offer": ("provider",), "request": ("recipient",)}
OTHER_EXCHANGES_NEED = ("provider", "recipient", "sources")
OFFER_MONTHS = 12  # an offer or request may stay open so many months


def check(catalogue: Catalogue, today: dt.date) -> Iterator[Problem]:
    """Practices, modules and exchanges."""
    for bundle in catalogue.tree.bundles:
        if bundle.source is None:
            continue
        yield from _period(bundle.source)
        if bundle.kind == "practice":
            yield from _draft(bundle.source)
            yield from _published(bundle, bundle.source, today)
            yield from _costs(bundle.source)
        if bundle.kind == "module":
            yield from _minutes(bundle.source)
    for record in catalogue.tree.data("exchange"):
        if not record.borrowed:
            yield from _period(record)
            yield from _sides(record)
            yield from _offer(record, today)


def _period(owner: Document | DataRecord) -> Iterator[Problem]:
    start, end = owner.facts.get("start"), owner.facts.get("end")
    if isinstance(start, str) and isinstance(end, str) and "unknown" not in (start, end):
        size = min(len(start), len(end))
        if end[:size] < start[:size]:
            yield at_field(owner, ("end",), "ends-before-it-starts", value=end, start=start)


def _draft(document: Document) -> Iterator[Problem]:
    """A text that no institution has confirmed names no one who would answer for it."""
    if document.facts.get("status") == "draft-from-public-sources":
        for name in ("contact", "reviewers", "confirmed"):
            if name in document.facts:
                yield at_field(document, (name,), "draft-names-people", field=name)


def _published(bundle: Bundle, document: Document, today: dt.date) -> Iterator[Problem]:
    if document.facts.get("status") != "published":
        return
    for name in PUBLISHED_NEEDS:
        if name not in document.facts:
            yield at_field(document, ("status",), "published-needs", field=name)
    if tiers.section_words(document, tiers.HONESTY_SECTION) < tiers.SUBSTANCE_WORDS:
        yield at_field(document, ("status",), "published-needs", field="did-not-work")
    if not any(str(entry.get("date")) != "unknown" for entry in sources(bundle)):
        yield at_field(document, ("sources",), "published-needs", field="sources.date")
    confirmed = str(document.facts.get("confirmed", ""))
    if (age := _months(confirmed, today)) is not None and age > CONFIRMED_MONTHS:
        yield at_field(document, ("confirmed",), "confirmation-too-old", value=confirmed, limit=str(CONFIRMED_MONTHS))


def _costs(document: Document) -> Iterator[Problem]:
    costs = document.facts.get("costs")
    if not isinstance(costs, dict):
        return
    for name in ("setup_usd", "yearly_usd"):
        pair = costs.get(name)
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(value, Number) for value in pair):  # noqa: PLR2004
            lowest, highest = (value.value for value in pair)
            if lowest > highest:
                yield at_field(document, ("costs", name), "range-upside-down", value=f"{lowest} - {highest}")
    given = [
        name
        for name in ("setup_usd", "yearly_usd", "staff_fte", "months_to_first_use")
        if costs.get(name) not in ("unknown", None)
    ]
    if given and "source" not in costs:
        yield at_field(document, ("costs",), "figure-without-source", field="costs")


def _minutes(document: Document) -> Iterator[Problem]:
    minutes = document.facts.get("minutes")
    planned = minutes.get("class") if isinstance(minutes, dict) else None
    parts: list[Any] = [entry.get("minutes") for _, entry in mappings(document.facts.get("sections"))]
    if isinstance(planned, Number) and parts and all(isinstance(part, Number) for part in parts):
        total = sum(part.value for part in parts)
        if total != planned.value:
            yield at_field(
                document, ("minutes", "class"), "minutes-do-not-add-up", value=str(planned), total=str(total)
            )


def _sides(record: DataRecord) -> Iterator[Problem]:
    for name in EXCHANGE_NEEDS.get(str(record.facts.get("status")), OTHER_EXCHANGES_NEED):
        if name not in record.facts:
            yield at_field(record, (name,), "missing-field", field=name)


def _offer(record: DataRecord, today: dt.date) -> Iterator[Problem]:
    if str(record.facts.get("status")) not in {"offer", "request"}:
        return
    if "contact" not in record.facts:
        yield at_field(record, ("status",), "offer-without-contact")
    until = record.facts.get("valid_until")
    if not isinstance(until, str):
        yield at_field(record, ("status",), "offer-without-end", limit=str(OFFER_MONTHS))
        return
    age = _months(until, today)
    if age is not None and age < -OFFER_MONTHS:
        yield at_field(record, ("valid_until",), "offer-too-long", value=until, limit=str(OFFER_MONTHS))
    elif age is not None and age > 0:
        yield at_field(record, ("valid_until",), "offer-expired", "warning", value=until)


def _months(text: str, today: dt.date) -> int | None:
    """Whole months from a date (YYYY, YYYY-MM or YYYY-MM-DD) to today; negative for a date to come."""
    match = re.match(r"(\d{4})(?:-(\d{2}))?", text)
    if not match:
        return None
    return (today.year - int(match.group(1))) * 12 + today.month - int(match.group(2) or 12)
