"""Node for the script's half, and the rules of the forms."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from passerelle.content.schema import read_schemas
from passerelle.content.vocabulary import read_vocabularies
from passerelle.ground.settings import PROJECT
from passerelle.scaffold.form_rules import form_rules
from tests.node import runner

ASSETS = PROJECT / "overrides" / "assets" / "form"
KINDS = ("practice", "exchange")


@pytest.fixture(scope="session")
def schemas():
    return read_schemas(PROJECT / "data/schemas")


@pytest.fixture(scope="session")
def vocabularies():
    return read_vocabularies(PROJECT / "data/vocabularies")


@pytest.fixture(scope="session")
def rules(schemas, vocabularies) -> dict[str, Any]:
    return {kind: form_rules(kind, schemas, vocabularies) for kind in KINDS}


@pytest.fixture(scope="session")
def labels(schemas) -> dict[str, dict[str, str]]:
    """Headings of sections by language."""
    sections = schemas["practice"]["x-sections"]
    return {lang: {entry["id"]: entry["label"][lang] for entry in sections} for lang in ("en", "fr", "lo", "ru")}


@pytest.fixture(scope="session")
def node(tmp_path_factory) -> Callable[[str, Any], Any]:
    """Run a JavaScript function body with `input` and the modules' folder; it fails without Node."""
    return runner(tmp_path_factory.mktemp("node"), ASSETS)


@pytest.fixture(scope="session")
def ask(tmp_path_factory) -> Iterator[Callable[[str, Any], Any]]:
    """Call one of `_CALLS` by name, in a process of Node that waits for the next call."""
    script = tmp_path_factory.mktemp("ask") / "script.mjs"
    script.write_text(_SERVER.replace("ASSETS", json.dumps(ASSETS.as_uri())), encoding="utf-8")
    with subprocess.Popen(
        ["node", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def call(name: str, data: Any) -> Any:
            process.stdin.write(json.dumps([name, data]) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield call
        process.stdin.close()


_SERVER = """
import { createInterface } from "node:readline";
const assets = ASSETS;
const [text, scan, judge, write, zip] = await Promise.all(
  ["text", "scan", "judge", "write", "zip"].map((name) => import(`${assets}/${name}.js`)));
const calls = {
  text: (all) => all.map((one) => [text.length(one), text.countWords(one), text.hiddenCharacters(one), text.isBlank(one)]),
  scan: (one) => scan.scan(one),
  tidy: (record) => judge.tidy(record),
  judge: ({ record, rules, today }) => judge.judge(judge.tidy(record), rules, { today }),
  front: ({ record, rules }) => [record.facts, write.frontMatter(record, rules)],
  slug: (words) => write.slug(...words),
  zip: (files) => Buffer.from(zip.zip(files.map(({ bytes, ...file }) =>
    (bytes === undefined ? file : { ...file, bytes: new Uint8Array(Buffer.from(bytes, "base64")) })))).toString("base64"),
  time: ({ texts }) => texts.map((one) => {
    const start = performance.now();
    scan.scan(one);
    return performance.now() - start;
  }),
};
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const [name, data] = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(calls[name](data))}\n`);
}
"""
