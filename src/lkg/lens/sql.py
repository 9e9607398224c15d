"""A lens as one SQL text over the claim table: WHERE picks claims, GROUP BY makes ties.

The dialect is a portable subset (no QUALIFY, no FILTER, no lists), so that the same text can run on other engines.
Names are resolved to numbers before they come here, terms come from the ontology and are checked by the lens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lkg import period
from lkg.claims.model import MODALITIES
from lkg.claims.said import STANCES
from lkg.lens.model import Lens
from lkg.period import FUTURE, PAST
from lkg.vocab import ontology

Number = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Codes:
    """The numbers of names in a claim table, and which of its small tables hold nothing and need not be asked."""

    actor: Number
    source: Number
    voice: Number
    empty: frozenset[str] = frozenset()


_PROBABILITY = "LEAST(0.99, 1 - EXP(SUM(LN(1 - LEAST({0}, 0.99)))))"
_WEIGHTS = {
    "count": "SUM(faded_count)",
    "intensity": "SUM(faded_intensity)",
    "probability": _PROBABILITY.format("faded"),
    "voices": "SUM(fade)",
}
"""a tie's weight adds up over claims or over voices; what fades counts less, and is no less likely"""


NEUTRAL = STANCES.index("0")
LEGS = (*STANCES, "hit", "helped")
"""how a claim binds an actor to a contracted node, by the number in the column `stance`"""
HIT, HELPED = map(LEGS.index, ("hit", "helped"))


def select_claims(lens: Lens, codes: Codes) -> str:
    """`WITH … selected`: the claims that count, with their bounds as this lens sees them closed.

    What no claim of the table is subject to (closings, denials) is left out of the text: most of a query's time goes
    into joins.
    """
    parts = [_denying(lens, codes)] if _denials_matter(lens, codes) else []
    last, surely, contested, joins = "c.e2", "c.e1", "FALSE", ""
    if "closing" not in codes.empty:
        parts += [_closed(lens, codes)]
        last, surely = "COALESCE(x.e2, c.e2)", "COALESCE(LEAST(x.e1, x.e2), c.e1)"
        joins += " LEFT JOIN shut x ON x.n = c.n"
    if "hit" not in codes.empty:
        parts += ["contested AS (SELECT DISTINCT h.claim FROM hit h JOIN denying d ON d.n = h.denial)"]
        contested = "h.claim IS NOT NULL"
        joins += " LEFT JOIN contested h ON h.claim = c.n"
    parts += [
        f"""seen AS (
  SELECT c.*, {last} AS last, {surely} AS surely, {contested} AS contested
  FROM claim c{joins} WHERE {_counts(lens, codes, contested)})""",
        f"selected AS (SELECT s.*, {_fade(lens)} AS fade FROM seen s WHERE {_time(lens)})",
    ]
    return "WITH " + ",\n".join(parts)


def _closed(lens: Lens, codes: Codes) -> str:
    """`closed` and `shut`: the bounds that closings leave, of those closings which the lens sees."""
    return f"""closed AS (
  SELECT k.claim, MIN(k.e1) AS e1, MIN(k.e2) AS e2, MAX(k.extends) AS extends
  FROM closing k JOIN claim c ON c.n = k.closer
  WHERE {_believed(lens, codes)} AND c.modality IN ({_modalities(*lens.modalities(), "ended")})
  GROUP BY k.claim),
shut AS (
  SELECT c.n, CASE WHEN x.extends = 1 THEN x.e2 ELSE LEAST(c.e2, x.e2) END AS e2,
    CASE WHEN c.e1 >= {FUTURE} THEN x.e1 ELSE GREATEST(c.e1, x.e1) END AS e1
  FROM claim c JOIN closed x ON x.claim = c.n)"""


def denial_query(lens: Lens, principal: str, codes: Codes) -> str:
    """One row per claim that an actor's side denies, with the first denial that the lens sees.

    >>> import lkg
    >>> graph = lkg.open()
    >>> rows = graph.table.sql(denial_query(graph.lens(), "lithuania", graph.codes)).fetchall()
    >>> [(graph.table.claims[claim], graph.table.claims[denial]) for claim, denial in rows][:1]
    [('C067', 'C529')]
    """
    return f"""WITH {_denying(lens, codes)}
SELECT w.claim, MIN(w.denial) FROM denied w JOIN denying d ON d.n = w.denial WHERE w.node = {codes.actor(principal)}
GROUP BY w.claim ORDER BY w.claim"""


def claim_query(lens: Lens, codes: Codes) -> str:
    """One row per claim that counts, with its ends as the lens folds them."""
    a, b = _ends(lens)
    gone = lens.but(kinds=(), among=())
    return f"""{select_claims(lens, codes)}
SELECT c.n, c.subject, c.relation, c.object, c.{a}, c.{b}, c.moment, c.polarity, c.modality, c.source, c.credibility,
  c.voice, c.p, c.s1, c.s2, c.surely, c.last, c.is_state, c.contested, c.uncited,
  c.rated, c.intensity, c.fade
FROM selected c WHERE {_allowed(gone, codes, [f"c.{a}", f"c.{b}"])} AND {_apart(lens, codes)} ORDER BY c.n"""


def tie_query(lens: Lens, codes: Codes) -> str:
    """One row per tie: ordered pair, relation and polarity, with what its claims and its voices add up to.

    Claims are added up by voice and then voices by tie, for a voice counts once.

    >>> import lkg
    >>> graph = lkg.open()
    >>> table = graph.table.sql(tie_query(graph.lens("taiwan-dispute"), graph.codes))
    >>> [column[0] for column in table.description][:6], len(table.fetchall())
    (['a', 'b', 'relation', 'polarity', 'weight', 'probability'], 63)
    """
    return f"""{_tied(lens, codes)},
heard AS (
  SELECT a, b, relation, polarity, voice, MAX(p) AS p, MAX(fade) AS fade, MAX(p * fade) AS faded,
    COUNT(*) AS claims, SUM(fade) AS faded_count, SUM(ABS(intensity)) AS intensity,
    SUM(ABS(intensity) * fade) AS faded_intensity, MIN(s1) AS first, MAX(last) AS last,
    MAX(CASE WHEN contested THEN 1 ELSE 0 END) AS contested,
    MIN(CASE WHEN modality = {MODALITIES.index("alleged")} THEN 1 ELSE 0 END) AS alleged,
    MIN(CASE WHEN uncited THEN 1 ELSE 0 END) AS uncited
  FROM tied GROUP BY a, b, relation, polarity, voice)
SELECT a, b, relation, polarity, {_WEIGHTS[lens.weight]} AS weight, {_PROBABILITY.format("p")} AS probability,
  COUNT(*) AS voices, SUM(claims) AS claims, SUM(intensity) AS intensity, MIN(first) AS first, MAX(last) AS last,
  MAX(contested) AS contested, MIN(alleged) AS alleged, MIN(uncited) AS uncited
FROM heard GROUP BY a, b, relation, polarity ORDER BY a, b, relation, polarity"""


def member_query(lens: Lens, codes: Codes) -> str:
    """One row per claim of a tie, ties in the order of `tie_query` and claims in that of their numbers."""
    return f"""{_tied(lens, codes)}
SELECT a, b, relation, polarity, n FROM tied ORDER BY a, b, relation, polarity, n"""


def leg_query(lens: Lens, codes: Codes) -> str:
    """One row per claim that binds an actor to a node which the lens contracts."""
    a, b = _ends(lens)
    kinds = _texts(lens.contract)
    enacts = _numbers(_below(["adopts", "proposes"]))
    aimed = _numbers(_below(["targets", "benefits"]))
    # in a dispute only the parties have a side: neither who judges nor who cheers does
    parties = _numbers(_below(["complainantIn", "respondentIn"]))
    alleged = f"c.modality = {MODALITIES.index('alleged')} AS alleged"
    known = f"c.fade AS fade, c.contested AS contested, {alleged}, c.uncited AS uncited"
    return f"""{select_claims(lens, codes)},
contracted AS (SELECT DISTINCT k.node FROM kind k WHERE k.name IN ({kinds})),
leg AS (
  SELECT c.object AS node, c.{a} AS actor, c.subject_state AS unit,
    CASE WHEN g.grouping = 'Dispute' AND c.relation NOT IN ({parties}) THEN {NEUTRAL} ELSE c.stance END AS stance,
    CASE WHEN c.relation IN ({enacts}) THEN 1 ELSE 0 END AS enacts, c.voice, c.p, c.s1, c.last, c.n, {known}
  FROM selected c JOIN contracted d ON d.node = c.object JOIN node g ON g.n = c.object
  WHERE c.stance IN ({_numbers(map(STANCES.index, "+-0"))}) AND {_apart(lens, codes)}
  UNION ALL
  SELECT c.subject, c.{b}, c.object_state, CASE WHEN c.polarity < 0 THEN {HIT} WHEN c.polarity > 0 THEN {HELPED}
    ELSE {NEUTRAL} END, 0, c.voice, c.p, c.s1, c.last, c.n, {known}
  FROM selected c JOIN contracted d ON d.node = c.subject
  WHERE c.relation IN ({aimed}) AND {_apart(lens, codes)})
SELECT l.node, l.actor, l.unit, l.stance, l.enacts, l.voice, l.p, l.s1, l.last, l.n, m.grouping, l.fade, l.contested,
  l.alleged, l.uncited
FROM leg l JOIN node n ON n.n = l.actor JOIN node m ON m.n = l.node
WHERE n.is_actor AND {_allowed(lens, codes, ["l.actor"])} ORDER BY l.node, l.actor, l.n"""


def edge_query(lens: Lens, codes: Codes) -> str:
    """One row per direct edge that SPARQL sees: claims that are asserted, of all relations, between all nodes."""
    a, b = _ends(lens)
    return f"""{select_claims(lens.but(modality=("asserted",), planned=False), codes)}
SELECT DISTINCT c.{a} AS a, c.relation, c.{b} AS b FROM selected c
WHERE c.{a} <> c.{b} AND c.credibility <> 5 AND c.polarity IN ({_polarities(lens)})
  AND {_allowed(lens, codes, [f"c.{a}", f"c.{b}"])} AND {_started(lens, codes, a, b)} AND {_apart(lens, codes)}
ORDER BY 1, 2, 3"""


def position_query(lens: Lens, codes: Codes) -> str:
    """One row per claim of a tie: where it lies in the table, and of the rest only what this lens decides."""
    decided = [
        *(["c.last"] if "closing" not in codes.empty else []),
        *(["c.contested"] if "hit" not in codes.empty else []),
        *(["c.fade"] if lens.half_life and lens.day() is not None else []),
    ]
    return f"""{select_claims(lens, codes)}
SELECT {", ".join(["c.at", *decided])} FROM selected c WHERE {_makes_tie(lens, codes)}"""


def _tied(lens: Lens, codes: Codes) -> str:
    a, b = _ends(lens)
    return f"""{select_claims(lens, codes)},
tied AS (
  SELECT c.{a} AS a, c.{b} AS b, c.relation, c.polarity, c.intensity, c.voice, c.p, c.s1, c.last, c.contested,
    c.modality, c.uncited, c.fade, c.n
  FROM selected c WHERE {_makes_tie(lens, codes)})"""


def _makes_tie(lens: Lens, codes: Codes) -> str:
    a, b = _ends(lens)
    every = len(lens.sign) == 3
    return " AND ".join(
        filter(
            None,
            [
                f"c.makes_tie AND c.{a} <> c.{b}",
                "" if every else f"c.polarity IN ({_polarities(lens)})",
                _membership(lens),
                _allowed(lens, codes, [f"c.{a}", f"c.{b}"]),
                _started(lens, codes, a, b),
                _apart(lens, codes),
            ],
        )
    )


def _ends(lens: Lens) -> tuple[str, str]:
    suffix = "" if lens.roll_up == "none" else f"_{lens.roll_up}"
    return f"subject{suffix}", f"object{suffix}"


def _denying(lens: Lens, codes: Codes) -> str:
    """`denying AS …`: the claims whose denials count, by who says them, when, and how credibly."""
    return f"""denying AS (
  SELECT c.n FROM claim c
  WHERE {_said(lens, codes)} AND c.credibility <> 5 AND c.modality IN ({_modalities(*lens.modalities())}))"""


def _denials_matter(lens: Lens, codes: Codes) -> bool:
    return "hit" not in codes.empty or bool(lens.worldview and "denied" not in codes.empty)


def _believed(lens: Lens, codes: Codes) -> str:
    """Conditions on who says a claim, and who denies it; they also decide which claims may close others."""
    if not lens.worldview or "denied" in codes.empty:
        return _said(lens, codes)
    denied = (
        f"SELECT w.claim FROM denied w JOIN denying d ON d.n = w.denial WHERE w.node = {codes.actor(lens.worldview)}"
    )
    return f"{_said(lens, codes)} AND c.n NOT IN ({denied})"


def _said(lens: Lens, codes: Codes) -> str:
    """Conditions on who says a claim, how credible it is and when it was known; denials have to meet them, too."""
    parts = ["NOT c.withdrawn", f"c.credibility <= {lens.min_credibility}"]
    if lens.sources:
        parts.append(f"c.source IN ({_numbers(map(codes.source, lens.sources))})")
    if lens.without_sources:
        parts.append(f"c.source NOT IN ({_numbers(map(codes.source, lens.without_sources))})")
    if lens.without_voices:
        parts.append(f"c.voice NOT IN ({_numbers(map(codes.voice, lens.without_voices))})")
    if lens.known_by is not None:
        parts.append(f"c.known <= {period.bounds(lens.known_by)[1]}")
    return " AND ".join(parts)


def _counts(lens: Lens, codes: Codes, contested: str) -> str:
    parts = [_believed(lens, codes), f"c.modality IN ({_modalities(*lens.modalities())})"]
    if lens.relations or lens.families:
        parts.append(f"c.relation IN ({_numbers(_below([*lens.relations, *lens.families]))})")
    if lens.contested != "keep":
        parts.append(contested if lens.contested == "only" else f"NOT ({contested})")
    return " AND ".join(parts)


def _time(lens: Lens) -> str:
    window = lens.window()
    if window is None:
        return "1 = 1"
    (a, b), (c, d) = window
    if lens.sure:
        state, event = f"GREATEST(s2, {a}) <= LEAST(surely, {b})", f"s1 >= {c} AND last <= {d}"
    else:
        state, event = f"s1 <= {b} AND last >= {a}", f"s1 <= {d} AND last >= {c}"
    return f"((is_state AND {state}) OR (NOT is_state AND {event}))"


def _fade(lens: Lens) -> str:
    """2 to the power of −age / half-life, the age taken from the middle of a claim's time; an open end is no age."""
    day = lens.day()
    if not lens.half_life or day is None:
        return "CAST(1 AS DOUBLE)"
    days = period.months(lens.half_life) * period.DAYS_OF_MONTH
    middle = f"CASE WHEN s.s1 <= {PAST} THEN s.last ELSE (s.s1 + s.last) / 2E0 END"
    return f"CASE WHEN s.last >= {FUTURE} THEN 1.0 ELSE POWER(2.0, -GREATEST(0.0, {day} - {middle}) / {days}) END"


def _membership(lens: Lens) -> str:
    wanted = lens.memberships != "none" or "memberOf" in lens.relations
    return "1 = 1" if wanted else f"c.relation NOT IN ({_numbers(_below(['memberOf']))})"


def _allowed(lens: Lens, codes: Codes, ends: Iterable[str]) -> str:
    parts = []
    for end in ends:
        if lens.kinds:
            parts.append(f"{end} IN (SELECT k.node FROM kind k WHERE k.name IN ({_texts(lens.kinds)}))")
        if lens.among:
            parts.append(f"{end} IN ({_numbers(map(codes.actor, lens.among))})")
        if lens.without:
            parts.append(f"{end} NOT IN ({_numbers(map(codes.actor, lens.without))})")
    return " AND ".join(parts) or "1 = 1"


def _started(lens: Lens, codes: Codes, a: str, b: str) -> str:
    if not lens.actors:
        return "1 = 1"
    start = _numbers(map(codes.actor, lens.actors))
    return f"(c.{a} IN ({start}) OR c.{b} IN ({start}))"


def _apart(lens: Lens, codes: Codes) -> str:
    if not lens.without_side:
        return "1 = 1"
    gone = _numbers(map(codes.actor, lens.without_side))
    stands = f"c.n IN (SELECT z.claim FROM side z WHERE z.node IN ({gone}))"
    return f"NOT (c.subject IN ({gone}) OR c.object IN ({gone}) OR {stands})"


def _polarities(lens: Lens) -> str:
    numbers: Mapping[str, int] = {"+": 1, "-": -1, "0": 0}
    return _numbers(numbers[sign] for sign in lens.sign)


def _below(names: Iterable[str]) -> list[int]:
    """Numbers of these relations, or relations of these families, and of all below them."""
    wanted = set(names)
    return [i for i, relation in enumerate(ontology().relations.values()) if relation.ancestors & wanted]


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "NULL"


def _modalities(*names: str) -> str:
    return _numbers(map(MODALITIES.index, names))


def _texts(texts: Iterable[str]) -> str:
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)
