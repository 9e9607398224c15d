"""How cost grows with the number of claims: the slope on a log-log scale, and its picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.areas import claims
from bench.cases import Found, Group, Measured

MOST = 1.1
"""the slope that is allowed"""
_LOAD, _FIRST, _NEXT = "claims into a store on disk", "table and first lens, 90 %", "next lens, 90 %"


def _time(measured: Measured) -> float:
    return measured.typical


def _memory(measured: Measured) -> float:
    return float(measured.more)


WHAT: Mapping[str, tuple[str, str, Callable[[Measured], float]]] = {
    "load": (_LOAD, claims.STORE, _time),
    "memory of loading": (_LOAD, claims.STORE, _memory),
    "table": (_FIRST, claims.ROWS, _time),
    "table from a store": (_FIRST, claims.STORE, _time),
    "lens": (_NEXT, claims.ROWS, _time),
    "memory of a table": (_FIRST, claims.ROWS, _memory),
}


@dataclass(frozen=True)
class Line:
    """One cost at several sizes."""

    name: str
    engine: str
    sizes: Sequence[int]
    costs: Sequence[float]

    @property
    def slope(self) -> float:
        """By how many orders of magnitude the cost grows while the size grows by one."""
        return float(np.polyfit(np.log(self.sizes), np.log(self.costs), 1)[0])

    @property
    def met(self) -> str:
        """Whether it grows in line with the data."""
        return "yes" if self.slope <= MOST else "**no**"

    @property
    def span(self) -> str:
        """The sizes in words."""
        return f"{self.sizes[0]:,} … {self.sizes[-1]:,} claims"

    @property
    def ends(self) -> tuple[float, float]:
        """The first and the last cost."""
        return self.costs[0], self.costs[-1]


def lines(groups: Sequence[tuple[Group, Mapping[str, Found], object]]) -> list[Line]:
    """Every cost that was measured at two sizes or more."""
    drawn = []
    for name, (case, engine, cost) in WHAT.items():
        taken = [(_size(group), of.get(case, {}).get(engine, Measured())) for group, of, _ in groups]
        points = [(size, cost(measured)) for size, measured in taken if measured.wall and cost(measured) > 0]
        if len(points) > 1:
            drawn.append(Line(name, engine, [size for size, _ in points], [value for _, value in points]))
    return drawn


def _size(group: Group) -> int:
    return int(group.name.split()[0].replace(",", ""))


def draw(drawn: Sequence[Line], file: Path) -> None:
    """Seconds on the left, bytes on the right; a thin line grows exactly with the data."""
    import matplotlib as mpl

    mpl.use("agg")
    mpl.rcParams.update({"svg.hashsalt": "lkg", "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
    for axes, unit, scale in ((left, "seconds", 1.0), (right, "megabytes", 1e-6)):
        some = [line for line in drawn if ("memory" in line.name) == (axes is right)]
        for line, mark in zip(some, "osD^v", strict=False):
            costs = [scale * cost for cost in line.costs]
            axes.loglog(line.sizes, costs, marker=mark, label=f"{line.name} (slope {line.slope:.2f})")
        if some:
            sizes = np.array([min(line.sizes[0] for line in some), max(line.sizes[-1] for line in some)], float)
            least = scale * min(min(line.costs) for line in some)
            axes.loglog(sizes, least * sizes / sizes[0], color="0.6", linewidth=0.8, linestyle=":", label="slope 1")
        axes.set(xlabel="claims", ylabel=unit)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False, fontsize=8, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)
