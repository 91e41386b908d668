"""Text made fit for a file: no sign that breaks one, nothing a spreadsheet could run."""

from __future__ import annotations

import re
from decimal import Decimal

from openperkins.exports.page.model import Value
from openperkins.exports.tables import plain

#: Stands where a sign was that no file can hold.
REPLACED = "\ufffd"

# control signs, lone surrogates and noncharacters: XML refuses them, and fonts have nothing to show
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# what a spreadsheet skips before it looks for a formula, and the wide forms some take for the narrow ones
_LIVE_LATER = re.compile(r"\s*[=+\-@＝＋－＠]")


def clean(text: str) -> str:
    """`text` with line ends as LF and a replacement sign for each control sign, except tab and line end."""
    return _BROKEN.sub(REPLACED, text.replace("\r\n", "\n").replace("\r", "\n"))


def inert(text: str) -> str:
    """`clean(text)`, with an apostrophe before it when a spreadsheet could take it for a formula."""
    cleaned = clean(text)
    return "'" + cleaned if plain(text) != text or _LIVE_LATER.match(cleaned) else cleaned


def number_text(value: int | Decimal) -> str:
    """The number in plain digits, all its decimals kept: `1204`, `-4.9`, `86.625`."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def printed(value: Value) -> str:
    """The value as a person reads it: `1,204`, `86.625`, text as it is, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,f}"
