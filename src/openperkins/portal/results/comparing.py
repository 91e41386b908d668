"""Comparable districts side by side: of everybody only what anyone may see (profile R5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from openperkins.disclosure import PublicSheet, WorkingFigure, profile_r5, protect_sheet
from openperkins.portal.results.figures import Cells
from openperkins.portal.results.models import Publication, Sheet
from openperkins.portal.results.queries import Published

#: how many districts are put beside one's own unless others are chosen
BESIDE = 8
_SIZE = ("3S1", "all")
#: with so few districts the State's exact figures less one's own would say too much of the others
_FEW = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A district that can be chosen: `size` is its printed number of leavers, the only one its place may depend on."""

    code: str
    name: str
    size: int


def candidates(own: Published) -> list[Candidate]:
    """Every other district and consortium of the publication, those of a like printed size first."""
    codes = _reporting(own.publication).values_list("org_code", flat=True)
    versions = _versions(own.publication, [own.sheet.org_code, *codes])
    sizes = {code: (of_one[-1].name, _size(of_one)) for code, of_one in versions.items()}
    mine = sizes[own.sheet.org_code][1]
    others = [Candidate(code, name, size) for code, (name, size) in sizes.items() if code != own.sheet.org_code]
    return sorted(others, key=lambda one: (abs(one.size - mine), one.name, one.code))


def compared(own: Published, codes: Sequence[str]) -> list[PublicSheet]:
    """The public sheets of one's own district, the chosen ones and the State, in that order."""
    wanted = [own.sheet.org_code, *codes, own.publication.org_code]
    versions = _versions(own.publication, wanted)
    enough = _reporting(own.publication).count() > _FEW
    return [protected(versions[code], exact_state=enough) for code in dict.fromkeys(wanted) if versions.get(code)]


def protected(versions: Sequence[Sheet], *, exact_state: bool = False) -> PublicSheet:
    """What anyone may see of an organization; `versions` are its published sheets of a year in order."""
    latest = versions[-1]
    return protect_sheet(
        [_working(Cells(sheet.cells)) for sheet in versions],
        org_code=latest.org_code,
        org_kind=latest.org_kind,
        name=latest.name,
        release=str(latest.publication),
        profile=profile_r5(),
        exact_state=exact_state,
    )


def _reporting(publication: Publication) -> QuerySet[Sheet]:
    """Sheets of the districts and consortia of a publication: the State's is their sum."""
    kinds = ("district", "consortium")
    return Sheet.objects.filter(publication=publication, org_kind__in=kinds, parent_code="")


def _versions(publication: Publication, codes: Sequence[str]) -> dict[str, list[Sheet]]:
    """Organization code → its sheets of every version that was published up to this one, in order."""
    sheets = Sheet.objects.filter(
        publication__school_year=publication.school_year,
        publication__version__lte=publication.version,
        publication__published_at__isnull=False,
        org_code__in=codes,
    )
    found: dict[str, list[Sheet]] = {}
    for sheet in sheets.select_related("publication").order_by("publication__version"):
        found.setdefault(sheet.org_code, []).append(sheet)
    return found


def _working(cells: Cells) -> dict[tuple[str, str], WorkingFigure]:
    return {(cell.indicator, cell.population): WorkingFigure(cell.denominator, cell.numerator) for cell in cells}


def _size(versions: Sequence[Sheet]) -> int:
    """The printed number of leavers, as the table prints it; nil where it is not printed."""
    figure = protected(versions).of(*_SIZE)
    return int(re.sub(r"\D", "", figure.students)) if figure.why == "rounded" else 0
