# Everything CI does can be done by hand with these targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
#: Tests wait for servers and browsers half of their time.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) * 2 )))

#: Tests start many processes: each compiled the whole program anew where the environment forbids to keep bytecode.
test test-all: export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := build
include generator/starter/recap.mk

.PHONY: serve test test-all test-model lint format bench hostile audit samples pictures schema lock clean

serve: $(STAMP)  ## Show the site on http://127.0.0.1:8000 and rebuild it on every change.
	$(BIN)/mkdocs serve --watch content --watch theme

test: $(STAMP)  ## The tests, some minutes; no network but loopback.
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not long"

test-all: $(STAMP)  ## Every test, the long ones too: whole weeks, kills, installed packages.
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

test-model: $(STAMP)  ## A real model tells a recorded week: MODEL=openai/name API_BASE=http://127.0.0.1:8080/v1
	RECAP_TEST_MODEL=$(MODEL) RECAP_TEST_API_BASE=$(API_BASE) $(BIN)/pytest -s tests/test_real_model.py

lint: $(STAMP)  ## Format, rules and types.
	$(BIN)/ruff format --check generator tests
	$(BIN)/ruff check generator tests
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff format generator tests
	$(BIN)/ruff check --fix generator tests

bench: $(STAMP)  ## Speed, size, grouping and the check of claims on recorded feeds and labelled data, where present.
	$(BIN)/python -m tests.bench.week
	$(BIN)/python -m tests.bench.tokens
	$(BIN)/python -m tests.bench.changed_claims
	$(BIN)/python -m tests.bench.grounding
	$(BIN)/python -m tests.bench.grouping
	$(BIN)/python -m tests.bench.grouping_speed
	$(BIN)/python -m tests.bench.related_speed
	$(BIN)/python -m tests.bench.weeks
	$(BIN)/python -m tests.bench.site --items 1000
	$(BIN)/python -m tests.bench.preview --items 1000
	RECAP_HISTORIES=30x12 $(BIN)/pytest -q tests/site/incremental/test_increments.py

KILLS ?= 200
PAGES ?=
RUNS ?= 100
HOURS ?= 24
MINUTES ?= 10
hostile: $(STAMP)  ## The long tests of crashes, load and hostile pages, hours; short: make hostile KILLS=2 PAGES=2 RUNS=2 HOURS=2 MINUTES=0.1
	$(BIN)/python -m tests.hostile.suite
	$(BIN)/python -m tests.hostile.patterns
	$(BIN)/python -m tests.hostile.pages $(PAGES)
	$(BIN)/python -m tests.hostile.faults --runs $(RUNS)
	$(BIN)/python -m tests.hostile.day $(HOURS)
	$(BIN)/python -m tests.hostile.kills $(KILLS)
	$(BIN)/python -m tests.hostile.fuzz --engine hypothesis --minutes $(MINUTES)
	$(BIN)/python -m tests.hostile.fuzz --engine atheris --minutes $(MINUTES)

audit: $(STAMP) tests/audit/node_modules  ## Accessibility, speed, validity, links and weight of the site; needs Chromium, Java and Node.
	$(BIN)/python -m tests.audit

samples: $(STAMP)  ## Make the sample archive anew from its feeds.
	$(BIN)/python -m tests.samples

pictures: $(STAMP)  ## Make the pictures of README.md anew; needs Chromium.
	$(BIN)/python -m tests.pictures

schema: $(STAMP)  ## Make the JSON Schemas anew from the models.
	$(BIN)/python -m generator.schema

lock: $(STAMP)  ## Pin every dependency with its hashes; needs uv.
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements.lock

clean:  ## Remove what can be made again: environment, caches, site.
	rm -rf .cache $(VENV) site .site.new .site.old .site.journal .mypy_cache .ruff_cache .pytest_cache .hypothesis

tests/audit/node_modules: tests/audit/package-lock.json
	cd tests/audit && npm ci --no-audit --no-fund
	touch $@

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $(STAMP)
