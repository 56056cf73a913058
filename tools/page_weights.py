"""Prints, as JSON, what readers download for the pages of records: `page_weights.py --site DIR [--base DIR] PATH...`.

PATH names a record: the folder of a bundle, or a data file.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path

from passerelle.publish.weights import weigh


def main() -> None:
    """Weigh and print."""
    parser = argparse.ArgumentParser(description="What readers download for the pages of records.")
    parser.add_argument("records", nargs="*", metavar="PATH")
    parser.add_argument("--site", type=Path, required=True, help="folder of the built site")
    parser.add_argument("--base", type=Path, help="folder of the site before the change")
    options = parser.parse_args()
    base = options.base if options.base and options.base.is_dir() else None
    weights = [dataclasses.asdict(weight) for weight in weigh(options.site, base, options.records)]
    json.dump(weights, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
