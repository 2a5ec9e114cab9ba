"""What the day, git and the site that was published before say of a knowledge base, on the command line."""

import os
import re
import shutil
import subprocess

import pytest

from conftest import CONTENT, THEMES, materia

ARTICLE = "---\ntitle: {title}\nsummary: A test.\n{more}---\n\n{text}\n"


def article(title, text="Words.", **more):
    return ARTICLE.format(title=title, text=text, more="".join(f"{key}: {value}\n" for key, value in more.items()))


@pytest.fixture
def knowledge(tmp_path):
    """A repository whose folder `kb` is a knowledge base, with one article and one commit."""
    content = tmp_path / "repository" / "kb"
    (content / "indications").mkdir(parents=True)
    (content / "site.yml").write_text("title: Test\n")
    (content / "index.md").write_text(article("Home", "[it](indications/old.md)"))
    (content / "indications" / "old.md").write_text(article("Fever", "\n\n".join(f"Sentence {number}." for number in range(20))))
    git(content.parent, "init", "--quiet")
    git(content, "add", ".")
    commit(content)
    return content


def git(folder, *arguments):
    names = {f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, env={**os.environ, **names, "GIT_CONFIG_GLOBAL": "/dev/null"})


def commit(content, *options):
    git(content, *options, "commit", "--quiet", "--all", "--message", "x")


def rename(content, old, new):
    git(content, "mv", f"indications/{old}.md", f"indications/{new}.md")
    home = content / "index.md"
    home.write_text(home.read_text().replace(f"{old}.md", f"{new}.md"))


def said(content, *options, expect=0, command="check", **environment):
    """What is said, without what it means or where it may be found."""
    lines = materia(command, content, "--themes", THEMES, *options, expect=expect, **environment).stderr.splitlines()
    return [line.removeprefix(f"{content}/") for line in lines if not line.startswith("  ")]


def missing(old, new):
    return (
        f"indications/{new}.md:1:1: warning: this article was 'indications/{old}.md' once, and its address 'indications/{old}/' leads nowhere now "
        "[missing-alias]"
    )


# The day


def test_the_day_decides_what_is_due(tmp_path):
    (tmp_path / "site.yml").write_text("title: Test\nlint: { unversioned-review: off }\n")
    (tmp_path / "index.md").write_text(article("Home", review="{ by: J. Doe, on: 2020-06-15, interval: 12 }"))
    overdue = ["index.md:4:27: warning: the next review was due on 15 June 2021 [review-overdue]"]
    soon = ["index.md:4:27: note: the next review is due on 15 June 2021, in 14 days [review-due-soon]"]
    assert said(tmp_path, "--today", "2021-06-16") == overdue
    assert said(tmp_path, "--today", "2021-06-16", "--strict", expect=1) == overdue
    assert said(tmp_path, "--today", "2021-06-01") == soon
    assert said(tmp_path, "--today", "2021-05-01") == []
    assert said(tmp_path, "--today", "2020-06-01", expect=1) == [
        "index.md:4:27: error: the review is dated 15 June 2020, which is after today, 1 June 2020 [review-in-future]"
    ]
    # 1 June 2021; an option goes before it.
    assert said(tmp_path, SOURCE_DATE_EPOCH="1622505600") == soon
    assert said(tmp_path, "--today", "2021-06-16", SOURCE_DATE_EPOCH="1622505600") == overdue
    # This machine's day is later than all of these.
    assert said(tmp_path) == overdue


@pytest.mark.parametrize("day", ["2021-02-29", "1 June 2021", "", "tomorrow"])
def test_a_day_that_is_none_is_refused(tmp_path, day):
    assert f"--today takes a day such as 2026-11-20, not '{day}'" in materia("check", tmp_path, "--today", day, expect=64).stderr


def test_no_page_depends_on_the_day(tmp_path):
    content = tmp_path / "kb"
    content.mkdir()
    (content / "site.yml").write_text("title: Test\nlint: { unversioned-review: off }\n")
    (content / "index.md").write_text(article("Home", review="{ by: J. Doe, on: 2020-06-15, interval: 12 }"))

    def pages(day):
        assert said(content, "--output", tmp_path / "site", "--cache", tmp_path / "cache", "--today", day, command="build") == (
            [] if day < "2021" else ["index.md:4:27: warning: the next review was due on 15 June 2021 [review-overdue]"]
        )
        return {path.relative_to(tmp_path): path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}

    first = pages("2020-07-01")
    assert pages("2022-07-01") == first
    assert pages("2022-07-01") == first
    assert pages("2020-07-01") == first


# Names that were


def test_git_knows_what_a_page_was_called(knowledge):
    assert said(knowledge) == []
    rename(knowledge, "old", "new")
    # Before it is committed, and after.
    assert said(knowledge) == [missing("old", "new")]
    commit(knowledge)
    assert said(knowledge) == [missing("old", "new")]
    assert said(knowledge, "--strict", expect=1) == [missing("old", "new")]
    rename(knowledge, "new", "newest")
    commit(knowledge)
    assert said(knowledge) == [missing("new", "newest"), missing("old", "newest")]
    page = knowledge / "indications" / "newest.md"
    page.write_text(page.read_text().replace("summary:", "aliases: [indications/old, indications/new.html, indications/new]\nsummary:"))
    assert said(knowledge) == []


def test_a_page_that_gave_way_to_another_was_not_renamed(knowledge):
    (knowledge / "indications" / "old.md").unlink()
    (knowledge / "indications" / "other.md").write_text(article("Cough", "\n\n".join(f"Quite another text, {number}!" for number in range(20))))
    (knowledge / "index.md").write_text(article("Home", "[it](indications/other.md)"))
    git(knowledge, "add", ".")
    commit(knowledge)
    assert said(knowledge) == []


def test_names_outside_the_content_folder_do_not_count(knowledge):
    outside = knowledge.parent / "notes"
    outside.mkdir()
    (outside / "a.md").write_text("Words.\n" * 20)
    git(knowledge.parent, "add", ".")
    commit(knowledge)
    git(knowledge, "mv", "../notes/a.md", "../notes/b.md")
    commit(knowledge)
    assert said(knowledge) == []


def test_a_hook_of_another_repository_leads_git_nowhere_else(knowledge, tmp_path):
    rename(knowledge, "old", "new")
    assert said(knowledge, GIT_DIR=str(tmp_path), GIT_WORK_TREE=str(tmp_path), GIT_INDEX_FILE=str(tmp_path / "index")) == [missing("old", "new")]


def test_where_there_is_no_git_nothing_is_said(knowledge, tmp_path):
    rename(knowledge, "old", "new")
    (tmp_path / "bin").mkdir()
    assert said(knowledge, PATH=str(tmp_path / "bin")) == []
    # A place in PATH that is the content's own is none.
    for folder in (knowledge, knowledge.parent):
        (folder / "git").write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
        (folder / "git").chmod(0o755)
        subprocess.run([materia_path(), "check", knowledge, "--themes", THEMES], cwd=folder, env={**os.environ, "PATH": ".:"}, capture_output=True, check=False)
    assert not (tmp_path / "ran").exists()


def materia_path():
    from conftest import MATERIA
    return MATERIA


def test_a_git_that_does_not_answer_is_not_waited_for(knowledge, tmp_path):
    rename(knowledge, "old", "new")
    (tmp_path / "bin").mkdir()
    slow = tmp_path / "bin" / "git"
    slow.write_text("#!/bin/sh\nexec /bin/sleep 600\n")
    slow.chmod(0o755)
    # It is given five seconds. One that were waited for would outlast the time that every command of a test has.
    assert said(knowledge, PATH=f"{tmp_path / 'bin'}") == []


@pytest.mark.parametrize("broken", [b"", b"ref: refs/heads/none\n", b"\xff" * 100], ids=["empty", "unborn", "noise"])
def test_a_damaged_repository_is_none(knowledge, broken):
    rename(knowledge, "old", "new")
    (knowledge.parent / ".git" / "HEAD").write_bytes(broken)
    assert said(knowledge) == []


def test_a_repository_of_somebody_else_runs_nothing(knowledge, tmp_path):
    """Every setting by which git would run a program, and a repository without a working tree hidden in the content folder."""
    rename(knowledge, "old", "new")
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho \"$0 $@\" >>{tmp_path}/ran\nexit 0\n")
    program.chmod(0o755)
    settings = {
        "core.fsmonitor": program, "core.pager": program, "pager.log": program, "pager.diff": program, "core.editor": program, "core.sshCommand": program,
        "core.gitProxy": program, "core.askPass": program, "credential.helper": f"!{program}", "gpg.program": program, "log.showSignature": "true",
        "diff.external": program, "diff.evil.command": program, "diff.evil.textconv": program, "filter.evil.clean": program, "filter.evil.smudge": program,
        "filter.evil.process": program, "merge.evil.driver": program, "alias.log": f"!{program}", "alias.diff": f"!{program}", "uploadpack.packObjectsHook": program,
        "core.hooksPath": tmp_path / "hooks", "remote.origin.url": f"ext::{program}", "remote.origin.promisor": "true", "extensions.partialClone": "origin",
        "protocol.ext.allow": "always", "core.alternateRefsCommand": program, "trailer.x.command": program,
    }
    for name, value in settings.items():
        git(knowledge, "config", name, str(value))
    (knowledge / ".gitattributes").write_text("* diff=evil filter=evil merge=evil\n")
    (tmp_path / "hooks").mkdir()
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction", "pre-commit"):
        (tmp_path / "hooks" / hook).symlink_to(program)
    # The trap is one: git by itself runs the program.
    subprocess.run(["git", "-C", knowledge, "status"], capture_output=True, check=False)
    (tmp_path / "ran").unlink()
    assert said(knowledge) == [missing("old", "new")]
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()
    # What is not there would be fetched.
    for blob in (knowledge.parent / ".git" / "objects").glob("[0-9a-f][0-9a-f]/*"):
        blob.unlink()
    assert said(knowledge) == []
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()


# The site that was published before


def test_addresses_that_go_are_named_once(knowledge, tmp_path):
    site = tmp_path / "site"
    options = ("--output", site, "--cache", tmp_path / "cache")
    assert said(knowledge, *options, command="build") == []
    (knowledge / "indications" / "old.md").rename(knowledge / "indications" / "new.md")
    (knowledge / "index.md").write_text(article("Home", "[it](indications/new.md)"))
    gone = ["site.yml:1:1: note: the site that was published before has an address that this one has not: 'indications/old/' [lost-address]"]
    # What is not published stays where it was.
    broken = tmp_path / "themes"
    (broken / "clinic" / "templates").mkdir(parents=True)
    (broken / "clinic" / "templates" / "article.mustache").write_text("{{tittle}}")
    assert said(knowledge, *options, "--themes", broken, command="build", expect=1) != gone
    assert said(knowledge, *options, command="build") == gone
    for _ in range(2):
        assert said(knowledge, *options, command="build") == []
    # Back again, with an alias.
    (knowledge / "indications" / "back.md").write_text(article("Back", aliases="[indications/new]"))
    (knowledge / "indications" / "new.md").unlink()
    (knowledge / "index.md").write_text(article("Home", "[it](indications/back.md)"))
    assert said(knowledge, *options, command="build") == []


def test_many_addresses_are_counted(knowledge, tmp_path):
    options = ("--output", tmp_path / "site", "--no-cache")
    for number in range(9):
        (knowledge / "indications" / f"page-{number}.md").write_text(article(f"Page {number}", tags=f"[tag-{number}]"))
    said(knowledge, *options, command="build")
    for number in range(9):
        (knowledge / "indications" / f"page-{number}.md").unlink()
    named = ", ".join(f"'indications/page-{number}/'" for number in range(5))
    assert said(knowledge, *options, command="build") == [
        # The tenth is the page that gathers what is looked up: without tags there is nothing for it to gather.
        f"site.yml:1:1: note: the site that was published before has 10 addresses that this one has not: {named} and 5 more [lost-address]"
    ]


# The knowledge bases of the project


def test_no_day_makes_the_content_wrong():
    """Nothing in it was reviewed, so nothing of it is ever due."""
    for day in ("2000-01-01", "2099-12-31"):
        assert said(CONTENT, "--strict", "--today", day) == []


# The version of the content


def version(content, tmp_path, *options, **environment):
    """What the home page says it is of."""
    materia("build", content, "--themes", THEMES, "--output", tmp_path / "site", "--cache", tmp_path / "cache", *options, **environment)
    found = re.search(r"<span data-content-version>([^<]*)</span>", (tmp_path / "site" / "index.html").read_text())
    return found and found[1]


def test_a_site_says_which_revision_it_is_of(knowledge, tmp_path):
    revision = lambda: git(knowledge, "log", "-1", "--format=%H", "--", ".").stdout.decode()[:10]
    first = version(knowledge, tmp_path)
    assert re.fullmatch(revision() + r" of \d+ \w+ \d{4}", first)
    # What is committed beside the content is no other version of it.
    (knowledge.parent / "README").write_text("Words.")
    git(knowledge.parent, "add", ".")
    commit(knowledge)
    assert version(knowledge, tmp_path) == first
    sign = tmp_path / "site" / "version.js"
    assert first in sign.read_text()

    for change in (lambda: (knowledge / "new.md").write_text(article("New")), lambda: (knowledge / "new.md").unlink(),
                   lambda: (knowledge / "index.md").write_text(article("Other", "[it](indications/old.md)")),
                   lambda: git(knowledge, "checkout", ".")):
        change()
        is_clean = not subprocess.run(["git", "-C", knowledge, "status", "--porcelain"], capture_output=True, check=True).stdout
        assert version(knowledge, tmp_path) == first + ("" if is_clean else ", with changes not committed")
        assert sign.exists() == is_clean
    rename(knowledge, "old", "new")
    assert "with changes not committed" in version(knowledge, tmp_path)
    commit(knowledge)
    assert version(knowledge, tmp_path).startswith(revision()) and not version(knowledge, tmp_path).startswith(first[:10])

    plans = knowledge / "site.yml"
    plans.write_text("title: Test\nversion: 2026.10\n")
    assert version(knowledge, tmp_path) == "2026.10"


def test_content_without_git_has_no_version_and_is_no_mistake(knowledge, tmp_path):
    shutil.rmtree(knowledge.parent / ".git")
    assert version(knowledge, tmp_path) is None and not (tmp_path / "site" / "version.js").exists()
    git(knowledge.parent, "init", "--quiet")
    assert version(knowledge, tmp_path) is None


def test_a_version_that_needs_a_spelling_of_its_own_is_refused(knowledge):
    (knowledge / "site.yml").write_text("title: Test\nversion: \"'); alert('x\"\nreport-errors: pharmacy at example.org\n")
    assert said(knowledge, expect=1) == [
        "site.yml:2:10: error: 'version' cannot be ''); alert('x' [unknown-value]",
        "site.yml:3:16: error: 'report-errors' is neither an e-mail address nor a web address: 'pharmacy at example.org' [unknown-scheme]",
    ]
