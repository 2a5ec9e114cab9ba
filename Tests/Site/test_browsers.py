"""Calculator, checklist, letter, search and frames in Firefox as well as in Chromium: from a web server, and from a file share with odd names in its path."""

import json
import os
import re
import shutil
import signal
import subprocess
import time

import pytest

from conftest import QuietHandler, serving
from test_assessment import answer
from test_letter import POLICY, draft
from test_search import FIELD, look_for

NAME = "ivig-dermatomyositis"


@pytest.fixture(params=["firefox", "browser"], ids=["Firefox", "Chromium"])
def any_browser(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def share(once, site):
    """A copy of the site as a file share may have it."""
    def copy(folder):
        shutil.copytree(site, folder / "Pharmacy #2 (100%)" / "dose & más" / "site")

    return once("share", copy) / "Pharmacy #2 (100%)" / "dose & más" / "site"


@pytest.fixture(params=["http", "share"])
def root(request, share):
    """The address of the site. The web server has a path with spaces, too."""
    if request.param == "share":
        yield share.as_uri() + "/"
    else:
        with serving(share.parent) as address:
            yield address + "site/"


@pytest.fixture
def opened(any_browser):
    """Opens a page, and collects what its console says."""
    contexts = []

    def opened(address):
        contexts.append(any_browser.new_context(viewport={"width": 1200, "height": 900}))
        page = contexts[-1].new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        assert [said for page in context.pages for said in getattr(page, "said", [])] == []
        context.close()


class StrictHandler(QuietHandler):
    """A host that adds a policy of its own to those that the pages have."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-ancestors 'self'")
        super().end_headers()


CITATIONS = {"bibtex": ".bib", "ris": ".ris", "csl": ".json"}


@pytest.fixture(params=["http", "share"])
def strict_root(request, share):
    """The same as `root`, from a host with a policy."""
    if request.param == "share":
        yield share.as_uri() + "/"
    else:
        with serving(share.parent, handler=StrictHandler) as address:
            yield address + "site/"


def test_a_citation_is_a_file_for_a_reference_manager(strict_root, browser, tmp_path):
    page = browser.new_page()
    page.goto(f"{strict_root}regimens/{NAME}/index.html")
    page.locator(".cite summary").click()
    for form, ending in CITATIONS.items():
        box = page.locator(f"[data-cite={form}]")
        with page.expect_download() as download:
            box.get_by_role("link").click()
        assert download.value.suggested_filename == f"regimens-{NAME}{ending}"
        download.value.save_as(tmp_path / ending)
        said = (tmp_path / ending).read_text()
        assert said.strip() == box.locator("pre").text_content().strip() and said.endswith("\n")
        assert ("127.0.0.1" in said) == strict_root.startswith("http")
    assert page.locator("[data-cite=ama] a[download]").count() == 0
    page.close()


@pytest.mark.parametrize("is_served", [True, False], ids=["http", "share"])
def test_firefox_saves_the_citations(is_served, share, tmp_path):
    """On its own: the protocol by which it is driven elsewhere tells of no file that a script makes. The page clicks by itself."""
    folder = tmp_path / "dose & más #2 (100%)"
    shutil.copytree(share, folder / "site")
    [script] = (folder / "site/assets").glob("cite*.js")
    script.write_text(script.read_text() + "setTimeout(() => document.querySelectorAll('.cite a[download]').forEach((a, i) => setTimeout(() => a.click(), 500 * i)), 500);")
    profile, saved = tmp_path / "profile", tmp_path / "saved"
    profile.mkdir()
    saved.mkdir()
    settings = {"browser.download.folderList": 2, "browser.download.dir": str(saved), "browser.download.useDownloadDir": True, "browser.aboutwelcome.enabled": False}
    (profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()))
    wanted = {f"regimens-{NAME}{ending}" for ending in CITATIONS.values()}
    place = f"regimens/{NAME}/index.html"
    with serving(folder, handler=StrictHandler) as address:
        page = address + f"site/{place}" if is_served else (folder / "site" / place).as_uri()
        firefox = subprocess.Popen([shutil.which("firefox-esr"), "--headless", "--profile", str(profile), page], start_new_session=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            end = time.monotonic() + 60
            while time.monotonic() < end and not all((saved / name).is_file() and (saved / name).stat().st_size for name in wanted):
                time.sleep(0.5)
        finally:
            os.killpg(firefox.pid, signal.SIGTERM)
            firefox.wait()
    assert {path.name for path in saved.iterdir()} == wanted
    [item] = json.loads((saved / f"regimens-{NAME}.json").read_text())
    assert item["type"] == "webpage" and ("URL" in item) == is_served


def test_a_calculator_a_checklist_and_a_letter(root, opened):
    page = opened(f"{root}regimens/{NAME}/index.html")
    page.locator("[name=weight]").fill("70")
    page.locator("[name=age]").fill("50")
    page.locator("output[data-result=course]", has_text="140 g").wait_for()
    page.locator("[name=renal-risk]").check()
    page.locator('[data-alert]:not([hidden])', has_text=re.compile("renal", re.IGNORECASE)).first.wait_for()
    page.locator("[name=weight]").fill("abc")
    page.locator("output[data-result=course]").wait_for(state="hidden")

    page.goto(f"{root}criteria/eular-acr-2017/index.html")
    answer(page, "heliotrope", "met")
    answer(page, "gottron-papules", "met")
    page.locator('[data-result="score-without-biopsy"]', has_text=re.compile(r"^5\.2$")).wait_for()

    # What a link carries, in the path of this place.
    page.goto(f"{root}index.html")
    page.goto(f"{root}regimens/{NAME}/index.html#calculator={NAME}&weight=100&age=50")
    page.locator("output[data-result=course]", has_text="200 g").wait_for()

    page.goto(f"{root}criteria/{POLICY}/index.html")
    answer(page, "skin-sign", "met")
    answer(page, "muscle-enzymes", "met")
    assert "1. Typical skin sign of dermatomyositis" in draft(page)


def test_a_search(root, opened):
    page = opened(f"{root}index.html")
    page.locator("body").press("/")
    page.locator(FIELD).wait_for()
    first = look_for(page, "octagam 80 kg")[0]
    assert "Filled in: weight 80 kg" in first
    page.locator("[role=option]").first.click()
    page.wait_for_url(re.compile(f"regimens/{NAME}"))
    page.locator("[name=weight]").wait_for()
    assert page.locator("[name=weight]").input_value().replace(" ", "") in ("80", "80kg")


def test_a_frame_in_a_page_of_another_origin(share, opened, tmp_path):
    with serving(share.parent) as address, serving(tmp_path, "localhost") as around:
        (tmp_path / "index.html").write_text(
            '<!DOCTYPE html><html lang="en"><title>Intranet</title><link rel="icon" href="data:,"><p>Before</p>'
            f'<script src="{address}site/assets/embed.js" data-regimen="{NAME}" data-title="IVIG dose" data-weight="70" data-age="50"></script>')
        page = opened(around)
        frame = page.frame_locator("iframe")
        frame.locator("output[data-result=course]", has_text="140 g").wait_for()
        inner = frame.locator("body").evaluate("body => Math.ceil(body.getBoundingClientRect().height)")
        page.wait_for_function("height => document.querySelector('iframe').style.height === height + 'px'", arg=inner)


def test_a_single_file(share, opened):
    page = opened((share / "single" / f"{NAME}.html").as_uri())
    page.locator("[name=weight]").fill("70")
    page.locator("[name=age]").fill("50")
    page.locator("output[data-result=course]", has_text="140 g").wait_for()
