"""What the values of a panel's columns say: relations of the ontology, between kinds of actors that they can join."""

from __future__ import annotations

from typing import Any

from lkg.importers.panel.check import Check, Values, hint
from lkg.importers.panel.mapping import Meaning, PanelMapping
from lkg.importers.panel.rows import plain, tidy
from lkg.vocab import nearest, ontology

NOTHING = "none"
"""in place of a relation: rows with this value make no claim"""
Meanings = dict[str, dict[str, Meaning | None]]


def read(check: Check, values: Values, kind: str, value: str) -> tuple[Meanings, Meaning | None]:
    """What each value of each column says; or what every row says, where no column is given."""
    given = check.section(values, "relations", None)
    if "relation" in values and (value or kind == "dyads"):
        check.report("relation", "relation is for tables without values: drop it, or move it to [relations].")
    if kind == "dyads":
        if not given:
            check.report("relations", "dyads need [relations]: each column that is a relation, with its values.")
        return {column: _column(check, column, says) for column, says in given.items()}, None
    if value:
        if not given:
            check.report(
                "relations", f'[relations] must say what each value of {value!r} means. Add 1 = "memberOf", say.'
            )
        return {value: _column(check, value, given)}, None
    if given:
        check.report("relations", "[relations] needs value in [columns]: the column that holds the values.")
        return {}, None
    relation = check.text_of(values, "relation", "the mapping", needed=True)
    note = check.text_of(values, "note", "the mapping")
    return {}, _meaning(check, {"relation": relation, "note": note}, "relation", relation)


def _column(check: Check, column: str, says: Any) -> dict[str, Meaning | None]:
    if isinstance(says, str) or (isinstance(says, dict) and "relation" in says):
        # a column of 0 and 1 is one relation, there or not
        return {"1": _meaning(check, says, column, column), "0": None}
    if not isinstance(says, dict):
        check.report(column, f"{column} in [relations] is a relation, or a table of values and relations.")
        return {}
    found = {tidy(cell): _meaning(check, meant, cell, f"{column} {tidy(cell)}") for cell, meant in says.items()}
    keys = [meaning.key for meaning in found.values() if meaning]
    if len(keys) > len(set(keys)):
        check.report(
            column, f"two values of {column} differ in signs alone, and their claims would share ids. Recode one."
        )
    return found


def _meaning(check: Check, says: Any, key: str, note: str) -> Meaning | None:
    given = says if isinstance(says, dict) else {"relation": says}
    check.keys(given, ("relation", "note"), f"the meaning of {key}")
    name, words = given.get("relation"), check.text_of(given, "note", f"the meaning of {key}")
    if name == NOTHING:
        return None
    if name not in ontology().relations:
        near = hint(
            nearest(str(name), ontology().relations), [NOTHING, "memberOf", "alliedWith", "supports and others"]
        )
        check.report(key, f"{name!r} is no relation. {near}", "[relations")
        return None
    return Meaning(plain(note.lower()), str(name), words or note)


def check_ends(check: Check, mapping: PanelMapping) -> None:
    """A relation that starts from or leads to another kind of actor would be refused claim by claim later on."""
    classes = ontology().classes
    for name in dict.fromkeys(meaning.relation for meaning in mapping.said.values()):
        relation = ontology().relations[name]
        ends = (
            ("[subject]", mapping.subject.kind, relation.domain, "starts from"),
            ("[object]", mapping.object.kind, relation.range, "leads to"),
        )
        for where, kind, allowed, verb in ends:
            if kind and allowed and not allowed & classes[kind]:
                kinds = ", ".join(sorted(allowed))
                check.report("kind", f"{name} {verb} {kinds}, not {kind}. Choose another relation or kind.", where)
