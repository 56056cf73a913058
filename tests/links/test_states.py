"""What answers change in data/links.yml, day by day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.content.link_states import LinkState, link_states
from passerelle.content.strict_yaml import parse
from passerelle.links.asking import LATER, Answer
from passerelle.links.states import due, dump, judge

OK, GONE, MOVED = Answer("ok", "200"), Answer("failed", "404"), Answer("failed", "410")
NO_HOST, BUSY, SLOW = Answer("failed", "no-host"), Answer("unclear", "503"), Answer("unclear", "timeout")
DAY = dt.date(2026, 11, 1)


def told(*answers: tuple[int, Answer]) -> LinkState | None:
    """The state after answers, each so many days after the first of November."""
    state = None
    for days, answer in answers:
        state = judge(state, answer, DAY + dt.timedelta(days=days))
    return state


def test_an_answer_is_remembered_with_the_day_since_which_it_is_so() -> None:
    assert told((0, OK)) == LinkState("ok", "2026-11-01", "2026-11-01", "200")
    assert told((0, OK), (30, OK)) == LinkState("ok", "2026-12-01", "2026-11-01", "200")


@pytest.mark.parametrize("failure", [GONE, MOVED, NO_HOST, Answer("failed", "refused")])
def test_one_failure_proves_nothing(failure: Answer) -> None:
    assert told((0, failure)) == LinkState("unclear", "2026-11-01", "2026-11-01", failure.status)
    assert told((0, OK), (30, failure)) == LinkState("unclear", "2026-12-01", "2026-12-01", failure.status)


@pytest.mark.parametrize("failure", [GONE, NO_HOST])
def test_two_failures_on_two_days_do(failure: Answer) -> None:
    assert told((0, failure), (30, failure)) == LinkState("dead", "2026-12-01", "2026-11-01", failure.status)
    assert told((0, failure), (1, GONE)) == LinkState("dead", "2026-11-02", "2026-11-01", "404")


def test_on_one_day_only_what_the_server_says_itself_counts_twice() -> None:
    assert told((0, GONE), (0, MOVED)) == LinkState("dead", "2026-11-01", "2026-11-01", "410")
    assert told((0, NO_HOST), (0, NO_HOST)) == told((0, NO_HOST))
    assert told((0, GONE), (0, NO_HOST)) == told((0, GONE))


@pytest.mark.parametrize("trouble", [BUSY, SLOW, Answer("unclear", "403"), Answer("unclear", "certificate")])
def test_trouble_is_never_death(trouble: Answer) -> None:
    assert told(*((30 * month, trouble) for month in range(12))) == LinkState(
        "unclear", "2027-09-27", "2026-11-01", trouble.status
    )


def test_trouble_between_two_failures_begins_a_new_count() -> None:
    assert told((0, GONE), (30, SLOW), (60, GONE)) == LinkState("unclear", "2026-12-31", "2026-12-31", "404")


def test_an_answer_brings_an_address_back() -> None:
    assert told((0, GONE), (30, GONE), (60, OK)) == LinkState("ok", "2026-12-31", "2026-12-31", "200")


def test_the_dead_stay_dead_in_trouble_and_readers_see_the_last_sure_day() -> None:
    dead = LinkState("dead", "2026-12-01", "2026-11-01", "404")
    assert told((0, GONE), (30, GONE), (60, SLOW)) == dead
    assert told((0, GONE), (30, GONE), (60, SLOW), (90, NO_HOST)) == LinkState(
        "dead", "2027-01-30", "2026-11-01", "no-host"
    )


@pytest.mark.parametrize("before", [(), ((0, OK),), ((0, GONE),), ((0, GONE), (1, GONE))])
def test_a_server_that_asks_for_rest_leaves_things_as_they_are(before: tuple[tuple[int, Answer], ...]) -> None:
    assert told(*before, (30, LATER)) == told(*before)


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from([OK, GONE, NO_HOST, BUSY, SLOW, LATER])), max_size=12))
def test_death_needs_two_failures_in_a_row(steps: list[tuple[int, Answer]]) -> None:
    state, day, alive_since_two = None, DAY, 0
    for days, answer in steps:
        day += dt.timedelta(days=days)
        state = judge(state, answer, day)
        if answer.verdict == "failed":
            alive_since_two += 1
        elif answer.verdict == "ok" or (answer.verdict == "unclear" and (state is None or state.state != "dead")):
            alive_since_two = 0
        if state and state.state == "dead":
            assert alive_since_two >= 2
        if state:
            assert state.since <= state.checked <= day.isoformat()


# --- which are due ---

KNOWN = {
    "https://a.example/": LinkState("ok", "2026-10-30", "2026-10-01", "200"),
    "https://b.example/": LinkState("ok", "2026-09-01", "2026-08-01", "200"),
    "https://c.example/": LinkState("dead", "2026-10-02", "2026-08-01", "404"),
    "https://d.example/": LinkState("unclear", "2026-10-01", "2026-10-01", "no-host"),
    "https://e.example/": LinkState("unclear", "2026-10-31", "2026-10-31", "404"),
}


def test_doubt_first_then_the_unknown_then_the_oldest() -> None:
    found = due([*KNOWN, "https://new.example/"], KNOWN, DAY)
    assert [address[8:-9] for address in found] == ["d", "c", "new", "b"]
    found = due([*KNOWN, "https://new.example/"], KNOWN, DAY, recheck=True)
    assert [address[8:-9] for address in found] == ["d", "c", "e", "new", "b", "a"]


def test_thirty_days_are_kept() -> None:
    assert due(["https://a.example/"], KNOWN, dt.date(2026, 11, 28)) == []
    assert due(["https://a.example/"], KNOWN, dt.date(2026, 11, 29)) == ["https://a.example/"]
    assert due([], KNOWN, DAY) == []


# --- the file ---


def test_the_file_is_sorted_one_line_each_and_reads_back() -> None:
    text = dump(KNOWN, ["https://e.example/", "https://a.example/", "https://new.example/"], "# head\n")
    assert text == (
        "# head\n"
        '"https://a.example/": {state: ok, checked: 2026-10-30, since: 2026-10-01, status: 200}\n'
        '"https://e.example/": {state: unclear, checked: 2026-10-31, since: 2026-10-31, status: 404}\n'
    )
    states, problems = link_states(parse(text, "data/links.yml"))
    assert problems == []
    assert states == {name: KNOWN[name] for name in ("https://a.example/", "https://e.example/")}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Z", "Cf", "Co"], exclude_characters="#"), max_size=60))
def test_every_address_reads_back(path: str) -> None:
    address = f"https://a.example/{path}"
    text = dump({address: KNOWN["https://a.example/"]}, [address], "")
    states, problems = link_states(parse(text, "data/links.yml"))
    assert (list(states), problems) == ([address], [])
