"""What people call a group of claims that is left out: papers, agencies and sources as they write themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from lkg.claims import Source
from lkg.networks import Network


def names(net: Network, by: str, groups: Iterable[str]) -> Mapping[str, str]:
    """Group → its name: of an actor its label, of a paper or agency its own spelling, of a source publisher and id.

    Voices are compared in small letters, and sources by their ids; neither is how anybody writes them.
    """
    spelt = _spelt(net.graph.record.sources.values()) if by == "voice" else {}
    sources = net.graph.record.sources if by == "source" else {}
    return {
        group: _published(sources[group]) if group in sources else spelt.get(group, net.label(group))
        for group in groups
    }


def _published(source: Source) -> str:
    """Who published a source, and the id by which a lens leaves it out."""
    return f"{source.publisher} ({source.id})" if source.publisher else source.id


def _spelt(sources: Iterable[Source]) -> dict[str, str]:
    """The name of a paper or agency in small letters → how it is written most often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for source in sources:
        name = " ".join((source.origin or source.publisher or source.id).split())
        found[name.casefold()][name] += 1
    return {folded: written.most_common(1)[0][0] for folded, written in found.items()}
