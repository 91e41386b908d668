"""The address of the database as a deployment writes it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

_ASK = "import json, openperkins.portal.settings as s; print(json.dumps(s.DATABASES['default'], default=str))"


def _database(url: str, home: Path) -> dict:
    environment = {**os.environ, "OPENPERKINS_LOCAL": "true", "OPENPERKINS_HOME": str(home)}
    environment["OPENPERKINS_DATABASE_URL"] = url
    done = subprocess.run([sys.executable, "-c", _ASK], env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_signs_in_a_password_and_options_arrive(tmp_path):
    found = _database("postgresql://portal:p%40ss%2Fw%3A1@db.example.gov:5433/cte?sslmode=verify-full", tmp_path)
    said = {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert said == {
        "NAME": "cte",
        "USER": "portal",
        "PASSWORD": "p@ss/w:1",
        "HOST": "db.example.gov",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full"},
    }
