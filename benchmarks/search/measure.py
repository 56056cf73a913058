"""Measure search against MiniSearch, Pagefind and lunr on the same documents and queries.

    python measure.py DOCS.jsonl QUERIES.jsonl --core core60.json --generator corpus.py > table.md

DOCS has `id, lang, title, paras`; QUERIES has `lang, query, relevant, rel_pattern`. The small
collection is the documents of --core. The large one is all documents and --pages minus as many
distractors: half of paragraphs drawn from documents outside the core, half written by the
generator's `Writer`. A distractor or a document outside the core that matches `rel_pattern`
counts as relevant. recall@5 is the share of the (at most 5) relevant documents among the first
five answers. KB are gzip, cold, client code included, cards of ten hits included.
"""

import argparse
import importlib.util
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "hooks"))

from passerelle.search import SearchDocument, build_index, write_index  # noqa: E402
from passerelle.search.fold import fold, light  # noqa: E402

LANGS = ("lo", "ru", "fr", "en")
ENGINES = ("ours", "minisearch", "pagefind", "lunr")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--core", type=Path, required=True)
    parser.add_argument("--generator", type=Path, help="a corpus.py with class Writer(lang, rng)")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--engines", nargs="*", default=ENGINES, choices=ENGINES)
    parser.add_argument("--langs", nargs="*", default=LANGS, choices=LANGS)
    given = parser.parse_args()
    records = [json.loads(line) for line in given.documents.read_text("utf-8").splitlines()]
    queries = [json.loads(line) for line in given.queries.read_text("utf-8").splitlines()]
    core = set(json.loads(given.core.read_text("utf-8")))
    print(
        "| pages | lang | engine | recall@5 | MRR@10 | absent, confident | KB median / p95 "
        "| requests median / p95 | build CPU s |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        for size in (len(core), given.pages):
            for lang in given.langs:
                own = [record for record in records if record["lang"] == lang]
                chosen = [record for record in own if record["id"] in core]
                if size > len(core):
                    chosen = own + distractors(own, core, lang, size - len(own), given.generator)
                asked = [query for query in queries if query["lang"] == lang]
                measure(size, lang, chosen, asked, absent(own, core), core, given.engines, Path(work))


def distractors(own: list[Any], core: set[str], lang: str, count: int, generator: Path | None) -> list[Any]:
    rng = random.Random(1)
    outside = [record for record in own if record["id"] not in core]
    paras = [para for record in outside for para in record["paras"]]
    made = []
    for number in range(count):
        if generator and number % 2:
            writer = load(generator).Writer(lang, random.Random(f"{lang}-{number}"))
            title, text = writer.title(), [writer.paragraph(90) for _ in range(5)]
        else:
            title, text = rng.choice(outside)["title"], rng.sample(paras, rng.randint(4, 8))
        made.append({"id": f"x-{number:04d}", "lang": lang, "title": title, "paras": text})
    return made


def load(path: Path) -> Any:
    if "generator" not in sys.modules:
        spec = importlib.util.spec_from_file_location("generator", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["generator"] = module
        spec.loader.exec_module(module)
    return sys.modules["generator"]


def absent(own: list[Any], core: set[str], count: int = 100) -> list[str]:
    """Pieces of the documents outside the core whose beginnings the core does not have."""
    rng = random.Random(2)
    inside = fold(" ".join(part for r in own if r["id"] in core for part in (r["title"], *r["paras"])))
    outside = fold(" ".join(para for r in own if r["id"] not in core for para in r["paras"]))
    pieces = (
        set(re.findall("[^\\W\\d_\u0e80-\u0eff]{6,}", outside))
        if own[0]["lang"] != "lo"
        else {run[:11] for run in re.findall("[\u0e80-\u0eff]{11,}", outside)}
    )
    unknown = sorted(piece for piece in pieces if piece[:5] not in inside)
    return rng.sample(unknown, min(count, len(unknown)))


def measure(  # noqa: PLR0917
    size: int,
    lang: str,
    chosen: list[Any],
    asked: list[Any],
    unknown: list[str],
    core: set[str],
    engines: list[str],
    work: Path,
) -> None:
    """Build one collection's index and print a table line for each engine."""
    texts = {r["id"]: light(" ".join((r["title"], *r["paras"]))) for r in chosen}
    relevant = [relevant_of(query, texts, core) for query in asked]
    before = cpu()
    files = build_index((SearchDocument(r["id"], lang, "", r["title"], paras=tuple(r["paras"])) for r in chosen), lang)
    built = cpu() - before
    folder = work / f"{lang}-{size}"
    write_index(files, folder)
    collection = {
        "lang": lang,
        "documents": [{"id": r["id"], "title": r["title"], "text": "\n".join(r["paras"])} for r in chosen],
        "queries": [query["query"] for query in asked] + (unknown if size == len(core) else []),
        "index": str(folder),
        "assets": str(ROOT / "overrides" / "assets" / "search"),
    }
    for engine in engines:
        done = subprocess.run(
            ["node", str(Path(__file__).with_name("peers.mjs")), engine, str(work)],
            input=json.dumps(collection),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            print(f"| {size} | {lang} | {engine} | failed: {done.stderr.strip().splitlines()[-1:]} |", flush=True)
            continue
        answers = json.loads(done.stdout)["answers"]
        known = answers[: len(asked)]
        recall = statistics.mean(
            len(set(a["ids"][:5]) & ids) / min(5, len(ids)) for a, ids in zip(known, relevant, strict=True)
        )
        mrr = statistics.mean(
            next((1 / rank for rank, i in enumerate(a["ids"], 1) if i in ids), 0.0)
            for a, ids in zip(known, relevant, strict=True)
        )
        surplus = answers[len(asked) :]
        confident = f"{sum(a['confident'] for a in surplus) / len(surplus):.2f}" if surplus else ""
        kb, requests = (sorted(a[name] for a in known) for name in ("kb", "requests"))
        print(
            f"| {size} | {lang} | {engine} | {recall:.3f} | {mrr:.3f} | {confident} | {kb[len(kb) // 2]:.1f} / "
            f"{kb[int(0.95 * len(kb))]:.1f} | {requests[len(kb) // 2]} / {requests[int(0.95 * len(kb))]} | "
            f"{f'{built:.2f}' if engine == 'ours' else ''} |",
            flush=True,
        )


def relevant_of(query: Any, texts: dict[str, str], core: set[str]) -> set[str]:
    pattern = query["rel_pattern"]
    compiled = re.compile(light(pattern) if query["lang"] == "lo" else pattern.lower())
    return {i for i in texts if i in query["relevant"] or (i not in core and compiled.search(texts[i]))}


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
