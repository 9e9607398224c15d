"""The two sides of a comparison: graphs wherever they lie, or revisions of a graph's folder in git."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lkg.errors import MissingFile, Misuse
from lkg.graphs import Graph, open_graph

TAGS = 5
"""names of versions that a message lists"""


@dataclass(frozen=True, slots=True)
class Side:
    """A graph to compare, and what it is called."""

    name: str
    graph: Graph
    folder: Path | None = None
    """its files, where it has a folder"""


@contextmanager
def side(place: str | Path | Graph, folder: Path | None = None) -> Iterator[Side]:
    """A graph, a folder, file or store that is there; else a git revision of `folder`, in a temporary folder.

    Raises MissingFile where it is no place, and there is no repository or no such revision.
    """
    if isinstance(place, Graph):
        yield Side("the graph", place, place.folder)
    elif Path(place).exists() or str(place).startswith(("http://", "https://")):
        found = open_graph(place)
        yield Side(str(place), found, found.folder)
    else:
        with TemporaryDirectory(prefix="lkg-") as aside:
            out = Path(aside)
            Repository.of(folder, str(place)).take_out(str(place), out)
            yield Side(str(place), open_graph(out), out)


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, and where in it a graph's folder lies."""

    root: Path
    inside: str
    """the folder's path in the repository, empty where it is the whole"""

    @classmethod
    def of(cls, folder: Path | None, wanted: str = "") -> Repository:
        """The repository in which a graph's folder lies; raises MissingFile where it lies in none."""
        asked = f"There is no file or folder {wanted}, and" if wanted else "There is no history:"
        if folder is None or not folder.is_dir():
            raise MissingFile(f"{asked} the graph has no folder that git could know. Name two folders or files.")
        try:
            root = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
        except _Refused as error:
            if "not a git repository" not in str(error):
                raise
            raise MissingFile(
                f"{asked} {folder} lies in no git repository. Name two folders or files, or begin one: "
                f"git -C {folder} init && git -C {folder} add . && git -C {folder} commit -m first"
            ) from None
        inside = folder.resolve().relative_to(root.resolve()).as_posix()
        return cls(root, "" if inside == "." else inside)

    def git(self, *words: str) -> bytes:
        """What git prints, with the repository's root as its place."""
        return _git(self.root, *words)

    def commit(self, revision: str) -> str:
        """The full name of a revision; raises MissingFile with names of versions that there are."""
        try:
            return (
                self.git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
                .decode()
                .strip()
            )
        except _Refused:
            tags = self.git("tag", "--sort=-creatordate").decode().split()[:TAGS]
            known = (
                f"its versions are {', '.join(tags)}" if tags else "it has no tags; try HEAD, HEAD~1 or a day's commit"
            )
            raise MissingFile(
                f"There is no file or folder {revision!r}, and no such revision in {self.root}: {known}."
            ) from None

    def take_out(self, revision: str, into: Path) -> None:
        """Write the folder as it was in a revision; raises MissingFile where it was not there yet."""
        commit = self.commit(revision)
        try:
            packed = self.git("archive", "--format=tar", f"{commit}:{self.inside}")
        except _Refused:
            raise MissingFile(f"In {revision} of {self.root} there is no folder {self.inside}.") from None
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(into, filter="data")


class _Refused(Misuse):
    """Git ended with an error, which it tells itself."""


def _git(place: Path, *words: str) -> bytes:
    try:
        # its messages are told apart by their words, which must not be translated
        own = os.environ | {"LC_ALL": "C"}
        done = subprocess.run(["git", "-C", str(place), *words], capture_output=True, check=False, env=own)
    except FileNotFoundError:
        raise Misuse("git is not installed here, and versions of a folder are what it keeps. Install git.") from None
    if done.returncode:
        raise _Refused(f"git says: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout
