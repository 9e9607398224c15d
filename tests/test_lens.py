"""Which claims a lens sees: by time, modality, relation, actor, source, rating, dispute and sign."""

from contextlib import suppress
from pathlib import Path

import pytest

import lkg
from conftest import graph_of, holding, only_tie, ties
from lkg import lens as lenses
from lkg.claims import Actor
from lkg.errors import InvalidFile, InvalidLens, Misuse, UnknownActor, UnknownLens
from lkg.graphs import Graph
from lkg.lens import Lens

AIDS = ("a", "aids", "b")
KINDS = {
    "firm": "Company",
    "union": "InternationalOrganization",
    "minister": "Person",
    "law": "Policy",
    "case": "Dispute",
    "summit": "Event",
    "plant": "Asset",
    "city": "Place",
}


def seen(graph: Graph, **options: object) -> set[str]:
    """The claims beneath the ties and memberships that a lens sees."""
    net = lkg.network(graph, **options)
    return {name for tie in (*net.ties, *net.memberships) for name in tie.claims}


# When


def test_a_day_sees_the_events_of_the_two_years_before_it() -> None:
    graph = graph_of("a aids b 2020-06-30", "a aids b 2020-07-01", "a aids b 2022-07-01", "a aids b 2022-07-02")
    assert seen(graph, at="2022-07-01") == {"C2", "C3"}


@pytest.mark.parametrize(("memory", "expected"), [("0m", {"C3"}), ("1m", {"C2", "C3"}), ("3y", {"C1", "C2", "C3"})])
def test_the_memory_of_a_lens_can_be_set(memory: str, expected: set[str]) -> None:
    graph = graph_of("a aids b 2020-01-01", "a aids b 2022-06-01", "a aids b 2022-07-01")
    assert seen(graph, at="2022-07-01", memory=memory) == expected


def test_a_day_sees_the_states_of_that_day_alone_whatever_the_memory() -> None:
    graph = graph_of("a sanctions b 2020/2022-06-30", "a sanctions b 2022-07-01/..", "a sanctions b 2022-07-02/..")
    assert seen(graph, at="2022-07-01", memory="10y") == {"C2"}


def test_a_window_sees_states_that_hold_and_events_that_happen_from_its_first_day_to_its_last() -> None:
    graph = graph_of(
        "a aids b 2021-12-31",
        "a aids b 2022-01-01",
        "a aids b 2022-06-30",
        "a aids b 2022-07-01",
        "a sanctions b 2020/2021",
        "a sanctions b 2020/2022-01-01",
        "a sanctions b 2022-06-30/..",
        "a sanctions b 2022-07-01/..",
    )
    assert seen(graph, between=["2022", "2022-06"]) == {"C2", "C3", "C6", "C7"}


def test_a_month_is_a_window_for_states_and_its_first_day_begins_the_memory_of_events() -> None:
    graph = graph_of("a sanctions b 2022-07-31/..", "a aids b 2022-07-31", "a aids b 2020-07-01", "a aids b 2020-06-30")
    assert seen(graph, at="2022-07") == {"C1", "C2", "C3"}


def test_an_event_possibly_happened_on_any_day_of_its_dates_and_surely_in_a_window_that_holds_them_all() -> None:
    graph = graph_of("a aids b 2022-02/2022-04")
    windows = [
        ["2022-01", "2022-02-01"],
        ["2022-03-10", "2022-03-11"],
        ["2022-02-01", "2022-04-30"],
        ["2022-02-02", "2023"],
    ]
    assert [seen(graph, between=window) == {"C1"} for window in windows] == [True, True, True, True]
    assert [seen(graph, between=window, sure=True) == {"C1"} for window in windows] == [False, False, True, False]


def test_a_state_surely_holds_in_a_window_if_it_does_on_one_of_its_days() -> None:
    graph = graph_of("a sanctions b 2022-01/2022-06")
    windows = [
        ["2021", "2022-01-30"],
        ["2021", "2022-01-31"],
        ["2022-03-01", "2022-03-02"],
        ["2022-06-01", "2023"],
        ["2022-06-02", "2023"],
    ]
    assert [seen(graph, between=window, sure=True) == {"C1"} for window in windows] == [False, True, True, True, False]


def test_without_a_date_a_lens_sees_all_dates() -> None:
    graph = graph_of("a aids b 1789", "a sanctions b 1800/1810", "a aids b 2090")
    assert seen(graph) == {"C1", "C2", "C3"}


def test_a_day_given_to_a_lens_with_a_window_takes_the_place_of_the_window() -> None:
    graph = graph_of("a aids b 2022")
    assert graph.lens(Lens(between=("2020", "2021")), at="2022-07-01").between == ()
    assert graph.lens(Lens(at="2022-07-01"), between=["2020", "2021"]).at is None


@pytest.mark.parametrize("day", ["2004-05-01", "2022-07-01"])
def test_what_is_sure_on_a_day_is_possible_on_it_and_in_every_window_around_it(bundled: Graph, day: str) -> None:
    possible, sure = (set(lkg.network(bundled, at=day, memory="0m", sure=sure).claims) for sure in (False, True))
    assert sure < possible < set(lkg.network(bundled, between=["2004", "2026"]).claims)


# Modality


def test_only_what_is_asserted_or_alleged_makes_ties() -> None:
    lines = [f"a sanctions b 2022 {m}" for m in ("asserted", "alleged", "negated", "ended", "planned")]
    assert seen(graph_of(*lines)) == {"C1", "C2"}


@pytest.mark.parametrize("modality", ["negated", "ended"])
def test_what_is_negated_or_ended_makes_no_tie_even_if_a_lens_names_it(modality: str) -> None:
    with suppress(InvalidLens):
        assert seen(graph_of(f"a sanctions b 2022 {modality}"), modality=[modality]) == set()


def test_what_is_planned_counts_only_where_a_lens_says_so() -> None:
    graph = graph_of("a aids b 2022 planned", "a aids b 2022")
    assert seen(graph) == {"C2"}
    assert seen(graph, planned=True) == {"C1", "C2"}


def test_naming_the_modality_is_not_enough_for_plans_to_count() -> None:
    with suppress(InvalidLens):
        assert seen(graph_of("a aids b 2022 planned"), modality=["planned"]) == set()


def test_allegations_can_be_left_out_and_are_flagged_where_nothing_else_is_there() -> None:
    graph = graph_of("a attacks b 2022 alleged", "c attacks d 2022 alleged", "c attacks d 2022")
    assert [tie.alleged for tie in lkg.network(graph).ties] == [True, False]
    assert seen(graph, modality=["asserted"]) == {"C3"}


def test_what_is_alleged_negated_planned_ended_improbable_or_withdrawn_is_no_edge_in_sparql() -> None:
    lines = [
        f"a{n} sanctions b 2022 {each}"
        for n, each in enumerate(
            ["asserted", "alleged", "negated", "planned", "ended", "credibility=5", "withdrawn=2023-01-01"]
        )
    ]
    graph = graph_of(*lines)
    for lens in (Lens(), Lens(planned=True), Lens(modality=("asserted", "alleged"))):
        rows = graph.query("SELECT ?a { ?a lkg:sanctions actor:b }", lens=lens).values()
        assert [row["a"] for row in rows] == ["https://w3id.org/lkg/actor/a0"]


# Relations


def test_a_relation_includes_all_below_it() -> None:
    graph = graph_of(
        "a aids b 2022", "a militarilyAids b 2022", "a suppliesArmsTo b 2022", "a trains b 2022", "a investsIn b 2022"
    )
    assert seen(graph, relations=["aids"]) == {"C1", "C2", "C3", "C4"}
    assert seen(graph, relations=["trains", "investsIn"]) == {"C4", "C5"}


def test_a_family_includes_its_relations_and_their_children() -> None:
    graph = graph_of(
        "a supports b 2022", "a trains b 2022", "a accuses b 2022", "a sanctions b 2022", "a exportsTo b 2022"
    )
    assert seen(graph, families=["materialCooperation"]) == {"C2"}
    assert seen(graph, families=["cooperation"]) == {"C1", "C2"}
    assert seen(graph, families=["conflict"]) == {"C3", "C4"}
    assert seen(graph, families=["structural", "verbalConflict"]) == {"C3", "C5"}


def test_relations_and_families_together_are_both_seen() -> None:
    graph = graph_of("a supports b 2022", "a trains b 2022", "a accuses b 2022")
    assert seen(graph, relations=["trains"], families=["verbalConflict"]) == {"C2", "C3"}


def test_only_relations_that_make_ties_do_and_only_between_actors() -> None:
    graph = graph_of(
        "minister represents a 2022",
        "a denies b 2022",
        "a supports law 2022",
        "a opposes plant 2022",
        "a visits city 2022",
        "a participatesIn summit 2022",
        "a complainantIn case 2022",
        "case heardBy union 2022",
        "firm owns plant 2022",
        "a supports b 2022",
        "minister visits firm 2022",
        "a criticises union 2022",
        actors=KINDS,
    )
    assert seen(graph) == {"C10", "C11", "C12"}


def test_sub_relations_are_edges_of_their_parents_in_sparql_and_symmetric_ones_go_both_ways() -> None:
    graph = graph_of("a trains b 2022", "a coordinatesWith b 2022", "a supports b 2022")
    assert graph.query("ASK { actor:a lkg:militarilyAids actor:b ; lkg:aids actor:b ; lkg:cooperation actor:b }").truth
    assert graph.query("ASK { actor:b lkg:coordinatesWith actor:a }").truth
    assert not graph.query("ASK { actor:b lkg:supports actor:a }").truth


# Actors


def test_kinds_include_their_sub_kinds_and_hold_for_both_ends() -> None:
    graph = graph_of(
        "firm aids union 2022", "firm aids a 2022", "a aids b 2022", "minister aids union 2022", actors=KINDS
    )
    assert seen(graph, kinds=["Organization"]) == {"C1"}
    assert seen(graph, kinds=["Company", "State"]) == {"C2", "C3"}
    assert seen(graph, kinds=["Actor"]) == {"C1", "C2", "C3", "C4"}


def test_a_start_set_keeps_the_ties_that_touch_one_of_it() -> None:
    graph = graph_of("a aids b 2022", "b aids c 2022", "c aids d 2022")
    assert seen(graph, actors=["b"]) == {"C1", "C2"}
    assert seen(graph, actors=["a", "d"]) == {"C1", "C3"}


def test_who_is_left_out_has_no_ties() -> None:
    graph = graph_of("a aids b 2022", "b aids c 2022", "c aids d 2022")
    assert seen(graph, without=["b"]) == {"C3"}
    assert seen(graph, without=["a", "d"]) == {"C2"}


def test_actors_in_a_lens_may_bear_any_of_their_names() -> None:
    graph = graph_of(
        "lt aids b 2022", "c aids b 2022", actors={"lt": Actor("lt", "Lithuania", "State", (("Lietuva", "lt"),))}
    )
    assert graph.lens(actors=["lietuva"]).actors == ("lt",)
    assert seen(graph, without=["Lithuania"]) == {"C2"}
    with pytest.raises(UnknownActor):
        seen(graph, without=["Atlantis"])


# Sources, ratings, disputes


def test_a_lens_may_keep_or_leave_out_sources() -> None:
    graph = graph_of("a aids b 2022 source=x", "a aids b 2022 source=y", "a aids b 2022 source=z")
    assert seen(graph, sources=["x", "y"]) == {"C1", "C2"}
    assert seen(graph, without_sources=["x", "y"]) == {"C3"}


def test_a_source_that_is_not_there_is_an_error_with_a_near_name() -> None:
    with pytest.raises(Misuse, match="gazette"):
        seen(graph_of("a aids b 2022 source=gazette"), sources=["gazete"])


def test_what_is_improbable_or_cannot_be_judged_is_not_seen_by_default() -> None:
    graph = graph_of(*(f"a aids b 2022 credibility={n}" for n in range(1, 7)))
    assert seen(graph) == {"C1", "C2", "C3", "C4"}
    assert seen(graph, min_credibility=2) == {"C1", "C2"}
    assert seen(graph, min_credibility=6) == {"C1", "C2", "C3", "C4", "C5", "C6"}


def test_what_nobody_rated_is_seen() -> None:
    assert seen(graph_of("a aids b 2022 credibility="), min_credibility=1) == {"C1"}


def test_what_was_withdrawn_is_never_counted() -> None:
    graph = graph_of("a aids b 2022 withdrawn=2023-01-01", "a aids b 2022")
    assert seen(graph, min_credibility=6, planned=True) == {"C2"}


def test_contested_statements_are_kept_dropped_or_the_only_ones() -> None:
    graph = graph_of("a coerces b 2022", "a coerces c 2022", "a denies b 2022 disputes=C1")
    assert seen(graph) == {"C1", "C2"}
    assert seen(graph, contested="drop") == {"C2"}
    assert seen(graph, contested="only") == {"C1"}


# Sign and polarity


def test_a_lens_keeps_the_signs_it_names() -> None:
    graph = graph_of("a aids b 2022", "a coerces b 2022", "a exportsTo b 2022")
    assert [seen(graph, sign=[sign]) for sign in "+-0"] == [{"C1"}, {"C2"}, {"C3"}]
    assert seen(graph, sign=["+", "0"]) == {"C1", "C3"}


def test_a_lens_keeps_its_signs_and_its_start_set_in_sparql() -> None:
    graph = graph_of("a aids b 2022", "a coerces b 2022", "c aids d 2022")
    lens = Lens(sign=("+",), actors=("a",))
    rows = graph.query(
        "SELECT DISTINCT ?p { ?a ?p ?b . ?p a owl:ObjectProperty . FILTER (?a IN (actor:a, actor:c)) }", lens=lens
    )
    relations = {row["p"].rpartition("#")[2] for row in rows.values()}
    assert "aids" in relations
    assert "coerces" not in relations
    assert not graph.query("ASK { actor:c lkg:aids actor:d }", lens=lens).truth


def test_a_claim_overrides_the_polarity_of_its_relation_with_a_reason() -> None:
    tie = only_tie(
        graph_of("a opposes b 2022 polarity=0 polarity_reason=an-order-within-one-government"), weight="intensity"
    )
    assert (tie.sign, tie.intensity, tie.weight) == (0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("line", "sign"),
    [("a exportsTo b 2022 polarity=1 polarity_reason=friends", 0), ("a opposes b 2022 polarity=0", -1)],
)
def test_no_claim_overrides_the_polarity_of_a_structural_relation_or_without_a_reason(line: str, sign: int) -> None:
    with suppress(InvalidFile):
        assert only_tie(graph_of(line)).sign == sign


# Memberships


def test_memberships_are_for_paths_only_by_default_and_can_be_ties_or_nothing() -> None:
    graph = graph_of("a memberOf union 2004/..", "a aids b 2022", actors=KINDS)
    net = lkg.network(graph)
    assert ([t.relation for t in net.ties], [t.relation for t in net.memberships]) == (["aids"], ["memberOf"])
    assert set(net.actors) == {"a", "b"}
    assert ties(graph, memberships="ties") == {("a", "memberOf", "union"), AIDS}
    assert lkg.network(graph, memberships="ties").memberships == ()
    assert ties(graph, memberships="none") == {AIDS}
    assert lkg.network(graph, memberships="none").memberships == ()


def test_memberships_are_ties_where_a_lens_asks_for_the_relation_by_name() -> None:
    graph = graph_of("a memberOf union 2004/..", actors=KINDS)
    assert ties(graph, relations=["memberOf"]) == {("a", "memberOf", "union")}
    assert ties(graph, relations=["affiliatedWith"]) == set()


# As a value and as a file


def test_the_default_lens_is_what_the_methods_say() -> None:
    lens = lenses.DEFAULT
    assert (lens.modality, lens.planned, lens.min_credibility) == (("asserted", "alleged"), False, 4)
    assert (lens.at, lens.between, lens.roll_up, lens.memberships) == (None, (), "none", "paths")
    assert (set(lens.sign), lens.contract, lens.contested, lens.direction) == ({"+", "-", "0"}, (), "keep", "both")


def test_every_network_says_what_it_sees_and_how_its_claims_spread_over_time() -> None:
    net = lkg.network(graph_of("a aids b 2010", "a aids b 2020", "a aids b 2020-05", "a aids b 2021", "a aids b 2022"))
    assert net.words() == "2 actors, 1 ties, 5 claims (0 uncited); claims begin 2010–2022, half of them 2020–2021"
    assert net.lens.words() == "all dates; credibility 1–4; memberships in paths only"


def test_a_lens_says_in_words_all_that_it_does_not_share_with_the_default() -> None:
    words = Lens(
        between=("2020", "2021"),
        sure=True,
        relations=("aids",),
        without_side=("china",),
        roll_up="state",
        planned=True,
        contested="drop",
        sign=("+",),
        min_credibility=2,
        memberships="none",
        modality=("asserted",),
        weight="voices",
    ).words()
    for said in ("surely between 2020 and 2021", "aids", "china", "state", "planned", "contested", "signs +", "1–2"):
        assert said in words
    assert "alleged" in words or "asserted" in words
    assert "voices" in words


def test_a_lens_survives_being_written_and_read() -> None:
    lens = Lens(name="x", at="2022-07-01", relations=("aids",), sign=("+",), planned=True)
    assert Lens(**lens.to_dict()) == lens


@pytest.mark.parametrize(
    "values",
    [
        {"at": "2022-13"},
        {"at": "July"},
        {"at": "2022/2023"},
        {"at": "2022", "between": ["2020", "2021"]},
        {"between": ["2020"]},
        {"between": "2020"},
        {"between": ["2021", "2020"]},
        {"memory": "24"},
        {"memory": "soon"},
        {"roll_up": "bloc"},
        {"memberships": "yes"},
        {"contested": "maybe"},
        {"weight": "size"},
        {"direction": "up"},
        {"min_credibility": 0},
        {"min_credibility": 7},
        {"sign": []},
        {"sign": ["+", "?"]},
        {"contract": ["Asset"]},
        {"contract": ["State"]},
        {"modality": ["true"]},
        {"relations": ["aid"]},
        {"families": ["war"]},
        {"kinds": ["Country"]},
    ],
    ids=str,
)
def test_impossible_values_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(InvalidLens):
        Lens(**values)


def test_a_refusal_names_what_is_possible_or_near() -> None:
    with pytest.raises(InvalidLens, match=r"roll_up = 'bloc' is not possible. Use none, body, state"):
        Lens(roll_up="bloc")
    with pytest.raises(InvalidLens, match=r"'aid'.*aids"):
        Lens(relations=("aid",))


def test_a_key_that_no_lens_has_is_refused_with_a_near_one() -> None:
    with pytest.raises(InvalidLens, match=r"no key 'weigth'. Did you mean weight\?"):
        lkg.network(graph_of("a aids b 2022"), weigth="count")


def test_a_lens_that_nobody_saved_is_refused_with_a_near_name(tmp_path: Path) -> None:
    (tmp_path / "taiwan-dispute.toml").write_text('at = "2022-07-01"\n')
    with pytest.raises(UnknownLens, match="taiwan-dispute"):
        lenses.find("taiwan-disput", lenses.read_folder(tmp_path))


def test_a_lens_is_read_from_a_file_and_called_after_it(tmp_path: Path) -> None:
    file = tmp_path / "aid-in-war.toml"
    file.write_text('# Aid\ntitle = "Aid"\nbetween = ["2022-02-24", "2023"]\nrelations = ["aids"]\nsign = "+"\n')
    lens = lenses.find(str(file), {})
    assert (lens.name, lens.title, lens.between, lens.relations, lens.sign) == (
        "aid-in-war",
        "Aid",
        ("2022-02-24", "2023"),
        ("aids",),
        ("+",),
    )


def test_an_unknown_key_in_a_file_is_named_with_file_line_and_a_near_name(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text('title = "X"\n\n# who counts\nrelation = ["aids"]\n')
    with pytest.raises(InvalidLens) as caught:
        lenses.find(str(file), {})
    assert f"{file}:4" in str(caught.value)
    assert "'relation'" in str(caught.value)
    assert "relations" in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        "memory = 24",
        "min_credibility = 'high'",
        "min_credibility = 2.5",
        "planned = 'no'",
        "sure = 'yes'",
        "at = 2022",
        "relations = [1]",
        "actors = 7",
        "without = [1]",
        "roll_up = true",
        "name = 3",
        "at = '2022-02-30'",
        "at =",
    ],
)
def test_an_impossible_value_in_a_file_is_refused_and_the_file_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(f'title = "X"\n{line}\n')
    with pytest.raises(InvalidLens, match=r"x\.toml"):
        lenses.find(str(file), {})


def test_a_day_without_quotes_in_a_file_is_read_or_refused_and_not_a_crash(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text("at = 2022-07-01\n")
    with suppress(InvalidLens):
        assert lenses.find(str(file), {}).at == "2022-07-01"


def test_every_lens_of_the_bundled_graph_can_be_read_and_sees_something(bundled: Graph) -> None:
    for name, lens in bundled.lenses.items():
        assert lens.title, name
        assert lkg.network(bundled, name).ties, name


def test_the_states_of_the_mission_hold_on_its_day(bundled: Graph) -> None:
    memberships = {(t.source, t.target) for t in lkg.network(bundled, at="2022-07-01").memberships}
    assert {("lithuania", "eu"), ("lithuania", "nato"), ("eu", "wto")} <= memberships
    assert holding(bundled, ["2003-01-01"], "C001") == []


def test_among_keeps_the_ties_between_the_actors_of_a_closed_set() -> None:
    graph = graph_of("a aids b 2022", "b aids c 2022", "c aids d 2022")
    assert seen(graph, among=["a", "b", "c"]) == {"C1", "C2"}
    assert seen(graph, among=["a", "c"]) == set()
