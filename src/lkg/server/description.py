"""What the service says of itself (SPARQL 1.1 Service Description), for whoever asks `/sparql` nothing."""

from __future__ import annotations

from lkg.store.forms import DATASETS, FORMS, Form
from lkg.store.streams import rewritten

_TEXT = """
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
[] a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query, sd:SPARQL11Update ;
    sd:resultFormat {formats} ;
    sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""
_FORMATS = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF_XML",
}  # fmt: skip


def written(endpoint: str, form: Form) -> bytes:
    """The description in a form of RDF.

    >>> turtle = next(form for form in FORMS if form.name == "turtle")
    >>> b"<http://host/sparql>" in written("http://host/sparql", turtle)
    True
    """
    formats = ", ".join(f"formats:{_FORMATS[known.name]}" for known in FORMS if known.kind != DATASETS)
    return rewritten(_TEXT.format(endpoint=endpoint, formats=formats), form)
