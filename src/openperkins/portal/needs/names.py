"""What a version of an assessment calls its district and its places: as they were called when it was frozen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from openperkins.needs.questions import SCHOOL, typed_places
from openperkins.portal.documents.models import Document
from openperkins.portal.needs.figures import Figures, place_titles, sheets_of
from openperkins.portal.needs.page import places_of, schools_of


@dataclass(frozen=True, slots=True)
class Names:
    """The district's name, and code → title of what the team may have rated beside the whole."""

    district: str
    places: dict[str, str]


def names_of(document: Document, figures: Figures | None, answers: Mapping[str, str]) -> Names:
    """The names of today: of programs, and of schools where there are several."""
    codes = sorted({*(figures.programs if figures else ()), *typed_places(answers)})
    schools = schools_of(document.organization)
    counted = replace(figures, schools=sheets_of(figures, schools)) if figures else None
    single = places_of(schools, counted, answers)
    whole = {SCHOOL: "All schools"} if single else {}
    return Names(document.organization.name, whole | single | place_titles([one for one in codes if one not in single]))


def to_text(names: Names) -> str:
    """Names as a version keeps them."""
    return json.dumps(asdict(names), ensure_ascii=False)


def from_text(text: str) -> Names | None:
    """The names a version keeps; None of one frozen before any were kept."""
    return Names(**json.loads(text)) if text else None


def in_words(text: str) -> str:
    """Names a version keeps, as people read them."""
    names = from_text(text)
    if names is None:
        return ""
    places = [title if code == SCHOOL else f"{title} ({code})" for code, title in names.places.items()]
    return "; ".join([names.district, *places])
