"""What waits for an editor, in words: the lists below the guide for editors, and of `passerelle review`."""

from __future__ import annotations

import itertools

from passerelle.content.models import Bundle
from passerelle.ground.locales import language_name, sort_key
from passerelle.knowledge.review import GROUPS, Waiting
from passerelle.views.edition import Edition
from passerelle.views.models import Link, Section
from passerelle.views.page_models import EditorsView, WaitingGroup, WaitingRow
from passerelle.views.reference import prose_view

EDITORS = "editors"  # the hand-written page that the lists follow
ANCHOR = "waiting"
MOST = 50  # rows of a group
MOST_OF = {"machine": 20}


def editors_view(edition: Edition, page: Bundle) -> EditorsView:
    """The guide for editors with the lists after it and a link to them before it."""
    prose = prose_view(edition, page)
    return EditorsView(
        **{
            **vars(prose),
            "sections": (*prose.sections, Section(ANCHOR, edition.say("review.title"))),
            "jump": edition.say("review.jump", n=len(edition.site.waiting)),
            "as_of": as_of(edition),
            "waiting": waiting_groups(edition),
        }
    )


def as_of(edition: Edition) -> str:
    """How much waits, and on what day."""
    day = edition.date(edition.site.today.isoformat())
    return edition.say("review.as_of", n=len(edition.site.waiting), date=day)


def waiting_groups(edition: Edition, *, everything: bool = False) -> tuple[WaitingGroup, ...]:
    """The groups in which something waits, the first rows of each; with `everything`, all of them."""
    by_group = itertools.groupby(edition.site.waiting, key=lambda item: item.group)
    found = {name: list(items) for name, items in by_group}
    return tuple(_group(edition, name, found[name], everything=everything) for name in GROUPS if name in found)


def _group(edition: Edition, name: str, items: list[Waiting], *, everything: bool) -> WaitingGroup:
    shown = items if everything else items[: MOST_OF.get(name, MOST)]
    rows = [(item, _row(edition, item)) for item in shown]
    # Of what is equally urgent, the reader's alphabet decides.
    rows.sort(key=lambda row: (row[0].rank, sort_key(row[1].record.label), row[0].path, row[0].line, row[0].lang))
    return WaitingGroup(
        id=f"{ANCHOR}-{name}",
        title=edition.say("review.count", label=edition.say(f"review.{name}"), n=len(items)),
        note=edition.say(f"review.{name}_note") if f"review.{name}_note" in edition.say else "",
        rows=tuple(row for _item, row in rows),
        rest=edition.say("review.rest", n=len(items) - len(shown)) if len(shown) < len(items) else "",
    )


def _row(edition: Edition, item: Waiting) -> WaitingRow:
    ends = item.reason in {"over", "soon"}
    repository = edition.site.settings.repo_url
    place = f"{item.path}:{item.line}" if item.line > 1 else item.path
    return WaitingRow(
        record=edition.record_link(item.record),
        language=language_name(item.lang, edition.locale) if item.lang else "",
        reason=_reason(edition, item),
        since=edition.say("review.since", date=edition.date(item.date)) if item.date and not ends else "",
        place=Link(place, f"{repository}/blob/main/{item.path}?plain=1#L{item.line}" if repository else ""),
        target=item.address,
    )


def _reason(edition: Edition, item: Waiting) -> str:
    say = edition.say
    if item.reason in {"over", "soon"}:
        end = say(f"review.end_{item.group}", date=edition.date(item.date))
        return edition.list_separator.join((end, say(f"review.{item.reason}")))
    if item.group == "links":
        known = f"review.status_{item.status}"
        return say(f"review.{item.reason}", status=say(known) if known in say else f"HTTP {item.status}")
    if item.group == "outdated":
        return say("review.passages", n=item.count)
    if item.group == "machine":
        return edition.list_separator.join(
            (edition.label("translation_state", "machine"), say("review.weight", n=item.count))
        )
    return edition.label("status", item.reason)
