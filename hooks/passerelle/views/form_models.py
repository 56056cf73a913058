"""What the templates of the submission forms print."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Option:
    """One choice of a list."""

    value: str
    label: str


@dataclass(frozen=True)
class Input:
    """One question. `name` is the member of the record that it fills, `widget` how it is asked.

    Widgets: text, long, number (leaves); select, country, source (one of a list); institution (a text, with
    a list to choose from); checks (several of a list); tick;
    range (two numbers); map (a choice for each term); auto (made by the script); group and rows (hold `children`, and
    in `more` those that few need); picture.
    """

    name: str
    widget: str
    label: str
    help: str = ""
    need: str = ""  # "now", "later" or "" when it is optional
    badge: str = ""  # the same in words
    section: bool = False
    unknown: bool = False  # "nobody knows" is an answer
    rows: int = 0  # lines of a long text
    flat: bool = False  # one paragraph, however it is typed
    always: bool = False  # a box left empty means no
    least: int = 0  # characters; words for sections
    most: int = 0
    prefix: str = ""  # of the ids that the script makes
    example: str = ""  # shown on demand by the script; the page of the fields has it too
    options: tuple[Option, ...] = ()
    choices: tuple[Option, ...] = ()  # of each option of a map
    children: tuple[Input, ...] = ()
    more: tuple[Input, ...] = ()


@dataclass(frozen=True)
class Step:
    """One page of the form."""

    id: str
    title: str
    intro: str
    inputs: tuple[Input, ...]


@dataclass(frozen=True)
class FormView:
    """A submission form. Addresses that need a setting are "" when it is unset, and hide."""

    kind: str
    title: str
    lead: str
    steps: tuple[Step, ...]
    licence: str  # the sentence to tick, "" when nothing is published
    data: Markup
    issue_url: str
    mail_url: str
    template_url: str
    kit_url: str
    fields_url: str
