"""Claims, the nodes and sources they speak of, their one RDF form, and the claim table."""

from lkg.claims.model import Actor, Claim, ClaimDispute, Passage, Record, Source, Withdrawal
from lkg.claims.reading import read
from lkg.claims.table import ClaimTable
from lkg.claims.writing import write

__all__ = ["Actor", "Claim", "ClaimDispute", "ClaimTable", "Passage", "Record", "Source", "Withdrawal", "read", "write"]
