"""`lkg code`: from a text to proposed claims, to a person's decisions on them, to claims in a graph."""

from __future__ import annotations

import csv
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from lkg.cli import show
from lkg.cli.app import app, default_form, graph, only, place_of_graph

Credibility = Annotated[
    str, typer.Option(help="1 (confirmed) to 6 (cannot be judged), for rows that say nothing of their own.")
]


class _Codes(TyperGroup):
    """A group whose first word may be left out, and then means `text`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        known = {*self.commands, *ctx.help_option_names}
        return super().parse_args(ctx, args if not args or args[0] in known else ["text", *args])


codes = typer.Typer(
    cls=_Codes,
    no_args_is_help=True,
    help="Propose claims from a text, decide on each, and take the accepted ones into a graph. "
    "`lkg code ARTICLE.txt …` means text.",
)
app.add_typer(codes, name="code")


@codes.command()
def text(
    file: Annotated[Path, typer.Argument(help="A plain text in English; it may begin with lines such as Title: …")],
    title: Annotated[str | None, typer.Option(help="The title of the source.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option(help="When, as 2022-04-28; relative dates count from it.")] = None,
    url: Annotated[str | None, typer.Option(help="Its web address.")] = None,
    kind: Annotated[str | None, typer.Option(help="news, article, official …; else news.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language; else en.")] = None,
    reliability: Annotated[str | None, typer.Option(help="A (reliable) to F (cannot be judged).")] = None,
    accessed: Annotated[str | None, typer.Option(help="The day on which you read it, as 2026-11-22.")] = None,
    source: Annotated[
        str | None, typer.Option(help="The id of the source in the graph; else made of the above.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="The review file, .csv or .xlsx; else ARTICLE.review.csv.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Write over a review file that is there.")] = False,
    model: Annotated[str | None, typer.Option(help="Let this model propose, in place of the patterns.")] = None,
    address: Annotated[str | None, typer.Option(help="Where the model answers, as http://127.0.0.1:8080/v1.")] = None,
    seconds: Annotated[float, typer.Option(help="How long to wait for the model.")] = 120,
) -> None:
    """Propose claims from a text into a review file; nothing enters a graph."""
    from lkg.coding import articles, grids, review
    from lkg.errors import Misuse

    place = out or file.with_name(f"{file.stem}.review.csv")
    grids.form_of(place)
    if place.exists() and not again:
        raise Misuse(f"{place} is there already. Go on with `lkg code review {place}`, or write over it with --again.")
    given = {"title": title, "publisher": publisher, "published": published, "url": url, "kind": kind}
    given |= {"language": language, "reliability": reliability, "accessed": accessed, "source": source}
    article = articles.read(file, given)
    show.aside([] if model else articles.advice(article))
    found = _proposals(article, model, address, seconds)
    review.save(place, review.rows(article, found, place))
    show.text(f"{len(found)} claims proposed in {place}; none is in a graph.")
    named = place_of_graph()
    of_graph = f" --graph {shlex.quote(named)}" if named else ""
    how = f"lkg{of_graph} code review {shlex.quote(str(place))}"
    show.text(f"Decide on them with `{how}`, or in the column decision of a spreadsheet.")


@codes.command()
def mentions(
    file: Annotated[Path, typer.Argument(help="A plain text in English.")],
    published: Annotated[str | None, typer.Option(help="When it was published, as 2022-04-28.")] = None,
    form: Annotated[str | None, typer.Option("--format", help="table, csv or json; a table on a terminal.")] = None,
) -> None:
    """Show which actors, dates and amounts a text names, and where."""
    from lkg.coding import articles, code

    only(form, "table", "csv")
    about = {"published": published, "title": file.stem, "publisher": "unnamed"}
    article = articles.read(file, about)
    found = code(article, graph().record)
    words = article.text
    rows = [
        *((m.start, m.end, words[m.start : m.end], "actor", m.actor) for m in found.mentions),
        *((d.start, d.end, words[d.start : d.end], "date", d.when) for d in found.dates),
        *((a.start, a.end, words[a.start : a.end], "amount", f"{a.number} {a.unit}") for a in found.amounts),
    ]
    _show(("start", "end", "words", "what", "meaning"), sorted(rows), form or default_form())


@codes.command("review")
def review_(
    file: Annotated[Path, typer.Argument(help="The review file, .csv or .xlsx.")],
    credibility: Credibility = "",
) -> None:
    """Decide row by row; each decision is saved at once, and the next call goes on where this one stopped."""
    from lkg.coding import dialogue
    from lkg.coding.faults import Known

    dialogue.decide(file, Known.of(graph().record), _ask, show.text, credibility=credibility)
    show.text(f"Take the accepted ones over with `lkg code accept {file} --into GRAPH`.")


@codes.command()
def accept(
    file: Annotated[Path, typer.Argument(help="The review file, .csv or .xlsx.")],
    into: Annotated[Path, typer.Option(help="The graph's folder; made if it is not there.")],
    text: Annotated[Path | None, typer.Option(help="The text, if it does not lie where it lay.")] = None,
    credibility: Credibility = "",
) -> None:
    """Take the accepted rows into a graph as claims with source and passage; all or nothing."""
    from dataclasses import replace

    from lkg import folders
    from lkg.coding import deciding, review
    from lkg.coding.faults import Known

    rows = [replace(row, credibility=row.credibility or credibility) for row in review.read(file)]
    known = Known.of(graph().record, folders.present(into))
    done = deciding.take(file, rows, known, into, text=text)
    show.text(done.words())
    for each in done.files:
        show.text(f"  {each}")


def _proposals(article: Any, model: str | None, address: str | None, seconds: float) -> Any:
    """What the patterns propose, or the model if one is named."""
    from lkg.coding import code
    from lkg.errors import Misuse

    if bool(model) != bool(address):
        raise Misuse("--model and --address go together, such as --model NAME --address http://127.0.0.1:8080/v1.")
    record = graph().record
    if not model or not address:
        return code(article, record).proposals
    from lkg.coding import models
    from lkg.coding.faults import Known

    chosen = models.Model(model, address, seconds, os.environ.get(models.KEY, ""))
    show.aside([chosen.warning] if chosen.warning else [])
    with show.working("Asking the model"):
        found = models.ask(chosen, article, Known.of(record))
    show.aside([f"rejected {reason}" for reason in found.rejected])
    return found.proposals


def _show(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str) -> None:
    if form == "json":
        show.json_text([dict(zip(columns, row, strict=True)) for row in rows])
    elif form == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *rows])
    else:
        show.table(columns, rows, right=("start", "end"))


def _ask(words: str) -> str:
    """What a person types; the end of the input ends the review."""
    return input(words)
