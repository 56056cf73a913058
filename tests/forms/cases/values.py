"""Facts against the schema: how single values and lists are written."""

from __future__ import annotations

from tests.forms.cases.case import ITEM, PHOTO, Cases
from tests.forms.records import BASES, DROP

CASES = Cases()

CASES.several(
    "bad-format",
    ("two lines in a title", {"facts.title": "One card\nfor all"}),
    ("currency", {"facts.costs": {**BASES["full"]("en")["facts"]["costs"], "items": [{"id": "i", "what": "Card", "amount": "1", "currency": "usd", "year": "2020", "source": "s1"}]}}),
    ("two lines in a note", {"facts.evidence.note": "a\r\nb"}),
)  # fmt: skip
CASES.several(
    "bad-id",
    ("capital", {"facts.sources.0.id": "S1"}),
    ("blank", {"facts.sources.0.id": "s 1"}),
    ("record", {"facts.id": "LA-1"}),
    ("letters of other scripts", {"facts.sources.0.id": "ລາວ"}),
)
CASES.add("bad-id", "exchange", {"facts.id": "X-24-1"}, "offer")
CASES.several(
    "bad-date",
    ("month 13", {"facts.start": "2021-13"}),
    ("no such day", {"facts.sources.0.date": "2023-02-29"}),
    ("31 April", {"facts.sources.0.date": "2024-04-31"}),
    ("other century", {"facts.start": "1899"}),
    ("words", {"facts.start": "March 2021"}),
    ("day for a month", {"facts.start": "2021-03-01"}),
    ("Lao digits", {"facts.start": "໒໐໒໑"}),
)
CASES.add("bad-date", "a line end behind", {"facts.sources.0.date": "2021\n"}, raw=True)
CASES.add("bad-date", "deadline", {"facts.demand.deadline": "soon"}, "request")
CASES.add("bad-date", "until", {"facts.valid_until": "2027/05"}, "offer")
CASES.several(
    "bad-address",
    ("script", {"facts.sources.0.url": "javascript:alert(1)"}),
    ("no scheme", {"facts.sources.0.url": "www.example.org"}),
    ("blank", {"facts.sources.0.url": "https://www.example.org/a b"}),
    ("no domain", {"facts.sources.0.url": "https://localhost/"}),
    ("port", {"facts.sources.0.url": "https://www.example.org:99999/"}),
    ("brackets", {"facts.sources.0.url": "https://[::1]/"}),
    ("dots only", {"facts.sources.0.url": "https://..../"}),
    ("a name that folds to a path", {"facts.sources.0.url": "https://exam℀ple.org/"}),
    ("in a note", {"facts.evidence.note": "https://nowhere see there"}),
)
CASES.says("bad-address", "[x](https://local)", "<http://a:b@c:d>", "[x](https://www.example.org:port/)")
CASES.several(
    "bad-email",
    ("no domain", {"facts.contact.role_email": "info@"}),
    ("blank", {"facts.contact.role_email": "info @ministry.example"}),
    ("two", {"facts.contact.role_email": "a@b.example, c@d.example"}),
    ("Cyrillic", {"facts.contact.role_email": "инфо@ministry.example"}),
    base="full",
)
CASES.several(
    "bad-language",
    ("name", {"facts.sources.0.language": "Lao"}),
    ("word", {"facts.sources.0.language": "ລາວ"}),
    ("none", {"facts.sources.0.language": "-"}),
)
CASES.add("bad-language", "working language", {"facts.languages.working": ["english"]}, "offer")
CASES.add("bad-doi", "other prefix", {"facts.doi": "11.1/x"})
CASES.add("bad-doi", "address", {"facts.doi": "https://doi.org/10.1234/x"})
CASES.several(
    "bad-file-name",
    ("capital", {"facts.media.0.file": "Photo.jpg"}),
    ("other type", {"facts.media.0.file": "photo.svg"}),
    ("path", {"facts.media.0.file": "../photo.jpg"}),
    base="full",
)
CASES.add("bad-file-name", "file", {"pictures.0.file": "My_photo.jpg"}, "full")
CASES.add("bad-file-name", "Lao file", {"pictures.0.file": "ຮູບ.jpg"}, "full")
CASES.several(
    "unknown-term",
    ("maturity", {"facts.maturity": "pilott"}),
    ("country", {"facts.countries": ["LA", "Laos"]}),
    ("small letters", {"facts.countries": ["la"]}),
    ("two ids", {"facts.cycle": ["delivery planning"]}),
    ("label", {"facts.phases": ["Intake"]}),
    ("target", {"facts.sdg_targets.0.target": "1.33"}),
    ("key", {"facts.preconditions": {"uniqueid": "required"}}),
    ("need", {"facts.preconditions": {"unique-id": "yes"}}),
    ("licence", {"facts.licence": "free"}),
    ("status", {"facts.status": "final"}),
    ("inside the owner", {"facts.owner.type": "Ministry"}),
)
CASES.add("unknown-term", "status of an exchange", {"facts.status": "open"}, "offer")
CASES.add("unknown-term", "state", {"facts.text_states": {"en": "good"}}, "offer", "en")
CASES.add("unknown-term", "mode", {"facts.mode": "by bus"}, "request")
CASES.add("unknown-term", "nothing chosen", {"facts.maturity": ""}, raw=True)
CASES.several(
    "repeated-item",
    ("country", {"facts.countries": ["LA", "KE", "LA"]}),
    ("mappings", {"facts.cycle": [{"a": "x", "b": "y"}, {"b": "y", "a": "x"}]}),
    ("truth and text", {"facts.blocks": [True, "true", True]}),
)
CASES.add("repeated-item", "language", {"facts.languages.working": ["en", "fr", "en"]}, "offer")
CASES.several(
    "repeated-id",
    ("sources", {"facts.sources.1": {**ITEM, "id": "s1"}}),
    ("targets", {"facts.sdg_targets.1": {"target": "1.3", "why": "Again."}}),
)
CASES.add("repeated-id", "pictures", {"facts.media.1": {**PHOTO, "id": "picture-1", "file": "picture-1.jpg"}}, "full")
CASES.add("list-too-short", "range", {"facts.costs.setup_usd": ["1"]}, "full")
CASES.add("list-too-short", "nothing ticked", {"facts.countries": []}, raw=True)
CASES.add("list-too-short", "no sources", {"facts.sources": []}, raw=True)
CASES.add("list-too-long", "range", {"facts.costs.yearly_usd": ["1", "2", "3"]}, "full")
CASES.add("list-too-long", "words too", {"facts.costs.setup_usd": ["1", "2", "x"]}, "full")
CASES.add("out-of-range", "version", {"facts.version": "0"})
CASES.add("out-of-range", "both ways wrong", {"facts.version": "0.5"})
CASES.add("out-of-range", "negative costs", {"facts.costs.setup_usd": ["-1", "2"]}, "full")
CASES.add("out-of-range", "amount", {"facts.costs.items.0.amount": "-0.01"}, "full")
CASES.add("branches-or-guarantees", "neither", {"facts.branches": DROP})
CASES.add("branches-or-guarantees", "empty", {"facts.branches": []})
CASES.add("branches-or-guarantees", "nothing but an id", {"facts": {"id": "new"}})
