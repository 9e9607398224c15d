"""What analysis finds: ranks and paths, in the shapes that the command line gives as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lkg import kept
from lkg.analysis.paths.paths import ClosedPath
from lkg.analysis.paths.paths import paths as find_paths
from lkg.analysis.ranks.ranks import rank as find_rank
from lkg.errors import LkgError, Misuse
from lkg.graphs import Graph
from lkg.networks import Network
from lkg.server.views.asking import Given
from lkg.server.views.evidence import claim_dict


def rank(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """A ranking with evidence intervals."""
    asked = Given(given)
    by, draws = asked.text("by", "betweenness"), asked.number("draws", 200, 5000)
    net = asked.network(graph)
    found = find_rank(net, by, draws=draws)
    return found.to_dict() | {"title": found.title, "words": net.lens.words(), "about": net.words()}


def paths(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """The best paths between two actors as dossiers; where there is none, what would open one."""
    asked = Given(given)
    start, end, via = asked.text("from"), asked.text("to"), asked.texts("via")
    k, by = asked.number("k", 3, 20), asked.text("by", "hops")
    net = asked.network(graph)
    try:
        found = find_paths(net, start, end, via=via, k=k, by=by)
    except ClosedPath as closed:
        return closed.to_dict() | {"message": str(closed), "lens": net.lens.words()}
    plain = found.to_dict()
    for path, shown in zip(found, plain["paths"], strict=True):
        shown["words"] = " – ".join(map(net.label, path.actors))
        _with_evidence(net, shown)
    return plain | {"message": "", "lens": net.lens.words()}


def result(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Any finding by the name that its receipt bears, with the quads under which it may be kept.

    Raises Misuse for a finding that is not known, and for parameters that it does not take.
    """
    # every analysis there is, which takes a third of a second to load: more than a path takes to be found
    from lkg.analysis.doubts.repeating import REPEATS

    finding = str(given.get("finding"))
    if finding not in REPEATS:
        raise Misuse(f"There is no finding {finding!r}. Ask for one of {', '.join(REPEATS)}.")
    lens = dict(given.get("lens") or {})
    chosen = graph.lens(lens.pop("lens", "default"), **lens)
    try:
        found = REPEATS[finding](graph, chosen, dict(given.get("parameters") or {}))
    except (TypeError, KeyError) as error:
        if isinstance(error, LkgError):
            raise
        raise Misuse(f"{finding} does not take these parameters: {error}.") from None
    name = given.get("name")
    quads = "".join(f"{quad} .\n" for quad in kept.quads(_Titled(found, finding), name)) if name else ""
    return {"found": found.to_dict(), "quads": quads}


class _Titled:
    """A finding with a title, as the keeping of results wants it."""

    def __init__(self, found: Any, finding: str) -> None:
        self.title, self._found = getattr(found, "title", finding), found

    def to_dict(self) -> dict[str, Any]:
        """Rows and receipt; paths are rows, too."""
        data: dict[str, Any] = self._found.to_dict()
        return data if "rows" in data else data | {"rows": data.get("paths", [])}


def _with_evidence(net: Network, path: dict[str, Any]) -> None:
    """Give every claim of a path its words, source and disputes; of one that nobody rated there is no probability."""
    for hop in path["hops"]:
        hop["claims"] = [_with_words(net, claim) for claim in hop["claims"]]


def _with_words(net: Network, claim: Mapping[str, Any]) -> dict[str, Any]:
    known = claim_dict(net, claim["id"])
    return {**known, **claim, "source": known["source"], "probability": known["probability"]}
