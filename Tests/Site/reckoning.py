"""Dose plans worked out a second time, from the YAML records alone, with none of Materia's code.

Written from docs/dosing.md and docs/records.md, to be held against what Materia says. Where they leave the reading open,
a comment that begins with "Open:" says what was chosen.

    base = load("content")
    plan(base, "ivig-dermatomyositis", {"weight": "70 kg", "height": "175 cm", "age": "50 years", "sex": "male"})

Figures are `fractions.Fraction` and exact as long as no formula needs a power or a root, after which they are floats. Weights
are in kg, heights in cm, ages in years, surfaces in m2, times in hours unless a name says minutes, volumes in mL; an amount
is in the unit that its record writes, without "/kg" or "/m2".
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor, gcd, lcm, sqrt
from pathlib import Path
import random
import re

import yaml

# Numbers and units ------------------------------------------------------------------------------------------------------

TOLERANCE = Fraction(1, 10**9)

SIMPLE_UNITS = {
    # kind, and how many of the kind's own unit one is: mg, units, mmol, mEq, mL, cm, m2, h, months
    "mcg": ("mass", Fraction(1, 1000)), "mg": ("mass", Fraction(1)), "g": ("mass", Fraction(1000)), "kg": ("mass", Fraction(10**6)),
    "units": ("activity", Fraction(1)), "unit": ("activity", Fraction(1)), "million units": ("activity", Fraction(10**6)),
    "micromol": ("substance", Fraction(1, 1000)), "mmol": ("substance", Fraction(1)), "mol": ("substance", Fraction(1000)),
    "mEq": ("equivalents", Fraction(1)),
    "mL": ("volume", Fraction(1)), "dL": ("volume", Fraction(100)), "L": ("volume", Fraction(1000)),
    "cm": ("length", Fraction(1)), "m": ("length", Fraction(100)), "in": ("length", Fraction(254, 100)), "ft": ("length", Fraction(3048, 100)),
    "m2": ("surface", Fraction(1)),
    "s": ("time", Fraction(1, 3600)), "min": ("time", Fraction(1, 60)), "minute": ("time", Fraction(1, 60)), "minutes": ("time", Fraction(1, 60)),
    "h": ("time", Fraction(1)), "hour": ("time", Fraction(1)), "hours": ("time", Fraction(1)),
    "day": ("time", Fraction(24)), "days": ("time", Fraction(24)), "week": ("time", Fraction(168)), "weeks": ("time", Fraction(168)),
    "month": ("calendar", Fraction(1)), "months": ("calendar", Fraction(1)), "year": ("calendar", Fraction(12)), "years": ("calendar", Fraction(12)),
} | {
    form: (forms, Fraction(1))
    for forms in ("tablets", "capsules", "puffs", "drops", "sachets", "suppositories", "patches")
    for form in (forms, {"suppositories": "suppository", "patches": "patch"}.get(forms, forms[:-1]))
}

# Open: nothing says how ages in days and in years compare. A year is 12 months and 365.25 days here.
YEARS = {"day": Fraction(4, 1461), "week": Fraction(28, 1461), "month": Fraction(1, 12), "year": Fraction(1)}

POUND = Fraction(45359237, 10**8)

# What a laboratory's other unit is in the first one of a ready question.
LABORATORY = {
    "serum-creatinine": {"mg/dL": Fraction(1), "micromol/L": Fraction(10, 884)},
    "bilirubin": {"mg/dL": Fraction(1), "micromol/L": Fraction(10, 171)},
    "albumin": {"g/dL": Fraction(1), "g/L": Fraction(1, 10)},
    "haemoglobin": {"g/dL": Fraction(1), "g/L": Fraction(1, 10)},
    "platelets": {"10^9/L": Fraction(1)},
    "neutrophils": {"10^9/L": Fraction(1)},
    "aptt": {"s": Fraction(1)},
    "inr": {"": Fraction(1)},
    "gestational-age": {"weeks": Fraction(1), "week": Fraction(1)},
}
ACCEPTED = {
    "serum-creatinine": (Fraction(1, 10), 30), "bilirubin": (0, 60), "albumin": (Fraction(1, 2), 8), "haemoglobin": (1, 25),
    "platelets": (0, 3000), "neutrophils": (0, 200), "aptt": (10, 400), "inr": (Fraction(1, 2), 20), "gestational-age": (22, 44),
}
# What can be entered of a body; anything else is refused as a slip.
BODY = {"weight": (Fraction(3, 10), 400), "height": (20, 250), "age": (0, 120)}

NUMBER = r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?"
QUANTITY = re.compile(rf"\s*({NUMBER})(?:\s+to\s+({NUMBER}))?\s*((?:10\^9/L|[A-Za-z%].*?)?)\s*")


class Missing(Exception):
    """Something has to be entered first. `names` says what."""

    def __init__(self, names):
        super().__init__(", ".join(sorted(names)))
        self.names = frozenset(names)


class Refused(Exception):
    """No dose can be given as it stands, whatever else is entered."""


class Unconverted(Refused):
    """Units of two kinds, without a concentration that makes one of the other."""


def exact(value):
    """A number as a fraction: of text such as "1,400", of an int, or of the decimals with which a float is printed."""
    if isinstance(value, Fraction):
        return value
    text = str(value).strip()
    if not re.fullmatch(NUMBER, text):
        raise ValueError(f"not a number: {value!r}")
    return Fraction(text.replace(",", ""))


@lru_cache(maxsize=20_000)
def quantity(text):
    """(low, high, unit) of "25 to 30 mg/kg"; low and high are the same where there is no range. Without a unit it is ""."""
    if not isinstance(text, str):
        text = str(text)
    match = QUANTITY.fullmatch(text)
    if not match:
        raise ValueError(f"not a quantity: {text!r}")
    low, high, unit = match.groups()
    return exact(low), exact(high or low), unit


def kind(unit):
    """What a unit without "/" measures."""
    return SIMPLE_UNITS[unit][0]


def scaled(value, unit, other):
    """A value in `unit` as one in `other`, both of one kind. Rates are scaled in both parts: mg/min to g/h."""
    return value if unit == other else value * times(unit, other)


@lru_cache(maxsize=10_000)
def times(unit, other):
    """How many of the other unit one is."""
    parts, others = unit.split("/"), other.split("/")
    if len(parts) != len(others) or any(kind(a) != kind(b) for a, b in zip(parts, others)):
        raise ValueError(f"{unit} is not of the kind of {other}")
    factor = SIMPLE_UNITS[parts[0]][1] / SIMPLE_UNITS[others[0]][1]
    for part, part_of_other in zip(parts[1:], others[1:]):
        factor = factor * SIMPLE_UNITS[part_of_other][1] / SIMPLE_UNITS[part][1]
    return factor


def stands_on(value, limit):
    """Whether a figure is within a relative 1e-9 of a limit."""
    return abs(value - limit) <= TOLERANCE * max(abs(value), abs(limit))


def least(*values):
    """The least of the values that are not None, or None."""
    present = [value for value in values if value is not None]
    return min(present) if present else None


def held_to(value, limit):
    """The value, or the limit where the value passes it."""
    return value if limit is None or value <= limit or stands_on(value, limit) else limit


def years(text):
    """An age in years."""
    low, _, unit = quantity(text)
    return low * YEARS[unit.removesuffix("s") or "year"]


def kilograms(text):
    """A body weight in kg. A plain number is one."""
    low, _, unit = quantity(text)
    return low * POUND if unit == "lb" else scaled(low, unit or "kg", "kg")


def centimetres(text):
    """A height in cm. A plain number is one."""
    low, _, unit = quantity(text)
    return scaled(low, unit or "cm", "cm")


@dataclass(frozen=True)
class Span:
    """A time, or a range of times: in hours, or in months where the calendar counts."""

    low: Fraction
    high: Fraction
    in_months: bool

    @property
    def is_below_a_day(self):
        """Whether more than one dose falls on a day."""
        return not self.in_months and self.low < 24


@lru_cache(maxsize=2_000)
def span(text):
    """A time, such as `12 h`, `4 to 6 h` or `1 month`."""
    low, high, unit = quantity(text)
    group, factor = SIMPLE_UNITS[unit]
    if group not in ("time", "calendar"):
        raise ValueError(f"not a time: {text!r}")
    return Span(low * factor, high * factor, group == "calendar")


def minutes(text):
    """A time in minutes."""
    time = span(text)
    if time.in_months or time.low != time.high:
        raise ValueError(f"not a single time in minutes: {text!r}")
    return time.low * 60


# Records ----------------------------------------------------------------------------------------------------------------

def read(path):
    """A YAML file with every scalar as the text that stands there, so that 0.1 is one tenth and `yes` is a word."""
    return without_empty(yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {})


def without_empty(value):
    """An empty value counts as left out."""
    if isinstance(value, dict):
        return {key: without_empty(part) for key, part in value.items() if part != ""}
    if isinstance(value, list):
        return [without_empty(part) for part in value]
    return value


def load(content_folder):
    """The regimens, protocols and products of a content folder by id, and the questions of the site by theirs."""
    folder = Path(content_folder)
    base = {
        records: {path.stem: read(path) for path in sorted((folder / records).glob("*.yml"))}
        for records in ("regimens", "protocols", "products")
    }
    asked = folder / "questions.yml"
    base["questions"] = {question["id"]: question for question in (read(asked) if asked.exists() else [])}
    return base


def is_yes(value):
    """Whether an answer says yes: `yes`, `true` or True."""
    return value is True or str(value).lower() in ("yes", "true")


def is_no(value):
    """Whether an answer says no."""
    return value is False or str(value).lower() in ("no", "false")


def questions_of(base, regimen):
    """The definition of every question that a regimen asks, by id. A ready question has none but its id."""
    asked = {}
    for question in regimen.get("ask", []):
        if isinstance(question, str):
            question = base["questions"].get(question, {"id": question})
        asked[question["id"]] = question
    return asked


def steps_of(regimen):
    """The regimen's table as rows of steps, in the newer form, whatever form it was written in.

    Returns a list of rows, each {"when": ..., "steps": [...]} or {"when": ..., "stop": ...}; without `when` it is for everyone.
    A step has an id, and rows or a dose of its own.
    """
    if "rows" in regimen:
        return [row if "steps" in row or "stop" in row else {"when": row.get("when", "always"), "steps": [{"id": "dose", **without(row, "when")}]}
                for row in regimen["rows"]]
    if "steps" in regimen:
        return [{"steps": [{"id": str(number), **step} for number, step in enumerate(regimen["steps"], 1)]}]
    dose = regimen["dose"]
    if isinstance(dose, list):
        return [{"steps": [{"id": "dose", "rows": dose}]}]
    if "amount" in dose and "per" in dose:
        return [{"steps": steps_of_older_form(regimen)}]
    return [{"steps": [{"id": "dose", **dose}]}]


def without(mapping, *keys):
    """A mapping without some keys."""
    return {key: value for key, value in mapping.items() if key not in keys}


def steps_of_older_form(regimen):
    """`dose: { amount, per }` with `division`, `interval` or `schedule`, as steps."""
    dose, division = regimen["dose"], regimen.get("division", {})
    phases = regimen.get("schedule") or [{"every": regimen["interval"]} if "interval" in regimen else {}]
    steps = []
    for number, phase in enumerate(phases, 1):
        key = {"course": "course", "day": "per-day", "dose": "each"}[dose["per"]]
        step = {"id": "dose" if len(phases) == 1 else str(number), key: phase.get("amount", dose["amount"])}
        days = phase.get("days", division.get("days"))
        # One dose has no days: `division: { days: 1 }` beside `per: dose` says nothing more.
        if days is not None and key != "each":
            step["days"] = days
        if "every" in phase:
            step["every"] = phase["every"]
        if "courses" in phase:
            step["times"] = phase["courses"]
        steps.append(step)
    return steps


# What is known of a patient ---------------------------------------------------------------------------------------------

SURFACES = ("mosteller", "du-bois", "haycock")
CONDITION_WORDS = ("all", "any", "not", "at-least", "of", "flag")
LIMITS = ("at-least", "over", "at-most", "under")
IN_ALERTS_ONLY = ("each-dose", "day-dose", "course")
TALL = Fraction(1524, 10)


def cockcroft_gault(age, weight, creatinine, is_female):
    """Creatinine clearance in mL/min: years, kg, mg/dL."""
    return (140 - age) * weight / (72 * creatinine) * (Fraction(85, 100) if is_female else 1)


def ckd_epi_2021(age, creatinine, is_female):
    """Filtration rate in mL/min/1.73 m2: years, mg/dL. A float."""
    part = float(creatinine) / (0.7 if is_female else 0.9)
    return 142 * min(part, 1) ** (-0.241 if is_female else -0.302) * max(part, 1) ** -1.2 * 0.9938 ** float(age) * (1.012 if is_female else 1)


def schwartz_bedside(height, creatinine):
    """Filtration rate in mL/min/1.73 m2: cm, mg/dL."""
    return Fraction(413, 1000) * height / creatinine


def devine(height, is_female):
    """Ideal body weight in kg: cm."""
    return (Fraction(455, 10) if is_female else 50) + Fraction(23, 10) * (height / Fraction(254, 100) - 60)


def adjusted(ideal, weight, factor):
    """Adjusted body weight in kg: ideal and actual weight in kg."""
    return ideal + factor * (weight - ideal)


def body_mass_index(weight, height):
    """kg/m2: kg, cm."""
    return weight / (height / 100) ** 2


def janmahasatian(weight, height, is_female):
    """Lean body weight in kg: kg, cm."""
    bmi = body_mass_index(weight, height)
    return 9270 * weight / (8780 + 244 * bmi) if is_female else 9270 * weight / (6680 + 216 * bmi)


def body_surface(formula, weight, height):
    """Body surface in m2: kg, cm. Exact where the root is a whole number of thousandths, else a float."""
    if formula == "mosteller":
        square = exact(weight) * exact(height) / 3600 if not isinstance(weight, float) else None
        if square is not None:
            root = Fraction(sqrt(square)).limit_denominator(10**6)
            if root * root == square:
                return root
        return sqrt(float(weight) * float(height) / 3600)
    if formula == "du-bois":
        return 0.007184 * float(weight) ** 0.425 * float(height) ** 0.725
    if formula == "haycock":
        return 0.024265 * float(height) ** 0.3964 * float(weight) ** 0.5378
    raise ValueError(f"no formula of body surface: {formula}")


def calvert(target, clearance):
    """Carboplatin in mg: mg/mL x min, mL/min."""
    return target * (clearance + 25)


class Facts:
    """What was entered of one patient, and what follows from it.

    A method returns a value, or raises Missing with everything that it lacks, or Refused where a formula is not meant for
    the patient.
    """

    def __init__(self, base, regimen, patient, protocol):
        self.regimen, self.protocol = regimen, protocol or {}
        self.patient = dict(patient)
        self.questions = questions_of(base, regimen)
        for flag in self.patient.pop("flags", []):
            self.patient[flag] = "yes"
        self.rule = regimen.get("weight") or self.protocol.get("weight") or {"basis": "actual"}
        self.rounding = regimen.get("rounding") or self.protocol.get("rounding") or {"to": "none"}
        self.doses = {}
        self.slips = set()
        for name, (low, high) in BODY.items():
            # A slip takes part in nothing.
            if self.has(name) and not low <= getattr(self, name) <= high:
                self.slips.add(name)
        for name in self.slips:
            del self.patient[name]

    def has(self, name):
        return self.patient.get(name) not in (None, "")

    def need(self, *names):
        """Raises Missing with those of the names that were not entered."""
        absent = [name for name in names if not self.has(name)]
        if absent:
            raise Missing(absent)

    # Entered

    @property
    def age(self):
        """Years."""
        self.need("age")
        return years(self.patient["age"])

    @property
    def weight(self):
        """Actual body weight in kg."""
        self.need("weight")
        return kilograms(self.patient["weight"])

    @property
    def height(self):
        """cm."""
        self.need("height")
        return centimetres(self.patient["height"])

    @property
    def is_female(self):
        self.need("sex")
        if self.patient["sex"] not in ("female", "male"):
            raise Refused(f"sex: {self.patient['sex']}")
        return self.patient["sex"] == "female"

    def entered(self, name):
        """A number that was entered, in the unit of the measure."""
        self.need(name)
        value = in_unit_of(name, self.patient[name], self.unit_of(name))
        accepted = ACCEPTED.get(name)
        question = self.questions.get(name, {})
        low = accepted[0] if accepted else exact(question["at-least"]) if "at-least" in question else None
        high = accepted[1] if accepted else exact(question["at-most"]) if "at-most" in question else None
        if low is not None and value < low or high is not None and value > high:
            raise Refused(f"{name} is outside what is accepted")
        return value

    def unit_of(self, name):
        """The unit in which a measure is compared, where it is no body size and no ready question."""
        if name in self.regimen.get("work-out", {}):
            return unit_worked_out(self.regimen["work-out"], name)
        return self.questions.get(name, {}).get("unit", "")

    def answer(self, name):
        """The answer to a question that has no number: True, False or the choice."""
        question = self.questions.get(name, {})
        if name == "sex":
            return "female" if self.is_female else "male"
        if not self.has(name):
            # A box that is not ticked does not apply; nor does a flag of the older form.
            if question.get("answer", "tick") == "tick":
                return False
            raise Missing([name])
        value = self.patient[name]
        if isinstance(question.get("answer"), list):
            if str(value) not in question["answer"]:
                raise Refused(f"{name}: {value} is no answer")
            return str(value)
        if is_yes(value):
            return True
        if is_no(value):
            return False
        raise Refused(f"{name}: {value} is neither yes nor no")

    # Worked out

    def measure(self, name):
        """A measure in its unit: age in years, weight in kg, height in cm, kidney function in mL/min, surface in m2."""
        if name in ("age", "weight", "height"):
            return getattr(self, name)
        if self.has(name):
            return self.entered(name)
        if name == "bmi":
            self.need("weight", "height")
            return body_mass_index(self.weight, self.height)
        if name == "percent-of-ideal":
            self.refuse_unless_devine()
            self.need("weight", "height", "sex", "age")
            return 100 * self.weight / devine(self.height, self.is_female)
        if name in self.regimen.get("work-out", {}):
            return self.worked_out(self.regimen["work-out"][name])
        if name in IN_ALERTS_ONLY:
            raise Refused(f"{name} is known of alerts only")
        return self.entered(name)

    def refuse_below(self, age):
        """Raises Refused for an age below so many years, where the age is known."""
        if self.has("age") and self.age < age:
            raise Refused(f"a formula is not meant for patients under {age} years")

    def refuse_unless_devine(self):
        self.refuse_below(18)
        if self.has("height") and self.height < TALL:
            raise Refused("ideal body weight is not defined below 152.4 cm")

    def weight_by(self, basis, factor=None, formula="devine"):
        """A body weight in kg by `actual`, `ideal`, `adjusted` or `lean`."""
        if basis == "actual":
            return self.weight
        if basis == "lean" or formula == "janmahasatian":
            self.refuse_below(18)
            self.need("weight", "height", "sex", "age")
            ideal = janmahasatian(self.weight, self.height, self.is_female)
        else:
            self.refuse_unless_devine()
            self.need(*(["weight"] if basis == "adjusted" else []), "height", "sex", "age")
            ideal = devine(self.height, self.is_female)
        return adjusted(ideal, self.weight, exact(factor)) if basis == "adjusted" else ideal

    def worked_out(self, rule):
        """A measure of `work-out` by its formula."""
        formula = rule["formula"]
        if formula == "cockcroft-gault":
            self.refuse_below(18)
            actual, weight, creatinine, age, is_female = self.together(
                lambda: self.weight, lambda: self.weight_by(rule["weight"], rule.get("factor")), lambda: self.measure("serum-creatinine"),
                lambda: self.age, lambda: self.is_female)
            # A weight above the actual one is never used.
            return cockcroft_gault(age, min(actual, weight), creatinine, is_female)
        if formula == "ckd-epi-2021":
            self.refuse_below(18)
            return ckd_epi_2021(*self.together(lambda: self.age, lambda: self.measure("serum-creatinine"), lambda: self.is_female))
        if formula == "schwartz-bedside":
            # Open: "1 to 17 years" is read as up to the 18th birthday.
            if self.has("age") and not 1 <= self.age < 18:
                raise Refused("the bedside Schwartz formula is for 1 to 17 years")
            _, height, creatinine = self.together(lambda: self.age, lambda: self.height, lambda: self.measure("serum-creatinine"))
            return schwartz_bedside(height, creatinine)
        if formula == "de-indexed":
            indexed, surface = self.together(lambda: self.measure(rule["of"]), lambda: self.surface_by(rule.get("surface", "mosteller")))
            return indexed * surface / Fraction(173, 100) if isinstance(surface, Fraction) else float(indexed) * surface / 1.73
        if formula == "devine":
            return self.weight_by("ideal")
        if formula == "adjusted":
            return self.weight_by("adjusted", rule["factor"])
        if formula == "janmahasatian":
            return self.weight_by("lean")
        if formula in SURFACES:
            return self.surface_by(formula)
        raise ValueError(f"no formula: {formula}")

    def together(self, *parts):
        """What each part gives. Raises Refused at once, else Missing with what all parts lack."""
        values, missing = [], set()
        for part in parts:
            try:
                values.append(part())
            except Missing as lacking:
                missing |= lacking.names
        if missing:
            raise Missing(missing)
        return values

    def surface_by(self, formula):
        """Body surface in m2."""
        self.need("weight", "height")
        return body_surface(formula, self.weight, self.height)

    @property
    def surface(self):
        """Body surface in m2 for doses per m2."""
        return self.surface_by(self.regimen.get("surface", self.protocol.get("surface", "mosteller")))

    @property
    def dosing_weight(self):
        """kg. Actual weight where the rule does not apply; never above actual weight."""
        rule = self.rule
        if rule["basis"] == "actual":
            return self.weight
        exemptions = []
        if "minimum-height" in rule:
            exemptions.append(lambda: self.height < centimetres(rule["minimum-height"]))
        if "minimum-age" in rule:
            exemptions.append(lambda: self.age < years(rule["minimum-age"]))
        if "when" in rule:
            exemptions.append(lambda: negated(self.holds(rule["when"])))
        exempt = any_of([truth(part) for part in exemptions])
        if exempt is True:
            return self.weight
        if isinstance(exempt, Unknown):
            if not exempt.names:
                raise Refused(exempt.reasons[0])
            # Open: what the formula would need besides is asked for at once with what decides whether it is used.
            also = truth(lambda: self.together(lambda: self.weight, lambda: self.weight_by_rule(rule)))
            raise Missing(exempt.names | (also.names if isinstance(also, Unknown) else set()))
        weight, by_rule = self.together(lambda: self.weight, lambda: self.weight_by_rule(rule))
        return min(weight, by_rule)

    def weight_by_rule(self, rule):
        """The weight in kg that a rule names, where it applies."""
        if rule["basis"] == "not-stated":
            raise Refused("the protocol's rule for the dosing weight is not stated")
        return self.weight_by(rule["basis"], rule.get("factor"), rule.get("formula", "devine"))

    # Conditions

    def holds(self, condition):
        """True, False, or Unknown with what would decide it."""
        if condition == "always":
            return True
        parts = []
        words = dict(condition)
        if "of" in words:
            parts.append(count_of(int(words.pop("at-least")), [self.holds(part) for part in words.pop("of")]))
        for word, value in words.items():
            if word == "all":
                parts.append(all_of([self.holds(part) for part in value]))
            elif word == "any":
                parts.append(any_of([self.holds(part) for part in value]))
            elif word == "not":
                parts.append(negated(self.holds(value)))
            elif word == "flag":
                parts.append(truth(lambda: self.answer(value) is True))
            elif isinstance(value, dict):
                parts.append(truth(lambda: self.meets(word, value)))
            elif is_yes(value) or is_no(value):
                parts.append(truth(lambda: self.answer(word) == is_yes(value)))
            else:
                parts.append(truth(lambda: self.answer(word) == value))
        return all_of(parts)

    def meets(self, name, limits):
        """Whether a measure meets every one of its limits."""
        if name in IN_ALERTS_ONLY:
            return any(self.dose_meets(dose, limits) for dose in self.doses[name])
        value = self.measure(name)
        return all(is_within(value, word, in_unit_of(name, limit, self.unit_of(name))) for word, limit in limits.items())

    def dose_meets(self, dose, limits):
        """Whether a dose that was worked out, (value, unit, concentration), meets limits such as `1 g/kg`."""
        value, unit, concentration = dose
        for word, text in limits.items():
            amount = Amount.reading(text)
            limit = converted(amount.for_patient(self)[0], amount.unit, unit, concentration)
            if not is_within(value, word, limit):
                return False
        return True


def unit_worked_out(rules, name):
    """The unit of a measure of `work-out`."""
    formula = rules[name]["formula"]
    if formula in ("ckd-epi-2021", "schwartz-bedside"):
        return "mL/min/1.73 m2"
    if formula in ("cockcroft-gault", "de-indexed"):
        return "mL/min"
    return "m2" if formula in SURFACES else "kg"


def in_unit_of(name, text, unit):
    """A number with a unit, as a plain number in the unit of the measure. Without a unit it is in it already."""
    if name == "age":
        return years(text)
    if name == "weight":
        return kilograms(text)
    if name == "height":
        return centimetres(text)
    low, _, written = quantity(text)
    if name in LABORATORY:
        factors = LABORATORY[name]
        return low * (factors[written] if written else 1)
    if not written or written == unit:
        return low
    if not unit and written in ("kg/m2", "%"):
        return low
    if any(part not in SIMPLE_UNITS for part in (written + "/" + unit).split("/")):
        raise Refused(f"{name} is in {unit or 'no unit'}, not in {written}")
    return scaled(low, written, unit)


def is_within(value, word, limit):
    """Whether a value meets one limit. A value within 1e-9 of it stands on it."""
    if stands_on(value, limit):
        return word in ("at-least", "at-most")
    return value > limit if word in ("at-least", "over") else value < limit


@dataclass(frozen=True)
class Unknown:
    """What a condition is until `names` are entered, or for ever where a formula was refused for `reasons`."""

    names: frozenset = frozenset()
    reasons: tuple = ()


def truth(part):
    """What a part of a condition gives: True, False or Unknown."""
    try:
        return part()
    except Missing as lacking:
        return Unknown(names=lacking.names)
    except Refused as refusal:
        return Unknown(reasons=(str(refusal),))


def open_parts(parts):
    unknown = [part for part in parts if isinstance(part, Unknown)]
    return Unknown(frozenset().union(*(part.names for part in unknown)), tuple(reason for part in unknown for reason in part.reasons))


def negated(part):
    return part if isinstance(part, Unknown) else not part


def all_of(parts):
    if any(part is False for part in parts):
        return False
    return open_parts(parts) if any(isinstance(part, Unknown) for part in parts) else True


def any_of(parts):
    return negated(all_of([negated(part) for part in parts]))


def count_of(number, parts):
    """Whether at least so many of the parts hold."""
    sure = sum(part is True for part in parts)
    if sure >= number:
        return True
    return open_parts(parts) if sure + sum(isinstance(part, Unknown) for part in parts) >= number else False


# Amounts ----------------------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Amount:
    """What a record says of a dose or a limit: a range in `unit`, for each kg or m2 of body if `per` says so, and each
    `time` if it is a rate. A formula stands in `formula` instead."""

    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    unit: str = "mg"
    per: str | None = None
    time: str | None = None
    formula: tuple | None = None

    @staticmethod
    def reading(text):
        return Amount(formula=tuple(text.items())) if isinstance(text, dict) else Amount.of_text(text)

    @staticmethod
    @lru_cache(maxsize=20_000)
    def of_text(text):
        low, high, unit = quantity(text)
        first, *rest = unit.split("/")
        per = next((part for part in rest if part in ("kg", "m2")), None)
        time = next((part for part in rest if part in SIMPLE_UNITS and kind(part) == "time"), None)
        if first not in SIMPLE_UNITS or len(rest) != (per is not None) + (time is not None):
            raise ValueError(f"not an amount: {text!r}")
        return Amount(low, high, first, per, time)

    def size(self, facts):
        """By what the amount is multiplied: kg, m2 or 1."""
        return facts.dosing_weight if self.per == "kg" else facts.surface if self.per == "m2" else 1

    def for_patient(self, facts, choice=None):
        """(low, high) in `unit`, or in `unit` each `time` for a rate. A choice within the range leaves one value."""
        if choice is not None and (self.formula or self.low == self.high):
            raise Refused(f"{choice} was chosen, and {self} is not a range")
        if self.formula:
            value = self.by_formula(facts, dict(self.formula))
            return value, value
        low, high = self.low, self.high
        if choice is not None:
            chosen = Amount.reading(choice)
            if (chosen.per, chosen.time) != (self.per, self.time) and (chosen.per or chosen.time):
                raise Refused(f"{choice} is no choice of {self}")
            low = high = scaled(chosen.low, chosen.unit, self.unit)
            if not self.low <= low <= self.high:
                raise Refused(f"{choice} is outside the range")
        size = self.size(facts)
        return low * size, high * size

    def by_formula(self, facts, rule):
        """mg by a named formula."""
        if rule["formula"] != "calvert":
            raise ValueError(f"no formula: {rule['formula']}")

        def number_or_measure(name):
            return exact(name) if re.fullmatch(NUMBER, name) else facts.measure(name)

        target, clearance = facts.together(lambda: number_or_measure(rule["target"]), lambda: facts.measure(rule["gfr"]))
        if "gfr-at-most" in rule:
            clearance = held_to(clearance, quantity(rule["gfr-at-most"])[0])
        return calvert(target, clearance)


def converted(value, unit, other, concentration):
    """An amount in another unit; mass, activity or substance and volume convert through a concentration (value, unit each mL)."""
    if kind(unit) == kind(other):
        return scaled(value, unit, other)
    if concentration is not None:
        each, dissolved = concentration
        if kind(unit) == "volume" and kind(other) == kind(dissolved):
            return scaled(scaled(value, unit, "mL") * each, dissolved, other)
        if kind(other) == "volume" and kind(unit) == kind(dissolved):
            return scaled(scaled(value, unit, dissolved) / each, "mL", other)
    raise Unconverted(f"{unit} do not convert to {other}")


# Products ---------------------------------------------------------------------------------------------------------------

FORM = re.compile(rf"({NUMBER}) ([A-Za-z]+(?: units)?)(?:/({NUMBER})? ?(mL|L))?\s*(.*)")


@dataclass(frozen=True)
class Form:
    """What a product comes in: its content in `unit`, mL where they are stated, and whether halves can be taken."""

    content: Fraction
    unit: str
    word: str
    is_scored: bool = False


def concentration_of(product):
    """(amount in each mL, unit) of `120 mg/5 mL`, or None."""
    if not product or "concentration" not in product:
        return None
    match = re.fullmatch(rf"({NUMBER}) (.+)/({NUMBER})? ?(mL|L|dL)", product["concentration"])
    if not match:
        raise ValueError(f"not a concentration: {product['concentration']!r}")
    amount, unit, volume, volume_unit = match.groups()
    return exact(amount) / scaled(exact(volume or 1), volume_unit, "mL"), unit


def infused_concentration(product):
    """The same of what runs: after dilution, if the record says to what; None where it does not."""
    if product and "infused-at" in product:
        return concentration_of({"concentration": product["infused-at"]})
    return None if is_yes((product or {}).get("diluted", "no")) else concentration_of(product)


def forms_of(product):
    """The vials, tablets and other forms of a product."""
    forms = []
    for text in (product or {}).get("forms", []) + [f"{size} vial" for size in (product or {}).get("vials", [])]:
        text = text if isinstance(text, str) else " ".join(map(str, text.values()))
        match = FORM.fullmatch(text)
        if not match:
            raise ValueError(f"not a form of a product: {text!r}")
        amount, unit, _, _, word = match.groups()
        is_scored = "scored" in word or word.startswith("tablet") and is_yes(product.get("scored", "no"))
        forms.append(Form(exact(amount), unit, word.replace("scored", "").strip(" ,"), is_scored))
    return forms


def sizes_in(forms, unit, concentration):
    """What one container or tablet, or half of a scored one, gives in `unit`: a rising list."""
    return sorted({content_in(form, unit, concentration) / (2 if form.is_scored else 1) for form in forms})


def content_in(form, unit, concentration):
    """What one container or tablet gives in `unit`; of a dose in tablets it is one."""
    if SIMPLE_UNITS.get(form.word, ("",))[0] == kind(unit):
        return Fraction(1)
    return converted(form.content, form.unit, unit, concentration)


# Rounding ---------------------------------------------------------------------------------------------------------------

def below(value, step):
    """The largest multiple of a step that a value reaches; within 1e-9 it reaches one."""
    count = floor(value / step)
    return (count + 1) * step if stands_on(value, (count + 1) * step) else count * step


def rounded_to_step(value, step, direction, limit):
    """To a multiple of a step, never above a limit."""
    down = below(value, step)
    up = down if stands_on(value, down) and down > 0 else down + step
    return chosen(value, down, up, direction, limit)


def rounded_to_sizes(value, sizes, direction, limit):
    """To what whole containers or tablets of the sizes make, never above a limit."""
    down, up = neighbours(value, sizes)
    return chosen(value, down, up, direction, limit)


def chosen(value, down, up, direction, limit):
    """Of two neighbours the one in the direction; ties go up. Above the limit it is the lower one, then none."""
    if direction == "nearest":
        middle = (down + up) / 2
        result = up if value >= middle or stands_on(value, middle) else down
    else:
        result = up if direction == "up" else down
    if limit is not None and result > limit and not stands_on(result, limit):
        result = down
    # Open: a dose that rounds to nothing is no dose.
    if result <= 0:
        raise Refused("rounded it is less than can be given")
    return result


def not_doubled(value, rounded):
    """Rounding may make a dose twice as large, and not larger."""
    if rounded > 2 * value and not stands_on(rounded, 2 * value):
        raise Refused("rounded it is more than twice the dose")
    return rounded


def neighbours(value, sizes):
    """The largest sum of sizes that is at most a value, and the smallest that is at least it. Twice itself if it is a sum."""
    unit = grain(sizes)
    whole = [int(size / unit) for size in sizes]
    place = value / unit
    low = floor(place)
    if stands_on(place, low + 1):
        low += 1
    on_it = low > 0 and stands_on(place, low)
    reachable = sums(tuple(whole), low + max(whole) + 1)
    down = max(number for number in range(low + 1) if reachable[number])
    if on_it and down == low:
        return down * unit, down * unit
    up = min(number for number in range(low + (0 if on_it else 1), len(reachable)) if reachable[number])
    return down * unit, up * unit


def grain(sizes):
    """The largest amount of which every size is a multiple."""
    below_all = lcm(*(Fraction(size).denominator for size in sizes))
    return Fraction(gcd(*(int(size * below_all) for size in sizes)), below_all)


@lru_cache(maxsize=256)
def sums(sizes, most):
    """For each whole number up to `most` whether sizes add up to it."""
    reachable = [True] + [False] * most
    for number in range(1, most + 1):
        reachable[number] = any(size <= number and reachable[number - size] for size in sizes)
    return reachable


def fewest(value, forms, unit, concentration):
    """[(count, Form)] of the fewest containers that hold an amount with the least left over; of as many, with the largest.

    Halves of scored tablets count as 1/2.
    """
    parts = {}
    for form in forms:
        size = content_in(form, unit, concentration)
        for share in ((Fraction(1, 2), Fraction(1)) if form.is_scored else (Fraction(1),)):
            parts.setdefault(size * share, (form, share))
    sizes = sorted(parts, reverse=True)
    _, target = neighbours(value, sizes)
    counts = cheapest(target, tuple(sizes))
    taken = {}
    for size, count in counts.items():
        form, share = parts[size]
        taken[form] = taken.get(form, 0) + count * share
    return [(count, form) for form, count in taken.items()]


def cheapest(target, sizes):
    """{size: count} of the fewest sizes, the largest first, that add up to a target exactly."""
    unit = grain(sizes)
    goal = int(target / unit)
    whole = [int(size / unit) for size in sizes]
    best = [0] + [None] * goal
    for number in range(1, goal + 1):
        tried = [best[number - size] + 1 for size in whole if size <= number and best[number - size] is not None]
        best[number] = min(tried) if tried else None
    counts = {}
    while goal:
        size = next(size for size in whole if size <= goal and best[goal - size] is not None and best[goal - size] + 1 == best[goal])
        counts[size * unit] = counts.get(size * unit, 0) + 1
        goal -= size
    return counts


def pump_rate(rate):
    """What a pump is set to in mL/h: down to 0.1, below 1 mL/h to 0.01."""
    return below(rate, Fraction(1, 10) if rate >= 1 or stands_on(rate, 1) else Fraction(1, 100))


# One step ---------------------------------------------------------------------------------------------------------------

KEYS = ("each", "per-day", "course", "rate", "total", "stop")


class Step:
    """One step for one patient: the row that holds, with what limits and rounds it."""

    def __init__(self, facts, step, row, caps, product, choices):
        self.facts, self.row, self.caps, self.choices = facts, row, caps, choices
        self.id = step["id"]
        self.product = product
        self.concentration = concentration_of(product)
        self.forms = forms_of(product)
        self.is_without_product = row.get("product") == "none"
        keys = [key for key in KEYS if key in row]
        if len(keys) != 1:
            raise ValueError(f"{self.id} has {' and '.join(keys) or 'no dose'}")
        self.key = keys[0]
        self.every = span(row["every"]) if "every" in row else None
        self.times = int(row["times"]) if "times" in row else None

    def reckon(self):
        """The step of the plan as a mapping."""
        result = {"id": self.id, "key": self.key}
        for name in ("every", "at", "for", "after", "most", "route", "as-needed"):
            if name in self.row:
                result[name] = self.row[name]
        if self.times is not None:
            result["times"] = self.times
        if self.key == "stop":
            return result | {"stop": self.row["stop"]}
        amount = Amount.reading(self.row[self.key])
        low, high = amount.for_patient(self.facts, self.choices.get("amount"))
        self.unit, self.time = amount.unit, amount.time
        self.is_range = low != high
        result |= {"is-range": self.is_range, "is-without-product": self.is_without_product}
        result["unit"] = self.unit if amount.time is None else f"{self.unit}/{amount.time}"
        ends = [getattr(self, "reckon_" + self.key.replace("-", "_"))(value) for value in ([low, high] if self.is_range else [low])]
        for name in dict.fromkeys(name for end in ends for name in end):
            result[name] = from_low_to_high([end[name] for end in ends])
        return result

    # Limits, each in self.unit
    #
    # Open: limits per kg and alerts per kg go by the dosing weight, as the dose does. All caps that stand above a step and in it
    # hold together. `per-dose` limits each day of a course, and the whole of a `total`; `per-course` limits what has `days`, and
    # a `total`, but not an `each` that is given so many times.

    def cap(self, key):
        """The least of the limits under a key of `caps`, or None."""
        limits = [limit for caps in self.caps for limit in listed(caps.get(key, []))]
        return least(*(self.limit(text) for text in limits))

    def limit(self, text):
        amount = Amount.reading(text)
        return converted(amount.for_patient(self.facts)[0], amount.unit, self.unit, self.concentration)

    # How often

    def doses_a_day(self):
        """How many doses fall on a day, as (fewest, most); None where less than one a day, or once only."""
        if self.key == "per-day":
            count = self.daily_parts()
            return count, count
        if "doses" in self.row:
            return Fraction(int(self.row["doses"])), Fraction(int(self.row["doses"]))
        if self.every is None or not self.every.is_below_a_day or self.times == 1:
            return None
        # Where the interval does not divide a day, as many as can begin within 24 hours count.
        counts = [Fraction(ceil(Fraction(24) / self.every.high)), Fraction(ceil(Fraction(24) / self.every.low))]
        if "most" in self.row:
            limit, within = int(self.row["most"]["doses"]), span(self.row["most"]["in"])
            # What the shortest interval allows, and no more than the most.
            counts = [min(counts[1], limit * ceil(24 / within.low))] * 2
        return tuple(counts)

    def daily_parts(self):
        """Into how many doses a `per-day` is divided."""
        if "doses" in self.row:
            return Fraction(int(self.row["doses"]))
        return Fraction(24) / self.every.low if self.every is not None and self.every.is_below_a_day else Fraction(1)

    def most_in_a_day(self):
        """The most doses that a limit per day has to hold."""
        counts = self.doses_a_day()
        if counts is None:
            return 1
        return min(counts[1], self.times) if self.times is not None else counts[1]

    def count(self):
        """How many doses in all, or None: as many as begin within the time that they go on."""
        if self.times is not None:
            return self.times
        if "at" in self.row:
            return len(self.row["at"])
        if "for" not in self.row or self.every is None or self.every.low != self.every.high:
            return None
        time = span(self.row["for"])
        if time.low != time.high or time.in_months != self.every.in_months:
            return None
        count = ceil(time.low / self.every.low)
        if "most" in self.row:
            count = min(count, int(self.row["most"]["doses"]) * ceil(time.low / span(self.row["most"]["in"]).low))
        return count

    def days(self):
        """(fewest, most) days of a course; the one that was chosen twice. (1, 1) without `days`."""
        # Open: without a choice a course, and an amount per day, is worked out over its fewest days.
        if "days" not in self.row:
            return 1, 1
        low, high, _ = quantity(self.row["days"])
        if self.choices.get("days") is not None:
            chosen_days = quantity(self.choices["days"])[0]
            if chosen_days.denominator != 1 or not low <= chosen_days <= high:
                raise Refused(f"{chosen_days} days are outside the division")
            return int(chosen_days), int(high)
        return int(low), int(high)

    # Rounding

    def rounding(self):
        """(step in self.unit or None, sizes in self.unit or None, direction)."""
        rule = self.row.get("rounding", self.facts.rounding)
        to = rule.get("to", "none")
        direction = rule.get("direction", "nearest")
        if to == "none":
            return None, None, direction
        if to in ("vial", "product"):
            # Both ends of a range are rounded.
            if self.product is None:
                raise Missing(["product"])
            if not self.forms:
                raise Refused("the product has no containers")
            return None, sizes_in(self.forms, self.unit, self.concentration), direction
        step = Amount.reading(to)
        return converted(step.low, step.unit, self.unit, self.concentration), None, direction

    def rounded(self, value, limit):
        """One amount as it is given."""
        step, sizes, direction = self.rounding()
        if step is not None:
            return not_doubled(value, rounded_to_step(value, step, direction, limit))
        if sizes is not None:
            return not_doubled(value, rounded_to_sizes(value, sizes, direction, limit))
        return value

    # What each key says

    def reckon_each(self, value):
        day = self.cap("per-day")
        course, count = self.cap("per-course"), self.count()
        limit = least(
            self.cap("per-dose"), None if day is None else day / self.most_in_a_day(), None if course is None or count is None else course / count)
        each = self.rounded(held_to(value, limit), limit)
        result = {"unrounded": held_to(value, limit), "each": each}
        counts = self.doses_a_day()
        if count is not None and count > 1:
            result["count"], result["all"] = count, each * count
        if counts is not None and (self.times is None or self.times >= counts[1]):
            result["doses_per_day"] = counts[0] if counts[0] == counts[1] else counts
            result["per_day"] = each * counts[0] if counts[0] == counts[1] else (each * counts[0], each * counts[1])
        return result | self.given(each)

    def reckon_per_day(self, value):
        doses, (fewest_days, _) = self.daily_parts(), self.days()
        most_days = fewest_days
        dose, course = self.cap("per-dose"), self.cap("per-course")
        limit = least(
            self.cap("per-day"), None if dose is None else dose * doses,
            None if course is None or "days" not in self.row else course / most_days)
        total = held_to(value, limit)
        each = self.rounded(total / doses, None if limit is None else limit / doses)
        result = {"unrounded": total / doses, "each": each, "doses_per_day": doses, "per_day": each * doses}
        if self.count() is not None and self.count() > 1 and "days" not in self.row:
            result["count"], result["all"] = self.count(), each * self.count()
        if "days" in self.row:
            result["days_count"] = (fewest_days, most_days) if fewest_days != most_days else fewest_days
            result["course"] = each * doses * fewest_days if fewest_days == most_days else (each * doses * fewest_days, each * doses * most_days)
            if fewest_days == most_days:
                result["days"] = [each * doses] * fewest_days
        return result | self.given(each)

    def reckon_course(self, value):
        day = least(self.cap("per-day"), self.cap("per-dose"))
        count, most_days = self.days()
        total = held_to(value, self.cap("per-course"))
        def passes_the_day():
            return day is not None and total > day * count and not stands_on(total, day * count)

        # More days than were chosen are taken where the limit of a day needs them.
        while count < most_days and passes_the_day():
            count += 1
        # Open: a course that does not fit into its most days is no dose; it is not made smaller.
        if passes_the_day():
            raise Refused("the course does not fit into its days")
        limit = least(self.cap("per-course"), None if day is None else day * count)
        total = held_to(total, limit)
        step, sizes, direction = self.rounding()
        if sizes is not None:
            days = self.whole_days(total, count, sizes, direction, day, self.cap("per-course"))
        else:
            # A step rounds the course; its days are equal.
            given = total if step is None else rounded_to_step(total, step, direction, limit)
            days = [given / count] * count
        not_doubled(total, sum(days))
        result = {"unrounded": total, "course": sum(days), "days": days, "days_count": count, "each": max(days)}
        if self.times is not None and self.times > 1:
            result["count"], result["all"] = self.times, sum(days) * self.times
        return result | self.given(max(days))

    def whole_days(self, total, count, sizes, direction, day, course):
        """Days of whole containers that make up for one another: what a day gets too much, those that follow get less."""
        days = []
        for number in range(count):
            left = count - number
            rest = total - sum(days)
            allowed = least(day, None if course is None else course - sum(days))
            days.append(rounded_to_sizes(held_to(rest / left, allowed), sizes, direction, allowed))
        return days

    def reckon_total(self, value):
        limit = least(self.cap("per-dose"), self.cap("per-day"), self.cap("per-course"))
        total = self.rounded(held_to(value, limit), limit)
        parts = self.parts(total)
        return {"unrounded": held_to(value, limit), "each": total, "total": total, "parts": parts} | self.given(total)

    def parts(self, total):
        """[(amount in self.unit, minutes or None)] of one administration; the last has the rest."""
        parts, given = [], 0
        for part in self.row["parts"]:
            share = part["share"]
            amount = total - given if share == "rest" else total * quantity(share)[0] / 100
            given += amount
            parts.append((amount, minutes(part["over"]) if "over" in part else None))
        return parts

    def reckon_rate(self, value):
        """The rate is each self.time in self.unit."""
        hours = SIMPLE_UNITS[self.time][1]
        duration = span(self.row["for"]) if "for" in self.row else None
        limits = [self.rate_limit(text) for caps in self.caps for text in listed(caps.get("rate", []))]
        day = self.cap("per-day")
        if day is not None:
            limits.append(day * hours / min(Fraction(24), duration.low if duration else Fraction(24)))
        rate = held_to(value, least(*limits))
        result = {"unrounded": rate, "rate": rate}
        if duration is not None and not duration.in_months:
            result["course"] = rate * duration.low / hours
        infused = infused_concentration(self.product)
        if infused is not None and not self.is_range and not self.is_without_product:
            result["pump_rate"] = pump_rate(converted(rate, self.unit, "mL", infused) / hours)
        return result

    def rate_limit(self, text):
        """A limit of a rate in self.unit each self.time."""
        amount = Amount.reading(text)
        value = converted(amount.for_patient(self.facts)[0], amount.unit, self.unit, self.concentration)
        return value * SIMPLE_UNITS[self.time][1] / SIMPLE_UNITS[amount.time][1]

    # How it is given

    def given(self, each):
        """Volume in mL, containers and the least time in minutes of one dose. A range has only the time."""
        result = {}
        over = self.least_minutes(each)
        if over is not None:
            result["over"] = over
        if self.is_range or self.is_without_product:
            return result
        if self.concentration is not None or kind(self.unit) == "volume":
            result["volume"] = converted(each, self.unit, "mL", self.concentration)
        if self.forms:
            result["supply"] = fewest(each, self.forms, self.unit, self.concentration)
        return result

    def least_minutes(self, each):
        """The longest time that any limit under `over` asks for, in minutes."""
        over = self.row.get("over")
        if over is None:
            return None
        if isinstance(over, str):
            return minutes(over)
        times = [minutes(over["at-least"])] if "at-least" in over else []
        for text in listed(over.get("rate", {}).get("at-most", [])):
            amount = Amount.reading(text)
            allowed = amount.for_patient(self.facts)[1]
            times.append(converted(each, self.unit, amount.unit, self.concentration) / allowed * SIMPLE_UNITS[amount.time][1] * 60)
        return max(times) if times else None


def from_low_to_high(values):
    """One value for the ends of a range: (low, high), or the value that both have. A value may be a range itself."""
    low, high = (value[side] if isinstance(value, tuple) else value for value, side in ((values[0], 0), (values[-1], -1)))
    return low if low == high else (low, high)


def highest(value):
    """The upper end of a range, or the value."""
    return value[-1] if isinstance(value, tuple) else value


def listed(value):
    """A value, or a list of them, as a list."""
    return value if isinstance(value, list) else [value]


# The plan ---------------------------------------------------------------------------------------------------------------

class Reasons:
    """Why there is no dose: what stops it, and what is missing."""

    def __init__(self):
        self.stops, self.missing = [], set()
        self.refusals = 0

    def attempt(self, part):
        """What the part gives, or None with the reason kept."""
        try:
            return part()
        except Missing as lacking:
            self.missing |= lacking.names
        except Refused as refusal:
            self.stops.append(str(refusal))
            self.refusals += 1
        return None

    def needs(self, condition):
        """Keeps why a condition is not decided."""
        if isinstance(condition, Unknown):
            self.missing |= condition.names
            if not condition.names:
                self.stops += condition.reasons
                self.refusals += len(condition.reasons)


def plan(base, regimen_id, patient, protocol=None, product=None):
    """The plan for a patient: what is entered, by the names that `examples` use.

    `protocol` and `product` are ids; None is the first that the regimen names, "none" is no product. The result has

    - status: "ok", "stop" or "incomplete"; stops: reasons; missing: a set of names; cautions: ids of alerts that apply
    - weight: the dosing weight in kg, where a dose goes by it; surface: m2 likewise; measures: what was worked out
    - steps: a list of mappings with id, key, unit, and what applies of each, doses_per_day, per_day, course, days (a list of
      amounts), days_count, rate, pump_rate (mL/h), volume (mL), supply ([(count, Form)]), parts ([(amount, minutes)]), over (least
      minutes), every, times, at, for, stop. A value is a tuple (low, high) where it is a range.
    - adjust: rows of a table that changes what runs; infusion: start and maximum in mL/h that a product allows
    """
    regimen = base["regimens"][regimen_id]
    protocol_record = chosen_record(base["protocols"], protocol, regimen.get("protocols"))
    product_record = chosen_record(base["products"], product, regimen.get("products"))
    facts = Facts(base, regimen, patient, protocol_record)
    reasons = Reasons()
    reasons.stops += [f"{name} is outside what is accepted" for name in sorted(facts.slips)]
    if facts.has("days"):
        days = quantity(facts.patient["days"])[0]
        if days.denominator != 1 or not 1 <= days <= 31:
            reasons.stops.append("the days are outside what is accepted")
    for name in facts.questions:
        # A number that is refused as a slip stops the plan, whatever it is for.
        if facts.has(name) and (name in LABORATORY or "answer" not in facts.questions[name]):
            reasons.attempt(lambda: facts.entered(name))
    weight_of_an_adult(facts, reasons)
    outside_population(regimen, facts, reasons)
    for question in facts.questions.values():
        if is_yes(question.get("required", "no")) and not facts.has(question["id"]):
            reasons.missing.add(question["id"])
    steps = reckon_steps(regimen, facts, product_record, reasons)
    cautions, implied = alerts(regimen, facts, steps, product_record, reasons)
    # Whether nothing but a formula that is not meant for the patient, or a rule, stands against a dose.
    is_refused = len(reasons.stops) == reasons.refusals
    result = {"status": "ok", "stops": reasons.stops, "missing": reasons.missing, "is-refused": is_refused, "cautions": cautions, "steps": steps,
              "weight": None, "surface": None, "measures": measures(facts)}
    # A step that says stop withholds the whole plan.
    reasons.stops += [step["stop"] for step in steps if "stop" in step]
    if infusion_needs_occasion(regimen, facts, product_record) and not facts.has("occasion"):
        reasons.missing.add("occasion")
    infused = infusions_of(regimen, product_record, facts.patient.get("occasion"))
    if any("/kg" in entry[key] for entry in infused for key in ("start", "maximum")):
        reasons.attempt(lambda: facts.dosing_weight)
    if reasons.stops or reasons.missing:
        return result | {"status": "stop" if reasons.stops else "incomplete", "steps": []}
    for name, unit in (("weight", "/kg"), ("surface", "/m2")):
        if unit in str([without(regimen, "examples", "notes", "facts", "alerts"), infused]):
            result[name] = Reasons().attempt(lambda: facts.dosing_weight if name == "weight" else facts.surface)
    if "adjust" in regimen or any("adjust" in step for step in regimen.get("steps", [])):
        result["adjust"] = reasons.attempt(lambda: reckon_adjustment(regimen, facts, product_record))
        if reasons.stops or reasons.missing:
            return without(result, "adjust") | {"status": "stop" if reasons.stops else "incomplete", "steps": []}
    infusion = infusion_rates(infused, facts, product_record, implied, steps[0])
    if infusion:
        result["infusion"] = infusion
    return result


def chosen_record(records, asked, named):
    """The record that is asked for, else the first one named, else None."""
    if asked == "none":
        return None
    if asked is None:
        asked = named[0] if named else None
    return records[asked] if asked is not None else None


# kg, of anybody from 20 years on: below the first no plan; outside the others only a weight that is confirmed.
ADULT_LEAST, ADULT_USUAL = Fraction("16.87"), (Fraction("23.78"), Fraction("152.95"))


def weight_of_an_adult(facts, reasons):
    """Stops or asks about a weight that hardly any adult has. Open: those of children are held by growth charts, not done here."""
    if not facts.has("weight"):
        return
    weight = kilograms(facts.patient["weight"])
    if not facts.has("age"):
        # Nobody knows then whether it is one of a child.
        if not ADULT_USUAL[0] <= weight <= ADULT_USUAL[1]:
            reasons.missing.add("age")
        return
    age = years(facts.patient["age"])
    if age < 20:
        return
    if weight < ADULT_LEAST:
        reasons.stops.append("the weight does not fit the age")
    elif not ADULT_USUAL[0] <= weight <= ADULT_USUAL[1] and facts.patient.get("confirm") != "weight":
        reasons.missing.add("confirm")


def outside_population(regimen, facts, reasons):
    """Stops a patient whom the regimen is not for. Limits of age in years and weight in kg include themselves."""
    population = regimen.get("population", {})
    if population.get("outside", "stop") == "caution":
        return
    limits = {}
    for name in ("age", "weight"):
        for key, word in (("minimum", "at-least"), ("maximum", "at-most")):
            if f"{key}-{name}" in population:
                limits.setdefault(name, {})[word] = population[f"{key}-{name}"]
    inside = facts.holds(limits)
    reasons.needs(inside)
    if inside is False:
        reasons.stops.append("outside the population")


def row_that_holds(rows, facts, reasons):
    """The one row of a table that holds. Keeps the reason and returns None where there is none, or several, or it is open."""
    truths = [facts.holds(row.get("when", "always")) for row in rows]
    holding = [row for row, holds in zip(rows, truths) if holds is True]
    if len(holding) == 1:
        return holding[0]
    if len(holding) > 1:
        reasons.stops.append("several rows hold")
        return None
    unknown = open_parts(truths)
    if unknown == Unknown():
        reasons.stops.append("no row holds")
    elif unknown.names:
        reasons.missing |= unknown.names
    else:
        reasons.stops += unknown.reasons
        reasons.refusals += len(unknown.reasons)
    return None


def reckon_steps(regimen, facts, product, reasons):
    """The steps of the plan, with every reason why there is none."""
    row = row_that_holds(steps_of(regimen), facts, reasons)
    if row is None:
        return []
    if "stop" in row:
        reasons.stops.append(row["stop"])
        return []
    steps = []
    for step in row["steps"]:
        given = row_that_holds(step["rows"], facts, reasons) if "rows" in step else {}
        if given is None:
            continue
        merged = {**without(step, "rows"), **without(given, "when")}
        caps = [part["caps"] for part in (regimen, row, step, given) if "caps" in part]
        reckoned = reasons.attempt(lambda: reckon_step(facts, step, merged, caps, product))
        if reckoned is not None:
            steps.append(reckoned)
    return steps


def reckon_step(facts, step, row, caps, product):
    """One step, after what it lacks was gathered from all its parts."""
    choices = {name: facts.patient.get(f"{name}.{step['id']}", facts.patient.get(name)) for name in ("amount", "days")}
    one = Step(facts, step, row, caps, product, choices)
    if one.key != "stop":
        facts.together(*lacking_parts(facts, one))
    try:
        result = one.reckon()
        lifetime(facts, one, result)
    except Unconverted:
        # Limits, rounding and volumes may need a product; of one whose units do not convert no dose is given.
        raise Missing(["product"]) if product is None else Refused("the product is not measured in what the dose is")
    return result


def lacking_parts(facts, step):
    """What a step's amount and limits need of the patient, to be asked for all at once."""
    amounts = [step.row[step.key]]
    for caps in step.caps:
        for key, value in caps.items():
            if key == "lifetime":
                amounts.append(value["at-most"])
                yield lambda name=value["given"]: facts.measure(name)
            else:
                amounts += listed(value)
    over = step.row.get("over")
    if isinstance(over, dict):
        amounts += listed(over.get("rate", {}).get("at-most", []))
    for text in amounts:
        yield lambda amount=Amount.reading(text): amount.for_patient(facts) if amount.formula else amount.size(facts)


def lifetime(facts, step, result):
    """Refuses a dose that would pass what may ever be given."""
    for caps in step.caps:
        if "lifetime" not in caps or step.key == "stop":
            continue
        rule = caps["lifetime"]
        most = step.limit(rule["at-most"])
        earlier = facts.measure(rule["given"])
        unit = facts.unit_of(rule["given"]) or step.unit
        amount = Amount.reading(f"0 {unit}")
        earlier = converted(earlier * amount.size(facts), amount.unit, step.unit, step.concentration)
        # All the doses that the step gives, where it says how many.
        dose = highest(result.get("all", result.get("course", result.get("total", result.get("each", 0)))))
        if earlier + dose > most and not stands_on(earlier + dose, most):
            raise Refused("the dose would pass the most that may ever be given")


def alerts(regimen, facts, steps, product, reasons):
    """(ids of cautions that apply, risks that they imply). A stop that applies, or is not decided, is kept as a reason."""
    concentration = concentration_of(product)
    facts.doses = {"each-dose": [], "day-dose": [], "course": []}
    for step in steps:
        if "stop" in step or step["key"] == "rate":
            continue
        for name, value in (("each-dose", step["each"]), ("day-dose", step.get("per_day", step["each"])), ("course", step.get("course"))):
            if value is not None:
                facts.doses[name].append((highest(value), step["unit"], concentration))
    cautions, implied = [], set()
    for alert in regimen.get("alerts", []):
        holds = facts.holds(alert["when"])
        if holds is True:
            implied |= set(alert.get("at-risk", []))
            if alert["level"] == "stop":
                reasons.stops.append(alert["text"])
            else:
                cautions.append(alert["id"])
        elif alert["level"] == "stop":
            reasons.needs(holds)
    return cautions, implied


def measures(facts):
    """What could be worked out of the patient: the measures of `work-out`, bmi and percent-of-ideal."""
    known = {}
    for name in [*facts.regimen.get("work-out", {}), "bmi", "percent-of-ideal"]:
        value = truth(lambda: facts.measure(name))
        if not isinstance(value, Unknown):
            known[name] = value
    return known


def reckon_adjustment(regimen, facts, product):
    """Rows of `adjust`: what a bolus and a change come to, each in the unit it is written in, each hour or minute for a change."""
    table = regimen.get("adjust") or next(step["adjust"] for step in regimen["steps"] if "adjust" in step)
    rows = []
    for row in table["rows"]:
        worked = {"when": row.get("when", "always")}
        if "bolus" in row:
            step = Step(facts, {"id": "bolus"}, {"each": row["bolus"], "times": "1"}, [regimen["caps"]] if "caps" in regimen else [], product, {})
            bolus = step.reckon()
            worked["bolus"], worked["bolus_unit"] = bolus["each"], bolus["unit"]
        if "change" in row:
            change = Amount.reading(row["change"])
            worked["change"], worked["change_unit"] = change.for_patient(facts)[0], f"{change.unit}/{change.time}"
        if "hold" in row:
            worked["hold"] = minutes(row["hold"])
        rows.append(worked)
    return rows


def infusions_of(regimen, product, occasion):
    """The entries of a product's `infusion` for the regimen's indication, or for any, and for this infusion, the first or a later one."""
    found = []
    for entry in (product or {}).get("infusion", []):
        is_for_all = "indication" not in entry and "name" not in entry
        if (is_for_all or entry.get("indication") == regimen.get("indication", ...)) and entry.get("occasion", occasion) == occasion:
            found.append(entry)
    return found


def infusion_needs_occasion(regimen, facts, product):
    """Whether the product has other rates for the first infusion than for later ones."""
    return any("occasion" in entry for occasion in ("first", "later") for entry in infusions_of(regimen, product, occasion))


def infusion_rates(entries, facts, product, implied, step):
    """{start, maximum, unit} of an hour, as a pump takes them; the lowest maximum holds. Or None. With `duration` in minutes where
    the record says how long a rate is held.

    In mL, or in the unit of the rates where the record does not say to what the drug is diluted.
    """
    if not entries or "each" not in step or step["is-range"] or step["is-without-product"]:
        return None
    pumped = infused_concentration(product)
    unit = "mL" if pumped is not None else Amount.reading(entries[0]["maximum"]).unit
    try:
        rates = [(per_hour(facts, pumped, unit, entry["maximum"]), per_hour(facts, pumped, unit, entry["start"]), entry) for entry in entries]
        maximum, start, entry = min(rates, key=lambda rate: rate[0])
        for cap in product.get("rate-caps", []):
            risk = cap.get("flag", cap.get("when"))
            applies = facts.holds(risk) if isinstance(risk, dict) else risk in implied or truth(lambda: facts.answer(risk)) is True
            if applies is True:
                maximum = min(maximum, per_hour(facts, pumped, unit, cap["maximum"]))
        volume = converted(step["each"], step["unit"], unit, pumped)
        times = [step["over"]] if "over" in step else []
        if "over" in entry:
            times.append(minutes(entry["over"]["at-least"]))
        if times:
            maximum = min(maximum, volume / max(times) * 60)
    except (Missing, Refused):
        return None
    start, maximum = pump_rate(min(start, maximum)), pump_rate(maximum)
    if start <= 0:
        return None
    result = {"start": start, "maximum": maximum, "unit": unit}
    rates = [start]
    for text in [*entry.get("steps", []), entry["maximum"]]:
        rate = min(pump_rate(per_hour(facts, pumped, unit, text)), maximum)
        if rate > rates[-1]:
            rates.append(rate)
    if "every" in entry or len(rates) == 1 and times:
        result["duration"] = running_time(volume, rates, minutes(entry["every"]) if "every" in entry else None)
    elif times:
        result["duration"] = max(times)
    return result


def running_time(volume, rates, every):
    """Minutes for a volume at rates of an hour, each of which but the last is held for so many minutes."""
    time = 0
    for rate in rates[:-1]:
        if rate * every / 60 >= volume:
            return time + volume / rate * 60
        volume -= rate * every / 60
        time += every
    return time + volume / rates[-1] * 60


def per_hour(facts, pumped, unit, text):
    """A rate of a product in a unit each hour, for the dosing weight."""
    amount = Amount.reading(text)
    value = amount.for_patient(facts)[0] / SIMPLE_UNITS[amount.time][1]
    return converted(value, amount.unit, unit, pumped)


# Worked examples --------------------------------------------------------------------------------------------------------

AMOUNTS = {"each": "each", "per-day": "per_day", "course": "course", "rate": "rate"}


def differences(base, regimen_id, example):
    """[(what, expected, reckoned)] of one entry of `examples` where it does not agree."""
    given = plan(base, regimen_id, example["patient"], example.get("protocol"), example.get("product"))
    expected = example["expect"]
    within = quantity(example["within"])[0] / 100 if "within" in example else None
    if "stop" in expected:
        return [] if (given["status"] == "stop") == is_yes(expected["stop"]) else [("stop", expected["stop"], given["status"])]
    if given["status"] != "ok":
        return [("status", "ok", f"{given['status']}: {', '.join(given['stops']) or ', '.join(sorted(given['missing']))}")]
    steps = {step["id"]: step for step in given["steps"]}
    found = []
    for key, value in expected.items():
        if isinstance(value, dict):
            wanted = steps.get(key)
            found += [(f"{key}.{part}", text, got) for part, text in value.items()
                      for got in disagreeing(part, text, wanted, given, within)] if wanted else [(key, value, "no such step")]
        else:
            found += [(key, value, got) for got in disagreeing(key, value, given["steps"][0], given, within)]
    return found


def disagreeing(key, text, step, given, within):
    """[] where one expectation agrees with a step of the plan, else [what was reckoned]."""
    if key == "stop":
        return [] if ("stop" in step) == is_yes(text) else [step.get("stop")]
    if key in AMOUNTS:
        value, unit = step.get(AMOUNTS[key]), step.get("unit")
        return [] if agrees(text, value, unit, within) else [(value, unit)]
    if key in ("every", "for"):
        got = step.get(key)
        return [] if got is not None and span(got) == span(text) else [got]
    if key in ("times", "days", "doses-per-day"):
        value = step.get({"times": "times", "days": "days_count", "doses-per-day": "doses_per_day"}[key])
        return [] if agrees(text, value, "", within) else [value]
    if key in ("volume", "pump-rate", "over"):
        value = step.get(key.replace("-", "_"))
        unit = {"volume": "mL", "pump-rate": "mL/h", "over": "min"}[key]
        return [] if agrees(text, value, unit, within) else [value]
    if key == "duration":
        value = given.get("infusion", {}).get("duration")
        return [] if agrees(text, value, "min", within) else [value]
    if key == "parts":
        parts = [part for part, _ in step.get("parts", [])]
        same = len(parts) == len(text) and all(agrees(one, part, step["unit"], within) for one, part in zip(text, parts))
        return [] if same else [parts]
    if key == "weight":
        return [] if agrees(text, given["weight"], "kg", within) else [given["weight"]]
    if key in given["measures"]:
        value = given["measures"][key]
        return [] if agrees(text, value, quantity(text)[2], within) else [value]
    return ["not reckoned"]


def agrees(text, value, unit, within):
    """Whether a result, in a unit, rounded to the decimals that are written, is the number that is written."""
    if value is None:
        return False
    low, high, written = quantity(text)
    ends = value if isinstance(value, tuple) else (value, value)
    match = QUANTITY.fullmatch(text if isinstance(text, str) else str(text))
    for end, number, digits in zip(ends, (low, high), (match[1], match[2] or match[1])):
        got = scaled(end, unit, written) if unit and written else end
        if within is not None:
            if abs(got - number) > within * abs(number) * (1 + TOLERANCE):
                return False
        elif to_decimals(got, len(digits.partition(".")[2])) != number:
            return False
    return True


def to_decimals(value, decimals):
    """Rounded half away from zero, as a fraction. What is less than a half by no more than an error of computing is one."""
    size = abs(value) * 10**decimals + Fraction(1, 2)
    count = floor(size)
    count += count + 1 - size <= min(TOLERANCE * size, Fraction(1, 10**6))
    return Fraction(count, 10**decimals) * (-1 if value < 0 else 1)


# Patients ---------------------------------------------------------------------------------------------------------------

# Age in years, a usual weight in kg and height in cm, so that no weight is taken for a slip.
GROWTH = [(0, 3.4, 50), (0.25, 6, 60), (0.5, 7.7, 66), (1, 9.8, 75), (1.5, 11, 81), (2, 12.4, 87), (3, 14.4, 95), (4, 16.3, 102), (5, 18.4, 109),
          (6, 20.7, 115), (7, 23, 122), (8, 25.8, 128), (9, 28.8, 133), (10, 32.3, 139), (11, 36.6, 144), (12, 41, 150), (13, 46, 157),
          (14, 51, 162), (15, 56, 167), (16, 60, 169), (17, 63, 170), (18, 65, 170), (19, 67, 171), (20, 70, 172)]
READY_UNITS = {"serum-creatinine": ("mg/dL", "micromol/L"), "bilirubin": ("mg/dL", "micromol/L"), "albumin": ("g/dL", "g/L"),
               "haemoglobin": ("g/dL", "g/L"), "platelets": ("10^9/L",), "neutrophils": ("10^9/L",), "aptt": ("s",), "inr": ("",),
               "gestational-age": ("weeks",)}
USUAL = {"serum-creatinine": (0.4, 6), "bilirubin": (0.2, 8), "albumin": (2, 5), "haemoglobin": (6, 17), "platelets": (5, 500),
         "neutrophils": (0, 12), "aptt": (20, 140), "inr": (0.8, 6), "gestational-age": (24, 42)}


def grown(value, start, end):
    """From one column of GROWTH to another, straight between its rows."""
    for below_it, above_it in zip(GROWTH, GROWTH[1:]):
        if below_it[start] <= value <= above_it[start]:
            share = (value - below_it[start]) / (above_it[start] - below_it[start])
            return below_it[end] + share * (above_it[end] - below_it[end])
    return GROWTH[-1][end] if value > GROWTH[-1][start] else GROWTH[0][end]


def decimal(value, most=12):
    """A number as decimals without an exponent: 12.5, 0.08, 70."""
    value = exact(repr(value)) if isinstance(value, float) and "e" not in repr(value) else Fraction(value)
    scaled_value = to_decimals(value, most)
    whole, part = divmod(abs(scaled_value), 1)
    digits = str(int(part * 10**most)).rjust(most, "0").rstrip("0")
    return ("-" if scaled_value < 0 else "") + str(int(whole)) + ("." + digits if digits else "")


def is_decimal(value, places=6):
    """Whether a number has at most so many decimals."""
    return (Fraction(value) * 10**places).denominator == 1


def limits_in(value):
    """Every (measure, limit) of every condition under a value, as they are written."""
    if isinstance(value, list):
        return [limit for part in value for limit in limits_in(part)]
    if not isinstance(value, dict):
        return []
    found = []
    for name, part in value.items():
        if isinstance(part, dict) and part and set(part) <= set(LIMITS) and name not in (*IN_ALERTS_ONLY, "rate", "over", "population"):
            found += [(name, text) for text in part.values() if isinstance(text, str)]
        found += limits_in(part)
    return found


def flags_in(value):
    """Every flag of the older form under a value."""
    if isinstance(value, list):
        return {flag for part in value for flag in flags_in(part)}
    if not isinstance(value, dict):
        return set()
    own = {value["flag"]} if isinstance(value.get("flag"), str) else set()
    return own | {flag for part in value.values() for flag in flags_in(part)}


def limits_of(base, regimen):
    """Every limit of a measure that a regimen has, in its rows, alerts, population and protocols, without repeats."""
    parts = [without(regimen, "examples", "adjust")] + [base["protocols"][name] for name in regimen.get("protocols", [])]
    found = [limit for part in parts for limit in limits_in(part)]
    for part in [regimen.get("population", {})] + [part["weight"] for part in parts if isinstance(part.get("weight"), dict)]:
        found += [(key.split("-")[1], part[key]) for key in part if re.fullmatch("(minimum|maximum)-(age|weight|height)", key)]
    for weight in weights_at_caps(regimen):
        found.append(("weight", f"{decimal(weight)} kg"))
    return list(dict.fromkeys(found))


def weights_at_caps(regimen):
    """Weights in kg at which a dose per kg meets a fixed limit."""
    found = []
    for table in steps_of(regimen):
        for step in table.get("steps", []):
            for row in step.get("rows", [step]):
                merged = {**step, **row}
                text = next((merged[key] for key in ("each", "per-day", "course", "total", "rate") if isinstance(merged.get(key), str)), None)
                amount = Amount.reading(text) if text else None
                if amount is None or amount.per != "kg":
                    continue
                for caps in (regimen.get("caps", {}), step.get("caps", {}), row.get("caps", {})):
                    for limit in (one for key, value in caps.items() if key != "lifetime" for one in listed(value)):
                        cap = Amount.reading(limit)
                        if cap.per is None and kind(cap.unit) == kind(amount.unit):
                            factors = [1]
                            if "every" in merged and span(merged["every"]).is_below_a_day:
                                factors.append(Fraction(24) / span(merged["every"]).low)
                            found += [scaled(cap.low, cap.unit, amount.unit) / end / factor for end in {amount.low, amount.high} for factor in factors]
    return [weight for weight in dict.fromkeys(found) if is_decimal(weight) and Fraction(1, 2) <= weight <= 250]


def random_patient(base, regimen, draw):
    """Everything a regimen could ask, entered, for someone of a plausible weight; most often inside the population."""
    population = regimen.get("population", {})
    low = float(years(population["minimum-age"])) if "minimum-age" in population else 0
    high = float(years(population["maximum-age"])) if "maximum-age" in population else 95
    if draw.random() < 0.1:
        low, high = 0, 95
    if draw.random() < 0.35 and low < 18:
        high = min(high, 18)
    age = draw.uniform(low, high)
    patient = {"age": aged(age, draw), "sex": draw.choice(["female", "male"])}
    lightest, heaviest = (population.get(f"{end}-weight") for end in ("minimum", "maximum"))
    if lightest and heaviest and draw.random() < 0.8:
        size_up(patient, draw, Fraction(round(draw.uniform(float(kilograms(lightest)), float(kilograms(heaviest))), 1)))
    else:
        size_up(patient, draw)
    for name, question in questions_of(base, regimen).items():
        patient[name] = random_answer(name, question, draw)
    for flag in sorted(flags_in(without(regimen, "examples"))):
        if draw.random() < 0.2:
            patient[flag] = "yes"
    for name, rule in regimen.get("work-out", {}).items():
        if rule["formula"] in ("cockcroft-gault", "ckd-epi-2021", "schwartz-bedside", "de-indexed") and draw.random() < 0.3:
            patient[name] = f"{decimal(round(draw.uniform(3, 160), 1))} {unit_worked_out(regimen['work-out'], name)}"
    if any("occasion" in entry for name in regimen.get("products", []) for entry in base["products"][name].get("infusion", [])):
        patient["occasion"] = draw.choice(["first", "later"])
    return patient | choices(regimen, draw)


def aged(age, draw):
    """An age as text, in whole years, or in months or days for the young."""
    if age < 0.25:
        return f"{max(1, round(age * 365.25))} days"
    if age < 3 and draw.random() < 0.6:
        return f"{max(3, round(age * 12))} months"
    return f"{max(1, floor(age))} years"


def size_up(patient, draw, weight=None):
    """Gives a patient a weight and height that fit the age, and with a weight in kg an age that fits it if it must."""
    age = float(years(patient["age"]))
    if age < 20:
        usual_weight, usual_height = grown(age, 0, 1), grown(age, 0, 2)
        chosen_weight = usual_weight * draw.uniform(0.88, 1.18)
        height = usual_height * draw.uniform(0.97, 1.04)
    else:
        height = draw.uniform(148, 196)
        chosen_weight = draw.uniform(18.5, draw.choice([27, 34, 45])) * (height / 100) ** 2
    patient["weight"] = f"{decimal(round(chosen_weight, draw.choice([0, 1, 1, 2]) if chosen_weight > 10 else 2)) if weight is None else decimal(weight)} kg"
    patient["height"] = f"{decimal(round(height, draw.choice([0, 0, 1])))} cm"
    low, high = ADULT_USUAL
    if age >= 20 and not low <= kilograms(patient["weight"]) <= high and draw.random() < 0.8:
        patient["confirm"] = "weight"


def random_answer(name, question, draw):
    """An answer to a question, as text."""
    answer = question.get("answer")
    if isinstance(answer, list):
        return draw.choice(answer)
    if answer in ("yes-no", "tick"):
        return draw.choice(["yes", "no"])
    if name in USUAL:
        unit = draw.choice(READY_UNITS[name])
        value = draw.uniform(*USUAL[name]) / (float(LABORATORY[name][unit]))
        places = 0 if value > 50 else 2
        return f"{decimal(round(value, places))} {unit}".strip()
    low, high = float(exact(question.get("at-least", "0"))), float(exact(question.get("at-most", "100")))
    return f"{decimal(round(draw.uniform(low, high), 1))} {question.get('unit', '')}".strip()


def choices(regimen, draw):
    """Now and then a choice within a range of amounts or days: its ends, its middle, or beside it."""
    chosen_parts = {}
    tables = [table for table in steps_of(regimen) if "steps" in table]
    for table in tables:
        for step in table["steps"]:
            for row in step.get("rows", [step]):
                for key in ("each", "per-day", "course", "rate", "total"):
                    text = row.get(key)
                    if isinstance(text, str) and quantity(text)[0] != quantity(text)[1] and draw.random() < 0.5:
                        low, high, unit = quantity(text)
                        name = "amount" if len(table["steps"]) == 1 else f"amount.{step['id']}"
                        chosen_parts[name] = f"{decimal(draw.choice([low, high, (low + high) / 2, low + (high - low) / 4]))} {unit}"
                days = row.get("days", step.get("days"))
                if days and quantity(days)[0] != quantity(days)[1] and draw.random() < 0.5:
                    chosen_parts["days"] = str(draw.randint(int(quantity(days)[0]), int(quantity(days)[1])))
    return chosen_parts


def beside(text):
    """A limit, and a little below and above it: (number, unit) as fractions."""
    value, _, unit = quantity(text)
    little = Fraction(1, 100)
    return [(near, unit) for near in (value, value - little, value + little) if near > 0]


def at_limit(base, regimen, name, number, unit, draw):
    """A patient whose measure is a number: entered where it can be, else reached through weight and creatinine. Or None."""
    patient = random_patient(base, regimen, draw)
    for measure in regimen.get("work-out", {}):
        patient.pop(measure, None)
    written = f"{decimal(number)} {unit}".strip()
    if name == "age":
        patient["age"] = written
        size_up(patient, draw)
    elif name == "weight":
        weight = kilograms(written)
        if float(years(patient["age"])) < 20 or weight < 40:
            usual = grown(float(weight), 1, 0)
            minimum = float(years(regimen.get("population", {}).get("minimum-age", "0 days")))
            patient["age"] = aged(max(minimum, usual), draw) if usual < 20 else "30 years"
        size_up(patient, draw, weight)
    elif name == "height":
        patient["height"] = written
    elif name == "bmi":
        tall = draw.choice([150, 160, 170, 180])
        patient |= {"age": adult_age(regimen, draw), "height": f"{tall} cm", "weight": f"{decimal(number * Fraction(tall, 100) ** 2)} kg"}
    elif name == "percent-of-ideal":
        patient |= {"age": adult_age(regimen, draw), "height": "152.4 cm", "sex": "male", "weight": f"{decimal(number / 2)} kg"}
    elif name in regimen.get("work-out", {}):
        rule = regimen["work-out"][name]
        reached = clearance_at(rule, number, draw) if rule["formula"] == "cockcroft-gault" and draw.random() < 0.6 else None
        patient |= reached or {name: written}
    else:
        patient[name] = written
    return patient


def adult_age(regimen, draw):
    return f"{draw.randint(max(20, floor(years(regimen.get('population', {}).get('minimum-age', '18 years')))), 85)} years"


def clearance_at(rule, number, draw):
    """A man whose Cockcroft-Gault clearance is exactly a number of mL/min, with decimals for all that is entered. Or None."""
    tried = list(range(20, 96))
    draw.shuffle(tried)
    for age in tried:
        if rule["weight"] == "actual":
            weight, height = Fraction(draw.randint(55, 95)), draw.randint(165, 190)
        elif rule["weight"] in ("ideal", "adjusted"):
            # At 152.4 cm a man's ideal weight is 50 kg.
            weight, height = Fraction(draw.randint(45, 80)), Fraction("152.4")
        else:
            return None
        by = {"actual": weight, "ideal": Fraction(50)}.get(rule["weight"], adjusted(Fraction(50), weight, exact(rule.get("factor", "0"))))
        creatinine = (140 - age) * by / (72 * number)
        if is_decimal(creatinine, 8) and Fraction(1, 10) <= creatinine <= 30:
            return {"age": f"{age} years", "sex": "male", "weight": f"{decimal(weight)} kg", "height": f"{decimal(height)} cm",
                    "serum-creatinine": f"{decimal(creatinine)} mg/dL"}
    return None


def patients(base, regimen_id, seed, count):
    """Yields `count` patients as `plan` takes them, the same for the same seed.

    Of every three the first stands at a limit that the regimen has, or a hundredth beside it; the second lacks one thing, each
    in turn, and sometimes more; the third is drawn at random. `enough(base, regimen_id)` patients come by every limit once.
    """
    draw = random.Random(f"{regimen_id} {seed}")
    regimen = base["regimens"][regimen_id]
    places = [(name, number, unit) for name, text in limits_of(base, regimen) for number, unit in beside(text)]
    draw.shuffle(places)
    for number in range(count):
        way = number % 3 if places else number % 2 + 1
        if way == 0:
            patient = at_limit(base, regimen, *places[number // 3 % len(places)], draw)
        else:
            patient = random_patient(base, regimen, draw)
        if way == 1:
            patient = leave_out(patient, draw, number // 3)
        yield patient


def enough(base, regimen_id):
    """How many of `patients` it takes to come by every limit of a regimen, and a little below and above it."""
    return max(60, 3 * sum(len(beside(text)) for _, text in limits_of(base, base["regimens"][regimen_id])))


def cases(base, regimen_id, seed, count):
    """Yields (patient, protocol, product): `patients`, each with one of the regimen's protocols and products, or without a product."""
    draw = random.Random(f"cases {regimen_id} {seed}")
    regimen = base["regimens"][regimen_id]
    for patient in patients(base, regimen_id, seed, count):
        yield patient, draw.choice(regimen.get("protocols", [None])), draw.choice([*regimen.get("products", []), "none"])


def leave_out(patient, draw, number):
    """A patient without one thing that was entered, in turn; now and then without several."""
    names = sorted(patient)
    gone = {names[number % len(names)]}
    if draw.random() < 0.15:
        gone |= set(draw.sample(names, draw.randint(1, len(names))))
    return without(patient, *gone)
