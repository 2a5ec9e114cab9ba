"""The form of a calculator and what stays in view of its result, on a telephone and beside the plan; and that nothing moves by itself."""

import re
import shutil

import pytest

from conftest import serving
from test_browser import VIEWS
from test_calculator import ADULT, EMBED, REGIMEN, SINGLE, open_calculator, shown, type_in  # noqa: F401 (a fixture)

PHONE = {"viewport": {"width": 360, "height": 640}}
# A page that is drawn while it still comes grows at its end; what moves from the first script on is the scripts' doing.
FIRST_SCRIPT = """
  window.firstScript = Infinity;
  const note = () => { window.firstScript = Math.min(window.firstScript, performance.now()); };
  new MutationObserver((changes) => {
    if (changes.some(change => Array.from(change.addedNodes).some(node => node.nodeName === 'SCRIPT' && node.closest('body')))) note();
  }).observe(document, { childList: true, subtree: true });
  document.addEventListener('readystatechange', note);
"""
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) if (entry.startTime >= window.firstScript) sum += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 400);
})"""


@pytest.fixture
def phone(browser):
    """Opens an address in a window of the size of a telephone."""
    contexts = []

    def phone(address, **options):
        contexts.append(browser.new_context(**{**PHONE, **options}))
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield phone
    for context in contexts:
        context.close()


def test_weight_and_age_stand_first_and_what_a_dose_needs_not_stands_last(site, formulary, open_calculator):  # noqa: F811
    fields = "() => Array.from(document.querySelectorAll('.calculator-form [data-field]'), box => [box.dataset.field, box.closest('fieldset').querySelector('legend').textContent])"
    page = open_calculator((site / EMBED).as_uri())
    found = page.evaluate(fields)
    assert [name for name, _ in found][:2] == ["weight", "age"]
    assert [name for name, group in found if group == "Optional"] == ["height", "sex", "days", "start"]
    assert [name for name, group in found if group == "Dose"] == ["protocol", "product"]
    # A dose by body surface needs the height, and a formula of the kidney the sex.
    for regimen, needs in (("rituximab-lymphoma", {"height"}), ("carboplatin", {"sex"})):
        page = open_calculator((formulary / "embed" / regimen / "index.html").as_uri())
        assert needs <= {name for name, group in page.evaluate(fields) if group == "Patient"}, regimen


def test_on_a_telephone_the_result_stays_in_view(site, phone):
    page = phone((site / REGIMEN).as_uri())
    words, link = page.locator(".brief-words"), page.locator(".plan-brief a")
    page.locator("[name=weight]").scroll_into_view_if_needed()
    assert "Enter the age" in words.inner_text()
    type_in(page, weight="70", age="50")
    page.locator("[name=weight]").scroll_into_view_if_needed()
    box = words.bounding_box()
    assert box["y"] + box["height"] <= 640, "the result is below the window"
    assert re.fullmatch(r"140 g over 2 days in a row\. \d+ cautions\.", words.inner_text())
    assert shown(page)["results"]["course"] == "140 g"
    # It covers no field that has the focus.
    page.locator("[name=start]").focus()
    field, bar = page.locator("[name=start]").bounding_box(), page.locator(".plan-brief").bounding_box()
    assert field["y"] + field["height"] <= bar["y"] or field["y"] >= bar["y"] + bar["height"]
    link.click()
    assert 0 <= page.locator(".plan").bounding_box()["y"] <= 200
    type_in(page, weight="abc")
    assert words.inner_text() == "No dose"
    page.locator("[type=reset]").click()
    page.locator(".plan[data-status=incomplete]").wait_for()
    assert not re.search(r"\d+ g\b", words.inner_text())


def test_what_stands_first_in_a_plan_stands_first_in_its_line(formulary, phone):
    page = phone((formulary / "embed/methotrexate-rheumatoid-arthritis/index.html").as_uri())
    guard = page.locator(".plan-guard").inner_text().rstrip(".")
    assert guard
    type_in(page, age="50")
    for name in page.evaluate("() => Array.from(document.querySelectorAll('[role=radiogroup]'), box => box.dataset.field)"):
        page.locator(f"[name='{name}'][value=no]").check()
    if shown(page)["status"] == "ok":
        assert page.locator(".brief-words").inner_text().startswith(guard)


def test_a_message_leads_to_its_field(site, phone):
    page = phone((site / EMBED).as_uri())
    page.locator(".plan-missing a", has_text="body weight").click()
    assert page.evaluate("document.activeElement.name") == "weight"
    assert page.locator("[name=weight]").bounding_box()["y"] < 640


def test_every_choice_can_be_read_to_its_end(site, phone):
    page = phone((site / EMBED).as_uri())
    for option in page.locator("[name=protocol] option").all():
        page.locator("[name=protocol]").select_option(option.get_attribute("value"))
        clipped = page.evaluate("""() => { const select = document.querySelector('[name=protocol]');
          const measure = document.createElement('canvas').getContext('2d'); measure.font = getComputedStyle(select).font;
          return measure.measureText(select.selectedOptions[0].textContent).width > select.clientWidth - 45; }""")
        spelled = page.locator("[data-field=protocol] .field-choice")
        assert not clipped or spelled.is_visible() and spelled.inner_text() == option.inner_text()


def test_a_typed_unit_is_seen_whole(formulary, phone):
    for width in (320, 360, 1440):
        page = phone((formulary / "embed/carboplatin/index.html").as_uri(), viewport={"width": width, "height": 640})
        field = page.locator("[data-field=serum-creatinine] input").first
        field.fill("200 micromol/L")
        assert field.evaluate("field => field.scrollWidth <= field.clientWidth"), width


def test_a_dose_is_chosen_only_where_there_is_a_range(formulary, open_calculator):  # noqa: F811
    address = (formulary / "embed/levothyroxine/index.html").as_uri()
    page = open_calculator(address)
    box = page.locator("[data-field=amount]")
    type_in(page, **{"weight": "70", "age": "65", "cardiac-disease": "no", "severe": "no"})
    assert box.is_visible() and shown(page)["results"]["plan-1"] == "25 to 50 mcg"
    type_in(page, amount="37.5")
    type_in(page, age="40")
    # The row of a younger patient has one dose: nothing to choose, and what was chosen is gone with it.
    assert box.is_hidden() and shown(page)["results"]["plan-1"] == "112 mcg"
    type_in(page, age="65")
    assert box.is_visible() and page.locator("[name=amount]").input_value() == ""
    # What a link chose is not dropped without a word.
    page = open_calculator(address + "#weight=70&age=40&cardiac-disease=no&severe=no&amount=37.5")
    assert box.is_visible() or page.locator("[data-field=amount]").is_visible()
    assert shown(page)["status"] == "stop" and "is not a range" in page.locator(".plan-stops").inner_text()


@pytest.mark.parametrize("view", [VIEWS["wide"], PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("path", [
    REGIMEN, EMBED, SINGLE, "criteria/eular-acr-2017/index.html", "embed/criteria/eular-acr-2017/index.html", "single/criteria/eular-acr-2017.html",
    "criteria/illustrative-ivig-policy/index.html"])
def test_nothing_moves_when_the_scripts_start(path, view, site, browser):
    context = browser.new_context(**view)
    page = context.new_page()
    page.add_init_script(FIRST_SCRIPT)
    # Slowly, so that the page is drawn before its scripts have run.
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto((site / path).as_uri())
    assert page.evaluate("Number.isFinite(window.firstScript)") and page.evaluate(SHIFTS) < 0.001
    context.close()


@pytest.mark.parametrize("path, said", [(EMBED, "calculator"), ("embed/criteria/eular-acr-2017/index.html", "assessment")])
def test_a_page_whose_script_does_not_come_says_so(path, said, site, tmp_path, browser):
    shutil.copytree(site, tmp_path / "site")
    for script in (tmp_path / "site" / "assets").glob(f"{said}.*.js"):
        script.unlink()
    context = browser.new_context()
    page = context.new_page()
    with serving(tmp_path / "site") as address:
        page.goto(address + path)
        page.locator(f".{said}-unready").wait_for(state="visible")
        assert "has not started in this browser" in page.locator(f".{said}-unready").inner_text()
        assert not page.locator(f".{said}-panes").is_visible()
    context.close()


def test_result_tables_have_names(regimen_page):
    names = regimen_page.evaluate("() => Array.from(document.querySelectorAll('.plan table'), table => table.caption && table.caption.textContent)")
    assert names and all(names)


@pytest.fixture
def regimen_page(site, open_calculator):  # noqa: F811
    return open_calculator((site / EMBED).as_uri(), ADULT)


def test_a_product_of_another_indication_says_that_no_rate_is_labelled(site, open_calculator):  # noqa: F811
    page = open_calculator((site / EMBED).as_uri(), {"weight": "70", "age": "50", "product": "privigen"})
    assert shown(page)["status"] == "ok" and "rate-max" not in shown(page)["results"]
    assert "no infusion rate for this indication" in page.locator(".plan-cautions").inner_text()
