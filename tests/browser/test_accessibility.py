"""axe-core on every kind of page, four languages, light and dark, phone and desktop: no violation."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import Server

KINDS = [
    "",
    "practices/",
    "practices/by/country/",
    "practices/by/phase/intake/",
    "practices/kh-idpoor/",
    "practices/tg-novissi-delivery/",
    "modules/",
    "modules/enrol-informal-workers/",
    "countries/la/",
    "exchanges/x-2024-01/",
    "partners/ilo/",
    "partners/",
    "vocabulary/",
    "keywords/",
    "keywords/pension/",
    "search/",
    "about/",
    "contribute/",
    "contribute/fields/practice/",
    "contributors/",
    "editors/",
    "help/missing-field/",
]
SCREENS = {"phone": (360, 740), "desktop": (1280, 900)}


# Both schemes and both screens in Lao, whose text is the largest; in the other languages the two pairs that differ most.
VIEWS = [
    (prefix, screen, scheme)
    for prefix in ("", "fr/", "ru/")
    for screen, scheme in (("phone", "light"), ("desktop", "dark"))
]
VIEWS += [("lo/", screen, scheme) for screen in SCREENS for scheme in ("light", "dark")]


@pytest.mark.parametrize(("prefix", "screen", "scheme"), VIEWS)
def test_no_violation(prefix: str, screen: str, scheme: str, browser: Browser, server: Server) -> None:
    width, height = SCREENS[screen]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    axe = Axe()
    found = {}
    for kind in KINDS:
        page.goto(f"{server.url}{prefix}{kind}")
        result = axe.run(page)
        if result.violations_count:
            found[kind] = [
                (violation["id"], [node["target"] for node in violation["nodes"]][:3])
                for violation in result.response["violations"]
            ]
    context.close()
    assert found == {}


@pytest.mark.parametrize("prefix", ["", "fr/", "lo/", "ru/"])
def test_a_narrow_phone_never_scrolls_sideways(prefix: str, browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 600})
    page = context.new_page()
    wide = {}
    for kind in KINDS:
        page.goto(f"{server.url}{prefix}{kind}")
        width = page.evaluate("() => document.documentElement.scrollWidth")
        if width > 320:
            wide[kind] = width
    context.close()
    assert wide == {}
