"""lkg in a notebook: `lkg.explore(net)` to look at a network, and cells of SPARQL after `%load_ext lkg`."""

from lkg.notebook.cells import register
from lkg.notebook.exploring import View, explore

__all__ = ["View", "explore", "register"]
