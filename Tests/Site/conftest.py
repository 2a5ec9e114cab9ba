"""Shared by the tests of the published site: the command, the site built once, and a real browser."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
import os
import shutil
import subprocess
import threading

from playwright.sync_api import sync_playwright
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
MATERIA = REPOSITORY / ".build" / "debug" / "materia"
CONTENT = REPOSITORY / "content"
THEMES = REPOSITORY / "themes"


def materia(*arguments, expect=0, **environment):
    """Runs the command and returns what it printed."""
    result = subprocess.run(
        [MATERIA, *map(str, arguments)], capture_output=True, text=True, timeout=120,
        env={**os.environ, **environment})
    assert result.returncode == expect, f"exit code {result.returncode}\n{result.stdout}{result.stderr}"
    return result


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The knowledge base in content/, published."""
    output = tmp_path_factory.mktemp("published") / "site"
    materia("build", CONTENT, "--themes", THEMES, "--output", output)
    return output


@pytest.fixture(scope="session")
def playwright():
    """One for all tests: a process can have no second."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    yield browser
    browser.close()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def served(site, tmp_path_factory):
    """The address of the site below a path of a web server on this machine, which ends with the tests."""
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(site, root / "intranet" / "pharmacy" / "ivig")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=root))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/intranet/pharmacy/ivig/"
    server.shutdown()
    thread.join()
    server.server_close()
