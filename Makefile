# Every command a developer needs. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help install demo check checks fix test search bench lock messages \
	check-format check-lint check-types check-imports check-migrations check-texts check-documents

PYTHON ?= python3
BIN := .venv/bin
CODE := src tests $(if $(wildcard bench/*.py),bench)
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-virtualenv
UV_COMPILE := $(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do \
		printf '  make %-10s %s\n' "$$name" "$$text"; done

install: .venv/installed-dev ## Everything a developer needs, into .venv

demo: .venv/installed ## The example city in a browser: PORT and SAMSTAD_HOME change port and data folder
	@exec $(BIN)/samstad demo

check: .venv/installed-dev ## Everything that can be checked without running the code; changes nothing
	@$(MAKE) --no-print-directory --keep-going --output-sync=target --jobs=2 checks

fix: .venv/installed-dev ## Mend format and what lint can mend
	$(BIN)/ruff check --fix --quiet $(CODE)
	$(BIN)/ruff format $(CODE)

test: .venv/installed-dev ## The whole suite on SQLite and PostgreSQL, and in a real browser
	@$(BIN)/python -m tests.run

search: .venv/installed-dev ## Property tests with new examples each time: what is found here gets a test of its own
	@$(BIN)/python -m pytest -q -n 2 -m "hypothesis and not browser" --hypothesis-profile=search

bench: .venv/installed-dev ## What the service must reach, one JSON line per row
	@$(BIN)/python -m bench

lock: .venv/installed-dev ## New lock files; `make lock UPGRADE=1` takes newer releases
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements.lock
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) --extra dev --constraints requirements.lock \
		--output-file requirements-dev.lock

messages: .venv/installed-dev ## Bring the English catalogue up to date with the texts in the code
	$(BIN)/python -m tests.architecture.texts update

# --- what `make check` consists of ------------------------------------------------------------

checks: check-types check-format check-lint check-imports check-migrations check-texts check-documents

check-types:
	$(BIN)/mypy $(CODE)

check-format:
	$(BIN)/ruff format --check --quiet $(CODE)

check-lint:
	$(BIN)/ruff check --quiet $(CODE)

check-imports:
	@$(BIN)/lint-imports --no-cache > .venv/imports.txt || { cat .venv/imports.txt; exit 1; }

check-migrations:
	@DATABASE_URL=sqlite://:memory: $(BIN)/samstad makemigrations --check --dry-run

check-texts:
	@$(BIN)/python -m tests.architecture.texts check

check-documents:
	@if [ -f src/samstad/management/commands/generate_docs.py ]; then $(BIN)/samstad generate_docs --check; fi

# --- the environment: made once, made anew when a lock file changes ----------------------------

.venv/bin/python:
	@[ -w . ] || { echo "Mappen $(CURDIR) går inte att skriva i: lägg projektet i en mapp där du har skrivrätt." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Samstad behöver Python 3.11 eller nyare: installera det, eller peka ut det med PYTHON=/sökväg/till/python3.11." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python saknar venv: installera det, på Debian med \"sudo apt install python3-venv\", och försök igen." >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installerar det som Samstad behöver i .venv …"
	@$(PIP_INSTALL) --require-hashes --requirement requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	@echo "Installerar det som utvecklare behöver i .venv …"
	@$(PIP_INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@
