"""From a text to proposals: what it names, when, how much, and which claims its sentences seem to make."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coded import article, bundled_record, only, proposed, told
from conftest import record_of
from lkg import turtle
from lkg.claims import Actor
from lkg.coding import articles, code, patterns
from lkg.coding.dates import dates
from lkg.coding.mentions import Index
from lkg.coding.words import plain
from lkg.errors import InvalidFile, InvalidPeriod, Misuse
from lkg.evidence import sentences
from lkg.importers.amounts import amounts
from lkg.vocab import folder, ontology

PATTERNS = folder("ontology") / "patterns.ttl"


def named(text: str, *actors: Actor) -> list[tuple[str, str]]:
    """The words and the actor of each mention."""
    return [(text[m.start : m.end], m.actor) for m in Index(actors).mentions(text)]


# what a text names


def test_a_state_is_known_by_its_name_its_people_and_its_possessive() -> None:
    assert named("Lithuania's exports, Lithuanian lasers and Chinese firms") == [
        ("Lithuania", "lithuania"),
        ("Lithuanian", "lithuania"),
        ("Chinese", "china"),
    ]


def test_the_longest_name_counts_and_none_lies_inside_another() -> None:
    centre = Actor("coe", "NATO Energy Security Centre of Excellence", "MilitaryUnit")
    assert named("the NATO Energy Security Center of Excellence of NATO", centre) == [
        ("NATO Energy Security Center of Excellence", "coe"),
        ("NATO", "nato"),
    ]


def test_a_person_goes_by_the_last_name_only_once_introduced() -> None:
    person = Actor("g", "Gabrielius Landsbergis", "Person")
    text = "Landsbergis spoke. Gabrielius Landsbergis left, then Landsbergis’s staff."
    assert [words for words, _ in named(text, person)] == ["Gabrielius Landsbergis", "Landsbergis"]


def test_a_name_is_found_with_and_without_its_accents() -> None:
    person = Actor("i", "Ingrida Šimonytė", "Person")
    assert named("Ingrida Simonyte and Ingrida Šimonytė", person) == [
        ("Ingrida Simonyte", "i"),
        ("Ingrida Šimonytė", "i"),
    ]


def test_a_common_word_is_no_name() -> None:
    asset = Actor("boxer", "Boxer", "Asset")
    assert named("a boxer met us in a Boxer; turkey and china were served", asset) == [("Boxer", "boxer")]


def test_a_name_that_two_actors_bear_says_nothing() -> None:
    assert (
        named("The Ministry spoke.", Actor("a", "Ministry", "GovernmentBody"), Actor("b", "Ministry", "Company")) == []
    )


def test_positions_count_code_points() -> None:
    (mention,) = Index([]).mentions("𝔸 č\u0301 – Taiwan")
    assert (mention.start, mention.end) == (7, 13)


@given(st.text())
def test_folding_keeps_every_position(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(alphabet='Aa. \n"?é’', max_size=60))
def test_sentences_follow_one_another_and_lose_nothing_but_white_space(text: str) -> None:
    spans = list(sentences(text))
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


# when


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("on 9 February 2021", "2021-02-09"),
        ("on February 9, 2021", "2021-02-09"),
        ("in February 2021", "2021-02"),
        ("on 2021-02-09", "2021-02-09"),
        ("since 2014", "2014"),
        ("from 2014 to 2016", "2014/2016"),
        ("in 2014-16", "2014/2016"),
        ("today", "2022-04-28"),
        ("yesterday", "2022-04-27"),
        ("on Tuesday", "2022-04-26"),
        ("last Thursday", "2022-04-21"),
        ("last month", "2022-03"),
        ("last year", "2021"),
        ("this week", "2022-04-25/2022-04-28"),
        ("three months ago", "2022-01"),
        ("over the past two years", "2020/2022"),
        ("in November", "2021-11"),
        ("on May 1", "2022-05-01"),
        ("on 31 December", "2021-12-31"),
    ],
)
def test_a_date_counts_from_the_day_of_the_text(words: str, when: str) -> None:
    assert [each.when for each in dates(f"It happened {words}.", dt.date(2022, 4, 28))] == [when]


@pytest.mark.parametrize(
    "words", ["31 June 2021", "2014 troops", "$2000", "the PzH 20005", "it may be", "12.2014.3", "may 5 states leave"]
)
def test_what_is_no_date_is_left(words: str) -> None:
    found = dates(f"So {words}.", dt.date(2022, 4, 28))
    assert [each for each in found if len(each.when) > 7] == []
    assert len(found) <= ("June" in words)


def test_a_number_in_a_name_is_no_date() -> None:
    assert code(article("Germany delivered the PzH 2000 to Ukraine."), bundled_record()).dates == ()


# how much


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [
        ("€130m", "130000000", "EUR"),
        ("$1.5 billion", "1500000000", "USD"),
        ("EUR 5 million", "5000000", "EUR"),
        ("300 million euros", "300000000", "EUR"),
        ("NT$8 million", "8000000", "TWD"),
        ("90%", "90", "percent"),
        ("2.52 percent of GDP", "2.52", "percent of GDP"),
        ("4,200 migrants", "4200", "migrants"),
        ("1,600 German troops", "1600", "troops"),
    ],
)
def test_an_amount_has_its_number_and_its_unit(words: str, number: str, unit: str) -> None:
    (found,) = amounts(f"It was {words} in all.")
    assert (found.number, found.unit) == (number, unit)


# which claims


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("China suspended imports from Lithuania.", ("china", "restrictsTradeWith", "lithuania")),
        ("Lithuania was sanctioned by China.", ("china", "sanctions", "lithuania")),
        ("Chinese sanctions against Lithuania remain.", ("china", "sanctions", "lithuania")),
        ("Sanctions on Belarus by the EU remain.", ("eu", "sanctions", "belarus")),
        ("Lithuania's support for Ukraine is firm.", ("lithuania", "supports", "ukraine")),
        ("Germany sent tanks to Ukraine.", ("germany", "suppliesArmsTo", "ukraine")),
        ("Ukraine received military aid from Poland.", ("poland", "militarilyAids", "ukraine")),
        ("China recalled its ambassador from Lithuania.", ("china", "recallsAmbassadorFrom", "lithuania")),
        ("Joe Biden visited Poland.", ("joe-biden", "visits", "poland")),
        ("Wang Yi, foreign minister of China, met Joe Biden.", ("wang-yi", "consultsWith", "joe-biden")),
        ("Germany stations a brigade in Lithuania.", ("lithuania", "hostsTroopsOf", "germany")),
        ("The talks between Latvia and Estonia ended.", ("latvia", "consultsWith", "estonia")),
    ],
)
def test_a_wording_says_who_did_what_to_whom(text: str, claim: tuple[str, str, str]) -> None:
    assert claim in told(text)


def test_the_longer_wording_knows_better() -> None:
    assert told("Lithuania was sanctioned by China.") == {("china", "sanctions", "lithuania")}


def test_names_joined_by_and_each_have_their_claim() -> None:
    assert told("Latvia, Estonia and Lithuania expelled Russian diplomats.") == {
        (state, "expelsDiplomatsOf", "russia") for state in ("latvia", "estonia", "lithuania")
    }


def test_a_claim_never_reaches_over_the_end_of_a_sentence() -> None:
    assert told("China was angry. It sanctioned nobody. Lithuania waited.") == set()
    assert told("Poland condemned. Russia waited.") == set()


def test_the_ontology_says_what_may_stand_at_either_end() -> None:
    assert told("Joe Biden joined Wang Yi.") == set()


def test_who_is_accused_does_not_accuse() -> None:
    assert told("Belarus is accused by Lithuania.") == {("lithuania", "accuses", "belarus")}
    assert told("Belarus was accused of much in Lithuania.") == set()


def test_a_state_before_a_title_only_says_whose() -> None:
    assert ("china", "consultsWith", "joe-biden") not in told("Chinese Foreign Minister Wang Yi met Joe Biden.")


def test_a_title_belongs_to_one_of_two_who_are_joined() -> None:
    assert told("US President Joe Biden and his Chinese counterpart Xi Jinping met.") == {
        ("joe-biden", "leads", "usa"),
        ("joe-biden", "consultsWith", "xi-jinping"),
    }


def test_what_is_said_of_a_name_between_commas_is_passed_over() -> None:
    assert ("wang-yi", "visits", "poland") in told("Wang Yi, who leads the ministry of China, visited Poland.")


def test_a_word_for_an_actor_is_a_guess_and_says_so() -> None:
    found = proposed("Lithuania is small. The country sanctioned Belarus.")
    assert [(each.subject, each.object, each.confidence) for each in found] == [("lithuania", "belarus", "medium")]
    assert "'The country' taken for Lithuania" in found[0].reason


@pytest.mark.parametrize(
    ("text", "modality", "because"),
    [
        ("China sanctioned Lithuania.", "asserted", ""),
        ("China did not sanction Lithuania.", "negated", "not"),
        ("China never sanctioned Lithuania.", "negated", "never"),
        ("China sanctioned neither Lithuania nor anybody.", "negated", "neither"),
        ("Lithuania is not a member of the G7.", "negated", "not"),
        ("China plans to sanction Lithuania.", "planned", "plans to"),
        ("China will sanction Lithuania.", "planned", "will"),
        ("China allegedly sanctioned Lithuania.", "alleged", "allegedly"),
        ("China is accused of sanctioning Lithuania.", "alleged", "accused of"),
        ("China no longer sanctions Lithuania.", "ended", "no longer"),
        ("China sanctions Lithuania from 1 June 2023.", "planned", "a date to come"),
    ],
)
def test_a_sentence_says_in_which_way_it_means_it(text: str, modality: str, because: str) -> None:
    found = only(text)
    assert found.modality == modality
    assert because in found.reason


def test_an_event_cannot_have_ended() -> None:
    assert only("China no longer threatened Lithuania.").modality == "negated"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("China sanctioned Lithuania last month.", "2022-03"),
        ("China has sanctioned Lithuania since 2021.", "2021/.."),
        ("China has threatened Lithuania since 2021.", "2021/2022-04-28"),
        ("China sanctioned Lithuania.", "2022-04-28"),
        ("China threatened Lithuania.", "2022-04~"),
        ("Germany will send tanks to Ukraine in May.", "2022-05"),
        ("Germany will send tanks to Ukraine in March.", "2023-03"),
    ],
)
def test_a_claim_is_dated_by_its_sentence_or_by_the_day_of_the_text(text: str, when: str) -> None:
    assert only(text).when == when


def test_a_date_is_no_more_precise_than_that_of_the_text() -> None:
    (found,) = proposed("China sanctioned Lithuania.", "2022-04~")
    assert found.when == "2022-04"
    (found,) = proposed("China threatened Lithuania yesterday.", "2022-04")
    assert found.when == "2022-04"


def test_what_happened_last_month_is_not_put_off_by_a_plan() -> None:
    assert only("China will, it said last month, sanction Lithuania.").when == "2022-03"


def test_a_claim_takes_the_amount_of_its_passage() -> None:
    found = only("Poland gave $3 bn in military aid to Ukraine.")
    assert (found.amount, found.unit) == ("3000000000", "USD")
    found = only("Germany sent 14 tanks to Ukraine.")
    assert (found.amount, found.unit) == ("14", "tanks")


def test_of_two_amounts_in_a_passage_none_is_guessed() -> None:
    assert only("Germany sent 14 tanks worth €20m to Ukraine.").amount == ""


def test_a_passage_is_what_the_claim_needs_and_its_reason_says_why() -> None:
    text = "Last week, officials said, China suspended all imports from Lithuania, an EU member."
    found = next(each for each in proposed(text) if each.relation == "restrictsTradeWith")
    assert text[found.start : found.end] == "China suspended all imports from Lithuania"
    assert found.reason.startswith("'suspended imports from' stands between China and Lithuania")
    assert found.confidence == "high"


def test_a_passive_says_so() -> None:
    assert (
        "'sanctioned by' stands between Lithuania and China; passive"
        in only("Lithuania was sanctioned by China.").reason
    )


def test_coded_again_a_claim_keeps_its_id() -> None:
    assert proposed("China sanctioned Lithuania.") == proposed("China sanctioned Lithuania.")


def test_actors_are_those_of_the_graph_and_the_list_of_states() -> None:
    small = record_of(actors={"firm": Actor("firm", "Acme Lasers", "Company")})
    (found,) = code(article("Chile sanctioned Acme Lasers."), small).proposals
    assert (found.subject, found.relation, found.object) == ("chile", "sanctions", "firm")


# the text and its source


def test_a_header_says_what_the_source_is_and_is_not_coded() -> None:
    text = "Title: China sanctioned Latvia\nPublisher: A paper\nDate: 2021-06-01\n\nChina sanctioned Lithuania."
    made = articles.of(text)
    (found,) = code(made, bundled_record()).proposals
    assert (found.object, text[found.start : found.end]) == ("lithuania", "China sanctioned Lithuania")
    assert (made.source.title, made.source.published) == ("China sanctioned Latvia", "2021-06-01")


def test_an_option_goes_before_the_header() -> None:
    made = articles.of("Title: one\nPublisher: two\nDate: 2021\n\nText.", {"title": "another"})
    assert made.source.title == "another"


def test_a_source_that_lacks_something_is_refused_with_the_repair() -> None:
    with pytest.raises(Misuse, match=r"lacks its title and publisher and published. Give --title …"):
        articles.of("China sanctioned Lithuania.")
    with pytest.raises(InvalidPeriod, match="no EDTF date"):
        article("Text.", "28/04/2022")
    with pytest.raises(Misuse, match="no kind of source 'nws'"):
        articles.of("Text.", {"title": "a", "publisher": "b", "published": "2021", "kind": "nws"})


def test_a_text_that_will_yield_little_is_told() -> None:
    about = {"title": "a", "publisher": "b", "published": "2022", "language": "lt"}
    assert "the text is lt" in articles.advice(articles.of("Tekstas.", about))[0]
    assert articles.advice(article("A paragraph.\nAnother one, and\n- a list")) == []


# the patterns


def test_every_relation_has_its_wordings() -> None:
    assert {pattern.relation for pattern in patterns.read([PATTERNS])} == set(ontology().relations)


def test_the_file_of_patterns_is_canonical() -> None:
    text = PATTERNS.read_text(encoding="utf-8")
    assert turtle.format_text(text, str(PATTERNS)) == text


def test_faulty_patterns_are_refused_together(tmp_path: Path) -> None:
    file = tmp_path / "patterns.ttl"
    file.write_text(
        "@prefix lkg: <https://w3id.org/lkg/ontology#> .\n"
        'lkg:sanctions lkg:pattern "S sanctions"@en . lkg:sanctoins lkg:pattern "S sanctions O"@en .\n'
        'lkg:aids lkg:pattern "S:Persn aids O"@en .',
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as refused:
        patterns.read([file])
    words = str(refused.value)
    assert "'S sanctions' needs S and O" in words
    assert "no term 'sanctoins'. Did you mean sanctions" in words
    assert "no term 'Persn'. Did you mean Person" in words
