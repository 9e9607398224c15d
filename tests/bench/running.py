"""Engines run in turn: one process each, case by case and round by round, so that all meet the same disturbances."""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bench.cases import Case, Group, Measured, Setting
from bench.worker import serve

LONG = 10.0
"""seconds that an engine may take for one case in all; one that has taken more is not asked again"""
LIMIT = 600.0
"""seconds after which an engine is stopped"""
Told = Callable[[str], None]


def run_group(
    area: str, size: str, group: Group, told: Told
) -> tuple[dict[str, dict[str, Measured]], dict[str, float]]:
    """Case → engine → what it took; and how often a case passes every tie, where that says something."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(_folder()))
        setting = group.setting(folder)
        asked = {name: stack.enter_context(_process(area, size, group.name, name, setting)) for name in group.engines}
        for name, one in asked.items():
            one.prepare()
            if one.fault:
                told(f"{group.name}: {name} {one.fault}")
        found = {}
        for case in group.cases:
            rounds = 1 if size == "small" else case.rounds
            found[case.name] = _rounds(replace(case, rounds=rounds), group, asked)
            took = {name: f"{m.typical:.4g} s" if m.wall else m.failed for name, m in found[case.name].items()}
            told(f"{group.name}, {case.name}: {took}")
        passes = {case.name: case.steps(setting) for case in group.cases if case.steps}
        return found, passes


class _Asked:
    """One engine in its process."""

    def __init__(self, channel: Any, process: Any) -> None:
        self.channel, self.process, self.fault = channel, process, ""

    def prepare(self) -> None:
        """Wait until it has made its own of the input."""
        self.fault = str(self._reply())

    def run(self, case: str) -> tuple[Measured, Any]:
        """What it took, and its values."""
        if self.fault:
            return Measured(failed=self.fault), {}
        self.channel.send(case)
        reply = self._reply()
        if isinstance(reply, str):
            self.fault = reply
            return Measured(failed=reply), {}
        measured, values = reply
        return measured, values

    def _reply(self) -> Any:
        try:
            if self.channel.poll(LIMIT):
                return self.channel.recv()
        except EOFError:
            return "failed: its process ended"
        self.process.terminate()
        return f"failed: stopped after {LIMIT:g} s"


@contextmanager
def _process(area: str, size: str, group: str, engine: str, setting: Setting) -> Iterator[_Asked]:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=serve, args=(there, area, size, group, engine, setting), daemon=False
    )
    process.start()
    there.close()
    asked = _Asked(here, process)
    try:
        yield asked
    finally:
        if process.is_alive():
            here.send(None)
            process.join(60)
        if process.is_alive():
            process.terminate()
            process.join()


def _rounds(case: Case, group: Group, engines: dict[str, _Asked]) -> dict[str, Measured]:
    found = {name: Measured() for name in engines if name in case.work}
    values: dict[str, Any] = {}
    for _ in range(case.rounds):
        for name, before in found.items():
            if before.failed or sum(before.wall) > LONG * group.engines[name].share:
                continue
            once, given = engines[name].run(case.name)
            share = group.engines[name].share
            values[name] = given if share == 1 else {}
            found[name] = _joined(before, _times(once, share))
    first = next((name for name in found if values.get(name)), "")
    return {
        name: replace(m, differs=difference(values[first], values[name], case.tolerance)) if values.get(name) else m
        for name, m in found.items()
    }


def _times(once: Measured, share: int) -> Measured:
    return replace(once, wall=tuple(share * s for s in once.wall), cpu=tuple(share * s for s in once.cpu))


def _joined(before: Measured, once: Measured) -> Measured:
    if once.failed:
        return once
    return replace(
        once,
        wall=before.wall + once.wall,
        cpu=before.cpu + once.cpu,
        peak=max(before.peak, once.peak),
        more=max(before.more, once.more),
    )


def difference(one: Any, other: Any, tolerance: float) -> str:
    """How far the values of two engines lie apart, if further than allowed, as a share of the largest."""
    for name in one.keys() & other.keys():
        a, b = np.asarray(one[name]), np.asarray(other[name])
        if a.shape != b.shape:
            return f"{name}: {b.size} values, not {a.size}"
        if a.dtype.kind in "US" or b.dtype.kind in "US":
            apart = float(np.mean(a != b)) if a.size else 0.0
        else:
            gap = np.abs(a.astype(float) - b.astype(float))
            gap[np.isnan(a.astype(float)) & np.isnan(b.astype(float))] = 0
            apart = float(
                np.nan_to_num(gap, nan=np.inf).max(initial=0) / (np.abs(np.nan_to_num(a)).max(initial=0) or 1)
            )
        if apart > tolerance:
            return f"{name}: {apart:.1g} apart"
    return ""


@contextmanager
def _folder() -> Iterator[str]:
    folder = tempfile.mkdtemp(prefix="lkg-bench-")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
