"""What has to be said beside a balance: who stands where, against what, and how little it may be worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import networkx as nx

from lkg.analysis.balance.frustration import Frustration
from lkg.networks import Network

NAMED = 12
"""so many names stand in a note; the rows have them all"""


def notes(
    net: Network | nx.Graph,
    graph: nx.Graph,
    facts: Mapping[str, Any],
    found: Frustration,
    against: Sequence[Mapping[str, Any]],
) -> Iterator[str]:
    """The lines below a balance: counts, triads, frustration, camps by name, ties against them, and warnings."""
    yield (
        f"Pairs: {facts['pairs']} with a sign among {facts['actors']} actors "
        f"({facts['cooperative']} cooperative, {facts['in_conflict']} in conflict); "
        f"{facts['mixed']} mixed and {facts['neutral']} neutral pairs left out"
    )
    yield _triad_note(facts)
    yield _frustration_note(facts, found)
    if not facts["weighted"]:
        yield "Each pair counts once, however many claims lie beneath it; --weighted lets its weight count"
    yield from _camp_notes(graph, found)
    if against:
        several = any(_standing(node, camp, found) == "loose" for node, camp in found.camps.items())
        split = "one of several best splits" if several else "the best split"
        split = split if found.proved else "the best split found"
        yield f"Against {split}: {_listed([_pair_text(each) for each in against])}"
    if found.upper:
        weak = ", ".join(f"{cost:.4g} with {k}" for k, cost in facts["weak"].items() if k > 2)
        yield f"Against more camps than two (weak balance, Davis): {weak}; heuristic, an upper bound"
    yield from _warnings(net, facts)


def _triad_note(facts: Mapping[str, Any]) -> str:
    if not facts["all_triads"]:
        return "Triads: no three actors are all tied with a sign, so there is no degree of balance"
    types = ", ".join(f"{kind} {n}" for kind, n in facts["triads"].items())
    text = f"Triads: {facts['balanced']} of {facts['all_triads']} balanced ({types}): {facts['degree_of_balance']:.2f}"
    if facts["expected"] is None:
        return text
    z = "no z: chance changes nothing" if facts["z"] is None else f"z = {facts['z']:.1f}"
    return (
        f"{text}; {facts['expected']:.2f} ± {facts['expected_sd']:.2f} if the same signs fell on the same pairs by "
        f"chance ({z}; {facts['draws']} draws, for the triads only)"
    )


def _frustration_note(facts: Mapping[str, Any], found: Frustration) -> str:
    unit = "in weight" if facts["weighted"] else "tie" if found.upper == 1 else "ties"
    share = f"({facts['frustration_share']:.1%} of all)"
    if found.proved:
        return f"Frustration: {found.upper:.4g} {unit} {share} against two camps; proved that no split has less"
    return (
        f"Frustration: between {found.lower:.4g} and {found.upper:.4g} {unit} against two camps; time ran out "
        "before the least was proved: a bound is given, and camps are named only where it leaves no doubt"
    )


def _camp_notes(graph: nx.Graph, found: Frustration) -> Iterator[str]:
    names: dict[str, list[str]] = defaultdict(list)
    for node, _ in sorted(graph.degree(), key=lambda each: -each[1]):
        names[_standing(node, found.camps[node], found)].append(_name(graph, node))
    anchor = _name(graph, found.anchor)
    words = {
        "1": f"Camp 1, with {anchor} in every best split",
        "2": f"Camp 2, against {anchor} in every best split",
        "loose": "Undetermined, in one camp or the other at the same cost",
        "apart": f"Undetermined, for no signed tie joins them to {anchor}, even through others",
        "unproved": "Undetermined, for the time was over",
    }
    for key, text in words.items():
        if names[key] or key in "12":
            yield f"{text} ({len(names[key])}): {_listed(names[key])}"


def _name(graph: nx.Graph, node: Any) -> str:
    return str(graph.nodes[node].get("label", node))


def _standing(node: Any, camp: int | None, found: Frustration) -> str:
    if camp is not None:
        return str(camp)
    return "apart" if node in found.apart else "unproved" if node in found.unproved else "loose"


def _warnings(net: Network | nx.Graph, facts: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(net, Network):
        return
    if net.lens.window() is None:
        yield "Over all dates: ties of different years count as if they held together; name a day with --at"
    if "ego" in facts and facts["all_triads"]:
        ego, share = net.label(facts["ego"]), facts["triads_through_ego"] / facts["all_triads"]
        text = f"{facts['triads_through_ego']} of {facts['all_triads']} triads run through {ego}"
        if share > 0.5:
            text += (
                ", around which the claims were collected: this is worth one sentence and no story. "
                "Balance here says how its own ties fit together, not how the world is divided"
            )
        yield text


def _pair_text(each: Mapping[str, Any]) -> str:
    claims = list(each["claims"])
    more = " …" if len(claims) > 3 else ""
    text = f"{each['a_label']} {'+' if each['sign'] == 1 else '−'} {each['b_label']}"
    return f"{text} [{' '.join(claims[:3])}{more}]" if claims else text


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return (", ".join(names[:NAMED]) + more) or "nobody"
