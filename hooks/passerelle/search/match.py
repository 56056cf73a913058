"""How near an indexed word is to a word of a query: word forms, beginnings, typing errors.

No stemmer and no dictionary: word forms of one word share a beginning, and an error in one
half of a word leaves the other half whole. Equal to `overrides/assets/search/match.js`.
"""

__all__ = ["SURE", "back_reach", "edits", "form_similarity", "reach", "typo_similarity"]

SURE = 0.8  # a form this near makes looking for typing errors needless
LEAST = 0.5  # words further away do not count
FORM_COST = 0.4  # of a letter outside the common beginning, against a letter inside
EDIT_COST = 1.2  # of one edit, against the length of the longer word
SHORTEST_CORRECTED = 4  # letters
TWO_EDITS_FROM = 8  # letters


def common_prefix(one: str, other: str) -> int:
    """Return the number of letters two words share at their beginning."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared


def reach(word: str) -> str:
    """Return the beginning that near words share unless an error is in the word's first half."""
    return word[: max(3, -(-len(word) // 2))]


def back_reach(word: str) -> str:
    """Return the beginning, read backwards, that near words share if the error is not there."""
    return word[::-1][: max(2, len(word) // 2 - 1)]


def form_similarity(query: str, word: str) -> float:
    """Return 0..1: how likely `word` is a form or a continuation of `query`.

    The share of the common beginning; 0 where it is shorter than 3 letters.
    """
    if query == word:
        return 1.0
    shared = common_prefix(query, word)
    if shared < 3 or word[0].isdigit():
        return 0.0
    rest = len(query) + len(word) - 2 * shared
    similarity = shared / (shared + FORM_COST * rest)
    return similarity if similarity >= LEAST else 0.0


def typo_similarity(query: str, word: str) -> float:
    """Return 0..1: how likely `query` is `word` with one typing error, or two in a long word."""
    longer = max(len(query), len(word))
    allowed = 2 if len(query) >= TWO_EDITS_FROM else 1
    if len(query) < SHORTEST_CORRECTED or abs(len(query) - len(word)) > allowed:
        return 0.0
    distance = edits(query, word, allowed)
    return 0.0 if distance > allowed else 1 - EDIT_COST * distance / longer


def edits(one: str, other: str, most: int) -> int:
    """Return the optimal string alignment distance, or `most + 1` where it is larger.

    Insertions, deletions, substitutions and swaps of neighbours cost 1 (Damerau 1964, without
    edits inside a swap).
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        row = [i]
        for j, right in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)
