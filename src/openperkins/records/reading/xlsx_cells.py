"""What one cell says: a text and a letter for its nature.

The letters are the language between the child process and the reader of its answer. Standard library only, so that the
reader need not load the spreadsheet library.
"""

from __future__ import annotations

#: The nature of a cell: blank, text, whole number, other number, date, formula, error, a number no date can be, and a
#: text too long to be a value.
BLANK, TEXT, WHOLE, NUMBER, DATE, FORMULA, ERROR, NO_DATE, LONG = ".snxdfeql"
MOST_CHARACTERS = 1_000
#: A workbook keeps 15 digits of a number (ECMA-376 leaves it to IEEE doubles; programs show and store 15).
MOST_DIGITS = 15


def from_number(value: int | float) -> tuple[str, str]:
    """(text, nature) of a number. Raises ValueError for one of more digits than a workbook keeps: some were lost."""
    if not abs(value) < 10**MOST_DIGITS:  # not `>=`: what is no number at all is no less than anything
        raise ValueError(value)
    if value == int(value):
        return str(int(value)), WHOLE
    # The shortest text of the stored number: 86.599999999999994 was typed as 86.6.
    return repr(value), NUMBER
