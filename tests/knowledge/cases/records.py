"""Records against each other, the registry of ids, and the date of today (21 November 2026)."""

from __future__ import annotations

import re

from tests.conftest import SmallTree
from tests.knowledge.cases.breaking import EN, FR, KE, MODULE, VISIT, Break, Case, add, steps, swap

_CONTACT = (
    'contact: {office: Social protection desk, role_email: "info@office.example", public: true}\n'
    "reviewers:\n  - {name: The office, kind: institution, date: 2026-05-02}\n"
)


def published(confirmed: str) -> Break:
    """The English practice as a published one that lacks nothing."""
    return steps(
        swap(EN, "status: draft-from-public-sources", f"status: published\nconfirmed: {confirmed}"),
        swap(EN, "licence: CC-BY-4.0", f"{_CONTACT}licence: CC-BY-4.0"),
        swap(FR, "translation: {", "contact: {office: Bureau de la protection sociale}\ntranslation: {"),
    )


CONTACT = "\ncontact: {office: Training unit, role_email: training@ministry.example, public: true}"


def offer(until: str, contact: str = CONTACT) -> Break:
    return swap(VISIT, "status: done", f"status: offer{until}{contact}")


def without_russian(tree: SmallTree) -> None:
    """The summary has no Russian text, the title still has one."""
    tree.swap(VISIT, ", ru: Встретились два ведомства.", "")


def in_french(tree: SmallTree) -> None:
    """An offer in one language."""
    text = (tree.root / VISIT).read_text("utf-8")
    for old, new in (
        ("title: .*", "title: {fr: Un voyage d’étude}"),
        ("summary: .*", "summary: {fr: Nous montrons notre liste.}"),
        ("status: .*", "status: offer\nvalid_until: 2027-01"),
        ("text_states: .*", "text_states: {fr: original}"),
    ):
        text = re.sub(f"^{old}$", new, text, flags=re.MULTILINE)
    tree.write(VISIT, text.encode())


def redirect(line: str) -> Break:
    return add("data/redirects.yml", line)


def copied(tree: SmallTree) -> None:
    """The giver tells of the adoption too, and tells another degree."""
    tree.swap(EN, "modules: [M-01]", "adopted_by:\n  - {practice: KE-0001, degree: copied}\nmodules: [M-01]")


def without_costs(tree: SmallTree) -> None:
    lines = (tree.root / EN).read_text("utf-8").split("\n")
    tree.write(EN, "\n".join(line for line in lines if not line.startswith("costs: ")).encode())


CASES = (
    Case(
        "id-not-unique",
        swap(KE, "id: KE-0001", "id: LA-0001"),
        "practices/la-first/index.en.md:2:5 id",
        also=frozenset({"id-lost", "refers-to-itself"}),
    ),
    Case("id-lost", add("data/ids.yml", '"LA-0099": practices/la-lost/\n'), "data/ids.yml:8:1"),
    Case("address-lost", swap("data/ids.yml", "practices/ke-second/", "practices/ke-other/"), "data/ids.yml:2:1"),
    Case(
        "id-not-registered",
        swap("data/ids.yml", '"M-01": modules/first-module/\n', ""),
        "modules/first-module/index.en.md:2:5 id",
        "warning",
    ),
    Case("redirect-leads-nowhere", redirect('"practices/older/": practices/la-gone/\n'), "data/redirects.yml:2:1"),
    Case("redirect-from-elsewhere", redirect('"../older/": practices/la-first/\n'), "data/redirects.yml:2:1"),
    Case("redirect-hides-a-page", redirect('"practices/ke-second/": practices/la-first/\n'), "data/redirects.yml:2:1"),
    Case(
        "unknown-practice",
        swap(MODULE, "cases: [LA-0001]", "cases: [LA-0009]"),
        "modules/first-module/index.en.md:19:9 cases.1",
    ),
    Case(
        "unknown-module",
        swap(EN, "modules: [M-01]", "modules: [M-02]"),
        "practices/la-first/index.en.md:33:11 modules.1",
    ),
    Case(
        "unknown-exchange",
        swap(EN, "exchanges: [X-2024-01]", "exchanges: [X-2024-02]"),
        "practices/la-first/index.en.md:34:13 exchanges.1",
    ),
    Case("unknown-partner", swap(KE, "owner: office", "owner: the-ofice"), "practices/ke-second/index.fr.md:8:8 owner"),
    Case(
        "refers-to-itself",
        swap(KE, "practice: LA-0001", "practice: KE-0001"),
        "practices/ke-second/index.fr.md:20:16 adapted_from.1.practice",
    ),
    Case(
        "source-not-cited",
        swap(KE, "un jour.[^s1]", "un jour."),
        "practices/ke-second/index.fr.md:22:10 sources.s1.id",
        "warning",
    ),
    Case("adoption-told-twice", copied, "practices/la-first/index.en.md:34:33 adopted_by.1.degree"),
    Case("published-needs", steps(published("2026-05"), without_costs), "practices/la-first/index.en.md:44:9 status"),
    Case("confirmation-too-old", published("2025-04"), "practices/la-first/index.en.md:46:12 confirmed"),
    Case("offer-without-end", offer(""), "data/exchanges/X-2024-01.yml:6:9 status"),
    Case("offer-without-contact", offer("\nvalid_until: 2027-01", ""), "data/exchanges/X-2024-01.yml:6:9 status"),
    Case("offer-too-long", offer("\nvalid_until: 2028-01-31"), "data/exchanges/X-2024-01.yml:7:14 valid_until"),
    Case(
        "text-language-missing",
        swap(VISIT, ", lo: ສອງຫ້ອງການໄດ້ພົບກັນ.", ""),
        "data/exchanges/X-2024-01.yml:3:10 summary",
    ),
    Case(
        "text-language-unstated",
        steps(
            offer("\nvalid_until: 2027-01"),
            swap(VISIT, ", lo: machine, ru: machine}", ", lo: machine}"),
            without_russian,
        ),
        "data/exchanges/X-2024-01.yml:2:76 title.ru",
    ),
    Case(
        "original-missing",
        swap(VISIT, "{en: original, fr: machine", "{en: human, fr: machine"),
        "data/exchanges/X-2024-01.yml:16:14 text_states",
    ),
    Case(
        "languages-missing",
        steps(in_french, swap(VISIT, "offer\nvalid_until: 2027-01", "done")),
        "data/exchanges/X-2024-01.yml:16:14 text_states",
    ),
    Case("offer-expired", offer("\nvalid_until: 2026-10"), "data/exchanges/X-2024-01.yml:7:14 valid_until", "warning"),
)
