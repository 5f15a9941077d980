# Each target makes what it needs: `make test` works on a machine with Python 3.11, make and git only.
PYTHON ?= python3
BIN := .venv/bin

$(BIN)/archgen: pyproject.toml requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

test: $(BIN)/archgen
	$(BIN)/pytest -n auto -m "not conformance"

.PHONY: test
