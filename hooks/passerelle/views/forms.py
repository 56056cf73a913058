"""The submission forms: their pages, and what their script has to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from passerelle.content import addresses
from passerelle.content.schema import Schema
from passerelle.ground.locales import sort_key
from passerelle.knowledge.explain import Explanation
from passerelle.knowledge.tiers import FULL_FIELDS, SUBSTANCE_WORDS
from passerelle.scaffold.form_rules import HELD, form_rules
from passerelle.scaffold.texts import label
from passerelle.views.edition import Edition
from passerelle.views.form_inputs import Inputs, asked
from passerelle.views.form_models import FormView, Input, Step
from passerelle.views.islands import json_island

SCRIPTS = "assets/form/"
_CONSTANT = frozenset({"id", "type", "lang", "status", "version", "licence", "text_states"})  # the script writes them
_AT_ONCE = ("draft_", "remove_sure", "cite", "characters", "words", "picture_bad")
_LATER = frozenset(
    """problems ready full not_full licence_missing warning download download_note copy copied copy_failed github
    github_long by_issue by_mail mail_body text after example""".split()
)
RECORDS = ("practice", "exchange")  # forms that make a record; the others make a message


def form_view(edition: Edition, kind: str) -> FormView:
    """The form of one kind; `kind` is one of `addresses.FORMS`."""
    steps = form_steps(edition, kind)
    settings, locale = edition.site.settings, edition.locale
    has_issue_form = kind != "exchange"
    issue = f"{settings.repo_url}/issues/new?template={kind}-{locale}.yml" if has_issue_form else ""
    subject = quote(edition.say(f"form.{kind}"))
    return FormView(
        kind=kind,
        title=edition.say(f"form.{kind}"),
        lead=edition.say(f"form.{kind}_lead"),
        steps=steps,
        licence=edition.say("form.licence_tick") if kind in RECORDS else "",
        data=json_island(start_data(edition, kind)),
        issue_url=issue if settings.repo_url else "",
        mail_url=f"mailto:{settings.contact_email}?subject={subject}" if settings.contact_email else "",
        template_url=addresses.form_template(kind, locale) if kind == "practice" else "",
        kit_url=addresses.form_kit(kind, locale),
        fields_url=addresses.fields(kind, locale) if kind in RECORDS else "",
    )


def form_steps(edition: Edition, kind: str) -> tuple[Step, ...]:
    """The steps of a form with their questions."""
    form = edition.site.submission["forms"][kind]
    inputs = Inputs(edition, schema_of(edition, kind), form.get("only"))
    return tuple(
        Step(
            str(step["id"]),
            edition.words(step["title"]),
            edition.words(step["intro"]),
            (
                *(inputs.field(name) for name in step.get("fields", ())),
                *(inputs.section(name) for name in step.get("sections", ())),
            ),
        )
        for step in form["steps"]
    )


def schema_of(edition: Edition, kind: str) -> Schema:
    """The schema of what a form makes."""
    schemas = edition.catalogue.tree.schemas
    return schemas[kind] if kind in RECORDS else schemas.messages[kind]


def start_data(edition: Edition, kind: str) -> dict[str, Any]:
    """What the script of a form needs at once."""
    locale = edition.locale
    strings = edition.say.starting_with("form.")
    return {
        "kind": kind,
        "lang": locale,
        "rules": addresses.form_rules(kind, locale),
        "countries": addresses.form_names(locale),
        "strings": {key: text for key, text in strings.items() if key.startswith(_AT_ONCE)},
    }


def later_data(edition: Edition, kind: str) -> dict[str, Any]:
    """What it needs to judge and to send: rules, words, and where to."""
    site, locale = edition.site, edition.locale
    tree, schema = edition.catalogue.tree, schema_of(edition, kind)
    fields, _sections = asked(site.submission["forms"][kind])
    skipped = [name for name in schema["properties"] if name not in fields and name not in _CONSTANT]
    strings = edition.say.starting_with("form.")
    return {
        "rules": form_rules(kind, tree.schemas, tree.vocabularies, without=skipped),
        "full": {"fields": _full_fields(schema, locale), "words": SUBSTANCE_WORDS},
        "labels": {entry["id"]: entry["label"][locale] for entry in schema.get("x-sections", ())},
        "examples": _examples(form_steps(edition, kind)),
        "sentences": _sentences(edition),
        "strings": {key: text for key, text in strings.items() if key in _LATER or key == kind},
        "repo": site.settings.repo_url,
        "mail": site.settings.contact_email,
    }


def countries(edition: Edition) -> list[tuple[str, str]]:
    """Codes and names of all countries in the order of this language."""
    names = [(code, edition.country_name(code)) for code in edition.catalogue.tree.vocabularies["country"].terms]
    return sorted(names, key=lambda entry: sort_key(entry[1]))


def partners(edition: Edition) -> list[str]:
    """Names of the institutions that have a record, in the order of this language."""
    links = (edition.record_link(record) for record in edition.catalogue.data("partner"))
    return [link.label for link in edition.sorted(links)]


def _full_fields(schema: Schema, locale: str) -> dict[str, str]:
    """Labels of the fields that make a practice full."""
    return {name: label(schema["properties"][name], locale) for name in FULL_FIELDS if name in schema["properties"]}


def _examples(steps: tuple[Step, ...]) -> dict[str, str]:
    """Examples of what is typed, by the names that lead to the question, parted by dots."""
    found: dict[str, str] = {}

    def look(inputs: tuple[Input, ...], path: str) -> None:
        for entry in inputs:
            here = f"{path}{entry.name}"
            if entry.example:
                found[here] = entry.example
            look((*entry.children, *entry.more), f"{here}.")

    for step in steps:
        look(step.inputs, "")
    return found


def _sentences(edition: Edition) -> dict[str, str]:
    """One sentence for each code that the script may report: ours, or the checker's with its hint."""
    own: Mapping[str, Mapping[str, str]] = edition.site.submission["sentences"]
    explanations: Mapping[str, Explanation] = edition.site.explainer.explanations
    found = {}
    for code in sorted(HELD & explanations.keys()):
        if code in own:
            found[code] = edition.words(own[code])
        else:
            entry = explanations[code]
            found[code] = f"{edition.words(entry.message)} {edition.words(entry.hint)}"
    return found
