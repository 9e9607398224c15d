"""The parts of a claim that come from one link of FollowTheMoney: its relation, amount and note."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from lkg.importers.ftm.opening import Entity, ident
from lkg.importers.ftm.survey import Survey
from lkg.importers.ftm.tables import MARK, Link
from lkg.vocab import ontology

_WORDS = ("role", "status", "purpose", "programme", "program", "reason", "summary", "description")
_ROLES = {
    "complainantIn": {"plaintiff", "claimant", "complainant", "applicant"},
    "respondentIn": {"defendant", "respondent"},
    "thirdPartyIn": {"third party", "intervener"},
}


def relation(entity: Entity, link: Link, payments: str) -> str:
    """The relation of a link: the one that it names as ours, that of a party's role, else that of the table.

    >>> from pathlib import Path
    >>> from lkg.importers.ftm.tables import links_of
    >>> party = Entity(Path("x"), 1, "p", "CourtCaseParty", {"role": ["Defendant"]})
    >>> relation(party, links_of("CourtCaseParty")[0], "spendsOn")
    'respondentIn'
    """
    for word in entity.all("role", "purpose"):
        if word.startswith(MARK) and word.removeprefix(MARK) in ontology().relations:
            return word.removeprefix(MARK)
    if entity.schema == "Payment":
        return payments
    role = entity.first("role").lower() if entity.schema == "CourtCaseParty" else ""
    return next((name for name, words in _ROLES.items() if role in words), link.relation)


def amounts(entity: Entity) -> list[tuple[str, str]]:
    """Every amount and unit that a link gives, the first that can be used first of all.

    >>> from pathlib import Path
    >>> said = {"amount": ["1.5e6"], "currency": ["eur"], "percentage": ["over 50"]}
    >>> amounts(Entity(Path("x"), 1, "p", "Payment", said))
    [('1500000', 'EUR'), ('', '%')]
    """
    found = [
        (entity.first("amount"), _currency(entity.first("currency"))),
        (entity.first("amountEur"), "EUR"),
        (entity.first("amountUsd"), "USD"),
        (entity.first("percentage"), "%"),
    ]
    given = [(plain_number(text.removesuffix("%")), unit) for text, unit in found if text]
    return sorted(given, key=lambda pair: not all(pair))


def note(entity: Entity, survey: Survey) -> str:
    """A link in words: the post, the role, what it is for."""
    post = survey.posts.get(ident(entity.first("post"))) if entity.first("post") else None
    said = [word for word in entity.all(*_WORDS) if not word.startswith(MARK)]
    named = [post.first("name")] if post else []
    return "; ".join(filter(None, (*named, *said))) or f"FollowTheMoney: {entity.schema}"


def plain_number(text: str) -> str:
    """A number as a claim bears it, or nothing.

    >>> plain_number("100000.50"), plain_number("1e6"), plain_number("over 50")
    ('100000.5', '1000000', '')
    """
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return ""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _currency(text: str) -> str:
    """A code of three letters in capitals; anything else as it stands."""
    return text.upper() if re.fullmatch("[A-Za-z]{3}", text) else text
