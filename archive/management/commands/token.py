"""Tokens of the API: make one, list them, take one back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from archive.models import Token
from archive.rights import role_of
from archive.roles import ROLES
from archive.services.tokens import make_token, revoke


class Command(BaseCommand):
    """`manage.py token create USER --name NAME | list [USER] | revoke PREFIX`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="create|list|revoke")
        create = acts.add_parser("create", help="Make a token and show it, this once.")
        create.add_argument("user", help="The name of the user that it is for.")
        create.add_argument("--name", required=True, help="What it is for.")
        create.add_argument("--role", choices=ROLES, help="The most that may be done with it.")
        create.add_argument("--days", type=int, help="For how long it is good (TOKEN_DAYS).")
        listing = acts.add_parser("list", help="Show which tokens there are, never themselves.")
        listing.add_argument("user", nargs="?", help="Only those of this user.")
        taking = acts.add_parser("revoke", help="Take a token back, for good.")
        taking.add_argument("prefix", help="Its beginning: nea_ and eight characters.")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"_{options['act']}")(options)

    def _create(self, options: dict[str, Any]) -> None:
        user = _user(options["user"])
        days = options["days"]
        try:
            expires_at = None if days is None else timezone.now() + timedelta(days=days)
            token, text = make_token(
                user, options["name"], role=options["role"], expires_at=expires_at
            )
        except (ValidationError, OverflowError) as error:
            reasons = getattr(error, "messages", ["--days: so far ahead there is no day."])
            raise CommandError(" ".join(reasons)) from error
        if role_of(user) is None:
            self.stderr.write(
                f"{user.get_username()} is in no group of {', '.join(ROLES)}: with this token one "
                "reads what everybody reads."
            )
        self.stderr.write(f"Good until {token.expires_at:%Y-%m-%d}. It is not shown again:")
        self.stdout.write(text)

    def _list(self, options: dict[str, Any]) -> None:
        tokens = Token.objects.select_related("user").order_by("user__username", "id")
        if options["user"]:
            tokens = tokens.filter(user=_user(options["user"]))
        for token in tokens:
            used = f"{token.last_used_at:%Y-%m-%d}" if token.last_used_at else "never"
            self.stdout.write(
                f"{token.prefix}  {token.user.get_username()}  {token.role or 'as its user'}  "
                f"{token.fault() or 'good'}  until {token.expires_at:%Y-%m-%d}  used {used}  "
                f"{token.name}"
            )

    def _revoke(self, options: dict[str, Any]) -> None:
        # Whoever pastes a whole token means that one; it is not repeated in the answer.
        prefix = "_".join(options["prefix"].split("_")[:2])
        token = Token.objects.filter(prefix=prefix).first()
        if token is None:
            raise CommandError(f"There is no token that begins with {prefix}.")
        revoke(token)
        self.stdout.write(f"{token} is revoked.")


def _user(name: str) -> Any:
    user = get_user_model()._default_manager.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no user {name!r}.")
    return user
