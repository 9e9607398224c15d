"""Words that make a title before a name, as in "Lithuanian Foreign Minister", and those that say whose a body is."""

from __future__ import annotations

import re

_TITLE = re.compile(
    r"president|prime|minister|vice|deputy|foreign|defense|finance|energy|interior|economy|trade|justice|transport|"
    r"chancellor|premier|king|queen|chief|secretary|general|assistant|of|for|state|ambassador|envoy|spokes(wo)?man|"
    r"spokesperson|commissioner|senator|leader|opposition|speaker|chair(wo)?man|former|current|then|late|national|"
    r"security|advis[eo]r|council|affairs|counterpart|his|her|-"
)


def is_title(word: str) -> bool:
    """Whether a word, in small letters, may be part of a title.

    >>> is_title("spokeswoman"), is_title("voters")
    (True, False)
    """
    return _TITLE.fullmatch(word) is not None
