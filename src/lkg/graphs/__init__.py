"""Graphs: where they lie, how they are opened, and what they hold."""

from lkg.graphs.graph import Graph
from lkg.graphs.opening import files_of, open_graph

__all__ = ["Graph", "files_of", "open_graph"]
