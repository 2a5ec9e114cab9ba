"""What a reader needs to trust a page: its version, its review by the day of reading, its changes, its citation, and a way to tell of an error."""

import json
import re
import shutil
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.sync_playwright import Axe
import bibtexparser
import pytest
import rispy

from conftest import OTHER_DRUGS, THEMES, materia, serving, watch

ARTICLE = """---
title: 'Odd {signs} & 100 % of a_b#c $5 ~x ^y \\ "quoted" <18 years, Übergröße'
summary: A made-up page.
status: current
authors: ["Zoë {van} Roe & Sons", "Study \\"Q\\" group"]
review: { by: A made-up reviewer, on: 2026-05-01, interval: 12 }
changes:
  - { date: 2026-04-02, text: Written. }
  - { date: 2026-05-03, text: One word mended. }
---

Words.
"""
RECORD = """review: { by: A made-up reviewer, on: 2026-05-01, interval: 12 }
changes:
  - { date: 2026-02-01, text: "The first dose was 5 mg/m2 and is 10 mg/m2 now." }
hazards:
  - { hazard: "A made-up hazard of *this* drug.", harm: "Somebody who is made up comes to harm.", mitigation: "The made-up pharmacy looks twice." }
"""


@pytest.fixture(scope="module")
def made(once):
    """A site with everything that can be said."""

    def make(folder):
        content = folder / "content"
        shutil.copytree(OTHER_DRUGS, content)
        settings = content / "site.yml"
        settings.write_text(settings.read_text() + "version: 2026.2\npublisher: Made-up {Press} & Co\nreport-errors: pharmacy@example.org\n")
        (content / "indications" / "odd.md").write_text(ARTICLE)
        record = content / "regimens" / "fictamab-weekly.yml"
        record.write_text(record.read_text() + RECORD)
        materia("build", content, "--themes", THEMES, "--output", folder / "site")

    return once("trust", make)


@pytest.fixture
def opened(browser):
    """Opens a page as somebody does on a certain day."""
    contexts = []

    def opened(address, day="2026-06-01", **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.clock.set_fixed_time(f"{day}T12:00:00")
        page.add_init_script("navigator.clipboard && Object.defineProperty(navigator.clipboard, 'writeText', { value: (text) => { window.copied = text; return Promise.resolve(); } });")
        watch(page, address)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


# The version, reports of errors and changes


def test_every_page_says_its_version_and_where_to_report_errors(made):
    site = made / "site"
    for path in site.rglob("*.html"):
        text = path.read_text()
        if 'http-equiv="refresh"' in text:
            continue
        assert "<span data-content-version>2026.2</span>" in text, path
        mail = re.search(r'href="(mailto:pharmacy@example\.org[^"]*)"', text)
        assert mail, path
        query = parse_qs(urlsplit(mail[1].replace("&amp;", "&")).query)
        assert query["subject"][0].startswith("Error on the page “")
        if path.name == "index.html":
            assert "https://kb.example.org/" in query["body"][0]


def test_a_web_address_for_reports_names_the_page(made, tmp_path):
    for given, start in (("https://example.org/new?title={page}&kind=1", "https://example.org/new?title=Odd%20"), ("https://example.org/form#top", "https://example.org/form?page=Odd%20")):
        content = tmp_path / "content"
        shutil.copytree(made / "content", content, dirs_exist_ok=True)
        settings = content / "site.yml"
        settings.write_text(settings.read_text().replace("pharmacy@example.org", f'"{given}"'))
        materia("build", content, "--themes", THEMES, "--output", tmp_path / "site")
        link = re.search(r'<p class="report"[^>]*><a href="([^"]*)"', (tmp_path / "site/indications/odd/index.html").read_text())[1].replace("&amp;", "&")
        assert link.startswith(start), link


def test_changes_and_hazards_of_a_record_stand_on_its_page(made, opened):
    page = opened((made / "site/regimens/fictamab-weekly/index.html").as_uri())
    assert page.locator(".changes").inner_text().split("\n")[-1] == "The first dose was 5 mg/m2 and is 10 mg/m2 now."
    assert "A made-up hazard of this drug." in page.locator(".hazards").inner_text()
    assert not page.problems


# Reviews, by the day of reading


@pytest.mark.parametrize("place", ["indications/odd/index.html", "regimens/fictamab-weekly/index.html", "embed/fictamab-weekly/index.html", "single/fictamab-weekly.html"])
def test_an_overdue_review_is_seen_on_the_day_it_is(place, made, opened):
    address = (made / "site" / place).as_uri()
    for day, is_overdue in (("2027-05-01", False), ("2027-05-02", True)):
        page = opened(address, day)
        banner = page.locator(".banner[data-due]")
        assert banner.is_visible() == is_overdue, day
        assert not page.problems
    assert banner.inner_text() == "Review overdue. It was due on 1 May 2027."
    plan = page.locator(".provenance [data-due]")
    assert plan.count() == 0 or plan.is_visible()
    assert not opened(address, "2027-05-02", java_script_enabled=False).locator(".banner[data-due]").is_visible()


@pytest.fixture(scope="module")
def reviewed(once):
    """A regimen, its protocol and its product, each with a review of its own that is due on another day; and an article with the calculator."""

    def make(folder):
        content = folder / "content"
        shutil.copytree(OTHER_DRUGS, content)
        for record, on in (("regimens/fictamab-weekly", "2026-03-01"), ("protocols/by-surface", "2026-01-01"), ("products/fictamab-5", "2026-02-01")):
            path = content / f"{record}.yml"
            path.write_text(path.read_text() + f"review: {{ by: A made-up reviewer, on: {on}, interval: 12 }}\n")
        (content / "dosing").mkdir()
        (content / "dosing/shown.md").write_text("---\ntitle: Shown\nsummary: Made up.\n---\n\n```calculator\nid: fictamab-weekly\n```\n")
        materia("build", content, "--themes", THEMES, "--output", folder / "site")

    return once("reviewed", make)


OVERDUE = re.compile(r"(Regimen|Protocol|Product): [^:]*?\. Its review is overdue: it was due on 1 (\w+) 2027\.")
DUE = {"Regimen": "March", "Protocol": "January", "Product": "February"}


@pytest.mark.parametrize("place", ["regimens/fictamab-weekly/index.html", "embed/fictamab-weekly/index.html", "single/fictamab-weekly.html", "dosing/shown/index.html"])
def test_a_plan_says_which_of_its_records_is_overdue(place, reviewed, opened):
    address = (reviewed / "site" / place).as_uri()

    def told(page):
        return dict(OVERDUE.findall(" ".join(page.locator(".provenance").inner_text().split())))

    for day, late in (("2027-01-01", []), ("2027-01-02", ["Protocol"]), ("2027-02-15", ["Protocol", "Product"]), ("2027-03-02", ["Regimen", "Protocol", "Product"])):
        page = opened(address, day)
        for name, value in {"weight": "54", "height": "150", "age": "40"}.items():
            page.locator(f"[name={name}]").fill(value)
        page.locator(".plan[data-status=ok]").wait_for()
        assert told(page) == {label: DUE[label] for label in late}, day
        assert not page.problems
    page.locator("[data-action=copy]").click()
    page.wait_for_function("window.copied")
    assert dict(OVERDUE.findall(page.evaluate("copied").split("\n")[-1])) == DUE
    # By what is chosen: another protocol has no review, and none is no product.
    page.locator("[name=protocol]").select_option("by-surface-du-bois")
    page.locator("[name=product]").select_option("none")
    assert told(page) == {"Regimen": "March"}
    page.locator("[name=protocol]").select_option("by-surface")
    assert told(page) == {"Regimen": "March", "Protocol": "January"}


def test_the_command_says_the_same(reviewed):
    command = ["dose", "fictamab-weekly", "--weight", "54", "--height", "150", "--age", "40", "--content", reviewed / "content"]
    for day, late in ((1798761600, {}), (1802649600, {"Protocol": "January", "Product": "February"}), (1803945600, DUE)):
        printed = materia(*command, SOURCE_DATE_EPOCH=str(day)).stdout
        assert dict(OVERDUE.findall(printed)) == late
        provenance = json.loads(materia(*command, "--format", "json", SOURCE_DATE_EPOCH=str(day)).stdout)["provenance"]
        assert sorted(provenance.get("overdue", {}).values()) == sorted(f"2027-{['January', 'February', 'March'].index(month) + 1:02}-01" for month in late.values())
        assert set(provenance.get("overdue", {})) <= {"regimens/fictamab-weekly.yml", "protocols/by-surface.yml", "products/fictamab-5.yml"}


def test_the_banner_moves_nothing(made, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.clock.set_fixed_time("2028-01-01T12:00:00")
    page.add_init_script("window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.moved += entry.value; })).observe({ type: 'layout-shift', buffered: true });")
    with serving(made / "site") as address:
        page.goto(address + "indications/odd/", wait_until="networkidle")
        assert page.locator(".banner[data-due]").is_visible() and page.evaluate("moved") == 0
    page.close()


def test_a_copied_plan_says_where_it_comes_from(made, opened):
    page = opened((made / "site/regimens/fictamab-weekly/index.html").as_uri() + "?weight=54&height=150&age=40&step=2", "2027-05-02")
    page.get_by_role("button", name="Copy as text").click()
    page.wait_for_function("window.copied")
    copied = page.evaluate("copied")
    for words in ("Version of the content: 2026.2.", "Its review is overdue: it was due on 1 May 2027.", "Report errors to pharmacy@example.org.", "Sources: "):
        assert words in copied, copied
    result = json.loads(materia("dose", "fictamab-weekly", "--weight", "54", "--height", "150", "--age", "40", "--step", "2", "--content", made / "content", "--format", "json", expect=(0, 3, 4)).stdout)
    assert result["provenance"]["content"] == "2026.2"


# A page that is kept


@pytest.mark.parametrize("place", ["indications/odd/", "embed/fictamab-weekly/"])
def test_an_old_page_says_that_the_site_is_newer(place, made, browser, tmp_path):
    shutil.copytree(made / "site", tmp_path / "site")
    page = browser.new_page()
    with serving(tmp_path / "site") as address:
        watch(page, address)
        page.goto(address + place, wait_until="networkidle")
        notice = page.locator(".newer")
        assert not notice.is_visible()
        sign = tmp_path / "site" / "version.js"
        sign.write_text(sign.read_text().replace("2026.2", "2026.3"))
        page.close()
        # Another browser, which has nothing of the site; this server's times are of whole seconds.
        page = browser.new_page()
        watch(page, address)
        page.goto(address + place, wait_until="networkidle")
        notice = page.locator(".newer")
        notice.wait_for()
        assert " ".join(notice.inner_text().split()) == "This page is of version 2026.2. The site has another since: 2026.3. Load the page anew"
        assert not page.problems
        # In a frame and in a tab that somebody comes back to, an hour later.
        sign.write_text(sign.read_text().replace("2026.3", "2026.2"))
        page.clock.install(time="2026-06-01T12:00:00")
        page.goto(address + place, wait_until="networkidle")
        sign.write_text(sign.read_text().replace("2026.2", "2026.4"))
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_timeout(100)
        assert not notice.is_visible()
        page.clock.fast_forward("01:00:01")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        notice.wait_for()
    page.close()


def test_from_a_disk_an_old_page_says_so_too(made, opened, tmp_path):
    shutil.copytree(made / "site", tmp_path / "a site #1")
    (tmp_path / "a site #1/version.js").write_text("document.dispatchEvent(new CustomEvent('materia:version', { detail: '2027.1' }));\n")
    page = opened((tmp_path / "a site #1/indications/odd/index.html").as_uri())
    page.locator(".newer").wait_for()
    assert not page.problems


# Citations


def cited(page):
    page.locator(".cite summary").click()
    found = {}
    for form in page.locator(".cite-form").all():
        form.get_by_role("button").click()
        page.wait_for_function("window.copied")
        found[form.get_attribute("data-cite")] = page.evaluate("copied")
        page.evaluate("copied = ''")
    return found


TITLE = 'Odd {signs} & 100 % of a_b#c $5 ~x ^y \\ "quoted" <18 years, Übergröße'
AUTHORS = ["Zoë {van} Roe & Sons", 'Study "Q" group']
PUBLISHER = "Made-up {Press} & Co"
URL = "https://kb.example.org/indications/odd/"


def from_tex(text):
    """As TeX would print it."""
    for name, sign in (("textbackslash", "\\"), ("textbraceleft", "\1"), ("textbraceright", "\2"), ("textasciicircum", "^"), ("textasciitilde", "~")):
        text = text.replace(f"\\{name}{{}}", sign)
    text = re.sub(r"\\([$&#%_])", r"\1", text)
    return text.replace("{", "").replace("}", "").replace("\1", "{").replace("\2", "}")


def test_programs_that_keep_references_read_the_citation(made, opened):
    forms = cited(opened((made / "site/indications/odd/index.html").as_uri()))
    assert forms["ama"].strip() == (
        f'{AUTHORS[0]}; {AUTHORS[1]}. {TITLE}. Two drugs that do not exist, version 2026.2. Updated May 3, 2026. Accessed June 1, 2026. {URL}')

    [entry] = bibtexparser.loads(forms["bibtex"]).entries
    assert (entry["ENTRYTYPE"], entry["ID"], entry["url"], entry["urldate"]) == ("misc", "indications-odd", URL, "2026-06-01")
    assert from_tex(entry["title"]) == TITLE and from_tex(entry["publisher"]) == PUBLISHER and entry["note"] == "Version 2026.2"
    assert [from_tex(name) for name in entry["author"].split(" and ")] == AUTHORS
    assert (entry["year"], entry["month"], entry["day"]) == ("2026", "5", "3")

    [record] = rispy.loads(forms["ris"])
    assert (record["type_of_reference"], record["title"], record["authors"], record["publisher"]) == ("ELEC", TITLE, AUTHORS, PUBLISHER)
    assert record["urls"] == [URL] and record["year"] == "2026" and record["date"] == "2026/05/03" and record["access_date"] == "2026/06/01"

    [item] = json.loads(forms["csl"])
    assert item == {
        "id": "indications-odd", "type": "webpage", "title": TITLE, "author": [{"literal": name} for name in AUTHORS], "publisher": PUBLISHER,
        "container-title": "Two drugs that do not exist", "issued": {"date-parts": [[2026, 5, 3]]}, "accessed": {"date-parts": [[2026, 6, 1]]},
        "version": "2026.2", "URL": URL, "language": "en"}


def test_where_the_site_does_not_know_its_address_the_browser_does(site, opened):
    """And nobody is made an author: this site names neither authors nor a publisher."""
    with serving(site) as address:
        forms = cited(opened(address + "regimens/ivig-dermatomyositis/"))
    url = address + "regimens/ivig-dermatomyositis/"
    assert forms["ama"].strip().endswith(f". Accessed June 1, 2026. {url}")
    [entry], [record], [item] = bibtexparser.loads(forms["bibtex"]).entries, rispy.loads(forms["ris"]), json.loads(forms["csl"])
    assert entry["url"] == url and record["urls"] == [url] and item["URL"] == url
    assert "author" not in entry and "authors" not in record and "author" not in item and "publisher" not in item


def test_a_citation_of_materia_is_a_reference_of_materia(made, opened, tmp_path):
    """What the page gives as CSL-JSON is read by the reader of references, which is strict."""
    forms = cited(opened((made / "site/indications/odd/index.html").as_uri()))
    shutil.copytree(OTHER_DRUGS, tmp_path / "content")
    (tmp_path / "content/references/own.json").write_text(forms["csl"])
    said = materia("check", tmp_path / "content", "--themes", THEMES).stderr
    assert ": error:" not in said and all("[unused" in line for line in said.splitlines() if "own.json" in line), said


def test_without_script_the_day_is_left_to_the_reader(made, opened):
    page = opened((made / "site/indications/odd/index.html").as_uri(), java_script_enabled=False)
    page.locator(".cite summary").click()
    assert "Accessed [day of access]. https://kb.example.org/" in page.locator("[data-cite=ama]").inner_text()
    [item] = json.loads(page.locator("[data-cite=csl] pre").inner_text())
    assert "accessed" not in item
    assert page.locator(".cite button").count() == 0


# The safety file


def test_the_safety_file_is_printed_from_the_records(made, opened):
    page = opened((made / "site/safety/regimens/fictamab-weekly/index.html").as_uri())
    words = " ".join(page.locator("main").inner_text().split())
    for said in ("0.3 to 400 kg", "People who test software", "No word of this is medicine.", "Clinically reviewed by A made-up reviewer on 1 May 2026; next review due 1 May 2027",
                 "Age under 18 years: Not for children.", "A made-up hazard of this drug.", "Harm: Somebody who is made up comes to harm.", "The made-up pharmacy looks twice.",
                 "The first dose was 5 mg/m2 and is 10 mg/m2 now.", "The record has no worked example.", "Version of the content 2026.2", "Fictamab 5 mg/mL"):
        assert said in words, said
    assert not page.problems


def test_the_safety_file_of_a_policy_has_its_cases_with_their_results(site, opened):
    page = opened((site / "criteria/illustrative-ivig-policy/index.html").as_uri())
    cases = [[cell.inner_text() for cell in row.locator("th, td").all()] for row in page.locator("#page-cases tbody tr").all()]
    assert len(cases) > 1
    for place in ("safety/criteria/illustrative-ivig-policy/index.html", "safety/safety-file.html"):
        page = opened((site / place).as_uri())
        rows = page.locator("table.examples", has_text="Result by the rule").locator("tbody tr")
        assert rows.count() == len(cases)
        for row, (title, met, not_met, unknown, result, _) in zip(rows.all(), cases):
            case, answers, outcome = [cell.inner_text() for cell in row.locator("td").all()]
            assert case == title
            told = {line.split(": ")[0]: line.split(": ", 1)[1].split("; ") for line in answers.split("\n")}
            assert [len(told.get(state, [])) for state in ("Met", "Not met", "Not known")] == [int(met), int(not_met), int(unknown)]
            assert outcome == result
        assert not page.problems


def test_the_safety_file_can_be_handed_on_alone(made, opened, tmp_path):
    alone = tmp_path / "for the committee.html"
    shutil.copy(made / "site/safety/safety-file.html", alone)
    page = opened(alone.as_uri())
    assert page.locator("main").evaluate("main => getComputedStyle(main).maxInlineSize") != "none"
    assert page.get_by_role("heading", level=2).all_inner_texts()[:2] == ["Two drugs that do not exist", "Examplase, the same for everyone"]
    assert page.locator("a[href^='https://kb.example.org/']").count() > 0
    assert not page.problems


@pytest.mark.parametrize("place", ["safety/index.html", "safety/regimens/fictamab-weekly/index.html", "safety/safety-file.html", "indications/odd/index.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible_and_fits_the_screen(place, scheme, made, opened):
    page = opened((made / "site" / place).as_uri(), "2028-01-01", viewport={"width": 320, "height": 800}, color_scheme=scheme)
    if page.locator(".cite").count():
        page.locator(".cite summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    assert results.violations_count == 0, results.generate_report()
