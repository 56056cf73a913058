"""Measure search on the project's own content with the queries of queries.jsonl.

    passerelle build --site-dir SITE
    python measure.py SITE --modules ../node_modules [--project ROOT] [--detail answers.json] > tables.md

The indexes asked are the files of SITE, by the JavaScript client of SITE in Node. They are built
once more from the content of --project (or PASSERELLE_CONTENT) to time the build, to compare the
bytes with SITE, and to give MiniSearch the same documents. recall@5 is the share of the (at most
5) relevant records among the first five answers, whatever their kind: pages of countries,
partners and exchanges are in the index and take places. A query with `target` "same" asks the
index of the language it is typed in, others the index of `target`. "same wish in the index's
language" is a control: the query of the same number typed in the language of the index, with the
same relevant records, shows what is reachable without crossing. "absent, confident" is the
share of queries for absent things with a hit of coverage >= .6 (any hit, for MiniSearch). KB are
gzip, cold: the client's four modules, manifest, shards, and cards of the hits shown.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGS = ("lo", "ru", "fr", "en")
ABSENT = "absent"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, help="a site folder built by `passerelle build`")
    parser.add_argument("--project", type=Path, default=HERE.parents[2])
    parser.add_argument("--queries", type=Path, default=HERE / "queries.jsonl")
    parser.add_argument("--modules", type=Path, default=HERE.parent / "node_modules", help="has minisearch and terser")
    parser.add_argument("--detail", type=Path, help="write every query with its answers here")
    given = parser.parse_args()
    queries = [json.loads(line) for line in given.queries.read_text("utf-8").splitlines()]
    built = {lang: rebuild(given.project, given.site, lang) for lang in LANGS}
    typed = {(query["lang"], query["id"][-3:]): query["query"] for query in queries if query["target"] != "same"}
    for query in queries:
        if query["target"] != "same":
            query["control_query"] = typed[query["target"], query["id"][-3:]]
    asked = json.dumps(
        {
            "site": str(given.site.resolve()),
            "modules": str(given.modules.resolve()),
            "queries": queries,
            "documents": {lang: built[lang].pop("documents") for lang in LANGS},
        }
    )
    done = subprocess.run(
        ["node", str(HERE / "measure.mjs")], input=asked, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    answered = json.loads(done.stdout)
    rows = [{**query, **answer} for query, answer in zip(queries, answered["answers"], strict=True)]
    if given.detail:
        given.detail.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    overview(rows, built, answered["minisearch"])
    by_kind(rows)
    across(rows)


def rebuild(project: Path, site: Path, lang: str, made: dict[str, Any] = {}) -> dict[str, Any]:  # noqa: B006
    """Build one index as the site does; return figures and the documents."""
    if not made:
        sys.path.insert(0, str(project / "hooks"))
        from passerelle.ground.settings import Settings, content_root  # noqa: PLC0415
        from passerelle.knowledge.reading import read  # noqa: PLC0415
        from passerelle.publish.site import make_site  # noqa: PLC0415

        made["site"] = make_site(read(content_root()).catalogue, Settings.from_environment())
    from passerelle.publish.search_documents import documents  # noqa: PLC0415
    from passerelle.search import build_index  # noqa: PLC0415

    start = cpu()
    chosen = list(documents(made["site"].editions[lang]))
    read_in = cpu()
    files = build_index(chosen, lang)
    end = cpu()
    folder = site / "assets" / "index" / lang
    same = files == {path.name: path.read_bytes() for path in folder.iterdir()}
    return {
        "pages": len(chosen),
        "files": len(files),
        "bytes": sum(map(len, files.values())),
        "documents_cpu": read_in - start,
        "index_cpu": end - read_in,
        "same": same,
        "documents": [
            {
                "id": d.id,
                "title": d.title,
                "summary": d.summary,
                "text": "\n".join((*d.keywords, *d.headings, *d.paras)),
                "labels": "\n".join(d.labels),
            }
            for d in chosen
        ],
    }


def recall(row: dict[str, Any], answers: Sequence[str]) -> float:
    relevant = set(row["relevant"])
    return len(set(answers[:5]) & relevant) / min(5, len(relevant))


def reciprocal(row: dict[str, Any], answers: Sequence[str]) -> float:
    return next((1 / rank for rank, i in enumerate(answers[:10], 1) if i in row["relevant"]), 0.0)


def mean(rows: Sequence[dict[str, Any]], measure: Callable[..., float], name: str) -> str:
    return f"{statistics.mean(measure(row, row[name]) for row in rows):.3f}" if rows else ""


def high(values: Sequence[float], share: float = 0.95) -> float:
    return sorted(values)[int(share * len(values))]


def monolingual(rows: Sequence[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    return [row for row in rows if row["lang"] == lang and row["target"] == "same" and row["kind"] != ABSENT]


def overview(rows: Sequence[dict[str, Any]], built: dict[str, Any], minisearch: dict[str, Any]) -> None:
    print(
        "| lang | pages | engine | queries | recall@5 | MRR@10 | absent, confident | KB median / p95 "
        "| requests median / p95 | documents + index CPU s |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for lang in LANGS:
        own, facts = monolingual(rows, lang), built[lang]
        absent = [row for row in rows if row["lang"] == lang and row["kind"] == ABSENT]
        kb, requests = [row["kb"] for row in own], [row["requests"] for row in own]
        print(
            f"| {lang} | {facts['pages']} | ours | {len(own)} | {mean(own, recall, 'ours')} | "
            f"{mean(own, reciprocal, 'ours')} | {sum(bool(r['sure']) for r in absent)} of {len(absent)} | "
            f"{statistics.median(kb):.1f} / {high(kb):.1f} | {statistics.median(requests):.0f} / {high(requests)} | "
            f"{facts['documents_cpu']:.2f} + {facts['index_cpu']:.2f} |"
        )
        print(
            f"| {lang} | {facts['pages']} | minisearch | {len(own)} | {mean(own, recall, 'minisearch')} | "
            f"{mean(own, reciprocal, 'minisearch')} | {sum(bool(r['minisearch']) for r in absent)} of {len(absent)} | "
            f"{minisearch[lang]['kb']:.1f} | 2 | {minisearch[lang]['cpu']:.2f} |"
        )
    print()
    for lang in LANGS:
        facts = built[lang]
        print(
            f"{lang}: {facts['files']} files, {facts['bytes'] / 1024:.0f} KB uncompressed; rebuilt bytes equal to the "
            f"site's: {'yes' if facts['same'] else 'NO'}",
            end=".\n",
        )
    print()


def by_kind(rows: Sequence[dict[str, Any]]) -> None:
    print(
        "| lang | kind (form) | queries | ours recall@5 | MRR@10 | sure hits only, recall@5 "
        "| MiniSearch recall@5 | MRR@10 |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for lang in LANGS:
        own = monolingual(rows, lang)
        for kind, form in dict.fromkeys((row["kind"], row["form"]) for row in own):
            chosen = [row for row in own if (row["kind"], row["form"]) == (kind, form)]
            print(
                f"| {lang} | {kind} ({form}) | {len(chosen)} | {mean(chosen, recall, 'ours')} | "
                f"{mean(chosen, reciprocal, 'ours')} | {mean(chosen, recall, 'sure')} | "
                f"{mean(chosen, recall, 'minisearch')} | {mean(chosen, reciprocal, 'minisearch')} |"
            )
    print()


def across(rows: Sequence[dict[str, Any]]) -> None:
    crossing = [row for row in rows if row["target"] != "same"]
    print(
        "| typed in | queries | recall@5 | MRR@10 | any relevant in 5 | sure hits only, recall@5 | no answer "
        "| 5th and 6th tied | by index searched, recall@5 | same wish in the index's language, recall@5 "
        "| KB median / p95 |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for lang in (*LANGS, "all"):
        chosen = [row for row in crossing if lang in ("all", row["lang"])]
        parts = []
        for target in LANGS:
            part = [row for row in chosen if row["target"] == target]
            if part:
                parts.append(f"{target} {mean(part, recall, 'ours')}")
        kb = [row["kb"] for row in chosen]
        found = statistics.mean(recall(row, row["ours"]) > 0 for row in chosen)
        print(
            f"| {lang} | {len(chosen)} | {mean(chosen, recall, 'ours')} | {mean(chosen, reciprocal, 'ours')} | "
            f"{found:.3f} | {mean(chosen, recall, 'sure')} | {sum(not row['ours'] for row in chosen)} | "
            f"{sum(row['tied'] for row in chosen)} | "
            f"{', '.join(parts)} | {mean(chosen, recall, 'control')} | {statistics.median(kb):.1f} / {high(kb):.1f} |"
        )


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
