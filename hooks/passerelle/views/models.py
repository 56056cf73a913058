"""What templates print: one frozen dataclass for each part of a page.

Every string is ready to print in the page's language (dates formatted, numbers grouped, plurals chosen).
Plain `str` is text and is escaped by the template engine; `Markup` is HTML that the core has made or sanitised.
Addresses are relative to the site's root without a leading slash ("fr/practices/kh-idpoor/"); templates pass
them through MkDocs' `url` filter. Nothing here knows MkDocs.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True)
class Link:
    """A label and where it leads. `lang` is set when the label is not in the page's language."""

    label: str
    url: str
    lang: str = ""
    current: bool = False
    note: str = ""
    under_review: bool = False  # a vocabulary label of quality C


@dataclass(frozen=True)
class Language:
    """One entry of the language menu. `translated` is False where the target page is a fallback."""

    code: str
    name: str
    url: str
    current: bool
    translated: bool
    offer: str = ""  # banner text in this language: "Lire cette page en français" (for `Chrome.offers`)
    dismiss: str = ""  # "Fermer", in this language


@dataclass(frozen=True)
class Alternate:
    """A `<link rel="alternate" hreflang>`: absolute address, only for real translations."""

    hreflang: str
    url: str


@dataclass(frozen=True)
class Chrome:
    """All that surrounds the content: head, header, footer."""

    lang: str
    site_name: str
    tagline: str
    title: str
    description: str
    csp: str  # empty while previewing with live reload
    canonical: str
    alternates: tuple[Alternate, ...]
    languages: tuple[Language, ...]
    home: Link
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    search: Link
    edit_url: str  # empty when no repository is set
    report_url: str  # "report a mistake": repository issue, mail, or the contribute page
    source_url: str  # repository, empty when unset
    og_type: str
    og_image: str
    published: str  # ISO date or ""
    robots: str  # "" or "noindex"
    offers: tuple[Language, ...] = ()  # other languages of this page for the "read in your language" banner
    json_ld: Markup = field(default_factory=Markup)  # the JSON text only, with "</" already written "<\\/"
    trail: tuple[Link, ...] = ()  # where the page stands, without home and without the page itself: Practices
    feed: str = ""  # root-relative address of this language's Atom feed
    styles: tuple[str, ...] = ()  # stylesheets of this page alone
    preloads: tuple[str, ...] = ()  # modules that those import: asked for at once, not one after the other
    data_preload: str = ""  # root-relative address of a file that a script reads first
    scripts: tuple[str, ...] = ()  # root-relative addresses of further ES modules this page needs


@dataclass(frozen=True)
class Notice:
    """A line above the content. kind: status, machine, outdated, fallback, review; tone: info or warning."""

    kind: str
    tone: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Fact:
    """One row of a fact box: a label and one or more values, plain or linked.

    `scale` draws a small meter beside the value (evidence: five steps, the first n filled; maturity: four). The words
    carry the meaning, the meter is decoration. `kind` is a hook for styling: evidence, maturity, tier; in
    preconditions and readiness it is required, helpful, yes, partly, no, unknown.
    """

    label: str
    values: tuple[Link, ...]  # url may be ""
    kind: str = ""
    scale: tuple[bool, ...] = ()


@dataclass(frozen=True)
class PhaseMark:
    """One of the nine links of the delivery chain; `on` when the record touches it."""

    id: str
    label: str
    stage: str
    on: bool
    url: str
    count: str = ""  # "4 practices", on home and list pages


@dataclass(frozen=True)
class Stage:
    """Assess, enrol, provide, manage: a group of phases."""

    label: str
    phases: tuple[PhaseMark, ...]


@dataclass(frozen=True)
class ResultRow:
    """One line of the results table; numbers are formatted, unknown is the word for it."""

    id: str
    indicator: str
    before: str
    after: str
    unit: str
    year: str
    change: str  # "+35 %" or ""
    note: str
    source: Link | None  # label: its printed number, url: "#source-s1"
    before_year: str = ""
    before_known: bool = True
    after_known: bool = True


@dataclass(frozen=True)
class CostRow:
    """One line of the cost table: what, how much, and its source."""

    label: str
    value: str
    source: Link | None
    note: str = ""


@dataclass(frozen=True)
class Source:
    """One entry of the source list: `anchor` is the fragment (`source-s1`), `number` its printed number."""

    anchor: str
    number: int
    title: str
    publisher: str
    url: str
    date: str
    language: str  # display name of the document's language
    lang: str  # its code, for the lang attribute
    type: str
    flags: tuple[str, ...]  # "copy of the original", "date inferred" ...
    archived: str  # the copy's address, "" when there is none or `url` is it
    gone: str = ""  # "This address no longer answered on ...": `url` is then the archived copy, where there is one
    original: str = ""  # the address that is gone, where `url` is the copy


@dataclass(frozen=True)
class Section:
    """An entry of the page's own table of contents."""

    id: str
    title: str
    minutes: str = ""
    kind: str = ""


@dataclass(frozen=True)
class BodySection:
    """One level-2 section of a record's text: the template prints the heading and, by `id`, the data of its own.

    The builder adds a section with an empty body where there is data and no text: `results` and `costs` when there are
    rows, `transfer` when there are preconditions. A heading that the builder adds is in the page's language
    (`interface` true), one from the document in the article's.
    """

    id: str
    title: str
    body: Markup
    interface: bool = False


@dataclass(frozen=True)
class Card:
    """A record in a list. `kind`: practice, module, exchange, country, partner, pathway."""

    kind: str
    title: str
    url: str
    summary: str
    lang: str  # language of title and summary when not the page's language, else ""
    eyebrow: str  # e.g. country names, or "Module"
    facts: tuple[str, ...] = ()  # short strings: "At national scale", "90 minutes"
    badges: tuple[str, ...] = ()  # "Full practice", "Machine translation"
    phases: tuple[bool, ...] = ()  # nine marks for the small chain strip, empty for none


@dataclass(frozen=True)
class Group:
    """A titled list of links or cards."""

    id: str
    title: str
    links: tuple[Link, ...] = ()
    cards: tuple[Card, ...] = ()
    more: Link | None = None


@dataclass(frozen=True)
class Figure:
    """A number set large."""

    value: str
    label: str
    url: str = ""


@dataclass(frozen=True)
class Picture:
    """A published picture with its description and credit."""

    src: str
    alt: str
    credit: str
    width: int
    height: int
    srcset: str = ""  # "a-800.webp 800w, a.webp 1600w", addresses ready to print
