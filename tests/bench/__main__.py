"""`python -m bench`: run areas, and write what is known of all of them."""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import growth, machine, report
from bench.cases import SIZES, Area, Measured
from bench.running import run_group

AREAS = ("loading", "claims", "kernels", "imports", "serving")
HERE = Path(__file__).parent
KEPT = HERE.parents[1] / "out" / "bench"
"""numbers of the areas that were run, so that one can be run again without the others"""


def main() -> None:
    """Run what the command line asks for."""
    given = _arguments()
    # when it is stopped, engines and servers are to be stopped as well
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    if set(given.areas) == set(AREAS):
        # all in one go: nothing of an earlier run is mixed in
        for name in AREAS:
            _file(name, given.size).unlink(missing_ok=True)
    for name in given.areas:
        loads = [machine.load()]

        def heard(words: str, loads: list[float] = loads) -> None:
            loads.append(machine.load())
            _told(words)

        kept: dict[str, Any] = {"loads": loads, "groups": {}}
        for group in _area(name).groups(given.size):
            found, passes = run_group(name, given.size, group, heard)
            plain = {case: {engine: asdict(m) for engine, m in by.items()} for case, by in found.items()}
            kept["groups"][group.name] = {"found": plain, "passes": passes}
            # after each group, so that a run which is stopped leaves what it found
            KEPT.mkdir(parents=True, exist_ok=True)
            _file(name, given.size).write_text(json.dumps(kept), encoding="utf-8")
            _write(given.size, given.into)


def _write(size: str, into: Path) -> None:
    areas = [_taken(name, size) for name in AREAS if _file(name, size).is_file()]
    lines = [line for taken in areas if taken.area is _area("claims") for line in growth.lines(taken.groups)]
    if lines:
        growth.draw(lines, into / "growth.svg")
    missing = [name for name in AREAS if not _file(name, size).is_file()]
    found = report.Machine(machine.words(), machine.versions(), machine.bandwidth(), _day(time.time()), missing)
    (into / "RESULTS.md").write_text(report.text(found, areas, lines), encoding="utf-8")
    _told(f"{into / 'RESULTS.md'} is written")


def _taken(name: str, size: str) -> report.Taken:
    kept = json.loads(_file(name, size).read_text(encoding="utf-8"))
    groups = []
    for group in _area(name).groups(size):
        if group.name in kept["groups"]:
            of = kept["groups"][group.name]
            found = {case: {engine: _measured(m) for engine, m in by.items()} for case, by in of["found"].items()}
            groups.append((group, found, of["passes"]))
    return report.Taken(_area(name), size, kept["loads"], groups, _day(_file(name, size).stat().st_mtime))


def _day(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%-d %B %Y")


def _measured(plain: dict[str, Any]) -> Measured:
    return Measured(**plain | {"wall": tuple(plain["wall"]), "cpu": tuple(plain["cpu"])})


def _area(name: str) -> Area:
    found: Area = importlib.import_module(f"bench.areas.{name}").AREA
    return found


def _file(name: str, size: str) -> Path:
    return KEPT / f"{name}-{size}.json"


def _told(words: str) -> None:
    print(time.strftime("%H:%M:%S"), words, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="bench", description="Run ours and the peers in turn.")
    reader.add_argument("areas", nargs="*", default=AREAS, help=f"some of {', '.join(AREAS)}; default: all")
    reader.add_argument("--size", choices=SIZES, default="full")
    reader.add_argument("--into", type=Path, help="the folder of RESULTS.md; default: tests/bench, of small out/bench")
    given = reader.parse_args()
    given.into = given.into or (KEPT if given.size == "small" else HERE)
    unknown = [name for name in given.areas if name not in AREAS]
    if unknown:
        reader.error(f"there is no area {unknown[0]}; choose from {', '.join(AREAS)}")
    return given


if __name__ == "__main__":
    main()
