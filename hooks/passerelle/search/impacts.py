"""What a token says of a document: BM25F impacts in four levels.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
section 3.6: term frequencies are summed over fields with field weights before saturation.
The idf is left to the reader, who knows the collection size and each posting list's length.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .documents import SearchDocument
from .grams import exact_tokens, tokens

__all__ = ["LEVELS", "Posting", "count_tokens", "exact_spellings", "impacts"]

K1 = 1.2
B = 0.6
TITLE, SUMMARY, KEYWORDS, HEADINGS, BODY, LABELS = 3.0, 2.0, 2.0, 1.5, 1.0, 0.3
# Saturated frequency tf/(tf + k1 ...) in 0..1, as the reader gets it back for each level.
LEVELS = (0.3, 0.5, 0.7, 0.9)
_STEPS = (0.4, 0.6, 0.8)


@dataclass(frozen=True, order=True)
class Posting:
    """A token in a document.

    Attributes:
        document: Number of the document in its index, from 0.
        level: Index into `LEVELS`.
        strong: Whether the token occurs in title, summary or keywords.
    """

    document: int
    level: int
    strong: bool


def strong_texts(document: SearchDocument) -> tuple[str, ...]:
    """Return the texts in which an exact match ranks first."""
    return (document.title, document.summary, *document.keywords)


def count_tokens(document: SearchDocument) -> tuple[Counter[str], float]:
    """Return weighted token frequencies of a document, and its length in body-weighted tokens."""
    fields: tuple[tuple[float, Iterable[str]], ...] = (
        (TITLE, (document.title,)),
        (SUMMARY, (document.summary,)),
        (KEYWORDS, document.keywords),
        (HEADINGS, document.headings),
        (BODY, document.paras),
        (LABELS, document.labels),
    )
    weighted: Counter[str] = Counter()
    for weight, texts in fields:
        counts = Counter(token for text in texts for token in tokens(text))
        for token, count in counts.items():
            weighted[token] += weight * count  # type: ignore[assignment]
    return weighted, float(sum(weighted.values()))


def impacts(documents: Sequence[SearchDocument]) -> dict[str, list[Posting]]:
    """Return token -> postings in document order, for documents in the order of their numbers."""
    counted = [count_tokens(document) for document in documents]
    mean = sum(length for _, length in counted) / max(1, len(counted)) or 1.0
    postings: dict[str, list[Posting]] = defaultdict(list)
    for number, (document, (counts, length)) in enumerate(zip(documents, counted, strict=True)):
        strong = {token for text in strong_texts(document) for token in tokens(text)}
        norm = K1 * (1 - B + B * length / mean)
        for token, frequency in counts.items():
            saturated = frequency / (frequency + norm)
            level = sum(saturated >= step for step in _STEPS)
            postings[token].append(Posting(number, level, token in strong))
    return postings


def exact_spellings(documents: Sequence[SearchDocument]) -> dict[str, dict[str, list[int]]]:
    """Return token -> spelling -> documents, for tokens spelled in several ways in strong texts.

    Where all strong texts spell a token alike there is nothing to tell apart, so it is left out.
    """
    spellings: dict[str, dict[str, dict[int, None]]] = defaultdict(lambda: defaultdict(dict))
    for number, document in enumerate(documents):
        for text in strong_texts(document):
            for token, spelling in exact_tokens(text):
                spellings[token][spelling][number] = None
    return {
        token: {spelling: list(numbers) for spelling, numbers in variants.items()}
        for token, variants in spellings.items()
        if len(variants) > 1
    }
