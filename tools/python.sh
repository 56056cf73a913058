#!/bin/sh
# Says in one line what is missing: Python 3.11 or newer, with venv.
python=$1
command -v "$python" >/dev/null 2>&1 || { echo "Python is missing. Run: apt-get install python3 python3-venv" >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $("$python" --version) was found. Name another with: make PYTHON=python3.12" >&2; exit 1; }
"$python" -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing. Run: apt-get install python3-venv" >&2; exit 1; }
