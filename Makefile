# make plan: the draft plan for the country. make test: the tests. make check: all that must hold before a commit.
# Everything is installed once into .venv, from constraints.txt; PYTHON=python3.12 takes another interpreter,
# ARGS="--province PV23" goes to `spreiding plan` (ARGS="province" to a benchmark), TESTS=tests/law to pytest.

PYTHON ?= python3
ARGS ?=
TESTS ?=
BIN := .venv/bin
READY := .venv/ready
SOLVERS := .venv/solvers

.PHONY: plan test lint format format-check types check proof bench bench-scale bench-solvers bench-travel bench-batch bench-alternatives docs templates wheel clean

plan: $(READY)
	@$(BIN)/spreiding plan $(ARGS)

test: $(READY)
	@$(BIN)/pytest --numprocesses auto --dist worksteal $(TESTS)

lint: $(READY)
	@$(BIN)/ruff check .

format: $(READY)
	@$(BIN)/ruff check --select I --fix --quiet .
	@$(BIN)/ruff format .

format-check: $(READY)
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

check: lint format-check types test

# The long checks: the solver against brute force, published problems, properties on many countries, the national run.
proof: $(READY)
	@$(BIN)/pytest -m proof --timeout 1800

bench: $(READY)
	@$(BIN)/python benchmarks/plan_speed.py

# Growth with sites and periods (docs/scale.png): about 5 minutes.
bench-scale: $(READY)
	@$(BIN)/python benchmarks/scale.py $(ARGS)

# The same model files under HiGHS, SCIP, CBC and OR-Tools: about 30 minutes.
bench-solvers: $(SOLVERS)
	@$(BIN)/python benchmarks/solvers.py $(ARGS)

# Every province solved again against a plan of the country (docs/performance.md): about 4 minutes.
bench-alternatives: $(READY)
	@$(BIN)/python benchmarks/alternative_speed.py $(ARGS)

# Travel times from a made-up timetable of a large country (docs/performance.md): about 2 minutes.
bench-travel: $(READY)
	@$(BIN)/python benchmarks/travel_speed.py $(ARGS)

# Scenarios per minute and core, in a batch and in a shell loop (docs/scaling.md): about 5 minutes.
bench-batch: $(READY)
	@$(BIN)/python benchmarks/batch_speed.py $(ARGS)

docs: $(READY)
	@$(BIN)/python -m spreiding.formulation.manual
	@$(BIN)/python -m spreiding.tables.manual
	@$(BIN)/python -m spreiding.write.manual > docs/output.md.new && mv docs/output.md.new docs/output.md
	@$(BIN)/python -m spreiding.compare.manual > docs/compare.md.new && mv docs/compare.md.new docs/compare.md
	@$(BIN)/python -m spreiding.near_optimal.manual > docs/near.new && mv docs/near.new docs/alternatives-near.md
	@$(BIN)/python -m spreiding.report.documents.manual > docs/templates.md.new && mv docs/templates.md.new docs/templates.md

# The Word templates of documents, of the HTML ones beside them.
templates: $(READY)
	@$(BIN)/python -m spreiding.report.documents.make_word

wheel: $(READY)
	@$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) > /dev/null || { echo "No $(PYTHON) found: spreiding needs Python 3.11 or newer (make PYTHON=/path/to/python3)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "spreiding needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Choose another: make PYTHON=python3.12 ..."; exit 1; }
	@echo "Setting up .venv (once) ..."
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt hatchling
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@

$(SOLVERS): $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-build-isolation --editable '.[bench]'
	@touch $@
