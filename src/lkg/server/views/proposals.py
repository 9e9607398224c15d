"""Claims that a text seems to make, for a person to decide on; nothing is kept of the text or of what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from lkg.coding import articles, code, review
from lkg.coding.faults import Known
from lkg.errors import Misuse
from lkg.graphs import Graph


def proposals(graph: Graph, given: Mapping[str, Any]) -> dict[str, Any]:
    """Rows as those of a review file, and where the text names actors, dates and amounts; positions are code points.

    Raises Misuse for a text that is empty, and with all that is missing or wrong about its source.
    """
    about = {name: str(value).strip() for name, value in given.items() if name != "text"}
    article = articles.of(given["text"], about)
    if not article.text[article.body :].strip():
        raise Misuse("There is no text to code. Paste one, or choose a file.")
    # the review file names its text, which whoever takes it away keeps beside it
    article = replace(article, file=f"{article.about['source']}.txt")
    found = code(article, graph.record)
    rows = [_plain(row) for row in review.rows(article, found.proposals, Path("review.csv"))]
    named = {mention.actor for mention in found.mentions} | {row[end] for row in rows for end in ("subject", "object")}
    known = Known.of(graph.record).actors
    return {
        "about": dict(article.about),
        "body": article.body,
        "advice": articles.advice(article),
        "mentions": [{"start": each.start, "end": each.end, "actor": each.actor} for each in found.mentions],
        "dates": [{"start": each.start, "end": each.end, "when": each.when} for each in found.dates],
        "amounts": [
            {"start": each.start, "end": each.end, "amount": f"{each.number} {each.unit}"} for each in found.amounts
        ],
        "labels": {name: known[name].label for name in sorted(named) if name in known},
        "columns": list(review.COLUMNS),
        "rows": rows,
    }


def _plain(row: review.Row) -> dict[str, str]:
    return {name: value for name, value in asdict(row).items() if name in review.COLUMNS}
