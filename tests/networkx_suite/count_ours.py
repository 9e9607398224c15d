"""A pytest plugin for networkx's own tests: it counts in how many of them lkg answers for each function of its own.

A call that lkg leaves to networkx would pass as well, for networkx then tests itself. So a test counts as `ours` only
if lkg answered every call of the function in it, else as `left`. The counts go to the file that LKG_COUNTS names.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from networkx.utils.backends import _dispatchable

from lkg.backend.rules import RULES

_called: dict[str, set[str]] = defaultdict(set)
_left: dict[str, set[str]] = defaultdict(set)
_test = ""
_dispatch = _dispatchable._convert_and_call_for_tests


def _watched(self: Any, backend: str, args: Any, kwargs: Any, *, fallback_to_nx: bool = False) -> Any:
    if self.name not in RULES:
        return _dispatch(self, backend, args, kwargs, fallback_to_nx=fallback_to_nx)
    _called[self.name].add(_test)
    try:
        return _dispatch(self, backend, args, kwargs, fallback_to_nx=False)
    except pytest.xfail.Exception:
        _left[self.name].add(_test)
        return self.orig_func(*args, **kwargs)


_dispatchable._convert_and_call_for_tests = _watched


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    global _test  # noqa: PLW0603
    _test = item.nodeid
    return (yield)


def pytest_sessionfinish() -> None:
    with open(os.environ["LKG_COUNTS"], "w", newline="", encoding="utf-8") as file:  # noqa: PTH123
        rows = csv.writer(file)
        rows.writerow(["function", "ours", "left"])
        for name in sorted(_called):
            rows.writerow([name, len(_called[name] - _left[name]), len(_left[name])])
