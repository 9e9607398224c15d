"""What the SHACL shapes find: pyshacl writes it, but is only asked of nodes that a quick reading does not clear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from lkg import store, vocab
from lkg.validate.reading import Reading, local, sh
from lkg.vocab import PREFIXES

if TYPE_CHECKING:
    import rdflib

READ = {"targetClass", "targetSubjectsOf"}
"""the ways to aim a shape that are read here; a shape that is aimed otherwise is left as it is"""


def broken(data: Iterable[ox.Quad | ox.Triple]) -> Iterator[tuple[str, str, str]]:
    """Node, message and severity of every finding of the bundled shapes on these triples."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(vocab.folder("ontology") / "shapes.ttl")
    merged = _remembering_graph()
    for file in vocab.ontology_files():
        _fill(merged, ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    _fill(merged, data)
    narrow(shapes, merged)
    _, results, _ = pyshacl.validate(merged, shacl_graph=shapes, advanced=True, inplace=True)
    yield from _results(results)


def narrow(shapes: rdflib.Graph, data: rdflib.Graph) -> None:
    """Aim each shape at those of its targets that do not surely keep it; what pyshacl finds stays the same.

    pyshacl takes a millisecond or more for each node and shape, and nearly every node is sound.
    """
    import rdflib

    reading = Reading(shapes, data)
    for shape in set(shapes.subjects(rdflib.RDF.type, sh("NodeShape"))):
        aims = [(p, o) for p, o in shapes.predicate_objects(shape) if local(p).startswith("target")]
        if {local(p) for p, _ in aims} <= READ:
            doubtful = [node for p, o in aims for node in reading.targets(p, o) if not reading.test(shape)(node)]
            for p, _ in aims:
                shapes.remove((shape, p, None))
            for node in doubtful:
                shapes.add((shape, sh("targetNode"), node))


def _remembering_graph() -> rdflib.Graph:
    """A graph that parses a query once: a shape asks the same of every node, and parsing costs more than asking."""
    import rdflib
    from rdflib.plugins.sparql import prepareQuery

    class Remembering(rdflib.Graph):
        @cached_property
        def prepared(self) -> dict[str, Any]:
            return {}

        def query(self, query_object: Any, *args: Any, **kwargs: Any) -> rdflib.query.Result:
            if isinstance(query_object, str):
                if query_object not in self.prepared:
                    self.prepared[query_object] = prepareQuery(query_object, initNs=dict(self.namespaces()))
                query_object = self.prepared[query_object]
            return super().query(query_object, *args, **kwargs)

    return Remembering()


def _fill(graph: rdflib.Graph, triples: Iterable[ox.Quad | ox.Triple]) -> None:
    graph.addN((_rdflib(t.subject), _rdflib(t.predicate), _rdflib(t.object), graph) for t in triples)


def _rdflib(term: store.Term) -> rdflib.term.Node:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.datatype.value == PREFIXES["xsd"] + "string":
            return rdflib.Literal(term.value)  # rdflib tells "1" and "1"^^xsd:string apart
        return (
            rdflib.Literal(term.value, lang=term.language)
            if term.language
            else rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
        )
    raise TypeError(f"{term} is no term of RDF 1.1")


def _results(report: rdflib.Graph) -> Iterator[tuple[str, str, str]]:
    import rdflib

    for result in report.subjects(rdflib.RDF.type, sh("ValidationResult")):
        messages = sorted(map(str, report.objects(result, sh("resultMessage"))))
        yield (
            str(report.value(result, sh("focusNode"))),
            " ".join(messages[:1]),
            local(report.value(result, sh("resultSeverity"))),
        )
