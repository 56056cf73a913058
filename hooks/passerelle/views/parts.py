"""Parts that several kinds of page share: chain, sources, results, notices, cards, citation."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from passerelle.content import addresses
from passerelle.content.models import Bundle, DataRecord
from passerelle.ground.locales import language_name
from passerelle.knowledge.cited import address_of
from passerelle.knowledge.freshness import freshness
from passerelle.knowledge.tiers import tier
from passerelle.render.markdown import mark_html
from passerelle.views.edition import Edition, values
from passerelle.views.models import Card, Fact, Link, Notice, PhaseMark, ResultRow, Source, Stage

_STATES = {"machine": "notice.machine", "machine-reviewed": "notice.machine_reviewed"}
_STATUS_TONES = {"not-confirmed": "warning", "retired": "warning", "draft": "warning"}


def chain(
    edition: Edition, phases: Collection[str], kind: str = "practice", *, counts: bool = False
) -> tuple[Stage, ...]:
    """The delivery chain with the phases a record touches; with `counts`, how many records each phase has."""
    vocabulary = edition.catalogue.tree.vocabularies["delivery_phase"]
    stages: dict[str, list[PhaseMark]] = {}
    for term in vocabulary:
        number = edition.site.facet_count(kind, "phase", term.id)
        mark = PhaseMark(
            id=term.id,
            label=term.label(edition.locale),
            stage=str(term.extra.get("stage", "")),
            on=term.id in phases,
            url=addresses.facet(kind, "phase", term.id, edition.locale) if number else "",
            count=edition.say(f"count.{kind}s", n=number) if counts and number else "",
        )
        stages.setdefault(mark.stage, []).append(mark)
    return tuple(Stage(edition.say(f"chain.stage.{stage}"), tuple(marks)) for stage, marks in stages.items())


def strip(edition: Edition, phases: Collection[str]) -> tuple[bool, ...]:
    """Nine marks for a card."""
    return tuple(term.id in phases for term in edition.catalogue.tree.vocabularies["delivery_phase"])


def numbered(entries: Any) -> dict[str, int]:
    """Printed number of each source of a record, by its id, in the order of the list."""
    return {str(entry["id"]): number for number, entry in enumerate(entries or (), start=1)}


def source_marks(edition: Edition, entries: Any) -> dict[str, str]:
    """HTML of the mark of each source, for the renderer."""
    return {
        name: mark_html(number, f"source-{name}", edition.say("sources.ref", n=number))
        for name, number in numbered(entries).items()
    }


def source_link(entries: Any, identifier: Any) -> Link | None:
    """A source's number as a link into the list of sources."""
    number = numbered(entries).get(str(identifier))
    return Link(str(number), f"#source-{identifier}") if number else None


def sources(edition: Edition, entries: Any) -> tuple[Source, ...]:
    """The list of sources, as printed."""
    found = []
    for number, entry in enumerate(entries or (), start=1):
        flags = [
            edition.say(key)
            for key, name in (("sources.copy", "copy"), ("sources.date_inferred", "date_inferred"))
            if entry.get(name) is True
        ]
        lang = str(entry["language"])
        url, archived = "" if entry["url"] == "unknown" else str(entry["url"]), str(entry.get("archived", ""))
        gone = _gone(edition, url)
        instead = archived if gone else ""
        if instead:
            flags.append(edition.say("sources.archived"))
        found.append(
            Source(
                anchor=f"source-{entry['id']}",
                number=number,
                title=str(entry["title"]),
                publisher=str(entry["publisher"]),
                url=instead or url,
                date=edition.say("value.undated") if entry["date"] == "unknown" else edition.date(entry["date"]),
                language=edition.say("value.unknown") if lang == "unknown" else language_name(lang, edition.locale),
                lang="" if lang == "unknown" else lang,
                type=edition.label("source_type", str(entry["type"])),
                flags=(*flags, *([str(entry["note"])] if "note" in entry else ())),
                archived="" if instead else archived,
                gone=gone,
                original=url if instead else "",
            )
        )
    return tuple(found)


def _gone(edition: Edition, url: str) -> str:
    """What readers are told of an address that is dead; nothing of one in doubt."""
    state = edition.catalogue.tree.links.get(address_of(url))
    return edition.say("sources.gone", date=edition.date(state.checked)) if state and state.state == "dead" else ""


def result_rows(edition: Edition, facts: dict[str, Any]) -> tuple[ResultRow, ...]:
    """The results table. The change is computed only where both figures are known and the first is above zero."""
    found = []
    for entry in facts.get("results", ()):
        before, after = entry["before"], entry["after"]
        found.append(
            ResultRow(
                id=str(entry["id"]),
                indicator=str(entry["indicator"]),
                before=edition.number(before),
                after=edition.number(after),
                unit=str(entry["unit"]),
                year=edition.date(entry["year"]),
                change=_change(edition, before, after),
                note=str(entry.get("note", "")),
                source=source_link(facts.get("sources"), entry["source"]),
                before_year=edition.date(entry.get("before_year", "")),
                before_known=before != "unknown",
                after_known=after != "unknown",
            )
        )
    return tuple(found)


def _change(edition: Edition, before: Any, after: Any) -> str:
    if "unknown" in (before, after) or not before.value > 0:
        return ""
    percent = round((after.value - before.value) / before.value * 100)
    sign = "+" if percent > 0 else "−" if percent < 0 else "±"
    return edition.say("unit.percent", value=f"{sign}{edition.number(abs(percent))}")


def notices(edition: Edition, bundle: Bundle) -> tuple[Notice, ...]:
    """What a reader must know first: status, fallback, machine translation, outdated translation."""
    found = []
    status = str(bundle.facts.get("status", ""))
    key = f"notice.{status.replace('-', '_')}"
    if key in edition.say:
        text = edition.say(key, date=edition.date(bundle.facts.get("confirmed", "")))
        found.append(Notice("status", _STATUS_TONES.get(status, "info"), text))
    if bundle.source is None:
        return tuple(found)
    original = Link(
        edition.say("notice.see_original"),
        addresses.record(bundle.kind, bundle.slug, bundle.source.lang),
        lang=bundle.source.lang,
    )
    document = bundle.documents.get(edition.locale)
    if document is None:
        return (*found, _fallback(edition, bundle.source.lang))
    if document is bundle.source:
        return tuple(found)
    state = str(document.facts.get("translation", {}).get("state", ""))
    if state in _STATES:
        found.append(Notice("machine", "info", edition.say(_STATES[state]), (original,)))
    changed = freshness(bundle, document, edition.catalogue.tree.schemas).changed
    if changed:
        found.append(Notice("outdated", "warning", edition.say("notice.outdated", n=changed), (original,)))
    return tuple(found)


def data_notices(edition: Edition, record: DataRecord) -> tuple[Notice, ...]:
    """What a reader must know of the words of a data record: fallback, machine translation."""
    if edition.foreign(record):
        return (_fallback(edition, record.original),)
    state = str(record.facts.get("text_states", {}).get(edition.locale, ""))
    return (Notice("machine", "info", edition.say(_STATES[state])),) if state in _STATES else ()


def _fallback(edition: Edition, lang: str) -> Notice:
    """The page is in `lang`, because it does not exist in the reader's language."""
    translate = Link(edition.say("notice.help_translate"), addresses.record("page", "translate", edition.locale))
    text = edition.say("notice.fallback", language=language_name(lang, edition.locale))
    return Notice("fallback", "warning", text, (translate,))


def practice_card(edition: Edition, practice: Bundle) -> Card:
    """A practice in a list."""
    facts = edition.facts(practice)
    names = [edition.country_name(str(code)) for code in facts.get("countries", ())]
    return Card(
        kind="practice",
        title=str(facts["title"]),
        url=addresses.record("practice", practice.slug, edition.locale),
        summary=str(facts["summary"]),
        lang=edition.foreign(practice),
        eyebrow=edition.list_separator.join(names),
        facts=(edition.label("maturity", str(facts["maturity"])),),
        badges=(edition.say(f"tier.{tier(practice)}"),),
        phases=strip(edition, values(practice, "phase")),
    )


def module_card(edition: Edition, module: Bundle) -> Card:
    """A module in a list."""
    facts = edition.facts(module)
    minutes = facts["minutes"]["class"]
    return Card(
        kind="module",
        title=str(facts["title"]),
        url=addresses.record("module", module.slug, edition.locale),
        summary=str(facts["summary"]),
        lang=edition.foreign(module),
        eyebrow=edition.say("module.eyebrow"),
        facts=(edition.say("count.minutes", n=minutes.value), edition.label("level", str(facts["level"]))),
    )


def exchange_card(edition: Edition, exchange: DataRecord) -> Card:
    """An exchange in a list."""
    facts = exchange.facts
    return Card(
        kind="exchange",
        title=edition.title(exchange),
        url=addresses.record("exchange", exchange.id, edition.locale),
        summary=edition.words(facts["summary"], exchange),
        lang=edition.foreign(exchange),
        eyebrow=edition.label("exchange_type", str(facts["kind"])),
        facts=(edition.date(facts["start"]), edition.label("exchange_status", str(facts["status"]))),
    )


def facet_fact(edition: Edition, bundle: Bundle, facet: str, key: str) -> Fact | None:
    """A row of the fact box for one facet, each value leading to its list."""
    terms = values(bundle, facet)
    return (
        Fact(edition.say(key), tuple(edition.facet_term(facet, term, bundle.kind) for term in terms)) if terms else None
    )


def history(edition: Edition, facts: dict[str, Any]) -> tuple[Fact, ...]:
    """Identifier, version, changes, review."""
    found = [
        Fact(edition.say("fact.id"), (Link(str(facts["id"]), ""),)),
        Fact(edition.say("fact.version"), (Link(str(facts["version"]), ""),)),
    ]
    for key, name in (("fact.confirmed", "confirmed"), ("fact.review_due", "review_due")):
        if name in facts:
            found.append(Fact(edition.say(key), (Link(edition.date(facts[name]), ""),)))
    if facts.get("changes"):
        changes = tuple(Link(str(entry["note"]), "", note=edition.date(entry["date"])) for entry in facts["changes"])
        found.append(Fact(edition.say("fact.changed"), changes))
    return tuple(found)


def contact(edition: Edition, facts: dict[str, Any]) -> tuple[Fact, ...]:
    """The office to ask, where it agreed to be shown."""
    office = facts.get("contact")
    if not office or office.get("public") is not True:
        return ()
    mail = str(office["role_email"])
    return (
        Fact(edition.say("fact.office"), (Link(str(office["office"]), ""),)),
        Fact(edition.say("fact.email"), (Link(mail, f"mailto:{mail}"),)),
    )


def licence(edition: Edition, identifier: str) -> Link:
    """A licence with the address of its text."""
    term = edition.catalogue.tree.vocabularies["licence"].terms.get(identifier)
    return Link(edition.label("licence", identifier), str(term.extra.get("url", "")) if term else "")


def translate_url(edition: Edition, bundle: Bundle) -> str:
    """Where to translate this page: the file in the repository, else the page on translating."""
    repository = edition.site.settings.repo_url
    if repository and bundle.source is not None and edition.locale != bundle.source.lang:
        folder = f"{repository}/{'edit' if edition.locale in bundle.documents else 'new'}/main/{bundle.path}"
        return (
            f"{folder}/index.{edition.locale}.md"
            if edition.locale in bundle.documents
            else f"{folder}?filename=index.{edition.locale}.md"
        )
    return addresses.record("page", "translate", edition.locale)
