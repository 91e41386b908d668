"""What a page of the portal shows, as a file: CSV, an Excel workbook, a PDF.

    page = Page(title="Core indicators", about=[("District", "Sample")], tables=[Table("Results", columns, rows)])
    as_csv(page), as_xlsx(page), as_pdf(page)

Each writer returns bytes, and equal pages give equal bytes on every machine: no clock, no fonts of the system.
What a reader may see is decided before a page is made; a writer leaves nothing out and adds no number.
"""

from __future__ import annotations

from openperkins.exports.page.csv_file import as_csv
from openperkins.exports.page.model import Cell, Column, Page, Table
from openperkins.exports.page.pdf_file import as_pdf
from openperkins.exports.page.xlsx_file import as_xlsx

__all__ = ["Cell", "Column", "Page", "Table", "as_csv", "as_pdf", "as_xlsx"]
