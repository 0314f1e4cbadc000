"""Static files that installed packages carry: served from there, never copied into the repo."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

# Package, folder inside it, file names, folder under /static/.
PACKAGE_FILES = [
    ("bootstrap", "css", ["bootstrap.min.css", "bootstrap.min.css.map"], "bootstrap"),
    ("bootstrap", "js", ["bootstrap.bundle.min.js", "bootstrap.bundle.min.js.map"], "bootstrap"),
    ("plotly", "package_data", ["plotly.min.js"], "plotly"),
]


class PackageFilesFinder(BaseFinder):
    """Finds exactly the files named in PACKAGE_FILES."""

    def _entries(self) -> Iterator[tuple[str, Path, str]]:
        for package, folder, names, prefix in PACKAGE_FILES:
            # The folder is joined first: a package without __init__ is no single path by itself.
            root = Path(str(files(package).joinpath(folder)))
            for name in names:
                yield f"{prefix}/{name}", root, name

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [str(root / name) for target, root, name in self._entries() if target == path]
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        for target, root, name in self._entries():
            storage = FileSystemStorage(location=str(root))
            storage.prefix = target.removesuffix(f"/{name}")  # type: ignore[attr-defined]
            yield name, storage
