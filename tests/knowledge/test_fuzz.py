"""Whatever a document says, the checker answers with problems and never with a traceback."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from passerelle.ground.settings import PROJECT
from tests.conftest import SITES, SmallTree

ROUNDS = 40
FILES = sorted(
    path.relative_to(SITES / "minimal").as_posix()
    for path in (SITES / "minimal").rglob("*")
    if path.suffix in {".md", ".yml"}
)
WEIRD = (
    "", "~", "null", "true", "false", "0", "-1", "3.5", "1e9", "9" * 400, "NO", "yes", "12:30:45", "1_000", "2023-02-31",
    "[]", "{}", "[1]", "[[]]", "[{}]", "{a: b}", "{a}", "[a, , b]", "{id: [x]}", "{id: {}}", "[{id: x}, {id: x}]", "[{id: }]",
    "{en: [], fr: 1}", "[true, ~]", "unknown", '"\\u202e"', '"\\n"', '""', "' '", "ລາວ", "«»", "<b>", "https://", "https://[", "@",
    "a@b.c", "mailto:", "*a", "&a b", "!!int 1", "|\n  text", ">-\n  text", "? a", "- a", "# note", "{a: {a: {a: {a: {a: {a: b}}}}}}",
)  # fmt: skip
TEXTS = (
    "\n", "\n\n", "---", "## ", "# x", "##", "{#x}", "{", "}", "[^s1]", "[^", "[", "](", "[a](b", "[a](<", "![](", "<quiz", '<quiz id="a">',
    "</quiz>", "```", "~~~", "`", "``", "<", "&#x202e;", "&#0;", "|", "\t", "\u200b", "\ufeff", "\u2028", "\x00", "é", "ຫນ", "а", "- [x] ", "> ",
    "[a]: b", "[^a]: b", "====", "*" * 600, "[" * 600, "http://xn--a.b", "javascript:", "data:text/html,x", "..", "../../..", "\r", "\r\n", "%", "\\",
)  # fmt: skip


def mutated(text: str, rng: random.Random) -> str:
    """One document with one to three things wrong, some of them where the YAML still reads."""
    for _ in range(rng.randint(1, 3)):
        lines = text.split("\n")
        index = rng.randrange(len(lines))
        how = rng.randrange(8)
        if how == 0:
            lines[index] = lines[index].partition(":")[0] + ": " + rng.choice(WEIRD)
        elif how == 1:  # a value inside braces or brackets
            head, colon, tail = lines[index].rpartition(": ")
            end = tail[-1:] if tail[-1:] in "]}" else ""
            lines[index] = f"{head}{colon}{rng.choice(WEIRD)}{end}"
        elif how == 2:
            del lines[index]
        elif how == 3:
            lines.insert(index, lines[rng.randrange(len(lines))])
        elif how == 4:
            place = rng.randint(0, len(lines[index]))
            lines[index] = lines[index][:place] + rng.choice(TEXTS) + lines[index][place:]
        elif how == 5:
            lines.insert(index, rng.choice(TEXTS))
        elif how == 6:
            lines[index] = "  " * rng.randint(0, 4) + lines[index].lstrip()
        else:
            lines = lines[: index + 1] if rng.random() < 0.3 else lines
            lines[min(index, len(lines) - 1)] = rng.choice(TEXTS) + rng.choice(WEIRD)
        text = "\n".join(lines)
    return text


@pytest.mark.parametrize("path", FILES)
def test_mutations_never_raise(path: str, small: SmallTree) -> None:
    whole = (small.root / path).read_text("utf-8")
    lines = {"": 1}
    for seed in range(ROUNDS):
        text = mutated(whole, random.Random(f"{path}/{seed}"))
        small.write(path, text.encode("utf-8", "surrogatepass"))
        for problem in small.problems():
            file = small.root / problem.path
            if problem.path not in lines and file.is_file() and file.suffix in {".md", ".yml"} and problem.path != path:
                lines[problem.path] = count(file)
            most = count(file) if problem.path == path else lines.get(problem.path, 1)
            assert 1 <= problem.span.line <= most, (seed, problem)
            assert problem.span.column >= 1, (seed, problem)


def count(file: Path) -> int:
    return file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


@pytest.mark.parametrize("path", [file for file in FILES if "ids" not in file and "redirects" not in file])
@pytest.mark.parametrize("weird", WEIRD)
def test_every_field_takes_every_weird_value(path: str, weird: str, small: SmallTree) -> None:
    """All fields of a document at once have a value of the wrong type: `countries: {a: b}`, `sources: 5` ..."""
    text = (small.root / path).read_text("utf-8")
    head, fence, rest = text.partition("\n---\n\n")
    names = [line.partition(":")[0] for line in head.split("\n") if line[:1].isalpha()]
    fields = "\n".join(f"{name}: {weird}" for name in names)
    small.write(path, (f"---\n{fields}{fence}{rest}" if fence else fields).encode())
    assert small.problems()


def test_the_long_run_begins_without_a_find() -> None:
    """`benchmarks/fuzz.py` spoils real records for as many minutes as one has; here are its first inputs."""
    command = [sys.executable, str(PROJECT / "benchmarks/fuzz.py"), "--rounds", "12"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    said = json.loads(done.stdout)
    assert said["finds"] == [], done.stderr
    assert done.returncode == 0
    assert said["inputs"] == dict.fromkeys(("reader", "body", "picture", "checker", "intake"), 12)
