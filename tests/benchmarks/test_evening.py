"""What is looked through after the last evening: where all is well nothing is found; what was lost or doubled is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(db: None, settings, tmp_path: Path) -> dict:
    """Two districts whose superintendents have sent their plans, one of them together; visitor → whether together."""
    from evening_state import OWED, PLANS_OF, fill
    from evening_visits import typed

    from openperkins.portal.accounts.models import Person
    from openperkins.portal.accounts.reach import reach_of
    from openperkins.portal.documents import actions
    from openperkins.portal.documents.models import Document
    from openperkins.portal.notices.outbox import send_due

    settings.HOME, settings.EMAIL_FILE_PATH = tmp_path, tmp_path / "mail"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    visitors, _ = fill(2)
    for together, visitor in enumerate(visitors):
        held = {"memberships__role": "superintendent", "memberships__organization": visitor.code}
        leader = reach_of(Person.objects.get(**held), timezone.localdate())
        plans = list(Document.objects.filter(organization=visitor.code, school_year=PLANS_OF))
        for plan in plans:
            changes = [
                actions.Change(f"{one}.plan", "Tutors.", typed(visitor.code, plan.part, one)) for one in OWED[plan.part]
            ]
            assert actions.save(plan, changes=changes, by=leader) == []
            if not together:
                actions.take(plan, "send", by=leader)
        if together:
            actions.send_together(plans, by=leader)
    send_due()
    return {visitor: bool(together) for together, visitor in enumerate(visitors)}


def test_nothing_is_found_where_all_is_well(sent) -> None:
    import evening_found

    assert list(evening_found.faults(sent)) == []
    assert evening_found.counted().startswith("4 plans sent, 3 receipts, 6 people told, 6 mails of it, ")


def test_what_was_lost_is_found(sent) -> None:
    import evening_found

    from openperkins.portal.documents.models import Answer, Document
    from openperkins.portal.notices.models import Notice

    changed, unsent = Document.objects.order_by("pk")[:2]
    Answer.objects.filter(document=changed, question="male.plan").update(text="")
    Document.objects.filter(pk=unsent.pk).update(status="draft")
    Notice.objects.filter(key=f"document {changed.pk} step 1").first().delete()
    assert [fault.partition(" ")[2] for fault in evening_found.faults(sent)] == [
        "1S1 does not hold what was typed.",
        "2S1 is draft after ['send'].",
        f"of {_lost(sent, 'document.send')}: 1, not 2.",
    ]


def test_what_was_doubled_is_found(sent, settings) -> None:
    import evening_found

    from openperkins.portal.documents.models import Document, Revision, Sending

    plan = Document.objects.order_by("pk")[0]
    first = plan.revisions.get()
    by = {"sent_by": first.made_by, "sent_at": first.made_at}
    Sending.objects.create(organization=plan.organization, school_year=plan.school_year, **by)
    made = {"answers": {}, "sha256": "0" * 64, "made_by": first.made_by, "made_at": first.made_at}
    Revision.objects.create(document=plan, number=2, **made)
    mail = next(Path(settings.EMAIL_FILE_PATH).iterdir())
    (mail.parent / "again.log").write_bytes(mail.read_bytes())
    found = list(evening_found.faults(sent))
    assert found[:2] == [
        f"{plan.org_code} 1S1 has 2 versions.",
        f"{plan.org_code} 1S1: version 2 does not hold what was typed.",
    ]
    assert found[2:] == [f"receipts of {plan.org_code}: 3, not 2.", "12 mails were written of 6."]


def _lost(sent: dict, kind: str) -> tuple:
    """District, person and kind of the notice that is not there any more."""
    from evening_found import _people, _told

    told = list(_told().filter(kind=kind).values_list("organization_id", "person_id", "kind"))
    code = next(visitor.code for visitor, together in sent.items() if not together)
    return next((code, person, kind) for person in _people()[code] if told.count((code, person, kind)) == 1)
