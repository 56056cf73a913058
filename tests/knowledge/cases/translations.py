"""Translations against their source."""

from __future__ import annotations

import re

from tests.conftest import SmallTree
from tests.knowledge.cases.breaking import EN, FR, MODULE_FR, Break, Case, swap


def without_body(tree: SmallTree) -> None:
    text = (tree.root / FR).read_text("utf-8")
    tree.write(FR, text[: text.index("## Le problème")].encode())


def in_source_language(tree: SmallTree) -> None:
    """The French document with the English body below it."""
    english, french = ((tree.root / name).read_text("utf-8") for name in (EN, FR))
    text = french[: french.index("## Le problème")] + english[english.index("## The problem") :]
    tree.write(FR, text.encode())


def lao(sentence: str) -> Break:
    """A Lao translation with this sentence."""

    def do(tree: SmallTree) -> None:
        text = (tree.root / FR).read_text("utf-8").replace("lang: fr", "lang: lo")
        text = text.replace("Davantage de ménages sont sur la liste.", sentence)
        tree.write(FR.replace(".fr.", ".lo."), text.encode())

    return do


def without_marks(tree: SmallTree) -> None:
    text = (tree.root / FR).read_text("utf-8")
    tree.write(FR, re.sub(r", blocks: \[.*\]", "", text).encode())


CASES = (
    Case("language-is-not-the-name", swap(FR, "lang: fr\n", "lang: ru\n"), "practices/la-first/index.fr.md:2:7 lang"),
    Case("empty-translation", without_body, "practices/la-first/index.fr.md:18:1"),
    Case("translation-is-the-source", in_source_language, "practices/la-first/index.fr.md:18:1"),
    Case(
        "translation-of-what",
        swap(FR, "translation: {of: en", "translation: {of: ru"),
        "practices/la-first/index.fr.md:16:19 translation.of",
    ),
    Case(
        "translation-section-missing",
        swap(FR, "## Le système {#system}", "### Le système {#le-systeme}"),
        "practices/la-first/index.fr.md:18:1",
        also=frozenset({"translation-section-extra"}),
    ),
    Case(
        "translation-section-extra",
        swap(FR, "La liste est copiée", "### Copie {#copy}\nLa liste est copiée"),
        "practices/la-first/index.fr.md:31:1",
    ),
    Case(
        "translation-block-count",
        swap(FR, "La liste est copiée", "Oui.\n\nLa liste est copiée"),
        "practices/la-first/index.fr.md:18:1",
        "warning",
    ),
    Case(
        "not-translated",
        swap(FR, "components:\n  - {id: form, title: Formulaire d’enregistrement}\n", ""),
        "practices/la-first/index.fr.md:2:1 components",
        "warning",
    ),
    Case(
        "translates-nothing",
        swap(FR, "{id: form, title", "{id: paper, title"),
        "practices/la-first/index.fr.md:13:3 components",
        also=frozenset({"not-translated"}),
    ),
    Case("translation-not-stamped", without_marks, "practices/la-first/index.fr.md:16:14 translation", "warning"),
    Case(
        "translation-outdated",
        swap(EN, "The list is copied every night.", "The list is copied at noon."),
        "practices/la-first/index.fr.md:16:65 translation.blocks",
        "warning",
    ),
    Case(
        "quiz-not-translated",
        swap(MODULE_FR, 'id="registry-q1"', 'id="registre-q1"'),
        "modules/first-module/index.fr.md:16:1",
        also=frozenset({"quiz-not-in-source"}),
    ),
    Case(
        "quiz-not-in-source",
        swap(MODULE_FR, 'id="registry-q1"', 'id="registre-q1"'),
        "modules/first-module/index.fr.md:23:1",
        also=frozenset({"quiz-not-translated"}),
    ),
    Case(
        "quiz-differs-from-source",
        swap(MODULE_FR, "- [ ] Acheter", "- [x] Acheter"),
        "modules/first-module/index.fr.md:23:1",
        also=frozenset({"quiz-all-right"}),
    ),
    Case("lao-spelling", lao("\u0e97\u0ecd\u0eb2\u0ead\u0eb4\u0e94"), "practices/la-first/index.lo.md:35:2", "warning"),
    Case("lao-space", lao("ຫ້ອງການ ບັນຊີ ທະນາຄານ"), "practices/la-first/index.lo.md:35:9", "warning"),
    Case("forbidden-variant", lao("ການຄຸ້ມຄອງສັງຄົມ"), "practices/la-first/index.lo.md:35:1", "warning"),
)
