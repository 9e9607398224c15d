"""The W3C's own test cases for SPARQL 1.1, put to a server over HTTP."""

from w3c.checking import check
from w3c.manifests import Case, cases

__all__ = ["Case", "cases", "check"]
