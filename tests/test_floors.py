"""The floors of ARCHITECTURE.md, held by the imports: they go down only, and each library has one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from passerelle.ground.settings import PROJECT

HOOKS = PROJECT / "hooks"
CORE = HOOKS / "passerelle"
# From the ground up. Folders of one line may import each other.
FLOORS = (
    ("ground",),
    ("content",),
    ("knowledge",),
    ("views", "render", "search", "scaffold", "links", "pages", "publish", "intake", "exports"),
    ("cli",),
)
LEVEL = {name: level for level, names in enumerate(FLOORS) for name in names}
LONGEST = 350  # lines; about 300 is the aim
ADAPTER = HOOKS / "mkdocs_hooks.py"
FILES = sorted(path for path in HOOKS.rglob("*.py") if "__pycache__" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(HOOKS).as_posix()


def imports(path: Path) -> set[str]:
    """Dotted names of everything a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = path.relative_to(HOOKS).parts[: -node.level] if node.level else ()
            module = ".".join((*above, *([node.module] if node.module else [])))
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return found


def folder(path: Path) -> str:
    parts = path.relative_to(CORE).parts
    return parts[0] if len(parts) > 1 else ""


def test_every_folder_has_a_floor() -> None:
    folders = {folder(path) for path in FILES if path.is_relative_to(CORE)} - {""}
    assert folders <= LEVEL.keys(), "say on which floor the new folder stands"


@pytest.mark.parametrize("path", [path for path in FILES if path.is_relative_to(CORE)], ids=name_of)
def test_imports_go_down_only(path: Path) -> None:
    here = LEVEL.get(folder(path), 0)
    for name in imports(path):
        package, _, rest = name.partition(".")
        target = rest.partition(".")[0]
        if package == "passerelle" and target in LEVEL:
            assert LEVEL[target] <= here, f"{name_of(path)} imports {name} from above"


@pytest.mark.parametrize(
    ("library", "door"),
    [
        ("mkdocs", lambda path: path == ADAPTER),
        ("mkdocs_static_i18n", lambda path: path == ADAPTER),
        ("click", lambda path: folder_or_none(path) == "cli"),
        ("logging", lambda path: path == ADAPTER),
        ("jsonschema", lambda path: folder_or_none(path) == "content"),
        ("urllib3", lambda path: folder_or_none(path) == "links"),
        ("socket", lambda path: folder_or_none(path) == "links"),
    ],
)
def test_each_library_has_one_door(library: str, door: object) -> None:
    users = [path for path in FILES if any(name.partition(".")[0] == library for name in imports(path))]
    assert [name_of(path) for path in users if not door(path)] == []  # type: ignore[operator]


def folder_or_none(path: Path) -> str | None:
    return folder(path) if path.is_relative_to(CORE) else None


@pytest.mark.parametrize("path", [path for path in FILES if folder_or_none(path) not in {None, "cli"}], ids=name_of)
def test_the_core_says_nothing_by_itself(path: Path) -> None:
    """Reports are returned; printing is the adapters' work."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "input", "breakpoint", "exec", "eval"}, (
                f"{name_of(path)}:{node.lineno}"
            )
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in {("sys", "stdout"), ("sys", "stderr"), ("sys", "exit")}, (
                f"{name_of(path)}:{node.lineno}"
            )


def test_files_stay_small() -> None:
    long = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}
