"""The report is one page that opens offline, holds what it promises, and links only to files beside it."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import lkg
from lkg.graphs import Graph
from lkg.reports import build, pictures
from lkg.reports.plan import QUICK


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.headings: list[str] = []
        self.questions: list[str] = []
        self.told: list[str] = []
        self.words: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if tag == "a":
            self.links.append(found.get("href") or "")
        if tag in ("img", "script", "link", "iframe"):
            self.loaded.append(found.get("src") or found.get("href") or "")
        if tag == "img":
            self.told.append(found.get("alt") or "")
        if tag == "h2":
            self.headings.append(found.get("id") or "")
        if tag == "h3" and found.get("id"):
            self.questions.append(found["id"] or "")
        self.inside = tag

    def handle_data(self, data: str) -> None:
        if self.inside == "dt" and data.strip():
            self.words.append(data)


@pytest.fixture(scope="module")
def page(bundled: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build.report(bundled, tmp_path_factory.mktemp("report"), effort=QUICK)


@pytest.fixture(scope="module")
def links(page: Path) -> Links:
    parser = Links()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


@pytest.fixture(scope="module")
def methods(page: Path) -> Links:
    parser = Links()
    parser.feed((page.parent / "methods.html").read_text(encoding="utf-8"))
    return parser


def test_the_page_has_its_sections(links: Links) -> None:
    assert links.headings == [
        "limits",
        "network",
        "path",
        "ranks",
        "sure",
        "lens-choice",
        "one-voice",
        "sides",
        "brokers",
        "groups",
        "camps",
        "over-time",
        "what-if",
        "disputes",
        "lenses",
        "sources",
        "ontology",
        "files",
    ]


def test_the_pages_load_nothing_from_outside(links: Links, methods: Links) -> None:
    assert links.loaded
    assert methods.loaded
    assert all(address.startswith("data:") for address in links.loaded + methods.loaded)


def test_every_picture_says_what_it_shows(links: Links, methods: Links) -> None:
    told = links.told + methods.told
    assert len(told) == 8
    assert all(len(words) > 30 for words in told)
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    "name", ["sure", "lens-choice", "brokers", "over-time", "coverage-ratings", "coverage-missing"]
)
def test_each_section_stands_with_its_figure_in_three_forms(page: Path, name: str) -> None:
    for suffix, start in ((".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")):
        assert (page.parent / f"{name}{suffix}").read_bytes().startswith(start)


def test_each_section_begins_with_a_sentence_and_ends_with_its_receipt(page: Path, links: Links) -> None:
    text = page.read_text(encoding="utf-8")
    for name in links.headings[4:13]:
        body = text.split(f'<h2 id="{name}">')[1].split("<h2 ")[0]
        lead = re.search(r'<p class="say">(.+?)</p>', body)
        assert lead
        assert lead[1].endswith(".")
        assert "Receipt: " in body
        assert 'class="cannot"' in body


def test_rows_lie_beside_the_page_with_their_receipt(page: Path, bundled: Graph) -> None:
    for name in ("sure", "lens-choice", "one-voice", "sides", "brokers", "groups", "camps", "over-time", "changes"):
        found = json.loads((page.parent / f"{name}.json").read_text(encoding="utf-8"))
        assert found["receipt"]["graph"] == bundled.digest
        assert bundled.digest in (page.parent / f"{name}.csv").read_text(encoding="utf-8").splitlines()[-1]


def test_the_page_says_plainly_what_cannot_be_tested_and_what_could(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert (
        "This sample cannot test whether Lithuania became more central: 20, 189 and 332 of the claims begin in" in text
    )
    assert "ICEWS" in text
    assert "no forecast" in text


def test_methods_names_every_question_and_every_word(methods: Links) -> None:
    assert methods.questions == ["sampling", "codebook", "agreement", "missing", "null", "lens", "probability"]
    assert {"Value", "Evidence interval", "Lens interval", "Partial order", "Worldview", "Balance", "Trajectory",
            "Rarefaction", "Roles of a broker"} <= set(methods.words)  # fmt: skip


@pytest.mark.parametrize("name", ["index.html", "methods.html"])
def test_every_local_link_leads_somewhere(page: Path, name: str) -> None:
    text = (page.parent / name).read_text(encoding="utf-8")
    links = Links()
    links.feed(text)
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
    text = build.report(lkg.open(folder), tmp_path / "out", effort=QUICK).read_text(encoding="utf-8")
    assert "X &lt;b&gt;" in text
    assert "X <b>" not in text
