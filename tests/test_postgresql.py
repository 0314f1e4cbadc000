"""The tests' own PostgreSQL: found where it is, and its absence is not passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import postgresql


def test_where_there_is_none_it_says_so_and_runs_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(postgresql, "programs", lambda: None)
    monkeypatch.setattr(postgresql, "cluster", None)
    assert postgresql.main(["tests"]) == 0
    assert "POSTGRESQL WAS LEFT OUT" in capsys.readouterr().err


def test_programs_come_from_the_path_or_are_those_of_the_newest_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for version in ("9.6", "15", "17"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        (folder / "initdb").touch()
        if version != "17":
            (folder / "postgres").touch()
    monkeypatch.setattr(postgresql, "BASES", [tmp_path])
    monkeypatch.setattr(postgresql.shutil, "which", lambda name: None)
    assert postgresql.programs() == tmp_path / "15" / "bin"

    on_path = str(tmp_path / "9.6" / "bin" / "initdb")
    monkeypatch.setattr(postgresql.shutil, "which", lambda name: on_path)
    assert postgresql.programs() == tmp_path / "9.6" / "bin"
