"""The first file of a new practice or module, with every field explained in the contributor's language.

Each value is the schema's example, so that the file can be read and checked at once; the contributor replaces it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from passerelle.content.front_matter import FENCE
from passerelle.content.models import BUNDLES
from passerelle.content.names import SLUG
from passerelle.content.schema import Schema, Schemas
from passerelle.content.vocabulary import Vocabularies
from passerelle.ground.locales import is_locale
from passerelle.scaffold.texts import MAX_OPTIONS, Texts, example, help_text, label, members, read_texts, vocabulary_of

KINDS = ("practice", "module")


def scaffold(
    kind: str, slug: str, lang: str, schemas: Schemas, vocabularies: Vocabularies, *, texts: Texts | None = None
) -> dict[str, str]:
    """Files of a new record: text by path relative to the content tree.

    Fields of a snapshot carry an example, those that make a practice full stand commented out.

    Args:
        kind: "practice" or "module".
        slug: name of the folder, small Latin letters, digits and hyphens.
        lang: language of the source document.
        schemas: give the fields, their helps and examples, and the sections of the body.
        vocabularies: give the ids to choose from.
        texts: words around the fields; those of the project when None.

    Raises:
        ValueError: an unknown kind, a language the site has not, or a slug that is no folder name.
    """
    if kind not in KINDS or not is_locale(lang) or not SLUG.match(slug):
        raise ValueError(f"cannot begin {kind!r} {slug!r} in {lang!r}")
    words = texts or read_texts()
    front = "\n".join(_front_matter(schemas[kind], vocabularies, words, lang))
    body = "\n".join(_body(schemas[kind], lang))
    return {f"{BUNDLES[kind]}/{slug}/index.{lang}.md": f"{FENCE}\n{front}\n{FENCE}\n{body}"}


def _front_matter(schema: Schema, vocabularies: Vocabularies, texts: Texts, lang: str) -> Iterator[str]:
    yield f"# {texts.get('scaffold.intro', lang)}"
    fields = schema["properties"]
    for name, field in fields.items():
        if field.get("x-tier") == "snapshot":
            yield ""
            yield from _comments(field, vocabularies, texts, lang)
            yield from _assignment(name, lang if name == "lang" else _value(field, lang))
    full = {name: field for name, field in fields.items() if field.get("x-tier") == "full"}
    if full:
        yield ""
        yield f"# {texts.get('scaffold.full', lang)}"
    for name, field in full.items():
        yield ""
        yield from _comments(field, vocabularies, texts, lang)
        yield from (f"#{line}" for line in _assignment(name, _value(field, lang)))


def _comments(field: Schema, vocabularies: Vocabularies, texts: Texts, lang: str) -> Iterator[str]:
    """What the field is for, and what it may hold when that is a short list."""
    yield f"# {label(field, lang)}. {help_text(field, lang)}"
    for name, part in {"": field, **members(field)}.items():
        vocabulary = vocabulary_of(part, vocabularies)
        if (
            vocabulary
            and len(vocabulary.terms) <= MAX_OPTIONS
            and len(vocabulary.terms) > 1
            and field.get("const") is None
        ):
            start = f"{name}: " if name else ""
            yield f"# {start}{texts.get('scaffold.terms', lang, terms=', '.join(vocabulary.terms))}"


def _value(field: Schema, lang: str) -> Any:
    value = example(field, lang)
    return field.get("const", "") if value is None else value


def _assignment(name: str, value: Any) -> list[str]:
    """YAML of one field: innermost lists and mappings on one line, texts never folded."""
    style = None if isinstance(value, list | dict) else False
    text = yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=style)
    return [line for line in str(text).rstrip("\n").split("\n") if line]


def _body(schema: Schema, lang: str) -> Iterator[str]:
    """One heading for each section with its help as the sentence to replace; the first cites each listed source."""
    properties = schema["properties"]
    marks = "".join(f"[^{source['id']}]" for source in _value(properties["sources"], lang))
    for section in _listed_sections(properties, lang):
        yield from (
            f"## {section['title']} {{#{section['id']}}}",
            "",
            help_text(properties["sections"], lang) + marks,
            "",
        )
        marks = ""
    for section in schema["x-sections"]:
        yield from (f"## {section['label'][lang]} {{#{section['id']}}}", "", section["help"][lang] + marks, "")
        marks = ""


def _listed_sections(properties: dict[str, Schema], lang: str) -> list[dict[str, Any]]:
    """The sections that a module names in its own front matter."""
    return list(_value(properties["sections"], lang)) if "sections" in properties else []
