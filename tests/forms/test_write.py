"""What the script writes is read back unchanged by Python: front matter, names of folders, archives."""

from __future__ import annotations

import base64
import copy
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.content.front_matter import split
from passerelle.content.names import SLUG
from passerelle.content.strict_yaml import Number, parse
from tests.forms.records import WORDS, full, offer, practice

TRICKY = (
    "", "no", "yes", "null", "~", "true", "12:30:45", "1_000", "0x1f", "1e3", ".5", "- a", "a: b", "a #b", "# a", "{a}", "[a]", "*a", "&a", "!!int 1", "| a", "> a",
    "? a", "%a", "@a", "`a", '"', "'", "\\", "\\n", "\\u202e", 'a"b', "---", "...", "--- a", "a\n---\nb", "a\n\n b\n", "\t", "\r", "\x00", "\x07", "\x85",
    "\u2028", "\u200e", "\U000e0041", "\u202e", "\ue000", "\ufeff", "\ufffe", "\uffff", "😀", "ລາວ", "Кириллица", "«é»", "<<", "=", "12", "-0.5", "012", "unknown",
)  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(TRICKY), st.lists(st.sampled_from(TRICKY), max_size=4).map("".join), st.text(max_size=30)
)
NAME = st.one_of(
    TEXT, st.sampled_from(("title", "costs", "setup_usd", "version", "results", "after", "id", "constructor"))
)
VALUE = st.recursive(
    st.one_of(TEXT, st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAME, inner, max_size=3)),
    max_leaves=8,
)


def depth(value: Any) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


@settings(max_examples=600)
@given(facts=st.dictionaries(NAME, VALUE, min_size=1, max_size=4).filter(lambda facts: depth(facts) <= 6))
def test_any_facts_are_read_back(ask, rules, facts):
    record = {"kind": "practice", "lang": "en", "slug": "a", "facts": facts, "sections": {}}
    given_facts, text = ask("front", {"record": record, "rules": rules["practice"]})
    assert given_facts == facts
    parsed = parse(text, "front.md")
    assert parsed.data == facts, text
    assert {problem.code for problem in parsed.problems} <= {"hidden-character"}


@settings(max_examples=200)
@given(texts=st.lists(TEXT, min_size=6, max_size=6), sections=st.lists(TEXT, min_size=4, max_size=4))
def test_what_is_typed_into_a_form_is_read_back(ask, rules, texts, sections):
    record = practice("en")
    record |= {"slug": "a", "sections": dict(zip(record["sections"], sections, strict=True))}
    facts = record["facts"]
    facts["title"], facts["summary"], facts["owner"]["name"], facts["sources"][0]["title"] = texts[:4]
    facts["results"] = [{"id": "r1", "after": texts[4], "unit": texts[5]}]
    tidied = ask("tidy", record)
    _, front = ask("front", {"record": tidied, "rules": rules["practice"]})
    assert parse(front, "front.md").data == tidied["facts"]
    assert tidied == ask("tidy", tidied)  # nothing is left to be tidied


def test_numbers_are_plain_only_where_numbers_are_wanted(ask, rules):
    facts = full("en")["facts"] | {"version": "2", "title": "2023"}
    facts["results"][0] |= {"after": "-12.50", "before": "012", "unit": "7"}
    _, text = ask("front", {"record": {"facts": facts}, "rules": rules["practice"]})
    data = parse(text, "front.md").data
    assert isinstance(data["version"], Number)
    assert isinstance(data["results"][0]["after"], Number)
    assert all(isinstance(value, Number) for value in data["costs"]["setup_usd"])
    quoted = [data["title"], data["results"][0]["before"], data["results"][0]["unit"], data["results"][0]["year"]]
    assert not any(isinstance(value, Number) for value in quoted)


def test_what_is_written_can_be_read_by_people(node, rules, labels):
    record = full("lo") | {"slug": "la-card", "pictures": []}
    made = node(
        """const { tidy } = await import(`${assets}/judge.js`);
        const { files } = await import(`${assets}/write.js`);
        return files(tidy(input.record), input.rules, input.labels);""",
        {"record": record, "rules": rules["practice"], "labels": labels["lo"]},
    )
    assert [entry["path"] for entry in made] == ["practices/la-card/index.lo.md"]
    parts = split(made[0]["text"])
    lines = parts.yaml.split("\n")
    assert lines[:2] == ['id: "new"', 'type: "practice"']
    assert f'title: "{WORDS["lo"]["title"]}"' in lines
    assert 'countries: ["LA"]' in lines
    assert "  setup_usd: [1000, 2000.5]" in lines
    assert '  unique-id: "required"' in lines
    assert "  public: false" in lines
    heading = f"## {labels['lo']['problem']} {{#problem}}"
    assert parts.body.startswith(f"{heading}\n\n{WORDS['lo']['problem']}\n\n## ")
    assert parts.body.endswith("|\n")


def test_an_exchange_is_one_file(node, rules):
    made = node(
        """const { tidy } = await import(`${assets}/judge.js`);
        const { files } = await import(`${assets}/write.js`);
        return files(tidy(input.record), input.rules);""",
        {"record": offer("ru"), "rules": rules["exchange"]},
    )
    assert [entry["path"] for entry in made] == ["data/exchanges/new.yml"]
    data = parse(made[0]["text"], "new.yml").data
    assert data["id"] == "new"
    assert data["text_states"] == {"ru": "original"}
    assert list(data)[:3] == ["id", "title", "summary"]


def test_tidying_changes_only_what_it_says(ask):
    record = offer("fr")
    record["facts"] |= {
        "place": {"fr": " a\r\nb\ud800 ", "en": " "},
        "public": False,
        "nothing": None,
        "deep": {"a": [{"b": ""}]},
    }
    record["facts"]["title"]["ru"] = "e\u0301"
    before = copy.deepcopy(record)
    facts = ask("tidy", record)["facts"]
    assert record == before
    assert facts["place"] == {"fr": "a\nb\ufffd"}
    assert facts["public"] is False
    assert facts["title"]["ru"] == "é"
    assert facts["text_states"] == {"fr": "original", "ru": "human"}
    assert not {"nothing", "deep"} & facts.keys()


@pytest.mark.parametrize(
    ("title", "country", "expected"),
    [
        ("One card for all!", "LA", "la-one-card-for-all"),
        ("Élargir l’assurance à tous — d'ici 2025", "SN", "sn-elargir-lassurance-a-tous-dici-2025"),
        ("Единый социальный реестр", "KG", "kg-edinyy-sotsialnyy-reestr"),
        ("Щит, ёж и объём", "KZ", "kz-shchit-yozh-i-obyom"),
        ("ບັດໃບດຽວສຳລັບແຮງງານ", "LA", "la-practice-20261121"),
        ("ບັດ ID 2025", "LA", "la-practice-20261121"),
        ("", "LA", "la-practice-20261121"),
        ("word " * 30, "LA", "la" + "-word" * 11),
        ("x" * 100, "LA", "la-" + "x" * 57),
    ],
)
def test_names_of_folders(ask, title, country, expected):
    assert ask("slug", [title, country, "2026-11-21"]) == expected


@settings(max_examples=300)
@given(title=TEXT)
def test_any_title_makes_a_name_of_a_folder(ask, title):
    name = ask("slug", [title, "LA", "2026-11-21"])
    assert SLUG.match(name)
    assert len(name) <= 60


@settings(max_examples=30)
@given(
    files=st.dictionaries(
        st.sampled_from(("a/index.lo.md", "a/ຮູບ.jpg", "é.md", "b")),
        st.one_of(st.text(max_size=50), st.binary(max_size=200)),
    )
)
def test_archives_are_read_by_python(ask, files):
    entries = [
        {"path": path, "text": content}
        if isinstance(content, str)
        else {"path": path, "bytes": base64.b64encode(content).decode()}
        for path, content in files.items()
    ]
    raw = base64.b64decode(ask("zip", entries))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(files)
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in archive.infolist())
        for path, content in files.items():
            assert archive.read(path) == (content.encode() if isinstance(content, str) else content)
    assert raw == base64.b64decode(ask("zip", entries))
