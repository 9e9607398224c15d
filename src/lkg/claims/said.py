"""What claims say, as plain columns of numbers: the ground of the claim table, whatever it is read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lkg import period
from lkg.claims import spells
from lkg.claims.model import MODALITIES, Claim, Record, Source
from lkg.period import PAST, Period
from lkg.vocab import Relation, ontology

Columns = Mapping[str, Sequence[Any]]

STANCES = ("none", "+", "-", "0")
"""what the numbers in the column `stance` mean"""
ENDED = MODALITIES.index("ended")
_GRADES = " ABCDEF"
_MODALITY = {name: i for i, name in enumerate(MODALITIES)}
_SAID = {
    "n": 0, "id": "", "subject": 0, "relation": 0, "object": 0, "moment": 0, "modality": 0, "polarity": 0,
    "intensity": 0.0, "source": 0, "claimant": 0, "credibility": 0, "withdrawn": False,
}  # fmt: skip


@dataclass(frozen=True)
class Numbers:
    """The number of every name; `moments` are the distinct dates that claims bear."""

    nodes: Mapping[str, int]
    sources: Mapping[str, int]
    relations: Mapping[str, int]
    moments: Mapping[str, int]

    @classmethod
    def of(cls, actors: Iterable[str], sources: Iterable[str], moments: Iterable[str]) -> Numbers:
        """Numbers in the order given; relations in that of the ontology.

        >>> numbers = Numbers.of(["china", "lithuania"], ["s1"], ["2021-08"])
        >>> numbers.nodes, numbers.moments
        ({'china': 0, 'lithuania': 1}, {'2021-08': 0})
        """
        found = (actors, sources, ontology().relations, moments)
        return cls(*({name: i for i, name in enumerate(names)} for names in found))


def said(record: Record, numbers: Numbers) -> Columns:
    """One row a claim, names replaced by numbers; the overriding polarity and intensity are null where none is."""
    rows = (_row(n, claim, numbers) for n, claim in enumerate(record.claims.values()))
    return columns(rows, like=_SAID)


def held(numbers: Numbers) -> Columns:
    """The bounds of every moment for every way in which relations persist; `until` is its latest day as written."""
    classes = {number: relation for relation, number in persistence().items()}
    rows = (
        _bounds(n, period.parse(text), number, ontology().relations[name])
        for text, n in numbers.moments.items()
        for number, name in classes.items()
    )
    return columns(rows, like=dict.fromkeys(("moment", "lasts", "s1", "s2", "e1", "e2", "until"), 0))


def moments(texts: Sequence[str]) -> Columns:
    """What decides whether a date can be closed: whether it is bare, and whether its end is open.

    >>> moments(["2022", "2021/.."])
    {'n': [0, 1], 'text': ['2022', '2021/..'], 'bare': [True, False], 'open_end': [False, True]}
    """
    parsed = (period.parse(text) for text in texts)
    rows = ({"n": n, "text": p.text, "bare": p.bare, "open_end": p.open_end} for n, p in enumerate(parsed))
    return columns(rows, like={"n": 0, "text": "", "bare": False, "open_end": False})


def persistence() -> dict[str, int]:
    """One relation for each way to persist → the number of that way; 0 is that of events."""
    found: dict[tuple[bool, str], str] = {}
    for relation in sorted(ontology().relations.values(), key=lambda r: (r.is_state, r.persists, r.name)):
        found.setdefault(_lasting(relation), relation.name)
    return {name: i for i, name in enumerate(found.values())}


def relations() -> Columns:
    """What a lens asks of relations."""
    lasts = {_lasting(ontology().relations[name]): number for name, number in persistence().items()}
    rows = (
        {
            "n": n,
            "name": relation.name,
            "makes_tie": relation.makes_tie,
            "polarity": relation.polarity,
            "intensity": relation.intensity,
            "stance": STANCES.index(relation.stance),
            "is_state": relation.is_state,
            "structural": relation.family == "structural",
            "hostile": relation.family == "materialConflict",
            "lasts": lasts[_lasting(relation)],
        }
        for n, relation in enumerate(ontology().relations.values())
    )
    return columns(rows)


def nodes(record: Record) -> Columns:
    """What kind of thing each node is."""
    groups = {name: ontology().group(actor.kind) for name, actor in record.actors.items()}
    rows = (
        {"n": n, "id": name, "grouping": group, "is_actor": group in ("State", "Organization", "Person")}
        for n, (name, group) in enumerate(groups.items())
    )
    return columns(rows, like={"n": 0, "id": "", "grouping": "", "is_actor": False})


def kinds(record: Record) -> Columns:
    """All classes that each node is of."""
    rows = (
        {"node": n, "name": above}
        for n, actor in enumerate(record.actors.values())
        for above in sorted(ontology().classes.get(actor.kind, {actor.kind}))
    )
    return columns(rows, like={"node": 0, "name": ""})


def sources(record: Record, speaker: Mapping[str, int]) -> Columns:
    """What a lens asks of sources; `speaker` gives the number of the voice of each."""
    rows = (_source(n, source, speaker[source.id]) for n, source in enumerate(record.sources.values()))
    like = {"n": 0, "id": "", "speaker": 0, "first": 0, "last": 0, "known": 0, "uncited": False, "reliability": 0}
    return columns(rows, like=like)


def ratings(table: Mapping[tuple[str, str], float]) -> Columns:
    """The probability of each pair of grades that can be judged.

    >>> ratings({("A", "1"): 0.97, ("F", "6"): 0.5})
    {'reliability': [1], 'credibility': [1], 'p': [0.97]}
    """
    rows = (
        {"reliability": _GRADES.index(reliability), "credibility": int(credibility), "p": p}
        for (reliability, credibility), p in table.items()
        if reliability in tuple("ABCDE") and credibility in tuple("1234")
    )
    return columns(rows, like={"reliability": 0, "credibility": 0, "p": 0.0})


def columns(rows: Iterable[Mapping[str, Any]], *, like: Mapping[str, Any] | None = None) -> Columns:
    """Rows as columns; `like` shows the names, and a value of each, where there may be no row.

    >>> columns([{"n": 0, "name": "aids"}, {"n": 1, "name": "visits"}]), columns([], like={"n": 0})
    ({'n': [0, 1], 'name': ['aids', 'visits']}, {'n': []})
    """
    found = list(rows)
    return {name: [row[name] for row in found] for name in (found[0] if found else like or {})}


def _row(n: int, claim: Claim, numbers: Numbers) -> dict[str, Any]:
    return {
        "n": n,
        "id": claim.id,
        "subject": numbers.nodes[claim.subject],
        "relation": numbers.relations[claim.relation],
        "object": numbers.nodes[claim.object],
        "moment": numbers.moments[claim.when.text],
        "modality": _MODALITY.get(claim.modality, -1),
        "polarity": claim.polarity if claim.polarity_reason else None,
        "intensity": float(claim.intensity) if claim.intensity else None,
        "source": numbers.sources[claim.source],
        "claimant": numbers.nodes[claim.claimant] if claim.claimant else -1,
        "credibility": int(claim.credibility or 0),
        "withdrawn": claim.withdrawal is not None,
    }


def _source(n: int, source: Source, speaker: int) -> dict[str, Any]:
    when = period.parse(source.published) if source.published else None
    return {
        "n": n,
        "id": source.id,
        "speaker": speaker,
        "first": when.start_earliest if when else 0,
        "last": when.end_latest if when else 0,
        "known": when.start_earliest if when else PAST,
        "uncited": source.is_uncited,
        "reliability": _GRADES.index(source.reliability) if source.reliability else 0,
    }


def _bounds(n: int, when: Period, number: int, relation: Relation) -> dict[str, int]:
    found = spells.bounds_of(when, relation)
    last = when.end_latest
    return {"moment": n, "lasts": number, "s1": found.s1, "s2": found.s2, "e1": found.e1, "e2": found.e2, "until": last}


def _lasting(relation: Relation) -> tuple[bool, str]:
    return relation.is_state, relation.persists if relation.is_state else ""
