# `make` alone lists the targets. `make check` reads, `make test` proves, `make up` runs the whole service here.

PYTHON ?= python3
STAGE ?= local
BIN := .venv/bin
READY := .venv/.ready
WEB := web/node_modules/.ready
VALIDATOR := tests/step_functions/node_modules/.ready
# Two processes test at once; a broken machine ends the run instead of filling the screen.
PYTEST := $(BIN)/pytest -q -n 2 --maxfail=25 --durations=10 --durations-min=10
# COVER=yes, as CI asks: coverage with its floor. Tracing doubles the time of a test.
COVERED := $(if $(COVER),--cov --cov-report=term:skip-covered)
# Files with tests that are marked as system tests: only they are collected. A file's tests stay on one stack.
SYSTEM := tests/system tests/local/test_up.py tests/step_functions/test_promises.py
ON_STACKS := $(PYTEST) --dist loadfile --no-loadscope-reorder
# The browser for tests: the one without windows where it is packaged; any Chromium that is there will do.
APT := apt-get install -qq -y --no-install-recommends
# On the laptop a tool gets the running stack's environment.
ON_STACK := $(if $(filter local,$(STAGE)),local.run)

.DEFAULT_GOAL := help
.PHONY: help setup up web call down seed test check check-code check-types check-faces faces unit unit-faces unit-code system browser screens chromium import deploy telephony package bench redrive recount openapi pictures clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

setup: $(READY) $(VALIDATOR) $(WEB) ## make the environments (.venv, web/node_modules) from the lock files

$(READY): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("Nidaa needs Python 3.11 or newer; this is %d.%d (set PYTHON=...)" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@echo "setting up .venv (once, about two minutes) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(READY)

$(VALIDATOR): tests/step_functions/package.json tests/step_functions/package-lock.json
	@echo "fetching the workflows' validator (once) ..."
	@npm ci --prefix tests/step_functions --no-audit --no-fund --loglevel=error
	@touch $(VALIDATOR)

$(WEB): web/package-lock.json $(READY)
	@$(BIN)/python -m local.faces install

up: $(READY) ## run the whole service here: cloud, deploy, seed, http://localhost:8000
	@$(BIN)/python -m local.up

web: $(WEB) ## hot reload of the faces on the running service: portal :5173, console :5174/console/
	@npm --prefix web run --silent portal & trap "kill $$!" EXIT; npm --prefix web run --silent console

call: $(READY) ## call the centre from this terminal: make call [TO=body] [FROM=+96891234567] [AGENT=yes|username] [KEYS="1 2"]
	@$(BIN)/python -m local.connect call $(if $(FROM),--from "$(FROM)") $(if $(TO),--to "$(TO)") $(if $(AGENT),--agent "$(AGENT)") $(if $(KEYS),--keys "$(KEYS)")

down: $(READY) ## stop it; its data stay
	@$(BIN)/python -m local.up --down

seed: $(READY) ## put the demo authority into the running service
	@$(BIN)/python -m local.run local.demo.seed

check: $(READY) $(WEB) ## read the code: format, lint, types, directions of imports; the faces too
	@$(MAKE) --no-print-directory -j2 --output-sync=target check-types check-faces check-code

check-code:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports

check-types:
	@$(BIN)/mypy

check-faces:
	@npm --prefix web run --silent check

# One after the other, for both write the contract's types.
faces: check-faces
	@$(MAKE) --no-print-directory unit-faces

unit: unit-faces unit-code ## the fast tests: rules, actions, stores on moto, definitions, the faces' own

unit-faces: $(WEB)
	@npm --prefix web run --silent unit

unit-code: $(READY) $(VALIDATOR) $(WEB)
	@$(PYTEST) -m "not system" --dist worksteal $(COVERED)

system: $(READY) $(WEB) ## the tests on the deployed template, on clouds of their own
	@$(ON_STACKS) -m "system and not browser" $(SYSTEM)

browser: $(READY) $(WEB) chromium ## the faces in a real browser, on the deployed template
	@$(ON_STACKS) -m browser tests/system/browser

screens: $(READY) ## take docs/screens/ anew, of the service that runs here
	@$(BIN)/python -m local.screens

chromium:
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && apt-get update -qq && { $(APT) chromium-headless-shell || $(APT) chromium; } >/dev/null; } \
		|| { echo "Chromium is missing: sudo apt-get install chromium (or your system's package), then try again."; exit 1; }

test: chromium $(READY) $(WEB) ## everything that CI runs; COVER=yes holds the floor of coverage too
	@$(MAKE) --no-print-directory -j2 --output-sync=target check-types faces check-code
	@$(MAKE) --no-print-directory unit-code
	@$(ON_STACKS) -m system $(SYSTEM)

import: $(READY) ## import an old register: make import FILE=register.csv MAP=mapping.yaml
	@$(BIN)/python -m local.run infra.importing --file "$(FILE)" --map "$(MAP)"

package: $(READY) ## make what is deployed: make package STAGE=dev
	@$(BIN)/python -m infra.package --stage $(STAGE) --out build/$(STAGE)

deploy: package ## put it on AWS: make deploy STAGE=dev [TELEPHONY=eu-central-1 | TELEPHONY=none]
	@$(BIN)/python -m local.faces
	@$(if $(filter-out none,$(TELEPHONY)),npm --prefix web run --silent streams)
	@$(BIN)/python -m infra.deploy --stage $(STAGE) --artifact build/$(STAGE) $(if $(TELEPHONY),--telephony-region $(TELEPHONY))
	@$(BIN)/python -m infra.telephony --stage $(STAGE)

telephony: $(READY) ## configure Amazon Connect by switchboards and calendars: make telephony STAGE=dev
	@$(BIN)/python -m $(ON_STACK) infra.telephony --stage $(STAGE)

bench: $(READY) ## measure, and print the tables beside the budgets
	@$(BIN)/python -m bench

redrive: $(READY) ## send dead letters and lost events again: make redrive SINCE=2026-01-31T00:00:00Z
	@$(BIN)/python -m $(ON_STACK) infra.redrive --stage $(STAGE) $(if $(SINCE),--since "$(SINCE)")

recount: $(READY) ## rebuild the live counts from the tickets
	@$(BIN)/python -m $(ON_STACK) infra.recount

openapi: $(READY) ## write docs/openapi.json from the routes
	@$(BIN)/python -m infra.openapi

pictures: $(READY) $(WEB) ## draw the workflows of step_functions/ and the flows of connect_flows/ for docs/
	@$(BIN)/python -m infra.drawing
	@$(BIN)/python -m infra.flow_drawing

clean: ## remove what was made: environments, builds, the laptop's data
	@rm -rf .venv tests/step_functions/node_modules web/node_modules web/dist build dist .nidaa .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage* .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
