"""The page of one practice."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from passerelle.content.models import Bundle, DataRecord
from passerelle.knowledge.tiers import tier
from passerelle.render.markdown import sections
from passerelle.views import parts
from passerelle.views.bodies import asset_address, body_html
from passerelle.views.credits import all_contributors, cite, credit_block
from passerelle.views.edition import Edition, values
from passerelle.views.models import BodySection, CostRow, Fact, Group, Link, Picture, Section
from passerelle.views.page_models import PracticeView

_EVIDENCE_STEPS = 5  # e0 fills none, e5 fills all
_MATURITY = ("design", "pilot", "scaling", "at-scale")
_WITH_DATA = {"results": "results", "costs": "costs", "transfer": "preconditions"}


def practice_view(edition: Edition, practice: Bundle) -> PracticeView:
    """All that the page of a practice prints, in one language."""
    facts = edition.facts(practice)
    rows, costs, conditions = (
        parts.result_rows(edition, facts),
        cost_rows(edition, facts),
        preconditions(edition, facts),
    )
    body = _body(
        edition, practice, facts, {"results": bool(rows), "costs": bool(costs), "preconditions": bool(conditions)}
    )
    return PracticeView(
        id=practice.id,
        title=str(facts["title"]),
        summary=str(facts["summary"]),
        article_lang=edition.language_of(practice),
        notices=parts.notices(edition, practice),
        eyebrow=tuple(edition.country(str(code)) for code in facts["countries"]),
        tier=edition.say(f"tier.{tier(practice)}"),
        facts=_facts(edition, practice, facts),
        chain=parts.chain(edition, values(practice, "phase")),
        sections=(
            *tuple(Section(section.id, section.title) for section in body),
            Section("sources", edition.say("sources.title")),
        ),
        body=body,
        results=rows,
        costs=costs,
        costs_known=facts.get("costs", "unknown") != "unknown",
        preconditions=conditions,
        components=_components(edition, facts),
        software=tuple(Link(str(entry["name"]), str(entry.get("url", ""))) for entry in facts.get("software", ())),
        lineage=_lineage(edition, practice),
        sources=parts.sources(edition, facts["sources"]),
        modules=tuple(
            parts.module_card(edition, record)
            for record in edition.catalogue.linked("practice", practice.id, "module")
            if isinstance(record, Bundle)
        ),
        related=tuple(parts.practice_card(edition, other) for other in edition.catalogue.related(practice)),
        exchanges=tuple(
            parts.exchange_card(edition, record)
            for record in edition.catalogue.linked("practice", practice.id, "exchange")
            if isinstance(record, DataRecord)
        ),
        contact=parts.contact(edition, facts),
        media=_media(practice, facts),
        cite=cite(edition, practice),
        licence=parts.licence(edition, str(facts["licence"])),
        contributors=all_contributors(edition),
        history=(*credit_block(edition, practice), *parts.history(edition, facts)),
        translate_url=parts.translate_url(edition, practice),
    )


def _body(edition: Edition, practice: Bundle, facts: dict[str, Any], has: dict[str, bool]) -> tuple[BodySection, ...]:
    """The sections of the text in their canonical order, and those that only data calls for."""
    _head, written = sections(body_html(edition, practice, facts))
    by_id = {section.id: section for section in written}
    order = [str(entry["id"]) for entry in edition.catalogue.tree.schemas["practice"]["x-sections"]]
    found = []
    for name in order:
        if name in by_id:
            found.append(BodySection(name, by_id[name].title, by_id[name].body))
        elif has.get(_WITH_DATA.get(name, ""), False):
            found.append(BodySection(name, edition.say(f"section.{name}"), Markup(""), interface=True))
    return tuple(found)


def _facts(edition: Edition, practice: Bundle, facts: dict[str, Any]) -> tuple[Fact, ...]:
    level = str(facts["evidence"]["level"])
    maturity = str(facts["maturity"])
    steps = (
        tuple(step in _MATURITY[: _MATURITY.index(maturity) + 1] for step in _MATURITY) if maturity in _MATURITY else ()
    )
    evidence = edition.term("evidence_level", level)
    note = str(facts["evidence"]["note"])
    rows: list[Fact | None] = [
        Fact(edition.say("fact.owner"), (edition.partner(facts["owner"]),)),
        Fact(edition.say("fact.period"), (Link(_period(edition, facts), ""),)),
        Fact(edition.say("fact.maturity"), (edition.term("maturity", maturity),), "maturity", steps),
        Fact(
            edition.say("fact.evidence"),
            (Link(evidence.label, "", note=note, under_review=evidence.under_review),),
            "evidence",
            tuple(step < int(level[1]) for step in range(_EVIDENCE_STEPS)),
        ),
        parts.facet_fact(edition, practice, "branch", "fact.branches"),
        parts.facet_fact(edition, practice, "guarantee", "fact.guarantees"),
        parts.facet_fact(edition, practice, "instrument", "fact.instruments"),
        parts.facet_fact(edition, practice, "block", "fact.blocks"),
        parts.facet_fact(edition, practice, "challenge", "fact.challenges"),
        parts.facet_fact(edition, practice, "group", "fact.groups"),
        parts.facet_fact(edition, practice, "cycle", "fact.cycle"),
        _partners(edition, facts),
        _targets(edition, facts),
    ]
    return tuple(row for row in rows if row)


def _period(edition: Edition, facts: dict[str, Any]) -> str:
    start = edition.date(facts["start"])
    if "end" in facts:
        return edition.say("value.range", **{"from": start, "to": edition.date(facts["end"])})
    return start if facts["start"] == "unknown" else edition.say("value.since", date=start)


def _partners(edition: Edition, facts: dict[str, Any]) -> Fact | None:
    links = []
    for entry in facts.get("partners", ()):
        if entry["id"] == facts["owner"]:
            continue
        link = edition.partner(entry["id"])
        links.append(Link(link.label, link.url, note=edition.label("partner_role", str(entry["role"]))))
    return Fact(edition.say("fact.partners"), tuple(links)) if links else None


def _targets(edition: Edition, facts: dict[str, Any]) -> Fact | None:
    links = tuple(Link(str(entry["target"]), "", note=str(entry["why"])) for entry in facts.get("sdg_targets", ()))
    return Fact(edition.say("fact.sdg"), links) if links else None


def preconditions(edition: Edition, facts: dict[str, Any]) -> tuple[Fact, ...]:
    """What must be in place, required first, in the vocabulary's order."""
    order = list(edition.catalogue.tree.vocabularies["precondition"].terms)
    stated = facts.get("preconditions", {})
    ranked = sorted(stated, key=lambda name: (stated[name] != "required", order.index(name)))
    return tuple(Fact(edition.label("precondition", name), (), str(stated[name])) for name in ranked)


def cost_rows(edition: Edition, facts: dict[str, Any]) -> tuple[CostRow, ...]:
    """What is known of costs; a cost whose every figure is unknown has no rows."""
    costs = facts.get("costs", "unknown")
    if costs == "unknown":
        return ()
    listed = facts.get("sources")
    source = parts.source_link(listed, costs.get("source"))
    rows = []
    for name, key in (("setup_usd", "costs.setup"), ("yearly_usd", "costs.yearly")):
        if costs.get(name, "unknown") != "unknown":
            lowest, highest = costs[name]
            value = edition.number(lowest)
            if lowest != highest:
                value = edition.say("value.range", **{"from": value, "to": edition.number(highest)})
            rows.append(CostRow(edition.say(key), edition.say("unit.usd", value=value), source))
    if costs.get("staff_fte", "unknown") != "unknown":
        rows.append(CostRow(edition.say("costs.staff"), edition.say("unit.fte", n=costs["staff_fte"].value), source))
    if costs.get("months_to_first_use", "unknown") != "unknown":
        months = edition.say("count.months", n=costs["months_to_first_use"].value)
        rows.append(CostRow(edition.say("costs.months_to_first_use"), months, source))
    for item in costs.get("items", ()):
        amount = edition.say("unit.money", currency=str(item["currency"]), value=edition.number(item["amount"]))
        year = edition.date(item["year"])
        rows.append(CostRow(str(item["what"]), amount, parts.source_link(listed, item["source"]), year))
    return tuple(rows)


def _components(edition: Edition, facts: dict[str, Any]) -> tuple[Link, ...]:
    found = []
    for entry in facts.get("components", ()):
        kinds = edition.list_separator.join(edition.label("reusable", str(name)) for name in entry["reusable"])
        found.append(Link(str(entry["title"]), str(entry.get("url", "")), note=kinds))
    return tuple(found)


def _lineage(edition: Edition, practice: Bundle) -> tuple[Group, ...]:
    given = [adoption for adoption in edition.catalogue.adoptions if adoption.giver.id == practice.id]
    taken = [adoption for adoption in edition.catalogue.adoptions if adoption.taker.id == practice.id]
    groups = []
    for name, title, pairs in (
        ("adopted-by", "lineage.adopted_by", [(adoption, adoption.taker) for adoption in given]),
        ("adapted-from", "lineage.adapted_from", [(adoption, adoption.giver) for adoption in taken]),
    ):
        links = tuple(
            edition.record_link(other, edition.label("adoption_degree", adoption.degree)) for adoption, other in pairs
        )
        if links:
            groups.append(Group(name, edition.say(title), links))
    return tuple(groups)


def _media(practice: Bundle, facts: dict[str, Any]) -> tuple[Picture, ...]:
    from passerelle.render.pictures import published_size  # noqa: PLC0415 - Pillow only where there are pictures

    assets = {asset.name: asset for asset in practice.assets}
    found = []
    for entry in facts.get("media", ()):
        asset = assets.get(str(entry["file"]))
        if asset is None:
            continue
        width, height = published_size(asset.file)
        found.append(
            Picture(asset_address(practice, asset.name), str(entry["alt"]), str(entry["credit"]), width, height)
        )
    return tuple(found)
