"""Translations against their source."""

from __future__ import annotations

import re

from tests.conftest import SmallTree
from tests.knowledge.cases.breaking import EN, FR, MODULE_FR, Case, swap


def without_body(tree: SmallTree) -> None:
    text = (tree.root / FR).read_text("utf-8")
    tree.write(FR, text[: text.index("## Le problème")].encode())


def in_source_language(tree: SmallTree) -> None:
    """The French document with the English body below it."""
    english, french = ((tree.root / name).read_text("utf-8") for name in (EN, FR))
    text = french[: french.index("## Le problème")] + english[english.index("## The problem") :]
    tree.write(FR, text.encode())


def lao(tree: SmallTree) -> None:
    """A Lao translation in which NIKHAHIT and AA stand for AM."""
    text = (tree.root / FR).read_text("utf-8").replace("lang: fr", "lang: lo")
    text = text.replace("Davantage de ménages sont sur la liste.", "\u0e97\u0ecd\u0eb2\u0ead\u0eb4\u0e94")
    tree.write(FR.replace(".fr.", ".lo."), text.encode())


def without_marks(tree: SmallTree) -> None:
    text = (tree.root / FR).read_text("utf-8")
    tree.write(FR, re.sub(r", blocks: \[.*\]", "", text).encode())


CASES = (
    Case("language-is-not-the-name", swap(FR, "lang: fr\n", "lang: ru\n"), ""),
    Case("empty-translation", without_body, ""),
    Case("translation-is-the-source", in_source_language, ""),
    Case("translation-of-what", swap(FR, "translation: {of: en", "translation: {of: ru"), ""),
    Case("translation-section-missing", swap(FR, "## Le système {#system}", "### Le système {#le-systeme}"), ""),
    Case("translation-section-extra", swap(FR, "La liste est copiée", "### Copie {#copy}\nLa liste est copiée"), ""),
    Case("translation-block-count", swap(FR, "La liste est copiée", "Oui.\n\nLa liste est copiée"), "", "warning"),
    Case("not-translated", swap(FR, "components:\n  - {id: form, title: Formulaire d’enregistrement}\n", ""), "", "warning"),
    Case("translates-nothing", swap(FR, "{id: form, title", "{id: paper, title"), ""),
    Case("translation-not-stamped", without_marks, "", "warning"),
    Case("translation-outdated", swap(EN, "The list is copied every night.", "The list is copied at noon."), "", "warning"),
    Case("quiz-not-translated", swap(MODULE_FR, 'id="registry-q1"', 'id="registre-q1"'), ""),
    Case("quiz-not-in-source", swap(MODULE_FR, 'id="registry-q1"', 'id="registre-q1"'), ""),
    Case("quiz-differs-from-source", swap(MODULE_FR, "- [ ] Acheter", "- [x] Acheter"), ""),
    Case("lao-spelling", lao, "", "warning"),
)
