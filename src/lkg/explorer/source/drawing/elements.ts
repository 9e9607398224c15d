// Actors and ties as cytoscape keeps them; a tie's key stays the same under every lens.

import type { ElementDefinition } from "cytoscape";
import type { Network, NetworkNode, NetworkTie, Sign } from "../api/types";

export interface TieFacts {
  id: string;
  /** the id by which the server knows it */
  tie: string;
  source: string;
  target: string;
  relation: string;
  family: string;
  label: string;
  sign: Sign;
  width: number;
  shade: number;
  weight: number;
  claims: number;
  first: string;
  last: string;
  contested: boolean;
  alleged: boolean;
  uncited: boolean;
  symmetric: boolean;
  via: string;
}

export interface NodeFacts {
  id: string;
  label: string;
  kind: string;
  group: string;
  rank: number;
  size: number;
  /** its size as the server gave it */
  own: number;
  partners: number;
  contested: boolean;
  ego: boolean;
}

/** A tie's id among elements, whose ids must not meet those of actors. */
export function keyOf(tie: NetworkTie): string {
  return `tie:${tie.id}`;
}

export function nodeElement(node: NetworkNode, partners: number): ElementDefinition {
  const { id, label, kind, group, rank, ego, contested } = node;
  const data: NodeFacts = { id, label, kind, group, rank, size: 2 * node.size, own: 2 * node.size, partners, ego, contested };
  return { group: "nodes", data, position: { x: node.x, y: -node.y } };
}

/** With how many different others each actor has ties. */
export function partnersIn(network: Network): Map<string, number> {
  const found = new Map<string, Set<string>>();
  const add = (one: string, other: string) => found.set(one, (found.get(one) ?? new Set()).add(other));
  for (const { source, target } of network.ties) {
    add(source, target);
    add(target, source);
  }
  return new Map([...found].map(([id, others]) => [id, others.size]));
}

/** How strongly a line is drawn: the more there are, the more must show through. */
export function shadeOf(sign: Sign, ties: number): number {
  return (sign < 0 ? 0.75 : 0.55) * Math.min(1, Math.max(0.3, Math.sqrt(600 / Math.max(ties, 1))));
}

/** Widths by the square root of the weight, in the four classes of print, and finer where there are many. */
export function widths(network: Network): (tie: NetworkTie) => number {
  const roots = network.ties.map((tie) => Math.sqrt(tie.weight));
  const least = Math.min(...roots);
  const spread = Math.max(...roots) - least;
  const finer = Math.min(1, Math.max(0.6, (200 / Math.max(roots.length, 1)) ** 0.3));
  const classes = [0.75, 1.15, 1.75, 2.5].map((width) => width * finer);
  return (tie) => {
    const place = spread > 1e-9 ? Math.floor((4 * (Math.sqrt(tie.weight) - least)) / spread) : 1;
    return classes[Math.min(3, place)] ?? finer;
  };
}

export function tieElement(tie: NetworkTie, family: string, width: number, ties: number): ElementDefinition {
  const { source, target, relation, label, sign, weight, claims, first, last } = tie;
  const { contested, alleged, uncited, symmetric, via } = tie;
  const shared = { source, target, relation, family, label, sign, weight, claims, first, last };
  const data: TieFacts = { ...shared, contested, alleged, uncited, symmetric, via, id: keyOf(tie), tie: tie.id, width, shade: shadeOf(sign, ties) };
  return { group: "edges", data };
}
