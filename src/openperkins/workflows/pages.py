"""The reference pages that come from the tables: who may do what, and how documents move."""

from __future__ import annotations

from openperkins.workflows.adoption import ADOPTION
from openperkins.workflows.annual_report import REPORT
from openperkins.workflows.improvement_plan import PLAN
from openperkins.workflows.level_negotiation import NEGOTIATION
from openperkins.workflows.level_revision import LEVEL_REVISION
from openperkins.workflows.model import Workflow
from openperkins.workflows.needs_assessment import NEEDS_ASSESSMENT
from openperkins.workflows.publication import PUBLICATION
from openperkins.workflows.rights import Right, rights, roles
from openperkins.workflows.state_levels import STATE_LEVELS
from openperkins.workflows.state_plan import STATE_PLAN
from openperkins.workflows.submission import SUBMISSION

WORKFLOWS = (
    SUBMISSION,
    PUBLICATION,
    ADOPTION,
    STATE_LEVELS,
    NEGOTIATION,
    LEVEL_REVISION,
    PLAN,
    REPORT,
    STATE_PLAN,
    NEEDS_ASSESSMENT,
)
_REACH = {
    "own": "own organization",
    "own+members": "own organization and its members",
    "assigned": "districts assigned",
    "all": "all",
    "data": "all, of files and publications only",
    "-": "",
}


def roles_page(note: str) -> str:
    """Markdown: every role, and for every action how far each role reaches."""
    lines = ["# Who may do what", "", note, ""]
    lines += ["| role | held at | who |", "|---|---|---|"]
    lines += [
        f"| {role.title} | {'the State' if role.side == 'state' else 'a district'} | {role.who} |"
        for role in roles().values()
    ]
    for side, heading in (("district", "District roles"), ("state", "State roles")):
        held = [role for role in roles().values() if role.side == side]
        lines += ["", f"## {heading}", "", f"| may … | {' | '.join(role.title for role in held)} |"]
        lines += ["|---" * (len(held) + 1) + "|"]
        codes = [role.code for role in held]
        lines += [_line(right, codes) for right in rights().values() if {right.reach[code] for code in codes} != {"-"}]
    lines += ["", "Somebody who views pages as a district does reads them as its CTE director would, without what is"]
    lines += ["private: students, sent files, drafts, who must be followed up. Nothing can be written meanwhile.", ""]
    return "\n".join(lines)


def _line(right: Right, held: list[str]) -> str:
    return f"| {right.says} | {' | '.join(_REACH[right.reach[role]] for role in held)} |"


def workflows_page(note: str) -> str:
    """Markdown: each workflow's statuses, steps and picture."""
    lines = ["# How documents move", "", note, ""]
    for workflow in WORKFLOWS:
        lines += _workflow(workflow)
    return "\n".join(lines)


def _workflow(workflow: Workflow) -> list[str]:
    lines = [f"## {workflow.name.capitalize()}", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"  {status}: {words}" for status, words in workflow.statuses.items()]
    lines += [f"  [*] --> {workflow.start}"]
    lines += [
        f"  {before} --> {step.leads_to(before)}: {step.name}"
        for step in workflow.steps
        for before in sorted(step.from_)
    ]
    lines += ["```", "", "| step | from | to | takes the right to | and | tells |", "|---|---|---|---|---|---|"]
    for step in workflow.steps:
        before = ", ".join(workflow.statuses[status] for status in sorted(step.from_))
        needs = "; ".join((need.__doc__ or "").strip().rstrip(".") for need in step.needs)
        says = rights()[step.action].says
        tells = ", ".join(step.tells).replace("_", " ")
        to = workflow.statuses[step.to] if step.to else "the same"
        lines += [f"| {step.name.replace('_', ' ')} | {before} | {to} | {says} | {needs} | {tells} |"]
    return [*lines, ""]
