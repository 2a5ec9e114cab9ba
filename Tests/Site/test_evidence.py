"""Evidence as it is published: the figures against statsmodels, the plots in a browser, the rules on the command line."""

import math
import random
import re
import shutil

from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
import pytest

from conftest import CONTENT, THEMES, materia
from test_browser import GUIDELINES, violations
from test_statistics import ratio_interval

ARTICLE = "---\ntitle: Home\nsummary: A test.\n---\n\n"
REFERENCES = '[{ "id": "doe2020", "type": "book", "title": "A book", "author": [{ "family": "Doe", "given": "J" }], "issued": { "date-parts": [[2020]] } }]'


def made_up(folder, files):
    """A content folder with these files, and the least that every site has."""
    for name, text in {"site.yml": "title: Test\n", "index.md": ARTICLE, "references/r.json": REFERENCES, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def study(index, x1, n1, x2, n2, measure):
    return (
        f"  - id: s{index}\n    reference: doe2020\n    label: part {index}\n    design: randomised\n    arms:\n"
        f"      - {{ id: a, label: Given, n: {n1}, events: {x1} }}\n      - {{ id: b, label: Not given, n: {n2}, events: {x2} }}\n"
        f"    comparison: {{ of: a, with: b, measure: {measure} }}\n")


@pytest.fixture(scope="module")
def numbers():
    picked = random.Random(1998)
    cases = [(37, 47, 21, 48), (9, 12, 0, 11), (0, 11, 9, 12), (5, 5, 3, 7), (1, 1199, 3, 1200)]
    for _ in range(35):
        n1, n2 = picked.choice([5, 12, 48, 150, 1200]), picked.choice([5, 12, 48, 150, 1200])
        cases.append((picked.randint(0, n1), n1, picked.randint(1, n2), n2))
    return cases


@pytest.fixture(scope="module")
def published(numbers, tmp_path_factory):
    """A site with one record of differences and one of ratios."""
    folder = tmp_path_factory.mktemp("evidence")
    records = {}
    for measure in ("difference", "ratio"):
        studies = "".join(study(index, *case, measure) for index, case in enumerate(numbers))
        records[f"evidence/{measure}.yml"] = (
            f"title: Many {measure}s\nquestion: {{ population: a, intervention: b, comparator: c, outcome: d, better: higher }}\n"
            f"studies:\n{studies}sources: [doe2020]\n")
    output = folder / "site"
    materia("build", made_up(folder / "content", records), "--themes", THEMES, "--output", output)
    return output


def value(page, anchor):
    """The text at an anchor, without markup."""
    found = re.search(rf' id="{re.escape(anchor)}"[^>]*>((?:[^<]|<span class="figure">[^<]*</span>)*)', page)
    return re.sub(r"<[^>]*>", "", found[1]).replace("−", "-")


def rounded(number, decimals):
    """As the page writes it: half away from zero, without trailing zeros."""
    if math.isinf(number):
        return "inf"
    scaled = math.floor(abs(number) * 10 ** decimals + 0.5 + 1e-9) / 10 ** decimals
    return f"{math.copysign(scaled, number) if scaled else 0.0:,.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{int(math.copysign(scaled, number)):,}"


def test_published_intervals_are_those_of_statsmodels(published, numbers):
    differences = (published / "evidence" / "difference" / "index.html").read_text()
    ratios = (published / "evidence" / "ratio" / "index.html").read_text()
    for index, (x1, n1, x2, n2) in enumerate(numbers):
        decimals = 0 if n1 < 200 else 1 if n1 < 2000 else 2
        low, high = (100 * float(limit) for limit in proportion_confint(x1, n1, method="wilson"))
        for page in (differences, ratios):
            assert value(page, f"s{index}.a.percent") == f"{rounded(100 * x1 / n1, decimals)} %"
            assert value(page, f"s{index}.a.interval") == f"{rounded(low, decimals)} to {rounded(high, decimals)} %", (x1, n1)
        low, high = (100 * float(limit) for limit in confint_proportions_2indep(x1, n1, x2, n2, compare="diff", method="newcomb"))
        unit = "percentage point" if rounded(high, 0) == "1" else "percentage points"
        assert value(differences, f"s{index}.difference.interval") == f"{rounded(low, 0)} to {rounded(high, 0)} {unit}", (x1, n1, x2, n2)
        low, high = ratio_interval(x1, n1, x2, n2)
        decimals = 4 if 0 < low < 0.05 else 2
        expected = f"{rounded(low, decimals)} and above" if math.isinf(high) else f"{rounded(low, decimals)} to {rounded(high, decimals)}"
        assert value(ratios, f"s{index}.ratio.interval") == expected, (x1, n1, x2, n2)


def plot_rows(page):
    """Of every row of the first plot: study, arm, left and right end and marker, as shares of the width."""
    return page.evaluate("""() => {
      const plot = document.querySelector(".forest-plot"), track = plot.querySelector(".forest-track").getBoundingClientRect();
      const share = x => (x - track.left) / track.width;
      return [...plot.querySelectorAll("[data-study]")].flatMap(group => [...group.querySelectorAll("[data-arm]")].map(row => {
        const line = row.querySelector(".plot-interval").getBoundingClientRect(), mark = row.querySelector(".plot-marker").getBoundingClientRect();
        return { study: group.dataset.study, arm: row.dataset.arm, low: share(line.left), high: share(line.right),
                 at: share(mark.left + mark.width / 2), area: mark.width * mark.height };
      }));
    }""")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_plot_draws_what_its_table_says(published, numbers, browser, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((published / "evidence" / "difference" / "index.html").as_uri())
    rows = {(row["study"], row["arm"]): row for row in plot_rows(page)}
    assert len(rows) == 2 * len(numbers)
    for index, (x1, n1, x2, n2) in enumerate(numbers):
        for arm, (x, n) in {"a": (x1, n1), "b": (x2, n2)}.items():
            row = rows[f"s{index}", arm]
            low, high = map(float, proportion_confint(x, n, method="wilson"))
            assert [row["low"], row["high"], row["at"]] == pytest.approx([low, high, x / n], abs=0.012), (x, n)
    # More people, more ink.
    assert rows["s4", "a"]["area"] > 2 * rows["s0", "a"]["area"]
    page.close()


@pytest.mark.parametrize("name", ["difference", "ratio"])
@pytest.mark.parametrize("width,scheme", [(320, "light"), (1280, "dark")])
def test_plots_stay_readable_and_accessible(published, browser, name, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto((published / "evidence" / name / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.evaluate("[...document.querySelectorAll('.forest-plot :is(text, .forest-label, .forest-figures)')].map(text => text.getBoundingClientRect().height)")
    assert min(sizes) >= 12
    names = page.evaluate("[...document.querySelectorAll('.forest-plot')].map(plot => [plot.getAttribute('role'), plot.getAttribute('aria-label')])")
    assert len(names) == 2 and all(role == "img" and title for role, title in names)
    # No text of a row lies on another, or on what is drawn.
    overlaps = page.evaluate("""[...document.querySelectorAll(".forest-plot [data-arm]")].filter(row => {
      const boxes = [...row.children].map(text => text.getBoundingClientRect());
      return boxes.some((a, i) => boxes.some((b, j) => j > i && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4));
    }).length""")
    assert overlaps == 0
    assert violations(page, GUIDELINES) == []
    page.close()


def test_an_uncontrolled_series_is_marked_by_shape_and_word(site, browser):
    page = browser.new_page()
    page.goto((site / "evidence" / "ivig-juvenile" / "index.html").as_uri())
    marks = page.evaluate("""[...document.querySelectorAll(".forest-plot [data-study]")].map(group =>
      [group.querySelector(".forest-study").textContent, group.querySelectorAll(".plot-uncontrolled").length])""")
    assert len(marks) == 5
    assert all("uncontrolled" in words and count == 1 for words, count in marks)
    # Nothing says where no effect would be.
    assert page.locator(".plot-reference").count() == 0
    page.close()


def test_arms_that_share_people_have_no_difference(site):
    page = (site / "evidence" / "ivig-dermatomyositis-trials" / "index.html").read_text()
    rows = dict(re.findall(r'<tbody id="([^"]+)" data-study="\1">(.*?)</tbody>', page, re.S))
    assert "Arms share people" in rows["dalakas1993"] and "data-comparison" not in rows["dalakas1993"]
    assert "data-comparison" in rows["aggarwal2022"]
    assert value(page, "aggarwal2022.difference") == "35 percentage points"
    assert value(page, "aggarwal2022.difference.reported.interval") == "17 to 53 percentage points"


def test_recommendations_are_gathered_by_indication(tmp_path):
    box = "> [!RECOMMENDATION strength=strong certainty=low{}]\n> {} [@doe2020]\n"
    content = made_up(tmp_path / "content", {
        "indications/a.md": ARTICLE.replace("Home", "Alpha") + box.format("", "First."),
        "indications/b.md": ARTICLE.replace("Home", "Beta") + "## Part\n\n" + box.format("", "Second.") + "\n- " + box.format("", "Nested.").replace("\n>", "\n  >"),
        "indications/old.md": ARTICLE.replace("Home", "Old").replace("summary", "status: superseded\nsummary") + box.format("", "Gone."),
        "therapies/t.md": ARTICLE.replace("Home", "Tau") + box.format(' indication="a, b"', "Third.") + "\n" + box.format("", "Fourth."),
    })
    materia("build", content, "--themes", THEMES, "--output", tmp_path / "site")
    page = (tmp_path / "site" / "recommendations" / "index.html").read_text()
    groups = re.findall(r'<section class="recommendation-group">\s*<h2[^>]*><a[^>]*>(\w+)</a>(.*?)</section>', page, re.S)
    found = {title: re.findall(r"(First|Second|Nested|Third|Fourth|Gone)\.", text) for title, text in groups}
    assert found == {"Alpha": ["First", "Third"], "Beta": ["Second", "Nested", "Third"], "Tau": ["Fourth"]}
    assert list(found) == ["Alpha", "Beta", "Tau"]
    assert page.count("../indications/b/index.html#part") == 2


def test_strict_asks_for_sources(tmp_path):
    content = made_up(tmp_path / "content", {"index.md": ARTICLE + "Give 2 g/kg.\n"})
    materia("check", content, "--themes", THEMES)
    said = materia("check", content, "--themes", THEMES, "--strict", expect=1).stderr
    assert "index.md:6:6: error: '2 g/kg' is neither a checked fact nor cited [uncited-claim]" in said
    output = tmp_path / "site"
    materia("build", content, "--themes", THEMES, "--strict", "--output", output, expect=1)
    assert not output.exists()
    (content / "index.md").write_text(ARTICLE + "Give 2 g/kg. [@doe2020]\n")
    materia("check", content, "--themes", THEMES, "--strict")


def test_what_is_superseded_is_listed_with_its_pages(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    record = content / "criteria" / "tanimoto-1995.yml"
    lines = [line for line in record.read_text().splitlines() if not line.startswith("status:")]
    record.write_text("\n".join(["status: superseded", *lines]) + "\n")
    said = materia("check", content, "--themes", THEMES, expect=1).stderr
    using = {path.relative_to(content).as_posix() for path in content.rglob("*.md") if "tanimoto-1995" in path.read_text()}
    assert len(using) > 1
    listed = said[said.index("[still-used]"):]
    for path in using:
        assert f"{path}:" in listed
        assert re.search(rf"{re.escape(path)}:\d+:\d+: error: .* is superseded \[not-current\]", said)


def test_a_link_may_say_that_its_target_is_superseded(tmp_path):
    content = made_up(tmp_path / "content", {
        "index.md": ARTICLE + 'Until then [these rules](criteria/old.yml "superseded") held.\n',
        "criteria/old.yml": "title: Old\nkind: diagnostic\nstatus: superseded\nitems: [{ id: a, label: A }]\nsources: [doe2020]\n"})
    materia("build", content, "--themes", THEMES, "--output", tmp_path / "site")
    page = (tmp_path / "site" / "index.html").read_text()
    assert '>these rules</a> <span class="link-status">(superseded)</span> held.' in page
