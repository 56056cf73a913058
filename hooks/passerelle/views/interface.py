"""The interface strings of one language (`data/interface/<lang>.yml`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from passerelle.ground.locales import LOCALES, number, plural_form
from passerelle.knowledge.explain import fill


class Strings:
    """`strings("count.practices", n=3)` gives "3 practices" in this language."""

    def __init__(self, locale: str, texts: Mapping[str, str | Mapping[str, str]]) -> None:
        self.locale, self._texts = locale, texts

    def starting_with(self, prefix: str) -> dict[str, str | Mapping[str, str]]:
        """The texts whose key begins with a prefix, without it; plural forms as they are, for scripts."""
        return {key.removeprefix(prefix): text for key, text in self._texts.items() if key.startswith(prefix)}

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def __call__(self, key: str, **words: object) -> str:
        """The text of a key with its placeholders filled.

        Numbers among `words` are grouped as the language does; `n` also chooses the plural form.

        Raises:
            KeyError: there is no such string. A missing string is a defect, not something to hide.
        """
        text = self._texts[key]
        if isinstance(text, Mapping):
            count = words.get("n", 0)
            form = plural_form(count if isinstance(count, int | float) else 0, self.locale)
            text = text.get(form) or text["other"]
        shown = {
            name: number(value, self.locale)
            if isinstance(value, int | float) and not isinstance(value, bool)
            else str(value)
            for name, value in words.items()
        }
        return fill(str(text), shown) if words else str(text)


def read_strings(folder: Path) -> dict[str, Strings]:
    """Strings of all four languages."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {
        locale: Strings(locale, yaml.load((folder / f"{locale}.yml").read_text("utf-8"), Loader=loader))  # noqa: S506
        for locale in LOCALES
    }
