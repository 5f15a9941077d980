# Each target makes what it needs: Python 3.11, make, git and a package registry are enough (conformance: see .ci/install-validators).
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/pytest -n auto

VALIDATORS := .conformance
VALIDATORS_PATH = $(CURDIR)/$(BIN):$(CURDIR)/$(VALIDATORS)/venv/bin:$(CURDIR)/$(VALIDATORS)/venv-adr/bin:$(CURDIR)/$(VALIDATORS)/npm/node_modules/.bin:$(CURDIR)/$(VALIDATORS)/azure/bin:$(PATH)

DEMO := build/demo
BRIEF := examples/help-desk/brief.yaml

.PHONY: help demo test lint format types golden recordings reference conformance bench docs wheel soak clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /	/' | expand -t 14

demo: .venv/for-site ## a design from an example brief, built as a site
	rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN)/archgen new-design --brief $(BRIEF) --output $(DEMO) --no-input
	$(BIN)/archgen site build --output $(DEMO)
	@echo
	@echo "The design:  $(DEMO)/docs/backend/index.md"
	@echo "The site:    $(BIN)/archgen site serve --output $(DEMO), then http://127.0.0.1:8000"

test: .venv/for-developers ## the whole test suite, without the tools of other fields
	$(PYTEST) -m "not conformance"

lint: .venv/for-developers types ## ruff (rules and format) and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: .venv/for-developers ## write what lint would ask for
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: .venv/for-developers
	$(BIN)/mypy

golden: .venv/for-developers ## make the golden trees again; review their diff
	$(BIN)/python tests/golden/regenerate.py
	$(BIN)/python tests/site/our_first_page.py
	$(BIN)/python tests/site/our_navigation.py

reference: .venv/for-developers ## write the reference pages of this project's site from the knowledge base
	$(BIN)/python tests/site/our_reference.py
	$(BIN)/python tests/site/our_navigation.py

recordings: .venv/for-developers ## record the interview of the guide again, in a real terminal (tmux)
	$(BIN)/python tests/recordings/record.py

conformance: .venv/for-developers ## the real tools accept what we write; a real browser shows it
	.ci/install-validators $(VALIDATORS)
	PATH="$(VALIDATORS_PATH)" ARCHGEN_VALIDATORS="$(CURDIR)/$(VALIDATORS)" $(PYTEST) -m conformance

bench: .venv/for-developers ## how long commands take, as ratios to a floor measured in the same run
	$(BIN)/python -m compileall -q generator
	$(BIN)/python bench/ratios.py

docs: .venv/for-site ## this project's own site, into build/site
	$(BIN)/archgen site build --site-dir build/site

wheel: .venv/for-developers ## the distribution, into dist/
	$(BIN)/python -m build --no-isolation --wheel

soak: .venv/for-developers ## the property tests, for long
	HYPOTHESIS_PROFILE=soak $(PYTEST) -m "not conformance"

clean: ## everything that the targets above made
	rm -rf .venv $(VALIDATORS) build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "archgen needs Python 3.11 or newer, but $(PYTHON) is older: make PYTHON=python3.11 ..." >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/for-site: requirements-site.txt pyproject.toml | .venv/bin/python
	$(PIP) -r requirements-site.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q generator # where the environment forbids Python to keep what it compiles
	@touch $@

.venv/for-developers: requirements.txt .venv/for-site
	$(PIP) -r requirements.txt
	@touch $@
