"""A section of the report as a value: its first sentence, what follows, pictures, tables, and what it cannot say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkg import exports
from lkg.analysis.ranks.ranking import Ranking
from lkg.analysis.results import Result, cell
from lkg.errors import Finding, Misuse
from lkg.receipt import Receipt
from lkg.reports.pictures import Picture

Found = Result | Ranking


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on the page: the stem of its files, and what it shows for those who do not see it."""

    name: str
    picture: Picture
    alt: str

    @property
    def embedded(self) -> str:
        """The picture as an address that needs no other file."""
        return self.picture.embedded()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under their headings; `folded` is the line under which a long table waits to be opened."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    """columns set to the right"""
    caption: str = ""
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences, points, a picture and tables that belong together, perhaps under a heading of their own."""

    title: str = ""
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    shown: Shown | None = None
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section under one question; `lead` is the sentence that a reader in haste takes away."""

    name: str
    title: str
    lead: str
    parts: tuple[Part, ...] = ()
    cannot: str = ""
    """what this section cannot say"""
    lens: str = ""
    found: Mapping[str, Found] | None = None
    """stem of a file → the finding whose rows lie beside the page"""

    @property
    def receipts(self) -> list[str]:
        """The receipt lines of its findings, each said once.

        >>> net = Result("two", (), (), {}, (), Receipt("balance", "sha256:0123456789ab", {}))
        >>> Section("camps", "Friends and foes", "Nobody.", found={"one": net, "other": net}).receipts
        ['balance of graph 0123456789ab, lkg 0.1.0']
        """
        lines = (receipt_words(found.receipt) for found in (self.found or {}).values() if found.receipt)
        return list(dict.fromkeys(lines))


@dataclass(frozen=True, slots=True)
class Absent:
    """A section that this graph does not allow, and why."""

    title: str
    why: str


def attempt(title: str, make: Callable[[], Section | Absent]) -> Section | Absent:
    """The section, or why there is none: a small graph of one's own need not answer every question.

    >>> def make() -> Section:
    ...     raise Misuse("the graph has no grouping")
    >>> attempt("Who brokers", make)
    Absent(title='Who brokers', why='the graph has no grouping')
    """
    try:
        return make()
    except (Finding, Misuse) as error:
        return Absent(title, str(error))


def receipt_words(receipt: Receipt) -> str:
    """A receipt in one line: finding, graph, parameters and seed; the whole of it lies in the files.

    >>> receipt_words(Receipt("rank", "sha256:0123456789abcdef", {}, {"by": "degree", "draws": 0}, 1))
    'rank of graph 0123456789ab, by degree, draws 0, seed 1, lkg 0.1.0'
    """
    plain = (
        f"{key} {value}"
        for key, value in receipt.parameters.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool) and key not in _MINOR
    )
    seed = [] if receipt.seed is None else [f"seed {receipt.seed}"]
    graph = receipt.graph.removeprefix("sha256:")[:12]
    return ", ".join([f"{receipt.finding} of graph {graph}", *plain, *seed, f"lkg {receipt.version}"])


_MINOR = ("tolerance", "leaning", "limit", "resolution", "most", "least")


def share(value: float) -> str:
    """A share in per cent.

    >>> share(0.884), share(0.028)
    ('88 %', '2.8 %')
    """
    return f"{100 * value:.2g} %" if value < 0.995 else "100 %"


def listed(names: Iterable[str], most: int = 6) -> str:
    """Names in a sentence.

    >>> listed(["China"]), listed(["China", "Japan", "Peru"]), listed("abcd", most=2), listed([])
    ('China', 'China, Japan and Peru', 'a, b and 2 others', 'nobody')
    """
    every = list(names)
    if len(every) > most:
        left = len(every) - most
        return f"{', '.join(every[:most])} and {left} other{'' if left == 1 else 's'}"
    return " and ".join(filter(None, [", ".join(every[:-1]), *every[-1:]])) or "nobody"


def counted(number: int, thing: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "claim"), counted(2, "claim"), counted(0, "party", "parties")
    ('1 claim', '2 claims', 'no parties')
    """
    return f"{number or 'no'} {thing if number == 1 else many or thing + 's'}"


def upper(text: str) -> str:
    """The text with a capital, as a sentence begins.

    >>> upper("no rank would change"), upper("")
    ('No rank would change', '')
    """
    return text[:1].upper() + text[1:]


def span(low: float | None, high: float | None) -> str:
    """An interval of ranks.

    >>> span(1, 2), span(3, 3), span(None, 2)
    ('1–2', '3', '–')
    """
    if low is None or high is None:
        return "–"
    return f"{low:.3g}" if low == high else f"{low:.3g}–{high:.3g}"


def rows_of(found: Found) -> list[Mapping[str, object]]:
    """The rows as plain mappings."""
    rows: list[Mapping[str, object]] = found.to_dict()["rows"]
    return rows


def csv_text(found: Found) -> str:
    """All rows as CSV, lists joined by spaces, with the receipt as its last line.

    >>> print(csv_text(Result("two", (), ({"actor": "eu", "claims": ["C1", "C2"]},), {}, (), None)))
    actor,claims
    eu,C1 C2
    """
    rows = rows_of(found)
    keys = tuple(dict.fromkeys(key for row in rows for key in row))
    trailer = f"receipt {found.receipt.to_json()}" if found.receipt else ""
    return exports.table(keys, ([_flat(row.get(key)) for key in keys] for row in rows), trailer=trailer)


def cells(rows: Iterable[Sequence[object]], form: str = "") -> tuple[tuple[str, ...], ...]:
    """Rows of any values as words.

    >>> cells([("eu", 2, None, ["C1", "C2"])])
    (('eu', '2', '–', 'C1, C2'),)
    """
    return tuple(tuple(cell(value, form) for value in row) for row in rows)


def pictures_of(sections: Iterable[Section]) -> Iterator[Shown]:
    """Every picture of these sections."""
    for section in sections:
        yield from (part.shown for part in section.parts if part.shown)


def _flat(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, list) else value
