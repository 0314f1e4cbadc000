"""The shipped reference data holds together, and broken data is refused by name."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benchmark.reference_data import FILES, ReferenceDataError, digest, plain, read_framework
from benchmark.scoring.conditions import bound_of
from benchmark.scoring.figures import units_for
from benchmark.scoring.framework import DocumentedFigure, Framework, Practice, Text

FIXTURES = Path(__file__).parent.parent / "fixtures"
HANZI = re.compile(r"[\u3400-\u9fff]")

CLUSTERS = [
    "shenzhen-ict",
    "wuxi-iot",
    "shanghai-ic",
    "guangfohui-uhd-appliances",
    "nanjing-software",
    "dongguan-smart-terminals",
    "hefei-smart-voice",
    "hangzhou-digital-security",
    "qingdao-smart-appliances",
    "chengdu-software",
    "nanjing-smart-grid",
    "zhuzhou-rail",
    "changsha-construction-machinery",
    "xuzhou-construction-machinery",
    "xian-aviation",
    "guangshenfoguan-smart-equipment",
    "qingdao-rail",
    "wenzhou-yueqing-electrical",
    "suzhou-nano",
    "ningbo-magnetic",
    "changzhou-carbon",
    "shanghai-zhangjiang-biopharma",
    "shenguang-medical-devices",
    "shenzhen-battery-materials",
    "chengdu-deyang-energy-equipment",
]
TRAITS = ["first-mover", "scale", "market-share", "chain", "leaders", "technology", "innovation"]
SECTORS = ["information-technology", "high-end-equipment", "new-materials", "biotech", "new-energy"]
PRACTICES = {
    "shenzhen-policy-matrix": ("policy", "shenzhen-ict"),
    "xian-aviation-base": ("policy", "xian-aviation"),
    "shenzhen-chain-chief": ("chain", None),
    "qingdao-rail-matching": ("chain", "qingdao-rail"),
    "hangzhou-risk-list": ("chain", "hangzhou-digital-security"),
    "pudong-biopharma-centre": ("platform", "shanghai-zhangjiang-biopharma"),
    "nanjing-grid-alliances": ("platform", "nanjing-smart-grid"),
    "changzhou-carbon-platforms": ("platform", "changzhou-carbon"),
    "qingdao-industrial-internet": ("openness", None),
    "suzhou-business-environment": ("openness", None),
}
EXAMPLES = [
    ("first-mover", "shenzhen-battery-materials"),
    ("first-mover", "shanghai-ic"),
    ("scale", "shenzhen-ict"),
    ("scale", "shanghai-ic"),
    ("market-share", "nanjing-smart-grid"),
    ("market-share", "hangzhou-digital-security"),
    ("chain", "wuxi-iot"),
    ("chain", "xian-aviation"),
    ("leaders", "hangzhou-digital-security"),
    ("leaders", "changsha-construction-machinery"),
    ("technology", "chengdu-deyang-energy-equipment"),
    ("technology", "nanjing-smart-grid"),
    ("innovation", "shanghai-zhangjiang-biopharma"),
    ("innovation", "nanjing-smart-grid"),
]

# What the bulletin prints: product (or measure), value, qualifier, unit, year, our indicator.
FIGURES = [
    ("F01", "消费类电池", "1990", "about", "年", None, None),
    ("F02", "集成电路", "1958", "exact", "年", None, None),
    ("F03", "信息产业", "28000", "exact", "亿元", 2020, "output"),
    ("F04", "电子信息产业", "16.6667", "about", "%", 2020, "national-output-share"),
    ("F05", "数字经济", "1", "rank", "位", 2020, None),
    ("F06", "集成电路", "22", "about", "%", 2020, "national-output-share"),
    ("F07", "集成电路", "2000", "more_than", "亿元", 2020, "output"),
    ("F08", "高压继电保护设备", "80", "exact", "%", None, "domestic-share"),
    ("F09", "省级电网调度自动化系统及设备", "90", "more_than", "%", None, "domestic-share"),
    ("F10", "地级电网调度自动化系统及设备", "40", "more_than", "%", None, "domestic-share"),
    ("F11", "二次设备及控制系统", "1", "rank", "位", None, None),
    ("F12", "视频监控产品", "50", "near", "%", None, "global-share"),
    ("F15", "视频监控", "3", "exact", "家", None, "national-top3-firms"),
    ("F16", "工程机械", "4", "exact", "家", None, "global-top50-firms"),
    ("F17", "高端能源装备", "424", "exact", "项", None, "key-technologies"),
    ("F18", "高端能源装备", "68", "exact", "项", None, "world-class-technologies"),
    ("F19", "高端能源装备", "21", "exact", "项", None, None),
    ("F20", "高端能源装备", "131", "exact", "项", None, "first-sets"),
    ("F21", "智能电网", "1000", "more_than", "项", None, "standards"),
    ("F22", "智能电网", "2", "exact", "项", None, "standards-awards"),
    ("F23", "生物医药", "6", "exact", "个", None, "national-platforms"),
    ("F24", "生物医药", "17", "exact", "个", None, None),
    ("F25", "智能电网", "10000", "more_than", "件", None, None),
    ("F26", "智能电网", "4000", "more_than", "项", None, "invention-patents"),
    ("F27", "智能电网", "7", "exact", "人", None, "national-talents"),
    ("F28", "智能电网", "30000", "more_than", "人", None, "rd-staff"),
    ("F33", "三大主机厂配套企业", "1000", "more_than", "家", None, None),
    ("F34", "列为招商目标的非中车系优质市外配套企业", "131", "exact", "家", None, None),
    ("F35", "短期断链断供风险点", "14", "exact", "个", 2020, None),
    ("F36", "长期断链断供风险点", "23", "exact", "个", 2020, None),
    ("F29", "国家级研发平台", "43", "exact", "个", None, "national-platforms"),
    ("F30", "国家级企业技术中心", "9", "exact", "家", None, None),
    ("F31", "新型碳材料", "500", "more_than", "项", None, None),
    ("F32", "新型碳材料", "50", "more_than", "个", None, None),
    ("F37", "柔性引进院士", "10", "more_than", "名", None, None),
    ("F38", "吸引领军人才", "100", "more_than", "名", None, None),
    ("F39", "累计发布“工业赋能”场景", "1000", "exact", "个", None, None),
    ("F40", "已实施制度创新举措", "11", "exact", "项", None, None),
    ("F41", "其中全国首创", "2", "exact", "项", None, None),
]

# How the source prints what a number alone would not say.
PRINTED = {
    "F01": "上世纪90年代初",
    "F04": "约1/6",
    "F21": "1000多项",
    "F25": "10000多件",
    "F26": "4000余项",
    "F32": "50多个",
    "F33": "千余家",
    "F37": "10余名",
    "F38": "100余名",
}

# By trait: indicators, conditions, statements, routes of levels 2 to 5.
SIZES = {
    "first-mover": (1, 10, 7, [1, 1, 1, 2]),
    "scale": (2, 10, 7, [2, 2, 3, 2]),
    "market-share": (3, 8, 3, [1, 2, 2, 2]),
    "chain": (2, 7, 5, [1, 2, 1, 1]),
    "leaders": (4, 8, 3, [1, 2, 3, 2]),
    "technology": (5, 12, 6, [2, 2, 2, 2]),
    "innovation": (4, 11, 6, [1, 1, 1, 2]),
}


@pytest.fixture(scope="module")
def framework() -> Framework:
    return read_framework(FIXTURES)


def figure(framework: Framework, **wanted: Any) -> DocumentedFigure:
    """The one documented figure with these values; `product` and `measure` are the Chinese."""

    def shown(item: DocumentedFigure, name: str) -> Any:
        value = getattr(item, name)
        return value.zh if isinstance(value, Text) else value

    (found,) = [
        item
        for item in framework.documented_figures()
        if all(shown(item, name) == value for name, value in wanted.items())
    ]
    return found


def statement(framework: Framework, trait: str, cluster: str) -> Text:
    (fact,) = framework.facts_of(trait=trait, cluster=cluster)
    return fact.statement


def texts(value: object) -> Iterator[Text]:
    """Every text in the framework, however deep."""
    if isinstance(value, Text):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


# What is there


def test_the_reference_set_is_complete(framework: Framework) -> None:
    assert framework.slug == "national-clusters-2021"
    assert [item.slug for item in framework.sectors] == SECTORS
    assert [item.slug for item in framework.clusters] == CLUSTERS
    assert [item.slug for item in framework.traits] == TRAITS
    assert [(item.trait, item.cluster) for item in framework.facts] == EXAMPLES
    assert [slug for slug, _ in framework.categories] == ["policy", "chain", "platform", "openness"]
    assert {p.slug: (p.category, p.cluster) for p in framework.practices} == PRACTICES
    assert [p.slug for p in framework.practices] == list(PRACTICES)
    conditions = framework.condition_by_slug.values()
    routes = [route for trait in framework.traits for route in trait.routes]
    assert framework.version == "2.0"
    assert len(framework.indicator_by_slug) == 21
    assert len(conditions) == 66
    assert sum(condition.kind == "statement" for condition in conditions) == 37
    assert sum(bool(route.examples) for route in routes) == 13
    assert sum(len(fact.figures) for fact in framework.facts) == 26
    assert sum(len(practice.figures) for practice in framework.practices) == 13


def test_each_trait_has_its_conditions_and_routes(framework: Framework) -> None:
    assert {
        trait.slug: (
            len(trait.indicators),
            len(trait.conditions),
            sum(condition.kind == "statement" for condition in trait.conditions),
            [len(trait.routes_of(level)) for level in (2, 3, 4, 5)],
        )
        for trait in framework.traits
    } == SIZES


def test_every_trait_has_five_levels_of_which_the_fifth_is_the_bulletins(
    framework: Framework,
) -> None:
    levels = [level for trait in framework.traits for level in trait.levels]
    assert [level.level for level in levels] == [1, 2, 3, 4, 5] * 7
    assert [level.basis for level in levels] == (["construct"] * 4 + ["bulletin"]) * 7
    assert [trait.number for trait in framework.traits] == [1, 2, 3, 4, 5, 6, 7]
    assert [trait.section for trait in framework.traits] == [f"二-{n}" for n in range(1, 8)]
    assert [trait.slug for trait in framework.traits if trait.structural] == ["first-mover"]
    assert [name.zh for name in framework.ladder] == ["起步", "成长", "骨干", "先进", "标杆"]
    assert [level.name for level in framework.traits[3].levels] == list(framework.ladder)


def test_the_set_says_what_it_is_and_that_the_list_has_grown(framework: Framework) -> None:
    about = framework.reference_set
    assert (about.selected, about.source_date) == ("2021-03", "2021-11-25")
    assert about.status == Text("重点培育对象", "priority clusters for cultivation")
    assert "2022年11月30日公布45个，2024年又增35个" in about.grown.zh
    assert "30 November 2022" in about.grown.en


# Conditions


def test_every_condition_is_worth_asking(framework: Framework) -> None:
    """It stands in a route, or one that does implies it."""
    for trait in framework.traits:
        asked = {slug for route in trait.routes for slug in route.conditions}
        asked |= {implied for slug in asked for implied in trait.condition_by_slug[slug].implies}
        assert asked == set(trait.condition_by_slug)


def test_a_stricter_threshold_implies_the_looser_ones(framework: Framework) -> None:
    figures = [c for c in framework.condition_by_slug.values() if c.threshold]
    for strict in figures:
        for loose in figures:
            if strict.indicator == loose.indicator and strict is not loose:
                assert strict.threshold is not None
                assert loose.threshold is not None
                stricter = bound_of(strict.threshold) > bound_of(loose.threshold)
                assert (loose.slug in strict.implies) == stricter


def test_a_figure_condition_has_the_holder_of_its_indicator(framework: Framework) -> None:
    for condition in framework.condition_by_slug.values():
        if condition.indicator:
            indicator = framework.indicator_by_slug[condition.indicator]
            assert indicator.trait == condition.trait
            assert condition.holder == indicator.holder
            assert condition.proof == indicator.data_source


def test_what_is_documented_stands_at_its_condition(framework: Framework) -> None:
    def documented(slug: str) -> list[str]:
        return [
            str(framework.figure_by_key[key].value)
            for key in framework.condition_by_slug[slug].documented
        ]

    assert documented("sc-share-22") == ["22"]
    assert documented("in-national-6") == ["6"]
    assert documented("ms-first") == ["1"]
    assert documented("fm-1950s") == ["1958"]
    for condition in framework.condition_by_slug.values():
        for key in condition.documented:
            figure = framework.figure_by_key[key]
            assert framework.trait_by_slug[condition.trait].section == figure.section
            if condition.threshold:
                assert condition.threshold.value == figure.value


def test_what_is_ours_in_a_level_5_is_said(framework: Framework) -> None:
    noted = {c.slug: c.note for c in framework.condition_by_slug.values() if c.note}
    assert set(noted) == {"in-national-6", "in-institutes"}
    assert noted["in-national-6"] is not None
    assert "国家级临床医学研究中心" in noted["in-national-6"].zh


def test_examples_are_the_facts_of_their_trait(framework: Framework) -> None:
    for trait in framework.traits:
        shown = [cluster for route in trait.routes_of(5) for cluster in route.examples]
        assert shown == [fact.cluster for fact in framework.facts_of(trait=trait.slug)]
        for route in trait.routes_of(5):
            keys = {*route.figures, *route.also_documented}
            facts = [
                figure.key
                for cluster in route.examples
                for fact in framework.facts_of(trait=trait.slug, cluster=cluster)
                for figure in fact.figures
            ]
            assert keys == set(facts)


# The rest


def test_the_spread_is_that_of_the_bulletin(framework: Framework) -> None:
    by_sector = Counter(cluster.sector for cluster in framework.clusters)
    cities = [city.zh for cluster in framework.clusters for city in cluster.cities]
    assert [by_sector[sector] for sector in SECTORS] == [10, 8, 3, 2, 2]
    assert len({cluster.province for cluster in framework.clusters}) == 9
    assert len(set(cities)) == 21
    assert sum(cluster.eastern for cluster in framework.clusters) == 19
    assert not [city for city in cities if city.endswith("市")]
    assert not [c.slug for c in framework.clusters if c.province.zh.endswith(("省", "市"))]


def test_clusters_of_several_cities_name_them_all(framework: Framework) -> None:
    several = {
        cluster.slug: [city.zh for city in cluster.cities]
        for cluster in framework.clusters
        if len(cluster.cities) > 1
    }
    assert several == {
        "guangfohui-uhd-appliances": ["广州", "佛山", "惠州"],
        "guangshenfoguan-smart-equipment": ["广州", "深圳", "佛山", "东莞"],
        "shenguang-medical-devices": ["深圳", "广州"],
        "chengdu-deyang-energy-equipment": ["成都", "德阳"],
    }
    yueqing = framework.cluster_by_slug["wenzhou-yueqing-electrical"]
    assert [city.zh for city in yueqing.cities] == ["温州"]


def test_sections_follow_the_bulletin(framework: Framework) -> None:
    for fact in framework.facts:
        assert fact.section == f"二-{framework.trait_by_slug[fact.trait].number}"
        assert {item.section for item in fact.figures} <= {fact.section}
        assert {item.cluster for item in fact.figures} <= {fact.cluster}
    sections = [practice.section for practice in framework.practices]
    assert sections == ["三-1"] * 2 + ["三-2"] * 3 + ["三-3"] * 3 + ["三-4"] * 2
    for practice in framework.practices:
        assert {item.section for item in practice.figures} <= {practice.section}
        assert {item.cluster for item in practice.figures} <= {practice.cluster}


def test_every_text_is_there_in_both_languages(framework: Framework) -> None:
    found = list(texts(framework))
    assert len(found) > 400
    for text in found:
        assert HANZI.search(text.zh), text
        assert text.en, text
        assert not HANZI.search(text.en), text
        assert "髙" not in text.zh
        assert "公报" not in text.zh
        assert not re.search(r"[\u3400-\u9fff，。；]\s|\s[\u3400-\u9fff，。；]", text.zh), text


def test_both_languages_carry_the_same_numbers(framework: Framework) -> None:
    documented = [fact.statement for fact in framework.facts]
    documented += [action for practice in framework.practices for action in practice.actions]
    for text in documented:
        # 亿 and 万亿 become billion and trillion, 4家 becomes four: those are looked at below.
        plain_zh = re.findall(r"\d+(?![\d.万亿年])", re.sub(r"附表1|[\d.]+万?亿", "", text.zh))
        english = re.sub(r"(?<=\d),(?=\d)", "", text.en).lower()
        for number, word in {"4": "four", "2": "two"}.items():
            english = english.replace(f"{word} ", f"{number} ")
        missing = set(plain_zh) - set(re.findall(r"\d+", english))
        assert not missing, text


def test_every_figure_is_as_the_bulletin_prints_it(framework: Framework) -> None:
    assert [
        (
            item.key,
            (item.product or item.measure).zh,
            str(item.value),
            item.qualifier,
            item.unit,
            item.year,
            item.indicator,
        )
        for item in framework.documented_figures()
    ] == FIGURES


def test_units_convert_to_those_of_the_indicator(framework: Framework) -> None:
    measured = [item for item in framework.documented_figures() if item.indicator]
    assert len(measured) == 20
    for item in measured:
        assert item.unit in units_for(framework.indicator_by_slug[item.indicator or ""].unit)


def test_every_actionable_trait_has_practices_and_history_has_none(framework: Framework) -> None:
    served = Counter(
        framework.condition_by_slug[slug].trait
        for practice in framework.practices
        for slug in (*practice.directly, *practice.indirectly)
    )
    assert served["first-mover"] == 0
    assert all(served[trait] >= 2 for trait in TRAITS[1:])


def test_a_practice_has_a_measure_and_says_what_must_be_in_place(framework: Framework) -> None:
    for practice in framework.practices:
        assert not practice.measure.zh.startswith(practice.place.zh)
        assert practice.requirement.zh.endswith("。")


def test_a_place_within_a_city_knows_it(framework: Framework) -> None:
    apart = {p.place.zh: p.city.zh for p in framework.practices if p.place != p.city}
    assert apart == {"浦东新区": "上海"}


# What the bulletin makes easy to get wrong


def test_information_industry_is_not_electronic_information_industry(framework: Framework) -> None:
    size = figure(framework, product="信息产业")
    share = figure(framework, product="电子信息产业")
    assert (size.value, size.unit, size.indicator) == (28000, "亿元", "output")
    assert (share.value, share.qualifier) == (Decimal("16.6667"), "about")
    assert share.printed == Text(zh="约1/6", en="about 1/6")
    assert size.printed is None
    assert "信息产业规模为2.8万亿元" in statement(framework, "scale", "shenzhen-ict").zh


def test_provincial_dispatch_has_90_percent_and_prefectural_40(framework: Framework) -> None:
    provincial = figure(framework, product="省级电网调度自动化系统及设备")
    prefectural = figure(framework, product="地级电网调度自动化系统及设备")
    assert (provincial.value, provincial.qualifier) == (90, "more_than")
    assert (prefectural.value, prefectural.qualifier) == (40, "more_than")
    said = statement(framework, "market-share", "nanjing-smart-grid")
    assert "省级超过90%，地级超过40%" in said.zh
    assert "more than 90% at provincial level and more than 40% at prefecture level" in said.en


def test_the_bulletins_short_name_of_the_zhangjiang_cluster_is_said(framework: Framework) -> None:
    said = statement(framework, "innovation", "shanghai-zhangjiang-biopharma").zh
    assert said.startswith("上海生物医药集群（附表1作上海市张江生物医药集群）")


def test_three_practices_are_tied_to_a_place_only(framework: Framework) -> None:
    placed = [(p.place.zh, p.slug) for p in framework.practices if p.cluster is None]
    assert placed == [
        ("深圳", "shenzhen-chain-chief"),
        ("青岛", "qingdao-industrial-internet"),
        ("苏州", "suzhou-business-environment"),
    ]


def test_the_four_substitutions_of_hangzhou_are_as_printed(framework: Framework) -> None:
    practice = framework.practice_by_slug["hangzhou-risk-list"]
    assert any("“同准”“降准”“国际”“攻关”" in action.zh for action in practice.actions)


def test_qualifiers_and_words_of_print_are_kept(framework: Framework) -> None:
    printed = {item.key: item.printed.zh for item in framework.documented_figures() if item.printed}
    assert printed == PRINTED
    assert figure(framework, product="视频监控产品").qualifier == "near"
    granted = figure(framework, measure="发明专利授权")
    assert (granted.value, granted.unit, granted.indicator) == (4000, "项", "invention-patents")
    accepted = figure(framework, measure="攻克关键核心技术")
    assert accepted.note is not None
    assert "第三方" in accepted.note.zh


def test_thresholds_say_how_the_source_prints_them(framework: Framework) -> None:
    printed = {
        c.slug: c.threshold.printed.zh
        for c in framework.condition_by_slug.values()
        if c.threshold and c.threshold.printed
    }
    assert printed == {
        "sc-share-sixth": "约1/6",
        "sc-share-22": "约22%",
        "ms-global-50": "接近50%",
        "te-standards-1000": "1000多项",
        "in-patents-4000": "4000余项",
    }


def test_platforms_of_nanjing_are_of_no_stated_coverage(framework: Framework) -> None:
    for measure in ("国家级研发平台", "国家级企业技术中心"):
        item = figure(framework, measure=measure)
        assert (item.scope, item.product) == ("national", None)
        assert item.note is not None
        assert "未说明统计范围" in item.note.zh


def test_six_clinical_centres_are_one_kind_of_national_platform(framework: Framework) -> None:
    item = figure(framework, measure="国家级临床医学研究中心")
    assert item.indicator == "national-platforms"
    assert item.note is not None
    assert "不是该集群国家级创新平台的总数" in item.note.zh


def test_names_of_segments_are_no_figures(framework: Framework) -> None:
    for cluster in ("wuxi-iot", "xian-aviation"):
        [fact] = framework.facts_of(trait="chain", cluster=cluster)
        assert fact.figures == ()


def test_words_of_the_source_that_were_mended(framework: Framework) -> None:
    assert "人才梯度合理" in statement(framework, "innovation", "nanjing-smart-grid").zh
    energy = statement(framework, "technology", "chengdu-deyang-energy-equipment").en
    assert "68 are world-class and 21 fill domestic gaps" in energy
    early = figure(framework, key="F01").note
    assert early is not None
    assert "a period, not an exact year" in early.en
    assert framework.trait_by_slug["innovation"].name.en == "Rich innovation resources"
    brands = framework.practice_by_slug["qingdao-industrial-internet"].actions[-1].en
    for name in ("Yilianwang", "Shilianwang", "Shuilianwang", "Kongqiquan"):
        assert name in brands
    suzhou = framework.practice_by_slug["suzhou-business-environment"]
    assert any(
        action.en.startswith("Introduced new talent mechanisms") for action in suzhou.actions
    )
    assert not any("本系统" in text.zh or "this system" in text.en for text in texts(framework))


# What is refused

Edit = Callable[[dict[str, Any]], object]


def _set(*path: Any, to: Any) -> Edit:
    def edit(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = to

    return edit


def _drop(*path: Any) -> Edit:
    def edit(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return edit


def broken(folder: Path, file: str, edit: Edit) -> Path:
    """A copy of the shipped files with one of them edited."""
    for name in FILES:
        shutil.copy(FIXTURES / name, folder / name)
    data = json.loads((folder / file).read_text())
    edit(data)
    (folder / file).write_text(json.dumps(data))
    return folder


FIGURE = ("facts", 3, "figures", 0)
SCALE = ("traits", 1)
CONDITION = (*SCALE, "conditions")
TOP = (*SCALE, "levels", 4, "routes", 0)
BROKEN: list[tuple[str, Edit, str]] = [
    ("framework.json", _set("slug", to="National"), 'slug: "National": must be a slug'),
    ("framework.json", _set("version", to=1), "version: 1: must be text"),
    ("framework.json", _set("surplus", to=1), "surplus: 1: unknown key"),
    ("framework.json", _drop("rule"), "rule: missing"),
    ("framework.json", _drop("rule", "en"), "rule.en: missing"),
    ("framework.json", _set("rule", "en", to=" x"), 'rule.en: " x": must not be empty'),
    ("framework.json", _set("name", "zh", to="Only"), 'name.zh: "Only": must be Chinese'),
    ("framework.json", _set("name", "en", to="仅中文"), 'name.en: "仅中文": must be English'),
    ("framework.json", _drop("ladder", 4), "must have 5 names"),
    ("framework.json", _set("counts", "facts", to=15), "counts.facts: 15: but the files hold 14"),
    ("framework.json", _set("traits", 1, "slug", to="first-mover"), '"first-mover": stands twice'),
    ("framework.json", _set("traits", 1, "number", to=9), "traits[1].number: 9: must be 2"),
    ("framework.json", _set("traits", 1, "section", to="二-3"), '"二-3": must be 二-2'),
    ("framework.json", _set("traits", 1, "structural", to=1), "structural: 1: must be true or"),
    # indicators
    ("framework.json", _set(*SCALE, "indicators", to=[]), "indicators: []: must have at least one"),
    (
        "framework.json", _set(*SCALE, "indicators", 0, "unit", to="斤"),
        'traits[1].indicators[0].unit: "斤": must be one of',
    ),
    (
        "framework.json", _set(*SCALE, "indicators", 0, "direction", to="up"),
        'direction: "up": must be one of +, -',
    ),
    (
        "framework.json", _set(*SCALE, "indicators", 0, "compare", to="all"),
        'compare: "all": must be one of any, same_product',
    ),
    (
        "framework.json", _set(*SCALE, "indicators", 1, "slug", to="output"),
        'indicators[1].slug: "output": stands twice',
    ),
    # conditions
    ("framework.json", _set(*CONDITION, to=[]), "conditions: []: must have at least one"),
    ("framework.json", _set(*CONDITION, 0, to=7), "conditions[0]: 7: must be an object"),
    ("framework.json", _set(*CONDITION, 0, "kind", to="guess"), 'kind: "guess": must be one of'),
    ("framework.json", _set(*CONDITION, 0, "kind", to="figure"), "[0].threshold: missing"),
    ("framework.json", _set(*CONDITION, 0, "indicator", to="output"), '"output": unknown key'),
    ("framework.json", _drop(*CONDITION, 0, "proof"), "conditions[0].proof: missing"),
    ("framework.json", _set(*CONDITION, 1, "slug", to="sc-city-chain"), "stands twice"),
    (
        "framework.json", _set(*CONDITION, 5, "indicator", to="key-gaps"),
        'conditions[5].indicator: "key-gaps": must be one of output',
    ),
    (
        "framework.json", _set(*CONDITION, 5, "threshold", "value", to=101),
        "threshold.value: 101: is more than 100%",
    ),
    (
        "framework.json", _set(*CONDITION, 5, "threshold", "qualifier", to="exact"),
        'threshold.qualifier: "exact": must be one of at_least',
    ),
    (
        "framework.json", _set(*CONDITION, 5, "threshold", "qualifier", to="at_most"),
        '"at_most": at_most is asked where less is better',
    ),
    (
        "framework.json", _set("traits", 3, "conditions", 5, "threshold", "qualifier", to="about"),
        '"about": at_most is asked where less is better',
    ),
    # what implies what
    (
        "framework.json", _set(*CONDITION, 7, "implies", to=["ch-make"]),
        'conditions[7].implies[0]: "ch-make": is no condition of this trait',
    ),
    (
        "framework.json", _set(*CONDITION, 9, "implies", to=["sc-share-sixth"]),
        'implies: ["sc-share-sixth"]: must also hold sc-share-5',
    ),
    (
        "framework.json", _set(*CONDITION, 9, "implies", to=["sc-share-sixth", "sc-share-5"]),
        "must be in the framework's order",
    ),
    (
        "framework.json", _set(*CONDITION, 7, "implies", to=["sc-share-5", "sc-share-sixth"]),
        "implies itself",
    ),
    (
        "framework.json", _set(*CONDITION, 5, "implies", to=["sc-share-sixth"]),
        'implies: ["sc-share-sixth"]: must also hold sc-share-5',
    ),
    (
        "framework.json", _set(*CONDITION, 7, "documented", to=["F99"]),
        'conditions[7].documented[0]: "F99": is no documented figure',
    ),
    (
        "framework.json", _set(*CONDITION, 7, "documented", to=["F03"]),
        '"F03": does not measure national-output-share',
    ),
    # levels and routes
    ("framework.json", _drop("traits", 2, "levels", 1), "traits[2].levels: "),
    ("framework.json", _set("traits", 0, "levels", 4, "level", to=6), "levels[4].level: 6: must"),
    ("framework.json", _set("traits", 0, "levels", 4, "basis", to="x"), 'basis: "x": must be one'),
    (
        "framework.json", _set(*SCALE, "levels", 1, "routes", to=[]),
        "levels[1].routes: []: level 1 has no route, every other at least one",
    ),
    (
        "framework.json", _set(*SCALE, "levels", 0, "routes", to=[{"conditions": ["sc-first"]}]),
        "level 1 has no route",
    ),
    (
        "framework.json", _set(*SCALE, "levels", 1, "routes", 0, "examples", to=["shenzhen-ict"]),
        "examples: [\"shenzhen-ict\"]: unknown key",
    ),
    ("framework.json", _set(*TOP, "conditions", to=[]), "conditions: []: must have at least one"),
    (
        "framework.json", _set(*TOP, "conditions", to=["ch-make"]),
        'conditions[0]: "ch-make": must be one of sc-city-chain',
    ),
    (
        "framework.json", _set(*TOP, "conditions", to=["sc-first", "sc-share-sixth"]),
        "must be in the framework's order",
    ),
    ("framework.json", _set(*TOP, "examples", to=[]), "examples: []: must have at least one"),
    ("framework.json", _set(*TOP, "examples", to=[]), "scale: shenzhen-ict must be the example of"),
    (
        "framework.json", _set(*TOP, "examples", to=["wuxi-iot"]),
        'examples[0]: "wuxi-iot": no fact of scale documents it',
    ),
    ("framework.json", _set(*TOP, "figures", to=["F99"]), '"F99": is no documented figure'),
    ("framework.json", _set(*TOP, "also_documented", to=["x"]), '"x": is no documented figure'),
    # clusters
    ("clusters.json", _set("set", "selected", to="March"), '"March": must be a date like 2021-03'),
    ("clusters.json", _drop("set", "grown"), "set.grown: missing"),
    ("clusters.json", _set("sectors", to={}), "sectors: {}: must be a list"),
    ("clusters.json", _set("clusters", 7, "sector", to="luck"), 'clusters[7].sector: "luck": must'),
    (
        "clusters.json", _set("clusters", 7, "name", "zh", to="广东省 深圳市新⼀代信息通信集群"),
        "stands twice",
    ),
    ("clusters.json", _set("clusters", 7, "cities", to=[]), "must have at least one city"),
    ("clusters.json", _set("clusters", 7, "products", to=[]), "must have at least one product"),
    ("clusters.json", _set("clusters", 2, "eastern", to=None), "eastern: null: must be true or"),
    ("clusters.json", _set("clusters", 4, "eastern", to=False), "is described otherwise in an"),
    (
        "clusters.json", _set("clusters", 4, "cities", to=[{"zh": "无锡", "en": "Nanjing"}]),
        "clusters[4].cities[0]: ",
    ),
    ("clusters.json", _drop("clusters", 0), 'facts[2].cluster: "shenzhen-ict": must be one of'),
    # facts
    ("facts.json", _set("facts", 3, "trait", to="luck"), 'facts[3].trait: "luck": must be one of'),
    (
        "facts.json", _set("facts", 3, "section", to="二-3"),
        'facts[3].section: "二-3": must be 二-2',
    ),
    ("facts.json", _set("facts", 3, "cluster", to="shenzhen-ict"), "a second fact of the same"),
    ("facts.json", _set("facts", 3, "figures", to=None), "facts[3].figures: null: must be a list"),
    ("facts.json", _set(*FIGURE, to=[]), "facts[3].figures[0]: []: must be an object"),
    ("facts.json", _set(*FIGURE, "key", to="F03"), 'figures[0].key: "F03": stands twice'),
    ("facts.json", _set(*FIGURE, "value", to="22"), 'value: "22": must be a number'),
    ("facts.json", _set(*FIGURE, "value", to=True), "value: true: must be a number"),
    ("facts.json", _set(*FIGURE, "value", to=0), "value: 0: must be more than 0"),
    ("facts.json", _set(*FIGURE, "value", to=122), "value: 122: is more than 100%"),
    ("facts.json", _set(*FIGURE, "unit", to="斤"), 'figures[0].unit: "斤": must be one of'),
    ("facts.json", _set(*FIGURE, "unit", to="家"), 'unit: "家": does not convert to %'),
    ("facts.json", _set(*FIGURE, "scope", to="world"), 'scope: "world": must be one of'),
    ("facts.json", _set(*FIGURE, "qualifier", to="ca"), 'figures[0].qualifier: "ca": must be one'),
    ("facts.json", _set(*FIGURE, "qualifier", to="rank"), "a rank is counted in 位"),
    ("facts.json", _set(*FIGURE, "year", to=20), "year: 20: must be from 1900 to 2100"),
    ("facts.json", _set(*FIGURE, "year", to="2020"), 'year: "2020": must be a whole number'),
    ("facts.json", _set(*FIGURE, "indicator", to="luck"), 'indicator: "luck": must be one of'),
    ("facts.json", _set(*FIGURE, "indicator", to="domestic-share"), "measures market-share, not"),
    # practices
    ("practices.json", _set("practices", 0, "category", to="x"), 'category: "x": must be one of'),
    ("practices.json", _set("practices", 0, "cluster", to="x"), 'cluster: "x": must be one of'),
    ("practices.json", _set("practices", 0, "section", to="三-2"), '"三-2": must be 三-1'),
    ("practices.json", _set("practices", 0, "actions", to=[]), "must have at least one action"),
    (
        "practices.json", _set("practices", 0, "city", to={"zh": "西安", "en": "Xi'an"}),
        "is no city of shenzhen-ict",
    ),
    (
        "practices.json", _set("practices", 0, "helps", to={"directly": [], "indirectly": []}),
        "must help at least one condition",
    ),
    (
        "practices.json", _set("practices", 0, "helps", "directly", 0, to="fm-led"),
        'directly[0]: "fm-led": must be one of sc-city-chain',
    ),
    (
        "practices.json",
        lambda data: data["practices"][0]["helps"]["directly"].reverse(),
        "must be in the framework's order",
    ),
    (
        "practices.json", _set("practices", 0, "helps", "indirectly", to=["sc-city-chain"]),
        "holds what stands in directly too",
    ),
    (
        "practices.json",
        lambda data: [
            slugs.remove(slug)
            for practice in data["practices"]
            for slugs in practice["helps"].values()
            for slug in list(slugs)
            if slug.startswith("ms-")
        ],
        "practices.json: practices: no practice serves market-share",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "edit", "named"), BROKEN, ids=range(len(BROKEN)))
def test_broken_data_is_refused_by_file_path_and_value(
    tmp_path: Path, file: str, edit: Edit, named: str
) -> None:
    with pytest.raises(ReferenceDataError) as refused:
        read_framework(broken(tmp_path, file, edit))
    assert any(named in problem for problem in refused.value.problems), refused.value.problems
    assert all(problem.split(":")[0] in FILES for problem in refused.value.problems)


def test_all_problems_are_named_at_once(tmp_path: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        _set(*FIGURE, "unit", to="斤")(data)
        _set("facts", 0, "statement", "en", to="")(data)

    with pytest.raises(ReferenceDataError) as refused:
        read_framework(broken(tmp_path, "facts.json", edit))
    assert [problem.rsplit(": ", 2)[0] for problem in refused.value.problems] == [
        "facts.json: facts[0].statement.en",
        "facts.json: facts[3].figures[0].unit",
    ]


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "framework.json").write_text("{")
    (tmp_path / "clusters.json").write_bytes(b"\xff")
    with pytest.raises(ReferenceDataError) as refused:
        read_framework(tmp_path)
    assert [problem.split(":")[0] for problem in refused.value.problems] == list(FILES)


# Identity


def test_the_digest_follows_the_content(framework: Framework) -> None:
    assert digest(framework) == digest(read_framework(FIXTURES))
    assert digest(framework) != digest(replace(framework, version="9"))
    last: Practice = framework.practices[-1]
    changed = replace(last, requirement=Text(zh="另一条件", en="Another condition"))
    practices = (*framework.practices[:-1], changed)
    assert digest(framework) != digest(replace(framework, practices=practices))


@pytest.mark.parametrize(
    ("given", "shown"),
    [("28000.000000", "28000"), ("2.8E+4", "28000"), ("16.666700", "16.6667"), ("0.5", "0.5")],
)
def test_numbers_are_plain(given: str, shown: str) -> None:
    assert str(plain(Decimal(given))) == shown
