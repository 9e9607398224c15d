"""Findings kept as named graphs, so that SPARQL joins them: `GRAPH result:NAME { ?row column:rank ?rank }`.

The columns of a row are the keys of its JSON; what names an actor or a claim is its node. The receipt is kept, too, and
with it the version of the graph from which the finding was made.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pyoxigraph as ox

from lkg.errors import Misuse
from lkg.store import COMMENT, NOT_CODE, Store, value
from lkg.vocab import LKG, PREFIXES, absolute

if TYPE_CHECKING:
    from lkg.store.remote import Remote

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
ACTORS = ("actor", "actors", "from", "to", "tied_with", "principal")
CLAIMS = ("claim", "claims", "new", "gone", "removed")
FOLDER = "LKG_RESULTS"


class Found(Protocol):
    """A finding: rows and a receipt as JSON, and a title."""

    @property
    def title(self) -> str:
        """What it says, in a line."""
        ...

    def to_dict(self) -> dict[str, Any]:
        """Rows and receipt."""
        ...


def name_of(text: str) -> str:
    """The name in `result:NAME`, or in NAME alone; raises Misuse for one that cannot stand in a query.

    >>> name_of("result:brokers")
    'brokers'
    """
    name = text.removeprefix("result:")
    if not NAME.fullmatch(name):
        raise Misuse(f"{text!r} cannot name a result. Use letters, digits, - and _, such as result:brokers-2022.")
    return name


def graph_name(name: str) -> ox.NamedNode:
    """The named graph of a result."""
    return ox.NamedNode(PREFIXES["result"] + name_of(name))


def quads(found: Found, name: str) -> Iterator[ox.Quad]:
    """A finding as quads of its named graph: title, receipt, and a node for every row."""
    graph, data = graph_name(name), found.to_dict()
    kind = ox.NamedNode(PREFIXES["rdf"] + "type")
    yield ox.Quad(graph, kind, ox.NamedNode(LKG.Result), graph)
    yield ox.Quad(graph, ox.NamedNode(PREFIXES["dct"] + "title"), ox.Literal(found.title, language="en"), graph)
    receipt = json.dumps(data.get("receipt"), sort_keys=True, ensure_ascii=False)
    yield ox.Quad(graph, ox.NamedNode(LKG.receipt), ox.Literal(receipt), graph)
    for number, row in enumerate(data["rows"], 1):
        node = ox.NamedNode(f"{graph.value}/{number}")
        yield ox.Quad(graph, ox.NamedNode(LKG.row), node, graph)
        yield ox.Quad(node, kind, ox.NamedNode(LKG.ResultRow), graph)
        yield ox.Quad(node, ox.NamedNode(LKG.position), ox.Literal(number), graph)
        for key, cell in row.items():
            for term in _terms(key, cell):
                yield ox.Quad(node, ox.NamedNode(PREFIXES["column"] + key), term, graph)


def save(found: Found, name: str, folder: Path | None) -> Path:
    """Write a finding as a file of results beside its graph; an earlier one of that name is replaced."""
    file = _folder(folder) / f"{name_of(name)}.nq"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = sorted(f"{quad} .\n" for quad in quads(found, name))
    file.write_text("".join(lines), encoding="utf-8")
    return file


def load(store: Store | Remote, names: Iterable[str], folder: Path | None, digest: str) -> str:
    """Load the kept results of these names; says which of them were made from another version of the graph.

    Raises Misuse for a name under which nothing is kept.
    """
    stale = []
    for name in names:
        if not any(True for _ in store.quads(graph=graph_name(name))):
            file = _folder(folder) / f"{name}.nq"
            if not file.is_file():
                raise Misuse(f"There is no result:{name}. Make it first, as in `lkg rank --into result:{name}`.")
            store.replace(graph_name(name), ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS))
        (receipt,) = store.quads(predicate=LKG.receipt, graph=graph_name(name))
        made_from = json.loads(value(receipt.object)) or {}
        if made_from.get("graph") not in (None, digest):
            stale.append(name)
    return f"made from another version of the graph, make again: {', '.join(stale)}" if stale else ""


def named_in(text: str) -> list[str]:
    """The results that a query names by prefix, outside of strings, IRIs and comments.

    >>> named_in("SELECT * { GRAPH result:brokers { ?row column:rank 1 } } # result:not")
    ['brokers']
    """
    found = re.finditer(rf"{NOT_CODE}|{COMMENT}|\bresult:(?P<name>{NAME.pattern})", text, re.DOTALL)
    return list(dict.fromkeys(match["name"] for match in found if match["name"]))


def _folder(folder: Path | None) -> Path:
    if FOLDER in os.environ:
        return Path(os.environ[FOLDER])
    if folder is None:
        raise Misuse(f"This graph has no folder in which to keep results. Name one in the variable {FOLDER}.")
    return folder / "results"


def _terms(key: str, value: Any) -> Iterator[ox.NamedNode | ox.Literal]:
    """The terms of a cell: nodes for ids, one for each member of a list; nothing for null and for nested tables."""
    if isinstance(value, list):
        for each in value:
            yield from _terms(key, each)
    elif isinstance(value, str) and key in ACTORS:
        yield ox.NamedNode(absolute(value))
    elif isinstance(value, str) and key in CLAIMS:
        yield ox.NamedNode(PREFIXES["claim"] + value)
    elif value is not None and not isinstance(value, Mapping):
        yield ox.Literal(value)
