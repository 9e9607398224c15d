"""Named queries: SPARQL files with a title, typed parameters and, where known, how complete their answer is.

# Who holds which office on a day.
# ?body  actor  the state, organisation or body = Lithuania
# ?day   date   the day = 2022-06-01
# completeness: memberOf ?body ?day
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from lkg import period
from lkg.errors import InvalidFile, InvalidPeriod, InvalidQuery, Problem, UnknownQuery
from lkg.store import Term, read_text
from lkg.vocab import LKG, PREFIXES, absolute, nearest

TYPES = ("actor", "claim", "date", "number", "relation", "source", "text")
_PARAMETER = re.compile(r"#\s*\?(\w+)\s+(\w+)\s+(.*?)(?:\s*=\s*(.*))?$")
_COMPLETENESS = re.compile(r"#\s*completeness:\s*(\w+)\s+\?(\w+)\s+\?(\w+)\s*$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One blank that the asker fills."""

    name: str
    type: str
    description: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that a graph's keeper has written down once for everybody.

    >>> at = NamedQuery("q", "Who holds office.", "…", (Parameter("day", "date", "the day", "2022-06-01"),))
    >>> at.answers({}), at.answers({}, dates=["2024-01-01"])
    ({'day': '2022-06-01'}, {'day': '2024-01-01'})
    """

    name: str
    title: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    completeness: tuple[str, str, str] | None = None
    """(relation, parameter that names the body, parameter that names the day)"""

    def answers(self, given: Mapping[str, object], dates: Sequence[str] = ()) -> dict[str, str]:
        """What each parameter stands for: as given, else the lens's dates in their order, else the default.

        Raises InvalidQuery for a parameter that the query does not have.
        """
        texts = {name: str(value) for name, value in given.items()}
        known = {parameter.name for parameter in self.parameters}
        for name in texts:
            if name not in known:
                have = f"It takes {', '.join(sorted(known))}." if known else "It takes none."
                raise InvalidQuery(f"The query {self.name!r} has no parameter {name!r}. {have}")
        open_dates = [p.name for p in self.parameters if p.type == "date" and p.name not in texts]
        texts |= dict(zip(open_dates, dates, strict=False))
        return {p.name: texts[p.name] for p in self.parameters if p.name in texts} | {
            p.name: p.default for p in self.parameters if p.name not in texts and p.default is not None
        }

    def bind(self, answers: Mapping[str, str], resolve: Callable[[str, str], str]) -> dict[str, Term]:
        """Terms for all parameters; `resolve` turns a name and its type into an id.

        Raises InvalidQuery for a parameter that is missing or of the wrong type.

        >>> asked = NamedQuery("q", "", "", (Parameter("org", "actor", "the body"),))
        >>> asked.bind({"org": "EU"}, lambda kind, name: name.lower())["org"].value
        'https://w3id.org/lkg/actor/eu'
        >>> asked.bind({}, lambda kind, name: name)
        Traceback (most recent call last):
            ...
        lkg.errors.InvalidQuery: The query 'q' needs org (actor: the body). Give it as --param org=…
        """
        return {p.name: _term(p, answers.get(p.name), self.name, resolve) for p in self.parameters}


def read(file: Path) -> NamedQuery:
    """A named query from its .rq file; raises InvalidFile where the header is not as it should be.

    >>> from lkg.vocab import folder
    >>> found = read(folder("graph") / "queries" / "members-of.rq")
    >>> found.title, [(parameter.name, parameter.type) for parameter in found.parameters]
    ('Members of an organisation on a day, by asserted claims.', [('org', 'actor'), ('day', 'date')])
    """
    text = read_text(file)
    lines = [line for line in text.splitlines() if line.startswith("#")]
    if not lines:
        raise InvalidFile([Problem(str(file), 1, "no title. Begin with a line '# What the query answers.'")])
    found = [(line, _PARAMETER.match(line)) for line in lines[1:]]
    parameters = [Parameter(m[1], m[2], m[3].strip(), (m[4] or "").strip() or None) for _, m in found if m]
    for parameter in parameters:
        if parameter.type not in TYPES:
            message = f"the parameter ?{parameter.name} has no known type. Use {', '.join(TYPES)}."
            raise InvalidFile([Problem(str(file), 1, message)])
    known = next((m.groups() for line in lines if (m := _COMPLETENESS.match(line))), None)
    return NamedQuery(
        file.stem, lines[0].lstrip("# "), text, tuple(parameters), (known[0], known[1], known[2]) if known else None
    )


def read_folder(folder: Path) -> dict[str, NamedQuery]:
    """All named queries of a folder, by name."""
    return {file.stem: read(file) for file in sorted(folder.glob("*.rq"))} if folder.is_dir() else {}


def find(name: str, known: Mapping[str, NamedQuery]) -> NamedQuery:
    """The query of this name; raises UnknownQuery with near names.

    >>> find("membres-of", {"members-of": NamedQuery("members-of", "", "")})
    Traceback (most recent call last):
        ...
    lkg.errors.UnknownQuery: There is no named query 'membres-of'. Did you mean members-of?
    """
    if name not in known:
        raise UnknownQuery(name, nearest(name, known))
    return known[name]


def _term(parameter: Parameter, text: str | None, query: str, resolve: Callable[[str, str], str]) -> Term:
    if text is None:
        raise InvalidQuery(
            f"The query {query!r} needs {parameter.name} ({parameter.type}: {parameter.description}). "
            f"Give it as --param {parameter.name}=…"
        )
    match parameter.type:
        case "actor" | "claim" | "source":
            return ox.NamedNode(absolute(resolve(parameter.type, text), parameter.type))
        case "relation":
            return ox.NamedNode(LKG[text])
        case "date":
            return _date(parameter.name, text)
        case "number":
            return _number(parameter.name, text)
        case _:
            return ox.Literal(text)


def _date(name: str, text: str) -> Term:
    try:
        day = period.day(period.ordinal(text))
    except InvalidPeriod as error:
        raise InvalidQuery(f"{name}: {error}") from None
    return ox.Literal(day, datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))


def _number(name: str, text: str) -> Term:
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise InvalidQuery(f"{name}={text} is no number.")
    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + ("decimal" if "." in text else "integer")))
