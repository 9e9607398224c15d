// What marks and lines mean: nothing but what occurs in the drawing.

import { h } from "../dom/element";
import { glyph, stroke } from "../dom/glyph";
import { words } from "../words";
import type { Drawing } from "./drawing";
import { MARKS } from "./inks";

export function legend(drawing: Drawing): HTMLElement[] {
  const groups = new Set(drawing.nodes().map((node) => node.group));
  const ties = drawing.ties();
  const entries: [Element, string][] = Object.keys(MARKS)
    .filter((group) => groups.has(group))
    .map((group) => [glyph(group), words.groups[group] ?? group]);
  if (ties.some((tie) => tie.sign > 0)) entries.push([stroke(1), words.cooperation]);
  if (ties.some((tie) => tie.sign < 0)) entries.push([stroke(-1), words.conflict]);
  if (ties.some((tie) => tie.sign === 0)) entries.push([stroke(0), words.neither]);
  if (ties.some((tie) => tie.alleged)) entries.push([stroke(1, "alleged"), words.alleged]);
  if (ties.some((tie) => tie.via)) entries.push([stroke(1, "derived"), words.derived]);
  if (ties.some((tie) => tie.contested)) entries.push([stroke(-1, "contested"), words.contested]);
  return entries.map(([sample, word]) => h("span.entry", null, sample, word));
}
