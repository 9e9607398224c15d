"""The explorer's viewer as a widget; the only place that names anywidget."""

from __future__ import annotations

import anywidget
import traitlets

from lkg.server.pages import BUILT


class NetworkWidget(anywidget.AnyWidget):
    """A network in a notebook: its ties and claims go to the browser once, what is chosen goes both ways."""

    _esm = BUILT / "widget.js"
    network = traitlets.Dict().tag(sync=True)
    height = traitlets.Int(560).tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)
