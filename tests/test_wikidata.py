"""Entities of Wikidata as claims: ranks, qualifiers and references kept, doubt kept, and nothing dropped in silence."""

import bz2
import gzip
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import lkg
from conftest import run
from lkg import folders
from lkg.claims import Actor, Claim, Record, Source
from lkg.errors import InvalidFile, MissingFile, Misuse
from lkg.importers import present, take_over, wikidata
from lkg.importers.accounts import HEADINGS, LeftOut, listing_into
from lkg.importers.bulk import into_store
from lkg.importers.joining import Known
from lkg.importers.wikidata.tables import kinds, mapped, properties
from lkg.importers.wikidata.times import date
from lkg.validate import check
from lkg.vocab import PREFIXES, folder, ontology

JULIAN = "http://www.wikidata.org/entity/Q1985786"
Made = dict[str, Any]


def moment(time: str, precision: int = 11, **more: Any) -> Made:
    value = {"time": time, "precision": precision, "before": 0, "after": 0} | more
    return {"snaktype": "value", "datavalue": {"type": "time", "value": value}}


def to(item: str) -> Made:
    value = {"entity-type": "item", "id": item}
    return {
        "snaktype": "value",
        "datatype": "wikibase-item",
        "datavalue": {"type": "wikibase-entityid", "value": value},
    }


def text(words: str) -> Made:
    return {"snaktype": "value", "datavalue": {"type": "string", "value": words}}


def said(snak: str | Made, name: str, *, rank: str = "normal", refs: Iterable[Made] = (), **qualifiers: Any) -> Made:
    return {
        "mainsnak": to(snak) if isinstance(snak, str) else snak,
        "id": name,
        "rank": rank,
        "qualifiers": {p: snaks if isinstance(snaks, list) else [snaks] for p, snaks in qualifiers.items()},
        "references": [{"snaks": ref} for ref in refs],
    }


def entity(name: str, label: str = "", kind: str = "Q43229", **claims: list[Made]) -> Made:
    labels = {"en": {"language": "en", "value": label}} if label else {}
    found = {"P31": [said(kind, f"{name}$kind")]} if kind else {}
    return {"id": name, "type": "item", "modified": "2026-04-21T13:00:00Z", "labels": labels, "claims": found | claims}


def put(place: Path, *entities: Made, name: str = "dump.json") -> Path:
    """A dump: brackets, an entity a line, commas."""
    lines = ["[", *(json.dumps(each) + "," for each in entities), "]"]
    file = place / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def taken(*files: Path, listed: Path | None = None, **options: Any) -> tuple[Record, wikidata.Account]:
    with listing_into(listed) as listing:
        reading = wikidata.read(files, accessed="2026-11-22", listing=listing, **options)
        return reading.record, reading.account


def claims_of(place: Path, *entities: Made, **options: Any) -> list[Claim]:
    return list(taken(put(place, *entities), **options)[0].claims.values())


def member(**more: Any) -> Made:
    """The smallest entity that makes a claim."""
    return entity("Q1", "A", P463=[said("Q2", "Q1$a", **more)])


# The smallest example


def test_a_statement_becomes_a_claim_with_wikidata_as_its_unrated_source(tmp_path: Path) -> None:
    record, account = taken(put(tmp_path, member(P580=moment("+2004-05-01T00:00:00Z"))))
    (claim,) = record.claims.values()
    assert (claim.subject, claim.relation, claim.object, claim.when.text) == ("Q1", "memberOf", "Q2", "2004-05-01/")
    assert (claim.id, claim.credibility, claim.modality, claim.withdrawal) == ("Q1-a", "", "asserted", None)
    source = record.sources[claim.source]
    assert (source.title, source.reliability, source.published) == ("Wikidata: A (Q1)", "F", "2026-04-21")
    assert "names no reference" in source.note
    assert account.read == {"entities": 1, "statements": 2}
    assert (account.used, account.claims) == ({"entities": 1, "statements": 1}, 1)


def test_an_item_known_only_as_a_value_is_called_by_its_q_id_and_says_why_it_is_of_its_kind(tmp_path: Path) -> None:
    record, _ = taken(put(tmp_path, entity("Q1", "A", "Q5", P39=[said("Q9", "Q1$o")], P102=[said("Q2", "Q1$a")])))
    party = record.actors["Q2"]
    assert (party.label, party.kind, party.wikidata) == ("Q2", "PoliticalParty", "Q2")
    assert "member of political party (P102)" in party.scope


# Ranks: deprecated statements are no facts


def test_a_deprecated_statement_is_a_withdrawn_claim_and_neither_a_tie_nor_a_direct_edge(tmp_path: Path) -> None:
    ruled = member(rank="deprecated", P2241=to("Q25895909"))
    other = entity("Q3", "C", P463=[said("Q2", "Q3$a", rank="preferred")])
    record, account = taken(put(tmp_path, ruled, other))
    withdrawn = record.claims["Q1-a"].withdrawal
    assert withdrawn and withdrawn.on == "2026-04-21"
    assert withdrawn.because == "ranked as deprecated in the version of 2026-04-21; reason for the rank: Q25895909"
    assert account.withdrawn == 1
    take_over(record, tmp_path / "graph")
    graph = lkg.open(tmp_path / "graph")
    net = lkg.network(graph, memberships="ties")
    assert {(tie.source, tie.target) for tie in net.ties} == {("Q3", "Q2")}
    edges = graph.query("SELECT ?a { ?a lkg:memberOf actor:Q2 }")
    assert [str(row[0]) for row in edges] == [f"<{PREFIXES['actor']}Q3>"]


def test_the_locator_names_the_rank_and_the_statement(tmp_path: Path) -> None:
    (claim,) = claims_of(tmp_path, member(rank="preferred"))
    assert claim.locator == "Q1 P463, preferred rank, statement Q1$a"


# Doubt


@pytest.mark.parametrize("name", ["P5102", "P1480"])
def test_what_wikidata_itself_doubts_is_alleged_and_no_direct_edge(name: str, tmp_path: Path) -> None:
    record, account = taken(put(tmp_path, member(**{name: to("Q32188232")})))
    assert [claim.modality for claim in record.claims.values()] == ["alleged"]
    assert account.alleged == 1
    take_over(record, tmp_path / "graph")
    assert not list(lkg.open(tmp_path / "graph").query("SELECT ?a { ?a lkg:memberOf ?b }"))


def test_circa_is_about_the_date_and_no_doubt(tmp_path: Path) -> None:
    (claim,) = claims_of(tmp_path, member(P580=moment("+2004-00-00T00:00:00Z", 9), P1480=to("Q5727902")))
    assert (claim.modality, claim.when.text) == ("asserted", "2004~/")


def test_a_statement_that_someone_disputes_is_denied_by_them(tmp_path: Path) -> None:
    disputed = member(P1310=to("Q3"))
    record, _ = taken(put(tmp_path, disputed, entity("Q3", "C")))
    denial = record.claims["Q1-a-disputed-Q3"]
    assert (denial.subject, denial.relation, denial.object) == ("Q3", "denies", "Q1")
    assert (denial.disputes[0].disputed, denial.disputes[0].hits) == ("Q1-a", True)
    take_over(record, tmp_path / "graph")
    net = lkg.network(lkg.open(tmp_path / "graph"), memberships="ties")
    assert [(tie.relation, tie.contested) for tie in net.ties] == [("memberOf", True)]


# References


def test_each_reference_is_a_source_and_a_claim_of_its_own(tmp_path: Path) -> None:
    page = {
        "P854": [text("https://www.lrs.lt/x")],
        "P1476": [{"snaktype": "value", "datavalue": {"value": {"text": "Narys", "language": "lt"}}}],
        "P813": [moment("+2020-02-03T00:00:00Z")],
        "P577": [moment("+2019-00-00T00:00:00Z", 9)],
        "P1065": [text("https://web.archive.org/x")],
    }
    stated = {"P248": [to("Q36578")]}
    record, _ = taken(put(tmp_path, member(refs=[page, stated, page])))
    assert len(record.claims) == 2
    assert all(name.startswith("Q1-a-") for name in record.claims)
    web, base = sorted(record.sources.values(), key=lambda source: source.origin)
    assert (web.title, web.publisher, web.published) == ("Narys", "lrs.lt", "2019")
    assert (web.accessed, web.archived, web.reliability) == ("2020-02-03", "https://web.archive.org/x", "F")
    assert (base.url, base.origin) == ("https://www.wikidata.org/wiki/Q36578", "Q36578")
    assert "nobody here has read it" in base.note


def test_what_was_imported_from_wikipedias_and_what_has_no_reference_is_one_voice(tmp_path: Path) -> None:
    first = entity("Q1", "A", P530=[said("Q2", "Q1$a", refs=[{"P143": [to("Q328")]}, {"P143": [to("Q48183")]}])])
    record, _ = taken(put(tmp_path, first | {"claims": first["claims"] | {"P31": [said("Q6256", "Q1$k")]}}))
    assert {source.origin for source in record.sources.values()} == {"Wikimedia"}
    take_over(record, tmp_path / "graph")
    (tie,) = lkg.network(lkg.open(tmp_path / "graph")).ties
    assert (len(tie.claims), tie.voices) == (2, 1)


# Dates


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        ({"P580": moment("+2004-05-01T00:00:00Z"), "P582": moment("+2010-00-00T00:00:00Z", 9)}, "2004-05-01/2010"),
        ({"P580": moment("+2004-05-00T00:00:00Z", 10), "P582": {"snaktype": "novalue"}}, "2004-05/.."),
        ({"P580": moment("+2004-05-00T00:00:00Z", 10), "P582": {"snaktype": "somevalue"}}, "2004-05/"),
        ({"P580": {"snaktype": "novalue"}, "P582": moment("+2010-00-00T00:00:00Z", 9)}, "../2010"),
        ({"P582": moment("+1990-00-00T00:00:00Z", 8)}, "/199X"),
        ({"P585": moment("+1901-00-00T00:00:00Z", 7)}, "19XX"),
        ({"P580": moment("+1917-10-25T00:00:00Z", calendarmodel=JULIAN)}, "1917-11-07/"),
        ({"P580": moment("+1700-03-00T00:00:00Z", 10, calendarmodel=JULIAN)}, "1700-03~/"),
        ({"P580": moment("+2004-00-00T00:00:00Z", 11)}, "2004/"),
        ({"P580": [moment("+2004-00-00T00:00:00Z", 9), moment("+2006-00-00T00:00:00Z", 9)]}, "2004?/"),
        ({}, "2026-04-21?"),
    ],
)
def test_qualifiers_of_a_state_become_edtf(qualifiers: Made, expected: str, tmp_path: Path) -> None:
    assert [claim.when.text for claim in claims_of(tmp_path, member(**qualifiers))] == [expected]


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        ({"P585": moment("+2015-06-00T00:00:00Z", 10)}, "2015-06"),
        ({"P580": moment("+2015-09-30T00:00:00Z")}, "2015-09-30/2026-04-21"),
        ({}, "/2026-04-21"),
    ],
)
def test_an_event_has_no_open_end(qualifiers: Made, expected: str, tmp_path: Path) -> None:
    one = entity("Q1", "A", P1344=[said("Q2", "Q1$a", **qualifiers)])
    assert [claim.when.text for claim in claims_of(tmp_path, one)] == [expected]


def test_an_event_gives_its_own_date_to_those_who_took_part(tmp_path: Path) -> None:
    summit = entity(
        "Q1", "Summit", "Q1656682", P710=[said("Q2", "Q1$a")], P585=[said(moment("+2023-07-11T00:00:00Z"), "x")]
    )
    (claim,) = claims_of(tmp_path, summit)
    assert (claim.subject, claim.relation, claim.object, claim.when.text) == (
        "Q2",
        "participatesIn",
        "Q1",
        "2023-07-11",
    )


def test_a_state_without_a_date_ends_at_the_latest_with_its_subject(tmp_path: Path) -> None:
    dead = entity("Q1", "A", P463=[said("Q2", "Q1$a")], P576=[said(moment("+1945-00-00T00:00:00Z", 9), "Q1$d")])
    (claim,) = claims_of(tmp_path, dead)
    assert claim.when.text == "/1945?"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({"time": "-0044-03-15T00:00:00Z", "precision": 11}, "before our era"),
        ({"time": "+0001-01-01T00:00:00Z", "precision": 11, "calendarmodel": JULIAN}, "before our era"),
        ({"time": "+2000-00-00T00:00:00Z", "precision": 6}, "coarser than a century"),
        ({"time": "+12000-00-00T00:00:00Z", "precision": 9}, "after 9999"),
        ({"time": "+2001-02-30T00:00:00Z", "precision": 11}, "cannot be"),
        ({"time": "soon"}, "cannot be read"),
        ({}, "cannot be read"),
    ],
)
def test_dates_that_edtf_cannot_say_are_refused_with_a_reason(value: Made, why: str) -> None:
    with pytest.raises(LeftOut, match=why):
        date(value)


def test_a_statement_whose_only_date_cannot_be_used_is_listed_and_makes_no_claim(tmp_path: Path) -> None:
    _, account = taken(put(tmp_path, member(P580=moment("-0044-03-15T00:00:00Z"))), listed=tmp_path / "left.tsv")
    assert account.total("no-date") == 1
    assert "P463 member of: a year before our era" in (tmp_path / "left.tsv").read_text(encoding="utf-8")


def test_an_end_before_the_start_is_listed(tmp_path: Path) -> None:
    wrong = member(P580=moment("+2010-00-00T00:00:00Z", 9), P582=moment("+2004-00-00T00:00:00Z", 9))
    assert taken(put(tmp_path, wrong))[1].total("no-date") == 1


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


# Kinds


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


# Files


def test_an_answer_of_the_api_a_dump_and_packed_files_say_the_same(tmp_path: Path) -> None:
    one = member()
    dump = put(tmp_path, one)
    for name, data in {
        "api.json": json.dumps({"entities": {"Q1": one}}),
        "pretty.json": json.dumps({"entities": {"Q1": one}}, indent=1),
        "plain.json": json.dumps(one),
        "lines.json": json.dumps(one) + "\n",
    }.items():
        (tmp_path / name).write_text(data, encoding="utf-8")
    (tmp_path / "d.json.gz").write_bytes(gzip.compress(dump.read_bytes()))
    (tmp_path / "d.json.bz2").write_bytes(bz2.compress(dump.read_bytes()))
    records = [taken(file)[0] for file in sorted(tmp_path.iterdir())]
    assert all(record == records[0] for record in records)
    assert len(records[0].claims) == 1


def test_every_line_that_is_cut_is_named_before_anything_is_written(tmp_path: Path) -> None:
    file = put(tmp_path, member(), entity("Q2", "B"), entity("Q3", "C"))
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[2], lines[3] = lines[2][:60], '{"no": "id"},'
    file.write_text("\n".join(lines), encoding="utf-8")
    done = run("import", "wikidata", file, "--into", tmp_path / "graph")
    assert done.code == 1
    assert f"{file}:3  the JSON is cut off" in done.err
    assert f'{file}:4  no entity of Wikidata: it has no "id"' in done.err
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize(
    "data", [b"\xff\xfe{", b'{"id": "Q1", "labels": 3}', b"[" * 100_000, b"nonsense", b"", b"[\n]\n"]
)
def test_what_is_no_entity_is_refused_in_a_sentence(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(data)
    with pytest.raises(InvalidFile, match=r"x\.json"):
        taken(tmp_path / "x.json")


def test_a_packed_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(put(tmp_path, *(entity(f"Q{n}", str(n)) for n in range(1, 500))).read_bytes())
    (tmp_path / "cut.json.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InvalidFile, match="cut off or damaged"):
        taken(tmp_path / "cut.json.gz")


def test_a_call_without_a_place_or_a_file_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        wikidata.read([tmp_path / "none.json"])
    with pytest.raises(Misuse):
        wikidata.read([])
    done = run("import", "wikidata", put(tmp_path, member()))
    assert (done.code, "--into FOLDER" in done.err) == (2, True)


def test_a_dump_streams_into_a_store_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    dump = put(tmp_path, *(entity(f"Q{n}", str(n), P463=[said(f"Q{n + 1}", f"Q{n}$a")]) for n in range(1, 300)))
    for _ in range(2):
        done = run("import", "wikidata", dump, "--store", tmp_path / "store", "--accessed", "2026-11-22")
        assert done.code == 0, done.err
    graph = lkg.open(tmp_path / "store")
    assert len(graph.record.claims) == 299
    assert graph.record.actors["Q300"].scope.startswith("Known only as a value")


def test_a_store_and_a_folder_hold_the_same(tmp_path: Path) -> None:
    dump = put(tmp_path, member(rank="deprecated"), entity("Q3", "C", P463=[said("Q2", "Q3$a", P1310=to("Q1"))]))
    record, _ = taken(dump)
    into_store(wikidata.read([dump], accessed="2026-11-22").records, tmp_path / "store")
    assert dict(lkg.open(tmp_path / "store").record.claims) == dict(record.claims)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    done = run("import", "wikidata", put(tmp_path, member()), "--into", tmp_path / "graph", "--dry-run")
    assert (done.code, "1 claims added" in done.out, (tmp_path / "graph").exists()) == (0, True, False)


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


# The real files


@pytest.fixture(scope="module")
def real(truths: Path) -> list[Path]:
    files = sorted((truths / "tests" / "files" / "wikidata").glob("*.json"))
    assert len(files) == 9
    return files


def test_every_entity_and_statement_of_the_real_files_is_a_claim_or_has_its_reason(real: list[Path]) -> None:
    record, account = taken(*real)
    there = [each for file in real for each in json.loads(file.read_bytes())["entities"].values()]
    statements = [one for each in there for found in each["claims"].values() for one in found]
    assert (account.read["entities"], account.read["statements"]) == (len(there), len(statements)) == (9, 2234)
    assert account.used["entities"] + account.total("no-kind") == 9
    of_statements = set(account.reasons) - {"no-kind", "no-role", "no-item"}
    assert account.used["statements"] + sum(account.total(reason) for reason in of_statements) == 2234
    assert {name: account.total(name) for name in account.reasons if account.total(name)} == {
        "no-kind": 7, "entity": 1492, "private": 40, "unmapped": 257, "identifier": 292, "no-body": 19, "no-value": 2,
        "misfit": 1,
    }  # fmt: skip
    assert (account.used["entities"], account.used["statements"], len(record.claims)) == (2, 131, 143)


def test_what_the_real_files_became_breaks_no_rule_and_a_second_import_changes_nothing(
    real: list[Path], tmp_path: Path
) -> None:
    record, _ = taken(*real)
    take_over(record, tmp_path / "graph")
    assert [str(problem) for problem in check((tmp_path / "graph").rglob("*.ttl")).problems if problem.severe] == []
    again = take_over(taken(*real)[0], tmp_path / "graph")
    assert (again.added, again.changed, again.files) == ((), (), ())


def test_the_deprecated_office_of_the_real_file_is_withdrawn_once_its_body_is_known(
    real: list[Path], tmp_path: Path
) -> None:
    office = put(tmp_path, entity("Q2350808", "office", "Q4164871", P2389=[said("Q159", "Q2350808$a")]))
    record, account = taken(*real, office)
    (claim,) = [each for each in record.claims.values() if each.withdrawal]
    assert (claim.subject, claim.relation, claim.object, claim.modality) == ("Q7747", "leads", "Q159", "alleged")
    assert account.withdrawn == 1


def test_the_listing_of_the_real_files_has_a_line_for_each_thing_left_out(real: list[Path], tmp_path: Path) -> None:
    listed = tmp_path / "left.tsv"
    _, account = taken(*real, listed=listed)
    head, *rows = [line.split("\t") for line in listed.read_text(encoding="utf-8").splitlines()]
    assert tuple(head) == HEADINGS
    assert Counter(row[2] for row in rows) == Counter({name: found.total() for name, found in account.left.items()})
    assert all(len(row) == 5 and row[1] == "1" for row in rows)


def test_no_source_claims_more_than_it_is(real: list[Path]) -> None:
    record, _ = taken(*real)
    assert {(source.reliability, bool(source.note)) for source in record.sources.values()} == {("F", True)}
    assert {claim.credibility for claim in record.claims.values()} == {""}
    assert isinstance(next(iter(record.sources.values())), Source)
    assert replace(record, actors={}).claims == record.claims
