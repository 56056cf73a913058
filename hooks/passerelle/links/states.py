"""What an answer changes in `data/links.yml`, which addresses are due, and how the file is written. Pure."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping

from passerelle.content.link_states import MEMBERS, LinkState
from passerelle.links.asking import Answer

KEPT_DAYS = 30  # an address that was asked is left alone so long
_FAILED = {"404", "410", "no-host", "refused"}
_GONE = {"404", "410"}


def due(
    addresses: Iterable[str], states: Mapping[str, LinkState], today: dt.date, *, recheck: bool = False
) -> list[str]:
    """The addresses to ask: first those in doubt, then those never asked, then the ones asked longest ago.

    Args:
        addresses: all that the content cites.
        states: what is known.
        today: the day of asking.
        recheck: also those asked within the last 30 days.
    """
    found = []
    for address in addresses:
        state = states.get(address)
        age = (today - dt.date.fromisoformat(state.checked)).days if state else KEPT_DAYS
        if recheck or age >= KEPT_DAYS:
            place = 1 if state is None else 2 if state.state == "ok" else 0
            found.append((place, state.checked if state else "", address))
    return [address for _place, _checked, address in sorted(found)]


def judge(before: LinkState | None, answer: Answer, today: dt.date) -> LinkState | None:
    """The new state of an address.

    One failure proves nothing: an address is dead when it failed before and fails again on another day, or says 404
    or 410 both times. A dead one stays dead until it answers well: trouble of its server is no sign of life.
    """
    day = today.isoformat()
    if answer.verdict == "later":
        return before
    if answer.verdict == "ok":
        since = before.since if before and before.state == "ok" else day
        return LinkState("ok", day, since, answer.status)
    if before and before.state == "dead":
        # The day that readers are shown is the last on which it surely did not answer.
        return LinkState("dead", day, before.since, answer.status) if answer.verdict == "failed" else before
    if answer.verdict == "failed" and before and before.status in _FAILED:
        if before.checked != day or {before.status, answer.status} <= _GONE:
            return LinkState("dead", day, before.since, answer.status)
        return before
    # A first failure begins a count of its own, so that trouble of the server before it does not make it older.
    goes_on = before and before.state == "unclear" and answer.verdict == "unclear" and before.status not in _FAILED
    return LinkState("unclear", day, before.since if before and goes_on else day, answer.status)


def dump(states: Mapping[str, LinkState], addresses: Iterable[str], head: str) -> str:
    """The text of `data/links.yml`: one line for each address that is still cited, in alphabetical order."""
    lines = []
    for address in sorted(set(addresses) & set(states)):
        members = ", ".join(f"{name}: {getattr(states[address], name)}" for name in MEMBERS)
        lines.append(f"{json.dumps(address, ensure_ascii=False)}: {{{members}}}\n")
    return head + "".join(lines)
