"""docs/source-coverage.md: every section of the source articles has a place that is still there."""

from html.parser import HTMLParser
import re

from conftest import REPOSITORY
import pytest

TABLE = REPOSITORY / "docs" / "source-coverage.md"
PLACE = re.compile(r"`(content/[^`#]+)(?:#([^`]+))?`")


def rows(text):
    """The rows of all tables under the heading line, as lists of cells."""
    found = []
    for line in text.splitlines():
        if line.startswith("|") and not re.fullmatch(r"[|:\- ]+", line):
            found.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    return [row for row in found if row[0] != "Section of the article"]


class Ids(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids = set()

    def handle_starttag(self, tag, attributes):
        self.ids.update(value for name, value in attributes if name == "id")


def missing(places, site):
    """Those places that lead nowhere: no such file, no page of it, or no such anchor on the page."""
    pages = {}
    lost = []
    for path, anchor in places:
        page = site / path.removeprefix("content/").rsplit(".", 1)[0] / "index.html"
        if not (REPOSITORY / path).is_file() or not page.is_file():
            lost.append(path)
            continue
        if page not in pages:
            parser = Ids()
            parser.feed(page.read_text())
            pages[page] = parser.ids
        if anchor and anchor not in pages[page]:
            lost.append(f"{path}#{anchor}")
    return lost


def test_every_row_has_a_place_and_says_what_was_corrected():
    table = rows(TABLE.read_text())
    assert len(table) > 50
    for row in table:
        assert len(row) == 3, row
        assert PLACE.search(row[1]), f"no place for: {row[0]}"
        assert PLACE.sub("", row[1]).strip(" ,") == "", f"not only places: {row[1]}"
        assert row[2], f"nothing said of: {row[0]}"


def test_every_place_is_there(site):
    places = PLACE.findall(TABLE.read_text())
    assert missing(places, site) == []


@pytest.mark.parametrize("place", [
    "content/indications/no-such-page.md",
    "content/indications/dermatomyositis.md#no-such-section",
    "content/criteria/eular-acr-2017.yml#no-such-item",
])
def test_a_lost_place_is_noticed(site, place):
    assert missing(PLACE.findall(f"`{place}`"), site) == [place]


def test_a_row_without_a_place_is_noticed():
    assert not PLACE.search(rows("| Topic | nowhere | nothing |")[0][1])
