# Two commands on a fresh machine: `make site` and `make test`.

SITE := site
VENV := .venv
MATERIA := .build/release/materia

# What the build itself needs from Debian, and what the tests need besides.
BUILD_PACKAGES := libcmark-gfm-dev libcmark-gfm-extensions-dev
# Fonts as most readers have them: what fits on one printed page depends on their widths.
TEST_PACKAGES := $(BUILD_PACKAGES) python3 python3-venv chromium fonts-liberation default-jre-headless binaryen uglifyjs

.PHONY: help site check test test-swift test-threads test-site reckon bench clean

help:
	@echo "make site    build materia and publish content/ into $(SITE)/"
	@echo "make check   find mistakes in content/, write nothing"
	@echo "make test    run every test"
	@echo "make reckon  hold 100,000 plans against an independent reckoning"
	@echo "make bench   measure speed, as ratios in one run"
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

test: test-swift test-threads test-site

test-swift: test-packages
	swift build --build-tests
	swift test --skip-build

# The thread sanitizer watches the one module that shares C code between threads.
test-threads: test-packages
	swift test --sanitize=thread --scratch-path .build/thread-sanitizer --filter MarkdownTests.ConcurrencyTests

test-site: test-packages $(VENV)/ready
	swift build --product materia
	$(VENV)/bin/python -m pytest -q -n 2 --dist loadfile Tests/Site

# The long form of a test: every regimen, protocol and product, worked out once more in Python.
reckon: test-packages $(VENV)/ready
	swift build --product materia
	RECKON_PATIENTS=100000 $(VENV)/bin/python -m pytest -q -n 2 Tests/Site/test_reckoning.py

$(VENV)/ready: Tests/Site/requirements.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Tests/Site/requirements.txt
	@touch $@

bench: $(MATERIA)
	python3 Benchmarks/run.py

clean:
	rm -rf .build $(VENV)
	find $(SITE) -mindepth 1 ! -name .gitignore -delete
