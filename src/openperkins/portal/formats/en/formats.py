"""`February 28, 2018`, as everywhere: Django's own formats of English abbreviate months."""

from __future__ import annotations

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, P"
