"""All that keeps a row of a review file from being a claim, each with its repair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lkg import period
from lkg.claims import Actor, Record
from lkg.claims.model import MODALITIES
from lkg.coding.review import Row
from lkg.errors import InvalidPeriod, LkgError
from lkg.identity import Names
from lkg.importers import actors as listed
from lkg.vocab import nearest, ontology


@dataclass(frozen=True, slots=True)
class Known:
    """The actors of a graph, and the states and bodies listed beside it, by id and by name."""

    actors: Mapping[str, Actor]
    names: Names

    @classmethod
    def of(cls, *records: Record) -> Known:
        """What these records know, the last one best."""
        actors = {actor.id: actor for actor in listed.by_name().values()}
        for record in records:
            actors |= record.actors
        return cls(actors, Names(actors.values()))


def faults(row: Row, known: Known) -> Iterator[str]:
    """What is wrong with the ends, the relation, the time and the values of a row, a sentence each."""
    ends = {}
    for column in ("subject", "object", "claimant"):
        name = getattr(row, column)
        if name or column != "claimant":
            try:
                ends[column] = known.names.resolve(name)
            except LkgError as error:
                yield f"{column}: {error}"
    relation = ontology().relations.get(row.relation)
    if relation is None:
        near = nearest(row.relation, ontology().relations)
        yield f"relation {row.relation!r} is none of the ontology's." + (f" Did you mean {near[0]}?" if near else "")
    else:
        for column, allowed in (("subject", relation.domain), ("object", relation.range)):
            kind = known.actors[ends[column]].kind if column in ends else ""
            if kind and not ontology().classes[kind] & allowed:
                wanted = " or ".join(sorted(allowed))
                yield f"{column} {getattr(row, column)!r} is a {kind}; {row.relation} takes {wanted}."
    if ends.get("subject") and ends.get("subject") == ends.get("object"):
        yield "subject and object are the same actor. Correct one of them, or reject the row."
    yield from _value_faults(row)


def _value_faults(row: Row) -> Iterator[str]:
    relation = ontology().relations.get(row.relation)
    try:
        when = period.parse(row.when)
    except InvalidPeriod as error:
        yield f"when: {error}"
    else:
        if relation and not relation.is_state and (when.open_end or ".." in row.when):
            yield f"when {row.when!r}: {row.relation} is an event and cannot have an open end. Close the interval."
    if row.modality not in MODALITIES:
        yield f"modality {row.modality!r}: use {', '.join(MODALITIES)}."
    elif row.modality == "ended" and relation and not relation.is_state:
        yield f"modality ended: {row.relation} is an event, and only a state can end. Use asserted or negated."
    if row.credibility and row.credibility not in tuple("123456"):
        yield f"credibility {row.credibility!r}: give 1 (confirmed) to 6 (cannot be judged), or nothing: not rated."
    if bool(row.amount) != bool(row.unit):
        yield "amount and unit go together. Give both or neither."
    elif row.amount and not re.fullmatch(r"-?\d+(\.\d+)?", row.amount):
        yield f"amount {row.amount!r} is no plain number. Write 130000000, and the unit in its own column."
    lacking = [name for name in ("source", "title", "publisher", "published") if not getattr(row, name)]
    if lacking:
        yield f"the source lacks its {', '.join(lacking)}. Fill the columns, as in the other rows."
