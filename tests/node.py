"""Runs our JavaScript modules in Node, as tests of search and of the forms need it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any


def runner(folder: Path, assets: Path) -> Callable[[str, Any], Any]:
    """A function that runs a JavaScript function body with `input` and `assets`, the modules' folder.

    It fails without Node. `folder` is where the script is written.
    """

    def run(body: str, data: Any) -> Any:
        script = folder / "script.mjs"
        script.write_text(
            f'import {{ readFileSync }} from "node:fs";\nconst assets = {json.dumps(assets.as_uri())};\n'
            "const input = JSON.parse(readFileSync(0, 'utf8'));\n"
            f"const output = await (async () => {{\n{body}\n}})();\n"
            "process.stdout.write(JSON.stringify(output));\n",
            encoding="utf-8",
        )
        done = subprocess.run(
            ["node", str(script)],
            input=json.dumps(data),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
