"""5S1 Placement: concentrators who left and were in education, training, the military or work 9 to 12 months later."""

from openperkins.indicators.shared import is_concentrator, left_education
from openperkins.kernel import Indicator, criterion

_CITES = ["workbook App. B 5S1"]


@criterion(
    lambda law: (
        "counts whether or not the follow-up got an answer"
        if law.placement.without_answer == "in_denominator"
        else "answered the follow-up"
    ),
    if_unknown="no",
    cites=_CITES,
    reading="R28",
)
def counts_for_placement(student, law):
    if law.placement.without_answer == "in_denominator":
        return student.leaving_status.notnull()
    return student.follow_up_status.notin(law.placement.no_answer_statuses)


@criterion(
    "was placed 9 to 12 months after leaving ({law.placement.placed_statuses})",
    if_unknown="no",
    cites=_CITES,
    reading="R28",
)
def was_placed(student, law):
    return student.follow_up_status.isin(law.placement.placed_statuses)


IND_5S1 = Indicator(
    code="5S1",
    title="Placement",
    record="end_of_year",
    population=is_concentrator,
    denominator=left_education & counts_for_placement,
    numerator=was_placed,
    needs=("sims", "follow_up"),
    cites=tuple(_CITES),
)
