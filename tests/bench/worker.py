"""The process of one engine: it makes its own of the input once, then answers cases as it is asked to."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.cases import Absent, Engine, Group, Measured, Setting

TICK = os.sysconf("SC_CLK_TCK")


def group_of(area: str, size: str, name: str) -> Group:
    """A group by name: processes find it again, for functions cannot be sent."""
    groups: list[Group] = importlib.import_module(f"bench.areas.{area}").AREA.groups(size)
    return next(group for group in groups if group.name == name)


def serve(channel: Connection, area: str, size: str, name: str, engine: str, setting: Setting) -> None:
    """Prepare, say so, then answer each name of a case by what it took and its values, until None comes."""
    # when it is stopped, the servers that it started are to be stopped as well
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    group = group_of(area, size, name)
    chosen = group.engines[engine]
    try:
        made = chosen.prepare(setting)
    except (Absent, ImportError) as error:
        channel.send(f"not here: {error}")
        return
    except Exception as error:  # a process boundary: a peer's fault is a line of the table
        channel.send(f"failed: {type(error).__name__}: {error}")
        return
    channel.send("")
    works = {case.name: case.work[engine] for case in group.cases if engine in case.work}
    try:
        while (asked := channel.recv()) is not None:
            channel.send(_answered(chosen, made, works[asked]))
    except (EOFError, BrokenPipeError):
        # whoever asked is gone
        return
    finally:
        chosen.close(made)


def _answered(engine: Engine, made: Any, work: Any) -> tuple[Measured, Any]:
    others = engine.processes(made)
    gc.collect()
    before, _ = _memory(others, forget=True)
    cpu, wall = _cpu(others), time.perf_counter()
    try:
        answer = work(made)
        took, spent = time.perf_counter() - wall, _cpu(others) - cpu
        _, peak = _memory(others, forget=False)
        values = dict(engine.values(answer))
    except Exception as error:  # a process boundary, as above
        return Measured(failed=f"{type(error).__name__}: {error}"[:200]), {}
    if own := values.pop("measured", None):
        # a work of many requests times each of them
        return own, values
    facts = values.pop("facts", {})
    return Measured((took,), (spent,), peak, max(0, peak - before), facts=facts), values


def _cpu(others: list[int]) -> float:
    spent = time.process_time()
    for process in others:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        spent += (int(fields[11]) + int(fields[12])) / TICK
    return spent


def _memory(others: list[int], *, forget: bool) -> tuple[int, int]:
    """What these processes hold now, and the most since the peak was last forgotten, in bytes."""
    held = peak = 0
    for process in (os.getpid(), *others):
        try:
            if forget:
                Path(f"/proc/{process}/clear_refs").write_text("5")
            lines = Path(f"/proc/{process}/status").read_text().splitlines()
        except OSError:  # not Linux: no memory is told
            return 0, 0
        found = dict(line.split(":", 1) for line in lines)
        held += 1024 * int(found["VmRSS"].split()[0])
        peak += 1024 * int(found["VmHWM"].split()[0])
    return held, peak
