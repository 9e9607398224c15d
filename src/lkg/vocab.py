"""The terms of the ontology; the Turtle files are their only list, and a misspelt name fails at once."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import pyoxigraph as ox

from lkg.errors import MissingFile, UnknownTerm

BASE = "https://w3id.org/lkg/"
PREFIXES: Mapping[str, str] = {
    "lkg": f"{BASE}ontology#",
    "actor": f"{BASE}actor/",
    "claim": f"{BASE}claim/",
    "column": f"{BASE}column/",
    "completeness": f"{BASE}completeness/",
    "dispute": f"{BASE}dispute/",
    "graph": f"{BASE}graph/",
    "group": f"{BASE}group/",
    "grouping": f"{BASE}grouping/",
    "judgement": f"{BASE}judgement/",
    "lens": f"{BASE}lens/",
    "passage": f"{BASE}passage/",
    "placement": f"{BASE}placement/",
    "rating": f"{BASE}rating/",
    "result": f"{BASE}result/",
    "source": f"{BASE}source/",
    "statement": f"{BASE}statement/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EDTF = PREFIXES["edtf"] + "EDTF"
GROUPS = ("State", "Organization", "Person", "Agreement", "Dispute", "Policy", "Event", "Asset", "Place")
"""The kinds that figures and filters tell apart, most specific first."""
TURTLE_ORDER = ("lkg.ttl", "relations.ttl", "codes.ttl", "align.ttl")


@dataclass(frozen=True, slots=True)
class Relation:
    """How two nodes can be linked, with the characteristics that lenses and measures need."""

    name: str
    label: str
    inverse_label: str
    definition: str
    family: str
    ancestors: frozenset[str]
    """the relation itself, its parents and its families"""
    polarity: int
    intensity: float
    temporality: str
    persists: str
    stance: str
    flow: str
    makes_tie: bool
    symmetric: bool
    domain: frozenset[str]
    range: frozenset[str]

    @property
    def is_state(self) -> bool:
        """Whether it holds over time, and does not just happen."""
        return self.temporality == "state"


@dataclass(frozen=True, slots=True)
class Ontology:
    """Relations, classes and rating probabilities, by local name."""

    relations: Mapping[str, Relation]
    classes: Mapping[str, frozenset[str]]
    """class → itself and its super-classes"""
    probabilities: Mapping[tuple[str, str], float]
    """(reliability, credibility) → probability; assumptions that users may replace"""
    labels: Mapping[str, str]
    codes: Mapping[str, frozenset[str]]
    """individual, such as `denial` or `news` → its classes"""

    def relation(self, name: str) -> Relation:
        """The relation of this name; raises UnknownTerm with near names."""
        if name not in self.relations:
            raise UnknownTerm(name, nearest(name, self.relations))
        return self.relations[name]

    def group(self, kind: str) -> str:
        """State, Organization, Person … for any class of node.

        >>> ontology().group("GovernmentBody")
        'Organization'
        """
        return next((name for name in GROUPS if name in self.classes.get(kind, ())), kind)


class Terms:
    """Attribute access to the terms of the ontology, as absolute IRIs.

    >>> LKG.alliedWith
    'https://w3id.org/lkg/ontology#alliedWith'
    >>> LKG.aliedWith
    Traceback (most recent call last):
    lkg.errors.UnknownTerm: The ontology defines no term 'aliedWith'. Did you mean alliedWith?
    """

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> str:
        known = ontology().labels
        if name not in known:
            raise UnknownTerm(name, nearest(name, known))
        return PREFIXES["lkg"] + name


LKG = Terms()


def nearest(name: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """The known names that look most like this one, best first.

    >>> nearest("aliedWith", ["alliedWith", "aids"]), nearest("taiwan", ["default", "taiwan-dispute"])
    (['alliedWith'], ['taiwan-dispute'])
    """
    names = {other.lower(): other for other in known}
    hits = difflib.get_close_matches(name.lower(), names, n=most, cutoff=0.7)
    if not hits and len(name) >= 3:
        return [other for low, other in names.items() if low.startswith(name.lower())][:most]
    likeness = {hit: difflib.SequenceMatcher(None, hit, name.lower()).ratio() for hit in hits}
    return [names[hit] for hit in hits if likeness[hit] > likeness[hits[0]] - 0.1]


def shorten(iri: str) -> str:
    """An IRI as a prefixed name where one of our prefixes fits.

    >>> shorten("https://w3id.org/lkg/actor/taiwan"), shorten("urn:x")
    ('actor:taiwan', 'urn:x')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


@lru_cache(maxsize=100_000)
def local(iri: str) -> str:
    """The short id that people type and files show: the IRI without one of our own namespaces.

    >>> local("https://w3id.org/lkg/actor/taiwan"), local("http://example.org/x")
    ('taiwan', 'http://example.org/x')
    """
    if iri.startswith(BASE):
        return iri[len(BASE) :].partition("#" if iri.startswith(PREFIXES["lkg"]) else "/")[2]
    return iri


def absolute(name: str, prefix: str = "actor") -> str:
    """The IRI of a short id; what is absolute already stays."""
    return name if "://" in name or name.startswith("urn:") else PREFIXES[prefix] + name


def folder(name: str) -> Path:
    """Where the bundled `graph` or `ontology` folder lies: in the wheel, or in a checkout."""
    here = Path(__file__).parent
    for place in (here / "bundle" / name, here.parents[1] / name):
        if place.is_dir():
            return place
    raise MissingFile(f"The installation lacks its {name} folder. Install lkg-graph again.")


def ontology_files() -> list[Path]:
    """The Turtle files of the ontology, shapes left out."""
    return [folder("ontology") / name for name in TURTLE_ORDER if (folder("ontology") / name).exists()]


@cache
def ontology() -> Ontology:
    """The bundled ontology, read once."""
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in ontology_files():
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            about[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return build(about)


def build(about: Mapping[str, Mapping[str, list[str]]]) -> Ontology:
    """An Ontology from the triples of its files, given as subject → predicate → objects."""
    own = {local(iri): terms for iri, terms in about.items() if iri.startswith(PREFIXES["lkg"])}
    above = {name: _own(terms.get(_rdfs("subPropertyOf"), [])) for name, terms in own.items()}
    kinds = {name: _own(terms.get(_rdfs("subClassOf"), [])) for name, terms in own.items()}
    classes = {n: _closure(n, kinds) for n, terms in own.items() if PREFIXES["owl"] + "Class" in terms[_rdf("type")]}
    relations = {
        name: _relation(name, terms, _closure(name, above)) for name, terms in own.items() if _lkg("makesTie") in terms
    }
    labels = {name: _one(terms, _rdfs("label"), name) for name, terms in own.items()}
    codes = {name: frozenset(_own(terms[_rdf("type")])) for name, terms in own.items() if _own(terms[_rdf("type")])}
    return Ontology(relations, classes, probabilities(about), labels, codes)


def probabilities(about: Mapping[str, Mapping[str, list[str]]]) -> dict[tuple[str, str], float]:
    """The table of rating probabilities among these triples."""
    return {
        (_one(terms, _lkg("reliability")), _one(terms, _lkg("credibility"))): float(_one(terms, _lkg("probability")))
        for iri, terms in about.items()
        if iri.startswith(PREFIXES["rating"]) and _lkg("probability") in terms
    }


def _relation(name: str, terms: Mapping[str, list[str]], ancestors: frozenset[str]) -> Relation:
    families = ("structural", "verbalCooperation", "materialCooperation", "verbalConflict", "materialConflict")
    return Relation(
        name=name,
        label=_one(terms, _rdfs("label"), name),
        inverse_label=_one(terms, _lkg("inverseLabel")),
        definition=_one(terms, PREFIXES["skos"] + "definition"),
        family=next(family for family in families if family in ancestors),
        ancestors=ancestors,
        polarity=int(_one(terms, _lkg("polarity"), "0")),
        intensity=float(_one(terms, _lkg("intensity"), "0")),
        temporality=_one(terms, _lkg("temporality")),
        persists=_one(terms, _lkg("persists")),
        stance=_one(terms, _lkg("stance"), "none"),
        flow=_one(terms, _lkg("flow"), "both"),
        makes_tie=_one(terms, _lkg("makesTie")) == "true",
        symmetric=PREFIXES["owl"] + "SymmetricProperty" in terms.get(_rdf("type"), []),
        domain=_ends(terms, "domain"),
        range=_ends(terms, "range"),
    )


def _ends(terms: Mapping[str, list[str]], end: str) -> frozenset[str]:
    named = [*terms.get(_rdfs(end), []), *terms.get(f"{PREFIXES['schema']}{end}Includes", [])]
    return frozenset(map(local, named))


def _closure(name: str, above: Mapping[str, list[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += above.get(current, [])
    return frozenset(found)


def _own(iris: Iterable[str]) -> list[str]:
    return [local(iri) for iri in iris if iri.startswith(PREFIXES["lkg"])]


def _one(terms: Mapping[str, list[str]], predicate: str, default: str = "") -> str:
    return next(iter(terms.get(predicate, [])), default)


def _rdf(name: str) -> str:
    return PREFIXES["rdf"] + name


def _rdfs(name: str) -> str:
    return PREFIXES["rdfs"] + name


def _lkg(name: str) -> str:
    return PREFIXES["lkg"] + name
