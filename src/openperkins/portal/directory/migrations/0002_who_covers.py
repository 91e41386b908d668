"""Who only covers for a colleague is said of the assignment itself: the event log knows of those there are."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def name_those_who_cover(apps: Any, schema_editor: Any) -> None:
    """Mark the assignments that were written as coverage."""
    events = apps.get_model("audit", "Event").objects.filter(verb="liaison.covers")
    keys = [int(about.rpartition(" ")[2]) for about in events.values_list("about", flat=True)]
    apps.get_model("directory", "LiaisonAssignment").objects.filter(pk__in=keys).update(covers=True)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial"), ("audit", "0001_initial")]

    operations = [
        migrations.AddField("liaisonassignment", "covers", models.BooleanField(default=False)),
        migrations.RunPython(name_those_who_cover, migrations.RunPython.noop),
    ]
