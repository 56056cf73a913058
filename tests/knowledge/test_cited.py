"""Which web addresses the content states, and where."""

from __future__ import annotations

from passerelle.knowledge.cited import cited
from passerelle.knowledge.reading import read
from tests.conftest import TODAY, SmallTree
from tests.knowledge.cases.breaking import EN, FR, KE, OFFICE


def found(small: SmallTree) -> dict[str, list[str]]:
    catalogue = read(small.root, TODAY, small.project).catalogue
    return {
        address.removeprefix("https://www.example.org"): [f"{place.owner.path}:{place.line}" for place in places]
        for address, places in cited(catalogue).items()
    }


def test_fields_of_all_records_each_with_its_line(small: SmallTree) -> None:
    assert found(small) == {
        "/": [f"{OFFICE}:5"],
        "/form": [f"{EN}:31"],
        "/news": ["data/exchanges/X-2024-01.yml:15"],
        "/report": [f"{EN}:36", "modules/first-module/index.en.md:24"],
    }


def test_links_of_bodies_in_every_language_the_source_first(small: SmallTree) -> None:
    small.swap(EN, "every night.", "every night; see [a page](https://www.example.org/page#part).")
    small.swap(FR, "chaque nuit.", "chaque nuit ; voir [une page](https://www.example.org/page).")
    assert found(small)["/page"] == [f"{EN}:58", f"{FR}:31"]


def test_a_fragment_is_not_asked_for(small: SmallTree) -> None:
    small.swap(EN, "https://www.example.org/form", "https://www.example.org/report#form")
    assert found(small)["/report"] == [f"{EN}:31", f"{EN}:36", "modules/first-module/index.en.md:24"]


def test_archives_are_left_in_peace(small: SmallTree) -> None:
    small.swap(KE, "url: unknown", 'url: unknown, archived: "https://web.archive.org/web/2020/https://a.example/"')
    assert not [address for address in found(small) if "archive" in address]
    assert small.problems() == []


def test_what_is_no_address_is_left_out(small: SmallTree) -> None:
    long = "https://www.example.org/" + "a" * 1000
    small.swap(EN, "every night.", f"every night. [Write](mailto:info@office.example), [long]({long}).")
    small.swap(EN, "title: Yearly report", 'title: "https://www.example.org/not and words"')
    assert not {"mailto:info@office.example", "/not and words"} & set(found(small))
    assert len(found(small)) == 4
