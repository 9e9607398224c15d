"""The wheel carries graph and ontology, and works in an empty environment outside the checkout."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import uv

import lkg

ROOT = Path(__file__).parents[1]


def run(*words: object, cwd: Path) -> str:
    done = subprocess.run(list(map(str, words)), cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_version_is_told_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert project["version"] == lkg.__version__
    assert f"\nversion: {lkg.__version__}\n" in citation
    assert f"## {lkg.__version__} " in changelog


def test_the_wheel_answers_outside_the_checkout(tmp_path: Path) -> None:
    # uv links what it has in its cache; pip would copy and compile half a gigabyte
    tool = uv.find_uv_bin()
    run(tool, "build", "--wheel", "--out-dir", tmp_path / "dist", ROOT, cwd=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "lkg/bundle/graph/dataset.ttl" in names
    assert "lkg/bundle/ontology/shapes.ttl" in names
    assert not [
        name for name in names if name.startswith(("tests", "graph", "ontology", "src")) or "node_modules" in name
    ]
    if shutil.which("npm"):
        assert {"lkg/explorer/built/app.js", "lkg/explorer/built/LICENSES.txt"} <= set(names)
    run(tool, "venv", "--python", sys.executable, tmp_path / "empty", cwd=tmp_path)
    python = tmp_path / "empty" / "bin" / "python"
    # the very versions of the lock file, so that the test says nothing about tomorrow's releases
    run(tool, "pip", "install", "--python", python, "-c", ROOT / "requirements.lock", wheel, cwd=tmp_path)
    answer = run(tmp_path / "empty" / "bin" / "lkg", "path", "Lithuania", "WTO", cwd=tmp_path)
    assert "1. Lithuania – World Trade Organization" in answer
    assert "C696" in answer
