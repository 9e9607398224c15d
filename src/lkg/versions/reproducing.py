"""Pictures and tables made again from their receipts, and held against what was given away."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from lkg.analysis.doubts import verification
from lkg.carried import receipt_in
from lkg.errors import InvalidFile, LkgError, MissingFile, Misuse, Problem
from lkg.graphs import Graph, open_graph
from lkg.lens import Lens
from lkg.networks import network
from lkg.reports import charts, pictures
from lkg.reports.pictures import Picture
from lkg.store import read_text

PICTURES = (".svg", ".png", ".pdf")
TABLES = (".csv", ".json")
MAKERS = ("lkg-graph", "matplotlib", "numpy", "networkx", "scipy")
"""distributions whose versions decide on the bytes of a picture"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether one file is what it was."""

    file: str
    same: bool
    words: str


def _redrawn(draw: Callable[..., Picture], *named: str) -> Callable[[Graph, Mapping[str, Any]], Picture]:
    def make(graph: Graph, receipt: Mapping[str, Any]) -> Picture:
        given = {name: receipt["parameters"][name] for name in named}
        return draw(verification.derive(graph, receipt), **given)

    return make


def _of_network(draw: Callable[..., Picture], *named: str) -> Callable[[Graph, Mapping[str, Any]], Picture]:
    def make(graph: Graph, receipt: Mapping[str, Any]) -> Picture:
        given = {name: receipt["parameters"][name] for name in named}
        return draw(network(graph, graph.lens(Lens(**receipt["lens"]))), **given)

    return make


DRAWN: Mapping[str, Callable[[Graph, Mapping[str, Any]], Picture]] = {
    "network": _of_network(pictures.network),
    "matrix": _of_network(charts.blocs, "by", "unplaced"),
    "path": _redrawn(pictures.path),
    "rank": _redrawn(charts.standing),
    "trajectory": _redrawn(charts.trajectory, "every"),
    "balance-over-time": _redrawn(charts.balance, "every"),
}
"""findings whose pictures can be drawn from the receipt alone"""


def picture(graph: Graph, receipt: Mapping[str, Any], suffix: str) -> bytes:
    """The picture of a receipt, drawn anew, with the title that lkg gives it.

    Raises Misuse for a finding that has no picture, or needs more than its receipt, and Stale for another graph.
    """
    finding = receipt["finding"]
    if finding not in DRAWN:
        raise Misuse(f"A picture of {finding!r} cannot be drawn from its receipt. It can be of: {', '.join(DRAWN)}.")
    return DRAWN[finding](graph, receipt).figure.render(suffix, receipt)


def table(graph: Graph, receipt: Mapping[str, Any]) -> bytes:
    """All that is known of a finding as JSON, derived anew from its receipt."""
    found = verification.derive(graph, receipt).to_dict()
    return (json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def made_with() -> dict[str, str]:
    """The versions that decide on the bytes of a picture."""
    return {name: found for name in MAKERS if (found := _version(name))}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def again(graph: Graph, name: str, content: bytes, receipt: Mapping[str, Any]) -> tuple[bytes | None, str]:
    """The file made anew, None where its rows were compared instead; and what is otherwise, empty where nothing is."""
    verification.check_version(graph, receipt)
    suffix = Path(name).suffix.lower()
    if suffix in PICTURES:
        drawn = picture(graph, receipt, suffix)
        return drawn, "" if drawn == content else "the picture drawn anew has other bytes"
    # other JSON of lkg's is written on one line or by another width, and its cells are compared
    if suffix == ".json" and content.startswith(b'{\n "') and (derived := table(graph, receipt)) == content:
        return derived, ""
    text = content.decode("utf-8")
    if receipt["finding"] == "network":
        return None, _ties(graph, receipt, text)
    found = verification.verify(graph, *verification.read(text))
    return None, "" if not found.rows else f"{len(found.rows)} cells differ; `lkg verify` shows them"


def _ties(graph: Graph, receipt: Mapping[str, Any], text: str) -> str:
    """Whether a table of ties is that of the network of its receipt."""
    from lkg import exports

    net = network(graph, graph.lens(Lens(**receipt["lens"])))
    same = text.partition("\n# receipt ")[0].strip() == exports.tie_table(net).strip()
    return "" if same else "the ties are others"


def reproduce(folder: Path) -> Iterator[Outcome]:
    """Check a release that was unpacked into a folder: digests of files, the graph, then every finding made again.

    What was made again is written into `reproduced/`. Raises MissingFile where the folder is no release.
    """
    listed = folder / "receipts.json"
    if not listed.is_file():
        raise MissingFile(f"{folder} holds no receipts.json. Unpack the archive, and name the folder that it makes.")
    told = json.loads(read_text(listed))
    yield _sums(folder)
    graph = open_graph(folder / "graph")
    yield Outcome("graph", graph.digest == told["graph"], "the graph of the receipts")
    for entry in told["findings"]:
        yield _finding(graph, folder, entry, told["made_with"])


def _sums(folder: Path) -> Outcome:
    wrong = [name for name, sum_ in sums(folder).items() if not _is(folder / name, sum_)]
    return Outcome("SHA256SUMS", not wrong, f"other bytes: {', '.join(wrong)}" if wrong else "every file as given away")


def sums(folder: Path) -> dict[str, str]:
    """File → SHA-256, as a release lists them; raises InvalidFile for a line that is none."""
    found = {}
    for number, line in enumerate(read_text(folder / "SHA256SUMS").splitlines(), 1):
        sum_, mark, name = line.partition("  ")
        if not mark or len(sum_) != 64:
            raise InvalidFile([Problem(str(folder / "SHA256SUMS"), number, "no line of sha256sum. Unpack it again.")])
        found[name] = sum_
    return found


def _is(file: Path, sum_: str) -> bool:
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == sum_


def _finding(graph: Graph, folder: Path, entry: Mapping[str, Any], given: Mapping[str, str]) -> Outcome:
    name, content = entry["file"], (folder / entry["file"]).read_bytes()
    receipt = entry["receipt"]
    if receipt_in(content) != receipt:
        return Outcome(name, False, "the receipt inside is another than in receipts.json")
    if "redrawn" in entry:
        # its own title or choices are not in the receipt: the one drawn without them is compared
        content = (folder / entry["redrawn"]).read_bytes()
    try:
        made, otherwise = again(graph, name, content, receipt)
    except LkgError as error:
        return Outcome(name, False, str(error))
    if made is not None:
        target = folder / "reproduced" / Path(name).name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(made)
    if otherwise:
        return Outcome(name, False, otherwise + _other_makers(given))
    how = "rows as printed" if made is None else "the same byte for byte"
    return Outcome(name, True, f"{how}, but for the title or choices of its own" if "redrawn" in entry else how)


def _other_makers(given: Mapping[str, str]) -> str:
    now = made_with()
    other = [f"{name} {was} then, {now.get(name, 'none')} now" for name, was in given.items() if now.get(name) != was]
    return f" ({'; '.join(other)})" if other else ""


def save(file: Path, content: bytes) -> None:
    """Write bytes aside, then rename, so that no reader meets half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.new")
    aside.write_bytes(content)
    aside.replace(file)
