"""What is wrong to send in each form: most are sent empty; this says what else."""

from __future__ import annotations

_NOTE = {"[name=note]": "a\x00b"}
#: address → CSS selector of a field → what is typed; a form in which nothing is wrong when it is empty
WRONG = {
    "follow_up_answers": {"main input[type=date]": "2099-01-01"},
    "reminders": {"[name=days_before]": "next week"},
    "replay_ruleset": {"[name=changes]": "no such line"},
    "propose_readings": {"[name=changes]": "no.such.parameter = 1"},
    # a note may be left out, and its field takes no more than it may hold: what no text can hold is still wrong
    "check_levels": _NOTE,
    "withdraw_levels": _NOTE,
    "accept_levels": _NOTE,
    "agree_levels": _NOTE,
    "counter_levels": _NOTE,
    "check_plan": _NOTE,
    "take_back_plan": _NOTE,
    "revise_plan": _NOTE,
    "carry_out_plan": _NOTE,
    "drop_plan_revision": _NOTE,
    "discard_plan": _NOTE,
    "resume_plan": _NOTE,
    "review_plan_meets": _NOTE,
    "check_report": _NOTE,
    "take_back_report": _NOTE,
    "revise_report": _NOTE,
    "drop_report_revision": _NOTE,
    "discard_report": _NOTE,
    "resume_report": _NOTE,
    "review_report_meets": _NOTE,
    "check_level_revision": _NOTE,
    "take_back_level_revision": _NOTE,
    "revise_level_revision": _NOTE,
    "keep_granted_level_revision": _NOTE,
    "keep_denied_level_revision": _NOTE,
    "check_state_plan": _NOTE,
    "take_back_state_plan": _NOTE,
    "approve_state_plan": _NOTE,
    "revise_state_plan": _NOTE,
    "drop_state_plan_revision": _NOTE,
    "stop_sharing_needs": _NOTE,
}
#: forms that may be sent as they are: they ask nothing, or have an answer for nothing
TAKES_ANYTHING = {
    "compose_publication": "a first version needs no reason",
    "send_together": "what is ready can be sent",
    "assign_review": "somebody is always chosen",
    "propose_levels": "a draft may be half of one",
    "state_plan": "a draft may be half of one",
    "review_levels": "the State's offers may be half of one, too",
    "level_revision": "a draft may be half of one",
    "plan": "a draft may be half of one",
    "report": "a draft may be half of one",
    "review_plan": "a checklist may be half of one",
    "needs": "a cycle is always chosen",
    "needs_component": "an assessment may be half of one",
    "needs_workforce": "an assessment may be half of one",
    "needs_people": "an assessment may be half of one",
    "needs_priorities": "an assessment may be half of one",
    "needs_plan": "a plan may be half of one",
}
#: forms that are only a question: a button, and nothing to type or choose
ASKS_NOTHING = {
    "leaver", "state_leaver", "send_invitation_again", "state_send_invitation_again", "withdraw_invitation",
    "state_withdraw_invitation", "certify_submission", "withdraw_submission", "check_submission_again",
    "state_certify_submission", "state_withdraw_submission", "state_check_submission_again", "follow_up_send",
    "subscribe_deadlines", "end_feed", "propose_publication", "approve_publication", "discard_publication",
    "remove_plan_file", "remove_level_revision_file", "verify_publication", "adopt_readings", "set_state_levels",
    "remove_needs_file",
}  # fmt: skip
