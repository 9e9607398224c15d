"""What all named queries have in common: a title, a stable order, labels, and nothing that nobody asked for."""

from pathlib import Path

import pyoxigraph as ox
import pytest

import lkg
from lkg import queries, vocab
from lkg.graphs import Graph
from lkg.store import Answer
from lkg.vocab import local

FILES = sorted((vocab.folder("graph") / "queries").glob("*.rq"))
NAMES = [file.stem for file in FILES]
TESTS = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_queries_*.py"))
WITHOUT_CLAIMS = {"contested-status", "sources-by"}
WITH_IRIS = {"claim", "disputed_claim", "node"}
WITHDRAWN = 'lkg:withdrawnBy "the editors" ; lkg:withdrawnBecause "a trial"@en'


# Modalities beside asserted and alleged that a query shows, because its title asks for them.
EVERY = {"planned", "negated", "ended"}


FURTHER = {
    "arms-and-training": {"planned"},
    "claims-by-claimant": EVERY,
    "claims-of-source": EVERY,
    "claims-with-passage": EVERY,
    "denials-by": {"negated"},
    "disputed-claims": EVERY,
    "ended-states": {"ended"},
    "energy-links": {"planned"},
    "money-flows": {"planned"},
    "plans": {"planned"},
    "pledges": {"planned"},
    "procurement": {"planned"},
    "recent-claims": {"planned"},
    "troops-and-bases": {"planned"},
    "uncited-claims": EVERY,
    "weak-claims": EVERY,
    "wto-case": {"planned", "ended"},
}


@pytest.fixture(scope="module")
def withdrawn(bundled: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The bundled graph after somebody has taken every claim back."""
    file = tmp_path_factory.mktemp("withdrawn") / "withdrawals.ttl"
    prefixes = [f"@prefix {name}: <{vocab.PREFIXES[name]}> .\n" for name in ("claim", "lkg", "xsd")]
    lines = [f'claim:{name} lkg:withdrawnOn "2026-11-22"^^xsd:date ; {WITHDRAWN} .\n' for name in bundled.record.claims]
    file.write_text("".join(prefixes + lines), encoding="utf-8")
    return lkg.open(vocab.folder("graph"), file)


@pytest.mark.parametrize("name", NAMES)
def test_every_query_has_a_title_described_parameters_and_a_test(name: str) -> None:
    query = queries.read(vocab.folder("graph") / "queries" / f"{name}.rq")
    assert query.title.endswith(".")
    assert all(parameter.description and parameter.default for parameter in query.parameters)
    assert f"\ndef test_{name.replace('-', '_')}_" in TESTS, "no test bears its name"


@pytest.mark.parametrize("name", NAMES)
def test_every_query_answers_with_its_defaults_in_a_stable_order(bundled: Graph, name: str) -> None:
    answer = bundled.query(name)
    assert len(answer)
    assert answer.rows == bundled.query(name).rows
    assert "\nORDER BY " in bundled.queries[name].text
    assert "LIMIT" not in bundled.queries[name].text


@pytest.mark.parametrize("name", NAMES)
def test_every_query_takes_each_of_its_parameters(bundled: Graph, name: str) -> None:
    query = bundled.queries[name]
    given = {parameter.name: str(parameter.default) for parameter in query.parameters}
    assert bundled.query(name, params=given).rows == bundled.query(name).rows


@pytest.mark.parametrize("name", NAMES)
def test_every_query_gives_labels_and_no_bare_address_but_of_claims(bundled: Graph, name: str) -> None:
    answer = bundled.query(name)
    assert _columns_of(answer, ox.NamedNode) <= WITH_IRIS


@pytest.mark.parametrize("name", NAMES)
def test_every_query_shows_allegations_as_such_and_no_denial_or_plan_unasked(bundled: Graph, name: str) -> None:
    answer = bundled.query(name)
    if "claim" not in answer.columns:
        return
    shown = {bundled.record.claims[local(row["claim"])].modality for row in answer.values()}
    assert shown <= {"asserted", "alleged"} | FURTHER.get(name, set())
    if "modality" in answer.columns:
        assert all(row["modality"] == bundled.record.claims[local(row["claim"])].modality for row in answer.values())
    else:
        assert shown == {"asserted"}
        assert "asserted claims" in bundled.queries[name].title


@pytest.mark.parametrize("name", sorted(set(NAMES) - WITHOUT_CLAIMS))
def test_no_query_counts_a_withdrawn_claim(withdrawn: Graph, name: str) -> None:
    assert withdrawn.query(name).rows == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_query_marks_what_is_uncited(bundled: Graph, name: str) -> None:
    answer = bundled.query(name)
    if {"claim", "source"} <= set(answer.columns):
        for row in answer.values():
            source = bundled.record.sources[bundled.record.claims[local(row["claim"])].source]
            assert (row["source"] == "uncited") == source.is_uncited


def _columns_of(answer: Answer, kind: type) -> set[str]:
    """The columns in which a term of this kind stands."""
    return {name for row in answer for name, term in zip(answer.columns, row, strict=True) if isinstance(term, kind)}
