"""A request for another 5S1 level and the State's answer, as a letter (Workbook Section 4, Revisions)."""

from __future__ import annotations

from collections.abc import Iterator
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
    """One request. Texts as they print; `reason` is why it was decided so, empty before the decision.

    `caution` is what every sheet of a draft says; empty of what was sent.
    """

    title: str
    about: tuple[tuple[str, str], ...]
    reasons: str
    regions: tuple[RegionTested, ...]
    files: tuple[str, ...]
    decision: str
    reason: str
    caution: str = ""

    template = "revision"
    heads = ("Month", "Jobs", "Percent fewer", "Enough")

    def page(self) -> Page:
        """The letter for a PDF."""
        tables = list(self._tables())
        return Page(self.title, about=self.about, tables=tables, caution=self.caution, about_first=True)

    def _tables(self) -> Iterator[Table]:
        """The parts of the letter in the order of the Word file; what there is not yet is left out."""
        for heading, told in (("Decision", self.decision), ("Why", self.reason), ("The request", self.reasons)):
            if told:
                yield _said(heading, (told,))
        kinds = ("text", "text", "text", "words")
        columns = tuple(Column(title, kind) for title, kind in zip(self.heads, kinds, strict=True))
        for one in self.regions:
            yield _said(f"Jobs of {one.name}", (one.sentence,))
            if one.months:
                yield Table(f"Jobs of {one.name}, month by month", columns, one.months)
        if self.files:
            yield _said("Files that went with it", self.files)

    def fields(self) -> dict[str, object]:
        """What the Word template reads."""
        regions = [
            {"name": one.name, "sentence": one.sentence, "months": [list(row) for row in one.months]}
            for one in self.regions
        ]
        return {
            # Word has no line of its own on every sheet
            "title": f"{self.title}: {self.caution.rstrip('.')}" if self.caution else self.title,
            "about": self.about,
            "heads": self.heads,
            "decision": self.decision,
            "reason": self.reason,
            "reasons": self.reasons,
            "regions": regions,
            "files": self.files,
        }


def _said(heading: str, told: tuple[str, ...]) -> Table:
    return Table(heading, (Column(heading),), [(one,) for one in told], form=True)
