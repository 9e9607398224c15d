"""How the large kernels run: without numba by other means, with it from machine code that is kept on disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import lkg
from lkg import kernels
from test_kernels_graphs import plain, power_law

EVERYTHING = """
import sys, warnings
if sys.argv[1] == "without":
    sys.modules["numba"] = None
import numpy as np
from lkg import kernels as k
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    found = {}
    for at, (size, directed, tails, heads, values) in enumerate(np.load(sys.argv[2], allow_pickle=True)):
        adj = k.Adjacency.from_edges(size, tails, heads, values, directed=directed)
        sums = k.distance_sums(adj)
        found |= {f"{at} {name}": value for name, value in {
            "betweenness": k.betweenness(adj), "endpoints": k.betweenness(adj, [3, 1], endpoints=True),
            "edges": k.edge_betweenness(adj), "reached": sums[0], "far": sums[1], "harmonic": sums[2],
            "distances": k.distances(adj, 0), "dijkstra": k.dijkstra(adj, 0), "between": k.between(adj, 0, 20),
            "pagerank": k.pagerank(adj), "eigenvector": k.eigenvector(adj), "katz": k.katz(adj, 0.001),
            "hits": k.hits(adj), "core": k.core_numbers(adj), "clustering": k.clustering(adj),
            "constraint": k.constraint(adj), "effective": k.effective_size(adj),
            "triads": [*k.triad_census(adj).values()] if directed else k.signed_triads(adj),
        }.items()}
    edges = k.Edges(3, np.array([0, 1]), np.array([1, 2]))
    found["resample"] = k.resample("betweenness", edges, np.ones((2, 2)))
np.savez(sys.argv[3], **found)
print(len(told), *(str(each.message) for each in told))
"""


def run(code: str, *given: str | Path, **surroundings: str) -> str:
    """What a new Python prints."""
    command = [sys.executable, "-c", code, *map(str, given)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | surroundings)
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_without_numba_all_values_are_the_same_and_one_warning_says_so(tmp_path: Path) -> None:
    graphs = np.empty((4, 5), object)
    cases = [(directed, values) for directed in (False, True) for values in (None, [0.3, 1.0, 2.0])]
    for at, (directed, values) in enumerate(cases):
        adj = power_law(80, 300, directed=True, values=values)
        graphs[at, :] = adj.size, directed, adj.tails, adj.ends, adj.values
    np.save(tmp_path / "graphs.npy", graphs)
    without = run(EVERYTHING, "without", tmp_path / "graphs.npy", tmp_path / "without.npz")
    assert without.startswith("1 Measures of networks run without numba")
    assert "Install numba" in without
    assert run(EVERYTHING, "with", tmp_path / "graphs.npy", tmp_path / "with.npz") == "0\n"
    slow, fast = np.load(tmp_path / "without.npz"), np.load(tmp_path / "with.npz")
    assert len(slow.files) == 4 * 18 + 1
    for name in slow.files:
        np.testing.assert_allclose(slow[name], fast[name], 1e-9, 1e-12, err_msg=name)


def test_machine_code_is_kept_in_the_users_folder_where_the_package_cannot_be_written(tmp_path: Path) -> None:
    package = tmp_path / "site" / "lkg"
    shutil.copytree(Path(lkg.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    # a file where the folder would be: nobody can write there, not even the superuser
    (package / "kernels" / "__pycache__").touch()
    asked = (
        "import lkg.kernels as k; ring = k.Adjacency.from_edges(3, [0, 1, 2], [1, 2, 0], directed=False);"
        "print(k.__file__, k.triangles(ring))"
    )
    surroundings = {
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "PYTHONPATH": str(tmp_path / "site"),
        "NUMBA_CACHE_DIR": "",
    }
    said = run(asked, **surroundings)
    assert str(package) in said and "[1 1 1]" in said
    kept = [*(tmp_path / "cache").rglob("*.nbi")]
    assert any("triples.triangles" in file.name for file in kept)
    # the second time nothing is compiled anew
    before = {file: file.stat().st_mtime_ns for file in kept}
    assert run(asked, **surroundings) == said
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "cache").rglob("*.nbi")} == before


def test_threads_and_processes_may_ask_at_once_for_a_kernel_that_is_not_compiled_yet(tmp_path: Path) -> None:
    asked = (
        "import lkg.kernels as k; n = range(64);"
        "chain = k.Adjacency.from_edges(65, n, [i + 1 for i in n], directed=True);"
        "print(k.triad_census(chain, threads=8)['021C'])"
    )
    command, surroundings = [sys.executable, "-c", asked], os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    both = [subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate()[0] for process in both] == ["63\n"] * 2
    assert any(tmp_path.rglob("*.nbi"))


@pytest.mark.parametrize("name", kernels.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(kernels, name).__name__ == name


def test_a_name_that_is_not_there_is_no_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'fame'"):
        kernels.fame  # noqa: B018


def test_a_graph_is_read_and_not_written() -> None:
    adj = power_law(200, 800, values=[1.0, 2.0])
    before = [array.tobytes() for array in (adj.starts, adj.ends, adj.numbers)]
    for array in (adj.starts, adj.ends, adj.values, *adj.into):
        assert array is not None
    for measure in (kernels.betweenness, kernels.pagerank, kernels.hits, kernels.constraint, kernels.core_numbers):
        measure(adj)
    assert [array.tobytes() for array in (adj.starts, adj.ends, adj.numbers)] == before
    assert plain(adj).number_of_edges() == len(adj.ends)
