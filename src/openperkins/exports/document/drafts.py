"""Writes the Word templates anew: python -m openperkins.exports.document.drafts [folder]

An agency edits the written files in Word; `{{ … }}` and `{%tr … %}` in them are where charts are filled in.
"""

from __future__ import annotations

import datetime
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from openperkins.exports.document.word import same_bytes

_HERE = Path(__file__).parent / "templates"
#: dark enough to read; Word's own blue is not
_INK = RGBColor(0x1B, 0x3A, 0x5C)
_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def levels() -> bytes:
    """Appendix C."""
    document = _begun(landscape=True)
    _rows(document, columns=5)
    return _written(document)


def plan() -> bytes:
    """Appendix D."""
    document = _begun()
    document.add_paragraph("{%p for entry in entries %}")
    document.add_heading("Population: {{ entry.population }}", level=2)
    document.add_heading("{{ consulted_head }}", level=3)
    document.add_paragraph("{%p for who in entry.consulted %}")
    document.add_paragraph("{{ who }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("{{ description_head }}", level=3)
    document.add_paragraph("{{ entry.description }}")
    document.add_paragraph("{%p endfor %}")
    return _written(document)


def report() -> bytes:
    """Appendix E."""
    document = _begun()
    document.add_heading("{{ progress_head }}", level=2)
    document.add_paragraph("{{ progress }}")
    return _written(document)


def state_plan() -> bytes:
    """The State Improvement Plan."""
    document = _begun()
    document.add_heading("Consulted", level=2)
    document.add_paragraph("{%p for whom, names in consulted %}")
    document.add_heading("{{ whom }}", level=3)
    document.add_paragraph("{%p for who in names %}")
    document.add_paragraph("{{ who }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("The plan", level=2)
    document.add_paragraph("{{ plan }}")
    document.add_heading("Gaps of groups", level=2)
    document.add_paragraph("{{ note }}")
    _rows(document, columns=6)
    document.add_heading("What is planned for each gap", level=2)
    document.add_paragraph("{%p for ground, told in grounds %}")
    document.add_heading("{{ ground }}", level=3)
    document.add_paragraph("{{ told }}")
    document.add_paragraph("{%p endfor %}")
    return _written(document)


def revision() -> bytes:
    """A request for another 5S1 level, and the answer."""
    document = _begun()
    for heading, told in (("Decision", "{{ decision }}"), ("Why", "{{ reason }}"), ("The request", "{{ reasons }}")):
        document.add_heading(heading, level=2)
        document.add_paragraph(told)
    document.add_paragraph("{%p for region in regions %}")
    document.add_heading("Jobs of {{ region.name }}", level=2)
    document.add_paragraph("{{ region.sentence }}")
    table = _table(document, rows=4, columns=4)
    for column in range(4):
        _text(table.cell(0, column), f"{{{{ heads[{column}] }}}}", bold=True)
        _text(table.cell(2, column), f"{{{{ row[{column}] }}}}")
    _text(table.cell(1, 0), "{%tr for row in region.months %}")
    _text(table.cell(3, 0), "{%tr endfor %}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Files that went with it", level=2)
    document.add_paragraph("{%p for file in files %}")
    document.add_paragraph("{{ file }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    return _written(document)


def action_plan() -> bytes:
    """The action plan of a needs assessment, in the order of the CLNA's template."""
    document = _begun()
    _action_plan(document, "")
    return _written(document)


def needs_summary() -> bytes:
    """The summary of a needs assessment."""
    document = _begun()
    document.add_heading("Priorities", level=2)
    _list_table(document, "priorities", "priority_heads", columns=3, none="None is named yet.")
    document.add_paragraph("{%p for part in components %}")
    document.add_heading("{{ part.title }}", level=2)
    for text in ("{{ part.objective }}", "Completed: {{ part.completed }}"):
        document.add_paragraph(text)
    _list_table(document, "part.ratings", "rating_heads", columns=4)
    _list_table(document, "part.identified", "identified_heads", columns=2)
    _list_table(document, "part.figures", "figure_heads", columns=3)
    _list_table(document, "part.groups", "value_heads", columns=4)
    _list_table(document, "part.funnel", "funnel_heads", columns=6)
    document.add_paragraph("{%p for about in part.workforce %}")
    document.add_heading("Workforce data: {{ about.program }}", level=3)
    _rows(document, columns=2, heads="workforce_heads", rows="about.said")
    document.add_paragraph()
    document.add_paragraph("{%p endfor %}")
    _when(document, "part.standing", "{{ part.standing }}")
    _list_table(document, "part.checks", "check_heads", columns=5)
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Who took part", level=2)
    _list_table(document, "people", "people_heads", columns=3, none="Nobody is named yet.")
    _list_table(document, "plans", "plan_heads", columns=3, heading="Improvement plans")
    document.add_paragraph("{%p for plan in plan %}")
    document.add_heading("{{ plan.title }}", level=2)
    _action_plan(document, "plan.")
    document.add_paragraph("{%p endfor %}")
    return _written(document)


def _action_plan(document: Any, of: str) -> None:
    """The parts of an action plan; `of` is where its fields are."""
    document.add_heading(f"{{{{ {of}goals_head }}}}", level=2)
    document.add_paragraph(f"{{%p for label, told in {of}goals %}}")
    _labelled(document)
    document.add_paragraph("{%p endfor %}")
    document.add_heading(f"{{{{ {of}steps_head }}}}", level=2)
    document.add_paragraph(f"{{{{ {of}note }}}}")
    document.add_paragraph(f"{{%p for step in {of}steps %}}")
    document.add_heading("{{ step.actor }} will:", level=3)
    _rows(document, columns=3, heads=f"{of}heads", rows="step.lines")
    document.add_paragraph("{%p endfor %}")
    document.add_heading(f"{{{{ {of}status_head }}}}", level=2)
    document.add_paragraph(f"{{{{ {of}status }}}}")
    document.add_heading(f"{{{{ {of}more_head }}}}", level=2)
    document.add_paragraph(f"{{{{ {of}agreed_head }}}}")
    document.add_paragraph(f"{{%p for one in {of}agreed %}}")
    document.add_paragraph("{{ one }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")


def _list_table(document: Any, rows: str, heads: str, *, columns: int, heading: str = "", none: str = "") -> None:
    """A table, under its heading, where there are rows; `none` where there are none.

    A line of its own keeps tables apart.
    """
    document.add_paragraph(f"{{%p if {rows} %}}")
    if heading:
        document.add_heading(heading, level=2)
    _rows(document, columns=columns, heads=heads, rows=rows)
    document.add_paragraph()
    if none:
        document.add_paragraph("{%p else %}")
        document.add_paragraph(none)
    document.add_paragraph("{%p endif %}")


def _when(document: Any, what: str, text: str) -> None:
    for line in (f"{{%p if {what} %}}", text, "{%p endif %}"):
        document.add_paragraph(line)


#: name of a template → what writes it
DRAFTS: dict[str, Callable[[], bytes]] = {
    "action_plan": action_plan,
    "levels": levels,
    "needs_summary": needs_summary,
    "plan": plan,
    "report": report,
    "revision": revision,
    "state_plan": state_plan,
}


def _begun(*, landscape: bool = False) -> Any:
    document = Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Calibri", Pt(11)
    for heading in ("Heading 1", "Heading 2", "Heading 3"):
        document.styles[heading].font.color.rgb = _INK
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Inches(0.8))
    document.add_heading("{{ title }}", level=1)
    document.add_paragraph("{%p for label, told in about %}")
    _labelled(document)
    document.add_paragraph("{%p endfor %}")
    return document


def _labelled(document: Any) -> None:
    line = document.add_paragraph()
    line.add_run("{{ label }}: ").bold = True
    line.add_run("{{ told }}")


def _rows(document: Any, *, columns: int, heads: str = "heads", rows: str = "rows") -> None:
    """A table of `heads` and `rows`, or what they are called."""
    table = _table(document, rows=4, columns=columns)
    for column in range(columns):
        _text(table.cell(0, column), f"{{{{ {heads}[{column}] }}}}", bold=True)
        _text(table.cell(2, column), f"{{{{ row[{column}] }}}}")
    _text(table.cell(1, 0), f"{{%tr for row in {rows} %}}")
    _text(table.cell(3, 0), "{%tr endfor %}")


def _table(document: Any, *, rows: int, columns: int) -> Any:
    """A table whose first row is its head on every sheet."""
    table = document.add_table(rows=rows, cols=columns, style="Table Grid")
    head = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head.append(repeated)
    return table


def _text(cell: Any, text: str, *, bold: bool = False) -> None:
    cell.paragraphs[0].add_run(text).bold = bold


def _written(document: Any) -> bytes:
    known = document.core_properties
    known.author, known.comments, known.created, known.modified = "OpenPerkins", "", _MADE, _MADE
    out = io.BytesIO()
    document.save(out)
    return same_bytes(out)


def main(folder: Path = _HERE) -> None:
    """Write every template into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in DRAFTS.items():
        (folder / f"{name}.docx").write_bytes(write())


if __name__ == "__main__":
    main(*(Path(given) for given in sys.argv[1:2]))
