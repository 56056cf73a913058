"""Fills the issue form of a practice as a contributor would, and renders it as GitHub does.

Made from the form's file and not from the code that reads it, so that one holds the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from passerelle.content.localise import localised
from passerelle.content.models import Bundle, Tree
from passerelle.ground.settings import PROJECT
from passerelle.scaffold.texts import members, vocabulary_of

Facts = dict[str, Any]


def read_form(lang: str) -> list[dict[str, Any]]:
    """The elements that ask, of the form in one language."""
    form = yaml.safe_load((PROJECT / f".github/ISSUE_TEMPLATE/practice-{lang}.yml").read_text("utf-8"))
    return [element for element in form["body"] if element["type"] != "markdown"]


def rendered(lang: str, answers: Mapping[str, str]) -> str:
    """The body of an issue: answers by the ids of the form's elements."""
    parts = []
    for element in read_form(lang):
        attributes = element["attributes"]
        answer = answers.get(element["id"], "_No response_")
        if element["type"] == "checkboxes":
            answer = "\n".join(f"- [X] {option['label']}" for option in attributes["options"])
        parts.append(f"### {attributes['label']}\n\n{answer}")
    return "\n\n".join(parts)


def answers_of(bundle: Bundle, lang: str, tree: Tree) -> dict[str, str]:
    """What somebody types who knows the whole practice, with the names of things in their language."""
    schema = tree.schemas["practice"]
    facts = localised(bundle, lang, tree.schemas)
    answers: dict[str, str] = {}
    for name, field in schema["properties"].items():
        value = facts.get(name)
        if name == "owner" and isinstance(value, str):
            value = next(record.facts["name"][lang] for record in tree.data("partner") if record.id == value)
        if value is None:
            continue
        if isinstance(value, dict) and name != "owner":
            answers |= {f"{name}-{part}": _typed(value[part], sub, lang, tree) for part, sub in members(field).items()}
        else:
            answers[name] = _typed(value["name"] if isinstance(value, dict) else value, field, lang, tree)
    return answers | {f"section-{name}": text for name, text in sections_of(bundle, lang).items()}


def _typed(value: Any, field: Facts, lang: str, tree: Tree) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "\n".join(" | ".join(str(item[name]) for name in members(field)) for item in value)
    vocabulary = vocabulary_of(field, tree.vocabularies)
    if vocabulary:
        chosen = value if isinstance(value, list) else [value]
        # GitHub writes the chosen options in the order of the form.
        order = [term for term in vocabulary.terms if term in chosen] if len(vocabulary.terms) < 100 else chosen
        return ", ".join(vocabulary.terms[term].label(lang) for term in order)
    return ", ".join(value) if isinstance(value, list) else str(value)


def sections_of(bundle: Bundle, lang: str) -> dict[str, str]:
    """The Markdown of each section."""
    document = bundle.documents[lang]
    found: dict[str, str] = {}
    name = ""
    for line in document.body.split("\n"):
        if line.startswith("## "):
            name = line.rsplit("{#", 1)[1].rstrip("}")
            found[name] = ""
        else:
            found[name] = f"{found.get(name, '')}{line}\n"
    return {name: text.strip() for name, text in found.items() if name}


def asked_facts(bundle: Bundle, lang: str, tree: Tree) -> Facts:
    """Of a practice's facts, those that the form asks."""
    facts = localised(bundle, lang, tree.schemas)
    schema = tree.schemas["practice"]
    asked = {element["id"].split("-")[0] for element in read_form(lang)}
    kept: Facts = {}
    for name in asked & facts.keys() & schema["properties"].keys():
        value, wanted = facts[name], members(schema["properties"][name])
        vocabulary = vocabulary_of(schema["properties"][name], tree.vocabularies)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = [{part: item[part] for part in wanted} for item in value]
        elif isinstance(value, list) and vocabulary and len(vocabulary.terms) < 100:
            value = [term for term in vocabulary.terms if term in value]
        elif isinstance(value, dict):
            value = {part: value[part] for part in (wanted or {"name": None})}
        kept[name] = value
    return kept
