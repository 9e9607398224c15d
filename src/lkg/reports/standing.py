"""How sure a rank is, and how far it depends on the lens: the sections beside the rankings."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from lkg.analysis.doubts.robustness import Robustness, robust
from lkg.analysis.doubts.why import why
from lkg.analysis.ranks.ranking import Ranking, Row
from lkg.analysis.ranks.ranks import rank
from lkg.errors import MissingFile
from lkg.networks import Network
from lkg.reports import charts
from lkg.reports.plan import Subject
from lkg.reports.section import Absent, Part, Section, Shown, Table, attempt, counted, listed, share, span, upper

BY = "betweenness"
MEANING = (
    "Betweenness counts how often an actor lies on the shortest way between two others: a high value means that much "
    "of what the others have to do with one another runs past it."
)
DECLARED = (
    "One lens was declared beforehand and is named below the section; the others differ from it in the choices under "
    "the curve."
)
TOLD = 5
WATCHED = 3
"""among so many leaders the one whose rank depends most on the lens is looked at"""
ORDERED = charts.ROWS


def sections(subject: Subject) -> Iterator[Section | Absent]:
    """How sure, then: does it depend on the lens."""
    ranked: list[Ranking] = []
    over: list[Robustness] = []

    def first() -> Section:
        ranked.append(rank(subject.net, BY, draws=subject.effort.draws))
        try:
            over.append(robust(subject.net, BY, grid=subject.effort.grid, draws=0))
        except MissingFile:
            # a graph of one's own need not have a grid; the evidence intervals stand without one
            over.clear()
        return sure(subject, ranked[0], over[0] if over else None)

    def second() -> Section | Absent:
        if not over:
            return Absent("Does it depend on the lens", "the graph has no grid of lenses (a file grids/standard.toml)")
        return lens(subject, ranked[0], over[0])

    yield attempt("How sure is a rank", first)
    yield attempt("Does it depend on the lens", second)


def sure(subject: Subject, ranking: Ranking, over: Robustness | None) -> Section:
    """Who stands surely above whom, and who cannot be ordered."""
    lead = first_words(ranking)
    shown = Shown("sure", charts.standing(ranking, over, title=_title(ranking)), _alt(ranking))
    return Section(
        "sure",
        "How sure is a rank",
        lead,
        (
            Part(
                words=(MEANING, *_otherwise(subject), *_pairs(ranking)), points=tuple(_standings(ranking)), shown=shown
            ),
            *_why(subject.net, ranking),
        ),
        "The intervals follow from an assumed table of probabilities and from what was reported. Ties that nobody "
        "reported are in no draw; the methods page shows what that does to an interval."
        if ranking.draws
        else "The claims are not rated, so nothing can be said of how sure a rank is.",
        ranking.net.lens.words() if ranking.net else "",
        {"sure": ranking},
    )


def _otherwise(subject: Subject) -> Iterator[str]:
    """Why the first here may be another than in the tables of the page."""
    if subject.plan.day:
        yield (
            "The tables above fold persons and bodies into states and look at all years; here bodies stand by "
            "themselves, on one day. That is another question, and may have another answer."
        )


def first_words(ranking: Ranking) -> str:
    """Whether the first is surely first, in a sentence."""
    first = ranking.rows[0]
    others = len([row for row in ranking.rows if row.rank is not None]) - 1
    if not ranking.draws:
        return f"{first.label} has the highest value; without ratings nobody can say how sure that is."
    rivals = _labels(ranking, first)
    below = _below(ranking, 0)
    if not rivals:
        return f"{first.label} surely stands first: it is above each of the {counted(others, 'other')} that are ranked."
    return (
        f"{first.label} ranks first, but whether it stands above {listed(rivals)} cannot be said; "
        f"it is surely above {below} of the {counted(others, 'other')}."
    )


def _labels(ranking: Ranking, row: Row) -> list[str]:
    return [other.label for other in ranking.rows if other.actor in row.tied_with]


def _below(ranking: Ranking, i: int) -> int:
    return sum(pair[0] == i for pair in ranking.above)


def _title(ranking: Ranking) -> str:
    if not ranking.draws:
        return ""
    first = ranking.rows[0]
    rivals = _labels(ranking, first)
    return (
        f"{first.label} and {listed(rivals, 2)} cannot be ordered" if rivals else f"{first.label} surely stands first"
    )


def _alt(ranking: Ranking) -> str:
    told = (f"{row.label} {span(row.rank_low, row.rank_high)}" for row in ranking.rows[:TOLD])
    return f"Ranks with their intervals: {', '.join(told)}. All rows are in sure.csv."


def _pairs(ranking: Ranking) -> Iterator[str]:
    """How many pairs of the leaders have an order at all."""
    if not ranking.draws:
        return
    rows = min(ORDERED, len(ranking.rows))
    every = list(combinations(range(rows), 2))
    known = sum((i, j) in ranking.above or (j, i) in ranking.above for i, j in every)
    if every:
        yield (
            f"The claims were drawn {ranking.draws} times, each holding as often as its rating says. One actor is "
            f"called above another only where it is so in 95 % of the draws: that holds for {known} of the "
            f"{len(every)} pairs among the first {rows}. The other {len(every) - known} have no order, whatever a "
            "plain list of ranks may suggest."
        )


def _standings(ranking: Ranking) -> Iterator[str]:
    if not ranking.draws:
        return
    ranked = sum(row.rank is not None for row in ranking.rows) - 1
    for i, row in enumerate(ranking.rows[1:TOLD], 1):
        rivals = _labels(ranking, row)
        tied = f"no order with {listed(rivals, 4)}" if rivals else "it can be ordered with everyone"
        yield (
            f"{row.label}: rank {row.rank:.3g}, anywhere from {row.rank_low:.3g} to {row.rank_high:.3g}; surely above "
            f"{_below(ranking, i)} of the {counted(ranked, 'other')}; {tied}."
        )


def _why(net: Network, ranking: Ranking) -> Iterator[Part]:
    """What makes the score of the first: the ties that carry most of it, and those that take most from it."""
    first = ranking.rows[0]
    found = why(net, first.actor, BY)
    lost = [row for row in found if row["change"] < 0][:2]
    gained = [row for row in found if row["change"] > 0][:2]
    points = [
        *(f"Without {_tie(row)} it would fall to {row['without']:.2g}." for row in lost),
        *(f"Without {_tie(row)} it would rise to {row['without']:.2g}." for row in gained),
    ]
    if points:
        words = (f"With all evidence taken for true, its betweenness is {found.facts['value']:.2g}.",)
        yield Part(f"What makes the score of {first.label}", words, tuple(points))


def _tie(row: Mapping[str, str]) -> str:
    return f"the ties {row['pair']} ({row['claims_shown']})"


def lens(subject: Subject, ranking: Ranking, over: Robustness) -> Section:
    """How far the leaders' ranks move over a grid of lenses, and which choice moves them."""
    rows = {row["actor"]: row for row in over}
    leaders = [rows[row.actor] for row in ranking.rows[:TOLD] if row.actor in rows and row.rank is not None]
    watched = max(leaders[:WATCHED], key=lambda row: (row["lens_high"] or 0) - (row["lens_low"] or 0))
    number, low, high = over.facts["lenses"], watched["lens_low"], watched["lens_high"]
    label = watched["label"]
    lead = (
        f"Yes: {label} ranks anywhere from {low:g} to {high:g} in {number} lenses that could all be defended."
        if high - low >= TOLD
        else f"Little: over {number} lenses that could all be defended, none of the first {WATCHED} moves by more than "
        f"{counted(round(high - low), 'place')}."
    )
    title = f"{label} ranks from {low:g} to {high:g} over {number} lenses"
    alt = f"{title}; the median is {watched['lens_median']:g}. All lenses are in lens-choice.json."
    shown = Shown("lens-choice", charts.specification(over, watched["actor"], subject.net, title=title), alt)
    return Section(
        "lens-choice",
        "Does it depend on the lens",
        lead,
        (Part("", (*_choices(over, watched["actor"], label), DECLARED), (), shown, (_table(ranking, rows),)),),
        "The grid tries what critics would choose otherwise; it does not say which choice is right. All evidence is "
        "taken for true here, so that the two kinds of doubt stay apart.",
        subject.net.lens.words(),
        {"lens-choice": over},
    )  # fmt: skip


def _choices(over: Robustness, actor: str, label: str) -> Iterator[str]:
    """Which choice moves the rank most: the medians at its levels lie farthest apart."""
    by: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for spec in over.specifications:
        if actor in spec["ranks"]:
            for name, value in spec["choices"].items():
                by[name][value].append(spec["ranks"][actor])
    medians = {name: {v: statistics.median(ranks) for v, ranks in levels.items()} for name, levels in by.items()}
    spread = {name: max(found.values()) - min(found.values()) for name, found in medians.items()}
    if not spread or not max(spread.values()):
        return
    name = max(spread, key=lambda key: spread[key])
    told = ", ".join(f"{charts.level(name, v)} {m:g}" for v, m in medians[name].items())
    yield f"The choice that moves {label} most is “{charts.choice(name)}”. Median rank: {told}."
    calm = [charts.choice(key) for key, value in spread.items() if value < 1]
    if calm:
        yield upper(
            f"{listed(f'“{each}”' for each in calm)} {'moves' if len(calm) == 1 else 'move'} it by less than a place."
        )


def _table(ranking: Ranking, rows: Mapping[str, Mapping[str, float]]) -> Table:
    shown = [
        (
            row.label,
            span(row.rank, row.rank),
            span(row.rank_low, row.rank_high),
            span(rows[row.actor]["lens_low"], rows[row.actor]["lens_high"]),
            share(rows[row.actor]["lens_first"]),
            f"{rows[row.actor]['unseen']}",
        )
        for row in ranking.rows[:10]
        if row.actor in rows
    ]
    caption = (
        "Two kinds of doubt. Evidence: claims may be wrong. Lens: with all claims true, others would choose otherwise; "
        "a draw has fewer ties than all evidence, so one interval need not hold the other"
    )
    heads = ("Actor", "Rank", "Evidence interval", "Lens interval", "First in", "Lenses without it")
    return Table(heads, tuple(shown), (1, 2, 3, 4, 5), caption)
