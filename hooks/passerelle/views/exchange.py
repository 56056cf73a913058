"""The page of an exchange: an activity, an offer or a request between countries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from passerelle.content.models import DataRecord
from passerelle.views import parts
from passerelle.views.backlinks import group, groups
from passerelle.views.edition import Edition
from passerelle.views.models import Fact, Group, Link
from passerelle.views.page_models import RecordView


def exchange_view(edition: Edition, exchange: DataRecord) -> RecordView:
    """A South-South activity: who shared what with whom."""
    facts = exchange.facts
    linked = edition.catalogue.linked
    rows = [
        Fact(edition.say("fact.kind"), (edition.term("exchange_type", str(facts["kind"])),)),
        Fact(edition.say("fact.form"), (edition.term("cooperation_form", str(facts["form"])),)),
        Fact(edition.say("fact.status"), (edition.term("exchange_status", str(facts["status"])),)),
        Fact(edition.say("fact.valid_until"), (Link(edition.date(facts["valid_until"]), ""),))
        if "valid_until" in facts
        else None,
        Fact(edition.say("fact.dates"), (Link(_dates(edition, facts), ""),)),
        Fact(
            edition.say("fact.place"),
            (Link(edition.words(facts["place"], exchange), "", lang=edition.foreign(exchange)),),
        )
        if "place" in facts
        else None,
        *(
            Fact(edition.say(f"fact.{role}"), actors)
            for role in ("provider", "recipient", "facilitator", "funder")
            if (actors := _actors(edition, facts.get(role)))
        ),
        _mode(edition, facts),
        Fact(edition.say("fact.participants"), _participants(edition, facts["participants"]))
        if "participants" in facts
        else None,
        _topics(edition, facts),
        *parts.contact(edition, facts),
    ]
    outputs = tuple(
        Link(edition.words(entry["title"], exchange), str(entry.get("url", "")), lang=edition.foreign(exchange))
        for entry in facts.get("outputs", ())
    )
    return RecordView(
        kind="exchange",
        id=exchange.id,
        title=edition.title(exchange),
        summary=edition.words(facts["summary"], exchange),
        article_lang=edition.language_of(exchange),
        notices=parts.data_notices(edition, exchange),
        eyebrow=edition.say("exchange.eyebrow"),
        facts=tuple(row for row in rows if row),
        figures=(),
        readiness=(),
        texts=tuple(_texts(edition, exchange)),
        groups=groups(
            Group("outputs", edition.say("exchange.outputs"), outputs) if outputs else None,
            group(edition, "practices", "exchange.practices", linked("exchange", exchange.id, "practice")),
            group(edition, "modules", "exchange.modules", linked("exchange", exchange.id, "module")),
        ),
        sources=parts.sources(edition, facts.get("sources", ())),
        chain=parts.chain(edition, [str(name) for name in facts["topics"].get("phases", ())])
        if facts["topics"].get("phases")
        else (),
        licence=parts.licence(edition, "CC-BY-4.0"),
    )


def _texts(edition: Edition, exchange: DataRecord) -> Iterator[tuple[str, str]]:
    """Headings in the page's language over paragraphs in the article's, names of institutions among them."""
    facts, article = exchange.facts, edition.site.editions[edition.language_of(exchange)]
    if demand := facts.get("demand"):
        yield edition.say("exchange.demand"), f"{article.words(demand['need'])} {article.words(demand['who'])}"
    for entry in facts.get("outcomes", ()):
        yield edition.say("exchange.outcomes"), article.words(entry["text"])
    for entry in facts.get("commitments", ()):
        who = article.partner(entry["partner"]).label
        yield edition.say("exchange.commitments"), f"{who}: {article.words(entry['what'])}"


def _dates(edition: Edition, facts: dict[str, Any]) -> str:
    start = edition.date(facts["start"])
    return edition.say("value.range", **{"from": start, "to": edition.date(facts["end"])}) if "end" in facts else start


def _actors(edition: Edition, actors: Any) -> tuple[Link, ...]:
    if not actors:
        return ()
    countries = [edition.country(str(code)) for code in actors.get("countries", ())]
    partners = [edition.partner(name) for name in actors.get("partners", ())]
    return (*countries, *partners)


def _mode(edition: Edition, facts: dict[str, Any]) -> Fact:
    mode = str(facts["mode"])
    label = edition.say("value.unknown") if mode == "unknown" else edition.label("exchange_mode", mode)
    return Fact(edition.say("fact.mode"), (Link(label, ""),))


def _participants(edition: Edition, participants: Any) -> tuple[Link, ...]:
    if participants == "unknown":
        return (Link(edition.say("value.unknown"), ""),)
    found = [Link(edition.say("count.people", n=participants["total"].value), "")]
    if "women" in participants:
        found.append(Link(f"{edition.say('fact.women')} {edition.number(participants['women'])}", ""))
    return tuple(found)


def _topics(edition: Edition, facts: dict[str, Any]) -> Fact | None:
    topics = facts["topics"]
    links = [edition.facet_term("block", str(name)) for name in topics.get("blocks", ())]
    links += [edition.facet_term("branch", str(name)) for name in topics.get("branches", ())]
    return Fact(edition.say("fact.topics"), tuple(links)) if links else None
