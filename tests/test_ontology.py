"""The ontology keeps its own house rules, and its shapes accept what is right and name what is wrong."""

import re
import tomllib
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
LKG = Namespace("https://w3id.org/lkg/ontology#")
TERMS = [ONTOLOGY / f"{name}.ttl" for name in ("lkg", "relations", "codes")]
RULES = sorted((ONTOLOGY / "rules").glob("*.rq"))
VALID = sorted((ONTOLOGY / "examples" / "valid").glob("*.ttl"))
INVALID = sorted((ONTOLOGY / "examples" / "invalid").glob("*.ttl"))
ABSTRACT = {"Actor"}
COMPUTED = {"Statement"}
CODES = {"Modality", "DisputeType", "DisputeNature", "SourceKind", "Selection", "Verdict"}
CHARACTERISTICS = ("polarity", "intensity", "temporality", "stance", "flow", "makesTie", "inverseLabel")

# One change for each house rule that the rule must notice: without it a query that never matches would pass for ever.
FAULTS = {
    "characteristic-has-one-value": "INSERT DATA { lkg:aids lkg:flow 'backward' }",
    "child-has-polarity-of-parent": "INSERT DATA { lkg:trains lkg:polarity 0 }",
    "child-within-domain-of-parent": "INSERT DATA { lkg:trains schema:domainIncludes lkg:Asset }",
    "child-within-range-of-parent": "INSERT DATA { lkg:trains schema:rangeIncludes lkg:Asset }",
    "codes-well-formed": "INSERT DATA { lkg:aids lkg:cameo '7' }",
    "definition-avoids-its-label": "INSERT DATA { lkg:State skos:definition 'a State or Territory'@de }",
    "definition-starts-lower-case": "INSERT DATA { lkg:State skos:definition 'An actor that governs.'@de }",
    "example-of-an-event-is-over": "INSERT DATA { lkg:aids skos:example 'Lithuania – Ukraine, since 2014'@en }",
    "flow-fits-relation": "INSERT DATA { lkg:aids lkg:flow 'both' }",
    "intensity-fits-polarity": "INSERT DATA { lkg:aids lkg:intensity -7.0 }",
    "inverse-label-present": "DELETE WHERE { lkg:aids lkg:inverseLabel ?words }",
    "label-says-its-language": "INSERT DATA { lkg:State rdfs:label 'state' }",
    "labels-tell-relations-apart": "INSERT DATA { lkg:trains rdfs:label 'aids'@en }",
    "link-outward-has-a-reason": "DELETE WHERE { lkg:Passage skos:note ?reason }",
    "names-are-neutral": "INSERT DATA { lkg:State rdfs:label 'regime'@en }",
    "names-in-camel-case": "INSERT DATA { lkg:military_aid a owl:ObjectProperty }",
    "no-blank-nodes": "INSERT DATA { lkg:State rdfs:seeAlso [] }",
    "no-circle-of-parents": "INSERT DATA { lkg:Actor rdfs:subClassOf lkg:State }",
    "one-domain-one-range": "INSERT DATA { lkg:claimant rdfs:range lkg:Place }",
    "one-label-and-definition": "INSERT DATA { lkg:State rdfs:label 'country'@en }",
    "polarity-fits-family": "INSERT DATA { lkg:attacks lkg:polarity 1 }",
    "property-has-domain-and-range": "DELETE WHERE { lkg:claimant rdfs:range ?class }",
    "rating-for-every-pair": "DELETE WHERE { ?rating lkg:reliability 'B' ; lkg:credibility '2' }",
    "rating-probability-sound": "INSERT { ?bad lkg:probability 0.9 } WHERE { ?bad rdfs:label 'E4'@en }",
    "relation-complete": "DELETE WHERE { lkg:aids lkg:stance ?side }",
    "relation-in-one-family": "INSERT DATA { lkg:aids rdfs:subPropertyOf lkg:structural }",
    "stance-fits-polarity": "INSERT DATA { lkg:aids lkg:stance '-' }",
    "stance-has-an-object": "INSERT DATA { lkg:aids lkg:stance '0' }",
    "states-persist-and-events-do-not": "INSERT DATA { lkg:aids lkg:persists 'P1Y' }",
    "symmetric-ends-alike": "INSERT DATA { lkg:aids a owl:SymmetricProperty }",
    "term-complete": "DELETE WHERE { lkg:State skos:example ?example }",
    "term-declared": "INSERT DATA { lkg:Actor rdfs:seeAlso lkg:Agent }",
    "tie-joins-actors": "INSERT DATA { lkg:connectsTo lkg:makesTie true }",
}
PREFIXES = "".join(
    f"PREFIX {prefix}: <{name}>\n"
    for prefix, name in {
        "lkg": LKG,
        "owl": OWL,
        "rdfs": RDFS,
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    }.items()
)


def by_name(path: Path) -> str:
    return path.stem


def rows(store: pyoxigraph.Store, rule: Path) -> list[str]:
    found = store.query(rule.read_text(encoding="utf-8"))
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [str(row) for row in found]


def load() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for file in (*TERMS, ONTOLOGY / "align.ttl"):
        store.load(path=file)
    return store


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    return load()


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for file in TERMS:
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


def results(example: Path, ontology: Graph, shapes: Graph) -> set[tuple[str, Node | None]]:
    """Messages and severities; the example joins the ontology for one run, which is faster than a copy."""
    added = set(Graph().parse(example)) - set(ontology)
    for triple in added:
        ontology.add(triple)
    _, report, _ = pyshacl.validate(ontology, shacl_graph=shapes, inplace=True)
    for triple in added:
        ontology.remove(triple)
    return {
        (str(report.value(result, SH.resultMessage)), report.value(result, SH.resultSeverity))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_no_house_rule_is_broken(rule: Path, store: pyoxigraph.Store) -> None:
    assert rows(store, rule) == []


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_a_house_rule_notices_a_fault(rule: Path) -> None:
    store = load()
    store.update(PREFIXES + FAULTS[rule.stem])
    assert rows(store, rule)


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_a_house_rule_begins_by_saying_what_it_is(rule: Path) -> None:
    assert re.match(r"# [A-Z].*\.$", rule.read_text(encoding="utf-8").splitlines()[0])


@pytest.mark.parametrize("example", VALID, ids=by_name)
def test_a_valid_example_conforms(example: Path, ontology: Graph, shapes: Graph) -> None:
    assert results(example, ontology, shapes) == set()


@pytest.mark.parametrize("example", INVALID, ids=by_name)
def test_an_invalid_example_fails_for_one_reason_only(example: Path, ontology: Graph, shapes: Graph) -> None:
    expected = example.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expects: ")
    [(message, _)] = results(example, ontology, shapes)
    assert expected in message


def test_every_message_of_the_shapes_has_an_invalid_example(shapes: Graph) -> None:
    expected = [file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expects: ") for file in INVALID]
    unseen = [text for text in map(str, shapes.objects(None, SH.message)) if not any(part in text for part in expected)]
    assert unseen == []


def test_every_class_that_is_written_in_files_has_a_valid_example(ontology: Graph) -> None:
    names = {str(term).removeprefix(LKG) for term in ontology.subjects(RDF.type, OWL.Class)}
    shown = {file.stem for file in VALID}
    kebab = {re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower() for name in names - ABSTRACT - COMPUTED - CODES}
    assert kebab <= shown


def test_an_example_of_a_class_contains_one(ontology: Graph) -> None:
    classes = {str(term).removeprefix(LKG).lower(): term for term in ontology.subjects(RDF.type, OWL.Class)}
    for file in VALID:
        term = classes.get(file.stem.replace("-", ""))
        assert term is None or (None, RDF.type, term) in Graph().parse(file), file.name


def test_every_term_of_the_shapes_is_declared(ontology: Graph, shapes: Graph) -> None:
    used = {node for triple in shapes for node in triple if isinstance(node, URIRef) and node.startswith(LKG)}
    assert {term for term in used if (term, RDF.type, None) not in ontology} == set()


def test_every_relation_has_all_characteristics(ontology: Graph) -> None:
    relations = set(ontology.subjects(LKG.temporality, None))
    assert len(relations) == 81
    for name in CHARACTERISTICS:
        assert relations - set(ontology.subjects(LKG[name], None)) == set(), name


def test_the_header_tells_the_version_of_the_package(ontology: Graph) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    header = URIRef("https://w3id.org/lkg/ontology")
    assert str(ontology.value(header, OWL.versionInfo)) == project["version"]
    assert str(ontology.value(header, OWL.versionIRI)) == f"{header}/{project['version']}"


def test_the_terms_are_the_same_for_both_readers(store: pyoxigraph.Store, ontology: Graph) -> None:
    aligned = Graph().parse(ONTOLOGY / "align.ttl")
    assert len(store) == len(ontology + aligned)


def test_no_file_of_terms_holds_a_comment_below_its_head() -> None:
    for file in (*TERMS, ONTOLOGY / "align.ttl", ONTOLOGY / "shapes.ttl"):
        lines = file.read_text(encoding="utf-8").splitlines()
        head = next(number for number, line in enumerate(lines) if not line.startswith("#"))
        assert not [line for line in lines[head:] if line.lstrip().startswith("#")], file.name
