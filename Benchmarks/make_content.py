"""Writes a large content folder: copies of the knowledge base's own articles under new names."""

from pathlib import Path
import shutil
import sys


def make(source, target, articles):
    """Fills `target` with `articles` articles of ordinary size, and the records and references of `source`."""
    source, target = Path(source), Path(target)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    models = sorted((source / "indications").glob("*.md"))
    for number in range(articles):
        model = models[number % len(models)]
        text = model.read_text("utf-8").replace("\ntitle: ", f"\ntitle: {number} ", 1)
        (target / "indications" / f"copy-{number}.md").write_text(text, "utf-8")


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2], int(sys.argv[3]))
