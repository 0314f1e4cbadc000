"""What is refused of an uploaded workbook before anything is made of it.

A file of 5 MB can unpack to gigabytes, carry macros, or be no workbook at all. Every part is read
once, in pieces and within limits, so that a hostile file costs neither memory nor time.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final, Literal
from xml.parsers import expat

from benchmark.scoring.framework import Text

from .problems import WorkbookProblems, refuse

MAX_BYTES: Final = 5 << 20
MAX_MEMBERS: Final = 200
MAX_UNPACKED: Final = 40 << 20
# A single part: the texts of a workbook are held in memory, its sheets are not.
MAX_TEXTS: Final = 10 << 20
MAX_OTHER: Final = 2 << 20
# XML packs well, but not a thousandfold; small parts may.
MAX_RATIO: Final = 200
SMALL: Final = 1 << 20
# Elements of the whole file; those of each part that are no cells and texts, each far dearer to
# read; characters of one text or attribute.
MAX_ELEMENTS: Final = 300_000
MAX_OTHER_ELEMENTS: Final = 20_000
MAX_CHARACTERS: Final = 250_000
# Characters of the whole file: one rare sign makes a text take four bytes for each.
MAX_ALL_CHARACTERS: Final = 10 << 20
# Excel has no more columns and rows.
MAX_ROW_CELLS: Final = 16_384
LAST_ROW: Final = 1 << 20
MAX_MERGES: Final = 1_000
# Ours and some that office programs add hidden; each may name the same large part.
MAX_SHEETS: Final = 12

CONTENT_TYPES: Final = "[Content_Types].xml"
SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SHEET_FOLDER: Final = "xl/worksheets/"
_TEXTS: Final = "xl/sharedstrings.xml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLE_MACROS: Final = "_VBA_PROJECT_CUR".encode("utf-16-le")
# The name of the stream that holds the cells, since Excel 97.
_OLE_CELLS: Final = "Workbook".encode("utf-16-le")
ODS_CELLS: Final = "content.xml"
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_ODS_KIND: Final = "mimetype"
_ODS_LIST: Final = "META-INF/manifest.xml"
_ODS_MACROS: Final = ("basic/", "scripts/")
# Those of the format; others would unpack with memory of the file's choosing.
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK: Final = 1 << 16
# What cells and texts are made of.
_CHEAP: Final = frozenset(
    ("row", "c", "v", "f", "is", "si", "t", "table-row", "table-cell", "covered-table-cell", "p")
)
_CENTRAL_ENTRY: Final = b"PK\x01\x02"

EMPTY = Text("文件是空的", "the file is empty")
TOO_LARGE = Text(
    "文件有{size}MB，最多{limit}MB", "the file has {size} MB; at most {limit} MB are allowed"
)
NOT_A_WORKBOOK = Text(
    "不是工作簿（.xlsx、.xls、.et 或 .ods），只改扩展名不行；请用 Excel、WPS 或 LibreOffice 另存为 "
    ".xlsx",
    "is no workbook (.xlsx, .xls, .et or .ods), whatever its name says: save it as .xlsx in "
    "Excel, WPS or LibreOffice",
)
PDF = Text(
    "这是 PDF 文件，不是工作簿；请上传填好的表格（.xlsx、.xls、.et 或 .ods）",
    "is a PDF file, no workbook: upload the filled workbook (.xlsx, .xls, .et or .ods)",
)
ENCRYPTED = Text(
    "工作簿加了密码，无法读取；请在 Excel 中取消密码后重新保存",
    "the workbook is encrypted with a password and cannot be read: remove the password and save "
    "it again",
)
MACROS = Text(
    "工作簿带有宏，出于安全不接受；请另存为不含宏的 .xlsx",
    "the workbook holds macros and is refused for safety: save it as .xlsx without macros",
)
STRICT = Text(
    "文件保存成了“Strict Open XML”格式；请另存为普通的“Excel 工作簿（.xlsx）”",
    "was saved as “Strict Open XML”: save it as an ordinary Excel workbook (.xlsx)",
)
BOMB = Text(
    "解压后的内容过大，可能是恶意文件，已拒绝",
    "unpacks to far too much and may be malicious: refused",
)
TOO_MUCH = Text(
    "内容过多，远超所需；请删除多余的行、列和格式后重新保存",
    "holds far more than it needs: delete surplus rows, columns and formats and save it again",
)
DOCTYPE = Text(
    "文件内含不允许的声明（DTD 或实体），已拒绝", "holds a declaration (DTD or entities): refused"
)
DAMAGED = Text(
    "文件已损坏或不完整，无法读取；请重新保存后再试",
    "the file is damaged or incomplete and cannot be read: save it again",
)


@dataclass(slots=True)
class PartScan:
    """What one XML part holds, as far as it matters before reading it."""

    root: str = ""
    types: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    # Ranges with the key of what they lead to; and, of a part of relations, addresses by key.
    links: list[tuple[str, str]] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What stands beside the cells of a sheet: its merged ranges, and addresses outside of the
    workbook that cells lead to, by the cell (D7)."""

    merges: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)


def too_large(size: int) -> Text:
    """What is said of a file of `size` bytes. Rounded up: just above the limit is above it."""
    values = {"size": f"{-(-size * 10 // (1 << 20)) / 10:.1f}", "limit": MAX_BYTES >> 20}
    return Text(TOO_LARGE.zh.format(**values), TOO_LARGE.en.format(**values))


def check(raw: bytes) -> dict[str, SheetPart] | Literal["ods", "xls"]:
    """Let a harmless workbook through: what stands beside the cells, by the sheet part's name; or
    which other kind its content says that it is. An .et is an .xls.

    Raises WorkbookProblems with the first reason why the file cannot be read at all.
    """
    _check_signature(raw)
    if raw.startswith(_OLE):
        return "xls"
    with no_surprises(), zipfile.ZipFile(BytesIO(raw)) as archive:
        members = archive.infolist()
        if _is_ods(archive, members):
            _check_ods(archive, members)
            return "ods"
        _check_members(members)
        return _check_parts(archive, members)


@contextmanager
def no_surprises() -> Iterator[None]:
    """Whatever a library stumbles over in a damaged file is one problem of that file.

    What it may raise is not known beforehand: encodings, numbers, lengths, all are the file's.
    """
    try:
        yield
    except WorkbookProblems:
        raise
    except Exception as error:
        raise refuse(DAMAGED) from error


def _check_signature(raw: bytes) -> None:
    if not raw:
        raise refuse(EMPTY)
    if len(raw) > MAX_BYTES:
        raise refuse(too_large(len(raw)))
    if raw.startswith(b"%PDF"):
        raise refuse(PDF)
    if raw.startswith(_OLE):
        _check_ole(raw)
    elif not raw.startswith(b"PK\x03\x04"):
        raise refuse(NOT_A_WORKBOOK)
    # Counted before the list of members is read: a hundred thousand of them would cost memory.
    if raw.count(_CENTRAL_ENTRY) > MAX_MEMBERS:
        raise refuse(TOO_MUCH)


def _check_ole(raw: bytes) -> None:
    """What the names of the streams say; a name is never split between sectors."""
    if _ENCRYPTED in raw:
        raise refuse(ENCRYPTED)
    if _OLE_MACROS in raw:
        raise refuse(MACROS)
    if _OLE_CELLS not in raw:
        raise refuse(NOT_A_WORKBOOK)


def _is_ods(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bool:
    """Whether the kind that stands in its first member is that of an .ods."""
    if not members or members[0].filename != _ODS_KIND:
        return False
    if members[0].compress_type not in _METHODS:
        raise refuse(DAMAGED)
    with archive.open(members[0]) as file:
        return file.read(len(_ODS) + 1).strip() == _ODS


def _check_ods(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    names = Counter(member.filename.lower() for member in members)
    if ODS_CELLS not in names or max(names.values()) > 1:
        raise refuse(NOT_A_WORKBOOK)
    if any(name.startswith(_ODS_MACROS) for name in names):
        raise refuse(MACROS)
    _check_packing(members)
    allowance = _Allowance()
    for member in members:
        if member.filename == _ODS_LIST and b"encryption-data" in archive.read(member):
            raise refuse(ENCRYPTED)
        chunks = _chunks(archive, member)
        first = next(chunks, b"")
        if _may_be_xml(first):
            _Scan(allowance).read(first, chunks)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = Counter(member.filename.lower() for member in members)
    if CONTENT_TYPES.lower() not in names or max(names.values()) > 1:
        raise refuse(NOT_A_WORKBOOK)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise refuse(MACROS)
    _check_packing(members)
    for member in members:
        name = member.filename.lower()
        if not name.startswith(_SHEET_FOLDER):
            limit = MAX_TEXTS if name == _TEXTS else MAX_OTHER
            if member.file_size > limit:
                raise refuse(TOO_MUCH)


def _check_packing(members: list[zipfile.ZipInfo]) -> None:
    """No password, and no more inside than a workbook has."""
    if any(member.flag_bits & 1 for member in members):
        raise refuse(ENCRYPTED)
    if any(member.compress_type not in _METHODS for member in members):
        raise refuse(DAMAGED)
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise refuse(BOMB)
    for member in members:
        if member.file_size > max(SMALL, member.compress_size * MAX_RATIO):
            raise refuse(BOMB)


def _check_parts(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, SheetPart]:
    scans: dict[str, PartScan] = {}
    allowance = _Allowance()
    for member in members:
        chunks = _chunks(archive, member)
        first = next(chunks, b"")
        if not _may_be_xml(first):
            continue
        scan = _Scan(allowance)
        scan.read(first, chunks)
        scans[member.filename] = scan.found
    types = next(s for name, s in scans.items() if name.lower() == CONTENT_TYPES.lower()).types
    if any("macro" in kind.lower() for kind in types):
        raise refuse(MACROS)
    if SHEET_TYPE not in types:
        raise refuse(NOT_A_WORKBOOK)
    if any("purl.oclc.org/ooxml/spreadsheetml" in scan.root for scan in scans.values()):
        raise refuse(STRICT)
    return {
        name: SheetPart(tuple(scan.merges), _links(name, scan, scans))
        for name, scan in scans.items()
        if name.lower().startswith(_SHEET_FOLDER) and (scan.merges or scan.links)
    }


def _links(name: str, scan: PartScan, scans: Mapping[str, PartScan]) -> dict[str, str]:
    folder, _, file = name.rpartition("/")
    relations = scans.get(f"{folder}/_rels/{file}.rels", PartScan())
    found = ((ref.partition(":")[0], relations.targets.get(key, "")) for ref, key in scan.links)
    return {cell: target for cell, target in found if target}


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the member unpacks to, never more than it declares."""
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _may_be_xml(start: bytes) -> bool:
    """Whether any XML parser could read it: a picture named sheet1.xml is no danger, XML named
    sheet1.png is."""
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


@dataclass(slots=True)
class _Allowance:
    """What the parts that are still to be read may hold together."""

    elements: int = MAX_ELEMENTS
    characters: int = MAX_ALL_CHARACTERS


class _Scan:
    """Goes through one XML part in pieces, counts, and notes what matters."""

    def __init__(self, allowance: _Allowance) -> None:
        self.found = PartScan()
        self._allowance = allowance
        self._others = MAX_OTHER_ELEMENTS
        self._sheets = 0
        self._row_cells = 0
        self._characters = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        self._parser = parser

    def read(self, first: bytes, rest: Iterator[bytes]) -> None:
        self._parser.Parse(first)
        for chunk in rest:
            self._parser.Parse(chunk)
        self._parser.Parse(b"", True)

    def _doctype(self, *_: object) -> None:
        raise refuse(DOCTYPE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._characters = 0
        space, _, tag = name.rpartition(" ")
        self._allowance.elements -= 1
        if tag not in _CHEAP:
            self._others -= 1
        if not self.found.root:
            self.found.root = space
        if tag == "row":
            self._row_cells = 0
            self._check_row(attributes.get("r", "1"))
        elif tag == "c":
            self._row_cells += 1
        elif tag == "sheet":
            self._sheets += 1
        elif tag == "mergeCell":
            self.found.merges.append(attributes.get("ref", ""))
        elif tag == "hyperlink":
            key = attributes.get(f"{_RELATIONS} id", "")
            self.found.links.append((attributes.get("ref", ""), key))
        elif tag == "Relationship" and attributes.get("TargetMode") == "External":
            self.found.targets[attributes.get("Id", "")] = attributes.get("Target", "")
        elif tag in ("Override", "Default"):
            self.found.types.append(attributes.get("ContentType", ""))
        if (
            min(self._allowance.elements, self._others) < 0
            or self._row_cells > MAX_ROW_CELLS
            or len(self.found.merges) > MAX_MERGES
            or self._sheets > MAX_SHEETS
            or sum(map(len, attributes.values())) > MAX_CHARACTERS
        ):
            raise refuse(TOO_MUCH)

    def _check_row(self, number: str) -> None:
        """A row far below the last one would be waited for, row by row."""
        if not (
            number.isascii() and number.isdigit() and len(number) < 8 and int(number) <= LAST_ROW
        ):
            raise refuse(DAMAGED)

    def _text(self, text: str) -> None:
        self._characters += len(text)
        self._allowance.characters -= len(text)
        if self._characters > MAX_CHARACTERS or self._allowance.characters < 0:
            raise refuse(TOO_MUCH)
