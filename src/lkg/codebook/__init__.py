"""The codebook: every relation, kind and code of the ontology on paper."""

from lkg.codebook.pages import codebook

__all__ = ["codebook"]
