"""Ours and the peers, in turn and in one go: `make bench` writes RESULTS.md, `make bench SIZE=small` takes a minute.

An **area** (one file in `areas/`) is a table of groups. A **group** is one input of one size, with the engines that
take it; each engine has a process of its own. A **case** is one question that every engine of the group answers.
"""
