"""Measures `passerelle check` on a generated tree: seconds and peak memory of a fresh process.

python benchmarks/check.py                       # 1,000 practices, 200 modules, four languages
python benchmarks/check.py --practices 100 1000 --runs 5
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus

COMMAND = [sys.executable, "-c", "from passerelle.cli import main; main()", "check"]


def measure(tree: Path) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak resident megabytes of one check; it must find nothing wrong."""
    read, write = os.pipe()
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.close(read)
        done = subprocess.run([*COMMAND, str(tree)], capture_output=True, text=True, check=False)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = usage.ru_utime + usage.ru_stime
        os.write(write, f"{done.returncode} {seconds} {usage.ru_maxrss / 1024} {done.stderr.strip()}".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        code, processor, memory, said = answer.read().split(" ", 3)
    os.waitpid(child, 0)
    if code != "0":
        sys.exit(f"the generated tree is not right: {said}")
    return time.perf_counter() - start, float(processor), float(memory)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--practices", type=int, nargs="+", default=[1000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print("| practices | documents | size, MB | seconds (median) | processor seconds | peak memory, MB |")
    print("|--:|--:|--:|--:|--:|--:|")
    for practices in options.practices:
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder) / "tree"
            documents = corpus.write(tree, practices)
            size = sum(file.stat().st_size for file in tree.rglob("*") if file.is_file()) / 1e6
            runs = [measure(tree) for _ in range(options.runs)]
        wall, processor, memory = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"| {practices} | {documents} | {size:.1f} | {wall:.2f} | {processor:.2f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
