# make site     sets everything up and builds content/ into site/
# make test     sets everything up and runs the tests, those in a browser where Chromium is installed
PYTHON ?= python3
VENV = .venv/bin/python
export PIP_INDEX_URL
# What Python compiles it keeps, whatever this shell says: a dozen programs of the tests would else compile everything anew.
export PYTHONDONTWRITEBYTECODE =

.PHONY: site test setup lint messages mutate lock wheels clean

# Exit code 1 means: published, and what was left out has been listed. The site is there, so make is content; with no other code it is.
site: setup
	@$(VENV) build.py build || test $$? -eq 1

test:
	@$(PYTHON) tools/setup.py tests
	@$(VENV) -m ruff check --quiet --output-format concise digest tests tools benchmarks build.py
	@$(VENV) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

setup:
	@$(PYTHON) tools/setup.py

lint: setup
	@$(VENV) -m ruff check --quiet --output-format concise digest tests tools benchmarks build.py
	@$(VENV) -m mypy --no-error-summary

# Collects the messages of digest/ and tools/ into digest/locale/*/LC_MESSAGES/digest.po and compiles it: translate what is empty.
messages: setup
	@$(VENV) tools/messages.py

# Flips deciding lines one at a time and says which flips no test notices (docs/set-up.md). One module alone: make mutate OF=chinese.quantities
mutate:
	@$(PYTHON) tools/setup.py mutate
	@$(VENV) -m mutmut run $(if $(OF),'digest.$(OF).*')
	@$(VENV) tools/mutants.py

# Newer versions of everything, with their hashes. Needs pip-tools: python -m pip install pip-tools
lock:
	@$(PYTHON) tools/lock.py

# The files of all packages, for a machine of the same kind without a network: the set-up takes them from wheels/ when it is there.
wheels: setup
	@$(VENV) -m pip download --quiet --require-hashes --no-build-isolation --no-deps --dest wheels -r requirements-build.lock -r requirements.lock -r requirements-test.lock -r requirements-mutate.lock

clean:
	rm -rf .cache mutants
