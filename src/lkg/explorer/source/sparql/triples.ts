// An answer read as a network: things in its first and last such columns, or the triples of CONSTRUCT.

import type { Network, NetworkNode, NetworkTie } from "../api/types";
import type { Found, Value } from "./asking";

export function networkOf(found: Found, most: number, name: (value: Value) => string): Network | null {
  const isTriples = found.columns.join() === "subject,predicate,object";
  const things = found.columns.map((_, at) => at).filter((at) => found.rows.some((row) => row[at]?.type === "uri"));
  const [from, to] = isTriples ? [0, 2] : [things[0], things.at(-1)];
  if (from === undefined || to === undefined || from === to) return null;
  const nodes = new Map<string, NetworkNode>();
  const partners = new Map<string, number>();
  const ties = new Map<string, NetworkTie>();
  for (const row of found.rows) {
    const [source, target] = [row[from], row[to]];
    if (source?.type !== "uri" || target?.type !== "uri" || ties.size >= most) continue;
    const label = isTriples ? localName(row[1]) : "";
    const key = `${source.value} ${label} ${target.value}`;
    for (const end of [source, target]) {
      nodes.set(end.value, node(end, name(end)));
      partners.set(end.value, (partners.get(end.value) ?? 0) + 1);
    }
    if (!ties.has(key)) ties.set(key, tie(key, source.value, target.value, label));
  }
  const often = (each: NetworkNode) => partners.get(each.id) ?? 0;
  const sorted = [...nodes.values()].sort((one, other) => often(other) - often(one));
  const ranked = sorted.map((each, rank) => ({ ...each, rank, size: 4 + 1.5 * Math.sqrt(often(each)) }));
  return { lens: {}, words: "", heading: "", about: "", size: { actors: nodes.size, ties: ties.size }, note: "", draft: false, nodes: ranked, ties: [...ties.values()], receipt: null };
}

function node({ value }: Value, label: string): NetworkNode {
  const plain = { kind: "", group: "", x: 0, y: 0, rank: 0, size: 5, contested: false, ego: false };
  return { ...plain, id: value, label };
}

function tie(id: string, source: string, target: string, relation: string): NetworkTie {
  const plain = { sign: 0 as const, weight: 1, probability: 1, claims: 0, voices: 0, first: "", last: "", via: "" };
  return { ...plain, id, source, target, relation, label: relation, contested: false, alleged: false, uncited: false, symmetric: false };
}

function localName(value: Value | undefined): string {
  return decodeURIComponent(value?.value.replace(/^.*[/#]/, "") ?? "");
}
