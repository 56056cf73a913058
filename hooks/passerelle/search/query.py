"""Answering from an index: the Python twin of `overrides/assets/search/client.js`.

The two give the same hits and scores; a test holds them together. Whoever changes a rule
here changes it there.

Score of a page = (sum over units of idf x match x impact) x coverage squared, where a unit is a
word or a Lao run of the query, and coverage is the share of the query's idf that the page
matches. A word form counts in coverage by the square of its similarity, in the sum by the
fourth power; a Lao run by the share of its grams' idf. A page where words that are neighbours
in the query are neighbours gains up to its score again. Pages with every unit exactly spelled
in title, summary or keywords come first.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .files import Filters, IndexFiles
from .grams import GRAM, pairs
from .match import LEAST, SURE, back_reach, form_similarity, reach, typo_similarity
from .parse import Gram, Run, Word, parse

__all__ = ["CONFIDENT", "Hit", "Index", "open_index"]

CONFIDENT = 0.6  # coverage below it makes a hit a close match only
LEAST_COVERAGE = 0.2  # pages below it are no answer
GRAM_WEIGHT = 0.4  # of a Lao gram's idf against a word's: a word has about two and a half grams
ROUGH_WORTH = 0.8  # of a match by shorter Lao grams
PAIR_GAIN = 1.0  # of a page where all neighbours in the query are neighbours, beside its score
MOST_FORMS = 40
MOST_CORRECTIONS = 3

PART = re.compile("[ =]")  # marks keys that are no word: pairs and spellings


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
        self._files = IndexFiles(read)

    def search(self, query: str, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """Return at most `limit` hits, best first. An empty query lists pages in index order."""
        ranked = self._ranked(query, filters or {})[:limit]
        hits = []
        for number, score, coverage, exact in ranked:
            card = self._files.card(number)
            hits.append(Hit(*card, score, coverage, coverage < CONFIDENT, exact))
        return hits

    def facets(self, query: str, filters: Filters | None = None) -> dict[str, dict[str, int]]:
        """Return group -> value -> number of answers, close ones included.

        Within a group values are alternatives, so a group is counted without its own filter.
        """
        filters = filters or {}
        table = self._files.facet_table()
        numbers = [found[0] for found in self._ranked(query, {})]
        counts: dict[str, dict[str, int]] = {}
        for group, (values, pages) in table.items():
            others = {name: wanted for name, wanted in filters.items() if name != group}
            counts[group] = dict.fromkeys(values, 0)
            for number in numbers:
                if self._files.passes(number, others):
                    for value in pages[number]:
                        counts[group][values[value]] += 1
        return counts

    def suggest(self, query: str) -> str | None:
        """Return the query with unknown words replaced by their nearest words, or None."""
        corrected, changed = [], False
        for unit in parse(query):
            forms = self._forms(unit.text) if isinstance(unit, Word) else {}
            if forms and unit.text not in forms:
                best = min(forms, key=lambda word: (-forms[word], -len(self._files.postings(word)), word))
                if form_similarity(unit.text, best) < SURE and typo_similarity(unit.text, best):
                    changed = True
                    corrected.append(self._files.usual(best))
                    continue
            corrected.append(unit.spelling if isinstance(unit, Word) else unit.text)
        return " ".join(corrected) if changed else None

    def _ranked(self, query: str, filters: Filters) -> list[tuple[int, float, float, bool]]:
        count = self._files.count
        units = parse(query)
        if not units:
            everything = range(count) if not query.strip() else ()
            return [(n, 0.0, 1.0, False) for n in everything if self._files.passes(n, filters)]
        found = [self._run(u) if isinstance(u, Run) else self._word(u) for u in units]
        paired = [self._files.neighbours(pair) for pair in pairs(u.text for u in units if isinstance(u, Word))]
        whole = sum(matches.weight for matches in found)
        ranked = []
        for number in sorted({number for matches in found for number in matches.match}):
            gain = sum(m.weight * m.gain.get(number, 0.0) for m in found)
            coverage = sum(m.weight * m.match.get(number, 0.0) for m in found) / whole
            if coverage >= LEAST_COVERAGE and self._files.passes(number, filters):
                exact = all(number in matches.exact for matches in found)
                together = sum(number in pages for pages in paired) / max(1, len(paired))
                score = gain * coverage * coverage * (1 + PAIR_GAIN * together)
                ranked.append((number, _rounded(score), _rounded(coverage), exact))
        ranked.sort(key=lambda item: (not item[3], -item[1], item[0]))
        return ranked

    def _word(self, unit: Word) -> _Matches:
        forms = self._forms(unit.text)
        best: dict[int, tuple[float, float]] = {}
        for word, similarity in forms.items():
            for number, impact, _ in self._files.postings(word):
                near, gain = best.get(number, (0.0, 0.0))
                worth = _sharpened(similarity) * impact
                best[number] = (max(near, similarity), max(gain, worth))
        matches = _Matches(self._idf(len(best)))
        for number, (near, gain) in best.items():
            matches.match[number] = near * near
            matches.gain[number] = gain
        if unit.text in forms:
            matches.exact = self._files.exact(unit.text, unit.spelling)
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
        keys = self._files.range("keys", reach(word), word)
        forms = {key: form_similarity(word, key) for key in keys if not PART.search(key)}
        return {key: similarity for key, similarity in forms.items() if similarity}

    def _corrections(self, word: str) -> dict[str, float]:
        """Return the likeliest words meant by a mistyped word -> similarity."""
        forward = self._files.range("keys", reach(word), word)
        backward = self._files.range("back", back_reach(word), word[::-1])
        meant = {}
        for candidate in {*forward, *(key[::-1] for key in backward)}:
            similarity = typo_similarity(word, candidate)
            if similarity and not PART.search(candidate):
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
            known = self._files.range("keys", gram.text, gram.text)
            keys = [key for key in known if key.startswith(gram.text) and "=" not in key]
        pages: dict[int, float] = {}
        strong: set[int] = set()
        for key in keys:
            for number, impact, _ in self._files.postings(key):
                pages[number] = max(impact, pages.get(number, 0.0))
            strong |= self._files.exact(key, gram.spelling)
        return pages, strong

    def _idf(self, pages: int) -> float:
        return math.log(1 + (self._files.count - pages + 0.5) / (pages + 0.5))


def _rounded(value: float) -> float:
    """Return a score in millionths, so that Python and JavaScript order equal pages alike."""
    return math.floor(value * 1e6 + 0.5) / 1e6


def _sharpened(similarity: float) -> float:
    """Return the fourth power: a page with the word itself stands before many with near forms."""
    return similarity * similarity * similarity * similarity
