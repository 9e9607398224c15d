"""Files of figures: the same on every run, with their receipt inside, whatever the reader's settings."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import networkx as nx
import pytest
from PIL import Image

from figure_pages import dispute, drawn
from lkg import figures
from lkg.errors import LkgError, Misuse

PROGRAM = """
import hashlib, sys
import networkx as nx
from lkg import figures
graph = nx.MultiDiGraph([(f"a{i % 7}", f"b{i % 5}", {"sign": i % 3 - 1}) for i in range(20)])
file = figures.network(graph, highlight={"a1", "b2"}).render(".svg")
print(hashlib.sha256(file).hexdigest(), "matplotlib.pyplot" in sys.modules)
"""


@pytest.fixture(scope="module")
def elsewhere() -> list[tuple[str, str]]:
    """A figure in two processes whose hashes differ: the digest of its file, and whether pyplot was imported."""
    path = os.pathsep.join(sys.path)
    runs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    return [(digest, imported) for digest, imported in map(str.split, runs)]


@pytest.fixture(scope="module")
def twins() -> tuple[figures.Figure, figures.Figure]:
    """The same network drawn twice."""
    return figures.network(dispute(), title="Twice"), figures.network(dispute(), title="Twice")


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_equal_figures_are_equal_files(
    suffix: str, twins: tuple[figures.Figure, figures.Figure], tmp_path: Path
) -> None:
    one, other = twins
    receipt = {"graph": "sha256:0", "seed": 7}
    first = one.save(tmp_path / f"one{suffix}", receipt).read_bytes()
    assert first == one.save(tmp_path / f"again{suffix}", receipt).read_bytes()
    assert first == other.save(tmp_path / f"other{suffix}", receipt).read_bytes()


def test_files_do_not_hang_on_the_seed_of_hashes(elsewhere: list[tuple[str, str]]) -> None:
    one, other = (digest for digest, _ in elsewhere)
    assert one == other != ""


def test_the_receipt_travels_inside_the_file(tmp_path: Path) -> None:
    receipt = {"graph": "sha256:abc", "seed": 7}
    with Image.open(drawn().save(tmp_path / "a.png", receipt)) as image:
        assert json.loads(image.text["Receipt"]) == receipt
    assert "sha256:abc" in drawn().save(tmp_path / "a.svg", receipt).read_text()
    assert b"sha256:abc" in drawn().save(tmp_path / "a.pdf", receipt).read_bytes()
    assert b"Receipt" not in drawn().render(".png")


def test_files_bear_no_date() -> None:
    assert "<dc:date>" not in drawn().render(".svg").decode()
    assert b"CreationDate" not in drawn().render(".pdf")


def test_svg_names_actors_and_ties() -> None:
    source = drawn().render(".svg").decode()
    assert 'id="actor-lt"' in source
    assert 'id="tie-cn-lt-' in source


def test_other_suffixes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"\.jpg"):
        drawn().save(tmp_path / "map.jpg")
    with pytest.raises(LkgError, match="suffix"):
        drawn().save(tmp_path / "map")


def test_settings_of_the_readers_own_do_not_change_the_page() -> None:
    odd = {"savefig.bbox": "tight", "font.size": 30, "savefig.facecolor": "red", "figure.autolayout": True}
    with mpl.rc_context(odd):
        again = figures.network(dispute(), title="A dispute", subtitle="2021", source="Source: made up")
        assert again.render(".png") == drawn().render(".png")


def test_the_page_has_the_size_of_the_style() -> None:
    style = replace(figures.PRINT, width=6.0, height=4.0, dpi=100)
    with Image.open(io.BytesIO(figures.network(nx.path_graph(3), style=style).render(".png"))) as image:
        assert image.size == (600, 400)


def test_notebooks_get_a_picture() -> None:
    assert drawn()._repr_png_().startswith(b"\x89PNG")
    assert "<svg" in drawn()._repr_svg_()


def test_importing_figures_leaves_pyplot_alone(elsewhere: list[tuple[str, str]]) -> None:
    assert [imported for _, imported in elsewhere] == ["False", "False"]
