"""How long `passerelle build` takes and how much memory it needs: `python benchmarks/build.py [TREE]`.

TREE is the project unless named. Prints a row for each run: pages, seconds of wall clock and of processor, peak memory
of the largest process, size of the site. These machines are noisy: compare rows of one run only.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 3


def main() -> None:
    """Build the tree several times into a temporary folder."""
    tree = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    print("| pages | wall s | CPU s | peak MB | site MB |")
    print("|---|---|---|---|---|")
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder) / "site"
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            start = time.perf_counter()
            command = [sys.executable, "-m", "passerelle.cli", "build", "--content", str(tree), "--site-dir", str(site)]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            wall = time.perf_counter() - start
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            files = [file for file in site.rglob("*") if file.is_file()]
            pages = sum(file.suffix == ".html" for file in files)
            size = sum(file.stat().st_size for file in files) / 1e6
            print(f"| {pages} | {wall:.1f} | {cpu:.1f} | {after.ru_maxrss / 1024:.0f} | {size:.0f} |")


if __name__ == "__main__":
    main()
