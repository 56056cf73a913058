"""Answering from an index: the Python twin of `overrides/assets/search/client.js`.

The two give the same hits and scores; a test holds them together. Whoever changes a rule
here changes it there.

Score of a page = (sum over units of idf x match x impact) x coverage squared, where a unit is
a word or a Lao run of the query, match 0..1 says how near the page's word is, and coverage is
the share of the query's idf that the page matches. Pages with every unit exactly spelled in
title, summary or keywords come first.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from .coding import decode_numbers, read_shard, sort_key
from .grams import GRAM, is_lao
from .impacts import LEVELS
from .match import LEAST, SURE, back_reach, form_similarity, reach, typo_similarity
from .parse import Gram, Run, Word, parse

__all__ = ["CONFIDENT", "Hit", "Index", "open_index"]

CONFIDENT = 0.6  # coverage below it makes a hit a close match only
LEAST_COVERAGE = 0.2  # pages below it are no answer
GRAM_WEIGHT = 0.4  # of a Lao gram's idf against a word's: a word has about two and a half grams
ROUGH_WORTH = 0.9  # of a match by shorter Lao grams
MOST_SHARDS = 3  # read for the forms of one word
MOST_FORMS = 40
MOST_CORRECTIONS = 3

Filters = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Hit:
    """One answer; `close` marks a coverage below `CONFIDENT`, `exact` an exact match in a strong text."""

    id: str
    url: str
    title: str
    summary: str
    score: float
    coverage: float
    close: bool
    exact: bool


@dataclass
class _Matches:
    """What one unit of the query found: weight of the unit, and by page its match and gain."""

    weight: float
    match: dict[int, float] = field(default_factory=dict)
    gain: dict[int, float] = field(default_factory=dict)
    exact: set[int] = field(default_factory=set)


def open_index(read: Callable[[str], bytes]) -> "Index":
    """Open an index; `read` returns the bytes of a file by its name in the index."""
    return Index(read)


class Index:
    """An index of one language, read file by file as queries need it."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        """Read the manifest; `read` returns the bytes of a file by name."""
        self._read = read
        self._manifest = json.loads(read("manifest.json"))
        self._firsts = {part: [sort_key(k) for k in self._manifest[part]] for part in ("keys", "back")}
        self._cache: dict[str, object] = {}

    def search(self, query: str, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """Return at most `limit` hits, best first. An empty query lists pages in index order."""
        ranked = self._ranked(query, filters or {})[:limit]
        hits = []
        for number, score, coverage, exact in ranked:
            card = self._card(number)
            hits.append(Hit(*card, score, coverage, coverage < CONFIDENT, exact))
        return hits

    def facets(self, query: str, filters: Filters | None = None) -> dict[str, dict[str, int]]:
        """Return group -> value -> number of answers, close ones included.

        Within a group values are alternatives, so a group is counted without its own filter.
        """
        filters = filters or {}
        table = self._facet_table()
        numbers = [found[0] for found in self._ranked(query, {})]
        counts: dict[str, dict[str, int]] = {}
        for group, (values, pages) in table.items():
            others = {name: wanted for name, wanted in filters.items() if name != group}
            counts[group] = dict.fromkeys(values, 0)
            for number in numbers:
                if self._passes(number, others):
                    for value in pages[number]:
                        counts[group][values[value]] += 1
        return counts

    def suggest(self, query: str) -> str | None:
        """Return the query with unknown words replaced by their nearest words, or None."""
        corrected, changed = [], False
        for unit in parse(query):
            forms = self._forms(unit.text) if isinstance(unit, Word) else {}
            if forms and unit.text not in forms:
                best = min(forms, key=lambda word: (-forms[word], -len(self._postings(word)), word))
                if typo_similarity(unit.text, best):
                    changed = True
                    corrected.append(best)
                    continue
            corrected.append(unit.spelling if isinstance(unit, Word) else unit.text)
        return " ".join(corrected) if changed else None

    def _ranked(self, query: str, filters: Filters) -> list[tuple[int, float, float, bool]]:
        count = self._manifest["count"]
        units = parse(query)
        if not units:
            everything = range(count) if not query.strip() else ()
            return [(n, 0.0, 1.0, False) for n in everything if self._passes(n, filters)]
        found = [self._run(u) if isinstance(u, Run) else self._word(u) for u in units]
        whole = sum(matches.weight for matches in found)
        ranked = []
        for number in sorted({number for matches in found for number in matches.match}):
            gain = sum(m.weight * m.gain.get(number, 0.0) for m in found)
            coverage = sum(m.weight * m.match.get(number, 0.0) for m in found) / whole
            if coverage >= LEAST_COVERAGE and self._passes(number, filters):
                exact = all(number in matches.exact for matches in found)
                ranked.append((number, _rounded(gain * coverage * coverage), _rounded(coverage), exact))
        ranked.sort(key=lambda item: (not item[3], -item[1], item[0]))
        return ranked

    def _word(self, unit: Word) -> _Matches:
        forms = self._forms(unit.text)
        best: dict[int, tuple[float, float]] = {}
        for word, similarity in forms.items():
            for number, impact, _ in self._postings(word):
                near, gain = best.get(number, (0.0, 0.0))
                worth = _sharpened(similarity) * impact
                best[number] = (max(near, similarity), max(gain, worth))
        matches = _Matches(self._idf(len(best)))
        for number, (near, gain) in best.items():
            matches.match[number] = near
            matches.gain[number] = gain
        if unit.text in forms:
            matches.exact = self._exact(unit.text, unit.spelling)
        return matches

    def _forms(self, word: str) -> dict[str, float]:
        """Return indexed words near a word -> similarity, at most `MOST_FORMS`."""
        forms = self._near(word)
        if max(forms.values(), default=0.0) < SURE and word.isalpha():
            for candidate, similarity in self._corrections(word).items():
                for form, nearness in self._near(candidate).items():
                    forms[form] = max(forms.get(form, 0.0), similarity * nearness)
        nearest = sorted((-similarity, key) for key, similarity in forms.items())
        return {key: -similarity for similarity, key in nearest[:MOST_FORMS] if similarity <= -LEAST}

    def _near(self, word: str) -> dict[str, float]:
        keys = self._range("keys", reach(word), word)
        forms = {key: form_similarity(word, key) for key in keys if "=" not in key}
        return {key: similarity for key, similarity in forms.items() if similarity}

    def _corrections(self, word: str) -> dict[str, float]:
        """Return the likeliest words meant by a mistyped word -> similarity."""
        forward = self._range("keys", reach(word), word)
        backward = self._range("back", back_reach(word), word[::-1])
        meant = {}
        for candidate in {*forward, *(key[::-1] for key in backward)}:
            similarity = typo_similarity(word, candidate)
            if similarity:
                meant[candidate] = similarity
        nearest = sorted((-similarity, candidate) for candidate, similarity in meant.items())
        return {candidate: -similarity for similarity, candidate in nearest[:MOST_CORRECTIONS]}

    def _run(self, run: Run) -> _Matches:
        found = self._grams(run)
        if len(run.text) <= GRAM or max(found.match.values(), default=0.0) >= CONFIDENT:
            return found
        rough = self._grams(run.rough())
        for number, match in rough.match.items():
            found.match[number] = max(found.match.get(number, 0.0), ROUGH_WORTH * match)
            found.gain[number] = max(found.gain.get(number, 0.0), ROUGH_WORTH * rough.gain[number])
        return found

    def _grams(self, run: Run) -> _Matches:
        matches = _Matches(0.0)
        optional: dict[int, float] = {}
        exact: list[set[int]] = []
        everything = all(gram.optional for gram in run.grams)
        for gram in run.grams:
            pages, strong = self._gram(gram)
            idf = GRAM_WEIGHT * self._idf(len(pages))
            may_miss = gram.optional and not everything
            if not may_miss:
                matches.weight += idf
                exact.append(strong)
            for number, impact in pages.items():
                matches.gain[number] = matches.gain.get(number, 0.0) + idf * impact
                matches.match[number] = matches.match.get(number, 0.0) + idf
                if may_miss:
                    optional[number] = optional.get(number, 0.0) + idf
        for number in matches.match:
            of = matches.weight + optional.get(number, 0.0)
            matches.match[number] /= of
            matches.gain[number] /= of
        matches.exact = set.intersection(*exact) if exact else set()
        return matches

    def _gram(self, gram: Gram) -> tuple[dict[int, float], set[int]]:
        """Return the pages of a gram with their impacts, and those with it exactly in a strong text."""
        if len(gram.text) == GRAM:
            keys = [gram.text]
        else:
            known = self._range("keys", gram.text, gram.text)
            keys = [key for key in known if key.startswith(gram.text) and "=" not in key]
        pages: dict[int, float] = {}
        strong: set[int] = set()
        for key in keys:
            for number, impact, _ in self._postings(key):
                pages[number] = max(impact, pages.get(number, 0.0))
            strong |= self._exact(key, gram.spelling)
        return pages, strong

    def _exact(self, token: str, spelling: str) -> set[int]:
        """Return the pages whose strong texts have the token in this spelling (or beginning so)."""
        pages = {number for number, _, strong in self._postings(token) if strong}
        spellings = [k for k in self._shard_of(token + "=") if k.startswith(token + "=")]
        if not spellings:
            return pages
        spelled: set[int] = set()
        for key in spellings:
            text = key[len(token) + 1 :]
            if text == spelling or (is_lao(token) and text.startswith(spelling)):
                spelled.update(_summed(decode_numbers(self._shard_of(key)[key])))
        return spelled

    def _idf(self, pages: int) -> float:
        return math.log(1 + (self._manifest["count"] - pages + 0.5) / (pages + 0.5))

    def _postings(self, token: str) -> list[tuple[int, float, bool]]:
        text = self._shard_of(token).get(token, "")
        number, out = 0, []
        for code in decode_numbers(text):
            number += code // 8
            out.append((number, LEVELS[code % 4], code // 4 % 2 == 1))
        return out

    def _shard_of(self, key: str) -> dict[str, str]:
        return self._shard("keys", self._position("keys", key))

    def _position(self, part: str, key: str) -> int:
        return max(0, bisect_right(self._firsts[part], sort_key(key)) - 1)

    def _range(self, part: str, prefix: str, centre: str) -> dict[str, str]:
        """Return the entries of the shards where keys with a prefix lie, near `centre` if many."""
        low, high = self._position(part, prefix), self._position(part, prefix + "\uffff")
        middle = self._position(part, centre)
        low = max(low, min(middle - MOST_SHARDS // 2, high - MOST_SHARDS + 1))
        entries: dict[str, str] = {}
        for number in range(low, min(high, low + MOST_SHARDS - 1) + 1):
            entries.update(self._shard(part, number))
        return entries

    def _shard(self, part: str, number: int) -> dict[str, str]:
        if number >= len(self._firsts[part]):
            return {}
        name = f"{part[0]}{number}.{self._manifest['version']}.txt"
        if name not in self._cache:
            self._cache[name] = read_shard(self._read(name).decode())
        return self._cache[name]  # type: ignore[return-value]

    def _card(self, number: int) -> tuple[str, str, str, str]:
        size = self._manifest["cards"]
        name = f"c{number // size}.{self._manifest['version']}.json"
        if name not in self._cache:
            self._cache[name] = json.loads(self._read(name))
        return tuple(self._cache[name][number % size])  # type: ignore[index]

    def _facet_table(self) -> dict[str, tuple[list[str], list[list[int]]]]:
        if not self._manifest["facets"]:
            return {}
        name = f"facets.{self._manifest['version']}.json"
        if name not in self._cache:
            table = json.loads(self._read(name))
            self._cache[name] = {g: (v, [decode_numbers(c) for c in codes]) for g, (v, codes) in table.items()}
        return self._cache[name]  # type: ignore[return-value]

    def _passes(self, number: int, filters: Filters) -> bool:
        if not any(filters.values()):
            return True
        table = self._facet_table()
        return all(
            group in table and any(table[group][0][value] in wanted for value in table[group][1][number])
            for group, wanted in filters.items()
            if wanted
        )


def _rounded(value: float) -> float:
    """Return a score in millionths, so that Python and JavaScript order equal pages alike."""
    return math.floor(value * 1e6 + 0.5) / 1e6


def _sharpened(similarity: float) -> float:
    """Return the eighth power: a page with the word itself stands before many with near forms."""
    fourth = similarity * similarity * similarity * similarity
    return fourth * fourth


def _summed(gaps: list[int]) -> list[int]:
    total, numbers = 0, []
    for gap in gaps:
        total += gap
        numbers.append(total)
    return numbers
