# Every command works from a fresh checkout with make and Python 3.11 or newer (with its venv module), in an empty environment.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
FORWARD := build/forward
NODE := build/node
# Node.js brings its own list of authorities; let it trust what the system trusts as well.
NODE_TRUST = NODE_EXTRA_CA_CERTS=$${NODE_EXTRA_CA_CERTS:-$(wildcard /etc/ssl/certs/ca-certificates.crt)}
# More for pytest, as in: make test ARGS="-k feeds -x"
ARGS ?=

PYTEST = $(BIN)/python -m pytest --ds=settings.test
MANAGE = $(BIN)/python manage.py
LOCK = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --system-certs --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

# What a real site must say of itself, for `check --deploy` only: the secret is made anew each time and forgotten.
PRODUCTION = env -u DATABASE_URL -u REDIS_URL -u DEBUG DJANGO_SETTINGS_MODULE=settings.production \
	SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_hex(40))") \
	ALLOWED_HOSTS=www.yunshan.gov.cn PUBLIC_ADDRESS=https://www.yunshan.gov.cn \
	SECURITY_CONTACT=mailto:security@yunshan.gov.cn

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types contracts migrations system deploy templates bench soak browser forward lock

help: ## show this list
	@echo "Gongkai (公开): make COMMAND"
	@sed -n 's/^\([a-z][a-z]*\):[^#]*## \(.*\)/  \1\t\2/p' Makefile | expand -t 14

demo: $(VENV)/.prod ## build 云杉市 and serve it on 127.0.0.1:8000 (PORT=8123 for another port) until Ctrl-C
	@exec $(MANAGE) demo --port $(PORT)

test: $(VENV)/.dev ## every test that needs no server; on DATABASE_URL and REDIS_URL when they are set
	$(PYTEST) -n 2 $(ARGS)

check: lint types contracts migrations system deploy templates ## everything that can be judged without running the tests

lint: $(VENV)/.dev ## ruff: rules and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy
	$(BIN)/python -m mypy

contracts: $(VENV)/.dev ## who may import whom
	$(BIN)/lint-imports --no-cache

migrations: $(VENV)/.dev ## models and migrations agree
	$(MANAGE) makemigrations --check --dry-run --settings settings.test

system: $(VENV)/.dev ## Django's, Wagtail's and our own system checks
	$(MANAGE) check --fail-level WARNING --settings settings.test

deploy: $(VENV)/.dev ## the production settings, as Django judges them
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

templates: $(VENV)/.dev ## djlint
	$(BIN)/djlint . --lint --quiet

bench: $(VENV)/.dev ## the benchmarks, as ratios
	$(PYTEST) -m bench -s -p no:cacheprovider $(ARGS)

soak: $(VENV)/.dev ## what takes long: chaos, fuzzing, many processes; before an issue is called resolved
	$(PYTEST) -m soak $(ARGS)

browser: $(VENV)/.dev $(NODE)/.judges ## the site in the system's Chromium, judged by axe-core and the Nu HTML checker
	$(PYTEST) -m browser -n 2 tests/browser $(ARGS)

forward: $(FORWARD)/.forward ## the tests on the coming Wagtail, in an environment of their own
	$(FORWARD)/bin/python -m pytest --ds=settings.test -n 2 $(ARGS)

lock: $(VENV)/.uv ## write requirements/*.txt again from requirements/*.in (UPGRADE=1 takes newer versions)
	$(LOCK) requirements/uv.in -o requirements/uv.txt
	$(LOCK) requirements/build.in -o requirements/build.txt
	$(LOCK) requirements/prod.in -o requirements/prod.txt
	$(LOCK) requirements/dev.in -c requirements/prod.txt -o requirements/dev.txt
	$(LOCK) requirements/dev.in --override requirements/forward.in -o requirements/forward.txt

# A stamp is written when an installation came to its end, so that the next command installs nothing.
INSTALLER := requirements/install.py requirements/uv.txt requirements/build.txt

$(VENV)/.%: requirements/%.txt $(INSTALLER) | $(BIN)/python
	@echo "Installing requirements/$*.txt …"
	@$(BIN)/python requirements/install.py $*.txt
	@touch $@

$(FORWARD)/.forward: requirements/forward.txt $(INSTALLER) | $(FORWARD)/bin/python
	@$(FORWARD)/bin/python requirements/install.py forward.txt
	@touch $@

# The judges of the browser tests: locked with hashes, run from a folder that git ignores, their own scripts never run.
$(NODE)/.judges: $(addprefix tests/browser/node/,package.json package-lock.json .npmrc)
	@for command in npm java; do command -v $$command >/dev/null || { \
		echo "make browser needs npm and Java (11 or newer) for axe-core and the Nu HTML checker:" \
			"$$command is missing. On Debian: apt-get install npm default-jre-headless" >&2; exit 1; }; done
	@mkdir -p $(NODE) && cp $^ $(NODE)/
	@echo "Installing axe-core and vnu-jar …"
	@$(NODE_TRUST) npm ci --prefix $(NODE) --no-progress --loglevel=error
	@touch $@

$(BIN)/python $(FORWARD)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Gongkai needs Python 3.11 or newer: make PYTHON=…")'
	@$(PYTHON) -m venv --clear $(patsubst %/bin/python,%,$@)
