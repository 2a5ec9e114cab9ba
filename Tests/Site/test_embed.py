"""Calculators and checklists in the pages of others: a refused frame, a theme, an element, and the plan for whom the site allows to have it."""

import re
import shutil
import time

import pytest

from conftest import CONTENT, THEMES, materia, serving

NAME = "ivig-dermatomyositis"
PATIENT = 'data-weight="70" data-age="50"'


@pytest.fixture
def around(browser, tmp_path):
    """Opens a page of another origin with this body, and collects what its console says."""
    contexts = []

    def around(address, body, policy="", isSlow=False, **options):
        folder = tmp_path / f"around-{len(contexts)}"
        folder.mkdir()
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
        (folder / "index.html").write_text(f'<!DOCTYPE html><html lang="en">{meta}<title>Intranet</title><link rel="icon" href="data:,"><p>Before</p>{body.replace("SITE/", address)}<p>After</p>')
        contexts.append(browser.new_context(viewport={"width": 1000, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        # The wait for a frame that does not answer, cut short.
        page.add_init_script("const wait = window.setTimeout; window.setTimeout = (work, time, ...rest) => wait(work, time === 8000 ? 1500 : time, ...rest);")
        if isSlow:
            page.route("**/embed/**/index.html*", lambda route: (time.sleep(3), route.continue_()))
        with_server = serving(folder, "localhost")
        page.goto(with_server.__enter__(), wait_until="commit" if isSlow else "load")
        servers.append(with_server)
        return page

    servers = []
    yield around
    for context in contexts:
        context.close()
    for server in servers:
        server.__exit__(None, None, None)


def line(attributes):
    return f'<script src="SITE/assets/embed.js" {attributes}></script>'


@pytest.mark.parametrize("attributes, policy", [
    ('data-regimen="ivig-dermatomyositus"', ""),
    (f'data-regimen="{NAME}"', "frame-src 'none'"),
    ('data-criteria="eular-acr-2071"', ""),
], ids=["misspelt", "refused by the page around it", "misspelt criteria"])
def test_a_frame_that_does_not_come_leaves_a_link_and_a_word_for_the_integrator(attributes, policy, around, served):
    page = around(served, line(attributes + ' data-title="IVIG dose" data-weight="70"'), policy)
    link = page.get_by_role("link", name="IVIG dose")
    link.wait_for()
    assert not page.locator("iframe").is_visible()
    name = re.search(r'="([^"]+)"', attributes)[1]
    assert f"/embed/{'criteria/' if 'criteria' in attributes else ''}{name}/index.html#weight=70" in link.get_attribute("href")
    assert any(name in said and "frame-ancestors" in said for said in page.said), page.said


@pytest.mark.parametrize("attributes, part", [(f'data-regimen="{NAME}"', "[name=weight]"), ('data-criteria="eular-acr-2017"', ".assessment.is-ready")],
                         ids=["calculator", "checklist"])
def test_a_frame_on_a_slow_line_takes_the_place_of_its_link(attributes, part, around, served):
    page = around(served, line(attributes + ' data-title="Slow"'), isSlow=True)
    page.get_by_role("link", name="Slow").wait_for()
    page.frame_locator("iframe").locator(part).wait_for()
    assert page.get_by_role("link", name="Slow").count() == 0 and page.locator("iframe").bounding_box()["height"] > 500


def test_a_frame_that_answers_is_as_high_as_what_is_in_it(around, served):
    page = around(served, line(f'data-regimen="{NAME}" data-title="IVIG dose"'))
    page.frame_locator("iframe").locator("[name=weight]").wait_for()
    page.wait_for_timeout(2500)
    assert page.locator("iframe").is_visible() and page.get_by_role("link", name="IVIG dose").count() == 0
    # Nothing entered: form and plan, and no list of references below them.
    assert page.locator("iframe").bounding_box()["height"] < 1500
    inner = page.frames[1]
    assert inner.locator(".reference-list").is_hidden()
    # A citation opens them.
    inner.evaluate("location.hash = '#ref-1'")
    inner.locator("#ref-1").wait_for(state="visible")


def test_a_line_that_names_nothing_says_so(around, served):
    page = around(served, line('data-regimn="ivig-dermatomyositis"'))
    assert any("names no calculator" in said for said in page.said)
    assert page.locator("iframe").count() == 0


@pytest.mark.parametrize("theme, scheme", [("dark", "light"), ("light", "dark")])
def test_the_page_around_it_chooses_the_theme(theme, scheme, around, served):
    page = around(served, line(f'data-regimen="{NAME}" data-theme="{theme}"'), color_scheme=scheme)
    page.frame_locator("iframe").locator("[name=weight]").wait_for()
    paper = page.frames[1].evaluate("getComputedStyle(document.documentElement).backgroundColor")
    brightness = sum(map(int, re.findall(r"\d+", paper)[:3]))
    assert (brightness < 200) == (theme == "dark"), paper


@pytest.mark.parametrize("language, is_another", [("de", True), ("tlh-Qaak", True), ("english", True), ("EN", False), ("en_GB", False)])
def test_another_language_is_told_to_the_integrator(language, is_another, around, served):
    page = around(served, line(f'data-regimen="{NAME}" data-language="{language}"'))
    page.frame_locator("iframe").locator("[name=weight]").wait_for()
    page.wait_for_timeout(300)
    assert any('"en"' in said and f'"{language}"' in said for said in page.said) == is_another, page.said
    assert page.locator("iframe").is_visible() and page.locator("iframe").bounding_box()["height"] > 500


def test_an_element_holds_a_calculator(around, served):
    page = around(served, '<script src="SITE/assets/embed.js"></script>'
                  f'<materia-calculator regimen="{NAME}" title="IVIG dose" protocol="nba-australia" renal-risk="yes"></materia-calculator>'
                  '<materia-calculator criteria="eular-acr-2017" title="Score" class="wide"></materia-calculator>')
    frame = page.frame_locator("iframe[title='IVIG dose']")
    frame.locator("[name=weight]").wait_for()
    assert frame.locator("[name=protocol]").input_value() == "nba-australia" and frame.locator("[name=renal-risk]").is_checked()
    page.frame_locator("iframe[title='Score']").locator(".assessment.is-ready").wait_for()
    assert page.said == []


HEARD = "<script>window.heard = []; addEventListener('message', event => { heard.push(event.data); });</script>"


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plans")
    shutil.copytree(CONTENT, folder / "content")
    return folder


def test_a_plan_leaves_the_frame_for_nobody_by_itself(around, served):
    page = around(served, HEARD + line(f'data-regimen="{NAME}" {PATIENT}'))
    page.frame_locator("iframe").locator("output[data-result=course]", has_text="140 g").wait_for()
    page.wait_for_timeout(300)
    assert {message["type"] for message in page.evaluate("heard")} == {"materia-resize"}


@pytest.mark.parametrize("isAllowed", [True, False])
def test_a_plan_goes_to_the_pages_that_the_site_allows(isAllowed, content, browser, tmp_path):
    """Two origins: the page around the frame is allowed by its own, or another one is."""
    (tmp_path / "around").mkdir()
    with serving(tmp_path / "around", "localhost") as elsewhere:
        settings = (CONTENT / "site.yml").read_text()
        origin = elsewhere.rstrip("/") if isAllowed else "https://intranet.example.org"
        (content / "content" / "site.yml").write_text(f"{settings}\nplans-to: ['{origin}']\n")
        materia("build", content / "content", "--themes", THEMES, "--output", tmp_path / "site")
        context = browser.new_context()
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        with serving(tmp_path / "site") as address:
            (tmp_path / "around" / "index.html").write_text("<!DOCTYPE html><title>Intranet</title><link rel='icon' href='data:,'><p>Before</p>" + HEARD
                + f'<script src="{address}assets/embed.js" data-regimen="{NAME}" {PATIENT}></script>')
            page.goto(elsewhere)
            frame = page.frame_locator("iframe")
            frame.locator("output[data-result=course]", has_text="140 g").wait_for()
            page.wait_for_timeout(300)
            plans = [message for message in page.evaluate("heard") if message["type"] == "materia-plan"]
            if isAllowed:
                assert plans[-1]["regimen"] == NAME and plans[-1]["detail"]["status"] == "ok"
                assert plans[-1]["detail"]["results"]["course"] == "140 g" and "Course total: 140 g" in plans[-1]["detail"]["text"]
                frame.locator("[name=weight]").fill("abc")
                page.wait_for_function("heard[heard.length - 1].detail && heard[heard.length - 1].detail.status === 'stop' || heard.some(m => m.detail && m.detail.status === 'stop')")
                stop = [message for message in page.evaluate("heard") if message["type"] == "materia-plan"][-1]
                assert "course" not in stop["detail"]["results"] and "140 g" not in stop["detail"]["text"]
            else:
                assert plans == []
            assert said == []
        context.close()


@pytest.mark.parametrize("origin", ["*", "https://intranet.example.org/page", "intranet.example.org", "https://"])
def test_plans_go_to_an_origin_and_to_no_pattern(origin, tmp_path):
    (tmp_path / "site.yml").write_text(f"title: Test\nplans-to: ['{origin}']\n")
    (tmp_path / "index.md").write_text("---\ntitle: Home\nsummary: A test.\n---\n\nText.\n")
    said = materia("check", tmp_path, "--themes", THEMES, expect=1).stderr
    assert f"'plans-to' cannot name '{origin}'" in said


def test_a_single_file_says_that_its_host_forbids_what_it_carries(site, browser, tmp_path):
    shutil.copy(site / "single" / f"{NAME}.html", tmp_path / "dose.html")

    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
    import threading

    class Strict(SimpleHTTPRequestHandler):
        def end_headers(self):
            self.send_header("Content-Security-Policy", "script-src 'self'; style-src 'self'")
            super().end_headers()

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/dose.html")
    assert page.get_by_text("forbids the styles, and perhaps the scripts").is_visible()
    assert page.get_by_text("The calculator has not started in this browser").is_visible()
    server.shutdown()
    server.server_close()
    page.goto((tmp_path / "dose.html").as_uri())
    assert page.get_by_text("forbids the styles").is_hidden()
    context.close()
