"""`lkg export`: a network or graph for other tools; panels for R and Stata, the codebook, a table for lawyers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from lkg.cli import show
from lkg.cli.app import app, graph, network_of
from lkg.cli.options import takes_lens
from lkg.errors import Misuse

CODEBOOK = ".pdf"
"""the suffix of the one file that is neither a network nor a graph"""


class _Exports(TyperGroup):
    """A group whose first word may be left out: then a file is named, and its suffix is the format."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        known = {*self.commands, *ctx.help_option_names}
        return super().parse_args(ctx, args if not args or args[0] in known else ["file", *args])


exports = typer.Typer(
    cls=_Exports,
    no_args_is_help=True,
    help="Write a network or graph for other tools: `lkg export net.graphml`; or one of the tables and books below.",
)
app.add_typer(exports, name="export")

Since = Annotated[str, typer.Option(help="The first year, month or day.")]
Until = Annotated[str, typer.Option(help="The last one.")]


@exports.command()
@takes_lens
def file(
    out: Annotated[
        Path,
        typer.Argument(
            help="The file; its suffix is the format: graphml, gexf, cyjs, csv, ttl, nt, nt12, jsonld, trig, parquet, "
            "ftm.jsonl."
        ),
    ],
    lens: Any = None,
) -> None:
    """Write the network of a lens, or the whole graph, into one file whose suffix is the format."""
    from lkg import exports as forms

    if out.suffix == CODEBOOK:
        codebook(out)
        return
    form = forms.form_of(out)
    what = network_of(lens) if form in (*forms.NETWORK_FORMS, "csv") else graph()
    _written(forms.export(what, out))
    if form == "ftm":
        show.aside(forms.ftm.left_out(what).words())


@exports.command()
@takes_lens
def dyads(
    out: Annotated[Path, typer.Option("--out", "-o", help="The panel, as CSV.")] = Path("dyads.csv"),
    by: Annotated[str, typer.Option(help="What a row is of, beside a pair: year.")] = "year",
    codes: Annotated[str, typer.Option(help="Codes of states: cow, gw, iso3 or iso2.")] = "cow",
    directed: Annotated[
        bool, typer.Option("--directed/--undirected", help="A row for each direction, or one for a pair.")
    ] = False,
    since: Since = "",
    until: Until = "",
    lens: Any = None,
) -> None:
    """A panel of pairs of states and years for R and Stata, rows of zeros included; bodies count as their state."""
    from lkg.exports import dyads as panels

    if by != "year":
        raise Misuse(f"--by {by} is not possible. A row is of a pair and a year.")
    with show.working("Counting"):
        found = panels.dyads(
            graph(), lens.pop("lens"), codes=codes, directed=directed, since=since, until=until, **lens
        )  # fmt: skip
        files = found.save(out)
    show.text(f"{len(found):,} rows; {sum(map(len, found.filled.values())):,} with claims")
    _written(files)
    show.aside(found.notes)


@exports.command()
@takes_lens
def statnet(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder.")] = Path("statnet"),
    lens: Any = None,
) -> None:
    """The network of a lens for statnet in R: nodes, ties, pairs as CSV, and statnet.R, which makes objects of them."""
    from lkg.exports.statnet import statnet as write

    _written(write(network_of(lens), out))


@exports.command()
@takes_lens
def siena(
    since: Since,
    until: Until,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder.")] = Path("siena"),
    every: Annotated[str, typer.Option(help="A wave at the end of every month, quarter or year.")] = "year",
    composition: Annotated[
        str, typer.Option(help="all: every actor is there in all waves; seen: from its first to its last claim.")
    ] = "all",
    lens: Any = None,
) -> None:
    """Waves for RSiena: a matrix of cooperation and one of conflict for each, composition, covariates, and siena.R."""
    from lkg.exports.siena import siena as write

    with show.working("Making waves"):
        files = write(
            graph(), out, lens.pop("lens"), since=since, until=until, every=every, composition=composition, **lens
        )  # fmt: skip
    _written(files)
    if composition == "seen":
        show.aside(
            ["Composition follows from what was looked for, not from when actors lived: say so where you use it"]
        )


@exports.command()
def codebook(
    out: Annotated[Path, typer.Option("--out", "-o", help="The file, a PDF.")] = Path("codebook.pdf"),
) -> None:
    """The codebook as PDF: every relation with definition, example, sign, flow and matches; kinds; codes; ratings."""
    from lkg.codebook import codebook as write

    if out.suffix != CODEBOOK:
        raise Misuse(f"The codebook is a PDF. Give a file that ends in {CODEBOOK}, such as codebook.pdf.")
    with show.working("Setting the codebook"):
        write(out)
    _written([out])


@exports.command()
def legal(
    out: Annotated[Path, typer.Option("--out", "-o", help="The table: .csv, .html or .md.")] = Path("legal.html"),
    claims: Annotated[str, typer.Option(help="Ids of claims, with commas between: C316,C029.")] = "",
    of: Annotated[
        Path | None, typer.Option(help="A picture or table of lkg's, or a text that names claims by id.")
    ] = None,
) -> None:
    """Each statement with source, link, archived copy, who denies it, when it was checked, what to do before print."""
    from lkg import legal as statements
    from lkg import turtle

    form = out.suffix.lstrip(".").lower()
    if form not in statements.FORMS:
        raise Misuse(f"The table is written as {', '.join(statements.FORMS)}. Give --out legal.html, for example.")
    if bool(claims) == bool(of):
        raise Misuse("Of which statements? Name claims (--claims C316,C029), or a picture, table or text (--of FILE).")
    opened = graph()
    named: Sequence[str] = statements.claims_of(opened, of) if of else claims.split(",")
    found = statements.statements(opened, named)
    title = f"What {of.name} rests on" if of else "What these statements rest on"
    turtle.save(out, statements.text_of(found, form, title))
    show.text(statements.summary(found))
    _written([out])


def _written(files: Iterable[Path]) -> None:
    for each in files:
        show.text(str(each))
