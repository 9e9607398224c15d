"""Who of Wikidata becomes an actor: offices, persons, their names, and whom the graph knows already."""

import json
from collections import Counter
from pathlib import Path

import lkg
from lkg import folders
from lkg.claims import Actor, Record
from lkg.importers import present, take_over
from lkg.importers.joining import Known
from lkg.vocab import folder
from wikidata_entities import entity, moment, put, said, taken, text, to

# Offices


def test_an_office_leads_the_body_that_its_qualifier_or_its_own_item_names(tmp_path: Path) -> None:
    person = entity("Q1", "A", "Q5", P39=[said("Q8", "Q1$a", P2389=to("Q2")), said("Q9", "Q1$b"), said("Q7", "Q1$c")])
    office = entity("Q9", "President of Lithuania", "Q4164871", P1001=[said("Q37", "Q9$a")])
    record, account = taken(put(tmp_path, person, office))
    assert {(c.relation, c.object) for c in record.claims.values()} == {("leads", "Q2"), ("affiliatedWith", "Q37")}
    assert record.actors["Q37"].kind == "State"
    assert account.left["no-body"]["P39 position held"] == 1
    assert record.actors["Q1"].public_role == "office in Wikidata: Q8, President of Lithuania (Q9), Q7"


# Persons


def test_persons_need_a_public_role_and_private_life_is_left_out(tmp_path: Path) -> None:
    private = entity("Q1", "A", "Q5", P26=[said("Q2", "Q1$s")], P108=[said("Q3", "Q1$e")])
    public = entity(
        "Q4",
        "B",
        "Q5",
        P106=[said("Q82955", "Q4$o")],
        P26=[said("Q1", "Q4$s")],
        P569=[said(moment("+1950-01-01T00:00:00Z"), "Q4$b")],
    )
    record, account = taken(put(tmp_path, private, public), listed=tmp_path / "left.tsv")
    assert set(record.actors) == {"Q4"}
    assert "Q1" not in (tmp_path / "left.tsv").read_text(encoding="utf-8").partition("Q4$s")[2]
    assert account.total("no-role") == 1
    assert account.left["private"] == Counter({"P26 spouse": 1, "P569 date of birth": 1})
    written = json.dumps([str(each) for each in (*record.actors.values(), *record.claims.values())])
    assert "1950" not in written


def test_one_whom_others_name_has_that_public_role(tmp_path: Path) -> None:
    firm = entity("Q1", "Firm", "Q783794", P169=[said("Q2", "Q1$a")])
    record, _ = taken(put(tmp_path, firm, entity("Q2", "Boss", "Q5")))
    assert record.actors["Q2"].public_role == "named in Wikidata as chief executive officer (P169)"
    assert [(c.subject, c.relation) for c in record.claims.values()] == [("Q2", "leads")]


# Names


def test_names_keep_their_languages_whichever_way_they_run(tmp_path: Path) -> None:
    one = entity("Q1", "A")
    one["labels"] |= {"ar": {"value": "ليتوانيا"}, "he": {"value": "ליטא"}, "zh-classical": {"value": "立陶宛"}}
    one["aliases"] = {"en": [{"value": f"name {n}"} for n in range(10_000)], "lt": [{"value": "Lietuva\ud83d\x00"}]}
    record, _ = taken(put(tmp_path, one))
    aliases = record.actors["Q1"].aliases
    assert len(aliases) == 10_004
    assert {("ليتوانيا", "ar"), ("ליטא", "he"), ("立陶宛", "und"), ("Lietuva", "lt")} <= set(aliases)
    take_over(record, tmp_path / "graph")
    assert folders.present(tmp_path / "graph").actors["Q1"] == record.actors["Q1"]
    assert lkg.open(tmp_path / "graph").names.resolve("ليتوانيا") == "Q1"


def test_only_the_languages_asked_for_are_taken_besides_english(tmp_path: Path) -> None:
    one = entity("Q1", "A")
    one["labels"] |= {"lt": {"value": "L"}, "de": {"value": "D"}}
    assert taken(put(tmp_path, one), languages=["lt"])[0].actors["Q1"].aliases == (("L", "lt"),)


# Identity


def test_actors_that_the_graph_knows_by_their_wikidata_id_keep_their_id_and_gain_names(tmp_path: Path) -> None:
    old = Actor("lithuania", "Lithuania", "State", (("LT", "und-latn"),), "Q37", "LT", scope="my note")
    take_over(Record({"lithuania": old}), tmp_path / "graph")
    dump = put(tmp_path, entity("Q37", "Republic of Lithuania", "Q3624078", P463=[said("Q458", "Q37$a")]))
    record, _ = taken(dump, old=present(tmp_path / "graph"))
    (claim,) = record.claims.values()
    assert claim.subject == "lithuania"
    joined = record.actors["lithuania"]
    assert (joined.scope, joined.label) == ("my note", "Lithuania")
    assert ("Republic of Lithuania", "en") in joined.aliases


def test_what_the_graph_knows_needs_no_class_and_no_public_role_in_the_file(tmp_path: Path) -> None:
    olds = {
        "chief": Actor("chief", "Chief", "Person", wikidata="Q1", public_role="chief"),
        "it": Actor("it", "It", "Company", wikidata="Q2"),
    }
    take_over(Record(olds), tmp_path / "graph")
    dump = put(tmp_path, entity("Q1", "C", "Q5", P463=[said("Q2", "Q1$a"), said("Q3", "Q1$b")]), entity("Q2", "I", ""))
    record, account = taken(dump, old=present(tmp_path / "graph"))
    assert {(claim.subject, claim.object) for claim in record.claims.values()} == {("chief", "it"), ("chief", "Q3")}
    assert (account.used["entities"], record.actors["it"].aliases) == (2, (("I", "en"),))


def test_a_state_is_known_by_its_iso_code(tmp_path: Path) -> None:
    record, _ = taken(put(tmp_path, entity("Q37", "Lithuania", "Q3624078", P297=[said(text("LT"), "x")])))
    assert record.actors["lithuania"].wikidata == "Q37"


def test_an_import_adds_to_the_bundled_graph_without_a_second_lithuania(tmp_path: Path) -> None:
    lithuania = Known(present(folder("graph"))).find("Q37")
    assert lithuania and lithuania.label == "Lithuania"
