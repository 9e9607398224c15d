"""Claims in a store on disk: read one by one when somebody asks, and all at once only as columns."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from lkg.claims import lines, reading
from lkg.claims.model import Claim, Record
from lkg.store import ASSERTED, Store, Term
from lkg.vocab import PREFIXES, absolute, local, ontology

_LKG = PREFIXES["lkg"]
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_PARTS = ("Claim", "Passage", "ClaimDispute")
"""the kinds of which there may be millions"""


class StoredClaims(Mapping[str, Claim]):
    """The claims of a store by id: each is read when it is asked for."""

    def __init__(self, store: Store, ids: Callable[[], Sequence[str]]) -> None:
        self._store, self._list = store, ids

    @cached_property
    def _ids(self) -> Sequence[str]:
        return self._list()

    def __getitem__(self, name: str) -> Claim:
        return reading.read_claim(absolute(name, "claim"), self._quads(name))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._store.knows(absolute(name, "claim"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def _quads(self, name: str) -> Iterator[ox.Quad]:
        """The quads of a claim, of its passage and of its disputes."""
        for quad in _about(self._store, absolute(name, "claim")):
            yield quad
            if quad.predicate.value in (_LKG + "passage", _LKG + "disputes"):
                yield from _about(self._store, _address(quad.object))


def record_of(store: Store, ids: Callable[[], Sequence[str]]) -> Record:
    """The record of a store: nodes, sources and groupings in memory, claims when they are asked for."""
    disputed: dict[str, set[str]] = {}
    withdrawn = {local(_address(quad.subject)) for quad in store.quads(_LKG + "withdrawnOn")}
    for claim, other in disputes(store):
        if claim not in withdrawn:
            disputed.setdefault(other, set()).add(claim)
    return replace(
        reading.read(_quads(store)),
        claims=StoredClaims(store, ids),
        disputed_by={name: tuple(sorted(by)) for name, by in disputed.items()},
    )


def disputes(store: Store) -> Iterator[tuple[str, str]]:
    """(claim, claim that it disputes).

    >>> import lkg
    >>> ("C316", "C029") in set(disputes(lkg.open().store))
    True
    """
    for quad in store.quads(_LKG + "disputes"):
        for fact in _about(store, _address(quad.object)):
            if fact.predicate.value == _LKG + "disputedClaim":
                yield local(_address(quad.subject)), local(_address(fact.object))


def lines_of(store: Store) -> Callable[[lines.Sql], None]:
    """How to read all claims of a store as rows of text: out of one file of N-Triples."""

    def read(sql: lines.Sql) -> None:
        with tempfile.TemporaryDirectory(prefix="lkg-") as folder:
            file = Path(folder) / "claims.nt"
            store.inner.dump(str(file), ox.RdfFormat.N_TRIPLES, from_graph=ASSERTED)
            lines.from_ntriples(sql, [file])

    return read


def _quads(store: Store) -> Iterator[ox.Quad]:
    """All that is said of nodes, sources, groupings and ratings: everything but claims and their parts."""
    for name in ontology().classes:
        if name not in _PARTS:
            for quad in store.inner.quads_for_pattern(None, _TYPE, ox.NamedNode(_LKG + name), ASSERTED):
                yield from _about(store, _address(quad.subject))
    for quad in store.quads(_LKG + "probability"):
        yield from _about(store, _address(quad.subject))


def _about(store: Store, node: str) -> Iterator[ox.Quad]:
    return iter(store.inner.quads_for_pattern(ox.NamedNode(node), None, None, ASSERTED))


def _address(term: Term) -> str:
    return "" if isinstance(term, ox.Triple) else term.value
