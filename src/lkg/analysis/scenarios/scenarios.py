"""What would change if a scenario came true: the same lens before and after, and the differences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lkg import period
from lkg.analysis.results import Column, Result
from lkg.analysis.scenarios import assumptions
from lkg.analysis.scenarios.assumptions import Added, Pattern, Scenario
from lkg.analysis.scenarios.differences import BY, KINDS, Change, best_path, differences
from lkg.analysis.scenarios.hypothetical import Hypothesis, assume
from lkg.errors import EmptyNetwork, Misuse
from lkg.graphs import Graph
from lkg.networks import Network, network
from lkg.vocab import ontology

COLUMNS = (Column("kind", "what"), Column("label", "of whom"), Column("before"), Column("after"))
_SAME = {
    "pair": "pair",
    "rank": "rank",
    "path": "best path named",
    "cut point": "cut point",
    "bridge": "bridge",
    "camp": "camp",
}


@dataclass(frozen=True, repr=False)
class Comparison(Result):
    """The differences that a scenario makes, with the networks before and after and what was assumed."""

    scenario: Scenario | None = None
    assumed: tuple[str, ...] = ()
    """the assumptions in words"""
    before: Network | None = None
    after: Network | None = None

    def of(self, kind: str) -> tuple[Mapping[str, Any], ...]:
        """The differences of one kind."""
        return tuple(row for row in self.rows if row["kind"] == kind)


def scenarios(graph: Graph) -> Mapping[str, Scenario]:
    """The scenarios that a graph ships in its folder, by name."""
    return assumptions.read_folder(graph.folder / "scenarios") if graph.folder else {}


def scenario(
    graph: Graph,
    which: str | Scenario,
    *,
    since: str | None = None,
    by: Sequence[str] = BY,
    **options: Any,
) -> Comparison:
    """What changes if a scenario comes true: pairs, ranks, best paths, cut points and bridges.

    The scenario is changed claims in memory; the graph stays as it is. Both networks are taken under the scenario's
    own lens and day, or the lens `options`, on a day after the change. `since` lets it begin at another date, and the
    comparison moves along. It is arithmetic on assumptions, with everything else held still, and no forecast. Raises
    Misuse for a scenario that does not exist or a day before it begins, InvalidFile where its assumptions name what
    is not there, EmptyNetwork where the lens sees nothing.

    >>> import lkg
    >>> found = scenario(lkg.open(), "eu-case-withdrawn")
    >>> [(row["label"], row["after"]) for row in found.of("bridge")]
    [('Canada – China', 'yes')]
    """
    found = assumptions.find(which, scenarios(graph)) if isinstance(which, str) else which
    found = found.beginning(since) if since else found
    lens = graph.lens(options.pop("lens", None) or found.lens, **_day(found, options))
    window = lens.window()
    if window and window[0][1] < period.bounds(found.since)[0]:
        day = lens.at or lens.between[1]
        raise Misuse(f"On {day} nothing has changed yet: the scenario begins on {found.since}. Name a later day (at).")
    hypothesis = assume(graph, found)
    before, after = network(graph, lens), network(hypothesis.graph, lens)
    if not before.ties and not after.ties:
        raise EmptyNetwork("The lens sees no tie, neither before nor after. Widen it, or name another day.")
    rows, assumed = tuple(differences(before, after, by=by, routes=found.paths)), tuple(_assumed(graph, found))
    return Comparison(
        f"{found.title or found.name}: what would change {_when(lens.at, lens.between)}",
        COLUMNS,
        rows,
        _facts(rows, hypothesis, before, after) | {"assumptions": list(assumed)},
        tuple(_notes(rows, found, hypothesis, before, after)),
        graph.receipt("scenario", lens, scenario=found.to_dict(), by=list(by)),
        found,
        assumed,
        before,
        after,
    )


def _day(found: Scenario, options: Mapping[str, Any]) -> dict[str, Any]:
    given = {key: value for key, value in options.items() if value is not None}
    return given if {"at", "between"} & set(given) else given | {"at": found.at}


def _when(at: str | None, between: Sequence[str]) -> str:
    return f"on {at}" if at else f"between {between[0]} and {between[1]}" if between else "over all dates"


def _facts(rows: Sequence[Change], made: Hypothesis, before: Network, after: Network) -> dict[str, Any]:
    seen, now = set(before.claims), set(after.claims)
    return {
        "changes": {kind: sum(row["kind"] == kind for row in rows) for kind in KINDS},
        "ties_before": len(before.ties),
        "ties_after": len(after.ties),
        "assumed": list(made.added),
        "ended": list(made.ended),
        "prevented": list(made.prevented),
        "withdrawn": list(made.withdrawn),
        "kept": list(made.kept),
        "assumed_seen": sorted(name for name in now - seen if name in made.added),
        "no_longer_seen": sorted(seen - now),
    }


def _notes(rows: Sequence[Change], found: Scenario, made: Hypothesis, before: Network, after: Network) -> Iterator[str]:
    facts = _facts(rows, made, before, after)
    fates = [
        (made.ended, "of states end"),
        (made.prevented, "of a later date do not come about"),
        (made.withdrawn, "are taken back"),
        (made.kept, "of earlier events stay, and count as long as the lens remembers them"),
    ]
    told = [f"{len(names)} {words}" for names, words in fates if names]
    if told:
        yield f"Claims of the record that the assumptions touch: {'; '.join(told)}"
    yield (
        f"On this day and under this lens {len(facts['no_longer_seen'])} claims of the record are seen no longer, "
        f"{len(facts['assumed_seen'])} of {len(made.added)} assumed ones are seen; "
        f"{facts['ties_before']} ties before, {facts['ties_after']} after"
    )
    if not facts["assumed_seen"] and not facts["no_longer_seen"]:
        yield "The lens sees nothing of what is assumed: name a later day, or another lens"
    same = [words for kind, words in _SAME.items() if not facts["changes"][kind]]
    if len(same) == len(_SAME):
        yield "Nothing changes: no pair, rank, best path, cut point, bridge or camp"
    elif same:
        yield f"Nothing else changes: no {', no '.join(same)}"
    for stations in found.paths:
        if (best := best_path(before, stations)) == best_path(after, stations):
            yield f"The best path stays: {best}" if best else f"No path {' – '.join(stations)}, before or after"
    if any(tie.derived for tie in after.ties):
        yield "A derived tie weighs 1 / (k − 1) of those who take part: where some leave, the others' ties grow heavier"
    if facts["changes"]["pair"]:
        yield "In brackets: the weight of a pair's claims of cooperation (+), of conflict (−) and of neither (·)"
    yield "Arithmetic on assumptions with all else held still; no forecast, and no claim of the graph"


def _assumed(graph: Graph, found: Scenario) -> Iterator[str]:
    """What the scenario assumes, a line each."""
    for added in found.add:
        yield _added_words(graph, added)
    for pattern in found.end:
        yield f"ends: {_pattern_words(graph, pattern)}"
    for pattern in found.withdraw:
        yield f"taken back: {_pattern_words(graph, pattern)}"


def _added_words(graph: Graph, added: Added) -> str:
    ends = (graph.label(graph.actor(name)) for name in (added.subject, added.object))
    words = f" {ontology().relations[added.relation].label} ".join(ends)
    marks = ", ".join(mark for mark in (added.modality if added.modality != "asserted" else "", added.when) if mark)
    return f"new: {words}{f' ({marks})' if marks else ''}{f'. {added.note}' if added.note else ''}"


def _pattern_words(graph: Graph, pattern: Pattern) -> str:
    def listed(names: Iterable[str]) -> str:
        return " or ".join(graph.label(graph.actor(name)) for name in names)

    relations = " or ".join(ontology().relations[name].label for name in pattern.relation) or "any relation"
    parts = [listed(pattern.subject) or "anyone", relations, listed(pattern.object) or "anyone"]
    words = f"{' '.join(pattern.claims)}" if pattern.claims else " – ".join(parts)
    return f"{words}{f'. {pattern.note}' if pattern.note else ''}"
