"""Values taken out of a TOML file one by one; what is wrong is noted with its line, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lkg.errors import Problem
from lkg.vocab import nearest

Values = Mapping[str, Any]
SYNONYMS = {"actor": "subject", "state": "subject", "roll_call": "object", "vote": "value", "status": "value"}
"""what people write → the key that is meant"""


class Check:
    """One file under check, with the problems met so far."""

    def __init__(self, file: Path, text: str) -> None:
        self.file, self.text = file, text
        self.problems: list[Problem] = []

    def report(self, key: str, message: str, where: str = "") -> None:
        """Note what is wrong, at the line where the key stands, or its section where the key is missing."""
        section = re.search(rf"(?m)^{re.escape(where)}", self.text) if where.startswith("[") else None
        begin = section.start() if section else 0
        name = rf"(?:[\w.]+\.)?\"?{re.escape(key)}\"?"
        match = re.compile(rf"(?m)^[^\S\n]*(?:\[{name}\]|{name}[^\S\n]*=)").search(self.text, begin) or section
        line = self.text.count("\n", 0, match.start()) + 1 if match else None
        self.problems.append(Problem(str(self.file), line, message))

    def section(self, values: Values, key: str, allowed: Iterable[str] | None, *, needed: bool = False) -> Values:
        """The values of a section; an empty one where it is missing."""
        found = values.get(key, {})
        if not isinstance(found, dict):
            self.report(key, f"{key} is a section: begin it with [{key}].")
            return {}
        if needed and not found:
            self.report(key, f"the section [{key}] is missing. Add it; the examples show how.")
        if allowed is not None:
            self.keys(found, allowed, f"[{key}]")
        return found

    def keys(self, values: Values, allowed: Iterable[str], where: str) -> None:
        """Note every key that is not known here."""
        allowed = list(allowed)
        for key in values:
            if key not in allowed:
                near = [SYNONYMS[key]] if SYNONYMS.get(key) in allowed else nearest(key, allowed)
                self.report(key, f"{where} has no key {key!r}. {hint(near, allowed)}", where)

    def text_of(self, values: Values, key: str, where: str, *, needed: bool = False) -> str:
        """One text, or a number as text; empty where it is missing."""
        found = values.get(key, "")
        if not isinstance(found, str | int) or isinstance(found, bool):
            self.report(key, f"{key} in {where} is one text. Write it between quotes.", where)
            return ""
        if needed and found == "":
            self.report(key, f"{where} needs {key}. Add it.", where)
        return str(found)

    def texts_of(self, values: Values, key: str, where: str, *, needed: bool = False) -> tuple[str, ...]:
        """One text or a list of texts."""
        found = values.get(key)
        if isinstance(found, list):
            return tuple(str(each) for each in found)
        text = self.text_of(values, key, where, needed=needed)
        return (text,) if text else ()

    def word_of(self, values: Values, key: str, where: str, known: Iterable[str], *, needed: bool = False) -> str:
        """One text out of a list of words."""
        found, known = self.text_of(values, key, where, needed=needed), list(known)
        if found and found not in known:
            self.report(key, f"{key} {found!r} in {where} is unknown. {hint(nearest(found, known), known)}", where)
            return ""
        return found

    def number_of(self, values: Values, key: str, where: str, default: int) -> int:
        """A whole number from 0."""
        found = values.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            self.report(key, f"{key} in {where} is a whole number, not {found!r}.", where)
            return default
        return found


def hint(near: list[str], known: Iterable[str]) -> str:
    """What to write instead: the nearest words, or all that there are."""
    return f"Did you mean {' or '.join(near)}?" if near else f"Use {', '.join(known)}."
