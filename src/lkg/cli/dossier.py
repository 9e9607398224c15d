"""Paths and claims as a reader wants them: who did what to whom, when, and by which source."""

from __future__ import annotations

from lkg import period
from lkg.analysis.paths.paths import Evidence, Hop, Path, Paths
from lkg.claims import Claim, ClaimDispute
from lkg.cli import show
from lkg.errors import Misuse
from lkg.graphs import Graph
from lkg.vocab import nearest, ontology

SHOWN = 6


def show_paths(found: Paths) -> None:
    """Every path with its hops, and under each hop its claims."""
    net = found.net
    for number, path in enumerate(found, 1):
        show.text(f"{number}. {' – '.join(map(net.label, path.actors))}")
        show.text(f"   {_path_words(path, found)}")
        for hop in path.hops:
            _show_hop(hop, found)
        show.text()
    if not found.complete:
        show.text("The search was given up before all paths were compared: name stations with --via for more.")
    show.text(f"Lens {net.lens.name}: {net.lens.words()}")
    way = "Claims are read in both directions" if net.lens.direction == "both" else "Paths follow the arrows"
    show.text(f"{way}; → is from doer to affected. A probability says how likely it is that at")
    show.text(
        "least one of the claims is true, given the assumed table of ratings; ties that nobody reported are not in it."
    )
    if found.parameters.get("time_respecting"):
        show.text(
            "A hop arrives on the earliest day on which it is possible after the hop before it. Its claims are those"
        )
        show.text("that are not over by then; the joint probability is that true claims follow one another in time.")


def show_claim(graph: Graph, name: str) -> None:
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
        "as named": ", ".join(graph.named(claim.id).values()),
        "modality": claim.modality,
        "amount": f"{claim.amount} {claim.unit}".strip(),
        "note": claim.note,
        "claimant": graph.label(claim.claimant) if claim.claimant else "",
        "rating": f"{source.reliability or '–'}{claim.credibility or '–'} (Admiralty code)",
        "source": f"{source.publisher}: {source.title} ({source.published})",
        "address": source.url,
        "passage": _passage_words(claim),
        "disputes": ", ".join(f"{d.disputed} ({_kind(d)})" for d in claim.disputes),
    }
    for key, value in lines.items():
        if value:
            show.text(f"{key:>12}  {value}")
    for line in _against(graph, claim.id):
        show.text(f"{'disputed by':>12}  {line}")


def _passage_words(claim: Claim) -> str:
    if not claim.passage:
        return ""
    p = claim.passage
    return f"characters {p.start}–{p.end} of {p.source}, SHA-256 {p.sha256[:16]}…"


def _against(graph: Graph, name: str) -> list[str]:
    found = []
    for other in graph.record.claims.values():
        for dispute in other.disputes:
            if dispute.disputed == name:
                who = graph.label(other.claimant or other.subject)
                publisher = graph.record.sources[other.source].publisher
                when = period.words(other.when.text)
                found.append(f"{other.id} {who}, {when}, {publisher}: {other.note} ({_kind(dispute)})")
    return found


def _kind(dispute: ClaimDispute) -> str:
    return f"{ontology().labels.get(dispute.type, dispute.type)}, {dispute.nature}"


def _path_words(path: Path, found: Paths) -> str:
    words = f"{len(path.hops)} hop{'s' if len(path.hops) > 1 else ''}, {path.sureness}"
    if found.parameters["by"] == "recency":
        days = f"no hop older than {path.age} day{'s' if path.age != 1 else ''} on"
        words += f", {days if path.age else 'every hop current on'} {found.today}"
    if path.hops[-1].arrives:
        words += f", arrives {_day(path.hops[-1].arrives)}"
    if path.holds is None:
        return f"{words}; single events only, no lasting tie"
    spans = ", ".join(_span(*span) for span in path.holds)
    return f"{words}; the states possibly hold together {spans}" if spans else f"{words}; the states never hold at once"


def _day(day: str) -> str:
    """The day of an arrival; where all claims so far are open at their start, any day will do."""
    return "on any day" if day == period.day(period.PAST) else day


def _span(first: str, last: str) -> str:
    start = "" if first == period.day(period.PAST) else first
    end = "" if last == period.day(period.FUTURE) else last
    if start and end:
        return f"{start} to {end}"
    return f"from {start} on" if start else f"until {end}" if end else "always"


def _show_hop(hop: Hop, found: Paths) -> None:
    label = found.net.label
    show.text(f"   {label(hop.start)} – {label(hop.end)}   {_sign_words(hop)}; {hop.sureness}; {_hop_words(hop)}")
    for evidence in hop.claims[:SHOWN]:
        show.text(f"     {_evidence_words(evidence, hop, found)}")
    if len(hop.claims) > SHOWN:
        show.text(f"     and {len(hop.claims) - SHOWN} more claims (all with --format json)")


def _sign_words(hop: Hop) -> str:
    """Cooperation, conflict, both or neither, and whether anything was more than alleged."""
    signs = {evidence.polarity for evidence in hop.claims} - {0}
    words = {(1,): "cooperation", (-1,): "conflict", (): "neutral"}.get(tuple(signs), "cooperation and conflict")
    return f"{words}, alleged only" if all(evidence.modality == "alleged" for evidence in hop.claims) else words


def _hop_words(hop: Hop) -> str:
    parts = [f"arrives {_day(hop.arrives)} by {hop.used}"] if hop.arrives else []
    if hop.holds:
        parts.append(f"possibly holds {', '.join(_span(*span) for span in hop.holds)}")
    if hop.happened:
        first, last = hop.happened
        parts.append(f"happened on {first}" if first == last else f"happened within {first} to {last}")
    return "; ".join(parts)


def _evidence_words(evidence: Evidence, hop: Hop, found: Paths) -> str:
    net = found.net
    record = net.graph.record
    relation = ontology().relations[evidence.relation]
    arrow = {"forward": "→", "backward": "←", "both": "↔"}[evidence.direction]
    alleged = "(alleged) " if evidence.modality == "alleged" else ""
    source = record.sources[evidence.source]
    rated = f"{source.publisher} {source.reliability}{evidence.credibility}".strip()
    cited = "uncited" if evidence.uncited else rated or source.title
    disputed = f"; disputed by {', '.join(evidence.disputed_by)}" if evidence.disputed_by else ""
    flag = " CONTESTED" if evidence.contested else ""
    sign = {1: "+", -1: "−", 0: "·"}[evidence.polarity]
    said = f"{alleged}{relation.label}, {period.words(evidence.when)}"
    return f"{sign} {arrow} {evidence.id} {said} [{cited}{disputed}]{flag}"
