"""Versions of a graph: what is otherwise in another one, one made of two, the history of a claim, what is cited."""

from lkg.versions.comparing import Differences, diff
from lkg.versions.history import Step, log
from lkg.versions.merging import Merged, merge
from lkg.versions.releasing import Release, release
from lkg.versions.reproducing import reproduce

__all__ = ["Differences", "Merged", "Release", "Step", "diff", "log", "merge", "release", "reproduce"]
