"""Spoils records as people and attackers do: bytes, lines, tokens of YAML and tokens of Markdown, again and again.

Everything follows from the generator that is passed in, so a number gives the same input every time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

BYTES = (
    b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\x1a",
    b"\x85", b"PK\x03\x04",
)  # fmt: skip
SIGNS = (
    "\u202e", "\u200b", "\u2028", "\ufeff", "\U000e0041", "\u0301", "\u0ecd", "\ud7ff", "\ufffd", "\u0130", "ß",
    "ﬁ", "٣", "𝟗", "👩‍👩‍👧", "е", "`", "﹤", "\u00a0",
)  # fmt: skip
VALUES = (
    "", "~", "null", "true", "false", "yes", "NO", "0", "-1", "-0", "3.5", "1e9", "9" * 400, "0x1F", "1_000",
    "12:30:45", ".inf", ".nan", "2023-02-31", "2021", "2021-13", "unknown", "new", "LA-0001", "[]", "{}", "[[]]",
    "[{}]", "{a: b}", "{a}", "[a, , b]", "{id: [x]}", "[{id: x}, {id: x}]", "{? a : b}", '""', "' '", '"\\u202e"',
    '"\\x00"', '"\\ud800"', '"\\"', "'it''s'", "|\n  a\n b", ">-\n  a", "|9\n  a", "*a", "&a b", "!!int 1", "!a b",
    "<<: *a", "@a", "`a", "%a", "a: b: c", "- a", "? a", "# a", "--- a", "...", "<b>", "https://", "https://[",
    "https://a.b:99999/", "//a", "a@b.c", "mailto:a@b", "../..", "/etc/passwd", "index.en.md", "photo.png", "con",
    "a" * 300, "{a: {a: {a: {a: {a: {a: {a: {a: b}}}}}}}}", "[" * 40 + "]" * 40, "ລາວ", "Лаос", "\U0001f600",
)  # fmt: skip
YAML = (
    ": ", ":", " #", "- ", "-", "[", "]", "{", "}", ",", '"', "'", "\\", "|", ">", "&", "*", "!", "!!", "%", "@",
    "?", "---", "...", "\t", "\n", "\n  ", "<<", "~",
)  # fmt: skip
MARKDOWN = (
    "\n", "\n\n", "# ", "## ", "### ", "{#a}", "{#main}", "{", "}", "[", "]", "(", ")", "](", "![", "[^s1]", "[^",
    "[a](b)", "[a](<", "[a]: b", "[^a]: b", "[a][b]", "`", "``", "```\n", "~~~\n", "*", "**", "_", "***", "~~", "<",
    ">", "<b>", "</", "<!--", "<https://a.b>", "<mailto:a@b.c>", "&", "&#8238;", "&#x0;", "&lt;", "\\", "\\[", "|",
    "|---|\n", "- ", "* ", "+ ", "1. ", "- [x] ", "- [ ] ", "> ", "    ", "\t", ": ", "!!! note\n", "===", "---\n",
    "***\n", '<quiz id="a">\n', "<quiz>", "</quiz>\n", "javascript:", "data:", "..", "http://xn--a.b", "ຫນ", "а",
    "a", "  \n", "\u200b", "{: .a }", "{{ a }}", "{% a %}", "--8<--", "[TOC]", "*[a]: b",
)  # fmt: skip
_SCALAR = re.compile(r"(?<=[:,\[-] )[^,\]}\n]+|(?<=: )[^\n]*")
_FIELD = re.compile(r"^([a-z_]+):.*(?:\n[ \t].*)*", re.MULTILINE)

Rng = random.Random
Mutation = Callable[[str, Rng, Sequence[str]], str]


def mutated(seeds: Sequence[str], rng: Rng, most: int = 8) -> bytes:
    """One of the seeds with one to `most` things done to it, the last of them sometimes to its bytes."""
    text = rng.choice(seeds)
    for _ in range(min(most, rng.choice((1, 1, 2, 2, 3, 4, 8)))):
        text = rng.choice(_MUTATIONS)(text, rng, seeds)
    data = text.encode("utf-8", "surrogatepass")
    return spoiled(data, rng) if rng.random() < 0.15 else data


def spoiled(data: bytes, rng: Rng) -> bytes:
    """Bytes with one to four wrong places."""
    raw = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        start = rng.randint(0, len(raw))
        end = min(len(raw), start + rng.choice((0, 1, 2, 4, 16, 300)))
        how = rng.randrange(6)
        if how == 0 and start < len(raw):
            raw[start] ^= 1 << rng.randrange(8)
        elif how == 1:
            del raw[start:end]
        elif how == 2:
            raw[start:start] = raw[start:end] * rng.choice((1, 2, 50))
        elif how == 3:
            raw[start:end] = rng.choice(BYTES)
        elif how == 4:
            raw[start:end] = rng.randbytes(rng.choice((1, 2, 4, 40)))
        elif rng.random() < 0.3:
            del raw[start:]
    return bytes(raw)


def _lines(text: str, rng: Rng, seeds: Sequence[str]) -> str:
    lines = text.split("\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    how = rng.randrange(9)
    if how == 0:
        del lines[at]
    elif how == 1:
        lines.insert(at, lines[other])
    elif how == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif how == 3:
        lines[at:at] = [lines[other]] * rng.choice((2, 10, 100, 3_000))
    elif how == 4:
        lines[at] = rng.choice(("  ", "    ", "\t", " ", "> ", "- ")) * rng.randint(1, 12) + lines[at].lstrip()
    elif how == 5:
        lines[at : at + 2] = ["".join(lines[at : at + 2])]
    elif how == 6:
        lines.insert(at, rng.choice(rng.choice(seeds).split("\n")))
    elif how == 7:
        del lines[min(at, other) : max(at, other)]
    else:
        lines = lines[: at + 1]
    return "\n".join(lines or [""])


def _value(text: str, rng: Rng, _seeds: Sequence[str]) -> str:
    """Another value in the place of one of the front matter's."""
    places = [match.span() for match in _SCALAR.finditer(text, 0, 4_000)]
    start, end = rng.choice(places) if places else (0, 0)
    return text[:start] + rng.choice(VALUES) + text[end:]


def _field(text: str, rng: Rng, seeds: Sequence[str]) -> str:
    """A field of another record, or a field again."""
    other = [match.group() for match in _FIELD.finditer(rng.choice(seeds), 0, 6_000)]
    mine = [match.span() for match in _FIELD.finditer(text, 0, 6_000)]
    if not other or not mine:
        return text
    start, end = rng.choice(mine)
    return text[:start] + rng.choice(other) + text[rng.choice((start, end)) :]


def _token(text: str, rng: Rng, _seeds: Sequence[str]) -> str:
    at = rng.randint(0, min(len(text), rng.choice((3_000, 100_000))))
    return text[:at] + rng.choice(rng.choice((YAML, MARKDOWN, MARKDOWN, SIGNS))) + text[at:]


def _crowd(text: str, rng: Rng, _seeds: Sequence[str]) -> str:
    """A token or a pair of them, again and again: what makes careless reading slow or deep."""
    at = rng.randint(0, len(text))
    unit = "".join(rng.choice(rng.choice((MARKDOWN, MARKDOWN, YAML, SIGNS))) for _ in range(rng.randint(1, 3)))
    times = rng.choice((3, 20, 200, 499, 3_000, 15_000))
    if rng.random() < 0.2:
        step = rng.choice(("    ", "  ", "> ", "- "))
        crowd = "\n".join(step * depth + unit for depth in range(min(times, 300)))
    else:
        crowd = unit * times
    return text[:at] + crowd[:180_000] + text[at:]


def _around(text: str, rng: Rng, _seeds: Sequence[str]) -> str:
    """Two tokens around a stretch."""
    start = rng.randint(0, len(text))
    end = min(len(text), start + rng.choice((1, 5, 40, 400)))
    first, second = rng.choice(MARKDOWN), rng.choice(MARKDOWN)
    return text[:start] + first + text[start:end] + second + text[end:]


_MUTATIONS: tuple[Mutation, ...] = (_lines, _lines, _value, _value, _field, _token, _token, _crowd, _around)
