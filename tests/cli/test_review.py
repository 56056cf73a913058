"""`passerelle review`: the same list for people, programs and an issue on GitHub."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from passerelle.cli import main
from passerelle.cli import review as command
from passerelle.ground.locales import LOCALES
from tests.conftest import SmallTree
from tests.knowledge.cases.breaking import EN, KE, VISIT
from tests.knowledge.cases.records import offer

DEAD = '"https://www.example.org/report": {state: dead, checked: 2026-11-20, since: 2026-10-20, status: 404}\n'


@pytest.fixture(autouse=True)
def _here(small: SmallTree, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the small tree, on the day of the tests, without settings from outside."""
    monkeypatch.chdir(small.root)
    monkeypatch.setattr(command, "today", lambda: dt.date(2026, 11, 21))
    for name in ("SITE_URL", "REPO_URL", "CONTACT_EMAIL"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["review", *arguments])
    assert result.exit_code == 0, result.output
    return result


def rows(result: Result) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(result.stdout)["waiting"]
    return found


def test_text_says_what_where_why_and_since_when(small: SmallTree) -> None:
    offer("\nvalid_until: 2026-10")(small)
    small.add("data/links.yml", DEAD)
    text = run().stdout
    assert text.startswith("As of November 21, 2026, ")
    assert f"\nOffers and requests that end: 1\n  {VISIT}:7: A study visit (open until: October 2026, over)\n" in text
    assert (
        f"  {EN}:36: One card for every village household (no answer: HTTP 404; https://www.example.org/report; since October 20, 2026)"
        in text
    )
    assert text.index("Offers and requests") < text.index("Broken links") < text.index("Machine translations")


@pytest.mark.parametrize("lang", LOCALES)
def test_every_language_has_its_words(lang: str, small: SmallTree) -> None:
    small.add("data/links.yml", DEAD)
    small.swap(EN, "every night.", "at noon.")
    text = run("--lang", lang).stdout
    assert "review." not in text
    assert "{" not in text
    if lang == "lo":
        assert "ມາຮອດວັນທີ 21 ພະຈິກ 2026" in text


def test_json_is_for_programs(small: SmallTree) -> None:
    small.add("data/links.yml", DEAD)
    result = run("--format", "json", "--lang", "ru")
    assert json.loads(result.stdout)["date"] == "2026-11-21"
    (first, second) = [row for row in rows(result) if row["group"] == "links"]
    assert first["id"] == "M-01"
    assert second == {
        "group": "links",
        "kind": "practice",
        "id": "LA-0001",
        "title": "One card for every village household",
        "path": EN,
        "line": 36,
        "lang": "",
        "reason": "dead",
        "date": "2026-10-20",
        "count": 0,
        "address": "https://www.example.org/report",
        "status": "404",
    }


def test_long_groups_are_cut_unless_all_is_asked(small: SmallTree) -> None:
    address = "https://a.example/{0}"
    links = " ".join(f"[{number}]({address.format(number)})" for number in range(70))
    small.swap(EN, "every night.", f"every night. {links}")
    for number in range(70):
        small.add(
            "data/links.yml",
            f'"{address.format(number)}": {{state: dead, checked: 2026-11-20, since: 2026-10-20, status: 410}}\n',
        )
    assert run().stdout.count("HTTP 410") == 50
    assert "\n  … and 20 more\n" in run().stdout
    assert run("--all").stdout.count("HTTP 410") == 70
    assert len([row for row in rows(run("--format", "json")) if row["group"] == "links"]) == 70


def test_it_lists_what_stops_a_build(small: SmallTree) -> None:
    """The checker refuses a confirmation that is over; the editors must see it here."""
    small.swap(KE, "title: Des paiements", "titel: Des paiements")
    result = run()
    assert "Some records have errors and are left out: see `passerelle check`." in result.stderr
    assert KE not in result.stdout
    assert EN in result.stdout


def test_markdown_leads_to_the_repository_only(small: SmallTree, monkeypatch: pytest.MonkeyPatch) -> None:
    small.add("data/links.yml", DEAD)
    monkeypatch.setenv("REPO_URL", "https://github.com/o/r")
    text = run("--format", "markdown").stdout
    assert "### Broken links: 2\n" in text
    links = re.findall(r"\]\(([^)]*)\)", text)
    assert links
    assert {link.partition("/blob/main/")[0] for link in links} == {"https://github.com/o/r"}
    assert f"https://github.com/o/r/blob/main/{EN}?plain=1#L36" in links
    monkeypatch.delenv("REPO_URL")
    assert "](" not in run("--format", "markdown").stdout


@pytest.mark.parametrize(
    "title",
    [
        "Hello @octocat and #1",
        "![x](https://evil.example/x.png)",
        "[click](https://evil.example)",
        "See https://evil.example now",
        "GH-1 www.evil.example",
        "*a* _b_ `c` ~d~ $e$",
        "# heading",
        "- item | table",
    ],
)
def test_a_hostile_title_is_only_read(title: str, small: SmallTree) -> None:
    small.swap(KE, "title: Des paiements par téléphone au marché", f"title: {json.dumps(title + ' is a title')}")
    text = run("--format", "markdown").stdout
    (line,) = [line for line in text.splitlines() if "ke-second" in line]
    shown = line.removeprefix("- ").partition(" (Draft from")[0]
    assert not set(shown.replace("&#", "")) & set("@#*_`~$[]<>|&")
    assert "://" not in shown


def test_nothing_waits_in_an_empty_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the project lends to another tree waits at home."""
    (tmp_path / "empty/practices").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "empty")
    assert run().stdout.startswith("As of November 21, 2026, 0 things wait.")


def test_where_there_is_no_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nothing").mkdir()
    monkeypatch.chdir(tmp_path / "nothing")
    assert CliRunner().invoke(main, ["review"]).exit_code == 2
