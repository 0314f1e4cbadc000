"""The matrix as a table: every cluster, every trait, and honest cells."""

from pathlib import Path

import pytest

from benchmark.reference_data import read_framework
from benchmark.tables.matrix import matrix

FRAMEWORK = read_framework(Path(__file__).parents[2] / "fixtures")


@pytest.mark.parametrize(
    ("language", "absent"),
    [("zh-hans", "参阅材料未载"), ("en", "Not documented in the bulletin")],
)
def test_matrix_has_a_row_for_each_cluster_and_a_cell_for_each_trait(language, absent):
    table = matrix(FRAMEWORK, language)

    assert len(table.rows) == 25
    assert len(table.columns) == 4 + 7
    cells = [cell for row in table.rows for cell in row[4:]]
    assert len(cells) == 25 * 7
    assert cells.count(absent) == 25 * 7 - 14


def test_a_documented_cell_holds_the_statement_with_its_section():
    table = matrix(FRAMEWORK, "zh-hans")

    shanghai = next(row for row in table.rows if row[0] == "上海市集成电路集群")
    assert shanghai[:4] == ["上海市集成电路集群", "信息技术", "上海", "上海"]
    assert "1958" in shanghai[4]
    assert shanghai[4].endswith("[参阅 二-1]")
    assert "22%" in shanghai[5]


def test_cities_are_listed_in_the_reader_s_language():
    def cities(language):
        return next(
            r[3] for r in matrix(FRAMEWORK, language).rows if "佛" in r[0] or "Foshan" in r[0]
        )

    assert cities("zh-hans") == "广州、佛山、惠州"
    assert cities("en") == "Guangzhou, Foshan, Huizhou"
