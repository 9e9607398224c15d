"""How two actors are linked: the best simple paths, each a dossier of the claims behind every hop."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from lkg import period
from lkg.analysis.paths.hops import Evidence, Hop, Path, path_dict
from lkg.analysis.paths.journeys import BY, Journey, Roads
from lkg.analysis.results import Column, html
from lkg.errors import Misuse, NoPath
from lkg.networks import Network
from lkg.receipt import Receipt
from lkg.vocab import ontology

if TYPE_CHECKING:
    import networkx as nx

    from lkg.analysis.paths.openers import Opener

__all__ = ["ClosedPath", "Evidence", "Hop", "Path", "Paths", "paths"]

STRONGEST = 4
"""how many claims of a hop a notebook names"""
_GIVEN_UP = "The search was given up: too many chains to compare. Name stations with --via, or narrow the lens."


@dataclass(frozen=True)
class Paths:
    """The paths found between two actors, best first, with what they were found under."""

    found: tuple[Path, ...]
    net: Network
    parameters: Mapping[str, Any]
    complete: bool = True
    """false where the search was given up before it had found all that were asked for"""
    today: str = ""
    """the day from which the hops have their age"""

    @functools.cached_property
    def receipt(self) -> Receipt:
        """What the paths rest on."""
        return self.net.graph.receipt("path", self.net.lens, **self.parameters)

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Path]:
        return iter(self.found)

    def __getitem__(self, index: int) -> Path:
        return self.found[index]

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape: paths with hops, claims, probability and holds, and the receipt.

        Where the search was given up, `complete` is false; otherwise it is not there.
        """
        found = {"paths": [path_dict(path, self.net) for path in self.found], "receipt": self.receipt.to_dict()}
        return found if self.complete else found | {"complete": False}

    def __repr__(self) -> str:
        return "\n".join(" – ".join(map(self.net.label, path.actors)) for path in self.found)

    def _repr_html_(self) -> str:
        columns = (Column("path"), Column("hop"), Column("sureness", "how sure"), Column("claims"))
        rows = [row for number, path in enumerate(self.found, 1) for row in self._rows(number, path)]
        notes = (f"Lens {self.net.lens.name}: {self.net.lens.words()}", *([] if self.complete else [_GIVEN_UP]))
        return html(
            f"{len(self.found)} path{'' if len(self.found) == 1 else 's'}, the best first", columns, rows, notes
        )

    def _rows(self, number: int, path: Path) -> Iterator[Mapping[str, Any]]:
        """The path in one row, then its hops with the strongest of their claims."""
        label = self.net.label
        yield {
            "path": f"{number}. {' – '.join(map(label, path.actors))}",
            "hop": "",
            "sureness": path.sureness,
            "claims": "",
        }
        for hop in path.hops:
            ids = [evidence.id for evidence in hop.claims[:STRONGEST]]
            more = [f"and {len(hop.claims) - STRONGEST} more"] if len(hop.claims) > STRONGEST else []
            hop_words = f"{label(hop.start)} – {label(hop.end)}"
            yield {"path": "", "hop": hop_words, "sureness": hop.sureness, "claims": [*ids, *more]}


class ClosedPath(NoPath):
    """No path under this lens; `openers` are the changes that would open one, the cheapest first."""

    def __init__(self, message: str, opened: list[Opener], none: Paths) -> None:
        super().__init__(message)
        self.openers, self._none = opened, none

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape: no paths, the openers, and the receipt."""
        found = self._none.to_dict()
        return {"paths": [], "openers": [o.to_dict(self._none.net) for o in self.openers], **found}


@overload
def paths(
    net: Network,
    start: str,
    end: str,
    *,
    via: Iterable[str] = (),
    k: int = 3,
    by: str = "hops",
    time_respecting: bool = False,
    bridges: bool = False,
) -> Paths: ...


@overload
def paths(
    net: nx.Graph, start: Any, end: Any, *, via: Iterable[Any] = (), k: int = 3, by: str = "hops"
) -> tuple[Path, ...]: ...


def paths(
    net: Network | nx.Graph,
    start: Any,
    end: Any,
    *,
    via: Iterable[Any] = (),
    k: int = 3,
    by: str = "hops",
    time_respecting: bool = False,
    bridges: bool = False,
) -> Paths | tuple[Path, ...]:
    """The k best simple paths between two actors, through the stations `via` in their order.

    `by="hops"` ranks by number of hops, then by the product of the hops' probabilities; `by="reliability"` turns
    that round. `by="recency"` ranks by the age of the oldest hop, then as by hops: a chain is as fresh as its
    stalest link, and "no hop is older than 92 days" can be said of it, which a sum of days cannot. A hop is as old
    as its most recent claim, counted back from the lens's day (the end of `between`; without a date the start of the
    newest claim): a state that possibly holds then has age 0, one that is over counts from its last day, an event
    from the middle of its bounds. As by reliability, detours over lasting ties win.

    `time_respecting` asks that the hops can be done one after the other in the order of travel: t₀ = −∞,
    tᵢ = max(tᵢ₋₁, startᵢ) ≤ endᵢ, over the possible bounds of each hop's claims, the earliest arrival of all of them.
    The claims of a hop, and its probability, are then those that are not over when its start is reached; the
    probability of the path is that true claims can be used one after the other.

    Claims are read in both directions, unless the lens reads them as claimed. Between the ends stand actors; a
    dispute, agreement or policy only if `via` names it or with `bridges`, and never one of the 1 % of actors with the
    most neighbours unless named. Memberships and candidacies join only the last hop. Actors that no path may pass are
    left out by the lens (`without`).

    Raises Misuse for stations that make no sense, and NoPath if there is no path, with `openers`: the changes of lens
    that would open one. A networkx graph gives paths without claims: see `simple_paths`.

    >>> import lkg
    >>> lkg.paths(lkg.network(lkg.open(), at="2022-07-01"), "Lithuania", "WTO", via=["Taiwan", "EU"], k=1)
    Lithuania – Taiwan – European Union – World Trade Organization
    """
    if k < 1:
        raise Misuse(f"k = {k} is not possible. Ask for one path or more.")
    if not isinstance(net, Network):
        if time_respecting or bridges:
            raise Misuse("Time-respecting paths and bridges need claims. Give a Network of lkg, or leave them out.")
        # what most calls do not need is imported where it is needed: it costs as much time as the search
        from lkg.analysis.paths.chains import simple_paths

        return simple_paths(net, start, end, via=via, k=k, by=by)
    if by not in BY:
        raise Misuse(f"by = {by!r} is not possible. Use {', '.join(BY[:-1])} or {BY[-1]}.")
    through = (via,) if isinstance(via, str) else via
    stations = tuple(net.graph.actor(name) for name in (start, *through, end))
    _check_stations(net, stations)
    roads = Roads.of(net, Journey(stations, by, time_respecting, bridges))
    found, complete = roads.best(k)
    result = Paths(found, net, _parameters(roads.journey, k), complete, period.day(roads.today))
    if found:
        return result
    if not complete:
        raise ClosedPath(_GIVEN_UP, [], result)
    from lkg.analysis.paths.openers import openers, why_none

    opened = openers(roads)
    raise ClosedPath(why_none(roads, opened), opened, result)


def _parameters(journey: Journey, k: int) -> dict[str, Any]:
    """What a receipt says of a journey: the options that are off are not there."""
    start, *via, end = journey.stations
    chosen = {"time_respecting": journey.time_respecting, "bridges": journey.bridges}
    return {"start": start, "end": end, "via": via, "k": k, "by": journey.by} | {k: v for k, v in chosen.items() if v}


def _check_stations(net: Network, stations: tuple[str, ...]) -> None:
    for name in stations:
        if stations.count(name) > 1:
            raise Misuse(f"{net.label(name)} stands twice among the stations. A path visits every actor once.")
        if name in (*net.lens.without, *net.lens.without_side):
            raise Misuse(f"{net.label(name)} is a station, and the lens leaves it out. Take it from one of the two.")
        group = ontology().group(net.graph.record.actors[name].kind)
        if group in ("Place", "Event", "Asset"):
            raise Misuse(
                f"{net.label(name)} is of kind {group}; paths run between actors, disputes, agreements, policies."
            )
