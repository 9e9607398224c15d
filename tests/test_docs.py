"""What the documents show runs: the commands and the Python of the README, and the words that they use."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

import lkg
from conftest import run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TUTORIAL = (ROOT / "notebooks" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]


def words(line: str) -> list[str]:
    return shlex.split(line.removeprefix("$ "), comments=True)


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if "$ lkg" in block], ids=lambda block: block.split("\n")[0]
)
def test_the_commands_of_the_readme_run_one_after_the_other(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in block.splitlines():
        done = run(*words(line)[1:], COLUMNS="120")
        assert done.code == 0, line + done.out + done.err
        assert done.out.strip(), line


def test_the_tutorial_leads_from_articles_to_a_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are written, and its commands run one after the other, as a reader would."""
    monkeypatch.chdir(tmp_path)
    for file, block in re.findall(r"```(?:(?:csv|text) (\S+)|console)\n(.*?)```", TUTORIAL, re.DOTALL):
        if file:
            Path(file).write_text(block, encoding="utf-8")
            continue
        for line in block.splitlines():
            done = run(*words(line)[1:], COLUMNS="120")
            assert done.code == 0, line + done.out + done.err
            assert done.out.strip(), line
    assert Path("baltic.svg").stat().st_size > 10_000
    assert len(lkg.open("baltic").record.claims) == 7


def test_the_two_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for line in COMMANDS:
        if line.startswith("$ make"):
            assert words(line)[1] in targets


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert (tmp_path / "out" / "map.svg").stat().st_size > 10_000


def test_the_turtle_of_the_readme_stands_in_the_graph() -> None:
    (shown,) = re.findall(r"```turtle\n(.*?)```", README, re.DOTALL)
    assert any(shown.strip() in file.read_text(encoding="utf-8") for file in (ROOT / "graph" / "claims").glob("*.ttl"))


def test_the_top_level_holds_only_what_it_should() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    if not tracked:
        pytest.skip("Not a git checkout: clone the repository to run this test.")
    top = {name.partition("/")[0] for name in tracked if not name.startswith(".")}
    assert top <= {
        "pyproject.toml", "README.md", "graph", "ontology", "src", "tests", "notebooks", "LICENSE", "CHANGELOG.md",
        "CITATION.cff", "Makefile", "requirements.lock", "hatch_build.py",
    }  # fmt: skip


def test_no_document_says_how_to_install_a_strangers_package() -> None:
    for file in (*ROOT.glob("*.md"), *(ROOT / "graph").glob("*.md"), *(ROOT / "notebooks").glob("*.ipynb")):
        assert "pip install lkg" not in file.read_text(encoding="utf-8")
