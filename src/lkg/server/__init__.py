"""A graph served over HTTP: SPARQL, linked data, analysis as JSON, and the explorer.

The server itself only speaks HTTP. Queries, analysis and writing happen in processes of their own, which can be ended:
a query that runs in this one could not be stopped. Those import no more than they need, to be there soon.
"""
