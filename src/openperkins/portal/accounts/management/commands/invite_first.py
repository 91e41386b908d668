"""`invite_first`: invite the first system administrator of a new portal, who invites everybody else."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from openperkins.portal.accounts.invitations import invite_first
from openperkins.portal.workflow import Refused


class Command(BaseCommand):
    help = "Invites the first system administrator by e-mail, and prints the link too. Refused when there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="where the invitation is sent")
        parser.add_argument("name", help="the person's name, in quotation marks")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            link = invite_first(options["email"], options["name"])
        except ValidationError:
            raise CommandError(f"{options['email']} is not an e-mail address, such as name@example.org") from None
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from None
        print(f"Invited. The link works once and for 14 days: {link}")
