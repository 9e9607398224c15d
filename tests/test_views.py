"""What analysts answer: views of a graph as JSON and files, from the smallest graph that shows each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import graph_of
from lkg.errors import InvalidLens, Misuse, UnknownActor, UnknownTie
from lkg.graphs import Graph
from lkg.server.files import File
from lkg.server.openapi import described
from lkg.server.views import view
from lkg.server.views.places import CACHE

DISPUTED = (
    "lithuania sanctions belarus 2020-08-31",
    "belarus criticises lithuania 2020-09-02 claimant=belarus disputes=C1",
    "lithuania alliedWith poland 2004-03-29/..",
)


def asked(view_name: str, graph: Graph, **given: str | list[str]) -> Any:
    """A view asked as by an address: every value is a list of texts."""
    return view(view_name)(graph, {key: value if isinstance(value, list) else [value] for key, value in given.items()})


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))


def test_a_search_finds_whole_names_before_names_that_hold_the_word() -> None:
    graph = graph_of("north-korea alliedWith china 1961", "korea alliedWith china 1990")
    assert [actor["id"] for actor in asked("actors", graph, q="Korea")["actors"]] == ["korea", "north-korea"]


def test_a_misspelt_name_finds_what_is_near() -> None:
    graph = graph_of("lithuania alliedWith poland 2004")
    assert [actor["id"] for actor in asked("actors", graph, q="lithuana")["actors"]] == ["lithuania"]


def test_a_search_for_nothing_finds_nothing() -> None:
    assert asked("actors", graph_of("lithuania alliedWith poland 2004"), q=" – ")["actors"] == []


def test_a_name_in_another_script_finds_its_actor(bundled: Graph) -> None:
    first = asked("actors", bundled, q="立陶宛")["actors"][0]
    assert (first["id"], first["name"]) == ("lithuania", "立陶宛")


def test_a_network_has_a_place_for_every_actor_and_names_its_ties() -> None:
    found = asked("network", graph_of(*DISPUTED))
    assert {node["id"] for node in found["nodes"]} == {"lithuania", "belarus", "poland"}
    assert all(isinstance(node["x"], float) for node in found["nodes"])
    sanctions = next(tie for tie in found["ties"] if tie["relation"] == "sanctions")
    assert (sanctions["sign"], sanctions["contested"], sanctions["claims"]) == (-1, True, 1)
    assert found["receipt"]["finding"] == "network"


def test_places_are_a_draft_until_the_final_ones_are_known() -> None:
    graph = graph_of(*DISPUTED)
    assert asked("network", graph)["draft"]
    final = asked("positions", graph)["positions"]
    found = asked("network", graph)
    assert not found["draft"]
    assert {node["id"]: [node["x"], node["y"]] for node in found["nodes"]} == final


def test_a_lens_that_sees_nothing_says_so() -> None:
    found = asked("network", graph_of(*DISPUTED), at="1900")
    assert (found["nodes"], found["note"]) == ([], "This lens sees no tie.")


def test_the_claims_of_a_tie_come_with_source_dates_and_who_disputes_them() -> None:
    graph = graph_of(*DISPUTED, sources={"paper": {"reliability": "B", "publisher": "State Gazette"}})
    (claim,) = asked("tie", graph, id="lithuania|sanctions|belarus|-1|")["claims"]
    assert (claim["id"], claim["words"], claim["source"]["publisher"]) == ("C1", "31 Aug 2020", "State Gazette")
    assert claim["contested"]
    assert [(dispute["by"], dispute["type"]) for dispute in claim["disputes"]] == [("belarus", "denial")]


def test_a_tie_that_the_lens_does_not_see_is_not_found() -> None:
    with pytest.raises(UnknownTie):
        asked("tie", graph_of(*DISPUTED), id="lithuania|sanctions|belarus|-1|", at="1900")


def test_an_actor_has_its_ties_by_family() -> None:
    families = asked("actor", graph_of(*DISPUTED), id="lithuania")["families"]
    assert {family["name"]: family["ties"] for family in families} == {
        "verbalConflict": 1,
        "materialConflict": 1,
        "materialCooperation": 1,
    }


def test_an_unknown_actor_is_told_with_near_names() -> None:
    with pytest.raises(UnknownActor, match="Did you mean lithuania"):
        asked("actor", graph_of(*DISPUTED), id="lithuana")


def test_a_path_is_a_dossier_whose_claims_have_sources(bundled: Graph) -> None:
    found = asked("paths", bundled, **{"from": "Lithuania", "to": "WTO", "via": ["Taiwan", "EU"], "at": "2022-07-01"})
    path = found["paths"][0]
    assert path["words"] == "Lithuania – Taiwan – European Union – World Trade Organization"
    assert all(claim["source"]["publisher"] for hop in path["hops"] for claim in hop["claims"])


def test_where_there_is_no_path_it_is_told_what_would_open_one() -> None:
    graph = graph_of("lithuania alliedWith poland 2004-03-29/..", "belarus alliedWith russia 1999-12-08/..")
    found = asked("paths", graph, **{"from": "lithuania", "to": "russia"})
    assert found["paths"] == []
    assert "no path" in found["message"].lower()


def test_a_rank_has_rows_notes_and_a_receipt() -> None:
    found = asked("rank", graph_of(*DISPUTED), by="degree", draws="0")
    assert found["rows"][0]["actor"] == "lithuania"
    assert found["receipt"]["parameters"]["by"] == "degree"


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(Misuse, match="draws='many' is not possible"):
        asked("rank", graph_of(*DISPUTED), draws="many")


def test_a_key_that_no_lens_has_is_refused() -> None:
    with pytest.raises(InvalidLens, match="no key 'bogus'"):
        asked("network", graph_of(*DISPUTED), bogus="1")


def test_a_question_is_answered_with_the_names_of_actors(bundled: Graph) -> None:
    found = asked("question", bundled, name="members-of", org="NATO", at="2022-06-01")
    assert "Lithuania" in {row[0]["label"] for row in found["rows"]}
    assert "of 30 known" in found["note"]


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_figure_is_a_file_in_the_form_asked_for(form: str, begins: bytes) -> None:
    found = asked("figure", graph_of(*DISPUTED), format=form)
    assert isinstance(found, File)
    assert found.data.startswith(begins)


def test_a_network_is_exported_with_its_ties() -> None:
    found = asked("export", graph_of(*DISPUTED), format="graphml")
    assert found.data.count(b"<edge ") == 3


def test_any_finding_is_worked_out_by_its_name_with_quads_to_keep() -> None:
    given = {"finding": "rank", "parameters": {"by": "degree", "draws": 0}, "name": "degrees"}
    answer = view("result")(graph_of(*DISPUTED), given)
    assert answer["found"]["rows"]
    assert "<https://w3id.org/lkg/result/degrees>" in answer["quads"]


def test_a_finding_with_parameters_that_it_does_not_take_is_refused() -> None:
    with pytest.raises(Misuse, match="does not take these parameters"):
        view("result")(graph_of(*DISPUTED), {"finding": "rank", "parameters": {"bye": "degree"}})


def test_the_page_of_a_node_escapes_what_it_shows() -> None:
    graph = graph_of("lithuania sanctions belarus 2020-08-31 note=<script>alert(1)</script>")
    html = asked("page", graph, iri="https://w3id.org/lkg/claim/C1").data.decode()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_nothing_is_shown_of_a_node_that_is_not_there() -> None:
    with pytest.raises(UnknownTie):
        asked("page", graph_of(*DISPUTED), iri="https://w3id.org/lkg/actor/nobody")


def test_the_graph_says_what_it_holds(bundled: Graph) -> None:
    about = asked("about", bundled)
    assert (about["title"], about["claims"], about["ego"]) == ("Lithuania's foreign policy", 1178, "lithuania")
    assert {"name": "lkg:hostsOfficeOf", "kind": "property"}.items() <= {
        key: value for term in about["terms"] if term["name"] == "lkg:hostsOfficeOf" for key, value in term.items()
    }.items()


def test_the_description_of_the_api_is_json_and_names_every_field_of_a_lens() -> None:
    text = json.dumps(described())
    names = {parameter["name"] for parameter in json.loads(text)["paths"]["/api/network"]["get"]["parameters"]}
    assert {"lens", "at", "between", "without_voices", "worldview", "weight"} <= names
