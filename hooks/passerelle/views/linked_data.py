"""JSON-LD of practices and modules (schema.org), for search engines and re-users."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from passerelle.content import addresses
from passerelle.content.models import Bundle
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
        "author": [{"@type": "Organization", "name": str(entry["name"])} for entry in facts["authors"]],
        "isAccessibleForFree": True,
        "version": str(facts["version"]),
    }
    if bundle.source is not None and bundle.source.lang != edition.locale:
        found["translationOfWork"] = {"@id": site + addresses.record(bundle.kind, bundle.slug, bundle.source.lang)}
    return found


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
