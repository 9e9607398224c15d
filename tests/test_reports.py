"""The report is one page that opens offline, holds what it promises, and links only to files beside it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import lkg
from lkg.graphs import Graph
from lkg.reports import build, pictures


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if tag == "a":
            self.links.append(found.get("href") or "")
        if tag in ("img", "script", "link", "iframe"):
            self.loaded.append(found.get("src") or found.get("href") or "")
        if tag == "h2":
            self.headings.append(found.get("id") or "")


@pytest.fixture(scope="module")
def page(bundled: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build.report(bundled, tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def links(page: Path) -> Links:
    parser = Links()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


def test_the_page_has_its_sections(links: Links) -> None:
    assert links.headings == [
        "limits",
        "network",
        "path",
        "ranks",
        "disputes",
        "lenses",
        "sources",
        "ontology",
        "files",
    ]


def test_the_page_loads_nothing_from_outside(links: Links) -> None:
    assert links.loaded
    assert all(address.startswith("data:") for address in links.loaded)


def test_every_local_link_leads_somewhere(page: Path, links: Links) -> None:
    text = page.read_text(encoding="utf-8")
    for address in links.links:
        if address.startswith("#"):
            assert f'id="{address[1:]}"' in text
        elif not address.startswith("http"):
            assert (page.parent / address).stat().st_size > 0


def test_every_hop_claim_and_dispute_on_the_page_is_in_the_graph(page: Path, bundled: Graph) -> None:
    ids = set(re.findall(r"<code>([CWXYZ]\d+)</code>", page.read_text(encoding="utf-8")))
    assert len(ids) > 100
    assert ids <= set(bundled.record.claims)


def test_the_page_says_what_the_sample_cannot_show(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "20, 189 and 332" in text
    assert "became more central cannot be tested" in text
    assert "238" in text


def test_the_ego_stands_in_no_ranking(page: Path) -> None:
    for file in page.parent.glob("rank-*.csv"):
        assert "\nlithuania," not in file.read_text(encoding="utf-8")


def test_pictures_carry_their_receipt(page: Path) -> None:
    assert b"taiwan-dispute" in (page.parent / "network.svg").read_bytes()
    assert b"Receipt" in (page.parent / "path.png").read_bytes()


def test_the_claims_drawn_on_a_hop_are_its_best_and_show_both_directions(bundled: Graph) -> None:
    found = lkg.paths(lkg.network(bundled, at="2022-07-01"), "Lithuania", "WTO", via=["Taiwan", "EU"])
    drawn = pictures.chosen_claims(found[0].hops[0], 3)
    assert {"C166"} < {evidence.id for evidence in drawn}
    assert {evidence.direction for evidence in drawn} == {"forward", "backward"}


def test_a_small_graph_without_the_bundled_actors_has_a_report_too(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    file = folder / "mine.ttl"
    file.parent.mkdir()
    file.write_text(
        "@prefix lkg: <https://w3id.org/lkg/ontology#> . @prefix a: <https://w3id.org/lkg/actor/> .\n"
        "@prefix c: <https://w3id.org/lkg/claim/> . @prefix s: <https://w3id.org/lkg/source/> .\n"
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
        "@prefix edtf: <http://id.loc.gov/datatypes/edtf/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        'a:x a lkg:State ; rdfs:label "X <b>"@en . a:y a lkg:State ; rdfs:label "Y"@en .\n'
        's:s a lkg:Source ; dct:title "T"@en ; dct:publisher "P" ; lkg:kind lkg:news .\n'
        'c:one a lkg:Claim ; rdf:subject a:x ; rdf:predicate lkg:aids ; rdf:object a:y ; lkg:when "2022"^^edtf:EDTF ;\n'
        "    lkg:modality lkg:asserted ; dct:source s:s .\n",
        encoding="utf-8",
    )
    text = build.report(lkg.open(folder), tmp_path / "out").read_text(encoding="utf-8")
    assert "X &lt;b&gt;" in text
    assert "X <b>" not in text
