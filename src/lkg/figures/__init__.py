"""Signed, dated and sourced networks, and charts of what is found in them, drawn fit for print.

>>> import networkx
>>> from lkg import figures
>>> figure = figures.network(networkx.path_graph(3), title="Three in a row")
>>> sorted(figure.positions)
[0, 1, 2]
"""

from lkg.figures.arrangement import Standing, arrangement
from lkg.figures.blocks import matrix
from lkg.figures.bumps import bump
from lkg.figures.dossier import path
from lkg.figures.node_link import network
from lkg.figures.ordering import intervals
from lkg.figures.plots import curves, series
from lkg.figures.saving import Figure, form_of
from lkg.figures.specifications import specification
from lkg.figures.style import PRINT, Style

__all__ = [
    "PRINT",
    "Figure",
    "form_of",
    "Standing",
    "Style",
    "arrangement",
    "bump",
    "curves",
    "intervals",
    "matrix",
    "network",
    "path",
    "series",
    "specification",
]
