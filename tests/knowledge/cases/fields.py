"""Front matter and data against the schemas."""

from __future__ import annotations

from tests.knowledge.cases.breaking import (
    COUNTRY,
    EN,
    FR,
    KE,
    MODULE,
    OFFICE,
    Case,
    field,
    swap,
)

CASES = (
    Case("missing-field", swap(EN, "maturity: pilot\n", ""), "practices/la-first/index.en.md:1:1 maturity"),
    Case("empty-value", field("maturity", ""), "practices/la-first/index.en.md:15:10 maturity"),
    Case(
        "unknown-field",
        swap(EN, "summary: ", "sumary: "),
        "practices/la-first/index.en.md:6:1 sumary",
        also=frozenset({"missing-field", "translates-nothing"}),
    ),
    Case(
        "unquoted-comma",
        swap(EN, "why: It widens who", "why: In time, it widens who"),
        "practices/la-first/index.en.md:24:35 sdg_targets.1.it widens who is covered.",
    ),
    Case(
        "fact-in-translation",
        swap(FR, "lang: fr\n", "lang: fr\nmaturity: pilot\n"),
        "practices/la-first/index.fr.md:3:1 maturity",
    ),
    Case("wrong-type", field("countries", "LA"), "practices/la-first/index.en.md:7:12 countries"),
    Case("wrong-value", field("type", "module"), "practices/la-first/index.en.md:3:7 type"),
    Case("too-short", field("title", "Card"), "practices/la-first/index.en.md:5:8 title"),
    Case("too-long", field("title", "card " * 40), "practices/la-first/index.en.md:5:8 title"),
    Case(
        "html-in-text", field("title", "One card <script>alert(1)</script>"), "practices/la-first/index.en.md:5:8 title"
    ),
    Case(
        "bad-format",
        swap(COUNTRY, "income: unknown", "income: unknown\ntime_zone: nowhere"),
        "data/countries/la.yml:6:12 time_zone",
    ),
    Case(
        "bad-id",
        field("id", "LA-1"),
        "practices/la-first/index.en.md:2:5 id",
        also=frozenset({"id-lost", "id-not-registered", "unknown-practice"}),
    ),
    Case("bad-date", field("start", "2021-13"), "practices/la-first/index.en.md:13:8 start"),
    Case(
        "bad-address",
        swap(EN, '"https://www.example.org/form"', '"javascript:alert(1)"'),
        "practices/la-first/index.en.md:31:69 components.form.url",
    ),
    Case(
        "bad-email",
        swap(OFFICE, "country: LA", 'country: LA\nrole_email: "info@"'),
        "data/partners/office.yml:5:13 role_email",
    ),
    Case(
        "bad-language", swap(COUNTRY, "languages: [lo]", "languages: [Lao]"), "data/countries/la.yml:4:13 languages.1"
    ),
    Case("bad-doi", field("version", "1\ndoi: 11.1/x"), "practices/la-first/index.en.md:44:6 doi"),
    Case("unknown-term", field("maturity", "pilott"), "practices/la-first/index.en.md:15:11 maturity"),
    Case(
        "repeated-item",
        field("cycle", "[delivery, planning, delivery]"),
        "practices/la-first/index.en.md:17:29 cycle.3",
    ),
    Case(
        "repeated-id",
        swap(MODULE, "  - {id: check, title", "  - {id: start, title"),
        "modules/first-module/index.en.md:22:10 sections.start.id",
        also=frozenset({"section-not-listed", "translates-nothing"}),
    ),
    Case("list-too-short", field("cycle", "[]"), "practices/la-first/index.en.md:17:8 cycle"),
    Case(
        "list-too-long",
        swap(EN, "[1000, 2000]", "[1000, 2000, 3000]"),
        "practices/la-first/index.en.md:28:20 costs.setup_usd",
    ),
    Case("out-of-range", field("version", "0"), "practices/la-first/index.en.md:43:10 version"),
    Case(
        "branches-or-guarantees",
        swap(KE, "guarantees: [children]\n", ""),
        "practices/ke-second/index.fr.md:1:1 branches",
    ),
    Case("ends-before-it-starts", field("end", "2021-02"), "practices/la-first/index.en.md:14:6 end"),
    Case(
        "range-upside-down",
        swap(EN, "[1000, 2000]", "[2000, 1000]"),
        "practices/la-first/index.en.md:28:20 costs.setup_usd",
    ),
    Case(
        "figure-without-source",
        swap(EN, "months_to_first_use: 6, source: s1", "months_to_first_use: 6"),
        "practices/la-first/index.en.md:28:8 costs",
    ),
    Case(
        "minutes-do-not-add-up",
        swap(MODULE, "class: 45", "class: 60"),
        "modules/first-module/index.en.md:15:28 minutes.class",
    ),
    Case(
        "draft-names-people",
        field("version", "1\nconfirmed: 2026-05"),
        "practices/la-first/index.en.md:44:12 confirmed",
    ),
)
