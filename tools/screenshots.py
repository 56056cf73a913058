"""Makes the picture of the README (`make screenshots`): builds the site, opens it in Chromium, joins two views."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from page_pictures import chromium, served
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / ".github/screenshot.png"
VIEWS = (("practices/kh-idpoor/", 1280, 860), ("lo/", 390, 860))  # address, width, height
GAP = 24  # pixels between the two


def main() -> None:
    """Build, look, and write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        command = [sys.executable, "-m", "passerelle.cli", "build", "--site-dir", str(site)]
        subprocess.run(command, cwd=ROOT, check=True)
        with served(site) as base:
            pictures = _look(base)
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, max(picture.height for picture in pictures)), "white")
    place = 0
    for picture in pictures:
        sheet.paste(picture, (place, 0))
        place += picture.width + GAP
    sheet.quantize(128).save(TARGET, optimize=True)


def _look(base: str) -> list[Image.Image]:
    pictures = []
    with chromium() as browser:
        for address, width, height in VIEWS:
            locale = address.split("/")[0] if address.startswith(("lo/", "fr/", "ru/")) else "en"
            context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
            page = context.new_page()
            page.goto(base + address, wait_until="networkidle")
            pictures.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
            context.close()
    return pictures


if __name__ == "__main__":
    main()
