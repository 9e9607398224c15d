"""What a finding on groups runs on, in the words of its title and notes."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from lkg.analysis.ranks.ranking import BASIS, basis
from lkg.errors import InvalidMeasure
from lkg.networks import Network


def heading(what: str, net: Network | nx.Graph, on: str = "") -> str:
    """What was found, on which ties and over which dates; a stranger's graph has neither.

    >>> heading("communities", nx.path_graph(2))
    'communities'
    """
    if not isinstance(net, Network):
        return what
    lens = net.lens
    when = "over all dates" if lens.window() is None else lens.at or " to ".join(lens.between)
    return f"{what} on {on or basis(lens)}, {when}"


def refuse_conflict(what: str, net: Network | nx.Graph) -> None:
    """Raise InvalidMeasure where the lens keeps conflict alone."""
    if isinstance(net, Network) and basis(net.lens) == "conflict":
        raise InvalidMeasure(f"{what} makes no sense on conflict alone. Let other signs count: --sign + --sign 0.")


def notes(net: Network | nx.Graph) -> Iterator[str]:
    """What every finding on a network has to say of its ties and dates."""
    if isinstance(net, Network):
        yield f"Basis: {BASIS[basis(net.lens)]}"
        if net.lens.window() is None:
            yield "Over all dates: ties of different years count as if they held together; name a day with --at"
