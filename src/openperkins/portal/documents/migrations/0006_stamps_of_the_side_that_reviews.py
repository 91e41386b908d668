"""Stamps the reviewing side left on documents before it had one of its own: told apart by the answers of each side."""

from __future__ import annotations

from typing import Any

from django.db import migrations

#: kind → how the questions end that the State types at
_OF_THE_STATE = {
    "levels": (".countered", ".answer"),
    "improvement_plan": (".staff_ok", ".agencies_ok", ".plan_ok"),
}


def tell_apart(apps: Any, schema_editor: Any) -> None:
    """Give each side the stamp of the answer it changed last."""
    documents = apps.get_model("documents", "Document").objects
    for document in documents.filter(kind__in=_OF_THE_STATE, edited_at__isnull=False).iterator():
        last: dict[bool, Any] = {}
        for answer in document.typed.order_by("changed_at"):
            last[answer.question.endswith(_OF_THE_STATE[document.kind])] = answer
        reviewed, own = last.get(True), last.get(False)
        if reviewed is None:
            continue
        stamps = {"reviewed_by": reviewed.changed_by_id, "reviewed_at": reviewed.changed_at}
        if reviewed.changed_by_id == document.edited_by_id and (own is None or own.changed_at <= reviewed.changed_at):
            stamps |= {"edited_by": own and own.changed_by_id, "edited_at": own and own.changed_at}
        documents.filter(pk=document.pk).update(**stamps)


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_a_stamp_for_each_side")]

    operations = [migrations.RunPython(tell_apart, migrations.RunPython.noop)]
