"""The commands of `lkg`, and what becomes of an error: 1 for findings, 2 for misuse."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

import lkg
from lkg.cli import show
from lkg.cli.options import takes_lens
from lkg.errors import Finding, InvalidFile, LkgError, Misuse

app = typer.Typer(
    name="lkg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Sourced claims as a knowledge graph: every tie has its evidence, every number says how sure it is.",
)
evidence_app = typer.Typer(no_args_is_help=True, help="Where each claim stands, and in which text.")
app.add_typer(evidence_app, name="evidence")
_opened: dict[str, Any] = {"place": None}

Format = Annotated[str | None, typer.Option("--format", help="table, csv or json; a table on a terminal.")]


def _version(asked: bool) -> None:
    if asked:
        show.text(lkg.__version__)
        raise typer.Exit


@app.callback()
def options(
    graph: Annotated[
        str | None, typer.Option(help="The graph's folder or file; else LKG_GRAPH, else the bundled one.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Options for all commands."""
    _opened["place"] = graph or os.environ.get("LKG_GRAPH")


def graph() -> Any:
    """The graph that the call speaks of."""
    place = _opened["place"]
    return lkg.open(place) if place else lkg.open()


@app.command()
@takes_lens
def path(
    start: Annotated[str, typer.Argument(help="An actor: label, alias or id, in any language.")],
    end: Annotated[str, typer.Argument(help="Another one.")],
    via: Annotated[list[str] | None, typer.Option(help="A station on the way; repeat for more, in order.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many paths.")] = 3,
    by: Annotated[str, typer.Option(help="hops or reliability.")] = "hops",
    form: Format = None,
    lens: Any = None,
) -> None:
    """How two actors are linked: the best paths, each with the claims behind every hop."""
    from lkg.cli import dossier

    found = lkg.paths(_network(lens), start, end, via=via or [], k=k, by=by)
    if form == "json":
        show.json_text(found.to_dict())
    else:
        _only(form, "table")
        dossier.show_paths(found)


@app.command()
@takes_lens
def rank(
    by: Annotated[
        str, typer.Option(help="The measure: betweenness, degree, pagerank, constraint, pn …")
    ] = "betweenness",
    weighted: Annotated[bool, typer.Option(help="Let the lens's weights count.")] = False,
    top: Annotated[int | None, typer.Option(min=1, help="Only the first so many.")] = None,
    form: Format = None,
    lens: Any = None,
) -> None:
    """Who stands out by a measure; the ego of ego-centred data is not ranked."""
    from lkg.cli import tables

    # who names a weight wants it to count
    weighted = weighted or "weight" in lens
    tables.show_ranking(lkg.rank(_network(lens), by, weighted=weighted), form or _default_form(), top)


@app.command()
@takes_lens
def network(form: Format = None, lens: Any = None) -> None:
    """The ties that a lens sees, with sign, weight, probability and claims."""
    from lkg.cli import tables

    tables.show_network(_network(lens), form or _default_form())


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
    tables.show_answer(opened.query(text, lens=chosen, params=_params(param or [])), form or _default_form("csv"))


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
def draw(
    what: Annotated[str, typer.Argument(help="network, or path.")] = "network",
    out: Annotated[Path, typer.Option("--out", "-o", help="The picture: .png, .svg or .pdf.")] = Path("network.svg"),
    start: Annotated[str | None, typer.Option("--from", help="Where the path begins.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Where it ends.")] = None,
    via: Annotated[list[str] | None, typer.Option(help="A station of the path; repeat for more.")] = None,
    title: Annotated[str, typer.Option(help="The title, best a statement.")] = "",
    labels: Annotated[int | None, typer.Option(help="Label only so many actors.")] = None,
    lens: Any = None,
) -> None:
    """Draw the network of a lens, or a path, fit for print."""
    from lkg.reports import pictures

    with show.working("Drawing"):
        if what == "network":
            picture = pictures.network(_network(lens), title=title, labels=labels)
        elif what == "path" and start and end:
            picture = pictures.path(lkg.paths(_network(lens), start, end, via=via or [], k=1), title=title)
        else:
            raise Misuse("Draw `network`, or `path --from A --to B`.")
        picture.save(out)
    show.text(str(out))


@app.command()
@takes_lens
def export(
    out: Annotated[
        Path,
        typer.Argument(
            help="The file; its suffix is the format: graphml, gexf, cyjs, csv, ttl, nt, nt12, jsonld, trig, parquet."
        ),
    ],
    lens: Any = None,
) -> None:
    """Write the network of a lens, or the whole graph, for other tools."""
    from lkg import exports

    form = out.suffix.lstrip(".")
    what = _network(lens) if form in (*exports.NETWORK_FORMS, "csv") else graph()
    for file in exports.export(what, out):
        show.text(str(file))


@app.command()
def lenses(name: Annotated[str | None, typer.Argument(help="Show this one.")] = None) -> None:
    """The lenses of the graph, and what each sees."""
    from lkg.cli import tables

    tables.show_lenses(graph(), name)


@app.command()
def check(
    places: Annotated[list[Path] | None, typer.Argument(help="Folders or Turtle files; else the graph.")] = None,
    quick: Annotated[bool, typer.Option(help="Leave the SHACL shapes out.")] = False,
) -> None:
    """Check a graph: references, terms, dates, and every rule of the ontology."""
    from lkg import graphs, validate, vocab

    chosen = places or [Path(_opened["place"] or vocab.folder("graph"))]
    with show.working("Checking"):
        found = validate.check(graphs.files_of(chosen), shapes=not quick)
    show.problems(found.problems)
    severe = sum(problem.severe for problem in found.problems)
    show.text(
        f"{found.claims} claims, {found.actors} actors, {found.sources} sources in {found.files} files: "
        f"{severe or 'no'} violation{'' if severe == 1 else 's'}, {len(found.problems) - severe} pieces of advice"
    )
    raise typer.Exit(0 if found.ok else 1)


@app.command("format")
def format_(
    places: Annotated[list[Path], typer.Argument(help="Folders or Turtle files.")],
    check_only: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 if something would change.")
    ] = False,
) -> None:
    """Bring Turtle files into their one canonical form."""
    from lkg import graphs, turtle

    changed = turtle.format_files(graphs.files_of(places), write=not check_only)
    for file in changed:
        show.text(f"{'would change' if check_only else 'changed'}: {file}")
    raise typer.Exit(1 if changed and check_only else 0)


@app.command("import")
def import_(
    place: Annotated[Path, typer.Argument(help="A folder with sources.csv, actors.csv, claims.csv, conflicts.csv.")],
    into: Annotated[Path, typer.Option(help="The graph's folder; made if it is not there.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Take over claims from tables; all or nothing, and what is there already is updated by id."""
    from lkg import importers

    with show.working("Importing"):
        done = importers.into_folder(place, into, write=not dry_run)
    show.text(done.words())
    for file in done.files:
        show.text(f"  {file}")


@app.command()
def report(
    place: Annotated[Path | None, typer.Argument(help="The graph's folder; else the graph.")] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of the report.")] = Path("out/report"),
) -> None:
    """Everything about a graph on one page that opens offline, with pictures and files beside it."""
    from lkg.reports import build

    opened = lkg.open(place) if place else graph()
    with show.working("Writing the report"):
        page = build.report(opened, out)
    show.text(str(page))


@evidence_app.command("check")
def evidence_check(
    text: Annotated[Path, typer.Option(help="The source text, as a plain text file.")],
    source: Annotated[str | None, typer.Option(help="The source whose text it is; else found by its SHA-256.")] = None,
) -> None:
    """Check every passage of a text that you hold."""
    from lkg import evidence
    from lkg.store import read_text

    record, content = graph().record, read_text(text)
    name = source or evidence.source_of(record, content)
    if name not in record.sources:
        raise Misuse(f"The graph has no source {name!r}. Leave --source out to find it by the text's SHA-256.")
    checks = evidence.check(record, name, content)
    for found in (c for c in checks if not c.ok):
        show.text(f"{found.claim}  {found.message}")
    left = evidence.missing(record, name)
    good = sum(c.ok for c in checks)
    show.text(f"{good} of {len(checks) + len(left)} claims of {name} stand where their passages say")
    raise typer.Exit(0 if good == len(checks) + len(left) else 1)


@evidence_app.command("add")
def evidence_add(
    passages: Annotated[Path, typer.Argument(help="A CSV file with the columns claim, start, end.")],
    text: Annotated[Path, typer.Option(help="The source text, as a plain text file.")],
    source: Annotated[str, typer.Option(help="The id of the source.")],
    into: Annotated[Path, typer.Option(help="The graph's folder.")],
) -> None:
    """Add passages: positions in a text, checked and stored with their SHA-256."""
    from lkg import evidence, folders
    from lkg.store import read_text

    record = folders.present(into)
    found = evidence.locate(record, source, read_text(text), passages)
    for file in folders.save(found, into):
        show.text(str(file))


@evidence_app.command("show")
def evidence_show(claim: Annotated[str, typer.Argument(help="The id of a claim, such as C316.")]) -> None:
    """One claim: what it says, who says so, where, and who disputes it."""
    from lkg.cli import dossier

    dossier.show_claim(graph(), claim)


def _network(lens: dict[str, Any]) -> Any:
    return lkg.network(graph(), lens.pop("lens"), **lens)


def _params(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Misuse(f"--param {pair!r} is not name=value.")
        found[name.lstrip("?")] = value
    return found


def _only(form: str | None, *allowed: str) -> None:
    if form and form not in allowed:
        raise Misuse(f"--format {form} is not possible here. Use {', '.join((*allowed, 'json'))}.")


def _default_form(piped: str = "csv") -> str:
    return "table" if show.is_terminal() else piped


def main() -> None:
    """Run the command line; errors become one message and an exit code."""
    try:
        app()
    except InvalidFile as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except LkgError as error:
        print(f"lkg: {error}", file=sys.stderr)
        sys.exit(1 if isinstance(error, Finding) else 2)
    except BrokenPipeError:
        # the reader went away, as `head` does; that is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        print(f"lkg: {error.filename or 'a file'}: {error.strerror}. Choose another place.", file=sys.stderr)
        sys.exit(2)
