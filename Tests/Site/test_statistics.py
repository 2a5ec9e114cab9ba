"""The intervals of evidence records against statsmodels and scipy.

Two ways: the vectors that the Swift tests read are what the independent programs say, and the published page of a
made-up record shows those intervals, rounded. MATERIA_RECORD_VECTORS=1 writes the vectors anew, and fails: what was
written is to be read, and tested without it.
"""

from pathlib import Path
import csv
import html
import math
import os
import random
import re
import warnings

from scipy.optimize import brentq
from scipy.stats import norm
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
import pytest

from conftest import REPOSITORY, THEMES, materia

VECTORS = REPOSITORY / "Tests" / "ClinicalLogicTests" / "Fixtures" / "two-groups.csv"
COLUMNS = ["x1", "n1", "x2", "n2", "wilson_low", "wilson_high", "newcombe_low", "newcombe_high", "ratio_low", "ratio_high"]
Z = norm.ppf(0.975)


def constrained(x1, n1, x2, n2, ratio):
    """The likeliest second proportion when the first is `ratio` times as high, by root of the likelihood's slope."""
    def slope(p):
        s = (x1 + x2) / p - (n2 - x2) / (1 - p)
        return s - ratio * (n1 - x1) / (1 - ratio * p)
    top = min(1.0, 1.0 / ratio)
    if x1 + x2 == 0:
        return 0.0
    low, high = top * 1e-13, top * (1 - 1e-13)
    if slope(high) >= 0:
        return top
    return brentq(slope, low, high, xtol=1e-300, rtol=1e-15)


def score(x1, n1, x2, n2, ratio):
    p2 = constrained(x1, n1, x2, n2, ratio)
    p1 = min(1.0, ratio * p2)
    n = n1 + n2
    variance = (p1 * (1 - p1) / n1 + ratio ** 2 * p2 * (1 - p2) / n2) * n / (n - 1)
    distance = x1 / n1 - ratio * x2 / n2
    if variance <= 0:
        return 0.0 if distance == 0 else math.copysign(math.inf, distance)
    return distance / math.sqrt(variance)


def ratio_interval(x1, n1, x2, n2):
    """Miettinen and Nurminen's limits, by root finding on the logarithm of the ratio."""
    def limit(target, low, high):
        clip = lambda t: max(-1e6, min(1e6, score(x1, n1, x2, n2, math.exp(t)) - target))
        return math.exp(brentq(clip, low, high, xtol=1e-14, rtol=1e-14))
    if x1 == 0 and x2 == 0:
        return 0.0, math.inf
    middle = 0.0 if x1 == 0 or x2 == 0 else math.log(x1 * n2 / n1 / x2)
    low = 0.0 if x1 == 0 else limit(Z, -28, 28 if x2 == 0 else middle)
    high = math.inf if x2 == 0 else limit(-Z, -28 if x1 == 0 else middle, 28)
    return low, high


def reference(x1, n1, x2, n2):
    wilson = proportion_confint(x1, n1, method="wilson")
    newcombe = confint_proportions_2indep(x1, n1, x2, n2, compare="diff", method="newcomb")
    return [*map(float, wilson), *map(float, newcombe), *ratio_interval(x1, n1, x2, n2)]


def cases():
    fixed = [
        (37, 47, 21, 48), (9, 12, 0, 11), (0, 11, 9, 12), (1, 52, 0, 48), (5, 5, 3, 7), (3, 7, 5, 5), (5, 5, 7, 7), (0, 10, 0, 12),
        (1, 1, 1, 1), (0, 1, 1, 1), (1, 1, 0, 1), (50, 1000, 70, 990), (1, 100000, 3, 100000), (99999, 100000, 4, 9), (8, 19, 3, 11),
    ]
    picked = random.Random(1927)
    for _ in range(300):
        n1, n2 = picked.choice([2, 5, 9, 20, 48, 150, 1200]), picked.choice([2, 5, 9, 20, 48, 150, 1200])
        fixed.append((picked.randint(0, n1), n1, picked.randint(0, n2), n2))
    return fixed


def test_the_vectors_are_what_independent_programs_say():
    expected = [[*case, *reference(*case)] for case in cases()]
    if os.environ.get("MATERIA_RECORD_VECTORS"):
        with VECTORS.open("w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows([[*row[:4], *(format(value, ".12g") for value in row[4:])] for row in expected])
        pytest.fail(f"recorded, not tested: {VECTORS.relative_to(REPOSITORY)}")
    with VECTORS.open() as file:
        found = list(csv.reader(file))
    assert found[0] == COLUMNS
    assert len(found) == len(expected) + 1
    for row, want in zip(found[1:], expected):
        assert [int(value) for value in row[:4]] == want[:4]
        assert [float(value) for value in row[4:]] == pytest.approx(want[4:], rel=1e-9, abs=1e-11), want[:4]


def test_the_reference_for_ratios_agrees_with_statsmodels():
    """Where statsmodels finds both limits: at some edges its search gives up or leaves the real numbers, and where one group
    is nearly all events it stops a little early."""
    compared = 0
    for case in cases():
        x1, n1, x2, n2 = case
        if x1 in (0, n1) or x2 in (0, n2) or max(x1 / n1, x2 / n2) > 0.98:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = confint_proportions_2indep(*case, compare="ratio", method="score", correction=True)
        assert list(map(float, theirs)) == pytest.approx(ratio_interval(*case), rel=1e-4), case
        compared += 1
    assert compared > 150
