"""Reading the files of an index: shards, cards and facets, each read once.

The lower half of the twin: equal to `overrides/assets/search/files.js`.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping

from .coding import decode_numbers, read_shard, sort_key
from .grams import is_lao
from .impacts import LEVELS

__all__ = ["Filters", "IndexFiles"]

MOST_SHARDS = 3  # read for the forms of one word

Filters = Mapping[str, Collection[str]]


class IndexFiles:
    """The files of one index; `count` is its number of documents."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        """Read the manifest; `read` returns the bytes of a file by name."""
        self._read = read
        self._manifest = json.loads(read("manifest.json"))
        self._firsts = {part: [sort_key(k) for k in self._manifest[part]] for part in ("keys", "back")}
        self._cache: dict[str, object] = {}
        self.count: int = self._manifest["count"]

    def postings(self, token: str) -> list[tuple[int, float, bool]]:
        """Return the postings of a token: document number, impact 0..1, whether strong."""
        text = self._shard_of(token).get(token, "")
        number, out = 0, []
        for code in decode_numbers(text):
            number += code // 8
            out.append((number, LEVELS[code % 4], code // 4 % 2 == 1))
        return out

    def neighbours(self, pair: str) -> set[int]:
        """Return the documents where two words of a query are neighbours."""
        return set(_summed(decode_numbers(self._shard_of(pair).get(pair, ""))))

    def exact(self, token: str, spelling: str) -> set[int]:
        """Return the documents whose strong texts have a token in this spelling.

        The spelling of a short Lao query may be the beginning of the gram's.
        """
        strong = {number for number, _, is_strong in self.postings(token) if is_strong}
        prefix = token + "="
        shard = self._shard_of(prefix)
        spellings = {key.removeprefix(prefix): key for key in shard if key.startswith(prefix)}
        spelled: set[int] = set()
        for text, key in (spellings or {token: ""}).items():
            if text == spelling or (is_lao(token) and spelling and text.startswith(spelling)):
                spelled.update(_summed(decode_numbers(shard.get(key, ""))) or strong)
        return spelled

    def range(self, part: str, prefix: str, centre: str) -> dict[str, str]:
        """Return the entries of the shards where keys with a prefix lie, near `centre` if many."""
        low, high = self._position(part, prefix), self._position(part, prefix + "\uffff")
        middle = self._position(part, centre)
        low = max(low, min(middle - MOST_SHARDS // 2, high - MOST_SHARDS + 1))
        entries: dict[str, str] = {}
        for number in range(low, min(high, low + MOST_SHARDS - 1) + 1):
            entries.update(self._shard(part, number))
        return entries

    def usual(self, word: str) -> str:
        """Return the usual spelling of a folded word."""
        backward = word[::-1]
        shard = self._shard("back", self._position("back", backward))
        return shard.get(backward) or word

    def card(self, number: int) -> tuple[str, str, str, str]:
        """Return id, url, title and summary of a document."""
        size = self._manifest["cards"]
        name = f"c{number // size}.{self._manifest['version']}.json"
        if name not in self._cache:
            self._cache[name] = json.loads(self._read(name))
        return tuple(self._cache[name][number % size])  # type: ignore[index]

    def facet_table(self) -> dict[str, tuple[list[str], list[list[int]]]]:
        """Return group -> (values, for each document the places of its values)."""
        if not self._manifest["facets"]:
            return {}
        name = f"facets.{self._manifest['version']}.json"
        if name not in self._cache:
            table = json.loads(self._read(name))
            self._cache[name] = {g: (v, [decode_numbers(c) for c in codes]) for g, (v, codes) in table.items()}
        return self._cache[name]  # type: ignore[return-value]

    def passes(self, number: int, filters: Filters) -> bool:
        """Tell whether a document has any wanted value in every wanted group."""
        if not any(filters.values()):
            return True
        table = self.facet_table()
        return all(
            group in table and any(table[group][0][value] in wanted for value in table[group][1][number])
            for group, wanted in filters.items()
            if wanted
        )

    def _shard_of(self, key: str) -> dict[str, str]:
        return self._shard("keys", self._position("keys", key))

    def _position(self, part: str, key: str) -> int:
        return max(0, bisect_right(self._firsts[part], sort_key(key)) - 1)

    def _shard(self, part: str, number: int) -> dict[str, str]:
        if number >= len(self._firsts[part]):
            return {}
        name = f"{part[0]}{number}.{self._manifest['version']}.txt"
        if name not in self._cache:
            self._cache[name] = read_shard(self._read(name).decode())
        return self._cache[name]  # type: ignore[return-value]


def _summed(gaps: list[int]) -> list[int]:
    total, numbers = 0, []
    for gap in gaps:
        total += gap
        numbers.append(total)
    return numbers
