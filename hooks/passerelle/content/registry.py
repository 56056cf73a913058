"""The registry of published ids, `data/ids.yml`: every id and its English address, in order."""

from __future__ import annotations

from collections.abc import Mapping

REGISTRY = "data/ids.yml"
_HEAD = "# Every id ever published and its English address. Ids are never removed; see data/redirects.yml.\n"


def registry_text(ids: Mapping[str, str]) -> str:
    """The text of the registry.

    Args:
        ids: addresses by id; ids of countries, partners and pathways begin with their kind and a colon.
    """
    return _HEAD + "".join(f'"{name}": {address}\n' for name, address in sorted(ids.items()))
