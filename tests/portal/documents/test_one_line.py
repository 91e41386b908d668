"""Which answers a page asks in one line: two of them are made one in one line."""

from __future__ import annotations

import pytest

from openperkins.portal.documents.kinds import kind_of


@pytest.mark.parametrize(
    ("kind", "question", "is_one_line"),
    [
        ("levels", "1S1.level", True),
        ("levels", "1S1.countered", True),
        ("levels", "1S1.reasons", False),
        ("level_revision", "start", True),
        ("level_revision", "level", True),
        ("level_revision", "region1.name", True),
        ("level_revision", "region1.months", False),
        ("improvement_plan", "female.plan", False),
    ],
)
def test_kinds_say_what_they_ask_in_one_line(kind: str, question: str, is_one_line: bool):
    assert kind_of(kind).is_one_line(question) == is_one_line
