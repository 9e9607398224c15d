"""Findings handed to the figures: ranks with intervals, specification curves, courses over time, blocs, coverage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lkg import figures
from lkg.analysis.balance.windows import BalanceOverTime
from lkg.analysis.doubts.robustness import Robustness
from lkg.analysis.doubts.simulation import SHIFTS, UNREPORTED
from lkg.analysis.groups.groups import Groups, groups
from lkg.analysis.ranks.ranking import Ranking
from lkg.analysis.times.trajectories import Trajectory
from lkg.errors import EmptyNetwork
from lkg.networks import Network
from lkg.receipt import Receipt
from lkg.reports.pictures import Picture, caption, drawn

ROWS = 15
FOCUS = 3
CHOICES = {
    "memory": "Events count for",
    "memberships": "Memberships",
    "min_credibility": "Credibility up to",
    "contract": "Documents and cases",
    "sign": "Ties",
    "roll_up": "Bodies and persons",
}
LEVELS = {
    ("memberships", "paths"): "for paths only",
    ("memberships", "ties"): "as ties",
    ("contract", "none"): "left out",
    ("contract", "Agreement Dispute Event Policy"): "as derived ties",
    ("sign", "+ 0"): "no conflict",
    ("sign", "+ - 0"): "all signs",
    ("roll_up", "none"): "as they are",
    ("roll_up", "body"): "bodies folded",
    ("roll_up", "state"): "both folded",
}
"""choices of the standard grid as a chart says them"""

SURE = "Only where a cell of the matrix is filled is the order of the two sure"
UNRATED = "The claims are not rated, so nobody can say how sure the order is"


def standing(ranking: Ranking, over: Robustness | None = None, *, rows: int = ROWS, title: str = "") -> Picture:
    """Ranks with their evidence intervals, and the lens intervals around them where a grid was tried."""
    lenses = {row["actor"]: row for row in over} if over else {}
    shown = [
        row.to_dict() | {key: lenses.get(row.actor, {}).get(key) for key in ("lens_low", "lens_high")}
        for row in ranking.rows[:rows]
    ]
    pairs = [(i, j) for i, j in ranking.above if i < rows and j < rows]
    figure = figures.intervals(
        shown,
        above=pairs if ranking.draws else None,
        title=title or f"{ranking.title[0].upper()}{ranking.title[1:]}",
        subtitle=f"Rank 1 stands out most. {SURE if ranking.draws else UNRATED}",
        source=_source(ranking.net),
    )
    grid = over.receipt.parameters["grid"] if over and over.receipt else None
    return Picture(figure, _receipt(ranking.receipt, title=title, grid=grid, rows=rows if rows != ROWS else None))


def specification(found: Robustness, actor: str, net: Network, *, title: str = "") -> Picture:
    """One actor's rank under every lens of a grid, and which choices each lens makes."""
    specs = [
        {"value": spec["ranks"].get(actor), "choices": {choice(k): level(k, v) for k, v in spec["choices"].items()}}
        for spec in found.specifications
    ]
    declared = next((i for i, spec in enumerate(found.specifications) if spec["declared"]), None)
    figure = figures.specification(
        specs,
        declared=declared,
        axis=f"Rank of {net.label(actor)}",
        title=title or f"{net.label(actor)} under {len(specs)} lenses",
        subtitle="Each column is one lens; below it the choices that it makes",
        source=_source(net),
    )
    return Picture(figure, _receipt(found.receipt, title=title, actor=actor))


def choice(name: str) -> str:
    """A field of the lens in words.

    >>> choice("min_credibility"), choice("half_life")
    ('Credibility up to', 'Half life')
    """
    return CHOICES.get(name, name.replace("_", " ").capitalize())


def level(name: str, value: str) -> str:
    """A value of a field in words.

    >>> level("memory", "24m"), level("roll_up", "state"), level("roll_up", "else")
    ('24 months', 'both folded', 'else')
    """
    if name == "memory" and value.endswith("m"):
        return f"{value[:-1]} months"
    return LEVELS.get((name, value), value)


def trajectory(found: Trajectory, *, focus: Sequence[str] = (), title: str = "", every: str = "year") -> Picture:
    """Ranks over time with bands for those in focus, thin windows hatched, and the claims beneath."""
    days = [window.day for window in found.windows]
    by_label: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for row in found.rows:
        by_label[row["label"]][row["day"]] = row
    lines = {label: [rows.get(day) for day in days] for label, rows in by_label.items()}
    figure = figures.bump(
        lines,
        times=[_time(day, every) for day in days],
        focus=[label for label in focus if label in lines] or list(lines)[:FOCUS],
        claims=[window.claims for window in found.windows],
        thin=[window.thin for window in found.windows],
        title=title or f"{found.title[0].upper()}{found.title[1:]}",
        subtitle=f"Rank at the end of every {every}; {_bands(found)}columns count claims",
        source=_of(found.receipt),
    )
    return Picture(figure, _receipt(found.receipt, title=title, focus=list(focus) or None))


def balance(found: BalanceOverTime, *, title: str = "", every: str = "year") -> Picture:
    """The degree of balance over time, over the claims beneath; raises EmptyNetwork where no window has a triad."""
    values = [row["degree_of_balance"] for row in found.rows]
    if all(value is None for value in values):
        raise EmptyNetwork("No window has three actors that are all tied with a sign, so there is no balance to draw.")
    figure = figures.series(
        [_time(row["day"], every) for row in found.rows],
        {"Balanced triads": values},
        bars=[row["claims"] for row in found.rows],
        thin=[row["thin"] for row in found.rows],
        axis="Share of balanced triads",
        limits=(0.0, 1.0),
        percent=True,
        title=title or found.title,
        subtitle="Of three who are all tied with a sign: how many fit friend of a friend, foe of a foe",
        source=_of(found.receipt),
    )
    return Picture(figure, _receipt(found.receipt, title=title))


def blocs(net: Network, by: str = "bloc", *, title: str = "", unplaced: str = "drop") -> Picture:
    """The net signed weights between the actors of all groups: rows act, columns are acted on."""
    chosen = groups(net, by, unplaced=unplaced)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for tie in net.ties:
        if tie.source in chosen.of and tie.target in chosen.of and tie.source != tie.target:
            weights[tie.source, tie.target] += tie.sign * tie.weight
            if tie.symmetric:
                weights[tie.target, tie.source] += tie.sign * tie.weight
    busy = {end for pair, weight in weights.items() if weight for end in pair}
    members = {name: [a for a in chosen.of if chosen.of[a] == name and a in busy] for name in chosen.sizes()}
    if not busy:
        raise EmptyNetwork(f"No two actors with a {chosen.by} have a tie of cooperation or conflict under this lens.")
    figure = figures.matrix(
        {pair: weight for pair, weight in weights.items() if weight},
        blocks={name: actors for name, actors in members.items() if actors},
        labels={actor: net.label(actor) for actor in busy},
        title=title or _strongest(net, weights),
        subtitle=". ".join(["Weight of cooperation less conflict", *_cautions(chosen)]),
        source=caption(net),
    )
    receipt = net.graph.receipt("matrix", net.lens, by=chosen.by, unplaced=unplaced)
    return Picture(figure, _receipt(receipt, title=title))


def _cautions(chosen: Groups) -> Iterator[str]:
    """What a reader must know of groups that come from the ties themselves."""
    yield from (note for note in chosen.notes if note.startswith("Communities"))


def _strongest(net: Network, weights: Mapping[tuple[str, str], float]) -> str:
    """The heaviest pair as a statement; where several weigh as much, no pair is named."""
    (doer, affected), weight = max(weights.items(), key=lambda item: (abs(item[1]), item[0]))
    if sum(abs(each) == abs(weight) for each in weights.values()) > 1:
        return "Cooperation less conflict between those who act and those who are acted on"
    return f"Heaviest: what {net.label(doer)} does {'for' if weight > 0 else 'against'} {net.label(affected)}"


def coverage(found: Mapping[str, Mapping[str, Sequence[float]]], *, networks: int, what: str, title: str) -> Picture:
    """How many true ranks the evidence intervals cover in made-up worlds, against one thing that is wrong."""
    steps = SHIFTS if what == "probabilities" else UNREPORTED
    wanted = [key for key in next(iter(found.values())) if (key == "probabilities") == (what == "probabilities")]
    lines = {
        (measure if what == "probabilities" else f"{measure}, {key.removeprefix('unreported ')}"): list(
            zip(steps, curves[key], strict=True)
        )
        for measure, curves in found.items()
        for key in wanted
    }
    axis = {"probabilities": "Truth is likelier than the ratings say by", "unreported": "Share never reported"}[what]
    figure = figures.curves(
        lines,
        x=axis,
        y="True ranks inside the interval",
        limits=(0.0, 1.0),
        title=title,
        subtitle="The band is good enough, 88 to 96 %; the line is what is promised, 90 %",
        source=f"{networks} made-up worlds a point",
    )
    return Picture(figure, {"finding": "coverage", "networks": networks, "curves": dict(found)})


def _source(net: Network | None) -> str:
    return caption(net) if net else ""


def _of(receipt: Receipt | None) -> str:
    """The line under a course over time, which has many networks and one lens."""
    if receipt is None:
        return ""
    graph = receipt.graph.removeprefix("sha256:")[:12]
    lens, memory = receipt.lens.get("name", "default"), level("memory", str(receipt.lens.get("memory", "24m")))
    return f"Lens {lens}, on the last day of each; events of the {memory} before. Graph {graph}, lkg {receipt.version}"


def _receipt(receipt: Receipt | None, **choices: Any) -> Mapping[str, Any]:
    return drawn(receipt, **choices) if receipt else {}


def _time(day: str, every: str) -> str:
    """A window's day as an axis says it.

    >>> _time("2021-12-31", "year"), _time("2021-06-30", "quarter"), _time("2021-06-30", "month")
    ('2021', '2021 Q2', '2021-06')
    """
    year, month = day[:4], int(day[5:7])
    return {"year": year, "quarter": f"{year} Q{(month + 2) // 3}"}.get(every, day[:7])


def _bands(found: Trajectory) -> str:
    """What the bands are, where there are any: of claims that are not rated there are none."""
    rated = any(row["rank_low"] is not None for row in found.rows)
    return "bands are 90 % evidence intervals, " if rated else ""
