"""A load on `lkg serve` and on other servers of the same triples: many who ask at once, over open connections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import quantiles

from bench import questions, servers
from bench.cases import Area, Case, Engine, Found, Group, Measured, Setting, Target, Values, at_most_times, times_faster
from bench.client import Question, ask_once, question
from bench.load import Load, ask
from bench.questions import AGAIN, ALL, LEFT_OUT, LIGHT, MIXED, SHARED
from bench.servers import Server

OURS, OXIGRAPH, VIRTUOSO, RDFLIB = "lkg", "oxigraph", "Virtuoso", "rdflib-endpoint"
STARTS: Mapping[str, Callable[[Path, Path], AbstractContextManager[Server]]] = {
    OURS: servers.lkg,
    OXIGRAPH: servers.oxigraph,
    VIRTUOSO: servers.virtuoso,
    RDFLIB: servers.rdflib,
}
ASKED: Mapping[str, tuple[str, ...]] = {
    LIGHT: tuple(STARTS),
    AGAIN: tuple(STARTS),
    SHARED: tuple(STARTS),
    ALL: (OURS, OXIGRAPH),
    MIXED: tuple(STARTS),
}
"""which servers are asked each mix"""
RATE, LATE, FAILURES, CLIENTS = "requests a second", "p99 in ms", "failures", "µs a request of the clients"


@dataclass
class Made:
    """A server that runs, and what is asked of it."""

    stack: ExitStack
    server: Server
    mixes: Mapping[str, list[Question]]
    rows: Mapping[str, Mapping[str, list[str]]]
    """mix → question → rows"""
    loads: dict[str, Load] = field(default_factory=dict)
    """of all rounds so far, by mix"""

    def family(self) -> list[int]:
        """The processes of the server."""
        return servers.family(self.server.process)


def prepare(name: str, seconds: float, setting: Setting) -> Made:
    """Start a server, ask everything once for its rows, and warm it up."""
    folder = setting.folder / name
    folder.mkdir()
    with ExitStack() as stack:
        server = stack.enter_context(STARTS[name](setting.folder / "data.nt", folder))
        mixes, rows = {}, {}
        for mix, texts in questions.read(setting.folder).items():
            if name in ASKED[mix]:
                asked = partial(question, server.address, more=server.more, new=mix != AGAIN)
                mixes[mix] = [asked(one, text) for one, text in texts.items()]
                rows[mix] = {one.name: questions.rows(_sized(server, one)) for one in mixes[mix]}
        ask(server.address, mixes[LIGHT], setting.size, seconds)
        return Made(stack.pop_all(), server, mixes, rows)


def _sized(server: Server, asked: Question) -> bytes:
    """The answer to a question, whose length later answers must have."""
    answer = ask_once(server.address, asked)
    asked.size = len(answer)
    return answer


def _load(mix: str, clients: int, seconds: float, made: Made) -> Values:
    """One round of load, measured by itself: a request is what is timed, and the clients' own cost is told apart."""
    family = made.family()
    held, spent = servers.memory(family), servers.spent(family)
    load = ask(made.server.address, made.mixes[mix], clients, seconds)
    spent = servers.spent(family) - spent
    after = servers.memory(made.family())
    total = made.loads.setdefault(mix, Load())
    total.add(load)
    cost = spent / len(load.seconds)
    measured = Measured((_share(load, 50),), (cost,), after, max(0, after - held), facts=_facts(total))
    return {"measured": measured, **made.rows[mix]}


def _share(load: Load, percent: int) -> float:
    """Seconds within which so many of a hundred answers came."""
    return quantiles([*load.seconds, load.seconds[-1]], n=100)[percent - 1]


def _facts(load: Load) -> dict[str, float]:
    number = len(load.seconds)
    return {
        RATE: _rounded(number / load.lasted),
        LATE: _rounded(1e3 * _share(load, 99)),
        FAILURES: len(load.failures),
        CLIENTS: round(1e6 * load.spent / number),
    }


def _rounded(number: float) -> float:
    """Three digits are all that a round tells."""
    found = float(f"{number:.3g}")
    return int(found) if found.is_integer() else found


def _later(found: Found) -> float:
    return found[OURS].facts[LATE] / found[OXIGRAPH].facts[LATE]


WHOLE = Target("no request fails", lambda found: found[OURS].facts[FAILURES], most=0)
SOON = (at_most_times(1.3, OXIGRAPH), Target(f"p99 ≤ 1.3 × {OXIGRAPH}", _later, most=1.3))
OFTEN = Target(
    f"≥ 25 × the requests of {RDFLIB}", lambda found: found[OURS].facts[RATE] / found[RDFLIB].facts[RATE], least=25
)
TARGETS: Mapping[str, tuple[Target, ...]] = {
    LIGHT: (*SOON, OFTEN, WHOLE),
    AGAIN: (*SOON, OFTEN, WHOLE),
    SHARED: (*SOON, times_faster(1, VIRTUOSO), OFTEN, WHOLE),
    ALL: (*SOON, WHOLE),
    MIXED: (*SOON, OFTEN, WHOLE),
}


def _setting(clients: int, folder: Path) -> Setting:
    questions.write(folder)
    return Setting(clients, folder)


def _groups(size: str) -> list[Group]:
    clients, seconds = (2, 0.2) if size == "small" else (16, 3.0)
    engines = {
        name: Engine(partial(prepare, name, seconds), dict, Made.family, lambda made: made.stack.close())
        for name in STARTS
    }
    cases = tuple(
        Case(mix, dict.fromkeys(asked, partial(_load, mix, clients, seconds)), TARGETS[mix])
        for mix, asked in ASKED.items()
    )
    return [Group(f"{clients} clients", partial(_setting, clients), engines, cases)]


AREA = Area(
    "Serving",
    "The bundled graph as `lkg serve` serves it: its claims, the ontology, what follows, and the direct edges of the "
    "default lens; the other servers hold the same triples as plain data. Clients ask over connections that stay open, "
    "each the next question as soon as it has its answer. The times are those of one request: the median of every "
    "round; CPU is what the server and all its processes spent on one. Memory is the proportional set size of these "
    "after a round. Requests a second, p99 and failures are of all rounds; a failure is another status than 200, or an "
    "answer of another length than the one compared. Every request is one that was never put before (a number in a "
    f"comment), but those of {AGAIN!r}, which lkg answers from memory. The clients are one process, whose cost a "
    "request is told because it shares the processors.\n\n"
    "Values compared before the load: the rows of every question. Bundled questions that not all servers answer alike, "
    f"and that only lkg and {OXIGRAPH} are asked:\n\n"
    + "\n".join(f"- `{name}`: {why}." for name, why in LEFT_OUT.items()),
    _groups,
)
