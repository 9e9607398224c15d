"""Commands that ask: SPARQL, one actor, the ties and lenses of a graph."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from lkg.cli.app import Format, app, default_form, graph, network_of
from lkg.cli.options import takes_lens
from lkg.errors import Misuse


@app.command()
@takes_lens
def query(
    text: Annotated[
        str, typer.Argument(help="SPARQL text, a .rq file, or the name of a query; empty lists the named ones.")
    ] = "",
    param: Annotated[list[str] | None, typer.Option(help="name=value, for a named query; repeat for more.")] = None,
    form: Annotated[str | None, typer.Option("--format", help="table, csv, tsv, json, xml, turtle, ntriples …")] = None,
    lens: Any = None,
) -> None:
    """Ask in SPARQL 1.1, or by the name of a question; the lens decides which direct edges are seen."""
    from lkg.cli import tables

    opened = graph()
    if not text:
        tables.list_queries(opened.queries)
        return
    chosen = opened.lens(lens.pop("lens"), **lens)
    tables.show_answer(opened.query(text, lens=chosen, params=_params(param or [])), form or default_form("csv"))


@app.command()
@takes_lens
def actor(
    name: Annotated[str, typer.Argument(help="Label, alias, id or Wikidata id, with or without diacritics.")],
    lens: Any = None,
) -> None:
    """All about one actor on a page: names, ties by family and year, offices, disputes, sources."""
    from lkg.cli import actor_page

    opened = graph()
    actor_page.show_page(opened, opened.actor(name), opened.lens(lens.pop("lens"), **lens))


@app.command()
@takes_lens
def network(
    engine: Annotated[
        str | None, typer.Option(help="Where the lens's SQL runs: spark, over --claims; else here.")
    ] = None,
    claims: Annotated[
        str | None, typer.Option(help="With --engine: the folder of a claim table, or a pattern of its Parquet files.")
    ] = None,
    members: Annotated[
        bool, typer.Option("--members", help="With --engine: name the claims of each tie, too.")
    ] = False,
    form: Format = None,
    lens: Any = None,
) -> None:
    """The ties that a lens sees, with sign, weight, probability and claims; of claims by the billion on a cluster."""
    from lkg.cli import tables

    found = network_of(lens) if _is_here(engine, claims, members) else _network_on_spark(str(claims), members, lens)
    tables.show_network(found, form or default_form())


@app.command()
def lenses(name: Annotated[str | None, typer.Argument(help="Show this one.")] = None) -> None:
    """The lenses of the graph, and what each sees."""
    from lkg.cli import tables

    tables.show_lenses(graph(), name)


def _is_here(engine: str | None, claims: str | None, members: bool) -> bool:
    """Whether the graph itself is asked; raises Misuse for options that make no sense together."""
    if engine not in (None, "spark"):
        raise Misuse(f"There is no engine {engine!r}. Use spark, or leave --engine out.")
    if engine and not claims:
        raise Misuse("--engine spark needs --claims: the folder of a claim table, or a pattern of its Parquet files.")
    if not engine and (claims or members):
        raise Misuse("--claims and --members belong to --engine spark. Without it the graph's own claims are named.")
    return engine is None


def _network_on_spark(claims: str, members: bool, lens: dict[str, Any]) -> Any:
    from lkg import engines
    from lkg.cli import show

    with show.working("Asking Spark"):
        return engines.network(claims, lens.pop("lens"), members=members, **lens)


def _params(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Misuse(f"--param {pair!r} is not name=value.")
        found[name.lstrip("?")] = value
    return found
