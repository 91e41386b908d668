"""A browser's name in a few words, from the string it sends of itself. Only words of this file are ever shown."""

from __future__ import annotations

# The first that is found counts: most browsers also say they are those that follow.
_BROWSERS = (
    ("Edge", ("Edg/", "EdgA/", "EdgiOS/", "Edge/")),
    ("Opera", ("OPR/", "Opera")),
    ("Samsung Internet", ("SamsungBrowser/",)),
    ("Firefox", ("Firefox/", "FxiOS/")),
    ("Chrome", ("Chrome/", "CriOS/", "Chromium/")),
    ("Safari", ("Safari/",)),
)
_SYSTEMS = (
    ("Windows", ("Windows",)),
    ("iPhone", ("iPhone",)),
    ("iPad", ("iPad",)),
    ("Android", ("Android",)),
    ("Chromebook", ("CrOS",)),
    ("Mac", ("Macintosh", "Mac OS X")),
    ("Linux", ("Linux", "X11")),
)


def browser_name(sent: str) -> str:
    """`Chrome on Linux`, `Safari on iPhone`; of what is not known only the rest, or `An unknown browser`."""
    browser, system = _first(_BROWSERS, sent), _first(_SYSTEMS, sent)
    if not browser:
        return f"A browser on {system}" if system else "An unknown browser"
    return f"{browser} on {system}" if system else browser


def _first(names: tuple[tuple[str, tuple[str, ...]], ...], sent: str) -> str:
    return next((name for name, signs in names if any(sign in sent for sign in signs)), "")
