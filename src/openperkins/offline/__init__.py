"""Files people fill in or fetch away from the portal: the worksheet of a needs assessment, labor market
projections, values of metrics from other systems.

    write_worksheet(buffer, instrument, answers, scopes={"460302": "Electricity"}, about=About("01000000", "Sample", …))
    read_worksheet(file, instrument, org_code="01000000", cycle="2022-23", programs={"460302"})
    read_projections_file(file, "projections.csv")
    read_values_file(file, "admissions.csv", instrument, places={"460302": "Electricity"})

`needs` says what they hold and mean; here is how they lie in a file.
"""

from __future__ import annotations

from openperkins.needs.filled import Change, Fault, Filled
from openperkins.needs.worksheet import About
from openperkins.offline.projections_file import read_projections_file
from openperkins.offline.reading import read_worksheet
from openperkins.offline.values_file import read_values_file
from openperkins.offline.writing import write_worksheet

__all__ = [
    "About",
    "Change",
    "Fault",
    "Filled",
    "read_projections_file",
    "read_values_file",
    "read_worksheet",
    "write_worksheet",
]
