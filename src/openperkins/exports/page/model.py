"""What a page shows, before it is a file: a title, what it is about, notes and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: text: sentences and names; words: a short status; count: whole numbers; percent: a rate as printed;
#: level: a level or a line, all its decimals kept
KINDS = ("text", "count", "percent", "level", "words")
_FORM_COLUMNS = 2
NUMBER_KINDS = ("count", "percent", "level")

#: A number as it is to be printed (a Decimal keeps its places: 79.10 prints 79.10), text, or nothing.
Value = str | int | Decimal | None

# both stand in an Excel number format, a mark in a column title as well, where other signs would mean something
_MARK = re.compile(r"[A-Za-z][A-Za-z0-9 ]{0,29}")
_ASIDE = re.compile(r"[A-Za-z][A-Za-z0-9 ,%.]{0,29}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value, and a `mark`, the word that sets it apart (`plan`), empty when nothing does.

    `aside` is a word printed beside the value that does not set the cell apart (`Within 90%`); a cell has one
    of the two at most. Raises TypeError for a value that is no text, int, Decimal or None (a float is never
    exact), ValueError for a Decimal that is no number, for a mark that is not one to thirty letters, digits and
    spaces, for an aside that has other signs besides than comma, percent sign and point, and for both at once.
    """

    value: Value
    mark: str = ""
    aside: str = ""

    def __post_init__(self) -> None:
        value = self.value
        if isinstance(value, bool) or not isinstance(value, (str, int, Decimal, type(None))):
            raise TypeError(f"a cell holds text, int, Decimal or None, not {type(value).__name__}")
        if isinstance(value, Decimal) and not value.is_finite():
            raise ValueError(f"a cell holds a number, not {value}")
        if self.mark and not _MARK.fullmatch(self.mark):
            raise ValueError(f"a mark is up to 30 letters, digits and spaces, not {self.mark!r}")
        if self.aside and (self.mark or not _ASIDE.fullmatch(self.aside)):
            raise ValueError(f"an aside is up to 30 letters, digits, spaces, `,%.`, without a mark: {self.aside!r}")

    @property
    def word(self) -> str:
        """What is printed beside the value: the mark with a capital (`Plan`), or the aside; empty without either."""
        return self.mark[:1].upper() + self.mark[1:] or self.aside


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title and its kind, one of `KINDS`. Raises ValueError for another kind."""

    title: str
    kind: str = "text"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"a column is one of {', '.join(KINDS)}, not {self.kind!r}")

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers and stand at the right."""
        return self.kind in NUMBER_KINDS


@dataclass(frozen=True, slots=True)
class Table:
    """One table: caption, columns, and rows of as many cells as there are columns.

    A row may hold bare values in place of cells; they become cells without a mark. A `form` prints as the lines of a
    form: label and text of two columns, or the text of one, under its title where that is not the caption; what is
    empty is a line to write on. In a workbook it is a table as any other. Raises ValueError for a table without
    columns, for a form of more than two and for a row of another length, TypeError as `Cell` does.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | Value]]
    form: bool = False

    def __post_init__(self) -> None:
        columns = tuple(self.columns)
        if not columns:
            raise ValueError(f"the table {self.caption!r} has no columns")
        if self.form and len(columns) > _FORM_COLUMNS:
            raise ValueError(f"the form {self.caption!r} has more than a label and a text")
        rows = tuple(tuple(one if isinstance(one, Cell) else Cell(one) for one in row) for row in self.rows)
        for number, row in enumerate(rows, 1):
            if len(row) != len(columns):
                raise ValueError(f"row {number} of {self.caption!r} has {len(row)} cells, not {len(columns)}")
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "rows", rows)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows.

    `about` is (label, text): whose figures, which year, published when, from which release. `notes` are
    sentences. `caution` is what a reader has to be told on every sheet (`Contains small numbers. Do not
    share.`), empty for figures anyone may see. `about_first` is for documents and forms, which begin with what they
    are about; figures end with it. Raises ValueError for a page without a title.
    """

    title: str
    about: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    tables: Sequence[Table] = ()
    caution: str = ""
    about_first: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a page has a title")
        object.__setattr__(self, "about", tuple((label, text) for label, text in self.about))
        object.__setattr__(self, "notes", tuple(self.notes))
        object.__setattr__(self, "tables", tuple(self.tables))
