"""Paths and claims as a reader wants them: who did what to whom, when, and by which source."""

from __future__ import annotations

from typing import Any

from lkg import period
from lkg.analysis.paths import Evidence, Hop, Path, Paths
from lkg.cli import show
from lkg.errors import Misuse
from lkg.vocab import nearest, ontology

SHOWN = 6


def show_paths(found: Paths) -> None:
    """Every path with its hops, and under each hop its claims."""
    net = found.net
    for number, path in enumerate(found, 1):
        show.text(f"{number}. {' – '.join(map(net.label, path.actors))}")
        show.text(f"   {_path_words(path)}")
        for hop in path.hops:
            _show_hop(hop, found)
        show.text()
    if not found.complete:
        show.text("The search was given up before all paths were compared: name stations with --via for more.")
    show.text(f"Lens {net.lens.name}: {net.lens.words()}")
    show.text(
        "Claims are read in both directions; → is from doer to affected. A probability says how likely it is that at"
    )
    show.text(
        "least one of the claims is true, given the assumed table of ratings; ties that nobody reported are not in it."
    )


def show_claim(graph: Any, name: str) -> None:
    """One claim with its source, passage, statement and disputes."""
    record = graph.record
    claim = record.claims.get(name.removeprefix("claim:"))
    if claim is None:
        near = nearest(name, record.claims)
        raise Misuse(f"The graph has no claim {name!r}.{' Did you mean ' + ' or '.join(near) + '?' if near else ''}")
    source, relation = record.sources[claim.source], ontology().relation(claim.relation)
    lines = {
        "claim": f"{claim.id}: {graph.label(claim.subject)} {relation.label} {graph.label(claim.object)}",
        "when": f"{claim.when.text} ({period.words(claim.when.text)})",
        "modality": claim.modality,
        "amount": f"{claim.amount} {claim.unit}".strip(),
        "note": claim.note,
        "claimant": graph.label(claim.claimant) if claim.claimant else "",
        "rating": f"{source.reliability or '–'}{claim.credibility or '–'} (Admiralty code)",
        "source": f"{source.publisher}: {source.title} ({source.published})",
        "address": source.url,
        "passage": _passage_words(claim),
        "disputes": ", ".join(f"{d.disputed} ({d.type}, {d.nature})" for d in claim.disputes),
        "disputed by": ", ".join(_against(record, claim.id)),
    }
    for key, value in lines.items():
        if value:
            show.text(f"{key:>12}  {value}")


def _passage_words(claim: Any) -> str:
    if not claim.passage:
        return ""
    p = claim.passage
    return f"characters {p.start}–{p.end} of {p.source}, SHA-256 {p.sha256[:16]}…"


def _against(record: Any, name: str) -> list[str]:
    return [
        f"{other.id} ({d.type}, {d.nature})"
        for other in record.claims.values()
        for d in other.disputes
        if d.disputed == name
    ]


def _path_words(path: Path) -> str:
    words = f"{len(path.hops)} hop{'s' if len(path.hops) > 1 else ''}, joint probability {path.probability:.2f}"
    if path.holds is None:
        return f"{words}; events only"
    spans = ", ".join(_span(*span) for span in path.holds)
    return f"{words}; the states hold together {spans}" if spans else f"{words}; the states never hold at once"


def _span(first: str, last: str) -> str:
    start = "" if first == period.day(period.PAST) else first
    end = "" if last == period.day(period.FUTURE) else last
    if start and end:
        return f"{start} to {end}"
    return f"from {start} on" if start else f"until {end}" if end else "always"


def _show_hop(hop: Hop, found: Paths) -> None:
    label = found.net.label
    show.text(f"   {label(hop.start)} – {label(hop.end)}   p {hop.probability:.2f}, {_hop_words(hop)}")
    for evidence in hop.claims[:SHOWN]:
        show.text(f"     {_evidence_words(evidence, hop, found)}")
    if len(hop.claims) > SHOWN:
        show.text(f"     and {len(hop.claims) - SHOWN} more claims (all with --format json)")


def _hop_words(hop: Hop) -> str:
    parts = [f"holds {', '.join(_span(*span) for span in hop.holds)}"] if hop.holds else []
    if hop.happened:
        parts.append(f"happened within {hop.happened[0]} to {hop.happened[1]}")
    return "; ".join(parts)


def _evidence_words(evidence: Evidence, hop: Hop, found: Paths) -> str:
    net = found.net
    record = net.graph.record
    relation = ontology().relations[evidence.relation]
    arrow = {"forward": "→", "backward": "←", "both": "↔"}[evidence.direction]
    alleged = "is accused: " if evidence.modality == "alleged" else ""
    source = record.sources[evidence.source]
    cited = "uncited" if evidence.uncited else f"{source.publisher} {source.reliability}{evidence.credibility}"
    disputed = f"; disputed by {', '.join(evidence.disputed_by)}" if evidence.disputed_by else ""
    flag = " CONTESTED" if evidence.contested else ""
    return f"{arrow} {evidence.id} {alleged}{relation.label}, {period.words(evidence.when)} [{cited}{disputed}]{flag}"
