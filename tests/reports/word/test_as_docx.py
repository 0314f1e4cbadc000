"""The Word report, read back: complete, styled, numbered, and literal about what users typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from benchmark.reports.blocks import Chart, Heading, Table
from benchmark.reports.word.as_docx import as_docx
from benchmark.reports.word.styles import FALLBACKS, LATIN, TEXT_WIDTH, R, W
from benchmark.reports.word.template import template
from benchmark.scoring.assessment import Evidence, Rating
from benchmark.scoring.framework import LANGUAGES, Language
from benchmark.wording.labels import DEMO, DRAFT
from tests.reports import samples
from tests.reports.samples import (
    BIDI,
    EVERY_CASE,
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

NS = {
    "w": W,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


_SIGNS = {"tab": "\t", "br": "\n", "noBreakHyphen": "-"}


def opened(case: Case, language: Language = "zh-hans") -> Any:
    return docx.Document(BytesIO(samples.docx(case, language)))


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
def test_every_rationale_and_evidence_item_is_in_the_file(case: Case, language: Language) -> None:
    assessment = samples.report(case).assessment
    whole = "\n".join(body_texts(opened(case, language)))
    for rating in assessment.ratings:
        assert rating.rationale in whole
    for number, item in enumerate(assessment.evidence, 1):
        assert f"{number}. {item.title}" in whole
        for text in (item.source, item.date, item.url):
            assert text in whole


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_headings_have_their_styles_and_are_all_there(case: Case, language: Language) -> None:
    found = [
        (int(p.style.style_id[-1]), p.text)
        for p in opened(case, language).paragraphs
        if p.style.style_id.startswith("Heading")
    ]
    assert found == [
        (block.level, block.text)
        for block in tree(case, language).blocks
        if isinstance(block, Heading)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_annexes_count_by_themselves(language: Language) -> None:
    word = opened(typical, language)
    lists = [
        p._p.find("w:pPr/w:numPr/w:numId", NS)
        for p in word.paragraphs
        if p.style.style_id.startswith("Heading")
    ]
    annexes = [b.annex for b in tree(typical, language).blocks if isinstance(b, Heading)]
    # The others take the numbers of their style.
    assert [number is not None and val(number) == "3" for number in lists] == annexes
    assert any(annexes)


def test_a_brief_alone_is_the_first_part_and_no_more() -> None:
    word = docx.Document(BytesIO(as_docx(samples.report(typical), "zh-hans", brief=True)))
    texts = body_texts(word)
    assert "附件" not in "".join(texts)
    blocks = [b for b in brief_tree(typical, "zh-hans").blocks if isinstance(b, Heading)]
    assert [p.text for p in word.paragraphs if p.style.style_id == "Heading1"] == [
        block.text for block in blocks
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_styles_of_the_template_are_used(language: Language) -> None:
    word = opened(typical, language)
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
    assert fonts or language == "en"
    # Nothing overrides what a style says of spaces, places and lines.
    for name in ("jc", "spacing", "ind", "tabs", "sz"):
        assert not list(word.element.body.iter(f"{{{W}}}{name}"))


def test_quotation_marks_among_chinese_are_chinese_ones() -> None:
    for node in opened(typical).element.body.iter(f"{{{W}}}r"):
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
    assert round(section.left_margin.mm) == 28
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    styles = {style.style_id: style for style in word.styles}
    face = {
        name: (style.font.size.pt, val(style.element.find(".//w:rFonts", NS), "eastAsia"))
        for name, style in styles.items()
        if name in ("Title", "Normal", "Heading1", "Heading2")
    }
    assert face == {
        "Title": (20, "方正小标宋简体"),
        "Normal": (12, "仿宋_GB2312"),
        "Heading1": (14, "黑体"),
        "Heading2": (12, "楷体_GB2312"),
    }
    spacing = styles["Normal"].element.find(".//w:spacing", NS)
    assert (val(spacing, "line"), val(spacing, "lineRule")) == ("380", "exact")
    assert val(styles["Normal"].element.find(".//w:ind", NS), "firstLineChars") == "200"
    assert section.footer.paragraphs[0].text == "— 1 —"


@pytest.mark.parametrize(
    ("language", "numbers"),
    [("zh-hans", ["%1、", "（%2）", "%3. "]), ("en", ["%1.", "%1.%2", "%1.%2.%3"])],
)
def test_headings_are_numbered_by_word_itself(language: Language, numbers: list[str]) -> None:
    numbering = part(template(language), "word/numbering.xml")
    annexes = numbering.findall("w:abstractNum[@w:abstractNumId='2']/w:lvl", NS)
    first = "附件%1　" if language == "zh-hans" else "Annex %1."
    assert val(annexes[0].find("w:lvlText", NS)) == first
    levels = numbering.findall("w:abstractNum[@w:abstractNumId='0']/w:lvl", NS)
    assert [val(level.find("w:lvlText", NS)) for level in levels] == numbers
    assert [val(level.find("w:pStyle", NS)) for level in levels] == [
        "Heading1",
        "Heading2",
        "Heading3",
    ]


def test_opening_asks_nothing_and_hyphenates_nothing() -> None:
    settings = part(samples.docx(typical, "en"), "word/settings.xml")
    assert settings.find("w:updateFields", NS) is None
    assert val(settings.find("w:autoHyphenation", NS)) == "0"


def tables(word: Any) -> Iterator[Any]:
    return iter(word.element.body.iter(f"{{{W}}}tbl"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_tables_repeat_their_head_keep_rows_whole_and_fill_the_width(
    case: Case, language: Language
) -> None:
    found = list(tables(opened(case, language)))
    blocks = [b for b in tree(case, language).blocks if isinstance(b, Table)]
    assert len(found) == len(blocks)
    for table, block in zip(found, blocks, strict=True):
        rows = table.findall("w:tr", NS)
        assert rows[0].find("w:trPr/w:tblHeader", NS) is not None
        for row, cells in zip(rows[1:], block.rows, strict=True):
            keeps = row.find("w:trPr/w:cantSplit", NS) is not None
            assert keeps == (max(len(cell) for cell in cells) <= 600)
        widths = [int(val(c, "w") or 0) for c in table.findall("w:tblGrid/w:gridCol", NS)]
        assert abs(sum(widths) - TEXT_WIDTH) <= len(widths)


def test_what_matters_of_a_cell_leads_in_its_first_line() -> None:
    word = opened(typical)
    runs = [run for table in tables(word) for run in table.iter(f"{{{W}}}r")]
    leads = [shown(run) for run in runs if run.find("w:rPr/w:rStyle", NS) is not None]
    assert "产业规模" in leads
    assert any(text.startswith("设专门园区和管理机构") for text in leads)


# What LibreOffice takes where the faces named are missing, as wide as faces come: DejaVu.
_WIDEST = {"i": 0.34, "l": 0.34, "j": 0.36, "t": 0.48, "f": 0.44, "r": 0.5, "m": 1.05, "w": 0.93}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [c for c in EVERY_CASE if c is not hostile])
def test_no_word_and_no_date_of_a_table_is_broken(case: Case, language: Language) -> None:
    word = opened(case, language)
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


def test_a_chinese_title_of_four_characters_takes_one_line() -> None:
    for table in tables(opened(long_names)):
        widths = [int(val(c, "w") or 0) / 20 for c in table.findall("w:tblGrid/w:gridCol", NS)]
        titles = [shown(cell) for cell in table.find("w:tr", NS).findall("w:tc", NS)]
        assert all(
            width - 6 >= 10.5 * len(title)
            for title, width in zip(titles, widths, strict=True)
            if len(title) <= 4
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_are_numbered_fields(language: Language) -> None:
    word = opened(typical, language)
    blocks = tree(typical, language).blocks
    fields = [code.text for code in word.element.body.iter(f"{{{W}}}instrText")]
    kinds = ("表", "图") if language == "zh-hans" else ("Table", "Figure")
    for name, kind in zip(kinds, (Table, Chart), strict=True):
        captioned = [b for b in blocks if isinstance(b, kind) and b.caption]
        assert captioned
        assert fields.count(f" SEQ {name} \\* ARABIC ") == len(captioned)
    (caption,) = [p.text for p in word.paragraphs if p.style.style_id == "FigureCaption"]
    assert caption.startswith(f"{kinds[1]}1" if language == "zh-hans" else f"{kinds[1]} 1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_carry_their_words(language: Language) -> None:
    word = opened(typical, language)
    found = [p.get("descr") for p in word.element.body.iter(f"{{{NS['wp']}}}docPr")]
    assert found == [b.alt for b in tree(typical, language).blocks if isinstance(b, Chart)]
    assert len(word.inline_shapes) == 2
    for shape in word.inline_shapes:
        assert 100 < shape.width.mm <= 156
        assert shape.height.mm < 200


def test_properties_say_what_it_is() -> None:
    core = opened(typical).core_properties
    assert core.title == "示例市智能电力装备产业对标差距分析报告"
    assert core.author == "示例市工业和信息化局"
    assert core.language == "zh-CN"
    assert core.created.replace(tzinfo=None) == datetime(2026, 3, 18)
    assert opened(empty, "en").core_properties.language == "en-GB"


def test_a_report_without_an_organisation_has_no_author() -> None:
    with ZipFile(BytesIO(samples.docx(empty, "zh-hans"))) as archive:
        core = etree.fromstring(archive.read("docProps/core.xml"))
    assert {etree.QName(element).localname for element in core} >= {"title", "subject"}
    assert not [element for element in core if not element.text]
    assert not [element for element in core if "creator" in str(element.tag)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_data_is_marked_on_every_page(language: Language) -> None:
    word = opened(typical, language)
    mark = DEMO.in_language(language)
    assert word.sections[0].header.paragraphs[0].text == mark
    assert opened(empty, language).sections[0].header.paragraphs[0].text == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_marked_on_every_page(language: Language) -> None:
    word = opened(draft, language)
    mark = DRAFT.in_language(language)
    assert mark in word.sections[0].header.paragraphs[0].text
    assert mark not in "\n".join(body_texts(opened(typical, language)))


def test_a_web_address_can_be_followed_and_nothing_else() -> None:
    good, unsafe = "https://example.org/a?b=1&c=<d>", "https://[bad"
    items = tuple(
        Evidence(2, "佐证", "示例市统计局", "2025", url)
        for url in (good, unsafe, "file:///etc/passwd", "example.org")
    )
    word = docx.Document(BytesIO(as_docx(report_of(evidence=items), "zh-hans")))
    links = list(word.element.body.iter(f"{{{W}}}hyperlink"))
    assert [t.text for link in links for t in link.iter(f"{{{W}}}t")] == [good]
    relation = word.part.rels[links[0].get(f"{{{R}}}id")]
    assert relation.is_external
    assert relation.target_ref == "https://example.org/a?b=1&c=%3Cd%3E"
    whole = "\n".join(body_texts(word))
    assert all(text in whole for text in (unsafe, "file:///etc/passwd", "example.org"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_ends_within_the_number_of_a_section(language: Language) -> None:
    word = opened(typical, language)
    printed = [node.text or "" for node in word.element.body.iter(f"{{{W}}}t")]
    word_before = "参阅 [一二三]" if language == "zh-hans" else r"bulletin \d"
    assert not [text for text in printed if re.search(rf"{word_before}-\d", text)]
    tag = "参阅 三-3" if language == "zh-hans" else "bulletin 3-3"
    assert any(tag in text for text in body_texts(word))


def test_text_of_users_is_literal() -> None:
    whole = "\n".join(body_texts(opened(hostile)))
    for text in (*HOSTILE, BIDI, RARE):
        assert text in whole


def test_what_xml_cannot_hold_is_shown_as_its_code_point() -> None:
    made = report_of(Rating("scale", rationale="a\x01b\ud800c\uffff"))
    word = docx.Document(BytesIO(as_docx(made, "zh-hans")))
    assert "a[U+0001]b[U+D800]c[U+FFFF]" in "\n".join(body_texts(word))


def test_a_table_stands_apart_from_what_follows() -> None:
    for table in tables(opened(typical)):
        following = table.getnext()
        style = val(following.find("w:pPr/w:pStyle", NS))
        new_page = following.find("w:pPr/w:pageBreakBefore", NS) is not None
        assert (style == "TableEnd") != new_page
