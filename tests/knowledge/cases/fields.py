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
    Case("missing-field", swap(EN, "maturity: pilot\n", ""), ""),
    Case("empty-value", field("maturity", ""), ""),
    Case("unknown-field", swap(EN, "summary: ", "sumary: "), ""),
    Case("unquoted-comma", swap(EN, "why: It widens who", "why: In time, it widens who"), ""),
    Case("fact-in-translation", swap(FR, "lang: fr\n", "lang: fr\nmaturity: pilot\n"), ""),
    Case("wrong-type", field("countries", "LA"), ""),
    Case("wrong-value", field("type", "module"), ""),
    Case("too-short", field("title", "Card"), ""),
    Case("too-long", field("title", "card " * 40), ""),
    Case("html-in-text", field("title", "One card <script>alert(1)</script>"), ""),
    Case("bad-format", swap(COUNTRY, "income: unknown", "income: unknown\ntime_zone: nowhere"), ""),
    Case("bad-id", field("id", "LA-1"), ""),
    Case("bad-date", field("start", "2021-13"), ""),
    Case("bad-address", swap(EN, '"https://www.example.org/form"', '"javascript:alert(1)"'), ""),
    Case("bad-email", swap(OFFICE, "country: LA", 'country: LA\nrole_email: "info@"'), ""),
    Case("bad-language", swap(COUNTRY, "languages: [lo]", "languages: [Lao]"), ""),
    Case("bad-doi", field("version", "1\ndoi: 11.1/x"), ""),
    Case("unknown-term", field("maturity", "pilott"), ""),
    Case("repeated-item", field("cycle", "[delivery, planning, delivery]"), ""),
    Case("repeated-id", swap(MODULE, "  - {id: check, title", "  - {id: start, title"), ""),
    Case("list-too-short", field("cycle", "[]"), ""),
    Case("list-too-long", swap(EN, "[1000, 2000]", "[1000, 2000, 3000]"), ""),
    Case("out-of-range", field("version", "0"), ""),
    Case("branches-or-guarantees", swap(KE, "guarantees: [children]\n", ""), ""),
    Case("ends-before-it-starts", field("end", "2021-02"), ""),
    Case("range-upside-down", swap(EN, "[1000, 2000]", "[2000, 1000]"), ""),
    Case("figure-without-source", swap(EN, "months_to_first_use: 6, source: s1", "months_to_first_use: 6"), ""),
    Case("minutes-do-not-add-up", swap(MODULE, "class: 45", "class: 60"), ""),
    Case("draft-names-people", field("version", "1\nconfirmed: 2026-05"), ""),
)
