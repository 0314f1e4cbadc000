"""Names that are one however they are typed: kept as typed, and beside that in a form that a
constraint of the database can hold apart."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from benchmark.scoring.text import is_visible, one_name

# At run time Django's class takes no type arguments.
if TYPE_CHECKING:
    TextColumn = models.CharField[str, str]
else:
    TextColumn = models.CharField


def name_key(*names: str) -> str:
    """What names have in common that differ in width, case, spaces or what is not visible only.

    A digest: a name may grow many times in being made one, and an index takes only so much.
    """
    return hashlib.sha256("\n".join(map(one_name, names)).encode()).hexdigest()


def seen(value: str) -> None:
    """A validator: something of the text is visible. Raises ValidationError."""
    if not is_visible(value):
        raise ValidationError(_("请填写看得见的文字。"), code="required")


class NameKey(TextColumn):
    """The `name_key` of other fields, written whenever a row is saved; not by update()."""

    def __init__(self, *, of: Sequence[str], **kwargs: Any) -> None:
        self.of = tuple(of)
        super().__init__(**{"max_length": 64, "editable": False, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = name_key(*(getattr(model_instance, name) for name in self.of))
        setattr(model_instance, self.attname, key)
        return key
