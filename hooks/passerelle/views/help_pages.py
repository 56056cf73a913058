"""Help for each message of the checker: what it says of an example, how to mend it, and all messages by theme."""

from __future__ import annotations

from passerelle.content import addresses
from passerelle.knowledge.explain import Explanation
from passerelle.views.edition import Edition
from passerelle.views.models import Group, Link
from passerelle.views.page_models import ExampleLine, HelpIndexView, HelpView

THEMES = ("fields", "typing", "texts", "sources", "pictures", "translations", "quizzes", "files", "sending")


def help_view(edition: Edition, code: str) -> HelpView:
    """What a message means, said of an example, so that its sentence has real names and numbers."""
    entry = edition.site.explainer.explanations[code]
    row = edition.site.explainer.example(code, edition.locale)
    return HelpView(
        code=code,
        title=row.message,
        hint=row.hint,
        why=edition.words(entry.why) if entry.why else "",
        place=edition.say(f"help.at.{entry.at}") if entry.at else "",
        wrong=_lines(entry.wrong, entry.right),
        right=_lines(entry.right, entry.wrong),
    )


def _lines(text: str, other: str) -> tuple[ExampleLine, ...]:
    """The lines of one example; those that the other lacks stand out, unless all do."""
    lines, theirs = text.rstrip().split("\n"), set(other.rstrip().split("\n"))
    some = any(line in theirs for line in lines if line)
    return tuple(ExampleLine(line, some and line not in theirs) for line in lines)


def help_index_view(edition: Edition) -> HelpIndexView:
    """All messages by theme, in the order of `data/problems.yml`."""
    entries = edition.site.explainer.explanations.values()
    groups = [
        Group(theme, edition.say(f"help.theme.{theme}"), tuple(_link(edition, e) for e in entries if e.theme == theme))
        for theme in THEMES
    ]
    return HelpIndexView(edition.say("help.title"), edition.say("help.lead"), tuple(groups))


def _link(edition: Edition, entry: Explanation) -> Link:
    message = edition.site.explainer.example(entry.code, edition.locale).message
    return Link(message, addresses.help_page(entry.code, edition.locale), note=entry.code)
