"""What the pages of a request show: its regions tested, the level asked for, what that means, the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openperkins.accountability.exact import decimal_text, fixed_text, fraction
from openperkins.accountability.standing import line_of
from openperkins.deadlines.business_days import AnswerDue
from openperkins.portal.directory.models import Organization
from openperkins.portal.documents.models import Document, Move
from openperkins.portal.documents.showing import is_written, read_answers
from openperkins.portal.level_revisions.answers import INDICATOR, Region, Request, month_in_words, request_of
from openperkins.portal.level_revisions.decided import Decided, decided
from openperkins.portal.level_revisions.due import CODE, answer_due_of, due_in_words
from openperkins.portal.level_revisions.kind import agreed_level
from openperkins.portal.levels.models import AgreedLevel
from openperkins.portal.levels.overtaken import overtaken_words
from openperkins.portal.levels.page import plans_on_file, would_owe
from openperkins.portal.levels.queries import years_before
from openperkins.portal.rulesets.queries import law_of
from openperkins.schoolyear import SchoolYear


@dataclass(frozen=True, slots=True)
class Line:
    """One month of a region's working, as it prints."""

    month: str
    jobs: str
    fewer: str
    word: str


@dataclass(frozen=True, slots=True)
class Tested:
    """One region under the rule. `base` is the month before the loss began, with its jobs; empty before it is known."""

    region: Region
    sentence: str
    base: str
    base_jobs: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """The level asked for beside the one before, on figures of `year`: the line, and who would owe a plan."""

    year: SchoolYear
    before: str
    after: str
    line_before: str
    line_after: str
    owed_before: list[str]
    owed_after: list[str]

    @property
    def sentence(self) -> str:
        return (
            f"From {self.before}% to {self.after}%, the line from {self.line_before}% to {self.line_after}%. On the "
            f"figures of {self.year}, {_named(self.owed_before)} would owe a plan for {INDICATOR} before, "
            f"and {_named(self.owed_after)} after."
        )


@dataclass(frozen=True)
class RequestPage:
    """The whole page. `held` is the agreed level the request asks to change; None before any is agreed.

    `decision` is the step of the State's last decision, `made` the level it granted, if it did. `as_decided` is a page
    of the version that was decided on, the request not being sent again since; `held` is then the level of that day.
    """

    organization: Organization
    year: SchoolYear
    document: Document | None
    request: Request
    tested: list[Tested]
    held: AgreedLevel | None
    versions: list[AgreedLevel]
    effect: Effect | None
    due: AnswerDue | None
    due_words: str
    decision: Move | None
    made: AgreedLevel | None
    judged: str
    as_decided: bool

    @property
    def decided_word(self) -> str:
        return {"grant": "Granted", "deny": "Denied"}[self.decision.step] if self.decision else ""

    @property
    def replaced_by(self) -> AgreedLevel | None:
        """The version agreed after the one a decision granted or left; None while that one holds, or none was."""
        left = self.made or (self.held if self.as_decided else None)
        return next((one for one in self.versions if left and one.version > left.version), None)


def request_page(organization: Organization, year: SchoolYear, *, drafts: bool) -> RequestPage:
    """Everything the page shows; without `drafts` what was sent alone is read."""
    law = law_of(year)
    document = document_of(organization, year)
    last = decided(document)
    as_decided = last is not None and last.stands and not (drafts and is_written(last.move.document))
    request = request_of(last.on.answers if last and as_decided else read_answers(document, drafts=drafts), law)
    versions = _versions(organization, year)
    made = _made(versions, last) if last and as_decided else None
    before = _before(versions, made, last) if last and as_decided else agreed_level(organization, year)
    return RequestPage(
        organization,
        year,
        document,
        request,
        [_tested(region) for region in request.written],
        before,
        versions,
        _effect(organization, year, before, request.asked),
        answer_due_of(document) if document else None,
        due_in_words(document) if document else "",
        last.move if last else None,
        made,
        overtaken_words(organization, year, indicator=INDICATOR),
        as_decided,
    )


def letter_page(organization: Organization, year: SchoolYear, *, drafts: bool) -> RequestPage:
    """The page a letter is made of: while a decision stands the version it was made on, whoever asks."""
    last = decided(document_of(organization, year))
    return request_page(organization, year, drafts=drafts and not (last and last.stands))


def document_of(organization: Organization, year: SchoolYear) -> Document | None:
    """The request of a year; None before anybody began."""
    known = Document.objects.filter(kind=CODE, organization=organization, school_year=year.ends, part=INDICATOR)
    return known.select_related("organization", "edited_by", "reviewer", "in_force").first()


def _versions(organization: Organization, year: SchoolYear) -> list[AgreedLevel]:
    rows = AgreedLevel.objects.filter(organization=organization, school_year=year.ends, indicator=INDICATOR)
    return list(rows.order_by("version"))


def _made(versions: list[AgreedLevel], last: Decided) -> AgreedLevel | None:
    """The level a decision granted; None when it denied."""
    return next((one for one in versions if one.source == "revision" and one.agreed_at == last.move.taken_at), None)


def _before(versions: list[AgreedLevel], made: AgreedLevel | None, last: Decided) -> AgreedLevel | None:
    """The level in force when it was decided, whatever was agreed since; of a grant, the one it replaced."""
    then = [one for one in versions if one.agreed_at <= last.move.taken_at and one != made]
    return then[-1] if then else None


def _tested(region: Region) -> Tested:
    found = region.finding
    if found is None:
        return Tested(region, "", "", "", ())
    base = month_in_words(found.base) if found.base else ""
    lines = tuple(
        Line(
            month_in_words((one.year, one.month)),
            f"{one.jobs:,}",
            _percent(one.percent_fewer),
            "enough" if one.enough else "not enough",
        )
        for one in found.months
    )
    base_jobs = f"{found.base_jobs:,}" if found.base_jobs is not None else ""
    return Tested(region, found.sentence, base, base_jobs, lines)


def _percent(fewer: Any) -> str:
    """Two decimals, cut as the rule's own sentence cuts them; `-` before a gain."""
    hundredths = abs(fewer.numerator) * 100 // fewer.denominator
    return ("-" if fewer < 0 else "") + fixed_text(hundredths, 2)


def _effect(organization: Organization, year: SchoolYear, before: AgreedLevel | None, after: str) -> Effect | None:
    """On the latest figures up to the year itself; None without figures, or before both levels are known."""
    years = years_before(organization.code, year + 1)
    if before is None or not after or not years or fraction(before.level) == fraction(after):
        return None
    latest, on_file = years[-1][0], plans_on_file(organization.code, year)
    share = line_of(latest.ruleset.law)
    return Effect(
        latest.year,
        before.level,
        after,
        decimal_text(fraction(before.level) * share),
        decimal_text(fraction(after) * share),
        would_owe(years, INDICATOR, before.level, on_file) or [],
        would_owe(years, INDICATOR, after, on_file) or [],
    )


def _named(populations: list[str]) -> str:
    if not populations:
        return "no population"
    number = len(populations)
    return f"{number} {'population' if number == 1 else 'populations'} ({', '.join(populations)})"
