"""Feeds spoiled records to all that reads what strangers send, and counts tracebacks, hangs, and writes outside.

    python benchmarks/fuzz.py --minutes 10 --seed 1
    python benchmarks/fuzz.py --replay intake:1234 --seed 1      # one input again, with its traceback

Targets take turns: `reader` (front matter and schemas), `body` (checks of Markdown, and the renderer where they find
nothing), `picture` (checks, then publishing), `checker` (a tree of one record; its pages and files where nothing is
wrong), `intake` (parcels and filled forms). An input that takes more than two seconds of processor time hangs. Prints
one line of JSON; exit 1 when anything was found.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gc
import json
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "hooks"), str(PROJECT), str(Path(__file__).parent)]
sys.dont_write_bytecode = True  # imports are no writes of what is tested

from fuzz_intake import IntakeTarget, OutsideError  # noqa: E402 - beside this file
from fuzz_targets import BodyTarget, CheckerTarget, PictureTarget, ReaderTarget, Target, UnsafeError  # noqa: E402

from passerelle.content import loader  # noqa: E402
from passerelle.knowledge.explain import Explainer  # noqa: E402

SECONDS = 2.0
KINDS: dict[type[Exception], str] = {OutsideError: "outside", UnsafeError: "unsafe"}  # of finds; others are tracebacks
MEMORY = 3 * 2**30  # bytes; a machine must survive its fuzzing


class HangError(BaseException):
    """The time of one input is over. No `except Exception` takes it."""


@dataclass
class Count:
    """What was tried and found."""

    inputs: Counter[str] = field(default_factory=Counter)
    through: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    finds: list[dict[str, str]] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def find(self, kind: str, name: str, number: int, what: str) -> None:
        self.kinds[kind] += 1
        if len(self.finds) < 20:
            self.finds.append({"kind": kind, "input": f"{name}:{number}", "what": what})


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Stop what runs inside after SECONDS of processor time."""

    def stop(_signal: int, _frame: object) -> None:
        raise HangError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def attempt(target: Target, number: int, seed: int, count: Count, *, loud: bool = False) -> None:
    """One input. What is wrong with it is counted, never raised."""
    rng = random.Random(f"{seed}/{target.name}/{number}")
    data = target.make(rng)
    count.inputs[target.name] += 1
    start = time.process_time()
    try:
        with limited():
            count.through[target.name] += target.run(data, rng)
    except HangError:
        count.find("hangs", target.name, number, f"more than {SECONDS} seconds")
    except Exception as error:  # noqa: BLE001 - finding them is the purpose
        place = traceback.extract_tb(error.__traceback__)[-1]
        count.find(
            target.fault(error), target.name, number, f"{error!r:.200} at {Path(place.filename).name}:{place.lineno}"
        )
        if loud:
            traceback.print_exc()
    took = time.process_time() - start
    count.slowest = max(count.slowest, (round(took, 2), f"{target.name}:{number}"))
    if took > SECONDS and not any(find["input"] == f"{target.name}:{number}" for find in count.finds):
        count.find("hangs", target.name, number, f"{took:.1f} seconds")  # inside C, where no signal arrives
    target.clean()


def targets(folder: Path) -> dict[str, Target]:
    """All targets by name, with folders of their own below one."""
    bare = folder / "project"
    for name in ("schemas", "vocabularies"):
        shutil.copytree(PROJECT / "data" / name, bare / "data" / name)
    shutil.copy(PROJECT / "data/terms.yml", bare / "data/terms.yml")
    tree = loader.read_tree(PROJECT, PROJECT)
    explainer = Explainer(PROJECT / "data/problems.yml", tree.schemas, "https://site.example/")
    made: list[Target] = [
        ReaderTarget(PROJECT, tree.schemas, tree.vocabularies),
        BodyTarget(PROJECT),
        PictureTarget(),
        CheckerTarget(PROJECT, bare, folder / "checked", explainer),
        IntakeTarget(PROJECT, bare, folder / "box"),
    ]
    # They do not change between inputs.
    loader.read_schemas = functools.cache(loader.read_schemas)
    loader.read_terms = functools.cache(loader.read_terms)
    loader.read_vocabularies = lambda _folder, _names: tree.vocabularies
    return {target.name: target for target in made}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=0, help="as many inputs of each target instead of minutes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--targets", default="reader,body,picture,checker,intake", help="comma-separated")
    parser.add_argument("--replay", default="", help="target:number of one input")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    count, begun = Count(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        made = targets(Path(folder))
        gc.freeze()  # what was read for all inputs is no garbage
        if options.replay:
            name, _, number = options.replay.partition(":")
            attempt(made[name], int(number), options.seed, count, loud=True)
        else:
            end, number = time.monotonic() + options.minutes * 60, 0
            chosen = [made[name] for name in options.targets.split(",")]
            while number < options.rounds if options.rounds else time.monotonic() < end:
                for target in chosen:
                    attempt(target, number, options.seed, count)
                number += 1
    summary = {
        "seed": options.seed,
        "minutes": round((time.monotonic() - begun) / 60, 1),
        "inputs": dict(count.inputs),
        "through": dict(count.through),
        **{kind: count.kinds[kind] for kind in ("tracebacks", "hangs", "outside", "unsafe")},
        "slowest": count.slowest,
        "finds": count.finds,
    }
    print(json.dumps(summary, ensure_ascii=False))
    sys.exit(1 if count.kinds else 0)


if __name__ == "__main__":
    main()
