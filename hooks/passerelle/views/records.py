"""Pages of countries, partners and pathways: data, with the records that refer to it. Exchanges: `exchange.py`."""

from __future__ import annotations

from typing import Any

from passerelle.content import addresses
from passerelle.content.models import DataRecord
from passerelle.ground.locales import language_name
from passerelle.views import parts
from passerelle.views.backlinks import group, groups
from passerelle.views.edition import Edition
from passerelle.views.exchange import exchange_view
from passerelle.views.models import Fact, Group, Link, ResultRow
from passerelle.views.page_models import RecordView


def record_view(edition: Edition, record: DataRecord) -> RecordView:
    """The page of any data record."""
    return {"country": country_view, "exchange": exchange_view, "partner": partner_view, "pathway": pathway_view}[
        record.kind
    ](edition, record)


def country_view(edition: Edition, country: DataRecord) -> RecordView:
    """A country: what is known of it here, each figure with year and source."""
    facts = country.facts
    linked = edition.catalogue.linked
    others = [
        name
        for name in dict.fromkeys(
            (
                facts["name"]["en"],
                edition.catalogue.tree.vocabularies["country"].terms[country.id].extra["short"][edition.locale],
            )
        )
        if name != edition.country_name(country.id)
    ]
    income = facts.get("income", "unknown")
    rows = [
        Fact(edition.say("fact.region"), (edition.term("region", str(facts["region"])),)),
        Fact(edition.say("fact.languages"), _languages(edition, facts.get("languages")))
        if facts.get("languages")
        else None,
        Fact(
            edition.say("fact.income"),
            (Link(edition.say("value.unknown"), ""),)
            if income == "unknown"
            else (Link(edition.label("income_group", str(income["group"])), "", note=str(income["year"])),),
        ),
        Fact(edition.say("fact.ratified"), ratified) if (ratified := _ratified(edition, facts)) else None,
        Fact(edition.say("fact.focal"), (edition.partner(facts["focal"]),)) if "focal" in facts else None,
        Fact(edition.say("fact.time_zone"), (Link(str(facts["time_zone"]), ""),)) if "time_zone" in facts else None,
        Fact(edition.say("fact.other_names"), tuple(Link(name, "") for name in others)) if others else None,
    ]
    context = edition.words(facts["context"]) if "context" in facts else ""
    return RecordView(
        kind="country",
        id=country.id,
        title=edition.country_name(country.id),
        summary="",
        article_lang=edition.locale,
        notices=parts.data_notices(edition, country),
        eyebrow=edition.say("country.eyebrow"),
        facts=tuple(row for row in rows if row),
        figures=_country_figures(edition, facts),
        readiness=_readiness(edition, facts),
        texts=((edition.say("country.context"), context),) if context else (),
        groups=groups(
            group(edition, "practices", "country.practices", linked("country", country.id, "practice")),
            group(edition, "exchanges", "country.exchanges", linked("country", country.id, "exchange")),
            group(edition, "partners", "country.partners", linked("country", country.id, "partner")),
        ),
        sources=parts.sources(edition, facts.get("sources")),
        licence=parts.licence(edition, "CC-BY-4.0"),
    )


def _languages(edition: Edition, codes: Any) -> tuple[Link, ...]:
    return tuple(Link(language_name(str(code), edition.locale), "") for code in codes or ())


def _ratified(edition: Edition, facts: dict[str, Any]) -> tuple[Link, ...]:
    found = []
    for name, entry in facts.get("ratified", {}).items():
        if entry == "unknown":
            found.append(Link(f"{name}: {edition.say('value.unknown')}", ""))
        else:
            state = edition.say("value.yes" if entry["ratified"] is True else "value.no")
            found.append(Link(f"{name}: {state}", "", note=str(entry.get("year", ""))))
    return tuple(found)


def _country_figures(edition: Edition, facts: dict[str, Any]) -> tuple[ResultRow, ...]:
    protection = facts.get("sp", {})
    listed = facts.get("sources")
    found: list[tuple[str, str, str, dict[str, Any]]] = []
    coverage = protection.get("coverage_1_3_1", "unknown")
    if coverage != "unknown":
        found.append(("coverage", edition.say("country.coverage"), "%", coverage))
    expenditure = protection.get("expenditure", "unknown")
    if expenditure != "unknown":
        found.append(
            ("expenditure", edition.say("country.expenditure"), edition.words(expenditure["unit"]), expenditure)
        )
    found += [
        (str(entry["id"]), edition.words(entry["indicator"]), edition.words(entry["unit"]), entry)
        for entry in protection.get("figures", ())
    ]
    return tuple(
        ResultRow(
            id=name,
            indicator=label,
            before="",
            after=edition.number(entry["value"]),
            unit=unit,
            year=edition.date(entry["year"]),
            change="",
            note="",
            source=parts.source_link(listed, entry["source"]),
        )
        for name, label, unit, entry in found
    )


def _readiness(edition: Edition, facts: dict[str, Any]) -> tuple[Fact, ...]:
    """Every precondition, unknown where no source speaks of it: unknown stays unknown, and is shown."""
    stated = facts.get("readiness", {})
    if not stated:
        return ()
    found = []
    for term in edition.catalogue.tree.vocabularies["precondition"]:
        entry = stated.get(term.id)
        state = str(entry["state"]) if entry else "unknown"
        note = edition.words(entry["note"]) if entry and "note" in entry else ""
        source = parts.source_link(facts.get("sources"), entry["source"]) if entry else None
        values = [Link(edition.label("fit_state", state), "", note=note)]
        if source:
            values.append(Link(edition.say("sources.ref", n=source.label), source.url))
        found.append(Fact(term.label(edition.locale), tuple(values), state))
    return tuple(found)


def partner_view(edition: Edition, partner: DataRecord) -> RecordView:
    """An institution named in practices or exchanges."""
    facts = partner.facts
    linked = edition.catalogue.linked
    url = str(facts.get("url", ""))
    rows = [
        Fact(edition.say("fact.acronym"), (Link(str(facts["acronym"]), ""),)) if "acronym" in facts else None,
        Fact(edition.say("fact.type"), (edition.term("partner_type", str(facts["type"])),)),
        Fact(edition.say("fact.country"), (edition.country(str(facts["country"])),)) if "country" in facts else None,
        Fact(edition.say("fact.website"), (Link(url, url),)) if url else None,
        Fact(edition.say("fact.email"), (Link(str(facts["role_email"]), f"mailto:{facts['role_email']}"),))
        if "role_email" in facts
        else None,
    ]
    role = edition.words(facts["project_role"]) if "project_role" in facts else ""
    return RecordView(
        kind="partner",
        id=partner.id,
        title=edition.title(partner),
        summary=edition.say("partner.described"),
        article_lang=edition.locale,
        notices=parts.data_notices(edition, partner),
        eyebrow=edition.say("partner.eyebrow"),
        facts=tuple(row for row in rows if row),
        figures=(),
        readiness=(),
        texts=((edition.say("fact.role"), role),) if role else (),
        groups=groups(
            group(edition, "practices", "partner.practices", linked("partner", partner.id, "practice")),
            group(edition, "exchanges", "partner.exchanges", linked("partner", partner.id, "exchange")),
        ),
        sources=(),
    )


def pathway_view(edition: Edition, pathway: DataRecord) -> RecordView:
    """A way through several modules; its length is computed."""
    facts = pathway.facts
    modules = {module.id: module for module in edition.catalogue.modules}
    sections, total = [], 0
    for section in facts["sections"]:
        found = [modules[str(name)] for name in section["modules"] if str(name) in modules]
        total += sum(module.facts["minutes"]["class"].value for module in found)
        cards = tuple(parts.module_card(edition, module) for module in found)
        sections.append(Group(str(section["id"]), edition.words(section["title"]), cards=cards))
    return RecordView(
        kind="pathway",
        id=pathway.id,
        title=edition.title(pathway),
        summary=edition.words(facts["summary"]),
        article_lang=edition.locale,
        notices=parts.data_notices(edition, pathway),
        eyebrow=edition.say("pathway.eyebrow"),
        facts=(
            Fact(
                edition.say("fact.audience"), tuple(edition.term("audience", str(name)) for name in facts["audience"])
            ),
            Fact(edition.say("fact.time_class"), (Link(edition.say("count.minutes", n=total), ""),)),
        ),
        figures=(),
        readiness=(),
        texts=(),
        groups=tuple(sections),
        sources=(),
    )


def record_address(edition: Edition, record: DataRecord) -> str:
    """Address of a data record in this language."""
    return addresses.record(record.kind, record.id, edition.locale)
