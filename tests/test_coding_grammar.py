"""What a sentence says of whom: passive and active, names joined, nouns for deeds, clauses, and what is said aside."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coded import article, bundled_record, only, proposed, told
from lkg import coding
from lkg.coding import code, grammar
from lkg.coding.derived import derived
from lkg.coding.grammar.elements import elements
from lkg.coding.grammar.sentence import Sentence
from lkg.coding.mentions import Index
from lkg.coding.patterns import bundled, compiled
from lkg.coding.words import words


def parsed(text: str) -> Sentence:
    index = Index(bundled_record().actors.values())
    return Sentence(elements(words(text), index.mentions(text)), index.actors)


def groups(text: str) -> set[tuple[str, ...]]:
    """The names of a sentence that stand together, by their actors."""
    sentence = parsed(text)
    return {tuple(sentence.names[place].actor for place in group) for group in sentence.groups.values()}


def lines(text: str) -> set[str]:
    return {" ".join(claim) for claim in told(text)}


# voices


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Russia was condemned by Estonia and Latvia.", {"estonia criticises russia", "latvia criticises russia"}),
        ("Belarus has been sanctioned repeatedly by Canada.", {"canada sanctions belarus"}),
        ("Weapons were sent to Armenia by France.", {"france suppliesArmsTo armenia"}),
        ("Imports from Australia were restricted by China.", {"china restrictsTradeWith australia"}),
        ("Sanctions imposed by the EU on Belarus remain.", {"eu sanctions belarus"}),
        ("Moldova was granted candidate status by the EU.", {"moldova candidateFor eu"}),
        ("Two Russian diplomats were expelled from Norway.", {"norway expelsDiplomatsOf russia"}),
        ("Cambodia rejected accusations by Thailand.", {"cambodia denies thailand"}),
        ("Armenia left the alliance led by Russia.", set()),
    ],
)
def test_a_passive_says_who_acts(text: str, claims: set[str]) -> None:
    assert lines(text) == claims


def test_a_passive_and_a_noun_before_who_acts_follow_from_an_active_wording() -> None:
    assert list(derived("S sanction~ O")) == ["O sanction~ed by S"]
    assert list(derived("S pressure on|against O")) == [
        "pressure on|against O by|from S",
        "pressure by|of|from S on|against O",
    ]
    assert list(derived("O sanctioned by S")) == list(derived("S & O meet~")) == []


def test_each_derived_wording_can_be_found() -> None:
    texts = {pattern.text for found in bundled().values() for pattern in found}
    more = {text for stated in texts for text in derived(stated)}
    assert more <= texts
    assert len(more) > 300


@pytest.mark.parametrize("text", ["S", "O sanctioned", "S + O", "S sanctions O and S"])
def test_a_wording_without_both_ends_or_a_word_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="needs S and O"):
        compiled("sanctions", text)


# names that stand together


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Latvia, Estonia and Poland left", {("latvia", "estonia", "poland")}),
        ("China condemned Russia and Poland sent tanks", {("china",), ("russia",), ("poland",)}),
        ("France backed Armenia, and Russia did nothing", {("france",), ("armenia",), ("russia",)}),
        ("Poland, the United States, and Japan left", {("poland", "usa", "japan")}),
        ("After the war in Iraq, Syria and Iran were poor", {("iraq",), ("syria", "iran")}),
        ("the President of Finland and the Prime Minister of Norway left", {("finland", "norway")}),
        ("a Poland-Lithuania link", {("poland", "lithuania")}),
    ],
)
def test_names_stand_together_unless_a_clause_begins_between_them(text: str, together: set[tuple[str, ...]]) -> None:
    assert groups(text) == together


# who acts


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Iran condemned Israel and supported Syria.", {"iran criticises israel", "iran supports syria"}),
        ("Finland joined NATO and sanctioned Russia.", {"finland memberOf nato", "finland sanctions russia"}),
        ("Polish voters support Ukraine.", set()),
        ("In Lithuania, China sanctioned Poland.", {"china sanctions poland"}),
        ("A US-backed complaint opposing China failed.", set()),
        ("Experts in Japan criticised Iran.", set()),
    ],
)
def test_who_is_acted_on_owned_or_only_named_does_not_act(text: str, claims: set[str]) -> None:
    assert lines(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Lithuania, which hosts German troops, waited.", {"lithuania hostsTroopsOf germany"}),
        ("Belarus, which borders Poland, was sanctioned by Canada.", {"canada sanctions belarus"}),
        ("Turkey, whose troops attacked Syria, waited.", {"turkey attacks syria"}),
        (
            "Poland condemned Belarus, which sanctioned Latvia.",
            {"poland criticises belarus", "belarus sanctions latvia"},
        ),
        ("Chile, after talks with Bolivia, sanctioned Peru.", {"chile consultsWith bolivia", "chile sanctions peru"}),
        ("Poland (which borders Belarus) sanctioned Iran.", {"poland sanctions iran"}),
        ("Wang Yi, foreign minister of China, sanctioned Iran.", {"wang-yi servesIn china"}),
        ("Poland supports its allies, including Latvia, as they leave.", {"poland supports latvia"}),
        ("Japan backs our NATO ally Poland.", {"japan supports poland", "poland memberOf nato"}),
    ],
)
def test_what_is_said_by_the_way_has_its_own_subject(text: str, claims: set[str]) -> None:
    assert lines(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Norway decided to send missiles to Ukraine.", {"norway suppliesArmsTo ukraine"}),
        (
            "Latvia praised Ireland's decision to recognise Palestine.",
            {"latvia supports ireland", "ireland recognises palestine"},
        ),
        ("Estonia accused Russia of attacking Ukraine.", {"estonia accuses russia", "russia attacks ukraine"}),
        ("Italy urged Egypt to support Libya.", {"italy appealsTo egypt"}),
        ("Germany warned China against arming Russia.", {"germany threatens china"}),
        ("China should help Ukraine.", set()),
        ("By supporting Taiwan, Lithuania waited.", {"lithuania supports taiwan"}),
        ("After talks with Oman, Iran waited.", {"iran consultsWith oman"}),
        ("After sanctions on Oman, Iran waited.", set()),
        ("Iran waited after it attacked Oman.", {"iran attacks oman"}),
        ("Iran accused Syria after it attacked Oman.", {"iran accuses syria"}),
    ],
)
def test_a_verb_that_hangs_on_another_finds_its_subject_or_is_no_deed(text: str, claims: set[str]) -> None:
    assert lines(text) == claims


# nouns for deeds


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("China's ban on Lithuanian imports remains.", {"china restrictsTradeWith lithuania"}),
        ("Taiwan's growing investment in Lithuania is new.", {"taiwan investsIn lithuania"}),
        ("Criticism of Hungary by Sweden is new.", {"sweden criticises hungary"}),
        ("Support for Ukraine from Spain is new.", {"spain supports ukraine"}),
        ("A meeting of Japan with India is planned.", {"japan consultsWith india"}),
        ("Talks between Chile and Peru ended.", {"chile consultsWith peru"}),
        ("The EU sanctioned Belarus for its support to Russia.", {"eu sanctions belarus", "belarus supports russia"}),
        ("Ireland reviewed the agreement with Israel.", set()),
        ("Hungary's opposition to sanctions angered Ukraine.", set()),
        ("Japan and Latvia met to discuss support for Ukraine.", {"japan consultsWith latvia"}),
        ("Spain leads a NATO battlegroup.", set()),
    ],
)
def test_a_noun_tells_whose_deed_it_is_and_to_whom(text: str, claims: set[str]) -> None:
    assert lines(text) == claims


def test_what_a_text_claims_again_is_told_so() -> None:
    first, second = proposed("China sanctioned Lithuania. So China sanctioned Lithuania.")
    assert (first.reason, second.reason) == (first.reason, f"{first.reason}; the same claim as above")


def test_a_halted_deed_is_denied() -> None:
    assert only("The EU suspended aid to Georgia.").modality == "negated"


def test_an_amount_in_a_wording_is_not_spelled_out() -> None:
    assert only("Berlin promised €40 million in aid to Lithuania.").reason.startswith("'promised … in aid to' stands")


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.text(alphabet="Kyiv Beijing accused \"“”()-,;.:'s\n", max_size=80))
def test_any_text_is_coded(text: str) -> None:
    found = code(article(f"China {text}"), bundled_record())
    assert all(0 <= each.start < each.end <= len(text) + 6 for each in found.mentions)


# the words it rests on


def test_every_list_of_words_is_used_and_in_small_letters() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in Path(coding.__file__).parent.rglob("*.py"))
    table = tomllib.loads((Path(grammar.__file__).parent / "english.toml").read_text(encoding="utf-8"))
    assert [name for name in table if f'"{name}"' not in source] == []
    assert [name for name, text in table.items() if text != text.lower()] == []


def test_no_list_holds_a_word_twice() -> None:
    table = tomllib.loads((Path(grammar.__file__).parent / "english.toml").read_text(encoding="utf-8"))
    assert {name: words for name, text in table.items() if (words := twice(text.split()))} == {}


def twice(found: list[str]) -> list[str]:
    return sorted({word for word in found if found.count(word) > 1})
