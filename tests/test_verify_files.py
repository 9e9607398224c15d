"""`lkg verify` on what an analyst has at hand: pictures, tables, exports of several files, an agreement of coders."""

import json
from pathlib import Path

import pytest

from conftest import record_of, run
from lkg import folders, turtle

LINES = (
    "lithuania supports taiwan 2021-06-01",
    "taiwan aids lithuania 2021-09",
    "china coerces lithuania 2021-12 credibility=2",
    "china accuses taiwan 2022-03 credibility=2",
    "lithuania visits taiwan 2022-08",
)
GRID = 'title = "Two"\nsign = [["+", "-", "0"], ["+", "0"]]\nmemory = ["12m", "24m"]\n'
DRAWINGS = {
    "network": ("network",),
    "rank": ("rank", "--by", "degree", "--draws", "20"),
    "path": ("path", "--from", "lithuania", "--to", "taiwan"),
    "trajectory": ("trajectory", "--by", "degree", "--since", "2021", "--until", "2022", "--draws", "20"),
    "balance": ("balance", "--since", "2021", "--until", "2022"),
    "titled": ("network", "--title", 'Who is "with" & <against> whom', "--labels", "1"),
    "curve": ("robust", "--by", "degree", "--grid", "two", "--actor", "taiwan"),
    "robust": ("robust", "--by", "degree", "--grid", "two", "--draws", "20"),
}
EXPORTS = {
    "dyads.csv": ("dyads", "--codes", "iso3", "--out"),
    "statnet": ("statnet", "--out"),
    "siena": ("siena", "--since", "2021", "--until", "2022", "--out"),
    "net.graphml": (),
    "net.cyjs": (),
    "net-ties.csv": (),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    folders.save(record_of(*LINES), folder)
    turtle.save(folder / "grids" / "two.toml", GRID)
    return folder


def drawn(graph: Path, name: str, out: Path) -> Path:
    done = run("--graph", graph, "draw", *DRAWINGS[name], "--out", out)
    assert done.code == 0, done.err
    return out


def exported(graph: Path, name: str, folder: Path) -> Path:
    out = folder / name.replace("-ties", "")
    done = run("--graph", graph, "export", *EXPORTS[name], out)
    assert done.code == 0, done.err
    return folder / name


# Pictures


@pytest.mark.parametrize("name", ["network", "titled", "rank", "path", "trajectory", "balance", "curve", "robust"])
def test_a_picture_is_drawn_again_byte_for_byte(graph: Path, tmp_path: Path, name: str) -> None:
    done = run("--graph", graph, "verify", drawn(graph, name, tmp_path / "it.svg"))
    assert (done.code, "the same byte for byte" in done.out) == (0, True), done.out + done.err
    assert "Behind it, derived again: " in done.out


@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_so_it_is_in_every_format(graph: Path, tmp_path: Path, suffix: str) -> None:
    file = drawn(graph, "network", tmp_path / f"it{suffix}")
    done = run("--graph", graph, "verify", file)
    assert (done.code, "3 actors, 5 ties, 5 claims" in done.out) == (0, True), done.out + done.err


def test_a_picture_that_was_touched_up_is_found(graph: Path, tmp_path: Path) -> None:
    file = drawn(graph, "network", tmp_path / "it.svg")
    file.write_text(file.read_text(encoding="utf-8").replace("#", "#1", 1), encoding="utf-8")
    done = run("--graph", graph, "verify", file)
    assert (done.code, "or changed since" in done.out) == (1, True)


# Tables


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_ties_of_a_network_are_compared_one_by_one(graph: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"ties.{form}"
    text = run("--graph", graph, "network", "--format", form).out
    file.write_text(text, encoding="utf-8")
    assert run("--graph", graph, "verify", file).out == f"{file}: network: all 5 {_rows(form)} derived again, {SAME}\n"
    file.write_text(text.replace("coerces", "supports", 1), encoding="utf-8")
    done = run("--graph", graph, "verify", file)
    assert (done.code, "supports" in done.out, "coerces" in done.out) == (1, True, True)


SAME = "everything as printed"


def _rows(form: str) -> str:
    return "rows" if form == "csv" else "ties"


# Exports


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_an_export_is_made_again_with_all_its_files(graph: Path, tmp_path: Path, name: str) -> None:
    done = run("--graph", graph, "verify", exported(graph, name, tmp_path))
    assert (done.code, "of the export made again, the same" in done.out) == (0, True), done.out + done.err


@pytest.mark.parametrize(
    ("name", "file"),
    [("dyads.csv", "dyads.csv"), ("statnet", "statnet/ties.csv"), ("siena", "siena/conflict-1.txt"),
     ("net.graphml", "net.graphml"), ("net-ties.csv", "net-nodes.csv")],
)  # fmt: skip
def test_what_was_changed_in_an_export_is_named_with_its_place(
    graph: Path, tmp_path: Path, name: str, file: str
) -> None:
    exported(graph, name, tmp_path)
    target = tmp_path / file
    first, *rest = target.read_text(encoding="utf-8").splitlines()
    target.write_text("\n".join([first, rest[0] + "7", *rest[1:]]) + "\n", encoding="utf-8")
    done = run("--graph", graph, "verify", target)
    assert (done.code, target.name in done.out) == (1, True), done.out + done.err


def test_a_table_that_a_spreadsheet_program_saved_again_is_the_same(graph: Path, tmp_path: Path) -> None:
    file = exported(graph, "dyads.csv", tmp_path)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert run("--graph", graph, "verify", file).code == 0


def test_rows_that_were_added_or_taken_out_are_found(graph: Path, tmp_path: Path) -> None:
    file = exported(graph, "dyads.csv", tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "AAA,BBB,2021,1\n", encoding="utf-8")
    assert "AAA BBB 2021 1" in run("--graph", graph, "verify", file).out
    *kept, last = text.splitlines()
    file.write_text("\n".join(kept), encoding="utf-8")
    done = run("--graph", graph, "verify", file)
    assert (done.code, last.replace(",", " ") in done.out) == (1, True), done.out


def test_an_export_without_its_receipt_says_what_is_missing(graph: Path, tmp_path: Path) -> None:
    file = exported(graph, "dyads.csv", tmp_path)
    (tmp_path / "dyads-receipt.json").unlink()
    done = run("--graph", graph, "verify", file)
    assert (done.code, "none lies beside it" in done.err, "receipt.json" in done.err) == (2, True, True)


def test_an_export_of_another_version_is_refused(graph: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    folders.save(record_of(*LINES[:3]), other)
    done = run("--graph", other, "verify", exported(graph, "siena", tmp_path))
    assert (done.code, "another version of the graph" in done.err) == (1, True)


# What cannot be derived from the graph


def coders(folder: Path) -> list[Path]:
    found = []
    for name, relation in (("ona", "aids"), ("jonas", "visits")):
        folders.save(record_of("a aids b 2021 id=n1", f"a {relation} c 2022 id=n2"), folder / name)
        found.append(folder / name)
    return found


@pytest.mark.parametrize("more", [(), ("--rows",)])
def test_an_agreement_is_derived_from_what_coders_coded(tmp_path: Path, more: tuple[str, ...]) -> None:
    ona, jonas = coders(tmp_path)
    file = tmp_path / "agree.csv"
    file.write_text(run("agree", ona, jonas, *more).out, encoding="utf-8")
    asked = run("verify", file)
    assert (asked.code, "--coder ONA --coder JONAS" in asked.err) == (2, True)
    done = run("verify", file, "--coder", ona, "--coder", jonas)
    assert (done.code, SAME in done.out) == (0, True), done.out + done.err
    other = run("verify", file, "--coder", ona, "--coder", ona)
    assert (other.code, "not the claims that were compared" in other.err) == (1, True)


def test_a_page_and_a_file_of_somebody_else_are_refused_in_words(graph: Path, tmp_path: Path) -> None:
    receipt = json.dumps({"finding": "network", "graph": "sha256:0"})
    for name, text, told in (
        ("x.html", f"<p>{receipt}</p>", "is a page"),
        ("x.csv", "a,b\n1,2\n", "carries no receipt"),
        ("x.svg", "<svg/>", "carries no receipt"),
        ("x.json", receipt, "no receipt"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = run("--graph", graph, "verify", tmp_path / name)
        assert (done.code, told in done.err) == (2, True), done.err
