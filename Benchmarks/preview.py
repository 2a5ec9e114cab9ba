"""From saving an article to the browser having the new page, in `materia serve`.

    .venv/bin/python Benchmarks/preview.py [articles] [edits]
"""

from pathlib import Path
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

from corpus import Corpus

ROOT = Path(__file__).resolve().parents[1]
MATERIA = ROOT / ".build" / "release" / "materia"


def main(articles, edits):
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        content = Path(name) / "content"
        corpus = Corpus(articles)
        corpus.write_materia(content)
        preview = subprocess.Popen([MATERIA, "serve", content, "--themes", ROOT / "themes"], stdout=subprocess.PIPE, text=True)
        try:
            address = next(match.group() for line in preview.stdout if (match := re.search(r"http://\S+", line)))
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox"])
            page = browser.new_page()
            # The page says what it holds as soon as it is there to be read, in a new document or in the same.
            page.add_init_script("""addEventListener('DOMContentLoaded', () => {
              let said = '';
              const say = () => {
                const holds = Array.from(document.body.textContent.matchAll(/Edit number \\d+\\./g)).join(' ');
                if (holds !== said) console.log('holds', said = holds, 'at', performance.timeOrigin + performance.now());
              };
              new MutationObserver(say).observe(document.body, { childList: true, subtree: true });
              say();
            })""")
            shown = {}

            # By the page's own clock, which is the machine's: how long the news takes to get here is not the reader's wait.
            def hear(message):
                if found := re.search(r" at ([\d.]+)$", message.text):
                    for edit in re.findall(r"Edit number \d+\.", message.text):
                        shown.setdefault(edit, float(found.group(1)))

            page.on("console", hear)
            rng, times = random.Random(1), []
            for number in range(edits):
                place = corpus.places[rng.randrange(articles)]
                page.goto(f"{address}{place}/")
                page.wait_for_timeout(400)
                file = content / f"{place}.md"
                text = file.read_text() + f"\nEdit number {number}.\n"
                started = time.time()
                file.write_text(text)
                edit = f"Edit number {number}."
                while edit not in shown:
                    page.wait_for_timeout(5)
                times.append(shown[edit] - started * 1000)
            memory = int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{preview.pid}/status").read_text()).group(1)) / 1000
            times.sort()
            print(f"{articles} articles, {edits} edits: median {statistics.median(times):.0f} ms, 95 of 100 within {times[int(len(times) * 0.95)]:.0f} ms, {memory:.0f} MB")
        finally:
            preview.kill()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10000, int(sys.argv[2]) if len(sys.argv) > 2 else 40)
