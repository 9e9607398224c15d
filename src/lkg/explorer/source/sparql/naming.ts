// Names for the actors of an answer, which the answer itself gives by their addresses alone.

import type { Context } from "../context";
import { ask, type Found } from "./asking";

const MOST = 400;

export async function nameActors({ labels }: Context, found: Found, signal: AbortSignal): Promise<void> {
  const values = found.rows.flat().filter((value) => value?.type === "uri").map((value) => value?.value ?? "");
  const unnamed = [...new Set(values)].filter((iri) => /\/actor\/[\w-]+$/.test(iri) && !labels.has(nameOf(iri))).slice(0, MOST);
  if (!unnamed.length) return;
  const query = `SELECT ?actor ?label { VALUES ?actor { ${unnamed.map((iri) => `<${iri}>`).join(" ")} } ?actor rdfs:label ?label }`;
  const named = await ask(query, "", signal).catch(() => ({ rows: [] as Found["rows"] }));
  for (const [actor, label] of named.rows) if (actor && label) labels.set(nameOf(actor.value), label.value);
}

export function nameOf(iri: string): string {
  return iri.split("/actor/")[1] ?? iri;
}
