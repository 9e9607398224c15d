"""How alike two names are, and why: spellings, short forms, initials, states."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import booleans, lists, sampled_from

from conftest import record_of
from judgements_of import CLAIMS, GABRIELIUS, LONE, graph_in, person, small
from lkg.claims import Actor
from lkg.matching import alike, blocking, match
from lkg.matching.names import may_be_alike
from lkg.matching.words import words_of

WORDS = (
    "Landsbergis", "Gabrielius", "G.", "von", "der", "Leyen", "NATO", "EU", "European", "Union", "Bank", "of", "Co-op",
    "Владимир", "Путин", "Ю.", "محمد", "習近平", "Ltd", "LTD", "O'Brien", "Jr.", "(UN)", "44", "…", "Petrovich",
)  # fmt: skip
names = lists(sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


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


def body(name: str, label: str, kind: str = "Organization", **more: str) -> Actor:
    return Actor(name, label, kind, **more)


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
