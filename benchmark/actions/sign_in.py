"""How fast passwords may be guessed, and organisations registered.

Ten wrong passwords for one name from one address, and thirty from one address whatever the names,
close the way for a quarter of an hour. A browser in which somebody has signed in before is known:
its failures are counted apart, so that nobody who shares an address can lock him out.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final, Literal, NoReturn

from django.contrib.auth.backends import ModelBackend
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.utils.timezone import now

from benchmark.models import SecurityEvent, User
from benchmark.models.names import name_key

from .security_log import Kind, as_kept, record

PAUSE: Final = timedelta(minutes=15)
WRONG_FOR_NAME: Final = 10
WRONG_FROM_ADDRESS: Final = 30
REGISTERING: Final = timedelta(hours=1)
REGISTRATIONS: Final = 20

COOKIE: Final = "known_here"
COOKIE_DAYS: Final = 180
Why = Literal["name", "address"]
_SALT: Final = "benchmark.known_here"
# A browser that is shared by many knows those who came last.
_REMEMBERED: Final = 20
# Of a name's key: a cookie takes only so much.
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Device:
    """A browser: its random name, and who has signed in there, by the beginning of a name's key."""

    name: str
    people: tuple[str, ...] = ()

    def with_person(self, person: str) -> Device:
        key = name_key(as_kept(person))[:_DIGITS]
        others = [each for each in self.people if each != key]
        return replace(self, people=(key, *others)[:_REMEMBERED])

    def as_cookie(self) -> str:
        return signing.dumps([self.name, *self.people], salt=_SALT)


def device_of(request: HttpRequest) -> Device:
    """The browser that asks; a new one where it does not say, or says what we never wrote."""
    try:
        said = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=timedelta(days=COOKIE_DAYS)
        )
    except signing.BadSignature:
        return Device(secrets.token_hex(16))
    return Device(said[0], tuple(said[1:]))


def paused(request: HttpRequest, name: str, *, under_way: int = 0) -> Why | None:
    """For whose sake no password for this name is looked at now, whatever it is; None where one
    is. So many of those that were written down are not to be counted."""
    key = name_key(as_kept(name))
    device = device_of(request)
    lately = SecurityEvent.objects.filter(at__gte=now() - PAUSE)
    failed = lately.filter(kind=Kind.SIGN_IN_FAILED)
    if _is_known(device, key):
        own = failed.filter(name_key=key, device=device.name)
        return "name" if own.count() - under_way >= WRONG_FOR_NAME else None
    address = request.META.get("REMOTE_ADDR") or None
    strange = failed.filter(address=address, device="")
    since = _last_success(lately, key, address)
    of_name = strange.filter(name_key=key)
    if since:
        of_name = of_name.filter(at__gt=since)
    if of_name.count() - under_way >= WRONG_FOR_NAME:
        return "name"
    return "address" if strange.count() - under_way >= WRONG_FROM_ADDRESS else None


def _last_success(lately: QuerySet[SecurityEvent], key: str, address: str | None) -> Any:
    found = lately.filter(kind=Kind.SIGN_IN, name_key=key, address=address)
    return found.aggregate(at=Max("at"))["at"]


def _is_known(device: Device, key: str) -> bool:
    return key[:_DIGITS] in device.people


class SignInLimits(ModelBackend):
    """The first of the backends: it recognises nobody, and lets no more than so many be tried."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> None:
        """Raises PermissionDenied where no password is looked at now."""
        name = username
        if request is None or name is None:
            return
        if paused(request, name):
            _refuse(request, name)
        # Written down before the password is looked at, which takes long: of many that come at
        # once, all but so many find the others there.
        device = device_of(request)
        known = device.name if _is_known(device, name_key(as_kept(name))) else ""
        tried = record(Kind.SIGN_IN_FAILED, request=request, name=name, device=known, needed=True)
        request.sign_in_event = tried  # type: ignore[attr-defined]  # for the security log
        if paused(request, name, under_way=1):
            _refuse(request, name)


def _refuse(request: HttpRequest, name: str) -> NoReturn:
    record(Kind.SIGN_IN_PAUSED, request=request, name=name, seldom=True)
    raise PermissionDenied


def too_many_registrations(request: HttpRequest) -> bool:
    """Whether as many organisations as may be were registered, or tried, from this address."""
    kinds = (Kind.REGISTERED, Kind.REGISTRATION_FAILED)
    address = request.META.get("REMOTE_ADDR") or None
    lately = SecurityEvent.objects.filter(kind__in=kinds, at__gte=now() - REGISTERING)
    return lately.filter(address=address).count() >= REGISTRATIONS


def note_registration(request: HttpRequest, *, name: str, user: User | None) -> None:
    """Counts one; `user` is None where the name was taken, which whoever looks for names tries."""
    kind = Kind.REGISTERED if user else Kind.REGISTRATION_FAILED
    organisation = user.organisation.name if user and user.organisation else ""
    record(kind, request=request, name=name, detail=organisation)
