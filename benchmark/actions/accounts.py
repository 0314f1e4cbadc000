"""Writes on organisations and their people."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.timezone import now

from benchmark.models import Organisation, User
from benchmark.models.names import name_key


class UsernameTakenError(Exception):
    """Another account has this user name, perhaps typed otherwise."""


@transaction.atomic
def register(
    *, organisation: str, place: str, username: str, password: str, name: str = ""
) -> User:
    """Make an organisation with its first user. Raises UsernameTakenError."""
    if User.objects.filter(username_key=name_key(username)).exists():
        raise UsernameTakenError(username)
    bureau = Organisation.objects.create(name=organisation, place=place)
    try:
        with transaction.atomic():
            return User.objects.create_user(
                username=username, password=password, first_name=name, organisation=bureau
            )
    except IntegrityError as error:
        # Registered by somebody else between the question and the write.
        raise UsernameTakenError(username) from error


class _LinkTokens(PasswordResetTokenGenerator):
    """Tokens that one sign-in makes void: they cover the exact time of the last one."""

    key_salt = "benchmark.actions.accounts.one_time_link"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        last = user.last_login.astimezone(UTC) if user.last_login else datetime.min
        return f"{user.pk}{user.password}{last.isoformat()}{timestamp}"


_tokens = _LinkTokens()


def one_time_link(*, user: User) -> str:
    """A path that signs this user in once; nothing is stored. Void after any sign-in.

    Only users of demo organisations can use one: a link on a terminal is no password.
    """
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("sign-in-by-link", args=[uid, _tokens.make_token(user)])


@transaction.atomic
def use_one_time_link(*, uid: str, token: str) -> User | None:
    """The user whose link this is, None where it is void. The link is used up by this call."""
    try:
        pk = int(urlsafe_base64_decode(uid).decode("ascii"))
    except ValueError:
        return None
    if not 0 < pk < 2**63:
        return None
    user = (
        User.objects.select_for_update(of=("self",))
        .filter(pk=pk, is_active=True, organisation__is_demo=True)
        .first()
    )
    if user is None or not _tokens.check_token(user, token):
        return None
    # Here and not only at sign-in, so that two requests at once cannot both pass.
    user.last_login = now()
    user.save(update_fields=["last_login"])
    return user
