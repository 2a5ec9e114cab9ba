"""The reckoning in reckoning.py against what is known from outside: formulas' printed values, and the records' worked examples."""

from fractions import Fraction
from pathlib import Path

import pytest

from reckoning import (
    LABORATORY, adjusted, body_surface, calvert, cases, ckd_epi_2021, cockcroft_gault, concentration_of, devine, differences, enough, fewest,
    forms_of, janmahasatian, limits_of, load, patients, plan, pump_rate, quantity, rounded_to_sizes, rounded_to_step, schwartz_bedside, span,
    to_decimals)

REPOSITORY = Path(__file__).resolve().parents[2]
CONTENT = load(REPOSITORY / "content")
FORMULARY = load(REPOSITORY / "Tests" / "Formulary" / "content")
EXAMPLES = [
    pytest.param(regimen, example, id=f"{regimen}-{number}")
    for regimen, record in FORMULARY["regimens"].items() for number, example in enumerate(record.get("examples", []), 1)
]


@pytest.mark.parametrize("regimen, example", EXAMPLES)
def test_a_worked_example_of_a_record(regimen, example):
    assert differences(FORMULARY, regimen, example) == []


def test_there_are_worked_examples():
    assert len(EXAMPLES) >= 150


# Formulas: the values and places of Tests/Formulary/sources/formulas.md -------------------------------------------------

def number(text):
    return Fraction(text)


@pytest.mark.parametrize("value, printed", [
    (cockcroft_gault(40, 80, 1, False), "111"),
    (cockcroft_gault(40, 80, 1, True), "94.444444"),
    (cockcroft_gault(40, devine(180, False), 1, False), "104"),
    (cockcroft_gault(50, adjusted(devine(180, False), 150, Fraction("0.4")), 1, False), "131"),
    (cockcroft_gault(40, 80, 3, False), "37"),
    (cockcroft_gault(24, 54, 1, True), "74"),
    (cockcroft_gault(68, 68, 5, False), "14"),
    (ckd_epi_2021(80, number("0.8"), True), "74"),
    (ckd_epi_2021(80, number("0.8"), False), "89"),
    (schwartz_bedside(180, 2), "37.170"),
    (schwartz_bedside(180, 1), "74.340"),
    (schwartz_bedside(180, number("0.8")), "92.925"),
    (schwartz_bedside(50, number("0.5")), "41.3"),
    (number("59.8") * number("1.62") / number("1.73"), "56.00"),
    (144.5 * body_surface("du-bois", 80, 200) / 1.73, "180"),
    (devine(160, True), "52.381890"),
    (devine(160, False), "56.881890"),
    (devine(180, False), "75.0"),
    (devine(number("66.3") * number("2.54"), False), "64.49"),
    (devine(number("66.3") * number("2.54"), True), "59.99"),
    (adjusted(devine(180, False), 80, number("0.4")), "77.0"),
    (adjusted(40, 50, number("0.4")), "44.0"),
    (devine(177, False), "72"),
    (adjusted(devine(177, False), 99, number("0.4")), "83"),
    # Printed of the ideal weight as it is printed, rounded.
    (number(100 * 99) / to_decimals(devine(177, False), 0), "138"),
    (devine(160, True), "52"),
    (adjusted(devine(160, True), 80, number("0.4")), "63"),
    (adjusted(devine(160, True), 160, number("0.4")), "95.4"),
    (janmahasatian(80, 150, False), "51.643454"),
    (body_surface("mosteller", 80, 180), "2.000"),
    (body_surface("du-bois", 80, 180), "1.996"),
    (body_surface("haycock", 80, 180), "2.007"),
    (body_surface("mosteller", 90, 180), "2.12132034355964"),
    (body_surface("haycock", 90, 180), "2.13777472582469"),
    (body_surface("du-bois", 90, 180), "2.099"),
    (body_surface("mosteller", 72, 180), "1.90"),
    (body_surface("mosteller", 50, 145), "1.42"),
    (body_surface("du-bois", 8, 70), "0.38"),
    (body_surface("du-bois", 52, 160), "1.53"),
    (calvert(6, 125), "900"), (calvert(5, 125), "750"), (calvert(4, 125), "600"), (calvert(5, 90), "575"),
    (number("0.84") / LABORATORY["serum-creatinine"]["micromol/L"], "74.3"),
    (number("1.21") / LABORATORY["serum-creatinine"]["micromol/L"], "107.0"),
    (84 * LABORATORY["serum-creatinine"]["micromol/L"], "0.950"),
    (1 / LABORATORY["bilirubin"]["micromol/L"], "17.1"),
    (7 / LABORATORY["albumin"]["g/L"], "70"),
    (1 / LABORATORY["haemoglobin"]["g/L"], "10"),
])
def test_a_formula_gives_what_is_printed_elsewhere(value, printed):
    assert to_decimals(value, len(printed.partition(".")[2])) == number(printed)


@pytest.mark.parametrize("weight, bmi, is_female, printed", [(80, 20, False, 67), (80, 30, False, 56), (80, 30, True, 46)])
def test_lean_weight_by_body_mass_index(weight, bmi, is_female, printed):
    assert round(janmahasatian(weight, 100 * (weight / bmi) ** 0.5, is_female)) == printed


# Rounding and units -----------------------------------------------------------------------------------------------------

def test_quantities_are_read():
    assert quantity("25 to 30 mg/kg") == (25, 30, "mg/kg")
    assert quantity("25,000 units") == (25000, 25000, "units")
    assert quantity("0.1 mg/dL")[0] == Fraction(1, 10)
    assert quantity("30") == (30, 30, "")
    assert span("60 min") == span("1 h") and span("1 month") != span("4 weeks")
    for text in ("0,5 mg", "0,125 mg", "1.5,2 mg", ".5 mg", "mg", "1,40 mg"):
        with pytest.raises(ValueError):
            quantity(text)


@pytest.mark.parametrize("value, step, direction, limit, expected", [
    ("72.5", 5, "nearest", None, 75), ("72.4", 5, "nearest", None, 70), ("74", 5, "down", None, 70), ("71", 5, "up", None, 75),
    ("72.5", 5, "nearest", "72.5", 70), ("75", 5, "up", "75", 75), ("70", 5, "up", None, 70), ("74.99999999999", 5, "down", None, 75),
])
def test_to_a_step(value, step, direction, limit, expected):
    assert rounded_to_step(number(value), Fraction(step), direction, None if limit is None else number(limit)) == expected


@pytest.mark.parametrize("value, sizes, direction, limit, expected", [
    ("96", (25, 50, 75, 88, 100, 112), "nearest", None, 100), ("80", (25, 50, 75, 88), "nearest", None, 75),
    ("8", (5, "7.5", 10, 15), "down", None, "7.5"), ("8", ("2.5",), "nearest", None, "7.5"), ("8.75", ("2.5",), "nearest", None, 10),
    ("72.5", (5, 10), "up", "72.5", 70), ("145", (20, 40), "nearest", None, 140), ("4", (12, 50), "up", None, 12),
])
def test_to_what_whole_containers_make(value, sizes, direction, limit, expected):
    limit = None if limit is None else number(limit)
    assert rounded_to_sizes(number(value), [Fraction(size) for size in sizes], direction, limit) == Fraction(expected)


def test_the_fewest_containers():
    product = {"concentration": "100 mg/mL", "forms": ["2 g vial", "5 g vial", "10 g vial", "20 g vial", "30 g vial"]}
    assert [(count, form.content) for count, form in fewest(Fraction(70), forms_of(product), "g", None)] == [(2, 30), (1, 10)]
    halves = {"forms": ["5 mg scored tablet"]}
    assert [(count, form.content) for count, form in fewest(Fraction("7.5"), forms_of(halves), "mg", None)] == [(Fraction(3, 2), 5)]
    assert concentration_of({"concentration": "120 mg/5 mL"}) == (24, "mg")


@pytest.mark.parametrize("rate, expected", [("168.07", "168"), ("41.9999999999", "42"), ("0.996", "0.99"), ("12.39", "12.3"), ("0.004", "0")])
def test_what_a_pump_is_set_to(rate, expected):
    assert pump_rate(number(rate)) == number(expected)


# Plans of the site's own records, figures of content/dosing/ivig-dosing.md ----------------------------------------------

ADULT = {"weight": "70 kg", "height": "175 cm", "age": "50 years", "sex": "male"}


@pytest.mark.parametrize("protocol, weight, course", [("us-label", "100", "200"), ("nba-australia", "82.28", "164.6")])
def test_a_course_by_each_protocol(protocol, weight, course):
    given = plan(CONTENT, "ivig-dermatomyositis", ADULT | {"weight": "100 kg"}, protocol)
    assert to_decimals(given["weight"], 2) == number(weight)
    assert to_decimals(given["steps"][0]["course"], 1) == number(course)


@pytest.mark.parametrize("days, day", [("2", "70"), ("3", "46.7"), ("4", "35"), ("5", "28")])
def test_days_of_a_course(days, day):
    (step,) = plan(CONTENT, "ivig-dermatomyositis", ADULT | {"days": days})["steps"]
    assert [to_decimals(amount, 1) for amount in step["days"]] == [number(day)] * int(days)
    assert sum(step["days"]) == step["course"] == 140


def test_a_rate_by_the_dosing_weight_and_its_limits():
    infusion = plan(CONTENT, "ivig-dermatomyositis", ADULT)["infusion"]
    # 21 mL in the first half hour, and the other 679 mL at 168 mL/h.
    assert infusion == {"start": 42, "maximum": 168, "unit": "mL", "duration": 30 + Fraction(679 * 60, 168)}
    assert plan(CONTENT, "ivig-dermatomyositis", ADULT | {"renal-risk": "yes"})["infusion"]["maximum"] == 126
    assert plan(CONTENT, "ivig-dermatomyositis", ADULT | {"age": "71 years"})["infusion"]["maximum"] == 126
    assert plan(CONTENT, "ivig-dermatomyositis", ADULT | {"weight": "100 kg"}, "nba-australia")["infusion"]["maximum"] == Fraction("197.4")


def test_what_withholds_a_dose():
    def status(patient, protocol=None):
        given = plan(CONTENT, "ivig-dermatomyositis", patient, protocol)
        return given["status"], given["missing"]

    assert status({}) == ("incomplete", {"age", "weight"})
    assert status({"weight": "70 kg", "age": "50 years"}) == ("ok", set())
    assert status(ADULT | {"age": "12 years"})[0] == "stop"
    assert status({"age": "12 years"})[0] == "stop"
    assert status({"weight": "70 kg", "age": "50 years"}, "nba-australia") == ("incomplete", {"height", "sex"})
    assert status({"weight": "70 kg", "age": "50 years", "height": "150 cm"}, "nba-australia") == ("ok", set())
    assert status({"weight": "70 kg", "age": "50 years", "pregnancy": "yes"}, "nba-australia") == ("ok", set())
    assert status(ADULT | {"height": "152.2 cm"}, "nba-australia")[0] == "stop"
    assert status(ADULT, "ontario")[0] == "stop"


OTHER = load(REPOSITORY / "Tests" / "Site" / "Fixtures" / "other-drugs")


def test_drugs_of_the_older_forms():
    """The figures were worked out by hand for test_other_drugs.py."""
    load_step, weekly = plan(OTHER, "fictamab-weekly", {"weight": "80 kg", "height": "180 cm", "age": "40 years"})["steps"]
    assert (load_step["each"], load_step["volume"], load_step["times"], weekly["each"]) == (480, 96, 1, 480)
    assert [(count, form.content) for count, form in load_step["supply"]] == [(1, 500)]
    small = {"weight": "54 kg", "height": "150 cm", "age": "40 years"}
    given = plan(OTHER, "fictamab-weekly", small)
    assert (given["surface"], given["steps"][1]["each"], given["steps"][1]["volume"]) == (Fraction(3, 2), 380, 76)
    assert to_decimals(plan(OTHER, "fictamab-weekly", small, "by-surface-du-bois")["surface"], 2) == number("1.48")
    first, later = plan(OTHER, "examplase-fixed", {"age": "40 years"})["steps"]
    assert (first["each"], first["volume"], first["unit"], later["each"]) == (1, 100, "g", 500)


def made_up(patient=None, product=None, **regimen):
    """The plan of a regimen that is written here, for 70 kg unless told."""
    base = {"regimens": {"x": regimen}, "protocols": {}, "questions": {}, "products": {"p": product}}
    return plan(base, "x", {"weight": "70 kg", "height": "175 cm", "age": "50 years", "sex": "male"} | (patient or {}), None, "p" if product else None)


def test_a_day_that_is_divided_and_its_limits():
    (step,) = made_up(dose={"per-day": "60 mg/kg", "every": "6 h"}, patient={"weight": "12 kg", "age": "2 years"})["steps"]
    assert (step["each"], step["doses_per_day"], step["per_day"]) == (180, 4, 720)
    (step,) = made_up(dose={"per-day": "60 mg/kg", "doses": "4"}, caps={"per-day": ["60 mg/kg", "4 g"], "per-dose": "900 mg"})["steps"]
    assert (step["each"], step["per_day"]) == (900, 3600)
    (step,) = made_up(dose={"each": "100 units/kg", "every": "12 h"}, caps={"per-day": "13,000 units"})["steps"]
    assert (step["each"], step["per_day"]) == (6500, 13000)
    suspension = {"concentration": "125 mg/5 mL"}
    (step,) = made_up(dose={"per-day": "20 mg/kg", "doses": "3"}, rounding={"to": "0.5 mL"}, product=suspension, patient={"weight": "11 kg", "age": "2 years"})["steps"]
    assert (step["volume"], step["each"], step["per_day"]) == (3, 75, 225)


@pytest.mark.parametrize("caps, days", [({}, [75, 70]), ({"per-day": "1 g/kg"}, [70, 70])])
def test_days_of_whole_vials(caps, days):
    vials = {"concentration": "100 mg/mL", "vials": ["5 g", "10 g", "20 g", "40 g"]}
    (step,) = made_up(
        dose={"course": "2 g/kg", "days": "2 to 5"}, caps=caps, rounding={"to": "vial", "direction": "up"}, product=vials,
        patient={"weight": "72.5 kg"})["steps"]
    assert (step["days"], step["course"]) == (days, sum(days))


def test_days_that_a_limit_asks_for():
    course = {"course": "2 g/kg", "days": "1 to 4"}
    (step,) = made_up(dose=course, caps={"per-day": "0.7 g/kg"})["steps"]
    assert (step["days_count"], step["course"]) == (3, 140)
    (step,) = made_up(dose=course, caps={"per-day": "0.7 g/kg"}, patient={"days": "2"})["steps"]
    assert step["days_count"] == 3
    assert made_up(dose=course, caps={"per-day": "0.4 g/kg"})["status"] == "stop"


@pytest.mark.parametrize("dose, given", [("24.9 mg", None), ("25 mg", 50), ("49 mg", 50), ("1 mg", None)])
def test_rounding_more_than_doubles_no_dose(dose, given):
    plan = made_up(dose={"each": dose, "times": "1"}, rounding={"to": "50 mg", "direction": "up"})
    assert plan["status"] == "stop" if given is None else plan["steps"][0]["each"] == given


def test_parts_add_up():
    dose = {"total": "0.9 mg/kg", "parts": [{"share": "10 %", "over": "1 min"}, {"share": "rest", "over": "60 min"}]}
    (step,) = made_up(dose=dose, caps={"per-dose": "90 mg"}, patient={"weight": "120 kg"})["steps"]
    assert step["parts"] == [(9, 1), (81, 60)]


def test_rates_and_what_adjusts_them():
    bag = {"concentration": "25,000 units/250 mL"}
    given = made_up(
        steps=[{"id": "infusion", "rate": "18 units/kg/h", "caps": {"rate": "0.02 million units/h"}}], product=bag, patient={"weight": "77.77 kg"},
        adjust={"by": "aptt", "rows": [{"when": {"aptt": {"under": "35 s"}}, "bolus": "80 units/kg", "change": "-2 units/kg/h", "hold": "1 h"}]})
    assert given["steps"][0]["rate"] == number("1399.86") and given["steps"][0]["pump_rate"] == number("13.9")
    assert given["adjust"][0]["bolus"] == number("6221.6") and given["adjust"][0]["change"] == number("-155.54") and given["adjust"][0]["hold"] == 60
    held = made_up(
        steps=[{"id": "infusion", "rate": "18 units/kg/h"}], product=bag, patient={"weight": "150 kg"}, caps={"per-dose": "10,000 units"},
        adjust={"by": "aptt", "rows": [{"when": {"aptt": {"under": "35 s"}}, "bolus": "80 units/kg"}]})
    assert held["adjust"][0]["bolus"] == 10000
    small = made_up(
        steps=[{"id": "infusion", "rate": "18 units/kg/h"}], product=bag, patient={"weight": "3.5 kg", "age": "1 month"},
        rounding={"to": "1,000 units", "direction": "up"}, adjust={"by": "aptt", "rows": [{"when": {"aptt": {"under": "35 s"}}, "bolus": "80 units/kg"}]})
    assert small["status"] == "stop"
    (step,) = made_up(dose={"rate": "1 g/h", "for": "24 h"}, product={"concentration": "200 mg/mL"})["steps"]
    assert (step["course"], step["pump_rate"]) == (24, 5)


def test_doses_in_all_and_in_a_day():
    (step,) = made_up(dose={"each": "10 mg/kg", "every": "8 h", "times": "5"}, caps={"per-course": "3 g"})["steps"]
    assert (step["each"], step["all"], step["doses_per_day"]) == (600, 3000, 3)
    (step,) = made_up(dose={"each": "10 mg/kg", "doses": "2"}, caps={"per-day": "1 g"})["steps"]
    assert (step["each"], step["doses_per_day"], step["per_day"]) == (500, 2, 1000)
    (step,) = made_up(dose={"each": "1 g", "every": "4 to 6 h", "most": {"doses": "4", "in": "24 h"}}, caps={"per-day": "3 g"})["steps"]
    assert (step["each"], step["doses_per_day"]) == (Fraction(3, 4), 4)
    (step,) = made_up(dose={"each": "1 g", "every": "8 h", "most": {"doses": "4", "in": "24 h"}})["steps"]
    assert step["doses_per_day"] == 3
    (step,) = made_up(dose={"each": "1 g", "every": "7 h", "for": "2 days"})["steps"]
    assert (step["doses_per_day"], step["count"]) == (4, 7)
    (step,) = made_up(dose={"each": "1 g", "every": "4 h", "most": {"doses": "4", "in": "24 h"}, "for": "3 days"})["steps"]
    assert step["all"] == 12


def test_limits_and_rounding_of_a_row():
    row = {"when": "always", "each": "3 mg/kg", "every": "12 h", "caps": {"per-dose": "0.2 g"}, "rounding": {"to": "15 mg", "direction": "down"}}
    (step,) = made_up(dose=[row], rounding={"to": "100 mg", "direction": "nearest"})["steps"]
    assert step["each"] == 195


def test_rounding_that_needs_a_product():
    dose = {"dose": {"each": "3 mg/kg", "every": "12 h"}, "rounding": {"to": "product"}}
    assert (made_up(**dose)["status"], made_up(**dose)["missing"]) == ("incomplete", {"product"})
    assert made_up(**dose, product={"concentration": "10 mg/mL"})["status"] == "stop"
    assert made_up(dose={"each": "30 units/kg", "every": "12 h"}, product={"forms": ["5 mg tablet"]})["status"] == "stop"
    assert made_up(dose=dose["dose"], rounding={"to": "0.5 mL"})["missing"] == {"product"}


def test_what_is_diluted():
    def running(**product):
        (step,) = made_up(dose={"rate": "0.5 mg/kg/h"}, product={"concentration": "50 mg/mL"} | product)["steps"]
        return step.get("pump_rate")

    assert [running(), running(**{"infused-at": "5 mg/mL"}), running(diluted="true")] == [Fraction(7, 10), 7, None]

    def rates(patient, **product):
        entries = [{"occasion": "first", "start": "50 mg/h", "maximum": "400 mg/h"}, {"occasion": "later", "start": "100 mg/h", "maximum": "400 mg/h"}]
        given = made_up(patient, dose={"each": "1 g", "times": "1"}, product={"concentration": "10 mg/mL", "infusion": entries} | product)
        return given.get("infusion", given["missing"])

    assert rates({}) == {"occasion"}
    assert rates({"occasion": "first"}, diluted="true") == {"start": 50, "maximum": 400, "unit": "mg"}
    assert rates({"occasion": "later"}, **{"infused-at": "4 mg/mL"}) == {"start": 25, "maximum": 100, "unit": "mL"}


def test_a_dose_that_is_drawn_from_another_product():
    (step,) = made_up(dose={"each": "1 g", "times": "1", "product": "none"}, product={"concentration": "10 mg/mL", "vials": ["1 g"]})["steps"]
    assert "volume" not in step and "supply" not in step


def test_no_weight_above_the_actual_one():
    work_out = {name: {"formula": "cockcroft-gault", "weight": name, "factor": "0.4"} for name in ("actual", "ideal", "adjusted")}
    given = made_up({"weight": "50 kg", "serum-creatinine": "1 mg/dL"}, dose={"each": "1 g", "times": "1"}, **{"work-out": work_out})
    assert given["measures"]["ideal"] == given["measures"]["adjusted"] == given["measures"]["actual"] == 90 * Fraction(50, 72)


def test_a_stop_in_one_step_withholds_the_others():
    steps = [{"id": "a", "each": "1 g", "times": "1"}, {"id": "b", "rows": [{"when": {"sex": "male"}, "stop": "No."}, {"when": {"sex": "female"}, "each": "1 g", "times": "1"}]}]
    given = made_up(steps=steps)
    assert (given["status"], given["stops"], given["steps"]) == ("stop", ["No."], [])


@pytest.mark.parametrize("name, accepted, refused", [
    ("weight", ("0.3 kg", "400 kg"), ("0.29 kg", "400.1 kg")), ("height", ("20 cm", "250 cm"), ("19 cm", "251 cm")),
    ("age", ("0 days", "120 years"), ("120.1 years",)),
])
def test_what_is_accepted_of_a_body(name, accepted, refused):
    dose = {"each": "1 g", "times": "1"}
    # As little as a newborn's weight, and as much as has to be confirmed.
    for value in accepted:
        age = {} if name == "age" else {"age": "0 days" if value == "0.3 kg" else "50 years"}
        assert made_up({name: value, "confirm": "weight"} | age, dose=dose)["status"] == "ok", value
    assert {made_up({name: value}, dose=dose)["status"] for value in refused} == {"stop"}


def test_a_surface_is_the_regimens_or_mostellers():
    def surface(**own):
        return made_up({"weight": "80 kg", "height": "180 cm"}, dose={"each": "1 mg/m2", "times": "1"}, **own)["surface"]

    assert surface() == 2
    assert to_decimals(surface(surface="du-bois"), 3) == number("1.996")
    assert surface(**{"work-out": {"bsa": {"formula": "haycock"}}}) == 2


def test_what_was_given_before_counts():
    def status(earlier):
        ask = [{"id": "earlier-dose", "label": "Earlier", "unit": "mg/m2"}]
        return made_up(
            {"earlier-dose": earlier, "height": "180 cm", "weight": "80 kg"}, ask=ask, dose={"each": "60 mg/m2", "every": "3 weeks"},
            caps={"lifetime": {"at-most": "550 mg/m2", "given": "earlier-dose"}})["status"]

    assert [status("490 mg/m2"), status("490.1 mg/m2"), status(None)] == ["ok", "stop", "incomplete"]


def test_a_figure_next_to_a_limit_stands_on_it():
    rows = [{"when": {"bmi": {"at-least": "30"}}, "each": "1 g", "times": "1"}, {"when": {"bmi": {"under": "30"}}, "each": "2 g", "times": "1"}]
    each = [made_up({"height": "170 cm", "weight": weight}, dose=rows)["steps"][0]["each"] for weight in ("86.7", "86.69999999999", "86.69")]
    assert each == [1, 1, 2]


def test_only_what_could_change_the_row_is_asked():
    def missing(patient):
        return plan(FORMULARY, "apixaban-af", patient)["missing"]

    assert missing({"age": "85 years", "weight": "50 kg"}) == set()
    assert missing({"age": "50 years", "weight": "70 kg"}) == set()
    assert missing({"age": "85 years", "weight": "70 kg"}) == {"serum-creatinine"}


# Patients ---------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("base, regimen", [(base, regimen) for base in (CONTENT, FORMULARY) for regimen in base["regimens"]])
def test_patients_of_every_kind(base, regimen):
    count = max(300, enough(base, regimen))
    drawn = list(patients(base, regimen, 1, count))
    assert drawn == list(patients(base, regimen, 1, count)) != list(patients(base, regimen, 2, count))
    plans = [plan(base, regimen, *case) for case in cases(base, regimen, 1, count)]
    if base is CONTENT:
        plans += [plan(base, regimen, patient, "us-label") for patient in drawn]
    statuses = [given["status"] for given in plans]
    assert statuses.count("ok") >= 20
    for given in plans:
        assert (given["status"] == "stop") == bool(given["stops"])
        assert (given["steps"] != []) == (given["status"] == "ok")


def test_there_are_limits():
    assert sum(len(list(limits_of(base, record))) for base in (CONTENT, FORMULARY) for record in base["regimens"].values()) > 50


@pytest.mark.parametrize("base, regimen", [(base, regimen) for base in (CONTENT, FORMULARY) for regimen in base["regimens"]])
def test_patients_come_by_every_limit(base, regimen):
    """Each limit of what is entered itself stands in somebody's entry."""
    record = base["regimens"][regimen]
    entered = {(name, value) for patient in patients(base, regimen, 3, enough(base, regimen)) for name, value in patient.items()}
    numbers = {(name, quantity(value)[0]) for name, value in entered if value[0].isdigit()}
    for name, text in limits_of(base, record):
        if name not in record.get("work-out", {}) and name not in ("bmi", "percent-of-ideal"):
            assert (name, quantity(text)[0]) in numbers, (name, text)
