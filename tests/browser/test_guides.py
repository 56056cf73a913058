"""The guides on a phone: their pictures come when a reader scrolls to them, in the right size, and move nothing."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response

from passerelle.ground.locales import LOCALES, prefix
from tests.browser.conftest import Server

GUIDES = ("contribute", "teach", "translate", "editors")
WIDEST = 360  # pixels of the page
_MOVES = """new PerformanceObserver((list) => {
  for (const move of list.getEntries()) globalThis.moved = (globalThis.moved ?? 0) + move.value;
}).observe({type: "layout-shift", buffered: true})"""
_SCROLL = """async () => {
  const found = [];
  for (const image of document.querySelectorAll(".text img")) {
    image.scrollIntoView();
    await image.decode();
    const box = image.getBoundingClientRect();
    found.push([image.naturalWidth, Math.round(box.width), Math.round(box.width * image.naturalHeight / image.naturalWidth - box.height)]);
  }
  return found;
}"""


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", GUIDES)
def test_pictures_come_and_move_nothing(name: str, locale: str, browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale=locale, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(_MOVES)
    seen: list[Response] = []
    page.on("response", lambda answer: seen.append(answer))  # noqa: PLW0108 - playwright marks the function
    page.goto(f"{server.url}{prefix(locale)}{name}/", wait_until="networkidle")
    pictures = page.evaluate(_SCROLL)
    assert 2 <= len(pictures) <= 4
    for dots, wide, stretched in pictures:
        assert dots == WIDEST * 2
        assert 300 <= wide <= WIDEST
        assert abs(stretched) <= 1
    assert page.evaluate("globalThis.moved ?? 0") < 0.02
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [answer.url for answer in seen if answer.status != 200] == []
    context.close()
    taken = [Path(urlsplit(answer.url).path).name for answer in seen if answer.url.endswith(".webp")]
    assert len(taken) == len(set(taken)) == len(pictures)
    assert all(taken_name.endswith(f"-{locale}-2x.webp") for taken_name in taken)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_forms_are_one_touch_away(locale: str, browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale=locale)
    page = context.new_page()
    page.goto(f"{server.url}{prefix(locale)}contribute/")
    page.locator(".text h2#form ~ p a").first.click()
    page.wait_for_url(f"{server.url}{prefix(locale)}contribute/practice/")
    context.close()
