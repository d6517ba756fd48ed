# Two commands for a newcomer: `make run` and `make test`. Everything they need is installed into .venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export OPENBLAS_NUM_THREADS := 1

.PHONY: run test lint types eval check clean

run: $(STAMP)
	$(BIN)/svodka run fixtures/reference fixtures/pages --out output/fixtures

test: $(STAMP)
	$(BIN)/python -m pytest -n 2

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

eval: $(STAMP)
	$(BIN)/python -m tests.scoring

check: test lint types eval

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	sh tools/install_chromium.sh
	touch $(STAMP)

clean:
	rm -rf $(VENV) dist build output/fixtures
