"""How words are written: look-alike letters, Lao spelling, words that the site does not use, quiet signs of rubbish."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from passerelle.content.models import DataRecord, Document, Tree
from passerelle.content.schema import Schema
from passerelle.content.strict_yaml import Path as FieldPath
from passerelle.ground.problems import Problem, Severity, Span
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field, at_line, walk

_WORD = 20  # letters before and after a match that a problem repeats
_SHORT = 3  # letters of a word that is sought as a whole
_LONGEST = 60  # letters of a Lao name
_LATIN = frozenset({"en", "fr"})


@dataclass(frozen=True)
class _Flaw:
    """A stretch of a text, and what is wrong with it."""

    start: int
    end: int
    code: str
    severity: Severity
    value: str
    expected: str = ""


_CYRILLIC = re.compile("[\u0400-\u04ff]")
# A Latin letter before or after a Cyrillic one.
_MIXED = re.compile("[A-Za-z](?:(?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff].))")
# Lao: NIKHAHIT + (tone) + AA typed for AM; HO + NO/MO/LO for the ligatures; two E for one AE.
_LAO = tuple(
    (re.compile(pattern), expected)
    for pattern, expected in (
        ("\u0ecd[\u0ec8-\u0ecb]?\u0eb2", "\u0eb3"),
        ("\u0eab\u0e99", "\u0edc"),
        ("\u0eab\u0ea1", "\u0edd"),
        ("\u0eab\u0ea5", "\u0eab\u0ebc"),
        ("\u0ec0\u0ec0", "\u0ec1"),
    )
)
_LAO_NAME = re.compile("[\u0e81-\u0edf]{4,}")  # without spaces, so that each space inside is wrong
_LAO_BEFORE = frozenset("\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")  # vowels that stand before their consonant
_LAO_AFTER = re.compile("[\u0eb0-\u0ebd\u0ec8-\u0ece]")  # vowels and marks that follow it
# What readers do not read: addresses of links, tags, ids of headings, code.
_UNREAD = re.compile(r"\]\([^)\n]*\)|<[^>\n]*>|\{[^}\n]*\}|`[^`\n]*`|https?://\S+")


class _Variant:
    """A forbidden word of one language, and the label that the site uses for the concept."""

    def __init__(self, written: str, label: str, lang: str) -> None:
        stem = written.removesuffix("*")
        self.label = label
        # What a quick look seeks. The first letter may be a capital, so it is left out of all but abbreviations.
        rest = stem[1:] if len(stem) > _SHORT else stem
        self.cores = {rest, rest.lower()}
        if lang == "lo":  # written without spaces: a word is found anywhere
            self.pattern = re.compile(re.escape(stem))
        else:
            ending = r"\w*" if stem != written else r"(?!\w)"
            self.pattern = re.compile(rf"(?<![\w/#@-]){re.escape(stem)}{ending}", re.IGNORECASE)


@dataclass(frozen=True)
class _Looks:
    """What a closer look at a text should look for."""

    spelling: bool
    variants: list[_Variant]
    names: set[str]

    def __bool__(self) -> bool:
        return self.spelling or bool(self.variants or self.names)


class _Words:
    """The words of the trade, prepared for fast looks at many long texts."""

    def __init__(self, tree: Tree) -> None:
        found: dict[str, list[_Variant]] = {}
        for concept in tree.concepts:
            for lang, written in concept.forbidden.items():
                label = concept.labels[lang]
                found.setdefault(lang, []).extend(_Variant(word, label, lang) for word in written)
        self.cores = {
            lang: {core: variant for variant in variants for core in variant.cores} for lang, variants in found.items()
        }
        self.splits = _splits(_lao_names(tree))
        # A space between two letters that such a place may have beside it; in this order it is found fast.
        ends, starts = ("".join({key[place] for key in self.splits}) for place in (1, 3))
        self.gap = re.compile(f" (?<=[{ends}] )(?=[{starts}])" if self.splits else r"\Z.")

    def looks(self, text: str, lang: str) -> _Looks:
        """What may be found in a text."""
        cores = self.cores.get(lang, {})
        near = [cores[core] for core in cores if core in text]
        variants = [variant for variant in near if variant.pattern.search(text)]
        spelling = _may_be_cyrillic(text) and bool(_MIXED.search(text))
        if lang != "lo":
            return _Looks(spelling, variants, set())
        spelling = spelling or any(pattern.search(text) for pattern, _ in _LAO)
        return _Looks(spelling, variants, self._spaced(text))

    def _spaced(self, text: str) -> set[str]:
        """Lao names that a text may hold with a space inside."""
        names: set[str] = set()
        for match in self.gap.finditer(text):
            at = match.start()
            if splits := self.splits.get(text[at - 2 : at + 3]):
                left = text[max(0, at - _LONGEST) : at].rsplit(" ", 1)[-1]
                right = text[at + 1 : at + _LONGEST].split(" ", 1)[0]
                # A name with two spaces inside reaches beyond one of the runs.
                names.update(
                    head + tail
                    for head, tail in splits
                    if (left.endswith(head) or head.endswith(left))
                    and (right.startswith(tail) or tail.startswith(right))
                )
        return names


def _may_be_cyrillic(text: str) -> bool:
    """Whether some letter may be of the block U+04xx: an answer in a fraction of the time that a pattern takes."""
    return b"\x04" in text.encode("utf-16-le", "surrogatepass")


def _lao_names(tree: Tree) -> set[str]:
    """Lao labels and synonyms of the trade's words and of the vocabularies, those written without a space."""
    names = {name for concept in tree.concepts for name in concept.names("lo")}
    for vocabulary in tree.vocabularies:
        if vocabulary.id != "country":  # their official names have spaces of their own
            names.update(term.labels.get("lo", "") for term in vocabulary)
    return {name for name in names if _LAO_NAME.fullmatch(name)}


def _splits(names: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Names in two parts, by each space that somebody may type inside with two letters on either side."""
    splits: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names):
        for at in range(2, len(name) - 1):
            if not _LAO_AFTER.match(name, at) and name[at - 1] not in _LAO_BEFORE:
                splits.setdefault(f"{name[at - 2 : at]} {name[at : at + 2]}", []).append((name[:at], name[at:]))
    return splits


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Front matter and bodies of all documents, and data files."""
    tree = catalogue.tree
    words = _Words(tree)
    for bundle in tree.bundles:
        for document in bundle.documents.values():
            # Titles of sources are printed as their publishers wrote them.
            latin = document.lang in _LATIN
            texts = [
                (where, text)
                for where, text in document.parsed.texts
                if (latin or not text.isascii()) and where[0] != "sources"
            ]
            if looks := words.looks("\n".join([document.body, *[text for _, text in texts]]), document.lang):
                yield from _front_matter(document, texts, looks, tree.schemas[bundle.kind])
                yield from _body(document, looks)
    for record in tree.records:
        if not record.borrowed:
            for where, text in record.parsed.texts:
                if not text.isascii() and where[0] != "sources":
                    yield from _at_field(record, where, _spelling(text, str(where[-1])))


def _front_matter(
    document: Document, texts: Iterable[tuple[FieldPath, str]], looks: _Looks, schema: Schema
) -> Iterator[Problem]:
    readable = {where for where, _, _ in walk(document.facts, schema, "x-translatable")}
    for where, text in texts:
        yield from _at_field(document, where, _spelling(text, document.lang))
        if where in readable:
            yield from _at_field(document, where, _choice(text, looks))


def _at_field(owner: Document | DataRecord, where: FieldPath, flaws: Iterable[_Flaw]) -> Iterator[Problem]:
    for flaw in flaws:
        yield at_field(owner, where, flaw.code, flaw.severity, value=flaw.value, expected=flaw.expected)


def _body(document: Document, looks: _Looks) -> Iterator[Problem]:
    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        for flaw in (*_spelling(line, document.lang), *_choice(line, looks)):
            span = Span.at(number, flaw.start + 1, flaw.end - flaw.start)
            yield at_line(document, span, flaw.code, flaw.severity, value=flaw.value, expected=flaw.expected)


def _spelling(text: str, lang: str) -> Iterator[_Flaw]:
    """The first place of each flaw."""
    if text.isascii():
        return
    if _CYRILLIC.search(text) and (match := _MIXED.search(text)):
        yield _Flaw(*match.span(), "mixed-alphabets", "error", _around(text, match))
    for pattern, expected in _LAO if lang == "lo" else ():
        if match := pattern.search(text):
            yield _Flaw(*match.span(), "lao-spelling", "warning", match.group(), expected)


def _around(text: str, match: re.Match[str]) -> str:
    """The word a match stands in."""
    start = max(text.rfind(" ", 0, match.start()) + 1, match.start() - _WORD)
    end = text.find(" ", match.end())
    return text[start : end if 0 <= end <= match.end() + _WORD else match.end() + _WORD]


def _choice(text: str, looks: _Looks) -> Iterator[_Flaw]:
    """The first place of each forbidden variant; all Lao names with a space inside, the longest where they overlap."""
    unread = [match.span() for match in _UNREAD.finditer(text)] if looks.variants or looks.names else []
    for variant in looks.variants:
        for match in variant.pattern.finditer(text):
            if not any(start <= match.start() < end for start, end in unread):
                yield _Flaw(*match.span(), "forbidden-variant", "warning", match.group(), variant.label)
                break
    last = 0
    for start, end, name in sorted(_spaced(text, looks.names), key=lambda found: (found[0], -found[1])):
        if start >= last and not any(first <= start < after for first, after in unread):
            yield _Flaw(start, end, "lao-space", "warning", text[start:end], name)
            last = end


def _spaced(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    for name in sorted(names):
        for match in re.finditer(" ?".join(name), text):
            start, end = match.span()
            # Whole syllables: no vowel that belongs to the name's first consonant, none that belongs to its last.
            if (
                end - start > len(name)
                and text[start - 1 : start] not in _LAO_BEFORE
                and not _LAO_AFTER.match(text, end)
            ):
                yield start, end, name
