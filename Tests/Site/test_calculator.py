"""The dose calculator as a reader, an embedding page and a security team meet it, in a real browser.

Plans are held against `materia dose`, which computes them with the same engine, compiled natively.
"""

from urllib.parse import parse_qs, urlencode, urlsplit
import gzip
import json
import re
import shutil
import subprocess

import pytest

from conftest import CONTENT, MATERIA, THEMES, materia, serving, watch
from test_browser import VIEWS, violations

ADULT = {"weight": "70", "height": "175", "sex": "male", "age": "50"}
LARGE_MAN = {"weight": "100", "height": "175", "sex": "male", "age": "50"}
REGIMEN = "regimens/ivig-dermatomyositis/index.html"
EMBED = "embed/ivig-dermatomyositis/index.html"
SINGLE = "single/ivig-dermatomyositis.html"

# What a page shows: rows by key and the numbers of the regimen's alerts, of what is not hidden.
SHOWN = """() => {
  const results = {}, alerts = [];
  const calculator = document.querySelector('[data-calculator]');
  for (const element of calculator.querySelectorAll('.plan [data-result], .plan [data-alert]')) {
    if (element.closest('[hidden]')) continue;
    const { result, alert } = element.dataset;
    if (alert !== undefined) alerts.push(alert);
    else if (element.textContent === '') continue;
    else if (result in results && results[result] !== element.textContent) throw new Error('two texts for ' + result);
    else results[result] = element.textContent;
  }
  return { status: calculator.querySelector('.plan').dataset.status, results, alerts: alerts.sort() };
}"""


@pytest.fixture
def open_calculator(browser):
    """Opens a page with a calculator, filled in by its query, and collects what goes wrong on it."""
    contexts = []

    def open_calculator(address, query=None, view="wide", browser=browser, **options):
        context = browser.new_context(**VIEWS[view], **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, address, moves_on=True)
        page.goto(address + ("?" + urlencode(query, doseq=True) if query else ""))
        return page

    yield open_calculator
    for context in contexts:
        assert [problem for page in context.pages for problem in getattr(page, "problems", [])] == []
        context.close()


@pytest.fixture
def regimen(site, open_calculator):
    """The calculator on the regimen's page, from the file system."""
    return lambda query=None, **options: open_calculator((site / REGIMEN).as_uri(), query, **options)


def shown(page):
    return page.evaluate(SHOWN)


OPTIONS = ("weight", "height", "age", "sex", "days", "start", "step", "product", "protocol", "confirm")


def options(asked):
    """What a link asks for, for the command line."""
    return [part for name, value in asked.items() for part in ([f"--{name}", value] if name in OPTIONS else ["--set", f"{name}={value}"])]


# Rows that the page leaves out because another one in view says the same, or that are for drawings.
UNSHOWN = r"confirm-weight|per|step|days|entered-\d+|plan-\d+-(kind|id|low|high|first|last|label)|phase-.*"


def assert_same_plan(page, results):
    """Every row in view is the command's, and none is left out that is not shown in another way."""
    mine = shown(page)["results"]
    rows = {key: text for key, text in results.items() if not re.search(r"-alert-\d+$", key)}
    for key, text in mine.items():
        assert key.startswith("unchecked-alert-") or text == rows.get(key), key
    isCourse = page.locator(".plan-dose").is_visible()
    others = (r"plan-\d+.*" if page.locator(".plan-step").count() == 0 else "-") if isCourse else (
        r"course|division|interval|volume|vials|doses-per-day|day-total|day-1(-volume|-vials)?")
    assert [key for key in rows if key not in mine and not re.fullmatch(f"{UNSHOWN}|{others}", key)] == []
    # What has to be confirmed stands beside its box.
    box = page.locator("[data-confirm='weight'] span")
    assert (box.inner_text() if box.is_visible() else None) == results.get("confirm-weight")


def type_in(page, **values):
    for name, value in values.items():
        field = page.locator(f"[data-calculator] [name='{name}']")
        if field.first.evaluate("field => field.type") in ("radio", "checkbox"):
            field.and_(page.locator(f"[value='{value}']")).check()
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def assert_no_dose(page):
    """Not a figure of a plan anywhere: only reasons, body size, and what was entered."""
    plan = shown(page)
    assert plan["status"] != "ok"
    kept = re.compile(r"guard|(stop|missing|caution)-\d+|unchecked-.*|measure-.*|(bmi|ideal-weight|adjusted-weight|lean-weight|surface)(-.*)?")
    assert [key for key in plan["results"] if not kept.fullmatch(key)] == []
    assert not page.locator(".plan-dose").is_visible()
    assert page.locator(".plan-step").count() == 0
    assert not page.locator(".plan-infusion").is_visible()
    leftovers = page.evaluate("""() => Array.from(document.querySelectorAll('.plan [data-result="course"], .plan [data-result^="day-"], .plan [data-result^="plan-"], .plan [data-result^="rate-"], .plan tbody, .plan svg'), element => element.textContent).join('')""")
    assert leftovers == ""
    assert not page.locator("[data-action=print]").is_visible()


# Plans ----------------------------------------------------------------------------------------------------------------

def test_the_worked_example(regimen):
    page = regimen()
    assert page.locator(".plan-missing").is_visible()
    assert_no_dose(page)
    type_in(page, **ADULT)
    results = shown(page)["results"]
    assert (results["course"], results["volume"], results["rate-start"], results["rate-max"]) == (
        "140 g", "1,400 mL", "42 mL/h", "168 mL/h")
    assert (results["day-1"], results["day-2"]) == ("70 g", "70 g")
    for flag in ("renal-risk", "thrombosis-risk"):
        page.locator(f"[name={flag}]").check()
        assert shown(page)["results"]["rate-max"] == "126 mL/h"
        page.locator(f"[name={flag}]").uncheck()
    assert shown(page)["results"]["rate-max"] == "168 mL/h"


def test_protocols_weigh_differently(regimen):
    page = regimen()
    type_in(page, **LARGE_MAN)
    assert shown(page)["results"]["course"] == "200 g"
    type_in(page, protocol="nba-australia")
    results = shown(page)["results"]
    assert (results["course"], results["bmi"], results["ideal-weight"], results["adjusted-weight"]) == (
        "164.6 g", "32.65 kg/m2", "70.46 kg", "82.28 kg")
    assert results["rounding"] == "not rounded"


@pytest.mark.parametrize("changes, field, says", [
    ({"age": "12"}, None, "safety and effectiveness in children are not established"),
    ({"weight": "0"}, "weight", "from 0.3 to 400 kg"),
    ({"weight": "abc"}, "weight", "not a number"),
    ({"weight": "1e9"}, "weight", "unit that is not known"),
    ({"weight": "1000000000"}, "weight", "out of range"),
    ({"weight": "-70"}, "weight", "out of range"),
    ({"weight": "70,5"}, "weight", "not a number"),
    ({"height": "1.75"}, "height", "out of range"),
    ({"age": "150"}, "age", "out of range"),
    ({"weight": "350", "height": "60"}, "height", "do not fit together"),
    ({"protocol": "ontario"}, "protocol", "rule for the dosing weight was not seen"),
    ({"height": "152.2", "protocol": "nba-australia"}, "protocol", "Choose a protocol that covers this patient"),
])
def test_a_stop_withholds_the_dose(changes, field, says, regimen):
    page = regimen()
    type_in(page, **ADULT)
    assert shown(page)["status"] == "ok"
    type_in(page, **changes)
    assert shown(page)["status"] == "stop"
    assert_no_dose(page)
    assert says in page.locator(".plan-stops").inner_text()
    if field:
        control = page.locator(f"[data-calculator] [name='{field}']")
        assert control.get_attribute("aria-invalid") == "true"
        error = page.locator(f"[data-field='{field}'] .field-error")
        assert says in error.inner_text()
        assert error.get_attribute("id") in control.get_attribute("aria-describedby").split()
    type_in(page, protocol="us-label", **ADULT)
    assert shown(page)["results"]["course"] == "140 g"
    assert page.locator("[aria-invalid]").count() == 0


def test_a_small_adult_and_a_border_of_obesity(regimen):
    page = regimen()
    type_in(page, weight="50", height="150", sex="female", age="40", protocol="nba-australia")
    results = shown(page)["results"]
    assert results["course"] == "100 g"
    assert "ideal-weight" not in results
    # 86.7 kg at 170 cm is a BMI of 30.
    type_in(page, weight="86.7", height="170", protocol="us-label")
    plan = shown(page)
    assert plan["results"]["bmi"] == "30 kg/m2"
    assert "The choice of weight changes the dose widely here" in page.locator(".plan-cautions").inner_text()


CASES = [
    ("ivig-dermatomyositis", ADULT),
    ("ivig-dermatomyositis", {**ADULT, "start": "2026-11-30", "days": "5"}),
    ("ivig-dermatomyositis", {**ADULT, "renal-risk": "yes", "migraine": "yes", "cardiac-risk": "yes"}),
    ("ivig-dermatomyositis", {**LARGE_MAN, "protocol": "nba-australia", "product": "privigen"}),
    ("ivig-dermatomyositis", {**LARGE_MAN, "protocol": "nba-australia", "pregnancy": "yes"}),
    ("ivig-dermatomyositis", {"weight": "71.3", "age": "67", "product": "privigen"}),
    ("ivig-dermatomyositis", {"weight": "58.25", "age": "33.5", "product": "none"}),
    ("ivig-dermatomyositis", {"weight": "70"}),
    ("ivig-dermatomyositis", {"weight": "8", "age": "1"}),
    ("ivig-dermatomyositis", {**ADULT, "weight": "abc"}),
    ("ivig-dermatomyositis", {"weight": "400", "height": "200", "sex": "male", "age": "20", "product": "octagam-10", "days": "3"}),
    ("ivig-iim-ontario", ADULT),
    ("ivig-iim-ontario", {**ADULT, "protocol": "us-label", "product": "octagam-10", "start": "2024-01-31"}),
    ("ivig-juvenile-iim-ontario", {"weight": "36", "height": "140", "age": "9", "protocol": "nba-australia"}),
    ("ivig-juvenile-rash-carra", {"weight": "40", "age": "10", "start": "2026-11-21", "step": "2"}),
    ("ivig-juvenile-rash-carra", {"weight": "20", "age": "6", "product": "octagam-10"}),
]


@pytest.mark.parametrize("name, query", CASES)
def test_shows_what_the_command_line_says(name, query, site, open_calculator):
    result = subprocess.run([MATERIA, "dose", name, *options(query), "--content", CONTENT, "--format", "json"], capture_output=True, text=True, timeout=120)
    assert result.returncode in (0, 3, 4), result.stderr
    expected = json.loads(result.stdout)
    page = open_calculator((site / "embed" / name / "index.html").as_uri(), query)
    plan = shown(page)
    assert plan["status"] == expected["status"]
    assert_same_plan(page, expected["results"])
    applying = [text for key, text in expected["results"].items() if re.match(r"(stop|caution)-alert-", key)]
    assert plan["alerts"] == sorted(applying)
    for alert in expected["alerts"]:
        assert " ".join(alert["text"].split())[:60] in " ".join(page.locator(".plan-stops:visible, .plan-cautions:visible").all_inner_texts())


def test_alerts_stand_before_the_dose_and_the_dose_is_largest(regimen):
    page = regimen({**ADULT, "renal-risk": "yes"})
    boxes = {name: page.locator(name).first.bounding_box() for name in (".plan-cautions", ".plan-course", ".plan-days")}
    assert boxes[".plan-cautions"]["y"] < boxes[".plan-course"]["y"]
    sizes = page.evaluate("""() => Array.from(document.querySelectorAll('[data-calculator] *'), element =>
      [parseFloat(getComputedStyle(element).fontSize), element.closest('.plan-course') !== null])""")
    assert max(size for size, isDose in sizes if isDose) > 1.5 * max(size for size, isDose in sizes if not isDose)
    working = page.locator("details.plan-working")
    assert not working.locator("[data-result=formula]").is_visible()
    working.locator("summary").click()
    assert working.locator("[data-result=formula]").inner_text() == "2 g/kg × 70 kg = 140 g"


def test_steps_that_no_text_prints_are_not_drawn(regimen):
    page = regimen(ADULT)
    rows = page.locator(".schedule tbody tr")
    assert rows.locator("td").all_inner_texts() == ["0 min", "42 mL/h", "30 min", "21 mL", "30 min", "up to 168 mL/h", "as long as needed", "the rest"]
    assert page.locator(".schedule-plot").is_hidden() or page.locator(".schedule-plot *").count() == 0
    assert "not the steps between" in page.locator("[data-result=schedule-note]").text_content()
    assert page.evaluate("document.querySelectorAll('[data-calculator] [style]').length") == 0


# Inputs ---------------------------------------------------------------------------------------------------------------

def test_pounds_feet_and_inches(regimen):
    page = regimen()
    type_in(page, **{"weight": "154", "weight-unit": "lb", "height-unit": "ft-in", "age": "50", "sex": "male"})
    type_in(page, height="5")
    assert "inches" in page.locator("[data-field=height] .field-note").inner_text()
    type_in(page, **{"height-inches": "9"})
    assert page.locator("[data-field=weight] .field-note").inner_text() == "154 lb = 69.85 kg"
    assert page.locator("[data-field=height] .field-note").inner_text() == "5 ft 9 in = 175.26 cm"
    results = shown(page)["results"]
    assert (results["dosing-weight"], results["course"], results["bmi"]) == ("69.85 kg", "139.7 g", "22.74 kg/m2")
    assert "154 lb = 69.85 kg" in page.locator("[data-patient]").inner_text()
    type_in(page, **{"height-inches": "12"})
    assert_no_dose(page)
    # A height in feet is not read as one in centimetres.
    type_in(page, **{"height-unit": "cm"})
    assert page.locator("[name=height]").input_value() == ""
    type_in(page, **{"height-unit": "in", "height": "60"})
    assert page.locator("[data-field=height] .field-note").inner_text() == "60 in = 152.4 cm"
    type_in(page, **{"weight": "abc"})
    assert_no_dose(page)
    assert page.locator("[data-field=weight] .field-note").is_hidden()


def test_a_link_restores_the_inputs(regimen):
    page = regimen()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    type_in(page, **{"weight": "154", "weight-unit": "lb", "height-unit": "ft-in", "height": "5", "height-inches": "9", "age": "50",
                     "sex": "male", "protocol": "nba-australia", "product": "privigen", "days": "4", "start": "2026-11-30"})
    type_in(page, **{"renal-risk": "yes", "migraine": "yes"})
    before = shown(page)
    page.locator("[data-action=link]").click()
    page.locator(".action-status:not(:empty)").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    query = parse_qs(urlsplit(link).fragment)
    # What a host is asked for has nothing of a patient in it.
    assert urlsplit(link).query == ""
    assert query["weight"] == ["154"] and query["weight-unit"] == ["lb"] and query["renal-risk"] == query["migraine"] == ["yes"]
    page.goto("about:blank")
    page.goto(link)
    assert shown(page) == before
    assert page.locator("[name=height-inches]").input_value() == "9"


def test_a_question_of_a_protocol_is_asked_with_it_and_not_with_another(site, open_calculator):
    address = (site / "embed/ivig-juvenile-rash-carra/index.html").as_uri()
    page = open_calculator(address + "#weight=20&age=6")
    assert shown(page)["status"] == "ok" and page.locator("[name=pregnancy]").is_hidden()
    type_in(page, protocol="nba-australia")
    assert page.locator("[name=pregnancy]").is_visible()
    page = open_calculator(address + "#weight=20&age=6&pregnancy=yes")
    assert_no_dose(page)
    assert "The link asks for pregnancy “yes”" in page.locator(".plan-stops").inner_text()


def test_an_address_of_before_opens_with_its_risks_and_its_phase(regimen, site, open_calculator):
    page = regimen({**ADULT, "flag": ["renal-risk", "migraine"], "phase": "1", "calculator": "ivig-dermatomyositis"})
    assert page.locator("[name=renal-risk]").is_checked() and page.locator("[name=migraine]").is_checked()
    assert shown(page)["results"]["rate-max"] == "126 mL/h"
    page = open_calculator((site / "embed/ivig-juvenile-rash-carra/index.html").as_uri(), {"weight": "20", "age": "6", "phase": "2"})
    assert page.locator("[name=step]").input_value() == "2" and shown(page)["status"] == "ok"


@pytest.mark.parametrize("extra", [
    {"protocol": "gone"}, {"product": "gone"}, {"flag": "gone"}, {"days": "9"}, {"phase": "2"}, {"renal-risk": "no"}, {"weight-unit": "st"}, {"sex": "x"},
    {"weight": ["70", "80"]}, {"start": "tomorrow"}, {"confirm": "age"},
])
def test_a_link_that_asks_for_what_is_not_here_shows_no_dose(extra, regimen):
    page = regimen({**ADULT, **extra})
    assert_no_dose(page)
    assert "The link asks for" in page.locator(".plan-stops").inner_text()


@pytest.mark.parametrize("place", ["?", "#"])
@pytest.mark.parametrize("part, words", [
    ("amp;flag=renal-risk", "amp;flag=renal-risk"), ("Flag=renal-risk", "Flag=renal-risk"), ("flags=renal-risk", "flags=renal-risk"),
    ("renal-risk", "renal-risk="), ("gone=yes", "gone=yes"), ("records=1&records=2", "records=1"), ("calculator=other-drug", "calculator=other-drug"),
    ("weigth=70", "weigth=70"),
])
def test_a_part_of_a_link_that_is_not_understood_shows_no_dose(part, words, place, site, open_calculator):
    for path in (REGIMEN, EMBED, SINGLE):
        page = open_calculator((site / path).as_uri() + place + urlencode(ADULT) + "&" + part)
        assert_no_dose(page)
        assert f"The link says “{words}”, which this calculator does not understand." in page.locator(".plan-stops").inner_text()
        # Whoever has looked at every input goes on by changing one.
        page.locator("[name=age]").fill("51")
        assert shown(page)["status"] == "ok"


def test_an_old_address_opens_and_is_rewritten_so_that_nothing_is_sent_again(served, open_calculator):
    """The values of a patient are in no request but the one that an old address itself makes."""
    page = open_calculator(served + REGIMEN)
    requests = []
    page.context.on("request", lambda request: requests.append(request.url + " " + request.headers.get("referer", "")))
    page.goto(served + REGIMEN + "?" + urlencode(ADULT) + "#page-calculator-1")
    assert shown(page)["results"]["course"] == "140 g"
    assert urlsplit(page.url).query == "" and parse_qs(urlsplit(page.url).fragment)["weight"] == [ADULT["weight"]]
    # Nor does what the page loads say where it comes from.
    assert [url for url in requests if "weight=" in url] == [served + REGIMEN + "?" + urlencode(ADULT) + " "]
    later = len(requests)
    page.reload()
    assert shown(page)["results"]["course"] == "140 g"
    page.locator("[data-action=link]").evaluate("button => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); button.click(); }")
    link = page.locator(".copy-fallback textarea").input_value()
    page.goto("about:blank")
    page.goto(link)
    assert shown(page)["results"]["course"] == "140 g"
    page.evaluate("location.hash = '#page-calculator-1-plan'")
    assert shown(page)["results"]["course"] == "140 g"
    assert len(requests) > later
    assert [url for url in requests[later:] if "weight" in url or f"={ADULT['weight']}" in url or "records" in url] == []


def test_another_link_in_an_open_page_replaces_the_plan(regimen):
    page = regimen(ADULT)
    assert shown(page)["results"]["course"] == "140 g"
    # The address changes first and the page is read anew after it, so that the load is what tells.
    with page.expect_event("load"):
        page.evaluate("location.hash = '#weight=80&age=50&sex=male&height=175'")
    page.locator(".calculator.is-ready").wait_for()
    assert shown(page)["results"]["course"] == "160 g"
    # A place on the page is no link to inputs.
    page.evaluate("location.hash = '#page-calculator-1-plan'")
    assert shown(page)["results"]["course"] == "160 g"


def test_a_link_says_when_its_records_have_changed_since(site, regimen, open_calculator):
    page = regimen(ADULT)
    page.locator("[data-action=link]").evaluate("button => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); button.click(); }")
    link = page.locator(".copy-fallback textarea").input_value()
    records = parse_qs(urlsplit(link).fragment)["records"][0]
    assert re.fullmatch(r"[0-9a-f]{8}(\.[0-9a-f]{8}){2}", records)
    def opened(records, **changes):
        page = open_calculator((site / REGIMEN).as_uri() + "#" + urlencode({**ADULT, **changes, "records": records}))
        assert shown(page)["status"] == "ok"
        return page
    assert not opened(records).locator(".plan-changed").is_visible()
    regimen_version, protocol, product = records.split(".")
    for then, names in [
        (f"00000000.{protocol}.{product}", ["regimen"]), (f"{regimen_version}.{protocol}.00000000", ["product"]),
        ("x", ["regimen", "protocol", "product"]), (records + ".deadbeef", ["regimen", "protocol", "product"]),
    ]:
        changed = opened(then)
        assert changed.locator(".plan-changed li").all_inner_texts() == [
            f"The {name} has changed since this link was made. Check the plan anew." for name in names]
        changed.locator("[data-action=copy]").evaluate("button => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); button.click(); }")
        assert f"Changed: The {names[0]} has changed since this link was made." in changed.locator(".copy-fallback textarea").input_value()
        changed.emulate_media(media="print")
        assert changed.locator(".plan-changed li").first.is_visible()
        changed.emulate_media(media="screen")
        changed.locator("[name=age]").fill("51")
        assert not changed.locator(".plan-changed").is_visible()
    # Another product than the link's own is another record, and none was named.
    assert opened(f"{regimen_version}.{protocol}.none", product="none").locator(".plan-changed").is_hidden()


def test_an_alert_that_was_not_checked_says_its_words(regimen):
    page = regimen({"weight": "70", "age": "50", "sex": "male"})
    assert shown(page)["status"] == "ok"
    texts = page.locator(".plan-unchecked li").all_inner_texts()
    assert texts and all("choice of weight" in text for text in texts)
    page.locator("[data-action=copy]").evaluate("button => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); button.click(); }")
    copied = page.locator(".copy-fallback textarea").input_value()
    assert "Not checked: The choice of weight" in copied and not re.search(r"Not checked: \d", copied)
    page.emulate_media(media="print")
    assert "choice of weight" in page.locator(".plan-unchecked").inner_text()


def test_an_unusual_weight_is_asked_about_before_any_dose(site, open_calculator):
    page = open_calculator((site / "regimens/ivig-juvenile-iim-ontario/index.html").as_uri())
    type_in(page, weight="154", age="17", sex="male", protocol="us-label")
    assert_no_dose(page)
    assert "Did you mean 154 lb, which is 69.85 kg?" in page.locator(".plan-missing").inner_text()
    confirm = page.get_by_label("154 kg is right at 17 years")
    confirm.check()
    assert shown(page)["results"]["course"] == "308 g"
    assert "The weight of 154 kg is unusual at 17 years, and was confirmed." in page.locator(".plan-cautions").inner_text()
    page.locator("[data-action=link]").evaluate("button => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); button.click(); }")
    link = page.locator(".copy-fallback textarea").input_value()
    # What was confirmed was this weight at this age.
    page.locator("[name=weight]").fill("155")
    assert_no_dose(page)
    assert not page.get_by_label("155 kg is right at 17 years").is_checked()
    page.locator("[name=weight]").fill("70")
    assert shown(page)["results"]["course"] == "140 g"
    assert not page.locator("[data-confirm]").is_visible()
    # Whoever opens the link has confirmed nothing, whatever its writer did; links of before say that as well.
    assert "confirm" not in link
    for address in (link, link.replace("weight=154", "weight=154&confirm=weight")):
        page.goto("about:blank")
        page.goto(address)
        assert_no_dose(page)
        confirm = page.get_by_label("154 kg is right at 17 years")
        assert not confirm.is_checked()
        confirm.check()
        assert shown(page)["results"]["course"] == "308 g"


def test_a_link_finds_its_calculator_among_several(open_calculator, tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    article = tmp_path / "content" / "dosing" / "ivig-dosing.md"
    block = "\n\n```calculator\nid: {}\n```\n"
    article.write_text(article.read_text() + block.format("ivig-juvenile-rash-carra") + block.format("ivig-dermatomyositis"))
    materia("build", tmp_path / "content", "--themes", THEMES, "--output", tmp_path / "site")
    address = (tmp_path / "site" / "dosing" / "ivig-dosing" / "index.html").as_uri()
    for name in ("ivig-dermatomyositis", None):
        page = open_calculator(address)
        second = page.locator("[data-calculator]").nth(1)
        asked = {**ADULT, "calculator": name or second.get_attribute("id")}
        page.goto("about:blank")
        page.goto(address + "#" + urlencode(asked))
        assert second.locator("output[data-result=course]").text_content() == "140 g"
        assert page.locator("[data-calculator]").first.locator("[name=weight]").input_value() == ""
    second.locator("[data-action=link]").evaluate("button => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); button.click(); }")
    link = second.locator("textarea").input_value()
    assert parse_qs(urlsplit(link).fragment)["calculator"] == ["ivig-dermatomyositis"]
    # Only the calculator asked for goes on paper.
    page.evaluate("window.print = () => {}")
    second.locator("[data-action=print]").click()
    page.emulate_media(media="print")
    assert second.locator(".plan-course").is_visible() and not page.locator("[data-calculator]").first.is_visible()
    assert not page.locator("h1").is_visible()


def test_reset_clears_everything(regimen):
    page = regimen({**ADULT, "renal-risk": "yes", "height-unit": "ft-in", "height": "5", "height-inches": "9"})
    assert shown(page)["status"] == "ok"
    page.locator("[type=reset]").click()
    page.locator(".plan[data-status=incomplete]").wait_for()
    assert_no_dose(page)
    assert page.locator("[name=weight]").input_value() == ""
    assert page.locator("[type=checkbox]:checked").count() == 0
    assert page.locator("[name=height-inches]").is_hidden()


def test_the_plan_is_announced_once_typing_pauses_and_focus_stays(regimen):
    page = regimen()
    page.locator("[name=age]").fill("50")
    page.locator("[name=weight]").press_sequentially("70")
    assert page.locator(".plan-status").text_content() == ""
    page.locator(".plan-status:not(:empty)").wait_for(state="attached")
    assert page.locator(".plan-status").text_content().startswith("Course 140 g over 2 days")
    assert page.evaluate("document.activeElement.name") == "weight"
    page.locator("[name=weight]").fill("abc")
    assert page.locator(".plan-status").text_content() == ""
    page.locator(".plan-status:not(:empty)").wait_for(state="attached")
    assert page.locator(".plan-status").text_content().startswith("No dose: The body weight is not a number")
    assert page.evaluate("document.activeElement.name") == "weight"


def test_nothing_typed_is_kept(regimen):
    page = regimen()
    type_in(page, **ADULT)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.search]") == [0, 0, "", ""]


# Text and paper -------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("clipboard", [True, False])
def test_copies_a_note_for_the_chart(clipboard, regimen):
    page = regimen({**ADULT, "renal-risk": "yes", "start": "2026-11-30"})
    if clipboard:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("[data-action=copy]").click()
    page.locator(".action-status:not(:empty)").wait_for()
    if clipboard:
        text = page.evaluate("navigator.clipboard.readText()")
        assert page.locator(".action-status").inner_text() == "Plan copied."
    else:
        text = page.locator(".copy-fallback textarea").input_value()
        assert page.locator(".copy-fallback").is_visible()
    lines = text.split("\n")
    assert lines[1] == "Patient: 70 kg, 50 years, 175 cm, male. Applies: Renal risk."
    dose = lines.index("Course total: 140 g over 2 days in a row, every 4 weeks")
    cautions = [index for index, line in enumerate(lines) if line.startswith("Caution: ")]
    assert len(cautions) >= 3 and max(cautions) < dose
    assert lines[dose + 1] == "Day 1: 70 g, 700 mL, 2 × 30 g + 1 × 10 g"
    assert "Maximum rate: 126 mL/h (renal risk)" in lines
    assert "Formula: 2 g/kg × 70 kg = 140 g" in lines
    assert "Infusion step 1: 42 mL/h from 0 min for 30 min, 21 mL" in lines
    assert lines[-1].startswith("Regimen: IVIG for adult dermatomyositis") and "label US 26 January 2024" in lines[-1]
    type_in(page, age="12")
    assert page.locator(".copy-fallback").is_hidden()
    if clipboard:
        page.locator("[data-action=copy]").click()
        page.locator(".action-status:not(:empty)").wait_for()
        text = page.evaluate("navigator.clipboard.readText()")
        assert "STOP, no dose: The label says" in text and "140 g" not in text and "mL/h:" not in text and "Day 1" not in text


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("query", [ADULT, {**LARGE_MAN, "age": "80", "start": "2026-11-30", "days": "5", "protocol": "nba-australia",
                                           **dict.fromkeys(["renal-risk", "thrombosis-risk", "cardiac-risk", "migraine"], "yes")}], ids=["plain", "full"])
def test_prints_on_one_page(query, paper, regimen, tmp_path):
    page = regimen(query)
    page.evaluate("window.print = () => {}")
    page.locator("[data-action=print]").click()
    page.emulate_media(media="print")
    assert page.locator("[data-result=formula]").is_visible(), "the working is open on paper"
    assert page.locator(".plan-title").is_visible()
    for part in (".calculator-form", ".plan-actions", ".site-header", ".page-foot"):
        assert not page.locator(part).first.is_visible()
    document = page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", document)) == 1
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".site-header").is_visible()
    assert not page.locator("[data-result=formula]").is_visible()


# Places ---------------------------------------------------------------------------------------------------------------

def test_without_scripts_there_is_the_table(site, open_calculator):
    page = open_calculator((site / REGIMEN).as_uri(), java_script_enabled=False)
    assert page.locator(".calculator-form").is_hidden() and page.locator(".plan").is_hidden()
    row = page.locator(".dose-table tr", has_text="70 kg").first
    assert row.is_visible() and "140 g" in row.inner_text()


def test_with_scripts_the_table_is_one_press_away(regimen):
    page = regimen()
    assert not page.locator(".dose-table table").is_visible()
    page.locator(".dose-table summary").click()
    assert page.locator(".dose-table table").is_visible()


CORE = "var MateriaCore = {{ version: 'VERSION', plan: function () {{ {} }} }};"
ROWS = "return {{ rows: {}.map(function (row) {{ return {{ key: row[0], text: row[1], code: '', fields: [], number: null }}; }}) }};"


@pytest.mark.parametrize("damage", [
    "", CORE.format("throw new Error('no');"), CORE.format(ROWS.format("[['status', 'ok']]")),
    CORE.format(ROWS.format("[['status', 'stop'], ['course', '140 g']]")),
    CORE.format(ROWS.format("[['status', 'incomplete'], ['plan-1', '140 g']]")), CORE.format(ROWS.format("[]")), "other",
], ids=["none", "throws", "no dose", "course at a stop", "dose that is not complete", "nothing", "another version"])
def test_without_a_sound_core_it_says_so_and_leaves_the_table(damage, site, open_calculator, tmp_path):
    shutil.copytree(site, tmp_path / "site")
    core, = (tmp_path / "site" / "assets").glob("dose-core.*.js")
    version = re.search(r'data-core="(\w+)"', (site / EMBED).read_text())[1]
    assert version in core.read_text()
    core.write_text(damage.replace("VERSION", version) if damage != "other" else core.read_text().replace(version, "0123456789ab"))
    page = open_calculator((tmp_path / "site" / EMBED).as_uri(), ADULT)
    assert page.locator(".calculator-failure").is_visible()
    assert page.locator(".calculator-form").is_hidden() and page.locator(".plan").is_hidden()
    assert page.locator(".dose-table table").is_visible()


@pytest.mark.parametrize("path", [REGIMEN, EMBED])
def test_works_from_a_web_server_below_a_path(path, served, open_calculator):
    page = open_calculator(served + path, ADULT)
    assert shown(page)["results"]["course"] == "140 g"


def test_a_single_file_works_alone(site, open_calculator, tmp_path):
    (tmp_path / "library").mkdir()
    shutil.copy(site / SINGLE, tmp_path / "library" / "dose.html")
    page = open_calculator((tmp_path / "library" / "dose.html").as_uri())
    type_in(page, **ADULT)
    assert shown(page)["results"]["rate-max"] == "168 mL/h"
    page.emulate_media(media="print")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_works_with_the_compiler_of_scripts_switched_off(browser_without_jit, site, open_calculator):
    page = open_calculator((site / EMBED).as_uri(), ADULT, browser=browser_without_jit)
    assert page.evaluate("typeof WebAssembly") == "undefined"
    assert shown(page)["results"]["course"] == "140 g"


def test_another_site_shows_it_in_a_frame_that_grows(served, browser, tmp_path):
    (tmp_path / "frame.html").write_text(f"""<!DOCTYPE html><title>Intranet</title><link rel="icon" href="data:,">
        <iframe id="frame" src="{served}{EMBED}" width="700" height="300"></iframe>
        <script>addEventListener('message', event => {{ (window.heard = window.heard || []).push(event.data); }});</script>""")
    (tmp_path / "line.html").write_text(f"""<!DOCTYPE html>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {served}; frame-src {served}; img-src data:">
        <title>Intranet</title><link rel="icon" href="data:,"><p>Before</p>
        <script src="{served}assets/embed.js" data-regimen="ivig-dermatomyositis" data-title="IVIG dose"
          data-protocol="nba-australia" data-flag="renal-risk, migraine"></script><p>After</p>""")
    context = browser.new_context(**VIEWS["wide"])
    with serving(tmp_path, "localhost") as elsewhere:
        page = context.new_page()
        problems = []
        page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
        page.goto(elsewhere + "frame.html")
        page.wait_for_function("(window.heard || []).length > 0")
        heard = page.evaluate("window.heard")[-1]
        assert heard["type"] == "materia-resize" and heard["regimen"] == "ivig-dermatomyositis" and heard["height"] > 300

        page.goto(elsewhere + "line.html")
        frame = page.frame_locator("iframe[title='IVIG dose']")
        frame.locator("[name=weight]").fill("100")
        assert frame.locator("[name=protocol]").input_value() == "nba-australia"
        assert frame.locator("[type=checkbox]:checked").count() == 2
        fits = """() => { const frame = document.querySelector('iframe'); return frame.getBoundingClientRect().height; }"""
        inner = page.frames[1]
        page.wait_for_timeout(300)
        before = page.evaluate(fits)
        assert abs(before - inner.evaluate("document.body.getBoundingClientRect().height")) <= 1
        for name, value in (("height", "175"), ("age", "50")):
            frame.locator(f"[name={name}]").fill(value)
        frame.locator("[name=sex]").select_option("male")
        page.wait_for_timeout(500)
        after = page.evaluate(fits)
        assert after > before
        assert abs(after - inner.evaluate("document.body.getBoundingClientRect().height")) <= 1
        assert frame.locator("output[data-result=course]").text_content() == "164.6 g"
        # Another window's message changes nothing.
        page.evaluate("postMessage({ type: 'materia-resize', regimen: 'ivig-dermatomyositis', height: 10 }, '*')")
        page.wait_for_timeout(100)
        assert page.evaluate(fits) == after
        # A reset comes back to what the surrounding page asked for.
        frame.locator("[type=reset]").click()
        assert frame.locator("[name=protocol]").input_value() == "nba-australia"
        assert frame.locator("[name=weight]").input_value() == ""
        # What the line asks for and the calculator does not understand withholds every dose.
        for number, (line, part) in enumerate([('data-flags="renal-risk"', "flags=renal-risk"), ('flag="renal-risk" data-wieght="70"', "wieght=70"), ('data-age=""', "age=")]):
            (tmp_path / f"strange-{number}.html").write_text(f"""<!DOCTYPE html><title>Intranet</title><link rel="icon" href="data:,"><p>Before</p>
                <script src="{served}assets/embed.js" data-regimen="ivig-dermatomyositis" data-title="IVIG dose" data-weight="70" {line}></script>""")
            page.goto(elsewhere + f"strange-{number}.html")
            frame = page.frame_locator("iframe[title='IVIG dose']")
            assert part in frame.locator(".plan-stops").inner_text()
            assert frame.locator("output[data-result=course]").text_content() == ""
        # An input whose data- was forgotten is an input all the same.
        assert "flag=renal-risk" in page.evaluate("""() => {
          const script = document.createElement('script');
          script.src = document.querySelector('script').src;
          script.setAttribute('data-regimen', 'ivig-dermatomyositis');
          script.setAttribute('flag', 'renal-risk');
          return new Promise(done => { script.onload = () => done(document.querySelectorAll('iframe')[1].src); document.body.append(script); });
        }""")
        assert problems == []
    context.close()


@pytest.mark.parametrize("view", [*VIEWS, "320"])
@pytest.mark.parametrize("query", [
    {**LARGE_MAN, "renal-risk": "yes", "migraine": "yes", "start": "2026-11-30"}, {**ADULT, "weight": "abc", "age": "12"}], ids=["plan", "stop"])
@pytest.mark.parametrize("path", [REGIMEN, EMBED])
def test_accessible_and_fits_the_screen(path, query, view, site, browser):
    options = VIEWS.get(view) or {"viewport": {"width": 320, "height": 640}}
    context = browser.new_context(**options, bypass_csp=True)
    page = context.new_page()
    page.goto((site / path).as_uri() + "?" + urlencode(query, doseq=True))
    page.evaluate("for (const fold of document.querySelectorAll('.plan details')) fold.open = true")
    assert shown(page)["status"] == ("stop" if query["weight"] == "abc" else "ok")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "the page scrolls sideways"
    context.close()


def test_targets_are_large_enough(site, open_calculator):
    page = open_calculator((site / EMBED).as_uri(), ADULT, view="narrow")
    small = page.evaluate("""() => Array.from(document.querySelectorAll('.calculator :is(button, input, select, summary, .check)'))
      .filter(element => element.checkVisibility() && !element.closest('.check > *'))
      .filter(element => { const box = (element.closest('.check') || element).getBoundingClientRect(); return box.width < 24 || box.height < 24; })
      .map(element => element.outerHTML)""")
    assert small == []


def test_an_embedded_page_is_light(site):
    page = (site / EMBED).read_text()
    parts = re.findall(r'(?:src|href)="((?:\.\./)*assets/[^"]+\.(?:js|css))"', page)
    assert len(parts) == 11
    sizes = {part: len(gzip.compress(((site / EMBED).parent / part).read_bytes())) for part in parts}
    assert sum(sizes.values()) <= 87_500, sizes
    # The page grows with what its record warns of.
    assert len(gzip.compress(page.encode())) <= 10_500


@pytest.mark.parametrize("part", ["days=", "height=", "sex=", "height-inches=9", "age=50", "flag="])
def test_a_part_that_lost_its_value_or_stands_twice_shows_no_dose(part, site, open_calculator):
    given = urlencode({name: value for name, value in ADULT.items() if name != part.split("=")[0] or name == "age"})
    page = open_calculator((site / REGIMEN).as_uri() + f"#calculator=ivig-dermatomyositis&{given}&{part}")
    assert_no_dose(page)
    assert part.split("=")[0].replace("-", " ") in page.locator(".plan-stops").inner_text().replace("-", " ")
    type_in(page, **ADULT)
    assert shown(page)["status"] == "ok"


def test_the_address_says_nothing_that_the_page_no_longer_shows(site, open_calculator):
    page = open_calculator((site / REGIMEN).as_uri() + "#calculator=ivig-dermatomyositis&" + urlencode(ADULT))
    assert page.url.endswith("age=50")
    type_in(page, weight="80")
    assert "#" not in page.url and shown(page)["results"]["course"] == "160 g"
    page = open_calculator((site / REGIMEN).as_uri() + "#calculator=ivig-dermatomyositis&" + urlencode(ADULT))
    page.locator("[type=reset]").click()
    assert "#" not in page.url


def test_a_reset_in_a_frame_keeps_the_risks_that_were_asked_for(site, open_calculator, tmp_path):
    shutil.copytree(site, tmp_path / "site")
    (tmp_path / "site" / "outer.html").write_text(f"""<!DOCTYPE html><title>Intranet</title><link rel="icon" href="data:,">
        <iframe src="{EMBED}#flag=renal-risk" width="700" height="900"></iframe>""")
    with serving(tmp_path / "site") as address:
        page = open_calculator(address + "outer.html")
        frame = page.frame_locator("iframe")
        assert frame.locator("[name=renal-risk]").is_checked()
        frame.locator("[name=weight]").fill("70")
        frame.locator("[type=reset]").click()
        frame.locator(".plan[data-status=incomplete]").wait_for()
        assert frame.locator("[name=renal-risk]").is_checked() and frame.locator("[name=weight]").input_value() == ""
        page.goto("about:blank")
