// Where actors are put and how large they are made, after they were drawn.

import type { Core } from "cytoscape";

/** milliseconds in which actors go to their final places */
const SETTLING = 700;
/** radii of marks sized by a measure, in points */
const SMALLEST = 3;
const LARGEST = 11;

export function pinTo(core: Core, places: Map<string, { x: number; y: number }>): void {
  if (!places.size && core.nodes(".pinned").empty()) return;
  core.batch(() => {
    core.nodes().forEach((node) => {
      const place = places.get(node.id());
      node.toggleClass("pinned", place !== undefined);
      if (place && !node.grabbed()) node.position(place);
    });
  });
}

/** Moves all but pinned actors; tells after how many milliseconds they have arrived. */
export function settleTo(core: Core, positions: Record<string, [number, number]>): number {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const [id, [x, y]] of Object.entries(positions)) {
    const node = core.getElementById(id);
    if (node.empty() || node.hasClass("pinned") || node.grabbed()) continue;
    if (isStill) node.position({ x, y: -y });
    else node.animate({ position: { x, y: -y } }, { duration: SETTLING, easing: "ease-in-out" });
  }
  return isStill ? 0 : SETTLING + 40;
}

/** Areas grow with the numbers, as in print. */
export function sizeBy(core: Core, values: Map<string, number> | null): void {
  const most = Math.max(...(values?.values() ?? []), 1e-12);
  core.batch(() => {
    core.nodes().forEach((node) => {
      const value = Math.max(0, values?.get(node.id()) ?? 0);
      node.data("size", values ? 2 * Math.sqrt(SMALLEST ** 2 + (LARGEST ** 2 - SMALLEST ** 2) * (value / most)) : node.data("own"));
    });
  });
}
