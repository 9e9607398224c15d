"""Which actors are the same: candidates with explained scores, and judgements that people make and take back.

`words` takes names apart, `alignment` and `names` say how like two are and why, `initialisms`, `bearers` and `states`
know what is short for what, `blocking` finds pairs worth a look, `sides` and `pairing` add what the graphs know;
`searching` finds who is meant by one name; `judging`, `settled` and `review` keep what people decide.
"""

from lkg.matching.judging import Author, Judge, judge_file, verdict_of
from lkg.matching.known import Known
from lkg.matching.names import LEAST, Likeness, alike
from lkg.matching.pairing import Match, compare, match
from lkg.matching.parts import Part
from lkg.matching.review import Reviewed, review

__all__ = [
    "LEAST",
    "Author",
    "Judge",
    "Known",
    "Likeness",
    "Match",
    "Part",
    "Reviewed",
    "alike",
    "compare",
    "judge_file",
    "match",
    "review",
    "verdict_of",
]
