"""Networks drawn elsewhere: GraphML, GEXF, Cytoscape JSON, and tables of edges; an edge becomes a claim.

| file | from |
|---|---|
| .graphml, .xml | Gephi, networkx, igraph, yEd, Cytoscape |
| .gexf | Gephi, networkx |
| .cyjs, .json | Cytoscape |
| .csv, .tsv, .xlsx | tables of edges, with a table of nodes beside or without one |

What `lkg export` wrote comes back: actors keep their ids, a tie becomes one claim with its relation, sign and dates.
Weights, probabilities and voices do not: they follow from evidence, which a network file does not carry.
"""

from lkg.importers.edges.opening import open_network
from lkg.importers.edges.reading import Choice, read

__all__ = ["Choice", "open_network", "read"]
