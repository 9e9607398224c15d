"""The integer programme that finds a better split into two camps, or proves that there is none."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from lkg.analysis.balance.signed import Signed

INFEASIBLE = 2


class Answer(NamedTuple):
    """Better camps, if there are any, and a bound that holds for all."""

    camps: list[int] | None
    lower: float


def improved(ties: Signed, upper: float, lower: float, cycles: Sequence[tuple[int, ...]], *, until: float) -> Answer:
    """Camps cheaper than `upper`, by HiGHS; none and a lower bound of `upper` where that is proved the least.

    One unknown a node (its camp) and one a tie (whether it stands against the camps), as in the AND model of Aref,
    Mason and Wilson (2018), with the negative cycles that gave the bound as further constraints.
    """
    seconds = until - time.monotonic()
    if seconds <= 0.1:
        return Answer(None, lower)
    n, m = ties.size, len(ties)
    margin = ties.step * 0.5 or 2 * ties.slack
    cost = np.concatenate([np.zeros(n), ties.weight])
    rules = LinearConstraint(_rules(ties, cycles), _floors(ties, len(cycles)), np.inf)
    cheaper = LinearConstraint(csr_array(cost.reshape(1, -1)), -np.inf, upper - margin)
    most = np.ones(n + m)
    # which of the two camps is called the first is free: the node with most ties is in it
    most[np.argmax(np.bincount(np.concatenate([ties.a, ties.b]), minlength=n))] = 0
    done = milp(
        cost,
        integrality=np.concatenate([np.ones(n), np.zeros(m)]),
        bounds=Bounds(np.zeros(n + m), most),
        constraints=[rules, cheaper],
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if done.status == INFEASIBLE:
        return Answer(None, upper)
    camps = None if done.x is None else np.round(done.x[:n]).astype(int).tolist()
    if done.status == 0 and camps is not None:
        return Answer(camps, ties.cost(camps))
    bound = done.mip_dual_bound
    known = bound is not None and np.isfinite(bound)
    return Answer(camps, max(lower, min(float(bound), upper)) if known else lower)


def _rules(ties: Signed, cycles: Sequence[tuple[int, ...]]) -> csr_array:
    """For a tie of cooperation f ≥ ±(x_a − x_b), of conflict f ≥ ±(x_a + x_b − 1); over a cycle Σ f ≥ 1."""
    m = len(ties)
    row, one = np.arange(m), np.ones(m)
    ends = csr_array(
        (
            np.concatenate([one, np.where(ties.sign == 1, -one, one)]),
            (np.tile(row, 2), np.concatenate([ties.a, ties.b])),
        ),
        shape=(m, ties.size),
    )
    against = csr_array((one, (row, row)), shape=(m, m))
    rows = np.repeat(np.arange(len(cycles)), [len(cycle) for cycle in cycles])
    columns = np.array([e for cycle in cycles for e in cycle], dtype=np.int64)
    round_ = csr_array((np.ones(len(columns)), (rows, columns)), shape=(len(cycles), m))
    none = csr_array((len(cycles), ties.size))
    return csr_array(vstack([hstack([ends, against]), hstack([-ends, against]), hstack([none, round_])]))


def _floors(ties: Signed, cycles: int) -> np.ndarray:
    conflict = (ties.sign == -1).astype(float)
    return np.concatenate([conflict, -conflict, np.ones(cycles)])
