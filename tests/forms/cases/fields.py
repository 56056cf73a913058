"""Facts against the schema: what is missing, of another kind, too short or too long."""

from __future__ import annotations

from tests.forms.cases.case import ITEM, Cases
from tests.forms.records import DROP

CASES = Cases()

CASES.several(
    "missing-field",
    ("no title", {"facts.title": DROP}),
    ("no part", {"facts.sources.0.publisher": DROP}),
    ("no facts at all", {"facts": {}}),
    ("blanks only", {"facts.evidence.note": " \t\n"}),
    ("an empty list", {"facts.countries": [], "facts.authors": [{}]}),
)
CASES.add("missing-field", "half of the costs", {"facts.costs.staff_fte": DROP}, "full")
CASES.add("missing-field", "an offer without a giver", {"facts.provider": DROP}, "offer")
CASES.add("missing-field", "a request without an asker", {"facts.recipient": {}}, "request")
CASES.add("missing-field", "an exchange without status", {"facts.status": DROP}, "offer")
CASES.add("missing-field", "a status that is a word of JavaScript", {"facts.status": "constructor"}, "offer")
CASES.several(
    "empty-value",
    ("text", {"facts.title": ""}),
    ("id", {"facts.sources.0.id": ""}),
    ("two ids", {"facts.sources.0.id": "", "facts.sources.1": {**ITEM, "id": ""}}),
    ("pattern alone", {"facts.sources.0.language": ""}),
    ("mapping", {"facts.preconditions": {}}),
    raw=True,
)
CASES.several(
    "empty-value",
    ("nothing to be seen", {"facts.title": "\u200b" * 12}),
    ("Hangul filler", {"facts.owner.name": "\u3164\u3164"}),
    ("a soft hyphen", {"facts.sources.0.publisher": "\u00ad"}),
)
CASES.add("empty-value", "language map", {"facts.title": {}}, "offer", raw=True)
CASES.several(
    "unknown-field",
    ("top", {"facts.sumary": "x"}),
    ("inside", {"facts.owner.adress": "x"}),
    ("odd names", {"facts.evidence.a b: c": "x", 'facts.evidence."': "y", "facts.evidence.constructor": "z"}),
    ("a mapping", {"facts.extra": {"a": ["b", {"c": "d"}], "e": {"f": {"g": "h"}}}}),
    ("other languages", {"facts.ຫົວຂໍ້": "x", "facts.название": "y"}),
)
CASES.add("unknown-field", "a language that the site has not", {"facts.title.de": "Titel"}, "offer")
CASES.several(
    "wrong-type",
    ("text for a list", {"facts.countries": "LA"}),
    ("list for a text", {"facts.title": ["x"]}),
    ("text for a mapping", {"facts.evidence": "e0"}),
    ("mapping for a text", {"facts.summary": {"en": "x"}}),
    ("truth for a text", {"facts.maturity": True}),
    ("list for an answer of several forms", {"facts.start": ["2021"]}),
    ("list for an owner", {"facts.owner": ["x"]}),
    ("version in words", {"facts.version": "one"}),
    ("version with a fraction", {"facts.version": "1.0"}),
    ("a list of lists", {"facts.sources": [["a"], [{"b": "c"}, "d"], "e"]}),
    ("costs as a list", {"facts.costs": ["x"]}),
)
CASES.several(
    "wrong-type",
    ("comma", {"facts.results.0.after": "12,5"}),
    ("blank", {"facts.results.0.after": "12 500"}),
    ("leading zero", {"facts.results.0.after": "012"}),
    ("exponent", {"facts.results.0.after": "1e6"}),
    ("Lao digits", {"facts.results.0.after": "໑໒"}),
    ("too many digits", {"facts.results.0.after": "1234567890123456789"}),
    ("plus", {"facts.costs.staff_fte": "+2"}),
    ("text for a range", {"facts.costs.setup_usd": "1000"}),
    ("text for truth", {"facts.contact.public": "yes"}),
    base="full",
)
CASES.add("wrong-value", "another type", {"facts.type": "module"})
CASES.add("wrong-value", "a list as type", {"facts.type": ["practice"]})
CASES.add("wrong-value", "a capital", {"facts.type": "Practice"})
CASES.several(
    "too-short",
    ("title", {"facts.title": "Nine lett"}),
    ("decomposed", {"facts.title": "e\u0301" * 9}),
    ("summary", {"facts.summary": "x" * 159}),
    ("also not allowed", {"facts.title": "a<b"}),
)
CASES.add("too-short", "alternative text", {"facts.media.0.alt": "Map"}, "full")
CASES.add("too-short", "indicator", {"facts.results.0.indicator": "ab"}, "full")
CASES.several(
    "too-long",
    ("title", {"facts.title": "é" * 141}),
    ("summary", {"facts.summary": "😀" * 301}),
    ("Lao", {"facts.title": "ນ້ຳ" * 47}),
    ("address", {"facts.sources.0.url": "https://www.example.org/" + "a" * 2000}),
    ("author", {"facts.authors.0.name": "x" * 121}),
)
CASES.several(
    "html-in-text",
    ("tag", {"facts.title": "One card <script>alert(1)</script>"}),
    ("sign", {"facts.evidence.note": "a > b"}),
    ("owner", {"facts.owner.name": "<Ministry>"}),
    ("in a text of several lines", {"facts.adaptation": {"transfer": "a\n<b>"}}),
)
CASES.add("html-in-text", "language map", {"facts.title.en": "<b>x</b>"}, "offer", "en")
