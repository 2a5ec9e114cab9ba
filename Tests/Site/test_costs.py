"""What a build costs, in counts that no machine changes: allocations, articles checked, pages made. Times are in Benchmarks/."""

import json
import os
import re
import subprocess
import sys

import pytest

from conftest import MATERIA, REPOSITORY, THEMES, materia

sys.path.insert(0, str(REPOSITORY / "Benchmarks"))
from corpus import Corpus  # noqa: E402


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    """The benchmarks' knowledge base in three sizes, by their numbers of articles."""
    folder = tmp_path_factory.mktemp("corpora")
    for articles in (100, 200, 400):
        Corpus(articles).write_materia(folder / str(articles))
    return lambda articles: folder / str(articles)


def allocations(content, output):
    """How often memory was asked for, by the allocator's own count. The same for the same input, but for a few."""
    result = subprocess.run(
        [MATERIA, "build", content, "--themes", THEMES, "--output", output, "--no-cache", "--threads", "1"], capture_output=True, text=True, timeout=300,
        env={**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1", "MALLOC_CONF": "stats_print:true,stats_print_opts:Jdabl"})
    assert result.returncode == 0, result.stderr[-2000:]
    statistics, _ = json.JSONDecoder().raw_decode(result.stderr[result.stderr.index("{"):])
    return statistics["jemalloc"]["stats.arenas"]["merged"]["small"]["nrequests"]


def test_an_article_costs_what_it_costs_however_many_there_are(corpora, tmp_path):
    """Whoever raises the ceiling says why in the commit."""
    counts = {articles: allocations(corpora(articles), tmp_path / str(articles)) for articles in (100, 200, 400)}
    first, then = (counts[200] - counts[100]) / 100, (counts[400] - counts[200]) / 200
    assert 5_000 < first < 10_500, counts
    # References and the pages that gather grow with the articles, and nothing faster.
    assert then < 1.15 * first, counts


def shares(content, output, cache):
    lines = materia("build", content, "--themes", THEMES, "--output", output, "--cache", cache, "--timings").stdout.splitlines()
    return {match[1]: int(match[2]) for line in lines if (match := re.fullmatch(r"(\w+) +[\d.]+ s +(\d+) of \d+", line))}


def test_a_change_costs_what_it_touches(corpora, tmp_path):
    """The articles that are checked again are those that name the record; pages are made for them, the record and its calculators."""
    content, output, cache = corpora(200), tmp_path / "site", tmp_path / "cache"
    whole = shares(content, output, cache)
    assert whole["parse"] == whole["check"] == 201 and whole["pages"] > 250
    assert shares(content, output, cache) == {"pages": 0}

    article = content / f"{Corpus(200).places[17]}.md"
    article.write_text(article.read_text() + "\nMore words.\n")
    changed = shares(content, output, cache)
    # Its words are read for the search, and those of the pages beside it.
    assert 1 <= changed.pop("search") < whole["search"] / 5, (changed, whole)
    assert changed == {"parse": 1, "check": 1, "pages": 1}

    record = content / "regimens" / "regimen-1.yml"
    users = [path for path in content.rglob("*.md") if re.search(r"regimen-1\.yml|id: regimen-1\b", path.read_text())]
    assert len(users) > 5
    record.write_text(re.sub(r"(?m)^summary: ", "summary: Another ", record.read_text()))
    changed = shares(content, output, cache)
    assert changed["parse"] == 0 and changed["check"] == len(users)
    # Its own page, its calculator in a frame and in one file, the list of regimens; the pages of what tags and policies list.
    assert len(users) + 4 <= changed["pages"] <= len(users) + 12, changed
