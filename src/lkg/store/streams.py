"""Answers that are written while they are found, in constant memory."""

from __future__ import annotations

import email.policy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from lkg.errors import InvalidFile, InvalidQuery, Misuse, Problem
from lkg.store import forms
from lkg.store.counting import Counted, at_most
from lkg.store.forms import Form, form_of, negotiate
from lkg.store.text import check_local, explain
from lkg.vocab import PREFIXES

Begin = Callable[[Form], Any]
"""told the form in which an answer comes; gives a file to write it to"""
Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a query is asked of, by the IRIs of graphs; an empty text is the default graph.

    None means what the query itself says, or else everything.
    """

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


class NoGraph(Misuse, KeyError):
    """A named graph that is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"There is no graph <{self.name}>."


def answer(
    store: ox.Store,
    text: str,
    dataset: Dataset,
    accept: str,
    begin: Begin,
    *,
    most: int,
    base: str | None = None,
    services: Sequence[str] = (),
) -> None:
    """Answer SPARQL in the form that `accept` likes best, written as it is found.

    The project's prefixes need not be declared, and `base` is that of relative IRIs. Raises InvalidQuery for a text
    that cannot be read or that would reach a service not listed, NotAcceptable, and TooManyRows after `most` rows.

    >>> import io
    >>> out = io.BytesIO()
    >>> answer(ox.Store(), "SELECT ?n { VALUES ?n { 1 2 } }", Dataset(), "text/csv", lambda form: out, most=10)
    >>> out.getvalue().split()
    [b'n', b'1', b'2']
    """
    check_local(text, services)
    try:
        _write(_found(store, text, dataset, base), accept, begin, most)
    except SyntaxError as error:
        raise InvalidQuery(explain(text, str(error))) from None
    except BrokenPipeError:
        raise
    except (RuntimeError, OSError) as error:
        # a function that is not there, or a service that does not answer
        raise InvalidQuery(f"The query cannot be done: {error}.") from None


def _found(store: ox.Store, text: str, dataset: Dataset, base: str | None) -> Found:
    return store.query(
        text,
        base_iri=base,
        prefixes=dict(PREFIXES),
        default_graph=None if dataset.default is None else list(map(graph_node, dataset.default)),
        named_graphs=None if dataset.named is None else list(map(named_node, dataset.named)),
    )


def _write(found: Found, accept: str, begin: Begin, most: int) -> None:
    if isinstance(found, ox.QueryTriples):
        form = negotiate(accept, forms.GRAPHS)
        ox.serialize(at_most(found, most), begin(form), format=form.syntax, prefixes=dict(PREFIXES))
        return
    form = negotiate(accept, forms.ROWS)
    out: Any = begin(form)
    out = Counted(out, form.name, most) if isinstance(found, ox.QuerySolutions) else out
    found.serialize(out, form.syntax)


def dump(store: ox.Store, graph: str, accept: str, begin: Begin) -> None:
    """Write one graph; an empty name is the default graph. Raises NoGraph where there is none of this name."""
    form, name = negotiate(accept, forms.GRAPHS), graph_node(graph)
    check_there(store, name)
    triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, name))
    ox.serialize(triples, begin(form), format=form.syntax, prefixes=dict(PREFIXES))


def check_there(store: ox.Store, name: ox.NamedNode | ox.DefaultGraph) -> None:
    """Raise NoGraph where a store has no graph of this name; the default graph is always there."""
    if isinstance(name, ox.NamedNode) and not store.contains_named_graph(name):
        raise NoGraph(name.value)


def parsed(data: bytes, form: Form, base: str, graph: str) -> list[ox.Quad]:
    """Triples of a document, or of several in parts, as quads of one graph.

    Raises InvalidFile with line and column, and Misuse for parts that cannot be told apart or read.

    >>> turtle = next(form for form in forms.FORMS if form.name == "turtle")
    >>> [quad.object.value for quad in parsed(b"<a> <b> <c> .", turtle, "http://host/", "")]
    ['http://host/c']
    """
    if form.kind == forms.PARTS:
        return [quad for part, its in _parts(data, form.media[0]) for quad in parsed(part, its, base, graph)]
    try:
        found = ox.parse(data, format=form.syntax, base_iri=base, rename_blank_nodes=True)
        return [ox.Quad(quad.subject, quad.predicate, quad.object, graph_node(graph)) for quad in found]
    except SyntaxError as error:
        raise InvalidFile(
            [Problem("the document", error.lineno, f"{error.msg}. Mend it, and send it again.")]
        ) from None


def _parts(data: bytes, content_type: str) -> Iterator[tuple[bytes, Form]]:
    """The documents of a body of the type multipart/form-data, each with its form."""
    head = f"content-type: {content_type}\r\n\r\n".encode()
    message = email.message_from_bytes(head + data, policy=email.policy.HTTP)
    if message.defects or not message.is_multipart():
        raise Misuse("The parts of the body cannot be told apart. Name their boundary in its type, and end with it.")
    for part in message.iter_parts():
        form = form_of(part.get_content_type())
        if form is None or form.kind == forms.PARTS:
            raise Misuse(f"A part of the type {part.get_content_type()!r} cannot be read. Send Turtle or another RDF.")
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        yield content, form


def graph_node(name: str) -> ox.NamedNode | ox.DefaultGraph:
    """The graph of this name, which is empty for the default graph; raises InvalidQuery for what is no IRI.

    >>> graph_node("urn:g").value, graph_node("") == ox.DefaultGraph()
    ('urn:g', True)
    """
    return named_node(name) if name else ox.DefaultGraph()


def named_node(name: str) -> ox.NamedNode:
    """The named graph of this name; raises InvalidQuery for what is no IRI."""
    try:
        return ox.NamedNode(name)
    except ValueError as error:
        raise InvalidQuery(f"{name!r} names no graph: {error}. Give an absolute IRI.") from None


def rewritten(turtle: str, form: Form) -> bytes:
    """A document of Turtle in another form of RDF.

    >>> ntriples = next(form for form in forms.FORMS if form.name == "ntriples")
    >>> rewritten("<urn:a> a <urn:X> .", ntriples).decode().split()[0]
    '<urn:a>'
    """
    found = ox.serialize(ox.parse(turtle, format=ox.RdfFormat.TURTLE), format=form.syntax, prefixes=dict(PREFIXES))
    return found or b""
