"""Elements of an XML file, each with its line; what is no XML or declares entities is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from lkg.errors import InvalidFile, Problem
from lkg.importers.opening import check_files

DEEPEST = 200
"""elements within one another: networks have a handful"""


@dataclass(slots=True)
class Element:
    """An element without its namespace: local names alone."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def each(self, tag: str) -> list[Element]:
        """The children of this name."""
        return [child for child in self.children if child.tag == tag]

    def within(self, tag: str) -> Iterator[Element]:
        """All elements of this name beneath it, however deep."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.within(tag)

    def first(self, tag: str) -> Element | None:
        """The first element of this name beneath it."""
        return next(self.within(tag), None)

    @property
    def text(self) -> str:
        """What stands between its tags, without the blanks around."""
        return "".join(self.parts).strip()


def read(file: Path) -> Element:
    """The root of a file; raises MissingFile, and InvalidFile with the line of the fault."""
    check_files([file])
    builder = _Builder(file)
    try:
        builder.parser.Parse(file.read_bytes(), True)
    except expat.ExpatError as error:
        problem = f"no XML that can be read ({expat.ErrorString(error.code)}). Was the file cut off? Save it again."
        raise InvalidFile([Problem(str(file), error.lineno, problem)]) from None
    return builder.root


class _Builder:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        # entities can make a small file fill the memory, or fetch from elsewhere; no network needs them
        self.parser.EntityDeclHandler = lambda *_: self._refuse("it declares entities, which are not read")
        self.root = Element("", {}, 0)
        self._open: list[Element] = [self.root]

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        own = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
        element = Element(tag.rpartition(" ")[2], own, self.parser.CurrentLineNumber)
        if len(self._open) > DEEPEST:
            self._refuse(f"its elements lie more than {DEEPEST} deep within one another")
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].parts.append(text)

    def _refuse(self, what: str) -> NoReturn:
        problem = f"{what}. Save it again from the program that made it."
        raise InvalidFile([Problem(str(self.file), self.parser.CurrentLineNumber, problem)])
