"""The home page: ways in by question, by delivery phase, by country; what is new; how to contribute."""

from __future__ import annotations

from passerelle.content import addresses
from passerelle.views import lists, parts
from passerelle.views.edition import Edition
from passerelle.views.models import Figure, Group, Link
from passerelle.views.page_models import HomeView

NEWEST = 6
MODULES = 3


def home_view(edition: Edition) -> HomeView:
    """All that the home page prints."""
    say, locale = edition.say, edition.locale
    practices = addresses.listing("practice", locale)
    contribute = addresses.record("page", "contribute", locale)
    countries = lists.used_terms(edition, "practice", "country")
    return HomeView(
        title=say("home.title"),
        lead=say("home.lead"),
        actions=(Link(say("home.action_practices"), practices), Link(say("home.action_contribute"), contribute)),
        figures=(
            Figure(edition.number(len(edition.catalogue.practices)), say("home.figure_practices"), practices),
            Figure(edition.number(len(countries)), say("home.figure_countries"), addresses.listing("country", locale)),
            Figure(
                edition.number(len(edition.catalogue.modules)),
                say("home.figure_modules"),
                addresses.listing("module", locale),
            ),
            Figure(edition.number(_sources(edition)), say("home.figure_sources")),
        ),
        questions=_questions(edition),
        chain=parts.chain(edition, (), counts=True),
        countries=Group(
            "countries",
            say("home.countries"),
            tuple(
                Link(
                    edition.country_name(code),
                    addresses.record("country", code, locale)
                    if edition.catalogue.get("country", code)
                    else addresses.facet("practice", "country", code, locale),
                    note=say("count.practices", n=edition.site.facet_count("practice", "country", code)),
                )
                for code in countries[: lists.PAGE_SIZE]
            ),
            more=Link(say("home.all_countries"), addresses.listing("country", locale)),
        ),
        newest=Group(
            "newest",
            say("home.newest"),
            cards=lists.cards(edition, "practice", lists.bundles_of(edition, "practice")[:NEWEST]),
            more=Link(say("home.all_practices"), practices),
        ),
        modules=Group(
            "modules",
            say("home.modules"),
            cards=lists.cards(edition, "module", edition.catalogue.modules[:MODULES]),
            more=Link(say("home.all_modules"), addresses.listing("module", locale)),
        ),
        steps=tuple(
            Link(say(f"home.step{number}"), contribute if number == 1 else "", note=say(f"home.step{number}_note"))
            for number in (1, 2, 3)
        ),
    )


def _questions(edition: Edition) -> tuple[Link, ...]:
    """Questions that some practice answers."""
    found = []
    for entry in edition.site.questions:
        count = edition.site.facet_count("practice", str(entry["facet"]), str(entry["value"]))
        if count:
            url = addresses.facet("practice", str(entry["facet"]), str(entry["value"]), edition.locale)
            found.append(Link(edition.words(entry["text"]), url, note=edition.say("count.practices", n=count)))
    return tuple(found)


def _sources(edition: Edition) -> int:
    """Distinct addresses and titles cited by practices."""
    cited = {
        (str(entry.get("url")), str(entry.get("title")))
        for practice in edition.catalogue.practices
        for entry in practice.facts.get("sources", ())
    }
    return len(cited)
