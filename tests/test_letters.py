"""Letters that the page's font lacks: another font lends them, or the name is written in Latin ones; never boxes."""

from __future__ import annotations

import pytest

from lkg.figures import network
from lkg.figures.lettering import Face, width
from lkg.figures.letters import legible

HIEROGLYPH = "\U00013000"
"""a letter that hardly any machine has a font for"""
MONO = ("DejaVu Sans Mono",)
HEBREW = "ישראל"


def test_what_the_font_has_stays_as_it_is() -> None:
    assert legible("Šimonytė und Ελλάδα", ("DejaVu Sans",)) == ("Šimonytė und Ελλάδα", ("DejaVu Sans",))


def test_another_font_of_the_machine_lends_its_letters() -> None:
    text, fonts = legible(HEBREW, MONO)
    assert text == HEBREW
    assert fonts[0] == MONO[0] and len(fonts) == 2
    assert not fonts[1].startswith("Last Resort")


def test_what_no_font_has_is_written_in_latin_letters_and_that_is_told() -> None:
    with pytest.warns(UserWarning, match="letters that no font of this machine has"):
        text, fonts = legible(f"{HIEROGLYPH}賴 Ltd", ("DejaVu Sans",))
    assert HIEROGLYPH not in text and text.endswith(" Ltd")
    assert fonts == ("DejaVu Sans",)


def test_a_name_is_measured_as_it_is_set() -> None:
    face = Face(MONO, 8)
    text, fonts = legible(HEBREW, MONO)
    assert width(HEBREW, face) == width(text, face._replace(fonts=fonts))


@pytest.mark.filterwarnings("ignore:Some names have letters")
def test_a_network_of_chinese_names_is_drawn_without_a_box() -> None:
    import networkx as nx

    drawn = network(nx.DiGraph([("立陶宛", "賴清德")]))
    shown = {text.get_text() for axes in drawn.figure.axes for text in axes.texts}
    names = {legible(name, ("DejaVu Sans",))[0] for name in ("立陶宛", "賴清德")}
    assert names <= shown
