"""Forms and plans of every kind of regimen, on the pages of the formulary that tests the dosing language."""

from urllib.parse import parse_qs, urlencode, urlsplit
import json
import shutil

import pytest

from conftest import FORMULARY as CONTENT, THEMES, materia
from test_browser import VIEWS, violations
from test_calculator import assert_no_dose, assert_same_plan, open_calculator, options, shown, type_in  # noqa: F401 (a fixture)


PLANS = [
    ("enoxaparin-twice-daily", {"weight": "80", "age": "40", "sex": "male", "serum-creatinine": "1 mg/dL"}),
    ("enoxaparin-twice-daily", {"weight": "80", "age": "70", "sex": "female", "serum-creatinine": "250 micromol/L"}),
    ("heparin", {"weight": "70", "age": "50"}),
    ("heparin", {"weight": "70", "age": "50", "step": "infusion", "product": "heparin-25000-500"}),
    ("vancomycin-load", {"weight": "80", "age": "50", "creatinine-clearance": "80"}),
    ("vancomycin-load", {"weight": "80", "age": "50", "creatinine-clearance": "80", "amount.load": "27", "amount.maintenance": "15 mg/kg"}),
    ("vancomycin-load", {"weight": "80", "age": "50", "creatinine-clearance": "40"}),
    ("apixaban-af", {"weight": "132 lb", "age": "82", "serum-creatinine": "1.2 mg/dL"}),
    ("alteplase", {"weight": "120", "age": "60"}),
    ("eculizumab-ahus", {"weight": "70", "age": "40"}),
    ("eculizumab-ahus", {"weight": "7", "age": "8 months", "step": "maintenance"}),
    ("methotrexate-rheumatoid-arthritis", {"age": "55", "weekday": "Monday", "stage": "continuing", "amount": "15"}),
    ("rituximab-lymphoma", {"weight": "80", "height": "180", "age": "60", "occasion": "first"}),
    ("paracetamol-who-oral", {"weight": "20", "age": "6"}),
    ("paracetamol-who-oral", {"weight": "3200 g", "age": "10 days"}),
    ("carboplatin", {"weight": "80", "height": "180", "age": "60", "sex": "male", "auc": "5", "gfr-source": "estimated", "serum-creatinine": "1 mg/dL"}),
    ("infliximab-crohns", {"weight": "70", "age": "40"}),
]
NAMES = sorted(path.stem for path in (CONTENT / "regimens").glob("*.yml"))


@pytest.fixture
def opened(formulary, open_calculator):  # noqa: F811
    def opened(name, asked=None, place="embed", **view):
        address = (formulary / place / name / "index.html").as_uri()
        return open_calculator(address + ("#" + urlencode(asked) if asked else ""), **view)
    return opened


def copied(page, action="copy"):
    page.locator(f"[data-action={action}]").evaluate("button => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); button.click(); }")
    return page.locator(".plan textarea").input_value()


@pytest.mark.parametrize("name, asked", PLANS)
def test_shows_what_the_command_line_says(opened, name, asked):
    expected = json.loads(materia("dose", name, *options(asked), "--format", "json", "--content", CONTENT, expect=(0, 3, 4)).stdout)
    page = opened(name, asked)
    assert shown(page)["status"] == expected["status"]
    assert_same_plan(page, expected["results"])
    if expected["status"] == "ok":
        text = copied(page)
        for key, words in expected["results"].items():
            if key.startswith("plan-") and key.count("-") == 1 or key.endswith(("-volume", "-supply", "-pump", "-when")) and key.startswith("plan-"):
                assert words in text, key


@pytest.mark.parametrize("name", NAMES)
def test_every_calculator_starts_without_a_dose_and_without_an_answer(opened, name):
    page = opened(name)
    form = page.locator(".calculator-form")
    assert form.locator("[type=radio]:checked, [type=checkbox]:checked").count() == 0
    assert all(value == "" for value in form.locator("input:not([type=radio], [type=checkbox], [type=range]), select:not([name$=-unit], [name=protocol], [name=product], [name=step])").evaluate_all("fields => fields.map(field => field.value)"))
    # Whatever can be worked out from nothing is worked out; anything else says what it needs.
    assert shown(page)["status"] in ("incomplete", "ok", "stop")
    if shown(page)["status"] != "ok":
        assert_no_dose(page)
        assert page.locator(".plan-missing, .plan-stops").and_(page.locator(":visible")).count() > 0


# The form -------------------------------------------------------------------------------------------------------------

def test_asks_only_what_the_regimen_needs(opened):
    names = lambda page: page.locator("[data-field]").evaluate_all("boxes => boxes.map(box => box.dataset.field)")  # noqa: E731
    assert names(opened("apixaban-af")) == ["weight", "age", "serum-creatinine", "product"]
    assert names(opened("heparin")) == ["weight", "age", "product", "step"]
    assert names(opened("methotrexate-rheumatoid-arthritis")) == ["age", "weekday", "stage", "amount", "product", "start"]
    assert names(opened("carboplatin"))[:5] == ["weight", "age", "height", "sex", "auc"]


@pytest.mark.parametrize("weight, unit, says", [("154 lb", "kg", "154 lb = 69.85 kg"), ("154", "lb", "154 lb = 69.85 kg"), ("70000", "g", "70000 g = 70 kg")])
def test_a_unit_is_chosen_or_typed_and_the_conversion_is_said(opened, weight, unit, says):
    page = opened("heparin")
    type_in(page, **{"age": "50", "weight": weight, "weight-unit": unit})
    assert page.locator("[data-field=weight] .field-note").inner_text() == says
    assert says in page.locator("[data-patient]").inner_text() and "kg kg" not in page.locator("[data-patient]").inner_text()
    type_in(page, **{"weight": "70 kg", "weight-unit": "kg"})
    assert page.locator("[data-field=weight] .field-note").is_hidden()
    assert page.locator("[data-patient]").inner_text() == "70 kg, 50 years."


def test_an_age_in_months_and_weeks(opened):
    page = opened("paracetamol-who-oral", {"weight": "3", "age": "2", "age-unit": "weeks"})
    assert "2 weeks" in page.locator("[data-field=age] .field-note").inner_text()
    assert shown(page)["results"]["plan-1"] == "30 mg"
    type_in(page, **{"age": "9 months", "weight": "9"})
    assert page.locator("[data-field=age] .field-note").inner_text() == "9 months = 0.75 years"
    assert shown(page)["results"]["plan-1"] == "135 mg"


@pytest.mark.parametrize("typed", ["70,5", "1,400", "70.5.1", "70 stone", "7e1", "abc"])
def test_what_is_no_plain_number_is_refused_at_its_field(opened, typed):
    page = opened("heparin", {"weight": "70", "age": "50"})
    type_in(page, weight=typed)
    assert_no_dose(page)
    assert page.locator("[name=weight]").get_attribute("aria-invalid") == "true"
    assert page.locator("[data-field=weight] .field-error").inner_text() in page.locator(".plan-stops").inner_text()
    assert "weight not readable" in page.locator("[data-patient]").inner_text()


def test_a_question_of_a_laboratory_takes_both_units_and_notices_the_wrong_one(opened):
    asked = {"weight": "80", "age": "50", "sex": "male"}
    page = opened("enoxaparin-twice-daily", asked)
    assert_no_dose(page)
    assert page.locator("[data-field=serum-creatinine] .field-error").is_visible()
    # No unit is taken for granted.
    assert page.locator("[name=serum-creatinine-unit]").input_value() == ""
    type_in(page, **{"serum-creatinine": "88"})
    assert_no_dose(page)
    assert "needs its unit" in page.locator("[data-field=serum-creatinine] .field-error").inner_text()
    type_in(page, **{"serum-creatinine-unit": "mg/dL"})
    assert_no_dose(page)
    assert "Did you mean 88 micromol/L?" in page.locator("[data-field=serum-creatinine] .field-error").inner_text()
    type_in(page, **{"serum-creatinine-unit": "micromol/L"})
    assert shown(page)["results"]["plan-1"] == "80 mg"
    assert page.locator("[data-field=serum-creatinine] .field-note").inner_text().startswith("88 micromol/L = ")
    link = copied(page, "link")
    query = parse_qs(urlsplit(link).fragment)
    assert query["serum-creatinine"] == ["88"] and query["serum-creatinine-unit"] == ["micromol/L"]
    before = shown(page)
    page.goto("about:blank")
    page.goto(link)
    assert shown(page) == before


def test_required_questions_are_marked_and_a_choice_has_no_answer_at_first(opened):
    page = opened("methotrexate-rheumatoid-arthritis", {"age": "55"})
    weekday = page.get_by_label("Day of the week (required)")
    assert weekday.input_value() == "" and weekday.get_attribute("required") is not None
    assert "The one day of the week" in page.locator(f"#{weekday.get_attribute('aria-describedby').split()[0]}").inner_text()
    assert_no_dose(page)
    type_in(page, weekday="Friday", stage="start")
    assert shown(page)["results"]["plan-1"] == "7.5 mg"
    assert "Day of the week: Friday" in page.locator("[data-patient]").inner_text()
    type_in(page, weekday="")
    assert_no_dose(page)


def test_a_question_of_yes_or_no_has_no_preset_and_its_answer_holds(tmp_path, open_calculator):  # noqa: F811
    shutil.copytree(CONTENT, tmp_path / "content")
    record = tmp_path / "content/regimens/apixaban-af.yml"
    text = record.read_text()
    text = text.replace("ask: [serum-creatinine]", "ask: [serum-creatinine, { id: bleeding, label: Active bleeding, answer: yes-no, help: Any that needs treatment. }, { id: liver, label: Liver disease, answer: yes-no }]")
    text = text.replace("patient: {", "patient: { bleeding: no,")
    record.write_text(text.replace("examples:", "alerts:\n  - { id: bleeding, level: stop, when: { bleeding: yes }, text: Not with active bleeding. }\n"
                                   "  - { id: liver, level: caution, when: { liver: yes }, text: Mind the liver. }\nexamples:"))
    materia("build", tmp_path / "content", "--themes", THEMES, "--output", tmp_path / "site")
    address = (tmp_path / "site/embed/apixaban-af/index.html").as_uri()
    page = open_calculator(address + "#weight=70&age=50&serum-creatinine=1 mg/dL")
    group = page.get_by_role("radiogroup", name="Active bleeding")
    assert group.get_by_role("radio", checked=True).count() == 0
    # An answer that could stop the dose is asked for first.
    assert_no_dose(page)
    assert "Active bleeding" in page.locator(".plan-missing").inner_text()
    assert page.locator("[data-field=bleeding] .field-error").is_visible()
    group.get_by_label("No").check()
    assert shown(page)["results"]["plan-1"] == "5 mg"
    # One that settles a caution does not hold the dose back, and is asked for beside it, in print and in copies.
    assert "Liver disease" in page.locator(".plan-open").inner_text() and "Not answered: " in copied(page)
    page.get_by_role("radiogroup", name="Liver disease").get_by_label("Yes").check()
    assert page.locator(".plan-open").is_hidden() and "Mind the liver." in page.locator(".plan-cautions").inner_text()
    assert "Active bleeding: no" in page.locator("[data-patient]").inner_text()
    link = copied(page, "link")
    assert parse_qs(urlsplit(link).fragment)["bleeding"] == ["no"]
    group.get_by_label("Yes").check()
    assert_no_dose(page)
    assert "Not with active bleeding." in page.locator(".plan-stops").inner_text()
    page.goto("about:blank")
    page.goto(link)
    assert shown(page)["results"]["plan-1"] == "5 mg" and group.get_by_label("No").is_checked()
    page.goto("about:blank")
    page.goto(address + "#weight=70&age=50&serum-creatinine=1 mg/dL&bleeding=perhaps")
    assert_no_dose(page)


# Ranges ---------------------------------------------------------------------------------------------------------------

def test_a_range_shows_both_ends_until_one_is_chosen(opened):
    page = opened("vancomycin-load", {"weight": "80", "age": "50", "creatinine-clearance": "80"})
    assert shown(page)["results"]["plan-1"] == "2,000 to 2,400 mg"
    slider = page.locator("[data-slides='amount.load']")
    assert slider.get_attribute("aria-valuetext") == "none" and page.locator("[name='amount.load']").input_value() == ""
    assert page.locator("[data-field='amount.load'] .range-ends").inner_text().split() == ["25", "30", "mg/kg"]
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("[name='amount.load']").input_value() == "25.5"
    assert shown(page)["results"]["plan-1"] == "2,040 mg" and slider.get_attribute("aria-valuetext") == "25.5"
    # The other step still has both ends.
    assert shown(page)["results"]["plan-2"] == "1,200 to 1,600 mg"
    type_in(page, **{"amount.load": "31"})
    assert_no_dose(page)
    assert page.locator("[name='amount.load']").get_attribute("aria-invalid") == "true"
    type_in(page, **{"amount.load": ""})
    assert shown(page)["results"]["plan-1"] == "2,000 to 2,400 mg" and slider.get_attribute("aria-valuetext") == "none"


def test_the_low_end_can_be_chosen_where_the_slider_stands(opened):
    page = opened("vancomycin-load", {"weight": "80", "age": "50", "creatinine-clearance": "80"})
    page.locator("[data-slides='amount.load']").focus()
    page.keyboard.press("Home")
    assert page.locator("[name='amount.load']").input_value() == "25" and shown(page)["results"]["plan-1"] == "2,000 mg"
    page.locator("[type=reset]").click()
    page.locator(".plan[data-status=incomplete]").wait_for()
    assert page.locator("[data-slides='amount.load']").get_attribute("aria-valuetext") == "none"


# Steps ----------------------------------------------------------------------------------------------------------------

def test_every_step_has_a_card_and_the_first_dose_stands_apart(opened):
    page = opened("eculizumab-ahus", {"weight": "70", "age": "40"})
    cards = page.locator(".plan-step")
    assert cards.locator(".plan-label").all_inner_texts() == ["Initial phase", "Maintenance"]
    assert cards.nth(0).locator(".plan-course").inner_text() == "900 mg" and cards.nth(1).locator(".plan-course").inner_text() == "1,200 mg"
    assert cards.nth(0).locator(".plan-division").text_content() == "every week, 4 times"
    words = page.locator(".plan-timeline desc").text_content()
    assert words == "Initial phase from 0 weeks to 3 weeks; Maintenance from 4 weeks on."
    # A child of 30 kg: other doses, and nothing of the adult's stays.
    type_in(page, age="10", weight="30")
    assert cards.locator(".plan-course").all_inner_texts() == ["600 mg", "900 mg"]
    type_in(page, weight="4")
    assert_no_dose(page)
    assert page.locator(".plan-timeline").is_hidden() and page.locator(".plan-timeline *").count() == 0


def test_a_bolus_and_its_infusion_with_their_adjustments(opened):
    page = opened("heparin", {"weight": "70", "age": "50"})
    results = shown(page)["results"]
    assert (results["plan-1"], results["plan-2"], results["plan-2-pump"]) == ("5,600 units", "1,260 units/h", "12.6 mL/h")
    rows = [row.split("\t") for row in page.locator(".adjust tbody tr").all_inner_texts()]
    assert rows[0] == ["aPTT under 35 s", "5,600 units", "–", "+280 units/h"] and rows[2][1:] == ["–", "–", "no change"]
    assert rows[4][1:] == ["–", "1 h", "−210 units/h"]
    # At the same minute: no picture of a time between them.
    assert page.locator(".plan-timeline").is_hidden()
    text = copied(page)
    assert "aPTT over 90 s: hold 1 h, change of the rate −210 units/h" in text and "Infusion rate: 1,260 units/h, running" in text


def test_parts_of_one_administration(opened):
    page = opened("alteplase", {"weight": "120", "age": "60"})
    results = shown(page)["results"]
    assert (results["plan-1"], results["plan-1-part-1"], results["plan-1-part-2"]) == ("90 mg", "9 mg over 1 min", "81 mg over 1 h")
    # A limit that made the dose smaller stands with the dose.
    assert page.locator(".plan-step .plan-held").text_content() == "held to the limit of 90 mg per dose"
    assert "held to the limit of 90 mg per dose" in copied(page)


def test_a_limit_for_a_day_stands_under_a_dose(opened):
    page = opened("paracetamol-who-oral", {"weight": "20", "age": "6"})
    card = page.locator(".plan-step")
    assert card.locator(".plan-division").text_content() == "every 4 to 6 h as needed, at most 4 doses in 24 h"
    order = page.evaluate("""() => Array.from(document.querySelectorAll('.plan-step [data-result]'), element => element.dataset.result)""")
    assert order[:5] == ["plan-1", "plan-1-when", "plan-1-doses", "plan-1-day", "plan-1-volume"]


def test_heads_name_what_is_in_the_column(opened):
    """Rates of a mass are not drawn as millilitres, and a dose is not called a course."""
    page = opened("rituximab-lymphoma", {"weight": "80", "height": "180", "age": "60", "occasion": "first"})
    plot = page.locator(".schedule-plot")
    assert plot.locator("title").text_content() == "Infusion rate over time"
    assert plot.locator("desc").text_content().startswith("50 mg/h for 30 min, then 100 mg/h for 30 min")
    assert {"Rate (mg/h)", "Time (h)", "250 mg/h"} <= set(plot.locator("text").all_text_contents())
    page.locator(".plan-working summary").click()
    plan = page.locator(".plan").inner_text()
    assert "Course" not in plan and "course" not in plan


# The guard ------------------------------------------------------------------------------------------------------------

def test_the_guard_stands_first_in_the_plan_on_paper_and_in_every_copy(opened):
    page = opened("methotrexate-rheumatoid-arthritis")
    guard = page.locator(".plan-guard")
    assert guard.inner_text() == "Once a week, never daily."
    type_in(page, age="55", weekday="Friday", stage="start")
    boxes = [page.locator(name).first.bounding_box()["y"] for name in (".plan-guard", "[data-patient]", ".plan-cautions", ".plan-step")]
    assert boxes == sorted(boxes)
    assert copied(page).split("\n")[1] == "ONCE A WEEK, NEVER DAILY."
    page.evaluate("window.print = () => {}")
    page.locator("[data-action=print]").click()
    page.emulate_media(media="print")
    assert guard.is_visible()


# Links ----------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name, asked", [plan for plan in PLANS])
def test_a_link_brings_back_the_whole_plan(opened, name, asked):
    page = opened(name, asked)
    before = shown(page)
    assert before["status"] != "incomplete", "nothing to bring back"
    link = copied(page, "link")
    page.goto("about:blank")
    page.goto(link)
    assert shown(page) == before


@pytest.mark.parametrize("name, extra", [
    ("heparin", {"height": "170"}), ("heparin", {"days": "3"}), ("heparin", {"renal-risk": "yes"}), ("heparin", {"step": "third"}),
    ("heparin", {"flag": "renal-risk"}), ("vancomycin-load", {"amount.other": "3"}), ("apixaban-af", {"protocol": "us-label"}),
    ("methotrexate-rheumatoid-arthritis", {"weekday": "Someday"}), ("heparin", {"age-unit": "fortnights"}),
])
def test_what_a_link_asks_and_this_form_has_not_withholds_the_plan(opened, name, extra):
    page = opened(name, {"age": "50", "calculator": name, **({} if "methotrexate" in name else {"weight": "70"}), **extra})
    assert_no_dose(page)
    assert list(extra.values())[0] in page.locator(".plan-stops").inner_text()


# Without JavaScript ---------------------------------------------------------------------------------------------------

def test_the_table_is_there_where_the_dose_goes_by_weight_and_has_heads_of_its_kind(formulary, open_calculator):  # noqa: F811
    page = open_calculator((formulary / "regimens/heparin/index.html").as_uri(), java_script_enabled=False)
    table = page.locator(".dose-table table")
    assert table.locator("thead th").all_inner_texts() == ["Weight", "Bolus", "How often", "Infusion", "How often"]
    assert table.locator("tr", has_text="70 kg").first.inner_text().split("\t") == ["70 kg", "5,600 units", "once", "1,260 units/h", "running"]
    for name in ("apixaban-af", "carboplatin", "methotrexate-rheumatoid-arthritis"):
        page = open_calculator((formulary / f"regimens/{name}/index.html").as_uri(), java_script_enabled=False)
        assert page.locator(".dose-table").count() == 0
        assert "The calculator needs JavaScript" in page.locator(".calculator noscript").inner_text()


# Access ---------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("view", [*VIEWS, "320"])
@pytest.mark.parametrize("name, asked", [PLANS[0], PLANS[2], PLANS[5], PLANS[8], PLANS[9], PLANS[11], PLANS[12], ("carboplatin", {"age": "x", "weight": "80", "auc": "99"})])
def test_accessible_and_fits_the_screen(formulary, browser, name, asked, view):
    context = browser.new_context(**(VIEWS.get(view) or {"viewport": {"width": 320, "height": 640}}), bypass_csp=True)
    page = context.new_page()
    page.goto((formulary / "embed" / name / "index.html").as_uri() + "#" + urlencode(asked))
    page.evaluate("for (const fold of document.querySelectorAll('.plan details')) fold.open = true")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "the page scrolls sideways"
    small = page.evaluate("""() => Array.from(document.querySelectorAll('.calculator :is(button, input, select, summary, .check)'))
      .filter(element => element.checkVisibility() && !element.closest('.check > *'))
      .filter(element => { const box = (element.closest('.check') || element).getBoundingClientRect(); return box.width < 24 || box.height < 24; })
      .map(element => element.outerHTML)""")
    assert small == []
    context.close()
