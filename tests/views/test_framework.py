"""Traits with their conditions and levels, and the method in plain words."""

import pytest

from benchmark.scoring.profile import METHOD_VERSION

from .pages import page, words


def test_the_list_has_the_seven_traits_in_order(client, published):
    found = page(client, "/traits/")

    assert found.all("//h2") == [f"{trait.number} {trait.name.zh}" for trait in published.traits]
    assert found.all("//article")[0].count("由历史形成，不排序") == 1


def test_a_trait_s_page_tells_the_bulletin_from_our_construct(client, published):
    found = page(client, "/traits/scale/")

    levels = found.all("//ol[@class='rubric']/li")
    assert len(levels) == 5
    assert ["本系统设定" in level for level in levels] == [True] * 4 + [False]
    assert "依据参阅材料" in levels[4]
    assert "参阅材料的总体表述：产业规模稳居全国或全球前列。" in found.text


def test_a_trait_s_page_shows_the_ways_to_each_level(client, published):
    for trait in published.traits:
        found = page(client, f"/traits/{trait.slug}/")
        for level in trait.levels:
            ways = found.root.xpath(f"//li[@id='level-{level.level}']//ul[@class='route']")
            shown = [way.xpath(".//a/@href") for way in ways]
            assert shown == [[f"#c-{slug}" for slug in r.conditions] for r in level.routes]
    fifth = page(client, "/traits/scale/").all("//li[@id='level-5']")[0]
    assert "所载实例：广东省深圳市新一代信息通信集群" in fifth
    assert "另载： 信息产业规模：2.8万亿元" in fifth


def test_a_trait_s_page_says_how_each_condition_is_decided_and_by_whom(client, published):
    for trait in published.traits:
        rows = page(client, f"/traits/{trait.slug}/").root.xpath("//tr[starts-with(@id, 'c-')]")
        for row, condition in zip(rows, trait.conditions, strict=True):
            text = words(row)
            assert row.get("id") == f"c-{condition.slug}"
            assert condition.text.zh in text
            assert condition.proof.zh in text
            assert condition.holder.zh in text
            assert ("由数据判断" in text) == (condition.kind == "figure")
            helping = [p.slug for p in published.practices if condition.slug in p.directly]
            assert row.xpath(".//a[contains(@href, '/practices/')]/@href") == [
                f"/practices/{slug}/" for slug in helping
            ]


def test_a_trait_s_page_has_its_documented_examples_with_figures(client, published):
    facts = page(client, "/traits/scale/").all("//article[@class='fact']")

    assert len(facts) == 2
    assert "信息产业规模：2.8万亿元 （信息产业，2020年）" in facts[0]
    assert "占全国行业规模比重：约1/6 （电子信息产业，2020年）" in facts[0]
    assert "数字经济产业规模位次：全国第1位" in facts[0]


def test_a_trait_s_page_has_its_indicators_with_definition_and_source(client, published):
    for trait in published.traits:
        rows = page(client, f"/traits/{trait.slug}/").all("//tr[starts-with(@id, 'i-')]")
        assert len(rows) == len(trait.indicators)
        for row, indicator in zip(rows, trait.indicators, strict=True):
            assert indicator.name.zh in row
            assert indicator.definition.zh in row
            assert indicator.data_source.zh in row
            assert indicator.holder.zh in row


def test_a_trait_s_page_explains_the_terms_that_it_uses(client, published):
    technology = page(client, "/traits/technology/").all("//section[@id='terms']//dt")
    assert "首台（套）、首批次、首版次" in technology
    assert "链主企业" in page(client, "/traits/leaders/").all("//section[@id='terms']//dt")


def test_a_trait_s_practices_come_with_what_they_help_marked_as_ours(client, published):
    found = page(client, "/traits/chain/").all("//article[@class='practice']")

    conditions = {*published.trait_by_slug["chain"].condition_by_slug}
    helping = [p for p in published.practices if conditions & {*p.directly, *p.indirectly}]
    assert len(found) == len(helping)
    assert all("本系统设定" in practice for practice in found)
    # Direct help first.
    direct = ["直接有助于" in practice for practice in found]
    assert direct == sorted(direct, reverse=True)
    assert any(direct)
    assert not all(direct)


def test_history_has_no_practices_and_says_why_it_is_not_ranked(client, published):
    found = page(client, "/traits/first-mover/")

    assert not found.all("//article[@class='practice']")
    assert "历史条件无法通过当前工作改变" in found.text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_trait_has_a_page(client, published, language):
    for trait in published.traits:
        found = page(client, f"/traits/{trait.slug}/", language=language)
        assert found.all("//h1") == [trait.name.en if language == "en" else trait.name.zh]


def test_traits_lead_from_one_to_the_next(client, published):
    slugs = [trait.slug for trait in published.traits]
    for before, slug, after in zip(["", *slugs], slugs, [*slugs[1:], ""], strict=False):
        found = page(client, f"/traits/{slug}/")
        assert found.root.xpath("//a[@rel='prev']/@href") == [f"/traits/{before}/"] * bool(before)
        assert found.root.xpath("//a[@rel='next']/@href") == [f"/traits/{after}/"] * bool(after)


def test_an_unknown_trait_is_not_found(client, published):
    assert client.get("/traits/luck/").status_code == 404


def test_the_method_shows_itself_as_our_construct_with_its_version(client, published):
    found = page(client, "/method/")

    assert f"方法{METHOD_VERSION}版" in found.text
    assert "都由本系统设定，不是参阅材料的内容" in found.text
    assert "25个集群的名单、7项特征、14个实例、10条做法" in found.text


def test_the_method_s_evidence_table_is_that_of_the_computation(client, published):
    rows = page(client, "/method/").all("//section[@aria-labelledby='evidence']//tbody/tr")

    assert rows == [
        "5级 上级或第三方材料",
        "4级 本单位文件或统计",
        "3级 自述",
        "2级 不要求",
        "1级 不要求",
    ]


def test_the_method_names_every_status_of_a_gap(client, published):
    found = page(client, "/method/").all("//section[@aria-labelledby='gaps']//tbody/tr/td[1]")

    assert found == ["待补数据", "已达标", "先补佐证", "有差距"]


def test_the_method_s_contents_lead_to_its_sections(client, published):
    found = page(client, "/method/")

    anchors = found.root.xpath("//nav[@aria-label='本页目录']//a/@href")
    assert len(anchors) == 8
    for anchor in anchors:
        assert found.root.get_element_by_id(anchor.removeprefix("#")).tag == "h2"
