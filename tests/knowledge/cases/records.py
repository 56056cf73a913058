"""Records against each other, the registry of ids, and the date of today (21 November 2026)."""

from __future__ import annotations

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


def offer(until: str) -> Break:
    return swap(VISIT, "status: done", f"status: offer{until}")


def redirect(line: str) -> Break:
    return add("data/redirects.yml", line)


def copied(tree: SmallTree) -> None:
    """The giver tells of the adoption too, and tells another degree."""
    tree.swap(EN, "modules: [M-01]", "adopted_by:\n  - {practice: KE-0001, degree: copied}\nmodules: [M-01]")


def without_costs(tree: SmallTree) -> None:
    lines = (tree.root / EN).read_text("utf-8").split("\n")
    tree.write(EN, "\n".join(line for line in lines if not line.startswith("costs: ")).encode())


CASES = (
    Case("id-not-unique", swap(KE, "id: KE-0001", "id: LA-0001"), ""),
    Case("id-lost", add("data/ids.yml", '"LA-0099": practices/la-lost/\n'), ""),
    Case("address-lost", swap("data/ids.yml", "practices/ke-second/", "practices/ke-other/"), ""),
    Case("id-not-registered", swap("data/ids.yml", '"M-01": modules/first-module/\n', ""), "", "warning"),
    Case("redirect-leads-nowhere", redirect('"practices/older/": practices/la-gone/\n'), ""),
    Case("redirect-hides-a-page", redirect('"practices/ke-second/": practices/la-first/\n'), ""),
    Case("unknown-practice", swap(MODULE, "cases: [LA-0001]", "cases: [LA-0009]"), ""),
    Case("unknown-module", swap(EN, "modules: [M-01]", "modules: [M-02]"), ""),
    Case("unknown-exchange", swap(EN, "exchanges: [X-2024-01]", "exchanges: [X-2024-02]"), ""),
    Case("unknown-partner", swap(KE, "owner: office", "owner: the-ofice"), ""),
    Case("refers-to-itself", swap(KE, "practice: LA-0001", "practice: KE-0001"), ""),
    Case("source-not-cited", swap(KE, "un jour.[^s1]", "un jour."), "", "warning"),
    Case("adoption-told-twice", copied, ""),
    Case("published-needs", steps(published("2026-05"), without_costs), ""),
    Case("confirmation-too-old", published("2025-04"), ""),
    Case("offer-without-end", offer(""), ""),
    Case("offer-too-long", offer("\nvalid_until: 2028-01-31"), ""),
    Case("offer-expired", offer("\nvalid_until: 2026-10"), "", "warning"),
)
