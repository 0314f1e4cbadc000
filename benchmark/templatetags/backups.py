"""When the last backup was made, for the administrators' page."""

from __future__ import annotations

from django import template

from benchmark.queries import backups

register = template.Library()
register.simple_tag(backups.last_backup, name="last_backup")
