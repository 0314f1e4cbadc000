"""Tables as files: what goes in comes out, as text, and nothing becomes a formula."""

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.tables.export import FORMULA_STARTS, content_type, is_extension, table_bytes

HOSTILE = [
    "=1+1",
    "+86 374",
    "-5%",
    "@SUM(A1)",
    "\t=cmd",
    "http://example.org/a",
    "mailto:a@example.org",
    "{=SUM(A1)}",
    "<script>alert(1)</script>",
    '含"引号"，逗号,和\n换行',
    "𠮷",
    "00123",
]


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes, **options: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), **options)


def table(columns, rows, extension, sheet="表"):
    return table_bytes(columns=columns, rows=rows, extension=extension, sheet=sheet)


def test_csv_begins_with_the_mark_that_excel_needs_for_chinese():
    data = table(["名称"], [["许昌"]], "csv")

    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data) == [["名称"], ["许昌"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_keeps_text_and_disarms_formulas(text):
    data = table(["=头"], [[text]], "csv")

    expected = f"'{text}" if text.startswith(FORMULA_STARTS) else text
    assert read_csv(data) == [["'=头"], [expected]]


def test_csv_leaves_negative_numbers_numbers():
    assert read_csv(table(["值"], [[-5], [Decimal("-0.50")], [None]], "csv")) == [
        ["值"],
        ["-5"],
        ["-0.50"],
        [""],
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_excel_keeps_every_string_a_string(text):
    sheet = read_xlsx(table(["=头"], [[text]], "xlsx")).active

    assert [sheet["A1"].value, sheet["A1"].data_type] == ["=头", "s"]
    assert [sheet["A2"].value, sheet["A2"].data_type] == [text, "s"]
    assert sheet["A2"].hyperlink is None


@given(
    st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20
        ),
        min_size=1,
        max_size=4,
    )
)
def test_excel_gives_back_any_text(texts):
    data = table(["列"], [[text] for text in texts], "xlsx")

    found = [row[0] for row in read_xlsx(data).active.iter_rows(min_row=2, values_only=True)]
    assert found == texts


def test_excel_cells_are_typed():
    rows = [[2025, 12.5, Decimal("0.25"), date(2025, 3, 18), None]]

    sheet = read_xlsx(table(["年", "a", "b", "日期", "空"], rows, "xlsx")).active

    year, share, exact, day, nothing = (cell.value for cell in sheet[2])
    assert (year, share, exact, day.date(), nothing) == (2025, 12.5, 0.25, date(2025, 3, 18), None)


def test_excel_head_stays_in_sight_and_columns_fit_chinese():
    sheet = read_xlsx(table(["短", "一二三四五六七八九十"], [["x", "y" * 200]], "xlsx")).active

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet.column_dimensions["A"].width < 12
    assert 20 < sheet.column_dimensions["B"].width <= 50


def test_excel_sheet_names_that_excel_refuses_are_mended():
    assert read_xlsx(table(["a"], [], "xlsx", sheet="a/b:[c]*" + "长" * 40)).sheetnames == [
        "a b  c  " + "长" * 23
    ]


def test_a_table_without_rows_has_its_head():
    assert read_csv(table(["a", "b"], [], "csv")) == [["a", "b"]]
    assert [c.value for c in read_xlsx(table(["a", "b"], [], "xlsx")).active[1]] == ["a", "b"]


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="columns"):
        table(["a", "b"], [["x"]], "csv")


def test_kinds_of_files():
    assert is_extension("csv")
    assert is_extension("xlsx")
    assert not is_extension("exe")
    assert content_type("csv") == "text/csv; charset=utf-8"
    assert "spreadsheetml" in content_type("xlsx")


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_a_csv_cell_that_begins_with_a_sign_is_text_in_either_width(sign):
    data = table(["头"], [[f"{sign}1"]], "csv")

    assert read_csv(data) == [["头"], [f"'{sign}1"]]
