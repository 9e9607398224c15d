"""How ranks went over the years, what changed between two days, and what the counts of claims forbid to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from lkg import period
from lkg.analysis.times.changes import Changes, changes
from lkg.analysis.times.trajectories import Trajectory, trajectory
from lkg.graphs import Graph
from lkg.reports import charts
from lkg.reports.plan import Subject, begun
from lkg.reports.section import Absent, Part, Section, Shown, Table, attempt, cells, counted, listed, span

BY = "betweenness"
FIRST = 20
"""a change of rank is told where the actor is among so many on one of the days"""
ROWS = 12
NEEDED = (
    "What could test it: events collected by one rule over all the years, such as the event datasets ICEWS and "
    "POLECAT, or a fixed set of newswires coded for all states alike."
)


def sections(subject: Subject) -> Iterator[Section | Absent]:
    """The course of ranks and the changes between two days, as one section."""
    yield attempt("Over time", lambda: course(subject))


def course(subject: Subject) -> Section | Absent:
    """Ranks over the years with the claims beneath them, and what changed."""
    plan, graph = subject.plan, subject.graph
    if not plan.since:
        return Absent("Over time", "the claims' dates span fewer than two years")
    found = trajectory(graph, BY, since=plan.since, until=plan.until, draws=max(subject.effort.draws // 2, 20))
    otherwise = changes(graph, since=plan.changed[0], until=plan.changed[1], by=BY, draws=subject.effort.draws)
    title = f"What the ranks did, {plan.since}–{plan.until}, and how few claims some years have"
    shown = Shown("over-time", charts.trajectory(found, focus=leaders(found), title=title), _alt(found))
    return Section(
        "over-time",
        "Over time",
        ego_words(graph) or course_words(found),
        (
            Part(words=(*_counts(graph), *_thin(found), *_rarefied(found)), shown=shown),
            Part(
                f"What changed from {_day(plan.changed[0])} to {_day(plan.changed[1])}",
                tuple(change_words(otherwise)),
                tables=tuple(_tables(otherwise)),
            ),
        ),
        "A rank that rises may only show that more was found for that year. A change is told only where it goes beyond "
        "the intervals of both days; that does not make it a change in the world.",
        graph.lens("default").words() + f"; one lens a year, on {found.windows[-1].day[5:]} of each",
        {"over-time": found, "changes": otherwise},
    )


def leaders(found: Trajectory, most: int = 2) -> list[str]:
    """The labels of those who stand best on average over the windows that are not thin."""
    ranks: dict[str, list[float]] = {}
    for row in found.rows:
        if not row["thin"]:
            ranks.setdefault(row["label"], []).append(row["rank"])
    windows = max(map(len, ranks.values()), default=0)
    throughout = {label: sum(each) for label, each in ranks.items() if len(each) == windows}
    return sorted(throughout, key=lambda label: (throughout[label], label))[:most]


def ego_words(graph: Graph) -> str:
    """That the centrality of the ego cannot be tested, with the counts of claims; empty without an ego."""
    if not graph.record.ego:
        return ""
    ego = graph.label(graph.record.ego)
    return f"This sample cannot test whether {ego} became more central: {claims_words(graph)}."


def claims_words(graph: Graph) -> str:
    """How many claims begin in each two years, from 2018 to 2023 or in the last six years of the claims.

    >>> import lkg
    >>> claims_words(lkg.open())
    '20, 189 and 332 of the claims begin in 2018–19, 2020–21 and 2022–23, for that is where the search went'
    """
    years = begun(graph)
    last = 2023 if years[2023] else max(years, default=2023)
    pairs = [(first, first + 1) for first in range(last - 5, last, 2)]
    names = [f"{a}–{b % 100:02d}" for a, b in pairs]
    numbers = [str(years[a] + years[b]) for a, b in pairs]
    return f"{listed(numbers)} of the claims begin in {listed(names)}, for that is where the search went"


def _counts(graph: Graph) -> Iterator[str]:
    if graph.record.ego:
        yield (
            "More claims make more ties, and more ties make anyone look more central. (Memberships and who represents "
            f"whom are not counted.) {NEEDED}"
        )


def course_words(found: Trajectory) -> str:
    """Who kept the first rank, in a sentence."""
    last = {row["label"]: row for row in found.rows if row["day"] == found.windows[-1].day}
    leader = min(last.values(), key=lambda row: row["rank"])
    rated = leader["rank_low"] is not None
    rank = f" (rank {span(leader['rank_low'], leader['rank_high'])})" if rated else ""
    return f"At the end of {found.windows[-1].day[:4]} {leader['label']} stands first{rank}."


def _thin(found: Trajectory) -> Iterator[str]:
    thin = [window.day[:4] for window in found.windows if window.thin]
    counts = [window.claims for window in found.windows]
    if thin:
        yield (
            f"The windows of the other actors' ties hold {min(counts)} to {max(counts)} claims with a source; "
            f"those with fewer than 30 ({listed(thin, 9)}) are hatched, for ranks there mean little."
        )


def _rarefied(found: Trajectory) -> Iterator[str]:
    """Which moves of the leaders between years outlast an equal number of claims."""
    if not found.rows or "rank_rarefied" not in found.rows[0]:
        return
    sturdy = gone = 0
    by_actor: dict[str, list[Mapping[str, Any]]] = {}
    for row in found.rows:
        if not row["thin"]:
            by_actor.setdefault(row["actor"], []).append(row)
    for rows in by_actor.values():
        for old, new in pairwise(rows):
            if _apart(old, new, ""):
                lasting = _apart(old, new, "_rarefied")
                sturdy, gone = sturdy + lasting, gone + (not lasting)
    if sturdy + gone:
        yield (
            "To see what growth of the data alone does, every year was also cut down at random to equally many claims: "
            f"of {counted(sturdy + gone, 'move')} between years beyond the intervals, {sturdy} outlast that."
        )


def _apart(old: Mapping[str, Any], new: Mapping[str, Any], kind: str) -> bool:
    low, high = f"rank{kind}_low", f"rank{kind}_high"
    return bool(old[high] < new[low] or new[high] < old[low])


def _alt(found: Trajectory) -> str:
    labels = list(dict.fromkeys(row["label"] for row in found.rows))
    return f"Ranks of {listed(labels, 5)} by year, over the number of claims of each. All rows are in over-time.csv."


def change_words(found: Changes) -> Iterator[str]:
    """What changed, counted, and which changes of rank matter."""
    told, moved = main_moves(found), found.of("rank")
    paths, triads = found.of("path"), found.of("triad")
    opened = [row["label"] for row in paths if row["label"].endswith("opens")]
    if told:
        names = listed(row["label"] for row in told)
        yield f"Beyond their intervals, among those in the first {FIRST} on either day: {names}."
    elif uncompared := next((note for note in found.notes if note.startswith("Ranks are not compared")), ""):
        yield f"{uncompared}."
    else:
        yield f"No rank among the first {FIRST} moved beyond its interval."
    if len(moved) > len(told):
        yield (
            f"{len(moved) - len(told)} more ranks far below moved only because the list of actors grew or shrank; they "
            "are in changes.csv."
        )
    yield (
        f"Between the leaders {counted(len(opened), 'path')} opened, where there was none, and "
        f"{counted(len(paths) - len(opened), 'best path')} closed or changed the number of steps; "
        f"{counted(len(triads), 'triad')} turned between balanced and unbalanced."
        if paths or triads
        else "No best path between the leaders opened, closed or changed its length, and no triad turned."
    )


def main_moves(found: Changes) -> list[Mapping[str, Any]]:
    """Changes of rank by someone who is among the first on one of the days."""
    return [row for row in found.of("rank") if min(_rank(row["before"]), _rank(row["after"])) <= FIRST]


def _rank(place: str) -> float:
    """The rank in the words of a change: 49 (48–49.5)."""
    return float(place.split(maxsplit=1)[0])


def _tables(found: Changes) -> Iterator[Table]:
    heads = ("What", "Before", "After", "Claims that are new or gone")
    if told := main_moves(found):
        yield Table(heads, _rows(told), caption="Ranks, with their intervals")
    for rows, words in ((found.of("path"), "Best paths"), (found.of("triad"), "Triads")):
        if rows:
            some = f"{words}: {len(rows)}" if len(rows) <= ROWS else f"{words}: the first {ROWS} of {len(rows)}"
            yield Table(heads, _rows(rows), folded=some)


def _rows(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, ...], ...]:
    return cells([(row["label"], row["before"], row["after"], row["cause"] or None) for row in rows[:ROWS]])


def _day(text: str) -> str:
    return period.words(text)
