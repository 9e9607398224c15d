"""Which actors are the same: pairs with reasons, judgements that can be taken back, and whose claim it was."""

import csv
import io
import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import booleans, lists, sampled_from

import lkg
from conftest import record_of, run, ties
from lkg import folders
from lkg.claims import Actor, Record, Withdrawal
from lkg.claims.model import Judgement
from lkg.claims.same import contradictions, counted_as, merged
from lkg.errors import InvalidFile, Misuse
from lkg.graphs import Graph
from lkg.matching import Author, Judge, Known, alike, blocking, compare, match, review
from lkg.matching.judging import judge_file
from lkg.matching.names import may_be_alike
from lkg.matching.pairing import clashes
from lkg.matching.words import words_of

DESK = Author("the desk", "2026-11-29")
CLAIMS = (
    "lithuania supports taiwan 2022",
    "lithuania hostsOfficeOf roc 2021-11-18",
    "roc exportsTo japan 2022 claimant=roc",
    "lithuania supports ukraine 2022",
)
ACTORS: dict[str, str | Actor] = {
    "taiwan": Actor("taiwan", "Taiwan", "State", aliases=(("Republic of China", "en"),)),
    "roc": Actor("roc", "Republic of China", "State", aliases=(("中華民國", "zh"),)),
}


WORDS = (
    "Landsbergis", "Gabrielius", "G.", "von", "der", "Leyen", "NATO", "EU", "European", "Union", "Bank", "of", "Co-op",
    "Владимир", "Путин", "Ю.", "محمد", "習近平", "Ltd", "LTD", "O'Brien", "Jr.", "(UN)", "44", "…", "Petrovich",
)  # fmt: skip
names = lists(sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


def graph_in(folder: Path, record: Record) -> Graph:
    folders.save(record, folder)
    return lkg.open(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lithuania, Ukraine, Japan, and Taiwan under two ids."""
    folders.save(record_of(*CLAIMS, actors=ACTORS), tmp_path / "graph")
    return tmp_path / "graph"


def judged(one: str, other: str, verdict: str = "same", kept: str = "", **more: str) -> Judgement:
    pair = (one, other) if one < other else (other, one)
    return Judgement(f"{pair[0]}--{pair[1]}", pair, verdict, "2026-11-29", "the desk", "looked at", kept, **more)


def keep(folder: Path, *judgements: Judgement) -> Graph:
    folders.save_judgements(judgements, folder)
    return lkg.open(folder)


# names


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Тайвань", "Tayvan'", "same name in Latin letters"),
        ("Siemens AG", "Siemens Aktiengesellschaft", "same name"),
        ("Siemens AG", "Siemens GmbH", "same name, ag and gmbh left out"),
        ("VanderBilt", "van der Bilt", "same letters, divided into words differently"),
        ("People's Liberation Army", "PLA", "PLA has the initials of People's Liberation Army"),
        ("U.S. Department of State", "United States Department of State", "US for United States"),
        ("TSPMI", "Tarptautinių santykių ir politikos mokslų institutas", "TSPMI has the initials of"),
        ("OSCE", "Organization for Security and Co-operation in Europe", "OSCE has the initials of"),
        ("МИД", "Министерство иностранных дел", "МИД has the initials of"),
        ("DoD", "Department of Defense", "DoD has the initials of"),
        ("MFA of Lithuania", "Ministry of Foreign Affairs of Lithuania", "MFA for Ministry Foreign Affairs"),
    ],
)
def test_names_are_alike_for_a_reason(one: str, other: str, reason: str) -> None:
    found = alike(one, other)
    assert found.score >= 60
    assert reason in "; ".join(found.reasons)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alexander Lukashevich", "Lukas Alexander"),
        ("Brigade 44", "Brigade 45"),
        ("Government of Estonia", "Government of Ethiopia"),
        ("Ahmad bin Hasan", "Hasan bin Ahmad"),
        ("Michelle Obama", "Barack Obama"),
        ("Ben Wallace", "Robert Wallace"),
        ("A. Brown", "Jeffrey Brown"),
        ("Ivan Petrovich Sidorov", "Ivan Alekseyevich Sidorov"),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert alike(one, other, person=True).score < 60


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("G. Landsbergis", "Gabrielius Landsbergis", "G for Gabrielius"),
        ("Landsbergis G.", "Gabrielius Landsbergis", "G for Gabrielius"),
        ("J.-C. Juncker", "Jean-Claude Juncker", "J for Jean, C for Claude"),
        ("G. W. Bush", "George Bush", "G for George; only one name has W"),
        ("Ю. Тимошенко", "Юлія Тимошенко", "Y for Yuliya"),
        ("Joe Biden", "Joseph Biden", "forms of one first name: Joe/Joseph"),
        ("Volodymyr Zelensky", "Владимир Зеленский", "forms of one first name: Volodymyr/Vladimir"),
        ("Sergei Lavrov", "Sergey Viktorovich Lavrov", "only one name has Viktorovich"),
        ("He Lifeng", "Lifeng He", "same words in another order"),
    ],
)
def test_a_person_may_be_named_in_another_form(one: str, other: str, reason: str) -> None:
    found = alike(one, other, person=True)
    assert found.score >= 60
    assert reason in "; ".join(found.reasons)
    assert may_be_alike(one, other, person=True), "the quick look must not spare what would be found"


def test_an_initialism_of_two_letters_or_in_small_letters_says_little() -> None:
    assert alike("EU", "European Union").score < 60
    assert alike("Era", "European Railway Agency").score < 60
    assert alike("Nato", "North Atlantic Treaty Organization").score >= 60


@settings(derandomize=True, max_examples=300, deadline=None)
@given(names, names, booleans())
def test_likeness_of_any_two_names_has_bounds_and_no_direction(one: str, other: str, person: bool) -> None:
    found, back = alike(one, other, person), alike(other, one, person)
    assert found.score == back.score
    assert found.short == back.short
    assert 0 <= found.score <= 100
    assert found.score < 60 or found.reasons, "whoever judges must see why"


def test_likeness_has_no_direction() -> None:
    for one, other in (
        ("Olaf Schulze", "Olaf Scholz"),
        ("PLA", "People's Liberation Army"),
        ("A. Merkel", "Angela Merkel"),
    ):
        assert alike(one, other) == replace(alike(other, one), reasons=alike(one, other).reasons)


def test_signs_that_only_sound_the_same_are_not_certain() -> None:
    assert alike("高石早苗", "高市早苗", person=True).score < 90


def test_a_title_is_no_part_of_a_name_but_of_a_company() -> None:
    assert [word.text for word in words_of("Dr. Oetker", person=True).own] == ["oetker"]
    assert [word.text for word in words_of("Dr. Oetker").own] == ["dr", "oetker"]


def test_a_name_of_no_letters_breaks_nothing() -> None:
    assert alike("…", "NATO").score == 0
    assert blocking.pairs({"a": ["…"], "b": ["!"]}, frozenset()) <= {("a", "b")}


# short names


def listed(*actors: Actor, least: float = 60) -> dict[tuple[str, str], tuple[float, str]]:
    """Pairs of these actors → score and reasons."""
    graph = small("lithuania supports ukraine 2022", {each.id: each for each in actors})
    return {(each.actor.id, each.other.id): (each.score, each.words) for each in match(graph, least=least)}


def person(name: str, label: str) -> Actor:
    return Actor(name, label, "Person", public_role="minister")


def body(name: str, label: str, kind: str = "Organization", **more: str) -> Actor:
    return Actor(name, label, kind, **more)


LONE, GABRIELIUS = person("a", "Landsbergis"), person("g", "Gabrielius Landsbergis")


def test_a_surname_alone_is_proposed_where_only_one_bears_it() -> None:
    found = listed(LONE, GABRIELIUS, person("b", "Dalia Grybauskaitė"))
    assert found == {("a", "g"): (72, "Landsbergis gives only the surname; no other here may be meant")}
    assert found["a", "g"][0] < listed(GABRIELIUS, person("h", "Gabrielius Landsbergis"))["g", "h"][0]


def test_a_surname_that_two_bear_is_not_proposed_and_says_who_they_are() -> None:
    two = LONE, GABRIELIUS, person("v", "Vytautas Landsbergis")
    assert listed(*two) == {}
    score, words = listed(*two, least=50)["a", "g"]
    assert (score, words.partition("; ")[2]) == (
        50,
        "Landsbergis may mean 2 here: Gabrielius Landsbergis, Vytautas Landsbergis",
    )


def test_another_spelling_of_its_bearer_makes_no_second_one() -> None:
    found = listed(LONE, GABRIELIUS, person("s", "G. Landsbergis"), person("c", "LANDSBERGIS, Gabrielius"))
    assert {pair: score for pair, (score, _) in found.items() if "a" in pair} == {
        ("a", "g"): 72, ("a", "s"): 72, ("a", "c"): 72,
    }  # fmt: skip


def test_a_surname_may_have_a_title_or_particles_and_stand_in_another_script() -> None:
    found = listed(
        person("n", "President Nausėda"), person("gn", "Gitanas Nausėda"),
        person("l", "von der Leyen"), person("ul", "Ursula von der Leyen"),
        person("r", "Лавров"), person("sr", "Sergey Lavrov"),
    )  # fmt: skip
    assert {pair: score for pair, (score, _) in found.items()} == {("gn", "n"): 72, ("l", "ul"): 72, ("r", "sr"): 72}


def test_a_name_of_which_one_word_stands_first_may_be_a_surname_less_surely() -> None:
    assert listed(person("x", "Xi"), person("xj", "Xi Jinping"))["x", "xj"][0] == 62
    assert listed(person("k", "Kim"), person("ku", "Kim Jong-un"), person("ky", "Kim Yo-jong")) == {}
    tony, blair = person("t", "Tony Blair"), person("b", "Blair")
    assert listed(tony, blair, person("j", "Blair Jones")).keys() == {("b", "t")}, "who bears it as a surname is meant"


def test_a_surname_alone_is_looked_for_in_both_graphs(tmp_path: Path) -> None:
    here = graph_in(tmp_path / "here", record_of(CLAIMS[3], actors={"a": LONE}))
    there = graph_in(tmp_path / "there", record_of(CLAIMS[3], actors={"g": GABRIELIUS}))
    assert [(each.actor.id, each.other.id, each.score) for each in match(here, there)] == [("a", "g", 72)]
    both = {"a": LONE, "v": person("v", "Vytautas Landsbergis")}
    assert match(graph_in(tmp_path / "other", record_of(CLAIMS[3], actors=both)), there) == []


def test_a_surname_that_only_an_alias_gives_makes_no_pair_with_a_namesake() -> None:
    known = replace(GABRIELIUS, aliases=(("Landsbergis", "und-latn"),))
    assert listed(known, person("v", "Vytautas Landsbergis")) == {}


def test_initials_that_fit_two_persons_say_so() -> None:
    smiths = person("j", "J. Smith"), person("jo", "John Smith")
    alone = listed(*smiths)["j", "jo"]
    among = listed(*smiths, person("ja", "Jane Smith"))["j", "jo"]
    assert among[0] < alone[0]
    assert "J. Smith may mean 2 here: Jane Smith, John Smith" in among[1]


def test_an_initialism_of_two_letters_needs_a_body_of_its_own() -> None:
    assert listed(body("b", "BC"), body("c", "Baltic Council"))["b", "c"][0] == 72
    assert listed(body("b", "BC"), body("c", "Baltic Council"), body("d", "Business Club")) == {}


def test_two_long_names_of_one_initialism_are_both_proposed_and_score_less() -> None:
    found = listed(body("m", "MFA"), body("a", "Ministry of Foreign Affairs"), body("b", "Museum of Fine Arts"))
    assert {score for score, _ in found.values()} == {70}
    assert "MFA may mean 2 here: Ministry of Foreign Affairs, Museum of Fine Arts" in found["a", "m"][1]


def test_an_initialism_in_brackets_is_a_name_too() -> None:
    found = listed(body("b", "Baltic Air Policing Forum (BAPF)"), body("c", "BAPF"))
    assert found["b", "c"] == (99, "by another name (BAPF): same name")


def test_who_may_be_anybody_is_compared_with_persons_too() -> None:
    found = listed(body("l", "Lavrov"), person("s", "Sergey Lavrov"))
    assert found["l", "s"][0] == 62
    assert "differ in kind: Organization/Person" in found["l", "s"][1]
    assert listed(body("l", "Lavrov", "Company"), person("s", "Sergey Lavrov")) == {}


def test_the_order_in_which_actors_are_named_changes_no_score() -> None:
    actors = [LONE, GABRIELIUS, person("v", "Vytautas Landsbergis"), person("s", "G. Landsbergis")]
    scores = [{pair: score for pair, (score, _) in listed(*some, least=1).items()} for some in permutations(actors)]
    assert all(each == scores[0] for each in scores)


# states


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("PRC", "China"),
        ("P.R. China", "China"),
        ("People's Republic of China", "China"),
        ("The Republic of Lithuania", "Lithuania"),
        ("Holland", "Netherlands"),
        ("LTU", "Lithuania"),
        ("LT", "Lithuania"),
    ],
)
def test_a_state_is_known_by_long_forms_nicknames_and_codes(name: str, label: str) -> None:
    found = listed(body("x", name, "State"), body("y", label, "State"))
    assert found["x", "y"] == (97, f"same in the table of states: {label}")


def test_a_long_form_never_makes_two_states_one() -> None:
    congos = body("a", "Republic of the Congo", "State"), body("b", "Democratic Republic of the Congo", "State")
    chinas = body("c", "Republic of China", "State"), body("d", "China", "State")
    assert listed(*congos, *chinas) == {}


def test_states_of_like_names_are_two_and_so_are_their_bodies() -> None:
    names = ("Niger", "Nigeria", "Austria", "Australia")
    states = [body(name, name, "State") for name in names]
    banks = [body(f"b-{name}", f"National Bank of {name}") for name in names]
    assert listed(*states, *banks) == {}
    assert listed(banks[0], body("x", "The National Bank of Niger")) != {}


def test_a_country_code_tells_what_a_name_does_not() -> None:
    found = listed(body("x", "Litauen", "State", country="LT"), body("y", "Republic of Lithuania", "State"))
    assert found["x", "y"] == (75, "one country code, that of Lithuania")
    assert ("x", "y") not in listed(body("x", "Hong Kong", "State", country="CN"), body("y", "China", "State"))


def test_a_state_of_the_past_is_not_told_apart_by_the_table() -> None:
    assert listed(body("x", "Federal Republic of Germany", "State"), body("y", "Germany", "State"))["x", "y"][0] == 97
    assert ("x", "y") not in listed(body("x", "Republic of Vietnam", "State"), body("y", "Vietnam", "State"))


# pairs


def test_a_pair_says_why_and_what_each_reason_does(folder: Path) -> None:
    [found] = match(lkg.open(folder))
    assert (found.actor.id, found.other.id) == ("roc", "taiwan")
    assert found.words == "by another name (Republic of China): same name"
    assert found.score == 99, "a name alone never makes a pair certain"


def test_a_person_is_no_company() -> None:
    people = {"a": Actor("a", "Ursa Major", "Person", public_role="office"), "b": Actor("b", "Ursa Major", "Company")}
    assert match(small("lithuania supports ukraine 2022", people)) == []


def test_one_wikidata_id_settles_a_pair_and_two_exclude_it() -> None:
    same = {name: Actor(name, label, "State", wikidata="Q865") for name, label in (("a", "Taiwan"), ("b", "Formosa"))}
    other = {
        "a": Actor("a", "Georgia", "State", wikidata="Q230"),
        "b": Actor("b", "Georgia", "State", wikidata="Q1428"),
    }
    [found] = match(small(CLAIMS[3], same))
    assert (found.score, found.words) == (100, "same Wikidata id Q865")
    assert match(small(CLAIMS[3], other)) == []
    assert compare(small(CLAIMS[3], other), "a", "b").words == "Wikidata ids differ: Q230/Q1428"


def test_shared_ties_speak_for_a_pair_and_a_tie_between_them_against() -> None:
    actors = {
        "a": Actor("a", "Olaf Schulze", "Person", public_role="x"),
        "b": Actor("b", "Olaf Scholz", "Person", public_role="x"),
    }
    alone = compare(small("lithuania supports ukraine 2022", actors), "a", "b")
    shared = compare(small(["a leads germany 2022", "b leads germany 2022"], actors), "a", "b")
    joined = compare(small("a criticises b 2022", actors), "a", "b")
    assert joined.score < alone.score < shared.score
    assert "share 1 tie" in shared.words
    assert "C1 joins the two" in joined.words


def test_two_persons_a_century_apart_are_hardly_one() -> None:
    actors = {name: Actor(name, "Vytautas Didysis", "Person", public_role="x") for name in ("a", "b")}
    found = compare(small(["a leads lithuania 1905", "b leads lithuania 2022"], actors), "a", "b")
    assert "117 years lie between their claims" in found.words
    assert found.score < 80


def test_countries_that_differ_speak_against_a_pair() -> None:
    actors = {
        "a": Actor("a", "Ministry of Defence", "GovernmentBody", country="LT"),
        "b": Actor("b", "Ministry of Defence", "GovernmentBody", country="LV"),
    }
    [found] = match(small(CLAIMS[3], actors))
    assert found.score == 85
    assert "countries differ: LT/LV" in found.words


def test_pairs_between_two_graphs_have_one_of_each(folder: Path, tmp_path: Path) -> None:
    other = {"litva": Actor("litva", "Литва", "State", aliases=(("Lithuania", "en"),))}
    there = graph_in(tmp_path / "other", record_of("litva supports formosa 2022", actors=other))
    found = {(each.actor.id, each.other.id) for each in match(lkg.open(folder), there)}
    assert found == {("lithuania", "litva")}


def test_an_id_that_means_something_else_in_another_graph_is_told(folder: Path, tmp_path: Path) -> None:
    other = {"japan": Actor("japan", "Japan", "State"), "roc": Actor("roc", "Rocket Company", "Company")}
    graph_in(tmp_path / "other", record_of("japan supports roc 2022", actors=other))
    assert [one.id for one, _ in clashes(lkg.open(folder), lkg.open(tmp_path / "other"))] == ["roc"]
    done = run("--graph", folder, "match", "--with", tmp_path / "other", "--format", "csv")
    assert "The id roc is Republic of China here and Rocket Company there" in done.err


def test_the_bundled_graph_has_hardly_a_pair_to_judge(bundled: Graph) -> None:
    assert len(match(bundled)) <= 3


def test_ten_thousand_actors_take_no_comparison_of_all_pairs() -> None:
    first = [f"{a}{b}" for a in ("Jo", "Ka", "Li", "Mar", "Pe") for b in ("nas", "ta", "lius", "vydas", "rius")]
    last = [
        f"{a}{b}{c}" for a in ("Gry", "Lan", "Nau", "Sha", "Bal") for b in "bdgkmnrt" for c in ("auskas", "ytė", "ienė")
    ]
    names = {f"{n}": [f"{first[n % 25]} {last[n % 120]}{n // 120}"] for n in range(10_000)}
    assert len(blocking.pairs(names, frozenset(names))) < 1_000_000


# judgements


def test_a_judgement_makes_two_actors_one_node_everywhere(folder: Path) -> None:
    graph = keep(folder, judged("roc", "taiwan", kept="taiwan"))
    assert ties(graph) == {
        ("lithuania", "supports", "taiwan"),
        ("lithuania", "hostsOfficeOf", "taiwan"),
        ("lithuania", "supports", "ukraine"),
        ("taiwan", "exportsTo", "japan"),
    }
    assert graph.actor("roc") == graph.actor("中華民國") == "taiwan"
    assert [row["o"] for row in graph.query("SELECT ?o { actor:taiwan lkg:exportsTo ?o }").values()] == [
        "https://w3id.org/lkg/actor/japan"
    ]
    names = {row["n"] for row in graph.query("SELECT ?n { actor:taiwan skos:altLabel ?n }").values()}
    assert {"Republic of China", "中華民國"} <= names


def test_queries_see_one_subject_and_whom_the_claim_names(folder: Path) -> None:
    graph = keep(folder, judged("roc", "taiwan", kept="taiwan"))
    asked = "SELECT ?claim ?named { ?claim rdf:subject|rdf:object actor:taiwan OPTIONAL { ?claim lkg:asNamed ?named } }"
    found = {(row["claim"][-2:], row.get("named", "")[-3:]) for row in graph.query(asked).values()}
    assert found == {("C1", ""), ("C2", "roc"), ("C3", "roc")}
    assert graph.query("SELECT ?claim { ?claim rdf:subject actor:roc }").values() == []
    assert [str(row.c)[-2:] for row in graph.rdflib.query("SELECT ?c { ?c rdf:subject actor:taiwan }")] == ["C3"]


def test_each_claim_keeps_the_actor_that_it_names(folder: Path) -> None:
    graph = keep(folder, judged("roc", "taiwan", kept="taiwan"))
    assert graph.recorded.claims["C2"].object == "roc"
    assert graph.record.claims["C2"].object == "taiwan"
    assert graph.named("C3") == {"subject": "Republic of China", "claimant": "Republic of China"}
    assert graph.named("C1") == {}


def test_a_pair_that_judgements_on_others_settle_is_not_listed(folder: Path) -> None:
    actors = {name: Actor(name, "Japan", "State") for name in ("japan", "nihon", "nippon")}
    folders.save(record_of(*CLAIMS, actors=ACTORS | actors), folder)
    for second, kept in (("same", "japan"), ("notSame", "")):
        graph = keep(folder, judged("japan", "nihon", kept="japan"), judged("japan", "nippon", second, kept))
        found = {(each.actor.id, each.other.id) for each in match(graph)}
        assert ("nihon", "nippon") not in found
        assert {("japan", "nihon"), ("japan", "nippon")} <= found, "those judged themselves are, with their judgement"
    graph = keep(folder, judged("japan", "nippon", "unsure"))
    assert ("nihon", "nippon") in {(each.actor.id, each.other.id) for each in match(graph)}


def test_taking_a_judgement_back_restores_all(folder: Path) -> None:
    before = {file.name: file.read_text() for file in folder.rglob("*.ttl")}
    one = keep(folder, judged("roc", "taiwan", kept="taiwan"))
    judge = Judge(one, DESK)
    judge.undo("roc--taiwan", "before 1945 they are two")
    judge.save()
    after = lkg.open(folder)
    assert after.record.actors.keys() == {"japan", "lithuania", "roc", "taiwan", "ukraine"}
    assert after.recorded.judgements["roc--taiwan"].withdrawal == Withdrawal(
        "2026-11-29", "the desk", "before 1945 they are two"
    )
    assert {file.name: file.read_text() for file in folder.rglob("*.ttl") if file.name in before} == before


def test_a_graph_without_judgements_is_read_as_ever(folder: Path) -> None:
    graph = lkg.open(folder)
    assert graph.record is graph.recorded


def test_the_table_of_a_store_on_disk_has_them_as_one(folder: Path, tmp_path: Path) -> None:
    keep(folder, judged("roc", "taiwan", kept="taiwan"))
    done = run("import", "rdf", *sorted(folder.rglob("*.ttl")), "--store", tmp_path / "store")
    assert done.code == 0, done.err
    graph = lkg.open(tmp_path / "store")
    assert ("taiwan", "exportsTo", "japan") in ties(graph)
    assert graph.named("C2") == {"object": "Republic of China"}
    rows = graph.query("SELECT ?claim { ?claim rdf:subject actor:taiwan }").values()
    assert [row["claim"][-2:] for row in rows] == ["C3"]


def test_judgements_chain_to_the_one_that_is_kept_last() -> None:
    chain = [judged("a", "b", kept="b"), judged("b", "c", kept="c"), judged("d", "a", kept="a")]
    assert counted_as(chain) == {"a": "c", "b": "c", "d": "c"}
    assert counted_as(chain, {"a", "b"}) == {"a": "b"}, "who is not in the graph stands for nobody"


def test_contradictions_name_the_chain_and_how_to_mend_it() -> None:
    [problem] = contradictions([judged("a", "b", kept="b"), judged("b", "c", kept="c"), judged("a", "c", "notSame")])
    assert problem.file == "judgement a--c"
    assert "a--b, b--c make them one" in problem.message
    assert "lkg match --undo" in problem.message


def test_judgements_in_a_circle_are_refused() -> None:
    circle = [
        judged("a", "b", kept="b"),
        judged("b", "c", kept="c"),
        judged("a", "c", kept="a"),
        judged("x", "a", kept="a"),
    ]
    [problem] = contradictions(circle)
    assert "a--b, a--c, b--c" in problem.message
    assert list(contradictions(circle[:2])) == []


def test_a_contradiction_is_told_with_file_and_line(folder: Path) -> None:
    actors = ACTORS | {"prc": Actor("prc", "Prc", "State")}
    folders.save(record_of(*CLAIMS, actors=actors), folder)
    keep(
        folder,
        judged("roc", "taiwan", kept="taiwan"),
        judged("prc", "roc", kept="roc"),
        judged("prc", "taiwan", "notSame"),
    )
    done = run("check", folder, "--quick")
    assert done.code == 1
    assert "identity.ttl:" in done.out
    assert "prc and taiwan are not the same" in done.out
    with pytest.raises(InvalidFile, match=r"identity.ttl:\d+ .*not the same"):
        _ = lkg.open(folder).record


def test_a_judgement_on_somebody_who_is_not_here_waits(folder: Path) -> None:
    graph = keep(folder, judged("roc", "formosa", kept="formosa"))
    assert "roc" in graph.record.actors
    done = run("check", folder, "--quick")
    assert done.code == 0
    assert "formosa, which is not in this graph" in done.out


def test_judging_is_checked_against_what_stands(folder: Path) -> None:
    judge = Judge(lkg.open(folder), DESK)
    judge.judge("roc", "taiwan", "same")
    judge.judge("roc", "japan", "notSame")
    with pytest.raises(Misuse, match="contradicts"):
        judge.judge("taiwan", "japan", "same")
    assert set(judge.changed) == {"roc--taiwan", "japan--roc"}
    with pytest.raises(Misuse, match="one"):
        judge.judge("roc", "roc", "same")


def test_judging_anew_withdraws_what_was_judged_before(folder: Path) -> None:
    judge = Judge(lkg.open(folder), DESK)
    first, second = judge.judge("roc", "taiwan", "unsure"), judge.judge("taiwan", "roc", "same", "looked closer")
    assert (first.id, second.id) == ("roc--taiwan", "roc--taiwan--2")
    judge.save()
    found = lkg.open(folder).recorded.judgements
    assert [(each.id, each.verdict, each.stands) for each in found.values()] == [
        ("roc--taiwan", "unsure", False),
        ("roc--taiwan--2", "same", True),
    ]
    assert judge.judge("roc", "taiwan", "same") == second, "the same again changes nothing"


def test_the_actor_with_more_claims_is_kept_unless_somebody_says_otherwise(folder: Path) -> None:
    assert Judge(lkg.open(folder), DESK).judge("roc", "taiwan", "same").kept == "roc"
    assert Judge(lkg.open(folder), DESK).judge("roc", "taiwan", "same", keep="taiwan").kept == "taiwan"
    with pytest.raises(Misuse, match="none of the two"):
        Judge(lkg.open(folder), DESK).judge("roc", "taiwan", "same", keep="japan")


def test_a_block_is_written_in_canonical_form_and_passes_the_check(folder: Path) -> None:
    judge = Judge(lkg.open(folder), DESK)
    judge.judge("roc", "taiwan", "same", "two names of one government")
    file = judge.save()
    assert run("format", "--check", file).code == 0
    found = run("check", folder)
    assert "identity.ttl" not in found.out, found.out
    assert 'lkg:judgedBecause "two names of one government"@en' in file.read_text()


def test_placements_of_two_that_are_one_stay_a_partition() -> None:
    bundled = lkg.open()
    record = replace(bundled.recorded, judgements={"estonia--latvia": judged("estonia", "latvia", kept="latvia")})
    before, after = (each.groupings["bloc"].placements for each in (record, merged(record)))
    assert [placed for placed in after if placed.actor == "latvia"] == [p for p in before if p.actor == "latvia"]
    assert "estonia" not in {placed.actor for placed in after}


# the command


def test_the_csv_comes_back_as_judgements(folder: Path, tmp_path: Path) -> None:
    listed = run("--graph", folder, "match", "--format", "csv")
    [row] = csv.DictReader(io.StringIO(listed.out))
    assert (row["actor"], row["other"], row["judgement"], row["score"]) == ("roc", "taiwan", "", "99")
    file = tmp_path / "judged.csv"
    file.write_text(listed.out.replace("roc,taiwan,,", 'roc,taiwan,same,"two names"'))
    done = run("--graph", folder, "match", "--judge", file, "--by", "the desk")
    assert (done.code, done.err) == (0, "")
    assert lkg.open(folder).record.counted_as == {"taiwan": "roc"}
    [row] = csv.DictReader(io.StringIO(run("--graph", folder, "match", "--judged", "--format", "csv").out))
    assert (row["judgement"], row["reason"], row["by"]) == ("same", "two names", "the desk")


def test_the_same_judgements_again_change_nothing(folder: Path, tmp_path: Path) -> None:
    keep(folder, judged("roc", "taiwan", kept="taiwan"))
    file, before = tmp_path / "judged.csv", (folder / "identity.ttl").read_text()
    file.write_text(run("--graph", folder, "match", "--format", "csv").out)
    assert "0 judged, 1 as before" in run("--graph", folder, "match", "--judge", file).out
    assert (folder / "identity.ttl").read_text() == before


def test_a_file_of_judgements_is_taken_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "judged.csv"
    file.write_text("actor,other,judgement,reason\nroc,taiwan,same,x\nroc,tawian,same,x\nroc,japan,perhaps,x\n")
    done = run("--graph", folder, "match", "--judge", file)
    assert done.code == 1
    assert f"{file}:3  The graph knows no actor 'tawian'. Did you mean Taiwan?" in done.err
    assert f"{file}:4  'perhaps' is no judgement. Write same, not same or unsure." in done.err
    assert not (folder / "identity.ttl").exists()
    file.write_text("who,whom\n")
    assert "the column actor is missing" in run("--graph", folder, "match", "--judge", file).err


def test_names_in_a_file_of_judgements_are_those_of_the_data(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "judged.csv"
    file.write_text("actor,other,judgement\nTaiwan,中華民國,not the same\n")
    [made] = judge_file(Judge(lkg.open(folder), DESK), file)
    assert (made.actors, made.verdict) == (("roc", "taiwan"), "notSame")


def test_undo_withdraws_and_says_what_follows(folder: Path) -> None:
    keep(folder, judged("roc", "taiwan", kept="taiwan"))
    wrong = run("--graph", folder, "match", "--undo", "roc--taiwn")
    assert wrong.code == 2
    assert "Did you mean roc--taiwan?" in wrong.err
    done = run("--graph", folder, "match", "--undo", "roc--taiwan", "--because", "two after all")
    assert "roc and taiwan are two again" in done.out
    assert "withdrawn before" in run("--graph", folder, "match", "--undo", "roc--taiwan").err


def test_nothing_is_judged_in_the_graph_that_is_shipped() -> None:
    done = run("match", "--undo", "x")
    assert done.code == 2
    assert "lkg --graph FOLDER match" in done.err


def test_json_has_every_part(folder: Path) -> None:
    found = json.loads(run("--graph", folder, "match", "--format", "json").out)
    [row] = found["rows"]
    assert row["parts"] == [{"words": "by another name (Republic of China): same name", "points": 100.0}]


def answers(*keys: str) -> tuple[list[str], list[str]]:
    return [f"{key}\n" for key in keys], []


def reviewed(folder: Path, *keys: str) -> tuple[str, int, int]:
    """What a review with these answers tells, and how many it answers and leaves."""
    graph = lkg.open(folder)
    given, told = answers(*keys)
    known = Known(graph)
    waiting = [each for each in match(graph) if not each.verdict]
    done = review(waiting, Judge(graph, DESK), (known, known), lambda words: given.pop(0) if given else "", told.append)
    return "\n".join(told), done.answered, done.left


def test_a_review_shows_reasons_and_claims_and_saves_every_answer(folder: Path) -> None:
    told, answered, left = reviewed(folder, "x", "s")
    assert (answered, left) == (1, 0)
    assert "score 99   by another name (Republic of China): same name" in told
    assert "lithuania hosts an office of Republic of China, 18 Nov 2021 (paper) C2" in told
    assert "Type one letter" in told
    assert lkg.open(folder).record.counted_as == {"taiwan": "roc"}


def test_a_review_goes_on_where_it_was_left(folder: Path) -> None:
    actors = ACTORS | {"nippon": Actor("nippon", "Japan", "State"), "japan": Actor("japan", "Japan", "State")}
    folders.save(record_of(*CLAIMS, actors=actors), folder)
    assert reviewed(folder, "n", "q")[1:] == (1, 1)
    assert reviewed(folder)[1:] == (0, 1), "the end of the input stops it, too"
    assert reviewed(folder, "u")[1:] == (1, 0)
    verdicts = {each.verdict for each in lkg.open(folder).recorded.judgements.values()}
    assert verdicts == {"notSame", "unsure"}


def test_the_other_one_can_be_kept(folder: Path) -> None:
    reviewed(folder, "o")
    assert lkg.open(folder).record.counted_as == {"roc": "taiwan"}


def test_the_prompt_says_who_is_kept(folder: Path) -> None:
    graph, asked = lkg.open(folder), list[str]()
    known = Known(graph)

    def ask(words: str) -> str:
        asked.append(words)
        return ""

    review(match(graph), Judge(graph, DESK), (known, known), ask, lambda words: None)
    assert asked == ["s same, keep A · o same, keep B · n not the same · u unsure · b back · q stop > "]


def test_of_two_persons_with_as_many_claims_the_longer_name_is_kept() -> None:
    graph = small(CLAIMS[3], {"a": LONE, "g": GABRIELIUS})
    assert Judge(graph, DESK).kept("a", "g") == "g"


def test_the_last_answer_can_be_taken_back_and_stays_on_record(folder: Path) -> None:
    actors = ACTORS | {"nippon": Actor("nippon", "Japan", "State"), "japan": Actor("japan", "Japan", "State")}
    folders.save(record_of(*CLAIMS, actors=actors), folder)
    told, answered, left = reviewed(folder, "b", "n", "b", "s", "u")
    assert (answered, left) == (2, 0)
    assert told.count("1 of 2") == 2
    assert "No answer was given before." in told
    first, again = (each for each in lkg.open(folder).recorded.judgements.values() if "japan" in each.actors)
    assert (first.verdict, first.stands) == ("notSame", False)
    assert first.withdrawal == Withdrawal(DESK.day, DESK.name, "taken back in the review")
    assert (again.verdict, again.stands) == ("same", True)


def test_a_review_of_settled_pairs_asks_nothing(folder: Path) -> None:
    keep(folder, judged("roc", "taiwan", "unsure"))
    done = run("--graph", folder, "match", "review")
    assert done.out == "No pair waits to be judged from score 60. --again asks about 1 judged unsure.\n"


def test_a_list_says_what_is_just_below_it(tmp_path: Path) -> None:
    actors = {each.id: each for each in (LONE, GABRIELIUS, person("v", "Vytautas Landsbergis"))}
    graph_in(tmp_path / "graph", record_of(CLAIMS[3], actors=actors))
    done = run("--graph", tmp_path / "graph", "match", "--format", "table")
    assert "0 pairs to judge from score 60" in done.out
    assert "2 pairs more from score 50, which a surname has that several bear: --least 50." in done.out


def test_a_pair_that_earlier_answers_made_one_is_passed_over(folder: Path) -> None:
    actors = {name: Actor(name, "Japan", "State") for name in ("japan", "nihon", "nippon")}
    folders.save(record_of(*CLAIMS, actors=ACTORS | actors), folder)
    keep(folder, judged("roc", "taiwan", "notSame"))
    assert reviewed(folder, "s", "s", "q")[1:] == (2, 0)
    assert set(lkg.open(folder).record.counted_as.values()) == {"japan"}


def small(lines: str | list[str], actors: dict[str, Actor]) -> Graph:
    """A graph in memory of some claims and actors."""
    from conftest import graph_of

    return graph_of(*([lines] if isinstance(lines, str) else lines), actors=dict(actors))
