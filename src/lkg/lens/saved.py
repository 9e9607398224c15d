"""Lenses as TOML files: read, found by name, and refused with the line that is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from lkg.errors import InvalidLens, UnknownLens
from lkg.lens.model import DEFAULT, Lens, check_keys
from lkg.store import read_text
from lkg.vocab import nearest


def read(file: Path) -> Lens:
    """The lens of one file; its name is the file's.

    Raises InvalidLens with file and line for bad TOML, an unknown key or an impossible value.

    >>> from lkg.vocab import folder
    >>> read(folder("graph") / "lenses" / "security.toml").name
    'security'
    """
    text = read_text(file)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidLens(f"{file}: not valid TOML: {error}.") from None
    for key in values:
        check_keys({key: None}, f"{file}:{_line(text, key)}  ")
    try:
        return Lens(**{"name": file.stem} | values)
    except (InvalidLens, TypeError) as error:
        raise InvalidLens(f"{file}: {error}") from None


def read_folder(folder: Path) -> dict[str, Lens]:
    """The default lens and all lenses of a folder, by name."""
    found = {file.stem: read(file) for file in sorted(folder.glob("*.toml"))} if folder.is_dir() else {}
    return {"default": DEFAULT} | found


def find(name: str, known: Mapping[str, Lens]) -> Lens:
    """A lens by name, or from a .toml file; raises UnknownLens with near names.

    >>> find("defualt", {"default": DEFAULT})
    Traceback (most recent call last):
        ...
    lkg.errors.UnknownLens: There is no lens 'defualt'. Did you mean default?
    """
    if name.endswith(".toml") and Path(name).is_file():
        return read(Path(name))
    if name not in known:
        raise UnknownLens(name, nearest(name, known) or list(known))
    return known[name]


def _line(text: str, key: str) -> int:
    match = re.search(rf"(?m)^\s*{re.escape(key)}\s*=", text)
    return text.count("\n", 0, match.start()) + 1 if match else 1
