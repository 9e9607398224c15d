"""A network for statnet in R: actors, ties and pairs as CSV, and a script that makes `network` objects of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lkg import turtle
from lkg.errors import EmptyNetwork
from lkg.exports.forms import NODE_COLUMNS, TIE_COLUMNS, plain, table
from lkg.networks import Network

SCRIPT = Path(__file__).with_name("r_scripts") / "statnet.R"
CONTACT = 9
"""the sign by which pairs.csv marks contact, whatever its sign"""
PAIR_COLUMNS = ("tail", "head", "sign", "weight", "claims")


def statnet(net: Network, folder: Path) -> list[Path]:
    """Write nodes.csv, ties.csv, pairs.csv, statnet.R and the receipt into a folder; returns the files.

    Actors are numbered from 1, as R counts. A tie that counts both ways stands once in ties.csv (marked symmetric) and
    in both directions in pairs.csv. Raises EmptyNetwork for a network without ties.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [file.name for file in statnet(Network.from_arrays(["a", "b"], [0], [1]), Path(folder))]
    ['nodes.csv', 'ties.csv', 'pairs.csv', 'statnet.R', 'receipt.json']
    """
    if not net.ties:
        raise EmptyNetwork("The network has no ties under this lens. Widen --at, --between or the relations.")
    number = {actor: n for n, actor in enumerate(net.actors, 1)}
    nodes = ((number[actor], actor, *(facts[c] for c in NODE_COLUMNS[1:])) for actor, facts in net.actors.items())
    columns = [name for name in TIE_COLUMNS if name not in ("source", "target")]
    edges = (
        (number[a], number[b], *(_cell(facts[name]) for name in columns)) for a, b, facts in plain(net).edges(data=True)
    )
    texts = {
        "nodes.csv": table(("number", *NODE_COLUMNS), nodes),
        "ties.csv": table(("tail", "head", *columns), edges),
        "pairs.csv": table(PAIR_COLUMNS, _pairs(net, number)),
        "statnet.R": SCRIPT.read_text(encoding="utf-8"),
        "receipt.json": net.receipt.to_json() + "\n",
    }
    for name, text in texts.items():
        turtle.save(folder / name, text)
    return [folder / name for name in texts]


def _cell(value: Any) -> Any:
    """A value as R reads it: TRUE and FALSE in capitals."""
    return str(value).upper() if isinstance(value, bool) else value


def _pairs(net: Network, number: dict[str, int]) -> Iterator[tuple[int, int, int, float, int]]:
    """Ordered pairs with what is summed over their ties: of cooperation, of conflict, and whatever its sign."""
    weights: dict[tuple[int, int, int], float] = defaultdict(float)
    claims: dict[tuple[int, int, int], set[str]] = defaultdict(set)
    for tie in net.ties:
        ways = [(number[tie.source], number[tie.target])]
        for tail, head in ways + [(head, tail) for tail, head in ways if tie.symmetric]:
            for sign in {tie.sign, CONTACT} - {0}:
                weights[tail, head, sign] += tie.weight
                claims[tail, head, sign].update(tie.claims)
    for key in sorted(weights):
        yield (*key, weights[key], len(claims[key]))
