"""Build the explorer's bundle while the package is made, where npm is there and the bundle is missing or old."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

EXPLORER = Path("src/lkg/explorer")
SOURCES = ("source/**/*.ts", "styles/*.css", "*.html", "mark.svg", "build.mjs", "package-lock.json")
COMMANDS = (("ci", "--ignore-scripts", "--no-audit", "--no-fund"), ("run", "build"))


class ExplorerHook(BuildHookInterface[Any]):  # type: ignore[misc]
    """An sdist carries the bundle, so installing from one needs no Node; neither does working on the Python alone."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build unless there is nothing to do; only a wheel or sdist to be given away fails for want of a bundle."""
        folder = Path(self.root) / EXPLORER
        if is_current(folder):
            return
        npm = shutil.which("npm")
        if npm is None:
            self.app.display_warning("npm is not there, so the explorer is not built; all else works. Install Node 20.")
            return
        try:
            build(npm, folder)
        except subprocess.CalledProcessError as error:
            if version != "editable":
                raise
            self.app.display_warning(f"The explorer could not be built ({error}); all else works.")


def is_current(folder: Path) -> bool:
    """Whether the bundles are there and no source is younger."""
    bundles = [folder / "built" / name for name in ("app.js", "widget.js", "viewer.html")]
    youngest = max((each.stat().st_mtime for each in sources(folder)), default=0)
    return all(bundle.is_file() and bundle.stat().st_mtime >= youngest for bundle in bundles)


def sources(folder: Path) -> Iterator[Path]:
    """The files from which the bundle is made."""
    for pattern in SOURCES:
        yield from folder.glob(pattern)


def build(npm: str, folder: Path) -> None:
    """Install what the lock file names, without running its scripts, and bundle."""
    for command in COMMANDS:
        subprocess.run([npm, *command], cwd=folder, check=True)
