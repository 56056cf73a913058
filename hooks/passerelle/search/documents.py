"""What search knows of a page, and reading it from JSON Lines.

A document is plain strings: where they come from (catalogue, vocabularies, thesaurus) is
the caller's business.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["SearchDocument", "read_documents"]

SUMMARY_LENGTH = 160  # characters shown of the first paragraph where no summary is given


@dataclass(frozen=True)
class SearchDocument:
    """One page of one language.

    Attributes:
        id: Permanent id, unique in its index.
        lang: Language of the index the page belongs to.
        url: Address as the client shall return it; may be empty.
        title: Page title.
        summary: One to three sentences; shown with a hit.
        keywords: Words and short phrases by which people look for the page.
        headings: Section headings.
        paras: Body paragraphs, plain text.
        labels: Extra strings of low weight that are not on the page: names of countries
            and terms, thesaurus labels of other languages.
        facets: Facet group id -> ids of the page's values.
    """

    id: str
    lang: str
    url: str
    title: str
    summary: str = ""
    keywords: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    paras: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def shown_summary(self) -> str:
        """Return the summary, or the beginning of the first paragraph, cut between words."""
        text = self.summary or (self.paras[0] if self.paras else "")
        if self.summary or len(text) <= SUMMARY_LENGTH:
            return text
        cut = text[:SUMMARY_LENGTH]
        head, space, _ = cut.rpartition(" ")
        return (head if space and len(head) > SUMMARY_LENGTH // 2 else cut) + "…"


def read_documents(lines: Iterable[str], lang: str | None = None) -> list[SearchDocument]:
    """Read documents from JSON Lines: `id, lang, title, paras`, and any other field if present.

    Args:
        lines: Lines of UTF-8 text, one JSON object each; empty lines are skipped.
        lang: Keep only documents of this language.

    Raises:
        ValueError: A line is not a JSON object or lacks a field; the message has its number.
    """
    documents = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            document = _document(record)
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"line {number}: not a search document ({error!r})") from error
        if lang is None or document.lang == lang:
            documents.append(document)
    return documents


def _document(record: Mapping[str, object]) -> SearchDocument:
    facets = record.get("facets") or {}
    if not isinstance(facets, Mapping):
        raise TypeError("facets must be an object")
    return SearchDocument(
        id=_text(record["id"]),
        lang=_text(record["lang"]),
        url=_text(record.get("url") or ""),
        title=_text(record["title"]),
        summary=_text(record.get("summary") or ""),
        keywords=_texts(record.get("keywords")),
        headings=_texts(record.get("headings")),
        paras=_texts(record["paras"]),
        labels=_texts(record.get("labels")),
        facets={str(group): _texts(values) for group, values in facets.items()},
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {value!r}")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"expected a list of texts, found {value!r}")
    return tuple(_text(item) for item in value)
