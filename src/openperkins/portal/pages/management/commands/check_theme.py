"""`check_theme`: whether a theme's colours can be read, computed from its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError

from openperkins.portal.theme import PAIRS, failures

#: where a deployment puts its own
THEME = "portal/theme.css"


class Command(BaseCommand):
    help = (
        "Computes the contrast of every pair of colours of a theme (WCAG 2.2, 1.4.3 and 1.4.11): "
        "of the one in use, or of the file that is named."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a theme.css that is not in use yet")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        found = file or finders.find(THEME)
        if not found:
            raise CommandError(f"No {THEME} is there. Name a file, or build the style sheet (see CONTRIBUTING.md).")
        path = Path(found)
        try:
            told = failures(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read: name a text file with the colours of the theme.") from error
        for sentence in told:
            self.stdout.write(sentence)
        if told:
            raise CommandError(f"{path}: {len(told)} {'thing is' if len(told) == 1 else 'things are'} wrong.")
        self.stdout.write(f"{path}: all {len(PAIRS)} pairs of colours have the contrast they need.")
