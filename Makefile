# Everything runs from one environment, .venv, made on first use. Only Python 3.11 or newer is needed.
#   make demo      audit examples/ and say where the reports are
#   make serve     open the self-check page
#   make offline   the self-check page as one file (needs Node.js)
#   make test      run the tests

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DEMO   := build/demo
PARTS  := build/pyodide

.DEFAULT_GOAL := help
.PHONY: help demo serve offline test lint types borders wheel wheel-check bench docs examples clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# Made again when pyproject.toml changes; the stamp is written last, so a half-made one is not trusted.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
	  { echo "Python's venv is missing (Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 1; }
	@echo "Making the environment $(VENV) (once, a minute or two) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,office,serve,pdf,scale]'
	@touch $@

demo: $(READY) ## audit examples/, write the reports
	@mkdir -p $(DEMO)
	@for format in html csv json; do \
	  $(BIN)/pledgecheck audit --manifest examples/manifest.csv --fail-on never --quiet \
	    --output-format $$format --output $(DEMO)/bao-cao.$$format || exit $$?; \
	done
	@$(BIN)/pledgecheck audit --manifest examples/manifest.csv --fail-on never
	@echo
	@echo "Báo cáo / reports:"
	@ls -1 $(DEMO)/bao-cao.html $(DEMO)/bao-cao.csv $(DEMO)/bao-cao.json

serve: $(READY) ## open the self-check page
	@$(BIN)/pledgecheck serve

offline: $(READY) ## the self-check page as one file, in build/ (needs Node.js)
	@$(BIN)/python -m pledgecheck.serve.offline fetch $(PARTS)
	@$(BIN)/python -m pledgecheck.serve.offline build $(PARTS) -o build/pledgecheck-tu-kiem-tra.html

test: $(READY) ## run the tests
	@$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(READY) ## ruff
	@$(BIN)/ruff check --output-format concise .

types: $(READY) ## mypy --strict
	@$(BIN)/mypy

borders: $(READY) ## who may import whom
	@$(BIN)/lint-imports

wheel: $(READY) ## build sdist and wheel into dist/
	@rm -rf dist
	@$(BIN)/python -m build --outdir dist

wheel-check: wheel ## install the wheel in a clean environment, away from here
	@set -e; dir=$$(mktemp -d); trap 'rm -rf "$$dir"' EXIT; cp dist/*.whl "$$dir"; cd "$$dir"; \
	  "$(abspath $(BIN))/python" -m venv env; \
	  env/bin/python -m pip install --quiet --disable-pip-version-check ./*.whl; \
	  env/bin/pledgecheck version; \
	  env/bin/pledgecheck rules > rules.txt; \
	  cat rules.txt; \
	  grep -q '[A-Z]\{3\}[0-9]\{3\}' rules.txt || { echo "the wheel lists no rule" >&2; exit 1; }

bench: $(READY) ## every measurement in bench/
	@set -e; for f in bench/*.py; do echo "== $$f"; $(BIN)/python "$$f"; done

docs: $(READY) ## pages of docs/ that are made from the rules
	@set -e; for f in docs/*.py; do echo "== $$f"; $(BIN)/python "$$f"; done

examples: $(READY) ## examples/**/*.docx from their sources
	@$(BIN)/python examples/make_docx.py

clean: ## remove the environment, builds and caches
	@rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
