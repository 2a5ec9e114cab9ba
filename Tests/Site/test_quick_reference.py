"""The pages for the bedside print on one sheet of A4 each."""

import re

import pytest


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def print_to_a4(browser, address):
    page = browser.new_page()
    try:
        page.goto(address)
        return page.pdf(format="A4")
    finally:
        page.close()


@pytest.mark.parametrize("page", ["dosing/quick-reference", "therapies/red-flags"])
def test_pages_for_the_bedside_are_one_page(browser, site, page):
    assert pages_of(print_to_a4(browser, (site / page / "index.html").as_uri())) == 1


def test_pages_are_counted(browser, site):
    assert pages_of(print_to_a4(browser, (site / "dosing/ivig-dosing/index.html").as_uri())) > 2
