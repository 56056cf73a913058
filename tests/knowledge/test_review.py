"""What waits for an editor, on a given day."""

from __future__ import annotations

import datetime as dt

import pytest

from passerelle.knowledge.reading import read
from passerelle.knowledge.review import GROUPS, Waiting, reader_weight, sound, waiting
from tests.conftest import TODAY, SmallTree
from tests.knowledge.cases.breaking import EN, FR, KE, MODULE, MODULE_FR, VISIT
from tests.knowledge.cases.records import offer, published

REPORT = "https://www.example.org/report"


def listed(small: SmallTree, today: dt.date = TODAY) -> tuple[Waiting, ...]:
    return waiting(sound(read(small.root, today, small.project)), today)


def group(small: SmallTree, name: str, today: dt.date = TODAY) -> list[tuple[str, ...]]:
    found = [item for item in listed(small, today) if item.group == name]
    return [(f"{item.path}:{item.line}", item.reason, item.date) for item in found]


def test_what_waits_in_the_small_tree(small: SmallTree) -> None:
    found = listed(small)
    assert [item.group for item in found] == sorted((item.group for item in found), key=GROUPS.index)
    assert group(small, "unconfirmed") == [
        (f"{KE}:1", "draft-from-public-sources", ""),  # nothing in the record tells since when
        (f"{EN}:1", "draft-from-public-sources", "2026-11-21"),
    ]
    assert {item.group for item in found} == {"drafts", "unconfirmed", "machine"}


def test_the_day_is_the_only_time_there_is(small: SmallTree) -> None:
    assert listed(small) == listed(small)
    assert [item.group for item in listed(small, dt.date(2040, 1, 1))] == [item.group for item in listed(small)]


# --- what ends ---


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2026-08-31", []),  # confirmed in May 2025: it counts up to November 2026
        ("2026-09-30", [(f"{EN}:46", "soon", "2026-11")]),
        ("2026-11-30", [(f"{EN}:46", "soon", "2026-11")]),
        ("2026-12-01", [(f"{EN}:46", "over", "2026-11")]),
    ],
)
def test_confirmations_are_asked_for_two_months_before_eighteen_are_over(
    today: str, found: list[tuple[str, ...]], small: SmallTree
) -> None:
    published("2025-05")(small)
    small.stamp()
    assert group(small, "confirmations", dt.date.fromisoformat(today)) == found


def test_the_last_day_is_the_one_the_checker_knows(small: SmallTree) -> None:
    """A confirmation that is over is an error, and is listed all the same."""
    published("2025-05")(small)
    small.stamp()
    for today, codes in ((dt.date(2026, 11, 30), []), (dt.date(2026, 12, 1), ["confirmation-too-old"])):
        report = read(small.root, today, small.project).report
        assert [problem.code for problem in report] == codes
        assert group(small, "confirmations", today)[0][1] == ("over" if codes else "soon")


@pytest.mark.parametrize(
    ("until", "today", "found"),
    [
        ("2027-01-21", "2026-11-21", [(f"{VISIT}:7", "soon", "2027-01-21")]),
        ("2027-01-22", "2026-11-21", []),
        ("2026-11-21", "2026-11-21", [(f"{VISIT}:7", "soon", "2026-11-21")]),
        ("2026-11-20", "2026-11-21", [(f"{VISIT}:7", "over", "2026-11-20")]),
        ("2026-11", "2026-11-21", [(f"{VISIT}:7", "soon", "2026-11")]),
        ("2026-10", "2026-11-21", [(f"{VISIT}:7", "over", "2026-10")]),
        ("2026", "2027-01-01", [(f"{VISIT}:7", "over", "2026")]),
    ],
)
def test_offers_end_with_their_last_day(until: str, today: str, found: list[tuple[str, ...]], small: SmallTree) -> None:
    offer(f"\nvalid_until: {until}")(small)
    assert group(small, "exchanges", dt.date.fromisoformat(today)) == found


def test_what_is_done_does_not_end(small: SmallTree) -> None:
    small.swap(VISIT, "status: done", "status: done\nvalid_until: 2020-01")
    assert group(small, "exchanges") == []


def test_reviews_are_due_by_the_end_of_their_month(small: SmallTree) -> None:
    small.swap(EN, "version: 1", "review_due: 2026-10\nversion: 1")
    small.swap(MODULE, "version: 1", "review_due: 2027-01\nversion: 1")
    small.swap(KE, "version: 1", "review_due: 2027-02\nversion: 1")
    assert [row[1:] for row in group(small, "reviews")] == [("over", "2026-10")]
    assert [row[1:] for row in group(small, "reviews", dt.date(2026, 12, 5))] == [
        ("over", "2026-10"),
        ("soon", "2027-01"),
    ]


# --- texts ---


def test_drafts_that_somebody_reads_come_first(small: SmallTree) -> None:
    small.swap(KE, "status: draft-from-public-sources", "status: in-review")
    small.swap(EN, "status: draft-from-public-sources", "status: not-confirmed")
    assert [row[:2] for row in group(small, "drafts")] == [(f"{KE}:1", "in-review"), (f"{MODULE}:1", "draft")]
    assert [row[1] for row in group(small, "unconfirmed")] == ["not-confirmed"]


def test_since_when_is_the_last_change_told(small: SmallTree) -> None:
    small.swap(KE, "version: 1", "version: 3\nchanges:\n  - {date: 2026-09, note: b}\n  - {date: 2026-03-02, note: a}")
    assert (f"{KE}:1", "draft-from-public-sources", "2026-09") in group(small, "unconfirmed")


def test_nobody_waits_for_the_retired(small: SmallTree) -> None:
    small.swap(EN, "status: draft-from-public-sources", "status: retired\nreview_due: 2020-01")
    small.swap(EN, "every night.", "at noon.")
    small.add("data/links.yml", f'"{REPORT}": {{state: dead, checked: 2026-11-20, since: 2026-10-20, status: 404}}\n')
    assert {item.record.path for item in listed(small)} & {"practices/la-first"} == set()
    assert [row[0] for row in group(small, "links")] == [f"{MODULE}:24"]


# --- translations ---


def test_the_most_changed_translation_comes_first(small: SmallTree) -> None:
    small.swap(EN, "every night.", "at noon.\n\nAnd at night.")
    small.swap(MODULE, "Draw every step", "Draw each step")
    found = [item for item in listed(small) if item.group == "outdated"]
    assert [(item.path, item.lang, item.count, item.date) for item in found] == [
        (FR, "fr", 2, "2026-11-21"),
        (MODULE_FR, "fr", 1, "2026-11-21"),
    ]


def test_only_what_no_person_has_read_is_by_machine(small: SmallTree) -> None:
    before = [item.path for item in listed(small) if item.group == "machine"]
    assert before.count(FR) == 1
    small.swap(FR, "state: machine", "state: machine-reviewed")
    small.swap(MODULE_FR, "state: machine", "state: human")
    after = [item.path for item in listed(small) if item.group == "machine"]
    assert sorted(before) == sorted([*after, FR, MODULE_FR])


def test_weight_is_links_and_the_own_language(small: SmallTree) -> None:
    catalogue = read(small.root, TODAY, small.project).catalogue
    practice = catalogue.get("practice", "LA-0001")
    about = catalogue.get("page", "about")
    assert practice is not None
    assert about is not None
    # Its module, its exchange, its partner and Laos lead to it; its list does too.
    assert reader_weight(catalogue, practice, "fr") == 5
    assert reader_weight(catalogue, practice, "lo") == 10, "the language of its country counts twice"
    assert reader_weight(catalogue, about, "lo") == 10


def test_the_heaviest_translation_comes_first(small: SmallTree) -> None:
    counts = [item.count for item in listed(small) if item.group == "machine"]
    assert counts == sorted(counts, reverse=True)
    first = next(item for item in listed(small) if item.group == "machine")
    # Two practices, an exchange, a country and the list lead to the office, all in its own country.
    assert (first.path, first.lang, first.count) == ("data/partners/office.yml", "lo", 10)


# --- links ---


def test_dead_addresses_come_before_doubtful_ones_once_for_each_record(small: SmallTree) -> None:
    small.add("data/links.yml", f'"{REPORT}": {{state: dead, checked: 2026-11-20, since: 2026-10-20, status: 404}}\n')
    small.add(
        "data/links.yml",
        '"https://www.example.org/news": {state: unclear, checked: 2026-11-20, since: 2026-01-20, status: timeout}\n'
        '"https://www.example.org/form": {state: ok, checked: 2026-11-20, since: 2026-01-20, status: 200}\n'
        '"https://www.example.org/not-cited": {state: dead, checked: 2026-11-20, since: 2026-01-20, status: 404}\n',
    )
    small.swap(EN, "every night.", f"every night, says [the report]({REPORT}#page-3).")
    small.stamp()
    assert group(small, "links") == [
        (f"{MODULE}:24", "dead", "2026-10-20"),
        (f"{EN}:36", "dead", "2026-10-20"),
        (f"{VISIT}:15", "unclear", "2026-01-20"),
    ]
    found = [item for item in listed(small) if item.group == "links"]
    assert [(item.address, item.status) for item in found[1:]] == [
        (REPORT, "404"),
        ("https://www.example.org/news", "timeout"),
    ]


# --- trees with mistakes ---


def test_a_record_with_a_mistake_is_left_out_and_hides_no_other(small: SmallTree) -> None:
    small.swap(EN, "countries: [LA]", "countries: LA")
    small.swap(VISIT, "status: done", "status: offer\nvalid_until: [a]")
    found = {item.record.path for item in listed(small)}
    assert "practices/la-first" not in found
    assert VISIT not in found
    assert {"practices/ke-second", "modules/first-module"} <= found


@pytest.mark.parametrize("path", [EN, FR, KE, MODULE, VISIT, "data/countries/la.yml", "data/partners/office.yml"])
def test_no_broken_file_stops_the_list(path: str, small: SmallTree) -> None:
    for content in (b"", b"---\n", b"\xff", b"---\nid: [\n---\n", b"id: LA-0001\nstatus:\n"):
        small.write(path, content)
        assert listed(small)


def test_a_mistake_of_the_registry_hides_nothing(small: SmallTree) -> None:
    before = len(listed(small))
    small.add("data/links.yml", "nonsense: true\n")
    small.add("data/ids.yml", '"LA-0099": practices/la-lost/\n')
    assert len(listed(small)) == before
