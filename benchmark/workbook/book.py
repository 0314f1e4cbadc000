"""What all workbooks have in common: safe text, formats, properties, print set-up.

Text of users is always a string: it never becomes a formula, a link or a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Final

from xlsxwriter.core import Core
from xlsxwriter.packager import Packager
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from benchmark.wording.characters import xml_text

Look = dict[str, object]

# On every Windows that has Chinese; its letters are what widths and heights are reckoned in.
FONT: Final = "Microsoft YaHei"
GREY: Final = "#F2F4F7"
BASE: Final[Look] = {"font_name": FONT, "font_size": 10, "valign": "top", "text_wrap": True}
FRAMED: Final[Look] = {**BASE, "border": 1, "border_color": "#B6BCC6"}
HEAD: Final[Look] = {
    **FRAMED,
    "bg_color": "#E9ECF1",
    "bold": True,
    "align": "center",
    "valign": "vcenter",
}
# Numbers do not wrap; LibreOffice forgets the indent of cells that do.
NUMBER: Final[Look] = {**FRAMED, "text_wrap": False, "align": "right", "indent": 1}
DATE: Final[Look] = {**FRAMED, "text_wrap": False, "align": "left", "num_format": "yyyy-mm-dd"}
TITLE: Final[Look] = {"font_name": FONT, "font_size": 16, "bold": True, "valign": "top"}
TITLE_HEIGHT: Final = 28

_A4 = 9
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# What Word and Excel show of a property.
_PROPERTY_LIMIT = 255


class _Core(Core):  # type: ignore[misc]
    """Leaves out a property that is not known; XlsxWriter would write an empty author."""

    def _xml_data_element(self, tag: str, data: str, attributes: object = ()) -> None:
        if data:
            super()._xml_data_element(tag, data, attributes)


class _Packager(Packager):  # type: ignore[misc]
    def _write_core_file(self) -> None:
        core = _Core()
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()


class _Workbook(Workbook):  # type: ignore[misc]
    """What XlsxWriter has no option for."""

    # Whether sheets can be added, removed, renamed or shown.
    locked = False

    def _get_packager(self) -> Packager:
        return _Packager()

    def _write_workbook_pr(self) -> None:
        super()._write_workbook_pr()
        if self.locked:
            self._xml_empty_tag("workbookProtection", [("lockStructure", 1)])


class Book:
    """A workbook that is being written, in memory."""

    def __init__(
        self,
        *,
        title: str,
        subject: str = "",
        author: str = "",
        marks: Sequence[str] = (),
        created: date | None = None,
        locked: bool = False,
    ) -> None:
        """`marks` stand above every page. `created` is said of the file, None for now. A locked
        book keeps its sheets and their names."""
        self._out, self._marks = BytesIO(), marks
        self.workbook = _Workbook(self._out, _OPTIONS)
        self.workbook.locked = locked
        texts = {"title": title, "subject": subject, "author": author}
        properties: Look = {key: xml_text(text)[:_PROPERTY_LIMIT] for key, text in texts.items()}
        if created is not None:
            properties["created"] = datetime.combine(created, time())
        self.workbook.set_properties(properties)
        self.format = self.workbook.add_format
        self.head = self.format(HEAD)

    def content(self) -> bytes:
        """The whole file; nothing can be written afterwards."""
        self.workbook.close()
        return self._out.getvalue()

    def sheet(self, name: str, *, side: float = 0.3) -> Worksheet:
        """A new sheet, set up for printing on A4 across, one page wide; `side` is the margin in
        inches."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=side, right=side, top=0.7, bottom=0.7)
        # Each printed page says which sheet it is of.
        marks = f"&C{'　'.join(self._marks)}" if self._marks else ""
        sheet.set_header(f"&L&A{marks}")
        sheet.set_footer("&C— &P —")
        sheet.hide_gridlines(2)
        return sheet
