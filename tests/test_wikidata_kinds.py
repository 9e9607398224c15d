"""Of which kind an item of Wikidata is, and the tables that say so."""

from collections import Counter
from pathlib import Path

import pytest

from lkg.errors import InvalidFile
from lkg.importers.wikidata.tables import kinds, mapped, properties
from lkg.vocab import folder, ontology
from wikidata_entities import entity, put, said, taken


def test_kinds_come_from_classes_below_those_of_the_table_and_the_nearest_counts(tmp_path: Path) -> None:
    below = entity("Q100", "municipal party", "", P279=[said("Q101", "x")])
    between = entity("Q101", "local party", "", P279=[said("Q7278", "y")])
    record, account = taken(put(tmp_path, entity("Q1", "P", "Q100"), below, between))
    assert {name: actor.kind for name, actor in record.actors.items()} == {"Q1": "PoliticalParty"}
    assert account.left["no-kind"] == Counter({"no class": 2})


def test_a_table_of_ones_own_adds_classes_and_names_its_faults(tmp_path: Path) -> None:
    mine = tmp_path / "kinds.csv"
    mine.write_text("class,label,kind\nQ16521,taxon,Asset\n", encoding="utf-8")
    dump = put(tmp_path, entity("Q1", "T", "Q16521"))
    assert taken(dump)[0].actors == {}
    assert taken(dump, own_kinds=mine)[0].actors["Q1"].kind == "Asset"
    mine.write_text("class,label,kind\nQ1,x,Persn\nfoo,y,State\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match="Did you mean Person") as fault:
        taken(dump, own_kinds=mine)
    assert [problem.line for problem in fault.value.problems] == [2, 3]


def test_a_relation_that_does_not_join_such_kinds_makes_no_claim(tmp_path: Path) -> None:
    _, account = taken(put(tmp_path, entity("Q1", "A", P463=[said("Q2", "Q1$a")]), entity("Q2", "B", "Q515")))
    assert account.left["misfit"] == Counter({"P463 member of: Organization memberOf Place": 1})


# The tables


def test_the_table_agrees_with_the_matches_of_the_ontology() -> None:
    matches = {}
    for row in (folder("ontology") / "relations.ttl").read_text(encoding="utf-8").split("\n\n"):
        name = row.partition(" ")[0].removeprefix("lkg:").strip()
        for line in row.splitlines():
            key, _, rest = line.strip().partition(" ")
            if key.startswith(("skos:", "lkg:inverse")) and "wdt:" in rest:
                for part in rest.rstrip(" ;.").split(","):
                    matches[part.strip().removeprefix("wdt:")] = (name, "inverse" in key)
    # P39 names an office, not a body: its rows have a slash
    assert {p: (row.relation, row.inverse) for p, row in mapped().items() if p in matches} == {
        p: match for p, match in matches.items() if p != "P39"
    }


def test_every_row_of_the_tables_names_what_exists() -> None:
    for row in mapped().values():
        relation = ontology().relation(row.relation)
        for kind, ends in ((row.subject, "subject"), (row.value, "value")):
            assert kind in ("", "same") or kind in ontology().classes, (row.id, ends)
        if row.subject and row.value != "same":
            subject, value = (row.value, row.subject) if row.inverse else (row.subject, row.value)
            assert ontology().classes[subject] & relation.domain, row.id
            assert ontology().classes[value] & relation.range, row.id
    assert len(mapped()) >= 40
    assert set(kinds().values()) <= set(ontology().classes)
    assert all(row.note or row.relation for row in properties().values())
