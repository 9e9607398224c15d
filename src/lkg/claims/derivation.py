"""How the claim table follows from what claims say: SQL over the tables of `said`."""

from __future__ import annotations

from lkg.claims.model import MODALITIES
from lkg.claims.said import ENDED, STANCES
from lkg.claims.voices import UNCITED, UNRATED
from lkg.period import PAST

ASSERTED, NEGATED, ALLEGED = map(MODALITIES.index, ("asserted", "negated", "alleged"))
_NEUTRAL = STANCES.index("0")
_NONE = STANCES.index("none")

_BOUNDED = f"""bounded AS (
  SELECT s.*, h.s1, h.s2, h.e1, h.e2, h.until, r.is_state, r.polarity AS usual, r.intensity AS strength,
    r.stance AS side, r.makes_tie AS joins,
    CASE WHEN r.structural THEN r.polarity ELSE COALESCE(s.polarity, r.polarity) END AS sign
  FROM said s JOIN relation r ON r.n = s.relation
    JOIN held h ON h.moment = s.moment AND h.lasts = CASE WHEN s.modality = {ENDED} THEN 0 ELSE r.lasts END)"""

_SPOKEN = """spoken AS (
  SELECT b.*, CASE WHEN b.claimant >= 0 THEN b.claimant ELSE k.speaker END AS speaker,
    CASE WHEN k.first = 0 THEN b.s1 ELSE k.first END AS spoken_first,
    CASE WHEN k.first = 0 THEN b.until ELSE k.last END AS spoken_last, k.known AS published, k.uncited, k.reliability
  FROM bounded b JOIN source k ON k.n = b.source)"""

FOLDED = f"""WITH {_BOUNDED}, {_SPOKEN}, ends AS (
  SELECT subject AS node, s1 AS first, until AS last FROM spoken
  UNION ALL SELECT object, s1, until FROM spoken
  UNION ALL SELECT speaker, spoken_first, spoken_last FROM spoken)
SELECT DISTINCT e.node, e.first, e.last FROM ends e JOIN mandated m ON m.node = e.node ORDER BY 1, 2, 3"""
"""every node that may speak for another, with the dates on which that is asked"""


def _folded(end: str) -> str:
    return f"LEFT JOIN folded {end}_f ON {end}_f.node = s.{end} AND {end}_f.first = s.s1 AND {end}_f.last = s.until"


CLAIM = f"""CREATE TEMP TABLE claim AS
WITH {_BOUNDED}, {_SPOKEN}, derived AS (
  SELECT s.n, s.id, s.subject, s.relation::SMALLINT AS relation, s.object, s.modality::TINYINT AS modality,
    s.sign::TINYINT AS polarity, s.moment, s.joins AND a.is_actor AND o.is_actor AS makes_tie,
    COALESCE(s.intensity, CASE WHEN s.sign = s.usual THEN s.strength ELSE 0.0 END) AS intensity,
    (CASE WHEN s.sign <> s.usual AND s.side <> {_NONE} THEN {_NEUTRAL} ELSE s.side END)::TINYINT AS stance,
    s.s1, s.s2, s.e1, s.e2, s.is_state, s.withdrawn, s.source, COALESCE(v.state, s.speaker) AS voice,
    CASE WHEN s.uncited THEN {UNCITED} WHEN s.credibility = 5 THEN 0.0 ELSE COALESCE(g.p, {UNRATED}) END AS p,
    s.uncited OR s.credibility = 5 OR g.p IS NOT NULL AS rated,
    CASE WHEN NOT s.uncited THEN s.published WHEN s.is_state THEN {PAST} ELSE s.s1 END AS known, s.uncited,
    s.credibility::TINYINT AS credibility,
    COALESCE(subject_f.body, s.subject) AS subject_body, COALESCE(subject_f.state, s.subject) AS subject_state,
    COALESCE(object_f.body, s.object) AS object_body, COALESCE(object_f.state, s.object) AS object_state
  FROM spoken s JOIN node a ON a.n = s.subject JOIN node o ON o.n = s.object
    LEFT JOIN rating g ON g.reliability = s.reliability AND g.credibility = s.credibility
    LEFT JOIN folded v ON v.node = s.speaker AND v.first = s.spoken_first AND v.last = s.spoken_last
    {_folded("subject")} {_folded("object")})
SELECT (ROW_NUMBER() OVER () - 1)::INTEGER AS at, *
FROM (SELECT * FROM derived ORDER BY subject, object, relation, polarity, voice, n)"""
"""`at` is where a claim lies: in the order of ties, as they are when nobody is folded, and of their voices"""

SIDE = f"""CREATE TEMP TABLE side AS
WITH {_BOUNDED}
SELECT DISTINCT b.n AS claim, a.principal AS node
FROM bounded b JOIN above a ON a.node IN (b.subject, b.object) AND a.first = b.s1 AND a.last = b.until"""
"""for whom else the ends of a claim stand, by its own dates"""

CONCERNED = f"""WITH whole AS (
  SELECT s.n, s.id, s.subject, s.relation, s.object, s.modality, r.name, r.hostile, m.bare,
    NOT (r.is_state AND s.modality <> {ENDED} AND (m.bare OR m.open_end)) AS shut,
    r.is_state AND s.modality NOT IN ({NEGATED}, {ENDED}) AS lasting
  FROM said s JOIN relation r ON r.n = s.relation JOIN moment m ON m.n = s.moment WHERE NOT s.withdrawn),
ending AS (SELECT DISTINCT relation, object FROM whole WHERE modality = {ENDED}),
easing AS (
  SELECT DISTINCT e.subject, e.object FROM whole e JOIN whole w ON w.subject = e.subject AND w.object = e.object
  WHERE e.name = 'easesPressureOn' AND e.modality = {ASSERTED} AND w.lasting AND w.hostile AND w.bare),
mixed AS (
  SELECT subject, relation, object FROM whole WHERE lasting GROUP BY subject, relation, object
  HAVING MAX(CASE WHEN bare THEN 1 ELSE 0 END) = 1
    AND MAX(CASE WHEN shut AND modality IN ({ASSERTED}, {ALLEGED}) THEN 1 ELSE 0 END) = 1),
denied AS (
  SELECT DISTINCT s.subject, s.relation, s.object FROM said s JOIN disputed d ON d.other = s.id),
concerned AS (
  SELECT n FROM whole WHERE name = 'represents' OR modality = {ENDED}
  UNION SELECT w.n FROM whole w JOIN ending e ON e.relation = w.relation AND e.object = w.object WHERE w.lasting
  UNION SELECT w.n FROM whole w JOIN easing e ON e.subject = w.subject AND e.object = w.object
    WHERE w.name = 'easesPressureOn' OR (w.lasting AND w.hostile AND w.bare)
  UNION SELECT w.n FROM whole w JOIN mixed x ON x.subject = w.subject AND x.relation = w.relation
    AND x.object = w.object WHERE w.lasting
  UNION SELECT s.n FROM said s JOIN denied x ON x.subject = s.subject AND x.relation = s.relation
    AND x.object = s.object
  UNION SELECT s.n FROM said s JOIN disputed d ON d.claim = s.id)
SELECT s.* FROM said s JOIN concerned c ON c.n = s.n ORDER BY s.n"""
"""the claims that may close, deny or speak for others, or be closed or denied: all that `Context` must see"""
