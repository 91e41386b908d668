"""An invented assessment with everything in it, for the documents of the needs assessment."""

from __future__ import annotations

from datetime import date

from openperkins.exports.document import (
    Found,
    FunnelStep,
    LinkedPlan,
    SummaryFigure,
    SummaryValue,
    action_plan_of,
    summary_of,
)
from openperkins.needs.assessment import Assessment
from openperkins.needs.instrument import load_instrument

HOSTILE = "{{ 7*7 }} {% for x in y %} <w:p>&amp;</w:p> =1+1 {#"
ANSWERS = {
    "1.identify.highlights": "Reading is strong.\nMathematics is not.",
    "1.identify.opportunities": HOSTILE,
    "1.1.rating.school": "challenge",
    "1.1.rating.school.by.17": "exemplar",
    "1.1.rating.460302": "established",
    "1.1.evidence": "Books of 2009.",
    "1.done": "yes",
    "7.1.a.answer": "no",
    "7.1.a.shows": "Form B",
    "7.1.a.owner": "Maria Silva",
    "7.1.a.by": "2023-02-01",
    "7.1.b.answer": "planned",
    "7.1.c.answer": "applies_not",
    "7.1.d.answer": "yes",
    "7.1.d.shows": "Minutes of May",
    "workforce.460302.region": "North",
    "workforce.460302.long_openings": "31",
    "people.educators.who": "All leads",
    "people.educators.how": "Two evenings",
    "priority.1.component": "1",
    "priority.1.challenge": "Books are old",
    "priority.1.why": "All else waits for them",
    "plan.start": "2022-09-01",
    "plan.end": "6/30/2023",
    "plan.current": "2022-09-15",
    "plan.component": "1",
    "plan.challenge": "Books are old",
    "plan.description": "New books.\nIn every shop.",
    "plan.metric": "1.ela",
    "plan.target": "90 percent",
    "plan.school.1.what": "Choose books",
    "plan.school.1.who": "Leads",
    "plan.school.1.by": "2022-11-01",
    "plan.school.4.what": "Order them",
    "plan.dese.1.what": HOSTILE,
    "plan.status": "Begun.",
    "plan.agreements": "Label the exits\n\n  Mend the gate",
}
ASSESSMENT = Assessment(load_instrument(), ANSWERS)
ACTION_PLAN = action_plan_of(ASSESSMENT, district="Sample Regional", cycle="2022-23")
EMPTY_PLAN = action_plan_of(Assessment(load_instrument(), {}), district="Sample Regional", cycle="2022-23")
FOR = {"district": "Sample Regional", "cycle": "2022-23", "version": "For the application", "on": date(2023, 4, 3)}
SUMMARY = summary_of(
    ASSESSMENT,
    **FOR,
    scopes={"460302": "Electricity", "480501": "Advanced Manufacturing"},
    figures_from="2021-22, version 1",
    found={
        1: Found((SummaryFigure("School ELA MCAS", "61% of 124 students", "publication 2021-22, version 1"),)),
        3: Found(
            (),
            (SummaryValue("MyCAP", "Electricity, all students", "80 percent", "Counselors"),),
            (
                FunnelStep("All", "Eligible", "240", "", "", "CTE-ART"),
                FunnelStep("All", "Applied", "180", "75%", "0.91", "CTE-ART"),
            ),
        ),
    },
    plans=[LinkedPlan("1S1 Academic Attainment", "Female", "Accepted; tutors twice a week.")],
)
EMPTY = summary_of(Assessment(load_instrument(), {}), **FOR, scopes={})
