"""What the results were measured on: processors, memory, versions, load, and how fast memory is read."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

PACKAGES = (
    "lkg-graph", "numpy", "scipy", "numba", "duckdb", "networkx", "igraph", "rustworkx", "networkit", "rdflib",
    "oxrdflib", "rdflib-endpoint", "pyoxigraph", "oxigraph", "maplib",
)  # fmt: skip


def load() -> float:
    """The load of the last minute."""
    return round(os.getloadavg()[0], 2)


def versions() -> str:
    """The versions of all that is installed here."""
    return (
        ", ".join(f"{name.removesuffix('-graph')} {_version(name)}" for name in PACKAGES) + f", Virtuoso {_virtuoso()}"
    )


def words() -> str:
    """Processor, memory and system in one line."""
    model = _line("/proc/cpuinfo", "model name") or platform.machine()
    memory = int((_line("/proc/meminfo", "MemTotal") or "0 kB").split()[0]) / 2**20
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} processors ({model}), {memory:.0f} GiB, {system}"


def bandwidth(size: int = 1 << 28) -> float:
    """Bytes a second that one thread of numpy moves in a copy, read and written."""
    one, other = np.ones(size // 8), np.empty(size // 8)
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        np.copyto(other, one)
        best = min(best, time.perf_counter() - start)
    return 2 * size / best


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"


def _virtuoso() -> str:
    if not shutil.which("virtuoso-t"):
        return "–"
    told = subprocess.run(["virtuoso-t", "-?"], capture_output=True, text=True, check=False)
    return (told.stdout + told.stderr).partition("Version ")[2].partition("-")[0]


def _line(file: str, name: str) -> str:
    try:
        lines = Path(file).read_text().splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
