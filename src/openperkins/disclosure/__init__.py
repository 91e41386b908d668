"""What may be shown to whom: public figures are made here and nowhere else."""

from openperkins.disclosure.figures import (
    PublicFigure,
    PublicSheet,
    WorkingFigure,
    protect,
    protect_count,
    protect_sheet,
)
from openperkins.disclosure.measures import protect_measured
from openperkins.disclosure.profile import Profile, profile_r5

__all__ = [
    "Profile",
    "PublicFigure",
    "PublicSheet",
    "WorkingFigure",
    "profile_r5",
    "protect",
    "protect_count",
    "protect_measured",
    "protect_sheet",
]
