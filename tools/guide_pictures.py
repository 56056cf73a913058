"""Pictures of the guides, in four languages: `guide_pictures.py [--site DIR] [NAME...]` (`make guide-pictures`).

Each picture is a part of a page as a phone shows it, saved into the folder of its guide in docs/ as
`NAME-LANGUAGE-2x.webp`. NAME takes only some of them; without --site the site is built first.
"""

from __future__ import annotations

import argparse
import functools
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from page_pictures import chromium, served
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, FilePayload, FloatRect, Page

from passerelle.ground.locales import LOCALES, prefix
from passerelle.render.pictures import DOUBLE

ROOT = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = 360, 740  # a phone, in pixels of the page
SCALE = 2  # dots of the picture for one pixel
MARGIN = 10  # pixels above and below what is shown
COLOURS = 16  # letters and lines need no more, and a picture without loss of so few is light
# Addresses that make every way to send a text appear; they lead nowhere.
SETTINGS = {"REPO_URL": "https://github.com/example/passerelle", "CONTACT_EMAIL": "editors@passerelle.example"}
FRAME = "#7f918f"
WAYS = 5  # file, mail, proposal and issue on GitHub, clipboard
CLOCK = "2026-11-21T09:00:00"  # the hour that drafts show
FORM = "contribute/practice/"
MODULE = "modules/plan-a-social-registry/"
# A practice whose page in this language is a machine translation.
TRANSLATED = {
    code: f"practices/{'kg-social-passport' if code == 'fr' else 'tg-novissi-evaluation'}/" for code in LOCALES
}
_EXAMPLE = re.compile(r"^```yaml\n---\n(.*?)^---\n```$", re.DOTALL | re.MULTILINE)
# Letters are there, and nothing shows that a hand was here: no field is entered, no button lies below the pointer.
_READY = """() => {
  document.documentElement.style.pointerEvents = "none";
  document.activeElement?.blur();
  return document.fonts.ready.then(() => true);
}"""


@dataclass(frozen=True)
class Picture:
    """One picture of a guide: where it is taken, what is done before, and from which element to which it goes."""

    guide: str
    name: str
    address: str | dict[str, str]  # below the language's; one for each language where they differ
    first: str
    last: str
    prepare: Callable[[Page, str], None] = lambda _page, _locale: None

    def file(self, locale: str) -> Path:
        """Where it is kept."""
        return ROOT / "docs" / self.guide / f"{self.name}-{locale}{DOUBLE}.webp"


@functools.cache
def example(locale: str) -> dict[str, Any]:
    """The invented practice that the guide for Git shows in this language; every value is a text."""
    text = (ROOT / f"docs/contribute-with-git/index.{locale}.md").read_text("utf-8")
    found = _EXAMPLE.search(text)
    if found is None:
        raise SystemExit(f"docs/contribute-with-git/index.{locale}.md holds no example")
    facts: dict[str, Any] = yaml.load(found.group(1), yaml.BaseLoader)  # noqa: S506 - makes nothing but texts
    return facts


def type_title(page: Page, locale: str) -> None:
    """The first question, answered."""
    page.fill("[data-at=title] input", example(locale)["title"])
    page.wait_for_selector("[data-at=title] .count:not(:empty)")


def say_too_little(page: Page, locale: str) -> None:
    """A summary that is too short, so that its field says so."""
    page.fill("[data-at=summary] textarea", example(locale)["title"])
    page.locator("[data-at=summary] textarea").blur()
    page.wait_for_selector("[data-at=summary] > .flaw:not([hidden])")
    page.wait_for_selector("[data-at=summary] .count:not(:empty)")


def answer_all(page: Page, locale: str) -> None:
    """Everything that is needed now, opened from a draft file, and the step that sends."""
    facts = example(locale)
    said = f"{facts['summary']}[^s1]"
    sections = dict.fromkeys(("problem", "done", "results", "did-not-work"), said)
    draft = {"passerelle": 1, "kind": "practice", "lang": locale, "saved": f"{CLOCK}Z", "licence": True, "pictures": []}
    draft |= {"facts": facts, "sections": sections}
    file = FilePayload(name="draft.json", mimeType="application/json", buffer=json.dumps(draft).encode())
    page.set_input_files("[data-do=open]", files=[file])
    page.click('.form-steps a[href="#step-send"]')
    page.wait_for_selector(".form-ready:not([hidden]) .form-actions", timeout=5000)
    if page.locator(".form-actions button").count() < WAYS:
        raise SystemExit(f"The site must be built with {' and '.join(SETTINGS)}.")
    page.evaluate("for (const rest of document.querySelectorAll('.form-actions ~ *')) rest.remove()")


def offer_translation(page: Page, locale: str) -> None:
    """The language chosen."""
    page.select_option("[data-at=language] select", locale)


def answer_quiz(page: Page, _locale: str) -> None:
    """One wrong answer, checked: its comment opens."""
    page.locator("[data-question] input").nth(1).check()
    page.locator("[data-quiz] button").first.click()


def open_menu(page: Page, _locale: str) -> None:
    """The menu of languages."""
    page.click("details.menu > summary")


def open_contents(page: Page, _locale: str) -> None:
    """The list of a module's sections with their minutes."""
    page.evaluate("document.querySelector('details.toc').open = true")


def open_group(page: Page, _locale: str) -> None:
    """The practices that no institution has confirmed, the first one."""
    page.evaluate(
        """() => {
          const group = document.getElementById("waiting-unconfirmed");
          group.open = true;
          for (const row of [...group.querySelectorAll("li")].slice(1)) row.remove();
          group.querySelector("ul ~ p")?.remove();
        }"""
    )


PICTURES = (
    Picture("contribute", "first-step", FORM, ".form-steps", "[data-at=title]", type_title),
    Picture("contribute", "mistake", FORM, "[data-at=summary]", "[data-at=summary]", say_too_little),
    Picture("contribute", "send", FORM, ".form-verdict", ".form-actions", answer_all),
    Picture("teach", "sections", MODULE, ".toc", ".toc", open_contents),
    Picture("teach", "quiz", MODULE, "[data-question]", "[data-question]", answer_quiz),
    Picture("translate", "menu", TRANSLATED, ".site-header", "details.menu ul", open_menu),
    Picture("translate", "notice", TRANSLATED, ".notices", ".notices"),
    Picture("translate", "offer", "contribute/translation/", "#step-what", "[data-at=language]", offer_translation),
    Picture("editors", "waiting", "editors/", "#waiting", "#waiting-unconfirmed", open_group),
    Picture("editors", "message", "help/bad-date/", "h1", ".opening"),
)


def take(browser: Browser, base: str, picture: Picture, locale: str) -> bytes:
    """One picture, as WebP."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=SCALE,
        locale=locale,
        timezone_id="UTC",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.clock.set_fixed_time(CLOCK)
    address = picture.address if isinstance(picture.address, str) else picture.address[locale]
    page.goto(base + prefix(locale) + address, wait_until="networkidle")
    picture.prepare(page, locale)
    page.evaluate(_READY)
    page.mouse.move(0, 0)
    top = page.locator(picture.first).first.bounding_box()
    end = page.locator(picture.last).first.bounding_box()
    if top is None or end is None:
        raise SystemExit(f"{picture.guide}/{picture.name} ({locale}): nothing to be seen")
    scrolled = page.evaluate("scrollY")
    start = max(0, top["y"] + scrolled - MARGIN)
    tall = end["y"] + scrolled + end["height"] + MARGIN - start
    clip = FloatRect(x=0, y=start, width=WIDTH, height=tall)
    shot = page.screenshot(full_page=True, clip=clip)
    context.close()
    return packed(Image.open(io.BytesIO(shot)))


def packed(shot: Image.Image) -> bytes:
    """A picture in few colours, with a frame: without one its buttons look like buttons of the guide."""
    plain = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    ImageDraw.Draw(plain).rectangle((0, 0, plain.width - 1, plain.height - 1), outline=FRAME, width=SCALE)
    stream = io.BytesIO()
    plain.save(stream, "WEBP", lossless=True, quality=100, method=6)
    return stream.getvalue()


def take_all(site: Path, names: list[str]) -> list[Path]:
    """Take the pictures of these names, all when there are none; gives the files written."""
    written = []
    with served(site) as base, chromium() as browser:
        for picture in PICTURES:
            for locale in LOCALES if not names or picture.name in names else ():
                file = picture.file(locale)
                file.write_bytes(take(browser, base, picture, locale))
                written.append(file)
    return written


def build(site: Path) -> None:
    """The site, as if it had a repository and an address for mail.

    A guide that names a picture which is not there yet would stop the build: an empty one stands in for it.
    """
    for file in (picture.file(locale) for picture in PICTURES for locale in LOCALES):
        if not file.is_file():
            Image.new("RGB", (SCALE, SCALE)).save(file)
    command = [sys.executable, "-m", "passerelle.cli", "build", "--site-dir", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | SETTINGS)


def main() -> None:
    """Take the pictures and say how heavy they are."""
    parser = argparse.ArgumentParser(description="Pictures of the guides.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="of pictures; all when there is none")
    parser.add_argument("--site", type=Path, help="folder of a site built with REPO_URL and CONTACT_EMAIL")
    options = parser.parse_args()
    if unknown := set(options.names) - {picture.name for picture in PICTURES}:
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or Path(folder) / "site"
        if options.site is None:
            build(site)
        for file in take_all(site, options.names):
            sys.stdout.write(f"{file.stat().st_size:6} {file.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
