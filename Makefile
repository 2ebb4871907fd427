# consult: the commands a developer and an administrator need. `make` alone lists them.

SHELL := /bin/sh
PYTHON := .venv/bin/python
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/*.po)
COVERAGE := --cov=consult --cov-config=tests/house/coverage.toml

.PHONY: help install run test prove bench bench-redline bench-consensus lint format catalogues picture rules screenshots
.DEFAULT_GOAL := help

# Dozens of processes begin with the same imports: what is compiled is kept, even where the machine's habit is not to.
export PYTHONDONTWRITEBYTECODE :=

help: ## List the commands.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | while IFS= read -r line; do \
	  printf '  make %-16s %s\n' "$${line%%:*}" "$${line##*## }"; done

install: .venv/installed ## Make .venv and install what requirements.lock pins, then consult itself.

# What git does not hold (catalogues, htmx) is made by the build hook, so its inputs are listed here too.
.venv/installed: requirements.lock pyproject.toml hatch_build.py $(CATALOGUES)
	@if ! $(PYTHON) -m pip --version >/dev/null 2>&1; then \
	  rm -rf .venv; found=; \
	  for candidate in python3.14 python3.13 python3.12 python3.11 python3; do \
	    $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; found=$$candidate; \
	    $$candidate -m venv .venv >/dev/null 2>&1 && exit 0; rm -rf .venv; \
	  done; \
	  if [ -n "$$found" ]; then \
	    echo "$$found cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; \
	  else \
	    echo 'consult needs Python 3.11 or newer, and none was found.' >&2; \
	  fi; exit 1; \
	fi
	$(PYTHON) -m pip install --quiet --disable-pip-version-check uv==0.13.9
	.venv/bin/uv pip sync --quiet --python $(PYTHON) --require-hashes requirements.lock
	.venv/bin/uv pip install --quiet --python $(PYTHON) --no-deps --editable .
	@touch $@

run: install ## Prepare instance/ with the demonstration, and serve it at http://127.0.0.1:8000.
	.venv/bin/consult init
	.venv/bin/consult demo
	.venv/bin/consult serve

test: lint ## Run every check and every test, on SQLite and on PostgreSQL.
	$(PYTHON) tests/browser.py
	$(PYTHON) tests/services.py $(PYTHON) -m pytest -n 3 --dist worksteal -m 'not application and not prove' $(COVERAGE)
	$(PYTHON) tests/services.py $(PYTHON) -m pytest -n 3 --dist worksteal -m 'application and not prove'

prove: install ## Run the slow proofs on each database: 200 closings racing with votes, 200 random drafts, 2,000 random histories of rounds, planted groups and noise under 20 seeds, rows of every revision, and every test of pages.
	$(PYTHON) tests/services.py $(PYTHON) -m pytest -n 2 -m prove tests/races tests/front/test_comments_go_along.py \
	  tests/rounds/test_rounds_and_ballots.py tests/consensus/test_planted_groups.py tests/house/test_migrations.py
	CONSULT_TEST_EVERY=1 $(PYTHON) tests/services.py $(PYTHON) -m pytest -n 3 --dist worksteal -m 'application and not prove'

bench: install ## Measure imports and pages against named limits, and print the figures.
	$(PYTHON) tests/services.py $(PYTHON) benchmarks/imports.py
	$(PYTHON) benchmarks/pages.py
	$(PYTHON) benchmarks/redlines.py

bench-redline: install ## Measure a redline of a long document against the standard library's, and hold its limits.
	$(PYTHON) benchmarks/redline_against_difflib.py

bench-consensus: install .peers/installed ## Measure the analysis of opinions against red-dwarf and scikit-learn, and hold its limits.
	$(PYTHON) benchmarks/consensus.py

.peers/installed: benchmarks/peers.lock | .venv/installed
	.venv/bin/uv venv --quiet --clear --python $(PYTHON) .peers
	.venv/bin/uv pip sync --quiet --python .peers/bin/python --require-hashes benchmarks/peers.lock
	@touch $@

lint: install ## Check style, types, import contracts and templates.
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djlint templates --check --lint

format: install ## Put code and templates into the house's shape.
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	.venv/bin/djlint templates --reformat --quiet

catalogues: install ## Collect every sentence into translations/messages.pot and bring each language up to it.
	$(PYTHON) translations/catalogues.py

picture: install ## Draw docs/architecture.svg from the import contracts.
	$(PYTHON) docs/draw_architecture.py

rules: install ## Write docs/rules.md from the registry of decision rules.
	$(PYTHON) docs/write_rules.py

screenshots: install ## Take pictures of every page of a fresh demonstration into screenshots/, and print the printed ones.
	@$(PYTHON) tests/browser.py
	$(PYTHON) -m tests.screenshots
