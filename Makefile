PYTHON ?= python3
BIN := .venv/bin
export LEITSTAND_LANG ?=

.PHONY: help install demo test check test-all new docs bench bench-analysis lock
help:            ## Show what can be done
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

install: $(BIN)/.installed  ## Make the environment (.venv) with the locked packages
$(BIN)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Leitstand needs Python 3.11 or newer, this is " + sys.version) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

demo: install    ## Build the demo company, load and analyse it, and start the application over it
	@rm -rf .demo
	@$(BIN)/leitstand --home .demo/home demo $(if $(port),--port $(port))

test: install    ## Run the tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: install   ## Everything CI runs: format, lint, types, layers, dependencies, documents, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry src
	$(BIN)/python -m leitstand.docs --check
	$(MAKE) test

test-all: install  ## The long runs too: all mutants, the whole kill matrix, real data
	LEITSTAND_TEST_ALL=1 $(BIN)/python -m pytest -n 2 --dist loadgroup

new: install     ## Start a metric, measure or source: make new metric=revenue/win_rate
	@$(BIN)/python -m leitstand.new $(if $(metric),metric $(metric))$(if $(measure),measure $(measure))$(if $(source),source $(source))

docs: install    ## Write docs/reference from the code
	$(BIN)/python -m leitstand.docs

bench: install   ## Print the figures of all benchmarks: make bench size=0.1 for a tenth of ten million order lines
	@for name in start overview load; do echo "== $$name"; $(BIN)/python benchmarks/$$name.py || exit 1; done
	@$(BIN)/python benchmarks/catalogue.py $(if $(size),--size $(size))

bench-analysis: install  ## The analysis beside its peers, one table: make bench-analysis sample=0 for all series
	@$(BIN)/python -c 'import ruptures, statsforecast' 2>/dev/null || $(BIN)/python -m pip install -q -e '.[bench]'
	@$(BIN)/python benchmarks/analysis.py $(if $(sample),--sample $(sample))

lock:            ## Write requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --extra dev pyproject.toml -o requirements.lock
