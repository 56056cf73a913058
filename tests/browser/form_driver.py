"""A pair of hands for the submission form: opens steps, answers questions, reads what is said beside them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.form_answers import Answers


class FormDriver:
    """One open form."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        """Go to a form and wait until it can judge."""
        self.page.goto(address)
        self.page.wait_for_selector("html[data-form=judging]", state="attached")

    def step(self, name: str) -> None:
        """Open a step by its link."""
        self.page.locator(f'.form-steps a[href="#step-{name}"]').click()
        expect(self.page.locator(f"#step-{name}")).to_be_visible()

    def question(self, path: str) -> Locator:
        """The box of a question: "sources.0.title", "#problem" for a section."""
        if path.startswith("#"):
            return self.page.locator(f'[data-section="{path[1:]}"]')
        found = self.page.locator(".form")
        for step in path.split("."):
            if step.isdigit():
                if found.locator("> [data-row]").count() <= int(step):
                    found.locator("> p > [data-do=add]").click()
                found = found.locator("> [data-row]").nth(int(step))
            else:
                found = found.locator(f'[data-at="{step}"]').first
        inner = found.locator('> [data-at=""]')
        return inner if inner.count() else found

    def answer(self, path: str, value: Any) -> None:
        """Type, choose or tick, and leave the question."""
        box = self.question(path)
        box.evaluate("box => { const rest = box.closest('details'); if (rest) rest.open = true; }")
        if isinstance(value, list):
            for one in value:
                box.locator(f'input[value="{one}"]').check()
        elif value is True:
            box.locator("input").check()
        elif str(value).startswith("="):
            box.locator("select").first.select_option(str(value)[1:])
        else:
            field = box.locator("textarea, input:not([type=checkbox])").first
            field.fill(str(value))
            field.blur()

    def answer_all(self, given: Answers) -> None:
        """All answers, step by step."""
        current = ""
        for step, path, value in given:
            if step != current:
                self.step(step)
                current = step
            self.answer(path, value)

    def flaw(self, path: str) -> Locator:
        """What is said beside a question."""
        return self.question(path).locator("> .flaw")

    def value(self, path: str) -> str:
        """What stands in a question's field."""
        return self.question(path).locator("textarea, select, input:not([type=checkbox])").first.input_value()

    def save(self, button: str) -> Download:
        """Press a button that saves a file."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=button, exact=True).click()
        return waiting.value
