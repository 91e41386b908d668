"""The Workbook's charts as documents: levels negotiated (Appendix C), improvement plan (D), annual report (E); and the
State Improvement Plan.

    chart = PlanChart(district=…, contact=…, submitted=…, indicator=…, entries=(…))
    as_word(chart), as_pdf(chart.page())

Word documents come from templates an agency can edit; a PDF is set by `exports.page`.
"""

from __future__ import annotations

from openperkins.exports.document.charts import (
    Entry,
    Gap,
    LevelsChart,
    NegotiatedLevel,
    PlanChart,
    ReportChart,
    StatePlanChart,
)
from openperkins.exports.document.word import as_word

__all__ = [
    "Entry",
    "Gap",
    "LevelsChart",
    "NegotiatedLevel",
    "PlanChart",
    "ReportChart",
    "StatePlanChart",
    "as_word",
]
