"""In which way a sentence puts a claim: said, denied, over, planned, or only alleged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lkg.vocab import Relation

NEAR = 4
"""how many words before those of the relation say in which way they are meant"""
BEHIND = frozenset(["no", "neither", "nor", "none"])
"""words that deny also after those of the relation, as in "sanctioned neither X nor Y" """
_WORDINGS: Mapping[str, str] = {
    "alleged": "allegedly|reportedly|purportedly|alleged|alleges|accused of|suspected of|said to have|believed to have|"
    "claims that|claimed that|denied|denies",
    "ended": "no longer|ceased to|ceases to|former|formerly|stopped|stops|ended|ends|lifted|lifts|used to|suspended|"
    "suspends|halted|halts|cut off|cuts off|cancelled|canceled|scrapped",
    "negated": "not|n ' t|never|without|neither|nor|no|failed to|fails to|refused to|refuses to|refusing to|"
    "declined to|declines to|suspended|suspends|halted|halts|withheld|cancelled|canceled|stopped|blocked",
    "planned": "will|would|shall|may|might|could|due to|set to|expected to|going to|ready to|willing to|scheduled to|"
    "negotiating|negotiate|negotiates|seeking|discussing|decision to|decided to|decides to|agreed to|agrees to|"
    "proposal to|wants|"
    "(?:plan|intend|vow|promise|pledge|propose|aim|want|prepare|seek|hope|consider)(?:s|d|ed|ned|ing|ning)?"
    "(?: to| for)?",
}
_COMPILED = {modality: re.compile(rf"(?:^| )({words})(?= |$)") for modality, words in _WORDINGS.items()}


def of(around: Sequence[str], relation: Relation, own: Sequence[str]) -> tuple[str, str]:
    """The modality, and the words that say it, of a claim with these words before and within its wording.

    Of two wordings the kind that is listed first counts, so that "allegedly not" is alleged. An event cannot have
    ended, and a word of the relation's own wording says nothing about it.

    >>> from lkg.vocab import ontology
    >>> sanctions = ontology().relations["sanctions"]
    >>> of(["the", "council", "will", "not"], sanctions, ["sanction"]), of(["plans", "to"], sanctions, ["sanction"])
    (('negated', 'not'), ('planned', 'plans to'))
    """
    near = " ".join(around)
    for modality, wording in _COMPILED.items():
        found = list(wording.finditer(near))
        if found and found[-1][1] not in own and (modality != "ended" or relation.is_state):
            return modality, found[-1][1]
    return "asserted", ""
