"""Starting an assessment: what is suggested, what is refused, the next year."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.timezone import localdate

from benchmark.actions import assessments as actions
from benchmark.models import Assessment, Industry, Rating
from benchmark.scoring.suggestions import suggest
from tests.cast import Cast, item, new_industry

from .drafts import cast, client, own, pressed, submit, summary
from .pages import Page, page

__all__ = ["cast", "client"]

NEW = {
    "industry": "",
    "period": "2025",
    "new-name": "超硬材料",
    "new-place": "许都市",
    "new-sector": "new-materials",
    "new-description": "",
}


def start(client: Client, **more: object) -> Page:
    response = client.post("/assessments/new/", NEW | more)
    assert response.status_code == 200
    return Page(response.content)


def ticked(shown: Page, field: str = "comparators") -> list[str]:
    """What would be sent: boxes that are ticked and not disabled."""
    return list(
        shown.root.xpath(
            f"//input[@name='{field}' and @checked and not(@disabled)"
            " and not(ancestor::fieldset[@disabled])]/@value"
        )
    )


def test_a_new_industry_is_assessed(client: Client, cast: Cast) -> None:
    chosen = {"comparators": ["suzhou-nano", "ningbo-magnetic"], "focus": ["technology"]}
    said = NEW | chosen | {"new-name_en": "Superhard materials"}
    response = client.post("/assessments/new/", said)
    made = Assessment.objects.get(industry__name="超硬材料")
    assert response.headers["Location"] == made.get_absolute_url()
    assert made.industry.organisation == cast.bob.organisation
    assert made.industry.name_en == "Superhard materials"
    assert made.created_by == cast.bob
    assert (made.comparators, made.focus) == tuple(chosen.values())


def test_three_of_the_field_are_suggested_ticked_with_the_reason(
    client: Client, cast: Cast
) -> None:
    industry = new_industry(cast.alice, "轨道交通装备")
    shown = page(client, f"/assessments/new/?industry={industry.pk}")
    best = [each.cluster.slug for each in suggest(cast.framework, industry.sector)]
    assert ticked(shown) == best
    (group,) = shown.all("//*[@data-suggested-for and not(@hidden)]")
    assert "建议（同一领域，参阅材料记载较多）" in group
    assert "江苏省南京市新型电力（智能电网）装备集群 同属高端装备制造领域；参阅材料所载4条" in group
    # Behind 'more': the others, each once; those above cannot be sent twice.
    more = shown.root.xpath("//details//input[@name='comparators' and not(@disabled)]/@value")
    assert sorted([*more, *best]) == sorted(c.slug for c in cast.framework.clusters)
    assert "严禁录入涉密信息" in shown.text


def test_until_the_field_is_chosen_all_suggestions_wait(client: Client, cast: Cast) -> None:
    shown = page(client, "/assessments/new/")
    waiting = shown.root.xpath("//*[@data-suggested-for]")
    assert len(waiting) == 6
    assert all("hidden" in each.attrib and "disabled" in each.attrib for each in waiting)
    (option,) = shown.root.xpath("//option[@data-sector]")
    assert (option.get("data-sector"), option.get("data-next")) == ("high-end-equipment", "2026")


def test_without_a_script_the_suggested_are_chosen_when_the_field_is_known(
    client: Client, cast: Cast
) -> None:
    best = [each.cluster.slug for each in suggest(cast.framework, "new-materials")]
    told = start(client, period="", suggested="on")
    assert ticked(told) == best
    client.post("/assessments/new/", NEW | {"suggested": "on"})
    assert Assessment.objects.get(industry__name="超硬材料").comparators == best


def test_whoever_wants_none_gets_none(client: Client) -> None:
    assert ticked(start(client, period="")) == []
    client.post("/assessments/new/", NEW)
    assert Assessment.objects.get(industry__name="超硬材料").comparators == []


def test_a_cluster_s_page_chooses_it(client: Client, cast: Cast) -> None:
    industry = new_industry(cast.alice, "轨道交通装备")
    shown = page(client, f"/assessments/new/?industry={industry.pk}&comparator=wuxi-iot")
    assert ticked(shown) == ["wuxi-iot"]
    assert shown.root.xpath("//details[@open]//input[@value='wuxi-iot']")


def test_another_offices_industry_cannot_be_assessed(client: Client, cast: Cast) -> None:
    theirs = new_industry(cast.charlie)
    assert summary(start(client, industry=str(theirs.pk))) == ["#id_industry"]
    assert Assessment.objects.count() == 1


def test_the_same_year_leads_to_what_is_there(client: Client, cast: Cast) -> None:
    told = start(client, industry=str(cast.industry.pk))
    assert told.links("//div[@class='error-summary']") == {
        "“许都市智能电力装备产业”2025年的自评已经存在，请打开它继续。": own(cast)
    }


@pytest.mark.parametrize("name", ["智能电力装备", "智能 电⼒装备\u200b"])
def test_an_industry_typed_again_is_the_one_that_is_there(
    client: Client, cast: Cast, name: str
) -> None:
    again = {"new-name": name, "new-sector": cast.industry.sector}
    assert summary(start(client, **again)) == [own(cast)]
    assert client.post("/assessments/new/", NEW | again | {"period": "2024"}).status_code == 302
    assert Industry.objects.count() == 1
    told = start(client, **again | {"new-sector": "biotech", "period": "2023"})
    assert summary(told) == [cast.industry.get_absolute_url()]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"period": ""}, "#id_period"),
        ({"period": "二五年"}, "#id_period"),
        ({"period": "1"}, "#id_period"),
        ({"period": "9" * 5000}, "#id_period"),
        ({"new-name": " "}, "#id_new-name"),
        ({"new-name": "a\x00b"}, "#id_new-name"),
        ({"new-name": "料" * 201}, "#id_new-name"),
        ({"new-name_en": "\x07"}, "#id_new-name_en"),
        ({"new-place": ""}, "#id_new-place"),
        ({"new-sector": ""}, "#id_new-sector"),
        ({"new-sector": "luck"}, "#id_new-sector"),
        ({"new-description": "\x07"}, "#id_new-description"),
        ({"comparators": ["luck"]}, "#id_comparators"),
        ({"focus": ["first-mover"]}, "#id_focus"),
    ],
)
def test_what_is_wrong_is_said_with_the_rest_kept(
    client: Client, said: dict[str, object], field: str
) -> None:
    told = start(client, **{"comparators": ["wuxi-iot"], **said})
    assert summary(told) == [field]
    assert told.root.get_element_by_id(field.removeprefix("#")) is not None
    if field != "#id_comparators":
        assert ticked(told) == ["wuxi-iot"]
    assert Assessment.objects.count() == Industry.objects.count() == 1


# The next year


def test_the_next_year_takes_one_click(client: Client, cast: Cast) -> None:
    figure = cast.figure("output", "186.4", product="智能电力装备", year=2024)
    cast.save(
        "scale",
        answers={"sc-city-chain": "met"},
        rationale="按统计公报",
        target=4,
        target_year=2028,
        figures=(figure,),
        evidence=(item(2, "统计公报", conditions=("sc-city-chain",)),),
    )
    actions.change_settings(
        assessment=cast.draft, comparators=["nanjing-smart-grid"], focus=["chain"]
    )
    shown = pressed(client, own(cast, "next-year/"))
    made = Assessment.objects.get(period=2026)
    scale = Rating.objects.get(assessment=made, trait__slug="scale")
    assert (scale.target, scale.target_year) == (4, 2028)
    assert (made.comparators, made.focus) == (["nanjing-smart-grid"], ["chain"])
    assert made.evidence.get().title == "统计公报"
    assert "已带入2025年自评的数据、佐证、目标、说明和未完成的任务" in shown.text
    told = pressed(client, own(cast, "next-year/"))
    assert "2026年的自评已经存在" in told.text
    assert Assessment.objects.count() == 2


def test_what_is_submitted_offers_its_next_year(client: Client, cast: Cast) -> None:
    assert "新建下一年度自评" not in page(client, own(cast)).text
    submit(cast)
    (form,) = page(client, own(cast)).root.xpath("//form[button='新建下一年度自评']")
    assert form.get("action") == own(cast, "next-year/")


def test_a_visit_starts_no_next_year(client: Client, cast: Cast) -> None:
    assert client.get(own(cast, "next-year/")).headers["Location"] == own(cast)
    assert Assessment.objects.count() == 1


def test_after_the_last_year_there_is_none(client: Client, cast: Cast) -> None:
    Assessment.objects.update(period=2100)
    assert "没有更晚的年度" in pressed(client, own(cast, "next-year/")).text
    assert Assessment.objects.count() == 1


def test_an_industry_is_assessed_again(client: Client, cast: Cast) -> None:
    begun = page(client, f"/assessments/new/?industry={cast.industry.pk}")
    assert begun.root.get_element_by_id("id_period").value == "2026"
    assert begun.root.get_element_by_id("id_carry").checked
    # Its own comparators are taken over: nothing stands ticked in their place.
    assert ticked(begun) == []
    cast.save("scale", rationale="按统计公报")
    actions.change_settings(assessment=cast.draft, comparators=["xian-aviation"], focus=[])
    again = {"industry": str(cast.industry.pk), "carry": "on"}
    client.post("/assessments/new/", again | {"period": "２０２６年"})
    assert Assessment.objects.get(period=2026).comparators == ["xian-aviation"]
    client.post("/assessments/new/", again | {"period": "2027", "comparators": ["suzhou-nano"]})
    assert Assessment.objects.get(period=2027).comparators == ["suzhou-nano"]
    assert Industry.objects.count() == 1


def test_nothing_is_carried_over_unless_it_is_asked_for_and_there(
    client: Client, cast: Cast
) -> None:
    cast.save("scale", rationale="按统计公报")
    again = {"industry": str(cast.industry.pk)}
    client.post("/assessments/new/", again | {"period": "2026"})
    client.post("/assessments/new/", again | {"period": "2024", "carry": "on"})
    for made in Assessment.objects.exclude(pk=cast.draft.pk):
        assert set(made.ratings.values_list("rationale", flat=True)) == {""}
    other = new_industry(cast.alice, "超硬材料")
    unused = page(client, f"/assessments/new/?industry={other.pk}").root
    assert unused.get_element_by_id("id_period").value == str(localdate().year - 1)
