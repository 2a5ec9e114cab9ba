"""Shared by the tests of the published site: the command, the site built once, and a real browser."""

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
import fcntl
import os
import shutil
import subprocess
import tempfile
import threading

from playwright.sync_api import sync_playwright
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
# As readers and authors have it; MATERIA names another.
MATERIA = Path(os.environ.get("MATERIA", REPOSITORY / ".build" / "release" / "materia"))
CONTENT = REPOSITORY / "content"
FORMULARY = REPOSITORY / "Tests" / "Formulary" / "content"
OTHER_DRUGS = REPOSITORY / "Tests" / "Site" / "Fixtures" / "other-drugs"
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
def once(tmp_path_factory, worker_id):
    """Makes a folder once for all workers of a run, which read it and leave it as it is."""
    root = tmp_path_factory.getbasetemp()
    root = root if worker_id == "master" else root.parent

    def once(name, make):
        folder, unfinished = root / name, root / f"{name}.unfinished"
        with open(root / f"{name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                shutil.rmtree(unfinished, ignore_errors=True)
                make(unfinished)
                unfinished.rename(folder)
        return folder

    return once


def publishing(content):
    return lambda output: materia("build", content, "--themes", THEMES, "--output", output)


@pytest.fixture(scope="session")
def site(once):
    """The knowledge base in content/, published."""
    return once("site", publishing(CONTENT))


@pytest.fixture(scope="session")
def formulary(once):
    """The knowledge base of other drugs, published."""
    return once("formulary", publishing(FORMULARY))


@pytest.fixture(scope="session")
def other_site(once):
    """The drugs that are made up, published."""
    return once("other-drugs", publishing(OTHER_DRUGS))


@pytest.fixture(scope="session")
def playwright():
    """One for all tests: a process can have no second."""
    shim = Path(__file__).with_name("firefox-esr.cjs")
    os.environ["NODE_OPTIONS"] = f"{os.environ.get('NODE_OPTIONS', '')} --require {shim}".strip()
    with sync_playwright() as playwright:
        yield playwright


def launched(playwright, *arguments):
    chromium = shutil.which("chromium-headless-shell")
    return playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", *arguments])


@pytest.fixture(scope="session")
def browser(playwright):
    """One for all tests of a worker, which open pages in it."""
    browser = launched(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright):
    """Debian's, by the protocol that browsers share."""
    firefox = playwright.firefox.launch(channel="moz-firefox", executable_path=shutil.which("firefox-esr"))
    yield firefox
    firefox.close()


@pytest.fixture(scope="session")
def browser_without_jit(playwright):
    """The same with the compiler of scripts switched off, as some security settings have it; opened where a test needs it."""
    browser = launched(playwright, "--js-flags=--jitless")
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
def serving(folder, host="127.0.0.1", handler=QuietHandler):
    """The address of a web server for a folder, on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
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
