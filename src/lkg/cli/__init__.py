"""The command line: parse, call one function, show."""

import gc

# a command is short: collecting garbage while modules and a graph are read costs more than it frees
gc.set_threshold(100_000, 50, 50)

from lkg.cli.main import main  # noqa: E402 - after the line above, which speeds it up

__all__ = ["main"]
