"""What an author meets from the first hour on: a site from nothing, files that pass, and messages that say what to do."""

import hashlib
import json
import os
import re
import shutil
import subprocess

from conftest import materia, MATERIA, REPOSITORY


def run(folder, *arguments, expect=0):
    result = subprocess.run([MATERIA, *map(str, arguments)], cwd=folder, capture_output=True, text=True, timeout=120)
    assert result.returncode == expect, f"exit code {result.returncode}\n{result.stdout}{result.stderr}"
    return result


def test_a_site_from_the_program_alone(tmp_path):
    made = run(tmp_path, "new", "site", "my-hospital")
    assert made.stdout.splitlines()[:3] == ["made my-hospital/ with 21 files", "next:", "  cd my-hospital"]
    site = tmp_path / "my-hospital"
    assert "no errors" in run(site, "check", "--strict").stdout
    run(site, "build")
    page = (site / "site" / "index.html").read_text()
    assert "examplicin" in page.lower() and "does not exist" in page
    # Beside nothing of the package: the theme is that of the program.
    assert not (site / "themes").exists() and list((site / "site" / "assets").glob("clinic.*.css"))
    plan = run(site, "dose", "examplicin-adults", "--weight", "70", "--height", "175", "--age", "50", "--sex", "male", "--set", "examplicin-reaction=no")
    assert "140 mg" in plan.stdout and "7 mL" in plan.stdout
    assert "STOP" in run(site, "dose", "examplicin-adults", "--weight", "70", "--height", "175", "--age", "50", "--sex", "male", "--set",
                         "examplicin-reaction=yes", expect=3).stdout


def test_the_embedded_theme_makes_the_same_site(tmp_path):
    from conftest import THEMES
    run(tmp_path, "new", "site", "a")
    run(tmp_path, "build", "a/content", "--output", "embedded")
    run(tmp_path, "build", "a/content", "--output", "named", "--themes", THEMES)
    files = sorted(path.relative_to(tmp_path / "named") for path in (tmp_path / "named").rglob("*") if path.is_file())
    assert files
    for file in files:
        assert (tmp_path / "named" / file).read_bytes() == (tmp_path / "embedded" / file).read_bytes(), file


def test_nothing_is_overwritten(tmp_path):
    run(tmp_path, "new", "site", "a")
    again = run(tmp_path, "new", "site", "a", expect=64)
    assert "the folder 'a' is not empty; choose another name" in again.stderr
    site = tmp_path / "a"
    run(site, "new", "regimen", "mine")
    before = (site / "content/regimens/mine.yml").read_bytes()
    (site / "content/regimens/mine.yml").write_bytes(before + b"# mine\n")
    again = run(site, "new", "regimen", "mine", expect=64)
    assert "'content/regimens/mine.yml' is there already, and nothing was written; choose another name" in again.stderr
    assert (site / "content/regimens/mine.yml").read_bytes() == before + b"# mine\n"


def test_a_file_needs_a_site(tmp_path):
    refused = run(tmp_path, "new", "regimen", "mine", expect=64)
    assert "there is no site in 'content': it has no site.yml; name the content folder with --content" in refused.stderr
    assert not list(tmp_path.iterdir())


def test_each_record_names_its_schema(tmp_path):
    run(tmp_path, "new", "site", "a")
    run(tmp_path / "a", "new", "evidence", "mine")
    for path in (tmp_path / "a" / "content").rglob("*.yml"):
        line = path.read_text().splitlines()[0]
        assert line.startswith("# yaml-language-server: $schema=")
        schema = (path.parent / line.split("=", 1)[1]).resolve()
        assert schema.read_text() == run(tmp_path, "schema", schema.name.removesuffix(".schema.json")).stdout
    refused = run(tmp_path, "schema", "regimens", expect=64)
    assert "there is no schema 'regimens'; did you mean 'regimen'?" in refused.stderr


RIS = """TY  - JOUR
TI  - A made-up trial
AU  - Doe, Jane
PY  - 2019
JO  - Journal of Examples
DO  - 10.1000/x
ER  -
TY  - MUSIC
TI  - No work of ours
ER  -
"""


def test_references_are_imported(tmp_path):
    run(tmp_path, "new", "site", "a")
    site = tmp_path / "a"
    (site / "export.ris").write_text(RIS)
    library = site / "content/references/made-up-source.json"
    before = library.read_text()
    assert "to add" in run(site, "import", "export.ris", "--dry-run", expect=1).stdout and library.read_text() == before
    first = run(site, "import", "export.ris", expect=1).stdout.splitlines()
    assert first[0] == "added doe2019: A made-up trial"
    assert first[1].startswith("export.ris:8: left out: the type 'MUSIC' has no counterpart")
    assert first[2] == "RIS: 1 reference added, 0 there already, 1 left out; content/references/made-up-source.json"
    after = library.read_text()
    assert after.startswith(before.rstrip()[:-1].rstrip()) and '"id": "doe2019"' in after
    page = site / "content/index.md"
    page.write_text(page.read_text() + "\nA sentence. [@doe2019]\n")
    assert "no errors" in run(site, "check", "--strict").stdout
    again = run(site, "import", "export.ris", expect=1).stdout
    assert "there already as doe2019 (DOI): A made-up trial" in again and library.read_text() == after
    (site / "cut.ris").write_text(RIS[:60])
    assert "cut.ris:1: error: the work that begins here has no end" in run(site, "import", "cut.ris", expect=1).stderr


def test_a_new_library_is_made(tmp_path):
    run(tmp_path, "new", "site", "a")
    (tmp_path / "a/export.bib").write_text("@article{mine, title={A}, author={Doe, J}, journal={J}, year=2020}")
    run(tmp_path / "a", "import", "export.bib", "--into", "other.json")
    assert (tmp_path / "a/content/references/other.json").read_text().startswith('[\n  {\n    "id": "mine",')
    assert "takes the name of a JSON file" in run(tmp_path / "a", "import", "export.bib", "--into", "../other.json", expect=64).stderr


def test_a_review_is_written_and_listed(tmp_path):
    run(tmp_path, "new", "site", "a")
    site = tmp_path / "a"
    record = site / "content/regimens/examplicin-adults.yml"
    before = record.read_bytes()
    assert run(site, "review", "regimens/examplicin-adults", "--by", "Jane Doe, PharmD", "--on", "2025-01-31").stdout \
        == "content/regimens/examplicin-adults.yml: reviewed by Jane Doe, PharmD on 31 January 2025\n"
    version = hashlib.sha256(before).hexdigest()[:12]
    assert record.read_bytes() == before + f'review: {{ by: "Jane Doe, PharmD", on: 2025-01-31, version: \'{version}\' }}\n'.encode()
    assert "Jane Doe" in run(site, "dose", "examplicin-adults", expect=4).stdout
    run(site, "review", "content/index.md", "--by", "Jane Doe", "--on", "2025-01-31", "--interval", "6")
    listed = json.loads(run(site, "list", "--overdue", "--today", "2026-01-01", "--format", "json").stdout)["entries"]
    assert [(entry["name"], entry["reviewDue"]) for entry in listed] == [("index.md", "2025-07-31")]
    assert "overdue since 2025-07-31" in run(site, "list", "articles", "--today", "2026-01-01").stdout
    assert run(site, "list", "--by", "pharmd").stdout.endswith("1 line\n")
    assert run(site, "list", "--drafts").stdout.splitlines()[-1] == "2 lines"
    run(site, "new", "product", "other")
    assert "products/other.yml" in run(site, "list", "records", "--unused").stdout
    for arguments, message in [
        (["nowhere", "--by", "A", "--on", "2025-01-31"], "there is no article or record 'content/nowhere'"),
        (["index", "--by", "A", "--on", "2999-01-01"], "--on is after today"),
        (["index", "--by", "A", "--on", "31.1.2025"], "--on takes a day such as 2026-11-20, not '31.1.2025'"),
        (["index", "--by", " ", "--on", "2025-01-31"], "--by needs the name"),
    ]:
        assert message in run(site, "review", *arguments, expect=64).stderr


def test_a_review_does_not_outlive_a_change(tmp_path):
    run(tmp_path, "new", "site", "a")
    site = tmp_path / "a"
    pages = {"regimens/examplicin-adults": "yml", "indications/example-fever": "md"}
    for page in pages:
        run(site, "review", page, "--by", "Jane Doe", "--on", "2025-01-31")

    def said():
        """What the pages, a plan and the data say of the reviews, and what `check` and `list` do."""
        run(site, "build", "--output", "site")
        words = [re.sub(r"<[^>]*>", "", re.search(r'<p class="review-state".*?</p>', (site / "site" / page / "index.html").read_text(), re.S)[0]).strip() for page in pages]
        plan = run(site, "dose", "examplicin-adults", expect=4).stdout
        data = json.loads((site / "site/data/index.json").read_text())
        states = {entry["review"] for part in ("articles", "records") for entry in data[part] if entry["id"] in ("examplicin-adults", "example-fever")}
        check = run(site, "check")
        told = (check.stdout + check.stderr).count("[changed-since-review]")
        return words, "Changed since its clinical review by Jane Doe on 31 January 2025" in plan, states, told

    words, in_plan, states, told = said()
    assert [re.match("Reviewed by Jane Doe on 31 January 2025", word) is not None for word in words] == [True, True]
    assert (in_plan, states, told) == (False, {"reviewed"}, 0)
    for page, ending in pages.items():
        file = site / f"content/{page}.{ending}"
        file.write_text(file.read_text().replace("made up", "invented", 1) if "made up" in file.read_text() else file.read_text() + "\nMore.\n")
    words, in_plan, states, told = said()
    assert [word.removesuffix(" Draft") for word in words] == ["Changed since its clinical review by Jane Doe on 31 January 2025"] * 2
    assert (in_plan, states, told) == (True, {"changed-since-review"}, 1)  # What is made up is not told of.
    assert "Jane Doe, changed since" in run(site, "list").stdout
    assert {entry["name"] for entry in json.loads(run(site, "list", "--unreviewed", "--format", "json").stdout)["entries"]} >= {"regimens/examplicin-adults.yml", "indications/example-fever.md"}
    # Who reviewed what was printed before does not review what is there now.
    refused = run(site, "review", "regimens/examplicin-adults", "--by", "Jane Doe", "--on", "2025-01-31", "--version", "0123456789ab", expect=1).stderr
    now = re.search(r"it is version ([0-9a-f]{12}) now, and 0123456789ab was reviewed", refused)[1]
    run(site, "review", "regimens/examplicin-adults", "--by", "Jane Doe", "--on", "2025-01-31", "--version", now)
    run(site, "review", "indications/example-fever", "--by", "Jane Doe", "--on", "2025-01-31")
    assert said()[1:] == (False, {"reviewed"}, 0)


def bytes_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_name_is_followed(tmp_path):
    run(tmp_path, "new", "site", "a")
    site = tmp_path / "a"
    content, before = site / "content", bytes_of(site)
    said = run(site, "rename", "content/regimens/examplicin-adults.yml", "regimens/grown-ups", "--dry-run").stdout
    assert "regimens/examplicin-adults.yml moves to regimens/grown-ups.yml" in said and bytes_of(site) == before
    (content / "regimens/examplicin-adults.yml").chmod(0o640)
    said = run(site, "rename", "regimens/examplicin-adults", "regimens/grown-ups").stdout
    assert said.startswith("regimens/examplicin-adults is now regimens/grown-ups: ") and said.endswith(", 1 file moved\n")
    assert (content / "regimens/grown-ups.yml").stat().st_mode & 0o777 == 0o640
    assert "no errors" in run(site, "build").stdout
    # Who kept an address of the page, the frame or the file still gets there.
    for old, new in [("regimens/examplicin-adults/index.html", "../grown-ups/index.html"), ("embed/examplicin-adults/index.html", "../grown-ups/index.html"),
                     ("single/examplicin-adults.html", "grown-ups.html"), ("safety/regimens/examplicin-adults/index.html", "../grown-ups/index.html")]:
        assert f'content="0; url={new}"' in (site / "site" / old).read_text(), old
        assert (site / "site" / old).parent.joinpath(new).resolve().exists()
    # Back again nothing is left of it but the addresses that it had meanwhile.
    run(site, "rename", "regimens/grown-ups", "regimens/examplicin-adults")
    after = {name: file for name, file in bytes_of(content).items()}
    assert after.keys() == {name[len("content/"):] for name in before if name.startswith("content/")}
    assert [name for name, file in after.items() if file != before["content/" + name]] == ["regimens/examplicin-adults.yml"]
    kept = after["regimens/examplicin-adults.yml"].decode()
    assert "aliases: [regimens/grown-ups, embed/grown-ups, single/grown-ups.html, safety/regimens/grown-ups]" in kept


def test_a_name_that_cannot_be_had_changes_nothing(tmp_path):
    run(tmp_path, "new", "site", "a")
    site = tmp_path / "a"
    before = bytes_of(site)
    for arguments, code, message in [
        (["regimens/examplicin-adults", "products/x"], 1, "the folder of a record says what kind it is"),
        (["@made-up-source", "1"], 1, "'1' cannot be the key of a reference"),
        (["index.md", "home.md"], 1, "'index.md' is known by this name alone"),
        (["nothing", "x"], 1, "there is no 'nothing' in the content"),
        (["a", "b", "--content", "nowhere"], 64, "there is no site in 'nowhere'"),
    ]:
        assert message in run(site, "rename", *arguments, expect=code).stderr
    # A folder that cannot be written to: what was staged is gone again.
    (site / "content/regimens").chmod(0o555)
    try:
        if os.geteuid() != 0:
            assert "nothing was changed" in run(site, "rename", "regimens/examplicin-adults", "regimens/x", expect=2).stderr
    finally:
        (site / "content/regimens").chmod(0o755)
    # Where it is to go there is a folder of this name, which the content does not know of: what was in place already is put back.
    (site / "content/regimens/x.yml").mkdir()
    assert "is there already; nothing was changed" in run(site, "rename", "regimens/examplicin-adults", "regimens/x", expect=2).stderr
    (site / "content/regimens/x.yml").rmdir()
    assert bytes_of(site) == before


def test_a_packet_is_one_file(tmp_path):
    run(tmp_path, "new", "site", "a")
    site = tmp_path / "a"
    assert run(site, "packet", "regimens/examplicin-adults").stdout == "packet-regimens-examplicin-adults.html: the packet of regimens/examplicin-adults.yml\n"
    packet = (site / "packet-regimens-examplicin-adults.html").read_text()
    assert run(site, "packet", "content/regimens/examplicin-adults.yml", "--output", "-").stdout == packet
    assert "<code>regimens/examplicin-adults.yml claim 1:</code>" in packet
    assert "there is no article or record 'nowhere'" in run(site, "packet", "nowhere", expect=64).stderr
    assert run(site, "packet", "index", "--output", "none/x.html", expect=2).stderr.startswith("error: none/x.html cannot be written")


def test_the_guide_in_the_terminal(tmp_path):
    assert "\n  writing          Writing articles" in run(tmp_path, "help").stdout
    page = run(tmp_path, "help", "writing").stdout
    assert page.startswith("# Writing articles\n") and "](" not in page.split("## Links")[0] and "{#" not in page.split("## Headings")[0]
    assert run(tmp_path, "help", "build").stdout.startswith("OVERVIEW: Check the content and publish it as a site.")
    assert "did you mean 'writing'?" in run(tmp_path, "help", "writng", expect=64).stderr


def test_completions(tmp_path):
    for shell in ("bash", "zsh", "fish"):
        assert "regimen" in run(tmp_path, "--generate-completion-script", shell).stdout


def test_the_manual_page(tmp_path):
    page = run(tmp_path, "help", "--manual").stdout
    assert page.startswith('.TH MATERIA 1 ') and all(f".SH {name}\n" in page for name in ("NEW", "BUILD", "CHECK", "IMPORT", "SCHEMA"))
    # What begins with a full stop or an apostrophe is a request to the formatter.
    assert {line.split()[0] for line in page.splitlines() if line[:1] in (".", "'")} == {".TH", ".SH", ".B", ".I", ".IR", ".nf", ".fi", ".TP"}


def test_an_override_is_compared_again_when_the_other_changes(tmp_path):
    shutil.copytree(REPOSITORY / "Tests" / "KnowledgeBaseTests" / "Fixtures" / "upstream", tmp_path / "upstream")
    own, shared = tmp_path / "own", tmp_path / "upstream" / "protocols" / "shared.yml"
    (own / "overrides").mkdir(parents=True)
    (own / "site.yml").write_text("title: Ours\nextends: ../upstream\n")
    override = own / "overrides" / "shared.yml"
    head = "file: protocols/shared.yml\nversion: none\nwhy: So.\nby: The committee\non: 2026-11-20\n"
    override.write_text(head + "changes:\n  - { at: summary, was: A protocol of the shared knowledge base., now: A protocol. }\n")
    values = run(tmp_path, "overlay", "values", "protocols/shared.yml", "--content", "own").stdout.splitlines()
    assert "rounding/to: 5 g" in values
    version = values[0].removeprefix("version: ")
    run(tmp_path, "overlay", "--content", "own", expect=1)
    run(tmp_path, "overlay", "accept", "overrides/shared.yml", "--content", "own")
    assert override.read_text().splitlines()[1] == f"version: {version}"
    run(tmp_path, "check", "own")
    shared.write_text(shared.read_text().replace("nearest", "down"))
    assert "[stale-override]" in run(tmp_path, "check", "own", expect=1).stderr
    changes = run(tmp_path, "overlay", "changes", "overrides/shared.yml", "--content", "own").stdout.splitlines()
    assert "- rounding: { to: 5 g, direction: nearest }" in changes and "+ rounding: { to: 5 g, direction: down }" in changes
    run(tmp_path, "review", "protocols/shared.yml", "--by", "A", "--on", "2026-11-20", "--content", "own", expect=64)
    run(tmp_path, "review", "overrides/shared.yml", "--by", "A", "--on", "2026-11-20", "--content", "own")
    run(tmp_path, "overlay", "accept", "overrides/shared.yml", "--content", "own")
    run(tmp_path, "check", "own")
    run(tmp_path, "build", "own", "-o", "upstream/site", expect=2)
