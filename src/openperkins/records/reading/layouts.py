"""What each kind of records file holds: its columns, which are needed, and how each value is written.

Data only; nothing heavy is imported, so that the limited child process for workbooks can read it too.
Source: formats.md "In: a records folder"; the 52 elements: SIMS data handbook v9.0 (reference sims_elements).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

#: How a column's values are written, which decides what may be normalised without loss:
#: `code` trimmed and upper-cased, `word` and `number` trimmed, `date` trimmed and rewritten, `text` trimmed and NFC.
Form = Literal["code", "word", "number", "date", "text"]


@dataclass(frozen=True)
class RecordLayout:
    """The columns of one kind of file.

    `columns` is what every chunk holds, in this order; `required` must be in the header (or the workbook, the
    Parquet file), `optional` columns that are absent come as empty text. `key` names the columns that tell one row
    from another. `exact` layouts warn of columns they do not know; others have hundreds more and ignore them. A
    `may_be_empty` file may hold a header only.
    `aliases` are other names of columns (`headers.canonical`) and the columns they stand for; they come from settings.
    `most_records` and `most_sheet_rows` are the limits of one text file or Parquet file, and of one workbook.
    """

    kind: str
    columns: tuple[str, ...]
    has_header: bool
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    may_be_empty: bool = False
    exact: bool = True
    forms: dict[str, Form] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    most_records: int = 1_500_000
    most_sheet_rows: int = 50_000

    def form(self, column: str) -> Form:
        """How values of `column` are written; `text` unless the layout says otherwise."""
        return self.forms.get(column, "text")

    def columns_of(self, form: Form) -> tuple[str, ...]:
        """The columns written in `form`, in file order."""
        return tuple(c for c in self.columns if self.form(c) == form)


def _headed(kind: str, required: str, optional: str = "", *, key: str, **more: object) -> RecordLayout:
    """A layout with a header row; the column lists are written as `name:form name:form …`."""
    forms: dict[str, Form] = {}
    names: list[tuple[str, ...]] = []
    for group in (required, optional):
        pairs = [entry.split(":") for entry in group.split()]
        forms.update(dict(pairs))
        names.append(tuple(name for name, _ in pairs))
    return RecordLayout(kind, names[0] + names[1], True, names[0], names[1], tuple(key.split()), forms=forms, **more)


SIMS_ELEMENTS = tuple(f"DOE{number:03d}" for number in range(1, 53))
_SIMS_TEXT = ("DOE003", "DOE004", "DOE005", "DOE008")
_SIMS_NUMBERS = ("DOE017", "DOE018", "DOE052")
# The locally assigned number is the district's own: its letters' case may carry meaning, so it stays as sent.
_SIMS_WORDS = ("DOE001",)


def _sims_form(element: str) -> Form:
    if element in _SIMS_TEXT:
        return "text"
    if element in _SIMS_NUMBERS:
        return "number"
    if element in _SIMS_WORDS:
        return "word"
    return "date" if element == "DOE006" else "code"


SIMS = RecordLayout(
    "sims",
    SIMS_ELEMENTS,
    has_header=False,
    required=SIMS_ELEMENTS,
    key=("DOE002",),
    forms={element: _sims_form(element) for element in SIMS_ELEMENTS},
    most_records=20_000_000,
    most_sheet_rows=1_048_576,
)

LAYOUTS: dict[str, RecordLayout] = {
    layout.kind: layout
    for layout in (
        SIMS,
        _headed(
            "mcas",
            "sasid:code adminyear:word grade:code eteststat:code eperf2:code escaleds:number "
            "mteststat:code mperf2:code mscaleds:number",
            "gradesims:code steststat:code sperf2:code sscaleds:number dob:date",
            key="sasid adminyear",
            exact=False,
            most_records=20_000_000,
        ),
        _headed(
            "follow_up",
            "sasid:code status:word",
            "responded_on:date institution:text note:text",
            key="sasid",
        ),
        _headed(
            "cohort",
            "sasid:code cohort_year:word org_code:code outcome:word",
            key="sasid",
        ),
        _headed("migrant", "sasid:code", key="sasid", may_be_empty=True),
        _headed(
            "plans_on_file",
            "org_code:code indicator:code population:word accepted_year:word",
            key="org_code indicator population accepted_year",
            may_be_empty=True,
        ),
        _headed(
            "programs",
            "code:code kind:word title:text cluster:text nontraditional_for:code",
            key="code",
        ),
        _headed("organizations", "org_code:code name:text kind:word parent:code", key="org_code"),
        _headed(
            "levels",
            "school_year:word org_code:code indicator:code level:number",
            key="school_year org_code indicator",
            may_be_empty=True,
        ),
    )
}
