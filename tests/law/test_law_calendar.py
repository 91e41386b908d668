"""The calendar of 2017-18, the dates that contradict each other, and Performance Years."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from openperkins.errors import LawError, UnknownNameError
from openperkins.law import Deadline, Ruleset, load_calendar, load_ruleset, performance_year, school_year_of
from openperkins.law.calendar import list_calendars
from openperkins.law.loader import BUILT_IN
from openperkins.schoolyear import SchoolYear

Y2018 = SchoolYear.parse("2017-18")


@pytest.fixture(scope="module")
def calendar(ma: Ruleset) -> dict[str, Deadline]:
    return {deadline.id: deadline for deadline in load_calendar(ma, Y2018)}


@pytest.mark.parametrize(
    ("id", "binding"),
    [
        ("level_proposals", date(2017, 10, 31)),
        ("negotiations_complete", date(2017, 10, 31)),
        ("all_documents_early", date(2017, 10, 31)),
        ("follow_up", date(2017, 11, 30)),
        ("improvement_plans", date(2018, 2, 28)),
        ("annual_reports", date(2018, 3, 31)),
        ("sims_october", None),
        ("sims_march", None),
        ("sims_end_of_year", None),
    ],
)
def test_binding_dates(id: str, binding: date | None, calendar: dict[str, Deadline]) -> None:
    assert calendar[id].binding == binding


def test_in_order_of_the_dates_with_the_undated_last(calendar: dict[str, Deadline]) -> None:
    bindings = [deadline.binding for deadline in calendar.values()]
    dated = [day for day in bindings if day]
    assert bindings == sorted(dated) + [None] * 3
    assert len(calendar) == 9


def test_both_printed_dates_of_a_contradiction_are_kept(calendar: dict[str, Deadline]) -> None:
    proposals = calendar["level_proposals"]
    assert proposals.contradicted
    assert {(printed.date, printed.place) for printed in proposals.dates} >= {
        (date(2017, 10, 13), "workbook App. A"),
        (date(2017, 10, 31), "workbook Section 4 date due"),
    }
    assert [deadline.id for deadline in calendar.values() if deadline.contradicted] == ["level_proposals"]


def test_the_reading_decides_which_date_binds() -> None:
    earlier = load_ruleset("perkins_iv_ma", {"deadlines.two_dates": "earlier"})
    found = {deadline.id: deadline.binding for deadline in load_calendar(earlier, Y2018)}
    assert found["level_proposals"] == date(2017, 10, 13)
    assert found["improvement_plans"] == date(2018, 2, 28)


def test_sending_all_three_early_is_allowed_and_not_due(calendar: dict[str, Deadline]) -> None:
    assert calendar["all_documents_early"].kind == "may"
    assert calendar["improvement_plans"].kind == "due"
    assert calendar["sims_march"].kind == "collection"
    assert calendar["sims_march"].when


def test_every_deadline_says_who_and_to_whom_and_cites(calendar: dict[str, Deadline], ma: Ruleset) -> None:
    for deadline in calendar.values():
        assert deadline.who
        assert deadline.to
        assert {cite.split()[0] for cite in deadline.cites} <= set(ma.sources)


@pytest.mark.parametrize("year", ["2016-17", "2018-19", "2030-31"])
def test_a_year_without_calendar_names_the_nearest(year: str, ma: Ruleset) -> None:
    with pytest.raises(UnknownNameError, match=f"no calendar for {year}. The nearest is 2017-18"):
        load_calendar(ma, SchoolYear.parse(year))


def test_a_year_before_the_rules_is_refused(ma: Ruleset) -> None:
    with pytest.raises(UnknownNameError, match="Its first school year is 2007-08"):
        load_calendar(ma, SchoolYear(2000))


def test_a_ruleset_without_calendars(rules_folder: Callable[..., Path]) -> None:
    small = load_ruleset("small", folder=rules_folder())
    assert list_calendars(small) == ()
    with pytest.raises(UnknownNameError, match="No year has one"):
        load_calendar(small, Y2018)


def damaged(tmp_path: Path, put: Callable[[dict[str, Any]], None]) -> str:
    """The refusal of the calendar of 2017-18 after `put` changed one entry of its annual reports."""
    shutil.copytree(BUILT_IN / "perkins_iv_ma", tmp_path / "perkins_iv_ma")
    path = tmp_path / "perkins_iv_ma" / "calendar" / "2017-18.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    put(content)
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(LawError) as caught:
        load_calendar(load_ruleset("perkins_iv_ma", folder=tmp_path), Y2018)
    return str(caught.value)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"kind": "must"}, "the kind `must` is none of due, may, collection"),
        ({"until": "noon"}, "the key `until` is not known"),
        ({"dates": []}, "has neither a date nor words that say when"),
        ({"dates": "2018-03-31"}, "`dates` is not a list"),
        ({"dates": [{"date": "March 31", "place": "workbook App. A"}]}, "`March 31` is not a date"),
        ({"dates": [{"date": date(2019, 3, 31), "place": "workbook App. A"}]}, "2019-03-31 is not in the school year"),
        ({"dates": [{"date": date(2018, 3, 31), "place": "wall"}]}, "`wall` does not begin with a source"),
        ({"dates": [{"date": date(2018, 3, 31)}]}, "has no `place`"),
        ({"cites": []}, "has no citation"),
        ({"title": ""}, "`title` is not text"),
        ({"note": None}, "`note` is not text"),
        ({"when": 31}, "`when` is not text"),
    ],
)
def test_a_calendar_that_is_not_sound_is_refused(entry: dict[str, Any], says: str, tmp_path: Path) -> None:
    message = damaged(tmp_path, lambda content: content["deadlines"]["annual_reports"].update(entry))
    assert message.startswith("perkins_iv_ma/calendar/2017-18.yaml does not load:")
    assert says in message


def test_a_calendar_under_another_years_name_is_refused(tmp_path: Path) -> None:
    message = damaged(tmp_path, lambda content: content.update(school_year="2018-19"))
    assert "the school year is `2018-19`, the file's name says 2017-18" in message


def test_deadlines_have_to_be_named(tmp_path: Path) -> None:
    assert "deadlines: is not a mapping" in damaged(tmp_path, lambda content: content.update(deadlines=["x"]))


def test_performance_years_count_from_2007_08(ma: Ruleset) -> None:
    assert performance_year(ma, SchoolYear.parse("2007-08")) == 1
    assert performance_year(ma, Y2018) == 11
    assert performance_year(ma, SchoolYear.parse("2019-20")) == 13
    for row in ma.table("performance_years"):
        year = SchoolYear.parse(row["school_year"])
        assert performance_year(ma, year) == int(row["performance_year"])
        assert school_year_of(ma, int(row["performance_year"])) == year


def test_there_is_no_performance_year_before_the_first(ma: Ruleset) -> None:
    with pytest.raises(UnknownNameError, match="Its first school year is 2007-08"):
        performance_year(ma, SchoolYear.parse("2006-07"))
    with pytest.raises(UnknownNameError, match="Performance Year 1 is 2007-08"):
        school_year_of(ma, 0)
