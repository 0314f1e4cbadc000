"""An uploaded questionnaire, and what was read of it between its preview and its confirmation.

What was read goes into the preview page itself, signed: nothing is stored before it is confirmed,
two previews in two tabs do not disturb each other, and what comes back is what went out.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from benchmark.current_language import in_current_language
from benchmark.questionnaire.gate import EMPTY, MAX_BYTES, too_large

from .fields import page_helper

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Below what a form may send (DATA_UPLOAD_MAX_MEMORY_SIZE), with room for the rest of it.
MAX_SEALED = 4 << 20
_SALT = "benchmark.questionnaire"


class UploadForm(forms.Form):
    """The filled workbook."""

    workbook = forms.FileField(
        label=_("填好的问卷（.xlsx）"),
        widget=forms.FileInput(attrs={"accept": f".xlsx,{XLSX}"}),
        error_messages={"required": _("请选择填好的问卷文件")},
        allow_empty_file=True,
        help_text=_("不超过5MB，不加密码，不带宏。上传后先核对，确认以后才保存。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()

    def clean_workbook(self) -> UploadedFile:
        """Too large a file is refused unread."""
        file: UploadedFile = self.cleaned_data["workbook"]
        if not file.size:
            raise ValidationError(in_current_language(EMPTY), code="empty")
        if file.size > MAX_BYTES:
            raise ValidationError(in_current_language(too_large(file.size)), code="too_large")
        return file

    def raw(self) -> bytes:
        """The file's content, of a valid form."""
        content: bytes = self.cleaned_data["workbook"].read()
        return content


@dataclass(frozen=True, slots=True)
class Pending:
    """A questionnaire that was shown and waits for its confirmation.

    `content` is the input object as JSON. `assessment` is None for a new one; `state` is what
    the stored one said when the changes were shown.
    """

    organisation: int
    assessment: int | None
    state: str
    content: str


def sealed(pending: Pending) -> str | None:
    """For the page to carry, signed and packed; None where it is too much for a form."""
    text = signing.dumps(asdict(pending), salt=_SALT, compress=True)
    return text if len(text) <= MAX_SEALED else None


class ConfirmForm(forms.Form):
    """What the preview page sends back."""

    pending = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, organisation: int | None, assessment: int | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._wanted = (organisation, assessment)

    def clean_pending(self) -> Pending:
        """Only what this organisation was shown for this assessment, and not too long ago."""
        try:
            data = signing.loads(
                self.cleaned_data["pending"], salt=_SALT, max_age=settings.SESSION_COOKIE_AGE
            )
        except signing.BadSignature as error:
            raise ValidationError(_("核对页已失效，请重新上传问卷。"), code="void") from error
        pending = Pending(**data)
        if (pending.organisation, pending.assessment) != self._wanted:
            raise ValidationError(_("核对页已失效，请重新上传问卷。"), code="void")
        return pending
