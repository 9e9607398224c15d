"""Commands about versions of a graph: what is otherwise, one made of two, the history of a claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lkg.cli import show
from lkg.cli.app import Format, app, default_form, place_of_graph
from lkg.cli.options import takes_lens
from lkg.errors import Misuse

if TYPE_CHECKING:
    from lkg.versions import Differences
    from lkg.versions.history import Step

SHOWN = 40
"""differences of one kind that a terminal shows"""
WRITTEN = 8
"""files of a merge that it names"""
FIELDS = ("change", "thing", "id", "what", "field", "before", "after", "cause")


def folder_of_graph(*places: str) -> Path | None:
    """The folder whose revisions a call means: that of the graph, else the first place that is one, else the bundled.

    None where the graph is a file or lies elsewhere.
    """
    from lkg import vocab

    named = next((place for place in places if Path(place).is_dir()), None)
    place = Path(place_of_graph() or named or vocab.folder("graph"))
    return place if place.is_dir() else None


@app.command()
@takes_lens
def diff(
    before: Annotated[
        str,
        typer.Argument(
            help="A folder, file or store; or a git revision of the graph's folder: HEAD~1, a tag, a day such as "
            "2026-01-31. Else the last revision."
        ),
    ] = "HEAD",
    after: Annotated[str, typer.Argument(help="The same for the later side; else the graph as it lies there.")] = "",
    findings: Annotated[
        bool, typer.Option("--findings", help="Also say which findings move under the lens; takes a while.")
    ] = False,
    by: Annotated[str, typer.Option(help="With --findings: the measure whose ranks are compared.")] = "betweenness",
    focus: Annotated[
        list[str] | None, typer.Option(help="With --findings: the shortest path between each two of these; repeat.")
    ] = None,
    draws: Annotated[int, typer.Option(min=0, help="With --findings: how often the evidence is drawn.")] = 200,
    form: Format = None,
    lens: Any = None,
) -> None:
    """What is otherwise in another version: claims added, withdrawn, removed, changed field by field; not lines."""
    from lkg import versions
    from lkg.versions.asking import Asked

    if (len(lens) > 1 or lens.get("lens") != "default" or focus) and not findings:
        raise Misuse("A lens and --focus choose among findings. Add --findings, or leave them out.")
    folder = folder_of_graph(before, after)
    later = after or place_of_graph() or str(folder)
    asked = Asked(lens.pop("lens"), lens, by, tuple(focus or ()), draws) if findings else None
    with show.working("Comparing"):
        found = versions.diff(before, later, folder=folder, findings=asked)
    chosen = form or default_form()
    if chosen == "table":
        _tell(found)
    else:
        _data(found, chosen)


def _tell(found: Differences) -> None:
    from lkg.versions.fields import FieldChange

    show.text(f"{found.title[0].upper()}{found.title[1:]}")
    for thing in dict.fromkeys(row["thing"] for row in found.rows):
        rows = [row for row in found.rows if row["thing"] == thing]
        for row in rows[:SHOWN]:
            show.text(f"{row['change']:>11}  {row['thing']} {row['id']}  {row['what']}".rstrip())
            for each in row["fields"]:
                show.text(f"{'':>13}{FieldChange(**each).words()}")
        if len(rows) > SHOWN:
            show.text(f"{'':>11}  and {len(rows) - SHOWN} more of this kind; --format csv has them all")
    for note in found.notes:
        show.text(note)
    if found.findings is not None:
        _tell_findings(found.findings, found.findings_notes)


def _tell_findings(rows: Sequence[Mapping[str, Any]], notes: Sequence[str]) -> None:
    show.text(f"\nFindings that move: {len(rows) or 'none'}")
    for row in rows:
        show.text(f"{row['kind']:>11}  {row['label']}: {row['before']} → {row['after']}  [{row['cause']}]")
    for note in notes:
        show.text(note)


def _data(found: Differences, form: str) -> None:
    if form == "json":
        show.json_text(found.to_dict())
        return
    if form != "csv":
        raise Misuse(f"--format {form} is not possible here. Use table, csv or json.")
    from lkg import exports

    show.aside([found.title, *found.notes, *found.findings_notes])
    none = {"field": "", "before": "", "after": ""}
    rows = [
        (row["change"], row["thing"], row["id"], row["what"], each["field"], each["before"], each["after"], "")
        for row in found.rows
        for each in row["fields"] or [none]
    ]
    rows += [
        ("moves", row["kind"], " ".join(row["actors"]), row["label"], "", row["before"], row["after"], row["cause"])
        for row in found.findings or ()
    ]
    # a cause is that of a finding: where none was asked for there is no such column
    size = len(FIELDS) - (found.findings is None)
    show.text(exports.table(FIELDS[:size], (row[:size] for row in rows)).rstrip())


@app.command()
def merge(
    a: Annotated[str, typer.Argument(metavar="A", help="A graph: folder, file, store, or git revision.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    into: Annotated[Path, typer.Option(help="A new folder; or that of A or B.")],
    base: Annotated[
        str | None, typer.Option(help="The version from which both were made: what only one changed is no conflict.")
    ] = None,
    prefer: Annotated[str, typer.Option(help="A or B: whose word counts in every conflict.")] = "",
    resolutions: Annotated[
        Path | None,
        typer.Option(help="A .csv of conflicts; it is written where it is not there. Write A or B into `take`."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be written.")] = False,
) -> None:
    """Make one graph of two, by id; where they contradict each other nothing is written until you say who is right."""
    from lkg import versions
    from lkg.versions.conflicts import Conflicts

    try:
        with show.working("Merging"):
            done = versions.merge(
                a, b, into, base=base, folder=folder_of_graph(a, b), prefer=prefer, resolutions=resolutions,
                write=not dry_run,
            )  # fmt: skip
    except Conflicts as found:
        number = len(found.conflicts)
        told = f"{number} conflict{'s' if number > 1 else ''} between A ({a}) and B ({b}); nothing was written"
        show.aside([told, *str(found).splitlines(), *_advice(resolutions, base)])
        raise typer.Exit(1) from None
    show.text(("would be: " if dry_run else "") + done.words())
    for conflict in done.settled:
        show.text(f"  settled: {conflict.name}  {conflict.outcome()}")
    for file in done.files[:WRITTEN]:
        show.text(f"  {file}")
    if len(done.files) > WRITTEN:
        show.text(f"  and {len(done.files) - WRITTEN} more in {into}")
    show.aside(_sheets(into))


def _advice(resolutions: Path | None, base: str | None) -> Iterator[str]:
    if base is None:
        yield "--base VERSION, from which both were made, helps most: what only one of them changed is then no conflict"
    if resolutions:
        yield f"They stand in {resolutions}: write A or B into the column take, and run this again"
    else:
        yield "--resolutions conflicts.csv writes them into a table to decide one by one; --prefer A or B settles all"
    yield "Is neither right? Correct the claim in A or in B, then take that side"


def _sheets(into: Path) -> Iterator[str]:
    """That a spreadsheet beside a graph is merged with nothing."""
    names = [name for name in ("claims.xlsx", "claims.csv") if (into / name).is_file()]
    if names:
        yield f"{' and '.join(names)} in {into} hold what they held: importing one with --whole takes out what is new"


@app.command()
def log(
    claim: Annotated[str, typer.Argument(help="The id of a claim, such as C316.")],
    form: Format = None,
) -> None:
    """The history of one claim through the git revisions of the graph's folder: when it became what, and by whom."""
    from lkg.versions import history

    folder = folder_of_graph()
    if folder is None:
        raise Misuse(f"{place_of_graph()} is a file, and git keeps versions of a graph's folder. Name that by --graph.")
    with show.working("Reading revisions"):
        steps = history.log(claim, folder)
    chosen = form or default_form()
    if chosen == "json":
        show.json_text({"claim": claim, "steps": history.rows(steps)})
    elif chosen == "csv":
        from lkg import exports

        rows = history.rows(steps)
        show.text(exports.table(tuple(rows[0]), (row.values() for row in rows)).rstrip())
    else:
        _tell_steps(steps, folder)


def _tell_steps(steps: Sequence[Step], folder: Path) -> None:
    import lkg
    from lkg.versions.wording import in_words

    graph = lkg.open(folder)
    for step in steps:
        told = " ".join(filter(None, (f"{step.author}:" if step.author else "", step.subject)))
        show.text(f"{step.day or 'now':<10}  {step.revision:<9}  {told}")
        if step.change in ("added", "removed"):
            show.text(f"{'':>12}{step.change}: {in_words(graph, step.after or step.before)}")
        for change in step.fields:
            show.text(f"{'':>12}{change.words()}")
