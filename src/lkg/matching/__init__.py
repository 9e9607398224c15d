"""Which actors are the same: candidates with explained scores, and judgements that people make and take back.

`words` takes names apart, `names` says how like two are and why, `blocking` finds pairs worth a look, `pairing` adds
what the graphs know; `judging` and `review` keep what people decide.
"""

from lkg.matching.judging import Author, Judge, judge_file, verdict_of
from lkg.matching.known import Known
from lkg.matching.names import Likeness, alike
from lkg.matching.pairing import LEAST, Match, Part, compare, match
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
