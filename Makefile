# serve, build, check, test: each sets up what it needs in .venv/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: serve build check test lint generate screenshots guide-pictures lock clean

serve: $(STAMP)
	$(BIN)/passerelle serve

build: $(STAMP)
	$(BIN)/passerelle build

check: $(STAMP)
	$(BIN)/passerelle check

test: $(STAMP)
	sh tools/browser.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

generate: $(STAMP)
	$(BIN)/passerelle generate

screenshots: $(STAMP)
	sh tools/browser.sh
	$(BIN)/python tools/screenshots.py

guide-pictures: $(STAMP)
	sh tools/browser.sh
	$(BIN)/python tools/guide_pictures.py

# The lock holds hashes and no address of a package index.
lock:
	uv pip compile --generate-hashes --no-emit-index-url --all-extras --universal --python-version 3.11 pyproject.toml -o requirements.lock

$(STAMP): requirements.lock pyproject.toml
	@sh tools/python.sh "$(PYTHON)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $(STAMP)

clean:
	rm -rf $(VENV) site .cache
