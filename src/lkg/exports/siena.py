"""Waves of a network for RSiena: adjacency matrices, composition change, covariates, and the script that reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lkg import period, turtle
from lkg.analysis.times.days import days, no_day_of_its_own
from lkg.claims.model import Grouping
from lkg.errors import EmptyNetwork, Misuse
from lkg.exports.forms import table
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.networks import Network, network
from lkg.vocab import ontology

SCRIPT = Path(__file__).with_name("r_scripts") / "siena.R"
NETWORKS: Mapping[str, int] = {"cooperation": 1, "conflict": -1}
MOST = 1000
"""actors from which on RSiena cannot be expected to end"""


def siena(
    graph: Graph,
    folder: Path,
    lens: str | Lens = "default",
    *,
    since: str,
    until: str,
    every: str = "year",
    composition: str = "all",
    **options: Any,
) -> list[Path]:
    """Write a folder for RSiena: a wave is the network on the last day of a month, quarter or year.

    Two networks depend on each other: cooperation and conflict, 1 where a tie of that sign leads from the row to the
    column. All who are tied in any wave are its actors. `composition`: `all` has them there in all waves; `seen` from
    the first to the last wave with a claim about them, which is what was looked for and not when they lived. Groupings
    of the graph become changing covariates. Raises Misuse for fewer than two waves or more than a thousand actors.

    >>> import lkg, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = siena(lkg.open(), Path(folder), "taiwan-dispute", since="2021", until="2022")
    >>> [file.name for file in files][:4]
    ['cooperation-1.txt', 'cooperation-2.txt', 'conflict-1.txt', 'conflict-2.txt']
    """
    if composition not in ("all", "seen"):
        raise Misuse(f"--composition {composition} is not possible. Use all or seen.")
    chosen = graph.lens(lens, **options)
    no_day_of_its_own(options)
    dates = days(since, until, every)
    if len(dates) < 2:
        raise Misuse(f"RSiena needs two waves at least; {since} to {until} by {every} gives {len(dates)}. Widen them.")
    waves = [network(graph, chosen, at=day) for day in dates]
    actors = sorted({actor for wave in waves for actor in wave.actors})
    if not actors:
        raise EmptyNetwork("The lens sees no tie in any wave. Widen it, or name other days.")
    if len(actors) > MOST:
        raise Misuse(
            f"{len(actors):,} actors are too many for RSiena. Choose among them with --kinds, --among or --at."
        )
    receipt = graph.receipt("siena", chosen, since=since, until=until, every=every, composition=composition)
    texts = dict(_matrices(waves, actors)) | dict(_covariates(graph, waves, dates, actors, composition))
    texts["siena.R"] = _script(graph, len(waves), len(actors))
    texts["receipt.json"] = receipt.to_json() + "\n"
    for name, text in texts.items():
        turtle.save(folder / name, text)
    return [folder / name for name in texts]


def _matrices(waves: Sequence[Network], actors: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name, sign in NETWORKS.items():
        for number, wave in enumerate(waves, 1):
            tied = {pair for tie in wave.ties if tie.sign == sign for pair in _ways(tie)}
            rows = (" ".join("1" if (a, b) in tied else "0" for b in actors) for a in actors)
            yield f"{name}-{number}.txt", "\n".join(rows) + "\n"


def _ways(tie: Any) -> list[tuple[str, str]]:
    one = (tie.source, tie.target)
    return [one, (tie.target, tie.source)] if tie.symmetric else [one]


def _covariates(
    graph: Graph, waves: Sequence[Network], dates: Sequence[str], actors: Sequence[str], composition: str
) -> Iterator[tuple[str, str]]:
    counts = [[_claims(wave, actor) for wave in waves] for actor in actors]
    spans = [_present(row, composition) for row in counts]
    yield "composition.txt", "\n".join(f"{first} {last}" for first, last in spans) + "\n"
    yield "claims.txt", _matrix(counts)
    groups = {actor: ontology().group(graph.record.actors[actor].kind) for actor in actors}
    kinds = {kind: n for n, kind in enumerate(sorted(set(groups.values())), 1)}
    columns = ("number", "id", "label", "kind", "kind_number", "contested")
    rows = (
        (n, id, graph.label(id), groups[id], kinds[groups[id]], graph.record.actors[id].contested)
        for n, id in enumerate(actors, 1)
    )
    yield "actors.csv", table(columns, rows)
    yield "waves.csv", table(("wave", "day"), enumerate(dates, 1))
    for name, grouping in graph.record.groupings.items():
        yield from _placed(name, grouping, dates, actors)


def _claims(wave: Network, actor: str) -> int:
    return len({claim for tie in wave.ties if actor in (tie.source, tie.target) for claim in tie.claims})


def _present(counts: Sequence[int], composition: str) -> tuple[int, int]:
    """The first and last wave in which an actor is there."""
    if composition == "all":
        return 1, len(counts)
    seen = [wave for wave, count in enumerate(counts, 1) if count]
    return seen[0], seen[-1]


def _placed(name: str, grouping: Grouping, dates: Sequence[str], actors: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A grouping as numbers by wave, NA for who is in no group, and what the numbers mean."""
    name = _variable(name)
    number = {group: n for n, group in enumerate(sorted(grouping.groups), 1)}
    by_day = [grouping.on(period.ordinal(day)) for day in dates]
    rows = [[number[found[actor][0]] if actor in found else "NA" for found in by_day] for actor in actors]
    yield f"{name}.txt", _matrix(rows)
    yield (
        f"{name}-groups.csv",
        table(("number", "group", "label"), ((n, g, grouping.groups[g].label) for g, n in number.items())),
    )


def _variable(grouping: str) -> str:
    """A grouping's name as R and a file can have it, apart from the names that the script uses."""
    return f"group_{re.sub('[^A-Za-z0-9]+', '_', grouping)}"


def _matrix(rows: Sequence[Sequence[Any]]) -> str:
    return "\n".join(" ".join(map(str, row)) for row in rows) + "\n"


def _script(graph: Graph, waves: int, actors: int) -> str:
    names = [_variable(name) for name in graph.record.groupings]
    lines = [f'{name} <- varCovar(read_changing("{name}"), centered = FALSE)' for name in names]
    text = SCRIPT.read_text(encoding="utf-8")
    for key, value in {
        "waves": str(waves),
        "actors": str(actors),
        "groupings": "\n".join(lines) + ("\n" if lines else ""),
        "names": "".join(f", {name}" for name in names),
    }.items():
        text = text.replace(f"[[{key}]]", value)
    return text
