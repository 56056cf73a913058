"""What the corpus cannot say of judge.js: words, rules without some fields, messages, what it leaves to the checker."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.ground.settings import PROJECT
from passerelle.scaffold.form_rules import HELD, form_rules
from tests.conftest import TODAY
from tests.forms.cases import CASES
from tests.forms.records import changed, full, offer, practice
from tests.forms.test_write import NAME, VALUE

# As in the forms: what editors add later.
UNASKED = (
    "partners places components standards software adopted_by adapted_from modules exchanges reviewers confirmed "
    "review_due changes doi"
).split()


@pytest.fixture
def judge(ask, rules):
    def call(record: dict[str, Any], own: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        whole = {"slug": "la-card", **record}
        found: list[dict[str, Any]] = ask(
            "judge", {"record": whole, "rules": own or rules[record["kind"]], "today": TODAY.isoformat()}
        )
        return found

    return call


def test_a_problem_says_where_and_in_which_words(judge):
    record = changed(
        practice("en"), {"facts.title": "Card", "facts.sources.0.url": "ftp://x", "sections.done": "<b>x</b>"}
    )
    found = judge(record)
    assert {"code": "too-short", "severity": "error", "where": ["title"], "section": "", "picture": "",
            "words": {"value": "Card", "count": 4, "limit": 10}} in found  # fmt: skip
    assert {
        "code": "raw-html",
        "severity": "error",
        "where": [],
        "section": "done",
        "picture": "",
        "words": {"value": "<b>"},
    } in found
    assert ["sources", 0, "url"] in [problem["where"] for problem in found if problem["code"] == "bad-address"]


def test_only_advice_is_a_warning(judge):
    source = {**practice("en")["facts"]["sources"][0], "id": "s2"}
    found = judge(changed(practice("en"), {"facts.sources.1": source}))
    assert [(problem["code"], problem["severity"]) for problem in found] == [("source-not-cited", "warning")]


def test_the_day_counts(ask, rules):
    record = offer("en")
    judged = {
        day: [problem["code"] for problem in ask("judge", {"record": record, "rules": rules["exchange"], "today": day})]
        for day in ("2026-04-30", "2026-05-01", "2027-05-31", "2027-06-01")
    }
    assert judged == {
        "2026-04-30": ["offer-too-long"],
        "2026-05-01": [],
        "2027-05-31": [],
        "2027-06-01": ["offer-expired"],
    }


def test_fields_that_are_not_asked_change_no_verdict(judge, schemas, vocabularies):
    rules = form_rules("practice", schemas, vocabularies, without=UNASKED)
    records = [
        case.record for case in CASES
        if case.record["kind"] == "practice" and not case.raw and not case.record["pictures"] and not case.record["facts"].keys() & set(UNASKED)
    ]  # fmt: skip
    assert len(records) > 100
    for record in records[::4]:
        assert judge(record, rules) == judge(record)


def test_messages_are_judged_by_their_schema(judge, schemas, vocabularies):
    rules = form_rules("correction", schemas, vocabularies)
    required = schemas.messages["correction"]["required"]
    missing = judge({"kind": "correction", "lang": "en", "facts": {}}, rules)
    assert {problem["where"][0] for problem in missing} == set(required)
    assert {problem["code"] for problem in missing} == {"missing-field"}


def test_links_to_other_records_are_left_to_the_checker(judge):
    """Half of `broken-link` is held: links within the record, and those that no record can ever answer."""
    other = "[a](../other/index.md) [b](../../docs/about/index.md#x) [c](../../modules/none/index.fr.md) ![A small map](../other/map.png)"
    assert not judge(changed(practice("en"), {"sections.done": other}))
    nowhere = judge(
        changed(
            practice("en"), {"sections.done": "[a](../../data/ids.yml) [b](practices/a/index.md) [c](../la-card/x.md)"}
        )
    )
    assert [problem["code"] for problem in nowhere] == ["broken-link"] * 3


@settings(max_examples=200)
@given(kind=st.sampled_from(("practice", "exchange")), facts=st.dictionaries(NAME, VALUE, max_size=5))
def test_no_answers_break_the_judge(ask, rules, kind, facts):
    record = {"kind": kind, "lang": "lo", "slug": "a", "facts": facts, "sections": {"problem": "x", "nowhere": "y"}}
    found = ask("judge", {"record": record, "rules": rules[kind], "today": "2026-11-21"})
    assert found
    assert {problem["code"] for problem in found} <= HELD


def test_it_is_fast_enough_for_every_key(node, rules):
    body = """const { judge, tidy } = await import(`${assets}/judge.js`);
      const record = tidy({ ...input.record, slug: "a", pictures: [] });
      const once = () => judge(record, input.rules, { today: "2026-11-21" });
      for (let i = 0; i < 20; i++) once();
      const start = performance.now();
      for (let i = 0; i < 20; i++) once();
      return (performance.now() - start) / 20;"""
    record = changed(full("lo"), {"sections.done": "ພາສາລາວ **ໜາ** [^s1] " * 400 + "\n\n" + "- ລາຍການ `x`\n" * 400})
    assert node(body, {"record": record, "rules": rules["practice"]}) < 30  # milliseconds; on a busy machine


def test_hostile_records_are_judged_soon(node, rules):
    body = """const { judge, tidy } = await import(`${assets}/judge.js`);
      return input.texts.map((text) => {
        const record = tidy({ kind: "practice", lang: "lo", slug: "a", pictures: [], sections: { problem: text },
          facts: { title: text, contact: { role_email: text }, owner: { name: text }, sources: [{ id: text, url: `https://${text}` }] } });
        const start = performance.now();
        judge(record, input.rules, {});
        return performance.now() - start;
      });"""
    pieces = [
        "a",
        " ",
        ".",
        "@",
        "-",
        "<",
        "[",
        "![",
        "&#x",
        "\u0e99",
        "\u0430",
        "a.",
        "a-",
        "a@",
        "x:",
        "\t",
        "![a](b)",
        "![a",
        "](b)",
    ]
    texts = [piece * (100_000 // len(piece)) + "!" for piece in pieces]
    texts += ["![a" * 15_000 + "](b)" * 15_000, "https://" + "a." * 50_000, "mailto:" + "a_" * 50_000 + "@x.org"]
    started = time.monotonic()
    times = node(body, {"texts": texts, "rules": rules["practice"]})
    assert max(times) < 2000, dict(zip((text[:10] for text in texts), times, strict=True))
    assert time.monotonic() - started < 60


def test_the_modules_need_nothing_of_a_browser():
    for name in ("text", "scan", "schema", "links", "judge", "write", "zip"):
        text = (PROJECT / "overrides/assets/form" / f"{name}.js").read_text("utf-8")
        assert not re.search(r"\b(window|navigator|localStorage|fetch|import)\b[.(]|\bdocument\.\w", text)
        assert not re.search(r"\(\?<|^import .* as ", text, re.MULTILINE)  # lookbehind: phones of before 2023
