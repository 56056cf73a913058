from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

BASE = ["practices/kh-idpoor/index.en.md", "practices/kh-idpoor/index.fr.md", "docs/about/index.en.md", "README.md"]
HOSTILE = [
    "practices/a b/index.lo.md",
    "practices/`id`/index.lo.md",
    "practices/../index.lo.md",
    "practices/x\npractices/la-real/index.lo.md",
    "practices/@octocat/index.lo.md",
    "practices/<b>/index.lo.md",
    "practices/\u202ela/index.lo.md",
    "practices/$(id)/index.lo.md",
    "practices/-rf/index.lo.md",
    f"practices/{'a' * 81}/index.lo.md",
    "data/exchanges/a.yml\n",
    "data/exchanges/../x.yml",
    "data/exchanges/[x](y).yml",
    "data/exchanges/sub/x.yml",
    "practices/index.lo.md\0",
    "",
]


@pytest.mark.parametrize(
    ("names", "lang"),
    [
        ("", "en"),
        ("README.md hooks/a.py", "en"),
        ("practices/a/index.lo.md", "lo"),
        ("practices/a/index.fr.md modules/b/index.fr.md practices/a/index.en.md", "fr"),
        ("practices/a/index.en.md practices/a/index.ru.md", "ru"),
        ("practices/a/index.en.md practices/b/index.en.md practices/a/index.ru.md", "en"),
        ("practices/a/index.de.md practices/a/xindex.lo.md", "en"),
    ],
)
def test_the_language_is_that_of_most_changed_documents(changes, names, lang):
    assert changes.language(names.split()) == lang


def test_records_are_the_folders_and_data_files_that_change(changes):
    names = [
        "practices/la-new/index.lo.md",
        "practices/la-new/picture-1.jpg",
        "modules/cost-a-benefit/index.en.md",
        "docs/about/index.ru.md",
        "data/exchanges/X-2024-01.yml",
        "data/countries/la.yml",
        "data/ids.yml",
        "data/vocabularies/phase.yml",
        "hooks/passerelle/cli/build.py",
        "practices/README.md",
    ]
    assert changes.records(names) == [
        "data/countries/la.yml",
        "data/exchanges/X-2024-01.yml",
        "docs/about",
        "modules/cost-a-benefit",
        "practices/la-new",
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_no_record(changes, name):
    assert changes.records([name]) == []


@given(st.lists(st.text(max_size=60)))
def test_records_can_stand_in_a_shell_and_in_a_table(changes, names):
    places = [f"{folder}/{name}" for name in names for folder in ("practices", "data/exchanges", "modules/a")]
    for record in changes.records(places):
        assert set(record) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./")
        assert ".." not in record


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ("added practices/la-new/index.lo.md", "practice lang-lo"),
        ("added practices/la-new/index.lo.md;added practices/la-new/a.jpg;modified data/ids.yml", "practice lang-lo"),
        ("modified practices/kh-idpoor/index.fr.md", "practice lang-fr"),
        ("added practices/kh-idpoor/index.lo.md", "practice translation lang-lo"),
        (
            "added modules/new/index.en.md;added modules/new/index.ru.md",
            "module translation lang-en lang-ru",
        ),
        ("removed practices/kh-idpoor/index.fr.md", "practice lang-fr"),
        ("added docs/about/index.ru.md", "translation lang-ru"),
        ("added data/exchanges/new.yml", "exchange"),
        ("modified data/interface/lo.yml", "lang-lo"),
        ("modified data/schemas/practice.schema.json", "code"),
        ("modified .github/workflows/check.yml", "code"),
        ("modified README.md;modified modules/a/index.en.md", "module code lang-en"),
        ("added tests/sites/x/practices/a/index.lo.md", "code"),
        ("modified data/partners/ilo.yml", ""),
    ],
)
def test_labels_tell_type_and_language(changes, files, expected):
    made = [changes.Change(name, status) for status, name in (file.split() for file in files.split(";"))]
    assert changes.labels(made, BASE) == expected.split()


def test_thousands_of_hostile_files_give_labels_of_the_set_only(changes):
    files = [changes.Change(f"{name}{number}", "added") for number in range(3_000) for name in HOSTILE]
    files += [changes.Change(name, "\n`added`") for name in HOSTILE]
    assert set(changes.labels(files, BASE)) <= set(changes.LABELS)
    assert set(changes.labels([changes.Change(name, "added") for name in HOSTILE], BASE)) <= {"code"}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [("language", b"lo\n"), ("records", b"data/countries/la.yml\npractices/la-new\n")],
)
def test_names_come_from_git_with_nul_between_them(root, asked, answer):
    names = b"practices/la-new/index.lo.md\0x\npractices/evil/index.ru.md\0data/countries/la.yml\0\xff\xfe\0"
    line = [sys.executable, "-I", "-S", str(root / ".github/scripts/changes.py"), asked]
    done = subprocess.run(line, input=names, capture_output=True, check=True)
    assert done.stdout == answer
