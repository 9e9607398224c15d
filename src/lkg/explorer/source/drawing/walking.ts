// Arrow keys walk from actor to actor, as the eye would.

import type { Core, NodeSingular } from "cytoscape";
import { shownNodes } from "./labels";

const WAYS: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

export function isWay(key: string): boolean {
  return key in WAYS;
}

/** The actor next in a direction, or the most important one where none was chosen. */
export function next(core: Core, from: string, key: string): string {
  const shown = shownNodes(core);
  const start = shown.find((node) => node.id() === from);
  if (!start) return shown.sort((one, other) => one.data("rank") - other.data("rank"))[0]?.id() ?? "";
  const [across, down] = WAYS[key] ?? [1, 0];
  const cost = (node: NodeSingular): number => {
    const x = node.position("x") - start.position("x");
    const y = node.position("y") - start.position("y");
    const ahead = x * across + y * down;
    // straight ahead is near; what lies aside counts twice
    return ahead <= 0.5 ? Infinity : ahead + 2 * Math.abs(x * down) + 2 * Math.abs(y * across);
  };
  let best = "";
  let least = Infinity;
  for (const node of shown) {
    const found = cost(node);
    if (found < least) [best, least] = [node.id(), found];
  }
  return best || from;
}

/** The tie after the one chosen, among those of an actor. */
export function nextTie(core: Core, actor: string, tie: string): string {
  const ties = core.getElementById(actor).connectedEdges().filter((edge) => !edge.hasClass("off")).map((edge) => edge.id());
  return ties[(ties.indexOf(tie) + 1) % Math.max(ties.length, 1)] ?? "";
}
