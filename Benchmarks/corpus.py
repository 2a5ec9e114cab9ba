"""A knowledge base of any size, made from a seed, and the same articles for other generators.

An article has a log-normal length (median 900 words), 8 citations, 12 links of which 2 to anchors, 2 checked facts, a table and
3 tags. For N articles there are N/20 criteria, N/50 regimens and as many products, and up to 2,000 references.

    python3 Benchmarks/corpus.py FOLDER ARTICLES
"""

from pathlib import Path
import json
import random
import shutil
import sys

KINDS = ["indications", "therapies", "dosing", "pitfalls", "coverage"]

SYLLABLES = [
    "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu", "bra", "cle", "dri", "flo", "gru",
    "pla", "sten", "tri", "ver", "min", "tan", "lor", "nex", "dor", "sil", "mab", "cin", "pril", "sone",
]


def words(rng, count, vocabulary):
    """Words as text has them: few very common, most rare."""
    return rng.choices(vocabulary[0], cum_weights=vocabulary[1], k=count)


def make_vocabulary(rng):
    names = sorted({"".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(6000)})
    rng.shuffle(names)
    total, weights = 0.0, []
    for rank in range(len(names)):
        total += 1 / (rank + 3)
        weights.append(total)
    return names, weights


class Corpus:
    def __init__(self, articles, seed=7):
        self.articles = articles
        self.rng = random.Random(seed)
        self.vocabulary = make_vocabulary(self.rng)
        self.regimens = max(1, articles // 50)
        self.criteria = max(1, articles // 20)
        self.references = max(20, min(2000, articles))
        self.places = [f"{KINDS[n % len(KINDS)]}/{self.rng.choice(self.vocabulary[0])}-{n}" for n in range(articles)]
        self.lengths = [max(150, min(9000, int(self.rng.lognormvariate(6.802, 0.6)))) for _ in range(articles)]
        self.sections = [max(3, length // 220) for length in self.lengths]

    def sentence(self, rng, count):
        text = " ".join(words(rng, count, self.vocabulary))
        return text[0].upper() + text[1:]

    def article(self, number, link):
        """Front matter values and a body whose links `link(kind, …)` writes."""
        rng = random.Random(f"article {number}")
        place = self.places[number]
        sections = self.sections[number]
        title = self.sentence(rng, 4) + f" {number}"
        summary = self.sentence(rng, 12) + "."
        citations = [f"r{rng.randrange(self.references)}" for _ in range(8)]
        links = [("page", self.places[rng.randrange(self.articles)], None) for _ in range(10)]
        for _ in range(2):
            other = rng.randrange(self.articles)
            links.append(("page", self.places[other], f"part-{rng.randrange(self.sections[other])}"))
        regimen = rng.randrange(self.regimens)
        facts = [("fact", f"regimen-{regimen}", "dose", f"{1 + regimen % 9} mg/kg"), ("fact", f"product-{regimen}", "concentration", f"{10 + regimen % 90} mg/mL")]
        extras = [link(*entry) for entry in links] + [link(*entry) for entry in facts] + [link("cite", key) for key in citations]
        rng.shuffle(extras)
        per_section = -(-len(extras) // sections)
        body, left = [], self.lengths[number]
        for part in range(sections):
            body.append(f"## Part {part}\n")
            mine = extras[part * per_section:(part + 1) * per_section]
            share = max(20, left // (sections - part))
            left -= share
            while share > 0:
                count = min(share, rng.randint(40, 90))
                share -= count
                text = []
                while count > 0:
                    size = min(count, rng.randint(6, 18))
                    count -= size
                    text.append(self.sentence(rng, size) + (" " + mine.pop() if mine and rng.random() < 0.6 else "") + ".")
                body.append(" ".join(text) + "\n")
            if mine:
                body.append(self.sentence(rng, 5) + " " + " and ".join(mine) + ".\n")
            if part == 1:
                rows = ["| Name | Value | Note |", "|---|---:|---|"]
                rows += [f"| {self.sentence(rng, 2)} | {rng.randrange(1000)} | {self.sentence(rng, 6)} |" for _ in range(6)]
                body.append("\n".join(rows) + "\n")
        return place, title, summary, [f"tag-{rng.randrange(40)}" for _ in range(3)], "\n".join(body)

    def title(self, number):
        """Of an article, as `article` begins."""
        rng = random.Random(f"article {number}")
        return self.sentence(rng, 4) + f" {number}"

    def write_materia(self, folder):
        folder = Path(folder)
        shutil.rmtree(folder, ignore_errors=True)
        for kind in KINDS + ["regimens", "products", "criteria", "protocols", "references"]:
            (folder / kind).mkdir(parents=True)
        (folder / "site.yml").write_text("title: Benchmark\ntheme: clinic\n")
        (folder / "index.md").write_text("---\ntitle: Benchmark\nsummary: A site of any size.\n---\n\n## Start\n\nSee the navigation.\n")

        def link(place):
            def write(kind, *entry):
                if kind == "page":
                    target, anchor = entry
                    path = f"{target.split('/')[1]}.md" if target.split("/")[0] == place.split("/")[0] else f"../{target}.md"
                    return f"[a page]({path}{'#' + anchor if anchor else ''})"
                if kind == "fact":
                    record, fact, text = entry
                    return f"[{text}](../{record.split('-')[0]}s/{record}.yml#{fact})"
                return f"[@{entry[0]}]"
            return write

        for number in range(self.articles):
            place, title, summary, tags, body = self.article(number, link(self.places[number]))
            (folder / f"{place}.md").write_text(
                f"---\ntitle: {title}\nsummary: {summary}\nstatus: current\ntags: [{', '.join(sorted(set(tags)))}]\n---\n\n{body}")
        (folder / "protocols/actual.yml").write_text("title: Actual weight\nsummary: As weighed.\nstatus: current\nweight: { basis: actual }\nsources: [r0]\n")
        for number in range(self.regimens):
            (folder / f"regimens/regimen-{number}.yml").write_text(
                f"title: Regimen {number}\nsummary: A dose by weight.\nstatus: current\ndrug: drug {number}\npopulation: {{ text: Adults, minimum-age: 18 years }}\n"
                f"dose: {{ each: {1 + number % 9} mg/kg, every: 12 h }}\nproducts: [product-{number}]\nprotocols: [actual]\nsources: [r{number % self.references}]\n"
                f"examples:\n  - {{ patient: {{ weight: 50 kg, age: 50 years }}, expect: {{ each: {50 * (1 + number % 9)} mg }}, source: r{number % self.references} }}\n")
            (folder / f"products/product-{number}.yml").write_text(
                f"title: Product {number}\nsummary: A solution.\nstatus: current\ndrug: drug {number}\nconcentration: {10 + number % 90} mg/mL\n"
                f"generic-name: drug {number}\nlabel: {{ region: US, date: 2024-01-26, reference: r{number % self.references} }}\nsources: [r{number % self.references}]\n")
        for number in range(self.criteria):
            rng = random.Random(f"criteria {number}")
            items = "".join(f"  - {{ id: item-{n}, label: {self.sentence(rng, 5)} }}\n" for n in range(6))
            (folder / f"criteria/criteria-{number}.yml").write_text(
                f"title: Criteria {number}\nsummary: Items and a rule.\nstatus: current\nkind: classification\nitems:\n{items}"
                f"outcomes:\n  - {{ id: met, label: Met, rule: {{ at-least: 4, of: [item-0, item-1, item-2, item-3, item-4, item-5] }} }}\nsources: [r{number % self.references}]\n")
        rng = random.Random("references")
        (folder / "references/library.json").write_text(json.dumps([
            {
                "id": f"r{n}", "type": "article-journal", "title": self.sentence(rng, 9),
                "author": [{"family": self.sentence(rng, 1), "given": "A B"} for _ in range(rng.randint(1, 8))],
                "container-title": self.sentence(rng, 3), "issued": {"date-parts": [[1990 + n % 35]]}, "volume": str(n % 90 + 1), "page": f"{n}-{n + 7}",
                "DOI": f"10.1234/{n}",
            } for n in range(self.references)
        ], indent=1))

    def write_hugo(self, folder):
        """The same articles with `ref` links, a list of tags, bare templates."""
        folder = Path(folder)
        shutil.rmtree(folder, ignore_errors=True)
        for kind in KINDS:
            (folder / "content" / kind).mkdir(parents=True)
        layouts = folder / "layouts" / "_default"
        layouts.mkdir(parents=True)
        (folder / "hugo.toml").write_text('baseURL = "https://example.org/"\ntitle = "Benchmark"\ndisableKinds = ["RSS", "sitemap"]\n[taxonomies]\ntag = "tags"\n')
        head = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body>"
        (layouts / "single.html").write_text(head + "<h1>{{ .Title }}</h1><nav>{{ .TableOfContents }}</nav><main>{{ .Content }}</main><ul>{{ range .GetTerms \"tags\" }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul></body></html>")
        (layouts / "list.html").write_text(head + "<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul></body></html>")

        def link(kind, *entry):
            if kind == "page":
                target, anchor = entry
                return f"[a page]({{{{< ref \"/{target}.md{'#' + anchor if anchor else ''}\" >}}}})"
            if kind == "fact":
                return entry[2]
            return f"[{entry[0]}](https://doi.org/10.1234/{entry[0][1:]})"

        for number in range(self.articles):
            place, title, summary, tags, body = self.article(number, link)
            (folder / "content" / f"{place}.md").write_text(f"---\ntitle: {title}\nsummary: {summary}\ntags: {json.dumps(sorted(set(tags)))}\n---\n\n{body}")


if __name__ == "__main__":
    Corpus(int(sys.argv[2])).write_materia(sys.argv[1])
