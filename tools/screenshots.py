"""Makes the picture of the README (`make screenshots`): builds the site, opens it in Chromium, joins two views."""

from __future__ import annotations

import functools
import http.server
import io
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / ".github/screenshot.png"
VIEWS = (("practices/kh-idpoor/", 1280, 860), ("lo/", 390, 860))  # address, width, height
GAP = 24  # pixels between the two
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Nothing: the command's own output is enough."""


def main() -> None:
    """Build, look, and write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        command = [sys.executable, "-m", "passerelle.cli", "build", "--site-dir", str(site)]
        subprocess.run(command, cwd=ROOT, check=True)
        handler = functools.partial(_Quiet, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        pictures = _look(f"http://127.0.0.1:{server.server_address[1]}/")
        server.shutdown()
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, max(picture.height for picture in pictures)), "white")
    place = 0
    for picture in pictures:
        sheet.paste(picture, (place, 0))
        place += picture.width + GAP
    sheet.quantize(128).save(TARGET, optimize=True)


def _look(base: str) -> list[Image.Image]:
    pictures = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        for address, width, height in VIEWS:
            locale = address.split("/")[0] if address.startswith(("lo/", "fr/", "ru/")) else "en"
            context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
            page = context.new_page()
            page.goto(base + address, wait_until="networkidle")
            pictures.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
            context.close()
        browser.close()
    return pictures


if __name__ == "__main__":
    main()
