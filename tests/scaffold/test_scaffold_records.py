from __future__ import annotations

import re
from datetime import date

import pytest

from passerelle.content.front_matter import split
from passerelle.content.judging import Judge
from passerelle.content.markdown import scan
from passerelle.content.strict_yaml import MAX_BYTES, parse
from passerelle.ground.locales import LOCALES
from passerelle.knowledge.reading import read
from passerelle.scaffold.records import KINDS, scaffold


@pytest.fixture(params=[(kind, lang) for kind in KINDS for lang in LOCALES], ids="-".join)
def record(request, schemas, vocabularies):
    kind, lang = request.param
    ((path, text),) = scaffold(kind, "new-record", lang, schemas, vocabularies).items()
    return kind, lang, path, text


def test_its_path_is_the_one_of_a_bundle(record):
    kind, lang, path, _ = record
    assert path == f"{kind}s/new-record/index.{lang}.md"


def test_the_checker_finds_nothing_wrong_with_its_front_matter(record, schemas, vocabularies):
    kind, _, path, text = record
    parts = split(text)
    parsed = parse(parts.yaml, path, first_line=parts.yaml_line)
    assert parsed.problems == []
    assert Judge(schemas, vocabularies).judge(kind, parsed, path) == []


def test_the_fields_that_are_commented_out_are_right_too(record, schemas, vocabularies):
    kind, _, path, text = record
    whole = re.sub(r"^#(?! )", "", split(text).yaml, flags=re.MULTILINE)
    whole = re.sub(r"^#(?=  \S+:)", "", whole, flags=re.MULTILINE)
    parsed = parse(whole, path)
    assert parsed.problems == []
    assert Judge(schemas, vocabularies).judge(kind, parsed, path) == []
    fields = schemas[kind]["properties"]
    assert set(parsed.data) == {name for name, field in fields.items() if field.get("x-tier") in {"snapshot", "full"}}


def test_it_is_written_in_the_language_asked_for(record, schemas):
    kind, lang, _, text = record
    assert f"\nlang: {lang}\n" in text
    assert f"# {schemas[kind]['properties']['title']['x-label'][lang]}. " in text


def test_there_is_room_left_for_the_contributor(record):
    assert len(split(record[3]).yaml.encode()) < MAX_BYTES * 3 / 4


def test_every_section_has_its_heading_and_something_to_replace(record, schemas):
    kind, _, _, text = record
    parts = split(text)
    body = scan(parts.body, parts.body_line)
    parsed = parse(parts.yaml, "")
    listed = [section["id"] for section in parsed.data.get("sections", [])]
    assert [heading.id for heading in body.headings] == [
        *listed,
        *(section["id"] for section in schemas[kind]["x-sections"]),
    ]
    assert all(body.section(heading.id) for heading in body.headings)
    assert body.hazards == [] or all(hazard.code == "attribute-list" for hazard in body.hazards)


def test_every_source_is_cited(record):
    parts = split(record[3])
    for source in parse(parts.yaml, "").data["sources"]:
        assert f"[^{source['id']}]" in parts.body


@pytest.mark.parametrize(
    ("kind", "slug", "lang"),
    [
        ("country", "a", "en"),
        ("practice", "../a", "en"),
        ("practice", "A b", "en"),
        ("module", "a", "de"),
        ("page", "a", "en"),
    ],
)
def test_what_cannot_be_begun_is_refused(kind, slug, lang, schemas, vocabularies):
    with pytest.raises(ValueError, match="cannot begin"):
        scaffold(kind, slug, lang, schemas, vocabularies)


def test_a_whole_tree_with_new_records_has_only_the_problems_of_examples(tmp_path, root, schemas, vocabularies):
    for kind in KINDS:
        for path, text in scaffold(kind, "new-record", "ru", schemas, vocabularies).items():
            (tmp_path / path).parent.mkdir(parents=True)
            (tmp_path / path).write_text(text, "utf-8", newline="\n")
    report = read(tmp_path, date(2026, 11, 21), root).report
    found = {
        (problem.path.partition("/")[0], problem.code)
        for problem in report
        if problem.path.startswith(("practices", "modules"))
    }
    assert found == {("modules", "unknown-practice"), ("modules", "minutes-do-not-add-up")}
