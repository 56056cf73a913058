"""Writes a content tree of any size that `passerelle check` accepts: practices and modules in four languages.

    python benchmarks/corpus.py OUT --practices 1000

N practices bring N/5 modules and N/20 partners. A practice holds about 900 words a language, one table, two lists,
links to two other practices and a mark for each of its sources; a module holds four sections and two quiz questions.
There are no pictures. The same seed and number give the same bytes.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "hooks"), str(Path(__file__).parent)]

from words import PLACES, SECTIONS, THINGS, WORDS  # noqa: E402 - beside this file

from passerelle.content.fingerprints import source_fingerprints  # noqa: E402
from passerelle.content.schema import Schemas, read_schemas  # noqa: E402
from passerelle.content.vocabulary import Vocabularies, read_vocabularies  # noqa: E402
from passerelle.ground.locales import LOCALES  # noqa: E402

PRACTICES_PER_MODULE, PRACTICES_PER_PARTNER, MOST_MODULES = 5, 20, 999
COUNTRIES = ("LA", "TJ", "CN", "KE", "KH", "GH", "TG", "KZ", "CR", "PK", "CV", "VN")
SUMMARY = (170, 290)  # characters; the schemas ask for 160 to 300 in a source, 120 to 450 in a translation
STOP = {"en": ".", "fr": ".", "lo": ".", "ru": "."}
GLUE = {"en": " ", "fr": " ", "lo": "", "ru": " "}  # Lao is written without spaces inside a phrase


class Writer:
    """Makes records from one seed; each record has a generator of its own, so that no record moves another."""

    def __init__(self, seed: int, practices: int, schemas: Schemas, vocabularies: Vocabularies) -> None:
        self.seed, self.schemas, self.vocabularies = seed, schemas, vocabularies
        self.practices = practices
        self.modules = min(practices // PRACTICES_PER_MODULE, MOST_MODULES)
        self.partners = max(1, practices // PRACTICES_PER_PARTNER)

    def random(self, *name: object) -> random.Random:
        return random.Random(f"{self.seed}/{'/'.join(map(str, name))}")

    def terms(self, rng: random.Random, name: str, most: int) -> list[str]:
        """Some ids of a vocabulary, in its order."""
        ids = list(self.vocabularies[name].terms)
        chosen = set(rng.sample(ids, rng.randint(1, min(most, len(ids)))))
        return [term for term in ids if term in chosen]

    def files(self) -> Iterator[tuple[str, str]]:
        """Every file: (path, text)."""
        for number in range(self.partners):
            yield f"data/partners/{partner_id(number)}.yml", self.partner(number)
        for kind, count in (("practice", self.practices), ("module", self.modules)):
            for number in range(count):
                yield from self.bundle(kind, number)

    def partner(self, number: int) -> str:
        rng = self.random("partner", number)
        facts: dict[str, Any] = {
            "id": partner_id(number),
            "name": {lang: Text(f"{phrase(rng, lang, 5).capitalize()} {number}") for lang in LOCALES},
            "type": rng.choice(list(self.vocabularies["partner_type"].terms)),
            "country": COUNTRIES[number % len(COUNTRIES)],
            "text_states": {lang: "original" if lang == "en" else "machine" for lang in LOCALES},
        }
        return front_matter(facts)

    def bundle(self, kind: str, number: int) -> Iterator[tuple[str, str]]:
        source = LOCALES[number % len(LOCALES)]
        make = self.practice if kind == "practice" else self.module
        folder = f"{kind}s/{practice_slug(self.seed, number) if kind == 'practice' else f'module-{number + 1:04d}'}"
        facts, body = make(number, source, source)
        marks = source_fingerprints(facts, body, self.schemas[kind])
        for lang in LOCALES:
            if lang == source:
                text = f"---\n{front_matter(facts)}---\n\n{body}"
            else:
                said, words = make(number, lang, source)
                restated = translated(said, self.schemas.translations[kind])
                stamp = {
                    "of": source,
                    "state": "machine",
                    "date": "2026-11-21",
                    "blocks": [Text(mark) for mark in marks],
                }
                text = f"---\n{front_matter({**restated, 'lang': lang, 'translation': stamp})}---\n\n{words}"
            yield f"{folder}/index.{lang}.md", text

    def practice(self, number: int, lang: str, source: str) -> tuple[dict[str, Any], str]:
        """Facts and body of a practice with its words in `lang`; what is no word is the same in every language."""
        rng, words = self.random("practice", number), self.random("practice", number, lang)
        sources = [f"s{index + 1}" for index in range(rng.randint(3, 6))]
        facts: dict[str, Any] = {
            "id": practice_id(number),
            "type": "practice",
            "lang": source,
            "title": Text(phrase(words, lang, 9).capitalize()),
            "summary": Text(summary(words, lang)),
            "countries": [COUNTRIES[number % len(COUNTRIES)]],
            "owner": partner_id(rng.randrange(self.partners)),
            "start": f"{rng.randint(2005, 2025)}-{rng.randint(1, 12):02d}",
            "maturity": rng.choice(list(self.vocabularies["maturity"].terms)),
        }
        for field, name, most in FACETS:
            facts[field] = self.terms(rng, name, most)
        facts |= {
            "sdg_targets": [{"target": Text("1.3"), "why": Text(sentence(words, lang))}],
            "results": [
                {
                    "id": f"result-{index + 1}",
                    "indicator": Text(phrase(words, lang, 4)),
                    "before": rng.randint(0, 5000),
                    "after": rng.randint(5000, 900000),
                    "unit": Text(phrase(words, lang, 1)),
                    "year": rng.randint(2015, 2025),
                    "source": rng.choice(sources),
                }
                for index in range(rng.randint(1, 4))
            ],
            "evidence": {
                "level": rng.choice(list(self.vocabularies["evidence_level"].terms)),
                "note": Text(sentence(words, lang)),
            },
            "costs": "unknown",
            "preconditions": {term: rng.choice(["required", "helpful"]) for term in self.terms(rng, "precondition", 4)},
        }
        if self.modules:
            facts["modules"] = [module_id(rng.randrange(self.modules))]
        facts |= {
            "sources": [source_entry(self.random("source", number, name), name) for name in sources],
            "licence": "CC-BY-4.0",
            "authors": [{"name": Text("Passerelle editors")}],
            "status": "draft-from-public-sources",
            "version": 1,
        }
        others = [practice_slug(self.seed, rng.randrange(self.practices)) for _ in range(2)]
        return facts, practice_body(words, lang, sources, others)

    def module(self, number: int, lang: str, source: str) -> tuple[dict[str, Any], str]:
        """Facts and body of a module with its words in `lang`."""
        rng, words = self.random("module", number), self.random("module", number, lang)
        facts: dict[str, Any] = {
            "id": module_id(number),
            "type": "module",
            "lang": source,
            "title": Text(phrase(words, lang, 9).capitalize()),
            "summary": Text(summary(words, lang)),
            "questions": [{"id": f"question-{index}", "text": Text(sentence(words, lang))} for index in range(3)],
            "objectives": [
                {
                    "id": f"goal-{index}",
                    "verb": Text(phrase(words, lang, 1)),
                    "text": Text(sentence(words, lang)),
                    "bloom": "apply",
                }
                for index in range(3)
            ],
            "key_points": [{"id": f"point-{index}", "text": Text(sentence(words, lang))} for index in range(4)],
            "audience": self.terms(rng, "audience", 4),
            "level": "introductory",
            "minutes": {"self": 60, "class": 90},
            "mode": "workshop",
            "cycle": self.terms(rng, "management_cycle", 2),
            "phases": self.terms(rng, "delivery_phase", 3),
            "cases": sorted({practice_id(rng.randrange(self.practices)) for _ in range(3)}),
            "sections": [
                {"id": f"part-{index}", "title": Text(phrase(words, lang, 3)), "minutes": minutes, "kind": kind}
                for index, (minutes, kind) in enumerate(((20, "read"), (30, "do"), (25, "discuss"), (15, "quiz")))
            ],
            "sources": [source_entry(self.random("module source", number, name), name) for name in ("s1", "s2")],
            "licence": "CC-BY-4.0",
            "authors": [{"name": Text("Passerelle editors")}],
            "status": "draft",
            "version": 1,
        }
        return facts, module_body(words, lang, number)


FACETS = (
    ("cycle", "management_cycle", 3),
    ("phases", "delivery_phase", 4),
    ("branches", "sp_branch", 3),
    ("instruments", "instrument", 2),
    ("blocks", "digital_block", 5),
    ("challenges", "challenge", 3),
    ("groups", "group", 3),
)


class Text(str):
    """A value written between quotes."""

    __slots__ = ()


def front_matter(facts: dict[str, Any]) -> str:
    """YAML as contributors write it: one field a line, lists of groups with one group a line."""
    lines = []
    for name, value in facts.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{name}:")
            lines += [f"  - {flow(item)}" for item in value]
        else:
            lines.append(f"{name}: {flow(value)}")
    return "\n".join(lines) + "\n"


def flow(value: Any) -> str:
    """One value on one line."""
    if isinstance(value, Text):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return str(value)


def translated(facts: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The part of facts that a translation restates: texts, and the key of each list item that has some."""
    found: dict[str, Any] = {}
    for name, part in schema["properties"].items():
        value = facts.get(name)
        if isinstance(value, dict) and (inner := translated(value, part)):
            found[name] = inner
        elif isinstance(value, list):
            found[name] = [
                translated(item, part["items"]) for item in value if translated(item, part["items"]).keys() - {"id"}
            ]
        elif isinstance(value, str) and part.get("type") == "string" and name not in {"lang", "translation"}:
            found[name] = value
    return {name: value for name, value in found.items() if value}


def practice_id(number: int) -> str:
    return f"{COUNTRIES[number % len(COUNTRIES)]}-{number // len(COUNTRIES) + 1:04d}"


def module_id(number: int) -> str:
    return f"M-{number + 1:02d}"


def partner_id(number: int) -> str:
    return f"office-{number + 1:03d}"


def practice_slug(seed: int, number: int) -> str:
    rng = random.Random(f"{seed}/slug/{number}")
    return f"{COUNTRIES[number % len(COUNTRIES)].lower()}-{rng.choice(PLACES)}-{rng.choice(THINGS)}-{number + 1:05d}"


def source_entry(rng: random.Random, name: str) -> dict[str, Any]:
    return {
        "id": name,
        "title": Text(phrase(rng, "en", 7).capitalize()),
        "publisher": Text(phrase(rng, "en", 2).capitalize()),
        "url": Text(f"https://www.example.org/{rng.choice(THINGS)}/{rng.randint(1, 99999)}"),
        "date": f"{rng.randint(2010, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        "language": rng.choice(["en", "fr", "ru"]),
        "type": rng.choice(["law", "report", "evaluation", "news"]),
    }


def phrase(rng: random.Random, lang: str, count: int) -> str:
    return GLUE[lang].join(rng.choice(WORDS[lang]) for _ in range(count))


def sentence(rng: random.Random, lang: str) -> str:
    if lang == "lo":  # phrases of a few words, parted by spaces
        return ", ".join(phrase(rng, lang, rng.randint(3, 6)) for _ in range(3)) + STOP[lang]
    words = phrase(rng, lang, rng.randint(11, 19)).capitalize()
    return words + STOP[lang]


def paragraph(rng: random.Random, lang: str) -> str:
    return " ".join(sentence(rng, lang) for _ in range(3))


def summary(rng: random.Random, lang: str) -> str:
    text = sentence(rng, lang)
    while len(text) < SUMMARY[0]:
        text += " " + sentence(rng, lang)
    return text if len(text) <= SUMMARY[1] else text[: SUMMARY[1] - 1].rstrip(" .") + "."


def practice_body(rng: random.Random, lang: str, sources: list[str], others: list[str]) -> str:
    """Eight sections; every source is marked once or more, two other practices are linked."""
    marks = [f"[^{name}]" for name in sources]

    def cited(index: int) -> str:
        return paragraph(rng, lang) + marks[index % len(marks)]

    def heading(name: str) -> str:
        return f"## {SECTIONS[name][lang]} {{#{name}}}"

    links = [f"[{phrase(rng, lang, 3)}](../../practices/{slug}/index.md#done)" for slug in others]
    table = "\n".join(f"| {phrase(rng, lang, 2)} | {phrase(rng, lang, 3)} |" for _ in range(4))
    done = "\n".join(f"- {sentence(rng, lang)}" for _ in range(4))
    teach = "\n".join(f"- {sentence(rng, lang)}" for _ in range(3))
    blocks = [
        heading("problem"), cited(0), cited(1), paragraph(rng, lang),
        heading("done"), cited(2), done, paragraph(rng, lang), cited(3),
        heading("system"), paragraph(rng, lang), f"| | |\n|--|--|\n{table}", cited(4),
        f"{paragraph(rng, lang)} {links[0]}.",
        heading("results"), cited(5), cited(0),
        heading("costs"), paragraph(rng, lang),
        heading("did-not-work"), cited(1), paragraph(rng, lang),
        heading("transfer"), f"{paragraph(rng, lang)} {links[1]}.", paragraph(rng, lang),
        heading("teach"), teach,
    ]  # fmt: skip
    return "\n\n".join(blocks) + "\n"


def module_body(rng: random.Random, lang: str, number: int) -> str:
    """Four sections, the last one with two questions."""
    blocks = []
    for part in range(4):
        blocks.append(f"## {phrase(rng, lang, 3).capitalize()} {{#part-{part}}}")
        blocks += [paragraph(rng, lang) + (f"[^s{index + 1}]" if index < 2 else "") for index in range(4)]
    for question in range(2):
        choices = "\n".join(
            f"- [{'x' if choice == question else ' '}] {phrase(rng, lang, 5)} {choice + 1}\n  > {sentence(rng, lang)}"
            for choice in range(3)
        )
        stem, end = sentence(rng, lang), sentence(rng, lang)
        blocks.append(f'<quiz id="m{number + 1}-q{question + 1}">\n{stem}\n\n{choices}\n\n{end}\n</quiz>')
    return "\n\n".join(blocks) + "\n"


def write(out: Path, practices: int, seed: int = 1) -> int:
    """Write a tree; returns the number of documents."""
    data = PROJECT / "data"
    writer = Writer(seed, practices, read_schemas(data / "schemas"), read_vocabularies(data / "vocabularies"))
    count = 0
    for name, text in writer.files():
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
        count += name.endswith(".md")
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path, help="folder to write into; must be empty or missing")
    parser.add_argument("--practices", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.out.exists() and any(options.out.iterdir()):
        parser.error(f"{options.out} is not empty")
    print(f"{write(options.out, options.practices, options.seed)} documents in {options.out}")


if __name__ == "__main__":
    main()
