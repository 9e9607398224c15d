"""Commands that find out who stands out, and what that rests on: ties, sources, lenses, whose word is taken."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import lkg
from lkg.cli.app import app, network_of
from lkg.cli.giving import gives_result
from lkg.cli.options import takes_lens
from lkg.errors import Misuse

By = Annotated[str, typer.Option(help="The measure: betweenness, degree, pagerank, constraint, pn …")]
Measured = Annotated[str, typer.Option("--measure", help="The measure: betweenness, degree, pagerank …")]
Weighted = Annotated[bool, typer.Option(help="Let the lens's weights count; naming --weight does so, too.")]
Draws = Annotated[int, typer.Option(min=0, help="How often the evidence is drawn; 0 for no intervals.")]
Seed = Annotated[int, typer.Option(help="Where the draws begin; equal seeds give equal numbers.")]


@app.command()
@takes_lens
@gives_result
def rank(
    by: By = "betweenness", weighted: Weighted = False, draws: Draws = 1000, seed: Seed = 1, lens: Any = None
) -> Any:
    """Who stands out by a measure, and how sure that is; the ego of ego-centred data is not ranked."""
    return lkg.rank(network_of(lens), by, weighted=_counts(weighted, lens), draws=draws, seed=seed)


@app.command()
@takes_lens
@gives_result
def why(
    actor: Annotated[str, typer.Argument(help="An actor: label, alias or id, in any language.")],
    by: By = "betweenness",
    weighted: Weighted = False,
    lens: Any = None,
) -> Any:
    """Which ties and claims make an actor's score, and what it would be without each."""
    return lkg.why(network_of(lens), actor, by, weighted=_counts(weighted, lens))


@app.command()
@takes_lens
@gives_result
def worldviews(
    principals: Annotated[list[str], typer.Option("--as", help="Whose denials are taken at their word; repeat.")],
    measure: Measured = "betweenness",
    weighted: Weighted = False,
    draws: Draws = 1000,
    seed: Seed = 1,
    lens: Any = None,
) -> Any:
    """The same ranking as several sides would have it, and the statements that each of them removes."""
    counts = _counts(weighted, lens)
    return lkg.worldviews(network_of(lens), principals, by=measure, weighted=counts, draws=draws, seed=seed)


@app.command()
@takes_lens
@gives_result
def ablate(
    by: Annotated[str, typer.Option(help="Left out in turn: source, voice, publisher, country or kind.")] = "source",
    measure: Measured = "betweenness",
    weighted: Weighted = False,
    first: Annotated[int, typer.Option(min=1, help="How many of the first places are findings.")] = 5,
    start: Annotated[str | None, typer.Option("--from", help="A path whose survival is asked for begins here.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="And ends here.")] = None,
    via: Annotated[list[str] | None, typer.Option(help="A station of the path; repeat for more.")] = None,
    lens: Any = None,
) -> Any:
    """Leave each source, voice, publisher, country or kind out in turn: which findings fall?"""
    from lkg.analysis.doubts.ablation import Journey

    if (start is None) != (end is None):
        raise Misuse("A path needs both ends: --from A --to B.")
    journey = Journey(start, end, tuple(via or ())) if start and end else None
    counts = _counts(weighted, lens)
    return lkg.ablate(network_of(lens), by, measure=measure, weighted=counts, top=first, journey=journey)


@app.command()
@takes_lens
@gives_result
def robust(
    by: By = "betweenness",
    grid: Annotated[str, typer.Option(help="A grid of the graph by name, or a .toml file.")] = "standard",
    weighted: Weighted = False,
    draws: Draws = 200,
    seed: Seed = 1,
    lens: Any = None,
) -> Any:
    """The same ranking under every lens of a declared grid: how far it depends on choices others would make."""
    return lkg.robust(network_of(lens), by, grid=grid, weighted=_counts(weighted, lens), draws=draws, seed=seed)


def _counts(weighted: bool, lens: dict[str, Any]) -> bool:
    """Who names a weight wants it to count."""
    return weighted or "weight" in lens
