"""Texts for GitHub's Markdown, where they must do nothing but be read."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 600  # characters
_JOINERS = "\u200b\u200c\u200d"  # the only format characters kept: Lao line breaks and script joiners
_KEPT = frozenset(",;()/:-'?!.")
_BREAK = "\u200b"
# What GitHub links by itself after Markdown: users, issues, addresses. A zero-width space parts them.
_LINKED = re.compile(r"@(?=\w)|#(?=\d)|(?i:gh-)(?=\d)|:(?=//)|(?i:www)(?=\.)")


def harmless(text: str) -> str:
    """A text on one line that is shown as it is: no markup, HTML, mention, link or reordering.

    `.github/scripts/untrusted.py` has the same rules for a Python without packages; a test holds them equal.
    """
    visible = "".join(
        " " if char.isspace() else char
        for char in text[: LONGEST * 4]
        if char in _JOINERS or char.isspace() or not unicodedata.category(char).startswith("C")
    )
    words = " ".join(visible.split())
    if len(words) > LONGEST or len(text) > LONGEST * 4:
        words = words[:LONGEST].rstrip() + "…"
    parted = _LINKED.sub(lambda match: match.group() + _BREAK, words)
    return "".join(f"&#{ord(char)};" if _is_sign(char) else char for char in parted)


def _is_sign(char: str) -> bool:
    """Whether a character may mean something to Markdown."""
    return char.isascii() and char.isprintable() and not char.isalnum() and char != " " and char not in _KEPT
