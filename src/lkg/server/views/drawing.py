"""Networks to be drawn: actors with their places, ties, figures and files."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from lkg import exports
from lkg.errors import EmptyNetwork, Misuse
from lkg.graphs import Graph
from lkg.networks import Network, Tie
from lkg.server.files import File
from lkg.server.views import places
from lkg.server.views.asking import Given
from lkg.server.views.evidence import beneath, name_of, words_of
from lkg.server.views.parts import part


def network(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """The ties of a lens, and actors with places; these are a draft unless the final ones are known already."""
    asked = Given(given)
    drawn_only, with_claims = asked.text("drawn", "yes") == "yes", asked.text("claims", "no") == "yes"
    around = asked.text("part", "")
    net = asked.network(graph)
    found = drawn(net, drawn_only=drawn_only, around=around)
    return found | beneath(net, {tie["id"] for tie in found["ties"]}) if with_claims else found


def drawn(net: Network, *, drawn_only: bool = True, final: bool = False, around: str = "") -> dict[str, Any]:
    """What a drawing of a network needs; `final` waits for the places that a printed figure has.

    Of a large network it is a part: the actors with most partners, or those `around` one. Only they have places.

    >>> import lkg
    >>> found = drawn(lkg.network(lkg.open(), "taiwan-dispute"))
    >>> len(found["nodes"]), found["size"]["actors"], found["note"]
    (28, 28, '')
    """
    if not net.ties:
        return _described(net) | {"nodes": [], "ties": [], "note": "This lens sees no tie.", "draft": False}
    shown, note = part(net, around) or (net, "")
    standing, is_draft = (places.final(shown), False) if final else places.at_once(shown)
    given = shown if drawn_only else net
    return _described(net) | {
        "note": note if drawn_only else "",
        "draft": is_draft,
        "nodes": [_node(net, actor, standing.get(actor)) for actor in given.actors],
        "ties": [_tie(tie) for tie in given.ties],
    }


def positions(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """The final places of the actors of a lens, as a printed figure has them; they may take some seconds."""
    net = Given(given).network(graph)
    if not net.ties:
        return {"positions": {}}
    standing = places.final(net)
    return {"positions": {actor: [round(found[0], 1), round(found[1], 1)] for actor, found in standing.items()}}


def figure(graph: Graph, given: Mapping[str, Any]) -> File:
    """The network as in print."""
    from lkg import figures

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
    x, y, radius, rank = place or (None,) * 4
    facts = net.actors[actor]
    return {
        "id": actor,
        "label": _label(net, actor),
        "kind": facts["kind"],
        "kind_label": words_of(facts["kind"]),
        "group": facts["group"],
        "contested": bool(facts["contested"]),
        "ego": actor == net.graph.record.ego,
        "x": x and round(x, 1),
        "y": y and round(y, 1),
        "size": radius and round(radius, 2),
        "rank": rank,
    }


def _label(net: Network, actor: str) -> str:
    """The label; one in another script has a Latin name in brackets, for readers and machines that lack the script."""
    label = str(net.actors[actor]["label"])
    known = None if _is_latin(label) else net.graph.record.actors.get(actor)
    latin = next((name for name, _ in known.aliases if _is_latin(name)), "") if known else ""
    return f"{label} ({latin})" if latin else label


def _is_latin(text: str) -> bool:
    return any(unicodedata.name(letter, "").startswith("LATIN") for letter in text)


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
        "symmetric": tie.mutual,
        "via": tie.via,
    }
