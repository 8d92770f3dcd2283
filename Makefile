# Every target makes its own environment first; nothing needs to be installed by hand.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help up examples test check schemas format bench bench-million soak lock clean venv

BIN := .venv/bin
EDITIONS := $(filter-out %.examples.yaml,$(wildcard regulations/*/*.yaml))

help:
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

venv:
	@scripts/bootstrap .venv requirements-dev.lock

up: venv ## run the desk with the demo town, in var/; Ctrl-C stops it and keeps everything
	@$(BIN)/reglament up

examples: venv ## run the worked examples of every regulation
	@$(BIN)/reglament examples $(EDITIONS)

test: venv ## everything CI runs: static checks, then the floors, fast first
	@scripts/stages check floors floor15 mutants

check: venv ## static checks only: ruff, mypy, import contracts
	@scripts/stages check

bench: venv ## speed against floors and peers (peers live in .venv-bench)
	@scripts/bootstrap .venv-bench requirements-bench.lock
	@$(BIN)/python bench/run.py --peers .venv-bench/bin/python

MILLION_HOME ?= $(or $(TMPDIR),/var/tmp)/reglament-million

bench-million: venv ## whatif on 1,000,000 cases, and a desk with as many open ones, kept in MILLION_HOME: seconds and memory
	@$(BIN)/python bench/run.py --only whatif --cases 1000000
	@$(BIN)/python bench/million_desk.py --home $(MILLION_HOME) --cases 1000000 --verify

soak: venv ## the long profiles, or one: make soak PROFILE=kills (docs/soak.md)
	@scripts/soak $(PROFILE)

schemas: venv ## write the JSON Schemas that editors use
	@$(BIN)/reglament schema > schemas/regulation.schema.json
	@$(BIN)/reglament schema --examples > schemas/examples.schema.json

format: venv ## let ruff put the code in shape
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

lock: ## rewrite the lock files from requirements*.in
	@scripts/lock

clean: ## remove environments and caches
	@rm -rf .venv .venv-* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
