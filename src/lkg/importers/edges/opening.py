"""Which reader a file of a network takes, by its suffix."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lkg.errors import InvalidFile, Misuse, Problem
from lkg.importers.edges import cytoscape, gexf, graphml, lists, markup
from lkg.importers.edges.model import NetworkFile

TABLES = (".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm")
MARKUP = (".graphml", ".gexf", ".xml")
JSON = (".cyjs", ".json")


def open_network(file: Path, nodes: Path | None = None, columns: Sequence[str] = ()) -> NetworkFile:
    """The nodes and edges of a file; `nodes` and `columns` as for `lists.read`.

    Raises MissingFile, InvalidFile for what cannot be read, and Misuse for another format.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "net.csv"
    ...     _ = file.write_text("from,to,relation\\nLithuania,Ukraine,aids\\n")
    ...     found = open_network(file)
    >>> list(found.nodes), found.edges[0].facts
    (['Lithuania', 'Ukraine'], {'relation': 'aids'})
    """
    suffix = file.suffix.lower()
    if (nodes or columns) and suffix not in TABLES:
        raise Misuse(f"--nodes and --columns are for tables of edges; {file.name} has both within itself.")
    if suffix in TABLES:
        return lists.read(file, nodes, columns)
    if suffix in JSON:
        return cytoscape.read(file)
    if suffix in MARKUP:
        return _marked_up(file)
    raise Misuse(f"{file.name}: save the network as .graphml, .gexf, .cyjs, or a table of edges as .csv or .xlsx.")


def _marked_up(file: Path) -> NetworkFile:
    root = markup.read(file)
    if root.first("gexf"):
        return gexf.read(file, root)
    if root.first("graphml"):
        return graphml.read(file, root)
    found = root.children[0].tag if root.children else "nothing"
    raise InvalidFile([Problem(str(file), None, f"neither GraphML nor GEXF, but <{found}>. Export the network again.")])
