# Two commands for a newcomer: `make run` and `make test`. Everything they need is installed into .venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export OPENBLAS_NUM_THREADS := 1

.PHONY: run test lint types eval bench check schema soak soak-load clean

run: $(STAMP)
	$(BIN)/svodka run fixtures/reference fixtures/pages --out output/fixtures

test: $(STAMP)
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

eval: $(STAMP)
	$(BIN)/python -m tests.scoring

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m tests.benchmarks.pair_quality
	$(BIN)/python -m tests.benchmarks.repeat_speed
	$(BIN)/python -m tests.benchmarks.archive_keys
	$(BIN)/python -m tests.benchmarks.archive_run
	$(BIN)/python -m tests.benchmarks.loading
	$(BIN)/python -m tests.benchmarks.pages
	$(BIN)/python -m tests.benchmarks.page_rivals
	$(BIN)/python -m tests.benchmarks.cold_start

soak: $(STAMP)
	$(BIN)/python -m tests.benchmarks.soak_run
	$(BIN)/python -m tests.benchmarks.scale_run

soak-load: $(STAMP)
	$(BIN)/python -m tests.benchmarks.soak_load

schema: $(STAMP)
	$(BIN)/python tools/publish_schema.py

check: test lint types eval

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	sh tools/install_chromium.sh
	touch $(STAMP)

clean:
	rm -rf $(VENV) dist build output/fixtures
