"""Credit: who did what on a record, how to cite it, and the page of all contributors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from passerelle.content import addresses
from passerelle.content.models import Bundle, Document
from passerelle.ground.locales import language_name, sort_key
from passerelle.knowledge.credits import (
    MACHINE,
    MACHINE_REVIEWED,
    TRANSLATION,
    Contribution,
    Contributor,
    Credit,
    contributors,
    credits_of,
    translations,
    writers,
)
from passerelle.views.edition import Edition
from passerelle.views.lists import PAGE_SIZE, page_links, pages_of
from passerelle.views.models import Fact, Group, Link
from passerelle.views.page_models import ListView

_Line = tuple[int, Contributor, Link]  # number of the contributor in the whole list, who it is, one of its records


def credit_block(edition: Edition, bundle: Bundle) -> tuple[Fact, ...]:
    """Who did what for the page in this language: a row for each role, in the vocabulary's order."""
    document = bundle.documents.get(edition.locale)
    rows: dict[str, list[Link]] = {role: [] for role in edition.catalogue.tree.vocabularies["credit_role"].terms}
    for credit in credits_of(bundle, edition.locale):
        link = Link(credit.name, "", note=_note(edition, credit))
        if link not in rows[credit.role]:
            rows[credit.role].append(link)
    rows[TRANSLATION] += _how_translated(edition, document)
    return tuple(Fact(edition.label("credit_role", role), tuple(links)) for role, links in rows.items() if links)


def _note(edition: Edition, credit: Credit) -> str:
    """What stands beside a name: its institution, and of a review its kind, its language and its date."""
    parts = (
        credit.affiliation,
        edition.label("review_kind", credit.kind) if credit.kind else "",
        language_name(credit.lang, edition.locale) if credit.lang and credit.role != TRANSLATION else "",
        edition.date(credit.date),
    )
    return edition.list_separator.join(part for part in parts if part)


def _how_translated(edition: Edition, document: Document | None) -> list[Link]:
    stated = document.facts.get("translation") if document else None
    if not isinstance(stated, dict):
        return []
    state = edition.label("translation_state", str(stated.get("state", "")))
    return [Link(state, "", note=edition.date(stated.get("date")))]


def all_contributors(edition: Edition) -> Link:
    """The page of everybody who is credited somewhere."""
    return Link(edition.say("credits.all"), addresses.contributors(edition.locale))


def year_of(facts: dict[str, Any], document: Document | None) -> str:
    """The year to cite: of the last change, else of the translation, else of the newest source."""
    dates = [str(entry.get("date", "")) for entry in facts.get("changes", ())]
    translation = document.facts.get("translation") if document else None
    if isinstance(translation, dict):
        dates.append(str(translation.get("date", "")))
    dates += [str(entry.get("date", "")) for entry in facts.get("sources", ()) if entry.get("date") != "unknown"]
    return max((date[:4] for date in dates if date), default="")


def cite(edition: Edition, bundle: Bundle) -> str:
    """How to cite a practice or a module, by those who wrote it, with its permanent address."""
    facts = edition.facts(bundle)
    return edition.say(
        "cite.pattern",
        authors=edition.list_separator.join(credit.name for credit in writers(bundle)),
        year=year_of(facts, bundle.documents.get(edition.locale)),
        title=str(facts["title"]),
        id=str(facts["id"]),
        version=str(facts["version"]),
        url=edition.site.settings.site_url + addresses.record(bundle.kind, bundle.slug, edition.locale),
    )


def contributor_pages(edition: Edition) -> int:
    """How many pages the contributors fill, 0 when nobody is credited."""
    lines = _lines(edition)
    return pages_of(len(lines)) if lines else 0


def contributors_view(edition: Edition, number: int = 1) -> ListView:
    """Everybody who is credited, in alphabetical order, each with records and roles; 50 records on one page."""
    say, lines = edition.say, _lines(edition)
    shown = lines[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return ListView(
        title=say("contributors.title"),
        lead=" ".join([say("contributors.lead"), *_machines(edition)]),
        count=say("count.contributors", n=len({place for place, _who, _link in lines})),
        sorts=(),
        facets=(),
        groups=tuple(_groups(edition, shown)),
        pages=page_links(edition, len(lines), number, lambda page: addresses.contributors(edition.locale, page)),
    )


def _groups(edition: Edition, lines: Iterable[_Line]) -> Iterable[Group]:
    """Lines under the names they belong to; a long list goes on under the same name on the next page."""
    by_place: dict[int, tuple[Contributor, list[Link]]] = {}
    for place, who, link in lines:
        by_place.setdefault(place, (who, []))[1].append(link)
    for place, (who, links) in by_place.items():
        count = edition.say("count.records", n=len(who.contributions))
        title = edition.say("contributors.entry", who=_named(edition, who), count=count)
        yield Group(f"contributor-{place}", title, tuple(links))


def _lines(edition: Edition) -> list[_Line]:
    return edition.kept("lines of contributors", lambda: _all_lines(edition))


def _all_lines(edition: Edition) -> list[_Line]:
    people = sorted(contributors(edition.catalogue), key=lambda who: sort_key(_named(edition, who)))
    return [
        (place, who, link)
        for place, who in enumerate(people, start=1)
        for link in edition.sorted(_work(edition, share) for share in who.contributions)
    ]


def _named(edition: Edition, who: Contributor) -> str:
    return edition.list_separator.join(part for part in (who.name, who.affiliation) if part)


def _work(edition: Edition, share: Contribution) -> Link:
    """One record with the roles that somebody had in it."""
    roles = []
    for credit in share.credits:
        role = edition.label("credit_role", credit.role)
        if credit.lang:
            role = edition.say("credits.in", role=role, language=language_name(credit.lang, edition.locale))
        roles.append(role)
    return edition.record_link(share.bundle, edition.list_separator.join(dict.fromkeys(roles)))


def _machines(edition: Edition) -> list[str]:
    """How many translated texts nobody translated, said where people look for who did."""
    states = edition.kept("states of translations", lambda: translations(edition.catalogue))
    total = edition.number(states.total())
    found = (("contributors.machine", MACHINE), ("contributors.machine_reviewed", MACHINE_REVIEWED))
    return [edition.say(key, n=states[state], total=total) for key, state in found if states[state]]
