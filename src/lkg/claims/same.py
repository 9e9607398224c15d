"""Actors judged the same as one node, each claim keeping on record the actor that it names.

Nothing is rewritten in the data. A record as it is read (`Graph.recorded`) has every actor and claim as it stands in
the files; `merged` makes of it the record that is counted: actors judged the same are the one that is kept, whose
aliases are the names of the others, and the ends of claims are replaced by it. The claim table, networks and edges
come from the merged record, and queries from data in which the same is replaced (`inference.merged_quads`). Taking a
judgement back therefore restores all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from lkg.claims.model import Actor, Claim, Grouping, Judgement, Record
from lkg.claims.writing import script_tag
from lkg.errors import Problem


def counted_as(judgements: Iterable[Judgement], actors: Collection[str] | None = None) -> dict[str, str]:
    """Actor → the one as which it counts, for those that do not count as themselves.

    Judgements chain: of all that are the same, one stands for all that no judgement puts behind another; of several
    the one that most judgements keep. With `actors` only these are counted, and one of them stands for the others.

    >>> judged = Judgement("a--b", ("a", "b"), "same", "2026-11-29", "the desk", "same name", kept="b")
    >>> counted_as([judged, replace(judged, id="b--c", actors=("b", "c"), kept="c")])
    {'a': 'c', 'b': 'c'}
    """
    same = [judged for judged in judgements if judged.stands and judged.verdict == "same"]
    behind = {
        actor
        for judged in same
        for actor in judged.actors
        if actor != judged.kept and (actors is None or judged.kept in actors)
    }
    votes = Counter(judged.kept for judged in same)
    found = {}
    for group in _groups(same):
        there = sorted(actor for actor in group if actors is None or actor in actors)
        first = min(there, key=lambda actor: (actor in behind, -votes[actor], actor), default="")
        found.update({actor: first for actor in there if actor != first})
    return dict(sorted(found.items()))


def contradictions(judgements: Iterable[Judgement]) -> Iterator[Problem]:
    """Judgements that cannot stand together: the same and not the same, or each kept in place of the other in turn.

    >>> same = Judgement("a--b", ("a", "b"), "same", "2026-11-29", "the desk", "same name", kept="b")
    >>> [problem.file for problem in contradictions([same, replace(same, id="other", verdict="notSame")])]
    ['judgement other']
    """
    standing = [judged for judged in judgements if judged.stands]
    same = [judged for judged in standing if judged.verdict == "same"]
    group_of = {actor: number for number, group in enumerate(_groups(same)) for actor in group}
    for judged in standing:
        one, other = judged.actors
        if judged.verdict == "notSame" and one in group_of and group_of[one] == group_of.get(other):
            chain = ", ".join(_chain(same, one, other))
            message = (
                f"it says that {one} and {other} are not the same, but {chain} make them one. Take one of these back "
                f"(`lkg match --undo ID`)."
            )
            yield Problem(f"judgement {judged.id}", None, message)
    for circle in _circles(same):
        names = ", ".join(judged.id for judged in circle)
        message = (
            f"each of {names} keeps an actor that another gives up, in a circle, so that none is left. Change "
            f"lkg:keptActor in one of them, or take it back (`lkg match --undo ID`)."
        )
        yield Problem(f"judgement {circle[0].id}", None, message)


def merged(record: Record) -> Record:
    """The record in which actors judged the same are one; the record itself where nothing is judged so.

    >>> both = {name: Actor(name, label, "State") for name, label in (("lithuania", "Lithuania"), ("lt", "Lietuva"))}
    >>> judged = Judgement("j", ("lithuania", "lt"), "same", "2026-11-29", "the desk", "one state", kept="lithuania")
    >>> merged(Record(both, judgements={"j": judged})).actors["lithuania"].aliases
    (('Lietuva', 'und-latn'),)
    """
    same = counted_as(record.judgements.values(), record.actors)
    if not same:
        return record
    claims = _MergedClaims(record.claims, same)
    return replace(
        record,
        actors=_actors(record.actors, same),
        claims=dict(claims) if isinstance(record.claims, dict) else claims,
        groupings={name: _grouping(each, same) for name, each in record.groupings.items()},
        ego=same.get(record.ego, record.ego),
        counted_as=same,
    )


class _MergedClaims(Mapping[str, Claim]):
    """Claims whose ends are replaced when they are read."""

    def __init__(self, claims: Mapping[str, Claim], same: Mapping[str, str]) -> None:
        self._claims, self._same = claims, same

    def __getitem__(self, name: str) -> Claim:
        claim = self._claims[name]
        ends = claim.subject, claim.object, claim.claimant
        if self._same.keys().isdisjoint(ends):
            return claim
        subject, object_, claimant = (self._same.get(actor, actor) for actor in ends)
        return replace(claim, subject=subject, object=object_, claimant=claimant)

    def __contains__(self, name: object) -> bool:
        return name in self._claims

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)


def _actors(actors: Mapping[str, Actor], same: Mapping[str, str]) -> dict[str, Actor]:
    others: dict[str, list[Actor]] = defaultdict(list)
    for name, kept in same.items():
        others[kept].append(actors[name])
    return {name: _joined(actor, others[name]) for name, actor in actors.items() if name not in same}


def _joined(kept: Actor, others: Iterable[Actor]) -> Actor:
    """The kept actor with the names of the others, and with what only they say."""
    for other in others:
        aliases = dict((*other.aliases, (other.label, script_tag(other.label)), *kept.aliases))
        aliases.pop(kept.label, None)
        kept = replace(
            kept,
            aliases=tuple(sorted(aliases.items())),
            wikidata=kept.wikidata or other.wikidata,
            country=kept.country or other.country,
            scope=kept.scope or other.scope,
            contested=kept.contested or other.contested,
            public_role=kept.public_role or other.public_role,
        )
    return kept


def _grouping(grouping: Grouping, same: Mapping[str, str]) -> Grouping:
    """Placements of the kept actor; those of another only where it has none, for a grouping is a partition."""
    own = {placed.actor for placed in grouping.placements}
    taken: dict[str, str] = {}
    placements = []
    for placed in grouping.placements:
        kept = same.get(placed.actor, placed.actor)
        if kept == placed.actor or (kept not in own and taken.setdefault(kept, placed.actor) == placed.actor):
            placements.append(replace(placed, actor=kept))
    return replace(grouping, placements=tuple(placements))


def _groups(same: Iterable[Judgement]) -> list[set[str]]:
    """Actors that judgements join, directly or through others."""
    group_of: dict[str, set[str]] = {}
    for judged in same:
        one, other = (group_of.get(actor, {actor}) for actor in judged.actors)
        one |= other
        group_of.update(dict.fromkeys(one, one))
    return list({id(group): group for group in group_of.values()}.values())


def _chain(same: Iterable[Judgement], start: str, end: str) -> list[str]:
    """The shortest chain of judgements between two actors of one group."""
    beside: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for judged in same:
        for one, other in (judged.actors, judged.actors[::-1]):
            beside[one].append((other, judged.id))
    ways: dict[str, list[str]] = {start: []}
    waiting = [start]
    for actor in waiting:
        for other, judged_id in beside[actor]:
            if other not in ways:
                ways[other] = [*ways[actor], judged_id]
                waiting.append(other)
    return ways[end]


def _circles(same: Iterable[Judgement]) -> Iterator[list[Judgement]]:
    """Judgements each of which keeps an actor that the next one gives up: one circle for each such group."""
    left = _without_end(same)
    while left:
        steps: dict[str, Judgement] = {}
        judged = left[0]
        while judged.id not in steps:
            steps[judged.id] = judged
            judged = next(j for j in left if judged.kept in j.actors and j.kept != judged.kept)
        circle = list(steps.values())[list(steps).index(judged.id) :]
        yield sorted(circle, key=lambda judged: judged.id)
        seen = {actor for each in steps.values() for actor in each.actors}
        left = _without_end([judged for judged in left if seen.isdisjoint(judged.actors)])


def _without_end(same: Iterable[Judgement]) -> list[Judgement]:
    """Those judgements that keep an actor which one of them gives up: what is left when all chains with an end go."""
    left = list(same)
    while True:
        given_up = {actor for judged in left for actor in judged.actors if actor != judged.kept}
        rest = [judged for judged in left if judged.kept in given_up]
        if len(rest) == len(left):
            return left
        left = rest
