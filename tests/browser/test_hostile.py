"""Content that a stranger sends: nothing of it may run a script or cause a request, even past the checker."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from passerelle.ground.settings import PROJECT
from passerelle.knowledge.reading import read
from tests.browser.conftest import Server
from tests.browser.vectors import BODIES, FACTS, FILES, HARMLESS
from tests.engine import load, plan, write

SLUG = "kh-idpoor"
TODAY = dt.date(2026, 11, 21)
SOURCE = (PROJECT / "practices" / SLUG / "index.en.md").read_text("utf-8")


def _practice(folder: Path, number: int, text: str) -> str:
    """One more practice in a tree, with an id of its own; returns its folder's name."""
    slug = f"vector-{number}"
    target = folder / "practices" / slug
    target.mkdir(parents=True)
    lines = [line for line in text.split("\n") if not line.startswith(("modules:", "exchanges:"))]
    place = next(index for index, line in enumerate(lines) if line.startswith("id:"))
    lines[place] = f"id: KH-{number:04d}"
    (target / "index.en.md").write_text("\n".join(lines), "utf-8")
    return slug


def _with_body(vector: str) -> str:
    head, mark, rest = SOURCE.partition("## What was done")
    assert mark
    return f"{head}{vector}\n\n{mark}{rest}"


def _with_fact(field: str, value: str) -> str:
    lines = SOURCE.split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith(f"{field}:"))
    lines[place] = f"{field}: {json.dumps(value)}"
    return "\n".join(lines)


def _texts() -> Iterator[tuple[str, str]]:
    """What was tried, and the document that carries it."""
    for vector in BODIES:
        yield vector, _with_body(vector)
    for field, vectors in FACTS.items():
        for vector in vectors:
            yield f"{field}: {vector}", _with_fact(field, vector)


def test_no_vector_runs_or_asks(browser: Browser, tmp_path: Path) -> None:
    """Every vector is rendered without asking the checker, opened in Chromium, clicked at, and watched."""
    tree, out = tmp_path / "tree", tmp_path / "out"
    tried = {_practice(tree, number, text): vector for number, (vector, text) in enumerate(_texts(), start=1)}
    site = load(tree)
    planned = plan(site, ("en",))
    write(site, planned, out, only="practices/")
    write(site, {"": planned[""]}, out)
    server = Server(out)
    context = browser.new_context()
    escaped: list[str] = []
    context.expose_function("passerelleCaught", lambda: escaped.append("script"))
    context.add_init_script(
        "for (const name of ['alert','confirm','prompt']) window[name] = () => window.passerelleCaught();"
    )
    page = context.new_page()
    page.on(
        "request",
        lambda request: escaped.append(request.url) if not request.url.startswith((server.url, "data:")) else None,
    )
    page.on("dialog", lambda dialog: (escaped.append("dialog"), dialog.dismiss()))
    through = {}
    lists = sorted(
        {address for address in planned if address.startswith("practices/by/phase") or address == "practices/"}
    )
    for address, vector in [(f"practices/{slug}/", vector) for slug, vector in tried.items()] + [
        (one, "lists") for one in ("", *lists)
    ]:
        escaped.clear()
        page.goto(server.url + address)
        handlers = page.evaluate(PROVOKE)
        page.wait_for_timeout(10)
        if escaped or handlers:
            through[f"{vector} at {address}"] = [*escaped, *handlers]
    context.close()
    server.close()
    assert len(tried) >= 90
    assert through == {}


# Hover and focus everything, click every link of a dangerous kind, and name every inline handler that is left.
PROVOKE = """() => {
  for (const element of document.querySelectorAll('main *')) {
    element.dispatchEvent(new Event('mouseover')); element.dispatchEvent(new Event('focus')); element.dispatchEvent(new Event('toggle'));
  }
  for (const link of document.querySelectorAll('main a')) {
    if (!['http:', 'https:', 'mailto:'].includes(link.protocol)) link.click();
  }
  return [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => a.name.startsWith('on') || a.name === 'style' ||
    (['href', 'src', 'action', 'data'].includes(a.name) && /^\\s*(javascript|data:text|vbscript)/i.test(a.value))).map(a => a.name + '=' + a.value);
}"""


def test_the_policy_alone_stops_scripts(browser: Browser, tmp_path: Path) -> None:
    """Were the sanitiser to fail, the content security policy would still hold: raw vectors inside a page with it."""
    policy = load(PROJECT).policy
    # A policy in a meta tag cannot forbid navigation; the sanitiser alone stops a refresh.
    raw = [vector for vector in BODIES if vector.startswith("<") and "refresh" not in vector]
    for number, vector in enumerate(raw):
        head = f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{policy}"><title>x</title>'
        (tmp_path / f"{number}.html").write_text(f"{head}<main>{vector}</main>", "utf-8")
    server = Server(tmp_path)
    context = browser.new_context()
    caught: list[str] = []
    context.expose_function("passerelleCaught", lambda: caught.append(page.url))
    context.add_init_script(
        "for (const name of ['alert','confirm','prompt']) window[name] = () => window.passerelleCaught();"
    )
    page = context.new_page()
    page.route("https://evil.example/**", lambda route: route.abort())
    for number in range(len(raw)):
        page.goto(f"{server.url}{number}.html")
        page.wait_for_timeout(10)
    context.close()
    server.close()
    assert len(raw) >= 30
    assert caught == []


@pytest.mark.parametrize(("name", "content", "code"), FILES)
def test_hostile_files_are_refused(name: str, content: bytes, code: str, tmp_path: Path) -> None:
    slug = _practice(tmp_path, 1, SOURCE)
    (tmp_path / "practices" / slug / name).write_bytes(content)
    codes = {problem.code for problem in read(tmp_path, TODAY).report.errors}
    assert code in codes


def test_the_checker_refuses_what_could_do_harm(tmp_path: Path) -> None:
    """Vectors that would put HTML, scripts or foreign addresses into a page are refused by the checker too."""
    tried = {_practice(tmp_path, number, text): vector for number, (vector, text) in enumerate(_texts(), start=1)}
    refused = {
        problem.path.split("/")[1]
        for problem in read(tmp_path, TODAY).report.errors
        if problem.path.startswith("practices/")
    }
    unchanged = tmp_path / "unchanged"
    _practice(unchanged, 1, SOURCE)
    assert [problem.code for problem in read(unchanged, TODAY).report.errors] == []
    let_through = [vector for slug, vector in tried.items() if slug not in refused]
    assert sorted(let_through) == sorted(HARMLESS)
