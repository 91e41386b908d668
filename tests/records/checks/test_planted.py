"""Bad cells planted at random in a larger file: every one is found where it is, and nothing else."""

from __future__ import annotations

import random

import pytest

from openperkins.law import load_ruleset
from openperkins.records import pipeline
from tests.records.checks.good_records import STUDENT, line, write

#: one value that each element refuses by itself, whatever else the record says
BAD = {
    "DOE001": "=A1",
    "DOE002": "1.01E+09",
    "DOE006": "02/30/2001",
    "DOE007": "D01",
    "DOE009": "FEMALE",
    "DOE010": "64",
    "DOE012": "4",
    "DOE014": "35",
    "DOE015": "1010505",
    "DOE016": "12.0",
    "DOE017": "-1",
    "DOE018": "1E2",
    "DOE023": "USA",
    "DOE031": "77",
    "DOE035": "03",
    "DOE043": "10601",
    "DOE047": "501",
    "DOE052": "NAN",
}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_planted_cell_is_found_and_none_else(tmp_path, seed):
    chance = random.Random(seed)
    rows = [STUDENT | {"DOE001": f"L{n}", "DOE002": f"{1010000000 + n}"} for n in range(3000)]
    planted = set()
    for row in chance.sample(range(len(rows)), 400):
        for element in chance.sample(sorted(BAD), chance.randint(1, 3)):
            rows[row] = rows[row] | {element: BAD[element]}
            planted.add((row + 1, element, BAD[element]))
    folder = write(tmp_path, {"sims/2017-10": rows})
    report = pipeline.examine(folder, law=load_ruleset("perkins_iv_ma"))
    (sims,) = (f for f in report.files if f.file.startswith("sims/"))
    found = [(p.row, p.element, p.value) for p in sims.problems if p.severity != "note"]
    assert len(found) == len(set(found)) == sims.errors
    assert set(found) == planted
    assert (folder / "sims" / "2017-10.csv").read_text().count("\n") == sims.rows == len(rows)
    assert line(STUDENT).count(",") == 51
