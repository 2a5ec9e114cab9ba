"""How a reader finds the way: what they came to do, the parts of the site, and from a dose to its calculator."""

from html.parser import HTMLParser
import re
import shutil

import pytest

from conftest import CONTENT, THEMES, materia

WIDTHS = (1280, 1440, 768)
ARTICLE = "---\ntitle: {0}\nsummary: About {0}.\n---\n\nText.\n"


def pages(site):
    """Pages in the frame of the site, by path."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        text = path.read_text()
        if not name.startswith(("embed/", "single/")) and name not in ("404.html", "safety/safety-file.html") and 'http-equiv="refresh"' not in text:
            found[name] = text
    return found


@pytest.fixture
def opened(browser):
    contexts = []

    def opened(address, width=1280, **options):
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("which", ["site", "formulary"])
def test_the_navigation_stands_on_one_line(which, width, request, opened):
    page = opened((request.getfixturevalue(which) / "index.html").as_uri(), width)
    tops = page.eval_on_selector_all(".site-nav a", "links => links.map(link => link.getBoundingClientRect().top)")
    assert len(tops) > 1 and len(set(tops)) == 1


def test_the_guide_has_one_line_too(tmp_path, opened):
    materia("build", "docs", "--themes", THEMES, "--output", tmp_path / "guide")
    page = opened((tmp_path / "guide" / "writing" / "index.html").as_uri())
    tops = page.eval_on_selector_all(".site-nav a", "links => links.map(link => link.getBoundingClientRect().top)")
    assert tops and len(set(tops)) == 1


def test_each_page_is_in_a_part_and_knows_the_way_up(site):
    for name, text in pages(site).items():
        marked = re.findall(r'<li><a href="[^"]*" aria-current="(\w+)">', text[:text.index("<main")])
        # The search is above all parts, as the home page is.
        is_above = name in ("index.html", "search/index.html")
        assert len(marked) == (0 if is_above else 1), name
        trail = re.search(r'<nav class="trail".*?</nav>', text, re.S)
        assert (trail is None) == (is_above or marked == ["page"]), name


def test_every_calculator_and_checklist_is_on_one_page(site):
    listed = (site / "calculators" / "index.html").read_text()
    for kind in ("regimens", "criteria"):
        for record in (CONTENT / kind).rglob("*.yml"):
            assert f'href="../{kind}/{record.stem}/index.html"' in listed, record
    assert all(">Calculators and criteria</a>" in text[:text.index("<main")] for text in pages(site).values())
    assert 'regimens/ivig-dermatomyositis/index.html"' in (site / "index.html").read_text()


def test_the_text_stands_before_what_stands_beside_it(site, opened):
    for name, text in pages(site).items():
        if '<aside class="side"' in text:
            assert text.index('<div class="body') < text.index('<aside class="side"') < text.index('<footer class="page-foot"'), name
    # There were 44 stops between the head of the page and the field.
    page = opened((site / "regimens" / "ivig-dermatomyositis" / "index.html").as_uri())
    page.locator("form [name=weight]").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for stops in range(1, 40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "weight":
            break
    assert stops <= 16


def test_the_contents_are_reached_where_they_stand_below(site, opened):
    page = opened((site / "indications" / "dermatomyositis" / "index.html").as_uri(), 360)
    page.locator(".to-contents a").click()
    assert page.locator("#page-contents").evaluate("head => head.getBoundingClientRect().top < innerHeight")
    assert opened(page.url, 1280).locator(".to-contents").is_hidden()


class Doses(HTMLParser):
    """The paragraphs, items and rows of a text, innermost first, each with the doses it states and the calculators it leads to."""

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("p", "li", "tr"):
            self.open.append((tag, [], []))
        if tag == "a" and self.open:
            names, href = attributes.get("class", "").split(), attributes["href"]
            if "fact" in names and (match := re.search(r"regimens/([\w-]+)/index\.html#(?:\w+\.)*dose$", href)):
                self.open[-1][1].append(match[1])
            if "work-out" in names:
                self.open[-1][2].append(re.search(r"regimens/([\w-]+)/index\.html#page-calculator-1$", href)[1])

    def handle_endtag(self, tag):
        if tag in ("p", "li", "tr") and self.open:
            self.found.append(self.open.pop())


def test_a_dose_leads_to_its_calculator_once(site):
    stated = 0
    for name, text in pages(site).items():
        if name.startswith(("regimens/", "criteria/", "products/", "evidence/", "protocols/")):
            continue
        doses = Doses()
        doses.feed(text)
        for _, facts, calculators in doses.found:
            assert set(facts) <= set(calculators), name
            assert len(calculators) == len(set(calculators)), name
            stated += len(facts)
    assert stated > 10
    for regimen in (site / "regimens").glob("*/index.html"):
        assert 'id="page-calculator-1"' in regimen.read_text()


def test_the_way_to_the_calculator_is_not_printed(site, opened):
    page = opened((site / "dosing" / "ivig-dosing" / "index.html").as_uri())
    assert page.locator(".work-out").first.is_visible()
    page.emulate_media(media="print")
    assert not any(page.locator(".work-out").nth(number).is_visible() for number in range(page.locator(".work-out").count()))
    assert page.locator(".trail").is_hidden() and page.locator(".next").is_hidden()


@pytest.mark.parametrize("name", ["criteria/eular-acr-2017", "criteria/bohan-peter-1975", "criteria/printo-inactive-2013", "recommendations", "calculators"])
def test_no_column_says_nothing(name, site, opened):
    page = opened((site / name / "index.html").as_uri())
    silent = page.evaluate("""() => Array.from(document.querySelectorAll('.criteria-table, .recommendation-table, .tool-table')).flatMap(table =>
      Array.from(table.tHead.rows[0].cells).map((head, column) => [head.innerText, Array.from(table.querySelectorAll('tbody tr:not(.table-section)'))
        .map(row => row.cells[column].innerText.trim())]).filter(([, cells]) => cells.every(cell => !cell || cell === '–' || cell === 'none given'))
        .map(([head]) => head))""")
    assert silent == []


def test_each_page_describes_itself(site):
    seen = {}
    for name, text in pages(site).items():
        description = re.search(r'<meta name="description" content="([^"]*)"', text)
        if description:
            seen.setdefault(description[1], []).append(name)
    assert len(seen) > 50
    assert [names for names in seen.values() if len(names) > 1] == []


def test_what_is_not_found_looks_right_at_any_depth(site, tmp_path, opened):
    """Where nobody has said at which address the site stands."""
    deep = tmp_path / "a" / "b" / "index.html"
    deep.parent.mkdir(parents=True)
    shutil.copy(site / "404.html", deep)
    page = opened(deep.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight") == "700"
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--sans')")
    assert page.locator("a, link, script, img").count() == 0


def test_a_home_page_without_tasks_shows_what_there_is(tmp_path):
    content = tmp_path / "content"
    for path, text in {
        "site.yml": "title: Site\n", "index.md": ARTICLE.format("Home"), "indications/a.md": ARTICLE.format("Alpha"),
        "therapies/b.md": ARTICLE.format("Beta"),
    }.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text)
    materia("build", content, "--themes", THEMES, "--output", tmp_path / "site")
    home = (tmp_path / "site" / "index.html").read_text()
    assert re.findall(r"<strong>(.*?)</strong>", home[home.index('<nav class="tasks"'):]) == ["Start from the disease", "Give and follow a treatment"]
    assert home.index("Text.") < home.index('<nav class="tasks"')
    assert not (tmp_path / "site" / "calculators").exists()
    navigation = re.search(r'<nav class="site-nav".*?</nav>', home, re.S)[0]
    assert re.findall(r">([^<]+)</a>", navigation) == ["Clinical topics"]


def test_nothing_moves_when_the_scripts_run(site, browser):
    for name in ("index.html", "indications/dermatomyositis/index.html", "calculators/index.html", "evidence/ivig-juvenile/index.html"):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.add_init_script("""window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shift += entry.value; }))
          .observe({ type: 'layout-shift', buffered: true });""")
        page.goto((site / name).as_uri())
        page.wait_for_function("document.readyState === 'complete'")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("window.shift") == 0, name
        context.close()
