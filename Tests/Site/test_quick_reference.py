"""The page for the bedside prints on one sheet of A4."""

import re

PAGE = "dosing/quick-reference/index.html"


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def print_to_a4(browser, address):
    page = browser.new_page()
    try:
        page.goto(address)
        return page.pdf(format="A4")
    finally:
        page.close()


def test_quick_reference_is_one_page(browser, site):
    assert pages_of(print_to_a4(browser, (site / PAGE).as_uri())) == 1


def test_pages_are_counted(browser, site):
    assert pages_of(print_to_a4(browser, (site / "dosing/ivig-dosing/index.html").as_uri())) > 2
