"""The Word report, read back: complete, styled, numbered, and literal about what users typed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from benchmark.reports.blocks import Chart, Heading, Table
from benchmark.reports.document import document
from benchmark.reports.gap_report import GapReport
from benchmark.reports.word.as_docx import as_docx
from benchmark.reports.word.styles import FALLBACKS, LATIN, TEXT_WIDTH, R, W
from benchmark.reports.word.template import template
from benchmark.scoring.assessment import Evidence, Industry, Rating
from benchmark.scoring.framework import LANGUAGES, Framework, Language
from benchmark.wording.labels import DEMO, DRAFT
from tests.reports.samples import (
    BIDI,
    HOSTILE,
    RARE,
    all_met,
    draft,
    empty,
    hostile,
    long_names,
    longest,
    one_trait,
    rated,
    report_of,
    typical,
)

Case = Callable[[Framework], GapReport]
CASES = (empty, one_trait, typical, all_met, hostile)
NS = {
    "w": W,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


_SIGNS = {"tab": "\t", "br": "\n", "noBreakHyphen": "-"}


def opened(report: GapReport, language: Language = "zh-hans") -> Any:
    return docx.Document(BytesIO(as_docx(report, language)))


def body_texts(word: Any) -> list[str]:
    """All paragraphs of the body in order, those in tables too."""
    return [
        "".join(
            node.text or "" if node.tag == f"{{{W}}}t" else _SIGNS[node.tag.rpartition("}")[2]]
            for node in paragraph.iter(*(f"{{{W}}}{name}" for name in ("t", *_SIGNS)))
        )
        for paragraph in word.element.body.iter(f"{{{W}}}p")
    ]


def part(data: bytes, name: str) -> Any:
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def shown(element: Any) -> str:
    return " ".join(node.text or "" for node in element.iter(f"{{{W}}}t"))


def val(element: Any, name: str = "val") -> str | None:
    found: str | None = element.get(f"{{{W}}}{name}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [typical, longest, hostile])
def test_every_rationale_and_evidence_item_is_in_the_file(
    framework: Framework, case: Case, language: Language
) -> None:
    report = case(framework)
    found = body_texts(opened(report, language))
    whole, each = "\n".join(found), set(found)
    for rating in report.assessment.ratings:
        assert rating.rationale in whole
        for item in rating.evidence:
            assert {item.title, item.source, item.date, item.url} <= each


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_headings_have_their_styles_and_are_all_there(
    framework: Framework, case: Case, language: Language
) -> None:
    report = case(framework)
    found = [
        (int(p.style.style_id[-1]), p.text)
        for p in opened(report, language).paragraphs
        if p.style.style_id.startswith("Heading")
    ]
    assert found == [
        (block.level, block.text)
        for block in document(report, language).blocks
        if isinstance(block, Heading)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_styles_of_the_template_are_used(framework: Framework, language: Language) -> None:
    word = opened(typical(framework), language)
    known = {style.style_id for style in word.styles}
    used = {
        val(node)
        for tag in ("pStyle", "rStyle", "tblStyle")
        for node in word.element.body.iter(f"{{{W}}}{tag}")
    }
    assert used <= known
    # Faces come from styles; a run says at most that its quotation marks are Chinese ones.
    fonts = [dict(node.attrib) for node in word.element.body.iter(f"{{{W}}}rFonts")]
    assert all(font == {f"{{{W}}}hint": "eastAsia"} for font in fonts)
    assert bool(fonts) == (language == "zh-hans")
    # Nothing overrides what a style says of spaces, places and lines.
    for name in ("jc", "spacing", "ind", "tabs", "sz"):
        assert not list(word.element.body.iter(f"{{{W}}}{name}"))


def test_quotation_marks_among_chinese_are_chinese_ones(framework: Framework) -> None:
    for node in opened(typical(framework)).element.body.iter(f"{{{W}}}r"):
        text = shown(node)
        if re.search("[一-鿿][“”—]|[“”—][一-鿿]", text):
            assert val(node.find("w:rPr/w:rFonts", NS), "hint") == "eastAsia", text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_style_names_a_chinese_and_a_latin_face(language: Language) -> None:
    styles = part(template(language), "word/styles.xml")
    for style in styles.iterfind(".//w:style[@w:type='paragraph']", NS):
        fonts = style.find(".//w:rFonts", NS)
        assert val(fonts, "ascii") == val(fonts, "hAnsi") == LATIN
        assert val(fonts, "eastAsia") in FALLBACKS
        assert not [name for name in fonts.attrib if "Theme" in name]
    faces = part(template(language), "word/fontTable.xml")
    assert {val(font, "name") for font in faces} == {*FALLBACKS, LATIN}
    assert all(font.find("w:altName", NS) is not None for font in faces)


def test_chinese_follows_the_habits_of_official_documents() -> None:
    word = docx.Document(BytesIO(template("zh-hans")))
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225
    styles = {style.style_id: style for style in word.styles}
    face = {
        name: (style.font.size.pt, val(style.element.find(".//w:rFonts", NS), "eastAsia"))
        for name, style in styles.items()
        if name in ("Title", "Normal", "Heading1", "Heading2")
    }
    assert face == {
        "Title": (22, "方正小标宋简体"),
        "Normal": (16, "仿宋_GB2312"),
        "Heading1": (16, "黑体"),
        "Heading2": (16, "楷体_GB2312"),
    }
    spacing = styles["Normal"].element.find(".//w:spacing", NS)
    assert (val(spacing, "line"), val(spacing, "lineRule")) == ("560", "exact")
    assert val(styles["Normal"].element.find(".//w:ind", NS), "firstLineChars") == "200"
    assert section.footer.paragraphs[0].text == "— 1 —"


@pytest.mark.parametrize(
    ("language", "numbers"),
    [("zh-hans", ["%1、", "（%2）", "%3. "]), ("en", ["%1.", "%1.%2", "%1.%2.%3"])],
)
def test_headings_are_numbered_by_word_itself(language: Language, numbers: list[str]) -> None:
    numbering = part(template(language), "word/numbering.xml")
    levels = numbering.findall("w:abstractNum[@w:abstractNumId='0']/w:lvl", NS)
    assert [val(level.find("w:lvlText", NS)) for level in levels] == numbers
    assert [val(level.find("w:pStyle", NS)) for level in levels] == [
        "Heading1",
        "Heading2",
        "Heading3",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_are_filled_in_and_lead_to_the_headings(
    framework: Framework, language: Language
) -> None:
    report = typical(framework)
    word = opened(report, language)
    links = list(word.element.body.iter(f"{{{W}}}hyperlink"))
    anchors = [val(link, "anchor") for link in links]
    marks = [val(mark, "name") for mark in word.element.body.iter(f"{{{W}}}bookmarkStart")]
    assert anchors == marks
    blocks = document(report, language).blocks
    headings = [b for b in blocks if isinstance(b, Heading) and b.level < 3]
    shown = ["".join(t.text or "" for t in link.iter(f"{{{W}}}t")) for link in links]
    assert len(shown) == len(headings)
    assert all(s.endswith(h.text) for s, h in zip(shown, headings, strict=True))
    first, fifth = ("一、", "（一）") if language == "zh-hans" else ("1. ", "4.1 ")
    assert shown[0].startswith(first)
    assert shown[4].startswith(fifth)
    contents = word.element.body.find("w:sdt", NS)
    codes = [code.text for code in contents.iter(f"{{{W}}}instrText")]
    assert codes == [' TOC \\o "1-2" \\h \\z \\u ']
    kinds = [val(f, "fldCharType") for f in contents.iter(f"{{{W}}}fldChar")]
    assert kinds == ["begin", "separate", "end"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_numbers_of_the_contents_get_their_place(
    framework: Framework, language: Language
) -> None:
    """Word fills them in; until then nothing leads to an empty place or tells of programs."""
    styles = part(template(language), "word/styles.xml")
    for style in ("TOC1", "TOC2"):
        tab = styles.find(f"w:style[@w:styleId='{style}']/w:pPr/w:tabs/w:tab", NS)
        assert (val(tab), val(tab, "leader"), val(tab, "pos")) == ("right", "dot", str(TEXT_WIDTH))
    contents = opened(typical(framework), language).element.body.find("w:sdt", NS)
    _, *entries = contents.findall(".//w:p", NS)
    assert all(p.find("w:hyperlink", NS) is not None for p in entries)
    assert not list(contents.iter(f"{{{W}}}tab"))
    assert val(entries[-1].find("w:r/w:fldChar", NS), "fldCharType") == "end"


def test_opening_asks_nothing_and_hyphenates_nothing(framework: Framework) -> None:
    settings = part(as_docx(typical(framework), "en"), "word/settings.xml")
    assert settings.find("w:updateFields", NS) is None
    assert val(settings.find("w:autoHyphenation", NS)) == "0"


def tables(word: Any) -> Iterator[Any]:
    return iter(word.element.body.iter(f"{{{W}}}tbl"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_tables_repeat_their_head_keep_rows_whole_and_fill_the_width(
    framework: Framework, case: Case, language: Language
) -> None:
    report = case(framework)
    found = list(tables(opened(report, language)))
    blocks = [b for b in document(report, language).blocks if isinstance(b, Table)]
    assert len(found) == len(blocks)
    for table, block in zip(found, blocks, strict=True):
        rows = table.findall("w:tr", NS)
        assert rows[0].find("w:trPr/w:tblHeader", NS) is not None
        for row, cells in zip(rows[1:], block.rows, strict=True):
            keeps = row.find("w:trPr/w:cantSplit", NS) is not None
            assert keeps == (max(len(cell) for cell in cells) <= 600)
        widths = [int(val(c, "w") or 0) for c in table.findall("w:tblGrid/w:gridCol", NS)]
        assert abs(sum(widths) - TEXT_WIDTH) <= len(widths)


# What LibreOffice takes where the faces named are missing, as wide as faces come: DejaVu.
_WIDEST = {"i": 0.34, "l": 0.34, "j": 0.36, "t": 0.48, "f": 0.44, "r": 0.5, "m": 1.05, "w": 0.93}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [empty, one_trait, typical, all_met, long_names, longest])
def test_no_word_and_no_date_of_a_table_is_broken(
    framework: Framework, case: Case, language: Language
) -> None:
    word = opened(case(framework), language)
    styles = {style.style_id: style.font for style in word.styles if style.type == 1}
    seen = 0
    for table in tables(word):
        widths = [int(val(c, "w") or 0) / 20 for c in table.findall("w:tblGrid/w:gridCol", NS)]
        for row in table.findall("w:tr", NS):
            for cell, width in zip(row.findall("w:tc", NS), widths, strict=True):
                font = styles[val(cell.find("w:p/w:pPr/w:pStyle", NS))]
                text = shown(cell)
                for found in re.findall(r"[A-Za-z]{4,16}|\d{4}-\d\d-\d\d", text):
                    if f"/{found}" in text:
                        continue
                    ems = sum(
                        _WIDEST.get(s, 0.72 if font.bold or s.isupper() else 0.62) for s in found
                    )
                    assert ems * font.size.pt <= width - 6, found
                    seen += 1
    assert seen or language == "zh-hans"


def test_a_chinese_title_of_four_characters_takes_one_line(framework: Framework) -> None:
    for table in tables(opened(long_names(framework))):
        widths = [int(val(c, "w") or 0) / 20 for c in table.findall("w:tblGrid/w:gridCol", NS)]
        titles = [shown(cell) for cell in table.find("w:tr", NS).findall("w:tc", NS)]
        assert all(
            width - 6 >= 10.5 * len(title)
            for title, width in zip(titles, widths, strict=True)
            if len(title) <= 4
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_are_numbered_fields(framework: Framework, language: Language) -> None:
    report = typical(framework)
    word = opened(report, language)
    blocks = document(report, language).blocks
    fields = [code.text for code in word.element.body.iter(f"{{{W}}}instrText")]
    table, figure = ("表", "图") if language == "zh-hans" else ("Table", "Figure")
    assert fields.count(f" SEQ {table} \\* ARABIC ") == sum(isinstance(b, Table) for b in blocks)
    assert fields.count(f" SEQ {figure} \\* ARABIC ") == 2
    captions = [p.text for p in word.paragraphs if p.style.style_id == "FigureCaption"]
    assert captions[0].startswith(f"{figure}1" if language == "zh-hans" else f"{figure} 1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_carry_their_words(framework: Framework, language: Language) -> None:
    report = typical(framework)
    word = opened(report, language)
    found = [p.get("descr") for p in word.element.body.iter(f"{{{NS['wp']}}}docPr")]
    assert found == [b.alt for b in document(report, language).blocks if isinstance(b, Chart)]
    assert len(word.inline_shapes) == 2
    for shape in word.inline_shapes:
        assert 100 < shape.width.mm <= 156
        assert shape.height.mm < 200


def test_properties_say_what_it_is(framework: Framework) -> None:
    core = opened(typical(framework)).core_properties
    assert core.title == "示例市智能电力装备对标差距分析报告"
    assert core.author == "示例市工业和信息化局"
    assert core.language == "zh-CN"
    assert core.created.replace(tzinfo=None) == datetime(2026, 3, 18)
    assert opened(empty(framework), "en").core_properties.language == "en-GB"


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_data_is_marked_on_every_page(framework: Framework, language: Language) -> None:
    word = opened(typical(framework), language)
    mark = DEMO.in_language(language)
    assert word.sections[0].header.paragraphs[0].text == mark
    assert mark in word.paragraphs[2].text
    assert opened(empty(framework), language).sections[0].header.paragraphs[0].text == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_marked_on_every_page(framework: Framework, language: Language) -> None:
    word = opened(draft(framework), language)
    mark = DRAFT.in_language(language)
    assert mark in word.sections[0].header.paragraphs[0].text
    assert mark in word.paragraphs[2].text
    assert mark not in "\n".join(body_texts(opened(typical(framework), language)))


def front_styles(report: GapReport, language: Language = "zh-hans") -> list[str]:
    found = [p.style.style_id for p in opened(report, language).paragraphs]
    return found[: found.index("Heading1", found.index("Heading1") + 1)]


def test_a_long_conclusion_is_set_smaller_so_that_one_page_holds_it(framework: Framework) -> None:
    assert "Summary" not in front_styles(all_met(framework))
    assert "Normal" in front_styles(all_met(framework))
    name = "高端智能电力装备及其关键零部件和工业软件" * 4
    found = front_styles(
        report_of(
            framework,
            *(rated(trait.slug, 2, 0, 5) for trait in framework.traits),
            industry=Industry(name, "示例市", "other"),
        )
    )
    assert {"Summary", "SummaryTight"} & set(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_names_and_marks_set_the_conclusion_smaller_still(
    framework: Framework, language: Language
) -> None:
    assert "SummaryTight" in front_styles(long_names(framework), language)
    assert "SummaryTight" not in front_styles(one_trait(framework), language)
    assert "SummaryTight" not in front_styles(typical(framework), "zh-hans")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [*CASES, long_names])
def test_method_limits_and_sources_have_the_last_page_to_themselves(
    framework: Framework, case: Case, language: Language
) -> None:
    """By the size of their style, since only Word itself counts pages."""
    paragraphs = opened(case(framework), language).paragraphs
    start = max(i for i, p in enumerate(paragraphs) if p.style.style_id == "Heading1")
    assert paragraphs[start].paragraph_format.page_break_before
    heading, *told = paragraphs[start:]
    style = heading.style.paragraph_format
    indent = 2 if language == "zh-hans" else 0
    height = style.space_before.pt + style.line_spacing.pt + style.space_after.pt
    for paragraph in told:
        assert paragraph.style.style_id == "SmallText"
        form, size = paragraph.style.paragraph_format, paragraph.style.font.size.pt
        assert size >= 10
        # Latin letters as wide as in DejaVu Serif, which may stand in for the face that is named.
        width = size * (indent + sum(1 if ord(sign) > 0x2E7F else 0.52 for sign in paragraph.text))
        height += math.ceil(width / (TEXT_WIDTH / 20)) * form.line_spacing.pt
        height += form.space_after.pt
    assert len(told) > 10
    assert height < 225 / 25.4 * 72


def test_a_web_address_can_be_followed_and_nothing_else(framework: Framework) -> None:
    good, unsafe = "https://example.org/a?b=1&c=<d>", "https://[bad"
    items = tuple(
        Evidence(2, "佐证", "示例市统计局", "2025", url)
        for url in (good, unsafe, "file:///etc/passwd", "example.org")
    )
    word = opened(report_of(framework, rated("scale", 3, 2, 4, evidence=items)))
    links = [link for table in tables(word) for link in table.iter(f"{{{W}}}hyperlink")]
    assert [t.text for link in links for t in link.iter(f"{{{W}}}t")] == [good]
    relation = word.part.rels[links[0].get(f"{{{R}}}id")]
    assert relation.is_external
    assert relation.target_ref == "https://example.org/a?b=1&c=%3Cd%3E"
    assert {unsafe, "file:///etc/passwd", "example.org"} <= set(body_texts(word))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_ends_within_the_number_of_a_section(
    framework: Framework, language: Language
) -> None:
    word = opened(typical(framework), language)
    printed = [node.text or "" for node in word.element.body.iter(f"{{{W}}}t")]
    word_before = "参阅 [一二三]" if language == "zh-hans" else r"bulletin \d"
    assert not [text for text in printed if re.search(rf"{word_before}-\d", text)]
    tag = "（参阅 三-3）" if language == "zh-hans" else "(bulletin 3-3)"
    assert any(text.endswith(tag) for text in body_texts(word))


def test_text_of_users_is_literal(framework: Framework) -> None:
    whole = "\n".join(body_texts(opened(hostile(framework))))
    for text in (*HOSTILE, BIDI, RARE):
        assert text in whole


def test_what_xml_cannot_hold_is_shown_as_its_code_point(framework: Framework) -> None:
    report = report_of(framework, Rating("scale", rationale="a\x01b\ud800c\uffff"))
    assert "a[U+0001]b[U+D800]c[U+FFFF]" in "\n".join(body_texts(opened(report)))


def test_a_table_stands_apart_from_what_follows(framework: Framework) -> None:
    for table in tables(opened(typical(framework))):
        following = table.getnext()
        style = val(following.find("w:pPr/w:pStyle", NS))
        new_page = following.find("w:pPr/w:pageBreakBefore", NS) is not None
        assert (style == "TableEnd") != new_page
