"""`materia assess`: what follows, what is missing, and every way to answer wrongly."""

import json
import shutil

import pytest

from conftest import CONTENT, materia


def assess(criteria, *arguments, expect=0, content=CONTENT):
    return materia("assess", criteria, *arguments, "--content", content, expect=expect)


def result(criteria, *arguments, expect=0, content=CONTENT):
    return json.loads(assess(criteria, *arguments, "--format", "json", expect=expect, content=content).stdout)


def test_heliotrope_and_papules_are_below_possible():
    found = result("eular-acr-2017", "--met", "heliotrope,gottron-papules", expect=4)
    without = {score["id"]: score for score in found["scores"]}["without-biopsy"]
    assert without["points"] == 5.2 and without["low"] == 5.2
    assert "classSoFar" not in without and "class" not in without
    assert found["results"]["score-without-biopsy"] == "5.2"
    assert found["numbers"]["score-without-biopsy"] == 5.2 and found["numbers"]["score-without-biopsy-high"] == 20.8
    assert found["results"]["score-without-biopsy-range"] == "5.2 to 20.8"
    assert found["results"]["score-without-biopsy-reached"] == "Below Possible"
    assert found["results"]["score-without-biopsy-next"] == "0.1 more for Possible"
    assert found["status"] == "open" and "gottron-sign" in found["missing"]


def test_gottrons_sign_makes_it_definite():
    found = result("eular-acr-2017", "--met", "heliotrope,gottron-papules", "--met", "gottron-sign", "--not-met", "jo-1")
    without = found["scores"][0]
    assert without["points"] == 8.5 and without["class"] == {"id": "definite", "label": "Definite"}
    assert found["status"] == "decided" and found["missing"] == []


def test_the_rest_can_be_taken_as_not_met():
    found = result("eular-acr-2017", "--met", "heliotrope,gottron-papules,onset-18-to-40", "--rest", "not-met")
    assert found["scores"][0]["points"] == found["scores"][0]["high"] == 6.5
    assert found["scores"][0]["class"]["id"] == "probable"
    assert {item["id"]: item["state"] for item in found["items"]}["jo-1"] == "not-met"


def test_one_score_can_be_asked_for():
    met = ["--met", "jo-1,gottron-sign,heliotrope"]
    biopsy = ["endomysial-infiltrate", "perimysial-infiltrate", "perifascicular-atrophy", "rimmed-vacuoles"]
    assess("eular-acr-2017", "--met", "heliotrope,gottron-sign", "--not-met", ",".join(biopsy), expect=4)
    assert result("eular-acr-2017", *met, "--score", "without-biopsy")["status"] == "decided"


def test_a_number_decides_its_item_and_names_what_is_missing():
    found = result("printo-inactive-2013", "--value", "ck=90", "--met", "cmas", expect=4)
    assert found["outcomes"][0]["state"] == "unknown"
    assert found["outcomes"][0]["missing"] == found["missing"] == ["mmt8", "phyglovas"]
    assert found["outcomes"][0]["metBy"] == [{"item": "mmt8", "finding": "met"}]
    assert {item["id"]: item["state"] for item in found["items"]}["ck"] == "met"
    assert result("printo-inactive-2013", "--value", "ck=1400", "--not-met", "cmas")["results"]["outcome"] == "None of these outcomes"
    assert result("printo-inactive-2013", "--value=ck=90", "--met", "cmas,mmt8")["outcome"]["id"] == "inactive"


def test_text_says_outcome_missing_items_and_limits():
    text = assess("bohan-peter-1975", "--met", "rash,weakness", expect=4).stdout
    assert "Still possible: Definite dermatomyositis; Probable dermatomyositis; Possible dermatomyositis\n" in text
    assert "Definite polymyositis: not met\n" in text
    assert "    soonest met by: Muscle biopsy typical of myositis: met;" in text
    assert "Granulomatous myositis is an exclusion" in text
    assert "Not clinically reviewed." in text


@pytest.mark.parametrize("arguments, message", [
    (["--met", "heliotrop"], "there is no item 'heliotrop'; did you mean 'heliotrope'?"),
    (["--met", "jo-1", "--not-met", "jo-1"], "'jo-1' is given as met and as not met; keep the one that is true"),
    (["--met", "onset-18-to-40,onset-40-or-over"], "exclude"),
    (["--value", "jo-1=3"], "'jo-1' is met or not met, and takes no value; use --met or --not-met"),
    (["--met", "without-biopsy"], "'without-biopsy' is worked out from the items; answer these instead"),
    (["--score", "with-biopsi"], "there is no score 'with-biopsi'; did you mean 'with-biopsy'?"),
])
def test_wrong_answers_are_refused_with_what_to_do(arguments, message):
    assert message in assess("eular-acr-2017", *arguments, expect=64).stderr


@pytest.mark.parametrize("arguments, message", [
    (["--value", "ck=nan"], "'ck' takes a plain number, such as 90 or 0.5, with a point for decimals and no comma, not 'nan'"),
    (["--value", "ck=1,400"], "with a point for decimals and no comma, not '1,400'"),
    (["--value", "ck=0,125"], "with a point for decimals and no comma, not '0,125'"),
    (["--value", "ck="], "'ck' takes a plain number"),
    (["--value", "ck"], "'ck' has no value; write it like --value ck=90"),
    (["--value", "ck=90", "--value", "ck=91"], "'ck' has two values; keep one"),
    (["--met", "ck", "--value", "ck=90"], "'ck' is answered twice"),
    (["--value", "kc=90"], "there is no item 'kc'; did you mean 'ck'?"),
])
def test_wrong_numbers_are_refused_with_what_to_do(arguments, message):
    assert message in assess("printo-inactive-2013", *arguments, expect=64).stderr


@pytest.mark.parametrize("criteria, value, message", [
    ("printo-inactive-2013", "mmt8=100", "'mmt8' must be at least 0 points and at most 80 points"),  # a score of both sides
    ("printo-inactive-2013", "cmas=480", "'cmas' must be at least 0 points and at most 52 points"),
    ("printo-inactive-2013", "phyglovas=20", "'phyglovas' must be at least 0 points and at most 10 points"),  # mm of a line
    ("tanimoto-1995", "fever=98.6", "'fever' must be at least 30 °C and at most 45 °C"),  # Fahrenheit
    ("tanimoto-1995", "esr=201", "'esr' must be at least 0 mm/h and at most 200 mm/h"),
    ("acr-eular-response-2016", "muscle-strength=101", "'muscle-strength' must be at least -100 % and at most 100 %"),
])
def test_a_number_of_another_scale_is_refused(criteria, value, message):
    assert message in assess(criteria, "--value", value, expect=64).stderr


def test_the_highest_score_of_strength_is_taken():
    found = result("printo-inactive-2013", "--value", "mmt8=80", "--value", "ck=90", "--value", "cmas=52")
    assert found["outcome"]["id"] == "inactive"


def test_unknown_criteria_and_content_with_errors(tmp_path):
    assert "there are no criteria 'eular-acr'" in assess("eular-acr", expect=64).stderr
    (tmp_path / "site.yml").write_text("titel: Wrong\n")
    assess("eular-acr-2017", content=tmp_path, expect=1)


BANDS = """title: Made-up response
summary: Points for improvement.
kind: response
status: superseded
superseded-by: [eular-acr-2017]
sources: [lundberg2017]
items:
  - id: global
    label: Global
    quantity: { unit: "%", minimum: -100, maximum: 100 }
    bands: [{ over: 5, points: 7.5 }, { over: 15, points: 15 }, { over: 25, points: 17.5 }, { over: 40, points: 20 }]
  - id: onset
    label: Onset
    options: [{ id: adult, label: Adult, points: 1 }, { id: child, label: Child, points: -0.5 }]
scores:
  - { id: adult, label: Adults, thresholds: [{ id: minimal, label: Minimal, at-least: 15 }] }
  - { id: juvenile, label: Children, thresholds: [{ id: minimal, label: Minimal, at-least: 17 }], probability: { intercept: -5, slope: 0.25, source: lundberg2017 } }
outcomes:
  - { id: better, label: Better, rule: { any: [adult.minimal, { all: [onset.child, juvenile.minimal] }] } }
"""


@pytest.fixture(scope="module")
def bands(tmp_path_factory):
    """content/ with a superseded set of numbers in bands and choices."""
    content = tmp_path_factory.mktemp("bands") / "content"
    shutil.copytree(CONTENT, content)
    (content / "criteria" / "made-up.yml").write_text(BANDS)
    return content


@pytest.mark.parametrize("percent, points", [("5", 0), ("5.01", 7.5), ("15", 7.5), ("25", 15), ("40", 17.5), ("40.5", 20), ("-20", 0)])
def test_bands_give_points_and_two_scores_their_own_cut_offs(bands, percent, points):
    found = result("made-up", "--value", f"global={percent}", "--value", "onset=adult", content=bands)
    assert [score["points"] for score in found["scores"]] == [points + 1] * 2
    assert found["results"]["outcome"] == ("Better" if points >= 15 else "None of these outcomes")
    assert found["warning"].startswith("Superseded")


def test_bands_and_choices_refuse_what_they_are_not(bands):
    assert "'global' must be at least -100 % and at most 100 %" in assess("made-up", "--value", "global=480", content=bands, expect=64).stderr
    assert "it takes a number, such as --value global=5" in assess("made-up", "--met", "global", content=bands, expect=64).stderr
    assert "it takes a choice, such as --value onset=adult" in assess("made-up", "--met", "onset", content=bands, expect=64).stderr
    assert "'onset' has no option 'adlt'; did you mean 'adult'?" in assess("made-up", "--value", "onset=adlt", content=bands, expect=64).stderr


@pytest.mark.parametrize("quantity, refused", [
    ("{ unit: units/L, at-least: 150 }", True),
    ("{ unit: units/L, over: 150, maximum: 900 }", True),
    ("{ unit: mmol/L, over: -2 }", False),  # a base excess
    ("{ unit: mmol/L, over: 2, minimum: -30 }", False),
])
def test_below_zero_is_refused_where_no_limit_lies_there(bands, tmp_path, quantity, refused):
    content = tmp_path / "content"
    shutil.copytree(bands, content)
    record = content / "criteria" / "made-up.yml"
    made = record.read_text().replace("  - id: onset", f"  - id: level\n    label: Level\n    quantity: {quantity}\n    points: 1\n  - id: onset")
    record.write_text(made.replace("{ id: better, label: Better, rule: { any: [", "{ id: better, label: Better, rule: { any: [level, "))
    given = assess("made-up", "--value", "level=-5", content=content, expect=64 if refused else 4)
    assert ("'level' must be at least 0" in given.stderr) == refused


def test_superseded_criteria_are_worked_out_with_a_warning(bands):
    text = assess("made-up", "--value", "global=50", content=bands).stdout
    assert "WARNING. Superseded" in text and "Replaced by “2017 EULAR/ACR" in text
    found = result("made-up", "--value", "global=50", "--value", "onset:child", content=bands)
    assert found["results"]["score-juvenile"] == "19.5"
    # 1/(1 + exp(-(-5 + 0.25 × 19.5))) = 0.4688
    assert found["results"]["score-juvenile-probability"] == "46.9 %"
