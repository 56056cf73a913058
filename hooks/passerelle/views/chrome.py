"""What surrounds the content of a page: head, header, footer, and the addresses of its other languages."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from passerelle.content import addresses
from passerelle.ground.locales import DEFAULT, LOCALES, NAMES
from passerelle.views.credits import contributor_pages
from passerelle.views.edition import Edition, Site
from passerelle.views.linked_data import json_ld
from passerelle.views.models import Alternate, Chrome, Language, Link
from passerelle.views.plan import Page

_DESCRIPTION = 300  # characters; longer ones are cut by everyone who shows them
SOCIAL_IMAGE = "assets/social.png"


def chrome(site: Site, page: Page) -> Chrome:
    """The surroundings of one page."""
    edition = site.editions[page.locale]
    say, locale, settings = edition.say, page.locale, site.settings
    canonical = page.address if not page.fallback else page.address_in(page.original)
    return Chrome(
        lang=locale,
        site_name=say("site.name"),
        tagline=say("site.tagline"),
        title=page.title,
        description=page.description[:_DESCRIPTION],
        csp=site.policy,
        canonical=settings.site_url + canonical,
        alternates=_alternates(settings.site_url, page),
        languages=tuple(
            Language(code, NAMES[code], page.address_in(code), code == locale, code in page.translated)
            for code in LOCALES
        ),
        home=Link(say("nav.home"), addresses.home(locale)),
        navigation=_navigation(edition, page),
        footer=_footer(edition, page),
        search=Link(say("nav.search"), addresses.search(locale), current=page.address == addresses.search(locale)),
        edit_url=f"{settings.repo_url}/edit/main/{page.source}" if settings.repo_url and page.source else "",
        report_url=_report(page),
        source_url=settings.repo_url,
        og_type="article" if page.record is not None else "website",
        og_image=settings.site_url + SOCIAL_IMAGE,
        published="",
        robots="noindex" if page.fallback else "",
        offers=tuple(_offer(site, page, code) for code in LOCALES if code != locale and code in page.translated),
        json_ld=json_ld(edition, page) if page.record is not None and not page.fallback else Markup(""),
        trail=page.trail,
        scripts=page.scripts,
        preloads=page.preloads,
        styles=page.styles,
        data_preload=page.data_preload,
    )


def _alternates(site_url: str, page: Page) -> tuple[Alternate, ...]:
    """Only real translations; the default is English where it exists, else the original."""
    found = [Alternate(code, site_url + page.address_in(code)) for code in LOCALES if code in page.translated]
    default = DEFAULT if DEFAULT in page.translated else page.original
    return (*found, Alternate("x-default", site_url + page.address_in(default)))


def _offer(site: Site, page: Page, code: str) -> Language:
    say = site.strings[code]
    return Language(
        code,
        NAMES[code],
        page.address_in(code),
        current=False,
        translated=True,
        offer=say("banner.offer"),
        dismiss=say("banner.dismiss"),
    )


def _navigation(edition: Edition, page: Page) -> tuple[Link, ...]:
    """Three entries; practices are reached by lists and facets."""
    entries = (
        ("nav.practices", addresses.listing("practice", edition.locale)),
        ("nav.modules", addresses.listing("module", edition.locale)),
        ("nav.contribute", addresses.record("page", "contribute", edition.locale)),
    )
    return tuple(Link(edition.say(key), url, current=page.address.startswith(url)) for key, url in entries)


def _footer(edition: Edition, page: Page) -> tuple[Link, ...]:
    locale = edition.locale
    found = [
        (f"nav.{plural}", addresses.listing(kind, locale))
        for plural, kind in (
            ("countries", "country"),
            ("exchanges", "exchange"),
            ("partners", "partner"),
            ("pathways", "pathway"),
        )
        if edition.catalogue.data(kind)
    ]
    if edition.site.concepts:
        found.append(("nav.keywords", addresses.keywords(locale)))
    found.append(("nav.vocabulary", addresses.vocabulary(locale)))
    if contributor_pages(edition):
        found.append(("nav.contributors", addresses.contributors(locale)))
    found += [
        (f"nav.{name}", addresses.record("page", name, locale))
        for name in ("teach", "translate", "about", "privacy", "disclaimer", "accessibility")
        if edition.catalogue.bundle("page", name)
    ]
    return tuple(Link(edition.say(key), url, current=url == page.address) for key, url in found)


def _report(page: Page) -> str:
    """The form for mistakes, with this page filled in."""
    return f"{addresses.form('correction', page.locale)}?page={quote(page.address)}"
