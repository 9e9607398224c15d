"""What is otherwise in one version of a graph than in another: in claims, not in lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from lkg.analysis.results import Column, Result
from lkg.claims import Record, writing
from lkg.graphs import Graph
from lkg.versions.asking import Asked
from lkg.versions.fields import FieldChange, field_changes
from lkg.versions.places import Side, side
from lkg.versions.wording import CHANGES, THINGS, counts, in_words
from lkg.vocab import shorten

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

    A side is a graph, or a folder, file or store; else a git revision of `folder`, a graph's folder, or a day, which
    means the last revision of that day. A claim is known by its id. With `findings` also what moves under a lens is
    said. Raises MissingFile where a side is none of these.

    >>> import lkg
    >>> graph = lkg.open()
    >>> print(diff(graph, graph).title)
    From the graph to the graph: nothing is otherwise
    """
    with ExitStack() as open_sides:
        old, new = (open_sides.enter_context(side(place, folder)) for place in (before, after))
        rows = tuple(_rows(old.graph, new.graph))
        found, notes = (None, []) if findings is None else _moved(old.graph, new.graph, findings, rows)
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


def _moved(before: Graph, after: Graph, asked: Asked, rows: Sequence[Any]) -> tuple[list[dict[str, Any]], list[str]]:
    if not rows and before.digest == after.digest:
        return [], ["The two are the same graph, so no finding can move"]
    # what most comparisons do not need is imported where it is needed: it takes as long as they do
    from lkg.versions.moving import moved

    return moved(before, after, asked)


def things(graph: Graph) -> Things:
    """Everything of a graph that has an id of its own, by kind: what a difference is told in."""
    return {**parts(graph.recorded), "lens": graph.lenses, "description": descriptions(graph)}


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


def descriptions(graph: Graph) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """What no record holds, such as what a data set says of itself: by whom it is about, and by property.

    A text with another language tag than that which lkg writes is held all the same.
    """
    held = set(map(_texts, writing.write(graph.recorded)))
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in graph.store.quads():
        if (said := _texts(quad)) not in held:
            subject, predicate, value = map(shorten, said)
            found[subject][predicate.rpartition(":")[2]].append(value)
    return {name: {key: tuple(sorted(said)) for key, said in sorted(about.items())} for name, about in found.items()}


def _texts(said: ox.Triple | ox.Quad) -> tuple[str, ...]:
    """Subject, predicate and object without the tag or type of a text."""
    return tuple(getattr(term, "value", str(term)) for term in (said.subject, said.predicate, said.object))


def _rows(before: Graph, after: Graph) -> Iterator[dict[str, Any]]:
    if before is after:
        return
    old, new = things(before), things(after)
    # a file or a store has no lenses of its own: that they are not there says nothing
    compared = [thing for thing in THINGS if thing != "lens" or (before.folder and after.folder)]
    for thing in compared:
        was, now = old[thing], new[thing]
        found = [row for id in {*was, *now} if (row := _row(thing, id, was.get(id), now.get(id), before, after))]
        yield from sorted(found, key=lambda row: (CHANGES.index(row["change"]), row["id"]))


def _row(thing: str, id: str, was: Any, now: Any, before: Graph, after: Graph) -> dict[str, Any] | None:
    """What is otherwise of one thing, None where it is as before."""
    if was == now:
        return None
    if thing == "description":
        changed = field_changes(was or {}, now or {})
    else:
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


def _notes(old: Side, new: Side, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    removed = sum(row["thing"] == "claim" and row["change"] == "removed" for row in rows)
    if removed:
        yield (
            f"{removed} claim{'s are' if removed > 1 else ' is'} gone without a trace; a correction leaves the claim, "
            "withdrawn (by whom, when, why), beside the new one"
        )
    if not rows and old.graph is not new.graph and old.graph.digest != new.graph.digest:
        yield "The triples differ all the same, though no record does"
