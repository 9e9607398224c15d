"""Which part of a large network a page draws, and the sentence that owns up to the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from lkg.networks import Network

WHOLE = 1_000
"""actors up to which everything is drawn, if there are not too many ties"""
ACTORS, TIES = 300, 4_000
"""what a page draws of a larger network at most: a browser still moves it, and names can still be read"""


def part(net: Network, around: str = "") -> tuple[Network, str] | None:
    """The actors with most partners, or one and its partners, and the words that say so; None: all can be drawn.

    All ties between those who are drawn are drawn, so that no pair looks as if it had none. Around an actor whom the
    lens does not see, the part is the one with most partners.

    >>> star = Network.from_arrays([f"n{at:04}" for at in range(1500)], [0] * 1499, range(1, 1500))
    >>> part(star)[1]
    'Drawn: the 300 actors with most partners, of 1,500, and 299 of 1,499 ties.'
    >>> part(star, "n0007")[1]
    'Drawn: n0007 and its 1 partner, 2 of 1,500 actors, and 1 of 1,499 ties.'
    """
    if len(net) <= WHOLE and len(net.ties) <= TIES:
        return None
    partners = _partners(net)
    near = partners.get(around)
    wanted = sorted(partners if near is None else near, key=lambda actor: (-len(partners[actor]), actor))
    found = _fitting(net, wanted if near is None else [around, *wanted])
    which = f"the {len(found)} actors with most partners, of {len(net):,}"
    if near is not None:
        others = _share(len(found) - 1, len(near))
        which = f"{net.actors[around]['label']} and {others}, {len(found)} of {len(net):,} actors"
    return found, f"Drawn: {which}, and {len(found.ties):,} of {len(net.ties):,} ties."


def _share(drawn: int, partners: int) -> str:
    if drawn < partners:
        return f"{drawn} of its {partners:,} partners, those with most partners themselves"
    return f"its {partners} partner{'' if partners == 1 else 's'}"


def _partners(net: Network) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {actor: set() for actor in net.actors}
    for tie in net.ties:
        found[tie.source].add(tie.target)
        found[tie.target].add(tie.source)
    return found


def _fitting(net: Network, order: Sequence[str]) -> Network:
    """As many of the first actors as a page holds together with the ties between them."""
    place = {actor: at for at, actor in enumerate(order[:ACTORS])}
    inside = [tie for tie in net.ties if tie.source in place and tie.target in place]
    later = [max(place[tie.source], place[tie.target]) for tie in inside]
    brought = Counter(later)
    count = sum(total <= TIES for total in accumulate(brought[at] for at in range(len(place))))
    return replace(
        net,
        actors={actor: facts for actor, facts in net.actors.items() if place.get(actor, count) < count},
        ties=[tie for tie, at in zip(inside, later, strict=True) if at < count],
        columns=None,
    )
