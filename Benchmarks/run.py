"""Speed of `materia build` on a large knowledge base, as ratios within one run.

Absolute times say more about the machine than about Materia. Each figure is the median of the rounds, and the ratios
compare what ran side by side: a build with nothing changed, one article changed, one thread, and cmark-gfm alone on
the same articles.

    python3 Benchmarks/run.py [articles] [rounds]
"""

from pathlib import Path
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from make_content import make

ROOT = Path(__file__).resolve().parents[1]
MATERIA = ROOT / ".build" / "release" / "materia"


def seconds(command, **options):
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return time.perf_counter() - started


def main(articles, rounds):
    with tempfile.TemporaryDirectory() as folder:
        content, site = Path(folder) / "content", Path(folder) / "site"
        make(ROOT / "content", content, articles)
        build = [MATERIA, "build", content, "--themes", ROOT / "themes", "--output", site]
        figures = {name: [] for name in ("clean", "nothing changed", "one article changed", "one thread", "cmark-gfm alone")}
        for number in range(rounds):
            shutil.rmtree(site, ignore_errors=True)
            figures["clean"].append(seconds(build))
            figures["nothing changed"].append(seconds(build))
            page = content / "indications" / "copy-0.md"
            page.write_text(page.read_text() + f"\nRound {number}.\n")
            figures["one article changed"].append(seconds(build))
            shutil.rmtree(site)
            figures["one thread"].append(seconds([*build, "--threads", "1"]))
            if shutil.which("cmark-gfm"):
                pages = sorted(content.rglob("*.md"))
                figures["cmark-gfm alone"].append(seconds(["cmark-gfm", "-e", "table", *pages]))
        base = statistics.median(figures["clean"])
        print(f"{articles} articles, {rounds} rounds; a clean build took {base:.2f} s, {base / articles * 1000:.2f} ms an article")
        for name, values in figures.items():
            if values:
                print(f"{name:22} {statistics.median(values) / base:6.3f} of a clean build")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 5)
