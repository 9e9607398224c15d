"""Networks of other programs: an edge becomes a claim, and what lkg wrote comes back."""

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import lkg
from conftest import graph_of, run
from lkg.claims import Actor, Claim
from lkg.errors import InvalidFile, MissingFile, Misuse
from lkg.importers import edges, take_over
from lkg.importers.accounts import Reading
from lkg.importers.edges import Choice
from lkg.importers.origin import Origin

DAY = Origin(published="2023-05-01", accessed="2023-06-01")


def table(place: Path, text: str, name: str = "ties.csv") -> Path:
    file = place / name
    file.write_text(text, encoding="utf-8")
    return file


def read(file: Path, *, columns: tuple[str, ...] = (), nodes: Path | None = None, **chosen: Any) -> Reading:
    fill = chosen.pop("fill", {})
    relations, listing = chosen.pop("relations", None), chosen.pop("listing", None)
    choice = Choice(chosen, fill, relations)
    return edges.read(edges.open_network(file, nodes, columns), None, DAY, choice, listing=listing)


def said(found: Reading) -> set[tuple[str, str, str, str]]:
    return {(c.subject, c.relation, c.object, c.when.text) for c in found.record.claims.values()}


def only(found: Reading) -> Claim:
    (claim,) = found.record.claims.values()
    return claim


def reasons(found: Reading) -> list[str]:
    return list(found.account.left)


# Tables of edges


def test_a_row_with_two_ends_a_relation_and_a_date_is_a_claim(tmp_path: Path) -> None:
    found = read(table(tmp_path, "source,target,relation,date\nLithuania,Taiwan,supports,2021-11\n"))
    assert said(found) == {("lithuania", "supports", "taiwan", "2021-11")}
    assert {actor.id: actor.kind for actor in found.record.actors.values()} == {"lithuania": "State", "taiwan": "State"}


def test_the_file_is_the_source_of_an_edge_that_names_none(tmp_path: Path) -> None:
    found = read(table(tmp_path, "from,to,interaction,url\na,b,aids,\na,c,aids,https://lrt.lt/1; https://bns.lt/2\n"))
    sources = found.record.sources
    by = {c.object: sources[c.source].kind for c in found.record.claims.values()}
    assert by["b"] == "dataset"
    assert sorted(sources[c.source].url for c in found.record.claims.values() if c.object == "c") == [
        "https://bns.lt/2",
        "https://lrt.lt/1",
    ]
    assert sources["s-ties"].sha256 and sources["s-ties"].published == "2023-05-01"


def test_what_is_cited_without_an_address_stands_in_the_locator(tmp_path: Path) -> None:
    found = only(read(table(tmp_path, "source,target,relation,reference\na,b,aids,Smith 2020\n")))
    assert (found.source, found.locator) == ("s-ties", "cites Smith 2020")


def test_without_a_date_a_state_was_so_then_and_an_event_happened_before(tmp_path: Path) -> None:
    found = read(table(tmp_path, "source,target,relation\na,b,allied with\na,b,aids\n"))
    assert said(found) == {("a", "alliedWith", "b", "2023-05-01"), ("a", "aids", "b", "/2023-05-01")}


def test_start_and_end_make_a_period(tmp_path: Path) -> None:
    text = "source,target,relation,start,end\na,b,alliedWith,1949,\na,c,alliedWith,1949.0,1990.0\na,d,aids,2012,\n"
    when = {c.object: c.when.text for c in read(table(tmp_path, text)).record.claims.values()}
    assert when == {"b": "1949/", "c": "1949/1990", "d": "2012"}


def test_a_label_the_other_way_round_turns_the_edge(tmp_path: Path) -> None:
    found = read(table(tmp_path, "source,target,relation\nb,a,is aided by\n"))
    assert {(c.subject, c.object) for c in found.record.claims.values()} == {("a", "b")}


def test_an_event_has_no_open_end(tmp_path: Path) -> None:
    found = read(table(tmp_path, "source,target,relation,date\na,b,aids,2020/..\na,b,allied with,2020/..\n"))
    assert said(found) == {("a", "alliedWith", "b", "2020/..")}
    assert reasons(found) == ["'2020/..': aids is an event and cannot have an open end"]


def test_gephis_type_is_the_direction_and_no_relation(tmp_path: Path) -> None:
    found = read(table(tmp_path, "Source,Target,Type,Label,Weight\nb,a,Undirected,aids,3.0\n"))
    assert only(found).relation == "aids"
    assert only(found).note == "weight 3.0; the file gives no date"
    assert "1 edge without a direction read from the first end to the second" in found.account.notes


def test_words_of_ones_own_are_refused_together_until_a_list_says_what_they_mean(tmp_path: Path) -> None:
    file = table(tmp_path, "source,target,relation\na,b,boycots\na,c,boycots\na,d,suports\na,e,knows\n")
    with pytest.raises(InvalidFile) as caught:
        read(file)
    first, second, third = map(str, caught.value.problems)
    assert "ties.csv:2  relation 'boycots' (2 edges)" in first
    assert "'suports' (1 edge): none of ours. Did you mean supports" in second
    assert "'knows'" in third and "--relations" in third
    listed = table(tmp_path, "word,means\nboycots,-\nsuports,supports\nknows,\n", "map.csv")
    found = read(file, relations=listed)
    assert {(c.relation, c.object) for c in found.record.claims.values()} == {
        ("opposes", "b"), ("opposes", "c"), ("supports", "d"),
    }  # fmt: skip
    assert reasons(found) == ["'knows' makes no claim by the list of relations"]
    assert "'boycots' in the file; the file gives no date" in {c.note for c in found.record.claims.values()}


def test_a_list_that_means_nothing_is_refused_with_its_line(tmp_path: Path) -> None:
    listed = table(tmp_path, "boycots,opposs\n", "map.csv")
    with pytest.raises(InvalidFile, match=r"map\.csv:1  'opposs' is no relation.*opposes"):
        read(table(tmp_path, "source,target,relation\na,b,boycots\n"), relations=listed)


def test_a_sign_alone_is_read_as_the_widest_relation_that_bears_it(tmp_path: Path) -> None:
    found = read(table(tmp_path, "source,target,sign\na,b,1\na,c,-1\na,d,0\n"))
    by = {c.object: (c.relation, c.polarity) for c in found.record.claims.values()}
    assert by == {"b": ("supports", None), "c": ("opposes", None), "d": ("consultsWith", 0)}
    assert any(note.startswith("known by their sign alone") for note in found.account.notes)


def test_a_sign_that_departs_from_the_relation_is_kept_with_its_reason(tmp_path: Path) -> None:
    claim = only(read(table(tmp_path, "source,target,relation,sign\na,b,supports,0\n")))
    assert (claim.polarity, claim.polarity_reason) == (0, "the sign that the file gives")
    assert only(read(table(tmp_path, "source,target,relation,sign\na,b,supports,+\n"))).polarity is None


def test_one_relation_and_kind_may_hold_for_all(tmp_path: Path) -> None:
    fill = {"relation": "consults with", "kind": "company", "credibility": "2"}
    found = read(table(tmp_path, "source,target\na,b\n"), fill=fill)
    assert {actor.kind for actor in found.record.actors.values()} == {"Company"}
    assert (only(found).relation, only(found).credibility) == ("consultsWith", "2")


def test_columns_without_headings_can_be_named(tmp_path: Path) -> None:
    file = table(tmp_path, "a b aids\n".replace(" ", "\t"), "x.tsv")
    with pytest.raises(InvalidFile, match="--columns source,target,relation"):
        read(file)
    assert only(read(file, columns=("source", "target", "relation"))).relation == "aids"
    with pytest.raises(Misuse, match="names no ends"):
        read(file, columns=("a", "b", "c"))


def test_a_table_of_nodes_gives_labels_kinds_and_roles(tmp_path: Path) -> None:
    nodes = table(tmp_path, "Id,Label,Category,Office\n1,Ona,Person,minister\n2,Acme,Company,\n", "people.csv")
    file = table(tmp_path, "Source,Target,Relation\n1,2,criticises\n")
    found = read(file, nodes=nodes).record.actors
    assert {(a.label, a.kind, a.public_role) for a in found.values()} == {
        ("Ona", "Person", "minister"), ("Acme", "Company", ""),
    }  # fmt: skip


def test_persons_without_a_role_and_unknown_kinds_stop_the_import(tmp_path: Path) -> None:
    file = table(tmp_path, "Source,Target,Relation\n1,2,criticises\n")
    with pytest.raises(InvalidFile, match=r"1 person without a role \(Ona\)"):
        read(file, nodes=table(tmp_path, "Id,Label,Kind\n1,Ona,Person\n2,Acme,Company\n", "n.csv"))
    with pytest.raises(InvalidFile, match=r"kind 'Compny' \(1 node\): no kind of actor\. Did you mean company"):
        read(file, nodes=table(tmp_path, "Id,Label,Kind\n1,Ona,Company\n2,Acme,Compny\n", "n.csv"))


def test_names_that_are_all_codes_of_states_are_states(tmp_path: Path) -> None:
    found = read(table(tmp_path, "source,target,relation\nLTU,CHN,opposes\n"))
    assert (only(found).subject, only(found).object) == ("lithuania", "china")
    assert "acme" in read(table(tmp_path, "source,target,relation\nLTU,Acme,opposes\n")).record.actors


def test_edges_that_say_nothing_are_listed_with_their_lines(tmp_path: Path) -> None:
    text = "source,target,relation,date\na,a,aids,2020\na,,aids,2020\na,b,aids,soon\na,b,aids,2020\na,b,aids,2020\n"
    rows: list[tuple[str, ...]] = []
    found = read(table(tmp_path, text), listing=rows.append)
    assert [row[:2] for row in rows] == [(str(tmp_path / "ties.csv"), str(line)) for line in (2, 3, 4, 6)]
    assert [reason[:14] for reason in reasons(found)] == [
        "it leads from ",
        "an end is empt",
        "'soon' is no d",
        "it repeats an ",
    ]


def test_a_relation_that_cannot_join_such_ends_is_listed(tmp_path: Path) -> None:
    nodes = table(tmp_path, "id,kind\na,Company\nb,Company\n", "n.csv")
    found = read(table(tmp_path, "source,target,relation\na,b,hosts troops of\n"), nodes=nodes)
    assert reasons(found) == ["hosts troops of cannot lead from company to company"]


def test_a_choice_that_does_not_fit_is_told(tmp_path: Path) -> None:
    file = table(tmp_path, "source,target,Interaction\na,b,aids\n")
    with pytest.raises(Misuse, match="Did you mean Interaction"):
        read(file, relation="Interactoin")
    with pytest.raises(Misuse, match="no relation"):
        read(file, fill={"relation": "aidz"})
    with pytest.raises(Misuse, match="--fill relatoin: use relation"):
        read(file, fill={"relatoin": "aids"})
    with pytest.raises(Misuse, match="does not say which relation"):
        read(table(tmp_path, "source,target\na,b\n"))
    with pytest.raises(Misuse, match="save the network as"):
        read(table(tmp_path, "graph []", "x.gml"))
    with pytest.raises(MissingFile):
        read(tmp_path / "none.csv")


# GraphML, GEXF, Cytoscape


def test_graphml_of_networkx_is_read(tmp_path: Path) -> None:
    graph = nx.DiGraph(name="Aid")
    graph.add_edge("Estonia", "Ukraine", relation="militarily aids", year=2022, weight=2.0)
    nx.write_graphml(graph, tmp_path / "x.graphml")
    found = read(tmp_path / "x.graphml")
    assert said(found) == {("estonia", "militarilyAids", "ukraine", "2022")}
    assert found.record.sources["s-x"].title == "Aid"
    assert next(iter(found.account.notes)) == "taken: of edges: relation for relation, year for date, weight for weight"


GEXF = """<?xml version="1.0"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3"><meta lastmodifieddate="2020-02-03"><creator>Ona</creator></meta>
<graph defaultedgetype="directed" mode="dynamic">
<attributes class="edge"><attribute id="0" title="tie" type="string">
<default>allied with</default></attribute></attributes>
<nodes><node id="n1" label="France"/><node id="n2" label="Russia"/></nodes>
<edges><edge id="e1" source="n1" target="n2">
<spells><spell start="1894" end="1917"/><spell start="1935"/></spells></edge>
<edge id="e2" source="n2" target="n1"><attvalues><attvalue for="0" value="criticises"/></attvalues></edge></edges>
</graph></gexf>"""


def test_gexf_has_a_claim_for_each_spell_and_its_own_date(tmp_path: Path) -> None:
    found = edges.read(edges.open_network(table(tmp_path, GEXF, "x.gexf")))
    assert said(found) == {
        ("france", "alliedWith", "russia", "1894/1917"),
        ("france", "alliedWith", "russia", "1935/"),
        ("russia", "criticises", "france", "/2020-02-03"),
    }
    source = found.record.sources["s-x"]
    assert (source.publisher, source.published) == ("Ona", "2020-02-03")


def test_a_label_drawn_by_yed_is_the_name(tmp_path: Path) -> None:
    text = (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">'
        '<key id="d0" for="node" yfiles.type="nodegraphics"/><key id="d1" for="edge" attr.name="relation"/>'
        '<graph edgedefault="undirected"><node id="n0"><data key="d0"><y:NodeLabel>France</y:NodeLabel></data></node>'
        '<node id="n1"><data key="d0"><y:NodeLabel>Russia</y:NodeLabel></data></node>'
        '<edge source="n0" target="n1"><data key="d1">alliedWith</data></edge><hyperedge/></graph></graphml>'
    )
    found = read(table(tmp_path, text, "x.graphml"))
    assert said(found) == {("france", "alliedWith", "russia", "2023-05-01")}
    assert "1 hyperedge passed over: they are no ties of two" in found.account.notes


def test_cytoscape_is_read(tmp_path: Path) -> None:
    text = (
        '{"data": {"name": "N"}, "elements": {"nodes": [{"data": {"id": "1", "name": "Latvia"}}, '
        '{"data": {"id": "2", "name": "Estonia"}}], "edges": [{"data": {"id": "3", "source": "1", "target": "2", '
        '"interaction": "coordinates with", "year": 2021}}]}}'
    )
    assert said(read(table(tmp_path, text, "x.cyjs"))) == {("latvia", "coordinatesWith", "estonia", "2021")}
    with pytest.raises(InvalidFile, match="no network of Cytoscape"):
        read(table(tmp_path, "[]", "x.cyjs"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<graphml><graph>", r"x\.graphml:1  no XML"),
        ("<svg/>", "neither GraphML nor GEXF, but <svg>"),
        ("<graphml/>", "it holds no graph"),
        ("<a>" * 300, "more than 200 deep"),
        ('<!DOCTYPE g [<!ENTITY a "b">]><graphml><graph/></graphml>', "it declares entities"),
    ],
)
def test_what_is_no_network_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InvalidFile, match=message):
        read(table(tmp_path, text, "x.graphml"))


# There and back


@pytest.fixture(scope="module")
def origin() -> lkg.Graph:
    """Ties of every sort that an export can hold."""
    actors = {
        "a": Actor("a", "Aland", "State", wikidata="Q1", contested="claimed by b"),
        "b": Actor("b", "Bland, “the” <other>", "Company"),
        "p": Actor("p", "Ona", "Person", public_role="minister"),
    }
    return graph_of(
        "a alliedWith c 2019-03-01/..",
        "a sanctions b 2020-01-01/2021-06-30",
        "p accuses b 2021-03-04",
        "p accuses b 2022-03-04",
        "b attacks a 2021-05-05 alleged",
        "c supports a 2020-02-02",
        "b leads c ../2018-12-31",
        actors=actors,
    )


@pytest.mark.parametrize("form", ["graphml", "gexf", "cyjs", "csv"])
def test_our_own_export_comes_back_without_loss(origin: lkg.Graph, tmp_path: Path, form: str) -> None:
    net = lkg.network(origin)
    written = lkg.export(net, tmp_path / f"net.{form}")
    file = next(file for file in written if "ties" in file.name or form != "csv")
    found = edges.read(edges.open_network(file))
    take_over(found.record, tmp_path / "graph")
    back = lkg.network(lkg.open(tmp_path / "graph"))
    assert {id: dict(facts) for id, facts in back.actors.items()} == {id: dict(f) for id, f in net.actors.items()}
    assert [kept(tie) for tie in back.ties] == [kept(tie) for tie in net.ties]
    assert found.account.left == {}


def kept(tie: Any) -> tuple[Any, ...]:
    """What of a tie does not follow from evidence."""
    return tie.source, tie.target, tie.relation, tie.sign, tie.first, tie.last, tie.alleged, tie.symmetric


def test_ties_that_a_lens_derived_do_not_come_back_as_claims(bundled: lkg.Graph, tmp_path: Path) -> None:
    net = lkg.network(bundled, "taiwan-dispute")
    lkg.export(net, tmp_path / "net.graphml")
    found = edges.read(edges.open_network(tmp_path / "net.graphml"))
    derived = sum(tie.derived for tie in net.ties)
    assert sum(map(found.account.total, found.account.left)) == derived > 0
    assert len(found.record.claims) == len(net.ties) - derived


# The command


def test_the_command_says_what_was_taken_for_what(tmp_path: Path) -> None:
    file = table(tmp_path, "Source,Target,Interaction,Year,SUID\nLithuania,Taiwan,supports,2021,7\n")
    words = ("import", "network", file, "--into", tmp_path / "graph")
    assert not (tmp_path / "graph").exists() and "would be: 1 claim added" in run(*words, "--dry-run").out
    done = run(*words, "--published", "2022", "--credibility", "2")
    assert done.code == 0, done.err
    assert "taken: of edges: Interaction for relation, Year for date" in done.out
    assert "0 claims added, 0 changed, 1 as before" in run(*words, "--published", "2022", "--credibility", "2").out
    assert run("check", tmp_path / "graph").code == 0


def test_the_command_takes_choices_and_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    file = table(tmp_path, "Source,Target,How\na,b,helps\na,c,\n")
    listed = table(tmp_path, "helps,aids\n", "map.csv")
    place = ("--into", tmp_path / "graph")
    done = run(
        "import", "network", file, *place, "--relation", "How", "--relations", listed, "--fill", "relation=visits"
    )
    assert done.code == 0, done.err
    assert "2 claims added" in done.out
    refused = run("import", "network", file, *place, "--relation", "How", "--fill", "relation")
    assert (refused.code, "two parts" in refused.err) == (2, True)
    assert run("import", "network", file, *place).code == 2
    assert run("import", "network", file).code == 2
