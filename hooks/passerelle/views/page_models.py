"""What each kind of page prints: one frozen dataclass for each template. Their parts are in `models.py`."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from passerelle.views.models import (
    BodySection,
    Card,
    CostRow,
    Fact,
    Figure,
    Group,
    Link,
    Notice,
    Picture,
    ResultRow,
    Section,
    Source,
    Stage,
)


@dataclass(frozen=True)
class HomeView:
    """The home page."""

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
    """The page of a practice."""

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
    media: tuple[Picture, ...]
    cite: str
    licence: Link
    contributors: Link  # the page of everybody who is credited
    history: tuple[Fact, ...]  # who did what, a row for each role, then id, version and changes
    translate_url: str
    downloads: tuple[Link, ...] = ()  # formats to take away; `note` is "PDF, 180 KB"


@dataclass(frozen=True)
class ModuleView:
    """The page of a training module."""

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
    cite: str
    licence: Link
    contributors: Link  # the page of everybody who is credited
    translate_url: str
    history: tuple[Fact, ...] = ()  # as on a practice
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
    data: Markup = field(default_factory=Markup)  # JSON for the script, with every character that HTML knows escaped


@dataclass(frozen=True)
class VocabularyTerm:
    """One term with its labels in the other languages."""

    id: str
    label: str
    under_review: bool
    count: str
    url: str
    others: tuple[tuple[str, str], ...]  # language code, label


@dataclass(frozen=True)
class VocabularyGroup:
    """One vocabulary."""

    id: str
    title: str
    source: str
    terms: tuple[VocabularyTerm, ...]


@dataclass(frozen=True)
class VocabularyView:
    """The page of all vocabularies."""

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
    groups: tuple[Group, ...] = ()  # generated pages that belong to this one


@dataclass(frozen=True)
class WaitingRow:
    """One thing that waits for an editor. `language` names the document's language, "" where none is meant."""

    record: Link
    language: str
    reason: str
    since: str
    place: Link  # file and line; without an address where no repository is set
    target: str = ""  # the address that does not answer


@dataclass(frozen=True)
class WaitingGroup:
    """Things of one sort: `title` with their number, `rest` for those that are not shown."""

    id: str
    title: str
    note: str
    rows: tuple[WaitingRow, ...]
    rest: str = ""


@dataclass(frozen=True)
class EditorsView(ProseView):
    """The guide for editors, and what waits for them."""

    jump: str = ""  # words of the link from the top of the page to the lists
    as_of: str = ""
    waiting: tuple[WaitingGroup, ...] = ()


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
    children: tuple[FieldDoc, ...] = ()


@dataclass(frozen=True)
class FieldsView:
    """The contributor page of the fields of one kind of record."""

    title: str
    lead: str
    fields: tuple[FieldDoc, ...]
    sections: tuple[FieldDoc, ...] = ()


@dataclass(frozen=True)
class ExampleLine:
    """A line of an example. `changed` when the counterpart has no such line."""

    text: str
    changed: bool


@dataclass(frozen=True)
class HelpView:
    """The page of one problem code. `title` is the message, `place` says where the examples belong."""

    code: str
    title: str
    hint: str
    why: str
    place: str
    wrong: tuple[ExampleLine, ...]
    right: tuple[ExampleLine, ...]


@dataclass(frozen=True)
class HelpIndexView:
    """All problem codes by theme; the `note` of a link is the code."""

    title: str
    lead: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class NotFoundBlock:
    """One language of the page for wrong addresses."""

    lang: str
    title: str
    text: str
    home: Link
    links: tuple[Link, ...] = field(default=())
