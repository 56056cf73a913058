from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
import yaml

from passerelle.ground.locales import LOCALES
from passerelle.scaffold.issue_forms import FOLDER, NOT_ASKED, asked, issue_forms
from passerelle.scaffold.texts import FILE


@pytest.fixture(scope="module")
def files(schemas, vocabularies):
    return issue_forms(schemas, vocabularies)


def form(files, kind, lang):
    return yaml.safe_load(files[f"{FOLDER}/{kind}-{lang}.yml"])


def inputs(body):
    return [element for element in body if element["type"] != "markdown"]


def test_the_tree_holds_exactly_what_is_generated(files, root):
    written = {f"{FOLDER}/{file.name}": file.read_text("utf-8") for file in (root / FOLDER).iterdir()}
    assert written == files, "stale: run `passerelle generate`"


def test_generation_is_deterministic(files, schemas, vocabularies):
    assert issue_forms(schemas, vocabularies) == files


@pytest.mark.parametrize("pattern", ["practice", "correction"])
def test_github_accepts_the_forms(root, pattern):
    _valid("vendor.github-issue-forms", *sorted(str(file) for file in (root / FOLDER).glob(f"{pattern}-*.yml")))


def test_github_accepts_the_config(root):
    _valid("vendor.github-issue-config", str(root / FOLDER / "config.yml"))


def _valid(schema, *files):
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("kind", ["practice", "correction"])
def test_ids_labels_and_options_are_unique(files, kind, lang):
    elements = inputs(form(files, kind, lang)["body"])
    for name in (
        [element["id"] for element in elements],
        [element["attributes"]["label"] for element in elements],
        *[element["attributes"]["options"] for element in elements if element["type"] == "dropdown"],
    ):
        assert [text for text, count in Counter(name).items() if count > 1] == []
        assert all(name)


def test_names_of_forms_are_unique(files):
    names = [yaml.safe_load(text).get("name") for path, text in files.items() if not path.endswith("config.yml")]
    assert len(set(names)) == len(names) == 4 * len(LOCALES)


@pytest.mark.parametrize("lang", LOCALES)
def test_every_snapshot_field_and_section_is_asked(files, schemas, lang):
    schema = schemas["practice"]
    snapshot = {name for name, field in schema["properties"].items() if field.get("x-tier") == "snapshot"} - NOT_ASKED
    ids = {element["id"] for element in inputs(form(files, "practice", lang)["body"])}
    assert {name for name in snapshot if not any(item == name or item.startswith(f"{name}-") for item in ids)} == set()
    assert {f"section-{section['id']}" for section in schema["x-sections"]} <= ids


def test_what_is_required_is_required(files, schemas):
    required = {
        element["id"]
        for element in form(files, "practice", "en")["body"]
        if element.get("validations", {}).get("required")
    }
    assert {"title", "summary", "sources", "evidence-level", "section-did-not-work"} <= required
    assert {"branches", "guarantees", "section-teach"} & required == set()
    assert {"branches", "guarantees"} <= set(asked(schemas["practice"]))


def test_short_vocabularies_are_dropdowns_and_long_ones_are_not(files, vocabularies):
    elements = {element.get("id"): element for element in form(files, "practice", "lo")["body"]}
    assert elements["phases"]["attributes"]["multiple"] is True
    assert elements["phases"]["attributes"]["options"] == [term.label("lo") for term in vocabularies["delivery_phase"]]
    assert "multiple" not in elements["maturity"]["attributes"]
    assert elements["countries"]["type"] == "input"


@pytest.mark.parametrize("lang", LOCALES)
def test_publishing_needs_the_tick(files, lang):
    last = form(files, "practice", lang)["body"][-1]
    assert last["type"] == "checkboxes"
    assert last["attributes"]["options"][0]["required"] is True
    assert "CC BY 4.0" in last["attributes"]["options"][0]["label"]


def test_lists_of_records_show_one_line_each(files):
    elements = {element.get("id"): element for element in form(files, "practice", "en")["body"]}
    assert elements["sources"]["attributes"]["placeholder"].count(" | ") == 6
    assert "law, evaluation" in elements["sources"]["attributes"]["description"]


def test_words_are_there_in_all_languages():
    texts = yaml.safe_load(FILE.read_text("utf-8"))
    assert {key for key, text in texts.items() if list(text) != list(LOCALES)} == set()
    assert all(value.strip() for text in texts.values() for value in text.values())


def test_lao_is_written_with_its_own_letters():
    text = FILE.read_text("utf-8")
    for wrong in ("\u0ecd\u0eb2", "\u0eab\u0e99", "\u0eab\u0ea1", "\u0eab\u0ea5"):
        assert wrong not in text
