import json
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from benchmark.models import Assessment, Cluster, Framework, Industry, Organisation
from benchmark.reference_data import FILES

pytestmark = pytest.mark.usefixtures("unpublished")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be edited."""
    for name in FILES:
        shutil.copy(settings.BASE_DIR / "fixtures" / name, tmp_path / name)
    return tmp_path


def edit(folder: Path, file: str, **changes: Any) -> None:
    data = json.loads((folder / file).read_text())
    (folder / file).write_text(json.dumps(data | changes))


def load(folder: Path, **options: Any) -> tuple[str, str]:
    """What the command prints on standard output and on standard error."""
    out, err = StringIO(), StringIO()
    call_command("load_reference", folder=folder, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_it_publishes_once(folder: Path) -> None:
    assert load(folder) == ("national-clusters-2021: published\n", "")
    assert load(folder) == ("national-clusters-2021: already there\n", "")
    assert Cluster.objects.count() == 25


def test_it_names_every_problem_and_writes_nothing(folder: Path) -> None:
    edit(folder, "framework.json", version="", surplus=1)
    err = StringIO()
    with pytest.raises(CommandError, match="nothing was changed") as refused:
        call_command("load_reference", folder=folder, stderr=err)
    assert refused.value.returncode == 2
    assert [line.split(": ")[1] for line in err.getvalue().splitlines()] == ["surplus", "version"]
    assert not Framework.objects.exists()


def test_broken_data_leaves_the_published_version_alone(folder: Path) -> None:
    load(folder)
    before = Framework.objects.values().get()
    edit(folder, "clusters.json", clusters=[])
    with pytest.raises(CommandError):
        load(folder, force=True)
    assert Framework.objects.values().get() == before
    assert Cluster.objects.count() == 25


def test_changed_content_needs_a_new_slug_or_force(folder: Path) -> None:
    load(folder)
    edit(folder, "framework.json", version="2.1")
    with pytest.raises(CommandError, match="new slug") as refused:
        load(folder)
    assert refused.value.returncode == 2
    assert Framework.objects.get().version == "2.0"
    load(folder, force=True)
    assert Framework.objects.get().version == "2.1"


def test_force_is_refused_once_the_version_is_in_use(folder: Path) -> None:
    load(folder)
    bureau = Organisation.objects.create(name="示例市工信局", place="示例市")
    industry = Industry.objects.create(organisation=bureau, name="超硬材料", place="示例市")
    Assessment.objects.create(industry=industry, framework=Framework.objects.get(), period=2025)
    edit(folder, "framework.json", version="2.1")
    with pytest.raises(CommandError, match="in use"):
        load(folder, force=True)
    assert Framework.objects.get().version == "2.0"


def test_an_upgrade_keeps_a_published_version_and_says_so(folder: Path) -> None:
    load(folder)
    before = Framework.objects.values().get()
    edit(folder, "framework.json", version="9")
    out, err = load(folder, keep=True)
    assert out == ""
    assert "national-clusters-2021 is published with other content" in err
    assert "keeps its own" in err
    assert Framework.objects.values().get() == before
