"""Versions of a graph: what is otherwise in another one, one made of two, the history of a claim, what is cited.

Names are loaded when they are first used: who compares two versions has no need of what draws a release again.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lkg.versions.comparing import Differences as Differences
    from lkg.versions.comparing import diff as diff
    from lkg.versions.history import Step as Step
    from lkg.versions.history import log as log
    from lkg.versions.merging import Merged as Merged
    from lkg.versions.merging import merge as merge
    from lkg.versions.releasing import Release as Release
    from lkg.versions.releasing import release as release
    from lkg.versions.reproducing import reproduce as reproduce
    from lkg.versions.verifying import verify as verify

_HOME = {
    "Differences": "comparing",
    "diff": "comparing",
    "Step": "history",
    "log": "history",
    "Merged": "merging",
    "merge": "merging",
    "Release": "releasing",
    "release": "releasing",
    "reproduce": "reproducing",
    "verify": "verifying",
}

__all__ = ["Differences", "Merged", "Release", "Step", "diff", "log", "merge", "release", "reproduce", "verify"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'lkg.versions' has no attribute {name!r}")
    return getattr(importlib.import_module(f"lkg.versions.{_HOME[name]}"), name)
