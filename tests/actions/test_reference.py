from dataclasses import replace
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from benchmark import models
from benchmark.actions.reference import AlreadyPublished, FrameworkInUse, publish_framework
from benchmark.reference_data import digest, read_framework
from benchmark.scoring.framework import Framework

pytestmark = pytest.mark.usefixtures("unpublished")

TABLES = (
    models.Framework,
    models.Trait,
    models.Level,
    models.Indicator,
    models.Condition,
    models.Sector,
    models.Cluster,
    models.Fact,
    models.PracticeCategory,
    models.Practice,
    models.PracticeAction,
    models.DocumentedFigure,
)


@pytest.fixture(scope="module")
def shipped() -> Framework:
    return read_framework(settings.BASE_DIR / "fixtures")


def changed(framework: Framework) -> Framework:
    return replace(framework, version="2.1")


def keys() -> list[list[int]]:
    return [sorted(table.objects.values_list("pk", flat=True)) for table in TABLES]


def in_use(slug: str) -> models.Assessment:
    bureau = models.Organisation.objects.create(name="示例市工信局", place="示例市")
    industry = models.Industry.objects.create(
        organisation=bureau, name="智能电力装备", place="示例市"
    )
    return models.Assessment.objects.create(
        industry=industry, framework=models.Framework.objects.get(slug=slug), period=2025
    )


def test_publishing_stores_every_row(shipped: Framework) -> None:
    assert publish_framework(framework=shipped) is True
    assert [table.objects.count() for table in TABLES] == [
        1, 7, 35, 21, 66, 5, 25, 14, 4, 10,
        sum(len(practice.actions) for practice in shipped.practices),
        26 + 13,
    ]  # fmt: skip
    assert models.Framework.objects.get().digest == digest(shipped)


def test_publishing_again_writes_nothing(shipped: Framework, django_assert_num_queries) -> None:
    publish_framework(framework=shipped)
    before = keys()
    with django_assert_num_queries(3):  # savepoint, digest, release
        assert publish_framework(framework=shipped) is False
    assert keys() == before


def test_a_published_version_never_changes(shipped: Framework) -> None:
    publish_framework(framework=shipped)
    before = keys()
    with pytest.raises(AlreadyPublished):
        publish_framework(framework=changed(shipped))
    assert keys() == before
    assert models.Framework.objects.get().version == shipped.version


def test_a_new_version_stands_beside_the_old_one(shipped: Framework) -> None:
    publish_framework(framework=shipped)
    publish_framework(framework=replace(changed(shipped), slug="national-clusters-2027"))
    assert models.Framework.objects.count() == 2
    assert models.Cluster.objects.count() == 50


def test_a_version_that_nothing_refers_to_may_be_replaced(shipped: Framework) -> None:
    publish_framework(framework=shipped)
    assert publish_framework(framework=changed(shipped), replace=True) is True
    assert models.Framework.objects.get().version == "2.1"
    assert models.DocumentedFigure.objects.count() == 39


def test_a_version_in_use_cannot_be_replaced(shipped: Framework) -> None:
    publish_framework(framework=shipped)
    assessment = in_use(shipped.slug)
    before = keys()
    with pytest.raises(FrameworkInUse):
        publish_framework(framework=changed(shipped), replace=True)
    assert keys() == before
    assessment.refresh_from_db()
    assert assessment.framework.version == shipped.version


def test_a_failure_half_way_leaves_nothing(shipped: Framework) -> None:
    with (
        patch.object(
            models.PracticeAction.objects, "bulk_create", side_effect=IntegrityError("disk full")
        ),
        pytest.raises(IntegrityError, match="disk full"),
    ):
        publish_framework(framework=shipped)
    assert keys() == [[]] * len(TABLES)


def test_a_failed_replacement_keeps_the_published_version(shipped: Framework) -> None:
    publish_framework(framework=shipped)
    before = keys()
    with (
        patch.object(models.PracticeAction.objects, "bulk_create", side_effect=IntegrityError("x")),
        pytest.raises(IntegrityError),
    ):
        publish_framework(framework=changed(shipped), replace=True)
    assert keys() == before


@pytest.mark.parametrize(
    ("table", "change"),
    [
        (models.Level, {"level": 6}),
        (models.Level, {"basis": "guess"}),
        (models.Indicator, {"direction": "x"}),
        (models.Indicator, {"compare": "x"}),
        (models.Condition, {"kind": "guess"}),
        (models.Condition, {"kind": "statement"}),
        (models.Condition, {"threshold": None}),
        (models.Condition, {"bound": "perhaps"}),
        (models.DocumentedFigure, {"qualifier": "perhaps"}),
        (models.DocumentedFigure, {"value": 0}),
        (models.DocumentedFigure, {"fact": None, "practice": None}),
        (models.Trait, {"slug": "scale"}),
        (models.Cluster, {"position": 1}),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(
    shipped: Framework, table: type, change: dict[str, object]
) -> None:
    publish_framework(framework=shipped)
    last = table.objects.order_by("pk").last()
    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.filter(pk=last.pk).update(**change)


def test_rows_read_well(shipped: Framework) -> None:
    publish_framework(framework=shipped)
    assert str(models.Framework.objects.get()) == shipped.name.zh
    assert str(models.Fact.objects.first()).startswith("二-1 深圳")
    assert str(models.Level.objects.first()) == "1 起步"
    assert str(models.Condition.objects.first()) == "有规模以上企业"
    assert str(models.DocumentedFigure.objects.get(value=28000)) == "信息产业规模 28000 亿元"
    assert str(models.Practice.objects.first()) == "建立“矩阵式”产业扶持体系"
    assert str(models.PracticeAction.objects.first()).startswith("发布产业规划")
