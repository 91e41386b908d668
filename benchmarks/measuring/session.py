"""What all figures of one call share: sizes, data, how often, and how a figure is printed."""

from __future__ import annotations

import filecmp
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from measuring import processes
from measuring.processes import Cost
from measuring.states import Checked, Plan, State, collections_to_check, sealed_state


@dataclass(frozen=True)
class Sizes:
    """How large everything is. `year` is the one state-year is measured on, by the year it ends in."""

    plan: Plan
    year: int
    rows: int
    planted: int
    states: int
    workbooks: int
    judged: bool


FULL = Sizes(Plan(300_000, 400, 2008, 2019), 2017, 1_000_000, 22_000, 30, 400, judged=True)
#: shows in minutes that everything works; far too small to compare with a goal
QUICK = Sizes(Plan(6_000, 12, 2012, 2017), 2016, 20_000, 440, 3, 12, judged=False)


@dataclass(frozen=True)
class Figure:
    """One figure beside its goal. `met` is None where there is no goal, or it cannot be judged at this size."""

    name: str
    says: str
    value: float
    unit: str
    goal: str
    met: bool | None
    detail: str

    def line(self) -> str:
        verdict = {True: "reached", False: "NOT reached", None: ""}[self.met]
        return f"{self.says:<64} {self.value:>8.2f}{self.unit:<2} {self.goal:<7} {verdict:<12} {self.detail}".rstrip()


class Session:
    """One call of run.py."""

    def __init__(self, home: Path, sizes: Sizes, repeat: int, say: Callable[[str], None]) -> None:
        self.home, self.sizes, self.repeat, self.say = home, sizes, repeat, say
        #: what takes minutes is done less often
        self.repeat_heavy = min(repeat, 3)
        self.figures: list[Figure] = []
        home.mkdir(parents=True, exist_ok=True)

    @cached_property
    def state(self) -> State:
        return processes.apart(sealed_state, self.home, self.sizes.plan, self.say)

    @cached_property
    def checked(self) -> Checked:
        sizes = self.sizes
        wanted = (self.home, sizes.rows, sizes.planted, sizes.plan.districts, self.say)
        return processes.apart(collections_to_check, *wanted)

    @property
    def all_years(self) -> list[str]:
        return [str(year) for year in range(self.sizes.plan.first, self.sizes.plan.last + 1)]

    def run(self, years: list[str], *more: str) -> Callable[[], Cost]:
        """The whole `openperkins run` of some years (by the year they end in) into `out(years)`."""
        named = [part for year in years for part in ("--year", f"{int(year) - 1}-{int(year) % 100:02d}")]
        state, out = self.state, self.out(years, *more)
        return lambda: processes.openperkins("run", state.records, *named, "--store", state.store, "--out", out, *more)

    def out(self, years: list[str], *more: str) -> Path:
        return self.state.folder / "-".join(["out", years[0], years[-1], *(part.strip("-") for part in more)])

    def hand_sql(self, years: list[str]) -> Callable[[], Cost]:
        out = self.by_hand(years)
        out.parent.mkdir(exist_ok=True)
        return lambda: processes.baseline("hand_sql", self.state.sealed, out, *years)

    def by_hand(self, years: list[str]) -> Path:
        return self.state.folder / f"by-hand-{years[0]}-{years[-1]}" / "results.csv"

    def compute(self, sealed: Path, years: list[str], memory: str = "8GB") -> Callable[[], Cost]:
        return lambda: processes.task("compute", sealed, memory, *years)

    def same_cells(self, ours: Path, theirs: Path) -> None:
        """Raise AssertionError unless a file of ours is the same bytes: a ratio of different answers says nothing."""
        assert filecmp.cmp(ours / theirs.name, theirs, shallow=False), f"{theirs} has other cells than the run"

    def add(
        self,
        name: str,
        says: str,
        value: float,
        goal: float | None,
        detail: str,
        *,
        unit: str = "×",
        at_least: bool = False,
    ) -> None:
        """Keep and print one figure."""
        if goal is None:
            text, met = "", None
        else:
            text = f"{'≥' if at_least else '≤'} {goal:g}"
            met = (value >= goal if at_least else value <= goal) if self.sizes.judged else None
        figure = Figure(name, says, value, unit, text, met, detail)
        self.figures.append(figure)
        self.say(figure.line())

    def write(self) -> None:
        """Keep the figures as JSON beside the data."""
        stated = [asdict(figure) for figure in self.figures]
        (self.home / "figures.json").write_text(json.dumps(stated, indent=1), encoding="utf-8")
