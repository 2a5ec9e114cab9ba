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
    for old, new in (("per-dose: 200 mg", "per-dose: 180 mg"), ("title: ", "changes: [{ date: 2026-11-02, text: The limit is lower. }]\ntitle: "),
                     ("Not after a reaction", "Never after a reaction")):
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


def test_a_site_that_extends_another_is_compared_by_revisions(tmp_path):
    protocol = "title: Shared protocol\nsummary: Made up.\nweight: { basis: actual }\nrounding: { to: 5 g, direction: nearest }\nsources: []\n"
    page = "---\ntitle: {}\nsummary: A test.\nstatus: draft\n---\n\nText.\n"
    pages = {"up/site.yml": "title: Shared\n", "up/index.md": page.format("Shared"), "up/dosing/a.md": page.format("Article"), "up/protocols/a.yml": protocol,
             "up/protocols/b.yml": protocol.replace("Shared protocol", "Other protocol"), "own/site.yml": "title: Ours\nextends: ../up\n"}
    for path, text in pages.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    own = tmp_path / "own"
    version = materia("overlay", "values", "protocols/a.yml", "--content", own).stdout.split()[1]
    (own / "overrides").mkdir()
    override = own / "overrides" / "a.yml"
    override.write_text(f"file: protocols/a.yml\nversion: '{version}'\nwhy: The vials that are there.\nby: A\non: 2026-01-01\nchanges:\n  - {{ at: rounding/to, was: 5 g, now: 10 g }}\n")

    def commit(message):
        for arguments in (["add", "-A"], [*QUIET, "commit", "-qm", message]):
            subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True, capture_output=True)
    commit("one")
    override.write_text(override.read_text().replace("now: 10 g", "now: 2.5 g"))
    other = tmp_path / "up" / "protocols" / "b.yml"
    other.write_text(other.read_text().replace("to: 5 g", "to: 1 g"))
    commit("two")
    for arguments in (["HEAD~1", "HEAD"], ["HEAD~1"]):
        printed = materia("diff", *arguments, "--content", own).stdout
        assert "rounding step: 10 g -> 2.5 g" in printed and "rounding step: 5 g -> 1 g" in printed, printed
    # What lies elsewhere cannot be read as it was.
    (tmp_path / "up").rename(tmp_path.parent / f"{tmp_path.name}-up")
    (own / "site.yml").write_text(f"title: Ours\nextends: ../../{tmp_path.name}-up\n")
    commit("three")
    assert "which is not in the same git repository, so it cannot be read as it was" in materia("diff", "HEAD", "--content", own, expect=2).stderr


def test_the_site_says_what_changed_since_an_edition_and_search_does_not(releases, tmp_path):
    for name in ("a", "b"):
        materia("build", releases / "content", "--since", "v1", "--output", tmp_path / name, "--no-cache")
    files = [sorted((path.relative_to(tmp_path / name), path.read_bytes()) for path in (tmp_path / name).rglob("*") if path.is_file()) for name in ("a", "b")]
    assert files[0] == files[1]
    site = tmp_path / "a"
    assert crawl(site)[0] == []
    page = (site / "changes" / "index.html").read_text()
    assert "since v1, doses and limits first" in page and '<span><span class="figure">200 mg</span></span>' in page and '<span><span class="figure">180 mg' in page
    # Readers see works, and no keys.
    assert "Never after a reaction to examplicin. (" in page and "made-up-source]" not in page
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
