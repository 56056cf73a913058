"""Pages of reference: vocabulary, fields, help for each problem code, hand-written texts, search, not found."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from passerelle.content import addresses
from passerelle.content.models import Bundle
from passerelle.content.schema import Schema
from passerelle.ground.locales import LOCALES, sort_key
from passerelle.render.markdown import sections
from passerelle.views import lists, parts
from passerelle.views.bodies import body_html
from passerelle.views.edition import FACETS, Edition, Site
from passerelle.views.islands import json_island
from passerelle.views.models import Group, Link, Section
from passerelle.views.page_models import (
    FieldDoc,
    FieldsView,
    NotFoundBlock,
    ProseView,
    SearchView,
    VocabularyGroup,
    VocabularyTerm,
    VocabularyView,
)

INDEX_FOLDER = "assets/index/"
SEARCH_KINDS = ("practice", "module", "exchange", "country", "partner", "pathway", "page")
CONTRIBUTE = "contribute"
_REQUIRED = {"snapshot": "fields.required", "full": "fields.required_full"}


def vocabulary_view(edition: Edition) -> VocabularyView:
    """All vocabularies but countries, each term in four languages."""
    facet_of = {vocabulary: name for name, (_field, vocabulary) in FACETS.items()}
    groups = []
    for vocabulary in edition.catalogue.tree.vocabularies:
        if vocabulary.id == "country":
            continue
        facet = facet_of.get(vocabulary.id, "")
        terms = []
        for term in vocabulary:
            count = edition.site.facet_count("practice", facet, term.id) if facet else 0
            terms.append(
                VocabularyTerm(
                    id=term.id,
                    label=term.label(edition.locale),
                    under_review=term.under_review(edition.locale),
                    count=edition.say("count.practices", n=count) if count else "",
                    url=addresses.facet("practice", facet, term.id, edition.locale) if count else "",
                    others=tuple((code, term.label(code)) for code in LOCALES if code != edition.locale),
                )
            )
        groups.append(
            VocabularyGroup(
                vocabulary.id.replace("_", "-"), edition.words(vocabulary.labels), vocabulary.source, tuple(terms)
            )
        )
    return VocabularyView(edition.say("vocabulary.title"), edition.say("vocabulary.lead"), tuple(groups))


def fields_view(edition: Edition, kind: str) -> FieldsView:
    """The contributor's page of one kind's fields, from its schema."""
    schema = edition.catalogue.tree.schemas[kind]
    return FieldsView(
        title=edition.say(f"fields.{kind}"),
        lead=edition.say("fields.lead"),
        fields=tuple(
            _field(edition, name, sub, name in schema["required"]) for name, sub in schema["properties"].items()
        ),
        sections=tuple(_section(edition, entry) for entry in schema.get("x-sections", ()) if "label" in entry),
    )


def _field(edition: Edition, name: str, schema: Schema, required: bool) -> FieldDoc:
    tier = str(schema.get("x-tier", ""))
    children = _children(schema)
    vocabulary = _vocabulary(schema)
    return FieldDoc(
        name=name,
        label=edition.words(schema.get("x-label", name)),
        help=edition.words(schema.get("x-help", "")),
        example=_example(schema, edition.locale),
        required=edition.say(
            _REQUIRED.get(tier, "fields.required") if required or tier in _REQUIRED else "fields.optional"
        ),
        tier=tier,
        values=_values(edition, vocabulary) if vocabulary else (),
        children=tuple(_field(edition, f"{name}.{key}", sub, key in children[1]) for key, sub in children[0].items()),
    )


def _children(schema: Schema) -> tuple[dict[str, Schema], list[str]]:
    """Properties inside a field and which of them are required; language maps and plain values have none."""
    if schema.get("x-language-map"):
        return {}, []
    for branch in (
        schema,
        *schema.get("anyOf", ()),
        schema.get("items", {}),
        *schema.get("items", {}).get("anyOf", ()),
    ):
        if isinstance(branch, dict) and "properties" in branch and not branch.get("x-language-map"):
            return branch["properties"], branch.get("required", [])
    return {}, []


def _vocabulary(schema: Schema) -> str:
    for branch in (schema, schema.get("items", {}), schema.get("propertyNames", {}), *schema.get("anyOf", ())):
        if isinstance(branch, dict) and "x-vocabulary" in branch:
            return str(branch["x-vocabulary"])
    return ""


def _values(edition: Edition, vocabulary: str) -> tuple[Link, ...]:
    if vocabulary == "country":
        return (Link("ISO 3166-1 alpha-2", ""),)
    anchor = f"{addresses.vocabulary(edition.locale)}#{vocabulary.replace('_', '-')}"
    return tuple(
        Link(term.id, anchor, note=term.label(edition.locale))
        for term in edition.catalogue.tree.vocabularies[vocabulary]
    )


def _example(schema: Schema, locale: str) -> str:
    example = schema.get("x-example", "")
    if isinstance(example, dict) and set(example) == set(LOCALES) and not schema.get("x-language-map"):
        example = example[locale]
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)


def _section(edition: Edition, entry: dict[str, Any]) -> FieldDoc:
    tier = str(entry["tier"])
    required = edition.say(_REQUIRED.get(tier, "fields.optional"))
    return FieldDoc(f"#{entry['id']}", edition.words(entry["label"]), edition.words(entry["help"]), "", required, tier)


def prose_view(edition: Edition, page: Bundle) -> ProseView:
    """A hand-written page of `docs/`."""
    facts = edition.facts(page)
    html = body_html(edition, page, facts)
    _head, found = sections(html)
    return ProseView(
        title=str(facts["title"]),
        summary=str(facts["summary"]),
        article_lang=edition.language_of(page),
        notices=parts.notices(edition, page),
        sections=tuple(Section(section.id, section.title) for section in found),
        body=html,
        groups=_field_pages(edition) if page.slug == CONTRIBUTE else (),
    )


def _field_pages(edition: Edition) -> tuple[Group, ...]:
    """The generated pages that a contributor looks things up in."""
    say, locale = edition.say, edition.locale
    links = [Link(say(f"fields.{kind}"), addresses.fields(kind, locale)) for kind in addresses.FIELD_KINDS]
    links.append(Link(say("help.title"), addresses.help_index(locale)))
    forms = [Link(say(f"form.{kind}"), addresses.form(kind, locale)) for kind in addresses.FORMS]
    settings = edition.site.settings
    if settings.repo_url:
        forms.append(Link(say("form.issue"), f"{settings.repo_url}/issues/new/choose"))
    if settings.contact_email:
        forms.append(Link(say("form.mail"), f"mailto:{settings.contact_email}"))
    return (
        Group("forms", say("form.title"), tuple(forms)),
        Group("fields", say("fields.title"), tuple(links)),
    )


def browse_groups(edition: Edition) -> tuple[Group, ...]:
    """Ways to find records without searching."""
    return lists.facets(edition, "practice")


def search_view(edition: Edition) -> SearchView:
    """The shell of the search page."""
    return SearchView(
        title=edition.say("search.title"),
        lead=edition.say("search.lead"),
        action=addresses.search(edition.locale),
        browse=browse_groups(edition),
        data=_search_data(edition),
    )


def _search_data(edition: Edition) -> Markup:
    """What the script of the search page needs: where the indexes are, and words."""
    page = addresses.search(edition.locale)
    kinds = [{"id": kind, "label": edition.say(f"search.type_{kind}")} for kind in SEARCH_KINDS]
    facets: list[dict[str, Any]] = [{"id": "type", "label": edition.say("search.facet_type"), "values": kinds}]
    listed = {
        name: [term.id for term in edition.catalogue.tree.vocabularies[FACETS[name][1]]]
        for name in ("phase", "branch", "block")
    }
    named = {record.id for record in edition.catalogue.data("country")}
    listed["country"] = sorted(
        named | set(lists.used_terms(edition, "practice", "country")),
        key=lambda code: sort_key(edition.country_name(code)),
    )
    for name in ("country", "phase", "branch", "block"):
        found = [
            {
                "id": term.lower(),
                "label": edition.country_name(term) if name == "country" else edition.label(FACETS[name][1], term),
            }
            for term in listed[name]
        ]
        facets.append({"id": name, "label": edition.say(f"facet.{name}"), "values": found})
    levels = [
        {"id": term.id, "label": term.label(edition.locale)}
        for term in edition.catalogue.tree.vocabularies["evidence_level"]
    ]
    facets.append({"id": "evidence", "label": edition.say("fact.evidence"), "values": levels})
    tiers = [{"id": name, "label": edition.say(f"tier.{name}")} for name in ("snapshot", "full")]
    facets.append({"id": "tier", "label": edition.say("fact.tier"), "values": tiers})
    originals = [{"id": code, "label": edition.say(f"language.{code}")} for code in LOCALES]
    facets.append({"id": "language", "label": edition.say("fact.original_language"), "values": originals})
    return json_island(
        {
            "lang": edition.locale,
            "base": addresses.relative("", page),
            "indexes": {code: f"{INDEX_FOLDER}{code}/" for code in LOCALES},
            "languages": {code: edition.say(f"language.{code}") for code in LOCALES},
            "contribute": addresses.record("page", "contribute", edition.locale),
            "facets": facets,
            "strings": edition.say.starting_with("search."),
        }
    )


def not_found_blocks(site: Site) -> tuple[NotFoundBlock, ...]:
    """The one page that a host serves for every wrong address, in all languages."""
    found = []
    for locale in LOCALES:
        edition = site.editions[locale]
        links = (
            Link(edition.say("nav.practices"), addresses.listing("practice", locale)),
            Link(edition.say("nav.modules"), addresses.listing("module", locale)),
            Link(edition.say("nav.search"), addresses.search(locale)),
        )
        home = Link(edition.say("not_found.home"), addresses.home(locale))
        found.append(NotFoundBlock(locale, edition.say("not_found.title"), edition.say("not_found.text"), home, links))
    return tuple(found)
