"""What the script of a submission form must know of one kind: its schema, terms and limits, in few bytes.

`overrides/assets/form/judge.js` reads it; `tests/forms` proves that script and checker give the same verdict.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from passerelle.content.burdens import DEEPEST, MOST_BRACKETS, MOST_CHARACTERS, MOST_LINES
from passerelle.content.loader import LONGEST_SLUG, MAX_ASSET_BYTES, MAX_DATA_BYTES, MAX_FILE_BYTES
from passerelle.content.models import BUNDLES
from passerelle.content.reader import MAX_LINE
from passerelle.content.schema import Schema, Schemas
from passerelle.content.strict_yaml import MAX_BYTES
from passerelle.content.vocabulary import Vocabularies
from passerelle.ground.locales import LOCALES
from passerelle.knowledge.checks.bodies import RESERVED_IDS
from passerelle.knowledge.checks.images import DESCRIPTION_WORTH, MAX_PIXELS
from passerelle.knowledge.checks.languages import WHOLE
from passerelle.knowledge.checks.links import PAGE_ANCHORS
from passerelle.knowledge.checks.rules import EXCHANGE_NEEDS, OFFER_MONTHS, OTHER_EXCHANGES_NEED
from passerelle.knowledge.checks.web import FREE_MAIL, PERSON, ROLE_WORDS

# Every code that the script can report.
HELD = frozenset(
    """missing-field empty-value unknown-field wrong-type wrong-value too-short too-long html-in-text bad-format bad-id
    bad-date bad-address bad-email bad-language bad-file-name bad-doi unknown-term repeated-item repeated-id
    list-too-short list-too-long out-of-range branches-or-guarantees yaml-too-large file-too-large
    hidden-character line-too-long too-many-equal-characters paragraph-too-long open-brackets nested-too-deeply
    bad-folder-name name-looks-like-a-language unknown-file-type unknown-source source-not-cited missing-section
    empty-section unknown-section section-out-of-order heading-level empty-heading heading-without-id
    bad-heading-id repeated-heading-id raw-html attribute-list reference-link footnote-definition
    fence-not-closed underlined-heading broken-link broken-anchor empty-link link-from-root link-scheme
    disguised-address address-with-password personal-email image-not-found image-not-described
    image-without-consent image-not-used image-from-elsewhere image-too-large not-what-its-name-says
    quiz-outside-module mixed-alphabets lao-spelling ends-before-it-starts draft-names-people range-upside-down
    figure-without-source offer-without-end offer-without-contact offer-too-long offer-expired original-missing
    languages-missing text-language-missing text-language-unstated""".split()
)
# What a verdict rests on; all else is for people, for pages or for translations.
_KEPT = frozenset(
    """type const anyOf properties required propertyNames items minItems maxItems uniqueItems minLength maxLength
    minProperties minimum maximum pattern x-code x-key x-vocabulary x-reference x-language-map""".split()
)


def form_rules(
    kind: str, schemas: Schemas, vocabularies: Vocabularies, *, without: Collection[str] = ()
) -> dict[str, Any]:
    """The rules of one kind, as JSON can say them.

    Args:
        kind: a kind of record, or of message to the editors.
        schemas: give the fields and the sections.
        vocabularies: give the ids to choose from.
        without: optional fields that the form never asks.

    Returns:
        `schema` without words, `terms` (ids by vocabulary, parted by spaces), and for records `sections`, `limits` (in
        bytes, characters, pixels, months) and the lists that single rules need. `additionalProperties` is left out
        where it follows: false beside `properties`, true elsewhere.
    """
    schema = {**schemas.by_kind, **schemas.messages}[kind]
    fields = {name: part for name, part in schema["properties"].items() if name not in without}
    plain = _plain({**schema, "properties": fields})
    names = sorted(set(_vocabularies(plain)))
    rules: dict[str, Any] = {"schema": plain, "terms": {name: " ".join(vocabularies[name].terms) for name in names}}
    mail = {"free": _whole(FREE_MAIL), "person": _whole(PERSON), "roles": " ".join(sorted(ROLE_WORDS))}
    rules |= {"mail": mail, "languages": " ".join(LOCALES), "limits": {}}
    if kind == "practice":
        rules |= {
            "sections": [{"id": entry["id"], "tier": entry["tier"]} for entry in schema["x-sections"]],
            "limits": {
                "file": MAX_FILE_BYTES,
                "yaml": MAX_BYTES,
                "line": MAX_LINE,
                "slug": LONGEST_SLUG,
                "picture": MAX_ASSET_BYTES,
                "pixels": MAX_PIXELS,
                "description": DESCRIPTION_WORTH,
                "characters": MOST_CHARACTERS,
                "lines": MOST_LINES,
                "brackets": MOST_BRACKETS,
                "deepest": DEEPEST,
            },
            "folders": " ".join(BUNDLES.values()),
            "reserved": " ".join(sorted(RESERVED_IDS)),
            "anchors": " ".join(sorted(PAGE_ANCHORS[kind])),
        }
    if kind == "exchange":
        rules["limits"] = {"file": MAX_DATA_BYTES, "line": MAX_LINE, "months": OFFER_MONTHS}
        needs = {**EXCHANGE_NEEDS, "other": OTHER_EXCHANGES_NEED}
        rules["needs"] = {status: " ".join(names) for status, names in needs.items()}
        rules["whole"] = " ".join(sorted(WHOLE))
    return rules


def _plain(schema: Schema) -> Schema:
    plain = {keyword: _value(keyword, value) for keyword, value in schema.items() if keyword in _KEPT and value != []}
    others = schema.get("additionalProperties", True)
    if others is not ("properties" not in schema):
        plain["additionalProperties"] = _plain(others) if isinstance(others, dict) else others
    return plain


def _value(keyword: str, value: Any) -> Any:
    if keyword == "properties":
        return {name: _plain(part) for name, part in value.items()}
    if keyword == "anyOf":
        return [_plain(branch) for branch in value]
    if keyword in {"items", "propertyNames"}:
        return _plain(value)
    return _ecma(value) if keyword == "pattern" else value


def _ecma(pattern: str) -> str:
    """A pattern for ECMA 262 with its `u` flag, which knows no needless backslash, and for Python's blanks."""
    return pattern.replace('\\"', '"').replace(r"\s", r"\s\x1c-\x1f\x85")


def _whole(pattern: re.Pattern[str]) -> str:
    return f"^(?:{pattern.pattern.removesuffix(chr(92) + 'Z')})$"


def _vocabularies(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(name := schema.get("x-vocabulary"), str):
            yield name
        for part in schema.values():
            yield from _vocabularies(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _vocabularies(part)
