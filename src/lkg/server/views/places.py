"""Where the actors of a drawing lie, kept from one start to the next: nothing else of a page takes as long."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from lkg.networks import Network
from lkg.receipt import VERSION

CACHE = "LKG_CACHE"
"""the variable that names a folder in which places are kept"""
FEW = 400
"""actors up to which places as in print are worked out; of more, a draft is all that can be waited for"""
Standing = dict[Any, Any]
"""actor → x, y, radius and rank, as `lkg.figures.arrangement` gives them"""


def final(net: Network) -> Standing:
    """The places that a printed figure has, kept or worked out now; a draft where there are many actors."""
    if len(net) > FEW:
        return _standing(net, draft=True)
    return _kept(net) or _keep(net, _standing(net, draft=False))


def at_once(net: Network) -> tuple[Standing, bool]:
    """The final places if they are kept, else a draft, and whether better ones are to be had."""
    known = _kept(net) if len(net) <= FEW else None
    return known or _standing(net, draft=True), known is None and len(net) <= FEW


def _standing(net: Network, *, draft: bool) -> Standing:
    # matplotlib, which measures the names, takes half of the time in which a page should be there
    from lkg import figures

    ego = net.graph.record.ego
    standing, _ = figures.arrangement(net, draft=draft, whole=True, unranked=[ego] if ego else [])
    return standing


def _kept(net: Network) -> Standing | None:
    with suppress(OSError, ValueError):
        found: Standing = json.loads(_file(net).read_text(encoding="utf-8"))
        return found
    return None


def _keep(net: Network, standing: Standing) -> Standing:
    """Put places down for the next time; a folder that cannot be written keeps nothing."""
    file = _file(net)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as aside:
            json.dump(standing, aside)
        Path(aside.name).replace(file)
    return standing


def _file(net: Network) -> Path:
    ties = [(tie.source, tie.target, tie.sign, tie.weight) for tie in net.ties]
    key = hashlib.sha256(json.dumps([VERSION, list(net.actors), ties]).encode()).hexdigest()[:24]
    home = os.environ.get(CACHE) or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lkg"
    return Path(home) / "drawn" / f"{key}.json"
