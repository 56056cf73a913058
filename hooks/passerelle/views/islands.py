"""Data for scripts inside a page: JSON that cannot leave its script element."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def json_island(data: Any) -> Markup:
    """JSON text for a `<script type="application/json">` or `ld+json` element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - every character that HTML knows is escaped
