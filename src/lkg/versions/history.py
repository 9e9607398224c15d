"""The history of one claim: through all revisions of the folder that holds it, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from lkg.claims import Claim, reading
from lkg.errors import InvalidFile, Misuse
from lkg.graphs import open_graph
from lkg.versions.fields import FieldChange, field_changes
from lkg.versions.places import Repository
from lkg.vocab import absolute, local, nearest

FORMAT = "%H%x1f%P%x1f%an%x1f%as%x1f%s"


@dataclass(frozen=True, slots=True)
class Step:
    """One revision in which a claim became another, with what it was before and what it is now."""

    revision: str
    """empty for what is not committed yet"""
    author: str
    day: str
    subject: str
    """what the author says of the revision"""
    before: Claim | None
    after: Claim | None

    @property
    def change(self) -> str:
        """added, withdrawn, reinstated, removed or changed."""
        if self.before is None or self.after is None:
            return "added" if self.before is None else "removed"
        if bool(self.before.withdrawal) == bool(self.after.withdrawal):
            return "changed"
        return "withdrawn" if self.after.withdrawal else "reinstated"

    @property
    def fields(self) -> list[FieldChange]:
        """The fields that became others; none where it was added or removed."""
        return field_changes(self.before, self.after) if self.before and self.after else []


def log(claim: str, folder: Path) -> list[Step]:
    """Every revision of a graph's folder in which a claim became another, the first one first.

    A revision counts where the claim is another than in each of its parents, so that merging two lines of work is no
    change. A folder that was moved is followed from its move on. Raises MissingFile where the folder lies in no
    repository, Misuse for a claim that was never there.
    """
    name = claim.removeprefix("claim:")
    repository = Repository.of(folder)
    seen = _Seen(repository, name)
    steps = list(_steps(repository, seen))
    now = _now(folder, name)
    last = seen.claim("HEAD") if steps else None
    if now != last:
        steps.append(Step("", "", "", "not committed yet", last, now))
    if not steps:
        raise Misuse(f"No revision of {folder} has a claim {name!r}. {_hint(name, folder)}")
    return steps


def _hint(name: str, folder: Path) -> str:
    known = sorted(open_graph(folder).recorded.claims)
    near = nearest(name, known)
    return f"Did you mean {' or '.join(near)}?" if near else f"Claims are called {', '.join(known[:3])} …"


def _steps(repository: Repository, seen: _Seen) -> Iterator[Step]:
    if not repository.git("rev-list", "--all", "--max-count=1"):
        return
    limits = ["--", repository.inside or "."]
    told = repository.git("log", "--topo-order", "--reverse", "--full-history", f"--format={FORMAT}", *limits)
    for line in told.decode("utf-8", "replace").splitlines():
        revision, parents, author, day, subject = line.split("\x1f", 4)
        after = seen.claim(revision)
        befores = [seen.claim(parent) for parent in parents.split()] or [None]
        if all(before != after for before in befores):
            yield Step(revision[:9], author, day, subject, befores[0], after)


def _now(folder: Path, name: str) -> Claim | None:
    try:
        return open_graph(folder).recorded.claims.get(name)
    except InvalidFile:
        # a folder under work that cannot be read says nothing; `lkg check` names its faults
        return None


@dataclass
class _Seen:
    """The claim as it was in each revision; a file that did not change is read once."""

    repository: Repository
    name: str
    _files: dict[str, list[ox.Quad]] = field(default_factory=dict)
    _claims: dict[str, Claim | None] = field(default_factory=dict)

    def claim(self, revision: str) -> Claim | None:
        """The claim in a revision, None where it was not there."""
        if revision not in self._claims:
            self._claims[revision] = self._read(revision)
        return self._claims[revision]

    def _read(self, revision: str) -> Claim | None:
        quads = [quad for blob in self._blobs(revision) for quad in self._quads(blob)]
        try:
            return reading.read_claim(absolute(self.name, "claim"), quads)
        except (KeyError, InvalidFile):
            return None

    def _blobs(self, revision: str) -> Iterator[str]:
        """The Turtle files of the folder in a revision, by the name of their content."""
        inside = [self.repository.inside] if self.repository.inside else []
        listed = self.repository.git("ls-tree", "-r", "-z", revision, "--", *inside).decode("utf-8", "replace")
        for entry in filter(None, listed.split("\0")):
            about, _, path = entry.partition("\t")
            if path.endswith(".ttl"):
                yield about.split()[2]

    def _quads(self, blob: str) -> list[ox.Quad]:
        if blob not in self._files:
            content = self.repository.git("cat-file", "blob", blob)
            self._files[blob] = self._about(content) if self.name.encode() in content else []
        return self._files[blob]

    def _about(self, content: bytes) -> list[ox.Quad]:
        """What a file says of the claim and of its parts, its passage and disputes."""
        try:
            quads = list(ox.parse(content, format=ox.RdfFormat.TURTLE))
        except SyntaxError:
            return []
        return [quad for quad in quads if self._is_part(local(quad.subject.value))]

    def _is_part(self, id: str) -> bool:
        return id == self.name or id.startswith(f"{self.name}-")


def rows(steps: list[Step]) -> list[Mapping[str, str]]:
    """The steps as plain rows."""
    return [
        {
            "day": step.day,
            "author": step.author,
            "revision": step.revision,
            "change": step.change,
            "how": "; ".join(change.words() for change in step.fields),
            "subject": step.subject,
        }
        for step in steps
    ]
