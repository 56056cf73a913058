"""GitHub issue forms from the schemas: one for a practice and one for a correction, in each language.

Syntax: docs.github.com, "Syntax for GitHub's form schema". Only what a snapshot needs is asked; an editor adds the
rest. The labels of the fields are those of the schemas, so that the answers can be read back by label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from passerelle.content.schema import Schema, Schemas
from passerelle.content.vocabulary import Vocabularies
from passerelle.ground.locales import LOCALES
from passerelle.scaffold.texts import MAX_OPTIONS, Texts, example, help_text, label, members, read_texts, vocabulary_of

FOLDER = ".github/ISSUE_TEMPLATE"
# Not asked: a new text has one value only, or the form's language or tick box answers.
NOT_ASKED = frozenset({"id", "type", "lang", "licence", "status", "version"})
_ONE_LINE = 200  # characters; a field that may be longer gets a box of several lines
_HEAD = "# Generated from data/schemas/, data/vocabularies/ and data/forms.yml: change those.\n"
Element = dict[str, Any]


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as literal blocks."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)


def issue_forms(schemas: Schemas, vocabularies: Vocabularies, texts: Texts | None = None) -> dict[str, str]:
    """All files of `.github/ISSUE_TEMPLATE`: text by path.

    Args:
        schemas: the practice schema gives fields, labels, helps and examples.
        vocabularies: give the options of dropdowns.
        texts: words around the fields; those of the project when None.
    """
    words = texts or read_texts()
    files = {f"{FOLDER}/config.yml": _dump({"blank_issues_enabled": True})}
    for lang in LOCALES:
        files[f"{FOLDER}/practice-{lang}.yml"] = _dump(_practice(schemas["practice"], vocabularies, words, lang))
        files[f"{FOLDER}/bundle-{lang}.yml"] = _dump(_bundle(words, lang))
        for kind, schema in schemas.messages.items():
            files[f"{FOLDER}/{kind}-{lang}.yml"] = _dump(_message(kind, schema, vocabularies, words, lang))
    return files


def _dump(form: Mapping[str, Any]) -> str:
    return _HEAD + yaml.dump(form, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def _practice(schema: Schema, vocabularies: Vocabularies, texts: Texts, lang: str) -> Element:
    body = [_markdown(texts.get("practice.intro", lang))]
    for name, field in asked(schema).items():
        required = name in schema["required"]
        body.extend(_elements(name, field, vocabularies, texts, lang, required=required))
    for section in schema["x-sections"]:
        attributes = {"label": section["label"][lang], "description": section["help"][lang]}
        body.append(
            _element("textarea", f"section-{section['id']}", attributes, required=section["tier"] == "snapshot")
        )
    tick = {"label": texts.get("practice.licence_tick", lang), "required": True}
    attributes = {"label": texts.get("practice.licence", lang), "options": [tick]}
    body.append({"type": "checkboxes", "id": "licence", "attributes": attributes})
    return _form("practice", body, texts, lang)


def _message(kind: str, schema: Schema, vocabularies: Vocabularies, texts: Texts, lang: str) -> Element:
    body = [_markdown(texts.get(f"{kind}.intro", lang))]
    for name, field in schema["properties"].items():
        body.extend(_elements(name, field, vocabularies, texts, lang, required=name in schema["required"]))
    return _form(kind, body, texts, lang)


def _bundle(texts: Texts, lang: str) -> Element:
    """The form for a finished file: unlike an address with `labels`, it labels what strangers send."""
    attributes = {"label": texts.get("bundle.file", lang), "description": texts.get("bundle.file_help", lang)}
    body = [_markdown(texts.get("bundle.intro", lang)), _element("textarea", "file", attributes, required=True)]
    return {**_form("bundle", body, texts, lang), "labels": ["practice", f"lang-{lang}"]}


def _form(kind: str, body: list[Element], texts: Texts, lang: str) -> Element:
    return {
        "name": texts.get(f"{kind}.name", lang),
        "description": texts.get(f"{kind}.description", lang),
        "title": texts.get(f"{kind}.title", lang),
        "labels": [kind, f"lang-{lang}"],
        "body": body,
    }


def asked(schema: Schema) -> dict[str, Schema]:
    """The fields that the form of a practice asks: those of a snapshot, and each of those that may replace another."""
    alternatives = {name for branch in schema.get("anyOf", ()) for name in branch.get("required", ())}
    return {
        name: field
        for name, field in schema["properties"].items()
        if name not in NOT_ASKED and (field.get("x-tier") == "snapshot" or name in alternatives)
    }


def _elements(
    name: str, field: Schema, vocabularies: Vocabularies, texts: Texts, lang: str, *, required: bool
) -> Iterator[Element]:
    """The elements of one field."""
    for where, part in parts(name, field, lang):
        yield _question("-".join(where), part, vocabularies, texts, lang, required=required)


def parts(name: str, field: Schema, lang: str) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """What the form asks for one field, with its place in the facts: for an object each required member by itself."""
    if field.get("type") == "object" and "properties" in field:
        for member, part in members(field).items():
            titled = {**part, "x-label": {lang: f"{label(field, lang)}: {label(part, lang)}"}}
            for where, deeper in parts(member, titled, lang):
                yield (name, *where), deeper
    else:
        yield (name,), field


def _question(
    name: str, field: Schema, vocabularies: Vocabularies, texts: Texts, lang: str, *, required: bool
) -> Element:
    attributes: dict[str, Any] = {"label": label(field, lang), "description": help_text(field, lang)}
    vocabulary = vocabulary_of(field, vocabularies)
    if vocabulary and len(vocabulary.terms) <= MAX_OPTIONS:
        if field.get("type") == "array":
            attributes["multiple"] = True
        attributes["options"] = [term.label(lang) for term in vocabulary]
        return _element("dropdown", name, attributes, required=required)
    several = field.get("type") == "array"
    of_objects = several and "properties" in field["items"]
    if several:
        attributes["description"] += " " + _how_to_list(field, vocabularies, texts, lang)
    attributes["placeholder"] = _placeholder(field, lang)
    long = of_objects or field.get("maxLength", 0) > _ONE_LINE
    return _element("textarea" if long else "input", name, attributes, required=required)


def _how_to_list(field: Schema, vocabularies: Vocabularies, texts: Texts, lang: str) -> str:
    """How several values are written: by commas, or one line each with its parts named."""
    parts = members(field)
    if not parts:
        return texts.get("field.commas", lang)
    if len(parts) == 1:
        return texts.get("field.line", lang)
    sentences = [texts.get("field.lines", lang, parts=" | ".join(label(part, lang) for part in parts.values()))]
    for part in parts.values():
        vocabulary = vocabulary_of(part, vocabularies)
        if vocabulary and len(vocabulary.terms) <= MAX_OPTIONS:
            terms = ", ".join(vocabulary.terms)
            sentences.append(texts.get("field.terms", lang, label=label(part, lang), terms=terms))
    return " ".join(sentences)


def _placeholder(field: Schema, lang: str) -> str:
    """The example as one types it into the form."""
    value = example(field, lang)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "\n".join(" | ".join(str(item[name]) for name in members(field) if name in item) for item in value)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, dict):
        return str(next(iter(value.values())))
    return "" if value is None else str(value)


def _markdown(text: str) -> Element:
    return {"type": "markdown", "attributes": {"value": text}}


def _element(kind: str, name: str, attributes: Mapping[str, Any], *, required: bool) -> Element:
    return {"type": kind, "id": name, "attributes": dict(attributes), "validations": {"required": required}}
