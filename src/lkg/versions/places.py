"""The two sides of a comparison: graphs wherever they lie, or revisions of a graph's folder in git."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lkg.errors import MissingFile, Misuse
from lkg.graphs import Graph, open_graph

SHOWN = 5
"""versions that a message lists"""
LAST = "HEAD"
"""the revision that is meant where none is named"""
NAMED = "%h, %as: %s"
"""how git tells of a revision: short name, day, subject"""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


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

    A day is its last revision. Raises MissingFile where it is no place, and there is no repository or no such revision.
    """
    if isinstance(place, Graph):
        yield Side("the graph", place, place.folder)
    elif Path(place).exists() or str(place).startswith(("http://", "https://")):
        found = open_graph(place)
        yield Side("this folder" if str(place) == "." else str(place), found, found.folder)
    else:
        with TemporaryDirectory(prefix="lkg-") as aside:
            out, repository = Path(aside), Repository.of(folder, str(place))
            commit = repository.commit(str(place))
            repository.take_out(commit, out, str(place))
            yield Side(f"{place} ({repository.day(commit)})", open_graph(out), out)


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, and where in it a graph's folder lies."""

    root: Path
    inside: str
    """the folder's path in the repository, empty where it is the whole"""

    @classmethod
    def of(cls, folder: Path | None, wanted: str = "") -> Repository:
        """The repository in which a graph's folder lies; raises MissingFile where it lies in none."""
        typed = wanted not in ("", LAST)
        asked = f"There is no file or folder {wanted}. It could be a revision, but " if typed else ""
        if folder is None or not folder.is_dir():
            raise MissingFile(f"{asked}the graph has no folder that git could know. Name two folders or files.")
        try:
            root = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
        except _Refused as error:
            if "not a git repository" not in str(error):
                raise
            raise MissingFile(
                f"{asked}{folder} lies in no git repository, so it has no earlier versions. Name two folders or "
                f"files; or let git keep them from now on: git -C {folder} init && git -C {folder} add . && "
                f"git -C {folder} commit -m first"
            ) from None
        inside = folder.resolve().relative_to(root.resolve()).as_posix()
        return cls(root, "" if inside == "." else inside)

    def git(self, *words: str) -> bytes:
        """What git prints, with the repository's root as its place."""
        return _git(self.root, *words)

    def commit(self, revision: str) -> str:
        """The full name of a revision, or of the last one of a day; raises MissingFile with those that there are."""
        found = self._of_day(revision) or self._named(revision)
        if found:
            return found
        recent = self._recent()
        if not recent:
            raise MissingFile(
                f"There is no file or folder {revision!r}, and no revision yet in {self.root}: nothing was committed. "
                f"Keep the folder as it is now: git -C {self.root} add . && git -C {self.root} commit -m first"
            )
        tags = self.git("tag", "--sort=-creatordate").decode().split()[:SHOWN]
        tagged = f" Tagged versions: {', '.join(tags)}." if tags else ""
        none = "none by that day" if _DAY.fullmatch(revision) else "no such revision"
        raise MissingFile(
            f"There is no file or folder {revision!r}, and {none} in {self.root}.{tagged} The last revisions in which "
            f"the graph was changed: {'; '.join(recent)}."
        )

    def _named(self, revision: str) -> str:
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        with suppress(_Refused):
            return self.git(*words).decode().strip()
        return ""

    def _of_day(self, text: str) -> str:
        """The last revision of a day or before it; empty for what is no day."""
        if not _DAY.fullmatch(text):
            return ""
        with suppress(_Refused):
            return self.git("rev-list", "-1", f"--before={text}T23:59:59", "HEAD").decode().strip()
        return ""

    def _recent(self) -> list[str]:
        with suppress(_Refused):
            told = self.git("log", f"-{SHOWN}", f"--format={NAMED}", "--", self.inside or ".")
            return told.decode("utf-8", "replace").splitlines()
        return []

    def day(self, commit: str) -> str:
        """The day of a revision, and its name in short."""
        return self.git("log", "-1", "--format=%as, %h", commit).decode().strip()

    def take_out(self, commit: str, into: Path, named: str) -> None:
        """Write the folder as it was in a revision; raises MissingFile where it was not there yet."""
        try:
            packed = self.git("archive", "--format=tar", f"{commit}:{self.inside}")
        except _Refused:
            raise MissingFile(f"In {named} of {self.root} there is no folder {self.inside}.") from None
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
