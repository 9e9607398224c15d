"""The methods page: what each word means and whence its formula, and the questions that a referee asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lkg.analysis.doubts import simulation
from lkg.analysis.doubts.robustness import find_grid, level
from lkg.errors import MissingFile
from lkg.graphs import Graph
from lkg.receipt import digest
from lkg.reports import charts
from lkg.reports.plan import Effort
from lkg.reports.section import Part, Section, Shown, Table, counted, listed, share

ANSWERED, OPEN, PARTLY = "answered", "open", "in part"
DRAWS = 100
"""draws of each made-up world"""


@dataclass(frozen=True, slots=True)
class Point:
    """A question that a referee asks, how it stands, and the answer."""

    name: str
    question: str
    state: str
    answer: tuple[str, ...]


def points(graph: Graph, limits: list[str]) -> list[Point]:
    """The questions, each answered for this graph or said to be open."""
    return [
        Point("sampling", "Which claims could have come in, and when did the search stop?", *_sampling(graph, limits)),
        Point("codebook", "Is there a codebook?", ANSWERED, (
            "Yes: the ontology. Every relation has a definition, an example, the kinds of actors it joins, its sign "
            "and how long it lasts; the report lists them all, and `lkg check` refuses a claim that breaks a rule.",
        )),
        Point("agreement", "Did two coders agree?", OPEN, (
            "Not measured. Nothing was coded twice, so there is no coefficient of agreement (Krippendorff’s α). Until "
            "there is, read every coding choice as one person’s.",
            _errors(graph),
        )),
        Point("missing", "What if ties were never reported?", PARTLY, (
            "The evidence intervals do not know of ties that nobody reported. The curves below show in made-up worlds "
            "how often an interval then still holds the true rank. How many ties are missing here is not known.",
        )),
        Point("null", "Against what chance are findings held?", ANSWERED, (
            "Brokerage: the same groups dealt out to other actors on the same ties, 1,000 times; no score where fewer "
            "than five are expected. Balance: the same signs dealt out to other pairs. Communities: the ends of ties "
            "swapped so that everyone keeps as many. Ranks and paths are descriptions and have no null model.",
        )),
        Point("lens", "Was the lens fixed beforehand?", PARTLY, tuple(_lenses(graph))),
        Point("probability", "Are the ratings probabilities?", OPEN, (
            "No. The table that turns Admiralty codes (A–F, 1–6) into numbers is an assumption, not a calibration: "
            "nobody checked how many of the claims rated B2 turned out true. The numbers order evidence and let doubts "
            "add up; a graph may put its own table in place. The first curve below shows what happens if they are off.",
        )),
    ]  # fmt: skip


def _sampling(graph: Graph, limits: list[str]) -> tuple[str, tuple[str, ...]]:
    """How the sample is described by who keeps the graph."""
    told = next((limit for limit in limits if "sampling frame" in limit or "stopping rule" in limit), "")
    ego = graph.label(graph.record.ego) if graph.record.ego else ""
    around = f"The claims were collected around {ego}; that is why it is not ranked." if ego else ""
    missing = "The graph does not say how its claims were chosen." if not told else ""
    return OPEN, tuple(filter(None, (told, missing, around)))


def _errors(graph: Graph) -> str:
    if graph.record.coding_error:
        rate = share(graph.record.coding_error)
        return f"The keepers of the graph expect {rate} of the claims to be wrong; that is their own estimate."
    return "No rate of coding errors is declared."


def _lenses(graph: Graph) -> Iterator[str]:
    """That lenses are files with digests, and what that proves."""
    yield (
        "Every number names its lens, and every lens that ships is a file with a digest (below): change the file, and "
        "the digest changes. Receipts in all files hold the digest of the graph and every field of the lens. That "
        "shows which lens was used; it does not prove that none was tried before. No plan was registered in public."
    )
    try:
        grid = find_grid(graph.folder, "standard")
    except MissingFile:
        yield "The graph declares no grid of other lenses to try."
        return
    choices = "; ".join(
        f"{charts.choice(name).lower()}: {', '.join(charts.level(name, level(value)) for value in values)}"
        for name, values in grid.levels.items()
    )
    yield f"Beside it stands a grid of {len(grid)} lenses that others could have chosen: {choices}."


def lens_digests(graph: Graph) -> Table | None:
    """The lens files with their digests; none for a graph without a folder.

    >>> import lkg
    >>> [name for name, _ in lens_digests(lkg.open()).rows][:2]
    ['lenses/economy.toml', 'lenses/energy.toml']
    """
    files = sorted((graph.folder / "lenses").glob("*.toml")) if graph.folder else []
    files += sorted((graph.folder / "grids").glob("*.toml")) if graph.folder else []
    rows = tuple(
        (f"{file.parent.name}/{file.name}", digest([file.read_bytes()]).removeprefix("sha256:")) for file in files
    )
    return Table(("File", "SHA-256"), rows) if rows else None


@cache
def _curves(networks: int) -> Mapping[str, Mapping[str, Sequence[float]]]:
    """The curves, which depend on no graph and so are computed once."""
    return simulation.curves(networks=networks, draws=DRAWS)


def simulation_section(effort: Effort) -> Section:
    """How often the evidence intervals cover the true rank, in made-up worlds."""
    found = _curves(effort.networks)
    right = {measure: curves["probabilities"][simulation.SHIFTS.index(0.0)] for measure, curves in found.items()}
    lost = {measure: curves["unreported at random"] for measure, curves in found.items()}
    told = listed(f"{share(value)} for {measure}" for measure, value in right.items())
    half = simulation.UNREPORTED.index(0.3)
    fallen = listed(f"{share(curves[half])} for {measure}" for measure, curves in lost.items())
    high = listed(f"{share(curves['probabilities'][0])} for {measure}" for measure, curves in found.items())
    worlds = counted(effort.networks, "made-up world")
    return Section(
        "coverage",
        "How often the intervals hold the truth",
        f"Where the ratings are right, the 90 % interval holds the true rank {told}; where three in ten pairs were "
        f"never reported, {fallen}.",
        (
            Part(
                words=(
                    f"Each point is {worlds} of 40 actors and 100 pairs whose truth is known. That the curves come "
                    "near 90 % where nothing is wrong tests only the machinery. The rest has no target: it is printed "
                    "as it is.",
                ),
                shown=Shown(
                    "coverage-ratings",
                    charts.coverage(
                        found, networks=effort.networks, what="probabilities",
                        title=f"If every rating is 0.1 too high, the interval holds the true rank {high}",
                    ),
                    f"Coverage of true ranks by how far probabilities are off; {told} where they are right.",
                ),
            ),
            Part(
                shown=Shown(
                    "coverage-missing",
                    charts.coverage(
                        found, networks=effort.networks, what="unreported",
                        title=f"With 30 % of pairs never reported, the interval holds the true rank {fallen}",
                    ),
                    f"Coverage of true ranks by the share of ties never reported; {fallen} at 30 %.",
                ),
            ),
        ),
        f"{worlds} a point leave a few per cent of chance in each; the long form has 200. Made-up worlds "
        "are not this graph.",
    )  # fmt: skip
