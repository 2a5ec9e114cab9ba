"""The preview: a real browser on a folder that is being written."""

from contextlib import contextmanager
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time

from playwright.sync_api import expect
import pytest

from conftest import MATERIA, REPOSITORY, THEMES

FIXTURE = REPOSITORY / "Tests" / "KnowledgeBaseTests" / "Fixtures" / "valid"
FEVER = "indications/example-fever.md"


class Preview:
    def __init__(self, folder, *arguments, themes=THEMES):
        self.folder = folder
        self.process = subprocess.Popen(
            [MATERIA, "serve", folder, "--themes", themes, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1)
        self.lines = []
        self.ready = threading.Event()
        threading.Thread(target=self.read, daemon=True).start()
        assert self.ready.wait(60), self.lines
        self.port = int(self.address.split(":")[2].strip("/"))

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line)
            if match := re.search(r"http://127\.0\.0\.1:\d+/", line):
                self.address = match.group()
                self.ready.set()

    def request(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        return response, response.read().decode("utf-8", "replace")

    def state(self, page="/", after=-1):
        return json.loads(self.request(f"/.materia/state?after={after}&page={page}")[1])

    def until(self, holds, page="/", seconds=15):
        """The first state that `holds` is true of."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state = self.state(page)
            if holds(state):
                return state
            time.sleep(0.03)
        raise AssertionError(f"not reached: {state} {self.lines[-5:]}")

    def write(self, path, text):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, "utf-8")

    def change(self, path, old, new):
        text = (self.folder / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)


@contextmanager
def previewing(tmp_path, *arguments, themes=THEMES):
    folder = tmp_path / "content"
    shutil.copytree(FIXTURE, folder)
    preview = Preview(folder, *arguments, themes=themes)
    try:
        yield preview
    finally:
        preview.stop()


@pytest.fixture
def preview(tmp_path):
    with previewing(tmp_path) as preview:
        yield preview


@pytest.fixture
def page(browser, preview):
    page = browser.new_page(viewport={"width": 1000, "height": 600})
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    yield page
    assert page.problems == []
    page.close()


# In the browser -------------------------------------------------------------------------------------------------------

def test_a_save_shows_at_once_and_keeps_the_place(preview, page):
    page.goto(preview.address + "indications/example-fever/")
    page.evaluate("scrollTo(0, 400)")
    preview.change(FEVER, "\n## ", "\nA sentence typed just now.\n\n## ")
    page.get_by_text("A sentence typed just now.").wait_for(state="attached", timeout=15_000)
    page.wait_for_function("scrollY === 400")


def test_words_change_in_place_and_scripts_start_anew_when_the_author_rests(preview, page):
    page.goto(preview.address)
    page.evaluate("window.isFirst = true")
    for number in (1, 2):
        preview.write("index.md", (preview.folder / "index.md").read_text("utf-8") + f"\nSentence number {number}.\n")
        page.get_by_text(f"Sentence number {number}.").wait_for(state="attached", timeout=15_000)
        assert page.evaluate("window.isFirst") and page.locator("main").count() == 1
    page.wait_for_function("() => !window.isFirst", timeout=15_000)
    assert page.get_by_text("Sentence number 2.").count() == 1
    assert page.problems == []


def test_a_page_with_a_form_is_loaded_again(preview, page):
    page.goto(preview.address + "regimens/examplicin-adults/")
    assert page.locator("form").count()
    page.evaluate("window.isFirst = true")
    preview.change("regimens/examplicin-adults.yml", "title: ", "title: Another ")
    page.wait_for_function("() => !window.isFirst && document.title.includes('Another')", timeout=15_000)
    assert page.problems == []


def test_it_remembers_from_one_start_to_the_next(tmp_path):
    """And shows what was changed in between."""
    folder, cache = tmp_path / "content", tmp_path / "cache"
    shutil.copytree(FIXTURE, folder)
    for words in ("Words of the first.", "Words of the second."):
        (folder / "index.md").write_text((folder / "index.md").read_text("utf-8") + f"\n{words}\n", "utf-8")
        preview = Preview(folder, "--cache", cache)
        try:
            assert words in preview.request("/")[1]
            assert "Example fever" in preview.request("/indications/example-fever/")[1]
        finally:
            preview.stop()
        assert len(list(cache.iterdir())) == 1


def test_a_page_that_does_not_change_is_not_loaded_again(preview, page):
    page.goto(preview.address + "indications/example-fever/")
    page.evaluate("window.isTheSame = true")
    preview.change("dosing/rounding.md", "\n## ", "\nElsewhere.\n\n## ")
    preview.until(lambda state: state["version"] > 1)
    page.wait_for_timeout(500)
    assert page.evaluate("window.isTheSame") is True


def test_what_is_wrong_stands_on_its_page_and_in_the_list_until_it_is_mended(preview, page):
    # Any edit of what was reviewed is one since then.
    preview.change(FEVER, re.search(r"review: .*\n", (preview.folder / FEVER).read_text())[0], "")
    page.goto(preview.address + "indications/example-fever/")
    page.locator(".page-head .review-state", has_text="Not clinically reviewed").wait_for(timeout=15_000)
    # A checklist draws its scale when its script has started, which may be after the words stand.
    expect(page.locator("main .assessment:not(.is-ready)")).to_have_count(0, timeout=15_000)
    before = page.locator("main").inner_text()
    preview.change(FEVER, "\n## ", "\nSee [it](nowhere.md).\n\n## ")
    panel = page.locator(".materia-live.has-errors")
    panel.wait_for(timeout=15_000)
    assert "1 error; the page is shown as it was before." in panel.inner_text()
    assert re.search(FEVER + r":\d+:\d+", panel.inner_text()) and "there is no" in panel.inner_text()
    assert page.locator("main").inner_text() == before
    panel.get_by_role("link").click()
    page.get_by_role("heading", name="Problems").wait_for()
    assert FEVER in page.locator("ol").inner_text() and "broken-link" in page.locator("ol").inner_text()
    preview.change(FEVER, "[it](nowhere.md)", "it")
    page.get_by_text("Nothing is wrong.").wait_for(timeout=15_000)
    page.goto(preview.address + "indications/example-fever/")
    assert page.locator(".materia-live").count() == 0
    assert "See it." in page.locator("main").inner_text()


def test_a_page_that_is_not_there_yet_comes_when_it_is_written(preview, page):
    page.goto(preview.address + "therapies/new/")
    page.evaluate("window.isTheSame = true")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.isTheSame") is True
    preview.write("therapies/new.md", "---\ntitle: New\nsummary: A page.\n---\n\n## Start\n\nNow it is here.\n")
    page.get_by_text("Now it is here.").wait_for(state="attached", timeout=15_000)
    os.remove(preview.folder / "therapies/new.md")
    page.get_by_role("heading", name="Page not found").wait_for(timeout=15_000)
    # The page for what is not there has the published site as its base, which a preview may not have: it finds neither sheets nor scripts.
    page.problems.clear()


def test_another_page_says_that_something_is_wrong_elsewhere(preview, page):
    preview.change(FEVER, "\n## ", "\nSee [it](nowhere.md).\n\n## ")
    preview.until(lambda state: state["errors"] == 1)
    page.goto(preview.address + "dosing/rounding/")
    assert FEVER in page.locator(".materia-live").inner_text()


# What happens to files ------------------------------------------------------------------------------------------------

def test_files_come_go_and_move(preview):
    preview.write("therapies/other.md", "---\ntitle: Other\nsummary: A page.\n---\n\n## Start\n\nNew words.\n")
    preview.until(lambda state: state["page"], page="/therapies/other/")
    assert "New words." in preview.request("/therapies/other/")[1]
    os.rename(preview.folder / "therapies/other.md", preview.folder / "therapies/moved.md")
    preview.until(lambda state: state["page"], page="/therapies/moved/")
    assert preview.request("/therapies/other/")[0].status == 404
    os.remove(preview.folder / "therapies/moved.md")
    preview.until(lambda state: not state["page"], page="/therapies/moved/")


def test_editors_that_save_through_another_file(preview):
    old = preview.state("/dosing/rounding/")["page"]
    text = (preview.folder / "dosing/rounding.md").read_text("utf-8")
    (preview.folder / "dosing/.rounding.md.swp").write_text("half", "utf-8")
    (preview.folder / "dosing/rounding.md~tmp").write_text(text + "\nSaved the long way.\n", "utf-8")
    os.replace(preview.folder / "dosing/rounding.md~tmp", preview.folder / "dosing/rounding.md")
    preview.until(lambda state: state["page"] not in ("", old), page="/dosing/rounding/")
    assert "Saved the long way." in preview.request("/dosing/rounding/")[1]


def test_the_same_length_in_the_same_moment_is_seen(preview):
    for number in range(20):
        preview.write("therapies/quick.md", f"---\ntitle: Quick\nsummary: A page.\n---\n\n## Start\n\nState {number:03}.\n")
        time.sleep(0.004 * (number % 4))
    end = time.monotonic() + 15
    while "State 019." not in preview.request("/therapies/quick/")[1]:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_branch_switched_beneath_it(preview):
    other = preview.folder.with_name("other")
    shutil.copytree(preview.folder, other)
    (other / "dosing/rounding.md").write_text("---\ntitle: Rounding\nsummary: A page.\n---\n\n## Rounding\n\nFrom another branch.\n", "utf-8")
    os.rename(preview.folder, preview.folder.with_name("old"))
    os.rename(other, preview.folder)
    end = time.monotonic() + 15
    while "From another branch." not in preview.request("/dosing/rounding/")[1]:
        assert time.monotonic() < end, preview.lines[-5:]
        time.sleep(0.05)


def test_the_theme_and_the_settings_follow(tmp_path):
    themes = tmp_path / "themes"
    shutil.copytree(THEMES, themes)
    with previewing(tmp_path, themes=themes) as preview:
        preview.change("site.yml", "title: ", "title: Renamed ")
        preview.until(lambda state: state["version"] >= 2)
        assert "Renamed" in preview.request("/")[1]
        layout = themes / "clinic/templates/layout.mustache"
        layout.write_text(layout.read_text("utf-8").replace("</body>", "<p>From the theme {{titel}}</p></body>"), "utf-8")
        state = preview.until(lambda state: state["errors"] == 1)
        assert state["problems"][0]["text"] == "pages have no value 'titel'" and state["problems"][0]["file"].endswith("layout.mustache")
        layout.write_text(layout.read_text("utf-8").replace("{{titel}}", "{{siteTitle}}"), "utf-8")
        preview.until(lambda state: state["errors"] == 0)
        assert "From the theme Renamed" in preview.request("/")[1]


def test_it_starts_with_mistakes_and_shows_them(tmp_path):
    folder = tmp_path / "content"
    shutil.copytree(FIXTURE, folder)
    (folder / "site.yml").write_text("titel: x\n", "utf-8")
    preview = Preview(folder)
    try:
        response, text = preview.request("/")
        assert "Problems" in text and "site.yml:1:1" in text
        shutil.copy(FIXTURE / "site.yml", folder / "site.yml")
        preview.until(lambda state: state["errors"] == 0)
        assert "<main" in preview.request("/")[1]
    finally:
        preview.stop()


# Who may ask, and for what --------------------------------------------------------------------------------------------

def test_pages_are_those_that_build_would_publish(preview, tmp_path):
    site = tmp_path / "site"
    subprocess.run([MATERIA, "build", preview.folder, "--themes", THEMES, "--output", site], check=True, capture_output=True)
    for file in sorted(site.rglob("*")):
        if not file.is_file() or file.name.startswith("."):
            continue
        path = file.relative_to(site).as_posix()
        response, text = preview.request("/" + path)
        assert response.status == 200, path
        served = re.sub(r'<script src="/\.materia/live\.js"[^\n]*\n', "", text).replace("connect-src 'self'", "connect-src 'none'", 1)
        if file.suffix in (".html", ".css", ".js"):
            assert served == file.read_text("utf-8"), path


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "[::2]"])
def test_other_names_for_this_machine_are_refused(preview, host):
    assert preview.request("/", Host=host)[0].status == 403


def test_its_own_names_are_not(preview):
    for host in (f"127.0.0.1:{preview.port}", f"localhost:{preview.port}", "LOCALHOST"):
        assert preview.request("/", Host=host)[0].status == 200


@pytest.mark.parametrize("path", ["/../site.yml", "/..%2fsite.yml", "/%2e%2e/%2e%2e/etc/passwd", "/dosing/../../etc/passwd", "//etc/passwd", "/site.yml", "/%00", "/a%2f..%2f..%2fsite.yml"])
def test_nothing_but_the_site_is_given_away(preview, path):
    connection = socket.create_connection(("127.0.0.1", preview.port), timeout=10)
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = b""
    while part := connection.recv(65536):
        answer += part
    assert answer == b"" or answer.split()[1] in (b"400", b"404"), answer[:200]
    assert b"root:" not in answer and b"\ntheme:" not in answer


def test_other_methods_are_refused_and_head_has_no_body(preview):
    assert preview.request("/", method="POST")[0].status == 405
    response, text = preview.request("/", method="HEAD")
    assert response.status == 200 and text == ""
    assert response.getheader("Cache-Control") == "no-store"


def test_a_folder_without_its_slash_leads_to_it(preview):
    response, _ = preview.request("/dosing/rounding")
    assert response.status == 301 and response.getheader("Location") == "/dosing/rounding/"


def test_many_and_slow_clients_do_no_harm(preview):
    slow = [socket.create_connection(("127.0.0.1", preview.port), timeout=10) for _ in range(250)]
    for connection in slow:
        connection.sendall(b"GET / HTTP/1.1\r\nHo")
    waiting = [socket.create_connection(("127.0.0.1", preview.port), timeout=10) for _ in range(250)]
    for connection in waiting:
        connection.sendall(b"GET /.materia/state?after=1&page=/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert preview.request("/")[0].status == 200
    preview.change("dosing/rounding.md", "\n## ", "\nElsewhere.\n\n## ")
    preview.until(lambda state: state["version"] == 2)
    for connection in waiting:
        answer = b""
        while b'"version":2' not in answer:
            part = connection.recv(65536)
            assert part, answer
            answer += part
    for connection in slow + waiting:
        connection.close()
    assert preview.request("/")[0].status == 200


def test_it_stops_at_once_and_writes_nothing(preview):
    def files():
        return {path: path.stat().st_mtime_ns for path in preview.folder.parent.rglob("*")}

    before = files()
    preview.request("/")
    preview.process.send_signal(signal.SIGINT)
    preview.process.wait(20)
    assert files() == before


def test_a_port_that_is_taken_is_said(preview):
    result = subprocess.run([MATERIA, "serve", preview.folder, "--themes", THEMES, "--port", str(preview.port)], capture_output=True, text=True, timeout=30)
    assert result.returncode == 2 and f"port {preview.port} cannot be used" in result.stderr
