"""Claims, the nodes and sources they speak of, their one RDF form, and the claim table."""

from lkg.claims.model import Actor, Claim, ClaimDispute, Passage, Record, Source, Withdrawal
from lkg.claims.rdf import read, write
from lkg.claims.table import ClaimTable

__all__ = ["Actor", "Claim", "ClaimDispute", "ClaimTable", "Passage", "Record", "Source", "Withdrawal", "read", "write"]
