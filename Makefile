# Everything a reader or a developer does with this checkout; `make help` lists it.

VENV     := .venv
PYTHON   := $(VENV)/bin/python
SNAPSHOT := build/window.png

# Two files of tests at a time, in the order they have: what the tests of one file share is made once.
AT_ONCE  := --numprocesses=2 --dist=loadfile --no-loadscope-reorder

# Where the bundle is built, and what a Python must be able to do to be part of it.
BUNDLE_VENV    := build/venv
CAN_BE_CARRIED := import ctypes, ensurepip, sys, sysconfig, venv; sys.version_info >= (3, 11) or sys.exit(1); \
  ctypes.CDLL(sysconfig.get_config_var("INSTSONAME"))

# The first of these that is Python 3.11 or later and can make an environment.
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11 python
define FIND_PYTHON
found=; old=; \
for candidate in $(CANDIDATES); do \
  "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
    { "$$candidate" -c '' 2>/dev/null && old="$${old:-$$("$$candidate" --version)}"; continue; }; \
  "$$candidate" -c 'import venv, ensurepip' 2>/dev/null && found="$$candidate" && break; \
  bare="$$candidate"; \
done; \
if [ -z "$$found" ]; then \
  if [ -n "$$bare" ]; then \
    echo "$$bare cannot make environments: install its venv module (on Debian or Ubuntu: apt install python3-venv)." >&2; \
  else \
    echo "Python 3.11 or later is needed$${old:+; here is only $$old}." >&2; \
  fi; exit 1; \
fi
endef

.PHONY: help run test check bench bundle test-installed fuzz format clean
.DEFAULT_GOAL := help

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 24

run: $(VENV)/ready-to-run ## Open the atlas (the first time, fetch what it needs)
	@if reason=$$($(PYTHON) -m viewer.shell.environment); then \
	  exec $(PYTHON) -m viewer; \
	else \
	  mkdir -p $(dir $(SNAPSHOT)) && $(PYTHON) -m viewer --snapshot $(SNAPSHOT) && \
	  echo "$$reason The window is drawn in $(SNAPSHOT) instead."; \
	fi

test: $(VENV)/ready-to-test ## Check style, types, imports and the atlas, and run every test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports
	$(PYTHON) -m viewer check
	$(PYTHON) -m pytest $(AT_ONCE)

check: $(VENV)/ready-to-run ## Check the atlas that ships
	@$(PYTHON) -m viewer check

bench: $(VENV)/ready-to-test ## Measure start, memory, clicks and zoom beside a bare window
	@$(PYTHON) -m tests.benchmarks

bundle: $(BUNDLE_VENV)/ready-to-bundle ## Build the program with its own Python and Qt, and its packages, in dist
	@$(BUNDLE_VENV)/bin/python -m assets.packaging

test-installed: $(VENV)/ready-to-test ## Install the packages in an empty system and use them there (needs make bundle, root)
	$(PYTHON) -m pytest tests/installed

fuzz: $(VENV)/ready-to-test ## Open thousands of damaged atlases, kill a writer and ask a window a thousand times
	$(PYTHON) -m pytest tests/fuzz
	STUDY_KILLS=1000 $(PYTHON) -m pytest tests/core/test_study_killed.py
	STUDY_SETS=1000 $(PYTHON) -m pytest tests/journeys/test_fair_sets.py

format: $(VENV)/ready-to-test ## Put the code in its usual form
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

clean: ## Remove what was made, but for the environment
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# An environment whose Python has gone, or is too old, is made again.
$(VENV)/ready-to-run: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { $(FIND_PYTHON); \
	  echo "Making $(VENV) with $$($$found --version)."; "$$found" -m venv --clear $(VENV); }
	@$(PYTHON) -m pip --disable-pip-version-check install --quiet --editable .
	@touch $@

$(VENV)/ready-to-test: $(VENV)/ready-to-run
	@$(PYTHON) -m pip --disable-pip-version-check install --quiet --editable '.[test]'
	@touch $@

# Distributions build their Python with all that makes it fast, which one made by hand seldom is: a start takes
# a fifth less with it. The bundle carries the system's, where that can be carried.
$(BUNDLE_VENV)/ready-to-bundle: $(VENV)/ready-to-run
	@base=/usr/bin/python3; $$base -c '$(CAN_BE_CARRIED)' 2>/dev/null || base=$(PYTHON); \
	  $$base -m venv --clear $(BUNDLE_VENV)
	@$(BUNDLE_VENV)/bin/python -m pip --disable-pip-version-check install --quiet --editable '.[bundle]'
	@touch $@
