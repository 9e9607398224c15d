# make report: the main job.  make test: everything that must hold.  Both set up what they need in .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: report test reliability format lock clean

report: $(READY)
	$(BIN)/lkg report
	@echo "Open out/report/index.html"

test: $(READY)
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lkg format --check graph ontology/lkg.ttl ontology/relations.ttl ontology/codes.ttl ontology/align.ttl
	$(BIN)/pytest -n 2 --dist loadfile

# the long form of the simulations: do evidence intervals cover the truth?
reliability: $(READY)
	$(BIN)/pytest tests/reliability

format: $(READY)
	$(BIN)/ruff check --fix src tests
	$(BIN)/ruff format src tests
	$(BIN)/lkg format graph ontology/lkg.ttl ontology/relations.ttl ontology/codes.ttl ontology/align.ttl

lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --group dev --extra notebook --universal --no-header --no-annotate -o requirements.lock

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $(READY)

clean:
	rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache
