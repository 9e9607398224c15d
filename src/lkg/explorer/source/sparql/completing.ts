// What may come next: terms of the ontology with their definitions, variables in use, and keywords.

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { About } from "../api/types";
import { h } from "../dom/element";

const KEYWORDS = [
  "SELECT", "CONSTRUCT", "ASK", "DESCRIBE", "WHERE", "FILTER", "FILTER NOT EXISTS", "OPTIONAL", "UNION", "MINUS", "GRAPH", "BIND", "VALUES",
  "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "OFFSET", "DISTINCT", "COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT", "PREFIX",
  "STR", "LANG", "DATATYPE", "REGEX", "CONTAINS", "STRSTARTS", "COALESCE", "IF", "IN", "DESC", "ASC",
];

export function completer(about: About): (context: CompletionContext) => CompletionResult | null {
  const terms = about.terms.filter((term) => term.kind !== "prefix").map((term): Completion => ({
    label: term.name, detail: term.kind, type: term.kind, info: () => h("p", null, term.definition),
  }));
  const prefixes = Object.entries(about.prefixes).map(([name, iri]): Completion => ({ label: `${name}:`, detail: iri, type: "namespace" }));
  const keywords = KEYWORDS.map((label): Completion => ({ label, type: "keyword", boost: -1 }));
  return (context) => {
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) return { from: variable.from, options: variablesIn(context, variable.text), validFor: /^[?$]\w*$/ };
    const name = context.matchBefore(/[\w-]*:[\w-]*/);
    if (name) return { from: name.from, options: terms, validFor: /^[\w-]*:[\w-]*$/ };
    const word = context.matchBefore(/\w+/);
    if (!word && !context.explicit) return null;
    return { from: word?.from ?? context.pos, options: [...prefixes, ...terms, ...keywords], validFor: /^[\w-]*:?[\w-]*$/ };
  };
}

function variablesIn(context: CompletionContext, but: string): Completion[] {
  const found = new Set(context.state.doc.toString().match(/[?$]\w+/g) ?? []);
  found.delete(but);
  return [...found].map((label) => ({ label, type: "variable" }));
}
