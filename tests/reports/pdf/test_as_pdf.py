"""The PDF report, read back: tagged, archivable, complete, and literal about what users typed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import ContentStream, IndirectObject

from benchmark.reports.blocks import (
    Chart,
    Column,
    Document,
    Heading,
    Note,
    Paragraph,
    Table,
)
from benchmark.reports.document import document
from benchmark.reports.gap_report import GapReport
from benchmark.reports.pdf import as_pdf as module
from benchmark.reports.pdf.as_pdf import TypesettingError, as_pdf, breakable, compile_pdf, printable
from benchmark.reports.pdf.glyphs import width
from benchmark.scoring.assessment import Evidence, Industry, OwnFigure, Rating
from benchmark.scoring.framework import LANGUAGES, Language
from benchmark.scoring.text import is_visible
from benchmark.wording.labels import DEMO, DRAFT
from tests.reports import samples
from tests.reports.plans import of_many_words
from tests.reports.samples import (
    BIDI,
    CASES,
    HOSTILE,
    RARE,
    Case,
    brief_tree,
    draft,
    empty,
    hostile,
    long_names,
    longest,
    report_of,
    tree,
    typical,
)
from tests.reports.trees import tables

MM = 72 / 25.4
LEFT, RIGHT, BOTTOM = 28 * MM - 0.1, (210 - 26) * MM, 24 * MM
FOOTER, HEADER = 18 * MM, (297 - 22) * MM


def opened(case: Case, language: Language = "zh-hans") -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(samples.pdf(case, language)))


def made(report: GapReport, language: Language = "zh-hans") -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(as_pdf(report, language)))


def squeezed(text: str) -> str:
    """Without white space and marks of breaks: lines break where the page ends them."""
    return re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFKC", text))


def whole(reader: pypdf.PdfReader) -> str:
    """All text of the body; what stands above and below it on every page would cut it."""
    return "".join(_body(page, number) for number, page in enumerate(reader.pages, 1))


def _body(page: pypdf.PageObject, number: int) -> str:
    text = squeezed(page.extract_text())
    for mark in (DRAFT.zh, DRAFT.en, DEMO.zh, DEMO.en):
        text = text.removeprefix(squeezed(mark))
    return text.removesuffix(f"—{number}—")


def placed(page: pypdf.PageObject) -> list[tuple[str, float, float]]:
    """Every piece of text between header and footer, and where it stands."""
    found: list[tuple[str, float, float]] = []

    def note(text: str, matrix: list[float], *_: object) -> None:
        if text.strip() and FOOTER < matrix[5] < HEADER:
            found.append((text.strip(), matrix[4], matrix[5]))

    page.extract_text(visitor_text=note)
    return found


def outline(items: list[Any], level: int = 1) -> Iterator[tuple[int, str]]:
    for item in items:
        if isinstance(item, list):
            yield from outline(item, level + 1)
        else:
            yield level, item.title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_it_is_tagged_archivable_and_says_its_language(case: Case, language: Language) -> None:
    reader = opened(case, language)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"].startswith("zh" if language == "zh-hans" else "en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_data().decode()
    for key, value in (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
        assert f"<{key}>{value}</{key}>" in metadata
    assert reader.metadata is not None
    assert reader.metadata.title == tree(case, language).title


def elements(node: Any, page: Any = None) -> Iterator[tuple[str, Any, Any]]:
    """Every element of the structure tree: its kind ('' for marked content), itself, its page."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for child in node:
            yield from elements(child, page)
    elif isinstance(node, int):
        yield "", node, page
    elif "/MCID" in node:
        yield "", node["/MCID"], node.get("/Pg", page)
    else:
        page = node.get("/Pg", page)
        if "/S" in node:
            yield node["/S"], node, page
        yield from elements(node.get("/K", []), page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [*CASES, longest])
def test_everything_on_the_page_is_tagged_and_the_tags_are_in_order(
    case: Case, language: Language
) -> None:
    reader = opened(case, language)
    root: Any = reader.trailer["/Root"]
    found = list(elements(root["/StructTreeRoot"]["/K"]))
    blocks = tree(case, language).blocks

    levels = [int(kind[2:]) for kind, _, _ in found if re.fullmatch(r"/H\d", kind)]
    assert levels == [block.level for block in blocks if isinstance(block, Heading)]
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))

    alts = [node["/Alt"] for kind, node, _ in found if kind == "/Figure"]
    assert alts == [block.alt for block in blocks if isinstance(block, Chart)]

    tables = [block for block in blocks if isinstance(block, Table)]
    kinds = Counter(kind for kind, _, _ in found)
    assert kinds["/Table"] == kinds["/THead"] == len(tables)
    assert kinds["/TH"] == sum(len(table.columns) for table in tables)
    assert kinds["/TD"] == sum(len(table.columns) * len(table.rows) for table in tables)
    heads = [node for kind, node, _ in found if kind == "/TH"]
    assert all(any(a.get("/Scope") == "/Column" for a in node["/A"]) for node in heads)

    tagged: dict[int, set[int]] = {}
    for kind, node, page in found:
        if not kind:
            tagged.setdefault(page.get_object()["/StructParents"], set()).add(node)
    for sheet in reader.pages:
        assert sheet.get("/Tabs") == "/S"
        assert marked(sheet, reader) <= tagged[sheet.raw_get("/StructParents")]


def marked(page: pypdf.PageObject, reader: pypdf.PdfReader) -> set[int]:
    """The numbers of a page's tagged content; whatever is drawn is tagged or an artifact."""
    numbers: set[int] = set()
    open_marks: list[str] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            number = operands[1].get("/MCID") if operator == b"BDC" else None
            # A span without a number says something of text that is tagged already.
            assert number is not None or operands[0] == "/Artifact" or open_marks
            numbers |= set() if number is None else {number}
            open_marks.append(operands[0])
        elif operator == b"EMC":
            open_marks.pop()
        elif operator in (b"Tj", b"TJ", b"Do", b"f", b"f*", b"S", b"B", b"sh"):
            assert open_marks, operator
    return numbers


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_fonts_are_embedded_subsets_of_the_package(language: Language) -> None:
    names = set()
    for page in opened(typical, language).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            names.add(inner["/BaseFont"])
            descriptor = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    assert names
    assert all(re.fullmatch(r"/[A-Z]{6}\+Noto(Sans|Serif)SC-Regular(-.*)?", n) for n in names)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_outline_holds_every_heading_with_its_number(case: Case, language: Language) -> None:
    found = list(outline(opened(case, language).outline))
    headings = [b for b in tree(case, language).blocks if isinstance(b, Heading)]
    assert [level for level, _ in found] == [heading.level for heading in headings]
    for (_, text), heading in zip(found, headings, strict=True):
        assert squeezed(text) == squeezed(heading.number + heading.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [typical, longest])
def test_every_rationale_and_evidence_item_is_printed(case: Case, language: Language) -> None:
    assessment = samples.report(case).assessment
    text = whole(opened(case, language))
    for rating in assessment.ratings:
        assert squeezed(rating.rationale) in text
    for item in assessment.evidence:
        for part in (item.title, item.source, item.date, item.url):
            assert squeezed(part) in text


def test_a_brief_alone_is_the_first_part_and_no_more() -> None:
    reader = pypdf.PdfReader(BytesIO(as_pdf(samples.report(typical), "zh-hans", brief=True)))
    headings = [b for b in brief_tree(typical, "zh-hans").blocks if isinstance(b, Heading)]
    assert [squeezed(text) for _, text in outline(reader.outline)] == [
        squeezed(h.number + h.text) for h in headings
    ]
    assert len(reader.pages) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_as_many_as_a_leader_reads(language: Language) -> None:
    many = document(of_many_words(samples.report(typical)), language, brief_only=True)
    assert len(pypdf.PdfReader(BytesIO(compile_pdf(many))).pages) <= 2
    for case, most in (
        (samples.planned, 2),
        (typical, 2),
        (samples.empty, 1),
        (samples.all_met, 1),
        (longest, 2),
    ):
        brief = pypdf.PdfReader(BytesIO(compile_pdf(brief_tree(case, language))))
        assert len(brief.pages) <= most, case.__name__
    assert len(opened(typical, language).pages) <= 12
    # In English the plan, a page and more, takes one of its own.
    assert len(opened(samples.planned, language).pages) <= (12 if language == "zh-hans" else 13)
    assert len(opened(longest, language).pages) <= 45


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_main_gaps_stand_on_the_first_page(language: Language) -> None:
    first = squeezed(opened(typical, language).pages[0].extract_text())
    (table,) = tables(brief_tree(typical, language), "gaps")
    for row in table.rows:
        assert all(squeezed(cell) in first for cell in row)


def test_text_of_users_is_literal() -> None:
    text = whole(opened(hostile))
    for part in (*HOSTILE, BIDI, RARE):
        assert squeezed(printable(part)) in text
    assert "root:" not in text


def test_long_runs_break_inside_the_page() -> None:
    report = report_of(Rating("scale", rationale="x" * 10_000))
    runs = [(x, text) for page in made(report).pages for text, x, _ in placed(page)]
    edges = [x + 4.7 * len(text) for x, text in runs if "xxxxx" in text]
    assert sum(text.count("x") for _, text in runs) == 10_000
    assert min(x for x, _ in runs) >= LEFT
    assert max(edges) <= RIGHT


def test_long_cells_go_on_on_the_next_page() -> None:
    items = tuple(Evidence(2, "标" * 590, "源" * 590, "2025-03", "") for _ in range(2))
    reader = made(report_of(evidence=items))
    found = [(text, y) for page in reader.pages for text, _, y in placed(page)]
    assert sum(text.count("源") for text, _ in found) >= 2 * 590
    assert min(y for text, y in found if "源" in text or "标" in text) >= BOTTOM


def test_rows_of_some_lines_stay_whole() -> None:
    table = Table("", (Column("甲", 1.0),), tuple((f"{'标' * 120}{i}尾",) for i in range(60)))
    content = Document("标题", "", (), "zh-hans", "", "", None, (table,))
    reader = pypdf.PdfReader(BytesIO(compile_pdf(content)))
    pages = [squeezed(page.extract_text()) for page in reader.pages]
    assert len(pages) > 1
    for i in range(60):
        assert sum(f"{'标' * 120}{i}尾" in page for page in pages) == 1, i


@pytest.mark.parametrize(("lines", "pages"), [(9, 1), (10, 2)])
def test_a_table_is_kept_whole_where_it_leaves_no_great_blank(lines: int, pages: int) -> None:
    """One of nine lines moves to the next page; a longer one begins where it is."""
    rows = tuple((f"第{i}行",) for i in range(lines))
    before = Paragraph("", "\n".join(["正文"] * 32))
    table = Table("", (Column("甲", 1.0),), rows)
    content = Document("标题", "", (), "zh-hans", "", "", None, (before, table))
    reader = pypdf.PdfReader(BytesIO(compile_pdf(content)))
    assert sum("行" in page.extract_text() for page in reader.pages) == pages


@pytest.mark.parametrize("case", CASES)
def test_no_word_of_a_table_is_broken(case: Case) -> None:
    text = "\n".join(page.extract_text() for page in opened(case, "en").pages)
    words = {
        word
        for block in tree(case, "en").blocks
        if isinstance(block, Table)
        for cells in ([column.title for column in block.columns], *block.rows)
        for cell in cells
        for word in re.findall("[A-Za-z]{7,}", cell)
    }
    # An address may break anywhere.
    words -= set(
        re.findall("[A-Za-z]+", " ".join(i.url for i in samples.report(case).assessment.evidence))
    )
    assert words
    broken = [f"{word[:i]}\n{word[i:]}" for word in words for i in range(1, len(word))]
    assert not [word for word in broken if word in text]


def test_a_table_without_room_keeps_its_columns() -> None:
    columns = tuple(Column("Incomprehensible", 0.1) for _ in range(10))
    content = Document("t", "", (), "en", "", "", None, (Table("", columns, ()),))
    page = pypdf.PdfReader(BytesIO(compile_pdf(content))).pages[0]
    starts = [x for text, x, _ in placed(page) if text == "Incomprehensible"]
    assert len(starts) == len(columns)
    assert {round(b - a) for a, b in pairwise(starts)} == {round(0.1 * (RIGHT - LEFT))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [typical, longest])
def test_the_tag_of_a_section_stays_on_one_line(case: Case, language: Language) -> None:
    text = "\n".join(page.extract_text() for page in opened(case, language).pages)
    tag = r"参阅 [二三]-\d" if language == "zh-hans" else r"bulletin \d-\d"
    loose = tag.replace(" ", r"\s*").replace("-", r"\s*-\s*")
    assert len(re.findall(tag, text)) == len(re.findall(loose, text)) > 10


@pytest.mark.parametrize(("language", "lines"), [("zh-hans", 2), ("en", 1)])
def test_quotation_marks_are_as_wide_as_their_language_has_them(
    language: Language, lines: int
) -> None:
    text = Paragraph("“a” " * 25, "")
    content = Document("t", "", (), language, "", "", None, (text,))
    page = pypdf.PdfReader(BytesIO(compile_pdf(content))).pages[0]
    assert len({round(y) for text, _, y in placed(page) if "“" in text}) == lines
    assert page.extract_text().count("“a”") == 25


@pytest.mark.parametrize("caption", ["", "表的名称"])
def test_a_note_stands_on_the_page_of_its_table(caption: str) -> None:
    table = Table(caption, (Column("甲", 1.0),), (("乙",),) * 3)
    breaks = 0
    for lines in range(30, 50):
        text = Paragraph("\n".join(["正文"] * lines), "")
        content = Document("标题", "", (), "zh-hans", "", "", None, (text, table, Note("附注")))
        pages = pypdf.PdfReader(BytesIO(compile_pdf(content))).pages
        breaks += len(pages) - 1
        assert "乙" in next(t for t in (p.extract_text() for p in pages) if "附注" in t)
    assert breaks


def links(reader: pypdf.PdfReader) -> list[str]:
    """Where the links lead that leave the document."""
    annotations = [a.get_object() for p in reader.pages for a in p.get("/Annots", [])]
    assert all(a["/Contents"] and "/StructParent" in a for a in annotations)
    return [a["/A"]["/URI"] for a in annotations if a.get("/A", {}).get("/S") == "/URI"]


LONG = "https://example.org/" + "x" * 10_000


def test_only_web_addresses_are_links_and_all_are_literal() -> None:
    addresses = {
        "https://example.org/a?b=1&c=%20#d": "https://example.org/a?b=1&c=%20#d",
        "HTTP://example.org/路径": "HTTP://example.org/%E8%B7%AF%E5%BE%84",
        "https://example.org/\u202egpj": "https://example.org/%E2%80%AEgpj",
        "https://example.org/a b": None,
        "javascript:alert(1)": None,
        "file:///etc/passwd": None,
        "https://example.org/\ud800": None,
        LONG: None,
        "": None,
    }
    items = tuple(Evidence(3, "名称", "来源", "2025", address) for address in addresses)
    reader = made(report_of(evidence=items))
    # A link that goes on on the next page stands in the file twice.
    assert list(dict.fromkeys(links(reader))) == [a for a in addresses.values() if a]
    text = whole(reader)
    assert all(squeezed(printable(address)) in text for address in addresses if address != LONG)


def test_invisible_characters_are_left_out_and_properties_are_plain() -> None:
    industry = Industry("智\u200b能\u00ad电\ufeff力\u202e𪚥", "示\u2060例\u200d市", "other")
    reader = made(report_of(industry=industry))
    assert squeezed("示例市智能电力[U+202E][U+2A6A5]产业对标差距分析报告") in whole(reader)
    assert reader.metadata is not None
    # Properties need no font: only what would turn the text around is a code point.
    assert reader.metadata.title == "示例市智能电力[U+202E]𪚥产业对标差距分析报告"


def test_a_character_that_the_font_lacks_is_its_code_point() -> None:
    assert printable("𪚥龙") == "[U+2A6A5]龙"
    assert printable("a\u202eb\u200fc\u2066d\u061c") == "a[U+202E]b[U+200F]c[U+2066]d[U+061C]"
    assert printable("\u00ada\u200bb\u200cc\u200dd\u2060e\ufeff") == "abcde"
    assert printable("工业\n和\t信息化") == "工业\n和\t信息化"


# The first stands in the common font; the others in that of Taiwan or Japan, for the most in both.
HANZI = "㙍𬭎𠮷𡃁𣇉𪚲"


@pytest.mark.parametrize("language", LANGUAGES)
def test_rare_hanzi_are_drawn(language: Language) -> None:
    assert printable(HANZI) == HANZI
    industry = Industry(f"{HANZI}器", "示例市", "other", name_en=HANZI)
    reader = made(report_of(Rating("scale", rationale=HANZI), industry=industry), language)
    assert whole(reader).count(HANZI) >= 3
    fonts = {
        str(font.get_object()["/BaseFont"])  # type: ignore[attr-defined]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert {name[8:].split("-")[0] for name in fonts} > {"NotoSerifSC", "NotoSerifTC"}


def test_breaks_are_marked_only_in_runs_too_wide_for_the_line() -> None:
    assert breakable("notice of the year 2025", 12) == "notice of the year 2025"
    assert breakable("产业链，" * 30, 12) == "产业链，" * 30
    address = "https://example.org/abcdefgh 产业"
    marked = breakable(address, 6)
    # Between letters, where nothing is copied along.
    assert marked.replace("\u200c", "") == address
    assert max(len(run) for run in re.split("[\u200c ]", marked)) <= 12


@pytest.mark.parametrize("sign", list("—，。…-.,！（“、々　_=\u00a0⸺⸻е"))
def test_a_run_of_signs_may_break_wherever_a_line_is_full(sign: str) -> None:
    marked = breakable(f"甲{sign * 60}乙", 12)
    runs = re.split("[\u200b\u200c]", marked)
    assert "".join(runs) == f"甲{sign * 60}乙"
    assert max(sum(map(width, run)) for run in runs) <= 6
    # A short one needs no mark; one that fills the line needs some beside what it clings to.
    assert breakable(f"甲{sign * 2}乙", 12) == f"甲{sign * 2}乙"
    full = 12 * width(sign) + 0.1
    assert breakable(sign * 12, full) == sign * 12
    assert sign.isalnum() or breakable(f"甲{sign * 12}乙", full) != f"甲{sign * 12}乙"


def test_what_holds_together_is_broken_all_the_same() -> None:
    text = "字\u00a0" * 60
    assert len(breakable(text, 12).split("\u200b")) > 10
    assert breakable("é\u0301" * 60, 12).replace("\u200c", "").count("é\u0301") == 60


RUNS = [f"甲{sign * count}乙" for sign in "—，。…-.,（々⸻" for count in (42, 60, 200)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sign", ["—", "，"])
def test_runs_of_signs_stay_inside_the_page(sign: str, language: Language) -> None:
    product = f"甲{sign * 60}乙"
    figure = OwnFigure("key-technologies", Decimal(3), "项", product=product)
    report = report_of(
        Rating("scale", rationale="\n".join(RUNS)),
        Rating("technology", figures=(figure,)),
        evidence=tuple(Evidence(3, run, run, "2025-03", run) for run in RUNS[1::3]),
        industry=Industry(product, product, "other", name_en=product),
    )
    text = ""
    for sign, left, right in drawn(as_pdf(report, language)):
        text += sign
        # The end of a dash may stand a little beside the line.
        assert LEFT - 4 <= left <= right <= RIGHT + 4, (sign, left, right)
    assert all(text.count(sign) >= 302 + 3 * 60 for sign in "—，。…-.,（々⸻")


def drawn(pdf: bytes) -> Iterator[tuple[str, float, float]]:
    """Every sign that shows between header and footer, with its left and right edge in points."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            sign = text.get_text_range(index, 1)
            left, bottom, right, top = text.get_charbox(index)
            if is_visible(sign) and bottom > FOOTER and top < HEADER:
                yield sign, left, right


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_data_is_marked_on_every_page(language: Language) -> None:
    reader = opened(typical, language)
    mark = squeezed(DEMO.in_language(language))
    assert all(mark in squeezed(page.extract_text()) for page in reader.pages)
    assert mark not in squeezed(opened(empty, language).pages[0].extract_text())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_marked_on_every_page(language: Language) -> None:
    pages = [squeezed(page.extract_text()) for page in opened(draft, language).pages]
    mark = squeezed(DRAFT.in_language(language))
    assert all(page.count(mark) == 1 for page in pages)


def test_pages_are_a4_and_numbered() -> None:
    for number, page in enumerate(opened(typical).pages, 1):
        assert [round(float(x)) for x in page.mediabox[2:]] == [595, 842]
        assert f"—{number}—" in squeezed(page.extract_text())


@pytest.mark.parametrize("case", [typical, long_names])
def test_the_brief_stands_on_pages_of_its_own(case: Case) -> None:
    pages = [squeezed(page.extract_text()) for page in opened(case).pages]
    first = next(i for i, page in enumerate(pages) if "附件1七项特征评定结果" in page)
    assert first == len(made_brief(case).pages)
    assert "六、可信程度" in "".join(pages[:first])


def made_brief(case: Case) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(compile_pdf(brief_tree(case, "zh-hans"))))


_UNKNOWN_FONT = b'#set document(title: "t", date: auto)\n#set text(font: "No Such Font")\na'


def test_a_warning_of_the_typesetter_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_template", lambda: _UNKNOWN_FONT)
    with pytest.raises(TypesettingError, match="unknown font family"):
        as_pdf(samples.report(empty), "zh-hans")


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_any_text_can_be_typeset(text: str) -> None:
    as_pdf(report_of(Rating("scale", rationale=text)), "zh-hans")
