# Everything a newcomer needs: make demo, make test. Each sets up what it needs first.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
# Half of a test's time it waits: for a database, a beat, a process.
AT_ONCE ?= $(shell $(PYTHON) -c 'import os; print(os.cpu_count() * 3 // 2)')
DEMO := DATABASE_URL=sqlite:///var/demo/buckstop.db BUCKSTOP_CONFIG=var/demo/buckstop.toml

.PHONY: help demo console run test test-all lint check format bench lock clean

help:
	@echo "make demo      a busy month of a desk, played through the real code"
	@echo "make console   go on with that month in the terminal"
	@echo "make run       the bot itself, with ./buckstop.toml"
	@echo "make test      all tests"
	@echo "make test-all  all tests, and those that need pgbouncer, dovecot and chromium on this machine"
	@echo "make check     format, lint, types, tests"
	@echo "make bench     how fast it is, beside the floor"

# The locked packages, with their hashes; then Buckstop itself, from this folder.
$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Buckstop needs Python 3.11 or newer; say which with: make PYTHON=python3.12 demo"; exit 2; }
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(VENV)/.installed
	@rm -rf var/demo && mkdir -p var/demo
	@$(DEMO) $(RUN) -m bot demo

console: $(VENV)/.installed
	@test -f var/demo/buckstop.toml || $(MAKE) --no-print-directory demo
	@$(DEMO) $(RUN) -m bot console

run: $(VENV)/.installed
	@$(RUN) -m bot serve

test: $(VENV)/.installed
	@$(RUN) -m pytest -n $(AT_ONCE)

# With what needs programs of the system's: apt-get install pgbouncer dovecot-imapd chromium.
test-all: test
	@$(RUN) -m pytest -m debian

lint: $(VENV)/.installed
	@$(RUN) -m ruff format --check .
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy

check: lint test

format: $(VENV)/.installed
	@$(RUN) -m ruff format .
	@$(RUN) -m ruff check --fix .

bench: $(VENV)/.installed
	@$(RUN) -m benchmarks

# Pins for every Python and platform that pyproject allows, with hashes.
lock: $(VENV)/.installed
	@$(RUN) -m pip install --quiet uv
	@$(RUN) -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --upgrade --output-file requirements.lock

clean:
	@rm -rf $(VENV) var build .pytest_cache .mypy_cache .ruff_cache .hypothesis
