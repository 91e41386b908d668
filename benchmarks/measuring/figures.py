"""The figures, one function each; `FIGURES` has them by the name `--only` takes.

Goals are ratios within one call, because machines differ and are busy. What is compared runs in turn, each in a fresh
process, and the median counts. "CPU" is user and system time of all threads.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from measuring import processes
from measuring.processes import Cost, alternating, median
from measuring.session import Session
from measuring.states import many_states

_GB = 10**9


def engine(session: Session) -> None:
    """Counting, tally and judging from sealed tables ÷ the same table by hand-written SQL: CPU inside the process."""
    for says, years, repeat in _spans(session):
        ours, theirs = session.compute(session.state.sealed, years), session.hand_sql(years)
        costs = alternating(repeat, ours=ours, theirs=theirs)
        _ratio(session, f"engine {says}", f"engine CPU, {says} ÷ SQL by hand", costs, "inside.cpu", 1.3)


def run(session: Session) -> None:
    """The whole command, second run of a sealed folder ÷ the whole process of the hand-written SQL."""
    for (says, years, repeat), goal in zip(_spans(session), (5, 2.5), strict=True):
        costs = alternating(repeat, ours=session.run(years), theirs=session.hand_sql(years))
        session.same_cells(session.out(years), session.by_hand(years))
        _ratio(session, f"run {says}", f"whole run, {says} ÷ SQL by hand", costs, "wall", goal)


def decode(session: Session) -> None:
    """The engine ÷ reading the columns it needs and doing nothing with them."""
    years = session.all_years
    bare = lambda: processes.baseline("bare_read", "columns", session.state.sealed, *years)  # noqa: E731
    costs = alternating(session.repeat_heavy, ours=session.compute(session.state.sealed, years), theirs=bare)
    _ratio(session, "decode", "engine CPU, all years ÷ decoding the needed columns", costs, "inside.cpu", 4)


def pandas(session: Session) -> None:
    """The files of a run by pandas as an analyst writes it ÷ the whole run, all years; and their memory."""
    if importlib.util.find_spec("pandas") is None:
        session.say("pandas: skipped, it is not installed (make bench installs it)")
        return
    years = session.all_years
    out = session.state.folder / f"pandas-{years[0]}-{years[-1]}"
    analyst = lambda: processes.baseline("pandas_analyst", session.state.sealed, out, *years)  # noqa: E731
    costs = alternating(session.repeat_heavy, ours=session.run(years), theirs=analyst)
    for name in ("results.csv", "results_by_program.csv"):
        session.same_cells(session.out(years), out / name)
    ours, theirs = costs["ours"], costs["theirs"]
    told = f"{median(theirs, 'wall'):.1f} s / {median(ours, 'wall'):.1f} s wall, {len(ours)} processes each"
    ratio = median(theirs, "wall") / median(ours, "wall")
    session.add("pandas", "the same files by pandas, all years ÷ whole run", ratio, 8, told, at_least=True)
    most = max(cost.memory for cost in ours), max(cost.memory for cost in theirs)
    told = f"{most[0] / _GB:.2f} GB / {most[1] / _GB:.2f} GB at most"
    session.add("pandas memory", "memory of the whole run ÷ pandas", most[0] / most[1], 0.5, told)


def check(session: Session) -> None:
    """Checking one large collection, every bad cell listed; checking and sealing it ÷ a bare read of it as text."""
    found, home = session.checked, session.home
    listed, store = home / "problems.json", home / "check-store"

    def faulty() -> Cost:
        return processes.openperkins("check", found.faulty, "--format", "json", "--output", listed, expect=(3,))

    def sealed() -> Cost:
        shutil.rmtree(store, ignore_errors=True)
        return processes.task("check_and_seal", found.clean, store)

    bare = lambda: processes.baseline("bare_read", "text", found.file)  # noqa: E731
    costs = alternating(session.repeat, faulty=faulty, sealed=sealed, bare=bare)
    rows = f"{session.sizes.rows:,} rows"
    for name, says in (
        ("faulty", f"check of {rows}, {found.planted:,} errors"),
        ("sealed", f"check and seal of {rows}"),
    ):
        pair = {"ours": costs[name], "theirs": costs["bare"]}
        _ratio(session, f"check {name}", f"{says} ÷ bare read as text", pair, "wall", 4)
        memory = max(cost.memory for cost in costs[name]) / _GB
        session.add(f"check {name} memory", f"  its memory, {rows}", memory, 1.5, "at most", unit="GB")


def states(session: Session) -> None:
    """One year of many states at 4 GB ÷ one state's."""
    sizes = session.sizes
    one, many = (
        processes.apart(many_states, session.state, sizes.year, count, session.say) for count in (1, sizes.states)
    )
    years = [str(sizes.year)]
    costs = alternating(
        session.repeat_heavy,
        ours=session.compute(many, years, "4GB"),
        theirs=session.compute(one, years, "4GB"),
    )
    _ratio(session, "states", f"{sizes.states} states, one year, 4 GB ÷ one", costs, "inside.wall", 1.1 * sizes.states)
    memory = max(cost.memory for cost in costs["ours"]) / _GB
    session.add("states memory", "  its memory", memory, None, "at most", unit="GB")


def explain(session: Session) -> None:
    """One student's trace: the whole command, and the trace in a process that is up already."""
    state, year = session.state, session.sizes.year
    student = _a_leaver(state.records, year)
    named = ["--year", f"{year - 1}-{year % 100:02d}", "--student", student, "--store", state.store]
    costs = alternating(
        session.repeat,
        whole=lambda: processes.openperkins("explain", state.records, *named),
        trace=lambda: processes.task("trace", state.sealed, str(year), student),
    )
    students = f"{session.sizes.plan.students:,} students"
    _seconds(session, "explain", f"explain, whole process, {students}", costs["whole"], "wall", 2)
    _seconds(session, "trace", "  the trace itself", costs["trace"], "inside.wall", 0.3)


def help(session: Session) -> None:
    """openperkins --help."""
    costs = alternating(session.repeat, ours=lambda: processes.openperkins("--help"))
    _seconds(session, "help", "openperkins --help", costs["ours"], "wall", 0.35)


def workbooks(session: Session) -> None:
    """An export's workbooks ÷ the same cells by XlsxWriter alone."""
    years, count = session.all_years, str(session.sizes.workbooks)
    results = session.out(years) / "results.parquet"
    if not results.exists():
        session.run(years)()
    made, plain = session.home / "workbooks", session.home / "plain-workbooks"
    costs = alternating(
        session.repeat_heavy,
        ours=lambda: processes.task("workbooks", results, session.state.sealed, made, count),
        theirs=lambda: processes.baseline("plain_workbooks", made, plain),
    )
    says = f"workbooks of {count} districts, all years ÷ XlsxWriter alone"
    _ratio(session, "workbooks", says, costs, "inside.wall", 1.5)


def returned(session: Session) -> None:
    """A sender's file back with what is wrong in it ÷ the same cells by XlsxWriter alone."""
    found, rows = session.checked, min(session.sizes.rows, 20_000)
    made, plain = session.home / "returned", session.home / "plain-returned"
    source = found.faulty / found.file.relative_to(found.clean)
    costs = alternating(
        session.repeat,
        ours=lambda: processes.task("returned_file", source, str(rows), made),
        theirs=lambda: processes.baseline("plain_workbooks", made, plain),
    )
    _ratio(session, "returned", f"a file of {rows:,} rows returned ÷ XlsxWriter alone", costs, "inside.wall", 1)


def spark(session: Session) -> None:
    """The same year on Spark in local mode ÷ DuckDB: whole commands, equal bytes."""
    missing = importlib.util.find_spec("pyspark") is None and "pyspark is not installed"
    missing = missing or (not os.environ.get("JAVA_HOME") and shutil.which("java") is None and "there is no Java")
    if missing:
        session.say(f"spark: skipped, {missing}")
        return
    years = [str(session.sizes.year)]
    on_spark = ("--engine", "spark")
    costs = alternating(1, ours=session.run(years, *on_spark), theirs=session.run(years))
    session.same_cells(session.out(years, *on_spark), session.out(years) / "results.csv")
    _ratio(session, "spark", "Spark, local mode, one year ÷ DuckDB (equal bytes)", costs, "wall", None)


FIGURES: dict[str, Callable[[Session], None]] = {
    figure.__name__: figure
    for figure in (help, engine, run, decode, pandas, explain, check, returned, workbooks, states, spark)
}


def _spans(session: Session) -> list[tuple[str, list[str], int]]:
    """One year and all of them: what it is called, the years, and how often each is measured."""
    many = f"{len(session.all_years)} years"
    one = [str(session.sizes.year)]
    return [("one year", one, session.repeat), (many, session.all_years, session.repeat_heavy)]


def _ratio(session: Session, name: str, says: str, costs: dict[str, list[Cost]], what: str, goal: float | None) -> None:
    ours, theirs = median(costs["ours"], what), median(costs["theirs"], what)
    kind = "CPU" if what.endswith("cpu") else "wall"
    cpu = f", {median(costs['ours'], 'cpu'):.1f} s CPU" if kind == "wall" else ""
    told = f"{ours:.2f} s / {theirs:.2f} s {kind}{cpu}, {len(costs['ours'])} processes each"
    session.add(name, says, ours / theirs, goal, told)


def _seconds(session: Session, name: str, says: str, costs: list[Cost], what: str, goal: float) -> None:
    session.add(name, says, median(costs, what), goal, f"median of {len(costs)}", unit="s")


def _a_leaver(records: Path, year: int) -> str:
    """A student of the year's follow-up: a concentrator who left, so every indicator has something to say."""
    with (records / "followup" / f"{year}.csv").open(encoding="utf-8") as file:
        next(file)
        return next(file).split(",", 1)[0]
