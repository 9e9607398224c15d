"""Whom a text means where it does not name them: capitals, what belongs to a leader, and words that point back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from coded import article, bundled_record, mentioned, only, proposed, told
from conftest import record_of
from lkg.claims import Actor
from lkg.coding import code, naming
from lkg.importers import actors as listed

# capitals


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Beijing accused Vilnius of breaking its word.", ("china", "accuses", "lithuania")),
        ("Moscow has imposed new sanctions on Tokyo.", ("russia", "sanctions", "japan")),
        ("Hanoi expelled two Chinese diplomats.", ("vietnam", "expelsDiplomatsOf", "china")),
        ("Talks between Seoul and Tokyo resumed.", ("south-korea", "consultsWith", "japan")),
        ("The White House condemned Iran.", ("usa", "criticises", "iran")),
        ("Poland was criticised by Berlin.", ("germany", "criticises", "poland")),
        ("Under pressure from Moscow, Yerevan left the group.", ("russia", "coerces", "armenia")),
        ("Estonia sent weapons to Kyiv.", ("estonia", "suppliesArmsTo", "ukraine")),
    ],
)
def test_a_capital_that_acts_or_is_acted_on_is_its_government(text: str, claim: tuple[str, str, str]) -> None:
    assert claim in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Protesters gathered in Oslo.",
        "Oslo is cold.",
        "The minister flew to Tallinn.",
        "Kyiv's streets were empty.",
        "A road from Riga leads north.",
        "Washington Post reporters came.",
        "George Washington crossed the river.",
        "The Paris Agreement entered into force.",
        "The Kyiv-based centre closed.",
        "Brussels was asked.",
    ],
)
def test_a_capital_that_is_a_place_or_part_of_a_name_is_no_mention(text: str) -> None:
    assert mentioned(text) == []


def test_a_capital_says_why_it_was_taken_for_a_government_and_lowers_the_confidence() -> None:
    found = only("Beijing sanctioned Lithuania.")
    assert "'Beijing' taken for China, whose capital it is" in found.reason
    assert (found.confidence, only("China sanctioned Lithuania.").confidence) == ("medium", "high")
    assert "'Kremlin' taken for Russia, whose seat of government it is" in small("The Kremlin threatened Finland.")


def small(text: str) -> str:
    """The reason of the only proposal where nothing but the listed states is known."""
    (found,) = code(article(text), record_of()).proposals
    return found.reason


def test_a_place_of_the_graph_is_a_place_until_it_acts() -> None:
    assert mentioned("The office in Vilnius opened.") == [("Vilnius", "vilnius")]
    assert mentioned("Vilnius condemned it.") == [("Vilnius", "lithuania")]


def test_a_government_that_the_graph_calls_by_its_capital_is_not_its_streets() -> None:
    belarus = record_of(
        actors={"by": Actor("by", "Government of Belarus", "GovernmentBody", aliases=(("Minsk", "en"),))}
    )
    found = [code(article(text), belarus).mentions for text in ("Minsk accused nobody.", "A fire broke out in Minsk.")]
    assert [[each.actor for each in mentions] for mentions in found] == [["by"], []]


def test_a_place_speaks_of_its_state_only_where_a_place_can() -> None:
    assert told("Canada opened an embassy in Oslo.") == {("norway", "hostsOfficeOf", "canada")}
    assert told("Joe Biden arrived in Warsaw.") == {("joe-biden", "visits", "poland")}
    assert told("Japan condemned violence in Minsk.") == set()


def test_every_listed_city_is_of_a_known_state_and_listed_once() -> None:
    with (Path(naming.__file__).parent / "capitals.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    states = {actor.id for actor in listed.by_name().values()}
    assert [row["actor"] for row in rows if row["actor"] not in states] == []
    assert [row["kind"] for row in rows if row["kind"] not in ("capital", "seat", "city")] == []
    assert len({row["name"] for row in rows}) == len(rows)
    assert rows == sorted(rows, key=lambda row: (row["actor"], row["name"]))


# names


def test_every_listed_state_is_known_by_its_name() -> None:
    states = sorted({each.id: each.label for each in listed.by_name().values() if each.kind == "State"}.items())
    text = "\n".join(f"There is {label}." for _, label in states)
    assert [each.actor for each in code(article(text), record_of()).mentions] == [name for name, _ in states]


def test_of_two_bearers_the_one_whose_whole_name_it_is_counts() -> None:
    assert mentioned("Vietnam spoke.") == [("Vietnam", "vietnam")]


def test_letters_in_brackets_name_an_actor_from_then_on() -> None:
    body = record_of(actors={"b": Actor("b", "Northern Grid Council", "InternationalOrganization")})
    text = "The NGC waited. The Northern Grid Council (NGC) met, and the NGC left."
    found = code(article(text), body).mentions
    assert [text[each.start : each.end] for each in found] == ["Northern Grid Council", "NGC", "NGC"]


def test_a_last_name_is_enough_with_a_title_if_only_one_bears_it() -> None:
    assert mentioned("Secretary Blinken spoke.") == [("Blinken", "antony-blinken")]
    assert mentioned("Blinken spoke.") == []
    people = {name: Actor(name, f"{name.title()} Smith", "Person") for name in ("anna", "ben")}
    assert code(article("Minister Smith spoke."), record_of(actors=people)).mentions == ()


# leaders


@pytest.mark.parametrize(
    "text",
    [
        "Poland contributed to Volodymyr Zelenskyy's war effort.",
        "Poland donated to Volodymyr Zelenskyy's government.",
    ],
)
def test_what_belongs_to_a_leader_stands_for_the_state(text: str) -> None:
    found = only(text)
    assert (found.object, found.relation) == ("ukraine", "aids")
    assert "taken for Ukraine" in found.reason


def test_a_leader_is_else_meant_in_person() -> None:
    assert told("Poland thanked Volodymyr Zelenskyy.") == {("poland", "supports", "volodymyr-zelenskyy")}


# words that point back


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Lithuania is small. The country sanctioned Belarus.", ("lithuania", "sanctions", "belarus")),
        ("China is large. Lithuania criticised the country.", ("lithuania", "criticises", "china")),
        ("Poland waited. It condemned Russia.", ("poland", "criticises", "russia")),
        ("Japan waited. Its foreign ministry condemned Iran.", ("japan", "criticises", "iran")),
        ("NATO met. The alliance condemned Russia.", ("nato", "criticises", "russia")),
        ("The European Commission met. The Commission thanked Spain.", ("european-commission", "supports", "spain")),
        ("Estonia and Latvia met. They condemned Russia.", ("latvia", "criticises", "russia")),
        ("Estonia and Latvia met. The two countries signed a treaty.", ("estonia", "signsAgreementWith", "latvia")),
        ("Wang Yi came. He criticised Lithuania.", ("wang-yi", "criticises", "lithuania")),
        ("Poland backed Ukraine and pushed for its accession.", ("poland", "advocatesFor", "ukraine")),
    ],
)
def test_a_word_points_back_to_the_last_actor_that_fits(text: str, claim: tuple[str, str, str]) -> None:
    assert claim in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The country sanctioned Belarus.",
        "Both countries condemned Russia.",
        "Latvia, Estonia and Poland waited. The two countries condemned Russia.",
        "Poland waited for Latvia. The country that condemned Russia left.",
        "Poland waited.\n\nNothing happened.\n\nThe country sanctioned Belarus.",
    ],
)
def test_a_word_that_points_nowhere_or_to_too_many_says_nothing(text: str) -> None:
    assert told(text) == set()


def test_a_word_points_into_its_paragraph_before_the_one_above() -> None:
    text = "Poland waited.\nLatvia is small. The country sanctioned Belarus."
    assert told(text) == {("latvia", "sanctions", "belarus")}
    assert told("Poland waited.\nThe country sanctioned Belarus.") == {("poland", "sanctions", "belarus")}


def test_each_guess_lowers_the_confidence_by_one() -> None:
    texts = (
        "Latvia sanctioned Russia.",
        "Latvia waited. It sanctioned Russia.",
        "Latvia waited. It sanctioned Moscow.",
    )
    assert [only(text).confidence for text in texts] == ["high", "medium", "low"]


def test_words_that_point_back_are_shown_as_no_mentions() -> None:
    text = "Lithuania is small. The country sanctioned Belarus."
    assert [words for words, _ in mentioned(text)] == ["Lithuania", "Belarus"]
    assert "'The country' taken for Lithuania" in proposed(text)[0].reason
    assert bundled_record().actors["lithuania"].label == "Lithuania"
