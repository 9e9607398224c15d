"""RESULTS.md: the targets first, then one table an area with what every engine took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bench.cases import Area, Case, Found, Group, Measured, Target
from bench.growth import MOST, Line

MB = 1e6
BUSY = 4
"""a load from which on the machine is not ours alone"""


@dataclass(frozen=True)
class Taken:
    """What one area found."""

    area: Area
    size: str
    loads: Sequence[float]
    """of the machine, before the area began and after every case"""
    groups: Sequence[tuple[Group, Mapping[str, Found], Mapping[str, float]]]
    """every group, what each engine took for each case, and how often a case passes every tie"""
    when: str = ""
    """the day on which it ended, for areas may be run one by one"""


@dataclass(frozen=True)
class Machine:
    """On what it was found, and when."""

    words: str
    versions: str
    bandwidth: float
    when: str
    missing: Sequence[str] = ()
    """areas of which there are no results of this size"""


def text(machine: Machine, areas: Sequence[Taken], lines: Sequence[Line]) -> str:
    """The whole file."""
    parts = [_head(machine, areas), _targets(areas, lines)]
    for taken in areas:
        parts.append(f"## {taken.area.title}\n\n{taken.area.about}")
        for group, found, passes in taken.groups:
            parts.append(f"### {group.name}\n\n{_table(group, found)}")
            if passes:
                parts.append(_per_tie(group, found, passes, machine.bandwidth))
    if lines:
        parts.append(_growth(lines))
    return "\n\n".join(parts) + "\n"


def _head(machine: Machine, areas: Sequence[Taken]) -> str:
    busy = "" if max(max(taken.loads) for taken in areas) < BUSY else (
        " **The machine was not idle** (a load above its processors and ours): read the ratios of CPU time, too."
    )  # fmt: skip
    size, loads = (
        areas[0].size,
        ", ".join(_loads(taken, machine.when) for taken in areas),
    )
    gaps = f" **Not run at this size: {', '.join(machine.missing)}.**" if machine.missing else ""
    return f"""# Results of `make bench`{"" if size == "full" else f" SIZE={size}"}

{machine.when}, {machine.words}. Load before each area, and the highest during it: {loads}.{busy}{gaps}

Versions: {machine.versions}. A copy in memory moves {machine.bandwidth / 1e9:.1f} GB a second (one thread of numpy).

Each engine has a process of its own and they run in turn, round by round; who has taken more than ten seconds for a
case is not asked again. Times are wall time, medians; CPU time is that of all threads and of a server, and tells more
than wall time where a machine is shared. `× lkg` is the median against the row of lkg. Memory is the peak of the
process (imports and input as well), and in brackets what the work added. `differs` says how far values lie from those
of the first row, as a share of the largest; engines that differ are compared by time with this said."""


def _loads(taken: Taken, today: str) -> str:
    earlier = f"; run on {taken.when}" if taken.when not in ("", today) else ""
    return f"{taken.area.title.lower()} {taken.loads[0]} (up to {max(taken.loads)}{earlier})"


def _targets(areas: Sequence[Taken], lines: Sequence[Line]) -> str:
    if areas[0].size == "small":
        return "Targets are for the full size."
    rows = []
    for taken in areas:
        for group, found, _ in taken.groups:
            rows += [
                (taken.area.title, group.name, case.name, target.words, *_judged(target, found[case.name]))
                for case in group.cases
                for target in case.targets
            ]
    for line in lines:
        rows.append(("Cost against size", line.span, line.name, f"slope ≤ {MOST}", f"{line.slope:.2f}", "", line.met))
    met = sum(row[-1] == "yes" for row in rows)
    asked = sum(row[-1] != "not measured" for row in rows)
    table = _markdown(("area", "input", "case", "target", "found", "by CPU time", "met"), rows)
    return f"## Targets: {met} of {asked} met\n\n{table}"


def _judged(target: Target, found: Found) -> tuple[str, str, str]:
    """The number by wall time, the same by CPU time, and whether the first is good enough."""
    answer = target.met(found)
    if answer is None:
        return "–", "–", "not measured"
    number, met = answer
    busy = target.met({name: replace(measured, wall=measured.cpu) for name, measured in found.items()})
    return f"{number:.3g}", f"{busy[0]:.3g}" if busy else "–", "yes" if met else "**no**"


def _table(group: Group, found: Mapping[str, Found]) -> str:
    rows = [row for case in group.cases for row in _rows(group, case, found[case.name])]
    return _markdown(("case", "engine", "median", "least", "CPU", "× lkg", "rounds", "memory, MB", "values"), rows)


def _rows(group: Group, case: Case, found: Found) -> Iterator[tuple[str, ...]]:
    ours = next((m for m in found.values() if m.wall), None)
    first = next((name for name, m in found.items() if m.wall), "")
    for name, m in found.items():
        share = group.engines[name].share
        shown = name if share == 1 else f"{name} (1 of {share} parts, × {share})"
        if not m.wall:
            yield case.name, shown, *["–"] * 6, m.failed
            continue
        ratio = f"{m.typical / ours.typical:.3g}" if ours else "–"
        memory = f"{m.peak / MB:,.0f} ({m.more / MB:,.0f})"
        times = (_seconds(m.typical), _seconds(min(m.wall)), _seconds(m.typical_cpu))
        yield case.name, shown, *times, ratio, str(len(m.wall)), memory, _values(m, name == first, share)


def _values(measured: Measured, first: bool, share: int) -> str:
    facts = ", ".join(f"{name} {number:,}" for name, number in measured.facts.items())
    if first:
        return facts or "–"
    compared = f"**differs**: {measured.differs}" if measured.differs else "equal"
    return "; ".join(filter(None, (facts, compared if share == 1 else "not compared")))


def _seconds(number: float) -> str:
    return f"{number:.3g} s" if number >= 1 else f"{1e3 * number:.3g} ms"


def _per_tie(group: Group, found: Mapping[str, Found], passes: Mapping[str, float], bandwidth: float) -> str:
    """Nanoseconds a tie and pass, beside the time that reading the ends of all ties takes."""
    size, ties = (int(word.replace(",", "")) for word in group.name.split()[::2])
    least = 1e9 * (4 * ties + 20 * size) / bandwidth / ties
    rows = [
        (name, f"{count:,.0f}", *(_nanoseconds(found[name].get(engine), count * ties) for engine in group.engines))
        for name, count in passes.items()
    ]
    table = _markdown(("case", "passes", *group.engines), rows)
    return (
        "Nanoseconds a tie and pass, by the passes that lkg makes (one a source for betweenness, closeness, harmonic). "
        f"To read the ends of all ties and three numbers a node once takes at least {least:.2f} ns a tie at the speed "
        "of a copy; sweeps from many sources at once, as ours for closeness, can take less.\n\n" + table
    )


def _nanoseconds(measured: Measured | None, walked: float) -> str:
    return f"{1e9 * measured.typical / walked:.3g}" if measured and measured.wall else "–"


def _growth(lines: Sequence[Line]) -> str:
    rows = [
        (line.name, line.engine, line.span, *(f"{value:.4g}" for value in line.ends), f"{line.slope:.2f}", line.met)
        for line in lines
    ]
    table = _markdown(("what", "engine", "sizes", "at the least", "at the most", "slope", f"≤ {MOST}"), rows)
    return (
        "## Cost against size\n\nSlope of the least-squares line of log cost on log claims; seconds, and bytes for "
        f"memory (what the work added).\n\n{table}\n\n![Cost against size](growth.svg)"
    )


def _markdown(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |"]
    lines.append("|" + "---|" * (lines[0].count("|") - 1))
    lines += ["| " + " | ".join(str(cell).replace("|", "/").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join(lines)
