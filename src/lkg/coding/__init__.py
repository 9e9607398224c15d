"""From a text to claims, for review: what it names, when, how much, and which relations it seems to state."""

from lkg.coding.articles import Article
from lkg.coding.coded import Coding, code
from lkg.coding.proposals import Proposal

__all__ = ["Article", "Coding", "Proposal", "code"]
