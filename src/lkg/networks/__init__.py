"""Networks: the ties that a lens sees, as objects and as arrays."""

from lkg.networks.model import SIGNS, ClaimFacts, Pair, PairSign, Tie
from lkg.networks.network import Network, heard, network

__all__ = ["SIGNS", "ClaimFacts", "Network", "Pair", "PairSign", "Tie", "heard", "network"]
