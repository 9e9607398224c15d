"""A graph in memory in which a scenario's assumptions hold; the graph that it is made from stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lkg import period
from lkg.analysis.scenarios.assumptions import Added, Pattern, Scenario
from lkg.claims.model import Claim, Record, Source, Withdrawal
from lkg.errors import InvalidFile, InvalidPeriod, LkgError, Problem, UnknownTerm
from lkg.graphs import Graph
from lkg.vocab import nearest, ontology

ASSUMED = "scenario"
"""the source of what is assumed: kept apart as uncited, since it is no evidence"""
GRADED = "scenario-graded"
"""the source of what is assumed with a credibility of its own"""


@dataclass(frozen=True)
class Hypothesis:
    """The changed graph, and what was done to which claim."""

    graph: Graph
    added: tuple[str, ...]
    """ids of the assumed claims"""
    ended: tuple[str, ...]
    """claims of states that end on the date"""
    prevented: tuple[str, ...]
    """claims that begin from the date on, and so do not come about"""
    withdrawn: tuple[str, ...]
    """claims that are taken back altogether"""
    kept: tuple[str, ...]
    """events before the date that an `end` fits: what happened stays"""


def assume(graph: Graph, scenario: Scenario) -> Hypothesis:
    """The graph as it would be, had the scenario come true on its date.

    Assumed claims are marked by their source, `scenario`, which is uncited: they are never called evidence, and speak
    with one voice. An ending is an *ended* claim of that source, or where the end was given, a nearer end. Raises
    InvalidFile with every assumption that names what is not there, or that fits no claim.
    """
    problems: list[Problem] = []
    started = period.bounds(scenario.since)[0]
    matched = [(pattern, _matching(graph, pattern, problems)) for pattern in scenario.end]
    gone = [(pattern, _matching(graph, pattern, problems)) for pattern in scenario.withdraw]
    added = [_added(graph, n, each, started, problems) for n, each in enumerate(scenario.add, 1)]
    fates = _fates(graph, {name for _, names in matched for name in names}, started)
    for pattern, names in matched:
        if names and not any(name in fates.ended or name in fates.prevented for name in names):
            day = period.day(started)
            message = f"nothing that fits holds or happens from {day} on. Choose an earlier date, or [[withdraw]] it."
            problems.append(pattern.place.problem(message))
    if problems:
        raise InvalidFile(problems)
    withdrawn = sorted({name for _, names in gone for name in names})
    ends = list(_ends(graph, fates.ended, started))
    claims = dict(graph.record.claims)
    for name in [*fates.prevented, *withdrawn]:
        claims[name] = replace(claims[name], withdrawal=Withdrawal(period.day(started), ASSUMED, scenario.title))
    claims |= {claim.id: claim for claim in [*ends, *filter(None, added)]}
    return Hypothesis(
        graph.changed(_record(graph.record, claims, scenario)),
        tuple(claim.id for claim in added if claim),
        tuple(fates.ended),
        tuple(fates.prevented),
        tuple(withdrawn),
        tuple(fates.kept),
    )


def _record(record: Record, claims: Mapping[str, Claim], scenario: Scenario) -> Record:
    title = f"Assumed in the scenario: {scenario.title or scenario.name}"
    sources = dict(record.sources)
    sources[ASSUMED] = Source(ASSUMED, title, ASSUMED, "uncited")
    sources[GRADED] = Source(GRADED, title, ASSUMED, "dataset", reliability="A")
    standing = {name for name, claim in claims.items() if claim.withdrawal is None}
    disputed = {name: tuple(n for n in others if n in standing) for name, others in record.disputed_by.items()}
    return replace(
        record,
        claims=dict(sorted(claims.items())),
        sources=dict(sorted(sources.items())),
        disputed_by={name: others for name, others in disputed.items() if others},
    )


def _added(graph: Graph, number: int, added: Added, started: int, problems: list[Problem]) -> Claim | None:
    faults = list(_faults(graph, added, started))
    if faults:
        problems += map(added.place.problem, faults)
        return None
    relation = ontology().relation(added.relation)
    since = period.day(started)
    return Claim(
        f"{ASSUMED}-{number}",
        graph.actor(added.subject),
        relation.name,
        graph.actor(added.object),
        period.parse(added.when or (f"{since}/.." if relation.is_state and added.modality != "ended" else since)),
        GRADED if added.credibility else ASSUMED,
        modality=added.modality,
        credibility=added.credibility or "1",
        note=added.note,
    )


def _faults(graph: Graph, added: Added, started: int) -> Iterator[str]:
    """What a claim is checked for, too: names, relation, date, and kinds of actor that the relation joins."""
    yield from _unknown(graph, (added.subject, added.object), (added.relation,))
    if added.when:
        try:
            when = period.parse(added.when)
        except InvalidPeriod as error:
            yield str(error)
        else:
            if when.start_earliest < started:
                day = period.day(started)
                yield f"{added.when} begins before the scenario, {day}. Leave `when` out, or begin earlier."
    if not list(_unknown(graph, (added.subject, added.object), (added.relation,))):
        relation = ontology().relation(added.relation)
        for name, allowed, side in ((added.subject, relation.domain, "from"), (added.object, relation.range, "to")):
            kind = graph.record.actors[graph.actor(name)].kind
            if allowed and not ontology().classes.get(kind, frozenset()) & allowed:
                yield f"{relation.name} runs {side} {' or '.join(sorted(allowed))}; {name} is a {kind}."


def _unknown(graph: Graph, actors: Iterable[str], relations: Iterable[str]) -> Iterator[str]:
    for name in actors:
        try:
            graph.actor(name)
        except LkgError as error:
            yield str(error)
    for name in relations:
        try:
            ontology().relation(name)
        except UnknownTerm as error:
            yield str(error)


def _matching(graph: Graph, pattern: Pattern, problems: list[Problem]) -> list[str]:
    """The standing claims that fit a pattern; where a name is wrong or nothing fits, problems grow instead."""
    faults = list(_unknown(graph, (*pattern.subject, *pattern.object), pattern.relation))
    for name in pattern.claims:
        if name not in graph.record.claims:
            near = nearest(name, graph.record.claims)
            faults.append(f"The graph has no claim {name!r}.{f' Did you mean {near[0]}?' if near else ''}")
    if faults:
        problems += map(pattern.place.problem, faults)
        return []
    ends = ({graph.actor(n) for n in pattern.subject}, {graph.actor(n) for n in pattern.object})
    found = [claim.id for claim in graph.record.claims.values() if _fits(claim, pattern, *ends)]
    if not found:
        problems.append(
            pattern.place.problem("no claim of the graph fits this. Look at `lkg actor` for those there are.")
        )
    return found


def _fits(claim: Claim, pattern: Pattern, subjects: set[str], objects: set[str]) -> bool:
    if claim.withdrawal is not None or (pattern.claims and claim.id not in pattern.claims):
        return False
    above = ontology().relations[claim.relation].ancestors
    return (
        (not subjects or claim.subject in subjects)
        and (not objects or claim.object in objects)
        and (not pattern.relation or bool(above & set(pattern.relation)))
    )


@dataclass(frozen=True, slots=True)
class _Fates:
    ended: list[str]
    prevented: list[str]
    kept: list[str]


def _fates(graph: Graph, names: set[str], started: int) -> _Fates:
    """What becomes of each claim from the date on: its state ends, it does not come about, or it stays."""
    found = _Fates([], [], [])
    held = graph.table.context.held
    for name in sorted(names):
        claim = graph.record.claims[name]
        if held[name].s1 >= started:
            found.prevented.append(name)
        elif claim.modality in ("ended", "negated"):
            continue
        elif not ontology().relations[claim.relation].is_state:
            found.kept.append(name)
        elif held[name].e2 >= started:
            found.ended.append(name)
    return found


def _ends(graph: Graph, ended: Iterable[str], started: int) -> Iterator[Claim]:
    """An *ended* claim for every state that is open, and a nearer end for every claim that gave one."""
    day = period.day(started)
    states: dict[tuple[str, str, str], None] = {}
    for name in ended:
        claim = graph.record.claims[name]
        if graph.table.context.bounds[name].open:
            states[claim.subject, claim.relation, claim.object] = None
        else:
            start = claim.when.text.partition("/")[0]
            yield replace(claim, when=period.parse(f"{start}/{day}"))
    for number, (subject, relation, object_) in enumerate(states, 1):
        when = period.parse(day)
        yield Claim(
            f"{ASSUMED}-end-{number}", subject, relation, object_, when, ASSUMED, modality="ended", credibility="1"
        )
