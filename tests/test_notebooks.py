"""Notebooks: the five run from top to bottom and are kept without output; networks and findings show themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import nbformat
import networkx as nx
import pytest
from nbclient import NotebookClient

import lkg
from conftest import graph_of
from lkg.errors import EmptyNetwork, Misuse
from lkg.graphs import Graph
from lkg.notebook import exploring
from lkg.server.views.evidence import beneath, name_of
from lkg.server.views.places import CACHE

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
HARMFUL = "</script><script>alert(1)</script>"
WIDGET = "application/vnd.jupyter.widget-view+json"
BUILT = exploring.BUILT / "widget.js"
needs_bundle = pytest.mark.skipif(not BUILT.is_file(), reason="The explorer is not built: run `make explorer`.")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))


@pytest.fixture
def small() -> lkg.Network:
    graph = graph_of(
        "lithuania sanctions belarus 2020-08-31",
        "belarus criticises lithuania 2020-09-02 claimant=belarus disputes=C1",
        f"lithuania alliedWith poland 2004-03-29/.. note={HARMFUL.replace(' ', '')}",
    )
    return lkg.network(graph)


def test_there_are_five_notebooks() -> None:
    assert len(NOTEBOOKS) == 5


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_kept_without_output(file: Path) -> None:
    notebook = nbformat.read(file, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs_and_shows_something_below_every_last_line(file: Path) -> None:
    notebook = nbformat.read(file, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs]
    assert len(shown) >= 4


@needs_bundle
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_explored_network_is_a_widget_with_a_picture_for_where_it_does_not_run() -> None:
    pytest.importorskip("anywidget", reason="the extra `notebook` is not installed")
    code = 'import lkg\nlkg.explore(lkg.network(lkg.open(), "taiwan-dispute"))'
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    client.execute()
    (output,) = notebook.cells[0].outputs
    assert {WIDGET, "image/svg+xml", "text/plain"} <= set(output.data)
    state = client.widget_state[output.data[WIDGET]["model_id"]]
    assert len(state["network"]["nodes"]) == 28
    assert "render" in state["_esm"]


def test_every_drawn_tie_brings_its_claims_with_source_and_disputes(small: lkg.Network) -> None:
    network = lkg.explore(small).network
    assert {claim for ids in network["beneath"].values() for claim in ids} == {"C1", "C2", "C3"}
    assert network["claims"]["C1"]["disputes"][0]["by"] == "belarus"
    assert network["claims"]["C1"]["source"]["id"]


def test_without_anywidget_the_picture_is_shown_and_what_is_missing_is_said(
    small: lkg.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exploring.importlib.util, "find_spec", lambda name: None)
    shown = lkg.explore(small)._repr_mimebundle_()
    assert isinstance(shown, dict)
    assert shown["image/svg+xml"].startswith("<svg")
    assert "Install" in shown["text/html"]


def test_without_node_the_picture_is_shown_and_what_to_do_is_said(
    small: lkg.Network, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(exploring, "BUILT", tmp_path)
    view = lkg.explore(small)
    assert "make explorer" in view._repr_mimebundle_()["text/html"]
    with pytest.raises(Misuse, match="Node 20"):
        view.save(tmp_path / "view.html")


def test_the_picture_shows_every_actor_and_tie_and_carries_the_receipt(small: lkg.Network) -> None:
    drawn = ET.fromstring(lkg.explore(small).svg)
    assert len(drawn.findall(".//{*}circle")) == 3
    assert len([path for path in drawn.findall(".//{*}path") if "Q" in path.attrib["d"]]) == 3
    assert json.loads(drawn.findtext("{*}metadata") or "")["finding"] == "network"


@needs_bundle
def test_one_file_holds_the_network_and_nothing_in_it_can_end_its_script(small: lkg.Network, tmp_path: Path) -> None:
    page = lkg.explore(small).save(tmp_path / "out" / "view.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/json" id="network">(.*?)</script>', page, re.DOTALL)
    assert "alert(1)" in json.loads(data)["claims"]["C3"]["note"]
    assert page.count("<script") == 2
    assert "<!--network-->" not in page


def test_what_is_chosen_is_known_to_python(small: lkg.Network) -> None:
    pytest.importorskip("anywidget", reason="the extra `notebook` is not installed")
    view = lkg.explore(small)
    if view.missing:
        pytest.skip(view.missing)
    view.chosen = "lithuania|sanctions|belarus|-1|"
    assert [claim["id"] for claim in view.claims()] == ["C1"]


def test_a_large_network_is_drawn_in_part_and_says_so() -> None:
    view = lkg.explore(nx.gnm_random_graph(2000, 5000, seed=1))
    assert len(view.network["nodes"]) <= 400
    assert "of 2,000" in view.network["note"]
    assert "of 2,000" in view.svg


def test_a_strangers_graph_is_explored_under_its_own_name() -> None:
    network = lkg.explore(nx.karate_club_graph()).network
    assert (network["heading"], network["words"]) == ("Zachary's Karate Club", "34 actors, 78 ties")


def test_of_very_many_claims_each_tie_brings_the_first() -> None:
    net = lkg.network(graph_of(*(f"lithuania criticises belarus {year}" for year in range(1990, 2020))))
    assert len(net.ties[0].claims) == 30
    assert len(beneath(net, {name_of(net.ties[0])}, held=25)["claims"]) == 20


def test_a_network_without_ties_has_nothing_to_explore(small: lkg.Network) -> None:
    with pytest.raises(EmptyNetwork):
        lkg.explore(lkg.network(small.graph, at="1900"))


def findings(graph: Graph) -> Iterator[tuple[str, Any]]:
    net, dispute = lkg.network(graph, at="2022-07-01"), lkg.network(graph, "taiwan-dispute")
    yield "network", net
    yield "rows", graph.query("members-of", params={"org": "EU"})
    yield "truth", graph.query("ASK { ?s ?p ?o }")
    yield "triples", graph.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3")
    yield "rank", lkg.rank(dispute, draws=20)
    yield "paths", lkg.paths(net, "Lithuania", "WTO", via=["Taiwan", "EU"])
    yield "why", lkg.why(dispute, "Taiwan")
    yield "balance", lkg.balance(net)
    yield "ablate", lkg.ablate(dispute, "country")
    yield "worldviews", lkg.worldviews(dispute, ["China"], draws=20)
    yield "brokerage", lkg.brokerage(dispute, by="bloc", unplaced="drop")
    yield "communities", lkg.communities(net, null=20)
    yield "trajectory", lkg.trajectory(graph, since="2021", until="2022", draws=20)
    yield "changes", lkg.changes(graph, since="2021-01", until="2022-06", draws=20)
    yield "balance over time", lkg.balance_over_time(graph, since="2021", until="2022")
    yield "scenario", lkg.scenario(graph, "eu-case-withdrawn")


def test_every_finding_is_a_compact_table_in_a_notebook(bundled: Graph) -> None:
    for name, found in findings(bundled):
        html = found._repr_html_()
        ET.fromstring(f"<div>{html.replace('<br>', '<br/>')}</div>")
        assert "<table>" in html, name
        assert len(html) < 20_000, name


def test_a_list_says_in_a_notebook_how_complete_it_is(bundled: Graph) -> None:
    assert "of 27 known" in bundled.query("members-of", params={"org": "EU"})._repr_html_()


def test_a_table_says_how_many_rows_it_leaves_out() -> None:
    assert "The first 20 of 34 rows" in lkg.rank(nx.karate_club_graph())._repr_html_()


def test_names_are_escaped_in_a_notebook() -> None:
    net = lkg.Network.from_networkx(nx.DiGraph([("<b>one</b>", "two")]))
    for shown in (
        net._repr_html_(),
        lkg.rank(nx.path_graph(["<b>", "c"]), draws=0)._repr_html_(),
        lkg.explore(net).svg,
    ):
        assert "<b>one" not in shown
        assert "<td><b>" not in shown
