# The two commands: `make run` and `make test`. Each stamp is made anew only when what it depends on has changed.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
KNOWLEDGE := $(shell find knowledge index bot -name '*.py' -o -name '*.yaml' -o -name '*.toml')
DATA := $(or $(APTBOT_DATA_DIR),var)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run install install-dev build test check bench clean lock

run: build
	@if [ -n "$$SLACK_BOT_TOKEN" ] && [ -n "$$SLACK_APP_TOKEN" ]; then exec $(BIN)/aptbot run; else exec $(BIN)/aptbot chat; fi

install: $(STAMPS)/install

build: $(DATA)/.built

$(STAMPS)/install: pyproject.toml requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint requirements.lock --editable '.[build]'
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/install-dev: $(STAMPS)/install
	$(BIN)/pip install --quiet --constraint requirements.lock --editable '.[build,dev]'
	@touch $@

install-dev: $(STAMPS)/install-dev

$(DATA)/.built: $(STAMPS)/install $(KNOWLEDGE)
	$(BIN)/aptbot build
	@touch $@

test: $(STAMPS)/install-dev $(DATA)/.built
	$(BIN)/python -m pytest

check: $(STAMPS)/install-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/aptbot lint

bench: $(STAMPS)/install-dev $(DATA)/.built
	$(BIN)/python -m bench.run
	$(BIN)/python -m bench.names
	$(BIN)/python -m bench.questions tune test
	$(BIN)/python -m bench.slack

lock: $(STAMPS)/install-dev
	$(BIN)/python -m pip freeze --exclude-editable --exclude aptbot | sed 's/+cpu$$//' > requirements.lock

clean:
	rm -rf $(VENV) $(DATA) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
