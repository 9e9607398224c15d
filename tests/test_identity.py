"""Which actor a name means, in any script and spelling, and what is said where it means none or several."""

import pytest

from conftest import graph_of
from lkg.claims import Actor
from lkg.errors import AmbiguousName, Misuse, UnknownActor
from lkg.graphs import Graph
from lkg.identity import Names, fold


def names(*actors: Actor) -> Names:
    return Names(actors)


LITHUANIA = Actor(
    "lithuania", "Lithuania", "State", (("Lietuva", "lt"), ("立陶宛", "und-hani"), ("Литва", "ru")), "Q37"
)


@pytest.mark.parametrize(
    "name",
    [
        "lithuania",
        "Lithuania",
        "LITHUANIA",
        " lithuania ",
        "actor:lithuania",
        "Lietuva",
        "立陶宛",
        "Литва",
        "ЛИТВА",
        "Q37",
    ],
)
def test_an_actor_is_found_by_id_label_alias_and_wikidata_in_any_script(name: str) -> None:
    assert names(LITHUANIA, Actor("latvia", "Latvia", "State")).resolve(name) == "lithuania"


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        ("Ingrida Šimonytė", "ingrida simonyte"),
        ("Gitanas Nausėda", "Gitanas Nauseda"),
        ("Höegh LNG", "Hoegh LNG"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("People's Republic of China", "Peoples Republic of China"),
        ("People’s Republic of China", "people's republic of china"),
        ("Nord Stream 2", "nord-stream 2"),
        ("Україна", "Украіна"),
        ("EU", "ＥＵ"),
    ],
)
def test_diacritics_case_and_punctuation_do_not_matter(label: str, typed: str) -> None:
    found = names(Actor("x", label, "State"), Actor("y", "Another", "State"))
    assert found.resolve(typed) == "x"
    assert found.resolve(label) == "x"


def test_different_scripts_are_different_names() -> None:
    assert fold("Литва") != fold("Litva")
    with pytest.raises(UnknownActor):
        names(LITHUANIA).resolve("立")


def test_a_label_goes_before_an_alias() -> None:
    country = Actor("georgia", "Georgia", "State")
    state = Actor("us-georgia", "State of Georgia", "State", (("Georgia", "en"),))
    assert names(state, country).resolve("Georgia") == "georgia"


def test_an_id_goes_before_the_label_of_another() -> None:
    found = names(Actor("eu", "European Union", "State"), Actor("x", "eu", "State"))
    assert found.resolve("eu") == "eu"


def test_a_name_that_several_bear_is_refused_with_the_ids_to_choose_from() -> None:
    found = names(
        Actor("mfa-b", "Ministry of B", "GovernmentBody", (("Foreign Ministry", "en"),)),
        Actor("mfa-a", "Ministry of A", "GovernmentBody", (("Foreign Ministry", "en"),)),
    )
    with pytest.raises(AmbiguousName) as caught:
        found.resolve("foreign ministry")
    assert str(caught.value) == "'foreign ministry' can be mfa-a, mfa-b. Give one of these ids."
    assert isinstance(caught.value, Misuse)
    assert isinstance(caught.value, KeyError)


def test_two_aliases_of_one_actor_that_read_alike_are_one_name() -> None:
    assert names(Actor("x", "Švedija", "State", (("Svedija", "en"), ("ŠVEDIJA", "lt")))).resolve("svedija") == "x"


def test_an_unknown_name_gets_near_ones() -> None:
    with pytest.raises(UnknownActor) as caught:
        names(LITHUANIA, Actor("taiwan", "Taiwan", "State")).resolve("Lithuana")
    assert str(caught.value) == "The graph knows no actor 'Lithuana'. Did you mean Lithuania?"
    assert isinstance(caught.value, KeyError)


def test_a_name_that_is_like_none_gets_no_near_ones() -> None:
    with pytest.raises(UnknownActor, match=r"no actor 'Qwxz'\.$"):
        names(LITHUANIA).resolve("Qwxz")


@pytest.mark.parametrize("name", ["", " ", "…", "-", "'"])
def test_no_name_is_nobodys(name: str) -> None:
    nobody = Actor("x", "X", "State")
    with pytest.raises(UnknownActor):
        names(nobody, LITHUANIA).resolve(name)
    assert names(nobody).exact(name) is None


def test_people_go_by_their_last_name_as_long_as_only_one_bears_it() -> None:
    found = names(
        Actor("a-smith", "Anna Smith", "Person"),
        Actor("b-smith", "Ben Smith", "Person"),
        Actor("c-jones", "Cy Jones", "Person"),
    )
    assert found.resolve("Jones") == "c-jones"
    with pytest.raises(AmbiguousName):
        found.resolve("Smith")


def test_exactly_one_actor_or_none_bears_a_name() -> None:
    found = names(LITHUANIA, Actor("a", "A", "State", (("Club", "en"),)), Actor("b", "B", "State", (("Club", "en"),)))
    assert [found.exact(name) for name in ("lietuva", "Club", "Nobody")] == ["lithuania", None, None]


def test_a_graph_resolves_names_wherever_one_is_typed() -> None:
    graph = graph_of("lithuania aids b 2022", actors={"lithuania": LITHUANIA})
    assert graph.actor("Lietuva") == "lithuania"
    assert graph.label("lithuania") == "Lithuania"
    assert graph.label("nobody") == "nobody"


def test_every_actor_of_the_bundled_graph_is_found_by_its_id_label_and_item(bundled: Graph) -> None:
    for actor in bundled.record.actors.values():
        assert bundled.actor(actor.id) == actor.id
        assert bundled.actor(actor.label) == actor.id
        assert not actor.wikidata or bundled.actor(actor.wikidata) == actor.id


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Lietuva", "lithuania"),
        ("立陶宛", "lithuania"),
        ("中国", "china"),
        ("PRC", "china"),
        ("WTO", "wto"),
        ("EU", "eu"),
    ],
)
def test_the_bundled_graph_knows_names_in_many_scripts(bundled: Graph, name: str, actor: str) -> None:
    assert bundled.actor(name) == actor
