"""Materia's dose plans against those of reckoning.py, which shares no code with them, for patients drawn at random.

The ordinary run takes some hundred patients for every regimen, protocol and product. `make reckon` takes 100,000: it sets
RECKON_PATIENTS to that number. RECKON_SEED draws other patients, RECKON_REPORT writes what does not agree to a file.
"""

from collections import Counter
from fractions import Fraction
import json
import os
from pathlib import Path
import random
import re
import shutil
import subprocess

import pytest

from reckoning import decimal, exact, highest, load, patients, plan, scaled

REPOSITORY = Path(__file__).resolve().parents[2]
MATERIA = Path(os.environ.get("MATERIA", REPOSITORY / ".build" / "release" / "materia"))
FOLDERS = {
    "content": REPOSITORY / "content", "formulary": REPOSITORY / "Tests" / "Formulary" / "content",
    "other-drugs": REPOSITORY / "Tests" / "Site" / "Fixtures" / "other-drugs",
    "dose-forms": REPOSITORY / "Tests" / "Site" / "Fixtures" / "dose-forms"}
BASES = {name: load(folder) for name, folder in FOLDERS.items()}
ALL = int(os.environ.get("RECKON_PATIENTS", "12000"))
SEED = os.environ.get("RECKON_SEED", "1")

# What the engine asks back about a body that is unusual is not reckoned.
BODY_DOUBTS = ("does not fit the age of", "Weight and height do not fit together", "is unusual at")


def products_for(base, regimen):
    """The products of a regimen, those of the same drug, and none."""
    if regimen["drug"] == "testidine":
        return [*regimen.get("products", []), "none"]
    same = [name for name, product in base["products"].items() if product.get("drug", product["generic-name"]) == regimen["drug"]]
    return [*dict.fromkeys([*regimen.get("products", []), *same]), "none"]


BATCHES = [
    (name, regimen, protocol, product)
    for name, base in BASES.items() for regimen, record in base["regimens"].items()
    for protocol in record.get("protocols", [None]) for product in products_for(base, record)
]


def drawn(batch, count):
    """So many patients, each with everything that a command line takes."""
    name, regimen, protocol, product = batch
    base = BASES[name]
    draw = random.Random(f"{batch} {SEED}")
    found = list(patients(base, regimen, f"{protocol} {product} {SEED}", count))
    occasions = any("occasion" in entry for entry in base["products"].get(product, {}).get("infusion", []))
    for patient in found:
        patient.pop("occasion", None)
        if occasions and draw.random() < 0.9:
            patient["occasion"] = draw.choice(["first", "later"])
        if draw.random() < 0.06:
            slip(patient, draw)
    return found


SLIPS = {
    "weight": ["0.29 kg", "400.1 kg", "-70 kg"], "height": ["19.9 cm", "250.1 cm", "1.7 m", "2.6 m"], "age": ["120.1 years", "-1 years", "0 days", "120 years"],
    "serum-creatinine": ["0.09 mg/dL", "30.1 mg/dL", "8 micromol/L", "2653 micromol/L"], "days": ["0", "9", "2.5"], "inr": ["0.4", "21"]}


def slip(patient, draw):
    """Enters one thing in another unit, or so that it is refused."""
    name = draw.choice(sorted(patient) or ["weight"])
    if name in SLIPS:
        patient[name] = draw.choice(SLIPS[name])
    elif name.startswith("amount"):
        number, _, unit = patient[name].partition(" ")
        patient[name] = f"{decimal(exact(number) * draw.choice([3, Fraction(1, 3)]))} {unit}"


def content_for(batch, folder):
    """A folder with what one regimen needs, which is read faster; of records that name articles the whole content."""
    name, regimen, _, product = batch
    if name not in ("formulary", "dose-forms"):
        return FOLDERS[name]
    record = BASES[name]["regimens"][regimen]
    files = ["site.yml", f"regimens/{regimen}.yml", *(f"products/{one}.yml" for one in {*record.get("products", []), product} - {"none"})]
    for file in files + [f"references/{path.name}" for path in (FOLDERS[name] / "references").iterdir()]:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FOLDERS[name] / file, folder / file)
    (folder / "index.md").write_text("---\ntitle: One regimen\nsummary: What is needed for it.\n---\n\nNothing else.\n", encoding="utf-8")
    return folder


def said(batch, found, folder):
    """What the command says of each patient."""
    name, regimen, protocol, product = batch
    columns = sorted({column for patient in found for column in patient})
    lines = ["\t".join(columns)] + ["\t".join(str(patient.get(column, "")) for column in columns) for patient in found]
    path = folder / "patients.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    options = ["--protocol", protocol] if protocol else []
    result = subprocess.run(
        [MATERIA, "dose", regimen, "--content", content_for(batch, folder / "content"), *options, "--product", product, "--patients", path],
        capture_output=True, text=True, timeout=600)
    assert result.returncode == 0, result.stderr
    plans = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(plans) == len(found)
    return plans


def is_doubted(given):
    """Whether the engine doubts the body that was entered."""
    return any(doubt in text for key, text in given["results"].items() if key.startswith(("stop-", "missing-")) for doubt in BODY_DOUBTS)


def unit_shown(text):
    """The unit of an amount as it is shown: mg of `at most 1,000 to 2,000 mg over 5 min`."""
    match = re.fullmatch(r"(?:at most )?[−+]?[\d,.]+(?: to [\d,.]+)? ((?:million )?[A-Za-z/]+)(?: over .*)?", text)
    return match[1]


def ends(value):
    return value if isinstance(value, tuple) else (value, value)


class Comparison:
    """Of one plan that the command printed with one that was reckoned: what does not agree."""

    def __init__(self, given, reckoned):
        self.given, self.reckoned = given, reckoned
        self.found = []
        self.expected = set()

    def number(self, key, value, unit=None):
        """A number of the command, converted to the unit of the reckoning by what it shows, is the value; None is none."""
        self.expected.add(key)
        got = self.given["numbers"].get(key)
        if value is None or got is None:
            if value is not None or got is not None:
                self.found.append((key, got, None if value is None else float(value)))
            return
        shown = self.given["results"][key]
        if unit:
            got = float(scaled(Fraction(got), unit_shown(shown), unit))
        if abs(got - value) > 1e-9 * max(abs(got), abs(value)):
            self.found.append((key, got, float(value)))
        elif not is_shown(shown, self.given["numbers"][key]):
            self.found.append((key, shown, self.given["numbers"][key]))

    def compare(self):
        if self.given["status"] == "incomplete" and self.reckoned["status"] == "stop" and self.reckoned["is-refused"]:
            # Something is missing, and a formula or a rule gives nothing whatever it is: which of the two is said first is open.
            return self.found
        if self.given["status"] != self.reckoned["status"]:
            reasons = "; ".join(self.reckoned["stops"]) or ", ".join(sorted(self.reckoned["missing"]))
            said_so = [text for key, text in self.given["results"].items() if key.startswith(("stop-", "missing-"))]
            self.found.append(("status", f"{self.given['status']}: {'; '.join(said_so)}", f"{self.reckoned['status']}: {reasons}"))
            return self.found
        self.measures()
        if self.reckoned["status"] == "ok":
            for number, step in enumerate(self.reckoned["steps"], 1):
                self.step(f"plan-{number}", step)
            if f"plan-{len(self.reckoned['steps']) + 1}" in self.given["results"]:
                self.found.append(("steps", "more", len(self.reckoned["steps"])))
            self.others()
        self.unexpected()
        return self.found

    def alerts(self, alerts):
        """Which cautions apply."""
        got = [alerts[int(number)]["id"] for key, number in self.given["numbers"].items() if key.startswith("caution-alert-")]
        if sorted(got) != sorted(self.reckoned["cautions"]):
            self.found.append(("cautions", sorted(got), sorted(self.reckoned["cautions"])))

    def step(self, key, step):
        if "rate" in step:
            self.rate(key, step)
            return
        amount = step.get("each")
        unit = step["unit"]
        low, high = ends(amount)
        # A range of which a limit leaves one value is still a range: there is a choice to make in it.
        is_range = step["is-range"]
        if is_range:
            self.number(key, None)
            self.number(f"{key}-low", low, unit)
            self.number(f"{key}-high", high, unit)
        else:
            self.number(key, amount, unit)
            self.number(f"{key}-over", step.get("over"))
            self.number(f"{key}-volume", step.get("volume"))
            self.supply(f"{key}-supply", step)
            self.number(f"{key}-course", step.get("course"), unit)
            self.number(f"{key}-all", step.get("all"), unit)
            for place, (part, _) in enumerate(step.get("parts", []), 1):
                self.number(f"{key}-part-{place}", part, unit)
        self.number(f"{key}-times", step.get("count") if not isinstance(step.get("count"), tuple) else None)
        doses = highest(step.get("doses_per_day"))
        several = doses is not None and doses > 1 and "course" not in step
        self.number(f"{key}-doses", doses if several else None)
        self.number(f"{key}-day", highest(step["per_day"]) if several and not is_range else None, unit)

    def supply(self, key, step):
        """How many containers. Halves of tablets are not compared."""
        got = self.given["numbers"].get(key)
        self.expected.add(key)
        if got is None or "supply" not in step or any(form.is_scored for _, form in step["supply"]):
            return
        count = sum(count for count, _ in step["supply"])
        if got != count:
            self.found.append((key, got, float(count)))

    def rate(self, key, step):
        low, high = ends(step["rate"])
        if step["is-range"]:
            self.number(key, None)
            self.number(f"{key}-low", low, step["unit"])
            self.number(f"{key}-high", high, step["unit"])
            return
        self.number(key, low, step["unit"])
        self.number(f"{key}-pump", step.get("pump_rate"))
        self.number(f"{key}-all", step.get("course"), step["unit"].split("/")[0])

    def measures(self):
        known = self.reckoned["measures"]
        for place, name in enumerate(self.reckoned["asked-measures"], 1):
            self.number(f"measure-{place}", known.get(name))
        self.number("bmi", known.get("bmi"))

    def others(self):
        first = self.reckoned["steps"][0]
        if "dosing-weight" in self.given["numbers"] or self.reckoned["is-by-weight"]:
            self.number("dosing-weight", self.reckoned["weight"])
        if self.reckoned["surface"] is not None:
            self.number("surface", self.reckoned["surface"])
        infusion = self.reckoned.get("infusion") or {}
        self.number("rate-start", infusion.get("start"), infusion.get("unit", "mL") + "/h")
        self.number("rate-max", infusion.get("maximum"), infusion.get("unit", "mL") + "/h")
        self.number("duration", infusion.get("duration"))
        days = None if first["is-range"] else first.get("days")
        for place, day in enumerate(days or [], 1):
            self.number(f"day-{place}", day, first["unit"])
        for place, row in enumerate(self.reckoned.get("adjust", []), 1):
            for part in ("bolus", "change"):
                self.number(f"adjust-{place}-{part}", row.get(part), row.get(f"{part}_unit"))
            self.number(f"adjust-{place}-hold", row.get("hold"))

    def unexpected(self):
        """A number of a step that nobody reckoned."""
        for key in self.given["numbers"]:
            if re.fullmatch(r"plan-\d+(-(low|high|day|doses|course|all|times|volume|supply|pump|over|part-\d+))?|adjust-.*|rate-(start|max)|duration", key):
                if key not in self.expected:
                    self.found.append((key, self.given["numbers"][key], "not reckoned"))


def is_shown(text, number):
    """Whether a text begins with the number, rounded to as many decimals as it shows and to no less than four digits or the whole."""
    match = re.match(r"(?:at most |at least |up to )?([−+]?)([\d,]+(?:\.\d+)?)", text)
    if not match or " h" in text and "/h" not in text or text.endswith("min"):
        return True
    shown = exact(match[2])
    return abs(shown - Fraction(abs(number))) <= max(Fraction(1, 2), abs(Fraction(number)) / 1999) if number >= 1000 else (
        abs(shown - Fraction(abs(number))) <= abs(Fraction(number)) / 1999)


def is_by_weight(given):
    return any("/kg" in str(step.get("basis", "")) for step in given["steps"])


def compare(batch, found, folder):
    """(how many were compared, how many were doubted, statuses, [(patient, differences)])."""
    name, regimen, protocol, product = batch
    base = BASES[name]
    disagreeing, statuses, doubted = [], Counter(), 0
    for patient, given in zip(found, said(batch, found, folder)):
        if is_doubted(given):
            doubted += 1
            continue
        reckoned = plan(base, regimen, patient, protocol, product)
        reckoned["asked-measures"] = list(base["regimens"][regimen].get("work-out", {}))
        reckoned["is-by-weight"] = is_by_weight(reckoned)
        statuses[reckoned["status"]] += 1
        comparison = Comparison(given, reckoned)
        differences = comparison.compare()
        if reckoned["status"] == given["status"] == "ok":
            comparison.alerts(base["regimens"][regimen].get("alerts", []))
        if differences:
            disagreeing.append((patient, differences))
    return sum(statuses.values()), doubted, statuses, disagreeing


def report(batch, result):
    """Writes what does not agree to RECKON_REPORT, a line of JSON for each patient."""
    if path := os.environ.get("RECKON_REPORT"):
        with open(path, "a", encoding="utf-8") as file:
            compared, doubted, statuses, disagreeing = result
            file.write(json.dumps({"batch": batch, "compared": compared, "doubted": doubted, **statuses, "disagreeing": len(disagreeing)}) + "\n")
            for patient, differences in disagreeing:
                file.write(json.dumps({"patient": patient, "differences": differences}, default=str) + "\n")


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: "-".join(map(str, batch)))
def test_plans_agree(batch, tmp_path):
    result = compare(batch, drawn(batch, max(60, ALL // len(BATCHES))), tmp_path)
    report(batch, result)
    compared, doubted, statuses, disagreeing = result
    assert not disagreeing, "\n".join(f"{patient}\n    {differences}" for patient, differences in disagreeing[:5]) + f"\n{len(disagreeing)} of {compared}"
    assert compared >= 40 and doubted <= compared / 4
