"""What the checker lets through does no harm: it is rendered quickly, and what only looks like an attack is text."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from passerelle.content.burdens import burdens
from passerelle.content.markdown import scan
from passerelle.content.quick import accepts
from passerelle.content.schema import Schema, read_schemas
from passerelle.content.vocabulary import read_vocabularies
from passerelle.ground.settings import PROJECT
from passerelle.render.markdown import Renderer
from tests.conftest import SmallTree
from tests.engine import environment, load, plan, render
from tests.knowledge.test_hostile import SECONDS, body, field

# The heaviest that the checker lets through, to be rendered as often as 60 KB hold it.
HEAVY = {
    "definitions": "a\n: b\n" * 199,
    "a long definition": "a\n" + ": b\n" * 398,
    "headings": "### a {#a}\n" * 399,
    "lists": "- a\n    - b\n        - c\n" * 130,
    "deep lists": "\n\n".join("    " * depth + "- a" for depth in range(8)),
    "quotations": "> > > > > > > > a\n" * 399,
    "open brackets": "[a" * 20 + "x" * 19_000,
    "brackets in brackets": ("[" * 20 + "a" + "]" * 20) * 460,
    "open addresses": "[a](b" * 20 + "x" * 19_000,
    "emphasis": "*a **b _c ***d " * 1_200,
    "tables": "| a | b |\n|---|---|\n" * 199,
    "code": "`a ``b " * 2_500,
    "notes": "!!! note\n    a\n" * 199,
}


@pytest.mark.parametrize("name", HEAVY)
def test_what_passes_is_rendered_quickly(name: str) -> None:
    text = HEAVY[name] + "\n\n"
    body = text * max(1, 60_000 // len(text))
    found = scan(body)
    assert [*found.hazards, *burdens(body, found.blocks)] == []
    start = time.process_time()
    Renderer().render(body, lambda address: address)
    assert time.process_time() - start < SECONDS * 2


PLAIN = {
    "macros in code": (body("`{{ 7 * 7 }}` `{% include x %}`"), "{{ 7 * 7 }}</code> <code>{% include x %}"),
    "snippets": (body('--8<-- "/etc/passwd"'), '--8&lt;-- "/etc/passwd"'),
    "a block of snippets": (body("--8<--\n/etc/passwd\n--8<--"), "--8&lt;--\n/etc/passwd\n--8&lt;--"),
    "abbreviations": (body("*[HTML]: a text"), "*[HTML]: a text"),
    "a link of a wiki": (body("[[Nowhere]]"), "[[Nowhere]]"),
    "entities": (body("&lt;script&gt;alert(1)&lt;/script&gt;"), "&lt;script&gt;alert(1)&lt;/script&gt;"),
    "a script in code": (body("`<script>alert(1)</script>`"), "&lt;script&gt;alert(1)&lt;/script&gt;"),
    "macros in the title": (field('"Des paiements {{ 7 * 7 }} au marché"'), "Des paiements {{ 7 * 7 }} au marché"),
    "a statement in the title": (field('"Des paiements {% raw %} au marché"'), "Des paiements {% raw %} au marché"),
    "quotes in the title": (
        field("""'Des paiements " onload="alert(1)'"""),
        "Des paiements &#34; onload=&#34;alert(1)",
    ),
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_only_looks_like_an_attack_is_text(name: str, small: SmallTree) -> None:
    do, text = PLAIN[name]
    do(small)  # type: ignore[operator]
    assert small.problems() == []
    site = load(small.root)
    page = render(environment(), site, plan(site, ("fr",))["fr/practices/ke-second/"])
    assert text in page
    if "title" in name:
        assert f"<title>{text} · " in page


SCHEMAS, VOCABULARIES = read_schemas(PROJECT / "data/schemas"), read_vocabularies(PROJECT / "data/vocabularies", {})


def leaves(schema: Schema, where: str) -> Iterator[tuple[str, Schema]]:
    """Every place of a record where a text may stand."""
    if schema.get("type") == "string":
        yield where, schema
    for name, part in schema.get("properties", {}).items():
        yield from leaves(part, f"{where}.{name}")
    others: list[Any] = [schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", ())]
    for part in others:
        if isinstance(part, dict):
            yield from leaves(part, where)


@pytest.mark.parametrize("kind", SCHEMAS.by_kind)
@pytest.mark.parametrize("text", ["Text <script>alert(1)</script>", "a>b", "javascript:alert(1)//<b>"])
def test_no_field_takes_a_tag(kind: str, text: str) -> None:
    """Whatever the field is for. What names another record is held against the records that exist."""
    found = [(where, part) for where, part in leaves(SCHEMAS[kind], kind) if "x-reference" not in part]
    assert found
    assert [where for where, part in found if accepts(part, VOCABULARIES)(text)] == []
