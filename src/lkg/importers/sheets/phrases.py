"""What a verb phrase says beneath its tense: "visited", "has visited" and "visit" are one, "was visited by" another."""

from __future__ import annotations

from lkg.identity import fold

_BE = ("is", "was", "are", "were", "be", "been", "being")
_HAVE = ("has", "have", "had")
_ARTICLES = ("a", "an", "the", "its", "his", "her", "their", "some")
_STRONG = {
    "led": "lead", "held": "hold", "sent": "send", "met": "meet", "bought": "buy", "sold": "sell", "paid": "pay",
    "withdrew": "withdraw", "withdrawn": "withdraw", "gave": "give", "given": "give", "took": "take", "taken": "take",
    "built": "build", "lent": "lend", "spoke": "speak", "spoken": "speak", "left": "leave", "spent": "spend",
    "had": "has", "have": "has", "made": "make", "got": "get", "lost": "lose", "saw": "see", "seen": "see",
    "brought": "bring", "kept": "keep",
}  # fmt: skip


def bare(phrase: str) -> str:
    """A phrase without tense, articles and the ending of its verb, for comparison only.

    "Is criticised" without "by" stays apart from "criticises": it says the reverse, or half of something.

    >>> bare("visited"), bare("has visited"), bare("was visited by"), bare("was visited"), bare("signed an accord with")
    ('visit', 'visit', 'visit by', 'be visit', 'sign accord with')
    """
    words = fold(phrase).split()
    if len(words) > 1 and words[0] in _HAVE and (words[1] in _BE or words[1].endswith("ed")):
        words = words[1:]
    lead = ""
    if len(words) > 1 and words[0] in _BE:
        lead = "" if words[1] in _ARTICLES or words[-1] == "by" else "be "
        words = words[1:]
    kept = [word for word in words if word not in _ARTICLES] or words
    return lead + " ".join([stem(kept[0]), *kept[1:]]) if kept else ""


def stem(verb: str) -> str:
    """A verb without its ending, in British spelling.

    >>> [stem(verb) for verb in ("denies", "denied", "deny", "expelled", "expels", "organizing", "led", "closes")]
    ['deny', 'deny', 'deny', 'expel', 'expel', 'organis', 'lead', 'clos']
    """
    verb = _STRONG.get(verb, verb)
    if verb.endswith(("ies", "ied")):
        return verb[:-3] + "y"
    ending = next(
        (each for each in ("ing", "ed", "es", "s", "e") if verb.endswith(each) and len(verb) > len(each) + 2), ""
    )
    found = verb.removesuffix(ending)
    if ending in ("ing", "ed") and found[-1] == found[-2] and found[-1] not in "sz":
        found = found[:-1]
    return found[:-1] + "s" if found.endswith("iz") else found
