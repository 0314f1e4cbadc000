"""Who really asks, where a proxy of ours asks on his behalf."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# What a proxy says of whom it speaks for; from anybody else it is a claim.
SAID_BY_PROXIES = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REQUEST_ID")


class Proxies:
    """Believes what TRUSTED_PROXIES say, and nobody else."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application
        self._trusted = [ip_network(name) for name in settings.TRUSTED_PROXIES]

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        asked_by = self._known(environ.get("REMOTE_ADDR", ""))
        if asked_by is not None and self._trusts(asked_by):
            environ["REMOTE_ADDR"] = str(self._behind(environ, asked_by))
        else:
            for name in SAID_BY_PROXIES:
                environ.pop(name, None)
        return self._application(environ, start)

    def _behind(self, environ: WSGIEnvironment, asked_by: IPv4Address | IPv6Address) -> object:
        """The last address that no proxy of ours has: what stands before it anybody may claim."""
        found = asked_by
        for hop in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(",")):
            address = self._known(hop)
            if address is None:
                break
            found = address
            if not self._trusts(address):
                break
        return found

    def _trusts(self, address: IPv4Address | IPv6Address) -> bool:
        return any(address in network for network in self._trusted)

    @staticmethod
    def _known(said: str) -> IPv4Address | IPv6Address | None:
        """An address, with or without a port; None for what is none."""
        text = said.strip()
        if text.startswith("["):
            text = text[1:].partition("]")[0]
        elif text.count(":") == 1:
            text = text.partition(":")[0]
        try:
            address = ip_address(text)
        except ValueError:
            return None
        # What a socket for both kinds makes of the older kind.
        return getattr(address, "ipv4_mapped", None) or address
