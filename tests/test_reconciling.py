"""The reconciliation service, against the Reconciliation Service API 0.2 (W3C community group, 10 April 2023).

The shapes below are ours, after the sections that they name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

import lkg
from conftest import graph_of, record_of
from lkg import folders
from lkg.claims import Actor
from lkg.matching.searching import Finder
from lkg.server.reconciling import BATCH
from serving import WRITER, serving

CANDIDATE = {"id": str, "name": str, "description": str, "type": list, "score": float, "features": list, "match": bool}
"""section 4.2"""
ACTORS: dict[str, str | Actor] = {
    "lithuania": Actor("lithuania", "Lithuania", "State", aliases=(("Lietuva", "lt"),), wikidata="Q37", country="LT"),
    "litva": Actor("litva", "Литва", "State"),
    "latvia": Actor("latvia", "Latvia", "State", wikidata="Q211", country="LV"),
    "nato": Actor("nato", "NATO", "InternationalOrganization"),
    "lt-mfa": Actor("lt-mfa", "Ministry of Foreign Affairs", "GovernmentBody", country="LT"),
    "lv-mfa": Actor("lv-mfa", "Ministry of Foreign Affairs", "GovernmentBody", country="LV"),
}
CLAIMS = (
    "lithuania memberOf nato 2004-03-29/..",
    "latvia memberOf nato 2004-03-29/..",
    "litva supports latvia 2022",
    "lt-mfa supports latvia 2022",
    "lv-mfa supports lithuania 2022",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reconciled")
    folders.save(record_of(*CLAIMS, actors=ACTORS), place)
    return place


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[httpx.Client]:
    with serving("--allow-origin", "*", graph=folder) as found:
        yield found


def candidates(server: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    answer = server.post("/reconcile", data={"queries": json.dumps({"q0": query})})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["q0"]["result"]
    return found


def has_shape(found: Mapping[str, Any], shape: Mapping[str, type]) -> bool:
    return found.keys() == shape.keys() and all(isinstance(found[name], kind) for name, kind in shape.items())


def is_type(found: Mapping[str, Any]) -> bool:
    """Section 2.3: a type has an id and a name, neither of them empty."""
    return all(isinstance(found[name], str) and found[name] for name in ("id", "name"))


def test_without_parameters_it_gives_its_manifest(server: httpx.Client) -> None:
    """Section 3.1."""
    found = server.get("/reconcile").json()
    assert "0.2" in found["versions"]
    assert all(isinstance(found[name], str) for name in ("name", "identifierSpace", "schemaSpace", "serviceVersion"))
    assert all(map(is_type, found["defaultTypes"]))
    assert len({kind["id"] for kind in found["defaultTypes"]}) == len(found["defaultTypes"])
    assert "{{id}}" in found["view"]["url"]
    assert "{{id}}" in found["preview"]["url"]
    assert all(isinstance(found["preview"][side], int) for side in ("width", "height"))
    assert found["suggest"].keys() == {"entity", "type", "property"}
    assert isinstance(found["batchSize"], int)


def test_every_address_of_the_manifest_is_there(server: httpx.Client) -> None:
    """Sections 5.1, 6.1 and 7.1: service_url and service_path are joined as they are."""
    found = server.get("/reconcile").json()
    parts = [*found["suggest"].values(), found["extend"]["propose_properties"]]
    for part in parts:
        asked = {"prefix": "l", "type": "State"}
        answer = server.get(part["service_url"] + part["service_path"], params=_known(part, asked))
        assert answer.status_code == 200, answer.text
    for template in (found["preview"]["url"], found["view"]["url"]):
        assert server.get(template.replace("{{id}}", "nato"), headers={"accept": "text/html"}).status_code == 200


def _known(part: Mapping[str, str], asked: Mapping[str, str]) -> dict[str, str]:
    name = "type" if part["service_path"] == "/properties" else "prefix"
    return {name: asked[name]}


def test_a_batch_is_answered_by_the_keys_of_its_queries(server: httpx.Client) -> None:
    """Sections 4.2 and 4.3: by a form or in the address, sorted by decreasing score."""
    queries = json.dumps({"q0": {"query": "Lithuania"}, "x": {"query": "nobody of this name", "limit": 3}})
    posted = server.post("/reconcile", data={"queries": queries}).json()
    assert posted == server.get("/reconcile", params={"queries": queries}).json()
    assert posted["x"] == {"result": []}
    found = posted["q0"]["result"]
    assert all(has_shape(each, CANDIDATE) for each in found)
    assert all(is_type(kind) for each in found for kind in each["type"])
    scores = [each["score"] for each in found]
    assert scores == sorted(scores, reverse=True)
    assert {type(feature["value"]) for each in found for feature in each["features"]} <= {float, int, bool}


@pytest.mark.parametrize("name", ["Lithuania", "Lietuva", "LITHUANIA", "lithuania", "Q37", "Литва"])
def test_any_name_or_id_finds_its_actor(name: str, server: httpx.Client) -> None:
    """Section 4.4: a name or an identifier returns its entity with a high score."""
    [first, *_] = candidates(server, query=name)
    assert first["id"] in ("lithuania", "litva")
    assert first["score"] >= 99
    assert first["match"]


def test_two_of_one_name_are_no_match_until_a_property_tells_them_apart(server: httpx.Client) -> None:
    """Section 4.1: properties refine a query."""
    both = candidates(server, query="Ministry of Foreign Affairs")
    assert [(each["id"], each["match"]) for each in both] == [("lt-mfa", False), ("lv-mfa", False)]
    [first, *_] = candidates(
        server,
        query="Ministry of Foreign Affairs",
        properties=[{"pid": "country", "v": ["LV", {"id": "x", "name": "y"}]}],
    )
    assert (first["id"], first["match"]) == ("lv-mfa", True)


def test_a_relation_is_a_property_whose_values_are_actors(server: httpx.Client) -> None:
    found = candidates(
        server, query="Ministry of Foreign Affairs", properties=[{"pid": "supports", "v": {"id": "latvia"}}]
    )
    assert found[0]["id"] == "lt-mfa"


def test_a_wikidata_id_settles_a_query_or_excludes_a_candidate(server: httpx.Client) -> None:
    assert candidates(server, query="", properties=[{"pid": "wikidata", "v": "Q211"}])[0]["id"] == "latvia"
    found = candidates(server, query="Lithuania", properties=[{"pid": "wikidata", "v": "Q211"}])
    assert [each["id"] for each in found if each["match"]] == ["latvia"]
    assert "lithuania" not in {each["id"] for each in found}


@pytest.mark.parametrize(
    ("name", "actor", "score", "reason"),
    [
        ("North Atlantic Treaty Organization", "nato", 97, "same in the table of states: NATO"),
        ("Republic of Lithuania", "lithuania", 97, "same in the table of states: Lithuania"),
        ("LVA", "latvia", 97, "same in the table of states: Latvia"),
        ("MFA", "lt-mfa", 80, "MFA has the initials of Ministry of Foreign Affairs"),
    ],
)
def test_a_long_form_a_code_and_initials_find_their_actor(
    name: str, actor: str, score: float, reason: str, server: httpx.Client
) -> None:
    [first, *_] = candidates(server, query=name)
    assert (first["id"], first["score"]) == (actor, score)
    assert reason in first["description"]
    assert first["match"] == (score > 96), "initials are proposed, and not taken for certain"


@pytest.mark.parametrize(("name", "reason"), [("Šimonytė", "only the surname"), ("I. Šimonytė", "I for Ingrida")])
def test_a_surname_or_initials_propose_who_may_be_meant(name: str, reason: str) -> None:
    actors = {"is": Actor("is", "Ingrida Šimonytė", "Person", public_role="prime minister")}
    found = Finder(graph_of(CLAIMS[0], actors=actors)).find(name)
    assert [each.actor.id for each in found] == ["is"]
    assert reason in "; ".join(found[0].reasons)
    namesakes = actors | {"s": Actor("s", "Irena Šimonytė", "Person", public_role="mayor")}
    several = Finder(graph_of(CLAIMS[0], actors=namesakes)).find(name)
    assert {each.actor.id for each in several} == {"is", "s"}
    assert all("may mean 2 here" in "; ".join(each.reasons) and each.score < found[0].score for each in several)


def test_a_long_name_finds_who_goes_by_the_short_one() -> None:
    actors = {
        "l": Actor("l", "Landsbergis", "Person", public_role="minister"),
        "tspmi": Actor("tspmi", "TSPMI", "Organization"),
    }
    finder = Finder(graph_of(CLAIMS[0], actors=actors))
    assert [each.actor.id for each in finder.find("Gabrielius Landsbergis")] == ["l"]
    [found] = finder.find("Tarptautinių santykių ir politikos mokslų institutas")
    assert (found.actor.id, found.score) == ("tspmi", 80)


def test_a_type_and_a_limit_narrow_the_candidates(server: httpx.Client) -> None:
    assert candidates(server, query="NATO", type="Organization")[0]["id"] == "nato"
    assert candidates(server, query="NATO", type=["State", "Person"]) == []
    both = ["Organization", "InternationalOrganization"]
    assert candidates(server, query="NATO", type=both, type_strict="all")[0]["id"] == "nato"
    assert candidates(server, query="NATO", type=["Organization", "State"], type_strict="all") == []
    assert candidates(server, query="NATO", type=None, limit=None)[0]["id"] == "nato", "null is as good as nothing"
    assert len(candidates(server, query="Ministry of Foreign Affairs", limit=1)) == 1


@pytest.mark.parametrize(
    ("queries", "words"),
    [
        ("no json", "is no JSON"),
        ("[]", "is a JSON object"),
        ('{"q0": {}}', "lacks both query and properties"),
        ('{"q0": {"query": "x", "limit": 0}}', "has the limit 0"),
        ('{"q0": {"query": "x", "properties": [{"pid": "country"}]}}', "pid and v"),
        ('{"q0": {"query": "x", "properties": [{"pid": 7, "v": "x"}]}}', "pid"),
        ('{"q0": {"query": "x", "properties": [{"pid": "country", "v": [["x"]]}]}}', "pid and v"),
        ('{"q0": {"query": "x", "limit": 1e999}}', "has the limit inf"),
        ('{"q0": {"query": "x", "limit": NaN}}', "has the limit nan"),
        ('{"q0": {"query": "x", "limit": 2.5}}', "Give a whole number from 1"),
        ('{"q0": {"query": "x", "type": 7}}', "has the type 7"),
        ('{"q0": {"query": "x", "type_strict": "most"}}', "Give any, should or all"),
    ],
)
def test_a_batch_of_another_shape_is_refused_in_words(queries: str, words: str, server: httpx.Client) -> None:
    """Section 3.4."""
    answer = server.post("/reconcile", data={"queries": queries})
    assert answer.status_code == 400
    assert words in answer.json()["error"]


def test_a_batch_that_is_too_large_is_refused(server: httpx.Client) -> None:
    """Section 3.1, batchSize."""
    queries = {f"q{n}": {"query": "x"} for n in range(BATCH + 1)}
    assert server.post("/reconcile", data={"queries": json.dumps(queries)}).status_code == 413


def test_a_column_of_a_thousand_names_comes_back_in_ten_batches(server: httpx.Client) -> None:
    asked = ["Lithuania", "Latvija", "NATO", "MFA", "nobody of this name"] * 200
    found = list[bool]()
    for start in range(0, len(asked), BATCH):
        queries = {f"q{at}": {"query": name} for at, name in enumerate(asked[start : start + BATCH])}
        answer = server.post("/reconcile", data={"queries": json.dumps(queries)}).json()
        assert answer.keys() == queries.keys()
        found += [bool(answer[key]["result"]) for key in queries]
    assert found == [True, True, True, True, False] * 200


def test_pages_that_are_allowed_may_ask(server: httpx.Client) -> None:
    """Section 3.3: cross-origin access, which the server gives to the pages that it was started for."""
    origin = {"origin": "http://127.0.0.1:3333"}
    for path in ("/reconcile", "/reconcile/suggest/entity?prefix=l", "/reconcile/preview?id=nato"):
        answer = server.get(path, headers=origin)
        assert answer.headers["access-control-allow-origin"] == "http://127.0.0.1:3333"
    posted = server.post("/reconcile", data={"queries": "{}"}, headers=origin)
    assert (posted.json(), posted.headers["access-control-allow-origin"]) == ({}, "http://127.0.0.1:3333")
    asked = server.options("/reconcile", headers={**origin, "access-control-request-method": "POST"})
    assert asked.status_code == 204


def test_entities_types_and_properties_are_suggested(server: httpx.Client) -> None:
    """Sections 6.2 and 6.3."""
    found = server.get("/reconcile/suggest/entity", params={"prefix": "lith"}).json()["result"]
    assert found[0]["id"] == "lithuania"
    assert all(is_type(each) and all(map(is_type, each["notable"])) for each in found)
    assert server.get("/reconcile/suggest/entity", params={"prefix": "lith", "cursor": 1}).json()["result"] == found[1:]
    kinds = server.get("/reconcile/suggest/type", params={"prefix": "gov"}).json()["result"]
    assert kinds[0] == {"id": "GovernmentBody", "name": "government body"}
    properties = server.get("/reconcile/suggest/property", params={"prefix": "memberOf"}).json()["result"]
    assert properties[0]["id"] == "memberOf"


def test_a_preview_is_a_page_that_others_may_frame(server: httpx.Client) -> None:
    """Section 5.2."""
    answer = server.get("/reconcile/preview", params={"id": "lithuania"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "Lietuva" in answer.text
    assert server.get("/reconcile/preview", params={"id": "nobody"}).status_code == 404


def test_properties_are_proposed_for_a_type(server: httpx.Client) -> None:
    """Section 7.2."""
    found = server.get("/reconcile/properties", params={"type": "Person", "limit": 500}).json()
    assert (found["type"], found["limit"]) == ("Person", 500)
    assert all(map(is_type, found["properties"]))
    assert "leads" in {each["id"] for each in found["properties"]}
    assert len(server.get("/reconcile/properties", params={"type": "State", "limit": 2}).json()["properties"]) == 2


def test_a_table_is_extended_by_values_of_properties(server: httpx.Client) -> None:
    """Sections 7.3 and 7.4: a row for each id, a list for each property; entities with id and name, texts as str."""
    asked = json.dumps({"ids": ["lithuania", "nobody"], "properties": [{"id": "country"}, {"id": "memberOf"}]})
    found = server.post("/reconcile", data={"extend": asked}).json()
    assert found == server.get("/reconcile", params={"extend": asked}).json()
    assert found["meta"] == [{"id": "country", "name": "country"}, {"id": "memberOf", "name": "is a member of"}]
    assert found["rows"] == {
        "lithuania": {"country": [{"str": "LT"}], "memberOf": [{"id": "nato", "name": "NATO"}]},
        "nobody": {"country": [], "memberOf": []},
    }
    wrong = server.post("/reconcile", data={"extend": '{"ids": [], "properties": [{"id": "membrOf"}]}'})
    assert (wrong.status_code, "memberOf" in wrong.text) == (400, True)


def test_pairs_and_judgements_over_http(server: httpx.Client, folder: Path) -> None:
    found = server.get("/api/matches", params={"least": 30}).json()
    assert {("lt-mfa", "lv-mfa")} <= {(each["actor"], each["other"]) for each in found["matches"]}
    judgement = {
        "actor": "litva",
        "other": "lithuania",
        "judgement": "same",
        "reason": "Russian name",
        "by": "the desk",
    }
    assert server.post("/api/judgements", json=judgement).status_code == 401
    made = server.post("/api/judgements", json=judgement, headers=WRITER)
    assert made.status_code == 201, made.text
    assert (made.json()["kept"], made.json()["saved"]) == ("lithuania", str(folder / "identity.ttl"))
    assert lkg.open(folder).record.counted_as == {"litva": "lithuania"}
    assert [each["id"] for each in candidates(server, query="Литва") if each["match"]] == ["lithuania"]
    asked = {"query": "SELECT ?n { ?c lkg:asNamed ?n }", "lens": "default"}
    assert "litva" in server.get("/sparql", params=asked, headers={"accept": "text/csv"}).text
    undone = server.delete("/api/judgements/lithuania--litva", params={"reason": "a slip"}, headers=WRITER)
    assert undone.json()["withdrawn"]["reason"] == "a slip"
    assert lkg.open(folder).record.counted_as == {}
    assert "litva" not in server.get("/sparql", params=asked, headers={"accept": "text/csv"}).text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"actor": "litva", "other": "litva", "judgement": "same"}, "one"),
        ({"actor": "litva", "other": "nobody", "judgement": "same"}, "no actor of the id"),
        ({"actor": "litva", "other": "latvia", "judgement": "perhaps"}, "is no judgement"),
        ({"actor": "litva", "other": "latvia"}, "actor, other and judgement"),
        ({"actor": "litva", "other": "latvia", "judgement": "same", "colour": "red"}, "'colour'"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(body: dict[str, str], words: str, server: httpx.Client) -> None:
    answer = server.post("/api/judgements", json=body, headers=WRITER)
    assert answer.status_code == 400
    assert words in answer.json()["error"]
