"""The three charts of the portal: plain functions that turn figures into what a template draws.

    trend(key, title, years)                          a rate by school year      portal/charts/trend.html
    gap_plot(key, title, everyone, groups, fewest=16) populations side by side   portal/charts/gap_plot.html
    status_bar(key, title, counts, words)             how many stand where       portal/charts/status_bar.html

A view passes the result on; a page says `{% include "portal/charts/trend.html" with chart=trend only %}`. Under each
drawing stands a table with the same figures, and where there is nothing to draw, a sentence. `key` makes the ids of a
chart its own on the page. Rates, levels and lines come as they are printed; positions are worked out in whole numbers,
and nothing is judged here: whether a result is below its line is told by whoever computed it.

The drawings keep to a strict content security policy: presentation attributes and classes, no `style`, no script. They
stand in current colour with words, shapes and hatching, so they read in forced colours and without any style sheet.
Rules for the classes are in `frontend/charts.scss`:

    chart                   the figure; in it chart__empty, chart__drawing (the svg), chart__table (scrolls)
    chart-text              all text in a drawing; chart-value for numbers beside a point, haloed
    chart-grid, chart-axis  lines of the scale
    chart-level, chart-line, chart-everyone   the level, the line, all students
    chart-hole              years without a result
    chart-result, chart-point, chart-gap      results joined, a result, its way to all students
    chart-below             a point below its line
    chart-fill--met, --within, --plan, --on_file, --small, --none   the statuses
"""

from __future__ import annotations

from openperkins.portal.charts.gap_plot import GapPlot, Group, gap_plot
from openperkins.portal.charts.status_bar import STATUSES, StatusBar, status_bar
from openperkins.portal.charts.trend import Trend, Year, trend

__all__ = ["STATUSES", "GapPlot", "Group", "StatusBar", "Trend", "Year", "gap_plot", "status_bar", "trend"]
