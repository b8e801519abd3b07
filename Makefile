# Two commands matter: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export VAGVIS_DATA ?= data

.PHONY: run test check format install figures

run: $(VENV)/.ready
	@$(BIN)/vagvis serve --examples

test: $(VENV)/.ready-dev check
	$(BIN)/pytest --cov --cov-report=term:skip-covered --cov-fail-under=85

check: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

install: $(VENV)/.ready

$(BIN)/pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip

# Marker files: nothing is installed again until the pinned versions change.
$(VENV)/.ready: pyproject.toml constraints.txt | $(BIN)/pip
	$(BIN)/pip install -qq --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml constraints.txt | $(BIN)/pip
	$(BIN)/pip install -qq --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.ready

# The figures in evals/results/, as the commands write them; SHARED holds material that is not ours.
SHARED ?= ../shared
FIGURES := build/figures

figures: $(VENV)/.ready-dev
	rm -rf $(FIGURES) && mkdir -p $(FIGURES)
	$(BIN)/vagvis ingest --data $(FIGURES)/examples corpus/examples/documents
	for part in dev held; do \
	  $(BIN)/vagvis evaluate --data $(FIGURES)/examples --json \
	    evals/questions/examples_$$part.jsonl > evals/results/examples_$$part.json; done
	$(BIN)/vagvis ingest --data $(FIGURES)/seeds $(SHARED)/seeds
	$(BIN)/vagvis evaluate --data $(FIGURES)/seeds --json $(SHARED)/questions/dev.jsonl \
	  > evals/results/seeds_dev.json
	$(BIN)/python -m evals.speed $(SHARED)/data/policy $(SHARED)/questions/dev.jsonl \
	  evals/results/speed_policy.json
