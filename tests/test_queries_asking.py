"""How a query is asked: by name or file, with parameters that it takes and that are what they must be."""

from pathlib import Path

import pytest

from lkg import queries
from lkg.errors import InvalidFile, InvalidQuery, UnknownQuery
from lkg.graphs import Graph


def test_a_parameter_that_a_query_does_not_take_is_refused(bundled: Graph) -> None:
    with pytest.raises(InvalidQuery, match=r"no parameter 'organisation'\. It takes day, org"):
        bundled.query("members-of", params={"organisation": "NATO"})


def test_a_day_that_is_none_is_refused(bundled: Graph) -> None:
    with pytest.raises(InvalidQuery, match="2022-06"):
        bundled.query("members-of", params={"day": "2022-06"})


def test_a_number_that_is_none_is_refused(bundled: Graph) -> None:
    with pytest.raises(InvalidQuery, match="least=many is no number"):
        bundled.query("several-voices", params={"least": "many"})


def test_a_name_that_no_query_bears_brings_near_ones(bundled: Graph) -> None:
    with pytest.raises(UnknownQuery, match="members-of"):
        bundled.query("member-of")


def test_a_parameter_without_default_must_be_given(tmp_path: Path, bundled: Graph) -> None:
    file = tmp_path / "actors.rq"
    file.write_text("# One actor.\n# ?who  actor  anybody\nSELECT ?name { ?who rdfs:label ?name }\n", encoding="utf-8")
    with pytest.raises(InvalidQuery, match=r"needs who \(actor: anybody\)"):
        bundled.query(file)
    assert bundled.query(file, params={"who": "NATO"}).values() == [{"name": "NATO"}]


def test_a_parameter_is_bound_wherever_it_stands(tmp_path: Path, bundled: Graph) -> None:
    file = tmp_path / "bound.rq"
    file.write_text(
        """# A parameter in a filter, an optional part, a bound value and a part of a union.
# ?day  date  a day = 2022-06-01
SELECT ?text ?later ?same WHERE {
  BIND (STR(?day) AS ?text)
  { BIND (?day > "2022-01-01"^^xsd:date AS ?later) } UNION { FILTER (false) }
  OPTIONAL { BIND (?day AS ?same) }
}
""",
        encoding="utf-8",
    )
    assert bundled.query(file).values() == [{"text": "2022-06-01", "later": True, "same": "2022-06-01"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { ?s ?p ?o }\n", "no title"),
        ("# All of one sort.\n# ?sort  kind  a sort\nSELECT * { ?s a ?sort }\n", r"\?sort has no known type"),
    ],
)
def test_a_file_with_a_faulty_header_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "faulty.rq"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile, match=message):
        queries.read(file)
