"""What a portal that others reach must have been told; without it no page is served and no mail leads anywhere."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def require_address(url: str, hosts: list[str]) -> None:
    """The portal's own address and the names it answers to. Raises ImproperlyConfigured with what to set.

    Links in mails are made of the address alone, never of what a request says its host is.
    """
    stated = urlsplit(url)
    if stated.scheme != "https" or not stated.hostname:
        raise ImproperlyConfigured(
            "Set OPENPERKINS_URL to the portal's address, such as https://portal.example.gov. "
            "For a portal that only this machine reaches, set OPENPERKINS_LOCAL=true instead."
        )
    if not hosts or any(host.startswith(("*", ".")) for host in hosts):
        raise ImproperlyConfigured(
            "Set OPENPERKINS_HOSTS to the host names the portal answers to, with commas between them, each in full."
        )
    if stated.hostname not in hosts:
        raise ImproperlyConfigured(f"OPENPERKINS_HOSTS does not name {stated.hostname}, the host of OPENPERKINS_URL.")
