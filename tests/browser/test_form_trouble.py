"""The submission form when things go wrong: full storage, two tabs, a lost network, removed rows, files that are no drafts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Server
from tests.browser.form_driver import FormDriver

KEPT = "passerelle-form-practice-en"
PAUSE = 700  # milliseconds: longer than the form waits before it keeps the draft


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True)
    yield made
    made.close()


def opened(context: BrowserContext, server: Server, address: str = "contribute/practice/") -> tuple[Page, FormDriver]:
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    form = FormDriver(page)
    form.open(f"{server.url}{address}")
    return page, form


def kept(page: Page) -> dict[str, Any]:
    page.wait_for_timeout(PAUSE)
    draft: dict[str, Any] = json.loads(page.evaluate("key => localStorage.getItem(key)", KEPT))
    return draft


def test_a_reference_never_changes_its_source(context: BrowserContext, server: Server) -> None:
    page, form = opened(context, server)
    form.step("sources")
    form.answer("sources.0.title", "First report")
    form.answer("sources.1.title", "Second report")
    form.step("story")
    form.answer("#done", "The office opened.[^s2]")
    form.step("sources")
    page.once("dialog", lambda dialog: dialog.accept())  # a row with answers is not removed by one tap
    form.question("sources.1").locator("[data-do=drop]").click()
    expect(form.question("sources").locator("> p > [data-do=add]")).to_be_focused()
    form.answer("sources.1.title", "Third report")
    assert [source["id"] for source in kept(page)["facts"]["sources"]] == ["s1", "s3"]
    form.step("later")
    form.question("results").locator("> p > [data-do=add]").click()  # a new row knows the sources that are there
    expect(form.question("results.0").locator("[data-as=source] option")).to_have_count(3)


def test_an_old_tab_does_not_undo_a_newer_one(context: BrowserContext, server: Server) -> None:
    old, form = opened(context, server)
    form.answer("title", "Written first")
    kept(old)
    new, other = opened(context, server)
    assert other.value("title") == "Written first"
    other.answer("title", "Written last")
    kept(new)
    old.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    assert form.value("title") == "Written last"
    other.answer("title", "Written even later")
    kept(new)
    old.goto("about:blank")
    assert kept(new)["facts"]["title"] == "Written even later"


def test_texts_are_kept_where_pictures_find_no_room(context: BrowserContext, server: Server, tmp_path: Path) -> None:
    page, form = opened(context, server)
    page.evaluate(
        "() => { const set = Storage.prototype.setItem; Storage.prototype.setItem = function (key, text) {"
        " if (text.length > 20000) throw new Error('full'); set.call(this, key, text); }; }"
    )
    (tmp_path / "bad.jpg").write_text("no picture")
    Image.effect_noise((1200, 900), 90).convert("RGB").save(tmp_path / "good.jpg")
    form.step("pictures")
    page.locator("input[data-do=picture]").set_input_files([tmp_path / "bad.jpg", tmp_path / "good.jpg"])
    expect(page.locator(".form-draft")).to_contain_text("bad.jpg")
    expect(page.locator(".picture [data-row]")).to_have_count(1)
    form.step("about")
    form.answer("title", "Typed after the pictures")
    draft = kept(page)
    assert (draft["facts"]["title"], draft["pictures"]) == ("Typed after the pictures", [])


def test_what_was_begun_can_be_saved_without_a_network(context: BrowserContext, server: Server) -> None:
    page, form = opened(context, server)
    form.answer("title", "Typed before the network went")
    context.set_offline(True)
    form.step("send")
    expect(page.locator(".form-verdict")).not_to_be_empty()
    with page.expect_download() as waiting:
        page.locator("[data-do=save]").click()
    assert json.loads(waiting.value.path().read_text("utf-8"))["facts"]["title"] == "Typed before the network went"


@pytest.mark.parametrize(
    "facts",
    [
        None,
        {"title": {"a": 1}, "branches": 5, "countries": {"x": 1}, "sources": [{"id": {}, "title": 9}, None, "x"]},
        {
            "costs": {"setup_usd": 7, "items": [None, 5, {"source": []}]},
            "preconditions": [],
            "media": [{"file": "../e"}],
        },
        {"__proto__": {"title": "x"}, "owner": "x", "evidence": [1]},
    ],
)
def test_a_draft_of_any_shape_does_no_harm(facts: Any, context: BrowserContext, server: Server, tmp_path: Path) -> None:
    page, form = opened(context, server)
    file = tmp_path / "draft.json"
    draft = {"passerelle": 1, "kind": "practice", "lang": "en", "facts": facts, "sections": None, "pictures": None}
    file.write_text(json.dumps(draft))
    page.locator("input[data-do=open]").set_input_files(file)
    page.wait_for_timeout(PAUSE)
    form.open(f"{server.url}contribute/practice/")
    form.answer("title", "Still works")
    assert kept(page)["facts"]["title"] == "Still works"


def test_what_nobody_knows_stays_closed(context: BrowserContext, server: Server) -> None:
    page, form = opened(context, server)
    form.step("later")
    costs = form.question("costs")
    costs.evaluate("box => { for (const fold of box.querySelectorAll('details')) fold.open = true; }")
    whole, part = costs.locator("> .none input"), costs.locator('[data-at="setup_usd"] > .none input')
    amount = costs.locator('[data-at="setup_usd"] .pair input').first
    part.check()
    whole.check()
    whole.uncheck()
    expect(amount).to_be_disabled()
    part.uncheck()
    whole.check()
    kept(page)
    form.open(f"{server.url}contribute/practice/")
    expect(amount).to_be_disabled()


def test_each_page_has_a_report_of_its_own(context: BrowserContext, server: Server) -> None:
    page, form = opened(context, server, "contribute/correction/?page=https://passerelle.example/a/")
    form.answer("wrong", "About the first page")
    page.wait_for_timeout(PAUSE)
    _page, form = opened(context, server, "contribute/correction/?page=https://passerelle.example/b/")
    assert (form.value("page"), form.value("wrong")) == ("https://passerelle.example/b/", "")
