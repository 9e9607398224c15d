// Where actors stand who come into a drawing that stands already.

import type { Network, NetworkNode } from "../api/types";
import type { Drawing } from "./drawing";

const AWAY = 90;
const NEAR = 26;
/** the angle between one seed of a sunflower and the next, by which no two fall together */
const GOLDEN = 2.4;

/** In a ring around the actor that brought them. */
export function placeAround(drawing: Drawing, actor: string, nodes: NetworkNode[]): void {
  const middle = drawing.core.getElementById(actor);
  if (middle.empty()) return;
  const fresh = nodes.filter((node) => !drawing.has(node.id));
  fresh.forEach((node, at) => place(node, middle.position(), (2 * Math.PI * at) / fresh.length, AWAY));
}

/** Amid those of their partners who are drawn: the places of another part would mean nothing here. */
export function placeAmid(drawing: Drawing, network: Network): void {
  const fresh = new Map(network.nodes.filter((node) => !drawing.has(node.id)).map((node) => [node.id, node]));
  if (!fresh.size) return;
  const near = new Map<string, { x: number; y: number }[]>();
  const add = (newcomer: string, other: string) => {
    const standing = drawing.core.getElementById(other);
    if (fresh.has(newcomer) && standing.nonempty()) near.set(newcomer, [...(near.get(newcomer) ?? []), standing.position()]);
  };
  for (const { source, target } of network.ties) {
    add(source, target);
    add(target, source);
  }
  let at = 0;
  for (const [id, places] of near) {
    const sum = (way: "x" | "y") => places.reduce((total, each) => total + each[way], 0) / places.length;
    at += 1;
    const node = fresh.get(id);
    if (node) place(node, { x: sum("x"), y: sum("y") }, at * GOLDEN, NEAR);
  }
}

function place(node: NetworkNode, middle: { x: number; y: number }, angle: number, away: number): void {
  node.x = middle.x + away * Math.cos(angle);
  // the server counts upwards, as print does
  node.y = -(middle.y + away * Math.sin(angle));
}
