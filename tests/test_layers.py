"""Imports point down: a module knows its own layer and those below, never those above."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "lkg"
LAYERS = [
    {"errors"},
    {"vocab", "period", "receipt", "paragraphs"},
    {"store"},
    {"queries", "turtle"},
    {"claims"},
    {"lens", "evidence", "identity", "folders", "validate", "carried"},
    {"importers", "inference", "kept"},
    {"coding"},
    {"graphs"},
    {"kernels"},
    {"networks", "matching"},
    {"engines"},
    {"backend"},
    {"analysis"},
    {"figures", "exports"},
    {"reports"},
    {"versions", "codebook", "legal"},
    {"server"},
    {"cli", "notebook"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
DOORS = {
    "matplotlib": {"figures"},
    "duckdb": {"claims"},
    "networkx": {"networks", "backend", "analysis", "figures", "exports"},
    "numba": {"kernels"},
    "pyspark": {"engines"},
    "py4j": {"engines"},
    # the store asks endpoints of SPARQL; coding a language model, and importers Wikidata, if somebody tells them to
    "httpx": {"store", "coding", "importers"},
    "pyoxigraph": {
        "vocab",
        "store",
        "queries",
        "claims",
        "turtle",
        "folders",
        "validate",
        "graphs",
        "exports",
        "inference",
        "kept",
        "server",
        # reads the RDF of former revisions, and writes what a catalogue reads of a release
        "versions",
    },
    "starlette": {"server"},
    "uvicorn": {"server"},
    "rdflib": {"validate", "graphs"},
    "pyshacl": {"validate"},
    "pandas": {"store", "analysis"},
    "rapidfuzz": {"identity", "matching", "importers"},
    "anyascii": {"matching", "figures"},
    "typer": {"cli"},
    "jinja2": {"reports", "server"},
    "reportlab": {"codebook"},
    "anywidget": {"notebook"},
    "traitlets": {"notebook"},
    "openpyxl": {"importers", "coding"},
}


def modules() -> Iterator[tuple[str, Path]]:
    for file in sorted(SOURCE.rglob("*.py")):
        if "node_modules" in file.parts:
            continue
        own = file.relative_to(SOURCE).with_suffix("").parts[0]
        if own not in ("__init__", "__main__"):
            yield own, file


@cache
def imported(file: Path) -> tuple[str, ...]:
    return tuple(_imported(file))


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_module_has_its_layer() -> None:
    assert {own for own, _ in modules()} == set(LEVEL)


@pytest.mark.parametrize(("own", "file"), list(modules()), ids=lambda value: getattr(value, "stem", value))
def test_imports_point_down(own: str, file: Path) -> None:
    for name in imported(file):
        parts = name.split(".")
        if parts[0] == "lkg" and len(parts) > 1 and parts[1] in LEVEL:
            other = parts[1]
            assert other == own or LEVEL[other] < LEVEL[own], f"{own} may not import {other}"


@pytest.mark.parametrize("library", DOORS)
def test_each_outside_library_has_its_doors(library: str) -> None:
    users = {own for own, file in modules() if any(name.split(".")[0] == library for name in imported(file))}
    assert users <= DOORS[library]


def test_a_verb_of_the_package_shares_its_name_with_no_module() -> None:
    import lkg

    files = {file.stem for file in SOURCE.glob("*.py")} | {
        folder.name for folder in SOURCE.iterdir() if folder.is_dir()
    }
    verbs = {name for name in lkg.__all__ if callable(getattr(lkg, name)) and name.islower()}
    assert not verbs & files
