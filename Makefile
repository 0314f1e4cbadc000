# Two commands matter: `make run` serves a ready, seeded app; `make test` runs every check and test.
# `make help` lists the rest.

VAR_DIR ?= var
PORT ?= 8000
export VAR_DIR PORT
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_ROOT_USER_ACTION = ignore

BIN := .venv/bin
STATIC_SOURCES := $(shell find benchmark/static -type f) config/staticfiles.py
CODE := benchmark config tests manage.py
TEMPLATES := templates tests/style_page/templates
SCRIPTS := benchmark/static/benchmark
# Every branch of scoring, wording, questionnaire, ledger and reports is proved by their own tests; watching the others, and the
# servers that they start, would cost minutes and tell nothing.
PURE_TESTS := tests/reports tests/questionnaire tests/ledger tests/scoring tests/wording tests/workbook tests/charts
# What takes longest comes first: reports, browser tests. The order stays as collected.
PYTEST := pytest --dist loadfile --no-loadscope-reorder
# What reads and writes rows, on SQLite and once more on PostgreSQL.
BOTH_ENGINES := tests/actions tests/queries tests/views tests/forms
# Browser tests wait for pages half of their time: one and a half for each core keep all cores busy.
CROWD := $(shell echo $$(( ($$(getconf _NPROCESSORS_ONLN) * 3 + 1) / 2 )))

.DEFAULT_GOAL := help
.PHONY: help setup run test check check-python check-scripts check-templates check-app hooks fix bench screenshots messages lock chromium clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: .venv/.runtime $(VAR_DIR)/.static ## everything that serving needs: packages, database, reference data
	@$(BIN)/python manage.py prepare

run: setup ## set up, seed the demo organisation and serve on 127.0.0.1 (PORT=8000)
	@$(BIN)/python manage.py load_demo
	@exec $(BIN)/python manage.py serve --port $(PORT)

test: .venv/.dev $(VAR_DIR)/.static chromium ## set up, then checks and every test, browser tests and PostgreSQL included
	@$(BIN)/python manage.py prepare
	@$(MAKE) --no-print-directory check
	@rm -f .coverage .coverage.*
	@$(BIN)/coverage run -m $(PYTEST) -n auto $(PURE_TESTS)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report
	@$(BIN)/python -m $(PYTEST) -n $(CROWD) $(addprefix --ignore=,$(PURE_TESTS))
	@$(BIN)/python -m tests.postgresql --dist loadfile -n auto $(BOTH_ENGINES)

check: check-python check-scripts check-templates check-app ## format, lint, types, imports, migrations, translations

check-python: .venv/.dev
	@$(BIN)/ruff format --check --quiet $(CODE) || { echo 'Formatting differs: run `make fix`.'; exit 1; }
	@$(BIN)/ruff check --quiet $(CODE)
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

check-scripts: .venv/.dev
	@$(BIN)/oxlint --format stylish $(SCRIPTS)

check-templates: .venv/.dev
	@$(BIN)/djlint $(TEMPLATES) --check --lint --quiet || { echo 'Templates differ from the common format: run `make fix`.'; exit 1; }

check-app: .venv/.dev
	@$(BIN)/python manage.py check --fail-level WARNING
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py messages --check

hooks: .venv/.dev ## have git run the checks that fit what is committed, at each commit
	@$(BIN)/pre-commit install

fix: .venv/.dev ## format, and mend what the linters can mend
	@$(BIN)/ruff format $(CODE)
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/oxlint --fix --format stylish $(SCRIPTS) || true
	@$(BIN)/djlint $(TEMPLATES) --reformat --quiet || true

bench: .venv/.dev $(VAR_DIR)/.static ## speed and memory, as ratios in one run; what is lost under load and kills
	@$(BIN)/python -m tests.speed

screenshots: .venv/.dev $(VAR_DIR)/.static chromium ## write the user guide's pictures into docs/images
	@$(BIN)/python -m tests.screenshots

messages: .venv/.dev ## collect the strings to translate into locale/en
	@$(BIN)/python manage.py messages --update

lock: ## renew both lock files (needs uv on the PATH)
	uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove the environment and caches; data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis .coverage .coverage.*

# uv is used where it is there, because it is quicker; pip does the same.
define install
	@if command -v uv >/dev/null 2>&1; then \
	  VIRTUAL_ENV=.venv uv pip install --quiet --require-hashes -r $(1); \
	else \
	  $(BIN)/python -m pip install --quiet --require-hashes -r $(1); \
	fi || { echo; echo 'Packages could not be installed: is a Python package index reachable from here?'; \
	        echo 'docs/deployment.md says how to install without one.'; exit 1; }
endef

.venv/bin/python:
	@for candidate in $$PYTHON python3.11 python3 python; do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1; then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo 'Python 3.11 is missing. Install it (Debian 12: apt install python3 python3-venv), or name it: make run PYTHON=/path/to/python3.11'; exit 1; \
	fi; \
	echo "Making .venv with $$($$found --version) ..."; \
	"$$found" -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing (Debian 12: apt install python3-venv)."; exit 1; }

.venv/.runtime: requirements.lock | .venv/bin/python
	@echo 'Installing packages (once) ...'
	$(call install,requirements.lock)
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	@echo 'Installing test tools (once) ...'
	$(call install,requirements-dev.lock)
	@touch $@

$(VAR_DIR)/.static: .venv/.runtime $(STATIC_SOURCES)
	@umask 077 && mkdir -p $(VAR_DIR)
	@$(BIN)/python manage.py collectstatic --noinput --clear --verbosity 0
	@umask 077 && touch $@

# The system's Chromium: Playwright's own download is not needed and often not reachable.
chromium:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    echo 'Installing Chromium for the browser tests (once) ...'; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	  else \
	    echo 'The browser tests need Chromium. Install it (Debian: sudo apt install chromium) and run make test again.'; exit 1; \
	  fi; }
