"""The demo organisation: made once, marked, entered by a link that works once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from benchmark.models import Assessment, Organisation
from benchmark.queries.framework import current_framework
from benchmark.scoring.framework import Framework

pytestmark = pytest.mark.django_db


def link(capsys: pytest.CaptureFixture[str]) -> str:
    call_command("load_demo")
    return capsys.readouterr().out.split()[-1].removeprefix(settings.SITE_URL)


def test_two_finished_and_one_half_finished(
    published: Framework, capsys: pytest.CaptureFixture[str]
) -> None:
    link(capsys)
    assert Counter(Assessment.objects.values_list("status", flat=True)) == {
        "submitted": 2,
        "draft": 1,
    }
    names = set(Assessment.objects.values_list("industry__name", flat=True))
    assert names == {"智能电力装备", "超硬材料", "现代中药"}
    assert "演示数据，纯属虚构" in Organisation.objects.get().name


def test_again_it_makes_nothing_and_changes_nothing(
    published: Framework, capsys: pytest.CaptureFixture[str]
) -> None:
    link(capsys)
    Assessment.objects.filter(status="draft").delete()
    link(capsys)
    assert Assessment.objects.count() == 2
    assert Organisation.objects.count() == 1


def test_the_link_signs_in_once(
    client: Client, published: Framework, capsys: pytest.CaptureFixture[str]
) -> None:
    path = link(capsys)
    client.get(path)
    page = client.get("/assessments/").content.decode()
    assert "演示数据，纯属虚构" in page
    assert "智能电力装备" in page
    stranger = Client()
    stranger.get(path)
    assert stranger.get("/assessments/").status_code == 302


def test_the_demo_says_only_what_the_framework_knows(published: Framework) -> None:
    from benchmark.actions.demo import load_demo

    load_demo(source=Path(settings.BASE_DIR) / "fixtures/demo.json", framework=current_framework())
    places = set(Assessment.objects.values_list("industry__place", flat=True))
    assert places == {"示例市"}
