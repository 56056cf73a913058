"""Joins the small modules of a form into one script, for the file that works without a network."""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(r'^import \{ ([^}]+) \} from "\./([\w-]+)\.js";$', re.MULTILINE)
_LATER = re.compile(r'import\("\./([\w-]+)\.js"\)')
_EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function\*?|class) (\w+))", re.MULTILINE)


def bundle(folder: Path, entry: str) -> str:
    """One script from `entry`.js and all that it imports, each module in a scope of its own.

    Only the forms of import and export that our modules use are known: `import { a, b } from "./x.js";`,
    `import("./x.js")` and `export` before a declaration.

    Raises:
        ValueError: a module uses another form, or modules import each other in a circle.
    """
    order: dict[str, str] = {}
    _collect(folder, entry, order, ())
    return "\n".join(f"const {_variable(name)} = (() => {{\n{text}\n}})();" for name, text in order.items())


def _collect(folder: Path, name: str, order: dict[str, str], above: tuple[str, ...]) -> None:
    if name in order:
        return
    if name in above:
        raise ValueError(f"{name}.js imports itself through {' and '.join(above)}")
    text = (folder / f"{name}.js").read_text("utf-8")
    for match in _IMPORT.finditer(text):
        _collect(folder, match.group(2), order, (*above, name))
    for match in _LATER.finditer(text):
        _collect(folder, match.group(1), order, (*above, name))
    names = ", ".join(_EXPORT.findall(text))
    joined = _IMPORT.sub(lambda match: f"const {{ {match.group(1)} }} = {_variable(match.group(2))};", text)
    joined = _LATER.sub(lambda match: f"Promise.resolve({_variable(match.group(1))})", joined)
    joined = _EXPORT.sub("", joined).rstrip()
    if re.search(r"^(import|export)\b", joined, re.MULTILINE):
        raise ValueError(f"{name}.js imports or exports in a way that cannot be joined")
    order[name] = f"{joined}\nreturn {{ {names} }};"


def _variable(name: str) -> str:
    return f"module_{name.replace('-', '_')}"
