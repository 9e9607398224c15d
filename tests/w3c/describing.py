"""What a service may say of itself: the vocabulary of SPARQL 1.1 Service Description, as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import pyoxigraph as ox

from w3c.manifests import Term

SD = "http://www.w3.org/ns/sparql-service-description#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RELATIONS = {
    "endpoint": ("Service", ""), "supportedLanguage": ("Service", ""), "resultFormat": ("Service", ""),
    "inputFormat": ("Service", ""), "feature": ("Service", ""), "extensionFunction": ("Service", ""),
    "extensionAggregate": ("Service", ""), "languageExtension": ("Service", ""), "propertyFeature": ("Service", ""),
    "defaultEntailmentRegime": ("Service", ""), "defaultSupportedEntailmentProfile": ("Service", ""),
    "entailmentRegime": ("NamedGraph", ""), "supportedEntailmentProfile": ("NamedGraph", ""),
    "availableGraphs": ("Service", "GraphCollection"), "defaultDataset": ("Service", "Dataset"),
    "defaultGraph": ("Dataset", "Graph"), "namedGraph": ("Dataset", "NamedGraph"),
    "graph": ("NamedGraph", "Graph"), "name": ("NamedGraph", ""),
}  # fmt: skip
"""of what each relation is said, and what stands at its other end: something of a class, or else any IRI"""
CLASSES = {"Service", "Dataset", "Graph", "NamedGraph", "GraphCollection"}
LANGUAGES = {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"}
FEATURES = {"DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery"}
Described = Iterable[ox.Quad]


def _is_rdf(described: Described, _: str) -> None:
    assert list(described)


def _names_its_endpoint(described: Described, endpoint: str) -> None:
    assert [quad.object for quad in described if quad.predicate.value == f"{SD}endpoint"] == [ox.NamedNode(endpoint)]


def _keeps_to_the_vocabulary(described: Described, _: str) -> None:
    classes: dict[Term, set[str]] = defaultdict(set)
    for quad in described:
        if quad.predicate.value == TYPE:
            classes[quad.subject].add(quad.object.value.removeprefix(SD))
    assert "Service" in set().union(*classes.values()) <= CLASSES
    for quad in described:
        if quad.predicate.value.startswith(SD):
            said, other = RELATIONS[quad.predicate.value.removeprefix(SD)]
            assert said in classes[quad.subject]
            assert other in classes[quad.object] if other else isinstance(quad.object, ox.NamedNode)
    assert _named(described, "supportedLanguage") <= LANGUAGES
    assert _named(described, "feature") <= FEATURES


def _named(described: Described, relation: str) -> set[str]:
    return {quad.object.value.removeprefix(SD) for quad in described if quad.predicate.value == SD + relation}


CHECKS: Mapping[str, Callable[[list[ox.Quad], str], None]] = {
    "returns-rdf": _is_rdf,
    "has-endpoint-triple": _names_its_endpoint,
    "conforms-to-schema": _keeps_to_the_vocabulary,
}
