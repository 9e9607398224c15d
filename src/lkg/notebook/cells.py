"""SPARQL cells in Jupyter: `%load_ext lkg`, then `%%sparql` and the query."""

from __future__ import annotations

import shlex
from typing import Any

import lkg
from lkg.errors import Misuse
from lkg.store import Answer

_opened: dict[str, Any] = {}


def register(ipython: Any) -> None:
    """Add the cell magic to a running IPython."""
    ipython.register_magic_function(sparql, "cell", "sparql")


def sparql(line: str, cell: str) -> Answer | None:
    """Run a cell as SPARQL: `%%sparql [graph] [--lens NAME] [--into NAME]`.

    `graph` is a variable of the notebook; without it the bundled graph is asked. With `--into` the answer goes into
    a variable instead of below the cell.
    """
    graph, lens, into = _arguments(line)
    answer: Answer = graph.query(cell, lens=lens)
    if into:
        _namespace()[into] = answer
        return None
    return answer


def _arguments(line: str) -> tuple[Any, str, str]:
    words = shlex.split(line)
    options = {"--lens": "default", "--into": ""}
    names = []
    while words:
        word = words.pop(0)
        if word in options and words:
            options[word] = words.pop(0)
        elif word.startswith("-"):
            raise Misuse(f"%%sparql knows no option {word!r}. Use --lens NAME and --into NAME.")
        else:
            names.append(word)
    return _graph(names), options["--lens"], options["--into"]


def _graph(names: list[str]) -> Any:
    if names:
        found = _namespace().get(names[0])
        if not hasattr(found, "query"):
            raise Misuse(f"%%sparql: there is no graph in a variable {names[0]!r}. Make one with lkg.open().")
        return found
    if "bundled" not in _opened:
        _opened["bundled"] = lkg.open()
    return _opened["bundled"]


def _namespace() -> dict[str, Any]:
    from IPython import get_ipython

    space: dict[str, Any] = get_ipython().user_ns
    return space
