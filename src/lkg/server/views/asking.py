"""The parameters of a request as views read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lkg.errors import Misuse
from lkg.graphs import Graph
from lkg.networks import Network, network
from lkg.server.service import DATA_ALONE, lens_of


class Given:
    """Parameters of an address, each of which may repeat; what is left when all are read is the lens.

    >>> given = Given({"q": ["Taiwan"], "limit": ["5"], "at": ["2022-07-01"]})
    >>> given.text("q"), given.number("limit", 12, 100), given.rest()
    ('Taiwan', 5, {'at': ['2022-07-01']})
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._rest: dict[str, list[str]] = {name: list(values) for name, values in given.items()}

    def text(self, name: str, default: str | None = None) -> str:
        """One text; raises Misuse where it is missing and has no default.

        >>> Given({"q": ["a", "b"]}).text("q"), Given({}).text("q", "none")
        ('b', 'none')
        >>> Given({}).text("q")
        Traceback (most recent call last):
            ...
        lkg.errors.Misuse: The address lacks q=….
        """
        values = self._rest.pop(name, [])
        if values:
            return values[-1]
        if default is None:
            raise Misuse(f"The address lacks {name}=….")
        return default

    def texts(self, name: str) -> list[str]:
        """All texts of a name."""
        return self._rest.pop(name, [])

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 0 to `most`; raises Misuse for another.

        >>> Given({"limit": ["500"]}).number("limit", 12, 100)
        Traceback (most recent call last):
            ...
        lkg.errors.Misuse: limit='500' is not possible. Give a whole number up to 100.
        """
        text = self.text(name, str(default))
        if not text.isdecimal() or int(text) > most:
            raise Misuse(f"{name}={text!r} is not possible. Give a whole number up to {most}.")
        return int(text)

    def rest(self) -> dict[str, list[str]]:
        """What nobody has asked for."""
        return self._rest

    def network(self, graph: Graph) -> Network:
        """The network of the lens that the parameters left over name."""
        lens = dict(lens_of(self._rest, "default") or {})
        name = lens.pop("lens", "default")
        return network(graph, "default" if name == DATA_ALONE else name, **lens)
