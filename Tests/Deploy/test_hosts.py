"""nginx and Apache: strict headers, compressed forms, what is kept and what is asked for again, and nothing that is hidden."""

import gzip
import re
import subprocess

import pytest

from conftest import CONTENT, THEMES, materia, watch
from hosts import apache, get, nginx

HOSTS = {"nginx": nginx, "Apache": apache}


@pytest.fixture(scope="module")
def compressed(public):
    site = public / "site"
    materia("build", CONTENT, "--themes", THEMES, "--output", site, "--compress")
    (site / ".gitignore").write_text("*\n")
    return site


@pytest.fixture(scope="module", params=HOSTS)
def host(request, compressed, public):
    with HOSTS[request.param](compressed, public / request.param) as address:
        yield address


def paths(site):
    files = [str(path.relative_to(site)) for path in sorted(site.rglob("*")) if path.is_file()]
    return [path for path in files if not path.endswith((".gz", ".br")) and not path.startswith(".")]


def is_immutable(path):
    return re.fullmatch(r"assets/.+\.[0-9a-f]{8}\.[a-z]+|search/[0-9a-z]{10}\.js", path) is not None


def test_every_file_comes_whole_in_each_form_with_strict_headers(host, compressed):
    found = {"immutable": 0, "no-cache": 0}
    for path in paths(compressed):
        bytes = (compressed / path).read_bytes()
        for accepted in ("identity", "gzip", "br, gzip"):
            status, headers, body = get(host + path, **{"Accept-Encoding": accepted})
            assert status == 200, path
            form = headers.get("Content-Encoding")
            is_packed = (compressed / f"{path}.gz").exists()
            # What has no form is small. Apache, as Debian has it, compresses that by itself.
            expected = [None] if accepted == "identity" else [accepted.split(",")[0]] if is_packed else [None, "gzip"]
            assert form in expected, (path, accepted, form)
            if form == "gzip":
                body = gzip.decompress(body)
            elif form == "br":
                assert body == (compressed / f"{path}.br").read_bytes()
                continue
            assert body == bytes, (path, accepted)
            kind = headers["Content-Type"]
            expected = {"html": ["text/html; charset=utf-8"], "css": ["text/css; charset=utf-8"],
                        "js": ["text/javascript; charset=utf-8", "application/javascript; charset=utf-8"]}.get(path.rsplit(".", 1)[-1])
            assert expected is None or kind.lower() in expected, (path, kind)
            assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer"
            assert headers["Content-Security-Policy"] == "frame-ancestors 'self' https://intranet.example.org"
            assert headers.get_all("Cache-Control") == ["max-age=31536000, immutable" if is_immutable(path) else "no-cache"], path
            if is_packed:
                assert "accept-encoding" in ", ".join(headers.get_all("Vary") or []).lower(), path
        found["immutable" if is_immutable(path) else "no-cache"] += 1
    assert min(found.values()) > 20, found


def test_nothing_hidden_is_served_and_what_is_missing_has_the_page_for_it(host, compressed):
    page = (compressed / "404.html").read_bytes()
    for path in (".materia-files", ".gitignore", "assets/.hidden", "assets/base.00000000.css", "nowhere/at/all.html", "search/0000000000.js"):
        status, headers, body = get(host + path)
        assert status == 404 and body == page, path
        assert headers.get_all("Cache-Control") == ["no-cache"], path
        assert headers["X-Content-Type-Options"] == "nosniff"
    # A folder shows its page, and not what is in it.
    assert get(host)[2] == (compressed / "index.html").read_bytes()
    assert get(host + "glossary/")[2] == (compressed / "glossary" / "index.html").read_bytes()
    assert get(host + "assets/")[0] in (403, 404)


def test_a_page_that_has_not_changed_is_not_sent_again(host):
    for accepted in ("identity", "gzip"):
        _, headers, _ = get(host + "index.html", **{"Accept-Encoding": accepted})
        status, _, body = get(host + "index.html", **{"Accept-Encoding": accepted, "If-None-Match": headers["ETag"]})
        assert status == 304 and body == b""


def test_a_calculator_works_under_these_headers(host, browser):
    page = browser.new_page()
    watch(page, host)
    page.goto(host + "embed/ivig-dermatomyositis/index.html#weight=70&age=50")
    page.locator("output[data-result=course]", has_text="140 g").wait_for()
    assert page.problems == []
    page.close()


def test_the_numbers_of_the_guide(compressed, public, capsys):
    """A bounded load: no answer but the right one. The figures are printed, and held against nothing."""
    with nginx(compressed, public / "load") as host:
        said = subprocess.run(
            ["wrk", "-t1", "-c16", "-d3s", "-H", "Accept-Encoding: gzip", host + "regimens/ivig-dermatomyositis/index.html"], capture_output=True, text=True,
            check=True).stdout
        assert "Non-2xx" not in said and "Requests/sec" in said
    with capsys.disabled():
        print("\n" + "\n".join(line for line in said.splitlines() if "Requests/sec" in line or "requests in" in line))
