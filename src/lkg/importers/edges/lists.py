"""Tables of edges, a row each, with a table of nodes beside them or without one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from lkg.errors import InvalidFile, Misuse, Problem
from lkg.importers.edges.model import DIRECTIONS, Edge, NetworkFile, Node
from lkg.importers.sheets import cells
from lkg.importers.sheets.cells import Line
from lkg.importers.texts import tidy

SOURCE = ("source", "from", "src", "tail", "sender", "source name", "source node", "node1", "node 1", "actor1", "ego")
TARGET = ("target", "to", "dst", "head", "receiver", "target name", "target node", "node2", "node 2", "actor2", "alter")
"""headings of the two ends, the usual ones first"""
ID = ("id", "node", "node id", "name", "label", "shared name")


def read(file: Path, nodes: Path | None = None, columns: Sequence[str] = ()) -> NetworkFile:
    """The network of a table; `columns` names its columns where it has no headings.

    A file x-ties.csv, as `lkg export` writes it, has its nodes in x-nodes.csv beside it. Raises InvalidFile where no
    column is an end of the edges, and Misuse for columns without both ends.
    """
    named = set(map(_plain, columns))
    if columns and not (named & set(SOURCE) and named & set(TARGET)):
        raise Misuse(f"--columns {','.join(columns)} names no ends. Call two of them source and target.")
    head, rows = _table(file, columns)
    ends = _end(file, head, SOURCE), _end(file, head, TARGET)
    edges = [_edge(head, row, ends) for row in rows if not row.is_empty]
    beside = nodes or _beside(file)
    listed = _nodes(beside) if beside else {}
    met = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target) if end)
    return NetworkFile(file, listed or {id: Node(id, {}) for id in met}, tuple(edges))


def _table(file: Path, columns: Sequence[str] = ()) -> tuple[list[str], list[Line]]:
    lines = [line for line in cells.read(file)[0].lines if not line.cells or not line.cells[0].startswith("#")]
    filled = [line for line in lines if not line.is_empty]
    if not filled:
        raise InvalidFile([Problem(str(file), 1, "it is empty. Give a row of headings, and a row for each edge.")])
    return (list(columns), filled) if columns else (list(filled[0].cells), filled[1:])


def _nodes(file: Path) -> dict[str, Node]:
    head, rows = _table(file)
    at = _end(file, head, ID)
    nodes = (Node(_at(row, at), _facts(head, row, (at,)), row.number) for row in rows)
    return {node.id: node for node in nodes if node.id}


def _edge(head: list[str], row: Line, ends: tuple[int, int]) -> Edge:
    facts = _facts(head, row, ends)
    # Gephi calls the column of the direction Type; others so call the relation
    said = {value.lower() for name, value in facts.items() if _plain(name) in ("type", "directed")}
    directed = not said & {"undirected", "mutual", "false"}
    plain = {n: v for n, v in facts.items() if not (_plain(n) == "type" and v.lower() in DIRECTIONS)}
    return Edge(_at(row, ends[0]), _at(row, ends[1]), plain, directed, row.number)


def _facts(head: list[str], row: Line, without: Iterable[int]) -> dict[str, str]:
    return {name: _at(row, at) for at, name in enumerate(head) if at not in set(without)}


def _at(row: Line, at: int) -> str:
    return tidy(row.cells[at]) if at < len(row.cells) else ""


def _end(file: Path, head: list[str], names: tuple[str, ...]) -> int:
    plain = [_plain(name) for name in head]
    found = next((plain.index(name) for name in names if name in plain), None)
    if found is None:
        has = ", ".join(filter(None, head))
        mend = "Call it so; or where there are no headings, name all columns: --columns source,target,relation"
        problem = f"no column is called {names[0]} (there are: {has}). {mend}"
        raise InvalidFile([Problem(str(file), 1, problem)])
    return found


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").split())


def _beside(file: Path) -> Path | None:
    for ties, nodes in (("-ties", "-nodes"), ("edges", "nodes"), ("Edges", "Nodes")):
        other = file.with_name(file.name.replace(ties, nodes))
        if other != file and other.is_file():
            return other
    return None
