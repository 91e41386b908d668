"""What the demo does not hold and the pages need: run in the demo's home, by the actions people take.

Writes furnished.json: argument of an address → its value.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openperkins.portal.settings")
    django.setup()
    from django.conf import settings

    made: dict[str, Any] = {}
    (Path(settings.HOME) / "furnished.json").write_text(json.dumps(made, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
