from __future__ import annotations

import json
import re

import pytest

RECORDS = ["data/countries/la.yml", "practices/la-new"]
ENTRY = {
    "record": "practices/la-new",
    "lang": "lo",
    "html": 11_830,
    "before": 11_706,
    "pictures": 152_400,
    "limit": 12_400,
}


def entry(**changes):
    return {**ENTRY, **changes}


def parsed(weights, entries, records=RECORDS):
    return weights.parse_weights(json.dumps(entries).encode(), records)


def shown(weights, script, entries, lang="en", records=RECORDS):
    return weights.table(parsed(weights, entries, records), script.words(lang))


def test_a_record_is_a_line_with_its_languages(weights, script):
    text = shown(
        weights,
        script,
        [
            entry(),
            entry(lang="en", html=9_615, before=9_615, limit=10_400),
            entry(lang="fr", html=300, before=1_500, limit=None),
            entry(lang="ru", html=12_700, before=None, limit=12_600),
        ],
    )
    assert "| | English | Français | ລາວ | Русский | pictures |\n|---|--:|--:|--:|--:|--:|\n" in text
    assert "| `practices/la-new` | 9.6 | 0.30 (−1.2) | 11.8 (+0.12) | **12.7** | 152.4 |\n" in text
    assert "| limit of a practice | 10.4 | – | 12.4 | 12.6 | |\n" in text
    assert text.endswith("Could it be shorter?\n")


def test_numbers_have_the_signs_of_the_language(weights, script):
    assert "| 11,8 (+0,12) |" in shown(weights, script, [entry()], "lo")
    assert "ຕົວໜາ" not in shown(weights, script, [entry()], "lo")


def test_records_stand_in_the_order_of_the_change_and_only_some(weights, script):
    records = [f"practices/a{number:03}" for number in range(400)]
    text = shown(weights, script, [entry(record=record) for record in reversed(records)], records=records)
    assert re.findall(r"a\d{3}", text) == [f"a{number:03}" for number in range(weights.MAX_RECORDS)]
    assert "and 380 more records" in text


def test_what_has_no_limit_has_no_line_for_it(weights, script):
    assert "limit" not in shown(weights, script, [entry(record="data/countries/la.yml", limit=None)])


def test_without_weights_there_is_no_section(weights, script):
    assert shown(weights, script, []) == ""


@pytest.mark.parametrize(
    "forged",
    [
        None,
        7,
        "x",
        [],
        [[[[]]]],
        {},
        entry(record="practices/other"),
        entry(record="practices/la-new | <b>@octocat</b>"),
        entry(record=["practices/la-new"]),
        entry(record=None),
        entry(lang="de"),
        entry(lang="@octocat"),
        entry(lang=["lo"]),
        entry(html="11830"),
        entry(html=11_830.0),
        entry(html=True),
        entry(html=-1),
        entry(html=10**9),
        entry(html=10**300),
        entry(html=None),
        entry(html={"a": {"b": 1}}),
        entry(pictures="`x`"),
        entry(pictures=None),
    ],
)
def test_a_forged_entry_is_left_out(weights, forged):
    assert parsed(weights, [forged]) == {}
    assert list(parsed(weights, [forged, ENTRY])["practices/la-new"]) == ["lo"]


@pytest.mark.parametrize("name", ["before", "limit"])
@pytest.mark.parametrize("value", ["1", True, -5, 1.5, [], 10**12])
def test_a_forged_comparison_is_no_comparison(weights, name, value):
    weight = parsed(weights, [entry(**{name: value})])["practices/la-new"]["lo"]
    assert getattr(weight, name) is None


def test_thousands_of_entries_are_cut(weights):
    entries = [entry(record="practices/other")] * weights.MAX_ENTRIES + [ENTRY]
    assert parsed(weights, entries) == {}


@pytest.mark.parametrize("data", [b"", b"{}", b"[NaN]", b'[{"html": Infinity}]', b"[" * 200_000])
def test_what_is_no_list_is_refused(weights, untrusted, data):
    with pytest.raises(untrusted.HostileReportError):
        weights.parse_weights(data, RECORDS)
