"""Every step of the form: no violation of axe, no scrolling sideways, and a way through it with the keyboard alone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from passerelle.content.addresses import FORMS
from passerelle.ground.locales import LOCALES, prefix
from tests.browser.conftest import Server
from tests.browser.form_driver import FormDriver

NARROW = 320


def steps(page: Page) -> list[str]:
    hrefs: list[str] = page.locator(".form-steps a").evaluate_all("all => all.map(link => link.getAttribute('href'))")
    return [href.removeprefix("#step-") for href in hrefs]


@pytest.mark.parametrize(
    ("lang", "scheme"), [("en", "dark"), ("fr", "light"), ("lo", "light"), ("lo", "dark"), ("ru", "dark")]
)
def test_no_step_breaks_a_rule_of_access(lang: str, scheme: str, browser: Browser, server: Server) -> None:
    """At 320 pixels; the last step is the one where everything is still wrong, so flaws are shown on all of them."""
    context = browser.new_context(viewport={"width": NARROW, "height": 640}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    form, axe, found = FormDriver(page), Axe(), {}
    for kind in FORMS:
        form.open(f"{server.url}{prefix(lang)}contribute/{kind}/")
        for step in ["send", *steps(page)]:
            form.step(step)
            for rest in page.locator(f"#step-{step} details").all():
                rest.evaluate("fold => { fold.open = true; }")
            result = axe.run(page)
            wide = page.evaluate("() => document.documentElement.scrollWidth")
            if result.violations_count or wide > NARROW:
                violations = [
                    (one["id"], [node["target"] for node in one["nodes"]][:3]) for one in result.response["violations"]
                ]
                found[kind, step] = (wide, violations)
    context.close()
    assert found == {}


@pytest.mark.parametrize("lang", LOCALES)
def test_the_keyboard_leads_from_a_mistake_to_its_field(lang: str, browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    form = FormDriver(page)
    form.open(f"{server.url}{prefix(lang)}contribute/practice/#step-send")
    first = page.locator(".form-flaws button").first
    first.focus()
    page.keyboard.press("Enter")
    expect(form.question("title").locator("input")).to_be_focused()
    page.keyboard.type("a")
    described = form.question("title").locator("input").get_attribute("aria-describedby") or ""
    expect(page.locator(f"#{described.split()[-1]}")).to_be_visible()
    expect(form.question("title").locator("input")).to_have_attribute("aria-invalid", "true")
    context.close()
