"""The dosing core in a browser answers what the native one answers, byte for byte.

The native side is a program with the module that the command has, asked the same seeded questions over every regimen, protocol
and product that the sites publish. DOSE_CASES sets how many (30,000 unless told; `make reckon` asks 100,000).
"""

from array import array
from pathlib import Path
import os
import random
import re
import shutil
import struct
import subprocess

import pytest

from conftest import MATERIA, REPOSITORY

CORE = REPOSITORY / "themes" / "clinic" / "assets" / "dose-core.js"
# The program that asks the native cores.
VECTORS = MATERIA.with_name("core-vectors")
BATCH = 2_000
CASES = int(os.environ.get("DOSE_CASES", 30_000))
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
  const record = () => {
    const numbers = new Array(requests.getUint32(asked, true));
    asked += 4;
    for (let i = 0; i < numbers.length; i++, asked += 8) numbers[i] = requests.getFloat64(asked, true);
    return numbers;
  };
  while (asked < requests.byteLength) {
    ASK
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
      differences.push({ index: count, asked: asking, expected, got: new TextDecoder().decode(result.bytes) });
    if (result.status === "ok") dosed++;
    count++;
  }
  return { count, dosed, differences, whole: at === reports.byteLength };
}
</script>
"""

# What a request is, read from its bytes, and the core asked for it.
ASK = """const regimen = record(), protocol = record(), product = record();
    const size = requests.getUint32(asked, true);
    const asking = new TextDecoder().decode(new Uint8Array(requests.buffer, asked + 4, size));
    asked += 4 + size;
    const result = MateriaCore.plan({ regimen, protocol, product: product.length ? product : null }, asking);"""

# What a calculator's page holds: its records, and of each field its name, units, answers, and ends of a range.
HELD = """() => {
  const calculator = document.querySelector('[data-calculator]');
  const options = name => Array.from(calculator.querySelectorAll(`[name=${name}] option[data-terms]`), option => option.dataset.terms);
  const fields = {};
  for (const box of calculator.querySelectorAll('[data-field]')) {
    const name = box.dataset.field, unit = box.querySelector(`[name="${name}-unit"]`), range = box.querySelector('[type=range]');
    fields[name] = {
      units: unit ? Array.from(unit.options, option => option.value) : [],
      answers: Array.from(box.querySelectorAll(`[name="${name}"]:is([type=radio], [type=checkbox]), select[name="${name}"] option`), answer => answer.value),
      range: range ? [Number(range.min), Number(range.max)] : null,
    };
  }
  return { id: calculator.dataset.regimen, regimen: calculator.dataset.terms, fields,
    protocols: calculator.dataset.own ? [calculator.dataset.own] : options('protocol'), products: options('product') };
}"""


@pytest.fixture(scope="session")
def calculators(browser, site, formulary, other_site):
    """What every calculator of the sites holds, its records as arrays."""
    found = []
    page = browser.new_page()
    for published in (site, formulary, other_site):
        for path in sorted((published / "embed").glob("*/index.html")):
            page.goto(path.as_uri())
            if page.locator("[data-calculator]").count() == 0:
                continue
            held = page.evaluate(HELD)
            numbers = lambda text: array("d", map(float, text.split(",")))  # noqa: E731
            held["regimen"] = numbers(held["regimen"])
            held["protocols"] = list(map(numbers, held["protocols"]))
            held["products"] = [array("d")] + list(map(numbers, held["products"]))
            found.append(held)
    page.close()
    assert len(found) > 40
    return found


def spoiled(numbers, chance):
    """Records damaged as a page's data never should be."""
    numbers = array("d", numbers)
    kind = chance.randrange(4)
    if kind == 0:
        numbers.pop()
    elif kind == 1:
        numbers.append(1)
    else:
        values = [float("nan"), float("inf"), -1, 0, 1, 2, 3, 0.5, 1e-9, 1e9, 1e300, -1e300, 5e-324]
        numbers[chance.randrange(len(numbers))] = chance.choice(values) if kind == 2 else struct.unpack("<d", chance.randbytes(8))[0]
    return numbers


def entered(fields, chance):
    """Lines for a patient, most of them plausible and some impossible."""
    is_child = chance.random() < 0.3
    age = chance.uniform(0, 17.9) if is_child else chance.uniform(18, 99)
    height = 50 + age * 7 + chance.uniform(-12, 12) if is_child else chance.uniform(145, 200)
    weight = (chance.uniform(12, 21) if is_child else chance.uniform(17, 42)) * height * height / 10_000
    digits = chance.choice([0, 1, 1, 17])
    usual = {"weight": weight, "height": height, "age": age if is_child or digits == 17 else float(int(age))}
    strange = ["abc", "70,5", "1,400", "1.000", "70 kg", "154 lb", "5 ft 9 in", "5 ft", "9 months", "12 st", "1e9", "-1", "0", "70 kg kg", "\u0663"]
    lines = []
    for name, field in fields.items():
        if name in ("protocol", "product") or chance.random() < 0.04:
            continue
        unit = ""
        if chance.random() < 0.03:
            text = chance.choice(strange)
            unit = chance.choice(field["units"] or [""])
        elif name in usual:
            text = f"{usual[name]:.{digits}f}" if digits < 17 else repr(usual[name])
            if chance.random() < 0.1:
                unit = chance.choice(field["units"])
            elif field["units"]:
                unit = field["units"][0]
        elif field["range"]:
            low, high = field["range"]
            text = chance.choice(["", f"{chance.uniform(low, high):.2f}", repr(low), repr(high), repr(high * 1.01)])
        elif field["answers"]:
            text = chance.choice(field["answers"] + ["yes"] * (chance.random() < 0.02))
        elif name == "start":
            text = chance.choice(["", f"20{chance.randrange(10, 90)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 32):02}"])
        else:
            text = f"{chance.choice([chance.uniform(0, 10), chance.uniform(0, 200), chance.uniform(0, 3000)]):.{chance.randrange(3)}f}"
            unit = chance.choice(field["units"] or [""])
        lines.append("\t".join([name, text] + [unit] * bool(unit)))
    if chance.random() < 0.3:
        lines.append("confirm\tweight")
    if chance.random() < 0.01:
        lines.append("unknown\t1")
    return "\n".join(lines)


def requests(calculators, seed, count):
    """Counting through the records makes every combination come up."""
    chance = random.Random(seed)
    out = bytearray()
    for index in range(seed * BATCH, seed * BATCH + count):
        held = calculators[index % len(calculators)]
        turn = index // len(calculators)
        records = [held["regimen"], held["protocols"][turn % len(held["protocols"])], held["products"][turn // len(held["protocols"]) % len(held["products"])]]
        if chance.randrange(20) == 0:
            place = chance.randrange(3 if len(records[2]) else 2)
            records[place] = spoiled(records[place], chance)
        for record in records:
            out += struct.pack("<I", len(record)) + record.tobytes()
        lines = entered(held["fields"], chance).encode()
        out += struct.pack("<I", len(lines)) + lines
    return bytes(out)


def page_of(browser, folder):
    """A page that was opened from the disk, with the core as the site has it."""
    shutil.copy(CORE, folder / "dose-core.js")
    (folder / "core.html").write_text(PAGE.replace("ASK", ASK))
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(("file:", "blob:")) else errors.append(request.url))
    page.goto((folder / "core.html").as_uri())
    return page, errors


def compare(page, calculators, folder, cases):
    total = dosed = 0
    for seed in range(-(-cases // BATCH)):
        asked, reports = folder / "requests.bin", folder / "reports.bin"
        asked.write_bytes(requests(calculators, seed, min(BATCH, cases - total)))
        subprocess.run([VECTORS, "dose", asked, reports], check=True)
        page.set_input_files("#requests", asked)
        page.set_input_files("#reports", reports)
        result = page.evaluate("compare()")
        assert not result["differences"], result["differences"][0]
        assert result["whole"]
        total += result["count"]
        dosed += result["dosed"]
    return total, dosed


def test_the_same_reports_in_a_browser(browser, calculators, tmp_path):
    page, errors = page_of(browser, tmp_path)
    total, dosed = compare(page, calculators, tmp_path, CASES)
    page.close()
    assert total == CASES
    assert dosed > CASES / 5
    assert not errors


def test_the_same_reports_with_the_jit_off(browser_without_jit, calculators, tmp_path):
    page, errors = page_of(browser_without_jit, tmp_path)
    assert page.evaluate("typeof WebAssembly") == "undefined"
    total, dosed = compare(page, calculators, tmp_path, CASES_WITHOUT_JIT)
    page.close()
    assert total == CASES_WITHOUT_JIT
    assert dosed > CASES_WITHOUT_JIT / 5
    assert not errors


@pytest.fixture
def ask(browser, calculators, tmp_path):
    """Asks the core on a page for a plan, as the page does: rows by key, texts and numbers."""
    page, errors = page_of(browser, tmp_path)

    def records(regimen):
        held = next(held for held in calculators if held["id"] == regimen)
        return {"regimen": list(held["regimen"]), "protocol": list(held["protocols"][0]), "product": None}

    def ask(name, lines, **changes):
        records = {**ask.records(name), **changes}
        rows = page.evaluate("([records, lines]) => MateriaCore.plan(records, lines).rows", [records, "\n".join("\t".join(line) for line in lines)])
        return {row["key"]: row for row in rows}

    ask.page, ask.records = page, records
    yield ask
    page.close()
    assert not errors


PATIENT = [("weight", "70", "kg"), ("age", "50", "years"), ("height", "168", "cm"), ("sex", "male")]


@pytest.mark.parametrize("line, expected", [
    (("weight", "70"), "70 kg"), (("weight", " 70.5 ", "kg"), "70.5 kg"), (("weight", "154 lb", "kg"), "69.85 kg"), (("weight", "154", "lb"), "69.85 kg"),
    (("weight", "70000", "g"), "70 kg"), (("weight", "70 kg", "lb"), "70 kg"),
    *((("weight", text), None) for text in ["1,400", "70,5", "abc", "7e1", "70.5.1", "70.000", "70 st", "١٢"]),
])
def test_what_is_typed_is_read_by_the_core(ask, line, expected):
    rows = ask("ivig-dermatomyositis", PATIENT[1:] + [line])
    if expected:
        assert rows["dosing-weight"]["text"] == expected
    else:
        assert rows["status"]["text"] == "stop" and rows["stop-1"]["fields"] == ["weight"]
        assert rows["stop-1"]["code"] in ("unreadable", "unknown-unit")
        assert "plan-1" not in rows


def test_feet_and_dates_are_read_by_the_core(ask):
    rows = ask("ivig-dermatomyositis", [*PATIENT[:2], ("height", "5 ft 9 in"), ("sex", "male"), ("start", "2026-11-20")])
    assert rows["entered-1"]["text"] == "5 ft 9 in = 175.26 cm" and rows["entered-1"]["fields"] == ["height"]
    assert rows["date-1"]["text"] == "2026-11-20" and rows["date-1"]["number"] == 20777
    assert ask("ivig-dermatomyositis", PATIENT + [("start", "2026-02-29")])["stop-1"]["fields"] == ["start"]


def test_a_page_puts_a_plan_together(ask):
    rows = ask("ivig-dermatomyositis", PATIENT + [("start", "2026-11-20")])
    assert rows["status"]["text"] == "ok" and rows["course"]["text"] == "140 g"
    assert rows["formula"]["text"] == "2 g/kg × 70 kg = 140 g"
    assert rows["date-1-end"]["text"] == "2026-11-21" and rows["day-2"]["number"] == 70
    version = int(re.search(r"0x([0-9a-f]{12})", (REPOSITORY / "Sources/ClinicalLogic/CoreVersion.swift").read_text())[1], 16)
    assert ask.page.evaluate("MateriaCore.version") == f"{version:012x}"
    # What another build encoded is not read, however well it would fit.
    for changed in ("regimen", "protocol"):
        other = [version + 1.0, *ask.records("ivig-dermatomyositis")[changed][1:]]
        rows = ask("ivig-dermatomyositis", PATIENT, **{changed: other})
        assert list(rows) == ["status", "stop-1"] and "cannot be read" in rows["stop-1"]["text"]


def test_a_failure_gives_no_dose_and_passes(ask):
    assert ask("ivig-dermatomyositis", PATIENT, regimen=[0.0] * 4)["status"]["text"] == "stop"
    assert ask.page.evaluate("MateriaCore.plan({ regimen: new Array(4e6).fill(0), protocol: [], product: null }, '').status") == "stop"
    assert ask("ivig-dermatomyositis", [("weight", "7" * 200_000)])["status"]["text"] == "stop"
    assert ask("ivig-dermatomyositis", PATIENT)["status"]["text"] == "ok"
