"""The lens: one declared, named, saved answer to which claims count, and how much."""

from lkg.lens.contract import Derived, LegClaim, contract
from lkg.lens.model import DEFAULT, Lens, check_keys
from lkg.lens.saved import find, read_folder
from lkg.lens.sql import (
    LEGS,
    Codes,
    claim_query,
    denial_query,
    edge_query,
    leg_query,
    member_query,
    position_query,
    select_claims,
    tie_query,
)

__all__ = [
    "DEFAULT",
    "Derived",
    "Lens",
    "Codes",
    "LEGS",
    "claim_query",
    "denial_query",
    "LegClaim",
    "check_keys",
    "contract",
    "edge_query",
    "find",
    "leg_query",
    "member_query",
    "position_query",
    "read_folder",
    "select_claims",
    "tie_query",
]
