# `make` lists what there is to make. Everything sets itself up: Python 3.11 or later and make are enough.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
OPENPERKINS := $(VENV)/bin/openperkins
#: what the checks look at
CODE := $(wildcard src tests docs benchmarks)
#: the latest school year of the invented state for which every file was sent
YEAR := 2016-17
DEMO := demo
#: where the portal of `make demo` listens
PORT ?= 8000
PYTEST = $(PY) -m pytest --numprocesses auto --dist loadgroup -rs
PIP := $(PY) -m pip --disable-pip-version-check --quiet install

.DEFAULT_GOAL := help
.PHONY: help demo tour test explore check fix docs bench bench-web bench-needs bench-evening clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# One stamp per lock file: nothing is installed again until a lock file or pyproject.toml changes.
$(VENV)/run-ready: requirements/build.lock requirements/run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "OpenPerkins needs Python 3.11 or later: make PYTHON=python3.11")'
	@echo "Setting up $(VENV) (once)"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements/build.lock -r requirements/run.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev-ready: $(VENV)/run-ready requirements/dev.lock
	@echo "Adding what tests need (once)"
	@$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

# Styles and fonts are built once from npm packages; a machine without npm gets one from PyPI.
$(VENV)/assets-ready: frontend/package-lock.json frontend/package.json $(wildcard frontend/*.mjs frontend/*.scss frontend/*/*.scss) | $(VENV)/run-ready
	@echo "Building the portal's styles (once)"
	@command -v npm >/dev/null || $(PIP) --require-hashes -r requirements/node.lock
	@cd frontend && PATH="$$PATH:$(CURDIR)/$(VENV)/bin" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@

demo: $(VENV)/run-ready $(VENV)/assets-ready ## open the portal on an invented state, with an account for every role
	@$(OPENPERKINS) serve --demo --home $(DEMO)/portal --port $(PORT)

tour: $(VENV)/run-ready ## the command line on invented files: run a year, list the plans owed
	@rm -rf $(DEMO)/records $(DEMO)/out $(DEMO)/store $(DEMO)/workbooks
	$(OPENPERKINS) synth $(DEMO)/records
	$(OPENPERKINS) run $(DEMO)/records --year $(YEAR) --out $(DEMO)/out --store $(DEMO)/store
	$(OPENPERKINS) plans $(DEMO)/records --year $(YEAR) --owed-only --store $(DEMO)/store > $(DEMO)/plans_owed.tsv
	$(OPENPERKINS) export $(DEMO)/records --year $(YEAR) --out $(DEMO)/workbooks --store $(DEMO)/store > $(DEMO)/workbooks.txt
	@echo
	@echo "The first plans owed for $(YEAR) (all of them: $(DEMO)/plans_owed.tsv)"
	@echo
	@head -n 13 $(DEMO)/plans_owed.tsv
	@echo
	@echo "Where everything lies"
	@echo "  $(DEMO)/records     what districts send, invented: delete it and nothing is lost"
	@echo "  $(DEMO)/out         results.csv, results_by_program.csv, students.parquet, quality.csv, run.json"
	@echo "  $(DEMO)/workbooks   an Excel workbook per district"
	@echo
	@echo "Try next"
	@student=$$(sed -n 2p $(DEMO)/records/followup/20$(lastword $(subst -, ,$(YEAR))).csv | cut -d, -f1); \
	echo "  $(OPENPERKINS) explain $(DEMO)/records --year $(YEAR) --store $(DEMO)/store --student $$student"
	@echo "  $(OPENPERKINS) rules replay $(DEMO)/records --year $(YEAR) --store $(DEMO)/store --set academic.attempt=best"
	@echo "  $(OPENPERKINS) check $(DEMO)/records"

test: $(VENV)/dev-ready $(VENV)/assets-ready ## run every test; the last line is the runner's own
	@tests/system-packages
	@$(PY) tests/on_postgres.py --optional $(PYTEST) tests/portal
	@$(PYTEST)

explore: $(VENV)/dev-ready ## try the property tests on many new examples
	@$(PYTEST) --hypothesis-profile=explore $(shell grep -rl --include='test_*.py' 'from hypothesis import' tests)

check: $(VENV)/dev-ready ## lint, formatting, import contracts, docs in step; edits nothing
	@$(VENV)/bin/ruff check $(CODE)
	@$(VENV)/bin/ruff format --check $(CODE)
	@$(VENV)/bin/lint-imports --no-cache
	@$(PY) docs/generate.py --check

fix: $(VENV)/dev-ready ## apply what the linter can fix, and format
	@$(VENV)/bin/ruff check --fix $(CODE)
	@$(VENV)/bin/ruff format $(CODE)

docs: $(VENV)/dev-ready ## write the generated pages again
	@$(PY) docs/generate.py

bench: $(VENV)/dev-ready ## measure against the figures to reach
	@$(PY) benchmarks/run.py

bench-web: $(VENV)/dev-ready $(VENV)/assets-ready ## measure the portal's pages beside a bare one
	@$(PY) benchmarks/web.py

bench-needs: $(VENV)/dev-ready $(VENV)/assets-ready ## measure the pages and worksheets of a needs assessment
	@$(PY) benchmarks/needs.py

bench-evening: $(VENV)/dev-ready $(VENV)/assets-ready ## let 500 districts send on a deadline's last evening
	@$(PY) benchmarks/evening.py

clean: ## remove what make made, the virtual environment too
	rm -rf $(VENV) $(DEMO) bench-data .pytest_cache .ruff_cache .hypothesis .import_linter_cache
