"""Networks: the ties that a lens sees, as objects and as arrays."""

from lkg.networks.build import Network, heard, network
from lkg.networks.model import SIGNS, ClaimFacts, Pair, PairSign, Tie

__all__ = ["SIGNS", "ClaimFacts", "Network", "Pair", "PairSign", "Tie", "heard", "network"]
