"""The Workbook's charts as documents: levels negotiated (Appendix C), improvement plan (D), annual report (E); and the
State Improvement Plan.

Beside them the letter on a 5S1 level that a district asks to revise, and of a needs assessment its action plan and its
summary.

    chart = PlanChart(district=…, contact=…, submitted=…, indicator=…, entries=(…))
    as_word(chart), as_pdf(chart.page())

Word documents come from templates an agency can edit; a PDF is set by `exports.page`.
"""

from __future__ import annotations

from openperkins.exports.document.action_plan import ActionLine, ActionPlanDocument, action_plan_of
from openperkins.exports.document.charts import (
    Entry,
    Gap,
    LevelsChart,
    NegotiatedLevel,
    PlanChart,
    ReportChart,
    StatePlanChart,
)
from openperkins.exports.document.letter import RegionTested, RevisionLetter
from openperkins.exports.document.needs_summary import (
    Found,
    FunnelStep,
    LinkedPlan,
    NeedsSummary,
    SummaryFigure,
    SummaryValue,
    summary_of,
)
from openperkins.exports.document.word import as_word

__all__ = [
    "ActionLine",
    "ActionPlanDocument",
    "Entry",
    "Found",
    "FunnelStep",
    "Gap",
    "LevelsChart",
    "LinkedPlan",
    "NeedsSummary",
    "NegotiatedLevel",
    "PlanChart",
    "RegionTested",
    "ReportChart",
    "RevisionLetter",
    "StatePlanChart",
    "SummaryFigure",
    "SummaryValue",
    "action_plan_of",
    "as_word",
    "summary_of",
]
