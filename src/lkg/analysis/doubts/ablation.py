"""Leave each source, voice, publisher, country or kind of source out in turn: which findings fall, and by how much."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lkg.analysis.doubts import naming
from lkg.analysis.paths.paths import paths
from lkg.analysis.ranks.ranks import rank
from lkg.analysis.results import Column, Result
from lkg.errors import EmptyNetwork, Misuse, NoPath
from lkg.lens import Lens
from lkg.networks import Network, network

TOP = 5
_MANY = {"source": "sources", "voice": "voices", "publisher": "publishers", "country": "countries", "kind": "kinds"}
GROUPS = tuple(_MANY)


@dataclass(frozen=True, slots=True)
class Journey:
    """A path whose survival is asked for: its ends and stations."""

    start: str
    end: str
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a network says: the first so many, every rank, and the path."""

    first: tuple[str, ...]
    ranks: Mapping[str, float]
    path: tuple[str, ...] | None
    probability: float | None


@dataclass(frozen=True, repr=False)
class Ablation(Result):
    """A row per group left out; `findings` say without which groups each of them falls."""

    findings: tuple[Mapping[str, Any], ...] = ()


def ablate(
    net: Network,
    by: str = "source",
    *,
    measure: str = "betweenness",
    weighted: bool = False,
    top: int = TOP,
    journey: Journey | None = None,
) -> Ablation:
    """Which findings change when each group of claims is left out in turn.

    Findings are: that an actor is among the first `top` by the measure, and that the best path of a journey is what it
    is. All evidence is taken for true, once without each group; what a source had ended is open again without it. A
    finding that falls without one voice alone rests on it; "among the first" are none who have nothing, or who are tied
    across the last place. Raises Misuse for a group that is not source, voice,
    publisher, country or kind.

    >>> import lkg
    >>> net = lkg.network(lkg.open(), "taiwan-dispute")
    >>> len(ablate(net, "kind", measure="degree").findings)
    3
    """
    if by not in GROUPS:
        raise Misuse(f"by = {by!r} is not possible. Use {', '.join(GROUPS)}.")
    whole = _answers(net, measure, weighted, top, journey)
    groups = _groups(net, by)
    without = {
        name: _answers(_left(net, group), measure, weighted, top, journey) for name, group in sorted(groups.items())
    }
    claims, called = _claims(net, by), naming.names(net, by, without)
    rows = sorted((_row(net, name, called[name], claims[name], whole, without[name]) for name in without), key=_weight)
    findings = tuple(_findings(net, whole, without, top, measure, called))
    return Ablation(
        title=f"What changes without each {by}: the first {top} by {measure} with all evidence"
        + (", and the path" if journey else ""),
        columns=tuple(_columns(by, journey)),
        rows=tuple(rows),
        facts={"by": by, "groups": len(groups), "findings": findings},
        notes=tuple(_notes(findings, by)),
        receipt=net.graph.receipt(
            "ablate", net.lens, by=by, measure=measure, weighted=weighted, top=top,
            journey=[journey.start, *journey.via, journey.end] if journey else None,
        ),
        findings=findings,
    )  # fmt: skip


def _answers(net: Network | None, measure: str, weighted: bool, top: int, journey: Journey | None) -> _Answers:
    if net is None:
        return _Answers((), {}, None, None)
    ranks, first = _ranked(net, measure, weighted, top)
    path = _path(net, journey) if journey else None
    return _Answers(first, ranks, path[0] if path else None, path[1] if path else None)


def _ranked(net: Network, measure: str, weighted: bool, top: int) -> tuple[dict[str, float], tuple[str, ...]]:
    """Every rank, and who is among the first: nobody with nothing, and nobody tied across the last place."""
    try:
        found = rank(net, measure, weighted=weighted, draws=0)
    except EmptyNetwork:
        return {}, ()
    ranks = {row.actor: row.rank for row in found if row.rank is not None}
    size = Counter(ranks.values())
    some = {row.actor for row in found if row.value or found.measure.ascending}
    worst = {actor: place + (size[place] - 1) / 2 for actor, place in ranks.items()}
    return ranks, tuple(actor for actor in ranks if actor in some and worst[actor] <= top)


def _path(net: Network, journey: Journey) -> tuple[tuple[str, ...], float] | None:
    try:
        best = paths(net, journey.start, journey.end, via=journey.via, k=1)[0]
    except NoPath:
        return None
    return best.actors, best.probability


def _group(net: Network, by: str, claim: str) -> str:
    if by == "voice":
        return net.graph.table.voice_of[claim]
    source = net.graph.record.sources[net.graph.record.claims[claim].source]
    names = {
        "source": source.id, "publisher": source.publisher, "country": source.publisher_country, "kind": source.kind,
    }  # fmt: skip
    return names[by] or ("uncited" if source.is_uncited else "not given")


def _claims(net: Network, by: str) -> dict[str, int]:
    """Group → how many claims beneath the ties it has; none for one that only ended what is not seen now."""
    found: dict[str, int] = defaultdict(int)
    for claim in {name for tie in net.ties for name in tie.claims}:
        found[_group(net, by, claim)] += 1
    closers = {closing.closer for closing in net.graph.table.context.closings if closing.claim not in net.claims}
    return found | {name: found.get(name, 0) for name in {_group(net, by, claim) for claim in closers}}


def _groups(net: Network, by: str) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Every group → the change of the lens that leaves it out, with all that it ever said."""
    names = sorted(_claims(net, by))
    if by == "voice":
        return {name: {"without_voices": (*net.lens.without_voices, name)} for name in names}
    sources: dict[str, set[str]] = defaultdict(set)
    for claim in net.graph.record.claims.values():
        sources[_group(net, by, claim.id)].add(claim.source)
    return {name: {"without_sources": (*net.lens.without_sources, *sorted(sources[name]))} for name in names}


def _left(net: Network, change: Mapping[str, Any]) -> Network | None:
    """The network without a group; None where no tie is left."""
    lens: Lens = net.lens.but(**change)
    try:
        found = network(net.graph, lens)
    except EmptyNetwork:
        return None
    return found if found.ties else None


def _row(net: Network, name: str, label: str, claims: int, whole: _Answers, left: _Answers) -> dict[str, Any]:
    mover, moved = _largest_move(whole, left)
    row = {
        "group": name,
        "label": label,
        "claims": claims,
        "fallen": [net.label(a) for a in whole.first if a not in left.first],
        "risen": [net.label(a) for a in left.first if a not in whole.first],
        "mover": net.label(mover) if mover else None,
        "moved": moved,
        "path_changes": whole.path != left.path,
        "path": " – ".join(map(net.label, left.path)) if left.path else None,
        "path_shown": "same" if whole.path == left.path else " – ".join(map(net.label, left.path or ())) or "none",
        "probability": left.probability,
        "probability_change": None if None in (whole.probability, left.probability) else _less(left, whole),
    }
    return row | {"changes": bool(row["fallen"] or row["path_changes"])}


def _less(left: _Answers, whole: _Answers) -> float:
    return (left.probability or 0.0) - (whole.probability or 0.0)


def _largest_move(whole: _Answers, left: _Answers) -> tuple[str, float | None]:
    """Whose rank among the first moves most, and by how much; who vanishes moves to the end."""
    moves = {actor: left.ranks.get(actor, float(len(whole.ranks))) - whole.ranks[actor] for actor in whole.first}
    if not moves:
        return "", None
    mover = max(moves, key=lambda actor: (abs(moves[actor]), actor))
    return (mover, moves[mover]) if moves[mover] else ("", 0.0)


def _weight(row: Mapping[str, Any]) -> tuple[bool, int, float, int, str]:
    return not row["changes"], -len(row["fallen"]), -abs(row["moved"] or 0), -row["claims"], row["group"]


def _columns(by: str, journey: Journey | None) -> Iterator[Column]:
    yield Column("label", f"without {by}")
    yield Column("claims", form="d")
    yield Column("fallen", "no longer among the first")
    yield Column("risen", "instead")
    yield Column("mover", "moves most")
    yield Column("moved", "by ranks", "+g")
    if journey:
        yield Column("path_shown", "best path")
        yield Column("probability", "joint p", ".2f")


def _findings(
    net: Network,
    whole: _Answers,
    without: Mapping[str, _Answers],
    top: int,
    measure: str,
    called: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    for actor in whole.first:
        falls = [name for name, left in without.items() if actor not in left.first]
        yield _finding(f"{net.label(actor)} is among the first {top} by {measure} with all evidence", falls, called)
    if whole.path:
        falls = [name for name, left in without.items() if left.path != whole.path]
        yield _finding(f"{' – '.join(map(net.label, whole.path))} is the best path", falls, called)


def _finding(words: str, falls: Sequence[str], called: Mapping[str, str]) -> dict[str, Any]:
    labels = [called[name] for name in falls]
    return {"finding": words, "falls_without": list(falls), "labels": labels, "rests_on_one": bool(falls)}


def _notes(findings: Sequence[Mapping[str, Any]], by: str) -> Iterator[str]:
    for found in findings:
        yield f"{found['finding']}: {_verdict(found['labels'], by)}"
    yield "All evidence taken for true, once without each group; several left out together are not tried"


def _verdict(falls: Sequence[str], by: str) -> str:
    if not falls:
        return f"stands whichever {by} is left out"
    if len(falls) == 1:
        return f"rests on one {by}, {falls[0]}, without which it falls"
    return f"falls without any one of {len(falls)} {_MANY[by]}: {', '.join(falls)}"
