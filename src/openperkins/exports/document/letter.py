"""A request for another 5S1 level and the State's answer, as a letter (Workbook Section 4, Revisions)."""

from __future__ import annotations

from dataclasses import dataclass

from openperkins.exports.page.model import Column, Page, Table


@dataclass(frozen=True, slots=True)
class RegionTested:
    """One workforce region: the rule's sentence, and (month, jobs, percent fewer, `enough` or `not enough`) of each."""

    name: str
    sentence: str
    months: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class RevisionLetter:
    """One request. Texts as they print; `reason` is why it was decided so, empty before the decision."""

    title: str
    about: tuple[tuple[str, str], ...]
    reasons: str
    regions: tuple[RegionTested, ...]
    files: tuple[str, ...]
    decision: str
    reason: str

    template = "revision"
    heads = ("Month", "Jobs", "Percent fewer", "Enough")

    def page(self) -> Page:
        """The letter for a PDF."""
        columns = tuple(
            Column(title, kind) for title, kind in zip(self.heads, ("text", "text", "text", "words"), strict=True)
        )
        tables = [Table(f"Jobs of {one.name}", columns, one.months) for one in self.regions]
        said = [("Decision", self.decision), ("Why", self.reason), ("The district's reasons", self.reasons)]
        said += [(f"The rule, {one.name}", one.sentence) for one in self.regions]
        said.append(("Files that went with it", "; ".join(self.files)))
        told = Table(
            "Request and decision", (Column("What"), Column("As it was written")), [row for row in said if row[1]]
        )
        return Page(self.title, about=self.about, tables=[told, *tables], caution="")

    def fields(self) -> dict[str, object]:
        """What the Word template reads."""
        regions = [
            {"name": one.name, "sentence": one.sentence, "months": [list(row) for row in one.months]}
            for one in self.regions
        ]
        return {
            "title": self.title,
            "about": self.about,
            "heads": self.heads,
            "decision": self.decision,
            "reason": self.reason,
            "reasons": self.reasons,
            "regions": regions,
            "files": self.files,
        }
