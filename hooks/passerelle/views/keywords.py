"""Keywords from A to Z: ways to find pages without a search engine, and the glossary."""

from __future__ import annotations

from passerelle.content import addresses
from passerelle.content.terms import Concept
from passerelle.views import lists
from passerelle.views.edition import Edition
from passerelle.views.models import Group, Link
from passerelle.views.page_models import ListView
from passerelle.views.thesaurus import initial, ordered


def shown_concepts(edition: Edition) -> list[Concept]:
    """Concepts that a page names in any language, or that are defined; in this language's order."""
    named = {name for pages in edition.site.keywords.values() for name in pages}
    shown = [concept for concept in edition.site.concepts if concept.id in named or concept.definitions]
    return ordered(shown, edition.locale)


def index_view(edition: Edition) -> ListView:
    """All keywords under their letters."""
    pages = edition.site.keywords[edition.locale]
    letters: dict[str, list[Link]] = {}
    for concept in shown_concepts(edition):
        label = concept.labels[edition.locale]
        count = len(pages.get(concept.id, ()))
        link = Link(
            label,
            addresses.keyword(concept.id, edition.locale),
            note=edition.say("count.records", n=count) if count else "",
            under_review=concept.under_review(edition.locale),
        )
        letters.setdefault(initial(label, edition.locale), []).append(link)
    groups = tuple(
        Group(f"letter-{number}", letter, tuple(links))
        for number, (letter, links) in enumerate(letters.items(), start=1)
    )
    return ListView(
        title=edition.say("keywords.title"),
        lead=edition.say("keywords.lead"),
        count=edition.say("count.terms", n=sum(len(links) for links in letters.values())),
        sorts=tuple(Link(group.title, f"{addresses.keywords(edition.locale)}#{group.id}") for group in groups),
        facets=(),
        groups=groups,
    )


def term_view(edition: Edition, concept: Concept) -> ListView:
    """One keyword: what it means, its names in the other languages, and the pages that speak of it."""
    bundles = edition.site.keywords[edition.locale].get(concept.id, ())
    groups = []
    for kind in ("practice", "module"):
        shown = [bundle for bundle in bundles if bundle.kind == kind][: lists.PAGE_SIZE]
        if shown:
            groups.append(Group(f"{kind}s", edition.say(f"list.{kind}s"), cards=lists.cards(edition, kind, shown)))
    names = tuple(Link(label, "", lang=code) for code, label in concept.labels.items() if code != edition.locale)
    groups.append(Group("names", edition.say("vocabulary.others"), names))
    label = concept.labels[edition.locale]
    return ListView(
        title=label[:1].upper() + label[1:],
        lead=str(concept.definitions.get(edition.locale, "")),
        count=edition.say("count.records", n=len(bundles)),
        sorts=(),
        facets=(),
        groups=tuple(groups),
    )
