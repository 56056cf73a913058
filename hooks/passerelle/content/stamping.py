"""Writes fingerprints into the `translation` field of a document, touching nothing else."""

from __future__ import annotations

import re

from passerelle.content.front_matter import split

_FLOW = re.compile(r"^translation:[ \t]*\{(.*)\}[ \t]*$", re.MULTILINE)
_BLOCK = re.compile(r"^translation:[ \t]*\n((?:[ \t]+.*\n?)+)", re.MULTILINE)
_OLD_FLOW = re.compile(r",?[ \t]*blocks:[ \t]*\[[^\]]*\]")
_OLD_BLOCK = re.compile(r"^[ \t]+blocks:[ \t]*(?:\[[^\]]*\])?[ \t]*\n(?:[ \t]+-[ \t].*\n)*", re.MULTILINE)


def stamped(text: str, marks: list[str]) -> str | None:
    """The document with `marks` as `translation.blocks`, None when it has no `translation` field."""
    parts = split(text)
    listed = "[" + ", ".join(f'"{mark}"' for mark in marks) + "]"
    if match := _FLOW.search(parts.yaml):
        inner = _OLD_FLOW.sub("", match.group(1)).strip().rstrip(",")
        inner = inner.lstrip(", ")
        new = f"translation: {{{inner}, blocks: {listed}}}"
    elif match := _BLOCK.search(parts.yaml + "\n"):
        rest = _OLD_BLOCK.sub("", match.group(1)).rstrip("\n")
        new = f"translation:\n{rest}\n  blocks: {listed}\n"
    else:
        return None
    yaml = (parts.yaml + "\n")[: match.start()] + new + (parts.yaml + "\n")[match.end() :]
    return f"---\n{yaml.rstrip(chr(10))}\n---\n{parts.body}"
