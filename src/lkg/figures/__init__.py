"""Signed, dated and sourced networks drawn fit for print.

>>> import networkx
>>> from lkg import figures
>>> figure = figures.network(networkx.path_graph(3), title="Three in a row")
>>> sorted(figure.positions)
[0, 1, 2]
"""

from lkg.figures.dossier import path
from lkg.figures.node_link import network
from lkg.figures.saving import Figure
from lkg.figures.style import PRINT, Style

__all__ = ["PRINT", "Figure", "Style", "network", "path"]
