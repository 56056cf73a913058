"""Who is credited, and who is not."""

from __future__ import annotations

import dataclasses

from passerelle.content.loader import read_tree
from passerelle.knowledge.catalogue import Catalogue, relate
from passerelle.knowledge.credits import Credit, contributors, credits_of, translations, writers
from tests.conftest import SmallTree
from tests.knowledge.cases.breaking import EN, FR, KE, VISIT

AUTHORS = "  - {name: Passerelle editors, roles: [writing]}\n"
MANY = """\
  - {name: Desk, affiliation: The office, roles: [writing, data]}
  - {name: Second desk}
  - {name: Proof room, roles: [editing]}
reviewers:
  - {name: Peers, affiliation: University, kind: peer, date: 2026-05}
"""


def catalogue(small: SmallTree) -> Catalogue:
    return relate(read_tree(small.root, small.project))


def short(found: list[Credit]) -> list[tuple[str, str, str]]:
    return [(credit.name, credit.role, credit.lang) for credit in found]


def translated(small: SmallTree, state: str) -> None:
    """The French practice with a translator and a reviewer of its translation."""
    small.swap(FR, "{of: en, state: machine,", f"{{of: en, state: {state}, translator: Bureau, reviewer: Relecture,")


def practice_credits(small: SmallTree, lang: str = "") -> list[tuple[str, str, str]]:
    practice = catalogue(small).bundle("practice", "LA-0001")
    assert practice is not None
    return short(credits_of(practice, lang))


def test_roles_of_authors_reviewers_and_photographers(small: SmallTree) -> None:
    small.swap(EN, AUTHORS, MANY)
    assert practice_credits(small) == [
        ("Desk", "writing", ""),
        ("Desk", "data", ""),
        ("Second desk", "writing", ""),
        ("Proof room", "editing", ""),
        ("Peers", "review", ""),
        ("The office", "photo", ""),
    ]


def test_a_machine_is_nobody(small: SmallTree) -> None:
    translated(small, "machine")
    assert practice_credits(small) == [("Passerelle editors", "writing", ""), ("The office", "photo", "")]


def test_who_checked_a_machine_did_not_translate(small: SmallTree) -> None:
    translated(small, "machine-reviewed")
    assert practice_credits(small)[2:] == [("Relecture", "review", "fr")]


def test_people_are_credited_for_their_language_only(small: SmallTree) -> None:
    translated(small, "human-reviewed")
    assert practice_credits(small)[2:] == [("Bureau", "translation", "fr"), ("Relecture", "review", "fr")]
    assert practice_credits(small, "fr") == practice_credits(small)
    assert practice_credits(small, "lo") == practice_credits(small)[:2]


def test_a_citation_names_who_wrote(small: SmallTree) -> None:
    small.swap(EN, AUTHORS, MANY)
    practice = catalogue(small).bundle("practice", "LA-0001")
    assert practice is not None
    assert [credit.name for credit in writers(practice)] == ["Desk", "Second desk"]


def test_a_citation_names_all_authors_where_nobody_is_said_to_have_written(small: SmallTree) -> None:
    small.swap(EN, AUTHORS, "  - {name: Desk, roles: [editing, data]}\n  - {name: Room, roles: [photo]}\n")
    practice = catalogue(small).bundle("practice", "LA-0001")
    assert practice is not None
    assert [credit.name for credit in writers(practice)] == ["Desk", "Room"]


def test_contributors_over_all_records(small: SmallTree) -> None:
    small.swap(EN, AUTHORS, MANY)
    small.swap(KE, "name: Passerelle editors", "name: DESK, affiliation: the  Office")
    translated(small, "human")
    found = {(who.name, who.affiliation): who.contributions for who in contributors(catalogue(small))}
    assert {name: [share.bundle.id for share in shares] for name, shares in found.items()} == {
        ("DESK", "the  Office"): ["KE-0001", "LA-0001"],
        ("Second desk", ""): ["LA-0001"],
        ("Proof room", ""): ["LA-0001"],
        ("Peers", "University"): ["LA-0001"],
        ("The office", ""): ["LA-0001"],
        ("Bureau", ""): ["LA-0001"],
        ("Relecture", ""): ["LA-0001"],
        ("Passerelle editors", ""): ["M-01"],
    }
    assert [credit.role for credit in found["DESK", "the  Office"][1].credits] == ["writing", "data"]


def test_owners_partners_and_contacts_are_not_credited(small: SmallTree) -> None:
    contact = 'contact: {office: Hidden desk, role_email: "desk@office.example", public: true}\n'
    small.swap(EN, "licence: CC-BY-4.0", f"{contact}licence: CC-BY-4.0")
    assert {who.name for who in contributors(catalogue(small))} == {"Passerelle editors", "The office"}


def test_translations_are_counted_by_state(small: SmallTree) -> None:
    """Documents in other languages, and each language but the original of countries, partners, exchanges, pathways."""
    before = translations(catalogue(small))
    documents = [document for bundle in catalogue(small).tree.bundles for document in bundle.translations]
    assert before == {"machine": len(documents) + 4 * 3}
    small.swap(FR, "state: machine", "state: human")
    small.swap(VISIT, "ru: machine}", "ru: machine-reviewed}")
    assert translations(catalogue(small)) == {
        "machine": before["machine"] - 2,
        "human": 1,
        "machine-reviewed": 1,
    }


def test_a_credit_is_said_once(small: SmallTree) -> None:
    small.swap(EN, "credit: The office, consent: obtained}", "credit: The office, consent: obtained}\n  - {id: again, file: photo.png, alt: The same hand and card, credit: The office, consent: obtained}")  # fmt: skip
    practice = catalogue(small).bundle("practice", "LA-0001")
    assert practice is not None
    found = credits_of(practice)
    assert short(found) == [("Passerelle editors", "writing", ""), ("The office", "photo", "")]
    assert dataclasses.replace(found[0], lang="fr") not in found
