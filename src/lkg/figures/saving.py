"""A finished figure, and files of it that are the same byte for byte on every run."""

from __future__ import annotations

import io
import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

from lkg.errors import Misuse
from lkg.figures.geometry import Box

# Settings of a reader's own must not change a finished page. Letters are outlines in SVG, so that the file looks
# alike where the font is missing; PDF embeds the font.
SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "lkg",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "text.hinting": "none",
    "text.usetex": False,
    "savefig.bbox": None,
    "savefig.facecolor": "auto",
    "savefig.transparent": False,
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
    "path.simplify": False,
}


# No dates, so that equal figures are equal files; and the field in which each format carries the receipt.
METADATA: dict[str, dict[str, str | None]] = {
    ".png": {"Software": "lkg"},
    ".svg": {"Date": None, "Creator": "lkg"},
    ".pdf": {"CreationDate": None, "ModDate": None, "Creator": "lkg", "Producer": "lkg"},
}
RECEIPT = {".png": "Receipt", ".svg": "Description", ".pdf": "Keywords"}


def form_of(path: str | Path) -> str:
    """The suffix that says how a figure is written; Misuse for one that no figure has.

    >>> form_of("map.SVG")
    '.svg'
    """
    suffix = Path(path).suffix.lower()
    if suffix not in METADATA:
        raise Misuse(f"A figure is saved as {', '.join(METADATA)}, not as {suffix or 'a file without suffix'!r}.")
    return suffix


@dataclass(frozen=True)
class Figure:
    """A drawing with the places of its actors and labels, in page points from the lower left.

    `left_out` holds the actors whose labels found no free place.

    >>> import networkx
    >>> from lkg import figures
    >>> drawn = figures.network(networkx.path_graph(3), title="Three in a row")
    >>> drawn.left_out, drawn.render(".svg")[:5]
    ((), b'<?xml')
    """

    figure: Canvas
    positions: Mapping[Hashable, tuple[float, float]] = field(default_factory=dict)
    labels: Mapping[Hashable, Box] = field(default_factory=dict)
    left_out: tuple[Hashable, ...] = ()
    dpi: int = 200

    def save(self, path: str | Path, receipt: Mapping[str, Any] | None = None) -> Path:
        """Write PNG, SVG or PDF as the suffix says, with the receipt inside; Misuse for any other suffix.

        The receipt is JSON: the text chunk "Receipt" of a PNG, the description of an SVG, the keywords of a PDF.

        >>> import networkx, tempfile
        >>> from lkg import figures
        >>> drawn = figures.network(networkx.path_graph(2), title="A pair")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     drawn.save(Path(folder) / "pair.svg", receipt={"by": "hand"}).name
        'pair.svg'
        >>> drawn.save("pair.jpg")
        Traceback (most recent call last):
            ...
        lkg.errors.Misuse: A figure is saved as .png, .svg, .pdf, not as '.jpg'.
        """
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.render(form_of(target), receipt))
        return target

    def render(self, suffix: str = ".png", receipt: Mapping[str, Any] | None = None) -> bytes:
        """The bytes that `save` would write."""
        form_of(f"figure{suffix}")
        metadata = dict(METADATA[suffix])
        if receipt is not None:
            metadata[RECEIPT[suffix]] = json.dumps(receipt, sort_keys=True, default=str)
        buffer = io.BytesIO()
        with mpl.rc_context(SETTINGS):
            self.figure.savefig(buffer, format=suffix[1:], dpi=self.dpi, metadata=metadata)
        return buffer.getvalue()

    def _repr_png_(self) -> bytes:
        return self.render(".png")

    def _repr_svg_(self) -> str:
        return self.render(".svg").decode()
