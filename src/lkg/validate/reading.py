"""A SHACL shape as a plain test of a node: it keeps the shape, breaks it, or cannot be judged here.

The third answer makes the reading safe. A constraint that is not in the table below always gives it; one that needs
care, as with ill-typed literals or values of two datatypes, gives it unless all is plain. pyshacl then decides.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from lkg.vocab import PREFIXES

if TYPE_CHECKING:
    import rdflib

Node: TypeAlias = Any
"""a term of rdflib; its types do not tell IRIs and literals apart where it reads a graph"""
Test: TypeAlias = Callable[[Node], bool | None]
"""whether a node keeps a shape; None where that cannot be said here"""
ValueTest: TypeAlias = Callable[[Node, set[Node]], bool | None]
"""the same of a node and the values to which a shape's path leads"""

SH = PREFIXES["sh"]
SILENT = ("path", "message", "severity", "flags", "targetClass", "targetSubjectsOf")
"""what constrains nothing by itself"""


class Reading:
    """Shapes as plain tests on the nodes of one graph."""

    def __init__(self, shapes: rdflib.Graph, data: rdflib.Graph) -> None:
        self.shapes, self.data = shapes, data
        self.test = cache(self._test)
        self.kinds = cache(self._kinds)
        self.step = cache(self._step)

    def targets(self, aim: Node, of: Node) -> Iterator[Node]:
        """The nodes that a target declaration names."""
        import rdflib

        if local(aim) == "targetSubjectsOf":
            yield from self.data.subjects(of, None)
        else:
            for kind in self.data.transitive_subjects(rdflib.RDFS.subClassOf, of):
                yield from self.data.subjects(rdflib.RDF.type, kind)

    def objects(self, node: Node, way: Any) -> set[Node]:
        """Where a property or a path leads from a node; each step is taken once for all nodes that share it."""
        from rdflib.paths import SequencePath

        nodes = {node}
        for step in way.args if isinstance(way, SequencePath) else [way]:
            nodes = {found for each in nodes for found in self.step(each, step)}
        return nodes

    def _step(self, node: Node, way: Any) -> frozenset[Node]:
        return frozenset(self.data.objects(node, way))

    def _kinds(self, node: Node) -> set[Node]:
        """The classes of a node, with those above them."""
        import rdflib

        return {
            above
            for kind in self.step(node, rdflib.RDF.type)
            for above in self.data.transitive_objects(kind, rdflib.RDFS.subClassOf)
        }

    def _test(self, shape: Node) -> Test:
        """All constraints of a shape as one test."""
        path = self.shapes.value(shape, sh("path"))
        way = None if path is None else _path(self.shapes, path)
        tests = [
            self._constraint(shape, local(p), o)
            for p, o in self.shapes.predicate_objects(shape)
            if str(p).startswith(SH) and local(p) not in SILENT
        ]

        def test(node: Node) -> bool | None:
            values = {node} if way is None else self.objects(node, way)
            return _all(each(node, values) for each in tests)

        return test

    def _constraint(self, shape: Node, name: str, given: Node) -> ValueTest:
        made = CONSTRAINTS.get(name)
        return made(self, shape, given) if made else lambda node, values: None


def _min_count(reading: Reading, shape: Node, given: Node) -> ValueTest:
    least = int(given)
    return lambda node, values: len(values) >= least


def _max_count(reading: Reading, shape: Node, given: Node) -> ValueTest:
    most = int(given)
    return lambda node, values: len(values) <= most


def _class(reading: Reading, shape: Node, given: Node) -> ValueTest:
    return lambda node, values: all(given in reading.kinds(value) for value in values)


def _has_value(reading: Reading, shape: Node, given: Node) -> ValueTest:
    return lambda node, values: given in values


def _in(reading: Reading, shape: Node, given: Node) -> ValueTest:
    allowed = set(reading.shapes.items(given))
    return lambda node, values: values <= allowed


def _disjoint(reading: Reading, shape: Node, given: Node) -> ValueTest:
    return lambda node, values: values.isdisjoint(reading.objects(node, given))


def _equals(reading: Reading, shape: Node, given: Node) -> ValueTest:
    return lambda node, values: values == reading.objects(node, given)


def _pattern(reading: Reading, shape: Node, given: Node) -> ValueTest:
    import rdflib

    flags = str(reading.shapes.value(shape, sh("flags")) or "")
    if flags not in ("", "i"):
        return lambda node, values: None
    pattern = re.compile(str(given), re.IGNORECASE if flags else 0)
    return lambda node, values: all(not isinstance(v, rdflib.BNode) and pattern.search(str(v)) for v in values)


def _datatype(reading: Reading, shape: Node, given: Node) -> ValueTest:
    """Only what is surely of the datatype; pyshacl judges the rest."""
    import rdflib

    tagged, text = given == rdflib.RDF.langString, given == rdflib.XSD.string
    known = given.startswith(PREFIXES["xsd"]) and not text

    def sound(value: Node) -> bool:
        if not isinstance(value, rdflib.Literal):
            return False
        if tagged or value.language:
            return tagged and bool(value.language)
        if text:
            return value.datatype in (None, given)
        return value.datatype == given and (value.ill_typed is False if known else not value.ill_typed)

    return lambda node, values: all(map(sound, values)) or None


def _unique_lang(reading: Reading, shape: Node, given: Node) -> ValueTest:
    def unique(node: Node, values: set[Node]) -> bool | None:
        languages = [value.language.lower() for value in values if getattr(value, "language", None)]
        return len(languages) == len(set(languages)) or None

    return unique


def _node_kind(reading: Reading, shape: Node, given: Node) -> ValueTest:
    import rdflib

    wanted = rdflib.URIRef if local(given) == "IRI" else ()
    return lambda node, values: all(isinstance(value, wanted) for value in values) or None


def _bound(holds: Callable[[Any, Any], bool]) -> Callable[[Reading, Node, Node], ValueTest]:
    return lambda reading, shape, given: (
        lambda node, values: (
            all(_comparable(value, given) and holds(value.value, given.value) for value in values) or None
        )
    )


def _before(holds: Callable[[Any, Any], bool]) -> Callable[[Reading, Node, Node], ValueTest]:
    def made(reading: Reading, shape: Node, given: Node) -> ValueTest:
        def test(node: Node, values: set[Node]) -> bool | None:
            pairs: list[tuple[Node, Node]] = [(a, b) for a in values for b in reading.objects(node, given)]
            return all(_comparable(a, b) and holds(a.value, b.value) for a, b in pairs) or None

        return test

    return made


def _not(reading: Reading, shape: Node, given: Node) -> ValueTest:
    test = reading.test(given)
    return lambda node, values: _all(_opposite(test(value)) for value in values)


def _every(reading: Reading, shape: Node, given: Node) -> ValueTest:
    tests = [reading.test(each) for each in reading.shapes.items(given)]
    return lambda node, values: _all(test(value) for value in values for test in tests)


def _any(reading: Reading, shape: Node, given: Node) -> ValueTest:
    tests = [reading.test(each) for each in reading.shapes.items(given)]
    return lambda node, values: _all(_opposite(_all(_opposite(test(value)) for test in tests)) for value in values)


def _property(reading: Reading, shape: Node, given: Node) -> ValueTest:
    test = reading.test(given)
    return lambda node, values: _all(test(value) for value in values)


CONSTRAINTS: Mapping[str, Callable[[Reading, Node, Node], ValueTest]] = {
    "and": _every,
    "class": _class,
    "datatype": _datatype,
    "disjoint": _disjoint,
    "equals": _equals,
    "hasValue": _has_value,
    "in": _in,
    "lessThan": _before(operator.lt),
    "lessThanOrEquals": _before(operator.le),
    "maxCount": _max_count,
    "maxExclusive": _bound(operator.lt),
    "maxInclusive": _bound(operator.le),
    "minCount": _min_count,
    "minInclusive": _bound(operator.ge),
    "nodeKind": _node_kind,
    "not": _not,
    "or": _any,
    "pattern": _pattern,
    "property": _property,
    "uniqueLang": _unique_lang,
}
"""the constraints that are read here; a shape with any other goes to pyshacl"""


def _all(answers: Iterable[bool | None]) -> bool | None:
    doubt = False
    for answer in answers:
        if answer is None:
            doubt = True
        elif not answer:
            return False
    return None if doubt else True


def _opposite(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _comparable(one: Node, other: Node) -> bool:
    """Whether both are values of one datatype, so that their order is beyond doubt."""
    kinds = {getattr(one, "datatype", None), getattr(other, "datatype", None)}
    return len(kinds) == 1 and None not in kinds and one.ill_typed is False and other.ill_typed is False


def _path(shapes: rdflib.Graph, path: Node) -> Any:
    """A SHACL path as one of rdflib's."""
    import rdflib
    from rdflib import paths

    if isinstance(path, rdflib.URIRef):
        return path
    ((kind, inner),) = [(p, o) for p, o in shapes.predicate_objects(path) if p != rdflib.RDF.rest]
    if kind == rdflib.RDF.first:
        return paths.SequencePath(*(_path(shapes, step) for step in shapes.items(path)))
    if local(kind) == "alternativePath":
        return paths.AlternativePath(*(_path(shapes, way) for way in shapes.items(inner)))
    step = _path(shapes, inner)
    made: Mapping[str, Callable[[], Any]] = {
        "inversePath": lambda: paths.InvPath(step),
        "zeroOrMorePath": lambda: paths.MulPath(step, "*"),
        "oneOrMorePath": lambda: paths.MulPath(step, "+"),
        "zeroOrOnePath": lambda: paths.MulPath(step, "?"),
    }
    return made[local(kind)]()


def sh(name: str) -> rdflib.URIRef:
    import rdflib

    return rdflib.URIRef(SH + name)


def local(term: Node) -> str:
    """The local name of a term of SHACL; others as they are."""
    return str(term).removeprefix(SH)
