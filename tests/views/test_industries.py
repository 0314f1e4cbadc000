"""The office's industries."""

from __future__ import annotations

import pytest
from django.test import Client

from benchmark.actions import assessments as actions
from benchmark.actions.edit_marks import industry_mark
from benchmark.models import Industry
from benchmark.scoring.framework import Framework
from tests.cast import Cast, answer_all, assemble, new_industry

from .pages import Page, page


@pytest.fixture
def cast(db: None, framework: Framework) -> Cast:
    return assemble(framework)


@pytest.fixture
def client(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bob)
    return client


def change(client: Client, industry: Industry, **more: str) -> tuple[int, Page | None]:
    said = {
        "name": industry.name,
        "place": industry.place,
        "sector": industry.sector,
        "description": "",
        "opened": industry_mark(Industry.objects.get(pk=industry.pk)),
    }
    response = client.post(industry.get_absolute_url(), said | more)
    return response.status_code, Page(response.content) if response.content else None


def test_the_list_names_industries_with_their_assessments(client: Client, cast: Cast) -> None:
    new_industry(cast.charlie, "别市产业")
    shown = page(client, "/industries/")
    assert "智能电力装备" in shown.text
    assert "高端装备制造" in shown.text
    assert shown.links()["2025"] == cast.draft.get_absolute_url()
    assert "别市产业" not in shown.text


def test_an_industry_can_be_changed(client: Client, cast: Cast) -> None:
    status, _ = change(
        client,
        cast.industry,
        name="超硬材料",
        name_en="Superhard materials",
        sector="other",
        description="简\r\n介",
    )
    cast.industry.refresh_from_db()
    assert status == 302
    assert (cast.industry.name, cast.industry.sector) == ("超硬材料", "other")
    assert cast.industry.description == "简\n介"
    assert cast.industry.name_en == "Superhard materials"


def test_what_is_wrong_is_said(client: Client, cast: Cast) -> None:
    status, told = change(client, cast.industry, name="", sector="luck")
    assert status == 200
    assert told is not None
    assert set(told.root.xpath("//div[@class='error-summary']//a/@href")) == {
        "#id_name",
        "#id_sector",
    }


@pytest.mark.parametrize("name", ["智能电力装备", "智能 电⼒ 装备", "智能电力装备\u200b"])
def test_a_second_industry_of_the_same_name_is_refused(
    client: Client, cast: Cast, name: str
) -> None:
    other = new_industry(cast.alice, "超硬材料")
    _, told = change(client, other, name=name)
    assert told is not None
    told_at = told.links("//div[@class='error-summary']")
    ((text, address),) = told_at.items()
    assert text.startswith("产业名称：与已有的“许都市智能电力装备产业”是同一个名称")
    assert address == cast.industry.get_absolute_url()
    assert "是同一个名称" in told.root.xpath(
        "string(//*[@id='error_id_name'] | //*[@id='id_name_error'])"
    )


def test_the_name_of_what_is_submitted_stays(client: Client, cast: Cast) -> None:
    answer_all(cast.draft)
    actions.submit(assessment=cast.draft, user=cast.alice)
    _, told = change(client, cast.industry, name="新名称")
    assert told is not None
    assert "不能再改" in told.text
    status, _ = change(client, cast.industry, description="新简介")
    assert status == 302


def test_others_find_nothing_and_strangers_sign_in(client: Client, cast: Cast) -> None:
    url = cast.industry.get_absolute_url()
    for outsider in (cast.charlie, cast.dora):
        client.force_login(outsider)
        assert client.get(url).status_code == client.post(url).status_code == 404
        assert "智能电力装备" not in page(client, "/industries/").text
    client.logout()
    for answer in (client.get(url), client.get("/industries/")):
        assert answer.headers["Location"].startswith("/sign-in/?next=/industries/")
    asked = client.post(url)
    assert asked.status_code == 401
    assert "智能电力装备" not in asked.content.decode()
