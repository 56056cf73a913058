"""What people do: change language, read without JavaScript, answer a quiz, meet a wrong address."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server

PRACTICE = "practices/kh-idpoor/"
MODULE = "modules/enrol-informal-workers/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    opened = context.new_page()
    problems: list[str] = []
    opened.on(
        "console",
        lambda message: (
            problems.append(message.text) if message.type == "error" and "404" not in message.text else None
        ),
    )
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    context.close()
    assert problems == []


@pytest.mark.parametrize(("code", "name"), [("fr", "Français"), ("lo", "ລາວ"), ("ru", "Русский")])
def test_the_language_menu_stays_on_the_page(code: str, name: str, page: Page, server: Server) -> None:
    page.goto(server.url + PRACTICE)
    page.locator("details.menu summary").click()
    page.get_by_role("link", name=name, exact=True).click()
    expect(page).to_have_url(f"{server.url}{code}/{PRACTICE}")
    assert page.locator("html").get_attribute("lang") == code


def test_the_menu_closes_with_escape(page: Page, server: Server) -> None:
    page.goto(server.url + PRACTICE)
    menu = page.locator("details.menu")
    menu.locator("summary").click()
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


def test_colours_are_chosen_and_remembered(page: Page, server: Server) -> None:
    page.goto(server.url)
    button = page.locator(".theme-toggle")
    button.click()
    button.click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.goto(server.url + PRACTICE)
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_browser_language_is_offered_not_forced(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="lo-LA")
    page = context.new_page()
    page.goto(server.url)
    expect(page).to_have_url(server.url)
    offer = page.locator(".offer[lang=lo]")
    expect(offer).to_be_visible()
    offer.locator("button").click()
    page.goto(server.url + PRACTICE)
    expect(page.locator(".offer[lang=lo]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("prefix", ["", "fr/", "lo/", "ru/"])
def test_everything_is_readable_without_javascript(prefix: str, browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(server.url + prefix + PRACTICE)
    for anchor in ("problem", "done", "results", "did-not-work", "sources", "cite"):
        expect(page.locator(f"#{anchor}")).to_be_visible()
    page.locator("details.menu summary").click()
    assert page.locator("details.menu li").count() == 4
    page.goto(server.url + prefix + MODULE)
    details = page.locator("details.quiz-answer").first
    details.locator("summary").click()
    expect(details.locator("p").first).to_be_visible()
    context.close()


def test_a_quiz_gives_feedback(page: Page, server: Server) -> None:
    page.goto(server.url + MODULE)
    quiz = page.locator("[data-quiz]").first
    for question in quiz.locator(".quiz-question").all():
        right = (question.get_attribute("data-right") or "").split(",")
        for value in right:
            question.locator(f"input[value='{value}']").check()
    quiz.get_by_role("button", name="Check my answers").click()
    total = quiz.locator(".quiz-question").count()
    assert total >= 6
    expect(quiz.get_by_role("status")).to_contain_text(f"{total} of {total} right")


def test_a_wrong_answer_is_explained(page: Page, server: Server) -> None:
    page.goto(server.url + "fr/" + MODULE)
    quiz = page.locator("[data-quiz]").first
    question = quiz.locator(".quiz-question").first
    right = (question.get_attribute("data-right") or "").split(",")
    wrong = next(number for number in range(10) if str(number) not in right)
    question.locator(f"input[value='{wrong}']").check()
    quiz.get_by_role("button").first.click()
    expect(quiz.get_by_role("status")).to_contain_text(re.compile(r"0\b"))


def test_a_source_mark_leads_to_its_source(page: Page, server: Server) -> None:
    page.goto(server.url + "lo/" + PRACTICE)
    mark = page.locator("sup a.ref").first
    target = mark.get_attribute("href")
    mark.click()
    expect(page.locator(f"{target}:target")).to_be_visible()


def test_a_wrong_address_answers_in_four_languages(page: Page, server: Server) -> None:
    page.goto(server.url + "lo/practices/nothing-here/", wait_until="load")
    for code in ("en", "fr", "lo", "ru"):
        expect(page.locator(f"section[lang={code}] a.button")).to_be_visible()
