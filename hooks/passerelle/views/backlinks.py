"""The records that refer to a record, in titled groups."""

from __future__ import annotations

from collections.abc import Iterable

from passerelle.content.models import Bundle
from passerelle.knowledge.catalogue import Record
from passerelle.views import parts
from passerelle.views.edition import Edition
from passerelle.views.models import Card, Group, Link


def group(edition: Edition, name: str, key: str, records: Iterable[Record]) -> Group | None:
    """Practices, modules and exchanges as cards, all others as links; None when there are none."""
    cards: list[Card] = []
    links: list[Link] = []
    for record in records:
        if isinstance(record, Bundle):
            cards.append(
                parts.practice_card(edition, record)
                if record.kind == "practice"
                else parts.module_card(edition, record)
            )
        elif record.kind == "exchange":
            cards.append(parts.exchange_card(edition, record))
        else:
            links.append(edition.record_link(record))
    if not cards and not links:
        return None
    return Group(name, edition.say(key), tuple(edition.sorted(links)), tuple(cards))


def groups(*found: Group | None) -> tuple[Group, ...]:
    """Those that are there."""
    return tuple(each for each in found if each)
