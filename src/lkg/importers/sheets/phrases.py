"""Verb phrases in their other forms: "visited", "has visited" and "visit" say what "visits" says."""

from __future__ import annotations

import re

from lkg.identity import fold

_BE = ("is", "was", "are", "were", "be", "been", "being")
_HAVE = ("has", "have", "had")
_ARTICLES = ("a", "an", "the", "its", "his", "her", "their", "some")
_STRONG = {
    "lead": ("led",), "hold": ("held",), "send": ("sent",), "meet": ("met",), "buy": ("bought",), "sell": ("sold",),
    "pay": ("paid",), "withdraw": ("withdrew", "withdrawn"), "give": ("gave", "given"), "take": ("took", "taken"),
    "build": ("built",), "lend": ("lent",), "speak": ("spoke", "spoken"), "leave": ("left",), "spend": ("spent",),
    "make": ("made",), "get": ("got",), "lose": ("lost",), "see": ("saw", "seen"), "bring": ("brought",),
    "cut": ("cut",), "keep": ("kept",), "bind": ("bound",), "has": _HAVE,
}  # fmt: skip


def bare(phrase: str) -> str:
    """A phrase without auxiliaries and articles, for comparison only.

    "Is criticised" without "by" keeps its "be": it says the reverse of "criticises", or half of something.

    >>> bare("has visited"), bare("was visited by"), bare("was visited"), bare("signed an accord with")
    ('visited', 'visited by', 'be visited', 'signed accord with')
    """
    words = fold(phrase).split()
    if len(words) > 1 and words[0] in _HAVE and (words[1] in _BE or words[1].endswith("ed")):
        words = words[1:]
    lead = []
    if len(words) > 1 and words[0] in _BE:
        lead = [] if words[-1] == "by" else ["be"]
        words = words[1:]
    return " ".join([*lead, *([word for word in words if word not in _ARTICLES] or words)])


def forms(label: str) -> set[str]:
    """The forms of a label, without auxiliaries and articles: with its verb in every tense, in both spellings.

    >>> sorted(forms("denies"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(forms("is organised by"))
    ['organised by', 'organized by']
    """
    first, *rest = bare(label).split()
    verbs = {first} if first == "be" or "by" in rest else {first, *_tenses(first)}
    return {" ".join([spelt, *rest]) for verb in verbs for spelt in (verb, _american(verb))}


def _tenses(third: str) -> set[str]:
    """Of a verb in the third person: its base, its past and its -ing form."""
    base = _base(third)
    stem = base[:-1] if base.endswith("e") else base
    # "banned" and "expelled", but never "visitted"
    ends = {stem, stem + stem[-1]} if re.search("^[^aeiou]*[aeiou][bdgmnpt]$|[aeiou]l$", stem) else {stem}
    regular = {f"{base[:-1]}ied"} if re.search("[^aeiou]y$", base) else {f"{end}ed" for end in ends}
    return {base, *_STRONG.get(base, regular), *(f"{end}ing" for end in ends)}


def _base(third: str) -> str:
    if third.endswith("ies"):
        return f"{third[:-3]}y"
    if re.search("(?:ch|sh|ss|x|o)es$", third):
        return third[:-2]
    return third[:-1] if third.endswith("s") and len(third) > len("has") else third


def _american(verb: str) -> str:
    return re.sub("is(e|es|ed|ing)$", r"iz\1", verb)
