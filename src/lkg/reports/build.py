"""The report: one page about a graph that opens offline, a page on methods, and the pictures and files beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

import lkg
from lkg import exports, turtle
from lkg.analysis.paths.paths import Paths, paths
from lkg.analysis.ranks.ranking import Ranking
from lkg.analysis.ranks.ranks import rank
from lkg.errors import EmptyNetwork, NoPath
from lkg.graphs import Graph
from lkg.networks import Network, network
from lkg.reports import company, methods, over_time, overview, pictures, reference, standing, support, what_if
from lkg.reports.pictures import Picture
from lkg.reports.plan import DISPUTE, Effort, Subject, plan_of
from lkg.reports.section import Absent, Section, csv_text, pictures_of

SUFFIXES = (".svg", ".png", ".pdf")
RANKED = ("betweenness", "degree", "constraint")
BODIES: Mapping[str, Any] = {"roll_up": "state", "kinds": ("State", "Organization")}
RANKED_UNDER: Mapping[str, Any] = {"between": ("2020-01-01", "2025-12-31"), **BODIES}
SECTIONS: tuple[Callable[[Subject], Iterator[Section | Absent]], ...] = (
    standing.sections,
    support.sections,
    company.sections,
    over_time.sections,
    what_if.sections,
)
"""what follows the rankings, in the order of the page"""
Files = list[tuple[str, str]]


def report(graph: Graph, folder: Path, *, effort: Effort | None = None) -> Path:
    """Write `index.html`, `methods.html` and the files they link to; returns the page.

    Files are replaced one by one, the page last. `effort` says how many draws, lenses and made-up worlds it takes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    subject = Subject(graph, plan_of(graph), effort or Effort())
    main, journey = _main_network(graph), _journey(subject)
    drawn = dict(_pictures(main, journey))
    rankings = [found for by in RANKED if (found := _ranking(graph, by, subject.effort.draws))]
    every = [each for make in SECTIONS for each in make(subject)]
    sections = [each for each in every if isinstance(each, Section)]
    coverage = methods.simulation_section(subject.effort)
    shown = drawn | {each.name: each.picture for each in pictures_of([*sections, coverage])}
    files = [
        *_save_pictures(shown, folder),
        *_data_files(graph, main, rankings, folder),
        *_section_files(sections, folder),
    ]
    data = overview.data(graph)
    common = {"data": data, "version": lkg.__version__, "digest": graph.digest}
    turtle.save(folder / "methods.html", _methods(graph, data["limits"], coverage, common))
    page = _template("report").render(
        common,
        graph=graph,
        pictures={name: picture.embedded() for name, picture in drawn.items()},
        main=main,
        journey=overview.journey(journey) if journey else None,
        rankings=[overview.ranking(found) for found in rankings],
        sections=sections,
        absent=[each for each in every if isinstance(each, Absent)],
        disputes=list(overview.disputes(graph)),
        lenses=[overview.lens(graph, name) for name in graph.lenses],
        sources=overview.sources(graph),
        families=reference.families(),
        classes=reference.classes(),
        ratings=reference.ratings(),
        files=files,
    )
    target = folder / "index.html"
    turtle.save(target, page)
    return target


def _methods(graph: Graph, limits: list[str], coverage: Section, common: Mapping[str, Any]) -> str:
    text: str = _template("methods").render(
        common,
        points=methods.points(graph, limits),
        coverage=coverage,
        lenses=methods.lens_digests(graph),
    )
    return text


def _template(name: str) -> Any:
    loader = PackageLoader("lkg.reports", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(f"{name}.html.j2")


def _main_network(graph: Graph) -> Network | None:
    """The network of the dispute lens where the graph has it, else of the default one."""
    for name in (DISPUTE, "default"):
        if name in graph.lenses:
            net = network(graph, name)
            if net.ties:
                return net
    return None


def _journey(subject: Subject) -> Paths | None:
    asked = subject.plan.journey
    if asked is None:
        return None
    try:
        return paths(subject.net, asked.start, asked.end, via=asked.via)
    except NoPath:
        return None


def _pictures(main: Network | None, journey: Paths | None) -> Iterator[tuple[str, Picture]]:
    if main is not None:
        yield "network", pictures.network(main)
    if journey is not None:
        yield "path", pictures.path(journey)


def _ranking(graph: Graph, by: str, draws: int) -> Ranking | None:
    try:
        under = RANKED_UNDER if DISPUTE in graph.lenses else BODIES
        return rank(network(graph, **under), by, draws=draws)
    except EmptyNetwork:
        return None


def _save_pictures(shown: Mapping[str, Picture], folder: Path) -> Iterator[tuple[str, str]]:
    for name, picture in shown.items():
        for suffix in SUFFIXES:
            picture.save(folder / f"{name}{suffix}")
            yield f"{name}{suffix}", f"{name}, {suffix[1:].upper()}"


def _section_files(sections: Iterable[Section], folder: Path) -> Iterator[tuple[str, str]]:
    """The rows of every finding as CSV, and all that is known of it as JSON."""
    for section in sections:
        for name, found in (section.found or {}).items():
            turtle.save(folder / f"{name}.csv", csv_text(found))
            yield f"{name}.csv", f"{section.title}, rows as CSV"
            turtle.save(folder / f"{name}.json", json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
            yield f"{name}.json", f"{section.title}, JSON with its receipt"


def _data_files(graph: Graph, main: Network | None, rankings: list[Ranking], folder: Path) -> Files:
    found: Files = []
    if main is not None:
        for form, words in (("graphml", "GraphML"), ("gexf", "GEXF"), ("cyjs", "Cytoscape JSON"), ("csv", "CSV")):
            for file in exports.export(main, folder / f"network.{form}"):
                found.append((file.name, f"network, {words}"))
    for ranking in rankings:
        rows = ((r.actor, r.label, r.value, r.rank) for r in ranking.rows)
        receipt = ranking.receipt.to_json() if ranking.receipt else ""
        text = exports.table(("actor", "label", "value", "rank"), rows, trailer=f"receipt {receipt}")
        turtle.save(folder / f"rank-{ranking.measure.name}.csv", text)
        found.append((f"rank-{ranking.measure.name}.csv", f"ranking by {ranking.measure.name}, CSV"))
    for form, words in (
        ("ttl", "all data, Turtle"),
        ("jsonld", "all data, JSON-LD"),
        ("nt12", "all data, RDF 1.2"),
        ("parquet", "claim table, Parquet"),
    ):
        exports.export(graph, folder / f"graph.{form}")
        found.append((f"graph.{form}", words))
    return found
