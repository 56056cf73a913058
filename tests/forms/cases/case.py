"""What a case is, and how a page of cases is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.forms.records import BASES, LANGS, Record, changed

PHOTO = {"id": "p2", "file": "two.jpg", "alt": "Two offices", "credit": "Office", "consent": "obtained"}
ITEM = {
    "id": "s2",
    "title": "News",
    "publisher": "Paper",
    "url": "unknown",
    "date": "unknown",
    "language": "en",
    "type": "news",
}
# What `tidy` adds, for records that it does not see.
_CONSTANTS = {
    "practice": {"id": "new", "type": "practice", "status": "draft", "version": "1", "licence": "CC-BY-4.0"},
    "exchange": {"id": "new", "text_states": {"en": "original"}},
}


@dataclass(frozen=True)
class Case:
    """One record. `code` is one that both judges must report, "" where neither may find an error.

    `raw` goes to judge and writer without being tidied first.
    """

    code: str
    name: str
    record: Record = field(repr=False)
    raw: bool = False


class Cases(list[Case]):
    """Good and bad records by small changes. Languages take turns where none is named."""

    def add(
        self,
        code: str,
        name: str,
        changes: dict[str, Any],
        base: str = "practice",
        lang: str = "",
        *,
        raw: bool = False,
    ) -> None:
        language = lang or LANGS[len(self) % len(LANGS)]
        record = BASES[base](language)
        if raw:
            record["facts"] |= _CONSTANTS[record["kind"]] | ({"lang": language} if base == "practice" else {})
        self.append(Case(code, name, changed(record, changes), raw))

    def several(
        self, code: str, *entries: tuple[str, dict[str, Any]], base: str = "practice", lang: str = "", raw: bool = False
    ) -> None:
        """Several of one code: names and changes."""
        for name, changes in entries:
            self.add(code, name, changes, base, lang, raw=raw)

    def says(self, code: str, *texts: str, lang: str = "") -> None:
        """Paragraphs of a body."""
        for text in texts:
            self.add(code, f"body: {text[:40]!r}", {"sections.done": more(text)}, lang=lang)


def more(text: str) -> Any:
    """What a section says, and a paragraph more."""
    return lambda old: f"{old}\n\n{text}"
