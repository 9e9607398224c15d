"""What becomes of an error on the command line: 1 for findings, 2 for misuse."""

from __future__ import annotations

import os
import sys
import warnings

from lkg.cli import (
    agreeing,
    asking,
    balance,
    coding,
    drawing,
    exporting,
    finding,
    foreign,
    groups,
    importing,
    keeping,
    matching,
    paths,
    proving,
    releasing,
    scenarios,
    serving,
    starting,
    timing,
    versions,
)
from lkg.cli.app import app
from lkg.errors import Finding, InvalidFile, LkgError

COMMANDS = (
    finding,
    paths,
    groups,
    balance,
    timing,
    scenarios,
    asking,
    drawing,
    exporting,
    keeping,
    matching,
    importing,
    coding,
    foreign,
    agreeing,
    proving,
    serving,
    starting,
    versions,
    releasing,
)
"""the modules whose import adds the commands"""


def main() -> None:
    """Run the command line; errors become one message and an exit code, warnings a remark beside the output."""
    warnings.formatwarning = lambda message, *_, **__: f"# {message}\n"
    try:
        app()
    except InvalidFile as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except LkgError as error:
        print(f"lkg: {error}", file=sys.stderr)
        sys.exit(1 if isinstance(error, Finding) else 2)
    except BrokenPipeError:
        # the reader went away, as `head` does; that is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        print(f"lkg: {error.filename or 'a file'}: {error.strerror}. Choose another place.", file=sys.stderr)
        sys.exit(2)
