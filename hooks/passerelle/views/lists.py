"""Lists of records, sortable and narrowed without JavaScript: static pages of at most 50 records."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from passerelle.content import addresses
from passerelle.content.models import Bundle
from passerelle.ground.locales import sort_key
from passerelle.views import parts
from passerelle.views.edition import FACETS, MODULE_FACETS, Edition, values
from passerelle.views.models import Card, Group, Link
from passerelle.views.page_models import ListView

PAGE_SIZE = 50  # records on one page, for slow links
SORTS = {"practice": ("country", "phase", "branch", "block", "challenge", "group"), "module": ("phase", "cycle")}
NEWEST = "newest"


def facet_names(kind: str) -> tuple[str, ...]:
    """The facets that lists of a kind offer."""
    return tuple(FACETS) if kind == "practice" else MODULE_FACETS


def bundles_of(edition: Edition, kind: str) -> list[Bundle]:
    """All records of a kind, newest first: by last change, then by the beginning of what they describe."""
    bundles = edition.catalogue.practices if kind == "practice" else edition.catalogue.modules
    return sorted(bundles, key=_age, reverse=True)


def _age(bundle: Bundle) -> tuple[str, str]:
    changes = [str(entry.get("date", "")) for entry in bundle.facts.get("changes", ())]
    start = str(bundle.facts.get("start", ""))
    return max(changes, default=""), "" if start == "unknown" else start


def cards(edition: Edition, kind: str, bundles: Sequence[Bundle]) -> tuple[Card, ...]:
    """Cards of practices or modules."""
    make = parts.practice_card if kind == "practice" else parts.module_card
    return tuple(make(edition, bundle) for bundle in bundles)


def pages_of(total: int) -> int:
    """How many pages a list of `total` records needs."""
    return max(1, -(-total // PAGE_SIZE))


def list_view(edition: Edition, kind: str, number: int = 1) -> ListView:
    """All records of a kind, newest first."""
    bundles = bundles_of(edition, kind)
    shown = bundles[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return ListView(
        title=edition.say(f"list.{kind}s"),
        lead=edition.say(f"list.{kind}s_lead"),
        count=edition.say(f"count.{kind}s", n=len(bundles)),
        sorts=sorts(edition, kind, NEWEST),
        facets=facets(edition, kind),
        groups=(Group("all", "", cards=cards(edition, kind, shown)),) if shown else (),
        pages=page_links(edition, len(bundles), number, lambda page: newest_address(kind, edition.locale, page)),
        chain=parts.chain(edition, (), kind, counts=True),
    )


def newest_address(kind: str, locale: str, number: int) -> str:
    """Pages of the whole list; the first is the list itself."""
    return addresses.listing(kind, locale) if number == 1 else f"{addresses.listing(kind, locale)}by/{NEWEST}/{number}/"


def term_view(edition: Edition, kind: str, facet: str, term: str, number: int = 1) -> ListView:
    """The records that carry a term."""
    bundles = [bundle for bundle in bundles_of(edition, kind) if term in values(bundle, facet)]
    shown = bundles[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    label = edition.label(FACETS[facet][1], term) if facet != "country" else edition.country_name(term)
    return ListView(
        title=edition.say("list.by", title=edition.say(f"list.{kind}s"), term=label),
        lead="",
        count=edition.say(f"count.{kind}s", n=len(bundles)),
        sorts=sorts(edition, kind, ""),
        facets=facets(edition, kind, (facet, term)),
        groups=(Group("all", "", cards=cards(edition, kind, shown)),),
        pages=page_links(
            edition, len(bundles), number, lambda page: addresses.facet(kind, facet, term, edition.locale, page)
        ),
        chain=parts.chain(edition, (term,), kind, counts=True) if facet == "phase" else (),
    )


def grouped_view(edition: Edition, kind: str, facet: str) -> ListView:
    """All records grouped by a facet; groups become links to their own pages when the page would grow too long."""
    bundles = bundles_of(edition, kind)
    terms = used_terms(edition, kind, facet)
    fits = sum(edition.site.facet_count(kind, facet, term) for term in terms) <= PAGE_SIZE
    groups = []
    links = []
    for term in terms:
        name = edition.country_name(term) if facet == "country" else edition.label(FACETS[facet][1], term)
        url = addresses.facet(kind, facet, term, edition.locale)
        if fits:
            carrying = [bundle for bundle in bundles if term in values(bundle, facet)]
            groups.append(Group(f"{facet}-{term.lower()}", name, cards=cards(edition, kind, carrying)))
        else:
            count = edition.say(f"count.{kind}s", n=edition.site.facet_count(kind, facet, term))
            links.append(Link(name, url, note=count))
    if links:
        groups = [Group("all", "", tuple(links))]
    return ListView(
        title=edition.say("list.by", title=edition.say(f"list.{kind}s"), term=edition.say(f"sort.{facet}")),
        lead=edition.say(f"list.{kind}s_lead"),
        count=edition.say(f"count.{kind}s", n=len(bundles)),
        sorts=sorts(edition, kind, facet),
        facets=(),
        groups=tuple(groups),
    )


def used_terms(edition: Edition, kind: str, facet: str) -> list[str]:
    """Terms that some record carries: countries by name, all others in their vocabulary's order."""
    vocabulary = edition.catalogue.tree.vocabularies[FACETS[facet][1]]
    terms = [term.id for term in vocabulary if edition.site.facet_count(kind, facet, term.id)]
    return sorted(terms, key=lambda code: sort_key(edition.country_name(code))) if facet == "country" else terms


def sorts(edition: Edition, kind: str, current: str) -> tuple[Link, ...]:
    """The other orders of the same list."""
    links = [Link(edition.say("sort.newest"), addresses.listing(kind, edition.locale), current=current == NEWEST)]
    for facet in SORTS[kind]:
        if used_terms(edition, kind, facet):
            url = addresses.facet_index(kind, facet, edition.locale)
            links.append(Link(edition.say(f"sort.{facet}"), url, current=current == facet))
    return tuple(links)


def facets(edition: Edition, kind: str, current: tuple[str, str] = ("", "")) -> tuple[Group, ...]:
    """Every facet with its terms and counts; the same on every list but for the current term."""
    groups = edition.kept(f"facets of {kind}", lambda: _all_facets(edition, kind))
    name, term = current
    if not name:
        return groups
    address = addresses.facet(kind, name, term, edition.locale)

    def marked(group: Group) -> Group:
        links = (dataclasses.replace(link, current=True) if link.url == address else link for link in group.links)
        return dataclasses.replace(group, links=tuple(links))

    return tuple(marked(group) if group.id == f"facet-{name}" else group for group in groups)


def _all_facets(edition: Edition, kind: str) -> tuple[Group, ...]:
    groups = []
    for facet in facet_names(kind):
        links = []
        for term in used_terms(edition, kind, facet):
            link = edition.facet_term(facet, term, kind)
            name = edition.country_name(term) if facet == "country" else link.label
            count = edition.number(edition.site.facet_count(kind, facet, term))
            links.append(Link(name, link.url, note=count, under_review=link.under_review))
        if links:
            groups.append(Group(f"facet-{facet}", edition.say(f"facet.{facet}"), tuple(links)))
    return tuple(groups)


def data_list_view(edition: Edition, kind: str) -> ListView:
    """Countries, partners, exchanges and pathways: short entries, alphabetical; exchanges newest first."""
    records = edition.catalogue.data(kind)
    plural = {"country": "countries"}.get(kind, f"{kind}s")
    groups: list[Group] = []
    if kind == "exchange":
        ordered = sorted(records, key=lambda record: str(record.facts["start"]), reverse=True)
        groups = [Group("all", "", cards=tuple(parts.exchange_card(edition, record) for record in ordered[:PAGE_SIZE]))]
    elif kind == "partner":
        by_type: dict[str, list[Link]] = {}
        for record in records:
            by_type.setdefault(str(record.facts["type"]), []).append(edition.record_link(record))
        for term in edition.catalogue.tree.vocabularies["partner_type"]:
            if term.id in by_type:
                groups.append(Group(term.id, term.label(edition.locale), tuple(edition.sorted(by_type[term.id]))))
    else:
        links = []
        for record in records:
            count = len(edition.catalogue.linked(kind, record.id, "practice"))
            note = edition.say("count.practices", n=count) if count else ""
            links.append(edition.record_link(record, note))
        groups = [Group("all", "", tuple(edition.sorted(links)))] if links else []
    lead = f"list.{plural}_lead"
    return ListView(
        title=edition.say(f"list.{plural}") if f"list.{plural}" in edition.say else edition.say(f"nav.{plural}"),
        lead=edition.say(lead) if lead in edition.say else "",
        count=edition.say(f"count.{plural}", n=len(records)) if f"count.{plural}" in edition.say else "",
        sorts=(),
        facets=(),
        groups=tuple(groups),
    )


def page_links(edition: Edition, total: int, current: int, address: Callable[[int], str]) -> tuple[Link, ...]:
    """Links to the pages of a long list, none when it fits on one."""
    count = pages_of(total)
    if count == 1:
        return ()
    return tuple(
        Link(edition.say("list.page", n=page), address(page), current=page == current) for page in range(1, count + 1)
    )
