"""Writes a practice as a document: the inverse of `front_matter.split` and `strict_yaml.parse`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from passerelle.content.front_matter import FENCE
from passerelle.content.strict_yaml import Number

_TEXT = "tag:yaml.org,2002:str"
_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")  # ids and codes, which need no quotes


class _Dumper(yaml.SafeDumper):
    """Lists and mappings of single values on one line, texts between double quotes, nothing referred to."""

    def ignore_aliases(self, data: Any) -> bool:
        """A list that is used twice is written twice."""
        return data is not None

    def represent(self, data: Any) -> None:
        """Write one mapping, its fields on lines of their own."""
        node: Any = self.represent_data(data)
        node.flow_style = False
        self.serialize(node)


def _flow(node: Any) -> Any:
    values = [value for pair in node.value for value in pair] if isinstance(node, yaml.MappingNode) else node.value
    node.flow_style = all(isinstance(value, yaml.ScalarNode) for value in values)
    return node


def _represent_list(dumper: _Dumper, items: list[Any]) -> Any:
    return _flow(dumper.represent_sequence("tag:yaml.org,2002:seq", items))


def _represent_mapping(dumper: _Dumper, mapping: dict[str, Any]) -> Any:
    return _flow(dumper.represent_mapping("tag:yaml.org,2002:map", mapping.items()))


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    # Our own reading takes NO, 2023 and 12:30 for text; other readers of YAML do so between quotes only.
    plain = _SIMPLE.match(text) and _resolved(dumper, text) == _TEXT
    return dumper.represent_scalar(_TEXT, text, style=None if plain else '"')


def _resolved(dumper: Any, text: str) -> str:
    return str(dumper.resolve(yaml.ScalarNode, text, (True, False)))


def _represent_number(dumper: _Dumper, number: Number) -> yaml.ScalarNode:
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in number else 'int'}", str(number))


_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(dict, _represent_mapping)
_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(Number, _represent_number)


def write_facts(facts: Mapping[str, Any]) -> str:
    """Front matter of facts whose leaves are texts, `Number`s and booleans; read strictly it gives them back.

    Each field ends with a line feed. Texts may hold anything but the characters that the checker refuses.
    """
    text = yaml.dump(dict(facts), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=math.inf)
    return str(text) if facts else ""


def write_document(facts: Mapping[str, Any], sections: Iterable[tuple[str, str, str]]) -> str:
    """A document.

    Args:
        facts: front matter, in its order.
        sections: id, heading and Markdown of each section, in order.
    """
    parts = [f"{FENCE}\n{write_facts(facts)}{FENCE}\n"]
    parts += [f"\n## {heading} {{#{name}}}\n\n{text}\n" for name, heading, text in sections]
    return "".join(parts)
