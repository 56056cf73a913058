"""How near an indexed word is to a word of a query: word forms, beginnings, typing errors.

No stemmer and no dictionary: word forms of one word share a beginning, and an error in one
half of a word leaves the other half whole. Equal to `overrides/assets/search/match.js`.
"""

__all__ = ["SURE", "back_reach", "edits", "form_similarity", "reach", "typo_similarity"]

SURE = 0.88  # a form this near makes looking for typing errors needless
LEAST = 0.5  # words further away do not count
MISSING_COST = 0.5  # of a letter of the query outside the common beginning, against a letter inside
EXTRA_COST = 0.35  # the same of a letter of the indexed word
CONTINUED_COST = 0.25  # the same where the query is a beginning of the word: people type beginnings
KNOWN_ENDINGS = 0.93  # of two words that differ in known endings only, less 0.01 a letter
EDIT_COST = 1.0  # of one edit, against the length of the longer word
SHORTEST_BEGINNING = 3  # letters that forms share at least
SHORTEST_STEM = 4  # letters before known endings
SHORTEST_CORRECTED = 4  # letters
TWO_EDITS_FROM = 8  # letters

# Endings after folding (й is и, accents are gone), after the Snowball stemmers of Russian,
# English and French. A list, not a stemmer: it only tells inflection from another word.
ENDINGS = frozenset(
    """
    а е и о у ы ь ю я ам ах ами ям ях ями ов ев еи ом ем ои ыи ии ая яя ое ее ые ие ого его ому
    ему ым им ыми ими ых их ую юю ою ею ия ию ием иям иях иями ев ей ть л ла ло ли ет ит ут ют ат
    ят ете ите ешь ишь н на но ны ен ена ено ены ся сь ости остью ность ности ныи ная ное ные ного
    нои ному ным ных ную ными скии ская ское ские ского скои скому ским ских скую скими
    s e es d ed ing r er ers ly y ies ied al ally ive or ors ion ions ation ations ment ments ity
    ee ees ent ez ait ais aient ant ante ants antes era eront ons eur eurs euse euses if ifs ives
    ale ales aux ement ements ique iques iste istes
    """.split()
) | {""}


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
    return word[: max(SHORTEST_BEGINNING, -(-len(word) // 2))]


def back_reach(word: str) -> str:
    """Return the beginning, read backwards, that near words share if the error is not there."""
    return word[::-1][: max(2, len(word) // 2 - 1)]


def form_similarity(query: str, word: str) -> float:
    """Return 0..1: how likely `word` is a form or a continuation of `query`.

    The share of the common beginning, more where only known endings differ; 0 where the
    beginning is shorter than 3 letters.
    """
    if query == word:
        return 1.0
    shared = common_prefix(query, word)
    if shared < SHORTEST_BEGINNING or word[0].isdigit():
        return 0.0
    missing, extra = len(query) - shared, len(word) - shared
    extra_cost = EXTRA_COST if missing else CONTINUED_COST
    similarity = shared / (shared + MISSING_COST * missing + extra_cost * extra)
    if shared >= SHORTEST_STEM and query[shared:] in ENDINGS and word[shared:] in ENDINGS:
        similarity = max(similarity, KNOWN_ENDINGS - 0.01 * (missing + extra))
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
