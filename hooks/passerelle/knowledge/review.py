"""What waits for an editor: what runs out, what was never confirmed, what no person has read, what no longer answers.

Pure: the day is handed in, words are found elsewhere (`views/review.py`). Retired records wait for nothing.

How much a translation is read nobody knows, for the site counts no visitor. What stands in for it is `reader_weight`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from passerelle.content.models import Bundle, DataRecord, Document
from passerelle.ground.dates import last_day, months_later
from passerelle.ground.locales import LOCALES
from passerelle.knowledge.catalogue import Catalogue, Record, relate
from passerelle.knowledge.checks.common import place
from passerelle.knowledge.checks.rules import CONFIRMED_MONTHS
from passerelle.knowledge.cited import cited
from passerelle.knowledge.freshness import compare, source_marks
from passerelle.knowledge.reading import Reading

Group = Literal["confirmations", "exchanges", "reviews", "drafts", "links", "outdated", "unconfirmed", "machine"]
# In order of urgency: what the checker will refuse, whom somebody waits for, what misleads readers, what can be better.
GROUPS: tuple[Group, ...] = (
    "confirmations",
    "exchanges",
    "reviews",
    "drafts",
    "links",
    "outdated",
    "unconfirmed",
    "machine",
)
SOON_MONTHS = 2  # what ends within so many months is listed before it ends
FRAME_WEIGHT = 10  # every page leads to the hand-written pages, few readers follow
OWN_LANGUAGE = 2  # a ministry reads about its own country first
# Errors that come with time and not from a hand; they must not hide the very record they are about.
_TIMELY = frozenset({"confirmation-too-old", "offer-too-long"})
_KINDS = ("practice", "module", "exchange", "country", "partner", "pathway")


@dataclass(frozen=True)
class Waiting:
    """One thing that waits.

    `reason` is the status of a text (draft, in-review ...), over or soon for what ends, dead or unclear for an
    address, else the name of the group. `lang` is the language of the document that waits, "" where none is meant.
    `date` is the end that is over or near, else the day since which it waits, as it is written (YYYY, YYYY-MM or
    YYYY-MM-DD), "" when the record does not tell. `count` is the changed passages of an outdated translation, the
    reader weight of one by machine. `rank` sorts within the group, smallest first.
    """

    group: Group
    record: Record = dataclasses.field(repr=False)
    path: str
    line: int
    reason: str
    date: str = ""
    lang: str = ""
    count: int = 0
    address: str = ""
    status: str = ""  # of an address: an HTTP status or a word
    rank: tuple[int, str] = (0, "")


def waiting(catalogue: Catalogue, today: dt.date) -> tuple[Waiting, ...]:
    """Everything that waits on a day, by group and urgency; equal things by path."""
    found = [*_ending(catalogue, today), *_unread(catalogue), *_links(catalogue)]
    found += [*_outdated(catalogue), *_machine(catalogue)]
    order = {name: number for number, name in enumerate(GROUPS)}
    return tuple(sorted(found, key=lambda item: (order[item.group], item.rank, item.path, item.line, item.lang)))


def sound(reading: Reading) -> Catalogue:
    """The catalogue without the records that the checker refuses, so that one slip does not hide all that waits."""
    broken = [problem.path for problem in reading.report.errors if problem.code not in _TIMELY]
    if not broken:
        return reading.catalogue
    tree = reading.catalogue.tree
    bundles = tuple(
        bundle
        for bundle in tree.bundles
        if bundle.source and not any(f"{path}/".startswith(f"{bundle.path}/") for path in broken)
    )
    records = tuple(record for record in tree.records if record.path not in broken)
    return relate(dataclasses.replace(tree, bundles=bundles, records=records))


def reader_weight(catalogue: Catalogue, record: Record, lang: str) -> int:
    """A stand-in for how much a record is read in a language.

    The number of records whose pages lead to it and one for its list, `FRAME_WEIGHT` for a hand-written page; times
    `OWN_LANGUAGE` where the language is one of those that `data/countries/` gives for a country of the record.
    """
    if record.kind == "page":
        return FRAME_WEIGHT
    links = sum(len(catalogue.linked(record.kind, record.id, kind)) for kind in _KINDS)
    countries = [record] if record.kind == "country" else catalogue.linked(record.kind, record.id, "country")
    own = any(lang in country.facts.get("languages", ()) for country in countries)
    return (links + 1) * (OWN_LANGUAGE if own else 1)


def _live(catalogue: Catalogue, *kinds: str) -> Iterator[tuple[Bundle, Document]]:
    for bundle in catalogue.tree.bundles:
        if bundle.kind in kinds and bundle.source and not bundle.borrowed and bundle.facts.get("status") != "retired":
            yield bundle, bundle.source


def _ending(catalogue: Catalogue, today: dt.date) -> Iterator[Waiting]:
    """What has an end: confirmations, reviews, offers and requests."""
    for bundle, source in _live(catalogue, "practice", "module"):
        if bundle.kind == "practice" and bundle.facts.get("status") == "published":
            confirmed = last_day(bundle.facts.get("confirmed"))
            end = months_later(confirmed.replace(day=1), CONFIRMED_MONTHS).isoformat()[:7] if confirmed else ""
            yield from _end("confirmations", (bundle, source, "confirmed"), end, today)
        yield from _end("reviews", (bundle, source, "review_due"), str(bundle.facts.get("review_due", "")), today)
    for record in catalogue.tree.data("exchange"):
        if not record.borrowed and record.facts.get("status") in {"offer", "request"}:
            yield from _end("exchanges", (record, record, "valid_until"), str(record.facts.get("valid_until")), today)


def _end(
    group: Group, place_of: tuple[Record, Document | DataRecord, str], end: str, today: dt.date
) -> Iterator[Waiting]:
    day = last_day(end)
    if day is not None and day <= months_later(today, SOON_MONTHS):
        record, owner, field = place_of
        line = place(owner.parsed, (field,)).line
        reason = "over" if day < today else "soon"
        yield Waiting(group, record, owner.path, line, reason, end, rank=(0, day.isoformat()))


def _unread(catalogue: Catalogue) -> Iterator[Waiting]:
    """Texts that are not out yet, and practices that no institution has confirmed; first those that somebody reads."""
    for bundle, source in _live(catalogue, "practice", "module"):
        status = str(bundle.facts.get("status"))
        group: Group = "drafts" if status in {"draft", "in-review"} else "unconfirmed"
        if group == "drafts" or status in {"draft-from-public-sources", "not-confirmed"}:
            since = _since(bundle)
            first = status in {"in-review", "not-confirmed"}
            yield Waiting(group, bundle, source.path, 1, status, since, rank=(not first, since))


def _since(bundle: Bundle) -> str:
    """The day of the last change that the record tells; else of its oldest translation, by which it was there."""
    changes = [str(entry["date"]) for entry in bundle.facts.get("changes", ()) if "date" in entry]
    if changes:
        return max(changes)
    dates = [str(document.facts.get("translation", {}).get("date", "")) for document in bundle.translations]
    return min((date for date in dates if date), default="")


def _links(catalogue: Catalogue) -> Iterator[Waiting]:
    """Addresses that no longer answer, then those of which it is not clear: one entry for each record."""
    for address, citations in cited(catalogue).items():
        state = catalogue.tree.links.get(address)
        if state is None or state.state == "ok":
            continue
        first = {citation.record.path: citation for citation in reversed(citations)}
        for citation in first.values():
            if citation.record.facts.get("status") != "retired":
                yield Waiting(
                    "links",
                    citation.record,
                    citation.owner.path,
                    citation.line,
                    state.state,
                    state.since,
                    address=address,
                    status=state.status,
                    rank=(state.state != "dead", state.since),
                )


def _outdated(catalogue: Catalogue) -> Iterator[Waiting]:
    """Translations whose source has changed, the most changed first."""
    for bundle, _source in _live(catalogue, "practice", "module", "page"):
        marks = source_marks(bundle, catalogue.tree.schemas)
        for document in bundle.translations:
            changed = compare(bundle, document, marks).changed
            if changed:
                date = str(document.facts.get("translation", {}).get("date", ""))
                yield Waiting(
                    "outdated",
                    bundle,
                    document.path,
                    1,
                    "outdated",
                    date,
                    document.lang,
                    count=changed,
                    rank=(-changed, date),
                )


def _machine(catalogue: Catalogue) -> Iterator[Waiting]:
    """Translations by machine that no person has read, the heaviest first."""
    for record, path, lang, date in _unread_translations(catalogue):
        weight = reader_weight(catalogue, record, lang)
        yield Waiting("machine", record, path, 1, "machine", date, lang, count=weight, rank=(-weight, date))


def _unread_translations(catalogue: Catalogue) -> Iterator[tuple[Record, str, str, str]]:
    for bundle, _source in _live(catalogue, "practice", "module", "page"):
        for document in bundle.translations:
            translation = document.facts.get("translation", {})
            if translation.get("state") == "machine":
                yield bundle, document.path, document.lang, str(translation.get("date", ""))
    for record in catalogue.tree.records:
        for lang in LOCALES if not record.borrowed else ():
            if record.facts.get("text_states", {}).get(lang) == "machine":
                yield record, record.path, lang, ""
