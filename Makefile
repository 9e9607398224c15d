# make report: the main job.  make test: everything that must hold.  Both set up what they need in .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: report test test-services test-browser test-networkx reliability bench format lock explorer clean

report: $(READY)
	$(BIN)/lkg report
	@echo "Open out/report/index.html"

test: $(READY)
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lkg format --check graph ontology/lkg.ttl ontology/relations.ttl ontology/patterns.ttl ontology/codes.ttl ontology/align.ttl
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder
	$(BIN)/pytest -q tests/browser/test_find.py

# over HTTP with all of the W3C's cases and under load, and against programs that are no Python packages: Virtuoso (as root: apt-get
# install virtuoso-opensource-7-bin) and Spark, which needs Java 17 or later (apt-get install default-jre-headless)
test-services: $(READY)
	@command -v virtuoso-t >/dev/null || echo "Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin"
	@command -v java >/dev/null || echo "Java is not installed: apt-get install default-jre-headless"
	$(BIN)/uv pip install --quiet --python $(BIN)/python "pyspark>=4.0,<5" "oxigraph>=0.5,<0.6" "rdflib-endpoint>=0.6,<0.7"
	$(BIN)/pytest tests/services

# the explorer in a real Chromium (as root: apt-get install chromium); `make test` opens it once
test-browser: $(READY) explorer
	@command -v chromium >/dev/null || echo "Chromium is not installed: apt-get install chromium"
	$(BIN)/pytest tests/browser

# the explorer's bundle, which installing makes where Node is there
explorer:
	npm --prefix src/lkg/explorer ci --ignore-scripts --no-audit --no-fund
	npm --prefix src/lkg/explorer run build

# all of networkx's own tests, computed by lkg wherever it can; `make test` runs those of the modules that it computes
test-networkx: $(READY)
	NETWORKX_TEST_BACKEND=lkg NETWORKX_FALLBACK_TO_NX=True $(BIN)/pytest -c /dev/null -p no:cacheprovider -q --pyargs networkx

# the long form of the simulations: do evidence intervals cover the truth?
reliability: $(READY)
	$(BIN)/pytest tests/reliability

# ours and the peers, in turn, into tests/bench/RESULTS.md; SIZE=small takes a minute (into out/bench), SIZE=large adds ten million claims
BENCH := tests/bench/.venv
SIZE ?= full
bench: $(BENCH)/ready
	PYTHONPATH=tests $(BENCH)/bin/python -m bench --size $(SIZE)

$(BENCH)/ready: pyproject.toml requirements.lock tests/bench/peers.txt | $(READY)
	$(PYTHON) -m venv $(BENCH)
	$(BIN)/uv pip install --quiet --python $(BENCH)/bin/python -r requirements.lock -r tests/bench/peers.txt
	$(BIN)/uv pip install --quiet --python $(BENCH)/bin/python --no-deps --editable .
	touch $@

format: $(READY)
	$(BIN)/ruff check --fix src tests
	$(BIN)/ruff format src tests
	$(BIN)/lkg format graph ontology/lkg.ttl ontology/relations.ttl ontology/patterns.ttl ontology/codes.ttl ontology/align.ttl

lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --group dev --extra notebook --universal --no-header --no-annotate -o requirements.lock

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $(READY)

clean:
	rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache
