"""The file of a backup: a ZIP of members and a manifest that knows the checksum of each."""

from __future__ import annotations

import errno
import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from benchmark.scoring.framework import Text

FORMAT: Final = 1
KIND: Final = "cluster-benchmark backup"
MANIFEST: Final = "manifest.json"
SECRET_KEY: Final = "secret_key"  # noqa: S105
# No manifest of ours comes near it: a forged one must not fill the memory.
_LARGEST_MANIFEST: Final = 4 << 20
PIECE: Final = 1 << 20
# How a ZIP file shows that its bytes are not those that were written.
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError,
    ValueError, TypeError, OverflowError,
)  # fmt: skip

# Called with what is being done, how far it is and how far it goes, in bytes or rows.
Progress = Callable[[Text, int, int], None]


class ArchiveError(Exception):
    """A backup that cannot be made or restored, and why. Nothing was changed."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def damaged() -> ArchiveError:
    return ArchiveError(
        Text(
            zh="备份文件已损坏或不完整，没有恢复。请换用另一份备份。",
            en="The backup is damaged or incomplete. Use another one.",
        )
    )


def foreign() -> ArchiveError:
    return ArchiveError(
        Text(zh="这不是本系统的备份文件。", en="The file is no backup of this product.")
    )


def newer(said: str) -> ArchiveError:
    return ArchiveError(
        Text(
            zh=f"备份由更新的版本制作（{said}）。请先升级程序，再恢复。",
            en=f"The backup was made by a newer version ({said}). Upgrade the program first.",
        )
    )


def does_not_fit(said: str) -> ArchiveError:
    return ArchiveError(
        Text(
            zh=f"备份与本程序不相容（{said}），没有恢复。",
            en=f"The backup does not fit this program ({said}). Nothing was changed.",
        )
    )


@dataclass(frozen=True, slots=True)
class Member:
    """Of the archive: how long it is and the SHA-256 of its bytes."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """Of a database server: the columns in the order of the member, how many rows there are, and
    where its sequences stand, as {column: [last value, whether it was given out]}."""

    columns: list[str]
    rows: int
    sequences: dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup. `made_at` is an ISO time with its zone; `engine` is Django's name of the
    vendor; `migrations` are the applied ones as [app, name]; `tables` are of a server only."""

    made_at: str
    product: str
    engine: str
    versions: dict[str, str]
    migrations: list[list[str]]
    members: dict[str, Member] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)

    def as_json(self) -> bytes:
        content = {"kind": KIND, "format": FORMAT, **asdict(self)}
        return json.dumps(content, ensure_ascii=False, indent=1).encode()

    @property
    def applied(self) -> list[tuple[str, str]]:
        return [(app, name) for app, name in self.migrations]


class ArchiveWriter(AbstractContextManager["ArchiveWriter"]):
    """Writes members, each once; `finish` with their manifest makes it a backup."""

    def __init__(self, file: IO[bytes]) -> None:
        # Office data shrinks to a tenth at the quickest level already.
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self.members: dict[str, Member] = {}

    def add(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        digest, length = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                length += len(piece)
        self.members[name] = Member(length, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        self._zip.writestr(MANIFEST, manifest.as_json())

    def __exit__(self, *error: object) -> None:
        self._zip.close()


class ArchiveReader:
    """A backup that is there to be read. Every method raises ArchiveError where it is damaged."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive
        self.manifest = self._read_manifest()

    def _read_manifest(self) -> Manifest:
        if MANIFEST not in self._zip.namelist():
            raise foreign()
        with _read_as_written():
            if self._zip.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
                raise foreign()
            content = json.loads(self._zip.read(MANIFEST))
            if not isinstance(content, dict) or content.pop("kind", None) != KIND:
                raise foreign()
            if (made_by := content.pop("format")) > FORMAT:
                raise newer(f"format {made_by}")
            manifest = Manifest(**content)
            members = {name: Member(**said) for name, said in content["members"].items()}
            tables = {name: Table(**said) for name, said in content["tables"].items()}
        if {*members, MANIFEST} != {*self._zip.namelist()} or SECRET_KEY not in members:
            raise damaged()
        return Manifest(**{**_fields(manifest), "members": members, "tables": tables})

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a member, piece by piece; the last comes once all are as written."""
        said, digest, length = self.manifest.members[name], hashlib.sha256(), 0
        with _read_as_written(), self._zip.open(name) as member:
            while piece := member.read(PIECE):
                digest.update(piece)
                length += len(piece)
                yield piece
        if (length, digest.hexdigest()) != (said.bytes, said.sha256):
            raise damaged()

    def read(self, name: str) -> bytes:
        return b"".join(self.pieces(name))

    def check(self, progress: Progress) -> None:
        """Reads all of it against the checksums."""
        doing = Text(zh="校验备份", en="checking the backup")
        whole, done = sum(member.bytes for member in self.manifest.members.values()), 0
        for name in self.manifest.members:
            for piece in self.pieces(name):
                done += len(piece)
                progress(doing, done, whole)


@contextmanager
def opened(file: Path) -> Iterator[ArchiveReader]:
    """The backup of that name. Raises ArchiveError; OSError where it cannot be read."""
    with file.open("rb") as stream:
        begins_as_one = stream.read(4) == b"PK\x03\x04"
        try:
            archive = zipfile.ZipFile(stream)
        except _DAMAGE as error:
            raise damaged() if begins_as_one else foreign() from error
        with archive:
            yield ArchiveReader(archive)


@contextmanager
def _read_as_written() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise damaged() from error
    except OSError as error:
        # A place before the file's beginning.
        if error.errno == errno.EINVAL:
            raise damaged() from error
        raise


def _fields(manifest: Manifest) -> dict[str, Any]:
    return {name: getattr(manifest, name) for name in Manifest.__dataclass_fields__}
