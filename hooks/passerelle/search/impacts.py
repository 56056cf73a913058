"""What a token says of a document: BM25F impacts in four levels.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
section 3.6: term frequencies are summed over fields with field weights before saturation.
The idf is left to the reader, who knows the collection size and each posting list's length.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from .documents import SearchDocument
from .fold import fold, light
from .grams import exact_tokens, pairs, pieces, tokens

__all__ = ["LEVELS", "exact_spellings", "impacts", "neighbours", "usual_spellings"]

K1 = 1.2
B = 0.6
TITLE, SUMMARY, KEYWORDS, HEADINGS, BODY, LABELS = 3.0, 2.0, 2.0, 1.5, 1.0, 0.3
# Saturated frequency tf/(tf + k1 ...) in 0..1, as the reader gets it back for each level.
LEVELS = (0.3, 0.5, 0.7, 0.9)
_STEPS = (0.4, 0.6, 0.8)
STRONG = 4  # added to the level where the token stands in title, summary or keywords


def strong_texts(document: SearchDocument) -> tuple[str, ...]:
    """Return the texts in which an exact match ranks first."""
    return (document.title, document.summary, *document.keywords)


def weigh_tokens(document: SearchDocument) -> dict[str, float]:
    """Return token -> frequency, weighted by field."""
    fields: tuple[tuple[float, Iterable[str]], ...] = (
        (TITLE, (document.title,)),
        (SUMMARY, (document.summary,)),
        (KEYWORDS, document.keywords),
        (HEADINGS, document.headings),
        (LABELS, document.labels),
    )
    weighted: dict[str, float] = {}
    # Joined: Lao text has no full stop, and a line may end inside a word.
    for token, count in Counter(tokens(" ".join(document.paras))).items():
        weighted[token] = BODY * count
    for weight, texts in fields:
        for token in _all_tokens(texts):
            weighted[token] = weighted.get(token, 0.0) + weight
    return weighted


def impacts(documents: Sequence[SearchDocument]) -> dict[str, list[tuple[int, int]]]:
    """Return token -> postings (document number, level + `STRONG` if strong), in document order."""
    weighed = [weigh_tokens(document) for document in documents]
    lengths = [sum(weights.values()) for weights in weighed]
    mean = sum(lengths) / max(1, len(lengths)) or 1.0
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, (document, weights) in enumerate(zip(documents, weighed, strict=True)):
        strong = set(_all_tokens(strong_texts(document)))
        norm = K1 * (1 - B + B * lengths[number] / mean)
        low, middle, high = (step / (1 - step) * norm for step in _STEPS)
        for token, weight in weights.items():
            level = (weight >= low) + (weight >= middle) + (weight >= high)
            postings[token].append((number, level + STRONG if token in strong else level))
    return postings


def exact_spellings(documents: Sequence[SearchDocument]) -> dict[str, dict[str, list[int]]]:
    """Return token -> spelling -> documents, for tokens of strong texts that have a spelling to tell.

    Where all strong texts spell a token as it folds, it is left out. Where they all spell it
    in one other way, the list of documents is empty: it is that of the token's strong postings.
    """
    spellings: dict[str, dict[str, dict[int, None]]] = defaultdict(lambda: defaultdict(dict))
    for number, document in enumerate(documents):
        for text in strong_texts(document):
            for token, spelling in exact_tokens(text):
                spellings[token][spelling][number] = None
    return {
        token: {spelling: list(numbers) if len(variants) > 1 else [] for spelling, numbers in variants.items()}
        for token, variants in spellings.items()
        if len(variants) > 1 or _unpadded(token) not in variants
    }


def neighbours(documents: Sequence[SearchDocument]) -> dict[str, list[int]]:
    """Return pair of neighbouring words -> documents that have it, labels apart."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        texts = (*strong_texts(document), *document.headings, " ".join(document.paras))
        for pair in {pair for text in texts for pair in pairs(pieces(fold(text)))}:
            found[pair].append(number)
    return found


def usual_spellings(documents: Sequence[SearchDocument]) -> dict[str, str]:
    """Return folded word -> its most frequent spelling with accents; the first in order of ties."""
    counts: Counter[str] = Counter()
    for document in documents:
        for text in (*strong_texts(document), *document.headings, *document.paras):
            counts.update(pieces(light(text)))
    usual: dict[str, str] = {}
    for spelling in sorted(counts, key=lambda spelling: (-counts[spelling], spelling)):
        usual.setdefault(fold(spelling), spelling)
    return usual


def _unpadded(token: str) -> str:
    return token.rstrip("_")


def _all_tokens(texts: Iterable[str]) -> list[str]:
    return [token for text in texts for token in tokens(text)]
