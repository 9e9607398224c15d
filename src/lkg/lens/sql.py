"""A lens as one SQL text over the claim table: WHERE picks claims, GROUP BY makes ties.

The dialect is a portable subset (no QUALIFY, no FILTER, no list functions but one), so that the same
text can run on other engines. Names are resolved to numbers before they come here, terms come from the ontology and
are checked by the lens; the one text that a user may type, the name of a voice, is quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lkg import period
from lkg.lens.model import Lens
from lkg.period import FUTURE, PAST
from lkg.vocab import ontology

Number = Callable[[str], int]
"""an actor's or source's name → its number in the table"""

_PROBABILITY = "LEAST(0.99, 1 - EXP(SUM(LN(1 - LEAST({0}, 0.99)))))"
_NONE = "NULL"
_BY_CLAIM = {"count": "SUM(fade)", "intensity": "SUM(ABS(intensity) * fade)"}
_BY_VOICE = {"probability": _PROBABILITY.format("faded"), "voices": "SUM(fade)"}
"""a tie's weight adds up over claims or over voices; what fades counts less, and is no less likely"""


def select_claims(lens: Lens, actor: Number, source: Number) -> str:
    """`WITH … selected`: the claims that count, with their bounds as this lens sees them closed."""
    return f"""WITH {_denying(lens, source)},
contested AS (
  SELECT DISTINCT h.claim FROM hit h JOIN denying d ON d.n = h.denial),
closed AS (
  SELECT k.claim, MIN(k.e1) AS e1, MIN(k.e2) AS e2, MAX(k.extends) AS extends
  FROM closing k JOIN claim c ON c.n = k.closer
  WHERE {_believed(lens, actor, source)} AND c.modality IN ({_texts((*lens.modalities(), "ended"))})
  GROUP BY k.claim),
shut AS (
  SELECT c.n, CASE WHEN x.extends = 1 THEN x.e2 ELSE LEAST(c.e2, x.e2) END AS e2,
    CASE WHEN c.e1 >= {FUTURE} THEN x.e1 ELSE GREATEST(c.e1, x.e1) END AS e1
  FROM claim c JOIN closed x ON x.claim = c.n),
seen AS (
  SELECT c.*, COALESCE(x.e2, c.e2) AS last, COALESCE(LEAST(x.e1, x.e2), c.e1) AS surely,
    h.claim IS NOT NULL AS contested
  FROM claim c LEFT JOIN shut x ON x.n = c.n LEFT JOIN contested h ON h.claim = c.n
  WHERE {_counts(lens, actor, source)}),
selected AS (
  SELECT s.*, {_fade(lens)} AS fade FROM seen s WHERE {_time(lens)})"""


def denial_query(lens: Lens, principal: int, source: Number) -> str:
    """One row per claim that an actor's side denies, with the first denial that the lens sees."""
    return f"""WITH {_denying(lens, source)}
SELECT w.claim, MIN(w.denial) FROM denied w JOIN denying d ON d.n = w.denial WHERE w.node = {principal}
GROUP BY w.claim ORDER BY w.claim"""


def claim_query(lens: Lens, actor: Number, source: Number) -> str:
    """One row per claim that counts, with its ends as the lens folds them."""
    a, b = _ends(lens)
    gone = lens.but(kinds=(), among=())
    return f"""{select_claims(lens, actor, source)}
SELECT c.n, c.{a}, c.{b}, c.polarity, c.voice, c.p, c.s1, c.s2, c.surely, c.last, c.is_state, c.contested, c.uncited,
  c.rated, c.intensity, c.fade
FROM selected c WHERE {_allowed(gone, actor, [f"c.{a}", f"c.{b}"])} AND {_apart(lens, actor)} ORDER BY c.n"""


def tie_query(lens: Lens, actor: Number, source: Number) -> str:
    """One row per tie: ordered pair, relation and polarity, with its claims, voices and probability."""
    return f"""{_tied(lens, actor, source)},
heard AS (
  SELECT a, b, relation, polarity, voice, MAX(p) AS p, MAX(fade) AS fade, MAX(p * fade) AS faded
  FROM tied GROUP BY a, b, relation, polarity, voice),
voiced AS (
  SELECT a, b, relation, polarity, COUNT(*) AS voices, {_PROBABILITY.format("p")} AS probability,
    {_BY_VOICE.get(lens.weight, _NONE)} AS weight
  FROM heard GROUP BY a, b, relation, polarity),
bundled AS (
  SELECT a, b, relation, polarity, {_BY_CLAIM.get(lens.weight, _NONE)} AS weight, SUM(ABS(intensity)) AS intensity,
    MIN(s1) AS first, MAX(last) AS last, MAX(CASE WHEN contested THEN 1 ELSE 0 END) AS contested,
    MIN(CASE WHEN modality = 'alleged' THEN 1 ELSE 0 END) AS alleged,
    MIN(CASE WHEN uncited THEN 1 ELSE 0 END) AS uncited, LIST(n ORDER BY n) AS members
  FROM tied GROUP BY a, b, relation, polarity)
SELECT t.a, t.b, t.relation, t.polarity, COALESCE(t.weight, v.weight), t.intensity, t.first, t.last, t.contested,
  t.alleged, t.uncited, t.members, v.voices, v.probability
FROM bundled t JOIN voiced v ON t.a = v.a AND t.b = v.b AND t.relation = v.relation AND t.polarity = v.polarity
ORDER BY t.a, t.b, t.relation, t.polarity"""


def leg_query(lens: Lens, actor: Number, source: Number) -> str:
    """One row per claim that binds an actor to a node which the lens contracts."""
    a, b = _ends(lens)
    kinds = _texts(lens.contract)
    enacts = _numbers(_below(["adopts", "proposes"]))
    aimed = _numbers(_below(["targets", "benefits"]))
    # in a dispute only the parties have a side: neither who judges nor who cheers does
    parties = _numbers(_below(["complainantIn", "respondentIn"]))
    return f"""{select_claims(lens, actor, source)},
contracted AS (SELECT DISTINCT k.node FROM kind k WHERE k.name IN ({kinds})),
leg AS (
  SELECT c.object AS node, c.{a} AS actor, c.subject_state AS unit,
    CASE WHEN g.grouping = 'Dispute' AND c.relation NOT IN ({parties}) THEN '0' ELSE c.stance END AS stance,
    CASE WHEN c.relation IN ({enacts}) THEN 1 ELSE 0 END AS enacts, c.voice, c.p, c.s1, c.last, c.n
  FROM selected c JOIN contracted d ON d.node = c.object JOIN node g ON g.n = c.object
  WHERE c.stance IN ('+', '-', '0') AND {_apart(lens, actor)}
  UNION ALL
  SELECT c.subject, c.{b}, c.object_state, CASE WHEN c.polarity < 0 THEN 'hit' WHEN c.polarity > 0 THEN 'helped'
    ELSE '0' END, 0, c.voice, c.p, c.s1, c.last, c.n
  FROM selected c JOIN contracted d ON d.node = c.subject
  WHERE c.relation IN ({aimed}) AND {_apart(lens, actor)})
SELECT l.node, l.actor, l.unit, l.stance, l.enacts, l.voice, l.p, l.s1, l.last, l.n, m.grouping
FROM leg l JOIN node n ON n.n = l.actor JOIN node m ON m.n = l.node
WHERE n.is_actor AND {_allowed(lens, actor, ["l.actor"])} ORDER BY l.node, l.actor, l.n"""


def edge_query(lens: Lens, actor: Number, source: Number) -> str:
    """One row per direct edge that SPARQL sees: claims that are asserted, of all relations, between all nodes."""
    a, b = _ends(lens)
    return f"""{select_claims(lens.but(modality=("asserted",), planned=False), actor, source)}
SELECT DISTINCT c.{a} AS a, c.relation, c.{b} AS b FROM selected c
WHERE c.{a} <> c.{b} AND c.credibility <> 5 AND c.polarity IN ({_polarities(lens)})
  AND {_allowed(lens, actor, [f"c.{a}", f"c.{b}"])} AND {_started(lens, actor, a, b)} AND {_apart(lens, actor)}
ORDER BY 1, 2, 3"""


def _tied(lens: Lens, actor: Number, source: Number) -> str:
    a, b = _ends(lens)
    return f"""{select_claims(lens, actor, source)},
tied AS (
  SELECT c.{a} AS a, c.{b} AS b, c.relation, c.polarity, c.intensity, c.voice, c.p, c.s1, c.last, c.contested,
    c.modality, c.uncited, c.fade, c.n
  FROM selected c JOIN relation r ON r.n = c.relation JOIN node s ON s.n = c.{a} JOIN node o ON o.n = c.{b}
  WHERE r.makes_tie AND s.is_actor AND o.is_actor AND c.{a} <> c.{b}
    AND c.polarity IN ({_polarities(lens)}) AND {_membership(lens)}
    AND {_allowed(lens, actor, [f"c.{a}", f"c.{b}"])} AND {_started(lens, actor, a, b)} AND {_apart(lens, actor)})"""


def _ends(lens: Lens) -> tuple[str, str]:
    suffix = "" if lens.roll_up == "none" else f"_{lens.roll_up}"
    return f"subject{suffix}", f"object{suffix}"


def _denying(lens: Lens, source: Number) -> str:
    """`denying AS …`: the claims whose denials count, by who says them, when, and how credibly."""
    return f"""denying AS (
  SELECT c.n FROM claim c
  WHERE {_said(lens, source)} AND c.credibility <> 5 AND c.modality IN ({_texts(lens.modalities())}))"""


def _believed(lens: Lens, actor: Number, source: Number) -> str:
    """Conditions on who says a claim, and who denies it; they also decide which claims may close others."""
    if not lens.worldview:
        return _said(lens, source)
    denied = f"SELECT w.claim FROM denied w JOIN denying d ON d.n = w.denial WHERE w.node = {actor(lens.worldview)}"
    return f"{_said(lens, source)} AND c.n NOT IN ({denied})"


def _said(lens: Lens, source: Number) -> str:
    """Conditions on who says a claim, how credible it is and when it was known; denials have to meet them, too."""
    parts = ["NOT c.withdrawn", f"c.credibility <= {lens.min_credibility}"]
    if lens.sources:
        parts.append(f"c.source IN ({_numbers(map(source, lens.sources))})")
    if lens.without_sources:
        parts.append(f"c.source NOT IN ({_numbers(map(source, lens.without_sources))})")
    if lens.without_voices:
        parts.append(f"c.voice NOT IN ({_texts(lens.without_voices)})")
    if lens.known_by is not None:
        parts.append(f"c.known <= {period.bounds(lens.known_by)[1]}")
    return " AND ".join(parts)


def _counts(lens: Lens, actor: Number, source: Number) -> str:
    parts = [_believed(lens, actor, source), f"c.modality IN ({_texts(lens.modalities())})"]
    if lens.relations or lens.families:
        parts.append(f"c.relation IN ({_numbers(_below([*lens.relations, *lens.families]))})")
    if lens.contested != "keep":
        parts.append("h.claim IS NOT NULL" if lens.contested == "only" else "h.claim IS NULL")
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
    middle = f"CASE WHEN s.s1 <= {PAST} THEN s.last ELSE (s.s1 + s.last) / 2.0 END"
    return f"CASE WHEN s.last >= {FUTURE} THEN 1.0 ELSE POWER(2.0, -GREATEST(0.0, {day} - {middle}) / {days}) END"


def _membership(lens: Lens) -> str:
    wanted = lens.memberships != "none" or "memberOf" in lens.relations
    return "1 = 1" if wanted else f"c.relation NOT IN ({_numbers(_below(['memberOf']))})"


def _allowed(lens: Lens, actor: Number, ends: Iterable[str]) -> str:
    parts = []
    for end in ends:
        if lens.kinds:
            parts.append(f"{end} IN (SELECT k.node FROM kind k WHERE k.name IN ({_texts(lens.kinds)}))")
        if lens.among:
            parts.append(f"{end} IN ({_numbers(map(actor, lens.among))})")
        if lens.without:
            parts.append(f"{end} NOT IN ({_numbers(map(actor, lens.without))})")
    return " AND ".join(parts) or "1 = 1"


def _started(lens: Lens, actor: Number, a: str, b: str) -> str:
    if not lens.actors:
        return "1 = 1"
    start = _numbers(map(actor, lens.actors))
    return f"(c.{a} IN ({start}) OR c.{b} IN ({start}))"


def _apart(lens: Lens, actor: Number) -> str:
    if not lens.without_side:
        return "1 = 1"
    gone = _numbers(map(actor, lens.without_side))
    return f"c.n NOT IN (SELECT z.claim FROM side z WHERE z.node IN ({gone}))"


def _polarities(lens: Lens) -> str:
    numbers: Mapping[str, int] = {"+": 1, "-": -1, "0": 0}
    return _numbers(numbers[sign] for sign in lens.sign)


def _below(names: Iterable[str]) -> list[int]:
    """Numbers of these relations, or relations of these families, and of all below them."""
    wanted = set(names)
    return [i for i, relation in enumerate(ontology().relations.values()) if relation.ancestors & wanted]


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "NULL"


def _texts(texts: Iterable[str]) -> str:
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)
