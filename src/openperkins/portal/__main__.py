"""`python -m openperkins.portal …`: Django's own commands (migrate, db_worker, tick, …)."""

import os

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openperkins.portal.settings")
    execute_from_command_line()
