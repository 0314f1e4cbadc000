"""The document tree: everything is in it, in its order, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.reports.blocks import (
    Block,
    Chart,
    Column,
    Contents,
    Heading,
    Item,
    Note,
    Paragraph,
    Table,
)
from benchmark.reports.document import document, title
from benchmark.reports.gap_report import GapReport, build
from benchmark.reports.sections.conclusion import conclude
from benchmark.reports.sections.first_steps import in_order
from benchmark.reports.sections.todo import work_tasks
from benchmark.scoring.assessment import Evidence, Industry, OwnFigure, Rating
from benchmark.scoring.framework import LANGUAGES, Framework, Language
from benchmark.wording.columns import COLUMN
from benchmark.wording.labels import DEMO, DRAFT, GRADE_SHORT, SECTION
from benchmark.wording.sentences import quoted, sentence_case
from tests.strategies import assessments

from .samples import (
    ORIGIN,
    all_met,
    draft,
    empty,
    hostile,
    longest,
    one_trait,
    rated,
    report_of,
    typical,
)

Case = Callable[[Framework], GapReport]
CASES = (empty, one_trait, typical, all_met, hostile)
WEIGHTS = {
    "first-mover": 5,
    "scale": 30,
    "market-share": 15,
    "chain": 15,
    "leaders": 15,
    "technology": 10,
    "innovation": 10,
}


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(_, text) | Note(text):
                yield text
            case Paragraph(text, lead) | Item(text, lead):
                yield from (lead, text)
            case Table(caption, columns, rows):
                yield caption
                yield from (column.title for column in columns)
                yield from (cell for row in rows for cell in row)
            case Chart(_, alt, caption, _):
                yield from (alt, caption)
            case Contents(text):
                yield text
            case _:
                pass


def whole(report: GapReport, language: Language = "zh-hans") -> str:
    return "\n".join(texts(document(report, language).blocks))


def section(report: GapReport, key: str, language: Language = "zh-hans") -> tuple[Block, ...]:
    """The blocks of one section, without its heading."""
    blocks = document(report, language).blocks
    starts = [i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 1]
    place = next(
        n
        for n, i in enumerate(starts)
        if blocks[i].text == SECTION[key].in_language(language)  # type: ignore[union-attr]
    )
    end = starts[place + 1] if place + 1 < len(starts) else len(blocks)
    return blocks[starts[place] + 1 : end]


def words(report: GapReport, key: str, language: Language = "zh-hans") -> str:
    return "\n".join(texts(section(report, key, language)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_sections_stand_in_their_order(
    framework: Framework, case: Case, language: Language
) -> None:
    found = [
        block.text
        for block in document(case(framework), language).blocks
        if isinstance(block, Heading) and block.level == 1
    ]
    assert found == [text.in_language(language) for text in SECTION.values()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [typical, hostile, longest])
def test_every_rationale_and_every_evidence_item_is_printed(
    framework: Framework, case: Case, language: Language
) -> None:
    report = case(framework)
    printed = set(texts(section(report, "ratings", language)))
    for rating in report.assessment.ratings:
        if rating.rationale:
            assert rating.rationale in printed
        for item in rating.evidence:
            assert {item.title, item.source, item.date, item.url} <= printed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_columns_fill_the_width_and_rows_their_columns(
    framework: Framework, case: Case, language: Language
) -> None:
    for block in document(case(framework), language).blocks:
        if isinstance(block, Table):
            assert sum(column.share for column in block.columns) == pytest.approx(1)
            assert block.rows
            assert {len(row) for row in block.rows} == {len(block.columns)}


def test_the_set_is_named_with_its_date_on_the_first_page_and_among_the_sources(
    framework: Framework,
) -> None:
    for key in ("conclusion", "method"):
        assert "2021年3月工信部遴选的25个先进制造业集群（重点培育对象）" in words(
            typical(framework), key
        )
        assert "此后国家级集群名单已有增加" in words(typical(framework), key)
        assert "selected in March 2021" in words(typical(framework), key, "en")


def test_the_source_is_never_called_a_communique(framework: Framework) -> None:
    assert "公报" not in whole(typical(framework))


def test_invented_data_is_marked(framework: Framework) -> None:
    assert document(typical(framework), "zh-hans").marks == (DEMO.zh,)
    assert document(empty(framework), "zh-hans").marks == ()


def test_a_draft_is_marked(framework: Framework) -> None:
    assert document(draft(framework), "zh-hans").marks == (DRAFT.zh, DEMO.zh)
    assert document(draft(framework), "en").marks == (DRAFT.en, DEMO.en)


def test_who_and_when_stand_under_the_title(framework: Framework) -> None:
    assert document(typical(framework), "zh-hans").subtitle == (
        "示例市工业和信息化局　2026年3月18日"
    )
    assert document(typical(framework), "en").subtitle == "示例市工业和信息化局 · 18 March 2026"
    assert document(empty(framework), "en").subtitle == ""


def test_a_place_is_not_named_twice_in_the_title(framework: Framework) -> None:
    twice = report_of(framework, industry=Industry("许昌市发制品", "许昌市", "other"))
    assert title(twice).zh == "许昌市发制品对标差距分析报告"
    assert title(typical(framework)).zh == "示例市智能电力装备对标差距分析报告"


def test_gaps_stand_in_rank_order_with_all_that_belongs_to_them(framework: Framework) -> None:
    report = typical(framework)
    blocks = section(report, "gaps")
    headings = [b.text for b in blocks if isinstance(b, Heading) and b.level == 2]
    assert headings == [
        "核心技术与行业话语权（差距已确认，差1—4级）",
        "“链主”企业（可能有差距，差1级）",
        "产业规模（可能有差距，差1级）",
        "市场份额（差距已确认，差1级）",
    ]
    leads = [b.lead for b in section(report, "gaps") if isinstance(b, Paragraph)]
    assert leads[:5] == ["现状", "目标要求", "参阅材料所载", "佐证情况", "可借鉴的做法"]


def test_documented_examples_carry_section_and_comparator(framework: Framework) -> None:
    report = typical(framework)
    leads = [b.lead for b in section(report, "gaps") if isinstance(b, Item)]
    assert leads[0] == "江苏省南京市新型电力（智能电网）装备集群（比较对象，参阅 二-6）"
    assert leads[2].startswith("其他比较对象（浙江省温州市乐清电气集群、")
    assert all("参阅 " in lead for lead in leads if "比较对象（" not in lead)


def test_a_comparator_without_a_fact_is_said_to_be_undocumented(framework: Framework) -> None:
    report = report_of(framework, rated("scale", 2, 3, 4), comparators=("qingdao-rail",))
    silent = [
        b for b in section(report, "gaps") if isinstance(b, Item) and b.lead.startswith("比较对象")
    ]
    assert [b.text for b in silent] == ["参阅材料未载。"]


def test_a_practice_is_told_once_and_referred_to_after(framework: Framework) -> None:
    report = typical(framework)
    for practice in {o.practice.slug: o.practice for t in report.gaps for o in t.offers}.values():
        first, *others = told_of(report, practice.title.zh)
        assert list(first) == ["具体做法", "推荐理由", "实施条件"]
        assert first["实施条件"] == practice.condition.zh
        assert all(action.zh in first["具体做法"] for action in practice.actions)
        for again in others:
            assert list(again) == ["推荐理由", "具体做法和实施条件"]
            assert again["具体做法和实施条件"].startswith("见前文“")


def told_of(report: GapReport, practice: str) -> list[dict[str, str]]:
    """What stands under each heading of a practice, by its lead."""
    found: list[dict[str, str]] = []
    mine = False
    for block in section(report, "gaps"):
        if isinstance(block, Heading):
            mine = block.level == 3 and block.text.startswith(practice)
            found += [{}] * mine
        elif mine and isinstance(block, Paragraph):
            found[-1] = found[-1] | {block.lead: block.text}
    return found


def test_what_only_leads_to_the_next_block_stays_with_it(framework: Framework) -> None:
    for case in CASES:
        for language in LANGUAGES:
            blocks = document(case(framework), language).blocks
            for block, following in pairwise(blocks):
                if isinstance(following, Item) and isinstance(block, Paragraph):
                    assert block.announces
                if isinstance(following, Table) and not following.caption:
                    assert isinstance(block, Paragraph)
                    assert block.announces


def test_a_table_of_the_traits_is_kept_whole_and_a_long_one_is_not(framework: Framework) -> None:
    def tables(report: GapReport) -> list[Table]:
        return [b for b in document(report, "en").blocks if isinstance(b, Table)]

    assert all(table.is_short for table in tables(all_met(framework)))
    assert not all(table.is_short for table in tables(empty(framework)))
    assert not Table("", (Column("a", 0.1),), (("x" * 400,),)).is_short


def test_traits_of_which_nothing_is_known_share_one_line(framework: Framework) -> None:
    """Each under a heading of its own, some of them were left alone on the page before the last."""
    blocks = section(report_of(framework, rated("scale", 3, 2, 4)), "ratings")
    assert [b.text for b in blocks if isinstance(b, Heading)] == ["产业规模"]
    (told,) = [b for b in blocks if isinstance(b, Paragraph) and b.lead == "未填写"]
    unrated = [trait for trait in framework.traits if trait.slug != "scale"]
    assert all(quoted(trait.name.zh) in told.text for trait in unrated)
    assert told.text.endswith("没有评定理由和佐证材料。")
    unknown = report_of(framework, Rating("scale", state="unknown"))
    leads = [b.lead for b in section(unknown, "ratings") if isinstance(b, Paragraph)]
    assert leads == ["暂未掌握", "未填写"], "without evidence its grades need no words"
    assert not [b for b in section(unknown, "ratings") if isinstance(b, Heading)]
    assert words(empty(framework), "ratings") == "未填写\n全部7项特征没有评定理由和佐证材料。"


def test_what_holds_of_all_traits_is_said_of_all(framework: Framework) -> None:
    assert "全部7项特征的佐证等级相同，均为5级" in words(all_met(framework), "overview")
    assert "全部7项特征\n没有写评定理由。" in words(all_met(framework), "quality")
    assert "已评定的是“产业规模”，佐证等级为3级" in words(one_trait(framework), "overview")
    assert "佐证等级最低的是" in words(typical(framework), "overview")


def test_without_a_fitting_practice_the_report_says_so(framework: Framework) -> None:
    bare = replace(framework, practices=())
    assert "没有对应本特征的经验做法" in words(report_of(bare, rated("scale", 2, 3, 4)), "gaps")


def test_a_gap_of_history_is_told_without_rank(framework: Framework) -> None:
    told = words(report_of(framework, rated("first-mover", 2, 3, 5)), "gaps")
    assert "没有列入排序的差距" in told
    assert "由历史形成" in told


def test_a_default_target_is_called_one(framework: Framework) -> None:
    assert "目标为默认值" in words(report_of(framework, rated("scale", 2, 3)), "gaps")
    assert "目标为默认值" not in words(report_of(framework, rated("scale", 2, 3, 3)), "gaps")


def test_a_gap_without_evidence_says_so(framework: Framework) -> None:
    told = words(report_of(framework, rated("scale", 2, 0, 5)), "gaps")
    assert "没有佐证材料。" in told
    assert "宜补充" not in words(report_of(framework, rated("scale", 2, 3, 5)), "gaps")


def test_evidence_is_asked_for_as_evidence_never_as_a_level_to_reach(framework: Framework) -> None:
    report = report_of(
        framework, rated("scale", 5, 1, 4), rated("chain", 3, 2, 3), rated("leaders", 3, 0, 5)
    )
    items = [b for b in section(report, "evidence") if isinstance(b, Item)]
    assert [b.lead for b in items] == ["产业规模", "完整产业链", "“链主”企业"]
    assert "要支持自评的等级，须补充独立、公开、可核查的材料" in items[0].text
    assert "实际可能为2—4级" in items[1].text
    assert "没有佐证材料，只能支持2级" in items[2].text
    assert all("可查：" in b.text for b in items)
    assert "没有因佐证不足" in words(empty(framework), "evidence")
    assert "There is no evidence" not in words(report, "evidence", "en")
    possible = words(one_trait(framework), "evidence")
    assert "差距尚属可能：现有最强佐证为本单位有日期的文件或统计，实际可能为2—4级" in possible
    unproved = report_of(framework, rated("scale", 2, 0, 2))
    assert "没有佐证材料，实际可能为1—4级" in words(unproved, "evidence")
    met = report_of(framework, rated("chain", 5, 2, 3))
    assert met.profile.traits[3].status == "none"
    assert "自评5级，现有最强佐证为" in words(met, "evidence"), "its claim still waits for evidence"


def test_a_confirmed_gap_of_open_size_asks_for_evidence_wherever_evidence_is_spoken_of(
    framework: Framework,
) -> None:
    report = report_of(framework, *(rated(t.slug, 2, 0, 5) for t in framework.traits))
    items = [b for b in section(report, "evidence") if isinstance(b, Item)]
    assert [b.lead for b in items] == [t.name.zh for t in framework.traits]
    assert items[1].text.startswith(
        "差距已确认，大小未定：没有佐证材料，实际可能为1—4级，目标为5级。补充独立"
    )
    told = words(report, "gaps")
    assert "产业规模（差距已确认，差1—4级）" in told
    assert "没有佐证材料。差距已确认，大小未定，宜补充独立、公开、可核查的材料核实。" in told
    assert "(gap confirmed, 1–4 levels short)" in words(report, "gaps", "en")
    tasks = [task.zh for task in work_tasks(report)]
    assert len(tasks) == 7
    assert all("补充独立、公开、可核查的材料" in task for task in tasks)
    sure = report_of(framework, *(rated(t.slug, 2, 3, 5) for t in framework.traits))
    assert "没有因佐证不足" in words(sure, "evidence")
    assert not [task for task in work_tasks(sure) if "佐证" in task.zh or "材料，" in task.zh]


def test_a_target_met_without_any_evidence_asks_for_it(framework: Framework) -> None:
    report = report_of(framework, rated("scale", 2, 0, 1))
    assert "已达目标，等级未经证实：没有佐证材料" in words(report, "evidence")
    assert "The target is met, the level is not proved: there is no" in (
        words(report, "evidence", "en")
    )


@pytest.mark.parametrize("case", [typical, one_trait])
def test_tasks_stand_in_the_order_of_the_first_page(framework: Framework, case: Case) -> None:
    """The first step of the first page is about the trait of the first task."""
    report = case(framework)
    tasks = [task.zh for task in work_tasks(report)]
    data_first = conclude(report).steps[0].zh.startswith("取得")
    assert ("取得" in tasks[0]) == data_first
    assert ("取得" in tasks[-1]) != data_first
    named = [t.result.trait.name.zh for t in in_order(report)][: len(tasks)]
    for task, name in zip(tasks, named, strict=True):
        assert task.startswith(quoted(name))


def test_level_five_names_the_section_that_documents_it(framework: Framework) -> None:
    report = report_of(framework, rated("scale", 4, 3, 5), rated("chain", 5, 3, 5))
    assert "（依据参阅 二-2）。" in words(report, "gaps")
    assert "(rests on bulletin 2-2)." in words(report, "gaps", "en")
    assert "（依据参阅 二-4）。" in words(report, "ratings")
    assert "本系统设定）" in words(report, "ratings"), "level 4 is our construct"


def test_data_to_obtain_names_indicator_unit_and_who_has_it(framework: Framework) -> None:
    report = typical(framework)
    table = next(b for b in section(report, "data") if isinstance(b, Table))
    trait = framework.trait_by_slug["innovation"]
    assert len(table.rows) == len(trait.indicators)
    assert table.rows[0][0] == "创新要素富集\n暂未掌握"
    assert table.rows[1][1] == "累计授权发明专利数（件）"
    assert [row[3] for row in table.rows] == [i.data_source.zh for i in trait.indicators]
    assert "1 trait is not rated." in words(report, "data", "en")
    assert "7 traits are not rated." in words(empty(framework), "data", "en")
    assert "没有待取得的数据" in words(all_met(framework), "data")


def test_figures_are_compared_row_by_row_with_section_and_verdict(framework: Framework) -> None:
    report = typical(framework)
    table = next(b for b in section(report, "figures") if isinstance(b, Table))
    assert len(table.rows) == sum(len(t.figures) for t in report.traits)
    share = next(row for row in table.rows if row[2].startswith("80%"))
    assert share[1] == "约35%（高压继电保护设备，2024年）"
    assert "（参阅 二-3）" in share[2]
    assert share[3] == "低于所载（较弱）\n按数值低45个百分点"
    output = next(row for row in table.rows if row[2].startswith("2.8万亿元"))
    assert output[1].startswith("406亿元")
    assert "产品不同，只作参考" in output[3]
    assert "产品" not in output[4], "said once a row"
    sixth = next(row for row in table.rows if "约1/6" in row[2])
    assert sixth[4] == "年份相差4年"
    assert "43" in next(row[2] for row in table.rows if "三-3" in row[2])
    assert "没有填报指标数据" in words(empty(framework), "figures")


def test_remarks_on_documented_figures_stand_below_the_table(framework: Framework) -> None:
    note = next(b for b in section(typical(framework), "figures") if isinstance(b, Note)).text
    assert note.startswith("说明　占全国同行业比重：参阅材料写作“约1/6”")
    assert "两数不能合并。国家级创新平台数：" in note
    figure = OwnFigure("global-top50-firms", Decimal(1), "家")
    bare = section(report_of(framework, Rating("leaders", figures=(figure,))), "figures")
    assert [b for b in bare if isinstance(b, Table)]
    assert [b.text for b in bare if isinstance(b, Note)] == ["本地数据由填报单位填报。"]


def test_local_figures_name_their_source_once(framework: Framework) -> None:
    notes = [b.text for b in section(typical(framework), "figures") if isinstance(b, Note)]
    assert notes[-1] == "本地数据由示例市工业和信息化局填报。"
    assert sum("填报" in note for note in notes) == 1
    assert not [b for b in section(empty(framework), "figures") if isinstance(b, Note)]


def test_a_figure_without_a_counterpart_is_not_lost(framework: Framework) -> None:
    told = words(typical(framework), "figures")
    assert "产业连续发展年限52年（2025年）" in told


def test_only_undocumented_figures_make_no_table(framework: Framework) -> None:
    figures = typical(framework).assessment.rating_by_trait["first-mover"].figures
    report = report_of(framework, Rating("first-mover", figures=figures))
    assert not [b for b in section(report, "figures") if isinstance(b, Table)]
    assert "52年" in words(report, "figures")


def test_the_division_of_work_leaves_units_and_deadline_open(framework: Framework) -> None:
    report = typical(framework)
    table = next(b for b in section(report, "work") if isinstance(b, Table))
    assert [column.title for column in table.columns][2:] == ["牵头单位", "配合单位", "完成时限"]
    assert {row[2:] for row in table.rows} == {("", "", "")}
    assert len(table.rows) == 4 + 1 + 1 + 1
    assert table.rows[0][1].startswith("“核心技术与行业话语权”由2级提升到5级（2028年）：借鉴")
    assert "取得国家级创新平台数" in table.rows[-1][1]
    assert "没有须分工落实的任务" in words(all_met(framework), "work")


def test_a_task_asks_for_the_evidence_that_the_report_asks_for(framework: Framework) -> None:
    tasks = work_tasks(typical(framework))
    assert tasks[0].zh.endswith("；补充本单位自述，以支持自评的3级")
    assert "：补充独立、公开、可核查的材料，核实差距；借鉴" in tasks[1].zh
    assert "(2028). Add independent, public and checkable material to check the gap. Draw on" in (
        tasks[1].en
    )
    assert tasks[3].zh.endswith("（参阅 三-3）")


def test_a_task_without_a_target_year_names_none(framework: Framework) -> None:
    task = work_tasks(report_of(framework, rated("scale", 2, 3)))[-1]
    assert task.zh.startswith("“产业规模”由2级提升到3级：")
    assert task.en.startswith("Industry scale: from level 2 to level 3. ")


def test_coverage_mean_and_what_to_mend(framework: Framework) -> None:
    told = words(typical(framework), "quality")
    assert "7项特征评定6项，覆盖率86%。" in told
    assert "序数均值，仅供定位参考" in told
    assert "3.00，可能范围为2.00—4.14。" in told
    assert "等权" not in told
    assert "核心技术与行业话语权\n没有佐证材料：无佐证，最高按2级计。" in told
    assert "5.00，佐证充分，没有上下出入。" in words(all_met(framework), "quality")
    assert "覆盖率不足65%，不计算" in words(one_trait(framework), "quality")
    assert "没有选定具体的标杆集群" in words(one_trait(framework), "quality")


def test_repeated_shortcomings_are_counted(framework: Framework) -> None:
    twice = Rating("scale", "rated", 3, evidence=(Evidence(1, "a"), Evidence(1, "b")))
    assert "产业规模（2处）" in words(report_of(framework, twice), "quality")
    assert "Industry scale (2 times)" in words(report_of(framework, twice), "quality", "en")


def test_with_nothing_to_mend_nothing_is_said_of_it(framework: Framework) -> None:
    evidence = (Evidence(3, "a", "b", "2025", "https://example.org"),)
    report = report_of(
        framework,
        *(rated(t.slug, 5, 3, 5, rationale="有据", evidence=evidence) for t in framework.traits),
    )
    assert "宜补充完善" not in words(report, "quality")


def test_with_weights_the_equal_result_stands_beside(framework: Framework) -> None:
    told = words(typical(framework, WEIGHTS), "quality")
    assert "已评定特征的权重占总权重之比" in told
    assert "各项等权时为3.00，可能范围为2.00—4.14。" in told
    table = next(
        b for b in section(typical(framework, WEIGHTS), "overview") if isinstance(b, Table)
    )
    assert table.columns[-1].title == "权重"
    assert [row[-1] for row in table.rows] == [str(points) for points in WEIGHTS.values()]
    low = report_of(framework, rated("scale", 3, 2), weights=WEIGHTS)
    assert "不计算（等权覆盖率不足65%）" in words(low, "quality")
    assert "将100分分配" in words(typical(framework, WEIGHTS), "method")


def test_the_overview_shows_dashes_for_what_is_not_known(framework: Framework) -> None:
    table = next(b for b in section(typical(framework), "overview") if isinstance(b, Table))
    assert table.rows[-1] == ("创新要素富集", "—", "—", "1—5", "—", "—", "待补数据", "—")
    assert table.rows[2] == ("市场份额", "4", "4", "4", "5", "1", "差距已确认", "4")


def test_charts_say_in_words_what_they_show(framework: Framework) -> None:
    for language in LANGUAGES:
        charts = [
            b for b in section(typical(framework), "overview", language) if isinstance(b, Chart)
        ]
        assert len(charts) == 2
        for chart in charts:
            for trait in framework.traits:
                assert trait.name.in_language(language) in chart.alt


def test_the_method_says_what_is_our_construct_and_what_it_cannot_say(framework: Framework) -> None:
    told = words(typical(framework), "method")
    assert "均为本系统设定" in told
    assert "不对25个集群排名" in told
    assert "本地数据、评定理由和佐证材料：示例市工业和信息化局提供" in told
    assert "填报单位提供" in words(empty(framework), "method")
    assert ORIGIN.organisation in words(typical(framework), "method", "en")


def test_the_description_of_the_industry_is_printed(framework: Framework) -> None:
    industry = Industry("智能电力装备", "示例市", "new-energy", "以变压器为主。")
    assert "以变压器为主。" in words(report_of(framework, industry=industry), "quality")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_assessment_makes_a_document_in_both_languages(
    framework: Framework, data: st.DataObject
) -> None:
    report = build(framework, data.draw(assessments(framework)))
    for language in LANGUAGES:
        printed = list(texts(document(report, language).blocks))
        for rating in report.assessment.ratings:
            assert not rating.rationale or rating.rationale in printed
            for item in rating.evidence:
                assert {item.title, item.source, item.url} <= set(printed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_type_of_evidence_is_never_a_number(framework: Framework, language: Language) -> None:
    """A number would be taken for one of the five levels."""
    head = COLUMN["grade"].in_language(language)
    tables = [
        block
        for block in document(typical(framework), language).blocks
        if isinstance(block, Table) and head in [column.title for column in block.columns]
    ]
    shown = {
        row[[column.title for column in table.columns].index(head)]
        for table in tables
        for row in table.rows
    }
    words = {sentence_case(text).in_language(language) for text in GRADE_SHORT.values()}
    assert tables
    assert shown <= words
