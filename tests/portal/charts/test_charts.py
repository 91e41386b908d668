"""The three charts: the drawing says what the table says, open years stay open, nothing is styled inline."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openperkins.accountability.exact import fixed_text
from openperkins.portal.charts import STATUSES, Group, Year, gap_plot, status_bar, trend
from openperkins.portal.charts.drawing import NO_NUMBER, scale_of
from tests.portal.charts.drawn import SVG, html, table, texts, titles, tree

percents = st.integers(0, 100_000).map(lambda n: fixed_text(n, 3)) | st.sampled_from(["0", "100", "86.625", "0.00"])
WORDS = {status: status.title() for status in STATUSES}
perhaps = st.none() | percents
words = st.sampled_from(["", "Met", "Not published", "No follow-up sent", '<b>&"x"</b>'])


@st.composite
def series(draw) -> list[Year]:
    count = draw(st.integers(0, 14))
    return [
        Year(
            f"20{4 + at:02d}-{5 + at:02d}",
            draw(perhaps),
            draw(perhaps),
            draw(perhaps),
            20,
            draw(words),
            draw(st.booleans()),
        )
        for at in range(count)
    ]


groups = st.builds(
    Group,
    st.text("abc <>&'\"é", max_size=60),
    perhaps,
    st.none() | st.integers(0, 2000),
    st.just(""),
    words,
    st.booleans(),
)


def drawing(figure):
    return figure.find(f"{SVG}svg")


def path(figure, kind: str) -> str:
    found = [one.get("d") for one in drawing(figure) if one.tag == f"{SVG}path" and one.get("class") == kind]
    return found[0] if found else ""


@settings(deadline=None, max_examples=150)
@given(series())
def test_a_trend_says_what_its_table_says(years):
    figure = tree("trend", trend("t", "A title & more", years))
    rows = table(figure)
    assert [row[0] for row in rows] == [year.label for year in years]
    assert [row[2] for row in rows] == [year.percent or NO_NUMBER for year in years]
    results = [row for row in rows if row[2] != NO_NUMBER]
    if not results:
        assert drawing(figure) is None
        assert figure.find("p").text.startswith("There ")
        return
    told = titles(figure, "chart-point")
    assert [re.match(r"(.*): (.*?)%", one).groups() for one in told] == [(row[0], row[2]) for row in results]
    assert not {text for text in texts(figure) if re.fullmatch(r"[\d.]+\.\d+", text)} - {row[2] for row in results}


@settings(deadline=None, max_examples=150)
@given(series())
def test_years_without_a_result_are_told_and_not_joined(years):
    figure = tree("trend", trend("t", "Title", years))
    if drawing(figure) is None:
        return
    open_years = [at for at, year in enumerate(years) if year.percent is None]
    told = " ".join(titles(figure, "chart-hole"))
    for at in open_years:
        runs_on = 0 < at < len(years) - 1 and at - 1 in open_years and at + 1 in open_years
        assert years[at].label in told or runs_on
    pieces = sum(
        year.percent is not None and (at == 0 or years[at - 1].percent is None) for at, year in enumerate(years)
    )
    assert path(figure, "chart-result").count("M") == pieces
    assert len(re.findall(r"[ML]", path(figure, "chart-result"))) == len(years) - len(open_years)


def some(*percents: str | None, levels: tuple[str | None, ...] = ()) -> list[Year]:
    return [
        Year(f"20{10 + at}-{11 + at}", one, levels[at] if levels else None, word="" if one else "No follow-up sent")
        for at, one in enumerate(percents)
    ]


def test_a_hole_is_a_band_with_its_word_and_a_sentence():
    chart = trend("t", "5S1", some("70.0", None, None, "80.0"))
    assert [(hole.word, hole.told) for hole in chart.holes] == [
        ("No follow-up sent", "2011-12 to 2012-13: No follow-up sent")
    ]
    assert "2011-12 to 2012-13: No follow-up sent." in chart.description
    assert "No follow-up sent" in texts(tree("trend", chart))


def test_a_level_steps_where_it_changes_and_stops_where_there_is_none():
    chart = trend("t", "2S1", some("70", "70", "70", "70", levels=("80", "80", "90", None)))
    assert re.fullmatch(r"M30 ([\d.]+) H[\d.]+ V\1 H[\d.]+ V([\d.]+) H[\d.]+", chart.levels)
    assert chart.level_label == "Level 90"
    assert chart.lines == ""


@pytest.mark.parametrize("percent", ["0", "0.00", "100", "50"])
@pytest.mark.parametrize("count", [1, 2, 14])
def test_equal_values_zero_and_a_hundred_stay_within_the_drawing(percent, count):
    chart = trend("t", "T", some(*[percent] * count))
    assert len(chart.points) == count
    assert all(40 <= Fraction(point.y) <= 190 and 30 <= Fraction(point.x) <= 316 for point in chart.points)


def test_few_years_carry_all_numbers_many_only_the_ends():
    assert [point.value for point in trend("t", "T", some("70", "71", "72")).points] == ["70", "71", "72"]
    many = trend("t", "T", some(*(str(70 + at) for at in range(14))))
    assert [point.value for point in many.points if point.value] == ["70", "83"]
    assert many.years[0].label == "’11"


@settings(deadline=None, max_examples=100)
@given(groups, st.lists(groups, max_size=17), perhaps, perhaps)
def test_a_gap_plot_says_what_its_table_says(everyone, others, level, line):
    chart = gap_plot("g", "Title", everyone, others, fewest=16, level=level, line=line)
    figure = tree("gap_plot", chart)
    rows = table(figure)
    assert [row[2] for row in rows] == [group.percent or NO_NUMBER for group in (everyone, *others)]
    if drawing(figure) is None:
        assert all(row[2] == NO_NUMBER for row in rows)
        return
    dots = [one for one in figure.iter(f"{SVG}circle") if one.get("cy") != "8"]
    assert len(dots) == sum(row[2] != NO_NUMBER for row in rows)
    values = [one.text for one in figure.iter(f"{SVG}text") if "chart-result__value" in one.get("class", "")]
    assert [value for value, row in zip(values, rows, strict=True) if row[2] != NO_NUMBER] == [
        row[2] for row in rows if row[2] != NO_NUMBER
    ]
    assert all(0 <= Fraction(dot.get("cx")) <= 262 for dot in dots)


def test_a_small_population_is_hollow_at_one_under_the_least():
    everyone = Group("All students", "80", 100)
    chart = gap_plot("g", "T", everyone, [Group("A", "70", 15), Group("B", "70", 16), Group("C", None)], fewest=16)
    assert [row.is_small for row in chart.rows] == [False, True, False, False]
    assert chart.rows[3].x == "" and chart.rows[3].value == "No result"
    assert "1 of 3 populations have no result." in chart.description
    hollow = [one.get("fill") for one in tree("gap_plot", chart).iter(f"{SVG}circle") if one.get("r") == "5"]
    assert hollow == [None, "Canvas", None]


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(st.sampled_from(list(STATUSES)), st.integers(0, 3000)))
def test_a_status_bar_says_what_its_table_says(counts):
    chart = status_bar("s", "Title", counts, WORDS)
    figure = tree("status_bar", chart)
    rows = table(figure)
    numbers = [int(row[1].replace(",", "")) for row in rows]
    assert numbers == [
        *(counts.get(status, 0) for status in STATUSES if status != "below" or counts.get(status)),
        sum(counts.values()),
    ]
    if not sum(counts.values()):
        assert drawing(figure) is None
        return
    entries = [one.text for one in figure.iter(f"{SVG}text") if "chart-entry" in one.get("class", "")]
    assert entries == [f"{word}: {number}" for word, number in rows[:-1]]
    parts = chart.segments
    assert len(parts) == sum(number > 0 for number in numbers[:-1])
    end = Fraction(parts[-1].x) + Fraction(parts[-1].width)
    assert abs(end - 319) <= Fraction(1, 10)


@settings(deadline=None)
@given(st.lists(percents, min_size=1, max_size=20))
def test_a_scale_holds_its_values_within_zero_and_a_hundred(values):
    scale = scale_of(values, 0, 100)
    assert 0 <= scale.low <= min(map(Fraction, values)) <= max(map(Fraction, values)) <= scale.high <= 100
    assert scale.high - scale.low >= 20
    assert 3 <= len(scale.ticks()) <= 6
    assert scale.ticks()[-1].label == str(scale.high)


def test_what_is_refused():
    with pytest.raises(ValueError, match="not a percent from 0 to 100"):
        trend("t", "T", some("100.1"))
    with pytest.raises(ValueError, match="not a decimal"):
        trend("t", "T", some("many"))
    with pytest.raises(ValueError, match="the key of a chart"):
        status_bar('"x', "T", {}, WORDS)
    with pytest.raises(ValueError, match="statuses are met"):
        status_bar("s", "T", {"great": 1}, WORDS)


def test_text_is_escaped_and_ids_are_the_charts_own():
    text = html("trend", trend("one", "<script>alert(1)</script>", some("70")))
    assert "<script" not in text
    assert 'id="one-title"' in text and 'id="one-desc"' in text and 'id="one-caption"' in text
