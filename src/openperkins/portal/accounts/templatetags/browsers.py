"""`{{ session.user_agent|browser_name }}`: a browser in a few words."""

from __future__ import annotations

from django import template

from openperkins.portal.accounts.browsers import browser_name

register = template.Library()
register.filter("browser_name", browser_name)
