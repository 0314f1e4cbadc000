"""The documented practices: list with filters, a page each, and what is ours on it."""

import pytest

from .pages import page


def slugs(found) -> list[str]:
    return [
        href.strip("/").split("/")[-1]
        for href in found.root.xpath("//article[@class='practice']/h3/a/@href")
    ]


def test_the_list_has_all_practices_by_category(client, published):
    found = page(client, "/practices/")

    assert slugs(found) == [practice.slug for practice in published.practices]
    assert found.all("//h2") == [name.zh for _, name in published.categories]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("category=policy", ["shenzhen-policy-matrix", "xian-aviation-base"]),
        ("sector=new-materials", ["changzhou-carbon-platforms"]),
        ("trait=market-share", ["nanjing-grid-alliances", "qingdao-industrial-internet"]),
        ("trait=first-mover", []),
        ("trait=market-share&sector=high-end-equipment", ["nanjing-grid-alliances"]),
    ],
)
def test_filters_stand_in_the_address(client, published, query, expected):
    assert slugs(page(client, f"/practices/?{query}")) == expected


def test_no_match_says_so_and_why(client, published):
    found = page(client, "/practices/?category=openness&sector=biotech")

    assert slugs(found) == []
    assert "有3条做法只记载到城市" in found.text
    assert found.links()["清除筛选条件"] == "/practices/"


def test_a_value_that_is_no_option_is_left_aside_and_said(client, published):
    found = page(client, "/practices/?trait=luck")

    assert len(slugs(found)) == 10
    assert "“有助于哪项特征”没有“luck”这一选项" in found.text


def test_a_practice_s_page_has_actions_figures_and_its_place_in_the_bulletin(client, published):
    practice = published.practice_by_slug["changzhou-carbon-platforms"]
    found = page(client, "/practices/changzhou-carbon-platforms/")

    assert found.all("//section[@aria-labelledby='actions-title']//li") == [
        action.zh for action in practice.actions
    ]
    figures = found.all("//ul[@class='figures']/li")
    assert len(figures) == len(practice.figures)
    assert "超过500项" in figures[0] or any("超过500项" in figure for figure in figures)
    assert "参阅 三-3" in found.text


def test_what_it_helps_and_what_it_takes_are_marked_as_ours(client, published):
    for practice in published.practices:
        found = page(client, f"/practices/{practice.slug}/")
        assert [head.endswith("本系统设定") for head in found.all("//h2")].count(True) == 3
        assert practice.measure.zh in found.text
        assert practice.requirement.zh in found.text
        helped = found.root.xpath("//section[@aria-labelledby='helps-title']//li/ul//a/@href")
        expected = [
            f"/traits/{published.condition_by_slug[slug].trait}/#c-{slug}"
            for slug in (*practice.directly, *practice.indirectly)
        ]
        assert sorted(helped) == sorted(expected)
        for place, slugs_helped in (("直接", practice.directly), ("间接", practice.indirectly)):
            heads = found.all("//section[@aria-labelledby='helps-title']/h3")
            assert (f"{place}有助于" in heads) == bool(slugs_helped)


def test_a_practice_tied_to_a_place_is_given_no_cluster(client, published):
    for practice in published.practices:
        found = page(client, f"/practices/{practice.slug}/")
        tied = "未对应到具体集群" in found.text
        assert tied == (practice.cluster is None)
        if practice.cluster:
            assert f"/clusters/{practice.cluster}/" in found.links().values()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_practice_has_a_page(client, published, language):
    for practice in published.practices:
        found = page(client, f"/practices/{practice.slug}/", language=language)
        title = practice.title.en if language == "en" else practice.title.zh
        assert found.all("//h1") == [title]


def test_an_unknown_practice_is_not_found(client, published):
    assert client.get("/practices/luck/").status_code == 404
