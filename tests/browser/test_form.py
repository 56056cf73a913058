"""The submission form as a contributor meets it: errors beside fields, drafts that survive, a file that is accepted."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from passerelle.ground.locales import LOCALES, prefix
from passerelle.ground.settings import PROJECT
from tests.browser.conftest import Server
from tests.browser.form_answers import answers, picture_words
from tests.browser.form_driver import FormDriver

LAO_DIGITS = {0x0ED0 + digit: str(digit) for digit in range(10)}  # kept as everybody can read them
GPS, MAKE = 0x8825, 0x010F


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB", accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield opened
    assert problems == []


def words(lang: str) -> dict[str, str]:
    strings = yaml.safe_load((PROJECT / f"data/interface/{lang}.yml").read_text("utf-8"))
    return {key.removeprefix("form."): text for key, text in strings.items() if key.startswith("form.")}


def sentences(lang: str) -> dict[str, str]:
    own = yaml.safe_load((PROJECT / "data/submission.yml").read_text("utf-8"))["sentences"]
    return {code: texts[lang] for code, texts in own.items()}


def form_address(server: Server, lang: str, kind: str = "practice") -> str:
    return f"{server.url}{prefix(lang)}contribute/{kind}/"


def photo(folder: Path) -> Path:
    """A photo with the place where it was taken, larger than the form keeps."""
    exif = Image.Exif()
    exif[MAKE] = "Example camera"
    exif[GPS] = {1: "N", 2: (17.0, 57.0, 0.0), 3: "E", 4: (102.0, 36.0, 0.0)}
    file = folder / "PHOTO 1.JPG"
    Image.effect_mandelbrot((2400, 1200), (-2, -1, 1, 1), 20).convert("RGB").save(file, "JPEG", exif=exif)
    return file


def checked(tree: Path, lang: str) -> list[dict[str, object]]:
    """Rows of `passerelle check` on a tree, by the command a user types."""
    command = [sys.executable, "-m", "passerelle.cli", "check", "--format", "json", "--lang", lang, str(tree)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tree, timeout=120, check=False)
    rows: list[dict[str, object]] = json.loads(done.stdout)
    assert done.returncode == (1 if any(row["severity"] == "error" for row in rows) else 0), done.stderr
    return rows


@pytest.mark.parametrize("lang", ["lo", "ru"])
def test_a_practice_from_the_first_word_to_its_page(  # noqa: PLR0915, PLR0917 - one story, told in order
    lang: str, page: Page, context: BrowserContext, server: Server, browser: Browser, tmp_path: Path
) -> None:
    say, tell, given = words(lang), sentences(lang), answers(lang)
    told = {path: value for _step, path, value in given}
    form = FormDriver(page)
    form.open(form_address(server, lang))

    # Errors are told beside their fields, in the contributor's language, and go when they are mended.
    form.answer("title", "abc")
    expect(form.flaw("title")).to_have_text(tell["too-short"].format(count=3, limit=10))
    page.get_by_role("button", name=say["next"]).click()
    expect(page.locator("#step-sources")).to_be_visible()
    form.step("about")
    expect(form.flaw("summary")).to_have_text(tell["missing-field"])
    form.answer("title", given[0][2])
    expect(form.flaw("title")).to_be_hidden()
    form.answer_all(given)
    for path, wrong, code in (
        ("sources.0.url", "javascript:alert(1)", "bad-address"),
        ("sources.0.date", "2024-02-31", "bad-date"),
    ):
        form.step("sources")
        right = form.value(path)
        form.answer(path, wrong)
        expect(form.flaw(path)).to_have_text(re.compile(re.escape(tell[code].split("{")[0])))
        form.answer(path, right)
        expect(form.flaw(path)).to_be_hidden()
    form.step("story")
    form.answer("#problem", "<script>alert(1)</script>")
    expect(form.flaw("#problem")).to_contain_text(tell["raw-html"].split("{value}")[1][:20])
    form.answer("#problem", told["#problem"])

    # A picture loses size and place.
    form.step("pictures")
    page.locator("input[data-do=picture]").set_input_files(photo(tmp_path))
    expect(page.locator(".picture [data-row] img")).to_have_attribute("src", re.compile("^data:image/jpeg"))
    alt, credit = picture_words(lang)
    form.answer("media.0.alt", alt)
    form.answer("media.0.credit", credit)
    form.answer("media.0.consent", "=obtained")

    # A draft file brings everything back; so does the device, after a reload and after a crash.
    draft = tmp_path / "draft.json"
    form.save(say["draft_save"]).save_as(draft)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=say["draft_delete"]).click()
    form.step("about")
    assert form.value("title") == ""
    page.locator("input[data-do=open]").set_input_files(draft)
    expect(form.question("title").locator("input")).to_have_value(given[0][2])
    page.reload()
    page.wait_for_selector("html[data-form=judging]", state="attached")
    assert form.value("title") == given[0][2]
    page.wait_for_timeout(500)
    page.close(run_before_unload=False)
    page = context.new_page()
    form = FormDriver(page)
    form.open(form_address(server, lang))
    for _step, path, value in given:
        if isinstance(value, str):
            assert form.value(path) == value.removeprefix("=").translate(LAO_DIGITS), path

    # Without the permission nothing can be sent; with it, the file is complete.
    form.step("send")
    expect(page.locator(".form-verdict")).not_to_have_text(say["ready"])
    page.locator("[data-licence] input").check()
    expect(page.locator(".form-verdict")).to_have_text(say["ready"])
    bundle = tmp_path / "bundle.zip"
    download = form.save(say["download"])
    assert re.fullmatch(r"[a-z0-9-]+\.zip", download.suggested_filename)
    download.save_as(bundle)

    # The checker accepts it without a change, the site builds, and the new page shows it.
    tree = tmp_path / "tree"
    with zipfile.ZipFile(bundle) as archive:
        names = archive.namelist()
        archive.extractall(tree)
    (tree / "modules").mkdir()
    assert checked(tree, lang) == []
    taken = tmp_path / "taken"
    (taken / "modules").mkdir(parents=True)
    command = [sys.executable, "-m", "passerelle.cli", "intake", str(bundle), "--lang", lang]
    done = subprocess.run(command, cwd=taken, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    written = next(taken.glob(f"practices/*/index.{lang}.md")).read_text("utf-8")
    assert f"id: {'LA' if lang == 'lo' else 'TJ'}-0001" in written.replace('"', "")
    assert checked(taken, lang) == []
    picture = Image.open(io.BytesIO((tree / next(name for name in names if name.endswith(".jpg"))).read_bytes()))
    assert max(picture.size) == 1600
    assert not picture.getexif()
    site = tmp_path / "site"
    command = [sys.executable, "-m", "passerelle.cli", "build", "--content", str(tree), "--site-dir", str(site)]
    built = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=600, check=False)
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    slug = names[0].split("/")[1]
    shown = Server(site)
    reader = browser.new_page(viewport={"width": 360, "height": 740})
    reader.goto(f"{shown.url}{prefix(lang)}practices/{slug}/")
    expect(reader.locator("h1")).to_have_text(given[0][2])
    expect(reader.locator("article")).to_contain_text(told["#did-not-work"][:40])
    image = reader.locator(f'img[alt="{alt}"]')
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", value=True)
    expect(image).to_have_js_property("naturalWidth", value=1600)
    reader.close()
    shown.close()


@pytest.mark.parametrize("lang", LOCALES)
def test_the_saved_form_works_without_a_network(
    lang: str, browser: Browser, site_folder: Path, tmp_path: Path, record_property: pytest.RecordProperty
) -> None:
    """Also measures how long a scripted contributor takes from the empty form to the accepted file."""
    kit = tmp_path / f"practice.{lang}.html"
    kit.write_bytes((site_folder / f"assets/forms/practice.{lang}.html").read_bytes())
    context = browser.new_context(offline=True, accept_downloads=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    form, say = FormDriver(page), words(lang)
    started = time.monotonic()
    form.open(kit.as_uri())
    form.answer_all(answers(lang))
    form.step("send")
    page.locator("[data-licence] input").check()
    expect(page.locator(".form-verdict")).to_have_text(say["ready"])
    download = form.save(say["download"])
    tree = tmp_path / "tree"
    slug, language = download.suggested_filename.split(".")[:2]
    file = tree / f"practices/{slug}/index.{language}.md"
    file.parent.mkdir(parents=True)
    download.save_as(file)
    (tree / "modules").mkdir()
    assert checked(tree, lang) == []
    record_property(f"seconds_{lang}", round(time.monotonic() - started, 1))
    assert problems == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()


def test_an_exchange_is_offered_in_one_language(page: Page, server: Server, tmp_path: Path) -> None:
    say, form = words("ru"), FormDriver(page)
    form.open(form_address(server, "ru", "exchange"))
    form.answer_all(
        [
            ("about", "status", "=offer"),
            ("about", "title.ru", "Учебное ведомство показывает дни приёма в сёлах"),
            ("about", "summary.ru", "Мы покажем коллегам, как проходит день приёма, и ответим на вопросы."),
            ("how", "kind", "=study-visit"),
            ("how", "form", "=south-south"),
            ("how", "provider.countries.0", "=TJ"),
            ("how", "start", "2026-12"),
            ("how", "mode", "=in-person"),
            ("how", "topics.phases", ["intake"]),
            ("answer", "contact.office", "Учебный отдел"),
            ("answer", "contact.role_email", "training@ministry.example"),
        ]
    )
    form.step("send")
    page.locator("[data-licence] input").check()
    expect(page.locator(".form-flaws")).not_to_be_empty()  # an offer needs an end
    form.step("answer")
    form.answer("valid_until", f"{time.gmtime().tm_year + 1}-01")
    form.step("send")
    expect(page.locator(".form-verdict")).to_have_text(say["ready"])
    file = tmp_path / "tree/data/exchanges/new.yml"
    file.parent.mkdir(parents=True)
    form.save(say["download"]).save_as(file)
    assert checked(tmp_path / "tree", "ru") == []


@pytest.mark.parametrize("lang", LOCALES)
def test_a_mistake_is_reported_from_its_page(lang: str, page: Page, server: Server) -> None:
    page.goto(f"{server.url}{prefix(lang)}practices/kh-idpoor/")
    page.locator('a[href*="contribute/correction/"]').first.click()
    form = FormDriver(page)
    page.wait_for_selector("html[data-form=judging]", state="attached")
    assert form.value("page").endswith(f"{prefix(lang)}practices/kh-idpoor/")
    form.answer("wrong", "12 > 13")
    expect(form.flaw("wrong")).to_have_text(sentences(lang)["html-in-text"])
    form.answer("wrong", "12 000")
    form.step("send")
    expect(page.locator(".form-verdict")).to_have_text(words(lang)["ready"])
    expect(page.locator(".form-ready pre")).to_contain_text("12 000")


def test_without_scripts_the_form_can_be_read_and_says_how_to_send(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(form_address(server, "fr"))
    expect(page.get_by_text(words("fr")["noscript"])).to_be_visible()
    expect(page.get_by_text(words("fr")["practice_lead"])).to_be_visible()
    expect(page.locator('[data-section="did-not-work"] textarea')).to_be_disabled()
    template = page.get_by_role("link", name=words("fr")["template"]).get_attribute("href")
    text = context.request.get(f"{form_address(server, 'fr')}{template}").text()
    assert text.startswith("---\n")
    assert "lang: fr" in text
    context.close()
