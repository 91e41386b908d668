"""What the job-loss finding says, and what it refuses."""

from __future__ import annotations

from fractions import Fraction

import pytest

from openperkins.accountability.job_loss import losses

from .invented import law

MONTHS = [(2016, 11, 10000), (2016, 12, 9500), (2017, 1, 9400), (2017, 2, 9300)]


def test_a_loss_is_told_with_its_numbers():
    found = losses(list(reversed(MONTHS)), (2017, 3), law())
    assert found.sentence == (
        "Each of the 3 months before the placement period began in March 2017 had at least 5% fewer jobs than "
        "November 2016 (10,000); the smallest loss, in December 2016, was 5.00%: the rule for asking for another "
        "level is met."
    )
    assert [m.percent_fewer for m in found.months] == [Fraction(5), Fraction(6), Fraction(7)]
    assert found.base_jobs == 10000


def test_almost_five_percent_never_prints_as_five():
    almost = [(2016, 11, 100000), (2016, 12, 95001), (2017, 1, 90000), (2017, 2, 90000)]
    told = losses(almost, (2017, 3), law()).sentence
    assert "December 2016 had 4.99% fewer jobs than November 2016 (95,001 against 100,000)" in told
    assert told.endswith("is not met.")


def test_more_jobs_are_told_as_more():
    assert (
        "December 2016 had 5.00% more jobs"
        in losses([(2016, 11, 100), (2016, 12, 105), (2017, 1, 90), (2017, 2, 90)], (2017, 3), law()).sentence
    )


def test_missing_months_are_named():
    found = losses(MONTHS[1:], (2017, 3), law())
    assert found.missing == ((2016, 11),)
    assert found.sentence.startswith("Jobs of November 2016 are missing")


def test_months_and_percent_are_parameters():
    assert losses(MONTHS, (2017, 3), law(job_loss__percent="5.5")).meets is False
    assert losses(MONTHS, (2017, 3), law(job_loss__months="4")).missing == ((2016, 10),)
    assert losses(MONTHS[1:], (2017, 3), law(job_loss__months="2", job_loss__percent="1")).meets


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ([*MONTHS, (2016, 11, 9000)], "November 2016 are given twice"),
        ([(2016, 13, 1)], "13 is not a month"),
        ([(2016, 12, -1)], "negative: -1"),
    ],
)
def test_months_that_cannot_be_are_refused(months, said):
    with pytest.raises(ValueError, match=said):
        losses(months, (2017, 3), law())
