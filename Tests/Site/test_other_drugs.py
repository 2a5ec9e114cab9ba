"""Drugs that are not immune globulin: a dose per square metre with a loading dose and a limit, and a fixed dose.

They are made up. The figures expected here were worked out by hand.
"""

import json
import shutil

import pytest

from conftest import OTHER_DRUGS as CONTENT, THEMES, materia
from test_calculator import assert_same_plan, open_calculator, options, shown  # noqa: F401 (a fixture)

CASES = [
    # sqrt(180 x 80 / 3,600) = 2 m2; 400 mg/m2 x 2 m2 = 800 mg, held to 480 mg.
    ("fictamab-weekly", {"weight": "80", "height": "180", "age": "40"},
     {"surface": "2 m2", "course-unrounded": "800 mg", "cap-1": "held to the limit of 480 mg per dose", "course": "480 mg",
      "volume": "96 mL", "vials": "1 × 500 mg", "waste": "20 mg", "interval": "once, the next after 1 week", "phase-2": "every week", "label-status": "on-label"}),
    # sqrt(150 x 54 / 3,600) = 1.5 m2; 250 mg/m2 x 1.5 m2 = 375 mg, to the nearest 10 mg: 380 mg, 1.3 % more.
    ("fictamab-weekly", {"weight": "54", "height": "150", "age": "40", "step": "2"},
     {"surface": "1.5 m2", "course-unrounded": "375 mg", "course": "380 mg", "change": "+1.3 %", "vials": "4 × 100 mg",
      "waste": "20 mg", "volume": "76 mL"}),
    # Du Bois: 0.007184 x 150^0.725 x 54^0.425 = 1.480 m2; x 250 = 370 mg.
    ("fictamab-weekly", {"weight": "54", "height": "150", "age": "40", "step": "2", "protocol": "by-surface-du-bois"},
     {"surface": "1.48 m2", "rounding": "not rounded"}),
    ("examplase-fixed", {"age": "40"},
     {"formula": "1 g", "course": "1 g", "volume": "100 mL", "vials": "2 × 500 mg", "rate-max": "100 mL/h", "duration": "1 h 15 min",
      "label-status": "not recorded for this dose"}),
    ("examplase-fixed", {"age": "40", "step": "2", "start": "2026-01-31"},
     {"course": "500 mg", "date-1": "2026-01-31", "date-2": "2026-07-31", "duration": "45 min"}),
]


@pytest.mark.parametrize("regimen, asked, expected", CASES)
def test_the_same_dose_on_the_command_line_and_on_a_page(other_site, open_calculator, regimen, asked, expected):  # noqa: F811
    plan = json.loads(materia("dose", regimen, *options(asked), "--format", "json", "--content", CONTENT).stdout)
    assert plan["status"] == "ok"
    assert {key: plan["results"].get(key) for key in expected} == expected
    page = open_calculator((other_site / "embed" / regimen / "index.html").as_uri(), asked)
    assert shown(page)["status"] == "ok"
    assert_same_plan(page, plan["results"])


def test_a_child_gets_no_dose(other_site, open_calculator):  # noqa: F811
    child = {"weight": "30", "height": "130", "age": "9"}
    assert "Not for children" in materia("dose", "fictamab-weekly", *options(child), "--content", CONTENT, expect=3).stdout
    assert shown(open_calculator((other_site / "embed/fictamab-weekly/index.html").as_uri(), child))["status"] == "stop"


def test_a_product_of_another_drug_is_refused():
    result = materia("dose", "examplase-fixed", "--age", "40", "--product", "fictamab-5", "--content", CONTENT, expect=64)
    assert "'fictamab-5' is fictamab; the regimen is for examplase" in result.stderr


def test_a_superseded_regimen_says_so_wherever_its_dose_stands(tmp_path, open_calculator):  # noqa: F811
    shutil.copytree(CONTENT, tmp_path / "content")
    record = tmp_path / "content/regimens/fictamab-weekly.yml"
    text = record.read_text()
    assert "\nstatus:" not in text
    record.write_text(text.replace("\nsummary:", "\nstatus: superseded\nsummary:", 1))
    # What still showed it as current would stop the build.
    product = tmp_path / "content/products/fictamab-5.yml"
    product.write_text(product.read_text().replace(", regimens: [fictamab-weekly]", ""))
    article = tmp_path / "content/indications/sample-disease.md"
    article.write_text("---\ntitle: Sample disease\nsummary: Made up.\n---\n\nNothing more.\n")
    materia("build", tmp_path / "content", "--themes", THEMES, "--output", tmp_path / "site")
    warning = "Superseded: something newer has replaced “"
    asked = {"weight": "54", "height": "150", "age": "40", "step": "2"}
    command = ["dose", "fictamab-weekly", *options(asked), "--content", tmp_path / "content"]
    printed = materia(*command).stdout.split("\n")
    assert printed[2].startswith("WARNING. " + warning) and any(", superseded)" in line for line in printed)
    assert json.loads(materia(*command, "--format", "json").stdout)["warnings"][0].startswith(warning)
    for place in ("embed/fictamab-weekly/index.html", "regimens/fictamab-weekly/index.html"):
        page = open_calculator((tmp_path / "site" / place).as_uri(), asked)
        assert shown(page)["status"] == "ok"
        assert page.locator(".calculator .banner-caution").inner_text().startswith(warning)
        page.locator("[data-action=copy]").evaluate("button => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); button.click(); }")
        copied = page.locator(".plan textarea").input_value()
        assert copied.startswith(warning) and ", superseded)" in copied


def test_an_old_regimen_leads_to_the_new_one_wherever_its_dose_stands(tmp_path, open_calculator):  # noqa: F811
    content, site = tmp_path / "content", tmp_path / "site"
    shutil.copytree(CONTENT, content)
    record = content / "regimens/fictamab-weekly.yml"
    text = record.read_text()
    record.write_text(text.replace("\nsummary:", "\nstatus: retired\nsuperseded-by: fictamab-new\nsummary:", 1))
    (content / "regimens/fictamab-new.yml").write_text(text.replace("title: ", "title: New ", 1))
    product = content / "products/fictamab-5.yml"
    product.write_text(product.read_text().replace(", regimens: [fictamab-weekly]", ", regimens: [fictamab-new]"))
    article = content / "indications/sample-disease.md"
    article.write_text("---\ntitle: Sample disease\nsummary: Made up.\n---\n\nNothing more.\n")
    new = next(line for line in (content / "regimens/fictamab-new.yml").read_text().splitlines() if line.startswith("title: ")).removeprefix("title: ")
    materia("build", content, "--themes", THEMES, "--output", site)
    asked = {"weight": "54", "height": "150", "age": "40", "step": "2"}
    command = ["dose", "fictamab-weekly", *options(asked), "--content", content]
    printed = materia(*command).stdout
    assert f"has been withdrawn. Do not dose by it. Replaced by “{new}”.\n" in printed and f", retired, replaced by “{new}”)" in printed
    for place, href, target in [
        ("regimens/fictamab-weekly/index.html", "../fictamab-new/index.html", None),
        ("embed/fictamab-weekly/index.html", "../../regimens/fictamab-new/index.html", "_blank"), ("single/fictamab-weekly.html", "https://kb.example.org/regimens/fictamab-new/", "_blank"),
    ]:
        page = open_calculator((site / place).as_uri(), asked)
        assert shown(page)["status"] == "ok" and "fictamab-weekly" in page.url
        banner = page.locator(".calculator .banner-caution")
        assert new in banner.inner_text()
        links = banner.locator("a")
        assert [(link.get_attribute("href"), link.get_attribute("target")) for link in links.all()] == [(href, target)]
        page.locator("[data-action=copy]").evaluate("button => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); button.click(); }")
        copied = page.locator(".plan textarea").input_value()
        assert f"Do not dose by it. Replaced by “{new}”. " in copied.split("\n")[0] and f", retired, replaced by “{new}”)" in copied
    assert '<strong>Retired.</strong> This record is kept for reference and does not hold any more. Replaced by <a href="../fictamab-new/index.html">' in (
        site / "regimens/fictamab-weekly/index.html").read_text()
    assert f'Replaced by <a href="../../../regimens/fictamab-new/index.html">{new}</a>.' in (site / "safety/regimens/fictamab-weekly/index.html").read_text()
    backlinks = (site / "regimens/fictamab-new/index.html").read_text()
    assert 'href="../fictamab-weekly/index.html"' in backlinks[backlinks.index("page-backlinks"):]
    data = json.loads((site / "data/records/regimens/fictamab-weekly.json").read_text())
    assert data["superseded-by"] == [{"title": new, "data": "data/records/regimens/fictamab-new.json", "page": {"path": "regimens/fictamab-new/index.html", "url": "https://kb.example.org/regimens/fictamab-new/"}}]
    plan = json.loads((site / "fhir/PlanDefinition/fictamab-weekly.json").read_text())
    assert {"type": "successor", "display": new, "url": "https://kb.example.org/regimens/fictamab-new/"} in plan["relatedArtifact"] and f"Replaced by “{new}”." in plan["description"]


def test_a_reviewed_regimen_says_who_reviewed_it_and_what_nobody_did(tmp_path, open_calculator):  # noqa: F811
    shutil.copytree(CONTENT, tmp_path / "content")
    record = tmp_path / "content/regimens/fictamab-weekly.yml"
    record.write_text(record.read_text() + "review: { by: A made-up reviewer, on: 2026-05-01, interval: 12 }\n")
    materia("build", tmp_path / "content", "--themes", THEMES, "--output", tmp_path / "site")
    asked = {"weight": "54", "height": "150", "age": "40", "step": "2"}
    command = ["dose", "fictamab-weekly", *options(asked), "--content", tmp_path / "content"]
    printed = materia(*command).stdout
    assert "fictamab-weekly, version " in printed and ", clinically reviewed by A made-up reviewer on 1 May 2026)" in printed
    assert "by-surface, version " in printed and printed.count(", not clinically reviewed)") == 2
    assert "\nClinically reviewed as said of each record. Materia" in printed
    assert json.loads(materia(*command, "--format", "json").stdout)["provenance"]["review"] == "Clinically reviewed as said of each record"
    page = open_calculator((tmp_path / "site/regimens/fictamab-weekly/index.html").as_uri(), asked)
    provenance = page.locator(".provenance").inner_text()
    assert "clinically reviewed by A made-up reviewer on 1 May 2026" in provenance and provenance.count("not clinically reviewed") == 2
    assert " ".join(page.locator(".review-state").inner_text().split()) == "Reviewed by A made-up reviewer on 1 May 2026; next review due 1 May 2027"
    # The other regimen, which nobody reviewed, still says so, and so does its plan.
    other = open_calculator((tmp_path / "site/regimens/examplase-fixed/index.html").as_uri(), {"age": "40"})
    assert other.locator(".review-state").inner_text() == "Not clinically reviewed"
    assert "Not clinically reviewed. Materia" in other.locator(".provenance").inner_text()
