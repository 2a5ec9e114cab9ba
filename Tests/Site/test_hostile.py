"""Folders, streams and names that are not what anybody wants: the command ends, says so, and leaves what is others' as it is."""

import os
import shutil
import socket
import stat
import subprocess

import pytest

from conftest import MATERIA, THEMES, materia

PAGE = "---\ntitle: Page\nsummary: A test.\n---\n\nText.\n"


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    (folder / "dosing").mkdir(parents=True)
    (folder / "site.yml").write_text("title: Test\n")
    (folder / "index.md").write_text(PAGE)
    (folder / "dosing" / "page.md").write_text(PAGE)
    return folder


def build(content, output, expect=0, **options):
    return materia("build", content, "--themes", THEMES, "--output", output, "--no-cache", expect=expect, **options)


def change(content):
    path = content / "dosing" / "page.md"
    path.write_text(path.read_text() + "\nMore.\n")
    (content / "dosing" / f"new-{len(list((content / 'dosing').iterdir()))}.md").write_text(PAGE)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_pipes_and_sockets_in_the_output_folder(tmp_path, content):
    output = tmp_path / "site"
    build(content, output)
    (output / "box").mkdir()
    os.mkfifo(output / "box" / "pipe")
    os.mkfifo(output / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(output / "socket"))
        change(content)
        build(content, output)
        assert stat.S_ISFIFO(os.stat(output / "box" / "pipe").st_mode) and stat.S_ISFIFO(os.stat(output / "pipe").st_mode)
        assert stat.S_ISSOCK(os.stat(output / "socket").st_mode)


def test_a_pipe_in_the_place_of_what_materia_writes(tmp_path, content):
    output = tmp_path / "site"
    build(content, output)
    page = output / "dosing" / "page" / "index.html"
    page.unlink()
    os.mkfifo(page)
    build(content, output)
    assert page.is_file()
    (output / ".materia-files").unlink()
    os.mkfifo(output / ".materia-files")
    assert "holds files Materia did not write" in build(content, output, expect=2).stderr
    other = tmp_path / "other"
    os.mkfifo(tmp_path / ".other.staging.lock")
    assert build(content, other, expect=(0, 2)).returncode in (0, 2)


def test_pipes_in_the_content_and_the_theme(tmp_path, content):
    os.mkfifo(content / "dosing" / "pipe.md")
    assert "pipe.md:1:1: error: this is not an ordinary file [unreadable-file]" in build(content, tmp_path / "site", expect=1).stderr
    os.remove(content / "dosing" / "pipe.md")
    themes = tmp_path / "themes"
    shutil.copytree(THEMES, themes)
    os.mkfifo(themes / "clinic" / "assets" / "pipe.css")
    result = materia("build", content, "--themes", themes, "--output", tmp_path / "site", expect=1)
    assert "clinic/assets/pipe.css:1:1: error: this is not an ordinary file [unreadable-file]" in result.stderr


def test_what_is_hidden_is_not_published(tmp_path, content):
    (content / ".git").mkdir()
    (content / ".git" / "config").write_text("password")
    (content / "files").mkdir()
    (content / "files" / "form.txt").symlink_to("../.git/config")
    (content / "index.md").write_text(PAGE + "\n[The form](files/form.txt)\n")
    result = build(content, tmp_path / "site", expect=1)
    assert "files/form.txt:1:1: error: the symbolic link leads to a hidden file, and none of those is published [outside-content]" in result.stderr


def test_folders_keep_their_owners_groups_and_modes(tmp_path, content):
    # Files of the search are named by what is in them: a change removes some.
    settings = content / "site.yml"
    settings.write_text(settings.read_text() + "search: false\n")
    output = tmp_path / "site"
    build(content, output)
    (output / "downloads" / "deep").mkdir(parents=True)
    (output / "downloads" / "deep" / "form.pdf").write_bytes(b"x")
    (output / "empty").mkdir()
    folders = {output: 0o2775, output / "downloads": 0o770, output / "downloads" / "deep": 0o555, output / "empty": 0o700, output / "dosing": 0o2750}
    if os.geteuid() == 0:
        os.chown(output, -1, 12345)
        for name in ("downloads", "downloads/deep", "empty"):
            os.chown(output / name, 23456, 12345)
    for folder, bits in folders.items():
        folder.chmod(bits)
    before = {folder: (folder.stat().st_uid, folder.stat().st_gid, mode(folder)) for folder in folders}
    for _ in range(2):
        change(content)
        assert " 0 removed" in build(content, output).stdout
        assert {folder: (folder.stat().st_uid, folder.stat().st_gid, mode(folder)) for folder in folders} == before
    assert [path.name for path in tmp_path.iterdir() if ".staging-" in path.name] == []


def test_a_site_can_be_read_whatever_the_mask(tmp_path, content):
    output = tmp_path / "site"
    subprocess.run(["sh", "-c", f"umask 077; {MATERIA} build {content} --themes {THEMES} --output {output} --no-cache"], check=True, capture_output=True)
    assert mode(output) == 0o755
    for path in output.rglob("*"):
        assert mode(path) == (0o755 if path.is_dir() else 0o644), path


def test_only_what_materia_made_is_cleared_away(tmp_path, content):
    output = tmp_path / "site"
    for name in (".site.staging-notes", ".site.staging-2026", ".site.staging-old-7", ".site.staging-"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.txt").write_text("mine")
    (tmp_path / ".site.staging-9").write_text("a file")
    (tmp_path / ".site.staging-10").symlink_to(content)
    abandoned = tmp_path / ".site.staging-4711"
    abandoned.mkdir()
    (abandoned / ".materia-files").write_text("index.html\n")
    (abandoned / "index.html").write_text("half")
    build(content, output)
    assert not abandoned.exists()
    for name in (".site.staging-notes", ".site.staging-2026", ".site.staging-old-7", ".site.staging-"):
        assert (tmp_path / name / "mine.txt").read_text() == "mine"
    assert (tmp_path / ".site.staging-9").read_text() == "a file" and (tmp_path / ".site.staging-10").is_symlink()


@pytest.mark.parametrize("streams, code", [
    ("2>/dev/full", 1), ("2>&-", 1), (">&-", 1), (">&- 2>&-", 1), (">/dev/full", 1), (">/dev/full 2>/dev/full", 1), ("2>&1 | head -1", 1), ("2>&1 | true", 1)])
def test_streams_that_take_nothing(content, streams, code):
    (content / "index.md").write_text(PAGE + "\n".join(f"[x](no-{number}.md)" for number in range(3000)))
    # Of a pipe, what the command itself ends with.
    script = f"{MATERIA} check {content} --themes {THEMES} {streams.replace('|', '; echo $? >&3; } |', 1) if '|' in streams else streams + '; echo $? >&3; }'}"
    result = subprocess.run(["sh", "-c", "exec 3>&1; { " + script], capture_output=True, text=True, timeout=120)
    assert result.stdout.split("\n")[-2] == str(code), result.stdout + result.stderr


def test_an_answer_that_nobody_got_is_no_success(tmp_path, content):
    for command, expected in [(f"check {content}", 74), (f"build {content} --output {tmp_path / 'site'}", 74)]:
        result = subprocess.run(["sh", "-c", f"{MATERIA} {command} --themes {THEMES} >/dev/full"], capture_output=True, text=True, timeout=120)
        assert result.returncode == expected
        assert result.stderr == "error: the standard output cannot be written to: No space left on device\n"
    assert (tmp_path / "site" / "index.html").exists()


def test_of_very_many_messages_the_first_are_printed(content):
    (content / "index.md").write_text(PAGE + "\n".join(f"[x](no-{number}.md)" for number in range(3000)))
    result = materia("check", content, "--themes", THEMES, expect=1)
    assert result.stderr.count("[broken-link]") == 1000
    assert result.stderr.endswith("and 2000 more, which are not printed: mend these first, and the rest will be told\n")
    assert "3000 errors" in result.stdout
