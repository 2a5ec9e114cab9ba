"""Shared by the tests of the published site: the command, the site built once, and a real browser."""

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
import os
import shutil
import subprocess
import tempfile
import threading

from playwright.sync_api import sync_playwright
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
MATERIA = REPOSITORY / ".build" / "debug" / "materia"
CONTENT = REPOSITORY / "content"
THEMES = REPOSITORY / "themes"


# What is remembered is gone with the run, and nothing is left for the account it runs in.
_cache = tempfile.TemporaryDirectory(prefix="materia-cache-")
os.environ["XDG_CACHE_HOME"] = _cache.name


def materia(*arguments, expect=0, **environment):
    """Runs the command and returns what it printed. It must end with the code, or one of the codes, that `expect` gives."""
    result = subprocess.run(
        [MATERIA, *map(str, arguments)], capture_output=True, text=True, timeout=120,
        env={**os.environ, **environment})
    assert result.returncode in (expect if isinstance(expect, tuple) else (expect,)), f"exit code {result.returncode}\n{result.stdout}{result.stderr}"
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


def watch(page, *addresses, moves_on=False):
    """Collects in page.problems what goes wrong on a page, which may load from the sites of these addresses only.

    With moves_on the test goes on to other pages; a load that this cuts short is no failure.
    """
    page.problems = []
    homes = [address.split("/", 3)[:3] for address in addresses]

    def failed(request):
        if not (moves_on and request.failure == "net::ERR_ABORTED"):
            page.problems.append(f"failed: {request.url}")

    def requested(request):
        if request.url.split("/", 3)[:3] not in homes:
            page.problems.append(f"left the site: {request.url}")

    page.on("console", lambda message: page.problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("requestfailed", failed)
    page.on("request", requested)


@contextmanager
def serving(folder, host="127.0.0.1"):
    """The address of a web server for a folder, on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://{host}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def served(site, tmp_path_factory):
    """The address of the site below a path of a web server on this machine, which ends with the tests."""
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(site, root / "intranet" / "pharmacy" / "ivig")
    with serving(root) as address:
        yield address + "intranet/pharmacy/ivig/"
