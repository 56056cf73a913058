"""Questions of a submission form, from the schema of what it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from passerelle.content.schema import Schema
from passerelle.ground.locales import language_name, sort_key
from passerelle.scaffold.texts import example, help_text, label, vocabulary_of
from passerelle.views.edition import Edition
from passerelle.views.form_models import Input, Option

_ONE_LINE = 200  # characters; what may be longer gets a box of several lines
_LINES, _FLAT_LINES = 5, 3
_NEED = {"snapshot": "now", "full": "later"}
_LANGUAGES = "ar am bn en es fr hi id kk km ky lo mn ms my ne pt ru so sw tg th tr uk ur uz vi zh".split()
_PREFIXES = {"sources": "s", "results": "r", "items": "i", "media": "picture-"}
_UNKNOWN = "unknown"


class Inputs:
    """Makes the questions of one kind in one language."""

    def __init__(self, edition: Edition, schema: Schema, only: Mapping[str, list[str]] | None = None) -> None:
        """`only` names, for a field, the terms that the form offers of its vocabulary."""
        self._edition, self._schema, self._only = edition, schema, only or {}
        self._locale = edition.locale

    def field(self, name: str) -> Input:
        """The question of a field of the record."""
        part = self._schema["properties"][name]
        made = self._input(name, part, self._need(name, part))
        if name in self._only:
            made = replace(made, options=tuple(one for one in made.options if one.value in self._only[name]))
        return made

    def section(self, name: str) -> Input:
        """The question of a section of the body."""
        entry = next(entry for entry in self._schema["x-sections"] if entry["id"] == name)
        return Input(
            name,
            "long",
            entry["label"][self._locale],
            entry["help"][self._locale],
            section=True,
            rows=8,
            least=int(entry.get("minWords", 0)),
            need=(need := _NEED.get(entry["tier"], "")),
            badge=self._badge(need),
        )

    def _need(self, name: str, part: Schema) -> str:
        return "now" if name in self._schema["required"] else _NEED.get(str(part.get("x-tier", "")), "")

    def _badge(self, need: str) -> str:
        return self._edition.say(f"form.{need}") if need else ""

    def _input(self, name: str, schema: Schema, need: str) -> Input:
        unknown, part = without_unknown(schema)
        shown = {**part, **{key: value for key, value in schema.items() if key.startswith("x-")}}
        made = self._widget(name, shown)
        if made.prefix == "bare":  # its one question speaks for it
            made = replace(made, children=(replace(made.children[0], need=need, badge=self._badge(need)),))
        return replace(
            made,
            label=made.label or label(shown, self._locale),
            help=made.help or help_text(shown, self._locale),
            unknown=unknown,
            example=self._example(made, shown),
            need=need,
            badge=self._badge(need),
        )

    def _example(self, made: Input, schema: Schema) -> str:
        found = example(schema, self._locale)
        return found if isinstance(found, str) and made.widget in {"text", "long"} else ""

    def _widget(self, name: str, schema: Schema) -> Input:
        if schema.get("x-language-map"):
            return self._in_one_language(name, schema)
        kind = schema.get("type")
        if kind == "array":
            return self._list(name, schema)
        if kind == "object":
            return self._object(name, schema)
        if kind == "boolean":
            return Input(name, "tick", "")
        return self._leaf(name, schema)

    def _leaf(self, name: str, schema: Schema) -> Input:
        if schema.get("x-reference") == "source":
            return Input(name, "source", "")
        if schema.get("type") in {"number", "integer"}:
            return Input(name, "number", "")
        if schema.get("x-vocabulary") == "country":
            return Input(name, "country", "")
        if options := self._choices(schema):
            return Input(name, "select", "", options=options)
        return self._text(name, schema)

    def _choices(self, schema: Schema) -> tuple[Option, ...]:
        """What a field is chosen from, () when it is typed."""
        if "x-vocabulary" in schema:
            return self._options(schema)
        return self._languages() if schema.get("x-code") == "bad-language" else ()

    def _text(self, name: str, schema: Schema) -> Input:
        least, most = int(schema.get("minLength", 0)), int(schema.get("maxLength", 0))
        if most > _ONE_LINE and schema.get("format") != "uri":
            flat = r"\n" in schema.get("pattern", "")
            return Input(name, "long", "", flat=flat, rows=_FLAT_LINES if flat else _LINES, least=least, most=most)
        return Input(name, "text", "", least=least, most=most if least > 1 else 0)

    def _list(self, name: str, schema: Schema) -> Input:
        item = schema["items"]
        vocabulary = item.get("x-vocabulary")
        if vocabulary and vocabulary != "country":
            return Input(name, "checks", "", options=self._options(schema))
        if item.get("type") == "number":
            return Input(name, "range", "")
        if "properties" not in item:
            return Input(name, "rows", "", children=(replace(self._leaf("", item), label=label(item, self._locale)),))
        children, more = self._members(item, str(schema.get("x-key", "")), name)
        return Input(name, "picture" if name == "media" else "rows", "", children=children, more=more)

    def _object(self, name: str, schema: Schema) -> Input:
        if "propertyNames" in schema:
            choices = self._options(schema["additionalProperties"])
            return Input(name, "map", "", options=self._options(schema), choices=choices)
        children, more = self._members(schema, "", name)
        return Input(name, "group", "", children=children or more, more=more if children else ())

    def _members(self, schema: Schema, key: str, owner: str) -> tuple[tuple[Input, ...], tuple[Input, ...]]:
        """Questions of an object: those that must be answered, and the others."""
        needed: list[Input] = []
        others: list[Input] = []
        for name, part in schema["properties"].items():
            if part.get("x-reference") not in {None, "source"} or references(part):
                continue  # other records are linked by editors
            if (name == key == "id") or (owner == "media" and name == "file"):
                needed.append(Input(name, "auto", "", prefix=_PREFIXES.get(owner, "r")))
                continue
            made = self._input(name, part, "now" if name in schema.get("required", ()) else "")
            if made.widget == "tick" and made.need:
                made = replace(made, always=True)
            if (owner, name) == ("owner", "name"):
                made = replace(made, widget="institution")
            # Inside an answer everything is needed; what is not needs the word.
            (needed if made.need else others).append(replace(made, need="", badge=""))
        return tuple(needed), tuple(others)

    def _in_one_language(self, name: str, schema: Schema) -> Input:
        """A text that other languages join later: asked in the language of the form."""
        part = schema["properties"][self._locale]
        shown = replace(self._leaf(self._locale, part), label=label(schema, self._locale))
        found = example({**part, **schema}, self._locale)
        inner = replace(shown, help=help_text(schema, self._locale), example=found if isinstance(found, str) else "")
        return Input(name, "group", "", children=(inner,), prefix="bare")

    def _languages(self) -> tuple[Option, ...]:
        """Languages in which sources about our countries are written; unlike the field, the form needs no codes."""
        names = [Option(code, language_name(code, self._locale)) for code in _LANGUAGES]
        return (
            *sorted(names, key=lambda option: sort_key(option.label)),
            Option(_UNKNOWN, self._edition.say("value.unknown")),
        )

    def _options(self, schema: Schema) -> tuple[Option, ...]:
        vocabulary = vocabulary_of(schema, self._edition.catalogue.tree.vocabularies)
        assert vocabulary is not None
        return tuple(Option(term.id, term.label(self._locale)) for term in vocabulary)


def references(schema: Schema) -> bool:
    """Whether a list holds ids of other records."""
    return schema.get("type") == "array" and schema["items"].get("x-reference") not in {None, "source"}


def without_unknown(schema: Schema) -> tuple[bool, Schema]:
    """Whether "unknown" is an answer, and the schema of the others; of several forms an object comes last."""
    branches: list[Schema] = list(schema.get("anyOf", ()))
    if not branches:
        return False, schema
    others = [branch for branch in branches if branch.get("const") != _UNKNOWN]
    return len(others) < len(branches), others[-1]


def walk(inputs: tuple[Input, ...]) -> Iterator[Input]:
    """Questions and all questions inside them."""
    for entry in inputs:
        yield entry
        yield from walk(entry.children)
        yield from walk(entry.more)


def asked(form: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Names of the fields and of the sections that a form of `data/submission.yml` asks."""
    fields = [name for step in form["steps"] for name in step.get("fields", ())]
    return fields, [name for step in form["steps"] for name in step.get("sections", ())]
