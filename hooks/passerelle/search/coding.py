"""Text coding of the index files: numbers, posting lists, front-coded shards.

Everything is printable text, so that any static host compresses it and the client needs no
binary reader. Equal to `overrides/assets/search/coding.js`, held by the twin test.
"""

from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "DIGITS",
    "decode_numbers",
    "encode_number",
    "encode_numbers",
    "read_shard",
    "sort_key",
    "split_shards",
    "write_shard",
]

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BASE = 32  # digits below it end a number
_VALUES = {digit: value for value, digit in enumerate(DIGITS)}


def encode_number(value: int) -> str:
    """Return a number >= 0 in base 32, lowest digit first; digits from 32 up say "more follows"."""
    out = ""
    while value >= _BASE:
        out += DIGITS[_BASE + value % _BASE]
        value //= _BASE
    return out + DIGITS[value]


def encode_numbers(values: Iterable[int]) -> str:
    """Return numbers >= 0 one after the other, without separators."""
    return "".join(map(encode_number, values))


def decode_numbers(text: str) -> list[int]:
    """Return the numbers of `encode_numbers`."""
    values, value, scale = [], 0, 1
    for char in text:
        digit = _VALUES[char]
        value += (digit % _BASE) * scale
        scale *= _BASE
        if digit < _BASE:
            values.append(value)
            value, scale = 0, 1
    return values


def sort_key(key: str) -> bytes:
    """Return what keys are sorted by: UTF-16 units, as JavaScript compares strings."""
    return key.encode("utf-16-be", "surrogatepass")


def split_shards(entries: Iterable[tuple[str, str]], size: Callable[[str], int]) -> Iterator[list[tuple[str, str]]]:
    """Yield runs of entries (key, value) of about `size(first key)` characters, in order.

    A long entry may exceed it; spellings (`token=spelling`) stay with their token.
    """
    shard: list[tuple[str, str]] = []
    used = 0
    for key, value in entries:
        cost = len(value) + 4
        if shard and "=" not in key and used + cost > min(size(shard[0][0]), size(key)):
            yield shard
            shard, used = [], 0
        shard.append((key, value))
        used += cost
    if shard:
        yield shard


def write_shard(entries: Iterable[tuple[str, str]]) -> str:
    """Return entries as lines: digit for the length shared with the last key, rest, tab, value."""
    lines, last = [], ""
    for key, value in entries:
        shared = 0
        for one, other in zip(key, last, strict=False):
            if one != other or shared == len(DIGITS) - 1:
                break
            shared += 1
        lines.append(f"{DIGITS[shared]}{key[shared:]}\t{value}" if value else DIGITS[shared] + key[shared:])
        last = key
    return "\n".join(lines)


def read_shard(text: str) -> dict[str, str]:
    """Return key -> value of a shard, in file order."""
    entries, key = {}, ""
    for line in text.split("\n") if text else ():
        head, _, value = line.partition("\t")
        key = key[: DIGITS.index(head[0])] + head[1:]
        entries[key] = value
    return entries
