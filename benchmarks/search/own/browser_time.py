"""Time from asking to the first result on the built search page, in Debian's Chromium.

    python browser_time.py SITE > table.md

400 kbit/s both ways, 400 ms latency, CPU slowed 4x (CDP); files gzipped over HTTP/1.1 with keep-alive; an empty
cache for every query. "on the page": the search page has been open until its network was quiet (a reader types
meanwhile); from submitting the form to the first hit in the page. "from the home page": that page was read first,
so the site's styles and common scripts are in the cache; from the start of the navigation to search/?q=... to the
first hit. "from elsewhere": the same with nothing in the cache. Median of 5 queries a language.
"""

import functools
import gzip
import http.server
import json
import os
import statistics
import sys
import threading
import urllib.parse
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
FLAGS += ("--disable-component-update", "--disable-sync")
ANSWERS = 'document.querySelector("#search-hits .hit, #search-close .hit")'
SPEED = 400 * 1000 / 8
QUERIES = Path(__file__).with_name("queries.jsonl")
KINDS = {"lo": ("known-item", "known-item", "no-tones", "topical", "topical")}
OTHERS = ("known-item", "known-item", "known-item", "topical", "topical")


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = path.read_bytes()
        packed = gzip.compress(body, 9) if path.suffix in {".html", ".js", ".css", ".json", ".txt", ".svg"} else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)) + "; charset=utf-8")
        self.send_header("Cache-Control", "max-age=600")
        if packed is not body:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)


def main() -> None:
    handler = functools.partial(Handler, directory=sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}/"
    rows = [json.loads(line) for line in QUERIES.read_text("utf-8").splitlines()]
    print(
        "| lang | on the page, s: median (5 queries) | from the home page, s "
        "| from elsewhere, s | from elsewhere: requests, KB until then, median |"
    )
    print("|---|---|---|---|---|")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        for lang in ("lo", "ru", "fr", "en"):
            page = f"{base}{'' if lang == 'en' else lang + '/'}search/"
            asked = five([row for row in rows if row["lang"] == lang and row["target"] == "same"], lang)
            here = [on_the_page(browser, page, query) for query in asked]
            home = [from_elsewhere(browser, page, query, page.removesuffix("search/")) for query in asked]
            cold = [from_elsewhere(browser, page, query) for query in asked]
            times = " | ".join(listed([each[0] for each in found]) for found in (here, home, cold))
            requests, kb = (statistics.median(each[part] for each in cold) for part in (1, 2))
            print(f"| {lang} | {times} | {requests}, {kb:.0f} |", flush=True)
        print(f"\nChromium {browser.version}")
        browser.close()


def five(rows: list[dict[str, str]], lang: str) -> list[str]:
    """Two queries of many words, three others: the first of their kind that are not taken."""
    chosen: list[str] = []
    for kind in KINDS.get(lang, OTHERS):
        chosen.append(next(row["query"] for row in rows if row["kind"] == kind and row["query"] not in chosen))
    return chosen


def listed(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} ({', '.join(f'{s:.2f}' for s in seconds)})"


def slow(browser: Browser) -> tuple[BrowserContext, Page, list[float]]:
    """Return an empty-cached page on a slow phone, and the bytes of its answers as they come."""
    context = browser.new_context(viewport={"width": 360, "height": 720})
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"] / 1024))
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 400, "downloadThroughput": SPEED, "uploadThroughput": SPEED},
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return context, page, sizes


def on_the_page(browser: Browser, address: str, query: str) -> tuple[float, int, float]:
    context, page, sizes = slow(browser)
    page.goto(address, wait_until="networkidle", timeout=120_000)
    sizes.clear()
    milliseconds = page.evaluate(
        """(query) => new Promise((done) => {
            const look = () => ANSWERS;
            const input = document.getElementById("search-input");
            const start = performance.now();
            const watcher = new MutationObserver(() => {
              if (look()) { watcher.disconnect(); done(performance.now() - start); }
            });
            watcher.observe(document.body, { subtree: true, childList: true, attributes: true });
            input.value = query;
            input.form.requestSubmit();
        })""".replace("ANSWERS", ANSWERS),
        query,
    )
    context.close()
    return milliseconds / 1000, len(sizes), sum(sizes)


def from_elsewhere(browser: Browser, address: str, query: str, before: str = "") -> tuple[float, int, float]:
    context, page, sizes = slow(browser)
    page.add_init_script(
        f"""addEventListener("DOMContentLoaded", () => {{
            const watcher = new MutationObserver(() => {{
              if ({ANSWERS}) {{ watcher.disconnect(); window.firstResult = performance.now(); }}
            }});
            watcher.observe(document.body, {{ subtree: true, childList: true, attributes: true }});
        }});"""
    )
    if before:
        page.goto(before, wait_until="networkidle", timeout=120_000)
        sizes.clear()
    page.goto(f"{address}?q={urllib.parse.quote(query)}", wait_until="commit", timeout=120_000)
    while not page.evaluate("window.firstResult ?? 0"):  # wait_for_function needs eval, which the policy forbids
        page.wait_for_timeout(100)
    first, requests, kb = page.evaluate("window.firstResult") / 1000, len(sizes), sum(sizes)
    context.close()
    return first, requests, kb


if __name__ == "__main__":
    main()
