"""Writes of the security log: sign-in and sign-out, refusals, changes of accounts, downloads."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.db.models.signals import post_delete, post_save, pre_save
from django.http import HttpRequest
from django.utils.timezone import now

from benchmark.models import SecurityEvent, User
from benchmark.models.names import name_key
from config.request_log import asked_now

_log = logging.getLogger("benchmark.security")
Kind = SecurityEvent.Kind
# What is refused again and again is written down once a minute.
SELDOM = timedelta(minutes=1)
DAY = 24 * 60 * 60
# Of an account, what somebody may ask about later; a sign-in changes none of it.
WATCHED = (
    "username", "first_name", "email", "password", "is_active", "is_staff", "is_superuser",
    "organisation_id",
)  # fmt: skip

# In a session: when its user was last here, as config.watch keeps it.
SEEN = "seen"

_swept = 0.0


def record(
    kind: SecurityEvent.Kind,
    *,
    request: HttpRequest | None,
    name: str = "",
    detail: str = "",
    device: str = "",
    seldom: bool = False,
    needed: bool = False,
) -> SecurityEvent | None:
    """One line of the log, in the database and for whoever collects the server's lines.

    `seldom` writes nothing where the same was written less than a minute ago. What cannot be
    written stops nobody, and None is returned, but for what is `needed`: then it raises
    DatabaseError.
    """
    address = request.META.get("REMOTE_ADDR") or None if request else None
    event = SecurityEvent(
        kind=kind,
        name=as_kept(name),
        address=address,
        device=device,
        detail=storable(detail)[:300],
        request=getattr(request, "request_id", ""),
    )
    try:
        if seldom and _is_known(event):
            return None
        event.save(force_insert=True)
    except DatabaseError:
        if needed:
            raise
        _log.exception("not written: %s %s %s", kind, event.name, event.detail)
        return None
    _log.info("%s %s %s %s", kind, address, event.name, event.detail)
    return event


def _is_known(event: SecurityEvent) -> bool:
    return SecurityEvent.objects.filter(
        kind=event.kind,
        name_key=name_key(event.name),
        address=event.address,
        at__gte=now() - SELDOM,
    ).exists()


def as_kept(name: str) -> str:
    """A user name as the log holds it, whatever was typed."""
    return storable(name)[:150]


def storable(text: str) -> str:
    """On one line, without what no database keeps."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def sweep() -> None:
    """Deletes what has had its time: sessions that are over, lines of the log that are too old."""
    Session.objects.filter(expire_date__lt=now()).delete()
    oldest = now() - timedelta(days=settings.SECURITY_LOG_DAYS)
    SecurityEvent.objects.filter(at__lt=oldest).delete()


def sweep_daily() -> None:
    """Once a day in each process, by whoever signs in first."""
    global _swept
    if time.monotonic() - _swept > DAY or not _swept:
        _swept = time.monotonic()
        sweep()


def connect() -> None:
    """Has Django tell of sign-ins and of changes to accounts."""
    user_logged_in.connect(_signed_in, dispatch_uid="security-log")
    user_logged_out.connect(_signed_out, dispatch_uid="security-log")
    pre_save.connect(_account_before, sender=User, dispatch_uid="security-log")
    post_save.connect(_account_saved, sender=User, dispatch_uid="security-log")
    post_delete.connect(_account_deleted, sender=User, dispatch_uid="security-log")


def _signed_in(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    request.session[SEEN] = int(time.time())
    request.signed_in_now = user.get_username()  # type: ignore[attr-defined]  # for config.watch
    tried: SecurityEvent | None = getattr(request, "sign_in_event", None)
    if tried is None:
        record(Kind.SIGN_IN, request=request, name=user.get_username())
    else:
        # It was written down as failed before the password was looked at.
        tried.kind = Kind.SIGN_IN
        tried.save(update_fields=["kind"])
    sweep_daily()


def _signed_out(sender: object, request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        record(Kind.SIGN_OUT, request=request, name=user.get_username())


def _account_before(sender: object, instance: User, raw: bool, **said: Any) -> None:
    named = said.get("update_fields")
    watched = [name for name in WATCHED if named is None or name in named]
    if instance.pk and watched and not raw:
        stored = User.objects.filter(pk=instance.pk).values(*watched).first() or {}
        changed = [name for name, value in stored.items() if value != getattr(instance, name)]
        instance._changed = changed  # type: ignore[attr-defined]  # for _account_saved


def _account_saved(sender: object, instance: User, created: bool, raw: bool, **_: Any) -> None:
    changed = [] if created else instance.__dict__.pop("_changed", [])
    if not raw and (created or changed):
        what = "created" if created else f"changed: {', '.join(changed)}"
        _about(instance, what)


def _account_deleted(sender: object, instance: User, **_: Any) -> None:
    _about(instance, "deleted")


def _about(account: User, what: str) -> None:
    request = asked_now()
    person = getattr(request, "user", None)
    name = person.get_username() if person is not None and person.is_authenticated else ""
    record(Kind.ACCOUNT, request=request, name=name, detail=f"{account.get_username()} {what}")
