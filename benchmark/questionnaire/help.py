"""What the questionnaire says to those who fill it in, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from benchmark.scoring.framework import Framework, Text
from benchmark.wording.labels import FOCUS, GRADE, GRADE_EXAMPLE, REFERENCE_SET_DATED

from .gate import MAX_BYTES
from .layout import EVIDENCE_LIMIT, FIGURE_LIMIT, ROW_LIMIT, SheetKey

SECRECY = Text("严禁录入涉密信息", "Never enter classified information")
CHOOSE = Text("请从下拉列表中选择。", "Choose from the list.")
OUT_OF_RANGE = Text("请填写{low}至{high}的整数。", "Enter a whole number from {low} to {high}.")
NOT_NEGATIVE = Text(
    "请只填不小于0的数字，单位另选。", "Enter a number of at least 0; choose the unit apart."
)
TOO_LONG = Text("最多{limit}个字符。", "At most {limit} characters.")
DATE_HINT = Text("写 2025、2025-03 或 2025-03-18 均可。", "Write 2025, 2025-03 or 2025-03-18.")
ITEM = Text("项目", "Item")
HINT = Text("说明", "Remark")
NUMBER = Text("编号", "No.")
NEEDED_FOR = Text("用于等级", "For level")
DATA_SOURCE = Text("数据来源", "Data source")
LEVELS = Text("各级条件", "What each level asks")
LAST_YEAR = Text("上年回答", "Last year's answer")
# What stands beside a figure condition, with a figure of its indicator and without.
BY_FIGURE = Text("由数据判断，此格不填", "Answered by the figure: leave it empty")
WITHOUT_FIGURE = Text(
    "没有数据时可答“不符合”“不掌握”", "Without a figure: “Not met” or “Not known”"
)

# What stands under the title of a sheet.
NOTES: dict[SheetKey, Text] = {
    "basics": Text(
        "白色格填写，灰色格是说明。产业名称、所在地、领域、评估年度必须填写。",
        "Fill in the white cells; grey cells explain. Name, place, field and year are required.",
    ),
    "figures": Text(
        "数值只填数字，百分比填百分点（12.5 即 12.5%）；大概的数在“约”一格选“约”，不选即为准确数。"
        "没有数据的行留空；同一指标有几个产品或年份的，在表末空行另填。",
        "Enter numbers only, shares in percentage points (12.5 is 12.5%); choose “about” for an "
        "approximate figure, else it is exact. Leave rows without data empty; for another product "
        "or year use the empty rows at the end.",
    ),
    "conditions": Text(
        "逐条选“符合”“不符合”或“不掌握”，没有回答的留空。数据条件由“数据”表所填的数判断，变灰即不用答；"
        "没有数据又知道达不到的，选“不符合”。",
        "Choose “Met”, “Not met” or “Not known” for each, or leave it empty. Figure conditions "
        "are answered by what the sheet Figures holds and turn grey; where there is no figure but "
        "it is known to be below, choose “Not met”.",
    ),
    "evidence": Text(
        "每行一件材料：类型、所证明的条件和所载数据的指标从下拉列表中选，每格选一个，可选几项特征的条件；"
        "日期写 2025、2025-03 或 2025-03-18。空行不读。",
        "One item a row. Choose its type, the conditions it proves and the indicators whose "
        "figures it carries from the lists, one a cell, of any trait; write dates as 2025, "
        "2025-03 or 2025-03-18. Empty rows are not read.",
    ),
    "targets": Text(
        "目标等级可以不设；设了请写年份。整项特征的情况都还不掌握的，在“暂未掌握”一格选“是”，"
        "这项特征就不再填数据、目标和“符合”“不符合”。",
        "A target is optional; give its year where you set one. Where nothing is known of a whole "
        "trait choose “yes” under “Not known for now”, and enter no figure, no target, no “Met” "
        "and no “Not met” for it.",
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
    "name_en": (
        Text("产业英文名称", "English name of the industry"),
        Text("可不填；用于英文报告。", "Optional, for reports in English."),
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
    "focus": (
        FOCUS,
        Text(
            "可不选，最多三项特征；有差距的，报告把它们排在前面。",
            "Optional, at most three traits; where they have a gap, the report puts them first.",
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
    yield from _sheets()
    yield Text(
        "系统里已有的数据和佐证，每行都带隐藏的标识：改了就是修改那一行，清空就是删除那一行；"
        "没有标识的新行是新增。表中缺少的行不会被删除。上传以后还要再改的，请重新下载问卷再改。",
        "Figures and evidence that the system holds already carry a hidden mark in their row: what "
        "you change there changes that row, what you empty deletes it, and a row without a mark "
        "is new. A row that is missing from the file is not deleted. To go on after an upload, "
        "download the questionnaire again.",
    )
    yield Text(
        "请直接填文字和数值；公式按保存时的结果读取；从别的表格复制时用“选择性粘贴—数值”。",
        "Enter text and numbers; a formula counts as the result saved with it. When copying from "
        "elsewhere, paste values only.",
    )
    yield Text(
        f"每张工作表最多填{ROW_LIMIT}行，一项特征的数据不超过{FIGURE_LIMIT}条，佐证材料不超过"
        f"{EVIDENCE_LIMIT}件；文件保存为 .xlsx（.xls、.et、.ods 也可以），"
        f"不超过{MAX_BYTES >> 20}MB，不要加密码，不要带宏。",
        f"At most {ROW_LIMIT} rows a sheet, {FIGURE_LIMIT} figures a trait and {EVIDENCE_LIMIT} "
        f"evidence items. Save as .xlsx (.xls, .et and .ods will do) of at most "
        f"{MAX_BYTES >> 20} MB, without password or macros.",
    )
    yield Text(
        f"{framework.rule.zh}{REFERENCE_SET_DATED.zh}",
        f"{framework.rule.en} {REFERENCE_SET_DATED.en}",
    )


def _sheets() -> Iterator[Text]:
    """What each of the other sheets asks, in their order."""
    yield Text(
        "“基本信息”：评估的是哪个产业、哪一年，与哪些标杆集群比较，领导重点关心哪几项特征。",
        "Basics: which industry and year are assessed, against which reference clusters, and on "
        "which traits the leadership focuses.",
    )
    yield Text(
        "“数据”：每个指标一行，下面写明口径和掌握部门；有数就填，没有就空着。先填这一张，很多条件由它判断。",
        "Figures: a row for each indicator, with its definition and who holds it. Enter what you "
        "have and leave the rest. Begin here: many conditions follow from it.",
    )
    yield Text(
        "“条件”：七项特征各级的条件，回答符合、不符合或不掌握。等级不用选，由条件得出。",
        "Conditions: those of every level of the seven traits, to be answered Met, Not met or Not "
        "known. No level is chosen: it follows from the conditions.",
    )
    kinds = [
        Text(f"{GRADE[grade].zh}（{example.zh}）", f"{GRADE[grade].en} ({example.en})")
        for grade, example in GRADE_EXAMPLE.items()
    ]
    yield Text(
        "“佐证”：证明条件的材料，一件可以证明几条。类型由弱到强："
        f"{'；'.join(kind.zh for kind in kinds)}。",
        "Evidence: items that prove conditions, several each where they do. Types, from weak to "
        f"strong: {'; '.join(kind.en for kind in kinds)}.",
    )
    yield Text(
        "“目标”：每项特征的目标等级、目标年份和说明。",
        "Targets: for each trait the target level, its year, and the rationale.",
    )
