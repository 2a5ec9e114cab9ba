"""What a reader does, in a real browser: from a file share and from a subpath, wide, narrow, dark and printed."""

from importlib.resources import files

import pytest

from conftest import watch

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()

PAGES = {
    "home": "index.html",
    "article": "indications/dermatomyositis/index.html",
    "therapy": "therapies/ivig/index.html",
    "dosing": "dosing/ivig-dosing/index.html",
    "coverage": "coverage/denials-and-appeals/index.html",
    "criteria": "criteria/eular-acr-2017/index.html",
    "rules": "criteria/bohan-peter-1975/index.html",
    "policy": "criteria/illustrative-ivig-policy/index.html",
    "regimen": "regimens/ivig-dermatomyositis/index.html",
    "protocol": "protocols/nba-australia/index.html",
    "product": "products/octagam-10/index.html",
    "evidence": "evidence/ivig-dermatomyositis-trials/index.html",
    "series": "evidence/ivig-juvenile/index.html",
    "recommendations": "recommendations/index.html",
    "index": "indications/index.html",
    "part": "topics/index.html",
    "calculators": "calculators/index.html",
    "pitfalls": "pitfalls/index.html",
    "tags": "tags/index.html",
    "tag": "tags/dermatomyositis/index.html",
    "bibliography": "references/index.html",
    "glossary": "glossary/index.html",
    "search": "search/index.html",
    "not found": "404.html",
}
COLOURS = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }"
GUIDELINES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']"
PRACTICE = GUIDELINES.replace("]", ", 'best-practice']")
VIEWS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 360, "height": 740}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


def violations(page, rules=PRACTICE, options=""):
    """What the accessibility checker finds on a page, by rules that have something to say of it."""
    page.evaluate(AXE)
    # Of what is right the number is enough: to look into each element of it and to send it here took longer than the rules.
    result = page.evaluate(f"""axe.run(document, {{ {options} resultTypes: ['violations'], runOnly: {rules} }})
        .then(result => ({{ violations: result.violations, passes: result.passes.length }}))""")
    assert result["passes"] > 0, "no rule was tried"
    return [(item["id"], [node["html"][:200] for node in item["nodes"]][:3]) for item in result["violations"]]


@pytest.fixture
def open_page(browser):
    """Opens a page in a view, on which nothing may go wrong."""
    contexts = []

    def open_page(address, view="wide", **options):
        context = browser.new_context(**VIEWS[view], **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, address, moves_on=True)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        assert [problem for page in context.pages for problem in page.problems] == []
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_opens_from_a_file_share_and_from_a_subpath(name, site, served, open_page):
    for address in ((site / PAGES[name]).as_uri(), served + PAGES[name]):
        page = open_page(address)
        assert page.problems == []
        # Every browser has a font of its own for text: it has to be the theme's.
        fonts = page.evaluate("""() => {
          const style = element => getComputedStyle(element), named = name => style(document.documentElement).getPropertyValue(name).trim();
          const same = list => list.replace(/["\\s]/g, '');
          return [[style(document.body).fontFamily, named('--sans')], [style(document.querySelector('h1')).fontFamily, named('--serif')]]
            .map(pair => pair.map(same)); }""")
        assert all(shown == wanted != "" for shown, wanted in fonts), f"the style sheet did not apply: {fonts}"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_accessible_and_fits_the_screen(name, view, site, browser):
    # The page's own policy rightly keeps test scripts out, so this context goes around it.
    context = browser.new_context(**VIEWS[view], bypass_csp=True)
    page = context.new_page()
    page.goto((site / PAGES[name]).as_uri())
    # Dark, only the colours are others.
    assert violations(page, COLOURS if view == "dark" else PRACTICE, "preload: false,") == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "the page scrolls sideways"
    context.close()


def test_citation_shows_its_reference(site, open_page):
    page = open_page((site / PAGES["article"]).as_uri())
    link = page.locator("sup.citation a[data-refs]").first
    expected = page.locator("#ref-1").inner_text()[:40]
    link.hover()
    tip = page.locator("[role=tooltip]:visible")
    tip.wait_for()
    assert expected in tip.inner_text()
    page.keyboard.press("Escape")
    tip.wait_for(state="hidden")
    page.mouse.move(0, 0)
    link.focus()
    tip.wait_for()
    assert link.get_attribute("aria-describedby")
    page.keyboard.press("Escape")
    tip.wait_for(state="hidden")
    link.press("Enter")
    assert page.url.endswith("#ref-1")


def test_reads_without_scripts(site, open_page):
    page = open_page((site / PAGES["article"]).as_uri(), java_script_enabled=False)
    assert page.locator("h1").inner_text() == "Dermatomyositis"
    assert page.locator(".site-nav a").count() == 5
    page.locator("sup.citation a").first.click()
    assert "#ref-" in page.url


def test_keyboard_reaches_the_content_first(site, open_page):
    page = open_page((site / PAGES["article"]).as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#page-content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0"), "the skip link stays hidden"


def test_a_fact_leads_to_its_place_in_the_record(site, open_page):
    page = open_page((site / PAGES["article"]).as_uri())
    page.locator("a.fact[href$='ivig-dermatomyositis/index.html#dose']").first.click()
    assert page.url.endswith("regimens/ivig-dermatomyositis/index.html#dose")
    assert "2 g/kg" in page.locator("#dose").inner_text()


def test_prints_without_navigation(site, open_page):
    page = open_page((site / PAGES["article"]).as_uri())
    page.emulate_media(media="print")
    assert not page.locator(".site-nav").is_visible()
    assert page.locator(".reference-list").is_visible()


# Words whose contrast is below that of WCAG, on the fill that they stand on and on the paper alone: a browser prints fills or leaves them out.
# The checker of accessibility does not decide on words that have the colour of their fill.
FAINT = """() => {
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number).map(part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const isClear = (colour) => /^rgba.*, 0\\)$/.test(colour);
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    const words = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data.trim()).join(' ').trim();
    if (!words || element.closest('svg') || !element.checkVisibility({ visibilityProperty: true }) || !element.getClientRects().length) continue;
    const text = luminance(getComputedStyle(element).color);
    let ground = element;
    while (ground && isClear(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
    const fill = ground ? luminance(getComputedStyle(ground).backgroundColor) : 1;
    if (Math.min(contrast(text, fill), contrast(text, 1)) < 4.5) faint.push(words.slice(0, 60));
  }
  return faint;
}"""


@pytest.mark.parametrize("name", PAGES)
def test_every_word_can_be_read_on_paper_with_fills_and_without(name, site, open_page):
    page = open_page((site / PAGES[name]).as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(FAINT) == []
