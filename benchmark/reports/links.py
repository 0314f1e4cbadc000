"""Web addresses as links that a document's reader can open: the same in Word and PDF."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from benchmark.scoring.checks import is_link

# Word calls a file damaged that holds a link which is no proper address.
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?(:\d+)?", re.ASCII)
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_LONGEST_LINK = 2000


def link_target(text: str) -> str | None:
    """Where a text that is a web address leads, written so that Word takes it; else None."""
    if not is_link(text):
        return None
    try:
        parts = urlsplit(text)
        is_proper = _HOST.fullmatch(parts.netloc) and parts.port != 0
        address, mark, place = text.partition("#")
        target = _quoted(address) + mark + _quoted(place)
    except ValueError:  # a port out of range, half a character
        return None
    return target if is_proper and len(target) <= _LONGEST_LINK else None


def _quoted(text: str) -> str:
    return _STRAY_PERCENT.sub("%25", quote(text, safe="!$%&'()*+,/:;=?@~"))
