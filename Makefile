PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check

.PHONY: demo test check exports clean

demo: $(VENV)/core.stamp
	@PATH="$(abspath $(BIN)):$$PATH" sh examples/demo.sh demo

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term:skip-covered --cov-fail-under=90

check: $(VENV)/check.stamp
	$(BIN)/ruff check kg ontology tests benchmarks docs
	$(BIN)/ruff format --check kg ontology tests benchmarks docs
	$(BIN)/mypy
	$(BIN)/lint-imports

exports: $(VENV)/core.stamp
	PATH="$(abspath $(BIN)):$$PATH" sh exports/make.sh exports/sample

clean:
	rm -rf demo build dist .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/core.stamp: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/core.stamp
	$(PIP) install --editable ".[test]"
	@touch $@

$(VENV)/check.stamp: $(VENV)/core.stamp
	$(PIP) install --editable ".[test,check]"
	@touch $@
