"""The rows of a panel of pairs and years, and the files in which they are given away."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

from lkg import turtle
from lkg.exports.forms import table
from lkg.networks import Network, PairSign, Tie
from lkg.receipt import Receipt
from lkg.vocab import ontology

FAMILIES = ("verbalCooperation", "materialCooperation", "verbalConflict", "materialConflict", "structural")
COLUMNS: Mapping[str, str] = {
    "code_a": "code of the one state; of the doer in a directed panel",
    "code_b": "code of the other state; of the affected in a directed panel",
    "year": "year",
    "claims": "claims that possibly held or happened in the year and are not denied their place by the lens",
    "pos": "weight of cooperation, in the weight of the lens",
    "neg": "weight of conflict",
    "sign": "1 where pos is at least twice neg, -1 the other way, 0 for ties without a sign; empty: mixed, or no tie",
    "mixed": "1 where neither of pos and neg is twice the other",
    "p": "probability that at least one of the claims is true, by the assumed table of ratings; 0 where there is none",
    "verbalCooperation": "claims of cooperation in words",
    "materialCooperation": "claims of cooperation in deeds",
    "verbalConflict": "claims of conflict in words",
    "materialConflict": "claims of conflict in deeds",
    "structural": "claims of structure: trade, energy, offices",
}
"""column → what it holds"""
Dyad = tuple[str, str]


@dataclass
class Cell:
    """What stands between two states in one year."""

    claims: set[str] = field(default_factory=set)
    families: Counter[str] = field(default_factory=Counter)
    sums: dict[int, float] = field(default_factory=lambda: {1: 0.0, -1: 0.0, 0: 0.0})

    def add(self, tie: Tie) -> None:
        self.sums[tie.sign] += tie.weight
        if not tie.derived:
            self.families[ontology().relations[tie.relation].family] += len(set(tie.claims) - self.claims)
            self.claims.update(tie.claims)

    def row(self, net: Network) -> tuple[Any, ...]:
        sums = PairSign(self.sums[1], self.sums[-1], self.sums[0])
        p = net.probability(self.claims) if self.claims else 0.0
        sign = "" if sums.sign is None else sums.sign
        families = (self.families[family] for family in FAMILIES)
        return (len(self.claims), f"{sums.pos:g}", f"{sums.neg:g}", sign, int(sums.sign is None), f"{p:.4g}", *families)


NOTHING = (0, 0, 0, "", 0, 0, *(0 for _ in FAMILIES))
"""what a row says of two states between which nothing is claimed in a year"""


@dataclass(frozen=True)
class Panel:
    """The rows of a panel that say something, by year and pair; all others are zero.

    >>> none = Receipt("dyads", "", {})
    >>> panel = Panel(range(2020, 2022), "iso3", False, {}, ("CHN", "LTU"), (), none, ())
    >>> [row[:4] for row in panel.rows()]
    [('CHN', 'LTU', 2020, 0), ('CHN', 'LTU', 2021, 0)]
    """

    years: range
    codes: str
    directed: bool
    filled: Mapping[int, Mapping[Dyad, tuple[Any, ...]]]
    states: tuple[str, ...]
    """codes of the states that the panel is about: those tied to another in any of its years"""
    left_out: tuple[tuple[str, str, str, int], ...]
    """actors without a code: id, label, kind, claims that are lost with them"""
    receipt: Receipt
    notes: tuple[str, ...]

    def __len__(self) -> int:
        pairs = len(self.states) * (len(self.states) - 1)
        return len(self.years) * (pairs if self.directed else pairs // 2)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Every pair in every year, one after another: by year, then by the codes."""
        pairs = permutations if self.directed else combinations
        for year in self.years:
            filled = self.filled.get(year, {})
            for pair in pairs(self.states, 2):
                yield (*pair, year, *filled.get(pair, NOTHING))

    def save(self, file: Path) -> list[Path]:
        """Write the panel, and beside it its columns in words, its receipt and who is left out; returns the files."""
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_name(f".{file.name}.new")
        with aside.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(self.rows())
        aside.replace(file)
        beside = {
            "columns.csv": table(("column", "meaning"), COLUMNS.items()),
            "without-code.csv": table(("actor", "label", "kind", "claims"), self.left_out),
            "receipt.json": json.dumps(self.receipt.to_dict() | {"notes": self.notes}, ensure_ascii=False) + "\n",
        }
        for name, text in beside.items():
            turtle.save(file.with_name(f"{file.stem}-{name}"), text)
        return [file, *(file.with_name(f"{file.stem}-{name}") for name in beside)]
