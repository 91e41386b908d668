"""One figure of the review: exact, and printed half up to one decimal."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openperkins.needs.measured import Measured


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [
        (0, 7, "0.0"),
        (7, 7, "100.0"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 16, "6.3"),  # 6.25 is halfway
        (1249, 20_000, "6.2"),  # 6.245
        (1999, 2000, "100.0"),  # 99.95 is halfway
    ],
)
def test_percent(numerator, denominator, printed):
    found = Measured(denominator, numerator)
    assert found.percent_text == printed
    assert found.fraction == Fraction(numerator, denominator)


def test_a_count_and_no_result_are_no_rate():
    assert Measured(12).is_count and Measured(12).percent_text == "" and Measured(12).fraction is None
    nothing = Measured(None, None)
    assert not nothing.is_count and not nothing.has_result and nothing.percent_text == ""
    nobody = Measured(0, 0)
    assert nobody.has_result and not nobody.is_count and nobody.percent_text == ""


@pytest.mark.parametrize("counts", [(None, 1), (3, 4), (-1, None), (3, -1)])
def test_counts_that_cannot_be(counts):
    with pytest.raises(ValueError, match=r"numerator|cannot be"):
        Measured(*counts)


@given(st.integers(1, 10**6), st.data())
def test_what_is_printed_is_never_further_off_than_half_of_its_last_digit(denominator, data):
    numerator = data.draw(st.integers(0, denominator))
    off = Fraction(Measured(denominator, numerator).percent_text) - Fraction(100 * numerator, denominator)
    assert Fraction(-1, 20) < off <= Fraction(1, 20)
