"""The coverage page and its letter draft, as a prior-authorisation nurse meets them, in a real browser."""

from functools import partial
import io
import json
import random
import re
import shutil
import zipfile

import docx
import pytest

from conftest import CONTENT, THEMES, materia, watch
from test_assessment import answer, items_of, open_set  # noqa: F401 (a fixture)
from test_browser import VIEWS, violations

POLICY = "illustrative-ivig-policy"
HEADINGS = ["Criteria met", "Dosing plan", "References"]
DECIDED_OR_NOT = (0, 4)
PATIENT = "weight=70&height=175&sex=male&age=50&protocol=us-label&product=octagam-10"


@pytest.fixture
def open_policy(open_set):  # noqa: F811
    """Opens the policy's page from the file system, and collects what goes wrong on it."""
    return partial(open_set, POLICY, accept_downloads=True)


def draft(page):
    page.get_by_role("button", name="Draft the letter").click()
    return text(page)


def text(page):
    return page.locator("#page-letter-text").input_value()


def sections(letter):
    """The letter by its headings; what stands before the first is under the empty one."""
    found, heading = {"": []}, ""
    for part in letter.split("\n\n"):
        if part in HEADINGS:
            heading = part
            found[heading] = []
        else:
            found[heading].append(part)
    return found


def left(page):
    """What stands beside the letter and is not in it, by its headings."""
    return page.evaluate("""() => { const found = {}; const box = document.querySelector('[data-left]'); if (box.hidden) return found;
      let heading = '';
      for (const part of box.querySelector('div').children) {
        if (part.nodeName === 'H4') { heading = part.textContent; found[heading] = []; }
        else if (part.nodeName === 'UL') found[heading] = Array.from(part.children, item => item.textContent);
        else found[''] = [part.textContent];
      }
      return found; }""")


def labels(page):
    return page.evaluate("() => Object.fromEntries([...document.querySelectorAll('[data-item]')].map(box => [box.dataset.item, box.dataset.label]))")


# The matrix -----------------------------------------------------------------------------------------------------------


def test_each_criterion_stands_beside_its_evidence_without_javascript(open_policy):
    page = open_policy(java_script_enabled=False)
    rows = page.locator("[data-criterion]")
    assert rows.count() == 14
    for index in range(14):
        row = rows.nth(index)
        assert row.locator('[data-part="sources"] .citation a').count() >= 1
        assert row.locator('[data-part="strength"]').inner_text().strip()
        assert row.locator(".matrix-cases li").count() >= 1
    contested = page.locator("[data-criterion]", has=page.locator(".badge-contested"))
    assert contested.count() == 7
    for index in range(7):
        words = contested.nth(index).inner_text()
        assert "The policy says:" in words and "Contested:" in words and "The sources say:" in words
    assert page.get_by_text("Illustrative payer (not a real insurer)").is_visible()
    assert page.get_by_text("The draft is made by a script").is_visible()


def test_worked_cases_are_judged_by_the_rule_and_open_in_the_checklist(open_policy):
    page = open_policy()
    rows = page.locator("#page-cases tbody tr")
    results = dict(zip(rows.locator("th").all_inner_texts(), rows.locator('td[data-label="Result by the rule"] strong').all_inner_texts()))
    assert results == {"A juvenile overlap case": "Not decided yet", "An other-myositis case": "Illustrative rule not met, diagnosis not documented"}
    rows.first.get_by_role("link", name="Open the checklist with them").click()
    page.wait_for_url("**#assessment=*")
    page.wait_for_selector(".assessment.is-ready [type=radio][value=met]:checked")
    answers = page.url.split("#")[1]
    assert "?" not in page.url
    met, not_met = (re.search(f"(?:^|&){name}=([^&]*)", answers)[1] for name in ("met", "not-met"))
    native = json.loads(materia("assess", POLICY, "--met", met, "--not-met", not_met, "--format", "json", expect=DECIDED_OR_NOT).stdout)
    assert native["status"] == "open"
    assert page.locator('[data-result="outcome"]').inner_text() == "Not decided yet"
    assert page.locator('[type="radio"][value="met"]:checked').count() == len(met.split(","))
    # The same link again, after a reset, opens the same answers again.
    page.get_by_role("button", name="Reset").click()
    # The address changes first and the page is read anew after it, so that the load is what tells.
    with page.expect_event("load"):
        rows.first.get_by_role("link", name="Open the checklist with them").click()
    page.wait_for_selector(".assessment.is-ready [type=radio][value=met]:checked")
    assert page.locator('[type="radio"][value="met"]:checked').count() == len(met.split(","))


# The letter -----------------------------------------------------------------------------------------------------------


def test_the_letter_argues_what_is_met_and_nothing_else(open_policy):
    page = open_policy()
    answer(page, "skin-sign", "met")
    answer(page, "muscle-enzymes", "met")
    answer(page, "pathology", "not-met")
    letter = sections(draft(page))
    assert list(letter) == ["", *HEADINGS]
    assert [part.split("\n")[0] for part in letter["Criteria met"]] == ["1. Typical skin sign of dermatomyositis", "2. Raised muscle enzymes"]
    for part in letter["Criteria met"]:
        kinds = [line.split(": ")[0] for line in part.split("\n")[1:]]
        assert kinds == ["Finding", "Evidence"]
        assert "Finding: [finding, its date and the document it stands in]" in part.split("\n")
    # What is not met or not known stands beside the letter, for whoever sends it, and not in it.
    beside = left(page)
    assert page.locator("[data-left]").is_visible()
    assert beside["Criteria not met"] == ["Pathology compatible with inflammatory myositis"]
    assert len(beside["Criteria not known"]) == 11 and len(beside["Limits of the policy, each to be confirmed"]) == 1
    assert beside[""][0].startswith("By the policy’s own rule")
    whole = text(page)
    for words in (*beside["Criteria not met"], *beside["Criteria not known"], "not met", "rule"):
        assert words not in "\n\n".join(whole.split("\n\n")[2:]), words
    assert letter["Dosing plan"][0].startswith("[Dosing plan:")
    assert letter[""][0].startswith("DRAFT FOR THE CLINICIAN.")
    assert letter[""][1].startswith("DO NOT SEND. The policy named here is illustrative")


def test_every_sentence_of_evidence_is_on_the_page_and_every_reference_is_cited(open_policy):
    page = open_policy("?met=" + ",".join(["diagnosis", "disease-dermatomyositis", "skin-sign", "muscle-enzymes", "myositis-antibody", "second-line-failed"]))
    page.get_by_label("Say how strong each piece of evidence is").check()
    letter = sections(draft(page))
    plain = """element => { const copy = element.cloneNode(true); copy.querySelectorAll('.citation').forEach(part => part.remove());
      return copy.textContent.replace(/\\s+/g, ' ').trim(); }"""
    shown = {
        part.evaluate(plain)
        for part in page.locator('[data-part="sources"], [data-part="strength"]').all()
    }
    mark = r" \[\d[^\]]*\]"
    for part in letter["Criteria met"]:
        for line in part.split("\n"):
            if line.startswith(("Evidence: ", "Strength of this evidence: ")):
                assert re.sub(mark, "", line.split(": ", 1)[1]) in shown
    cited = []
    for marks in re.findall(r"\[(\d[^\]]*)\]", "\n\n".join(letter["Criteria met"])):
        cited += [int(number) for number in re.findall(r"(?:^|, )(\d+)", marks)]
    references = letter["References"][0].split("\n")
    assert [line.split(". ")[0] for line in references] == [str(number) for number in range(1, len(references) + 1)]
    assert set(cited) == set(range(1, len(references) + 1))
    order = list(dict.fromkeys(cited))
    assert all(number <= max(order[:index], default=0) + 3 for index, number in enumerate(order)), "numbers come in the order of use"
    trial = next(line for line in references if "Trial of intravenous immune globulin in dermatomyositis" in line)
    number = trial.split(".")[0]
    assert re.search(rf"79 % responded at week 16 with IVIG and 44 % with placebo \[{number}\]", letter["Criteria met"][1])


@pytest.mark.parametrize("seed", range(6))
def test_sections_agree_with_the_command(open_policy, seed):
    page = open_policy()
    random.seed(seed)
    chosen = {item["id"]: random.choice(["met", "not-met", "unknown"]) for item in items_of(page)}
    chosen["disease-polymyositis"] = "not-met" if chosen["disease-dermatomyositis"] == "met" else "unknown"
    chosen["proximal-weakness"] = "met"
    for name, state in chosen.items():
        answer(page, name, state)
    named = {state: ",".join(name for name, found in chosen.items() if found == state) for state in ("met", "not-met")}
    options = [word for state, names in named.items() if names for word in (f"--{state}", names)]
    native = json.loads(materia("assess", POLICY, *options, "--format", "json", expect=DECIDED_OR_NOT).stdout)
    name_of = labels(page)
    letter = sections(draft(page))
    met = [re.sub(r"^\d+\. ", "", part.split("\n")[0]) for part in letter["Criteria met"]]
    beside = left(page)
    not_met = [re.sub(r" \(excluded.*\)$", "", line) for line in beside.get("Criteria not met", [])]
    states = {item["id"]: item["state"] for item in native["items"]}
    assert met == [name_of[name] for name in name_of if states[name] == "met"]
    assert not_met == [name_of[name] for name in name_of if states[name] == "not-met"]
    assert not any("own rule" in part for part in letter[""])
    result = beside[""][0]
    if native["status"] == "decided" and native["outcome"]:
        assert result == f"By the policy’s own rule these answers give: “{native['outcome']['label']}”."
    else:
        assert "do not decide the request yet" in result or "none of the outcomes" in result


def test_a_letter_of_every_criterion_is_two_pages(open_policy):
    page = open_policy("?met=diagnosis,disease-dermatomyositis,skin-sign,proximal-weakness,muscle-enzymes,muscle-pain,emg-or-mri,first-line-failed,second-line-failed")
    page.fill("#page-letter-link", "x?calculator=ivig-dermatomyositis&" + PATIENT)
    # Without the notes to the clinician, who deletes them.
    page.locator("#page-letter-text").fill("\n\n".join(draft(page).split("\n\n")[2:]))
    page.evaluate("window.print = () => {}")
    page.locator(".letter-actions").get_by_role("button", name="Print").click()
    page.emulate_media(media="print")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2


def test_the_checklists_result_leads_to_the_letter(open_policy):
    page = open_policy("?met=skin-sign&not-met=pathology")
    page.locator(".assessment-result").get_by_role("link", name="Draft a letter").click()
    assert page.locator("#page-letter-text").evaluate("area => area === document.activeElement")
    assert text(page).startswith("DRAFT FOR THE CLINICIAN.")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator(".letter-actions").get_by_role("button", name="Copy").click()
    assert "It leaves out one criterion that is not met." in page.locator(".letter-status").inner_text()
    # The letter follows the checklist: between its result and the first field of the letter there are few stops.
    stops = page.evaluate("""() => { const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(element => element.checkVisibility());
      return all.indexOf(document.querySelector('.letter-findings textarea')) - all.indexOf(document.querySelector('[data-to-letter]')); }""")
    assert 0 < stops < 20


def test_a_finding_goes_into_the_letter_and_outlives_its_answer(open_policy):
    page = open_policy("?met=skin-sign,muscle-pain")
    page.get_by_label("Typical skin sign of dermatomyositis").last.fill("Heliotrope rash, note of 3 March 2026")
    assert "Finding: Heliotrope rash, note of 3 March 2026" in draft(page)
    answer(page, "skin-sign", "unknown")
    assert "Heliotrope rash, note" not in text(page)
    answer(page, "skin-sign", "met")
    assert "Finding: Heliotrope rash, note of 3 March 2026" in text(page)


def test_a_letter_nobody_touched_follows_the_answers(open_policy):
    page = open_policy("?met=skin-sign")
    assert "1. Typical skin sign" in draft(page)
    answer(page, "muscle-pain", "met")
    assert "2. Muscle pain" in text(page)
    answer(page, "muscle-pain", "not-met")
    answer(page, "skin-sign", "unknown")
    assert page.locator(".letter-sheet").is_hidden()
    assert text(page) == ""
    assert page.get_by_role("button", name="Draft the letter").is_visible()


def test_an_edited_letter_is_never_lost(open_policy):
    page = open_policy("?met=skin-sign")
    draft(page)
    area = page.locator("#page-letter-text")
    area.press("Control+End")
    area.press_sequentially("\nWritten by hand.")
    edited = text(page)
    answer(page, "muscle-pain", "met")
    assert text(page) == edited
    assert page.locator("[data-stale]").inner_text().startswith("The answers have changed since this letter was drafted")
    assert page.locator(".letter-open").inner_text().startswith("This letter does not hold the latest answers")
    page.get_by_role("button", name="Draft again from the answers").click()
    assert "2. Muscle pain" in text(page) and "Written by hand." not in text(page)
    # What is brought back is still held against the answers, and takes the place of a second edit without losing it.
    area.press("Control+End")
    area.press_sequentially("\nThe second letter.")
    second = text(page)
    page.get_by_role("button", name="Bring back the edited letter").click()
    assert text(page) == edited
    assert page.locator("[data-stale]").is_visible()
    page.get_by_role("button", name="Bring back the edited letter").click()
    assert text(page) == second
    assert page.locator("[data-stale]").is_hidden()
    page.get_by_role("button", name="Bring back the edited letter").click()
    assert text(page) == edited
    answer(page, "muscle-pain", "unknown")
    assert page.locator("[data-stale]").is_hidden(), "these are the answers it was drafted from"
    answer(page, "skin-sign", "unknown")
    assert text(page) == edited
    assert page.locator("[data-stale]").inner_text() == "The checklist does not support this letter any more: no criterion is marked met."
    page.get_by_role("button", name="Save as .txt").click()
    assert "It does not hold the latest answers." in page.locator(".letter-status").inner_text()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("about:blank")
    assert asked == ["beforeunload"]


def test_no_letter_without_a_criterion_that_is_met(open_policy):
    page = open_policy("?not-met=skin-sign")
    page.get_by_role("button", name="Draft the letter").click()
    assert page.locator(".letter-sheet").is_hidden()
    assert page.get_by_text("No criterion is marked met.").is_visible()
    page = open_policy("?met=skin-sign,no-such-item")
    page.get_by_role("button", name="Draft the letter").click()
    assert page.locator(".letter-sheet").is_hidden()


def test_the_next_patient_gets_nothing_of_the_last(open_policy):
    page = open_policy("?met=skin-sign")
    page.locator("#page-letter-finding-skin-sign").fill("Of the first patient")
    page.fill("#page-letter-link", "x?calculator=ivig-dermatomyositis&" + PATIENT)
    first = draft(page)
    assert "Of the first patient" in first and "Course total: 140 g" in first
    page.locator(".assessment-form").get_by_role("button", name="Reset").click()
    assert page.locator(".letter-sheet").is_hidden()
    answer(page, "skin-sign", "met")
    second = draft(page)
    assert "Of the first patient" not in second and "Course total" not in second
    assert page.locator("#page-letter-finding-skin-sign").input_value() == "" and page.locator("#page-letter-link").input_value() == ""
    page.get_by_role("button", name="Bring back the edited letter").click()
    assert text(page) == first, "what was typed is not lost"


# A core that stops working when the page says so.
BREAKABLE = """let core;
Object.defineProperty(window, 'MateriaCriteria', { get: () => core, set: (whole) => { core = { ...whole,
  assess: (numbers) => { if (window.isBroken) throw new Error('broken'); return whole.assess(numbers); } }; } });"""


def test_a_checklist_that_fails_holds_the_letter_back(open_policy):
    page = open_policy("?met=skin-sign")
    page.add_init_script(BREAKABLE)
    page.reload()
    draft(page)
    page.evaluate("window.isBroken = true")
    answer(page, "muscle-pain", "met")
    assert page.locator(".assessment-failure").is_visible()
    assert page.locator(".letter-sheet").is_hidden()
    assert page.get_by_text("The checklist gives no result, so no letter can be drafted.").is_visible()


def test_a_finding_stays_one_paragraph(open_policy):
    page = open_policy("?met=skin-sign")
    page.locator("#page-letter-finding-skin-sign").fill("Seen.\n\nReferences\n\nCriteria not met\n\n- None")
    draft(page)
    data = saved(page, "Save as .docx")[1]
    headings = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs if paragraph.style.name == "Heading 1"]
    assert headings.count("References") == 1 and headings.count("Criteria not met") == 0


def test_places_to_complete_are_counted(open_policy):
    page = open_policy("?met=skin-sign")
    letter = draft(page)
    count = len(re.findall(r"\[[^\]\d\n][^\]\n]*\]", letter))
    assert page.get_by_text(f"{count} places in [brackets] are still to be completed.").is_visible()
    page.locator("#page-letter-text").fill("Cited here [1, 2 (table 3)] and done.")
    assert page.get_by_text("No place in [brackets] is left to complete.").is_visible()


# The dosing plan ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["regimens/ivig-dermatomyositis/index.html", "embed/ivig-dermatomyositis/index.html", "single/ivig-dermatomyositis.html"])
def test_a_calculators_link_brings_its_plan(open_policy, site, place):
    page = open_policy("?met=skin-sign")
    calculator = page.context.new_page()
    calculator.goto((site / place).as_uri() + "?" + PATIENT)
    calculator.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }")
    calculator.get_by_role("button", name="Copy a link to these inputs").click()
    link = calculator.evaluate("window.copied")
    assert "calculator=ivig-dermatomyositis" in link
    page.fill("#page-letter-link", link)
    native = json.loads(materia(
        "dose", "ivig-dermatomyositis", "--weight", "70", "--height", "175", "--sex", "male", "--age", "50", "--protocol", "us-label",
        "--product", "octagam-10", "--format", "json").stdout)
    results = {row["key"]: row["text"] for row in native["results"]} if isinstance(native["results"], list) else native["results"]
    assert page.locator("#page-letter-link-note").inner_text().startswith(f"Plan taken in: {results['course']} over {results['division']}")
    plan = sections(draft(page))["Dosing plan"][0].split("\n")
    assert f"Course total: {results['course']} over {results['division']}, {results['interval']}" in plan
    assert any(line.startswith(f"Day 1: {results['day-1']},") for line in plan)
    assert f"Formula: {results['formula']}" in plan
    assert "Patient: 70 kg, 50 years, 175 cm, male. Nothing ticked." in plan
    # A payer reads the dose. What the clinician is to mind stands beside the letter, and what it was made from in the note to the clinician.
    assert any(line.startswith("Boxed warning") for line in left(page)["Cautions of the dosing plan"])
    assert not any(line.startswith(("Caution", "Starting rate", "Infusion step", "Regimen:")) for line in plan)
    assert re.search(r"Regimen: .*ivig-dermatomyositis, version [0-9a-f]{12}", sections(text(page))[""][0])
    assert not any(line.startswith(("BMI", "Body surface")) for line in plan), "sizes the plan does not rest on"


def test_body_sizes_the_plan_rests_on_stay(open_policy, site):
    page = open_policy("?met=skin-sign")
    page.fill("#page-letter-link", (site / "regimens/ivig-iim-ontario/index.html").as_uri() + "?weight=120&height=170&sex=female&age=40&protocol=nba-australia")
    plan = sections(draft(page))["Dosing plan"][0]
    assert "Dosing weight:" in plan
    assert "\nAdjusted body weight: " in plan and "\nIdeal body weight (Devine): " in plan
    assert "\nLean body weight" not in plan


@pytest.mark.parametrize("link, said", [
    ("https://elsewhere.example/page", "This link has no inputs of a calculator listed here."),
    ("just words", "This link has no inputs of a calculator listed here."),
    ("http://[", "This is no link."),
    ("x?calculator=other-drug&weight=70", "This link has no inputs of a calculator listed here."),
    ("x?calculator=ivig-dermatomyositis", "No plan: the calculator gives no dose for these inputs."),
    ("x?calculator=ivig-dermatomyositis&weight=70&age=12&product=octagam-10", "No plan: the calculator gives no dose for these inputs."),
    ("x?calculator=ivig-dermatomyositis&weight=70&age=50&product=nobodys", "No plan: the calculator gives no dose for these inputs."),
    ("x?calculator=ivig-dermatomyositis&weight=7000&age=50", "No plan: the calculator gives no dose for these inputs."),
    (f"x?calculator=ivig-dermatomyositis&{PATIENT}&fla", "No plan: the link says “fla=”, which the calculator does not understand."),
    (f"x?calculator=ivig-dermatomyositis&{PATIENT}&amp;flag=renal-risk", "No plan: the link says “amp;flag=renal-risk”"),
    (f"x?calculator=ivig-dermatomyositis&calculator=ivig-iim-ontario&{PATIENT}", "This link has no inputs of a calculator listed here."),
    (f"https://x.example/ivig-dermatomyositis/other/index.html?{PATIENT}", "This link has no inputs of a calculator listed here."),
    ("%E0%A4%A?weight=70", "This link has no inputs of a calculator listed here."),
])
def test_a_link_without_a_plan_says_so(open_policy, link, said):
    page = open_policy("?met=skin-sign")
    page.fill("#page-letter-link", link)
    assert page.locator("#page-letter-link-note").inner_text().startswith(said)
    assert sections(draft(page))["Dosing plan"][0].startswith("[Dosing plan:")


def test_a_plan_goes_when_its_link_goes(open_policy):
    page = open_policy("?met=skin-sign")
    page.fill("#page-letter-link", "x?calculator=ivig-dermatomyositis&" + PATIENT)
    assert "Course total: 140 g" in draft(page)
    page.fill("#page-letter-link", "")
    assert "Course total" not in text(page)


# Ways out -------------------------------------------------------------------------------------------------------------


def saved(page, button):
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_saved_as_text_it_is_the_letter(open_policy):
    page = open_policy("?met=skin-sign")
    letter = draft(page)
    name, data = saved(page, "Save as .txt")
    assert name == f"letter-{POLICY}.txt"
    assert data.decode("utf-8") == letter.replace("\n", "\r\n")


def test_saved_as_word_it_is_the_letter(open_policy):
    page = open_policy("?met=skin-sign,muscle-enzymes")
    draft(page)
    area = page.locator("#page-letter-text")
    area.press("Control+End")
    page.keyboard.insert_text("\n\nTab\there, <tags> & \"quotes\", µg, 𝛼, \u0007bell.  Two spaces.\n\nLast.")
    letter = text(page)
    name, data = saved(page, "Save as .docx")
    assert name == f"letter-{POLICY}.docx"
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        assert container.testzip() is None
        assert container.namelist()[0] == "[Content_Types].xml"
    document = docx.Document(io.BytesIO(data))
    assert [paragraph.text for paragraph in document.paragraphs] == [part.replace("\u0007", "") for part in letter.split("\n\n")]
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"] == [part for part in letter.split("\n\n") if part in HEADINGS]
    assert saved(page, "Save as .docx")[1] == data, "the same letter, the same bytes"


def test_on_paper_the_letter_stands_alone(open_policy):
    page = open_policy("?met=skin-sign")
    letter = draft(page)
    page.evaluate("window.print = () => { dispatchEvent(new Event('beforeprint')); window.printed = true; }")
    page.emulate_media(media="print")
    page.locator(".letter-actions").get_by_role("button", name="Print", include_hidden=True).evaluate("button => button.click()")
    seen = page.evaluate("document.body.innerText").strip()
    assert re.sub(r"\s+", " ", seen) == re.sub(r"\s+", " ", letter.strip())
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert "Criteria and evidence" in page.evaluate("document.body.innerText")


def test_a_page_printed_with_its_letter_shows_all_of_it(open_policy):
    page = open_policy("?met=skin-sign")
    letter = draft(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".letter-paper").inner_text().split() == letter.split()
    assert page.locator("#page-letter-text").is_hidden()


def test_nothing_is_kept(open_policy):
    page = open_policy("?met=skin-sign")
    draft(page)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    page.reload()
    assert text(page) == "" and page.locator(".letter-sheet").is_hidden()
    answer(page, "skin-sign", "met")
    draft(page)
    page.goto("about:blank")
    page.go_back()
    page.wait_for_load_state()
    assert text(page) == "" and page.locator(".letter-sheet").is_hidden()
    for field in page.locator("#page-letter textarea, #page-letter input:not([type=checkbox])").all():
        assert field.get_attribute("autocomplete") == "off" and field.get_attribute("spellcheck") == "false"


# From the home page to a finished letter ------------------------------------------------------------------------------

FOCUSED = """() => { const element = document.activeElement;
  const box = element.getBoundingClientRect();
  return { inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth, // A date has its marks on the part that is typed into.
    marked: element.matches(':focus-visible, [type="date"]') }; }"""


def tab_to(page, target, limit=400, key="Tab"):
    """Presses Tab until `target` has the focus, and sees that every stop on the way is in view and marked."""
    for _ in range(limit):
        page.keyboard.press(key)
        state = page.evaluate(FOCUSED)
        assert state["marked"] and state["inView"], page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached by {key}")


@pytest.mark.parametrize("view", ["wide", "narrow"])
def test_by_keyboard_alone_from_the_home_page_to_a_finished_letter(browser, site, view):
    context = browser.new_context(**VIEWS[view], accept_downloads=True)
    page = context.new_page()
    watch(page, (site / "index.html").as_uri(), moves_on=True)
    page.goto((site / "index.html").as_uri())
    tab_to(page, page.get_by_role("link", name="checklist, evidence and letter draft"))
    with page.expect_navigation():
        page.keyboard.press("Enter")

    # Met is one step to the right of the unknown that is chosen, around the end.
    for name in ["diagnosis", "disease-dermatomyositis", "skin-sign", "proximal-weakness", "muscle-enzymes", "muscle-pain", "emg-or-mri", "first-line-failed", "second-line-failed"]:
        item = page.locator(f'[data-item="{name}"]')
        tab_to(page, item.locator('input[value="unknown"]'))
        page.keyboard.press("ArrowRight")
        assert item.locator('input[value="met"]').is_checked()
    assert page.locator('[data-result="outcome"]').inner_text() == "Illustrative rule met, dermatomyositis route"

    tab_to(page, page.locator("#page-letter-finding-skin-sign"))
    page.keyboard.type("Heliotrope rash, note of 3 March 2026")

    # The dose, in the calculator that the letter names, and its link back.
    tab_to(page, page.locator(".letter-plan").get_by_role("link", name="IVIG for adult dermatomyositis"))
    with context.expect_page() as opened:
        page.keyboard.press("Enter")
    calculator = opened.value
    watch(calculator, calculator.url, moves_on=True)
    calculator.wait_for_load_state()
    tab_to(calculator, calculator.get_by_label("Body weight", exact=True))
    calculator.keyboard.type("70")
    tab_to(calculator, calculator.get_by_label("Age", exact=True))
    calculator.keyboard.type("50")
    tab_to(calculator, calculator.get_by_role("button", name="Copy a link to these inputs"))
    calculator.evaluate("navigator.clipboard.writeText = undefined")
    calculator.keyboard.press("Enter")
    assert calculator.get_by_text("Link copied.").is_visible()
    calculator.close()
    page.bring_to_front()
    tab_to(page, page.locator("#page-letter-link"), key="Shift+Tab")
    page.keyboard.press("Control+V")
    assert page.locator("#page-letter-link-note").inner_text().startswith("Plan taken in: 140 g")

    tab_to(page, page.get_by_role("button", name="Draft the letter"))
    page.keyboard.press("Enter")
    assert page.locator("#page-letter-text").evaluate("element => element === document.activeElement")
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\nEnclosed: notes and results.")
    letter = text(page)
    assert "Finding: Heliotrope rash, note of 3 March 2026" in letter and "Course total: 140 g" in letter and letter.endswith("Enclosed: notes and results.")
    tab_to(page, page.get_by_role("button", name="Save as .docx"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    document = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    assert document.paragraphs[-1].text == "Enclosed: notes and results."
    assert violations(page, options="preload: false,") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.problems == []
    context.close()


def test_the_note_to_the_clinician_says_which_reviews_are_overdue(browser, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    for record, on in (("regimens/ivig-dermatomyositis", "2026-03-01"), ("protocols/us-label", "2026-01-01"), ("products/octagam-10", "2026-02-01")):
        path = content / f"{record}.yml"
        path.write_text(path.read_text().rstrip("\n") + f"\nreview: {{ by: A made-up reviewer, on: {on}, interval: 12 }}\n")
    materia("build", content, "--themes", THEMES, "--output", tmp_path / "site")
    for day, late in (("2027-01-01", []), ("2027-02-15", ["Protocol", "Product"]), ("2027-03-02", ["Regimen", "Protocol", "Product"])):
        page = browser.new_page()
        page.clock.set_fixed_time(f"{day}T12:00:00")
        watch(page, (tmp_path / "site").as_uri())
        page.goto((tmp_path / "site/criteria" / POLICY / "index.html").as_uri())
        page.locator(".assess-item input[value=met]").first.check(force=True)
        page.locator("#page-letter-link").fill(f"https://example.org/regimens/ivig-dermatomyositis/#{PATIENT}")
        note = draft(page).split("\n\n")[0]
        assert "Dosing plan: Regimen: " in note
        assert re.findall(r"(Regimen|Protocol|Product): [^:]*?\. Its review is overdue: it was due on 1 \w+ 2027\.", note) == late, day
        page.close()
