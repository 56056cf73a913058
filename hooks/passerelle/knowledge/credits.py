"""Who did what: the names that records give, by role. Nobody else is named, and a machine's work is nobody's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from passerelle.content.models import Bundle, DataRecord, Document
from passerelle.ground.text import collapse
from passerelle.knowledge.catalogue import Catalogue

WRITING, REVIEW, TRANSLATION, PHOTO = "writing", "review", "translation", "photo"  # terms of credit_role
MACHINE, MACHINE_REVIEWED, ORIGINAL = "machine", "machine-reviewed", "original"  # terms of translation_state
_BY_PEOPLE = frozenset({"human", "human-reviewed"})


@dataclass(frozen=True)
class Credit:
    """A name in a role. `lang` is set where it is owed for the text in that language alone."""

    name: str
    role: str  # a term of credit_role
    affiliation: str = ""
    lang: str = ""
    kind: str = ""  # of a review, a term of review_kind
    date: str = ""  # of a review


@dataclass(frozen=True)
class Contribution:
    """What one contributor did on one record."""

    bundle: Bundle
    credits: tuple[Credit, ...]


@dataclass(frozen=True)
class Contributor:
    """A person or unit, as records spell it, with all that it did."""

    name: str
    affiliation: str
    contributions: tuple[Contribution, ...]


def credits_of(bundle: Bundle, lang: str = "") -> list[Credit]:
    """The credits of a record in the order of its data, each once; with `lang`, of the page in that language only."""
    found = [*_authors(bundle), *_reviewers(bundle), *_pictures(bundle)]
    for document in bundle.translations if bundle.source else ():
        found.extend(_translation(document))
    return [credit for credit in dict.fromkeys(found) if not lang or credit.lang in {"", lang}]


def writers(bundle: Bundle) -> list[Credit]:
    """Those whom a citation names: who wrote, or all authors when none of them is said to have written."""
    authors = list(_authors(bundle))
    return [credit for credit in authors if credit.role == WRITING] or _each_once(authors)


def contributors(catalogue: Catalogue) -> list[Contributor]:
    """Everybody whom a practice, a module or a page names, with what they did. In no order that readers would know.

    Names are one where they and their affiliations differ in case and spaces only.
    """
    spelled: dict[tuple[str, str], tuple[str, str]] = {}
    shares: dict[tuple[str, str], dict[str, list[Credit]]] = {}
    bundles: dict[str, Bundle] = {}
    for bundle in (*catalogue.practices, *catalogue.modules, *catalogue.tree.of_kind("page")):
        for credit in credits_of(bundle):
            who = (_plain(credit.name), _plain(credit.affiliation))
            spelled.setdefault(who, (credit.name, credit.affiliation))
            shares.setdefault(who, {}).setdefault(bundle.path, []).append(credit)
            bundles[bundle.path] = bundle
    return [
        Contributor(*spelled[who], tuple(Contribution(bundles[path], tuple(mine)) for path, mine in records.items()))
        for who, records in shares.items()
    ]


def translations(catalogue: Catalogue) -> Counter[str]:
    """How many translated texts there are by state: documents, and data records in each language but their original."""
    states: list[str] = []
    for bundle in catalogue.tree.bundles:
        states += [_state(document) for document in bundle.translations if bundle.source]
    for record in catalogue.tree.records:
        states += _states(record)
    return Counter(state for state in states if state)


def _authors(bundle: Bundle) -> Iterator[Credit]:
    for entry in bundle.facts.get("authors", ()):
        for role in entry.get("roles", (WRITING,)):
            yield Credit(str(entry["name"]), str(role), _affiliation(entry))


def _reviewers(bundle: Bundle) -> Iterator[Credit]:
    for entry in bundle.facts.get("reviewers", ()):
        yield Credit(str(entry["name"]), REVIEW, _affiliation(entry), kind=str(entry["kind"]), date=str(entry["date"]))


def _pictures(bundle: Bundle) -> Iterator[Credit]:
    for entry in bundle.facts.get("media", ()):
        yield Credit(str(entry["credit"]), PHOTO)


def _translation(document: Document) -> Iterator[Credit]:
    """A translator only where people translated, a reviewer only where the text says that it was checked."""
    stated, state = document.facts.get("translation", {}), _state(document)
    if state in _BY_PEOPLE and "translator" in stated:
        yield Credit(str(stated["translator"]), TRANSLATION, lang=document.lang)
    if state != MACHINE and "reviewer" in stated:
        yield Credit(str(stated["reviewer"]), REVIEW, lang=document.lang)


def _affiliation(entry: dict[str, Any]) -> str:
    return str(entry.get("affiliation", ""))


def _each_once(authors: list[Credit]) -> list[Credit]:
    return list({(credit.name, credit.affiliation): credit for credit in authors}.values())


def _state(document: Document) -> str:
    stated = document.facts.get("translation")
    return str(stated.get("state", "")) if isinstance(stated, dict) else ""


def _states(record: DataRecord) -> list[str]:
    stated = record.facts.get("text_states", {})
    return [str(stated[lang]) for lang in record.languages if str(stated.get(lang, ORIGINAL)) != ORIGINAL]


def _plain(text: str) -> str:
    return collapse(text).casefold()
