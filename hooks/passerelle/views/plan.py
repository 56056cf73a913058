"""Every page of the site in one language: its address, its template, and how to build what it prints.

This list is all that a site generator has to be told. MkDocs mounts it today; another engine can stage it tomorrow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from passerelle.content import addresses
from passerelle.content.models import Bundle
from passerelle.ground.locales import LOCALES
from passerelle.views import forms, help_pages, home, keywords, lists, module, practice, records, reference, review
from passerelle.views.credits import contributor_pages, contributors_view
from passerelle.views.edition import Edition
from passerelle.views.models import Link

SEARCH_SCRIPTS = "assets/search/"
# What page.js imports, directly or not; tests/views/test_plan.py compares it with the files.
SEARCH_MODULES = ("client", "files", "fold", "highlight", "match", "page-state", "page-view")
_DATA_KINDS = ("country", "exchange", "partner", "pathway")


@dataclass(frozen=True)
class Page:
    """One page. `translated` names the languages in which its text really exists; `original` is the source's."""

    address: str
    locale: str
    template: str
    title: str
    description: str
    view: Callable[[], Any]
    translated: frozenset[str] = frozenset(LOCALES)
    original: str = "en"
    source: str = ""  # path in the tree of the file to edit, "" for generated pages
    trail: tuple[Link, ...] = ()
    record: Bundle | None = None
    scripts: tuple[str, ...] = ()
    preloads: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    data_preload: str = ""
    listed: bool = True  # in the site map

    @property
    def fallback(self) -> bool:
        """Whether readers get another language's text here."""
        return self.locale not in self.translated

    def address_in(self, locale: str) -> str:
        """The same page in another language."""
        plain = self.address.removeprefix(addresses.home(self.locale))
        return addresses.home(locale) + plain


def pages(edition: Edition) -> Iterator[Page]:
    """All pages of one language. Each address occurs once."""
    yield _home(edition)
    for kind, bundles in (("practice", edition.catalogue.practices), ("module", edition.catalogue.modules)):
        trail = (Link(edition.say(f"nav.{kind}s"), addresses.listing(kind, edition.locale)),)
        for bundle in bundles:
            yield _bundle(edition, bundle, trail)
        yield from _lists(edition, kind, trail)
    for bundle in edition.catalogue.tree.of_kind("page"):
        yield _bundle(edition, bundle, ())
    for kind in _DATA_KINDS:
        yield from _data(edition, kind)
    yield from _reference(edition)


def _home(edition: Edition) -> Page:
    say = edition.say
    view = partial(home.home_view, edition)
    return Page(
        addresses.home(edition.locale), edition.locale, "home.html", say("site.name"), say("site.description"), view
    )


def _bundle(edition: Edition, bundle: Bundle, trail: tuple[Link, ...]) -> Page:
    facts = edition.facts(bundle)
    views: dict[str, tuple[str, Callable[[Edition, Bundle], Any]]] = {
        "practice": ("practice.html", practice.practice_view),
        "module": ("module.html", module.module_view),
        "page": ("prose.html", reference.prose_view),
    }
    template, view = views[bundle.kind]
    if bundle.kind == "page" and bundle.slug == review.EDITORS:
        template, view = "editors.html", review.editors_view
    document = bundle.documents.get(edition.locale) or bundle.source
    return Page(
        address=addresses.record(bundle.kind, bundle.slug, edition.locale),
        locale=edition.locale,
        template=template,
        title=str(facts["title"]),
        description=str(facts["summary"]),
        view=partial(view, edition, bundle),
        translated=frozenset(bundle.documents),
        original=bundle.source.lang if bundle.source else "en",
        source=document.path if document else "",
        trail=trail,
        record=bundle,
    )


def _lists(edition: Edition, kind: str, trail: tuple[Link, ...]) -> Iterator[Page]:
    total = len(lists.bundles_of(edition, kind))
    for number in range(1, lists.pages_of(total) + 1):
        address = lists.newest_address(kind, edition.locale, number)
        yield _list(edition, address, partial(lists.list_view, edition, kind, number), () if number == 1 else trail)
    for facet in lists.SORTS[kind]:
        if lists.used_terms(edition, kind, facet):
            address = addresses.facet_index(kind, facet, edition.locale)
            yield _list(edition, address, partial(lists.grouped_view, edition, kind, facet), trail)
    for facet in lists.facet_names(kind):
        for term in lists.used_terms(edition, kind, facet):
            count = edition.site.facet_count(kind, facet, term)
            for number in range(1, lists.pages_of(count) + 1):
                address = addresses.facet(kind, facet, term, edition.locale, number)
                yield _list(edition, address, partial(lists.term_view, edition, kind, facet, term, number), trail)


def _list(edition: Edition, address: str, view: Callable[[], Any], trail: tuple[Link, ...]) -> Page:
    made = view()
    description = made.lead or f"{made.title}. {made.count}"
    return Page(address, edition.locale, "list.html", made.title, description, lambda: made, trail=trail)


def _data(edition: Edition, kind: str) -> Iterator[Page]:
    found = edition.catalogue.data(kind)
    plural = {"country": "countries"}.get(kind, f"{kind}s")
    trail = (Link(edition.say(f"nav.{plural}"), addresses.listing(kind, edition.locale)),)
    if found:
        yield _list(edition, addresses.listing(kind, edition.locale), partial(lists.data_list_view, edition, kind), ())
    for record in found:
        title = edition.title(record)
        summary = (
            edition.words(record.facts["summary"], record)
            if "summary" in record.facts
            else f"{title}. {edition.say('site.tagline')}"
        )
        yield Page(
            address=records.record_address(edition, record),
            locale=edition.locale,
            template="record.html",
            title=title,
            description=summary,
            view=partial(records.record_view, edition, record),
            translated=record.languages,
            original=record.original,
            source="" if record.borrowed else record.path,
            trail=trail,
        )


def _contributors(edition: Edition) -> Iterator[Page]:
    trail = (Link(edition.say("contributors.title"), addresses.contributors(edition.locale)),)
    for number in range(1, contributor_pages(edition) + 1):
        view = partial(contributors_view, edition, number)
        yield _list(edition, addresses.contributors(edition.locale, number), view, () if number == 1 else trail)


def _keywords(edition: Edition) -> Iterator[Page]:
    concepts = keywords.shown_concepts(edition)
    if not concepts:
        return
    yield _list(edition, addresses.keywords(edition.locale), partial(keywords.index_view, edition), ())
    trail = (Link(edition.say("keywords.title"), addresses.keywords(edition.locale)),)
    for concept in concepts:
        yield _list(
            edition, addresses.keyword(concept.id, edition.locale), partial(keywords.term_view, edition, concept), trail
        )


def _reference(edition: Edition) -> Iterator[Page]:
    locale, say = edition.locale, edition.say
    yield Page(
        addresses.vocabulary(locale),
        locale,
        "vocabulary.html",
        say("vocabulary.title"),
        say("vocabulary.lead"),
        partial(reference.vocabulary_view, edition),
    )
    yield Page(
        addresses.search(locale),
        locale,
        "search.html",
        say("search.title"),
        say("search.lead"),
        partial(reference.search_view, edition),
        scripts=(f"{SEARCH_SCRIPTS}page.js",),
        preloads=tuple(f"{SEARCH_SCRIPTS}{name}.js" for name in SEARCH_MODULES),
        data_preload=f"{reference.INDEX_FOLDER}{locale}/manifest.json",
    )
    yield from _keywords(edition)
    yield from _contributors(edition)
    contribute = (Link(say("nav.contribute"), addresses.record("page", "contribute", locale)),)
    for kind in addresses.FORMS:
        yield Page(
            addresses.form(kind, locale),
            locale,
            "form.html",
            say(f"form.{kind}"),
            say(f"form.{kind}_lead"),
            partial(forms.form_view, edition, kind),
            trail=contribute,
            scripts=(f"{forms.SCRIPTS}page.js",),
            styles=(f"{forms.SCRIPTS}form.css",),
        )
    for kind in addresses.FIELD_KINDS:
        yield Page(
            addresses.fields(kind, locale),
            locale,
            "fields.html",
            say(f"fields.{kind}"),
            say("fields.lead"),
            partial(reference.fields_view, edition, kind),
            trail=contribute,
        )
    helping = (Link(say("help.title"), addresses.help_index(locale)),)
    yield Page(
        addresses.help_index(locale),
        locale,
        "help-index.html",
        say("help.title"),
        say("help.lead"),
        partial(help_pages.help_index_view, edition),
    )
    for code in edition.site.explainer.explanations:
        view = help_pages.help_view(edition, code)
        yield Page(
            addresses.help_page(code, locale),
            locale,
            "help.html",
            view.title,
            view.hint,
            partial(help_pages.help_view, edition, code),
            trail=helping,
            listed=False,
        )
