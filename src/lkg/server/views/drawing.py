"""Networks to be drawn: actors with their places, ties, figures and files."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from lkg import exports, figures
from lkg.errors import EmptyNetwork, Misuse
from lkg.graphs import Graph
from lkg.networks import Network, Tie
from lkg.receipt import VERSION
from lkg.server.files import File
from lkg.server.views.asking import Given
from lkg.server.views.evidence import name_of, words_of

CACHE = "LKG_CACHE"
"""the variable that names a folder in which places of actors are kept from one start to the next"""


def network(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """The ties of a lens, and actors with places; these are a draft unless the final ones are known already."""
    asked = Given(given)
    drawn_only = asked.text("drawn", "yes") == "yes"
    net = asked.network(graph)
    if not net.ties:
        return _described(net) | {"nodes": [], "ties": [], "note": "This lens sees no tie.", "draft": False}
    known = _kept(net)
    standing, note = known or _standing(net, draft=True)
    shown = standing if drawn_only else net.actors
    return _described(net) | {
        "note": note,
        "draft": known is None,
        "nodes": [_node(net, actor, standing[actor]) for actor in net.actors if actor in shown],
        "ties": [_tie(tie) for tie in net.ties if tie.source in shown and tie.target in shown],
    }


def positions(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """The final places of the actors of a lens, as a printed figure has them; they may take some seconds."""
    net = Given(given).network(graph)
    if not net.ties:
        return {"positions": {}}
    standing, _ = _kept(net) or _keep(net, _standing(net, draft=False))
    return {"positions": {actor: [round(found[0], 1), round(found[1], 1)] for actor, found in standing.items()}}


def figure(graph: Graph, given: Mapping[str, Any]) -> File:
    """The network as in print."""
    asked = Given(given)
    form, title = asked.text("format", "svg"), asked.text("title", "")
    if form not in ("svg", "png", "pdf"):
        raise Misuse(f"format={form!r} is no picture. Use svg, png or pdf.")
    net = asked.network(graph)
    ego = [graph.record.ego] if graph.record.ego else []
    drawn = figures.network(net, title=title or net.lens.heading(), source=net.words(), unranked=ego)
    return File(f"network.{form}", drawn.render(f".{form}", net.receipt.to_dict()))


def export(graph: Graph, given: Mapping[str, Any]) -> File:
    """The network as a file for other programs."""
    asked = Given(given)
    form = asked.text("format", "graphml")
    net = asked.network(graph)
    writers: dict[str, Callable[[Network], str]] = {
        **exports.NETWORK_FORMS,
        "csv": exports.tie_table,
        "json": lambda found: found.receipt.to_json(),
    }
    if form not in writers:
        raise Misuse(f"format={form!r} is not possible. Use {', '.join(writers)}.")
    if not net.ties:
        raise EmptyNetwork("The network has no ties under this lens. Widen its dates or relations.")
    return File(f"{'receipt' if form == 'json' else 'network'}.{form}", writers[form](net).encode())


def _described(net: Network) -> dict[str, Any]:
    return {
        "lens": net.lens.to_dict(),
        "words": net.lens.words(),
        "heading": net.lens.heading(),
        "about": net.words(),
        "size": {"actors": len(net), "ties": len(net.ties)},
        "receipt": net.receipt.to_dict(),
    }


def _node(net: Network, actor: str, place: Any) -> dict[str, Any]:
    x, y, radius, rank = place
    facts = net.actors[actor]
    return {
        "id": actor,
        "label": facts["label"],
        "kind": facts["kind"],
        "kind_label": words_of(facts["kind"]),
        "group": facts["group"],
        "contested": bool(facts["contested"]),
        "ego": actor == net.graph.record.ego,
        "x": round(x, 1),
        "y": round(y, 1),
        "size": round(radius, 2),
        "rank": rank,
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "id": name_of(tie),
        "source": tie.source,
        "target": tie.target,
        "relation": tie.relation,
        "label": words_of(tie.relation),
        "sign": tie.sign,
        "weight": tie.weight,
        "probability": round(tie.probability, 4),
        "claims": len(tie.claims),
        "voices": tie.voices,
        "first": tie.first,
        "last": tie.last,
        "contested": tie.contested,
        "alleged": tie.alleged,
        "uncited": tie.uncited,
        "symmetric": tie.symmetric,
        "via": tie.via,
    }


Standing = tuple[dict[Any, Any], str]


def _standing(net: Network, *, draft: bool) -> Standing:
    ego = net.graph.record.ego
    return figures.arrangement(net, draft=draft, unranked=[ego] if ego else [])


def _kept(net: Network) -> Standing | None:
    with suppress(OSError, ValueError):
        found = json.loads(_file(net).read_text(encoding="utf-8"))
        return found["standing"], found["note"]
    return None


def _keep(net: Network, found: Standing) -> Standing:
    """Put places down for the next time; a folder that cannot be written keeps nothing."""
    standing, note = found
    file = _file(net)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as aside:
            json.dump({"standing": standing, "note": note}, aside)
        Path(aside.name).replace(file)
    return found


def _file(net: Network) -> Path:
    ties = [(tie.source, tie.target, tie.sign, tie.weight) for tie in net.ties]
    key = hashlib.sha256(json.dumps([VERSION, list(net.actors), ties]).encode()).hexdigest()[:24]
    home = os.environ.get(CACHE) or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lkg"
    return Path(home) / "places" / f"{key}.json"
