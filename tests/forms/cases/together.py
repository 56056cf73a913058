"""Facts that hang together, references inside a record, and files as a whole."""

from __future__ import annotations

from tests.forms.cases.case import ITEM, Cases, more
from tests.forms.records import DROP

LONG = "a b " * 5_100  # longer than a line may be
CASES = Cases()

CASES.add("ends-before-it-starts", "practice", {"facts.end": "2021-02"})
CASES.add("ends-before-it-starts", "by the year", {"facts.end": "2020"})
CASES.add("ends-before-it-starts", "exchange", {"facts.end": "2027-01-14"}, "request")
CASES.add("range-upside-down", "whole", {"facts.costs.setup_usd": ["2000", "1000"]}, "full")
CASES.add("range-upside-down", "fractions", {"facts.costs.yearly_usd": ["0.2", "0.10"]}, "full")
CASES.add(
    "range-upside-down",
    "beyond doubles",
    {"facts.costs.setup_usd": ["999999999999999999", "999999999999999998"]},
    "full",
)
CASES.add("figure-without-source", "costs", {"facts.costs.source": DROP}, "full")
CASES.add(
    "figure-without-source",
    "one figure",
    {
        "facts.costs": {
            "setup_usd": "unknown",
            "yearly_usd": "unknown",
            "staff_fte": "1",
            "months_to_first_use": "unknown",
        }
    },
)
CASES.add("draft-names-people", "contact", {"facts.status": "draft-from-public-sources"}, "full")
CASES.add(
    "draft-names-people", "confirmed", {"facts.status": "draft-from-public-sources", "facts.confirmed": "2026-01"}
)
CASES.add("offer-without-end", "offer", {"facts.valid_until": DROP}, "offer")
CASES.add("offer-without-end", "request", {"facts.valid_until": ["2027"]}, "request")
CASES.add("offer-without-contact", "offer", {"facts.contact": DROP}, "offer")
CASES.add("offer-without-contact", "request", {"facts.contact": {"office": ""}}, "request")
CASES.add("offer-too-long", "offer", {"facts.valid_until": "2027-12"}, "offer")
CASES.add("offer-too-long", "request", {"facts.valid_until": "2028"}, "request")
CASES.add("offer-expired", "offer", {"facts.valid_until": "2026-10-31"}, "offer")
CASES.add("offer-expired", "request", {"facts.valid_until": "2025"}, "request")
CASES.add("original-missing", "machine", {"facts.text_states": {"en": "machine"}}, "offer", "en")
CASES.add("original-missing", "human", {"facts.text_states": {"lo": "human"}}, "request", "lo")
CASES.add("languages-missing", "done", {"facts.status": "done"}, "offer")
CASES.add("languages-missing", "planned", {"facts.status": "planned"}, "request")
CASES.add("text-language-missing", "summary", {"facts.title.en": "One", "facts.title.fr": "Deux"}, "offer", "en")
CASES.add(
    "text-language-missing",
    "inside",
    {"facts.title": {"lo": "x", "ru": "y"}, "facts.summary": {"lo": "x", "ru": "y"}},
    "request",
    "lo",
)
CASES.add("text-language-unstated", "summary", {"facts.summary.ru": "Текст"}, "offer", "fr")
CASES.add("text-language-unstated", "inside", {"facts.demand.who.en": "Office"}, "request", "ru")

# References inside the record.
CASES.add("unknown-source", "result", {"facts.results.0.source": "s9"}, "full")
CASES.add("unknown-source", "costs", {"facts.costs.source": "S1"}, "full")
CASES.add("unknown-source", "nothing listed", {"facts.sources": DROP})
CASES.says("unknown-source", "Text.[^s2]", "Text.[^]", "Text.[^ s1]", "`code`[^a b]", "**Bold[^x]** text")
CASES.add("unknown-source", "heading", {"sections.teach": "### Heading[^s3] {#heading}"})
CASES.add("source-not-cited", "second", {"facts.sources.1": ITEM})
CASES.add("source-not-cited", "all", {"sections": {"problem": "a", "done": "b", "results": "c", "did-not-work": "d"}})
CASES.add("source-not-cited", "in code only", {"facts.sources.1": ITEM, "sections.done": more("`[^s2]`")})

CASES.add("yaml-too-large", "note", {"facts.evidence.note": "x" * 16_400})
CASES.add("yaml-too-large", "Lao", {"facts.adaptation": {"population": "ນ້ຳ" * 1_800}})
CASES.add("yaml-too-large", "many sources", {"facts.sources": [{**ITEM, "id": f"s{number}"} for number in range(200)]})
CASES.add("line-too-long", "body", {"sections.done": more(LONG)})
CASES.add("line-too-long", "two sections", {"sections.done": LONG, "sections.results": LONG})
CASES.add("line-too-long", "exchange", {"facts.summary.en": "x " * 10_001}, "offer", "en")
CASES.add("bad-folder-name", "blank", {"slug": "a b"})
CASES.add("bad-folder-name", "capital", {"slug": "LA-card"})
CASES.add("bad-folder-name", "long", {"slug": "a" * 81})
