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
    ("消费类电池", "1990", "about", "年", None, None),
    ("集成电路", "1958", "exact", "年", None, None),
    ("信息产业", "28000", "exact", "亿元", 2020, "output"),
    ("电子信息产业", "16.6667", "about", "%", 2020, "national-output-share"),
    ("数字经济", "1", "rank", "位", 2020, None),
    ("集成电路", "22", "about", "%", 2020, "national-output-share"),
    ("集成电路", "2000", "more_than", "亿元", 2020, "output"),
    ("高压继电保护设备", "80", "exact", "%", None, "domestic-share"),
    ("省级电网调度自动化系统及设备", "90", "more_than", "%", None, "domestic-share"),
    ("地级电网调度自动化系统及设备", "40", "more_than", "%", None, "domestic-share"),
    ("二次设备及控制系统", "1", "rank", "位", None, None),
    ("视频监控产品", "50", "near", "%", None, "global-share"),
    ("物联网", "5", "at_least", "个环节", None, "segments"),
    ("航空", "7", "at_least", "个环节", None, "segments"),
    ("视频监控", "3", "exact", "家", None, "national-top3-firms"),
    ("工程机械", "4", "exact", "家", None, "global-top50-firms"),
    ("高端能源装备", "424", "exact", "项", None, "key-technologies"),
    ("高端能源装备", "68", "exact", "项", None, None),
    ("高端能源装备", "21", "exact", "项", None, None),
    ("高端能源装备", "131", "exact", "项", None, "first-sets"),
    ("智能电网", "1000", "more_than", "项", None, "standards"),
    ("智能电网", "2", "exact", "项", None, None),
    ("生物医药", "6", "exact", "个", None, None),
    ("生物医药", "17", "exact", "个", None, None),
    ("智能电网", "10000", "more_than", "件", None, None),
    ("智能电网", "4000", "more_than", "项", None, "invention-patents"),
    ("智能电网", "7", "exact", "人", None, "national-talents"),
    ("智能电网", "30000", "more_than", "人", None, "rd-staff"),
    ("三大主机厂配套企业", "1000", "more_than", "家", None, None),
    ("列为招商目标的非中车系优质市外配套企业", "131", "exact", "家", None, None),
    ("短期断链断供风险点", "14", "exact", "个", 2020, None),
    ("长期断链断供风险点", "23", "exact", "个", 2020, None),
    ("智能电网", "43", "exact", "个", None, "national-platforms"),
    ("智能电网", "9", "exact", "家", None, None),
    ("新型碳材料", "500", "more_than", "项", None, None),
    ("新型碳材料", "50", "more_than", "个", None, None),
    ("柔性引进院士", "10", "more_than", "名", None, None),
    ("吸引领军人才", "100", "more_than", "名", None, None),
    ("累计发布“工业赋能”场景", "1000", "exact", "个", None, None),
    ("已实施制度创新举措", "11", "exact", "项", None, None),
    ("其中全国首创", "2", "exact", "项", None, None),
]


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
    assert len(framework.indicator_by_slug) == 24
    assert sum(len(fact.figures) for fact in framework.facts) == 28
    assert sum(len(practice.figures) for practice in framework.practices) == 13


def test_every_trait_has_five_levels_of_which_the_fifth_is_the_bulletins(
    framework: Framework,
) -> None:
    levels = [level for trait in framework.traits for level in trait.levels]
    assert [level.level for level in levels] == [1, 2, 3, 4, 5] * 7
    assert [level.basis for level in levels] == (["construct"] * 4 + ["bulletin"]) * 7
    assert [trait.number for trait in framework.traits] == [1, 2, 3, 4, 5, 6, 7]
    assert [trait.slug for trait in framework.traits if trait.structural] == ["first-mover"]
    assert [name.zh for name in framework.ladder] == [
        "起步", "市内骨干", "全省前列", "全国前列", "标杆集群水平",
    ]  # fmt: skip


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
        assert {item.section for item in fact.figures} == {fact.section}
        assert {item.cluster for item in fact.figures} == {fact.cluster}
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
            (item.product or item.measure).zh,
            str(item.value),
            item.qualifier,
            item.unit,
            item.year,
            item.indicator,
        )
        for item in framework.documented_figures()
    ] == FIGURES


def test_units_and_scopes_are_those_of_the_indicator(framework: Framework) -> None:
    measured = [item for item in framework.documented_figures() if item.indicator]
    assert len(measured) == 19
    for item in measured:
        indicator = framework.indicator_by_slug[item.indicator or ""]
        assert item.unit in units_for(indicator.unit)
        assert item.scope == indicator.scope


def test_every_actionable_trait_has_practices_and_history_has_none(framework: Framework) -> None:
    served = Counter(trait for practice in framework.practices for trait in practice.traits)
    assert served["first-mover"] == 0
    assert all(served[trait] >= 2 for trait in TRAITS[1:])
    for practice in framework.practices:
        assert list(practice.trait_reasons) == list(practice.traits)


def test_the_method_page_argues_the_mapping_as_shipped(framework: Framework) -> None:
    page = (FIXTURES.parent / "docs" / "method.md").read_text()
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    for practice in framework.practices:
        argued = [
            f"**{framework.trait_by_slug[trait].name.zh}**：{reason.zh.rstrip('。')}"
            for trait, reason in practice.trait_reasons.items()
        ]
        head = f"| {practice.title.zh}（{practice.place.zh}，{practice.section}） |"
        assert f"{head} {'；'.join(argued)}。 |" in rows
        english = [
            f"**{framework.trait_by_slug[trait].name.en}**: {reason.en.rstrip('.')}"
            for trait, reason in practice.trait_reasons.items()
        ]
        assert any(row.endswith(f"| {'; '.join(english)}. |") for row in rows)


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
    printed = {item.printed.zh for item in framework.documented_figures() if item.printed}
    assert printed == {"约1/6", "4000余项", "上世纪90年代初"}
    assert figure(framework, product="视频监控产品").qualifier == "near"
    assert figure(framework, measure="专利").qualifier == "more_than"
    granted = figure(framework, measure="发明专利授权")
    assert (granted.value, granted.unit, granted.indicator) == (4000, "项", "invention-patents")
    accepted = figure(framework, measure="攻克关键核心技术")
    assert accepted.note is not None
    assert "第三方" in accepted.note.zh


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
    ("framework.json", _drop("traits", 2, "levels", 1), "traits[2].levels: "),
    ("framework.json", _set("traits", 0, "levels", 4, "level", to=6), "levels[4].level: 6: must"),
    ("framework.json", _set("traits", 0, "levels", 4, "basis", to="x"), 'basis: "x": must be one'),
    ("framework.json", _set("traits", 1, "slug", to="first-mover"), '"first-mover": stands twice'),
    ("framework.json", _set("traits", 1, "number", to=9), "traits[1].number: 9: must be 2"),
    ("framework.json", _set("traits", 1, "structural", to=1), "structural: 1: must be true or"),
    ("framework.json", _set("traits", 1, "indicators", to=[]), "must have at least one indicator"),
    (
        "framework.json",
        _set("traits", 1, "indicators", 0, "unit", to="斤"),
        'traits[1].indicators[0].unit: "斤": must be one of',
    ),
    (
        "framework.json",
        _set("traits", 1, "indicators", 0, "direction", to="up"),
        'direction: "up": must be one of +, -',
    ),
    ("clusters.json", _set("sectors", to={}), "sectors: {}: must be a list"),
    ("clusters.json", _set("clusters", 7, "sector", to="luck"), 'clusters[7].sector: "luck": must'),
    ("clusters.json", _set("clusters", 7, "cities", to=[]), "must have at least one city"),
    ("clusters.json", _set("clusters", 2, "eastern", to=None), "eastern: null: must be true or"),
    ("clusters.json", _set("clusters", 4, "eastern", to=False), "is described otherwise in an"),
    (
        "clusters.json",
        _set("clusters", 4, "cities", to=[{"zh": "无锡", "en": "Nanjing"}]),
        "clusters[4].cities[0]: ",
    ),
    ("clusters.json", _drop("clusters", 0), 'facts[2].cluster: "shenzhen-ict": must be one of'),
    ("facts.json", _set("facts", 3, "trait", to="luck"), 'facts[3].trait: "luck": must be one of'),
    (
        "facts.json",
        _set("facts", 3, "section", to="二-3"),
        'facts[3].section: "二-3": must be 二-2',
    ),
    ("facts.json", _set("facts", 3, "cluster", to="shenzhen-ict"), "a second fact of the same"),
    ("facts.json", _set("facts", 3, "figures", to=None), "facts[3].figures: null: must be a list"),
    ("facts.json", _set(*FIGURE, to=[]), "facts[3].figures[0]: []: must be an object"),
    ("facts.json", _set(*FIGURE, "value", to="22"), 'value: "22": must be a number'),
    ("facts.json", _set(*FIGURE, "value", to=True), "value: true: must be a number"),
    ("facts.json", _set(*FIGURE, "value", to=0), "value: 0: must be more than 0"),
    ("facts.json", _set(*FIGURE, "value", to=122), "value: 122: is more than 100%"),
    ("facts.json", _set(*FIGURE, "unit", to="斤"), 'figures[0].unit: "斤": must be one of'),
    ("facts.json", _set(*FIGURE, "unit", to="家"), 'unit: "家": does not convert to %'),
    ("facts.json", _set(*FIGURE, "scope", to="global"), 'scope: "global": must be national'),
    ("facts.json", _set(*FIGURE, "qualifier", to="ca"), 'figures[0].qualifier: "ca": must be one'),
    ("facts.json", _set(*FIGURE, "qualifier", to="rank"), "a rank is counted in 位"),
    ("facts.json", _set(*FIGURE, "year", to=20), "year: 20: must be from 1900 to 2100"),
    ("facts.json", _set(*FIGURE, "year", to="2020"), 'year: "2020": must be a whole number'),
    ("facts.json", _set(*FIGURE, "indicator", to="luck"), 'indicator: "luck": must be one of'),
    ("facts.json", _set(*FIGURE, "indicator", to="domestic-share"), "measures market-share, not"),
    ("practices.json", _set("practices", 0, "category", to="x"), 'category: "x": must be one of'),
    ("practices.json", _set("practices", 0, "cluster", to="x"), 'cluster: "x": must be one of'),
    ("practices.json", _set("practices", 0, "section", to="三-2"), '"三-2": must be 三-1'),
    ("practices.json", _set("practices", 0, "actions", to=[]), "must have at least one action"),
    ("practices.json", _set("practices", 0, "traits", to=[]), "must serve at least one trait"),
    (
        "practices.json",
        _set("practices", 0, "traits", 0, "trait", to="first-mover"),
        "a structural trait cannot be acted on",
    ),
    (
        "practices.json",
        _set("practices", 0, "traits", 1, "trait", to="scale"),
        'traits[1].trait: "scale": stands twice',
    ),
    (
        "practices.json",
        _set("practices", 0, "traits", 0, "trait", to="luck"),
        '"luck": must be one',
    ),
    (
        "practices.json",
        lambda data: data["practices"][0]["traits"].reverse(),
        "practices[0].traits: ",
    ),
    (
        "practices.json",
        lambda data: [
            practice.update(traits=[t for t in practice["traits"] if t["trait"] != "market-share"])
            for practice in data["practices"]
        ],
        "must serve every trait that is not structural",
    ),
]


@pytest.mark.parametrize(("file", "edit", "named"), BROKEN, ids=[item[2] for item in BROKEN])
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
    changed = replace(last, condition=Text(zh="另一条件", en="Another condition"))
    practices = (*framework.practices[:-1], changed)
    assert digest(framework) != digest(replace(framework, practices=practices))


@pytest.mark.parametrize(
    ("given", "shown"),
    [("28000.000000", "28000"), ("2.8E+4", "28000"), ("16.666700", "16.6667"), ("0.5", "0.5")],
)
def test_numbers_are_plain(given: str, shown: str) -> None:
    assert str(plain(Decimal(given))) == shown
