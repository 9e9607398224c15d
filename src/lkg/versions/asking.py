"""Which findings are compared between two versions; apart from what compares them, which takes long to load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DRAWS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """Under which lens findings are compared, by which measure, and between whom paths are looked for."""

    lens: str = "default"
    options: Mapping[str, Any] = field(default_factory=dict)
    by: str = "betweenness"
    focus: tuple[str, ...] = ()
    draws: int = DRAWS
    seed: int = 1
