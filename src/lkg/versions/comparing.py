"""What is otherwise in one version of a graph than in another: in claims, not in lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from lkg import period
from lkg.analysis.results import Column, Result
from lkg.claims import Record, writing
from lkg.claims.model import Actor, Claim, Group, Grouping, Judgement, Placement, Source
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.reports.words import claim_words, source_name
from lkg.versions.fields import FieldChange, field_changes
from lkg.versions.moving import Asked, moved
from lkg.versions.places import Side, side
from lkg.vocab import ontology

THINGS = ("claim", "actor", "source", "grouping", "group", "placement", "judgement", "lens", "statement")
WORDS = ("added", "withdrawn", "reinstated", "removed", "changed")
_PLURAL = {"lens": "lenses"}
COLUMNS = (Column("change"), Column("thing"), Column("id"), Column("what"), Column("how"))
Things = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, repr=False)
class Differences(Result):
    """A row per claim, actor, source … that is otherwise; `findings` are those that move, where they were asked for."""

    findings: tuple[Mapping[str, Any], ...] | None = None
    """None where they were not asked for"""
    findings_notes: tuple[str, ...] = ()

    def of(self, thing: str, change: str = "") -> list[str]:
        """The ids of what is otherwise, of one kind and in one way."""
        return [row["id"] for row in self.rows if row["thing"] == thing and change in ("", row["change"])]

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape: rows with their fields, counts, notes; findings where they were asked for."""
        more = {} if self.findings is None else {"findings": list(self.findings), "of_findings": self.findings_notes}
        return super().to_dict() | more


def diff(
    before: str | Path | Graph,
    after: str | Path | Graph,
    *,
    folder: Path | None = None,
    findings: Asked | None = None,
) -> Differences:
    """What was added, withdrawn, removed or changed from one graph to another, field by field.

    A side is a graph, or a folder, file or store; else a git revision of `folder`, a graph's folder. A claim is known
    by its id. With `findings` also what moves under a lens is said. Raises MissingFile where a side is none of these.

    >>> import lkg
    >>> graph = lkg.open()
    >>> print(diff(graph, graph).title)
    From the graph to the graph: nothing is otherwise
    """
    with ExitStack() as open_sides:
        old, new = (open_sides.enter_context(side(place, folder)) for place in (before, after))
        rows = tuple(_rows(old.graph, new.graph))
        found, notes = (None, ()) if findings is None else moved(old.graph, new.graph, findings)
        return Differences(
            f"From {old.name} to {new.name}: {counts(rows) or 'nothing is otherwise'}",
            COLUMNS,
            rows,
            dict(Counter(f"{row['thing']} {row['change']}" for row in rows)),
            tuple(_notes(old, new, rows)),
            None,
            None if found is None else tuple(found),
            tuple(notes),
        )


def counts(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many of what are otherwise, in words.

    >>> counts([{"thing": "claim", "change": "added"}, {"thing": "lens", "change": "changed"}])
    '1 claim added; 1 lens changed'
    """
    found = Counter((row["thing"], row["change"]) for row in rows)
    parts = []
    for thing in THINGS:
        told = [f"{found[thing, word]} {word}" for word in WORDS if found[thing, word]]
        if told:
            first, *rest = told
            number, _, word = first.partition(" ")
            parts.append(", ".join([f"{number} {_named(thing, int(number))} {word}", *rest]))
    return "; ".join(parts)


def things(graph: Graph) -> Things:
    """Everything of a graph that has an id of its own, by kind: what a difference is told in."""
    record = graph.recorded
    return {**parts(record), "lens": graph.lenses, "statement": {str(triple): triple for triple in rest(graph)}}


def parts(record: Record) -> Things:
    """The records by kind, and the groups and placements of each grouping apart from it."""
    groupings = record.groupings.values()
    return {
        "claim": record.claims,
        "actor": record.actors,
        "source": record.sources,
        "grouping": {each.id: replace(each, groups={}, placements=()) for each in groupings},
        "group": {id: group for each in groupings for id, group in each.groups.items()},
        "placement": {placed.id: placed for each in groupings for placed in each.placements},
        "judgement": record.judgements,
    }


def rest(graph: Graph) -> Iterator[ox.Triple]:
    """The triples that no record holds, such as what a data set says of itself."""
    written = set(writing.write(graph.recorded))
    for quad in graph.store.quads():
        triple = ox.Triple(quad.subject, quad.predicate, quad.object)
        if triple not in written:
            yield triple


def _named(thing: str, number: int) -> str:
    return thing if number == 1 else _PLURAL.get(thing, f"{thing}s")


def _rows(before: Graph, after: Graph) -> Iterator[dict[str, Any]]:
    if before is after:
        return
    old, new = things(before), things(after)
    # a file or a store has no lenses of its own: that they are not there says nothing
    compared = [thing for thing in THINGS if thing != "lens" or (before.folder and after.folder)]
    for thing in compared:
        was, now = old[thing], new[thing]
        found = [row for id in {*was, *now} if (row := _row(thing, id, was.get(id), now.get(id), before, after))]
        yield from sorted(found, key=lambda row: (WORDS.index(row["change"]), row["id"]))


def _row(thing: str, id: str, was: Any, now: Any, before: Graph, after: Graph) -> dict[str, Any] | None:
    """What is otherwise of one thing, None where it is as before."""
    if was == now:
        return None
    changed = field_changes(was, now) if was is not None and now is not None else []
    graph, shown = (after, now) if now is not None else (before, was)
    return {
        "change": _word(was, now),
        "thing": thing,
        "id": id,
        "what": in_words(graph, shown),
        "how": "; ".join(change.words() for change in changed),
        "fields": [_plain(change) for change in changed],
    }


def _word(was: Any, now: Any) -> str:
    if was is None or now is None:
        return "added" if was is None else "removed"
    before, after = (getattr(each, "withdrawal", None) for each in (was, now))
    if before is None and after is not None:
        return "withdrawn"
    return "reinstated" if after is None and before is not None else "changed"


def _plain(change: FieldChange) -> dict[str, str]:
    return {"field": change.field, "before": change.before, "after": change.after}


def in_words(graph: Graph, thing: Any) -> str:
    """A claim, actor, source … in one line; empty for what has no words of its own."""
    words = next((words for kind, words in _IN_WORDS.items() if isinstance(thing, kind)), None)
    return words(graph, thing) if words else ""


def _claim(graph: Graph, claim: Claim) -> str:
    known = graph.recorded.sources.get(claim.source)
    source = source_name(known) if known else claim.source
    return f"{claim_words(graph, claim)}, {period.words(claim.when.text)} [{source}]"


def _placement(graph: Graph, placed: Placement) -> str:
    return f"{graph.label(placed.actor)} in {placed.group}, {placed.first_day or '..'} to {placed.last_day or '..'}"


def _judgement(graph: Graph, judged: Judgement) -> str:
    return f"{' and '.join(map(graph.label, judged.actors))}: {ontology().labels.get(judged.verdict, judged.verdict)}"


_IN_WORDS: Mapping[type, Callable[[Graph, Any], str]] = {
    Claim: _claim,
    Actor: lambda _, actor: f"{actor.label} ({ontology().labels.get(actor.kind, actor.kind)})",
    Source: lambda _, source: f"{source.publisher}: {source.title}",
    Grouping: lambda _, grouping: grouping.title,
    Group: lambda _, group: group.label,
    Placement: _placement,
    Judgement: _judgement,
    Lens: lambda _, lens: lens.title,
}


def _notes(old: Side, new: Side, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    removed = sum(row["thing"] == "claim" and row["change"] == "removed" for row in rows)
    if removed:
        yield (
            f"{removed} claim{'s are' if removed > 1 else ' is'} gone without a trace; a correction leaves the claim, "
            "withdrawn (by whom, when, why), beside the new one"
        )
    if not rows and old.graph is not new.graph and old.graph.digest != new.graph.digest:
        yield "The triples differ all the same, though no record does"
