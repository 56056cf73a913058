"""The site's one stylesheet: the few rules of Material that our pages use, then our own, minified.

Pure text in, text out: this module knows CSS and neither files nor MkDocs. What stays is data (`data/style.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

_GROUPS = frozenset({"media", "supports", "layer"})
_TIGHT = re.compile(r"\s*([{};,>~])\s*")
_ZERO = re.compile(r"(?<![\w.])0+(\.\d)")


class StyleError(ValueError):
    """A stylesheet that cannot be read: the message says where and why."""


@dataclass(frozen=True)
class Keep:
    """What to take from Material's stylesheet.

    Attributes:
        selectors: Regular expressions; a selector stays when one matches it from start to end.
        media: Conditions of `@media` groups that are looked into, without spaces.
        properties: Names of declarations that are left out.
        rem: Factor for lengths in rem (Material's root font size over ours).
        strip: Text removed from the start of a kept selector.
    """

    selectors: tuple[str, ...] = ()
    media: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()
    rem: float = 1.0
    strip: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Keep:
        """Read the mapping of `data/style.yml`."""
        return cls(
            selectors=tuple(data["selectors"]),
            media=frozenset(data["media"]),
            properties=frozenset(data["properties"]),
            rem=float(data["rem"]),
            strip=data["strip"],
        )


def make_stylesheet(material_css: str, own_css: str, keep: Keep) -> str:
    """Return the stylesheet that the site loads.

    Args:
        material_css: Material's `main.*.min.css`.
        own_css: Our sources, joined in the order of their names.
        keep: What to take from Material.

    Raises:
        StyleError: One of the two cannot be parsed.
    """
    own = _parse(own_css)
    known = frozenset(_custom_properties(own))
    rules = [*_material(_parse(material_css), keep, known), *(_text(rule) for rule in own)]
    return "".join(rule for rule in rules if rule) + "\n"


def _parse(css: str) -> list[Node]:
    rules: list[Node] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    _refuse_errors(rules)
    return rules


def _refuse_errors(nodes: Iterable[Node]) -> None:
    for node in nodes:
        if node.type == "error":
            raise StyleError(f"line {node.source_line}, column {node.source_column}: {node.message}")


def _inner(rule: AtRule) -> list[Node]:
    """Return the rules inside a group such as `@media`."""
    rules: list[Node] = tinycss2.parse_rule_list(rule.content or [], skip_comments=True, skip_whitespace=True)
    _refuse_errors(rules)
    return rules


def _declarations(rule: QualifiedRule | AtRule) -> list[Declaration]:
    nodes = tinycss2.parse_blocks_contents(rule.content or [], skip_comments=True, skip_whitespace=True)
    _refuse_errors(nodes)
    return [node for node in nodes if node.type == "declaration"]


def _is_group(rule: Node) -> bool:
    return rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS and rule.content is not None


def _custom_properties(rules: Sequence[Node]) -> Iterator[str]:
    """Yield the names of the variables that the rules set."""
    for rule in rules:
        if _is_group(rule):
            yield from _custom_properties(_inner(rule))
        elif rule.type == "qualified-rule":
            yield from (item.name for item in _declarations(rule) if item.name.startswith("--"))


def _material(rules: Sequence[Node], keep: Keep, known: frozenset[str]) -> Iterator[str]:
    """Yield those of Material's rules that stay."""
    for rule in rules:
        if _is_group(rule):
            condition = _squeeze(tinycss2.serialize(rule.prelude))
            if condition.replace(" ", "") in keep.media:
                inner = "".join(_material(_inner(rule), keep, known))
                if inner:
                    yield f"@{rule.lower_at_keyword} {condition}{{{inner}}}"
        elif rule.type == "qualified-rule":
            selectors = [one for one in _selectors(rule) if _kept(one, keep)]
            body = [item for item in _declarations(rule) if _wanted(item, keep, known)]
            if selectors and body:
                names = dict.fromkeys(one.removeprefix(keep.strip) for one in selectors)
                yield f"{','.join(names)}{{{';'.join(_declaration(item, keep.rem) for item in body)}}}"


def _selectors(rule: QualifiedRule) -> list[str]:
    """Split the selector list at its outer commas."""
    parts: list[list[Node]] = [[]]
    for part in rule.prelude:
        if part == ",":
            parts.append([])
        else:
            parts[-1].append(part)
    return [_squeeze(tinycss2.serialize(part)) for part in parts]


def _kept(selector: str, keep: Keep) -> bool:
    return any(re.fullmatch(pattern, selector) for pattern in keep.selectors)


def _wanted(item: Declaration, keep: Keep, known: frozenset[str]) -> bool:
    """Tell whether a declaration stays: not on the list, and every variable it asks for exists."""
    if item.name in keep.properties or item.name.startswith("--"):
        return False
    return all(name in known for name in re.findall(r"var\(\s*(--[\w-]+)", tinycss2.serialize(item.value)))


def _text(rule: Node) -> str:
    """Return one of our own rules, minified."""
    if rule.type == "at-rule":
        head = f"@{rule.lower_at_keyword} {_squeeze(tinycss2.serialize(rule.prelude))}".strip()
        if rule.content is None:
            return f"{head};"
        inner = "".join(map(_text, _inner(rule))) if _is_group(rule) else _block(rule)
        return f"{head}{{{inner}}}" if inner else ""
    body = _block(rule)
    return f"{','.join(_selectors(rule))}{{{body}}}" if body else ""


def _block(rule: QualifiedRule | AtRule) -> str:
    return ";".join(_declaration(item) for item in _declarations(rule))


def _declaration(item: Declaration, rem: float = 1.0) -> str:
    value = _squeeze(tinycss2.serialize([_scaled(token, rem) for token in item.value]))
    if '"' not in value:
        value = _ZERO.sub(r"\1", value)
    return f"{item.name}:{value}{'!important' if item.important else ''}"


def _scaled(token: Node, rem: float) -> Node:
    """Multiply a length in rem; anything else stays as it is."""
    if rem != 1.0 and token.type == "dimension" and token.lower_unit == "rem":
        number = f"{round(token.value * rem, 4):g}"
        return tinycss2.parse_one_component_value(f"{number}rem")
    return token


def _squeeze(text: str) -> str:
    """Take out the spaces that mean nothing, outside quoted text."""
    parts = re.split(r"(\"[^\"]*\"|'[^']*')", " ".join(text.split()) if '"' not in text else text.strip())
    parts[::2] = [_TIGHT.sub(r"\1", re.sub(r"\s+", " ", part)) for part in parts[::2]]
    return "".join(parts)
