"""What the questionnaire says to those who fill it in, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from benchmark.scoring.framework import Framework, Text
from benchmark.wording.labels import GRADE, REFERENCE_SET_DATED

from .assessment_json import WEIGHT_SUM
from .gate import MAX_BYTES
from .layout import ITEM_LIMIT, ROW_LIMIT, SHEETS, SheetKey

SECRECY = Text("严禁录入涉密信息", "Never enter classified information")
CHOOSE = Text("请从下拉列表中选择。", "Choose from the list.")
OUT_OF_RANGE = Text("请填写{low}至{high}的整数。", "Enter a whole number from {low} to {high}.")
NOT_NEGATIVE = Text(
    "请只填不小于0的数字，单位另选。", "Enter a number of at least 0; choose the unit apart."
)
TOO_LONG = Text("最多{limit}个字符。", "At most {limit} characters.")
DATE_HINT = Text("写 2025、2025-03 或 2025-03-18 均可。", "Write 2025, 2025-03 or 2025-03-18.")
LEVELS = Text("五级标准", "The five levels")
ITEM = Text("项目", "Item")
HINT = Text("说明", "Remark")
SUM = Text("七项合计", "Sum of the seven")

# What stands under the title of a sheet.
NOTES: dict[SheetKey, Text] = {
    "basics": Text(
        "白色格填写，灰色格是说明。产业名称、所在地、领域、评估年度必须填写。",
        "Fill in the white cells; grey cells explain. Name, place, field and year are required.",
    ),
    "ratings": Text(
        "逐项选自评等级：完全符合条件的最高一级；数据不在手头的选“暂未掌握”；留空即未填写。目标等级可以不设。",
        "Choose a level for each trait: the highest whose text is fully met; where the data is "
        'not at hand choose "Not known"; left empty means not answered. A target is optional.',
    ),
    "evidence": Text(
        "每行一件材料。特征、佐证类型从下拉列表中选；日期写 2025、2025-03 或 2025-03-18。"
        "空行不读。",
        "One item a row. Choose trait and evidence type from the lists; write dates as 2025, "
        "2025-03 or 2025-03-18. Empty rows are not read.",
    ),
    "figures": Text(
        "数值只填数字，百分比填百分点（12.5 即 12.5%）；限定词不选即为确数。没有数据的行留空；"
        "同一指标有几个产品的，在表末各填一行。",
        "Enter numbers only, shares in percentage points (12.5 is 12.5%); without a qualifier a "
        "figure is exact. Leave rows without data empty; for several products of one indicator "
        "use the rows at the end.",
    ),
}
# What stands beside the rows of the first sheet, by key.
BASICS: dict[str, tuple[Text, Text]] = {
    "name": (
        Text("产业名称", "Name of the industry"),
        Text(
            "按本地产业链的通用名称填写，例如“智能电力装备”。",
            "As the local chain is usually called.",
        ),
    ),
    "place": (
        Text("所在地", "Place"),
        Text("市或县（市、区），例如“许昌市”。", "City or county (county-level city, district)."),
    ),
    "sector": (
        Text("领域", "Field"),
        Text(
            "参阅材料的五个领域之一；都不符合的选“其他领域”。",
            "One of the five fields of the bulletin, else another field.",
        ),
    ),
    "period": (
        Text("评估年度", "Year"),
        Text(
            "所用数据的年度，例如填2025年报数据即写2025。",
            "The year of the data, such as 2025 for the annual figures of 2025.",
        ),
    ),
    "comparator": (
        Text("比较对象", "Comparator"),
        Text(
            "可不选，最多三个标杆集群；同一领域的较可比。",
            "Optional, at most three reference clusters; those of the same field compare best.",
        ),
    ),
    "weight": (
        Text("权重", "Weight"),
        Text(
            f"一般不填，七项留空即为等权。要填就填满七项，每项至少1分，合计{WEIGHT_SUM}分。",
            f"Usually left empty: equal weights. Else all seven, at least 1 each, {WEIGHT_SUM} in "
            "all.",
        ),
    ),
}


def instructions(framework: Framework) -> Iterator[Text]:
    """The paragraphs of the first sheet, in order."""
    yield Text(
        "本问卷用于离线填写，可用 Excel、WPS 表格或 LibreOffice 打开。"
        "填好后在系统的“上传问卷”处上传：系统先列出将要改动的内容和全部问题，确认以后才保存。",
        "Fill this questionnaire in offline, in Excel, WPS or LibreOffice, and upload it to the "
        "system, which first lists what would change and every problem, and saves only after you "
        "confirm.",
    )
    yield Text(
        "只填白色格。灰色格、工作表名称和表格结构已锁定，请勿撤销保护、合并单元格或增删列。",
        "Fill in the white cells only. Grey cells, sheets and structure are locked: do not remove "
        "the protection, merge cells or add and delete columns.",
    )
    yield framework.rule
    yield Text(
        "请直接填文字和数值，不要用公式；从别的表格复制时用“选择性粘贴—数值”。",
        "Enter text and numbers, no formulas; when copying from elsewhere, paste values only.",
    )
    grades = [text for number, text in GRADE.items() if number]
    yield Text(
        f"佐证类型，由弱到强：{'；'.join(text.zh for text in grades)}。",
        f"Types of evidence, from weak to strong: {'; '.join(text.en for text in grades)}.",
    )
    yield Text(
        f"每张工作表最多填{ROW_LIMIT}行，一项特征的佐证材料和指标数据各不超过{ITEM_LIMIT}条；"
        f"文件保存为 .xlsx，不超过{MAX_BYTES >> 20}MB，不要加密码，不要带宏。",
        f"At most {ROW_LIMIT} rows a sheet, and {ITEM_LIMIT} evidence items and figures each a "
        f"trait. Save as .xlsx of at most {MAX_BYTES >> 20} MB, without password or macros.",
    )
    yield Text(
        f"等级标准由本系统设定，第五级以参阅材料所载为据。{REFERENCE_SET_DATED.zh}",
        "The levels are the construct of this system; the fifth rests on what the bulletin "
        f"documents. {REFERENCE_SET_DATED.en}",
    )
    yield Text(
        "工作表：" + "、".join(name.zh for name in SHEETS.values()) + "。",
        "Sheets: " + ", ".join(name.en for name in SHEETS.values()) + ".",
    )
