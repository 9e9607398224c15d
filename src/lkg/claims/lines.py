"""Claims as rows of text, from N-Triples or as an import meets them, and those rows as the columns of `said`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lkg import period
from lkg.claims.model import MODALITIES, Claim
from lkg.errors import InvalidFile, InvalidPeriod, Problem
from lkg.vocab import BASE, PREFIXES, nearest, ontology

Sql = Callable[[str], Any]

LISTED = 20
"""faults that are listed before the rest is only counted"""
_RDF, _LKG, _DCT = PREFIXES["rdf"], PREFIXES["lkg"], PREFIXES["dct"]
COLUMNS = {
    "subject": _RDF + "subject",
    "relation": _RDF + "predicate",
    "object": _RDF + "object",
    "moment": _LKG + "when",
    "source": _DCT + "source",
    "modality": _LKG + "modality",
    "polarity": _LKG + "polarity",
    "reason": _LKG + "polarityReason",
    "intensity": _LKG + "intensity",
    "claimant": _LKG + "claimant",
    "credibility": _LKG + "credibility",
    "withdrawn": _LKG + "withdrawnOn",
}
"""the columns of a row besides its id, and the properties that they come from"""
_NEEDED = {
    "relation": "a relation (rdf:predicate)",
    "object": "an object",
    "moment": "a date (lkg:when)",
    "source": "a source",
}
_READ = "delim = '{delimiter}', quote = '', escape = '', header = false, auto_detect = false"


def from_ntriples(sql: Sql, files: Iterable[Path]) -> None:
    """Make the table `line`: a row of text for each claim in these files of N-Triples."""
    # one column of whole lines: its delimiter stands in no N-Triples, where control characters are escaped
    read = f"read_csv({_names(files)}, columns = {{'line': 'VARCHAR'}}, {_READ.format(delimiter=chr(1))})"
    wanted = ", ".join(f"'{iri}'" for iri in (_RDF + "type", *COLUMNS.values()))
    picked = ", ".join(f"MIN(CASE WHEN p = '{iri}' THEN o END) AS {name}" for name, iri in COLUMNS.items())
    sql(rf"""CREATE TEMP TABLE line AS
WITH split AS (
  SELECT regexp_extract(line, '^<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)")', ['s', 'p', 'iri', 'text']) AS t
  FROM {read}),
part AS (
  SELECT t.s AS s, t.p AS p, CASE WHEN t.iri <> '' THEN {_local("t.iri")} ELSE t.text END AS o FROM split
  WHERE t.p IN ({wanted}))
SELECT {_local("s")} AS id, {picked} FROM part GROUP BY s
HAVING MAX(CASE WHEN p = '{_RDF}type' AND o = 'Claim' THEN 1 END) = 1""")


def from_rows(sql: Sql, files: Iterable[Path], before: Path | None = None) -> None:
    """Make the table `line` from files that `row` wrote, besides what stood in a kept one before."""
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in ("id", *COLUMNS))
    read = f"read_csv({_names(files)}, columns = {{{columns}}}, {_READ.format(delimiter=chr(9))}, nullstr = '')"
    sql(f"CREATE TEMP TABLE line AS SELECT * FROM {read}")
    if before is not None:
        kept = f"read_parquet('{_quoted(str(before))}')"
        sql(f"INSERT INTO line SELECT k.* FROM {kept} k WHERE k.id NOT IN (SELECT id FROM line)")


def row(claim: Claim) -> str:
    """A claim as one line of tab-separated texts.

    >>> row(Claim("C1", "a", "visits", "b", period.parse("2021-08"), "s1")).split("\\t")[:5]
    ['C1', 'a', 'visits', 'b', '2021-08']
    """
    return "\t".join((
        claim.id, claim.subject, claim.relation, claim.object, claim.when.text, claim.source, claim.modality,
        "" if claim.polarity is None else str(claim.polarity), "1" if claim.polarity_reason else "",
        claim.intensity, claim.claimant, claim.credibility, claim.withdrawal.on if claim.withdrawal else "",
    )) + "\n"  # fmt: skip


def moments(sql: Sql) -> list[str]:
    """All dates that rows bear, in order; raises InvalidFile for those that are no EDTF."""
    found = [text for (text,) in sql("SELECT DISTINCT moment FROM line WHERE moment IS NOT NULL ORDER BY 1").fetchall()]
    problems = list(_no_dates(sql, found))
    if problems:
        raise InvalidFile(problems)
    return found


def number(sql: Sql) -> None:
    """Make the table `said` from `line`, with the numbers of the tables called, source, relation and moment.

    Raises InvalidFile, with the first faults, for claims that lack a part or name what is not there.
    """
    _without_repeats(sql)
    modality = " ".join(f"WHEN '{name}' THEN {n}" for n, name in enumerate(MODALITIES))
    sql(f"""CREATE TEMP TABLE said AS
SELECT (ROW_NUMBER() OVER (ORDER BY l.id) - 1)::INTEGER AS n, l.id, s.n AS subject, r.n AS relation, o.n AS object,
  m.n AS moment, CASE COALESCE(l.modality, 'asserted') {modality} ELSE -1 END AS modality,
  CASE WHEN l.reason IS NOT NULL THEN l.polarity::INTEGER END AS polarity, l.intensity::DOUBLE AS intensity,
  k.n AS source, CASE WHEN l.claimant IS NULL THEN -1 ELSE c.n END AS claimant,
  COALESCE(l.credibility::INTEGER, 0) AS credibility, l.withdrawn IS NOT NULL AS withdrawn
FROM line l LEFT JOIN called s ON s.id = l.subject LEFT JOIN relation r ON r.name = l.relation
  LEFT JOIN called o ON o.id = l.object LEFT JOIN moment m ON m.text = l.moment LEFT JOIN source k ON k.id = l.source
  LEFT JOIN called c ON c.id = l.claimant""")
    problems = list(_faults(sql))
    if problems:
        raise InvalidFile(problems)


def _without_repeats(sql: Sql) -> None:
    """A claim that was written twice is one, if it says the same; raises InvalidFile if it does not."""
    repeated = "SELECT id FROM line GROUP BY id HAVING COUNT(*) > 1"
    if not sql(f"{repeated} LIMIT 1").fetchall():
        return
    sql("CREATE OR REPLACE TEMP TABLE line AS SELECT DISTINCT * FROM line")
    found = sql(f"{repeated} ORDER BY id LIMIT {LISTED}").fetchall()
    if found:
        raise InvalidFile(
            [Problem(f"claim {claim}", None, "it is there twice, and differs. Give each an id.") for (claim,) in found]
        )


def _no_dates(sql: Sql, texts: Sequence[str]) -> Iterator[Problem]:
    for text in texts:
        try:
            period.parse(text)
        except InvalidPeriod as error:
            quoted = _quoted(text)
            (claim,) = sql(f"SELECT MIN(id) FROM line WHERE moment = '{quoted}'").fetchone()
            yield Problem(f"claim {claim}", None, str(error))


def _faults(sql: Sql) -> Iterator[Problem]:
    places = {"subject": "actor", "relation": "relation", "object": "actor", "source": "source", "claimant": "actor"}
    for column in ("relation", "object", "moment", "source"):
        for (claim,) in sql(f"SELECT id FROM line WHERE {column} IS NULL ORDER BY id LIMIT {LISTED}").fetchall():
            yield Problem(f"claim {claim}", None, f"it lacks {_NEEDED[column]}. Add it.")
    for column, thing in places.items():
        strange = f"SELECT s.id, l.{column} FROM said s JOIN line l ON l.id = s.id WHERE s.{column} IS NULL"
        rows = sql(f"{strange} AND l.{column} IS NOT NULL ORDER BY s.id LIMIT {LISTED}").fetchall()
        for claim, name in rows:
            near = nearest(name, ontology().relations) if thing == "relation" else []
            mend = f"Did you mean {' or '.join(near)}?" if near else f"Add it, or correct the {thing}."
            yield Problem(f"claim {claim}", None, f"it names the {thing} {name!r}, which does not exist. {mend}")


def _local(iri: str) -> str:
    """SQL for the short id of an address, as `vocab.local` gives it."""
    ontology_, rest = f"len('{_LKG}') + 1", f"substr({iri}, len('{BASE}') + 1)"
    return (
        f"CASE WHEN starts_with({iri}, '{_LKG}') THEN substr({iri}, {ontology_}) "
        f"WHEN starts_with({iri}, '{BASE}') THEN substr({rest}, strpos({rest}, '/') + 1) ELSE {iri} END"
    )


def _names(files: Iterable[Path]) -> str:
    return "[" + ", ".join(f"'{_quoted(str(file))}'" for file in files) + "]"


def _quoted(text: str) -> str:
    return text.replace("'", "''")
