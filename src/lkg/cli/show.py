"""How answers look: tables for a terminal, CSV or JSON where the output is piped."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lkg.errors import Problem

WIDE = 160


def is_terminal() -> bool:
    """Whether a person reads the output."""
    return sys.stdout.isatty()


def text(line: str = "") -> None:
    """One line of plain text."""
    print(line)


def aside(lines: Iterable[str]) -> None:
    """What a reader must know beside data that are piped, on the error channel."""
    for line in lines:
        print(f"# {line}", file=sys.stderr)


def json_text(data: Any) -> None:
    """Data as JSON."""
    print(json.dumps(data, ensure_ascii=False, indent=2 if is_terminal() else None))


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "", right: Sequence[str] = ()) -> None:
    """Rows under their columns, wrapped to the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    grid = Table(*[], title=title or None, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        grid.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        grid.add_row(*("" if cell is None else str(cell) for cell in row))
    Console(width=None if is_terminal() else WIDE, highlight=False, markup=False).print(grid)


def problems(found: Iterable[Problem]) -> None:
    """Problems, a line each."""
    for problem in found:
        print(problem)


@contextmanager
def working(words: str) -> Iterator[None]:
    """A spinner on a terminal while something takes its time; silent when piped."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


def dash(value: Any, form: str = "g") -> str:
    """A number, or a dash where there is none."""
    return "–" if value is None else format(value, form)
