// Where the reader looks: how large things are drawn and what lies in the middle, as a short text for the address.

import type { Core, NodeSingular } from "cytoscape";

const CLOSEST = 2;
const MARGIN = 36;

/** The same on a page of any size: the middle is told, not the corner. */
export function eyeOf(core: Core): string {
  const zoom = core.zoom();
  const { x, y } = core.pan();
  const middle = [(core.width() / 2 - x) / zoom, (core.height() / 2 - y) / zoom].map(Math.round);
  return [Number(zoom.toPrecision(3)), ...middle].join("_");
}

/** Looks there; false where the text says nothing. */
export function lookFrom(core: Core, eye: string): boolean {
  const parts = /^([\d.]+)_(-?\d+)_(-?\d+)$/.exec(eye);
  const given = Number(parts?.[1]);
  if (!parts || !(given > 0)) return false;
  const zoom = Math.min(core.maxZoom(), Math.max(core.minZoom(), given));
  core.viewport({ zoom, pan: { x: core.width() / 2 - zoom * Number(parts[2]), y: core.height() / 2 - zoom * Number(parts[3]) } });
  return true;
}

/** Looks at all of these; by their places alone, since the library would measure every line and name, too. */
export function fitTo(core: Core, nodes: NodeSingular[]): void {
  const places = nodes.map((node) => node.position());
  const [wide, high] = [core.width(), core.height()];
  if (!places.length || !wide || !high) return;
  const [left, right] = [Math.min(...places.map(({ x }) => x)), Math.max(...places.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...places.map(({ y }) => y)), Math.max(...places.map(({ y }) => y))];
  const room = (side: number, span: number) => (side - 2 * MARGIN) / Math.max(span, 1);
  // a few actors alone would be blown up to the size of the page
  const most = CLOSEST * Math.max(1, wide / 1400);
  const zoom = Math.max(core.minZoom(), Math.min(room(wide, right - left), room(high, bottom - top), most));
  core.viewport({ zoom, pan: { x: wide / 2 - (zoom * (left + right)) / 2, y: high / 2 - (zoom * (top + bottom)) / 2 } });
}
