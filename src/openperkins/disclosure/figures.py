"""From exact figures to what anyone may see. Nothing else in OpenPerkins makes a public figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from openperkins.accountability.exact import fixed_text, half_up
from openperkins.disclosure.parts import EVERYONE, SHARED_OUT, Prints, withheld
from openperkins.disclosure.profile import Profile
from openperkins.disclosure.state import can_be_exact

Why = Literal["exact_state", "rounded", "withheld", "small", "no_result"]
Cell = tuple[str, str]
_STATE, _AS_A_DISTRICT = "state", "district"
#: only this module holds it
_MADE_HERE = object()


@dataclass(frozen=True, slots=True)
class WorkingFigure:
    """Exact counts of students, for the district itself, its liaison and the State. None: there is no result."""

    denominator: int | None
    numerator: int | None

    def __post_init__(self) -> None:
        if (self.denominator is None) != (self.numerator is None):
            raise ValueError("a figure has both counts or none")
        if self.denominator is not None and not 0 <= self.numerator <= self.denominator:
            raise ValueError(f"{self.numerator} of {self.denominator} students cannot be")


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """What is printed of one figure, and nothing else: `students` (`45`, `under 10`, empty when not printed),

    `percent` as a range (`70% to under 75%`, `95% or more`; exact for the State; empty when hidden), and `why` it is
    as it is. Raises TypeError when made anywhere but by `protect`.
    """

    students: str
    percent: str
    why: Why
    _made: object = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._made is not _MADE_HERE:
            raise TypeError("A public figure is made by disclosure.protect alone: give it working figures.")


@dataclass(frozen=True, slots=True)
class PublicSheet:
    """What anyone may see of one organization in one release. `release` names the publication, `profile` the rules."""

    org_code: str
    name: str
    release: str
    profile: str
    figures: Mapping[Cell, PublicFigure]
    _made: object = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._made is not _MADE_HERE:
            raise TypeError("A public sheet is made by disclosure.protect_sheet alone: give it working figures.")

    def of(self, indicator: str, population: str) -> PublicFigure:
        """The figure of a cell. Raises KeyError for a cell that is none."""
        return self.figures[indicator, population]


def protect(versions: Sequence[WorkingFigure], *, org_kind: str, indicator: str, profile: Profile) -> PublicFigure:
    """One figure as anyone may see it.

    `versions` are the figure's published versions in order, the last one in force: a restated denominator keeps its
    earlier print until the change is as large as the profile says. Raises ValueError without any version.
    """
    if not versions:
        raise ValueError("a figure has at least one published version")
    now = versions[-1]
    if now.denominator is None:
        return _figure("", "", "no_result")
    if org_kind == _STATE:
        return _of_state(now, profile)
    rounded_from = _kept([v.denominator for v in versions if v.denominator is not None], profile)
    if rounded_from < profile.smallest:
        return _figure(f"under {profile.smallest}", "", "small")
    printed = nearest_multiple(rounded_from, profile.base)
    percent = band(now, profile.width(printed))
    return _figure("" if indicator in profile.unprinted_denominators else f"{printed:,}", percent, "rounded")


def protect_count(versions: Sequence[int | None], *, profile: Profile) -> PublicFigure:
    """A number of students that is no rate, as anyone may see it: as a denominator is printed, without a percent."""
    figures = [WorkingFigure(count, None if count is None else 0) for count in versions]
    found = protect(figures, org_kind=_AS_A_DISTRICT, indicator="", profile=profile)
    return _figure(found.students, "", found.why)


def protect_sheet(
    versions: Sequence[Mapping[Cell, WorkingFigure]],
    *,
    org_code: str,
    org_kind: str,
    name: str,
    release: str,
    profile: Profile,
    exact_state: bool = True,
) -> PublicSheet:
    """All figures of one organization and year as anyone may see them; what is hidden is hidden in every view of it.

    The State's are exact where nothing small follows from them (state.py), and only with `exact_state`; elsewhere they
    are rounded as a district's, and a number is withheld where a hidden group's would follow from it (parts.py).
    """
    counts = {cell: figure.denominator for cell, figure in versions[-1].items()}
    exact = {
        indicator: org_kind == _STATE and exact_state and can_be_exact(counts, indicator, profile)
        for indicator in {indicator for indicator, _ in counts}
    }
    figures = {
        cell: protect(
            _history(versions, cell),
            org_kind=org_kind if exact[cell[0]] or org_kind != _STATE else _AS_A_DISTRICT,
            indicator=cell[0],
            profile=profile,
        )
        for cell in versions[-1]
    }
    for indicator in (one for one, is_exact in exact.items() if not is_exact):
        figures |= _withheld(figures, indicator, profile)
    return PublicSheet(org_code, name, release, f"{profile.name} {profile.version}", figures, _MADE_HERE)


def nearest_multiple(count: int, base: int) -> int:
    """`count` to the nearest multiple of `base`, halves up."""
    return (2 * count + base) // (2 * base) * base


def band(figure: WorkingFigure, width: int) -> str:
    """The range of a fixed grid that holds the rate. Ends are open: none and all are never certain.

    Raises ValueError without students.
    """
    if not figure.denominator or figure.numerator is None:
        raise ValueError("a rate needs students")
    place = min(Fraction(100 * figure.numerator, figure.denominator) // width, 100 // width - 1)
    low = int(place) * width
    if low == 0:
        return f"under {width}%"
    if low + width == 100:
        return f"{low}% or more"
    return f"{low}% to under {low + width}%"


def _withheld(figures: Mapping[Cell, PublicFigure], indicator: str, profile: Profile) -> dict[Cell, PublicFigure]:
    """The figures of an indicator that lose their number of students: a hidden group's would follow from it."""
    of_groups = {population: figure for (one, population), figure in figures.items() if one == indicator}
    sharings = [parts for parts in SHARED_OUT if of_groups.keys() >= {EVERYONE, *parts}]
    hidden = frozenset(group for group, figure in of_groups.items() if figure.why == "small")
    prints = Prints({group: _number(figure) for group, figure in of_groups.items()}, hidden, profile)
    return {
        (indicator, group): _figure("", of_groups[group].percent, "withheld")
        for group in withheld(prints, EVERYONE, sharings)
    }


def _number(figure: PublicFigure) -> int | None:
    return int(figure.students.replace(",", "")) if figure.students and figure.why == "rounded" else None


def _history(versions: Iterable[Mapping[Cell, WorkingFigure]], cell: Cell) -> list[WorkingFigure]:
    return [version[cell] for version in versions if cell in version]


def _kept(denominators: Sequence[int], profile: Profile) -> int:
    """The true denominator that the print stands for: the last one far enough from the one before it."""
    kept = denominators[0]
    for later in denominators[1:]:
        if abs(later - kept) >= profile.sticky:
            kept = later
    return kept


def _of_state(figure: WorkingFigure, profile: Profile) -> PublicFigure:
    if figure.denominator < profile.smallest:
        return _figure(f"under {profile.smallest}", "", "small")
    rate = half_up(Fraction(100 * figure.numerator, figure.denominator), 2)
    return _figure(f"{figure.denominator:,}", f"{fixed_text(rate, 2)}%", "exact_state")


def _figure(students: str, percent: str, why: Why) -> PublicFigure:
    return PublicFigure(students, percent, why, _MADE_HERE)
