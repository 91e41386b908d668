"""A chart as a Word document, filled into a template that people can open and edit in Word."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from openperkins.exports.document.action_plan import ActionPlanDocument
from openperkins.exports.document.charts import Chart
from openperkins.exports.document.letter import RevisionLetter
from openperkins.exports.document.needs_summary import NeedsSummary
from openperkins.exports.page.texts import clean

Written = Chart | RevisionLetter | ActionPlanDocument | NeedsSummary

#: every part of every document says it was written at this moment, so that equal charts are equal bytes
_MADE = (2000, 1, 1, 0, 0, 0)


def as_word(chart: Written, templates: Path | None = None) -> bytes:
    """The chart in the template it names (`levels.docx`, `plan.docx`, …), from `templates` when it is there.

    It comes from `templates` when it is there.
    What people wrote is only ever text: nothing of it is read as a template, and its line ends are kept. A sign no
    file can hold prints as a replacement sign. An agency's template reads the chart and nothing else of the program.
    Raises ImportError when docxtpl is not installed, jinja2.TemplateError for a template that cannot be filled.
    """
    from docxtpl import DocxTemplate  # only a portal needs it
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    document = DocxTemplate(io.BytesIO(_template(chart.template, templates)))
    limited = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render(_told(chart.fields()), jinja_env=limited)
    document.docx.core_properties.title = clean(chart.title)
    document.docx.core_properties.language = "en-US"
    filled = io.BytesIO()
    document.save(filled)
    return same_bytes(filled)


def _told(value: Any) -> Any:
    """Text as Word shows it, however deep it lies."""
    from docxtpl import Listing

    if isinstance(value, str):
        return Listing(clean(value)) if "\n" in clean(value) else clean(value)
    if isinstance(value, tuple | list):
        return [_told(part) for part in value]
    return {name: _told(part) for name, part in value.items()}


def _template(name: str, templates: Path | None) -> bytes:
    own = templates / f"{name}.docx" if templates else None
    return own.read_bytes() if own and own.exists() else _ours(name)


@cache
def _ours(name: str) -> bytes:
    return files("openperkins.exports.document").joinpath("templates", f"{name}.docx").read_bytes()


def same_bytes(filled: io.BytesIO) -> bytes:
    """The parts in their order, without the moment they were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(filled) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            kept = zipfile.ZipInfo(part.filename, _MADE)
            kept.compress_type, kept.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            after.writestr(kept, before.read(part))
    return out.getvalue()
