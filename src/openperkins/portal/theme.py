"""The contrast of a theme: every pair of colours that meets on a page, computed from the theme file itself.

WCAG 2.2, 1.4.3 (text, 4.5 to 1) and 1.4.11 (edges that tell something, 3 to 1). A deployment that swaps
`static/portal/theme.css` is held to the same list.
"""

from __future__ import annotations

import re
from typing import NamedTuple

TEXT, EDGE = 4.5, 3.0


class Pair(NamedTuple):
    """`foreground` on `background` (names of custom properties without `--portal-`) needs at least `minimum` to 1."""

    name: str
    foreground: str
    background: str
    minimum: float


_STATES = ("met", "within", "plan", "small", "filed")

PAIRS: tuple[Pair, ...] = (
    Pair("text", "ink", "page", TEXT),
    Pair("text in a panel", "ink", "wash", TEXT),
    Pair("text on a disabled control", "muted", "disabled", TEXT),
    Pair("text under the current entry of the navigation", "ink", "primary-wash", TEXT),
    Pair("hint", "muted", "page", TEXT),
    Pair("hint in a panel", "muted", "wash", TEXT),
    Pair("hint in a chosen row", "muted", "primary-wash", TEXT),
    Pair("edge of a field", "edge", "page", EDGE),
    Pair("edge of a field in a panel", "edge", "wash", EDGE),
    Pair("header", "on-brand", "brand", TEXT),
    Pair("focus on the page", "focus", "page", EDGE),
    Pair("focus in a panel", "focus", "wash", EDGE),
    Pair("focus in the header", "focus", "brand", EDGE),
    Pair("link", "primary", "page", TEXT),
    Pair("link in a panel", "primary", "wash", TEXT),
    Pair("link in a chosen row", "primary", "primary-wash", TEXT),
    Pair("link under the pointer", "primary-dark", "page", TEXT),
    Pair("link being pressed", "primary-darker", "page", TEXT),
    Pair("visited link", "visited", "page", TEXT),
    Pair("visited link in a panel", "visited", "wash", TEXT),
    Pair("button", "page", "primary", TEXT),
    Pair("button under the pointer", "page", "primary-dark", TEXT),
    Pair("button being pressed", "page", "primary-darker", TEXT),
    Pair("error message", "error", "page", TEXT),
    Pair("error message in a panel", "error", "wash", TEXT),
    Pair("button that takes something away", "page", "error", TEXT),
    *(
        Pair(f"text of an alert ({kind})", "ink", f"{kind}-wash", TEXT)
        for kind in ("info", "success", "warning", "error")
    ),
    *(
        Pair(f"link in an alert ({kind})", "primary", f"{kind}-wash", TEXT)
        for kind in ("info", "success", "warning", "error")
    ),
    *(Pair(f"edge of an alert ({kind})", kind, "page", EDGE) for kind in ("info", "success", "warning", "error")),
    *(Pair(f"result: {state}", state, f"{state}-ground", TEXT) for state in (*_STATES, "none", "suppressed")),
    *(Pair(f"edge of a result: {state}", f"{state}-edge", f"{state}-ground", EDGE) for state in _STATES),
    *(Pair(f"edge of a result against the page: {state}", f"{state}-edge", "page", EDGE) for state in _STATES),
    *(
        Pair(f"link in a result: {state}", "primary-dark", f"{state}-ground", TEXT)
        for state in ("met", "within", "none")
    ),
)

_DECLARED = re.compile(r"--portal-([a-z-]+)\s*:\s*([^;}]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


def contrast(a: str, b: str) -> float:
    """How much two colours (`#rrggbb` or `#rgb`) differ: 1 for the same, 21 for black on white (WCAG 2.2)."""
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


def colours(css_text: str) -> dict[str, str]:
    """The custom properties a theme declares, by name without `--portal-`; a later one wins, as in the browser."""
    return {name: value.strip() for name, value in _DECLARED.findall(_COMMENT.sub("", css_text))}


def failures(css_text: str) -> list[str]:
    """What is wrong with a theme, one sentence each, in the order of the list; empty when nothing is."""
    declared, told = colours(css_text), []
    for name in sorted({role for pair in PAIRS for role in (pair.foreground, pair.background)} | {"hairline"}):
        if name not in declared:
            told.append(f"--portal-{name} is missing: add it with a value such as #14558f.")
        elif _channels(declared[name]) is None:
            told.append(
                f"--portal-{name} is {declared[name]}: write it as #rrggbb so that its contrast can be computed."
            )
    if told:
        return told
    for pair in PAIRS:
        front, back = declared[pair.foreground], declared[pair.background]
        found = contrast(front, back)
        if found < pair.minimum:
            # cut, not rounded: 4.496 must not read as 4.50
            told.append(
                f"{pair.name}: {front} (--portal-{pair.foreground}) on {back} (--portal-{pair.background}) has "
                f"{int(found * 100) / 100:.2f} to 1, at least {pair.minimum:g} is needed: make one darker or lighter."
            )
    return told


def _channels(colour: str) -> tuple[int, int, int] | None:
    found = re.fullmatch(r"#([0-9a-f]{6}|[0-9a-f]{3})", colour.lower())
    if not found:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _luminance(colour: str) -> float:
    channels = _channels(colour)
    if channels is None:
        raise ValueError(f"{colour!r} is not a colour of the form #rrggbb")
    red, green, blue = (_linear(channel / 255) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
