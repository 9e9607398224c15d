"""Records field by field, in words: which field of a claim, actor or source is another, from what to what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from lkg.claims.model import ClaimDispute, Passage, Withdrawal
from lkg.period import Period

NAMES: Mapping[str, str] = {
    "polarity_reason": "reason for the sign",
    "polarity": "sign",
    "publisher_country": "country of the publisher",
    "public_role": "public role",
    "contested": "contested status",
    "scope": "scope note",
    "sha256": "SHA-256",
    "url": "address",
    "first_day": "first day",
    "last_day": "last day",
}
"""fields whose name in the model is no word of a reader's"""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field with what it said before and what it says now; empty where it said nothing."""

    field: str
    before: str
    after: str

    def words(self) -> str:
        """The change as a reader wants it.

        >>> FieldChange("when", "2022-04", "2022-04-13").words(), FieldChange("note", "", "twice").words()
        ('when: 2022-04 → 2022-04-13', 'note: nothing → twice')
        >>> FieldChange("withdrawal", "", "on 2024-01-02 by Ona: wrong page").words()
        'withdrawn on 2024-01-02 by Ona: wrong page'
        """
        if self.field == "withdrawal" and not self.before:
            return f"withdrawn {self.after}"
        return f"{self.field}: {self.before or 'nothing'} → {self.after or 'nothing'}"


def field_changes(before: Any, after: Any) -> list[FieldChange]:
    """The fields in which two records of one kind and id differ; of a list only what differs in it."""
    pairs = (
        (name, _value(before, name), _value(after, name)) for name in dict.fromkeys([*names(before), *names(after)])
    )
    return [FieldChange(heading(name), *_apart(was, now)) for name, was, now in pairs if was != now]


def _value(record: Any, name: str) -> Any:
    return record.get(name) if isinstance(record, Mapping) else getattr(record, name)


def _apart(before: Any, after: Any) -> tuple[str, str]:
    if isinstance(before, tuple) and isinstance(after, tuple) and set(before) & set(after):
        gone, new = [each for each in before if each not in after], [each for each in after if each not in before]
        if gone or new:
            return f"… {written(tuple(gone))}".rstrip(), f"… {written(tuple(new))}".rstrip()
    return written(before), written(after)


def names(record: Any) -> Iterator[str]:
    """The fields of a record but for its id, or what is said in a description."""
    return iter(record) if isinstance(record, Mapping) else (each.name for each in fields(record) if each.name != "id")


def heading(name: str) -> str:
    """The name of a field in words.

    >>> heading("polarity_reason"), heading("when")
    ('reason for the sign', 'when')
    """
    return NAMES.get(name, name.replace("_", " "))


def written(value: Any) -> str:
    """The value of a field as one text; empty for nothing.

    >>> written((("Lietuva", "lt"), ("立陶宛", "zh"))), written(None), written(-1)
    ('Lietuva (lt); 立陶宛 (zh)', '', '-1')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(f"{each[0]} ({each[1]})" if isinstance(each, tuple) else written(each) for each in value)
    for kind, words in _WORDS.items():
        if isinstance(value, kind):
            return words(value)
    return str(value)


_WORDS: Mapping[type, Callable[[Any], str]] = {
    Period: lambda when: when.text,
    Withdrawal: lambda taken: f"on {taken.on} by {taken.by}: {taken.because}",
    Passage: lambda at: f"characters {at.start}–{at.end} of {at.source}, SHA-256 {at.sha256[:12]}…",
    ClaimDispute: lambda each: f"{each.disputed} ({each.nature} {each.type})",
}
