"""The dosing core in a browser answers what the native one answers, byte for byte.

The native side is compiled here, optimised, from the same sources as the command, and asked the same seeded questions
over every regimen, protocol and product. DOSE_CASES sets how many (100,000 unless told).
"""

from pathlib import Path
import os
import re
import shutil
import subprocess

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
CORE = REPOSITORY / "themes" / "clinic" / "assets" / "dose-core.js"
SOURCES = sorted((REPOSITORY / "Sources" / "ClinicalLogic").rglob("*.swift"))
SUPPORT = REPOSITORY / "Tests" / "ClinicalLogicTests"
BATCH = 2_000
CASES = int(os.environ.get("DOSE_CASES", 100_000))
CASES_WITHOUT_JIT = 2_000

PAGE = """<!doctype html><meta charset="utf-8"><title>Core</title>
<input id="requests" type="file"><input id="reports" type="file">
<script src="dose-core.js"></script>
<script>
async function compare() {
  const bytes = async id => new DataView(await document.getElementById(id).files[0].arrayBuffer());
  const requests = await bytes("requests"), reports = await bytes("reports");
  let asked = 0, at = 0, count = 0, dosed = 0;
  const differences = [];
  while (asked < requests.byteLength) {
    const numbers = new Float64Array(requests.getUint32(asked, true));
    asked += 4;
    for (let i = 0; i < numbers.length; i++, asked += 8) numbers[i] = requests.getFloat64(asked, true);
    const result = MateriaCore.plan(numbers);
    const length = reports.getUint32(at, true);
    let same = length === result.bytes.length;
    for (let i = 0; same && i < length; i++) same = reports.getUint8(at + 4 + i) === result.bytes[i];
    const expected = new TextDecoder().decode(new Uint8Array(reports.buffer, at + 4, length));
    at += 4 + length;
    const figures = reports.getUint32(at, true);
    at += 4;
    const bits = new DataView(result.numbers.buffer);
    same = same && figures === result.numbers.length;
    for (let i = 0; i < figures; i++, at += 8)
      if (same && !Number.isNaN(result.numbers[i])) same = reports.getBigUint64(at, true) === bits.getBigUint64(i * 8, true);
      else if (same) same = Number.isNaN(reports.getFloat64(at, true));
    if (!same && differences.length < 3)
      differences.push({ index: count, expected, got: new TextDecoder().decode(result.bytes) });
    if (result.status === "ok") dosed++;
    count++;
  }
  return { count, dosed, differences, whole: at === reports.byteLength };
}
</script>
"""


@pytest.fixture(scope="module")
def vectors(tmp_path_factory):
    """The program that asks the native core."""
    folder = tmp_path_factory.mktemp("core")
    swift = ["swiftc", "-O", "-wmo", "-swift-version", "6"]
    subprocess.run(
        [*swift, "-parse-as-library", "-module-name", "ClinicalLogic", "-emit-module", "-emit-library", "-static",
         "-o", folder / "libClinicalLogic.a", "-emit-module-path", folder / "ClinicalLogic.swiftmodule", *SOURCES],
        check=True)
    subprocess.run(
        [*swift, "-parse-as-library", "-I", folder, "-L", folder, "-lClinicalLogic", "-lm", "-o", folder / "core_vectors",
         Path(__file__).with_name("core_vectors.swift"), SUPPORT / "ContentTerms.swift", SUPPORT / "SeededPatients.swift"],
        check=True)
    return folder / "core_vectors"


def page_of(browser, folder):
    """A page that was opened from the disk, with the core as the site has it."""
    shutil.copy(CORE, folder / "dose-core.js")
    (folder / "core.html").write_text(PAGE)
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(("file:", "blob:")) else errors.append(request.url))
    page.goto((folder / "core.html").as_uri())
    return page, errors


def compare(page, vectors, folder, cases):
    total = dosed = 0
    for seed in range(-(-cases // BATCH)):
        requests, reports = folder / "requests.bin", folder / "reports.bin"
        subprocess.run([vectors, str(seed), str(min(BATCH, cases - total)), requests, reports], check=True)
        page.set_input_files("#requests", requests)
        page.set_input_files("#reports", reports)
        result = page.evaluate("compare()")
        assert not result["differences"], result["differences"][0]
        assert result["whole"]
        total += result["count"]
        dosed += result["dosed"]
    return total, dosed


@pytest.fixture(scope="module")
def chromium(playwright):
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    return lambda *arguments: playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", *arguments])


@pytest.mark.parametrize("core", ["dose", "criteria"])
def test_the_script_is_what_its_sources_make(tmp_path, core):
    built = tmp_path / "core.js"
    subprocess.run([REPOSITORY / "scripts" / "build-core", core, built], check=True, capture_output=True)
    same = built.read_bytes() == CORE.with_name(f"{core}-core.js").read_bytes()
    assert same, f"run scripts/build-core {core} and commit what it writes"


def test_the_same_reports_in_a_browser(chromium, vectors, tmp_path):
    browser = chromium()
    page, errors = page_of(browser, tmp_path)
    total, dosed = compare(page, vectors, tmp_path, CASES)
    browser.close()
    assert total == CASES
    assert dosed > CASES / 5
    assert not errors


def test_the_same_reports_with_the_jit_off(chromium, vectors, tmp_path):
    browser = chromium("--js-flags=--jitless")
    page, errors = page_of(browser, tmp_path)
    total, dosed = compare(page, vectors, tmp_path, CASES_WITHOUT_JIT)
    browser.close()
    assert total == CASES_WITHOUT_JIT
    assert not errors


def test_what_is_typed_is_read_by_the_core(chromium, tmp_path):
    browser = chromium()
    page, errors = page_of(browser, tmp_path)
    read = {"70": [2, 70], " 70.5 ": [2, 70.5], "1,400": [1, 0], "0,083": [1, 0], "70,5": [1, 0], "abc": [1, 0], "": [0, 0], "7e1": [1, 0]}
    for typed, expected in read.items():
        assert page.evaluate("typed => MateriaCore.entry(typed)", typed) == expected, typed
    assert page.evaluate("MateriaCore.entry('2026-11-20', true)") == [2, 20777]
    assert page.evaluate("MateriaCore.entry('2026-02-29', true)") == [1, 0]
    browser.close()
    assert not errors


# As RegimenTerms and ProtocolTerms encode 2 g/kg a course over 2 to 5 days in a row, by actual weight.
VERSION = int(re.search(r"0x([0-9a-f]{12})", (REPOSITORY / "Sources/ClinicalLogic/CoreVersion.swift").read_text())[1], 16)
REGIMEN = [VERSION, 0, 0, 0, 0, 0, 0, 2, 2, 1, 1, 1, 2, 5, 1, 0, 0, 0]
PROTOCOL = [VERSION, 0, 1, 0, 0, 0, 0, 0, 1]


def test_a_page_puts_a_plan_together(chromium, tmp_path):
    browser = chromium()
    page, errors = page_of(browser, tmp_path)
    asked = {"regimen": REGIMEN, "protocol": PROTOCOL, "product": None, "sex": 1, "age": "50", "weight": "70", "height": "168",
             "start": "2026-11-20"}
    rows = page.evaluate("asked => MateriaCore.plan(MateriaCore.input(asked)).rows", asked)
    texts = {row["key"]: row["text"] for row in rows}
    assert texts["status"] == "ok"
    assert texts["course"] == "140 g"
    assert texts["formula"] == "2 g/kg × 70 kg = 140 g"
    assert texts["date-1-end"] == "2026-11-21"
    assert {row["key"]: row["number"] for row in rows}["day-2"] == 70
    assert page.evaluate("asked => MateriaCore.plan(MateriaCore.input(asked)).status", asked | {"weight": "abc"}) == "stop"
    assert page.evaluate("MateriaCore.version") == f"{VERSION:012x}"
    # What another build encoded is not read, however well it would fit.
    for changed in ("regimen", "protocol"):
        other = asked | {changed: [VERSION + 1] + asked[changed][1:]}
        rows = page.evaluate("asked => MateriaCore.plan(MateriaCore.input(asked)).rows", other)
        assert [row["key"] for row in rows] == ["status", "stop-1"] and "cannot be read" in rows[1]["text"]
    browser.close()
    assert not errors


def test_a_failure_gives_no_dose_and_passes(chromium, tmp_path):
    browser = chromium()
    page, errors = page_of(browser, tmp_path)
    assert page.evaluate("MateriaCore.plan(new Float64Array(4e6)).status") == "stop"
    assert page.evaluate("MateriaCore.plan(new Float64Array(4)).status") == "stop"
    asked = {"regimen": REGIMEN, "protocol": PROTOCOL, "product": None, "age": "50", "weight": "70"}
    assert page.evaluate("asked => MateriaCore.plan(MateriaCore.input(asked)).status", asked) == "ok"
    browser.close()
    assert not errors
