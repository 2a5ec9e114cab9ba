"""What other programs read of a site: copies in Markdown, linked data, citation tags, the sitemap and the feed, each held against the pages by a
library that is used for it elsewhere."""

from html.parser import HTMLParser
from xml.etree import ElementTree
import importlib
import json
import re
import shutil

import cmarkgfm
import feedparser
from pyld import jsonld
import pytest

from conftest import CONTENT, publishing

BASE = "https://kb.example.org/ivig/"
SILENT = {"nav", "form", "fieldset", "button", "select", "textarea", "output", "label", "svg", "template", "script", "style"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


@pytest.fixture(scope="module")
def addressed(once):
    """content/ as it would stand at BASE."""

    def make(folder):
        content = folder.with_name("addressed-content")
        shutil.copytree(CONTENT, content)
        (content / "site.yml").write_text((content / "site.yml").read_text() + f"base-url: {BASE}\n")
        publishing(content)(folder)

    return once("addressed", make)


def pages(site):
    """The pages for readers, as the sitemap has them."""
    found = sorted(page for page in site.rglob("*.html") if page.relative_to(site).parts[0] not in ("embed", "single", "search", "safety", "changes"))
    return [page for page in found if page.name != "404.html" and "http-equiv=\"refresh\"" not in page.read_text()]


# Markdown


class Words(HTMLParser):
    """The words a reader sees, with what is raised or lowered marked, and pictures by their texts."""

    def __init__(self):
        super().__init__()
        self.text, self.silent, self.isIn, self.stack = [], 0, False, []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "main":
            self.isIn = True
        if not self.isIn:
            return
        classes = (attributes.get("class") or "").split()
        isSilent = (tag in SILENT or "hidden" in attributes or "data-letter" in attributes or (tag == "a" and "anchor" in classes)
                    or (tag == "aside" and "side" in classes) or "to-contents" in classes)
        if tag in VOID:
            self.text.append(" ")
            if tag == "img" and not self.silent:
                self.text.append(attributes.get("alt", ""))
            return
        self.stack.append((tag, isSilent, classes))
        self.silent += isSilent
        if self.silent:
            return
        if tag == "sup":
            self.text.append("[" if "citation" in classes else "^")
        elif tag not in ("a", "em", "strong", "abbr", "code", "sub", "i", "b", "time", "kbd", "mark", "small", "q", "cite", "del"):
            self.text.append(" ")

    def handle_endtag(self, tag):
        if not self.isIn or not any(name == tag for name, _, _ in self.stack):
            return
        while self.stack:
            name, isSilent, classes = self.stack.pop()
            if not self.silent:
                if name == "sup":
                    self.text.append("]" if "citation" in classes else "")
                elif name not in ("a", "em", "strong", "abbr", "code", "sub", "i", "b", "time", "kbd", "mark", "small", "q", "cite", "del"):
                    self.text.append(" ")
            self.silent -= isSilent
            if name == tag:
                break
        if tag == "main":
            self.isIn = False

    def handle_data(self, data):
        if self.isIn and not self.silent:
            self.text.append(data)


def words(html):
    reader = Words()
    reader.feed(html)
    text = "".join(reader.text).replace("“", "").replace("”", "")
    # A name and what is said of it stand on one line, with a colon between them.
    return re.sub(r"[\s:]+", "", text)


@pytest.mark.parametrize("knowledge_base", ["site", "formulary", "other_site"])
def test_a_copy_in_markdown_says_what_its_page_says(knowledge_base, request):
    site = request.getfixturevalue(knowledge_base)
    count = 0
    for page in pages(site):
        copy = (page.parent / f"{page.name}.md").read_text()
        html = cmarkgfm.github_flavored_markdown_to_html(copy, options=cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
        said, wanted = words(f"<main>{html}</main>"), words(page.read_text())
        if said != wanted:
            place = next((index for index, (a, b) in enumerate(zip(said, wanted)) if a != b), min(len(said), len(wanted)))
            pytest.fail(f"{page.relative_to(site)}: the page says …{wanted[max(0, place - 60):place + 60]}…\nits copy …{said[max(0, place - 60):place + 60]}…")
        count += 1
    assert count > 8


def test_links_of_a_copy_lead_where_those_of_its_page_do(site):
    for page in pages(site):
        copy = (page.parent / f"{page.name}.md").read_text()
        html = cmarkgfm.github_flavored_markdown_to_html(copy, options=cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
        for href in re.findall(r'href="([^"]*)"', html):
            if re.match(r"[a-z]+:", href):
                continue
            path = href.split("#")[0].split("?")[0]
            assert (page.parent / path).exists(), f"{page.relative_to(site)}.md leads to {href}"


def test_the_list_for_language_models_names_every_article_and_record(site, addressed):
    for folder, start in (site, ""), (addressed, BASE):
        text = (folder / "llms.txt").read_text()
        assert text.startswith("# IVIG in Inflammatory Myopathies\n\n> ")
        named = re.findall(r"^- \[.*?\]\((\S+)\)", text, re.M)
        assert len(named) == len(set(named)) >= 56
        for address in named:
            assert address.startswith(start) and (folder / address.removeprefix(start)).is_file(), address
        sources = [path for path in CONTENT.rglob("*.md")] + [path for kind in ("criteria", "regimens", "protocols", "products", "evidence")
                                                              for path in (CONTENT / kind).rglob("*.yml")]
        assert len(sources) == 56 and len(named) == len(sources) + 2


# Linked data


def linked(page):
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text(), re.S)]


def objects(value):
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from objects(part)
    elif isinstance(value, list):
        for part in value:
            yield from objects(part)


def test_linked_data_keeps_to_the_vocabulary(addressed):
    """Types and their properties as pydantic-schemaorg has them of schema.org; read as JSON-LD by pyld, nothing of it is lost."""
    context = {"contextUrl": None, "documentUrl": None, "document": {"@context": {"@vocab": "https://schema.org/"}}}
    jsonld.set_document_loader(lambda address, options: context)
    types = set()
    for page in pages(addressed):
        data = linked(page)
        assert len(data) <= 1
        for root in data:
            for entry in objects(root):
                if "@type" not in entry:
                    assert set(entry) == {"name"}, "a person or an organisation: the site does not know which"
                    continue
                types.add(entry["@type"])
                model = getattr(importlib.import_module(f"pydantic_schemaorg.{entry['@type']}"), entry["@type"])
                names = {field.alias for field in model.__fields__.values()} | {"@context", "@type"}
                assert set(entry) <= names, f"{page.relative_to(addressed)}: {entry['@type']} has no {set(entry) - names}"
            expanded = jsonld.expand(root)
            assert sum(len(entry) for entry in objects(root)) > 4 and expanded[0]["@type"] == ["https://schema.org/MedicalWebPage"]
            assert root["url"] == re.search(r'<link rel="canonical" href="([^"]*)">', page.read_text()).group(1)
    assert {"MedicalWebPage", "MedicalGuidelineRecommendation", "MedicalCondition", "MedicalCode", "Drug", "RecommendedDoseSchedule"} <= types


def test_doses_in_linked_data_stand_with_their_limits(addressed):
    page = addressed / "regimens" / "ivig-dermatomyositis" / "index.html"
    drug = linked(page)[0]["mainEntity"]
    assert [schedule["description"] for schedule in drug["doseSchedule"]] == [
        "2 g/kg per course in all, divided over 2 to 5 days, consecutive days, every 4 weeks, from start to start, at most 2 g/kg in a course, "
        "at most 1 g/kg in a day"]
    for page in addressed.glob("regimens/*/index.html"):
        isInvalid = re.search(r"Superseded|Retired|Illustrative", page.read_text().split("<main")[1][:3000])
        assert bool(linked(page)[0]["mainEntity"].get("doseSchedule")) != bool(isInvalid), page


def test_a_limit_stands_with_the_dose_it_limits(formulary):
    """Of another row it is another: a limit of the heaviest patients, read for an infant, would be an overdose."""
    page = (formulary / "regimens" / "paracetamol-uk-iv" / "index.html")
    doses = {
        "Up to 10 kg": ("7.5 mg/kg each dose, every 6 h", "at most 30 mg/kg in a day, at most 75 mg in one dose"),
        "Over 10 kg up to 33 kg": ("15 mg/kg each dose, every 6 h", "at most 60 mg/kg in a day, at most 2 g in a day, at most 495 mg in one dose"),
        "Over 33 kg up to 50 kg": ("15 mg/kg each dose, every 6 h", "at most 60 mg/kg in a day, at most 3 g in a day, at most 750 mg in one dose"),
        "Over 50 kg with a risk factor": ("1 g each dose, every 8 h", "at most 3 g in a day, at most 1 g in one dose"),
        "Over 50 kg": ("1 g each dose, every 6 h", "at most 4 g in a day, at most 1 g in one dose")}
    said = [schedule["description"] for schedule in linked(page)[0]["mainEntity"]["doseSchedule"]]
    assert [text.split(": ", 1)[1] for text in said] == [f"{step}: {dose}, each over 15 min, {limits}" for step, (dose, limits) in doses.items()]
    shown = re.sub(r"<span class=\"anchor-value\".*?</span>", "", page.read_text().split("<main")[1])
    shown = [re.sub(r"<[^>]+>", "", row) for row in re.findall(r"<dd>.*?</dd>", shown, re.S)]
    for dose, limits in doses.values():
        assert sum(f"{dose}, over 15 min, {limits}" in row for row in shown) == 1, (dose, limits)
    assert "Maximum per" not in page.read_text().split("<main")[1].split('class="calculator')[0]


def test_citation_tags_say_what_the_page_says(addressed):
    page = (addressed / "indications" / "dermatomyositis" / "index.html").read_text()
    tags = re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', page)
    assert tags == [
        ("citation_title", "Dermatomyositis"), ("citation_publication_date", "2026/11/20"), ("citation_online_date", "2026/11/28"),
        ("citation_language", "en"), ("citation_public_url", f"{BASE}indications/dermatomyositis/")]


# Addresses


def output(address):
    path = address.removeprefix(BASE)
    return path + "index.html" if path == "" or path.endswith("/") else path


def test_the_sitemap_has_every_page_by_the_address_it_gives_itself(addressed):
    root = ElementTree.parse(addressed / "sitemap.xml").getroot()
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == space + "urlset"
    listed = [entry.text for entry in root.findall(f"{space}url/{space}loc")]
    assert sorted(map(output, listed)) == sorted(str(page.relative_to(addressed)) for page in pages(addressed))
    for address in listed:
        text = (addressed / output(address)).read_text()
        assert f'<link rel="canonical" href="{address}">' in text and f'<meta property="og:url" content="{address}">' in text
    # Below a folder of a host nobody would look for it.
    assert not (addressed / "robots.txt").exists()


def test_the_feed_has_what_changed_latest_first(addressed):
    feed = feedparser.parse((addressed / "feed.xml").read_bytes())
    assert not feed.bozo and feed.version == "atom10" and feed.feed.title == "IVIG in Inflammatory Myopathies"
    dates = [entry.updated for entry in feed.entries]
    assert dates == sorted(dates, reverse=True) and len(dates) == len({entry.id for entry in feed.entries}) > 40
    assert {"id", "title", "updated", "links", "author"} <= set(feed.feed)
    for entry in feed.entries:
        assert entry.title and entry.summary and (addressed / output(entry.link)).is_file()
    assert '<link rel="alternate" type="application/atom+xml" href="../../feed.xml">' in (addressed / "dosing" / "ivig-dosing" / "index.html").read_text()


def test_a_site_without_address_makes_no_absolute_ones(site):
    assert not any((site / name).exists() for name in ("sitemap.xml", "robots.txt", "feed.xml"))
    for page in pages(site):
        text = page.read_text()
        assert "rel=\"canonical\"" not in text and "og:url" not in text and "atom+xml" not in text
        assert f'<meta property="og:title"' in text
