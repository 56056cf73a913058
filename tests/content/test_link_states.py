"""data/links.yml is read as strictly as any other data, each mistake at its place."""

from __future__ import annotations

import pytest

from passerelle.content.link_states import LinkState
from passerelle.content.loader import read_tree
from passerelle.content.schema import read_schemas
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from passerelle.knowledge.explain import Explainer
from tests.conftest import SmallTree

PATH = "data/links.yml"
GOOD = '"https://www.example.org/report": {state: dead, checked: 2026-11-20, since: 2026-10-20, status: 404}\n'


def test_what_the_file_says(small: SmallTree) -> None:
    small.add(PATH, "# head\n" + GOOD)
    tree = read_tree(small.root, small.project)
    assert tree.links == {"https://www.example.org/report": LinkState("dead", "2026-11-20", "2026-10-20", "404")}
    assert small.problems() == []


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_nothing_is_known_at_first(text: str, small: SmallTree) -> None:
    assert read_tree(small.root, small.project).links == {}
    small.add(PATH, text)
    assert read_tree(small.root, small.project).links == {}
    assert small.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("{state: dead, checked: 2026-11-20, since: 2026-10-20, status: 404}", "dead", ["1:1 wrong-type"]),
        ("{state: dead, checked: 2026-11-20, since: 2026-10-20, status: 404}", "", ["1:1 wrong-type"]),
        ("state: dead", "state: gone", ["1:43 unknown-term"]),
        ("state: dead, ", "", ["1:1 missing-field"]),
        ("state: dead", "state: [dead]", ["1:43 wrong-type"]),
        ("state: dead", "state: true", ["1:43 wrong-type"]),
        ("state: dead", "state: ~", ["1:43 empty-value"]),
        ("checked: 2026-11-20", "checked: yesterday", ["1:58 bad-date"]),
        ("checked: 2026-11-20", "checked: 2026-11", ["1:58 bad-date"]),
        ("checked: 2026-11-20", "checked: 2026-02-30", ["1:58 bad-date"]),
        ("since: 2026-10-20", "since: 20261020", ["1:77 bad-date"]),
        ("status: 404", "status: Not Found", ["1:97 bad-format"]),
        ("status: 404", "status: 4040", ["1:97 bad-format"]),
        ("status: 404", "status: 404, colour: red", ["1:102 unknown-field"]),
        ("https://www.example.org/report", "www.example.org/report", ["1:1 bad-address"]),
        ("https://www.example.org/report", "https://www.example.org/report#part", ["1:1 bad-address"]),
        ("https://www.example.org/report", "https://www.example.org/a report", ["1:1 bad-address"]),
    ],
)
def test_every_mistake_is_shown_at_its_place(old: str, new: str, found: list[str], small: SmallTree) -> None:
    small.add(PATH, GOOD.replace(old, new))
    problems = small.problems()
    assert [f"{problem.span.line}:{problem.span.column} {problem.code}" for problem in problems] == found
    assert {(problem.path, problem.severity) for problem in problems} == {(PATH, "error")}
    assert read_tree(small.root, small.project).links == {}
    explain = Explainer(
        PROJECT / "data/problems.yml", read_schemas(small.project / "data/schemas"), "https://x.example/"
    )
    assert all("{" not in explain.row(problems[0], lang).message for lang in LOCALES)


def test_one_mistake_does_not_hide_the_others(small: SmallTree) -> None:
    small.add(PATH, GOOD + GOOD.replace("report", "other").replace("404", "none found"))
    small.add(PATH, GOOD.replace("report", "third"))
    assert set(read_tree(small.root, small.project).links) == {
        "https://www.example.org/report",
        "https://www.example.org/third",
    }
    assert [problem.code for problem in small.problems()] == ["bad-format"]


def test_an_address_twice_and_tricks_of_yaml(small: SmallTree) -> None:
    small.add(PATH, GOOD + GOOD)
    assert [problem.code for problem in small.problems()] == ["yaml-duplicate-key"]
    small.write(PATH, b'"https://a.example/": &a {state: ok}\n')
    assert [problem.code for problem in small.problems()] == ["yaml-anchor"]
    small.write(PATH, b"- a\n")
    assert [problem.code for problem in small.problems()] == ["yaml-not-a-mapping"]


def test_a_link_elsewhere_is_not_followed(small: SmallTree) -> None:
    (small.root / PATH).symlink_to("/etc/passwd")
    assert [problem.code for problem in small.problems()] == ["symlink"]
