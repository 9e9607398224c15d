"""`lkg match`: which actors are the same, and what people judged of it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lkg.cli import show
from lkg.cli.app import Format, app, default_form, graph, only, place_of_graph
from lkg.errors import Misuse

if TYPE_CHECKING:
    from lkg.claims.model import Judgement
    from lkg.matching import Judge, Match

match_app = typer.Typer(
    invoke_without_command=True,
    help="Which actors are the same? Pairs with explained scores, and your judgements on them, which can be undone.",
)
app.add_typer(match_app, name="match")

With = Annotated[
    Path | None, typer.Option("--with", help="Another graph (folder or file): pairs between it and this one.")
]
Least = Annotated[float, typer.Option(help="The score from which a pair is listed, 0 to 100; it is no probability.")]
By = Annotated[str, typer.Option(help="Who judges; else LKG_AUTHOR, else your login.")]
COLUMNS = (
    "actor", "other", "judgement", "reason", "keep", "score", "label", "other_label", "kind", "other_kind", "reasons",
    "id",
)  # fmt: skip
"""of the CSV: with the third and fourth filled, it is what `--judge` takes"""
BELOW = 50.0
"""the score from which pairs that are not listed are counted: a surname alone that several bear has it"""


@match_app.callback()
def match(
    context: typer.Context,
    with_: With = None,
    least: Least = 60.0,
    judged: Annotated[bool, typer.Option("--judged", help="List the judgements instead, those undone too.")] = False,
    judge: Annotated[
        Path | None, typer.Option(help="Take judgements from a CSV file: actor, other, judgement, reason (and keep).")
    ] = None,
    undo: Annotated[str | None, typer.Option(help="Withdraw the judgement of this id; it stays on record.")] = None,
    because: Annotated[str, typer.Option(help="With --undo: why.")] = "",
    by: By = "",
    form: Format = None,
) -> None:
    """List pairs of actors that may be the same, best first; `lkg match review` asks you about each."""
    if context.invoked_subcommand:
        return
    if form != "json":
        only(form, "table", "csv")
    if sum(map(bool, (judge, undo, judged))) > 1:
        raise Misuse("--judge, --undo and --judged are three things. Do one after the other.")
    if judge:
        _judge_file(judge, with_, by)
    elif undo:
        _undo(undo, because, by)
    elif judged:
        _show_judgements(graph().recorded.judgements.values(), form or default_form())
    else:
        _list(with_, least, form or default_form())


@match_app.command()
def review(
    with_: With = None,
    least: Least = 60.0,
    again: Annotated[bool, typer.Option("--again", help="Ask about pairs judged unsure, too.")] = False,
    by: By = "",
) -> None:
    """Look at one pair after the other and answer with a key; every answer is saved at once, so stop when you like."""
    from lkg import matching

    one, two = _graphs(with_)
    judging = _judging(one, two, by)
    with show.working("Comparing"):
        found = matching.match(one, two, least=least)
    waiting = [each for each in found if not each.verdict or (again and each.verdict == "unsure")]
    known = matching.Known(one)
    both = known, matching.Known(two) if two else known
    done = matching.review(waiting, judging, both, _ask, show.text)
    show.text(done.words() if waiting else f"No pair waits to be judged from score {least:g}.{_next(found)}")


def _next(found: Sequence[Match]) -> str:
    unsure = sum(each.verdict == "unsure" for each in found)
    return f" --again asks about {unsure} judged unsure." if unsure else " --least looks further down."


def _list(with_: Path | None, least: float, form: str) -> None:
    from lkg import matching

    one, two = _graphs(with_)
    with show.working("Comparing"):
        every = matching.match(one, two, least=min(least, BELOW))
    found = [each for each in every if each.score >= least]
    notes = [*_notes(every, least, with_), *(_of_both(one, two) if two else ())]
    if form == "json":
        show.json_text({"least": least, "notes": notes, "rows": [each.to_dict() for each in found]})
    elif form == "csv":
        _csv(COLUMNS, map(_row, found))
        show.aside(notes)
    else:
        rows = (
            (f"{m.score:g}", f"{m.actor.label} ({m.actor.id})", f"{m.other.label} ({m.other.id})", m.words, _verdict(m))
            for m in found
        )
        show.table(("score", "actor", "other", "why", "judged"), rows, right=("score",))
        for line in notes:
            show.text(line)


def _notes(every: Sequence[Match], least: float, with_: Path | None) -> Iterator[str]:
    listed = [each for each in every if each.score >= least]
    new = sum(not each.verdict for each in listed)
    how = f"{_asking(with_)} asks about each. " if new and place_of_graph() else ""
    yield f"{_pairs(new)} to judge from score {least:g}, {len(listed) - new} judged. {how}The score is no probability."
    below = sum(not each.verdict for each in every) - new
    if below:
        yield f"{_pairs(below)} more from score {BELOW:g}, which a surname has that several bear: --least {BELOW:g}."


def _asking(with_: Path | None) -> str:
    return f"`lkg --graph {place_of_graph()} match review{f' --with {with_}' if with_ else ''}`"


def _pairs(number: int) -> str:
    return f"{number} pair{'' if number == 1 else 's'}"


def _of_both(one: Any, two: Any) -> Iterator[str]:
    from lkg.matching.pairing import clashes

    both = len(one.recorded.actors.keys() & two.recorded.actors.keys())
    if both:
        ids, each = ("1 id is", "it") if both == 1 else (f"{both} ids are", "each")
        yield f"{ids} in both graphs: {each} is one actor once they are joined, without a judgement."
    for here, there in clashes(one, two):
        yield f"The id {here.id} is {here.label} here and {there.label} there; joined, they would be one. Rename one."


def _row(found: Match) -> tuple[Any, ...]:
    return (
        found.actor.id, found.other.id, _verdict(found), "", "", f"{found.score:g}", found.actor.label,
        found.other.label, found.actor.kind, found.other.kind, found.words, found.judgement,
    )  # fmt: skip


def _verdict(found: Match) -> str:
    from lkg.matching.judging import WORDS

    return WORDS.get(found.verdict, "")


def _show_judgements(judgements: Iterable[Judgement], form: str) -> None:
    from lkg.matching.judging import WORDS

    columns = ("id", "actor", "other", "judgement", "keep", "reason", "by", "on", "withdrawn")
    rows = [(j.id, *j.actors, WORDS[j.verdict], j.kept, j.because, j.by, j.on, _undone(j)) for j in judgements]
    if form == "json":
        show.json_text({"rows": [dict(zip(columns, row, strict=True)) for row in rows]})
    elif form == "csv":
        _csv(columns, rows)
    else:
        show.table(columns, rows)


def _undone(judged: Judgement) -> str:
    taken = judged.withdrawal
    return f"{taken.on} by {taken.by}: {taken.because}" if taken else ""


def _judge_file(file: Path, with_: Path | None, by: str) -> None:
    from lkg import matching

    judging = _judging(*_graphs(with_), by)
    found = matching.judge_file(judging, file)
    if not found:
        raise Misuse(f"{file} holds no judgement. Fill its column judgement: same, not same or unsure.")
    new = sum(each.id in judging.changed for each in found)
    _saved(judging, [f"{new} judged, {len(found) - new} as before"])


def _undo(name: str, because: str, by: str) -> None:
    judging = _judging(graph(), None, by)
    taken = judging.undo(name, because)
    pair = " and ".join(taken.actors)
    now = f"{pair} are two again, unless others join them" if taken.verdict == "same" else f"{pair} can be judged anew"
    _saved(judging, [f"{taken.id} is withdrawn: {now}"])


def _saved(judging: Judge, lines: Iterable[str]) -> None:
    file = judging.save()
    for line in lines:
        show.text(f"{line}; in {file}")


def _judging(one: Any, two: Any, by: str) -> Judge:
    from lkg import matching
    from lkg.matching.judging import folder_of

    if place_of_graph() is None:
        raise Misuse(
            "Judgements would go into the graph that lkg ships. Name your own: `lkg --graph FOLDER match …`, or set "
            "LKG_GRAPH."
        )
    folder_of(one)
    return matching.Judge(one, matching.Author.of(by), two)


def _graphs(with_: Path | None) -> tuple[Any, Any]:
    import lkg

    return graph(), lkg.open(with_) if with_ else None


def _ask(words: str) -> str:
    """A line that somebody types; empty at the end of the input."""
    print(words, end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        print()
    return line


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
