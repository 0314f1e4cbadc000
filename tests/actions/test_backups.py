"""Backup and restore: everything comes back as it was, or nothing is touched."""

from __future__ import annotations

import hashlib
import json
import signal
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from benchmark.actions.backups.archive import (
    ArchiveError,
    ArchiveWriter,
    Manifest,
    Table,
    opened,
)
from tests.places import Place, copied, new_place

CHANGED = "UPDATE benchmark_industry SET description = '改过的'"
# What somebody may have done since the backup.
WRITES = (
    CHANGED,
    "DELETE FROM benchmark_evidence",
    "UPDATE benchmark_user SET username = 'other'",
    "INSERT INTO benchmark_organisation (name, place, is_demo, created_at)"
    " VALUES ('新单位', '别处', false, '2026-11-27')",
)
# A restore in a process that is killed once a part of the database is written.
KILLED = """
import os, signal
from pathlib import Path
from benchmark.actions.backups import restore_backup
def die(doing, done, whole):
    if doing.en == "restoring the database" and done:
        assert done < whole
        os.kill(os.getpid(), signal.SIGKILL)
restore_backup(file=Path({file!r}), progress=die)
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A site with the demo in it. Only read."""
    place = new_place(tmp_path_factory.mktemp("office"))
    place.manage("prepare")
    place.manage("load_demo")
    return place


@pytest.fixture(scope="module")
def backup(office: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of that site."""
    file = tmp_path_factory.mktemp("backup") / "office.zip"
    office.manage("backup", file)
    return file


@pytest.fixture
def place(office: Place, tmp_path: Path) -> Place:
    """The same site, to be written to."""
    return copied(office, tmp_path / "place")


def test_what_was_backed_up_comes_back_whatever_was_written_since(
    office: Place, place: Place, backup: Path
) -> None:
    place.write(*WRITES)
    (place.folder / "secret_key").write_text("another")
    assert place.content() != office.content()

    place.manage("restore", backup, "--yes")

    assert place.content() == office.content()
    assert stat.S_IMODE((place.folder / "secret_key").stat().st_mode) == 0o600


def test_an_empty_place_gets_all_of_it(office: Place, backup: Path, tmp_path: Path) -> None:
    """Another machine, after the first one burnt."""
    place = new_place(tmp_path / "elsewhere")
    place.manage("restore", backup, "--yes")
    assert place.content() == office.content()
    place.manage("prepare")
    assert place.content()["benchmark_assessment"] == office.content()["benchmark_assessment"]


def test_people_go_on_writing_and_what_is_half_written_is_left_out(
    office: Place, place: Place, tmp_path: Path
) -> None:
    file = tmp_path / "b.zip"
    with place.connected() as colleague:
        colleague.execute(CHANGED)
        place.manage("backup", file)  # Waits for nobody.
        colleague.commit()
    place.manage("restore", file, "--yes")
    assert place.content() == office.content()


def test_what_is_written_together_is_in_the_backup_together(place: Place, tmp_path: Path) -> None:
    done, written = Event(), Event()

    def write() -> None:
        with place.connected() as database:
            number = 0
            while not done.is_set():
                number += 1
                database.execute(f"UPDATE benchmark_user SET first_name = '{number}'")
                database.execute(f"UPDATE benchmark_industry SET place = '{number}'")
                database.execute(f"UPDATE benchmark_assessment SET focus = '[{number}]'")
                database.commit()
                written.set()

    writer = Thread(target=write)
    writer.start()
    try:
        assert written.wait(timeout=60)
        place.manage("backup", tmp_path / "b.zip")
    finally:
        done.set()
        writer.join()
    place.manage("restore", tmp_path / "b.zip", "--yes")
    with place.connected() as database:
        rows = [
            {int(str(value).strip("[]")) for (value,) in database.execute(query).fetchall()}
            for query in (
                "SELECT first_name FROM benchmark_user",
                "SELECT place FROM benchmark_industry",
                "SELECT CAST(focus AS text) FROM benchmark_assessment",
            )
        ]
    assert len(set.union(*rows)) == 1


def test_a_restore_that_is_killed_leaves_what_was_there(
    office: Place, place: Place, backup: Path
) -> None:
    place.write(*WRITES)
    before = place.content()

    killed = place.run("manage.py", "shell", "--no-imports", "-c", KILLED.format(file=str(backup)))

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert place.content() == before
    # And does not stand in the way of another one.
    place.manage("restore", backup, "--yes")
    assert place.content() == office.content()


def test_an_older_backup_is_brought_up_to_the_program(
    office: Place, place: Place, tmp_path: Path
) -> None:
    place.manage("migrate", "sessions", "zero", "--verbosity=0")
    place.manage("backup", tmp_path / "older.zip")
    with opened(tmp_path / "older.zip") as reader:
        assert ("sessions", "0001_initial") not in reader.manifest.applied
    place.manage("migrate", "--verbosity=0")

    place.manage("restore", tmp_path / "older.zip", "--yes")

    assert "[ ]" not in place.manage("showmigrations", "--plan")
    found, before = place.content(), office.content()
    assert found["django_session"] == []
    assert found["benchmark_rating"] == before["benchmark_rating"]


def test_tables_of_an_app_that_was_given_up_do_not_stand_in_the_way(
    office: Place, backup: Path, place: Place, tmp_path: Path
) -> None:
    def given_up(manifest: dict[str, Any]) -> None:
        manifest["migrations"].append(["given_up", "0001_initial"])
        if manifest["tables"]:
            manifest["tables"]["given_up"] = {"columns": ["id"], "rows": 1, "sequences": {}}
            manifest["members"]["tables/given_up"] = {
                "bytes": 2,
                "sha256": hashlib.sha256(b"1\n").hexdigest(),
            }

    file = rewritten(backup, tmp_path / "b.zip", given_up)
    with zipfile.ZipFile(file, "a") as archive:
        if "tables/benchmark_user" in archive.namelist():
            archive.writestr("tables/given_up", b"1\n")
    place.write(*WRITES)
    place.manage("restore", file, "--yes")
    assert place.content() == office.content()


def test_without_yes_the_backup_is_only_checked(place: Place, backup: Path) -> None:
    before = place.content()
    said = place.refused("restore", backup)
    assert "--yes" in said
    assert "made at" in said
    assert place.content() == before


def rewritten(file: Path, target: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """The same backup, but for its manifest."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                said = json.loads(content)
                change(said)
                content = json.dumps(said).encode()
            new.writestr(name, content)
    return target


def from_the_future(manifest: dict[str, Any]) -> None:
    manifest["format"] = 2


def of_a_newer_program(manifest: dict[str, Any]) -> None:
    manifest["migrations"].append(["benchmark", "9999_not_yet_thought_of"])


def of_another_engine(manifest: dict[str, Any]) -> None:
    manifest["engine"] = "mysql"


def of_another_product(manifest: dict[str, Any]) -> None:
    manifest["kind"] = "something else"


def with_another_checksum(manifest: dict[str, Any]) -> None:
    manifest["members"]["secret_key"]["sha256"] = "0" * 64


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (from_the_future, "newer version"),
        (of_a_newer_program, "9999_not_yet_thought_of"),
        (of_another_engine, "mysql"),
        (of_another_product, "no backup of this product"),
        (with_another_checksum, "damaged"),
    ],
)
def test_what_does_not_belong_here_is_refused_and_nothing_touched(
    place: Place, backup: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    before = place.content()
    assert said in place.refused("restore", rewritten(backup, tmp_path / "b.zip", change), "--yes")
    assert place.content() == before


def test_tables_that_the_program_does_not_know_are_refused_and_nothing_touched(
    place: Place, tmp_path: Path
) -> None:
    place.write("ALTER TABLE benchmark_industry RENAME COLUMN description TO described")
    place.manage("backup", tmp_path / "b.zip")
    place.write("ALTER TABLE benchmark_industry RENAME COLUMN described TO description", CHANGED)
    before = place.content()
    assert "does not fit" in place.refused("restore", tmp_path / "b.zip", "--yes")
    assert place.content() == before


def test_a_cut_or_foreign_file_is_refused_and_nothing_touched(
    place: Place, backup: Path, tmp_path: Path
) -> None:
    before, file = place.content(), tmp_path / "b.zip"
    file.write_bytes(backup.read_bytes()[:-100])
    assert "damaged or incomplete" in place.refused("restore", file, "--yes")
    file.write_text("许都市工信局")
    assert "no backup of this product" in place.refused("restore", file, "--yes")
    assert "Not restored" in place.refused("restore", tmp_path / "none.zip", "--yes")
    assert place.content() == before


def test_a_backup_is_for_its_owner_alone_and_replaces_an_earlier_one_only(
    place: Place, backup: Path, tmp_path: Path
) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    file = tmp_path / "b.zip"
    file.write_bytes(backup.read_bytes())
    place.manage("backup", file)
    assert file.read_bytes() != backup.read_bytes()

    key = place.folder / "secret_key"
    before = key.read_text()
    assert "is there already" in place.refused("backup", key)
    assert key.read_text() == before
    assert "No backup was made" in place.refused("backup", tmp_path / "nowhere" / "b.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "place"]


def test_in_a_folder_backups_get_names_and_the_newest_stay(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("20260101-000000", "20260102-000000"):
        (folder / f"cluster-benchmark-{name}.zip").write_text("an older one")
    (folder / "letter.zip").write_text("not ours")

    said = place.manage("backup", folder, "--keep", "2")

    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "cluster-benchmark-20260102-000000.zip"
    assert names[2] == "letter.zip"
    assert f"{folder / names[1]} (" in said
    assert "20260101" in said
    assert "needs a folder" in place.refused("backup", tmp_path / "b.zip", "--keep", "2")


def test_it_says_how_far_it_is(place: Place, tmp_path: Path) -> None:
    file = str(tmp_path / "b.zip")
    made = place.run("manage.py", "backup", file)
    assert "writing the backup 100%" in made.stderr
    assert "checking the backup 100%" in made.stderr
    assert "restoring the database 100%" in place.run("manage.py", "restore", file, "--yes").stderr


def test_where_nothing_is_set_up_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    place = new_place(tmp_path / "empty")
    assert "no backup was made" in place.refused("backup", tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A backup of two members, without a database."""
    with (
        (file := tmp_path / "small.zip").open("wb") as stream,
        ArchiveWriter(stream) as writer,
    ):
        writer.add("secret_key", [b"key"])
        writer.add("tables/a", [b"1\t2\n", b"3\t4\n" * 50])
        table = Table(["x", "y"], 51, {"x": [51, True]})
        writer.finish(
            Manifest("2026-11-27", "0.1.0", "postgresql", {}, [], writer.members, {"a": table})
        )
    return file


def whole(file: Path) -> tuple[Manifest, list[bytes]]:
    with opened(file) as reader:
        reader.check(lambda *said: None)
        return reader.manifest, [reader.read(name) for name in reader.manifest.members]


def test_a_backup_is_read_as_it_was_written(small: Path) -> None:
    manifest, (key, rows) = whole(small)
    assert manifest.tables == {"a": Table(["x", "y"], 51, {"x": [51, True]})}
    assert (key, rows) == (b"key", b"1\t2\n" + b"3\t4\n" * 50)


def test_no_damage_is_taken_for_content(small: Path) -> None:
    """Each byte turned over, and the file cut at each: refused, or nothing of it is different."""
    content, before = small.read_bytes(), whole(small)
    versions = [content[:end] for end in range(len(content))]
    versions += [
        content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :] for at in range(len(content))
    ]
    refused = 0
    for version in versions:
        small.write_bytes(version)
        try:
            found = whole(small)
        except ArchiveError:
            refused += 1
        else:
            assert found == before
    assert refused > len(content) * 1.5
