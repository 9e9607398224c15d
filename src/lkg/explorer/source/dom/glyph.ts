// The mark of a kind of actor beside its name, as it is in the drawing.

import { mark } from "../drawing/inks";
import { svg } from "./element";

export function glyph(group: string): SVGElement {
  const { tone, corners } = mark(group);
  const made = svg("svg", { class: "glyph", viewBox: "-1.3 -1.3 2.6 2.6", "aria-hidden": "true" });
  const points = corners.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ");
  const shape = points ? svg("polygon", { points }) : svg("circle", { r: 1 });
  shape.setAttribute("class", `tone-${tone}`);
  made.append(shape);
  return made;
}

/** A sample of a line: its sign, and whether it is alleged, derived or contested. */
export function stroke(sign: 1 | -1 | 0, way: "" | "alleged" | "derived" | "contested" = ""): SVGElement {
  const name = sign > 0 ? "cooperation" : sign < 0 ? "conflict" : "neither";
  const made = svg("svg", { class: `stroke ${name} ${way}`, viewBox: "0 0 34 12", "aria-hidden": "true" });
  made.append(svg("path", { class: "stem", d: "M1 6H30" }));
  made.append(svg("path", { class: "head", d: sign > 0 ? "M26 2.5 33 6l-7 3.5z" : sign < 0 ? "M31 1v10" : "M27 2.5 32 6l-5 3.5" }));
  if (way === "contested") made.append(svg("path", { class: "cross", d: "m13 2 8 8m0-8-8 8" }));
  return made;
}
