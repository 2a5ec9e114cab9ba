"""The data of a site for other programs: JSON held to its schema and to the records, and resources of FHIR R4 held to a validator."""

from copy import deepcopy
from decimal import Decimal
from pathlib import Path
import json
import re

from fhir.resources import construct_fhir_element
from fhir.resources.core.fhirabstractmodel import FHIRAbstractModel
from jsonschema import Draft202012Validator
import fhir.resources
import pytest
import yaml

from conftest import CONTENT, FORMULARY, OTHER_DRUGS, materia

KINDS = ["criteria", "regimens", "protocols", "products", "evidence"]


@pytest.fixture(params=["site", "formulary", "other_site"])
def published(request):
    """Each site with the content it is made of."""
    return request.getfixturevalue(request.param), {"site": CONTENT, "formulary": FORMULARY, "other_site": OTHER_DRUGS}[request.param]


def exact(path):
    """With every number as it is written."""
    return json.loads(Path(path).read_text(), parse_float=Decimal, parse_int=Decimal)


class Strings(yaml.SafeLoader):
    """YAML as texts: nothing is turned into a number, so that nothing is rounded here."""


Strings.yaml_implicit_resolvers = {}


def record(path):
    return yaml.load(path.read_text(), Strings)


def records(site, content, kind=None):
    for folder in [kind] if kind else KINDS:
        for path in sorted((content / folder).rglob("*.yml")):
            yield record(path), exact(site / "data" / "records" / path.relative_to(content).with_suffix(".json"))


# Schemas


def closed(schema):
    """The schema, refusing what it does not name: what is published must not say more than what it promises."""
    schema = deepcopy(schema)

    def walk(part):
        if isinstance(part, dict):
            if part.get("type") == "object" and "properties" in part:
                part.setdefault("additionalProperties", False)
            for value in part.values():
                walk(value)
        elif isinstance(part, list):
            for value in part:
                walk(value)

    walk(schema)
    return schema


def test_every_file_keeps_to_its_schema_and_says_no_more(published):
    site, content = published
    validators = {}
    for name in ["index-1", "article-1", "record-1"]:
        schema = json.loads((site / "data" / "schema" / f"{name}.json").read_text())
        Draft202012Validator.check_schema(schema)
        validators[name] = Draft202012Validator(closed(schema))
    files = [path for path in (site / "data").rglob("*.json") if path.parent.name != "schema" and path.name != "references.json"]
    assert len(files) > len(list(content.rglob("*/*.yml")))
    for path in files:
        data = json.loads(path.read_text())
        schema = (path.parent / data["$schema"]).resolve()
        assert schema.is_file(), path
        errors = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validators[schema.stem].iter_errors(data)]
        assert errors == [], path


def test_the_index_leads_to_every_file_and_every_page(published):
    site, content = published
    index = json.loads((site / "data" / "index.json").read_text())
    entries = index["records"] + index["articles"]
    for entry in entries:
        data = json.loads((site / entry["data"]).read_text())
        assert (site / entry["page"]).is_file()
        assert data["page"]["path"] == entry["page"]
        assert [data[key] for key in ["kind", "id", "title", "status"]] == [entry[key] for key in ["kind", "id", "title", "status"]]
    made = {str(path.relative_to(site)) for folder in ["records", "articles"] for path in (site / "data" / folder).rglob("*.json")}
    assert {entry["data"] for entry in entries} == made
    assert len(index["records"]) == sum(len(list((content / kind).rglob("*.yml"))) for kind in KINDS)


def test_the_references_that_are_cited_are_there_as_csl(site):
    library = {item["id"]: item for path in (CONTENT / "references").glob("*.json") for item in json.loads(path.read_text())}
    published = json.loads((site / "data" / "references.json").read_text())
    listed = [line.split('"')[1].removeprefix("ref-") for line in (site / "references" / "index.html").read_text().splitlines() if line.startswith('<li id="ref-')]
    assert sorted(item["id"] for item in published) == sorted(listed) and len(listed) > 150
    for item in published:
        given = library[item["id"]]
        assert "note" not in item
        for key in ["type", "title", "DOI", "PMID", "PMCID", "URL", "container-title", "volume", "issue", "page", "author"]:
            assert str(item.get(key)) == str(given.get(key)), (item["id"], key)
        if "date-parts" in given.get("issued", {}):
            assert item["issued"]["date-parts"] == given["issued"]["date-parts"]


def test_sources_are_found_by_what_the_references_give(site):
    references = {item["id"]: item for path in (CONTENT / "references").glob("*.json") for item in json.loads(path.read_text())}
    cited = 0
    for path in (site / "data").rglob("*.json"):
        data = json.loads(path.read_text())
        if path.parent.name == "schema" or path.parent.name == "data":
            continue
        for source in data.get("sources", []) + data.get("references", []):
            item = references[source["key"]]
            assert source.get("doi") == item.get("DOI") and source.get("pmid") == item.get("PMID"), source
            cited += 1
    assert cited > 300


# Doses, read a second time


NUMBER = r"-?[0-9][0-9,]*(?:\.[0-9]+)?"
MINUTES = {"s": Decimal(1) / 60, "min": Decimal(1), "h": Decimal(60), "day": Decimal(1440), "week": Decimal(10080)}
SINGULAR = {"second": "s", "seconds": "s", "minute": "min", "minutes": "min", "hour": "h", "hours": "h"}


def unit(text):
    parts = [part for part in text.strip().split("/")]
    first = SINGULAR.get(parts[0], parts[0])
    if first not in ("s", "min", "h", "m2") and first.endswith("s"):
        first = first[:-2] if first.endswith(("patches",)) else first[:-1]
    return "/".join([first.replace("suppositorie", "suppository")] + parts[1:])


def number(text):
    return Decimal(text.replace(",", ""))


def amount(text):
    """`25 to 30 mg/kg` as its ends and its unit."""
    ends = re.fullmatch(rf"({NUMBER})(?: [^0-9]+?)? to ({NUMBER}) ?(.+)", text)
    if ends:
        return number(ends[1]), number(ends[2]), unit(ends[3])
    one = re.fullmatch(rf"({NUMBER}) ?(.+)", text)
    return number(one[1]), None, unit(one[2])


def given(value):
    """An amount of the data in the same form."""
    if "low" in value:
        return value["low"], value["high"], unit(value["unit"])
    return value["value"], None, unit(value["unit"])


def minutes(value):
    low, high, of = amount(value) if isinstance(value, str) else given(value)
    assert high is None
    return low * MINUTES[of]


def caps(of):
    found = []
    for key, per in [("per-course", "course"), ("per-day", "day"), ("per-dose", "dose"), ("rate", "time")]:
        limits = (of.get("caps") or {}).get(key, [])
        found += [(per, amount(text), None) for text in ([limits] if isinstance(limits, str) else limits)]
    lifetime = (of.get("caps") or {}).get("lifetime")
    return found + ([("lifetime", amount(lifetime["at-most"]), lifetime["given"])] if lifetime else [])


def given_caps(of):
    return [(cap["per"], given(cap["most"]), cap.get("given")) for cap in of.get("caps", [])]


def rounding(value):
    if value is None or value["to"] == "none":
        return value and ("none", None)
    to = "product" if value["to"] == "vial" else value["to"]
    to = to if to == "product" else given(to) if isinstance(to, dict) else amount(to)
    return to, value.get("direction", "nearest")


def plain(text):
    """Markdown of a record without its marks: what a reader reads."""
    text = re.sub(r"\s*\[-?@[^\]]*\]", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"[*_`]", "", text).split())


def squeezed(text):
    return " ".join(text.split())


def agree_on_a_dose(written, data):
    """One dose in the present form."""
    keys = [key for key in ["each", "per-day", "course", "rate", "total"] if key in written]
    assert [data["key"]] == keys
    value = written[keys[0]]
    if isinstance(value, dict):
        formula = data["formula"]
        assert [formula["formula"], formula["target"], formula["gfr"]] == [value["formula"], value["target"], value["gfr"]]
        assert ("gfr-at-most" in value) == ("gfr-at-most" in formula)
        if "gfr-at-most" in value:
            assert given(formula["gfr-at-most"]) == amount(value["gfr-at-most"])
        assert "amount" not in data
    else:
        assert given(data["amount"]) == amount(value)
        assert "formula" not in data
    for key in ["every", "for", "after"]:
        assert (key in written) == (key in data), key
        if key in written:
            assert given(data[key]) == amount(written[key])
    for key in ["times", "doses"]:
        assert data.get(key) == (Decimal(written[key]) if key in written else None), key
    for key in ["consecutive", "as-needed"]:
        assert data.get(key, False) == (written.get(key) == "true"), key
    assert (written.get("product") == "none") == data.get("without-product", False)
    if "days" in written:
        ends = [Decimal(end) for end in written["days"].split(" to ")]
        assert data["days"] == {"fewest": ends[0], "most": ends[-1]}
    else:
        assert "days" not in data
    if "at" in written:
        assert [f"{data['at']['unit']} {count}" for count in data["at"]["numbers"]] == written["at"]
    else:
        assert "at" not in data
    if "most" in written:
        assert data["most"]["doses"] == Decimal(written["most"]["doses"])
        assert minutes(data["most"]["in"]) == minutes(written["most"]["in"])
    else:
        assert "most" not in data
    over, data_over = written.get("over"), data.get("over")
    assert (over is None) == (data_over is None)
    if isinstance(over, str):
        assert minutes(data_over["exactly"]) == minutes(over)
    elif over:
        for key in ["at-least", "at-most"]:
            assert (key in over) == (key in data_over)
            if key in over:
                assert minutes(data_over[key]) == minutes(over[key])
        if "rate" in over:
            assert given(data_over["highest-rate"]) == amount(over["rate"]["at-most"])
    parts, data_parts = written.get("parts", []), data.get("parts", [])
    assert len(parts) == len(data_parts)
    for part, data_part in zip(parts, data_parts):
        if part["share"] == "rest":
            assert data_part["share"] == "rest"
        else:
            assert amount(part["share"]) == (data_part["share"]["value"], None, "%")
        assert ("over" in part) == ("over" in data_part)
        if "over" in part:
            assert minutes(data_part["over"]) == minutes(part["over"])
    assert data.get("route") == written.get("route")
    assert given_caps(data) == caps(written)
    assert rounding(data.get("rounding")) == rounding(written.get("rounding"))


def agree_on_rows(written, data):
    """A table of doses, a stop among them."""
    assert len(written) == len(data)
    for row, data_row in zip(written, data):
        agree_on_a_condition(row["when"], data_row["when"])
        if "stop" in row:
            assert squeezed(data_row["stop"]["text"]) == plain(row["stop"])
        else:
            agree_on_a_dose(row, data_row["dose"])


def agree_on_steps(written, data):
    assert [step["id"] for step in written] == [step["id"] for step in data]
    for step, data_step in zip(written, data):
        if "rows" in step:
            agree_on_rows(step["rows"], data_step["rows"])
            assert given_caps(data_step) == caps(step)
        else:
            assert data_step["rows"][0]["when"]["type"] == "always"
            dose = data_step["rows"][0]["dose"]
            # Of a step with one dose the limits are the dose's, wherever they are kept.
            agree_on_a_dose({key: value for key, value in step.items() if key != "caps"}, {key: value for key, value in dose.items() if key != "caps"})
            assert sorted(given_caps(dose) + given_caps(data_step), key=str) == sorted(caps(step), key=str)


def limits_of(condition):
    """Every limit and answer of a condition as a record writes it."""
    found = []
    if isinstance(condition, str):
        return found
    for key, value in condition.items():
        if key in ("all", "any", "of"):
            for part in value:
                found += limits_of(part)
        elif key == "not":
            found += limits_of(value)
        elif key == "at-least" and "of" in condition:
            found.append(("count", value))
        elif isinstance(value, dict):
            found += [(key, comparison, limit) for comparison, limit in value.items()]
        else:
            found.append((key, value))
    return found


def limits_in(data):
    if data["type"] == "limit":
        return [(data["id"], data["comparison"], data["limit"])]
    if data["type"] == "answer":
        return [(data["question"], data["answer"])]
    if data["type"] == "sex":
        return [("sex", data["sex"])]
    found = [("count", str(data["count"]))] if data["type"] == "at-least" else []
    for part in data.get("of", []):
        found += limits_in(part)
    return found


def agree_on_a_condition(written, data):
    """Limits and answers, whatever their order."""
    wanted, found = limits_of(written), limits_in(data)
    assert len(wanted) == len(found), (written, data)
    for entry in wanted:
        if len(entry) == 2:
            assert entry in found, entry
            continue
        name, comparison, text = entry
        same = [limit for other, by, limit in (other for other in found if len(other) == 3) if (other, by) == (name, comparison)]
        value = re.match(NUMBER, text)[0]
        assert any(limit["value"] == number(value) and unit(limit.get("unit", "")) == unit(text[len(value):]) for limit in same), entry


def older(written):
    """A dose in the form that came before keys."""
    dose = written["dose"]
    return isinstance(dose, dict) and "amount" in dose


def test_every_dose_is_the_records(published):
    site, content = published
    count = 0
    for written, data in records(site, content, "regimens"):
        regimen = data["record"]
        assert regimen["drug"] == written["drug"]
        assert given_caps(regimen) == caps(written)
        for key in ["route", "guard", "indication"]:
            assert regimen.get(key) == (squeezed(written[key]) if key in written else None)
        for key in ["products", "protocols"]:
            assert regimen.get(key, []) == written.get(key, [])
        population = written["population"]
        assert regimen["population"]["outside"] == population.get("outside", "stop")
        for key in ["minimum-age", "maximum-age", "minimum-weight", "maximum-weight"]:
            assert (key in population) == (key in regimen["population"])
            if key in population:
                assert given(regimen["population"][key]) == amount(population[key])
        weight = written.get("weight")
        if isinstance(weight, dict):
            assert regimen["weight"]["basis"] == weight["basis"]
            assert regimen["weight"].get("factor") == (number(weight["factor"]) if "factor" in weight else None)
            if "when" in weight:
                agree_on_a_condition(weight["when"], regimen["weight"]["when"])
        assert rounding(regimen.get("rounding")) == rounding(written.get("rounding"))
        if "rows" in written:
            assert len(written["rows"]) == len(regimen["rows"])
            for row, data_row in zip(written["rows"], regimen["rows"]):
                agree_on_a_condition(row["when"], data_row["when"])
                if "stop" in row:
                    assert squeezed(data_row["stop"]["text"]) == plain(row["stop"])
                elif "steps" in row:
                    agree_on_steps(row["steps"], data_row["steps"])
                else:
                    agree_on_a_dose(row, data_row["steps"][0]["rows"][0]["dose"])
        else:
            assert [row["when"]["type"] for row in regimen["rows"]] == ["always"]
            steps = regimen["rows"][0]["steps"]
            if "steps" in written:
                agree_on_steps(written["steps"], steps)
            elif isinstance(written["dose"], list):
                agree_on_rows(written["dose"], steps[0]["rows"])
            elif older(written):
                phases = written.get("schedule", [{}])
                assert len(phases) == len(steps)
                for phase, step in zip(phases, steps):
                    dose = step["rows"][0]["dose"]
                    assert given(dose["amount"]) == amount(phase.get("amount", written["dose"]["amount"]))
                    assert dose["key"] == {"course": "course", "day": "per-day", "dose": "each"}[written["dose"]["per"]]
                    every = phase.get("every", written.get("interval"))
                    assert (given(dose["every"]) if "every" in dose else None) == (amount(every) if every else None)
            else:
                agree_on_a_dose(written["dose"], steps[0]["rows"][0]["dose"])
        adjust = written.get("adjust", {}).get("rows", [])
        assert len(adjust) == len(regimen.get("adjust", []))
        for row, data_row in zip(adjust, regimen.get("adjust", [])):
            agree_on_a_condition(row["when"], data_row["when"])
            for key in ["bolus", "change"]:
                assert (given(data_row[key]) if key in data_row else None) == (amount(row[key]) if key in row else None)
            assert (minutes(data_row["hold"]) if "hold" in data_row else None) == (minutes(row["hold"]) if "hold" in row else None)
        alerts = written.get("alerts", [])
        assert [(alert["id"], alert["level"], plain(alert["text"])) for alert in alerts] == [
            (alert["id"], alert["level"], squeezed(alert["text"]["text"])) for alert in regimen.get("alerts", [])
        ]
        for alert, data_alert in zip(alerts, regimen.get("alerts", [])):
            agree_on_a_condition(alert["when"], data_alert["when"])
        count += 1
    assert count == len(list((content / "regimens").rglob("*.yml"))) > 0


# Nothing lost


def words_of(value, key=""):
    """The texts of a record, each by itself: what structure says is compared elsewhere."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from words_of(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from words_of(part, key)
    elif value is not None and key not in ("over", "hold", "in", "sources", "ask", "at-least", "at-most", "with", "formula", "share"):
        yield value


def texts_in(value):
    if isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)
    else:
        yield str(value)


TOKEN = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")


def tokens(text):
    return {token.lower() for token in TOKEN.findall(text)}


def test_no_word_and_no_figure_of_a_record_is_lost(published):
    site, content = published
    for written, data in records(site, content):
        said = set()
        for text in texts_in(data):
            said |= tokens(text)
            said |= tokens(text.replace(",", ""))
        for text in words_of(written):
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\[?-?@[\w:.#/-]+", "", text))
            lost = {re.sub(r"^([0-9]+)(?:(\.[0-9]*[1-9])0+|\.0+)$", r"\1\2", token) for token in tokens(text)}
            lost = {token for token in lost if token not in said and not token.rstrip("s") in said and token + "s" not in said}
            # Dates stand in the form of the data, decisions as true, and units by one of their names.
            lost -= {"true", "false", "none", "vial", "second", "minute", "hour", "nearest"}
            assert not lost, (data["id"], text, lost)


# FHIR R4


def resources(site):
    bundle = json.loads((site / "fhir" / "bundle.json").read_text())
    return bundle, [entry["resource"] for entry in bundle["entry"]]


def codes_outside_their_lists(element):
    """Codes that a required list of FHIR does not have; the validator's classes know the lists, and do not hold to them."""
    types = "group display question boolean decimal integer date dateTime time string text url choice open-choice attachment reference quantity"
    found = []
    for name, field in element.__fields__.items():
        value = getattr(element, name, None)
        allowed = field.field_info.extra.get("enum_values")
        # Its own list of these is cut short.
        allowed = types.split() if allowed and any(code.endswith("+") for code in allowed) else allowed
        values = value if isinstance(value, list) else [value]
        for part in values:
            # The languages of expressions may be extended.
            if part is not None and allowed and str(part) not in allowed and (type(element).__name__, name) != ("Expression", "language"):
                found.append((type(element).__name__, name, part))
            if isinstance(part, FHIRAbstractModel):
                found += codes_outside_their_lists(part)
    return found


def test_every_resource_is_valid_r4(published):
    site, content = published
    assert fhir.resources.__fhir_version__ == "4.0.1"
    bundle, found = resources(site)
    construct_fhir_element("Bundle", bundle)
    files = {path for path in (site / "fhir").rglob("*.json") if path.name != "bundle.json"}
    assert len(files) == len(found)
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(urls)) == len(urls)
    for resource in found:
        path = site / "fhir" / resource["resourceType"] / f"{resource['id']}.json"
        assert json.loads(path.read_text()) == resource
        element = construct_fhir_element(resource["resourceType"], resource)
        assert codes_outside_their_lists(element) == []
        assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", resource["id"])
        assert re.fullmatch(r"[A-Z][A-Za-z0-9_]{0,254}", resource["name"])


def texts(value):
    return list(texts_in(value))


def references(value):
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "reference" and isinstance(part, str):
                yield part
            elif key == "definitionCanonical":
                yield part.split("|")[0]
            else:
                yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def test_what_resources_name_is_in_the_bundle(published):
    site, content = published
    bundle, found = resources(site)
    urls = {entry["fullUrl"] for entry in bundle["entry"]}
    named = [name for resource in found for name in references(resource)]
    assert named and set(named) <= urls


def test_every_record_has_its_resources(published):
    site, content = published
    bundle, found = resources(site)
    ids = {(resource["resourceType"], resource["id"]) for resource in found}
    for _, data in records(site, content):
        if data["kind"] == "regimens":
            assert {("PlanDefinition", data["id"]), ("Questionnaire", f"calculator.{data['id']}")} <= ids
            doses = sum("dose" in row for course in data["record"]["rows"] for step in course.get("steps", []) for row in step["rows"])
            activities = {id for type, id in ids if type == "ActivityDefinition" and id.rpartition(".")[0] == data["id"]}
            assert activities == {f"{data['id']}.{number + 1}" for number in range(doses)}
        elif data["kind"] == "criteria":
            assert ("Questionnaire", f"criteria.{data['id']}") in ids
        elif data["kind"] == "evidence":
            assert ("Evidence", data["id"]) in ids


def test_only_what_was_reviewed_is_active(published):
    site, content = published
    state = {data["id"]: data for _, data in records(site, content)}
    for resource in resources(site)[1][1:]:
        name = resource["id"].removeprefix("calculator.").removeprefix("criteria.")
        data = state.get(name) or state[name.rpartition(".")[0]]
        wanted = {"superseded": "retired", "retired": "retired", "illustrative": "draft"}.get(
            data["status"], "active" if data["review"]["state"] == "reviewed" else "draft")
        assert resource["status"] == wanted
        if data["review"]["state"] == "unreviewed":
            assert "Not clinically reviewed." in resource["description"]
            assert "Not clinically reviewed." in resource["text"]["div"]


# What reading of a resource would hurt a patient


def dosages(site, content):
    """Every dose of the data with the limits around it, and its dosage."""
    found = {resource["id"]: resource for resource in resources(site)[1] if resource["resourceType"] == "ActivityDefinition"}
    for _, data in records(site, content, "regimens"):
        regimen, count = data["record"], 0
        for course in regimen["rows"]:
            for step in course.get("steps", []):
                for row in step["rows"]:
                    if "dose" not in row:
                        continue
                    count += 1
                    limits = row["dose"].get("caps", []) + step.get("caps", []) + regimen.get("caps", [])
                    conditions = [when for when in (course["when"], row["when"]) if when["type"] != "always"]
                    yield data, row["dose"], limits, conditions, found[f"{data['id']}.{count}"]


def quantity(value):
    return (Decimal(str(value["value"])), value["code"]) if value and "value" in value else None


def test_a_dosage_says_all_or_says_that_it_does_not(published):
    site, content = published
    for data, dose, limits, conditions, activity in dosages(site, content):
        [dosage] = activity["dosage"]
        unsaid = " ".join(part["valueString"] for part in dosage.get("modifierExtension", []))
        text = dosage["text"]
        # The words have every figure of the dose, its limits and its conditions.
        said = tokens(text)
        for part in [dose["text"]] + [limit["most"]["text"] for limit in limits] + [when["text"] for when in conditions]:
            assert tokens(part) <= said, (activity["id"], part)
        for when in conditions:
            assert when["text"] in unsaid and when["text"] in activity["title"], activity["id"]
        # A limit has its own element, or is among the words that must be read.
        places = [quantity(dosage.get("maxDosePerAdministration")), quantity(dosage.get("maxDosePerLifetime")), quantity((dosage.get("maxDosePerPeriod") or {}).get("numerator"))]
        for limit in limits:
            has_place = (limit["most"]["value"], limit["most"]["ucum"]) in places
            if not has_place:
                assert limit["most"]["text"] in unsaid, activity["id"]
                assert "doseAndRate" not in dosage, activity["id"]
        if data["record"].get("guard"):
            assert data["record"]["guard"] in unsaid and text.startswith(data["record"]["guard"])
        assert "For: " in unsaid


def test_an_amount_stands_alone_only_where_one_administration_gives_it(published):
    site, content = published
    protocols = {data["id"]: data["record"] for _, data in records(site, content, "protocols")}
    counts = [0, 0]
    for data, dose, limits, conditions, activity in dosages(site, content):
        [dosage] = activity["dosage"]
        [structured] = dosage.get("doseAndRate", [None])
        counts[structured is None] += 1
        rules = [protocols[name]["weight"] for name in data["record"].get("protocols", [])] or [data["record"].get("weight", {"basis": "actual"})]
        is_by_weight = "/kg" in dose.get("amount", {}).get("unit", "") or any("/kg" in limit["most"]["unit"] for limit in limits)
        if structured is None:
            continue
        assert "formula" not in dose and "parts" not in dose and "most" not in dose and "days-left-open" not in dose
        assert not is_by_weight or all(rule["basis"] == "actual" for rule in rules), activity["id"]
        repeat = dosage.get("timing", {}).get("repeat", {})
        amount = dose["amount"]
        ends = [amount["value"]] if "value" in amount else [amount["low"], amount["high"]]
        key = "rate" if dose["key"] == "rate" else "dose"
        element = structured[f"{key}Quantity"] if "value" in amount else structured[f"{key}Range"]
        found = [element] if "value" in amount else [element["low"], element["high"]]
        divisor = 1
        if dose["key"] == "each" and dose.get("days", {}).get("most", 1) > 1:
            assert dose["days"]["fewest"] == dose["days"]["most"]
            divisor = dose["days"]["most"]
        if dose["key"] == "per-day":
            divisor = 1 if "days" in dose else dose.get("doses", 1)
            if "every" in dose and "days" not in dose:
                divisor = 1440 / minutes(dose["every"])
        if dose["key"] == "course":
            assert dose["days"]["fewest"] == dose["days"]["most"]
            divisor = dose["days"]["fewest"]
        assert [Decimal(str(end["value"])) * divisor for end in found] == ends, activity["id"]
        assert {end["code"] for end in found} == {amount["ucum"]}
        # What goes on has an end where the record gives one.
        if dose.get("days", {}).get("most", 1) > 1 or "for" in dose or ("days" in dose and "every" not in dose):
            assert "boundsDuration" in repeat or "boundsRange" in repeat
        if "times" in dose:
            assert repeat["count"] == dose["times"] or "days" in dose
        if "every" in dose and "days" not in dose:
            every = dose["every"]
            assert (Decimal(str(repeat["period"])), repeat["periodUnit"]) == (every.get("value", every.get("low")), every["ucum"])
            assert repeat.get("periodMax") == (float(every["high"]) if "high" in every else None)
        if dose.get("as-needed"):
            assert dosage["asNeededBoolean"] is True
    if content == FORMULARY:
        assert min(counts) > 20


def test_a_stop_is_an_action_and_never_a_dose(published):
    site, content = published
    plans = {resource["id"]: resource for resource in resources(site)[1] if resource["resourceType"] == "PlanDefinition"}

    def actions(action):
        yield action
        for part in action.get("action", []):
            yield from actions(part)

    for _, data in records(site, content, "regimens"):
        every = [action for top in plans[data["id"]]["action"] for action in actions(top)]
        stops = [row["stop"]["text"] for course in data["record"]["rows"] for row in [course] + [row for step in course.get("steps", []) for row in step["rows"]] if "stop" in row]
        found = [action for action in every if action.get("title") == "No dose"]
        assert [action["description"] for action in found] == stops
        assert not any("definitionCanonical" in action for action in found)
        alerts = data["record"].get("alerts", [])
        assert [action["description"] for action in every if action.get("id", "").startswith("alert.")] == [alert["text"]["text"] for alert in alerts]
        # One row of a table, and no more, is to be chosen.
        for action in every:
            parts = action.get("action", [])
            if len(parts) > 1 and all("condition" in part for part in parts):
                assert action["selectionBehavior"] == "exactly-one"


def test_steps_follow_one_another(published):
    """A loading dose and what comes after it must never be read as given together."""
    site, content = published
    plans = {resource["id"]: resource for resource in resources(site)[1] if resource["resourceType"] == "PlanDefinition"}
    activities = {resource["id"]: resource for resource in resources(site)[1] if resource["resourceType"] == "ActivityDefinition"}
    followed = 0
    for _, data in records(site, content, "regimens"):
        tops = [action for action in plans[data["id"]]["action"] if action["id"].startswith("row")]
        groups = [part for top in tops for part in ([top] if top["id"] != "rows" else top["action"])]
        count = 0
        for course, group in zip(data["record"]["rows"], groups):
            for place, (step, action) in enumerate(zip(course.get("steps", []), group.get("action", []))):
                wanted = [{"actionId": group["action"][place - 1]["id"], "relationship": "after-end"}] if place else []
                found = [{key: part[key] for key in ["actionId", "relationship"]} for part in action.get("relatedAction", [])]
                assert found == wanted
                for row in step["rows"]:
                    if "dose" in row:
                        count += 1
                        [dosage] = activities[f"{data['id']}.{count}"]["dosage"]
                        assert ("Follows “" in dosage["text"]) == (place > 0)
                        assert any(part["valueString"].startswith("Follows “") for part in dosage["modifierExtension"]) == (place > 0)
                        followed += place > 0
    assert followed or content != FORMULARY


# Questionnaires


def items(questionnaire):
    found = []
    stack = list(questionnaire["item"])
    while stack:
        item = stack.pop(0)
        found.append(item)
        stack = item.get("item", []) + stack
    return found


def extension(item, name):
    return [part for part in item.get("extension", []) if part["url"] == f"http://hl7.org/fhir/StructureDefinition/{name}"]


def test_a_questionnaire_asks_every_item_of_a_criteria_set(published):
    site, content = published
    asked = {resource["id"]: resource for resource in resources(site)[1] if resource["resourceType"] == "Questionnaire"}
    for questionnaire in asked.values():
        links = [item["linkId"] for item in items(questionnaire)]
        assert len(set(links)) == len(links)
    for _, data in records(site, content, "criteria"):
        by_id = {item["linkId"]: item for item in items(asked[f"criteria.{data['id']}"])}
        for item in data["record"]["items"]:
            found = by_id[item["id"]]
            assert found["text"] == item["label"]
            assert found["type"] == {"met": "boolean", "number": "decimal", "choice": "choice"}[item["answer"]]
            said = tokens(" ".join(texts(found)))
            if "definition" in item:
                assert tokens(item["definition"]["text"]) <= said
            for points in item.get("points", {}).values():
                assert str(points) in " ".join(texts(found))
            if item["answer"] == "choice":
                assert [option["valueCoding"]["code"] for option in found["answerOption"]] == [option["id"] for option in item["options"]]
            if item["answer"] == "number":
                quantity = item["quantity"]
                for name, key in [("minValue", "minimum"), ("maxValue", "maximum")]:
                    assert [Decimal(str(part["valueDecimal"])) for part in extension(found, name)] == ([quantity[key]] if key in quantity else [])
                assert [part["valueCoding"]["display"] for part in extension(found, "questionnaire-unit")] == ([quantity["unit"]] if "unit" in quantity else [])
        purpose = asked[f"criteria.{data['id']}"]["purpose"]
        for outcome in data["record"].get("outcomes", []):
            assert outcome["label"] in purpose
        for score in data["record"].get("scores", []):
            for threshold in score.get("thresholds", []):
                assert f"{threshold['label']} from {threshold['at-least']}" in purpose


def test_a_calculators_questionnaire_takes_what_the_command_takes(formulary):
    asked = {resource["id"]: resource for resource in resources(formulary)[1] if resource["resourceType"] == "Questionnaire"}
    known = {"weight", "height", "age", "sex", "days", "start", "occasion", "product", "protocol"}
    for _, data in records(formulary, FORMULARY, "regimens"):
        questions = {question["id"]: question for question in data["record"].get("ask", [])}
        found = {item["linkId"]: item for item in asked[f"calculator.{data['id']}"]["item"]}
        assert set(questions) <= set(found)
        for name, item in found.items():
            if name not in questions:
                assert name in known or name.startswith("amount") or item.get("enableWhen"), name
                continue
            question = questions[name]
            if question["answer"] == "number" and len(question.get("units", [])) < 2:
                assert [Decimal(str(part["valueDecimal"])) for part in extension(item, "minValue") + extension(item, "maxValue")] == [question["at-least"], question["at-most"]]
            if question["answer"] == "choice":
                assert [option["valueCoding"]["display"] for option in item["answerOption"]] == question["choices"]
        # The examples of the record can be entered.
        for example in data["record"].get("examples", []):
            measures = {measure["id"] for measure in data["record"].get("work-out", [])}
            assert set(example["patient"]) - measures - {"confirm", "weight", "height", "age", "sex"} <= set(found), data["id"]


# Where a site stands, and a site without


def test_with_an_address_resources_are_called_by_it_and_without_by_names_that_stay(tmp_path):
    content = tmp_path / "content"
    import shutil

    shutil.copytree(OTHER_DRUGS, content)
    settings = re.sub("(?m)^base-url:.*$", "", (content / "site.yml").read_text())
    (content / "site.yml").write_text(settings)
    for output in ["first", "second"]:
        materia("build", content, "--themes", CONTENT.parent / "themes", "--output", tmp_path / output)
    first, second = [(tmp_path / name / "fhir" / "bundle.json").read_bytes() for name in ["first", "second"]]
    assert first == second
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", entry["fullUrl"]) for entry in json.loads(first)["entry"])
    (content / "site.yml").write_text(settings + "\nbase-url: https://example.org/drugs/\n")
    materia("build", content, "--themes", CONTENT.parent / "themes", "--output", tmp_path / "third")
    bundle, found = resources(tmp_path / "third")
    for entry, resource in zip(bundle["entry"][1:], found[1:]):
        assert entry["fullUrl"] == resource["url"] == f"https://example.org/drugs/fhir/{resource['resourceType']}/{resource['id']}"
        construct_fhir_element(resource["resourceType"], resource)
    data = json.loads(next((tmp_path / "third" / "data" / "records" / "regimens").glob("*.json")).read_text())
    assert data["page"]["url"].startswith("https://example.org/drugs/regimens/")
    (content / "site.yml").write_text(settings + "\ndata: false\n")
    materia("build", content, "--themes", CONTENT.parent / "themes", "--output", tmp_path / "first")
    assert not (tmp_path / "first" / "data").exists() and not (tmp_path / "first" / "fhir").exists()
