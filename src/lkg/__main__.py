"""`python -m lkg` is the command line."""

from lkg.cli import main

main()
