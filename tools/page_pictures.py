"""Pictures of the pages of records, as on a phone and a desktop: `page_pictures.py --site DIR --out DIR PATH...`.

PATH names a record: the folder of a bundle, which is shown in its languages, or a data file, shown in all four.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Route, sync_playwright

from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import content_root
from passerelle.publish.weights import page_address

VIEWS = {"phone": (360, 740), "desktop": (1280, 900)}  # width, height; the picture goes down to the end of the page
MOST = 10  # records: more in one pull request is an import, and looked at otherwise
TALLEST = 16_000  # pixels; Chromium draws no taller picture
QUALITY = 60  # of JPEG: readable letters at half the bytes of PNG
# Pictures load when they come into view: all of them are wanted, and so is the face for Lao.
_READY = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => null)));
  await document.fonts.ready;
  return document.documentElement.scrollHeight;
}"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Nothing: the command's own output is enough."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """A folder on a free local port; gives the address, which ends with a slash."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's browser, or the one that CHROMIUM names."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        yield browser
        browser.close()


def languages(content: Path, record: str) -> list[str]:
    """The languages in which a record is written; data files carry all four."""
    if not (content / record).is_dir():
        return list(LOCALES)
    return [code for code in LOCALES if (content / record / f"index.{code}.md").is_file()]


def take(browser: Browser, base: str, address: str, size: tuple[int, int], target: Path) -> None:
    """Write the picture of one page, asking no other host for anything."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.route("**/*", lambda route: _local(route, base))
    page.goto(base + address)
    tall = min(TALLEST, page.evaluate(_READY))
    clip = FloatRect(x=0, y=0, width=width, height=tall)
    page.screenshot(path=target, full_page=True, clip=clip, type="jpeg", quality=QUALITY)
    context.close()


def _local(route: Route, base: str) -> None:
    if route.request.url.startswith((base, "data:")):
        route.continue_()
    else:
        route.abort()


def take_all(site: Path, out: Path, records: list[str], content: Path) -> list[Path]:
    """Pictures of at most `MOST` records; those without a page are left out. Gives the files written."""
    written = []
    out.mkdir(parents=True, exist_ok=True)
    with served(site) as base, chromium() as browser:
        for record in records[:MOST]:
            for locale in languages(content, record):
                address = page_address(record, locale)
                if not (site / address / "index.html").is_file():
                    continue
                for view, size in VIEWS.items():
                    target = out / f"{record.removesuffix('.yml').replace('/', '_')}.{locale}.{view}.jpg"
                    take(browser, base, address, size, target)
                    written.append(target)
    return written


def main() -> None:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(description="Pictures of the pages of records.")
    parser.add_argument("records", nargs="*", metavar="PATH")
    parser.add_argument("--site", type=Path, required=True, help="folder of the built site")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    options = parser.parse_args()
    for file in take_all(options.site, options.out, options.records, content_root()):
        sys.stdout.write(f"{file}\n")
    if len(options.records) > MOST:
        sys.stdout.write(f"{len(options.records) - MOST} records were left out.\n")


if __name__ == "__main__":
    main()
