"""A network to be explored in a notebook, or as a page of its own; the claims beneath every tie come along."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from lkg.errors import EmptyNetwork, Misuse
from lkg.networks import Network
from lkg.notebook.still import still
from lkg.server.pages import BUILT
from lkg.server.views.about import title
from lkg.server.views.drawing import drawn
from lkg.server.views.evidence import beneath

SETTLED = 200
"""actors up to which the places of print are worth waiting some seconds for"""
LARGEST = 100_000
"""ties up to which the part that can be read is looked for"""
HIGH = 560
NOT_BUILT = "The explorer is not built: install Node 20 or later, then run `make explorer`."
NO_WIDGETS = "Install the extra `notebook` (anywidget) to click ties and read their claims."


class View:
    """A network with its places and claims: a widget where these run, else a picture that says what is missing.

    `chosen` is the actor or tie that was clicked last, and may be set.
    """

    def __init__(self, network: Mapping[str, Any], height: int = HIGH) -> None:
        self.network, self.height = network, height

    @property
    def missing(self) -> str:
        """What keeps the widget from running, in a sentence; empty where nothing does."""
        if not (BUILT / "widget.js").is_file():
            return NOT_BUILT
        return "" if importlib.util.find_spec("anywidget") else NO_WIDGETS

    @cached_property
    def widget(self) -> Any:
        """The widget itself, for those who put it among others; raises Misuse where it cannot run."""
        if self.missing:
            raise Misuse(self.missing)
        from lkg.notebook.widget import NetworkWidget

        return NetworkWidget(network=self.network, height=self.height)

    @property
    def chosen(self) -> str:
        """The actor's id, or the tie's (its ends, relation and sign); empty where nothing is chosen."""
        return "" if self.missing else str(self.widget.chosen)

    @chosen.setter
    def chosen(self, name: str) -> None:
        self.widget.chosen = name

    def claims(self) -> list[Mapping[str, Any]]:
        """The claims beneath the chosen tie."""
        return [self.network["claims"][claim] for claim in self.network["beneath"].get(self.chosen, ())]

    @cached_property
    def svg(self) -> str:
        """The picture without anything to click."""
        return still(self.network)

    def save(self, file: str | Path) -> Path:
        """Write one HTML file in which the network can be explored, with all claims; it needs no server and no net.

        Raises Misuse where the explorer is not built.
        """
        template = BUILT / "viewer.html"
        if not template.is_file():
            raise Misuse(NOT_BUILT)
        # a "<" inside a text could end the script that holds it
        data = json.dumps(self.network, ensure_ascii=False).replace("<", "\\u003c")
        heads = filter(None, (self.network["heading"], self.network["title"]))
        gaps = {"title": escape(" · ".join(heads)), "still": self.svg}
        page = template.read_text(encoding="utf-8")
        for name, text in {**gaps, "network": data}.items():
            page = page.replace(f"<!--{name}-->", text, 1)
        target = Path(file)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page, encoding="utf-8")
        return target

    def __repr__(self) -> str:
        size = self.network["size"]
        return f"<View of {len(self.network['nodes'])} of {size['actors']} actors: {self.network['words']}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any] | tuple[Any, Any]:
        """The widget with a picture for where it does not run; or the picture alone, and what is missing."""
        plain = {"text/plain": repr(self), "image/svg+xml": self.svg}
        if self.missing:
            return plain | {"text/html": f"{self.svg}<p>{escape(self.missing)}</p>"}
        shown = self.widget._repr_mimebundle_()
        data, about = shown if isinstance(shown, tuple) else (shown, {})
        return {**data, **plain}, about


def explore(net: Network | Any, *, height: int = HIGH) -> View:
    """A network as the explorer shows it, below the cell: click a tie or an actor to read what it rests on.

    Of a large network the most connected part is drawn, and the view says so; of very many claims each tie brings
    the first. Everything is inside: a trusted notebook that was saved with the state of its widgets needs no kernel.
    Takes any graph of networkx, too.

    Raises EmptyNetwork where there is no tie, Misuse where there are too many to look for the part to draw.

    >>> import lkg
    >>> view = explore(lkg.network(lkg.open(), "taiwan-dispute"))
    >>> len(view.network["nodes"]), len(view.network["claims"])
    (28, 173)
    """
    found = net if isinstance(net, Network) else Network.from_networkx(net)
    if not len(found.ties):
        raise EmptyNetwork("There is nobody to draw: no tie under this lens. Widen its dates or relations.")
    if len(found.ties) > LARGEST:
        raise Misuse(f"{len(found.ties):,} ties are too many to draw. Narrow the lens: a date, relations, actors.")
    network = drawn(found, final=len(found) <= SETTLED)
    ties = {tie["id"] for tie in network["ties"]}
    return View(network | _called(net, found) | beneath(found, ties), height)


def _called(net: Any, found: Network) -> dict[str, str]:
    """The title of the graph; no lens was asked about a graph of networkx."""
    if net is found:
        return {"title": title(found.graph)}
    size = f"{len(found):,} actors, {len(found.ties):,} ties"
    return {"title": "", "heading": str(net.name or "Network"), "words": size}
