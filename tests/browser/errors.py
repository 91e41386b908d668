"""What is wrong to send in each form: most are sent empty; this says what else."""

from __future__ import annotations

#: address → CSS selector of a field → what is typed; a form in which nothing is wrong when it is empty
WRONG = {
    "follow_up_answers": {"main select": "employed_related", "main input[type=date]": "2001-02-03"},
    "reminders": {"[name=days_before]": "next week"},
    "replay_ruleset": {"[name=changes]": "no such line"},
    "propose_readings": {"[name=changes]": "no.such.parameter = 1"},
}
#: forms that may be sent as they are: they ask nothing, or have an answer for nothing
TAKES_ANYTHING = {"compose_publication": "a first version needs no reason"}
