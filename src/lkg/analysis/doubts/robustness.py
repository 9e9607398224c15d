"""A finding under every lens of a declared grid: how far it depends on choices that others would make otherwise."""

from __future__ import annotations

import itertools
import math
import statistics
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lkg.analysis.ranks.ranking import Ranking, Row
from lkg.analysis.ranks.ranks import rank
from lkg.analysis.results import Column, Result, plain
from lkg.errors import EmptyNetwork, InvalidLens, InvalidMeasure, MissingFile
from lkg.lens import Lens, check_keys
from lkg.networks import Network, network
from lkg.store import read_text
from lkg.vocab import nearest

DRAWS = 200
MOST = 1000
Choice = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Grid:
    """Fields of a lens, each with the values that a critic may choose; every combination is one lens."""

    name: str
    title: str
    levels: Mapping[str, tuple[Any, ...]]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Grid:
        """The grid that a receipt holds."""
        levels = {name: tuple(map(_frozen, values)) for name, values in data["levels"].items()}
        return cls(data["name"], data["title"], levels)

    def __len__(self) -> int:
        return math.prod(map(len, self.levels.values()))

    def lenses(self, base: Lens) -> Iterator[tuple[dict[str, str], Lens]]:
        """The choices in words, and the base lens with them; choices that make the same lens are one."""
        seen: set[str] = set()
        for values in itertools.product(*self.levels.values()):
            chosen = dict(zip(self.levels, values, strict=True))
            lens = base.but(**chosen, name=base.name)
            key = lens.words() + (lens.memory if lens.contract else "")
            if key not in seen:
                seen.add(key)
                yield {name: level(value) for name, value in chosen.items()}, lens


@dataclass(frozen=True, repr=False)
class Robustness(Result):
    """A row per actor with its evidence interval in the declared lens and its lens interval over the grid.

    `specifications` has one mapping per lens: its choices, whether it is the declared one, and every actor's rank.
    """

    specifications: tuple[Mapping[str, Any], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The stable JSON shape: rows, facts, notes, receipt, and every lens with its ranks."""
        return super().to_dict() | {"specifications": [plain(spec) for spec in self.specifications]}


def robust(
    net: Network,
    by: str = "betweenness",
    *,
    grid: Grid | str = "standard",
    weighted: bool = False,
    draws: int = DRAWS,
    seed: int = 1,
) -> Robustness:
    """Ranks by a measure under every lens of a grid around the lens of a network.

    The lens interval of an actor is from its best to its worst rank over the grid, with all evidence; lenses that do
    not see the actor are counted as such. It is usually wider than the evidence interval, and stands beside it.
    Raises MissingFile for a grid that is not there, InvalidLens for one with impossible choices.

    >>> import lkg
    >>> small = Grid("memory", "Memory", {"memory": ("12m", "24m")})
    >>> net = lkg.network(lkg.open(), at="2022-07-01")
    >>> robust(net, "degree", grid=small, draws=0).facts["lenses"]
    2
    """
    found = grid if isinstance(grid, Grid) else find_grid(net.graph.folder, grid)
    if len(found) > MOST:
        raise InvalidLens(f"The grid {found.name} makes {len(found)} lenses. Keep to {MOST}: leave some choices out.")
    declared = rank(net, by, weighted=weighted, draws=draws, seed=seed)
    specs = [
        {"choices": choices, "declared": lens.words() == net.lens.words(), "lens": lens.words()}
        | _ranks(net, lens, by, weighted)
        for choices, lens in found.lenses(net.lens)
    ]
    rows = sorted((_row(row, specs) for row in declared), key=lambda row: (row["rank"] is None, row["rank"] or 0.0))
    return Robustness(
        title=f"{declared.title}, under {len(specs)} lenses of the grid {found.name}",
        columns=_COLUMNS,
        rows=tuple(rows),
        facts={"lenses": len(specs), "empty": sum(not spec["ranks"] for spec in specs), "grid": found.name},
        notes=tuple(_notes(found, specs, declared)),
        receipt=net.graph.receipt(
            "robust", net.lens, seed, by=by, weighted=weighted, draws=draws, grid=plain(asdict(found))
        ),
        specifications=tuple(specs),
    )


def find_grid(folder: Path | None, name: str) -> Grid:
    """A grid of the graph by name, or from a .toml file."""
    given = Path(name)
    file = given if given.suffix == ".toml" else (folder or Path()) / "grids" / f"{name}.toml"
    if not file.is_file():
        known = sorted(path.stem for path in file.parent.glob("*.toml"))
        near = nearest(name, known) or known
        hint = f"Did you mean {' or '.join(near)}?" if near else "Write one: field = [values], as graph/grids shows."
        raise MissingFile(f"There is no grid {name!r}. {hint}")
    return read_grid(file)


def read_grid(file: Path) -> Grid:
    """The grid of one file; raises InvalidLens with the file for bad TOML, an unknown field or an impossible value."""
    try:
        values = tomllib.loads(read_text(file))
    except tomllib.TOMLDecodeError as error:
        raise InvalidLens(f"{file}: not valid TOML: {error}.") from None
    title = str(values.pop("title", file.stem))
    check_keys(values, f"{file}: ")
    for name, levels in values.items():
        if not isinstance(levels, list) or not levels:
            raise InvalidLens(f"{file}: {name} needs a list of the values to try, such as {name} = [ … ].")
        for value in levels:
            try:
                Lens(**{name: value})
            except InvalidLens as error:
                raise InvalidLens(f"{file}: {error}") from None
    return Grid(file.stem, title, {name: tuple(map(_frozen, levels)) for name, levels in values.items()})


def level(value: Any) -> str:
    """A choice in words.

    >>> level(()), level(("+", "0")), level("24m")
    ('none', '+ 0', '24m')
    """
    return " ".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _ranks(net: Network, lens: Lens, by: str, weighted: bool) -> dict[str, Any]:
    try:
        found = rank(network(net.graph, lens), by, weighted=weighted, draws=0)
    except (EmptyNetwork, InvalidMeasure):
        return {"ranks": {}, "values": {}}
    ranked = [row for row in found if row.rank is not None]
    return {"ranks": {row.actor: row.rank for row in ranked}, "values": {row.actor: row.value for row in ranked}}


def _row(row: Row, specs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    ranks = [spec["ranks"][row.actor] for spec in specs if row.actor in spec["ranks"]]
    first = sum(found == 1 for found in ranks)
    return row.to_dict() | {
        "lens_low": min(ranks, default=None),
        "lens_median": statistics.median(ranks) if ranks else None,
        "lens_high": max(ranks, default=None),
        "lens_first": first / len(specs),
        "unseen": len(specs) - len(ranks),
        "evidence": _span(row.rank_low, row.rank_high),
        "lenses": _span(min(ranks, default=None), max(ranks, default=None)),
    }


def _span(low: float | None, high: float | None) -> str | None:
    return None if low is None or high is None else f"{low:g}" if low == high else f"{low:.3g}–{high:.3g}"


_COLUMNS = (
    Column("rank", form="g"),
    Column("label", "actor"),
    Column("evidence", "evidence 5–95 %", "s"),
    Column("lenses", "over the lenses", "s"),
    Column("lens_median", "median", "g"),
    Column("lens_first", "first in", ".0%"),
    Column("unseen", "unseen in", "d"),
)


def _notes(grid: Grid, specs: Sequence[Mapping[str, Any]], declared: Ranking) -> Iterator[str]:
    yield f"Grid {grid.name}: " + "; ".join(f"{n} {' | '.join(map(level, v))}" for n, v in grid.levels.items())
    empty = sum(not spec["ranks"] for spec in specs)
    if empty:
        yield f"{empty} of {len(specs)} lenses see no tie, or only ties on which the measure makes no sense"
    known = {row.actor for row in declared}
    others = {actor for spec in specs for actor in spec["ranks"]} - known
    if others:
        yield f"{len(others)} actors are seen only by other lenses of the grid, and have no row"
    if not any(spec["declared"] for spec in specs):
        yield "The declared lens is not one of the grid's"
    yield "Over the lenses: best to worst rank with all evidence; a lens that does not see an actor gives it none"
    yield from (note for note in declared.notes if "not ranked" in note)
