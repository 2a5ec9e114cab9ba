"""The pages of the guide that are followed step by step, followed to the letter.

Their files are written, their commands run, and what they print is what the page says. In the order of a page:

- A block of `sh` is run, in the folder where the one before it ended.
- A block of `text` is what the last command prints, or a part of it, unless the paragraph above it names a file. Where a file has changed
  since, the command is run again.
- Any other block is a file, named in the paragraph above it; or the one that was written last, where the paragraph names none.
  It is the whole file, or stands at "the end of" it, in place of "the last line of" it, or "before" a key.
- "write `new` in place of `old`" (or of "each `old`") changes the file that the sentence names, or the one that was written last.

A command that fails is one whose messages the page shows.

With `MATERIA_RECORD_GOLDEN=1` an answer that differs is written into the page as it was printed, and the test fails to say so. Look at
the change: of a block that was a part, the rest has to be taken out again.
"""

import os
import re
import subprocess

import pytest

from conftest import MATERIA, REPOSITORY

DOCS = REPOSITORY / "docs"
FENCE = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`([\w./-]+\.(?:yml|md|ris|json|mustache|css|svg))`")
REPLACED = re.compile(r"(?:In\s+`([^`]+)`,\s+)?[Ww]rite\s+`([^`]+)`\s+in\s+place\s+of\s+(each\s+)?`([^`]+)`")
BEFORE = re.compile(r"\bbefore `([\w-]+)`")
# What waits for a person, or is another program.
NOT_RUN = re.compile(r"^(?:materia serve|pandoc)\b.*\n", re.MULTILINE)
# The day of the pages, so that no review in them falls due.
TODAY = "1795824000"

# Where a page begins to be followed, and how many files, changes, commands and answers it has.
PAGES = {
    "getting-started": ("## The smallest site", 7, 2, 8, 7),
    "tutorial-start": ("## 1. A site", 5, 0, 11, 6),
    "tutorial-dosing": ("## 1. An empty folder", 12, 3, 16, 16),
    "how-to-policy": ("Begin in a site", 5, 0, 10, 5),
    "how-to-evidence": ("Begin in a site", 3, 1, 8, 4),
    "how-to-theme": ("Begin in a site", 4, 5, 7, 3),
    "how-to-review": ("Begin in a site", 0, 3, 10, 7),
    "how-to-word": ("Begin in a site", 2, 0, 10, 3),
    "overlay": ("## Start one", 4, 2, 13, 8),
}


def settled(text):
    """Without the time of the run and the versions of records and programs."""
    text = re.sub(r", \d+\.\d+ s$", ", … s", text.strip(), flags=re.MULTILINE)
    return re.sub(r"\b[0-9a-f]{12}\b|\bMateria \d+\.\d+\.\d+", "…", text)


class Follower:
    """Somebody who does what a page says, in a folder of their own."""

    def __init__(self, folder):
        self.start, self.folder = folder, folder
        self.file = self.command = self.printed = None
        self.is_stale = self.has_failed = False
        self.files = self.changes = self.commands = self.answers = 0

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, command):
        assert not self.has_failed, f"this failed, and the page does not show it:\n{self.command}{self.printed}"
        end = self.start / "pwd"
        result = subprocess.run(
            ["sh", "-ec", "trap 'pwd > \"$END\"' EXIT\n" + NOT_RUN.sub("", command)], cwd=self.folder, timeout=300,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "PATH": f"{MATERIA.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": TODAY, "PROJECT": str(REPOSITORY), "END": str(end)})
        self.folder = end.read_text().strip()
        self.command, self.printed = command, result.stdout
        self.has_failed, self.is_stale = result.returncode != 0, False

    def see(self, text):
        """The text, or what ought to stand there."""
        if self.is_stale:
            self.has_failed = False
            self.run(self.command)
        self.has_failed = False
        self.answers += 1
        return text if self.printed and settled(text) in settled(self.printed) else self.printed

    def write(self, paragraph, text):
        names = NAMED.findall(paragraph)
        self.file = self.path(names[-1]) if names else self.file
        assert self.file, f"a block of no file:\n{text}"
        os.makedirs(os.path.dirname(self.file), exist_ok=True)
        before = BEFORE.search(paragraph)
        if before or "end of `" in paragraph or "last line of `" in paragraph:
            with open(self.file) as file:
                old = file.read()
            if before:
                lines = old.splitlines(keepends=True)
                place = lines.index(next(line for line in lines if line.startswith(before[1] + ":")))
                text = "".join(lines[:place]) + text + "".join(lines[place:])
            elif "end of `" in paragraph:
                text = old + "\n" + text
            else:
                text = "".join(old.splitlines(keepends=True)[:-1]) + text
        with open(self.file, "w") as file:
            file.write(text)
        self.files += 1
        self.is_stale = True

    def replace(self, name, new, each, old):
        self.file = self.path(name) if name else self.file
        with open(self.file) as file:
            text = file.read()
        assert text.count(old) == 1 or each and old in text, f"{old} stands {text.count(old)} times in {self.file}"
        with open(self.file, "w") as file:
            file.write(text.replace(old, new))
        self.changes += 1
        self.is_stale = True

    def follow(self, page):
        """The page with the answers that were given."""
        last, followed = 0, ""
        for fence in FENCE.finditer(page):
            between, kind, text = page[last:fence.start()].strip(), fence[2], fence[3]
            followed += page[last:fence.start()]
            last = fence.end()
            for change in REPLACED.finditer(between):
                self.replace(*change.groups())
            if kind == "sh":
                self.run(text)
                self.commands += text.count("\n")
            elif kind == "text" and (REPLACED.search(between) or not NAMED.search(between.split("\n\n")[-1])):
                text = self.see(text)
            else:
                self.write(between.split("\n\n")[-1], text)
            followed += f"{fence[1]}{kind}\n{text}{fence[1]}"
        assert not self.has_failed, self.command + self.printed
        return followed + page[last:]


@pytest.mark.parametrize("name", PAGES)
def test_it_is_as_the_page_says(name, tmp_path):
    start, *counts = PAGES[name]
    path = DOCS / f"{name}.md"
    page = path.read_text()
    assert start in page
    before, steps = page[:page.index(start)], page[page.index(start):]
    follower = Follower(tmp_path)
    followed = follower.follow(steps)
    if followed != steps and os.environ.get("MATERIA_RECORD_GOLDEN") == "1":
        path.write_text(before + followed)
    assert followed == steps
    assert [follower.files, follower.changes, follower.commands, follower.answers] == counts


def test_no_page_counts_by_itself():
    """What a site has is counted on the pages that are followed; others show a line of theirs."""
    line = re.compile(r"^(?:built|checked) \d+ .*$", re.MULTILINE)
    pages = {path.stem: set(line.findall(settled(path.read_text()))) for path in DOCS.glob("*.md")}
    followed = set().union(*(pages[name] for name in PAGES))
    assert {name: lines - followed for name, lines in pages.items() if lines - followed} == {}
