"""Networks and paths handed to the figures, with captions and receipts that say what they rest on."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

from lkg import figures, period
from lkg.analysis.paths.paths import Evidence, Hop, Path, Paths
from lkg.errors import EmptyNetwork
from lkg.networks import Network
from lkg.receipt import Receipt
from lkg.reports.words import amount, source_name
from lkg.vocab import ontology

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with its receipt, which travels inside every file saved from it."""

    figure: figures.Figure
    receipt: Mapping[str, Any]

    def save(self, file: str | File) -> File:
        """Write PNG, SVG or PDF, as the suffix says."""
        return self.figure.save(file, receipt=self.receipt)

    def embedded(self) -> str:
        """The picture as an SVG inside an address, so that a page with it opens offline."""
        return f"data:image/svg+xml;base64,{base64.b64encode(self.figure.render('.svg', self.receipt)).decode()}"

    def _repr_svg_(self) -> str:
        return self.figure.render(".svg", self.receipt).decode()


def drawn(receipt: Receipt, **choices: Any) -> Mapping[str, Any]:
    """The receipt of a finding with what was chosen for its picture, so that the picture can be drawn again.

    >>> drawn(Receipt("rank", "sha256:0", {}, {}, None), title="Who stands out", labels=None)["picture"]
    {'title': 'Who stands out'}
    """
    chosen = {name: choice for name, choice in choices.items() if choice not in ("", None, ())}
    return receipt.to_dict() | ({"picture": chosen} if chosen else {})


def network(net: Network, *, title: str = "", labels: int | None = None) -> Picture:
    """The network of a lens; raises EmptyNetwork if it has no ties.

    >>> import lkg
    >>> network(lkg.Network.from_arrays(["a", "b"], [0], [1]), title="A pair").receipt["finding"]
    'network'
    """
    if not net.ties:
        raise EmptyNetwork("There is nothing to draw: no tie under this lens. Widen --at, --between or the relations.")
    ego = net.graph.record.ego
    drawn_net, hidden = _drawn(net)
    figure = figures.network(
        drawn_net.to_networkx(),
        title=title or net.lens.heading(),
        subtitle="Arrows run from doer to affected; width grows with claims, marks with partners",
        source=caption(net) + (f". {hidden} neutral derived ties are not drawn" if hidden else ""),
        labels=labels,
        unranked=[ego] if ego in net.actors else [],
    )
    return Picture(figure, drawn(net.receipt, title=title, labels=labels))


def path(found: Paths, *, title: str = "", number: int = 0) -> Picture:
    """One of the paths found, with up to three claims a hop."""
    chosen = found[number]
    figure = figures.path(
        {"hops": [_hop(hop, found.net) for hop in chosen.hops]},
        title=title
        or f"From {found.net.label(chosen.actors[0])} to {found.net.label(chosen.actors[-1])} in {_steps(chosen)}",
        source=f"{_sureness(chosen)}. {caption(found.net)}",
    )
    return Picture(figure, drawn(found.receipt, title=title, number=number or None))


def _sureness(chosen: Path) -> str:
    words = chosen.sureness[0].upper() + chosen.sureness[1:]
    return f"{words} by the assumed table of ratings" if chosen.rated else words


def _drawn(net: Network) -> tuple[Network, int]:
    """The network without its neutral derived ties, which say only that two took part in the same thing.

    Arrows run from doer to affected, also where a measure takes contact for going both ways.
    """
    kept = tuple(replace(tie, symmetric=tie.mutual) for tie in net.ties if tie.sign or not tie.derived)
    if not kept:
        return net, 0
    ends = {end for tie in kept for end in (tie.source, tie.target)}
    actors = {actor: facts for actor, facts in net.actors.items() if actor in ends}
    return replace(net, ties=kept, actors=actors), len(net.ties) - len(kept)


def caption(net: Network) -> str:
    """The line under a picture: lens, data and graph.

    >>> import lkg
    >>> caption(lkg.Network.from_arrays(["a", "b"], [0], [1])).split(". ")[1]
    '2 actors, 1 ties, 0 claims (0 uncited)'
    """
    digest = net.receipt.graph.removeprefix("sha256:")[:12]
    return f"Lens: {net.lens.words()}. {net.words()}. Graph {digest}, lkg {net.receipt.version}"


def chosen_claims(hop: Hop, most: int) -> list[Evidence]:
    """The claims that show a hop best: cited, lasting, dated well, of both directions and different relations."""

    def value(evidence: Evidence) -> tuple[bool, bool, bool, float, str]:
        bare_year = len(evidence.when.split("/")[0].rstrip("~")) <= 4
        lasting = ontology().relations[evidence.relation].is_state
        return evidence.uncited, bare_year, not lasting, -evidence.probability, evidence.id

    picked: list[Evidence] = []
    for wanted in (_new_direction, _new_relation, lambda e, p: e not in p):
        for evidence in sorted(hop.claims, key=value):
            if len(picked) < most and evidence not in picked and wanted(evidence, picked):
                picked.append(evidence)
    return sorted(picked, key=lambda e: period.parse(e.when).start_earliest)


def _new_direction(evidence: Evidence, picked: Iterable[Evidence]) -> bool:
    way = {"both": "forward"}
    return way.get(evidence.direction, evidence.direction) not in {way.get(e.direction, e.direction) for e in picked}


def _new_relation(evidence: Evidence, picked: Iterable[Evidence]) -> bool:
    return evidence.relation not in {other.relation for other in picked}


def _steps(chosen: Path) -> str:
    words = {1: "one step", 2: "two steps", 3: "three steps", 4: "four steps", 5: "five steps"}
    return words.get(len(chosen.hops), f"{len(chosen.hops)} steps")


def _hop(hop: Hop, net: Network) -> dict[str, Any]:
    actors = net.graph.record.actors
    facts: dict[str, Any] = {
        "claims": [_claim(e, net) for e in chosen_claims(hop, SHOWN)],
        "claims_total": len(hop.claims),
    }
    for end, name in (("from", hop.start), ("to", hop.end)):
        facts |= {
            end: name,
            f"{end}_label": net.label(name),
            f"{end}_group": ontology().group(actors[name].kind),
            f"{end}_contested": actors[name].contested,
        }
    return facts


def _claim(evidence: Evidence, net: Network) -> dict[str, Any]:
    record = net.graph.record
    claim = record.claims[evidence.id]
    money = amount(claim.amount, claim.unit)
    words = [ontology().relations[evidence.relation].label, money]
    return {
        "id": evidence.id,
        "direction": evidence.direction,
        "polarity": evidence.polarity,
        "when": evidence.when,
        "when_label": period.words(evidence.when),
        "relation_label": ", ".join(filter(None, words)) + (" (alleged)" if evidence.modality == "alleged" else ""),
        "source_label": source_name(record.sources[evidence.source]),
        "contested": evidence.contested,
        "alleged": evidence.modality == "alleged",
    }
