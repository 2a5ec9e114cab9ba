"""What changed between two states of a content folder: on the command line, and on the site that is told the earlier one."""

import json
import subprocess

import jsonschema
import pytest

from conftest import materia
from crawl import crawl

QUIET = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """A repository with a site of which the tag v1 has another dose, and a change that is not committed."""
    site = tmp_path_factory.mktemp("releases") / "site"
    materia("new", "site", site)
    regimen = next((site / "content" / "regimens").glob("*.yml"))
    for arguments in (["init", "-q"], ["add", "-A"], [*QUIET, "commit", "-qm", "first"], ["tag", "v1"]):
        subprocess.run(["git", *arguments], cwd=site, check=True, capture_output=True)
    text = regimen.read_text()
    for old, new in (("per-dose: 200 mg", "per-dose: 180 mg"), ("title: ", "changes: [{ date: 2026-11-02, text: The limit is lower. }]\ntitle: ")):
        assert old in text
        text = text.replace(old, new, 1)
    regimen.write_text(text)
    for article in (site / "content").rglob("*.md"):
        article.write_text(article.read_text().replace("200 mg]", "180 mg]"))
    return site


def test_a_revision_is_compared_with_the_folder_and_leaves_it_as_it_is(releases):
    content = releases / "content"
    before = {path: path.read_bytes() for path in releases.rglob("*") if path.is_file()}
    printed = materia("diff", "v1", "--content", content).stdout
    assert "DOSES AND LIMITS" in printed and "Limits: maximum per dose: 200 mg -> 180 mg (0.9 times) [max-per-dose]" in printed
    assert {path: path.read_bytes() for path in releases.rglob("*") if path.is_file()} == before
    answer = json.loads(materia("diff", "v1", "--content", content, "--format", "json", "--exit-code", expect=1).stdout)
    jsonschema.validate(answer, json.loads(materia("schema", "diff").stdout))
    assert [change["fact"] for change in answer["changes"] if change["group"] == "doses"] == ["max-per-dose"]
    assert "Nothing has changed from v1 to HEAD." in materia("diff", "v1", "HEAD", "--content", content, "--exit-code").stdout
    assert "neither a content folder nor a revision" in materia("diff", "v9", "--content", content, expect=2).stderr


def test_the_site_says_what_changed_since_an_edition_and_search_does_not(releases, tmp_path):
    for name in ("a", "b"):
        materia("build", releases / "content", "--since", "v1", "--output", tmp_path / name, "--no-cache")
    files = [sorted((path.relative_to(tmp_path / name), path.read_bytes()) for path in (tmp_path / name).rglob("*") if path.is_file()) for name in ("a", "b")]
    assert files[0] == files[1]
    site = tmp_path / "a"
    assert crawl(site)[0] == []
    page = (site / "changes" / "index.html").read_text()
    assert "since v1, doses and limits first" in page and "<span>200 mg</span>" in page and "<span>180 mg" in page
    assert "In their own words" in page and "The limit is lower." in page
    assert json.loads((site / "data" / "changes.json").read_text())["old"] == "v1"
    # No old dose is found by itself.
    assert not (site / "changes" / "index.html.md").exists()
    assert not any(b"changes/index.html" in path.read_bytes() for path in (site / "search").rglob("*") if path.name != "index.html")
    # What was remembered counts for nothing where another edition is named.
    cache = tmp_path / "cache"
    for since in (["--since", "v1"], [], ["--since", "v1"]):
        materia("build", releases / "content", *since, "--output", tmp_path / "c", "--cache", cache)
        assert ("since v1" in (tmp_path / "c" / "changes" / "index.html").read_text()) == bool(since)
    assert (tmp_path / "c" / "changes" / "index.html").read_text() == page
