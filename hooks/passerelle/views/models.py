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
    json_ld: Markup = Markup("")  # the JSON text only, with "</" already written "<\\/"
    trail: tuple[Link, ...] = ()  # where the page stands, without home and without the page itself: Practices
    feed: str = ""  # root-relative address of this language's Atom feed
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
    archived: str


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
class HomeView:
    title: str  # the heading, a sentence: "See how others did it"
    lead: str
    actions: tuple[Link, ...]  # two buttons under the lead: all practices, contribute
    figures: tuple[Figure, ...]
    questions: tuple[Link, ...]
    chain: tuple[Stage, ...]  # phases link to lists, with `count`
    countries: Group  # links, `note` is the count
    newest: Group  # cards, `more` leads to all practices
    modules: Group  # cards, `more` leads to all modules
    steps: tuple[Link, ...]  # how to contribute: label, url, note


@dataclass(frozen=True)
class PracticeView:
    id: str
    title: str
    summary: str
    article_lang: str  # language the article is really in
    notices: tuple[Notice, ...]
    eyebrow: tuple[Link, ...]  # countries
    tier: str
    facts: tuple[Fact, ...]
    chain: tuple[Stage, ...]
    sections: tuple[Section, ...]
    body: tuple[BodySection, ...]  # problem, done, system, results, costs, did-not-work, transfer, teach
    results: tuple[ResultRow, ...]  # printed in the section `results`
    costs: tuple[CostRow, ...]  # printed in `costs`
    costs_known: bool
    preconditions: tuple[Fact, ...]  # label: its name, kind: required or helpful; printed in `transfer`
    components: tuple[Link, ...]
    software: tuple[Link, ...]
    lineage: tuple[Group, ...]  # adopted by, adapted from
    sources: tuple[Source, ...]
    modules: tuple[Card, ...]
    related: tuple[Card, ...]
    exchanges: tuple[Card, ...]
    contact: tuple[Fact, ...]
    media: tuple["Picture", ...]
    cite: str
    licence: Link
    credits: tuple[Fact, ...]
    history: tuple[Fact, ...]
    translate_url: str
    downloads: tuple[Link, ...] = ()  # formats to take away; `note` is "PDF, 180 KB"


@dataclass(frozen=True)
class Picture:
    src: str
    alt: str
    credit: str
    width: int
    height: int
    srcset: str = ""  # "a-800.webp 800w, a.webp 1600w", addresses ready to print


@dataclass(frozen=True)
class ModuleView:
    id: str
    title: str
    summary: str
    article_lang: str
    notices: tuple[Notice, ...]
    facts: tuple[Fact, ...]  # audience, level, minutes, mode, requires, next
    chain: tuple[Stage, ...]
    questions: tuple[str, ...]
    objectives: tuple[tuple[str, str], ...]  # verb, text
    key_points: tuple[str, ...]
    sections: tuple[Section, ...]
    body: Markup
    trainer_facts: tuple[Fact, ...]
    trainer_body: Markup
    cases: tuple[Card, ...]
    requires: tuple[Link, ...]
    next: tuple[Link, ...]
    used_in: tuple[Fact, ...]
    sources: tuple[Source, ...]
    has_quiz: bool
    cite: str
    licence: Link
    credits: tuple[Fact, ...]
    translate_url: str
    history: tuple[Fact, ...] = ()
    downloads: tuple[Link, ...] = ()


@dataclass(frozen=True)
class RecordView:
    """Country, exchange and partner pages: data with back-references."""

    kind: str
    id: str
    title: str
    summary: str
    article_lang: str
    notices: tuple[Notice, ...]
    eyebrow: str
    facts: tuple[Fact, ...]
    figures: tuple[ResultRow, ...]  # country figures
    readiness: tuple[Fact, ...]  # preconditions of a country
    texts: tuple[tuple[str, str], ...]  # heading, paragraph
    groups: tuple[Group, ...]  # back-references
    sources: tuple[Source, ...]
    chain: tuple[Stage, ...] = ()  # topics of an exchange
    licence: Link | None = None


@dataclass(frozen=True)
class ListView:
    """A list of records, at most 50, with the other ways to sort it."""

    title: str
    lead: str
    count: str
    sorts: tuple[Link, ...]  # by country, by phase, by branch, newest
    facets: tuple[Group, ...]
    groups: tuple[Group, ...]
    pages: tuple[Link, ...] = ()
    chain: tuple[Stage, ...] = ()  # on the list of practices: phases with counts, the current one `on`


@dataclass(frozen=True)
class SearchView:
    """The search page without its machinery: a heading, a form and ways to browse for readers without JavaScript."""

    title: str
    lead: str
    action: str  # root-relative address the form sends to (this page)
    browse: tuple[Group, ...]
    data: Markup = Markup("")  # JSON for the script, with every character that HTML knows escaped


@dataclass(frozen=True)
class VocabularyTerm:
    id: str
    label: str
    under_review: bool
    count: str
    url: str
    others: tuple[tuple[str, str], ...]  # language code, label


@dataclass(frozen=True)
class VocabularyGroup:
    id: str
    title: str
    source: str
    terms: tuple[VocabularyTerm, ...]


@dataclass(frozen=True)
class VocabularyView:
    title: str
    lead: str
    groups: tuple[VocabularyGroup, ...]


@dataclass(frozen=True)
class ProseView:
    """A hand-written page (`docs/`) or a generated text page."""

    title: str
    summary: str
    article_lang: str
    notices: tuple[Notice, ...]
    sections: tuple[Section, ...]
    body: Markup


@dataclass(frozen=True)
class FieldDoc:
    """One field on a generated field page."""

    name: str
    label: str
    help: str
    example: str
    required: str  # "needed now", "needed for a full practice", "optional"
    tier: str
    values: tuple[Link, ...] = ()
    children: tuple["FieldDoc", ...] = ()


@dataclass(frozen=True)
class FieldsView:
    title: str
    lead: str
    fields: tuple[FieldDoc, ...]
    sections: tuple[FieldDoc, ...] = ()


@dataclass(frozen=True)
class HelpView:
    code: str
    title: str
    message: str
    hint: str
    wrong: str = ""
    right: str = ""


@dataclass(frozen=True)
class NotFoundBlock:
    lang: str
    title: str
    text: str
    home: Link
    links: tuple[Link, ...] = field(default=())
