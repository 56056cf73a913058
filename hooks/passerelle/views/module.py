"""The page of one training module."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from passerelle.content.models import Bundle
from passerelle.render.markdown import sections
from passerelle.views import parts
from passerelle.views.bodies import body_html
from passerelle.views.credits import all_contributors, cite, credit_block
from passerelle.views.edition import Edition, values
from passerelle.views.models import Fact, Link, Section
from passerelle.views.page_models import ModuleView

TRAINER = "trainer"


def module_view(edition: Edition, module: Bundle) -> ModuleView:
    """All that the page of a module prints, in one language."""
    facts = edition.facts(module)
    head, written = sections(body_html(edition, module, facts))
    plan = {str(entry["id"]): entry for entry in facts["sections"]}
    body = [head]
    trainer = Markup("")
    listed = []
    for section in written:
        if section.id == TRAINER:
            trainer = section.body
            continue
        entry = plan.get(section.id)
        minutes = edition.say("count.minutes", n=entry["minutes"].value) if entry else ""
        kind = edition.label("section_kind", str(entry["kind"])) if entry else ""
        listed.append(Section(section.id, section.title, minutes, kind))
        body.append(_section(listed[-1], section.body, edition.locale))
    return ModuleView(
        id=module.id,
        title=str(facts["title"]),
        summary=str(facts["summary"]),
        article_lang=edition.language_of(module),
        notices=parts.notices(edition, module),
        facts=_facts(edition, module, facts),
        chain=parts.chain(edition, values(module, "phase"), "module"),
        questions=tuple(str(entry["text"]) for entry in facts["questions"]),
        objectives=tuple((str(entry["verb"]), str(entry["text"])) for entry in facts["objectives"]),
        key_points=tuple(str(entry["text"]) for entry in facts["key_points"]),
        sections=tuple(listed),
        body=Markup("").join(body),
        trainer_facts=_trainer(edition, facts),
        trainer_body=trainer,
        cases=tuple(
            parts.practice_card(edition, record)
            for record in edition.catalogue.linked("module", module.id, "practice")
            if isinstance(record, Bundle)
        ),
        requires=_modules(edition, facts.get("requires", ())),
        next=_modules(edition, facts.get("next", ())),
        used_in=tuple(
            Fact(str(entry["course"]), (Link(str(entry["provider"]), "", note=edition.date(entry["date"])),))
            for entry in facts.get("used_in", ())
        ),
        sources=parts.sources(edition, facts["sources"]),
        cite=cite(edition, module),
        licence=parts.licence(edition, str(facts["licence"])),
        contributors=all_contributors(edition),
        history=(*credit_block(edition, module), *parts.history(edition, facts)),
        translate_url=parts.translate_url(edition, module),
    )


def _section(section: Section, body: Markup, locale: str) -> Markup:
    note = Markup('<p class="section-note" lang="{}">{} · {}</p>').format(locale, section.kind, section.minutes)
    frame = Markup('<section class="sec"><h2 id="{}">{}</h2>{}{}</section>')
    return frame.format(section.id, section.title, note if section.minutes else "", body)


def _facts(edition: Edition, module: Bundle, facts: dict[str, Any]) -> tuple[Fact, ...]:
    minutes = facts["minutes"]
    rows: list[Fact | None] = [
        Fact(edition.say("fact.audience"), tuple(edition.term("audience", str(name)) for name in facts["audience"])),
        Fact(edition.say("fact.level"), (edition.term("level", str(facts["level"])),)),
        Fact(edition.say("fact.time_self"), (Link(edition.say("count.minutes", n=minutes["self"].value), ""),)),
        Fact(edition.say("fact.time_class"), (Link(edition.say("count.minutes", n=minutes["class"].value), ""),)),
        Fact(edition.say("fact.mode"), (edition.term("learning_mode", str(facts["mode"])),)),
        _linked(edition, "fact.requires", facts.get("requires", ())),
        _linked(edition, "fact.next", facts.get("next", ())),
        parts.facet_fact(edition, module, "cycle", "fact.cycle"),
        parts.facet_fact(edition, module, "block", "fact.blocks"),
        Fact(edition.say("fact.assesses"), (Link(str(facts["assesses"]), ""),)) if "assesses" in facts else None,
    ]
    return tuple(row for row in rows if row)


def _linked(edition: Edition, key: str, ids: Any) -> Fact | None:
    links = _modules(edition, ids)
    return Fact(edition.say(key), links) if links else None


def _modules(edition: Edition, ids: Any) -> tuple[Link, ...]:
    found = (edition.catalogue.get("module", name) for name in ids)
    return tuple(edition.record_link(record) for record in found if record)


def _trainer(edition: Edition, facts: dict[str, Any]) -> tuple[Fact, ...]:
    trainer = facts.get("trainer")
    if not trainer:
        return ()
    rows = [
        Fact(edition.say("fact.group_size"), (Link(str(trainer["group_size"]), ""),)),
        Fact(edition.say("fact.room"), (Link(str(trainer["room"]), ""),)),
        Fact(edition.say("fact.bandwidth"), (edition.term("bandwidth", str(trainer["bandwidth"])),)),
        Fact(edition.say("fact.materials"), tuple(Link(str(entry["text"]), "") for entry in trainer["materials"])),
    ]
    if "offline" in trainer:
        rows.append(Fact(edition.label("bandwidth", "none"), (Link(str(trainer["offline"]), ""),)))
    if "role_play" in trainer:
        rows.append(Fact(edition.say("fact.role_play"), (Link(str(trainer["role_play"]), ""),)))
    return tuple(rows)
