"""Inputs made by rule: power-law graphs, and claims like those of an event data set."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np

SEED = 7
DAYS = 7_000
FIRST = dt.date(1980, 1, 1)
SOURCES = 200
RATED = "ABCDE"


def power_law(size: int, ties: int) -> tuple[Any, Any]:
    """Tails and heads of a simple digraph whose expected degrees follow a power law (Chung and Lu 2002)."""
    random = np.random.default_rng(SEED)
    weights = np.arange(10, size + 10) ** -0.7
    random.shuffle(weights)
    shares = np.cumsum(weights / weights.sum())
    pairs = np.empty(0, np.int64)
    while len(pairs) < ties:
        tails, heads = (np.searchsorted(shares, random.random(2 * ties)).clip(0, size - 1) for _ in range(2))
        found = (tails * size + heads)[tails != heads]
        pairs = np.unique(np.concatenate([pairs, found]))
    pairs = np.sort(random.permutation(pairs)[:ties])
    return (pairs // size).astype(np.int32), (pairs % size).astype(np.int32)


def day(number: int) -> str:
    """One of the days on which claims lie."""
    return (FIRST + dt.timedelta(days=number)).isoformat()


class Claims:
    """Like an event data set: few actors are in most claims, few relations and sources are frequent."""

    def __init__(self, size: int) -> None:
        from lkg.claims.model import Actor, Record, Source
        from lkg.vocab import ontology

        random = np.random.default_rng(SEED)
        actors = max(50, int(20 * size**0.25))
        shares = np.cumsum((weights := np.arange(1, actors + 1) ** -1.25) / weights.sum())
        self.size = size
        self.subject, other = (np.searchsorted(shares, random.random(size)).clip(0, actors - 1) for _ in range(2))
        # nobody acts on himself
        self.object = np.where(other == self.subject, (other + 1) % actors, other)
        self.names = [r.name for r in ontology().relations.values() if r.makes_tie and not r.is_state and r.polarity]
        self.relation = (len(self.names) * random.random(size) ** 5).astype(int)
        self.source = (SOURCES * random.random(size) ** 5).astype(int)
        self.day = np.arange(size) * DAYS // size
        self.actors = {name: Actor(name, name, "State") for name in map("a{:05d}".format, range(actors))}
        self.sources = {
            name: Source(name, name, f"paper {n}", "news", reliability=RATED[n % len(RATED)], published="2020")
            for n, name in enumerate(map("s{:03d}".format, range(SOURCES)))
        }
        self.record = Record(self.actors, self.sources, {})

    def write_rows(self, file: Path) -> None:
        """One tab-separated line a claim, as an import keeps it before the table is made."""
        names, days = self.names, [day(n) for n in range(DAYS)]
        columns = (self.subject.tolist(), self.relation.tolist(), self.object.tolist(), self.day.tolist())
        with file.open("w", encoding="utf-8") as out:
            for n, (a, r, b, d, s) in enumerate(zip(*columns, self.source.tolist(), strict=True)):
                out.write(f"E{n:09d}\ta{a:05d}\t{names[r]}\ta{b:05d}\t{days[d]}\ts{s:03d}\tasserted\t\t\t\t\t2\t\n")

    def write_triples(self, file: Path) -> None:
        """The same claims, their actors and sources as N-Triples."""
        from lkg.claims import writing
        from lkg.importers.bulk import claim_text

        with file.open("w", encoding="utf-8") as out:
            for actor in self.actors.values():
                out.writelines(f"{triple} .\n" for triple in writing.write_actor(actor))
            for source in self.sources.values():
                out.writelines(f"{triple} .\n" for triple in writing.write_source(source))
            out.writelines(map(claim_text, self.claims()))

    def claims(self) -> Any:
        """The claims one by one."""
        from lkg import period
        from lkg.claims.model import Claim

        days = [period.parse(day(n)) for n in range(DAYS)]
        columns = (self.subject.tolist(), self.relation.tolist(), self.object.tolist(), self.day.tolist())
        for n, (a, r, b, d, s) in enumerate(zip(*columns, self.source.tolist(), strict=True)):
            yield Claim(
                f"E{n:09d}", f"a{a:05d}", self.names[r], f"a{b:05d}", days[d], f"s{s:03d}", "asserted", credibility="2"
            )
