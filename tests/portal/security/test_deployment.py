"""A portal that others reach: what it refuses to start without, and what it sends with every answer."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import openperkins

URL, HOST = "https://portal.example.gov", "portal.example.gov"
_ASK = """
import json, sys, django
from django.conf import settings
django.setup()
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))
"""


def run(home: Path, *command: str, **said: str) -> subprocess.CompletedProcess[str]:
    """A process of the portal with nothing in its environment but what is `said`."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG") if name in os.environ}
    told = {f"OPENPERKINS_{name}": value for name, value in said.items()}
    environment = {**kept, "OPENPERKINS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "openperkins.portal.settings"}
    return subprocess.run(
        [sys.executable, *command], env=environment | told, capture_output=True, text=True, check=False
    )


def settings_of(home: Path, *names: str, **said: str) -> dict:
    done = run(home, "-c", _ASK, *names, **said)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("said", "asked_for"),
    [
        ({}, "OPENPERKINS_URL"),
        ({"HOSTS": HOST}, "OPENPERKINS_URL"),
        ({"HOSTS": HOST, "URL": "http://portal.example.gov"}, "OPENPERKINS_URL"),
        ({"URL": URL}, "OPENPERKINS_HOSTS"),
        ({"URL": URL, "HOSTS": "*"}, "OPENPERKINS_HOSTS"),
        ({"URL": URL, "HOSTS": f"{HOST},.example.gov"}, "OPENPERKINS_HOSTS"),
        ({"URL": URL, "HOSTS": "elsewhere.example.gov"}, "OPENPERKINS_HOSTS"),
    ],
)
def test_it_does_not_start_without_knowing_its_own_address(tmp_path, said, asked_for):
    done = run(tmp_path / "home", "-c", _ASK, **said)
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {'Set ' if 'elsewhere' not in str(said) else ''}{asked_for}" in done.stderr


def test_it_is_as_strict_as_django_asks(tmp_path):
    done = run(
        tmp_path / "home",
        "-m",
        "openperkins.portal",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        URL=URL,
        HOSTS=HOST,
    )
    assert done.returncode == 0, done.stderr


def test_cookies_transport_and_debugging(tmp_path):
    found = settings_of(
        tmp_path / "home",
        "DEBUG",
        "DEMO",
        "REQUIRE_SECOND_FACTOR",
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SESSION_COOKIE_SAMESITE",
        "CSRF_COOKIE_NAME",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_PROXY_SSL_HEADER",
        "ALLAUTH_TRUSTED_PROXY_COUNT",
        "ACCOUNT_EMAIL_VERIFICATION",
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
        URL=URL,
        HOSTS=HOST,
    )
    assert found == {
        "DEBUG": False,
        "DEMO": False,
        "REQUIRE_SECOND_FACTOR": True,
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": None,
        "ALLAUTH_TRUSTED_PROXY_COUNT": None,
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
    }


def test_behind_a_proxy_people_are_told_apart_by_what_the_proxy_adds(tmp_path):
    names = ("SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT")
    told = {"URL": URL, "HOSTS": HOST, "BEHIND_PROXY": "true"}
    assert settings_of(tmp_path / "home", *names, **told)["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    found = settings_of(tmp_path / "home", *names, **told, PROXIES="2")
    assert found == {
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "ALLAUTH_TRUSTED_PROXY_COUNT": 2,
    }


def test_what_is_kept_is_its_owner_s_alone_also_in_a_home_that_was_there(tmp_path):
    home = tmp_path / "given"
    home.mkdir(mode=0o755)
    done = run(home, "-m", "openperkins.portal", "migrate", "--verbosity", "0", LOCAL="true")
    assert done.returncode == 0, done.stderr
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()}
    assert modes["portal.sqlite3"] == modes["secret_key"] == modes["event_log_key"] == 0o600
    assert [name for name, mode in modes.items() if mode & 0o077] == []


def test_no_key_or_password_is_in_the_code():
    """But the invented state's, which only this machine reaches and `serve --demo` prints."""
    secret = re.compile(r"""(?i)\b(secret|password|token|api_?key)\w*\s*[:=]\s*["'][^"'{}<> ]{8,}["']""")
    folder = Path(openperkins.__file__).parent
    found = [
        f"{path.relative_to(folder)}: {match[0]}"
        for path in sorted(folder.rglob("*.py"))
        for match in secret.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == ['portal/demo/people.py: PASSWORD = "sample-data-2018"']
