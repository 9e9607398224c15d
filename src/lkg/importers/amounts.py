"""Amounts with their units: money in ISO codes, percentages, and numbers of things that are counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₴": "UAH", "₽": "RUB"}
_WORDS = {
    "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pounds": "GBP", "yuan": "CNY", "renminbi": "CNY",
    "yen": "JPY", "zloty": "PLN", "zlotys": "PLN", "rouble": "RUB", "roubles": "RUB", "rubles": "RUB", "hryvnia": "UAH",
    "kronor": "SEK", "litas": "LTL",
}  # fmt: skip
_CODES = "EUR|USD|GBP|CNY|RMB|JPY|TWD|PLN|SEK|NOK|DKK|CHF|UAH|RUB|AUD|CAD"
_SCALES = {
    "thousand": 3,
    "k": 3,
    "million": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
}
_THINGS = (
    "troops|soldiers|people|migrants|refugees|vehicles|tanks|missiles|helicopters|tonnes|tons|barrels|"
    "MW|GW|TWh|GWh|bcm|km|diplomats|companies|containers|prisoners"
)
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = rf"(?:[ -]?(?P<scale>(?i:{'|'.join(_SCALES)}))\b)?"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"(?:(?:US|NT|A|C)?(?P<sign>[{''.join(_SIGNS)}])|\b(?P<code>{_CODES}) ?){_NUMBER}{_SCALE}",
        rf"\b{_NUMBER}{_SCALE} (?:(?P<code>{_CODES})|(?:US )?(?P<word>{'|'.join(_WORDS)}))\b",
        rf"\b{_NUMBER} ?(?P<percent>%|percent|per cent)(?P<of> of GDP)?",
        rf"\b{_NUMBER}{_SCALE} (?:\w+ )?(?P<thing>{_THINGS})\b",
    )
)

_SIGN_OR_CODE = rf"(?:US|NT|A|C)?[{''.join(_SIGNS)}]|{_CODES}"
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_SCALED = re.compile(rf"{_NUMBER}{_SCALE}", re.IGNORECASE)
_SPACED = re.compile(r"(?<=\d)[ '\u2019\u202f\xa0](?=\d{3}(?!\d))")
"""what parts thousands and nothing else"""
_MIXED = re.compile(r"[.,]\d{3} \d{3}(?!\d)")
_TRAILING = re.compile(rf"^([\d.,]+(?: ?(?i:{'|'.join(_SCALES)})\b)?) ?([{''.join(_SIGNS)}])$")
_CONTINENTAL = re.compile(r"(?<![\d,.])\d+(?:\.\d{3})*,\d{1,2}(?![\d,.])")
"""thousands after points, or decimals after a comma that are too few for thousands"""
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?!\d)")
_TWO_WAYS = re.compile(r"(?<![\d,.])(?!0[.,])\d{1,3}[,.]\d{3}(?![\d,.])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, and where it stands."""

    start: int
    end: int
    number: str
    unit: str
    digits: int
    """where the number ends, before a noun that a wording may need, as the tanks of "sent 14 tanks to" """


def amounts(text: str, start: int = 0, end: int | None = None) -> list[Amount]:
    """All amounts in a stretch of text without accents, in its order.

    >>> [(a.number, a.unit) for a in amounts("a €130m scheme, 2.52% of GDP, 4,200 migrants and 1.5 billion euros")]
    [('130000000', 'EUR'), ('2.52', 'percent of GDP'), ('4200', 'migrants'), ('1500000000', 'EUR')]
    """
    last = len(text) if end is None else end
    found: list[Amount] = []
    for form in _FORMS:
        for match in form.finditer(text, start, last):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(_amount(match))
    return sorted(found, key=lambda each: each.start)


def amount(text: str) -> tuple[str, str] | None:
    """What a cell with nothing but an amount says, as plain number and unit, which may be empty; else None.

    One group of three digits behind a comma or point may be thousands or decimals, and is None, too.

    >>> amount("€ 1,500,000"), amount("2.5 Million"), amount("1 200 MW"), amount("-3.5"), amount("1,500")
    (('1500000', 'EUR'), ('2500000', ''), ('1200', 'MW'), ('-3.5', ''), None)
    """
    tidy = " ".join(text.split())
    minus, tidy = ("-", tidy[1:].strip()) if tidy[:1] in ("-", "−") else ("", tidy)
    if _MIXED.search(tidy):
        return None
    tidy = _written(tidy)
    if _TWO_WAYS.search(tidy):
        return None
    if _PLAIN.fullmatch(tidy):
        return f"{minus}{Decimal(tidy).normalize():f}", ""
    if scaled := _SCALED.fullmatch(tidy):
        return minus + _number(scaled), ""
    whole = [each for each in amounts(tidy) if (each.start, each.end) == (0, len(tidy))]
    return (minus + whole[0].number, whole[0].unit) if whole else None


def _written(text: str) -> str:
    """An amount as English texts have it: the sign of a currency first, commas between thousands, a decimal point."""
    text = _TRAILING.sub(r"\2\1", _SPACED.sub("", text))
    text = re.sub(rf"^({_SIGN_OR_CODE}) (?=\d)", r"\1", text)
    if _CONTINENTAL.search(text):
        text = text.translate(str.maketrans(",.", ".,"))
    return _POINTED.sub(lambda found: found[0].replace(".", ","), text)


def _amount(match: re.Match[str]) -> Amount:
    counted = match.groupdict().get("thing")
    digits = match.end("number") if counted else match.end()
    return Amount(match.start(), match.end(), _number(match), _unit(match), digits)


def _number(match: re.Match[str]) -> str:
    parts = match.groupdict()
    scale = _SCALES.get((parts.get("scale") or "").lower(), 0)
    return f"{Decimal(parts['number'].replace(',', '')).scaleb(scale).normalize():f}"


def _unit(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if parts.get("percent"):
        return "percent of GDP" if parts["of"] else "percent"
    if parts.get("sign"):
        other = {"NT$": "TWD", "A$": "AUD", "C$": "CAD"}
        return next((code for text, code in other.items() if match[0].startswith(text)), _SIGNS[parts["sign"]])
    code = parts.get("code") or _WORDS.get(parts.get("word") or "") or parts.get("thing") or ""
    return "CNY" if code == "RMB" else code
