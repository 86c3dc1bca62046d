# The archive's commands. `make` alone lists them.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# A thread that streams an export must not keep others waiting, a second process uses a second core.
WORKERS ?= 2
THREADS ?= 2

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
VAR := $(or $(ARCHIVE_VAR),var)

# The checks look at the code, never at somebody's database or deployment.
CLEAN := env -u ARCHIVE_DB -u ARCHIVE_SITE_URL -u DEBUG DATABASE_URL=sqlite://:memory:

.PHONY: help run login test pg-test check static lint format types imports migrations deploy \
	schema schema-check contract-check codebook codebook-check faults sdks sdks-quick pictures bench bench-loading \
	bench-drafts fuzz audit

help:
	@echo "make run      install, migrate, load the first story, serve on http://$(HOST):$(PORT)"
	@echo "make login    make a login for the admin"
	@echo "make test     the test suite on SQLite;  make pg-test: on PostgreSQL"
	@echo "make check    every check and both test runs, as CI does"
	@echo "make format   format the code and mend what can be mended"
	@echo "make schema   write the OpenAPI documents in docs/ anew;  make codebook: docs/codebook.md"
	@echo "make sdks     make clients in seven languages from docs/openapi.yaml, check and drive them"
	@echo "make faults   kill, contend, fill the disk, back up: on both engines"
	@echo "make fuzz     send what is drawn from the documents to a running server; FUZZ_EXAMPLES=70 FUZZ_SEED=1"
	@echo "make audit    look for what is unsafe in the code (bandit), for advisories on what it stands on"
	@echo "make pictures  take the pictures of docs/managing.md anew, from a running admin"
	@echo "make bench    measure the API on a million incidents (docs/performance.md), and loading; BENCH_DB=file"
	@echo "make bench-loading  measure loading beside bare inserts alone (docs/loaders.md)"
	@echo "make bench-drafts   precision and recall of drafts on texts with gold (docs/drafting.md)"

# --- Installing ---------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "The archive needs Python 3.11 or newer; '$(PYTHON)' is" \
			"$$($(PYTHON) --version 2>&1 || true). Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
		exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "No virtual environment could be made (on Debian: apt-get install python3-venv)." >&2; \
		exit 1; }

.venv/.installed: requirements.txt | $(BIN)/python
	@echo "Installing what the archive needs into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@echo "Installing the tools of tests and checks into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# --- Running ------------------------------------------------------------------------------------

STATIC_SOURCES := $(shell find config/static archive/static api/static -type f 2>/dev/null)

$(VAR)/.static: .venv/.installed $(STATIC_SOURCES)
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

# Plain HTTP is for this machine only: a site on a network sets ARCHIVE_SITE_URL (docs/operations.md).
run: export ARCHIVE_SITE_URL ?= http://$(HOST):$(PORT)
run: .venv/.installed $(VAR)/.static
	@$(BIN)/python -c 'import socket, sys; s = socket.socket(); \
		s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); \
		s.bind((sys.argv[1], int(sys.argv[2])))' '$(HOST)' '$(PORT)' 2>/dev/null || { \
		echo "Nothing can be served on $(HOST):$(PORT): is something else there? Try: make run PORT=8001" >&2; \
		exit 1; }
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(MANAGE) load_seeds
	@echo
	@echo "  The archive   $$ARCHIVE_SITE_URL/"
	@echo "  API           $$ARCHIVE_SITE_URL/api/v1/"
	@echo "  Docs          $$ARCHIVE_SITE_URL/api/v1/docs/  and  $$ARCHIVE_SITE_URL/api/v1/redoc/"
	@echo "  Admin         $$ARCHIVE_SITE_URL/admin/"
	@echo "  For a login, in another terminal$(if $(DATABASE_URL), with the same DATABASE_URL):"
	@echo "                cd '$(CURDIR)' && $(LOGIN)"
	@echo "  Ctrl-C stops it."
	@echo
	@RATE_LIMIT_PROCESSES=$(WORKERS) exec $(BIN)/python -m granian --interface wsgi --no-ws --host $(HOST) --port $(PORT) \
		--workers $(WORKERS) --blocking-threads $(THREADS) \
		--respawn-failed-workers --workers-kill-timeout 10 config.serve:application

# What `make login` must be told to meet the same database (a DATABASE_URL may hold a password).
LOGIN = $(strip $(foreach name,ARCHIVE_VAR ARCHIVE_DB,$(if $($(name)),$(name)='$($(name))')) make login)

login: .venv/.installed
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(MANAGE) createsuperuser

# --- Testing and checking -----------------------------------------------------------------------

test: .venv/.installed-dev
	$(BIN)/python -m pytest -n auto $(ARGS)

pg-test: .venv/.installed-dev
	.ci/with-postgres $(BIN)/python -m pytest -n auto $(ARGS)

# PostgreSQL is spared what does not depend on the database: what a browser makes of a page, and what
# asks for no database.
# CLIENTS=sdks: the clients of every language, not of Python and TypeScript only.
CLIENTS ?= sdks-quick

check: .venv/.installed-dev
	$(MAKE) --jobs=2 --output-sync static
	$(MAKE) test
	$(MAKE) $(CLIENTS)
	$(MAKE) pg-test ARGS='-m "not browser and not no_database"'

# What looks at the code alone; none of these writes what another reads.
static: lint types imports migrations deploy schema-check contract-check codebook-check

lint: .venv/.installed-dev
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check

format: .venv/.installed-dev
	$(BIN)/python -m ruff check --fix
	$(BIN)/python -m ruff format

types: .venv/.installed-dev
	$(CLEAN) $(BIN)/python -m mypy

imports: .venv/.installed-dev
	$(BIN)/lint-imports

migrations: .venv/.installed-dev
	$(CLEAN) $(MANAGE) makemigrations --check --dry-run

deploy: .venv/.installed-dev
	$(CLEAN) $(MANAGE) check --deploy --fail-level WARNING

# The document in the version of OpenAPI that the site serves, and in the one that older tools read.
SPECTACULAR := $(CLEAN) $(MANAGE) spectacular --validate --fail-on-warn
OLDER := --custom-settings config.settings.schema.OPENAPI_3_0

schema: .venv/.installed-dev
	$(SPECTACULAR) --file docs/openapi.yaml
	$(SPECTACULAR) --file docs/openapi-3.0.yaml $(OLDER)

schema-check: .venv/.installed-dev
	$(SPECTACULAR) --file $(VAR)/openapi.yaml
	$(SPECTACULAR) --file $(VAR)/openapi-3.0.yaml $(OLDER)
	@for name in openapi openapi-3.0; do diff -u docs/$$name.yaml $(VAR)/$$name.yaml || { \
		echo "docs/$$name.yaml is not what the code says: run 'make schema' and commit it." >&2; \
		exit 1; }; done

# Nothing breaks the clients made from the last release without a word in CHANGELOG.md.
contract-check: .venv/.installed-dev
	$(BIN)/python -m tests.sdk.breaking

codebook: .venv/.installed-dev
	$(CLEAN) $(MANAGE) codebook

codebook-check: .venv/.installed-dev
	$(CLEAN) $(MANAGE) codebook --check

# --- Client SDKs --------------------------------------------------------------------------------

SDK := $(VAR)/sdk
SDK_PIP := $(SDK)/venv/bin/python -m pip install --quiet --disable-pip-version-check --retries 10
SDK_TESTS := $(BIN)/python -m pytest -n auto -p no:cacheprovider \
	tests/sdk/test_clients.py tests/sdk/test_scenario.py tests/sdk/test_shown.py \
	tests/sdk/test_lint.py

# The generators live in an environment of their own: what they need, the archive need not agree with.
$(SDK)/.installed: tests/sdk/requirements.txt tests/sdk/package.json tests/sdk/package-lock.json
	@echo "Installing the generators of clients into $(SDK) ..."
	@mkdir -p $(SDK) && $(PYTHON) -m venv $(SDK)/venv
	@$(SDK_PIP) -r tests/sdk/requirements.txt
	@cp tests/sdk/package.json tests/sdk/package-lock.json $(SDK)
	@cd $(SDK) && PATH="$$PWD/venv/bin:$$PATH" npm ci --silent --ignore-scripts --no-audit \
		--no-fund --fetch-retries 10
	@touch $@

$(SDK)/.installed-all: tests/sdk/requirements-all.txt $(SDK)/.installed
	@$(SDK_PIP) -r tests/sdk/requirements-all.txt
	@touch $@

# Python and TypeScript: what needs nothing but Python, and a minute.
sdks-quick: .venv/.installed-dev $(SDK)/.installed
	SDKS=quick $(SDK_TESTS)

sdks: .venv/.installed-dev $(SDK)/.installed-all
	SDKS=all $(SDK_TESTS) $(ARGS)

# --- Breaking -----------------------------------------------------------------------------------

# Fifty kills, a minute of eight writers and eight readers, thousands of random writes with a mirror
# that follows: what the test suite does a little of. Some minutes on each engine.
faults: .venv/.installed-dev
	FAULTS_HARD=1 $(BIN)/python -m pytest -n0 tests/faults $(ARGS)
	FAULTS_HARD=1 .ci/with-postgres $(BIN)/python -m pytest -n0 tests/faults $(ARGS)

FUZZ := $(VAR)/fuzz
FUZZ_EXAMPLES ?= 70
FUZZ_SEED ?= 1
FUZZ_RUN = $(BIN)/python -m tests.fuzz --examples $(FUZZ_EXAMPLES) --seed $(FUZZ_SEED) $(ARGS)

# What draws the requests lives in an environment of its own, as pytest would load it otherwise.
$(FUZZ)/.installed: tests/fuzz/requirements.txt
	@echo "Installing what draws requests into $(FUZZ) ..."
	@mkdir -p $(FUZZ) && $(PYTHON) -m venv $(FUZZ)/venv
	@$(FUZZ)/venv/bin/python -m pip install --quiet --disable-pip-version-check -r tests/fuzz/requirements.txt
	@touch $@

# Some 50,000 requests for each engine, document and reader, most of them of the phase “coverage”, which
# is always whole: ARGS="-- --phases examples,fuzzing,stateful" leaves it out. A quarter of an hour each.
fuzz: .venv/.installed-dev $(FUZZ)/.installed
	$(FUZZ_RUN)
	.ci/with-postgres $(FUZZ_RUN)

AUDIT := $(VAR)/audit

$(AUDIT)/.installed: tests/audit.txt
	@mkdir -p $(AUDIT) && $(PYTHON) -m venv $(AUDIT)/venv
	@$(AUDIT)/venv/bin/python -m pip install --quiet --disable-pip-version-check -r tests/audit.txt
	@touch $@

# pip-audit asks PyPI for advisories, and fails where it cannot (docs/security.md).
audit: $(AUDIT)/.installed
	$(AUDIT)/venv/bin/bandit --quiet --recursive --severity-level medium --confidence-level medium \
		--skip B308,B506,B608,B611,B703 api archive config
	$(AUDIT)/venv/bin/pip-audit --requirement requirements.txt --no-deps --disable-pip --progress-spinner off

pictures: .venv/.installed-dev
	$(BIN)/python -m tests.pictures $(ARGS)

# --- Measuring ----------------------------------------------------------------------------------

# The first time it makes the archive to measure, of a million incidents: some minutes, some GB.
# Loading is measured along, in an archive of its own, unless ARGS ask for something else.
bench: .venv/.installed-dev
	@$(BIN)/python -m tests.bench $(ARGS)
	@$(if $(ARGS),:,$(BIN)/python -m tests.bench.loading --if-there)

# Rows a second of `load gdelt2`, beside the bare inserts of the same rows.
bench-loading: .venv/.installed-dev
	@$(BIN)/python -m tests.bench.loading $(ARGS)

# Precision and recall of drafts from bare texts, beside a simple baseline.
bench-drafts: .venv/.installed-dev
	@$(CLEAN) $(BIN)/python -m tests.bench.drafts
