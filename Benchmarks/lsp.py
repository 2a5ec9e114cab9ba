"""From an edit in an open article to the diagnostics that follow from it, and from a request to its answer, in `materia lsp`.

    .venv/bin/python Benchmarks/lsp.py [articles] [edits]
"""

from pathlib import Path
import itertools
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

from corpus import Corpus

ROOT = Path(__file__).resolve().parents[1]
MATERIA = Path(os.environ.get("MATERIA", ROOT / ".build" / "release" / "materia"))


class Client:
    """As little of a client as can be measured with: it waits for what it asked for."""

    def __init__(self, folder):
        self.server = subprocess.Popen([MATERIA, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.numbers = itertools.count(1)
        capabilities = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self.tell("initialized", {})

    def write(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def read(self):
        length = 0
        while line := self.server.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.server.stdout.read(length))

    def tell(self, method, params):
        self.write({"method": method, "params": params})

    def ask(self, method, params):
        number = next(self.numbers)
        self.write({"id": number, "method": method, "params": params})
        while (message := self.read()).get("id") != number:
            pass
        return message["result"]

    def diagnostics(self, uri, holds):
        """Waits until what is wrong with a file is so."""
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri and holds(message["params"]["diagnostics"]):
                return


def line(name, times):
    times = sorted(time * 1000 for time in times)
    print(f"{name}: median {statistics.median(times):.0f} ms, 95 of 100 within {times[int(len(times) * 0.95)]:.0f} ms")


def main(articles, edits):
    with tempfile.TemporaryDirectory() as name:
        content = Path(name) / "content"
        corpus = Corpus(articles)
        corpus.write_materia(content)
        started = time.monotonic()
        client = Client(content)
        place = corpus.places[0]
        client.ask("textDocument/documentSymbol", {"textDocument": {"uri": (content / f"{place}.md").as_uri()}})
        print(f"{articles} articles, {edits} edits; the first answer after {time.monotonic() - started:.1f} s")
        rng, made, mended, completed = random.Random(1), [], [], []
        for _ in range(edits):
            # As an author goes from one file to the next.
            time.sleep(1)
            file = content / f"{corpus.places[rng.randrange(articles)]}.md"
            uri, text = file.as_uri(), file.read_text()
            client.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}})
            end = {"line": text.count("\n"), "character": 0}
            wrong = "\nSee [it](nowhere/at-all.md).\n"
            started = time.monotonic()
            client.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"range": {"start": end, "end": end}, "text": wrong}]})
            client.diagnostics(uri, bool)
            made.append(time.monotonic() - started)
            started = time.monotonic()
            position = {"line": end["line"] + 1, "character": len("See [it](now")}
            client.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
            completed.append(time.monotonic() - started)
            started = time.monotonic()
            client.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": 3}, "contentChanges": [{"text": text}]})
            client.diagnostics(uri, lambda found: not found)
            mended.append(time.monotonic() - started)
            client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        line("a mistake shown", made)
        line("a mistake gone", mended)
        line("completions", completed)
        memory = int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{client.server.pid}/status").read_text()).group(1)) / 1000
        print(f"{memory:.0f} MB")
        client.server.kill()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10000, int(sys.argv[2]) if len(sys.argv) > 2 else 40)
