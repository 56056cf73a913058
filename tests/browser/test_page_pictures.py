"""The pictures of pages that build.yml keeps for the people who read a pull request."""

from __future__ import annotations

import http.server
import importlib.util
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from PIL import Image

from passerelle.ground.settings import PROJECT

TOOL = PROJECT / "tools/page_pictures.py"
PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<body style="margin:0;background:rgb(250,250,250)"><img src="{stranger}x.png" alt="">
<div style="height:1500px;background:rgb(0,80,80)"></div>
<img loading="lazy" width="100" height="100" src="red.png" alt=""></body></html>"""


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Another host that notes who asks it for something: its address and the paths."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", paths
        server.shutdown()


def write(site: Path, address: str, stranger: str) -> None:
    folder = site / address
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(PAGE.format(lang="lo", stranger=stranger), "utf-8")
    Image.new("RGB", (100, 100), "red").save(folder / "red.png")


def test_a_record_is_pictured_in_its_languages_on_phone_and_desktop(
    tmp_path: Path, asked: tuple[str, list[str]]
) -> None:
    stranger, paths = asked
    site, content, out = tmp_path / "site", tmp_path / "content", tmp_path / "out"
    for address in ("lo/practices/la-first", "practices/la-first", "fr/practices/la-first"):
        write(site, address, stranger)
    (content / "practices/la-first").mkdir(parents=True)
    for lang in ("en", "lo", "ru"):  # Russian is written, but has no page yet; French has a page with another's text
        (content / f"practices/la-first/index.{lang}.md").write_text("", "utf-8")
    command = [sys.executable, str(TOOL), "--site", str(site), "--out", str(out), "practices/la-first", "modules/gone"]
    environment = {**os.environ, "PASSERELLE_CONTENT": str(content)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    names = sorted(file.name for file in out.iterdir())
    assert names == [f"practices_la-first.{lang}.{view}.jpg" for lang in ("en", "lo") for view in ("desktop", "phone")]
    assert paths == []
    with Image.open(out / "practices_la-first.lo.phone.jpg") as picture:
        assert picture.width == 360
        assert picture.height > 1_600  # the whole page, not the first screen
        red, green, blue = picture.getpixel((50, picture.height - 50))  # drawn though it waits for the reader to scroll
        assert (red > 200, green < 60, blue < 60) == (True, True, True)
    with Image.open(out / "practices_la-first.en.desktop.jpg") as picture:
        assert picture.width == 1_280


def test_not_more_than_some_records_are_pictured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("page_pictures", TOOL)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    taken: list[Path] = []
    monkeypatch.setattr(tool, "chromium", nullcontext)
    monkeypatch.setattr(tool, "take", lambda *arguments: taken.append(arguments[-1]))
    records = [f"data/partners/p{number}.yml" for number in range(30)]
    for record in records:
        write(tmp_path / "site", f"partners/{Path(record).stem}", "x/")
    tool.take_all(tmp_path / "site", tmp_path / "out", records, tmp_path)
    assert len(taken) == tool.MOST * len(tool.VIEWS)
