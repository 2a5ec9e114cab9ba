"""The search as a reader meets it: over http and from a file, by keyboard, with mistakes, names, codes and doses, and its costs."""

import json
import random
import re
import unicodedata

import pytest

from conftest import materia, THEMES, watch
from test_browser import COLOURS, PRACTICE, VIEWS, violations

HERE = "indications/dermatomyositis/index.html"
FIELD = "[role=combobox]"


@pytest.fixture
def pages(browser):
    """Pages on which nothing may go wrong, and what they asked for."""
    contexts = []

    def pages(address, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        watch(page, address, moves_on=True)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        return page

    yield pages
    for context in contexts:
        assert [problem for page in context.pages for problem in page.problems] == []
        context.close()


def look_for(page, query):
    """Types a query and waits for what comes of it."""
    field = page.locator(FIELD)
    field.fill("")
    page.locator(".search-status").filter(has_not_text=re.compile(".")).wait_for(state="attached")
    field.fill(query)
    page.locator(".search-status").filter(has_text=re.compile(".")).wait_for()
    return page.locator("[role=option]").all_inner_texts()


def opened(page):
    page.keyboard.press("/")
    page.locator(FIELD).wait_for()
    return page


def loaded(page):
    """Waits for what searches. The page's policy keeps out what Playwright would ask with."""
    for _ in range(200):
        if page.evaluate("Boolean(window.MateriaSearch)"):
            return
        page.wait_for_timeout(20)
    raise AssertionError("the search is not loaded")


def places(site, served):
    return {"file": site.as_uri() + "/", "http": served}


@pytest.mark.parametrize("place", ["file", "http"])
def test_by_keyboard(place, site, served, pages):
    root = places(site, served)[place]
    page = opened(pages(root + HERE))
    field = page.locator(FIELD)
    assert field.evaluate("field => field === document.activeElement") and field.get_attribute("aria-expanded") == "false"
    assert "Haemolysis" in look_for(page, "hemolysis")[0]
    assert field.get_attribute("aria-expanded") == "true" and "results" in page.locator(".search-status").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1 and field.get_attribute("aria-activedescendant") == chosen.get_attribute("id") == page.locator("[role=option]").first.get_attribute("id")
    assert chosen.locator("mark").first.inner_text() == "Haemolysis"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#haemolysis$"))
    assert page.url == root + "therapies/after-infusion/index.html#haemolysis" and page.locator(":target").inner_text().startswith("Haemolysis")
    # Nothing but this site was asked for anything, and no address has what was typed.
    assert all(url.startswith(root) and "emolysis" not in url.partition("#")[0] for url in page.asked)


def test_escape_closes_and_gives_the_focus_back(site, pages):
    page = pages((site / HERE).as_uri())
    page.locator("[data-search-open]").focus()
    page.keyboard.press("Enter")
    page.locator(FIELD).wait_for()
    page.keyboard.press("Escape")
    if page.locator("dialog").evaluate("dialog => dialog.open"):
        page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.matches('[data-search-open]')")
    # A stroke in a field is a stroke.
    page.goto((site / "regimens/ivig-dermatomyositis/index.html").as_uri())
    page.locator("[name=weight]").press("/")
    assert page.locator("dialog").count() == 0 and page.locator("[name=weight]").input_value() == "/"


@pytest.mark.parametrize("query, result", [
    ("haemolysis", "after-infusion/index.html#haemolysis"), ("hemolisis", "after-infusion/index.html#haemolysis"), ("aemolysis", "after-infusion/index.html#haemolysis"),
    ("hameolysis", "after-infusion/index.html#haemolysis"), ("HAEMOLYSIS", "after-infusion/index.html#haemolysis"),
    ("M33.13", "indications/dermatomyositis/index.html"), ("heliotrope rassh", "criteria/"), ("octagam", "products/octagam-10/index.html"),
    ("MMT8", "glossary/index.html#"), ("MMT-8", "glossary/index.html#"), ("dysphag", "indications/dysphagia/index.html"), ("gottrons papules", "eular-acr-2017/index.html#gottron-papules"),
    ("eGFR", "glossary/index.html#egfr"), ("eGFR", "after-infusion/index.html"), ("scleroderma", "overlap-systemic-sclerosis/index.html"), ("inclusion body", "glossary/index.html#ibm"),
])
def test_finds(query, result, site, pages):
    page = opened(pages((site / HERE).as_uri()))
    look_for(page, query)
    links = page.locator("[role=option]").evaluate_all("options => options.map(option => option.href)")
    assert any(result in link for link in links[:5]), links


@pytest.mark.parametrize("view", [*VIEWS, "smallest"])
def test_accessible_with_results_and_without(view, site, browser):
    # The page's own policy rightly keeps test scripts out, so this context goes around it.
    context = browser.new_context(**VIEWS.get(view, {"viewport": {"width": 320, "height": 640}}), bypass_csp=True)
    page = context.new_page()
    page.goto((site / HERE).as_uri())
    opened(page)
    for query in ("octagam 80 kg", "haemolisis", "zzyzxq"):
        look_for(page, query)
        page.keyboard.press("ArrowDown")
        assert violations(page, COLOURS if view == "dark" else PRACTICE, "preload: false,") == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "the page scrolls sideways"
        box = page.locator("dialog").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
        assert page.locator(".search-results").evaluate("list => list.hidden || list.scrollWidth <= list.clientWidth")
    context.close()


def test_codes_and_figures_are_never_taken_for_others(site, pages):
    page = opened(pages((site / HERE).as_uri()))
    found = page.evaluate("""async () => {
      while (!window.MateriaSearch) await new Promise(done => setTimeout(done, 20));
      const near = await Promise.all(['M33.18', 'ocragam 99.7', '0.044'].map(query => MateriaSearch.search(query, { isTyped: false })));
      return near.map(result => [result.missing, result.corrected]); }""")
    assert found[0] == [["M33.18"], []] and "99.7" in found[1][0] and found[2] == [["0.044"], []]


def test_a_dose_question_opens_the_calculator_filled_in(site, served, pages):
    for root in places(site, served).values():
        page = opened(pages(root + HERE))
        first = look_for(page, "octagam 80 kg")[0]
        assert "Filled in: weight 80 kg, Octagam 10 %." in first
        page.locator("[role=option]").first.click()
        page.wait_for_url(re.compile("regimens/ivig-dermatomyositis"))
        page.locator("[data-result]").first.wait_for(state="attached")
        assert page.locator("[name=weight]").input_value().replace(" ", "") in ("80", "80kg")
        assert page.locator("[name=product]").input_value() == "octagam-10"
        assert "strange" not in page.inner_text("main").lower()


READINGS = [
    ("ivig 70kg 175 cm", {"weight": "70 kg", "height": "175 cm"}, []),
    ("ivig 62.5 kg", {"weight": "62.5 kg"}, []),
    ("154 lb ivig", {"weight": "154 lb"}, []),
    ("ivig 5 ft 9 in", {"height": "5 ft 9 in"}, []),
    ("8 years old 25 kg", {"age": "8 years", "weight": "25 kg"}, []),
    # No unit, another meaning, two of a kind, a range, a comma: nothing is filled in.
    ("ivig 70", {}, []), ("ivig 2 g/kg", {}, []), ("ivig 80 g", {}, []), ("ivig 70 kg/m2", {}, []), ("70 kg 80 kg", {}, ["weight"]),
    ("60-70 kg", {}, ["weight"]), ("60 to 70 kg", {}, ["weight"]), ("62,5 kg", {}, ["weight"]), ("1 070 kg", {}, ["weight"]), ("over 70 kg", {}, ["weight"]),
    ("ivig for 2 years", {}, ["age"]), ("5 days", {}, []), ("every 4 weeks", {}, []), ("ivig 10 70 kg", {}, ["weight"]), ("≥40 kg", {}, ["weight"]),
    ("0.4 mL/kg", {}, []), ("1 mg/kg 70 kg", {"weight": "70 kg"}, []), ("-70 kg", {}, ["weight"]), ("70 kgs", {}, []), ("1.5 m", {}, []),
]


def test_figures_are_read_in_one_way_or_not_at_all(site, pages):
    page = opened(pages((site / HERE).as_uri()))
    loaded(page)
    for query, found, unclear in READINGS:
        read = page.evaluate("query => MateriaSearch.figures(query)", query)
        assert (read["found"], read["unclear"]) == (found, unclear), query


def test_only_regimens_that_name_the_product_are_offered(site, pages):
    page = opened(pages((site / HERE).as_uri()))
    loaded(page)
    named = {}
    for regimen in (site / "regimens").glob("*/index.html"):
        named[regimen.parent.name] = set(re.findall(r'<option value="([^"]+)"', regimen.read_text().partition('name="product"')[2].partition("</select>")[0]))
    for product in [path.parent.name for path in (site / "products").glob("*/index.html")]:
        offers = page.evaluate("async query => (await MateriaSearch.search(query)).offers.map(offer => offer.href)", product.replace("-", " ").split(" ")[0] + " 80 kg")
        for offer in offers:
            assert f"product={product}" not in offer or product in named[re.search(r"calculator=([\w-]+)", offer)[1]]


def test_says_what_to_do_when_nothing_is_found(site, pages):
    page = opened(pages((site / HERE).as_uri()))
    assert look_for(page, "zzyzxq") == []
    assert page.locator(".search-status").inner_text() == "Nothing found for zzyzxq." and page.locator(FIELD).get_attribute("aria-expanded") == "false"
    page.locator(".search-nothing a").click()
    page.wait_for_url(re.compile("search/index.html$"))
    assert page.locator(".search-ways a").count() > 5


@pytest.mark.parametrize("place", ["file", "http"])
def test_a_search_has_an_address(place, site, served, pages):
    root = places(site, served)[place]
    page = pages(root + "search/index.html#q=live+vaccines")
    page.locator("[role=option]").first.wait_for()
    assert page.locator(FIELD).input_value() == "live vaccines"
    page.locator(FIELD).fill("haemolysis")
    page.wait_for_url(re.compile("#q=haemolysis$"))
    # Enter in the dialog leads here with the same words.
    page.goto(root + HERE)
    look_for(opened(page), "cancer")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("search/index.html#q=cancer$"))
    page.locator("[role=option]").first.wait_for()
    # An address with the words where a host would see them is mended before anything is asked for.
    page.goto(root + "search/index.html?q=dysphagia")
    page.wait_for_url(re.compile("index.html#q=dysphagia$"))


def test_without_scripts_the_search_page_says_where_things_are(site, pages):
    page = pages((site / HERE).as_uri(), java_script_enabled=False)
    page.locator("[data-search-open]").click()
    page.wait_for_url(re.compile("search/index.html$"))
    assert page.locator("noscript").count() and page.locator(".search-ways a").count() > 5 and page.locator("input").count() == 0


def test_frames_and_single_files_have_no_search(site):
    for page in [*site.glob("embed/**/*.html"), *site.glob("single/**/*.html")]:
        assert "data-search-open" not in page.read_text() and "search-box" not in page.read_text() and "materiaSearch" not in page.read_text()


def test_nothing_is_kept(served, pages):
    page = opened(pages(served + HERE))
    look_for(page, "haemolysis")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_what_is_open_while_the_site_is_published_anew_still_searches(tmp_path, browser):
    """The files of the index that the page knows are gone: it looks for the new ones."""
    content, output = tmp_path / "content", tmp_path / "site"
    for name, text in {"site.yml": "title: T\n", "index.md": "---\ntitle: T\nsummary: S.\n---\n\n## Start\n\nFirst words.\n"}.items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text(text)
    materia("build", content, "--themes", THEMES, "--output", output)
    page = browser.new_page()
    page.goto((output / "index.html").as_uri())
    assert look_for(opened(page), "first")
    (content / "index.md").write_text("---\ntitle: T\nsummary: S.\n---\n\n## Start\n\nFirst words, and secondly others.\n")
    materia("build", content, "--themes", THEMES, "--output", output)
    assert "secondly" in look_for(page, "secondly")[0]
    page.close()


def test_a_site_can_do_without(tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    (content / "site.yml").write_text("title: T\nsearch: false\n")
    (content / "index.md").write_text("---\ntitle: T\nsummary: S.\n---\n\n## Start\n\nWords.\n")
    materia("build", content, "--themes", THEMES, "--output", tmp_path / "site")
    assert not (tmp_path / "site/search").exists() and "data-search-open" not in (tmp_path / "site/index.html").read_text()


# MARK: The index against the pages


def sections(site):
    """Section texts from the index's own files, by address."""
    found = {}
    for path in (site / "search").glob("*.js"):
        match = re.fullmatch(r'materiaSearch\("\w+",(.*)\);\n', path.read_text())
        data = json.loads(match[1])
        if isinstance(data, list) and len(data) == 6 and isinstance(data[1], str) and data[1].endswith(".html"):
            for anchor, title, _, text in data[5]:
                found[data[1] + ("#" + anchor if anchor else "")] = f"{title} {text}"
    return found


def plain(word):
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def test_every_section_is_found_by_its_rare_words(site, pages):
    """The rules for words are written twice, in Swift for the index and in JavaScript for queries: they have to be the same."""
    found = sections(site)
    assert len(found) > 300
    where = {}
    for address, text in found.items():
        for word in set(re.findall(r"(?<![\w.,/'’‐‑-])[^\W_]+(?![\w/'’‐‑-]|[.,]\d)", text)):
            where.setdefault(plain(word), set()).add(address)
    rare = sorted((word, next(iter(addresses))) for word, addresses in where.items() if len(addresses) == 1 and len(word) > 3)
    sample = random.Random(11).sample(rare, 250)
    # What is not of plain letters is where two sets of rules differ first.
    sample += [entry for entry in rare if not re.fullmatch("[a-z]+", entry[0])][:100]
    page = opened(pages((site / HERE).as_uri()))
    loaded(page)
    answers = page.evaluate("""async words => { const out = [];
      for (const word of words) out.push((await MateriaSearch.search(word, { isTyped: false, limit: 20 })).results.map(result => result.href));
      return out; }""", [word for word, _ in sample])
    root = site.as_uri() + "/"
    missed = [(word, address) for (word, address), links in zip(sample, answers) if root + address not in [link.replace("%20", " ") for link in links]]
    # Of a page no more than three sections are shown: a word whose other forms stand in more may miss one.
    assert len(missed) <= len(sample) * 0.01, missed


def test_the_script_folds_as_the_index_does(site, pages):
    vocabulary = set()
    for path in (site / "search").glob("*.js"):
        match = re.fullmatch(r'materiaSearch\("\w+",(.*)\);\n', path.read_text())
        data = json.loads(match[1])
        if isinstance(data, list) and len(data) == 4 and isinstance(data[0], str):
            last = ""
            for entry in data[0].split(" ")[:-1]:
                code = ord(entry[0])
                last = last[:code - 36 if code > 92 else code - 35] + entry[1:]
                vocabulary.add(last)
    text = " ".join(sections(site).values())
    page = opened(pages((site / HERE).as_uri()))
    loaded(page)
    words = page.evaluate("text => Array.from(new Set(MateriaSearch.words(text)))", text)
    assert len(words) > 3000
    missing = [word for word in words if word not in vocabulary and len(word.encode()) < 50]
    assert missing == []


def test_stems_and_edits(site, pages):
    page = opened(pages((site / HERE).as_uri()))
    loaded(page)
    same = [("infusions", "infusion"), ("infused", "infuse"), ("doses", "dosing"), ("vaccination", "vaccines"), ("therapies", "therapy"), ("rashes", "rash"),
            ("classical", "classic"), ("stopped", "stop"), ("reactions", "react")]
    for one, other in same:
        assert page.evaluate("pair => pair.map(MateriaSearch.stem)", [one, other])[0] == page.evaluate("word => MateriaSearch.stem(word)", other), one
    for one, other in [("dose", "rose"), ("mass", "mast"), ("sepsis", "septic"), ("m33.13", "m33.1"), ("virus", "viral")]:
        stems = page.evaluate("pair => pair.map(MateriaSearch.stem)", [one, other])
        assert stems[0] != stems[1], one
    edits = [("abcd", "abc", True), ("abcd", "xbcd", True), ("abcd", "bacd", True), ("abcd", "abdc", True), ("abcd", "abxcd", True), ("abcd", "abcd", True),
             ("abcd", "acbx", False), ("abcd", "ab", False), ("abcd", "badc", False), ("abcd", "abcdef", False)]
    for one, other, near in edits:
        assert page.evaluate("pair => MateriaSearch.isOneEdit(...pair)", [one, other]) == near, (one, other)


def test_a_first_query_loads_little(site, pages):
    page = opened(pages((site / HERE).as_uri()))
    look_for(page, "haemolysis")
    loaded = {url.split("/site/")[-1].partition("?")[0] for url in page.asked if re.search(r"/search[/.-][^/]*\.js", url)}
    size = sum((site / path).stat().st_size for path in loaded)
    assert 5 < len(loaded) and size < 100_000
    # Only what this query needs: no mistakes and no doses.
    assert {path.split("/")[1].split(".")[0] for path in loaded if path.startswith("assets/")} == {"search-box", "search-words", "search-index", "search-snippets", "search"}


def test_texts_of_a_page_are_cut_in_equal_parts(site):
    pages = {}
    for path in (site / "search").glob("*.js"):
        data = json.loads(re.fullmatch(r'materiaSearch\("\w+",(.*)\);\n', path.read_text())[1])
        if isinstance(data, list) and len(data) == 6 and isinstance(data[1], str) and data[1].endswith(".html"):
            pages.setdefault(data[1], []).append([len((title + text).encode()) for _, title, _, text in data[5]])
    assert any(len(parts) > 3 for parts in pages.values())
    for address, parts in pages.items():
        share = sum(map(sum, parts)) / len(parts)
        assert all(sum(part) <= share + max(map(max, parts)) + 500 for part in parts), address


def test_a_code_finds_the_page_that_has_most_of_it(site, pages):
    """No page has the category itself: polymyositis has all of its codes, lung disease one."""
    page = opened(pages((site / HERE).as_uri()))
    look_for(page, "M33.2")
    assert "indications/polymyositis/" in page.locator("[role=option]").first.get_attribute("href")
