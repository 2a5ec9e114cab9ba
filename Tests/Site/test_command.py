"""The command line: exit codes, safety of what is on the disk, and builds that can be repeated."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import tarfile
import time

from conftest import CONTENT, MATERIA, REPOSITORY, THEMES, materia
import jsonschema
import pytest


def snapshot(folder):
    """Every file with its bytes, without Materia's own list."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else os.readlink(path)
        for path in sorted(folder.rglob("*")) if path.is_file() or path.is_symlink()
    }


def build(content, output, *arguments, **environment):
    return materia("build", content, "--themes", THEMES, "--output", output, *arguments, **environment)


@pytest.fixture
def content(tmp_path):
    """A copy of the content to break."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    return copy


def test_timings_name_every_step(tmp_path):
    result = build(REPOSITORY / "Tests/KnowledgeBaseTests/Fixtures/valid", tmp_path / "site", "--timings", "--cache", tmp_path / "cache")
    steps = [line.split() for line in result.stdout.splitlines() if not line.startswith("built")]
    assert [step for step, *_ in steps] == ["recall", "read", "parse", "link", "check", "gather", "theme", "plan", "search", "pages", "keep"]
    assert all(float(seconds) >= 0 for _, seconds, *_ in steps)
    assert [" ".join(share) for _, _, _, *share in steps if share] == ["4 of 4", "4 of 4", "14 of 14", "54 of 54"]


def test_the_cache_is_one_folder_that_may_be_deleted_or_left_out(tmp_path, content):
    """What it saves is told by the shares; what it writes is what a build without it writes."""
    def shares(*arguments):
        lines = build(content, tmp_path / "site", "--timings", *arguments).stdout.splitlines()
        return {line.split()[0]: " ".join(line.split()[3:]) for line in lines if " of " in line and not line.startswith("built")}

    cache = tmp_path / "cache"
    whole = shares("--cache", cache)
    assert all(share.split()[0] == share.split()[2] != "0" for share in whole.values())
    files = [path for path in cache.rglob("*")]
    assert len(files) == 1 and files[0].stat().st_mode & 0o777 == 0o600 and cache.stat().st_mode & 0o777 == 0o700
    assert {share.split()[0] for share in shares("--cache", cache).values()} == {"0"}
    # Another folder of content, or another place for the site, has nothing to do with it.
    assert shares("--no-cache")["check"] == whole["check"]
    article = content / "pitfalls" / "common-errors.md"
    article.write_text(article.read_text() + "\nMore words.\n")
    assert shares("--cache", cache)["check"].split()[0] == "1"
    shutil.rmtree(cache)
    assert shares("--cache", cache)["check"] == whole["check"]
    build(content, tmp_path / "fresh", "--no-cache")
    assert snapshot(tmp_path / "site") == snapshot(tmp_path / "fresh")
    # One that cannot be written costs time alone.
    (tmp_path / "file").write_text("")
    assert shares("--cache", tmp_path / "file")["check"] == whole["check"]


def test_the_cache_of_the_account_is_used(tmp_path, content):
    build(content, tmp_path / "site", XDG_CACHE_HOME=str(tmp_path / "home"))
    assert len(list((tmp_path / "home" / "materia").iterdir())) == 1


def test_same_input_same_bytes_on_any_number_of_threads(site, tmp_path):
    for threads in (1, 3, 8):
        build(CONTENT, tmp_path / f"{threads}", "--threads", threads)
        assert snapshot(tmp_path / f"{threads}") == snapshot(site)


def test_source_date_epoch_is_the_only_date(site, tmp_path):
    build(CONTENT, tmp_path / "dated", SOURCE_DATE_EPOCH="1700000000")
    assert "14 November 2023" in (tmp_path / "dated" / "index.html").read_text()
    assert "14 November 2023" not in (site / "index.html").read_text()
    materia("build", CONTENT, "--themes", THEMES, "--output", tmp_path / "bad", expect=64, SOURCE_DATE_EPOCH="soon")
    assert not (tmp_path / "bad").exists()


def test_second_build_writes_nothing(tmp_path):
    output = tmp_path / "site"
    build(CONTENT, output)
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.html")}
    assert "(0 written," in build(CONTENT, output).stdout
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*.html")} == before


def test_one_page_changes_by_itself(tmp_path, content):
    """Words of one article change its page, what stands beside it and the search, and no other file is touched."""
    output, article = tmp_path / "site", content / "pitfalls" / "common-errors.md"
    build(content, output, "--compress")
    (output / "robots.txt").write_text("mine")
    folder, before = output.stat().st_ino, {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in output.rglob("*") if path.is_file()}
    article.write_text(article.read_text() + "\nA word that stands nowhere else: quixotry.\n")
    build(content, output, "--compress")
    assert output.stat().st_ino == folder
    touched = {str(path.relative_to(output)) for path in output.rglob("*") if path.is_file() and before.get(path) != (path.stat().st_ino, path.stat().st_mtime_ns)}
    page = "pitfalls/common-errors/index.html"
    assert touched >= {page, f"{page}.md", f"{page}.gz", "search/start.js", ".materia-files"}
    beside = (page, "data/articles/pitfalls/common-errors.json", "search/", ".materia-files")
    assert [path for path in sorted(touched) if not path.startswith(beside)] == []
    assert "quixotry" in (output / page).read_text()
    (output / "robots.txt").unlink()
    build(content, tmp_path / "fresh", "--compress", "--no-cache")
    assert snapshot(output) == snapshot(tmp_path / "fresh")
    assert [path.name for path in tmp_path.iterdir() if ".staging-" in path.name] == []
    # Killed when the page was there and the search was not, the next build does the rest.
    article.write_text(article.read_text().replace("quixotry", "tilting"))
    build(content, tmp_path / "fresh", "--compress", "--no-cache")
    shutil.copy(tmp_path / "fresh" / page, output / page)
    build(content, output, "--compress")
    assert snapshot(output) == snapshot(tmp_path / "fresh")


def test_two_pages_change_together(tmp_path, content):
    output = tmp_path / "site"
    build(content, output)
    folder = output.stat().st_ino
    for article in ("pitfalls/common-errors.md", "indications/dermatomyositis.md"):
        (content / article).write_text((content / article).read_text() + "\nMore words.\n")
    build(content, output)
    assert output.stat().st_ino != folder
    # What a record says stands on several.
    folder = output.stat().st_ino
    record = content / "products" / "octagam-10.yml"
    record.write_text(re.sub(r"(?m)^summary: ", "summary: Newly said. ", record.read_text(), count=1))
    assert "Newly said. " in record.read_text()
    build(content, output)
    assert output.stat().st_ino != folder


def test_files_of_others_stay(tmp_path, content):
    output = tmp_path / "site"
    build(content, output)
    (output / "robots.txt").write_text("mine")
    (output / "dosing" / "local-note.html").write_text("mine too")
    (output / "downloads").mkdir()
    (output / "downloads" / "form.pdf").write_bytes(b"\0pdf")
    (output / "link").symlink_to("robots.txt")
    gone = content / "pitfalls" / "common-errors.md"
    (content / "pitfalls" / "renamed.md").write_text(gone.read_text())
    gone.unlink()
    for path in content.rglob("*.md"):
        path.write_text(path.read_text().replace("common-errors.md", "renamed.md"))
    build(content, output)
    assert (output / "robots.txt").read_text() == "mine"
    assert (output / "dosing" / "local-note.html").read_text() == "mine too"
    assert (output / "downloads" / "form.pdf").read_bytes() == b"\0pdf"
    assert os.readlink(output / "link") == "robots.txt"
    assert not (output / "pitfalls" / "common-errors").exists()
    assert (output / "pitfalls" / "renamed" / "index.html").exists()


def test_never_takes_over_a_folder_it_did_not_make(tmp_path):
    output = tmp_path / "thesis"
    output.mkdir()
    (output / "chapter-1.txt").write_text("years of work")
    result = materia("build", CONTENT, "--themes", THEMES, "--output", output, expect=2)
    assert "chapter-1.txt" in result.stderr
    assert snapshot(output) == {"chapter-1.txt": b"years of work"}


def test_never_overwrites_a_file_of_others(tmp_path, content):
    output = tmp_path / "site"
    build(content, output)
    page = output / "indications" / "new-page" / "index.html"
    page.parent.mkdir()
    page.write_text("handmade")
    (content / "indications" / "new-page.md").write_text("---\ntitle: New\nsummary: New.\n---\n\nText.\n")
    result = materia("build", content, "--themes", THEMES, "--output", output, expect=2)
    assert "indications/new-page/index.html" in result.stderr
    assert page.read_text() == "handmade"


@pytest.mark.parametrize("output", ["/", ".", "content", "content/site", ".."])
def test_refuses_output_folders_that_hold_something_else(output, tmp_path, content):
    result = subprocess.run(
        [MATERIA, "build", content, "--themes", THEMES, "--output", output], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 2
    assert result.stderr.startswith("error: the output folder")
    assert snapshot(content) == snapshot(CONTENT)


def test_errors_leave_the_site_alone(tmp_path, content):
    output = tmp_path / "site"
    build(content, output)
    before = snapshot(output)
    page = content / "index.md"
    page.write_text(page.read_text() + "\n[gone](nowhere.md)\n")
    result = materia("build", content, "--themes", THEMES, "--output", output, expect=1)
    assert "index.md:" in result.stderr and "[broken-link]" in result.stderr
    assert snapshot(output) == before
    assert materia("check", content, "--themes", THEMES, expect=1).stderr == result.stderr


def test_check_writes_nothing(tmp_path):
    before = snapshot(CONTENT)
    result = subprocess.run([MATERIA, "check", CONTENT, "--themes", THEMES], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert list(tmp_path.iterdir()) == [] and snapshot(CONTENT) == before


def test_an_interrupted_build_leaves_a_whole_site(tmp_path, content):
    """Killed at any moment, the site is the old one or the new one, and the next build works."""
    output = tmp_path / "site"
    build(content, output)
    old = snapshot(output)
    for path in content.rglob("*.md"):
        path.write_text(path.read_text() + "\nOne more line.\n")
    whole = tmp_path / "whole"
    started = time.monotonic()
    build(content, whole)
    duration = time.monotonic() - started
    new = snapshot(whole)
    assert old != new
    moments, killed = random.Random(7), 0
    for _ in range(15):
        process = subprocess.Popen(
            [MATERIA, "build", content, "--themes", THEMES, "--output", output],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.3, 1.1) * duration)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        assert snapshot(output) in (old, new)
        if snapshot(output) == new:
            shutil.rmtree(output)
            output.mkdir()
            for name, data in old.items():
                target = output / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
    assert killed, "every build was done before it was killed"
    build(content, output)
    assert snapshot(output) == new
    assert [path.name for path in tmp_path.iterdir() if ".staging-" in path.name] == []


def test_two_builds_at_once_do_not_mix(tmp_path):
    output = tmp_path / "site"
    processes = [
        subprocess.Popen(
            [MATERIA, "build", CONTENT, "--themes", THEMES, "--output", output], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0 or "another build is writing" in errors, errors
    assert any(process.returncode == 0 for process in processes)
    build(CONTENT, tmp_path / "alone")
    assert snapshot(output) == snapshot(tmp_path / "alone")


def test_bad_command_lines_say_what_to_do(tmp_path):
    assert "no folder" in materia("check", tmp_path / "none", "--themes", THEMES, expect=1).stderr
    assert "--threads" in materia("check", CONTENT, "--threads", "0", expect=64).stderr
    materia("publish", expect=64)


def test_a_theme_overrides_single_files_of_another(tmp_path):
    themes = tmp_path / "themes"
    shutil.copytree(THEMES, themes)
    ours = themes / "ours"
    (ours / "templates").mkdir(parents=True)
    (ours / "assets").mkdir()
    (ours / "theme.yml").write_text("title: Ours\nextends: clinic\n")
    (ours / "templates" / "not-found.mustache").write_text("<!DOCTYPE html><title>{{title}}</title><p>Ours: {{siteTitle}}")
    (ours / "assets" / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    settings = content / "site.yml"
    settings.write_text(settings.read_text().replace("theme: clinic", "theme: ours"))
    materia("build", content, "--themes", themes, "--output", tmp_path / "site")
    assert "<p>Ours: " in (tmp_path / "site" / "404.html").read_text()
    assert next((tmp_path / "site" / "assets").glob("icon.*.svg")).read_text() == "<svg xmlns='http://www.w3.org/2000/svg'/>"
    assert "--accent:" in next((tmp_path / "site" / "assets").glob("base.*.css")).read_text()

    partial = ours / "templates" / "index.mustache"
    partial.write_text("<p>\n{{> partials/entrys}}\n")
    result = materia("check", content, "--themes", themes, expect=1)
    assert "ours/templates/index.mustache:2:1: error: there is no template 'partials/entrys' to include" in result.stderr
    assert "did you mean 'partials/entries'?" in result.stderr


def test_what_a_theme_leaves_out_is_an_error(tmp_path, content):
    themes = tmp_path / "themes"
    shutil.copytree(THEMES, themes)
    template = themes / "clinic/templates/article.mustache"
    template.write_text(template.read_text().replace("{{body}}", ""))
    output = tmp_path / "site"
    built = materia("build", content, "--themes", themes, "--output", output, expect=1)
    assert "nothing written: pages do not say all that their sources do" in built.stdout
    assert not output.exists()
    for result in [built, materia("check", content, "--themes", themes, expect=1)]:
        assert re.search(r"\.md:\d+:\d+: error: '.*' would not be on the page \[lost-text\]", result.stderr)


MISTAKES = "---\ntitle: T\nsummary: S\n---\nSee [this](nowhere.md), 日本 and % of 1.0 mg.\n\n##Head\n"


@pytest.fixture
def mistaken(tmp_path):
    folder = tmp_path / "con tent"
    folder.mkdir()
    (folder / "site.yml").write_text("title: T\n")
    (folder / "index.md").write_text(MISTAKES)
    return folder


def test_messages_show_the_line_and_the_place(mistaken):
    text = materia("check", mistaken, "--themes", THEMES, expect=1).stderr
    assert f"{mistaken}/index.md:5:12: error: there is no 'nowhere.md' [broken-link]\n  5 | See [this](nowhere.md), 日本 and % of 1.0 mg.\n" in text
    assert "    |            ^\n" in text
    # The mark stands under the place where characters are two columns wide.
    assert "    | " + 38 * " " + "^\n" in text


def test_json_has_every_message(mistaken):
    result = materia("check", mistaken, "--themes", THEMES, "--format", "json", expect=1)
    report = json.loads(result.stdout)
    assert report["version"] == 1
    places = [(entry["rule"], entry["severity"], entry["file"], entry["line"], entry["column"]) for entry in report["diagnostics"]]
    assert places == [
        ("broken-link", "error", f"{mistaken}/index.md", 5, 12),
        ("misread-number", "error", f"{mistaken}/index.md", 5, 37),
        ("unread-markup", "error", f"{mistaken}/index.md", 7, 1),
    ]
    assert report["diagnostics"][2]["correction"] == {"file": f"{mistaken}/index.md", "line": 7, "column": 1, "old": "##", "new": "## "}
    assert set(report["rules"]) == {"broken-link", "misread-number", "unread-markup"}
    assert "checked 1 article" in result.stderr
    clean = materia("check", CONTENT, "--themes", THEMES, "--format", "json")
    assert json.loads(clean.stdout)["diagnostics"] == []


def test_sarif_is_valid(mistaken):
    """Held against the schema of the standard."""
    archive = next((REPOSITORY / ".venv/schemas").glob("sarif_pydantic-*.tar.gz"))
    with tarfile.open(archive) as files:
        name = next(name for name in files.getnames() if name.endswith("/sarif-schema-2.1.0.json"))
        schema = json.load(files.extractfile(name))
    log = json.loads(materia("check", mistaken, "--themes", THEMES, "--format", "sarif", expect=1).stdout)
    jsonschema.validate(log, schema)
    results = log["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["broken-link", "misread-number", "unread-markup"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("/con%20tent/index.md")
    assert results[2]["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"] == {"startLine": 7, "startColumn": 1, "endColumn": 3}
    empty = json.loads(materia("check", CONTENT, "--themes", THEMES, "--format", "sarif").stdout)
    jsonschema.validate(empty, schema)
    # The validation itself can fail.
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**log, "version": "1"}, schema)


def test_github_has_a_command_for_each_message(mistaken):
    lines = materia("check", mistaken, "--themes", THEMES, "--format", "github", expect=1).stdout.splitlines()
    assert [line.split("::")[1] for line in lines] == [
        f"error file={mistaken}/index.md,line={line},col={column},title={rule}"
        for line, column, rule in [(5, 12, "broken-link"), (5, 37, "misread-number"), (7, 1, "unread-markup")]
    ]
    assert all("%0A" in line and "\r" not in line for line in lines)


def test_fix_writes_what_is_safe_and_nothing_else(mistaken):
    os.chmod(mistaken / "index.md", 0o640)
    before = snapshot(mistaken)
    assert materia("check", mistaken, "--themes", THEMES, expect=1) and snapshot(mistaken) == before
    result = materia("check", mistaken, "--themes", THEMES, "--fix", expect=1)
    assert f"corrected {mistaken}/index.md:7:1: '##' to '## ' [unread-markup]\n" in result.stdout
    # Links have no correction that is safe.
    assert (mistaken / "index.md").read_text().splitlines()[6] == "## Head"
    assert "nowhere.md" in (mistaken / "index.md").read_text() and "broken-link" in result.stderr
    assert os.stat(mistaken / "index.md").st_mode & 0o777 == 0o640
    assert sorted(path.name for path in mistaken.iterdir()) == ["index.md", "site.yml"]
    fixed = snapshot(mistaken)
    assert "nothing to correct" in materia("check", mistaken, "--themes", THEMES, "--fix", expect=1).stdout
    assert snapshot(mistaken) == fixed


def test_every_rule_is_explained():
    listed = materia("explain").stdout.splitlines()
    assert len(listed) > 100 and listed == sorted(listed)
    for line in listed:
        rule = line.split()[0]
        text = materia("explain", rule).stdout
        assert text.startswith(f"{rule}: ") and all(head in text for head in ["What is wrong\n  ", "Why it matters\n  ", "What to do\n  "])
        assert "](" not in text
    assert "there is no rule 'brokn-link'; did you mean 'broken-link'?" in materia("explain", "brokn-link", expect=64).stderr
