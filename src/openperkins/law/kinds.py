"""The kinds of value a parameter can have: what is accepted, how it is typed as text, how it prints.

Every function raises ValueError with one plain sentence; the loader adds the place, `--set` the choices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openperkins.errors import nearest
from openperkins.schoolyear import SchoolYear

Value = bool | int | str | tuple[str, ...] | tuple[tuple[str, ...], ...]

KINDS = (
    "codes",
    "ordered_codes",
    "code_groups",
    "choice",
    "whole_number",
    "yes_no",
    "decimal",
    "text",
    "school_year",
)
CODE_KINDS = ("codes", "ordered_codes", "code_groups")
BOUNDED_KINDS = ("whole_number", "decimal")

_DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def from_text(kind: str, text: str) -> Any:
    """What `--set KEY=text` means: lists by commas, groups by `|`. Not yet checked, see `checked`."""
    text = text.strip()
    match kind:
        case "codes" | "ordered_codes":
            return _list(text)
        case "code_groups":
            return [_list(group) for group in text.split("|")]
        case "yes_no":
            return _YES_NO.get(text.lower(), text)
        case "whole_number":
            return int(text) if re.fullmatch(r"[+-]?[0-9]{1,12}", text) else text
    return text


def to_text(value: Value) -> str:
    """The value as `--set` would take it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "|".join(",".join(v) for v in value) if value and isinstance(value[0], tuple) else ",".join(value)
    return str(value)


def checked(
    kind: str,
    value: Any,
    choices: Sequence[str] = (),
    least: int | str | None = None,
    most: int | str | None = None,
) -> Value:
    """The value in its one exact form. Raises ValueError when it is of another kind or outside the choices.

    Codes of kind `codes` are a set: they come in the order of the choices (else of the alphabet), so that two
    ways of writing one set are one value.
    """
    match kind:
        case "codes":
            return _in_order(_codes(value, choices), choices)
        case "ordered_codes":
            return _codes(value, choices)
        case "code_groups":
            return _groups(value, choices)
        case "choice":
            return _one_of(_text(value), choices)
        case "yes_no":
            return _yes_no(value)
        case "whole_number":
            return _within(_whole(value), least, most)
        case "decimal":
            return _within_decimal(_decimal(value), least, most)
        case "school_year":
            return str(SchoolYear.parse(_text(value)))
        case "text":
            return _text(value)
    raise ValueError(f"`{kind}` is not a kind of value; kinds are {', '.join(KINDS)}")


def expected(kind: str, choices: Sequence[str] = (), least: object = None, most: object = None) -> str:
    """One sentence on what a person may type, listing the choices."""
    some = f": any of {', '.join(choices)}" if choices else ""
    match kind:
        case "codes":
            return f"Give codes separated by commas{some}."
        case "ordered_codes":
            return f"Give codes in their order, separated by commas{some}."
        case "code_groups":
            return f"Give groups of codes, `|` between groups and commas inside{some}."
        case "choice":
            return f"Choose one of {', '.join(choices)}."
        case "yes_no":
            return "Choose yes or no."
        case "whole_number":
            return f"Give a whole number from {least} to {most}."
        case "decimal":
            return f"Give a decimal number from {least} to {most}, such as 0.9."
        case "school_year":
            return "Give a school year, such as 2016-17."
    return "Give a text."


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text.strip() else []


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{_shown(value)} is not text; put it in quotes, or leading zeros are lost")
    if not value.strip() or value != value.strip():
        raise ValueError(f"`{value}` is empty or has spaces around it")
    return value


def _codes(value: Any, choices: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{_shown(value)} is not a list of codes")
    if not value:
        raise ValueError("the list of codes is empty")
    codes = tuple(_code(v) for v in value)
    twice = sorted({c for c in codes if codes.count(c) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} is in the list twice")
    for code in codes:
        _one_of(code, choices)
    return codes


def _code(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f'the code {_shown(value)} is not text; quote it ("04"), or YAML drops the leading zero')
    return _text(value)


def _groups(value: Any, choices: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(v, list | tuple) for v in value):
        raise ValueError(f"{_shown(value)} is not a list of lists of codes")
    if not value:
        raise ValueError("the list of groups is empty")
    groups = tuple(_in_order(_codes(v, choices), choices) for v in value)
    flat = [code for group in groups for code in group]
    twice = sorted({c for c in flat if flat.count(c) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} is in two groups")
    return groups


def _in_order(codes: tuple[str, ...], choices: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=list(choices).index if choices else None))


def _one_of(text: str, choices: Sequence[str]) -> str:
    if choices and text not in choices:
        # A spreadsheet or a hurried hand drops leading zeros; that guess comes before any other.
        padded = [choice for choice in choices if choice.lstrip("0") == text.lstrip("0") != ""]
        hint = f"Did you mean {padded[0]}?" if padded else nearest(text, choices)
        raise ValueError(f"`{text}` is not one of the choices. {hint}".strip())
    return text


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{_shown(value)} is neither yes nor no")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{_shown(value)} is not a whole number")
    return value


def _within(number: int, least: Any, most: Any) -> int:
    if (least is not None and number < least) or (most is not None and number > most):
        raise ValueError(f"{number} is not from {least} to {most}")
    return number


def _decimal(value: Any) -> str:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise ValueError(f'{_shown(value)} is not a decimal number as text, such as "0.9"')
    return f"{Decimal(value).normalize():f}"


def _within_decimal(text: str, least: Any, most: Any) -> str:
    number = Decimal(text)
    if (least is not None and number < Decimal(least)) or (most is not None and number > Decimal(most)):
        raise ValueError(f"{text} is not from {least} to {most}")
    return text


def _shown(value: Any) -> str:
    return f"`{value}`"[:80]
