"""What a finding was derived from, so that anyone can derive it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Graph digest, lens, measure, parameters and seed of one finding.

    >>> Receipt("rank", "sha256:0", {"name": "default"}, {"by": "degree"}, seed=1).parameters
    {'by': 'degree'}
    """

    finding: str
    graph: str
    lens: Mapping[str, Any]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    version: str = VERSION

    def to_dict(self) -> dict[str, Any]:
        """A plain mapping, ready for JSON."""
        return asdict(self)

    def to_json(self) -> str:
        """One line of JSON with sorted keys, as it travels inside files.

        >>> Receipt("rank", "sha256:0", {}).to_json()
        '{"finding": "rank", "graph": "sha256:0", "lens": {}, "parameters": {}, "seed": null, "version": "0.1.0"}'
        """
        return json.dumps(self.to_dict(), sort_keys=True, ensure_ascii=False)


def digest(lines: Iterable[bytes]) -> str:
    """SHA-256 over sorted N-Triples lines: equal graphs have equal digests, however they were written.

    >>> digest([b"b\\n", b"a\\n"]) == digest([b"a\\n", b"b\\n"])
    True
    """
    total = hashlib.sha256()
    for line in sorted(lines):
        total.update(line)
    return f"sha256:{total.hexdigest()}"
