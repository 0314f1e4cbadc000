"""The file of a filled questionnaire or ledger."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from benchmark.current_language import in_current_language
from benchmark.questionnaire.gate import EMPTY, MAX_BYTES, too_large

from .fields import page_helper

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """The filled workbook."""

    workbook = forms.FileField(
        label=_("填好的问卷（.xlsx、.xls、.et 或 .ods）"),
        widget=forms.FileInput(attrs={"accept": f".xlsx,.xls,.et,.ods,{XLSX}"}),
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


class LedgerForm(UploadForm):
    """The filled ledger of a plan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        workbook = self.fields["workbook"]
        workbook.label = _("填好的台账（.xlsx、.xls、.et 或 .ods）")
        workbook.error_messages["required"] = _("请选择填好的台账文件")
