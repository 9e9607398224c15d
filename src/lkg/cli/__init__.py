"""The command line: parse, call one function, show."""

from lkg.cli.main import main

__all__ = ["main"]
