"""The lists of English words that the grammar rests on, from the table beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

_TABLE: Mapping[str, str] = tomllib.loads(Path(__file__).with_name("english.toml").read_text(encoding="utf-8"))


def english(name: str) -> frozenset[str]:
    """A list of words by its name in the table.

    >>> sorted(english("relative"))
    ['where', 'which', 'who', 'whom', 'whose']
    """
    return frozenset(_TABLE[name].split())


def stems(*names: str) -> tuple[str, ...]:
    """Stems with which the words of some lists begin, for `str.startswith`.

    >>> "accusing".startswith(stems("blaming"))
    True
    """
    return tuple(stem for name in names for stem in sorted(english(name)))
