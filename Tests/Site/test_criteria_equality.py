"""The criteria core in a browser answers what the native one answers, byte for byte.

The native side is a program with the module that the command has, asked the same seeded questions on every criteria set in
content/ and on sets made up at random. CRITERIA_CASES sets how many (10,000 unless told; `make reckon` asks
100,000).
"""

from pathlib import Path
import os
import re
import subprocess

import pytest

import test_core_equality as core
from conftest import REPOSITORY

BATCH = 2_000
CASES = int(os.environ.get("CRITERIA_CASES", 10_000))
CASES_WITHOUT_JIT = 1_000
CORE = REPOSITORY / "themes" / "clinic" / "assets" / "criteria-core.js"
ASK = "const asking = record(), result = MateriaCriteria.assess(asking);"
PAGE = core.PAGE.replace("ASK", ASK).replace("dose-core.js", "criteria-core.js").replace('"ok"', '"decided"')


@pytest.fixture(scope="module")
def terms(site):
    """The terms on the published pages of all criteria sets, and their ids."""
    found = {}
    for page in sorted(site.glob("criteria/**/index.html")):
        match = re.search(r'data-set="([^"]+)"[^>]* data-terms="([^"]+)"', page.read_text(encoding="utf-8"))
        if match:
            found[match[1]] = match[2]
    assert {"eular-acr-2017", "bohan-peter-1975", "tanimoto-1995", "printo-inactive-2013"} <= found.keys()
    return found


def page_of(browser, folder):
    (folder / "criteria-core.js").write_bytes(CORE.read_bytes())
    (folder / "core.html").write_text(PAGE)
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((folder / "core.html").as_uri())
    return page, errors


def compare(page, terms, folder, cases):
    (folder / "terms.txt").write_text("\n".join(terms.values()))
    total = decided = 0
    for seed in range(-(-cases // BATCH)):
        requests, reports = folder / "requests.bin", folder / "reports.bin"
        subprocess.run([core.VECTORS, "criteria", str(seed), str(min(BATCH, cases - total)), folder / "terms.txt", requests, reports], check=True)
        page.set_input_files("#requests", requests)
        page.set_input_files("#reports", reports)
        result = page.evaluate("compare()")
        assert not result["differences"], result["differences"][0]
        assert result["whole"]
        total += result["count"]
        decided += result["dosed"]
    return total, decided


def test_the_same_reports_in_a_browser(browser, terms, tmp_path):
    page, errors = page_of(browser, tmp_path)
    total, decided = compare(page, terms, tmp_path, CASES)
    page.close()
    assert total == CASES
    assert CASES / 10 < decided < CASES * 9 / 10
    assert not errors


def test_the_same_reports_with_the_jit_off(browser_without_jit, terms, tmp_path):
    page, errors = page_of(browser_without_jit, tmp_path)
    assert page.evaluate("typeof WebAssembly") == "undefined"
    total, decided = compare(page, terms, tmp_path, CASES_WITHOUT_JIT)
    page.close()
    assert total == CASES_WITHOUT_JIT
    assert CASES_WITHOUT_JIT / 10 < decided < CASES_WITHOUT_JIT * 9 / 10
    assert not errors


def test_with_nothing_known_every_set_is_open(browser, browser_without_jit, terms, tmp_path):
    """Nothing known leaves the most to go through. How long that takes is measured by Benchmarks/keystroke.py."""
    for chromium in (browser, browser_without_jit):
        page, errors = page_of(chromium, tmp_path)
        for name, encoded in terms.items():
            numbers = [float(number) for number in encoded.split(",")]
            sizes = int(numbers[1])
            count = int(numbers[2 + sizes])
            numbers += [0] + [1, 0, 0] * count
            assert page.evaluate("numbers => MateriaCriteria.assess(numbers).status", numbers) == "open", name
        page.close()
        assert not errors
