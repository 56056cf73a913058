"""Search without a server: building an index of n-grams and words, and answering from it.

The browser's half is `overrides/assets/search/`. This package knows documents as plain
strings and writes bytes; it knows neither the catalogue nor MkDocs.
"""

from .build import build_index, write_index
from .documents import SearchDocument, read_documents
from .fold import fold
from .query import CONFIDENT, Hit, Index, open_index

__all__ = [
    "CONFIDENT",
    "Hit",
    "Index",
    "SearchDocument",
    "build_index",
    "fold",
    "open_index",
    "read_documents",
    "write_index",
]
