"""How far coders agree, field by field, and where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lkg.analysis.reliability import spreadsheets
from lkg.analysis.reliability.alpha import DRAWS, Alpha, Values, alpha
from lkg.analysis.reliability.coding import BY_PLACE, FIELDS, Coder, Field, coder_of, grades
from lkg.analysis.reliability.matching import Matched, match
from lkg.analysis.reliability.spreadsheets import AS_WRITTEN, Manner
from lkg.analysis.results import Column, Result
from lkg.claims import writing
from lkg.errors import EmptyNetwork, Misuse
from lkg.receipt import Receipt, digest

FEW = 20
"""units below which alpha is hardly more than chance"""
ONE_SIDED = 0.9
"""share of one value from which alpha punishes every slip"""
RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff 2004, section 11.4.2: what to rely on, and what to draw tentative conclusions from"""
PLACES = 4
"""decimal places of what is printed"""
_NEARLY, _NOISE = 1 - 0.1**PLACES, 1e-8
_COLUMNS = (
    Column("field"), Column("metric"), Column("alpha", "alpha", ".4f"), Column("low", "95 % from", ".4f"),
    Column("high", "to", ".4f"), Column("units"), Column("values"), Column("agreement", "equal", ".1%"),
    Column("says", "what it says"),
)  # fmt: skip


def agree(
    *places: str | Path, by: str | None = None, draws: int = DRAWS, seed: int = 1, manner: Manner = AS_WRITTEN
) -> Result:
    """Krippendorff's alpha for every field that coders decide, with a 95 % interval over units drawn anew.

    Each place is what one coder coded: a folder of Turtle or tables, or a CSV file or workbook of claims, which
    `manner` says how to read. Claims are matched by `id` or by `place` (source, passage, subject); without `by` it is
    said which was taken. Alpha is on what both coded: claims that one alone has are counted beside it. Raises Misuse
    for fewer than two places, EmptyNetwork where no claim matches, and InvalidFile for a file with faults.
    """
    work = _compared(places, by, manner)
    rows = [_row(name, metric, alpha(units, metric, draws=draws, seed=seed)) for name, metric, units in work.fields()]
    receipt = _receipt(work, {"by": work.matched.by, "draws": draws}, seed)
    facts = {
        "coders": list(work.names),
        "matched_by": work.matched.by,
        "matched": len(work.matched.shared),
        "alone": {name: work.matched.alone(number) for number, name in enumerate(work.names)},
        "differing": sum(1 for _ in work.differences()),
    }
    names = " and ".join(work.names)
    return Result(f"how far {names} agree", _COLUMNS, tuple(rows), facts, tuple(_notes(work, facts)), receipt)


def differences(*places: str | Path, by: str | None = None, manner: Manner = AS_WRITTEN) -> Result:
    """Every cell in which coders differ: the claim, the field, and what each of them says; errors as for `agree`."""
    work = _compared(places, by, manner)
    columns = (Column("claim"), Column("field"), *(Column(name, name) for name in work.names))
    rows = tuple(work.differences())
    notes = (_matching(work),)
    receipt = _receipt(work, {"by": work.matched.by, "rows": True}, None)
    return Result(f"where {' and '.join(work.names)} differ", columns, rows, {}, notes, receipt)


@dataclass(frozen=True, slots=True)
class _Compared:
    coders: Sequence[Coder]
    names: Sequence[str]
    matched: Matched

    @property
    def compared(self) -> list[Field]:
        """The fields that the matching does not settle."""
        return [field for field in FIELDS if self.matched.by == "id" or field.name not in BY_PLACE]

    def fields(self) -> Iterator[tuple[str, str, list[Values]]]:
        """Name, scale and values of every field; that of sources has sources for units."""
        for field in self.compared:
            units = self.matched.shared.values()
            yield field.name, field.metric, [[field.value(self.coders[n], c) for n, c in u.items()] for u in units]
        found = [grades(coder) for coder in self.coders]
        pages = dict.fromkeys(page for each in found for page in each)
        yield "reliability", "ordinal", [[_grade(each.get(page, "")) for each in found] for page in pages]

    def differences(self) -> Iterator[dict[str, str]]:
        """The cells that differ, then the claims that one coder alone has."""
        for name, unit in self.matched.shared.items():
            for field in self.compared:
                said = {number: field.shown(self.coders[number], claim) for number, claim in unit.items()}
                if len({field.value(self.coders[n], c) for n, c in unit.items()}) > 1 or self._shown(field, said):
                    yield {"claim": name, "field": field.name} | self._cells(said)
        for name, unit in self.matched.units.items():
            if len(unit) == 1:
                yield {"claim": name, "field": "coded"} | self._cells(dict.fromkeys(unit, "yes"), "no")

    def _shown(self, field: Field, said: Mapping[int, str]) -> bool:
        """Whether what is left out of alpha differs: a 6, a blank, or how a date is written."""
        return field.metric != "nominal" and len(set(said.values())) > 1

    def _cells(self, said: Mapping[int, str], otherwise: str = "") -> dict[str, str]:
        return {name: said.get(number, otherwise) for number, name in enumerate(self.names)}


def _compared(places: Sequence[str | Path], by: str | None, manner: Manner) -> _Compared:
    if len(places) < 2:
        raise Misuse("Agreement takes two coders or more: give a file or folder of each.")
    spreadsheets.check([Path(place) for place in places], manner)
    coders = [coder_of(place, manner) for place in places]
    matched = match(coders, by)
    if not matched.shared:
        other = "place" if matched.by == "id" else "id"
        raise EmptyNetwork(f"No claim of one coder matches one of another by {matched.by}. Try --by {other}.")
    counted = Counter(coder.name for coder in coders)
    names = [
        coder.name if counted[coder.name] == 1 else str(place) for coder, place in zip(coders, places, strict=True)
    ]
    if len(set(names)) < len(names):
        names = [f"{name} {number}" for number, name in enumerate(names, 1)]
    return _Compared(coders, names, matched)


def _grade(reliability: str) -> int | None:
    return "ABCDE".index(reliability) if reliability in tuple("ABCDE") else None


def _rounded(found: Alpha) -> Alpha:
    """An alpha to as many places as units of a study can bear: 0.9999999992 is 1."""

    def short(number: float | None) -> float | None:
        if number is None or number > 1 - _NOISE:
            return None if number is None else 1.0
        # what is not perfect is not printed as if it were
        return min(float(round(number, PLACES)), _NEARLY)

    return replace(
        found,
        value=short(found.value),
        low=short(found.low),
        high=short(found.high),
        agreement=short(found.agreement),
        most_common=short(found.most_common),
    )


def _row(name: str, metric: str, drawn: Alpha) -> dict[str, Any]:
    found = _rounded(drawn)
    return {
        "field": name,
        "metric": metric,
        "alpha": found.value,
        "low": found.low,
        "high": found.high,
        "units": found.units,
        "values": found.values,
        "agreement": found.agreement,
        "says": says(found),
    }


def says(found: Alpha) -> str:
    """What an alpha allows to say, and what makes it say little.

    >>> says(alpha([("a", "a")] * 30))
    'nothing varies: alpha cannot be given, all values are the same'
    >>> says(alpha([(1, 1), (2, 2), (1, 2)]))
    'too few units to say (3 of at least 20)'
    """
    if not found.units:
        return "no unit has two values"
    if found.value is None:
        return "nothing varies: alpha cannot be given, all values are the same"
    if found.units < FEW:
        return f"too few units to say ({found.units} of at least {FEW})"
    if (found.most_common or 0) >= ONE_SIDED:
        return f"{found.most_common:.0%} are one value: alpha hangs on a few others"
    if found.value >= RELIABLE:
        return "reliable" if (found.low or 0) >= TENTATIVE else "reliable, but the interval reaches below 0.667"
    return "tentative conclusions only" if found.value >= TENTATIVE else "not reliable"


def _notes(work: _Compared, facts: Mapping[str, Any]) -> Iterator[str]:
    yield _matching(work)
    alone = ", ".join(f"{count:,} by {name} alone" for name, count in facts["alone"].items())
    matched = facts["matched"]
    yield f"{matched:,} claim{' was' if matched == 1 else 's were'} coded by at least two; {alone}: no part of alpha"
    yield "equal: the share of pairs that are the same; alpha sets aside what chance would give, and is 0 there"
    yield "Krippendorff (2004): rely on 0.8 and more, tentative conclusions from 0.667; dates in days, on intervals"
    if differing := facts["differing"]:
        yield f"{differing:,} cell{' differs' if differing == 1 else 's differ'}: --rows lists them"


def _matching(work: _Compared) -> str:
    if work.matched.by == "id":
        strangers = sum(_are_strangers(work, unit) for unit in work.matched.shared.values())
        doubt = f"; {strangers:,} of them share neither source nor subject: --by place?" if strangers else ""
        return f"claims are matched by id{doubt}"
    crowd = work.matched.crowded
    paired = f"; in {crowd:,} places with several, the most alike were paired, which flatters" if crowd else ""
    return f"claims are matched by source, passage and subject{paired}"


def _are_strangers(work: _Compared, unit: Mapping[int, Any]) -> bool:
    """Whether claims of one id have nothing to do with one another, as where each coder counted from 1."""
    places = [work.coders[number].place(claim) for number, claim in unit.items()]
    return len({place[0] for place in places}) > 1 and len({place[2] for place in places}) > 1


def _receipt(work: _Compared, parameters: Mapping[str, Any], seed: int | None) -> Receipt:
    lines = [digest(str(triple).encode() for triple in writing.write(coder.record)) for coder in work.coders]
    coded = dict(zip(work.names, lines, strict=True))
    return Receipt("agree", lines[0], {}, {"coders": coded} | dict(parameters), seed)
