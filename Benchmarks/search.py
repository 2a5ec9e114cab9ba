"""The search beside Pagefind on the same built site: what is found, what is loaded, how long it takes.

    python3 Benchmarks/search.py [--articles 10000] [--content]

Queries of the corpus are made by a rule from a seed, without a look at what either finds: words of titles in any order, two of them, one
mistake in one of them, the last of them cut off, the number of an article, and names that a glossary gives. Relevant are the articles whose
title has the words that were meant, and for a name the glossary as well. Those of content/ are written by hand (search-queries.json). Each search is judged by the first ten
results that it shows: ours are sections, and two of one page count once, which is to our disadvantage.

Each first query starts with nothing loaded, and is for the six results that the dialog shows. Bytes are those of the files, as they stand on a disk; Pagefind's are compressed already,
so ours are given compressed as well. Times of a keystroke are of a second round, when everything is loaded; a
round that takes minutes is cut off, and the report says how many were typed.
"""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
import argparse
import gzip
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from playwright.sync_api import sync_playwright

from corpus import Corpus
from run import MATERIA, ROOT, Cost

GLOB = "{indications,therapies,dosing,pitfalls,coverage,criteria,regimens,protocols,products,evidence,glossary,references,about}/**/*.html"


class Query:
    def __init__(self, kind, text, relevant):
        self.kind, self.text, self.relevant = kind, text, set(relevant)


def mistyped(rng, word):
    at, letters = rng.randrange(len(word)), "abcdefghijklmnopqrstuvwxyz"
    kind = rng.choice(["insert", "delete", "change", "swap"])
    if kind == "insert":
        return word[:at] + rng.choice(letters) + word[at:]
    if kind == "delete":
        return word[:at] + word[at + 1:]
    if kind == "change":
        return word[:at] + rng.choice(letters.replace(word[at], "")) + word[at + 1:]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2:]


def queries_of(corpus, glossary):
    rng = random.Random(23)
    titles = {place: [word.lower() for word in corpus.title(number).split()] for number, place in enumerate(corpus.places)}
    address = lambda place: f"{place}/index.html"

    def relevant(words):
        return [address(place) for place, title in titles.items() if set(words) <= set(title)]

    def some():
        return rng.choice(list(titles.items()))

    queries = []
    while len(queries) < 40:
        place, title = some()
        words = title[:-1]
        rng.shuffle(words)
        queries.append(Query("title", " ".join(words), relevant(words)))
    while len(queries) < 65:
        words = rng.sample(some()[1][:-1], 2)
        queries.append(Query("two words", " ".join(words), relevant(words)))
    while len(queries) < 95:
        title = some()[1][:-1]
        long = [word for word in title if len(word) > 5]
        if long:
            word = rng.choice(long)
            queries.append(Query("mistake", " ".join(mistyped(rng, other) if other is word else other for other in title), relevant(title)))
    while len(queries) < 115:
        title = some()[1][:-1]
        if len(title[-1]) > 4:
            queries.append(Query("beginning", " ".join(title[:-1] + [title[-1][:rng.randint(3, len(title[-1]) - 1)]]), relevant(title)))
    while len(queries) < 130:
        place, title = some()
        queries.append(Query("code", title[-1], [address(place)]))
    for name, words in glossary[:10]:
        queries.append(Query("synonym", name, relevant(words) + ["glossary/index.html"]))
    return queries


def write_glossary(corpus, content):
    """Names that stand in no article for the first two words of some titles."""
    rng = random.Random(29)
    entries = []
    for number in rng.sample(range(corpus.articles), 10):
        words = [word.lower() for word in corpus.title(number).split()[:2]]
        name = "qx" + "".join(rng.choices("bcdfgklmnprstv", k=5))
        entries.append((name, words))
    (content / "glossary.yml").write_text("".join(f"- {{ term: {' '.join(words)}, abbreviation: {name} }}\n" for name, words in entries))
    return entries


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


PAGE = "<!DOCTYPE html><meta charset=utf-8><title>Bench</title>%s"
OURS = """async ({ query, typed, count }) => {
  const started = performance.now();
  const found = await MateriaSearch.search(query, { limit: count, isTyped: typed });
  return [performance.now() - started, found.results.map(result => result.href.split('#')[0])]; }"""
THEIRS = """async ({ query, count }) => {
  const started = performance.now();
  const found = await pagefind.search(query);
  const data = await Promise.all(found.results.slice(0, count).map(result => result.data()));
  return [performance.now() - started, data.map(result => new URL(result.raw_url || result.url, location.origin).href)]; }"""


def scripts(site):
    """What searches, as the box loads it when it is opened."""
    box = re.search(r'assets/search-box[^>]*', (site / "index.html").read_text())[0]
    address = dict(re.findall(r'data-(\w+)-src="([^"]+)"', box))
    others = " ".join(f'data-{name}-src="{address[name]}"' for name in ("mistakes", "doses"))
    return "".join(f'<script src="{address[name]}" {others}></script>' for name in ("words", "index", "snippets", "search"))


class Engine:
    def __init__(self, name, site, page, script):
        self.name, self.site, self.page, self.script = name, site, page, script

    def judge(self, browser, root, queries):
        ranks, bytes_of, cold = {}, [], []
        for query in queries:
            context = browser.new_context()
            page = context.new_page()
            asked = set()
            page.on("requestfinished", lambda request: asked.add(request.url))
            page.goto(root + self.page)
            page.wait_for_function("window.MateriaSearch || window.pagefind")
            if self.name == "Pagefind":
                page.evaluate("pagefind.init()")
            given = {"query": query.text, "typed": query.kind == "beginning"}
            taken, _ = page.evaluate(self.script, {**given, "count": 6})
            page.wait_for_timeout(20)
            first = set(asked)
            _, found = page.evaluate(self.script, {**given, "count": 10})
            pages = list(dict.fromkeys(url.removeprefix(root).split("?")[0].replace("%20", " ") for url in found))
            pages = [page + "index.html" if page.endswith("/") or not page else page for page in pages]
            hits = [number for number, page in enumerate(pages, 1) if page in query.relevant]
            ranks.setdefault(query.kind, []).append((len(hits) / min(10, len(query.relevant)), 1 / hits[0] if hits else 0))
            cold.append(taken)
            files = [self.site / url.removeprefix(root).partition("?")[0] for url in first]
            files = [path for path in files if path.is_file() and path.name != self.page]
            raw = sum(path.stat().st_size for path in files)
            packed = sum(min(path.stat().st_size, len(gzip.compress(path.read_bytes()))) for path in files)
            index = sum(path.stat().st_size for path in files if "/search/" in str(path)) if self.name != "Pagefind" else None
            bytes_of.append((raw, packed, index, len(files)))
            context.close()
        return ranks, bytes_of, cold

    def type(self, browser, root, queries, seconds=240):
        page = browser.new_page()
        page.goto(root + self.page)
        page.wait_for_function("window.MateriaSearch || window.pagefind")
        take = lambda text: page.evaluate(self.script, {"query": text, "typed": True, "count": 6})[0]
        texts = [query.text[:end] for query in queries for end in range(1, len(query.text) + 1)]
        until = time.monotonic() + seconds
        for number, text in enumerate(texts, 1):
            take(text)
            if time.monotonic() > until:
                del texts[number:]
                break
        times = [take(text) for text in texts]
        page.close()
        return sorted(times)


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


def report(name, ranks, bytes_of, cold, times, index):
    print(f"\n  {name}")
    every = [entry for entries in ranks.values() for entry in entries]
    for kind, entries in [*ranks.items(), ("all", every)]:
        print(f"    {kind:12} {len(entries):4} queries   recall at 10 {statistics.mean(e[0] for e in entries):.3f}   reciprocal rank {statistics.mean(e[1] for e in entries):.3f}")
    for label, part in (("on disk", 0), ("compressed", 1), ("index alone", 2), ("files", 3)):
        values = [entry[part] for entry in bytes_of if entry[part] is not None]
        if values:
            unit = 1 if part == 3 else 1000
            print(f"    first query, {label:12} median {statistics.median(values) / unit:7.1f}   95 % {percentile(values, 0.95) / unit:7.1f}   most {max(values) / unit:7.1f}{' kB' if unit > 1 else ''}")
    print(f"    first query, time   median {statistics.median(cold):.0f} ms, 95 % {percentile(cold, 0.95):.0f} ms; a keystroke, loaded: median {statistics.median(times):.1f} ms, 95 % {percentile(times, 0.95):.1f} ms of {len(times)}")
    print(f"    index: {index}")


def compare(title, content, queries, keystrokes, rounds):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = folder / "ours", folder / "theirs"
        plain = folder / "plain"
        shutil.copytree(content, plain)
        settings = plain / "site.yml"
        settings.write_text(settings.read_text() + "search: false\n")
        costs = {"with": [], "without": [], "Pagefind": []}
        for _ in range(rounds):
            for key, source, output in (("with", content, ours), ("without", plain, theirs)):
                shutil.rmtree(output, ignore_errors=True)
                costs[key].append(Cost.of([MATERIA, "build", source, "--themes", ROOT / "themes", "--output", output, "--no-cache"]))
            costs["Pagefind"].append(Cost.of([sys.executable, "-m", "pagefind", "--site", theirs, "--glob", GLOB, "--root-selector", "main"]))
        cost = {key: Cost.median(values) for key, values in costs.items()}
        (ours / "bench.html").write_text(PAGE % scripts(ours))
        (theirs / "bench.html").write_text(PAGE % "<script type=module>window.pagefind = await import('./pagefind/pagefind.js');</script>")
        print(f"\n{title}: {len(queries)} queries")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox"])
            for engine in (Engine("Materia", ours, "bench.html", OURS), Engine("Pagefind", theirs, "bench.html", THEIRS)):
                server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=engine.site))
                threading.Thread(target=server.serve_forever, daemon=True).start()
                root = f"http://127.0.0.1:{server.server_address[1]}/"
                judged = engine.judge(browser, root, queries)
                times = engine.type(browser, root, keystrokes)
                if engine.name == "Materia":
                    files = list((ours / "search").glob("*.js"))
                    index = (f"{cost['with'].wall - cost['without'].wall:.2f} s by the clock and {cost['with'].cpu - cost['without'].cpu:.2f} s of processor on top of a build of "
                             f"{cost['without'].wall:.2f} s, {cost['with'].memory - cost['without'].memory:.0f} MB more; {len(files)} files, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB")
                else:
                    files = [path for path in (theirs / "pagefind").rglob("*") if path.is_file()]
                    index = f"{cost['Pagefind'].wall:.2f} s by the clock, {cost['Pagefind'].cpu:.2f} s of processor, {cost['Pagefind'].memory:.0f} MB; {len(files)} files, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB"
                report(engine.name, *judged, times, index)
                server.shutdown()
            browser.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--content", action="store_true", help="only content/")
    options = parser.parse_args()
    judged = json.loads((ROOT / "Benchmarks/search-queries.json").read_text())
    hand = [Query(entry["kind"], entry["query"], entry["relevant"]) for entry in judged]
    compare("content/", ROOT / "content", hand, hand[:30], options.rounds)
    if options.content:
        return
    with tempfile.TemporaryDirectory() as name:
        content = Path(name) / "content"
        corpus = Corpus(options.articles)
        corpus.write_materia(content)
        glossary = write_glossary(corpus, content)
        queries = queries_of(corpus, glossary)
        compare(f"{options.articles} articles", content, queries, queries[::14], options.rounds)


if __name__ == "__main__":
    main()
