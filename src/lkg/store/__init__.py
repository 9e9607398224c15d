"""The only place that names a database: quads in Oxigraph or at a SPARQL endpoint, and how they answer."""

from lkg.store.answers import Answer
from lkg.store.files import parse_files, read_text, syntax_message
from lkg.store.oxigraph import Store
from lkg.store.terms import ASSERTED, INFERRED, ONTOLOGY, GraphName, Term, shown, value
from lkg.store.text import COMMENT, NOT_CODE, bound, lkg_terms

__all__ = [
    "ASSERTED",
    "Answer",
    "COMMENT",
    "GraphName",
    "INFERRED",
    "NOT_CODE",
    "ONTOLOGY",
    "Store",
    "Term",
    "bound",
    "lkg_terms",
    "parse_files",
    "read_text",
    "shown",
    "syntax_message",
    "value",
]
