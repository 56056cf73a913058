"""JSON-LD of practices and modules (schema.org), for search engines and re-users."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from passerelle.content import addresses
from passerelle.content.models import Bundle
from passerelle.knowledge.credits import TRANSLATION, WRITING, Credit, credits_of, writers
from passerelle.views import parts
from passerelle.views.edition import Edition
from passerelle.views.islands import json_island
from passerelle.views.plan import Page


def json_ld(edition: Edition, page: Page) -> Markup:
    """The description of a record as a JSON text that cannot leave its script element."""
    bundle = page.record
    if bundle is None or bundle.kind == "page":
        return Markup("")
    data = _practice(edition, bundle) if bundle.kind == "practice" else _module(edition, bundle)
    return json_island(data)


def _common(edition: Edition, bundle: Bundle, kind: str) -> dict[str, Any]:
    facts = edition.facts(bundle)
    site = edition.site.settings.site_url
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": site + addresses.record(bundle.kind, bundle.slug, edition.locale),
        "identifier": bundle.id,
        "name": facts["title"],
        "inLanguage": edition.locale,
        "license": parts.licence(edition, str(facts["licence"])).url or str(facts["licence"]),
        **_people(edition, bundle),
        "isAccessibleForFree": True,
        "version": str(facts["version"]),
    }
    if bundle.source is not None and bundle.source.lang != edition.locale:
        found["translationOfWork"] = {"@id": site + addresses.record(bundle.kind, bundle.slug, bundle.source.lang)}
    return found


def _people(edition: Edition, bundle: Bundle) -> dict[str, Any]:
    """Who wrote; who translated this page; who did anything else, with the role."""
    authors = writers(bundle)
    others = [credit for credit in credits_of(bundle, edition.locale) if credit not in authors]
    found: dict[str, Any] = {"author": _agents(authors)}
    if translators := [credit for credit in others if credit.role == TRANSLATION]:
        found["translator"] = _agents(translators)
    if helpers := [credit for credit in others if credit.role not in {WRITING, TRANSLATION}]:
        named = {(credit.name, credit.affiliation, credit.role): credit for credit in helpers}
        found["contributor"] = [_role(edition, credit) for credit in named.values()]
    return found


def _agents(people: Iterable[Credit]) -> list[dict[str, Any]]:
    return list({(credit.name, credit.affiliation): _agent(credit) for credit in people}.values())


def _agent(credit: Credit) -> dict[str, Any]:
    """A name alone is a group's; somebody of an institution may be a person or a unit, which no record says."""
    if not credit.affiliation:
        return {"@type": "Organization", "name": credit.name}
    return {"name": credit.name, "memberOf": {"@type": "Organization", "name": credit.affiliation}}


def _role(edition: Edition, credit: Credit) -> dict[str, Any]:
    """Schema.org's way to qualify a property: a Role in its place, which holds the property again."""
    label = edition.label("credit_role", credit.role)
    return {"@type": "Role", "roleName": label, "contributor": _agent(credit)}


def _practice(edition: Edition, bundle: Bundle) -> dict[str, Any]:
    facts = edition.facts(bundle)
    found = _common(edition, bundle, "Article")
    found["spatialCoverage"] = [
        {"@type": "Country", "name": edition.country_name(str(code)), "identifier": str(code)}
        for code in facts["countries"]
    ]
    found["about"] = [edition.label("digital_block", str(name)) for name in facts["blocks"]]
    found["subjectOf"] = [
        {"@id": edition.site.settings.site_url + edition.record_link(record).url}
        for record in edition.catalogue.linked("practice", bundle.id, "module")
    ]
    return found


def _module(edition: Edition, bundle: Bundle) -> dict[str, Any]:
    facts = edition.facts(bundle)
    found = _common(edition, bundle, "LearningResource")
    found["learningResourceType"] = "module"
    found["educationalLevel"] = edition.label("level", str(facts["level"]))
    found["timeRequired"] = f"PT{facts['minutes']['class']}M"
    found["teaches"] = [f"{entry['verb']} {entry['text']}" for entry in facts["objectives"]]
    found["audience"] = [
        {"@type": "EducationalAudience", "educationalRole": edition.label("audience", str(name))}
        for name in facts["audience"]
    ]
    found["isBasedOn"] = [
        {"@id": edition.site.settings.site_url + edition.record_link(record).url}
        for record in edition.catalogue.linked("module", bundle.id, "practice")
    ]
    return found
