"""The tutorial, followed to the letter: its files are written, its commands run, and what they print is what it says."""

import os
import re
import subprocess

from conftest import MATERIA, REPOSITORY

FENCE = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`((?:content/)?[\w/-]+\.(?:yml|md|ris))`")


def settled(text):
    """Without the time of the run."""
    return re.sub(r", \d+\.\d+ s$", ", … s", text.strip(), flags=re.MULTILINE)


def test_a_site_of_your_own(tmp_path):
    page = (REPOSITORY / "docs" / "tutorial-start.md").read_text()
    environment = {**os.environ, "PATH": f"{MATERIA.parent}:{os.environ['PATH']}"}
    folder, printed, files, commands, last = tmp_path, None, 0, 0, 0
    for fence in FENCE.finditer(page):
        kind, text = fence[2], fence[3]
        before = page[last:fence.start()]
        last = fence.end()
        # A block is the file that the paragraph before it names, or what the command just above it prints.
        names = NAMED.findall(before.strip().split("\n\n")[-1])
        if kind == "sh":
            result = subprocess.run(["sh", "-ec", text + "pwd > \"$OLD\""], cwd=folder, capture_output=True, text=True, timeout=300,
                                    env={**environment, "OLD": str(tmp_path / "pwd")})
            assert result.returncode == 0, text + result.stdout + result.stderr
            folder = (tmp_path / "pwd").read_text().strip()
            printed, commands = settled(result.stdout), commands + text.count("\n")
        elif names:
            path = os.path.join(folder, names[-1])
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(text)
            files += 1
        else:
            assert kind == "text" and printed is not None, f"a block that is neither a file nor what a command prints:\n{text}"
            assert printed.endswith(settled(text)), f"the page says\n{settled(text)}\nand this was printed:\n{printed}"
    assert (files, commands) == (4, 11)
    assert "90 mg" in printed and "9 mL" in printed
    assert os.path.exists(os.path.join(folder, "site", "dosing", "fabulin", "index.html"))
