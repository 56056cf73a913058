"""Modules joined into one script do what they did apart."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from passerelle.ground.settings import PROJECT
from passerelle.publish.bundle import bundle


def modules(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, "utf-8")
    return folder


def run(script: str) -> str:
    done = subprocess.run(
        ["node", "--input-type=module"], input=script, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def test_imports_now_and_later_reach_the_same_module(tmp_path: Path) -> None:
    folder = modules(
        tmp_path,
        start='import { next } from "./count.js";\nnext();\nimport("./count.js").then((later) => console.log(later.next()));\n',
        count="let at = 0;\nexport function next() { at += 1; return at; }\n",
    )
    assert run(bundle(folder, "start")) == "2\n"


def test_names_do_not_leak(tmp_path: Path) -> None:
    folder = modules(
        tmp_path,
        start='import { a } from "./one.js";\nimport { b } from "./two.js";\nconsole.log(a(), b());\n',
        one="const name = 1;\nexport const a = () => name;\n",
        two="const name = 2;\nexport const b = () => name;\n",
    )
    assert run(bundle(folder, "start")) == "1 2\n"


@pytest.mark.parametrize(
    "text",
    ['import * as all from "./other.js";', "export default 1;", "const a = 1;\nexport { a };", 'import "./other.js";'],
)
def test_what_cannot_be_joined_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="cannot be joined"):
        bundle(modules(tmp_path, start=text, other=""), "start")


def test_a_circle_is_refused(tmp_path: Path) -> None:
    folder = modules(
        tmp_path,
        one='import { b } from "./two.js";\nexport const a = 1;\n',
        two='import { a } from "./one.js";\nexport const b = 1;\n',
    )
    with pytest.raises(ValueError, match="imports itself"):
        bundle(folder, "one")


def test_the_form_is_whole() -> None:
    folder = PROJECT / "overrides/assets/form"
    script = bundle(folder, "page")
    for file in folder.glob("*.js"):
        assert f"const module_{file.stem} = " in script, f"{file.name} is used by nobody"
