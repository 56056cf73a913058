"""Judges front matter and data by the schemas and the vocabularies."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from passerelle.content.quick import accepts
from passerelle.content.schema import Schemas
from passerelle.content.strict_yaml import Parsed
from passerelle.content.vocabulary import Vocabularies
from passerelle.ground.problems import Problem

if TYPE_CHECKING:
    from passerelle.content.validator import Validator


class Judge:
    """A quick yes first; what it does not accept goes to the full validator."""

    def __init__(self, schemas: Schemas, vocabularies: Vocabularies) -> None:
        self.schemas, self.vocabularies = schemas, vocabularies
        forms = {(kind, False): schema for kind, schema in schemas.by_kind.items()}
        forms |= {(kind, True): schema for kind, schema in schemas.translations.items()}
        self._quick = {form: accepts(schema, vocabularies) for form, schema in forms.items()}

    @cached_property
    def _validator(self) -> Validator:
        # jsonschema takes a quarter of a second to import, and a tree without mistakes has no need of it.
        from passerelle.content.validator import Validator  # noqa: PLC0415

        return Validator(self.schemas, self.vocabularies)

    def judge(self, kind: str, parsed: Parsed, path: str, *, translation: bool = False) -> list[Problem]:
        """All problems of one mapping, each on the line of the value it is about."""
        if self._quick[kind, translation](parsed.data):
            return []
        return self.judge_fully(kind, parsed, path, translation=translation)

    def judge_fully(self, kind: str, parsed: Parsed, path: str, *, translation: bool = False) -> list[Problem]:
        """The same without the quick yes."""
        return self._validator.problems(kind, parsed, path, translation=translation)
