"""The submission forms ask all that a record needs, in four languages, and every field has its place or its reason."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
import yaml

from passerelle.content import addresses
from passerelle.content.schema import read_schemas
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT, Settings
from passerelle.publish.forms import json_text
from passerelle.scaffold.form_rules import HELD
from passerelle.views.form_inputs import asked, walk
from passerelle.views.form_models import FormView, Input
from passerelle.views.forms import RECORDS, form_view, later_data
from tests.engine import environment, load, plan, render

SUBMISSION = yaml.safe_load((PROJECT / "data/submission.yml").read_text("utf-8"))
SCHEMAS = read_schemas(PROJECT / "data/schemas")
SITES = Path(__file__).parents[1] / "sites"


@pytest.fixture(scope="module")
def editions():
    return load(SITES / "minimal").editions


def inputs(view: FormView) -> list[Input]:
    return [entry for step in view.steps for entry in walk(step.inputs)]


@pytest.mark.parametrize("kind", addresses.FORMS)
def test_every_field_is_asked_or_has_a_reason_not_to_be(kind: str) -> None:
    form = SUBMISSION["forms"][kind]
    schema = (SCHEMAS.by_kind | SCHEMAS.messages)[kind]
    fields, sections = asked(form)
    assert len(fields) == len(set(fields))
    assert set(fields) | set(form.get("not_asked", {})) == set(schema["properties"])
    assert set(fields).isdisjoint(form.get("not_asked", {}))
    assert set(sections) == {entry["id"] for entry in schema.get("x-sections", ())}
    assert all(reason for reason in form.get("not_asked", {}).values())


@pytest.mark.parametrize("kind", RECORDS)
def test_what_a_record_needs_is_asked_or_written_by_the_script(kind: str) -> None:
    fields, _sections = asked(SUBMISSION["forms"][kind])
    written = {"id", "type", "lang", "status", "version", "licence", "text_states"}
    assert set(SCHEMAS[kind]["required"]) <= set(fields) | written


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("kind", addresses.FORMS)
def test_a_form_speaks_one_language(kind: str, lang: str, editions) -> None:
    view = form_view(editions[lang], kind)
    assert view.title
    for step in view.steps:
        assert step.title
        assert step.intro
        assert step.inputs
    for entry in inputs(view):
        assert entry.label or entry.widget in {"auto", "group", "source"} or entry.prefix == "bare", entry.name
        assert all(option.label for option in entry.options)
    steps = yaml.safe_load(json.dumps(SUBMISSION["forms"][kind]["steps"]))
    assert all(set(step["title"]) == set(step["intro"]) == set(LOCALES) for step in steps)


def test_needed_now_comes_before_useful_later(editions) -> None:
    view = form_view(editions["en"], "practice")
    fields = {entry.name: entry.need for step in view.steps for entry in step.inputs if not entry.section}
    sections = {entry.name: entry.need for step in view.steps for entry in step.inputs if entry.section}
    assert fields["title"] == fields["sources"] == sections["did-not-work"] == "now"
    assert fields["results"] == fields["costs"] == sections["system"] == "later"
    assert fields["contact"] == ""  # only for texts that an institution confirms
    order = [need for step in view.steps for entry in step.inputs if (need := entry.need)]
    assert order == sorted(order, key=["now", "later"].index)


def test_widgets_fit_what_they_ask(editions) -> None:
    view = form_view(editions["en"], "practice")
    asked_by = {entry.name: entry for entry in inputs(view) if not entry.section}
    assert asked_by["summary"].flat
    assert (asked_by["summary"].least, asked_by["summary"].most) == (160, 300)
    assert asked_by["maturity"].widget == "select"
    assert asked_by["phases"].widget == "checks"
    assert asked_by["start"].unknown
    assert asked_by["costs"].unknown
    assert asked_by["setup_usd"].widget == "range"
    assert asked_by["preconditions"].widget == "map"
    assert asked_by["public"].always
    assert asked_by["media"].widget == "picture"
    assert asked_by["source"].widget == "source"
    assert "partners" not in asked_by


def test_an_exchange_is_offered_or_asked_for(editions) -> None:
    asked_by = {entry.name: entry for entry in inputs(form_view(editions["fr"], "exchange"))}
    assert [option.value for option in asked_by["status"].options] == ["offer", "request"]
    title = asked_by["title"]
    assert (title.prefix, [child.name for child in title.children]) == ("bare", ["fr"])
    assert title.children[0].need == "now"


def test_a_text_in_one_language_says_that_it_is_needed(editions) -> None:
    asked_by = {entry.name: entry for step in form_view(editions["lo"], "exchange").steps for entry in step.inputs}
    (title,) = asked_by["title"].children
    assert (title.name, title.need) == ("lo", "now")
    assert title.badge


def test_sentences_exist_for_every_verdict_in_every_language(editions) -> None:
    explained = yaml.safe_load((PROJECT / "data/problems.yml").read_text("utf-8"))["problems"]
    codes = {entry["code"] for entry in explained}
    assert codes >= HELD
    assert set(SUBMISSION["sentences"]) <= HELD, "a sentence that no verdict says"
    for lang in LOCALES:
        told = later_data(editions[lang], "practice")["sentences"]
        assert set(told) == HELD
        assert all(told.values())


def test_ways_to_send_hide_when_they_lead_nowhere() -> None:
    bare = form_view(load(SITES / "minimal").editions["en"], "practice")
    assert (bare.issue_url, bare.mail_url) == ("", "")
    full = load(
        SITES / "minimal", Settings(repo_url="https://github.com/o/r", contact_email="desk@passerelle.example")
    ).editions["lo"]
    assert form_view(full, "practice").issue_url == "https://github.com/o/r/issues/new?template=practice-lo.yml"
    assert form_view(full, "practice").mail_url.startswith("mailto:desk@passerelle.example?subject=")
    assert form_view(full, "exchange").issue_url == ""  # there is no such issue form


def test_the_page_is_disabled_until_its_script_runs() -> None:
    site = load(SITES / "minimal")
    planned = plan(site, ("fr",))
    text = render(environment(), site, planned[addresses.form("practice", "fr")])
    assert '<fieldset class="form-all" disabled>' in text
    assert "assets/form/page.js" in text
    assert "assets/form/form.css" in text
    assert not re.search(r"<(script|link)[^>]+(src|href)=\"https?://(?!passerelle\.example)", text)


PAGE_BYTES = 15 * 1024  # gzip: what a contributor waits for before the questions can be read
START_BYTES = 9_300  # the scripts that make the questions answerable
LATER_BYTES = 31_000  # judge, writer, rules and sentences, fetched while the first answers are typed
AT_START = ("page", "values", "words", "draft")


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("kind", addresses.FORMS)
def test_weights(kind: str, lang: str) -> None:
    site = load(SITES / "minimal")
    page = plan(site, (lang,))[addresses.form(kind, lang)]
    assert packed(render(environment(), site, page)) <= PAGE_BYTES
    scripts = {file.stem: file.read_text("utf-8") for file in (PROJECT / "overrides/assets/form").glob("*.js")}
    assert sum(packed(scripts[name]) for name in AT_START) <= START_BYTES
    later = sum(packed(text) for name, text in scripts.items() if name not in AT_START)
    assert later + packed(json_text(later_data(site.editions[lang], kind))) <= LATER_BYTES


def test_only_the_start_is_asked_for_at_once() -> None:
    """What the page's script imports, directly or not, before anything is judged."""
    folder, found, left = PROJECT / "overrides/assets/form", set[str](), ["page"]
    while left:
        found.add(name := left.pop())
        text = (folder / f"{name}.js").read_text("utf-8")
        left += re.findall(r'^import .* from "\./([\w-]+)\.js";$', text, re.MULTILINE)
    assert found == set(AT_START)
