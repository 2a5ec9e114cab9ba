"""Compressed forms beside the files: what is in them is what stands beside them, after every kind of build."""

from pathlib import Path
import gzip
import shutil
import subprocess
import tempfile

import pytest

from conftest import REPOSITORY, THEMES, materia
from test_command import snapshot

VALID = REPOSITORY / "Tests/KnowledgeBaseTests/Fixtures/valid"
TEXT = {".html", ".css", ".js", ".json", ".xml", ".txt", ".svg", ".csv", ".md"}


@pytest.fixture
def content(tmp_path):
    shutil.copytree(VALID, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def build(tmp_path, content):
    def build(*arguments, output="site", expect=0):
        return materia("build", content, "--themes", THEMES, "--output", tmp_path / output, *arguments, expect=expect)

    return build


def plain(files):
    """What is in the forms, by their paths. All of brotli's by one process: a process for each took longer than the builds."""
    found = {path: gzip.decompress(bytes) for path, bytes in files.items() if path.endswith(".gz")}
    with tempfile.TemporaryDirectory() as name:
        packed = {Path(name) / f"{number}.br": path for number, path in enumerate(sorted(files)) if path.endswith(".br")}
        for place, path in packed.items():
            place.write_bytes(files[path])
        if packed:
            subprocess.run(["brotli", "--decompress", *packed], check=True)
        return found | {path: place.with_suffix("").read_bytes() for place, path in packed.items()}


def assert_right(site):
    """Each form holds the file it stands beside, each text has its forms, and the list knows them all."""
    files = snapshot(site)
    forms = {path for path in files if path.endswith((".gz", ".br"))}
    held = plain({path: files[path] for path in forms})
    for path in forms:
        source = path[:-3]
        assert held[path] == files[source], path
        assert len(files[path]) < len(files[source]), path
    texts = {path for path in files if "." + path.rsplit(".", 1)[-1] in TEXT and len(files[path]) >= 1024}
    assert forms == {text + form for text in texts for form in (".gz", ".br")}
    assert set(files[".materia-files"].decode().split("\n")) - {""} == set(files) - {".materia-files"}
    return forms


def test_forms_hold_the_files_they_stand_beside(tmp_path, build):
    said = build("--compress", "--threads", "1").stdout
    assert ".gz and .br" in said
    forms = assert_right(tmp_path / "site")
    assert {"index.html.gz", "index.html.br"} <= forms
    # No time, no name, and no system.
    assert (tmp_path / "site/index.html.gz").read_bytes()[:10] == bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
    build("--compress", "--threads", "3", "--no-cache", output="again")
    assert snapshot(tmp_path / "again") == snapshot(tmp_path / "site")
    # Beside the same files as without the option.
    build(output="bare")
    assert {path: bytes for path, bytes in snapshot(tmp_path / "site").items() if path not in forms and path != ".materia-files"} \
        == {path: bytes for path, bytes in snapshot(tmp_path / "bare").items() if path != ".materia-files"}


@pytest.mark.parametrize("cache", [(), ("--no-cache",)], ids=["remembering", "anew"])
def test_builds_after_the_first_keep_them_right(cache, tmp_path, content, build):
    site = tmp_path / "site"
    build(*cache)
    build("--compress", *cache)
    assert_right(site)
    assert "(0 written" in build("--compress", *cache).stdout
    # A page changes, one goes, a form is lost, and one is damaged.
    pages = sorted(content.rglob("*.md"))
    pages[0].write_text(pages[0].read_text() + "\nMore words than before.\n")
    build("--compress", *cache)
    assert_right(site)
    (site / "index.html.gz").unlink()
    (site / "index.html.br").write_bytes(b"something else")
    build("--compress", *cache)
    assert_right(site)
    build("--compress", "--no-cache", output="fresh")
    assert snapshot(site) == snapshot(tmp_path / "fresh")
    # Without the option they go, and nothing else does.
    build(*cache)
    assert not [path for path in snapshot(site) if path.endswith((".gz", ".br"))]
    build("--no-cache", output="bare")
    assert snapshot(site) == snapshot(tmp_path / "bare")
    build("--compress", *cache)
    assert_right(site)


def test_a_file_of_others_is_never_taken_for_a_form(tmp_path, build):
    build()
    (tmp_path / "site/index.html.gz").write_bytes(b"mine")
    before = snapshot(tmp_path / "site")
    assert "index.html.gz" in build("--compress", expect=2).stderr
    assert snapshot(tmp_path / "site") == before
