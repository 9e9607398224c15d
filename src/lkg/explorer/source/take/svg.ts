// The drawing as it stands on the screen, as SVG: same places, same curves, same names; the receipt inside.

import type { EdgeSingular, NodeSingular } from "cytoscape";
import type { Network } from "../api/types";
import type { Context } from "../context";
import type { Drawing } from "../drawing/drawing";
import type { TieFacts } from "../drawing/elements";
import { shorten, shownNodes } from "../drawing/labels";
import { FONT, inks, mark, signInk, SLANTED, type Inks } from "../drawing/inks";

interface Point {
  x: number;
  y: number;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter] ?? letter);
}

/** With a headline of its own unless the page around it has one. */
export function svgOf(context: Context, given = inks(), isHeaded = true): string {
  const { drawing, seen } = context;
  if (!drawing || !seen) return "";
  const [width, height] = [drawing.core.width(), drawing.core.height()];
  const caption = isHeaded ? 46 : 0;
  const receipt = escaped(JSON.stringify(seen.network.receipt));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 ${-caption} ${width} ${height + caption}" width="${width}" height="${height + caption}" font-family='${FONT}'>`,
    `<title>${escaped(seen.network.heading)}</title><desc>${escaped(seen.network.words)}</desc>`,
    `<metadata id="receipt">${receipt}</metadata>`,
    `<rect x="0" y="${-caption}" width="${width}" height="${height + caption}" fill="${given.paper}"/>`,
    ...(isHeaded ? headline(seen.network, width, given) : []),
    `<svg y="0" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...ties(drawing, given), ...nodes(drawing, given), "</svg></svg>",
  ].join("\n");
}

function headline({ heading, words }: Network, width: number, given: Inks): string[] {
  return [
    `<text x="14" y="-24" font-size="17" font-weight="700" fill="${given.ink}">${escaped(shorten(heading, width / 9))}</text>`,
    `<text x="14" y="-7" font-size="11.5" fill="${given.mute}">${escaped(shorten(words, width / 6))}</text>`,
  ];
}

function rendered(drawing: Drawing, { x, y }: Point): Point {
  const zoom = drawing.core.zoom();
  const pan = drawing.core.pan();
  return { x: x * zoom + pan.x, y: y * zoom + pan.y };
}

function ties(drawing: Drawing, given: Inks): string[] {
  const shown = drawing.core.edges().filter((edge) => !edge.hasClass("off"));
  // conflict lies on top, as in the drawing
  const sorted = shown.sort((one, other) => other.data("sign") - one.data("sign")).toArray() as EdgeSingular[];
  return sorted.map((edge) => tie(drawing, edge, given));
}

function tie(drawing: Drawing, edge: EdgeSingular, given: Inks): string {
  const facts = edge.data() as TieFacts;
  const ink = signInk(facts.sign, given);
  const zoom = drawing.core.zoom();
  const [start, end] = [rendered(drawing, edge.sourceEndpoint()), rendered(drawing, edge.targetEndpoint())];
  if (![start.x, start.y, end.x, end.y].every(Number.isFinite)) return "";
  const bend = edge.controlPoints()?.[0];
  const control = bend ? rendered(drawing, bend) : { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const width = facts.width * zoom;
  const dash = facts.via ? `${0.6 * zoom} ${2.4 * zoom}` : facts.alleged ? `${4.2 * zoom} ${2.2 * zoom}` : "";
  const opacity = edge.hasClass("dim") ? 0.09 : edge.hasClass("near") || edge.hasClass("here") ? 1 : facts.shade;
  const heads = [head(end, control, facts, width, ink), facts.symmetric ? head(start, control, facts, width, ink) : ""];
  const middle = { x: start.x / 4 + control.x / 2 + end.x / 4, y: start.y / 4 + control.y / 2 + end.y / 4 };
  const cross = facts.contested ? crossAt(middle, ink, given) : "";
  const dashed = dash ? ` stroke-dasharray="${dash}"` : "";
  return `<g opacity="${opacity}"><title>${escaped(said(drawing, facts))}</title><path d="M${at(start)}Q${at(control)} ${at(end)}" fill="none" stroke="${ink}" stroke-width="${width.toFixed(2)}"${dashed}/>${heads.join("")}${cross}</g>`;
}

function said(drawing: Drawing, facts: TieFacts): string {
  const label = (id: string) => String(drawing.core.getElementById(id).data("label"));
  return `${label(facts.source)} ${facts.label} ${label(facts.target)}`;
}

const at = ({ x, y }: Point) => `${x.toFixed(1)},${y.toFixed(1)}`;

/** An arrow for cooperation, a bar for conflict. */
function head(tip: Point, from: Point, facts: TieFacts, width: number, ink: string): string {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const [x, y] = [(tip.x - from.x) / length, (tip.y - from.y) / length];
  const size = 3.5 + 1.6 * width;
  const point = (ahead: number, aside: number) => at({ x: tip.x + x * ahead - y * aside, y: tip.y + y * ahead + x * aside });
  if (facts.sign < 0) return `<path d="M${point(0, size * 0.6)}L${point(0, -size * 0.6)}" stroke="${ink}" stroke-width="${Math.max(1.4, width).toFixed(2)}"/>`;
  return `<path d="M${point(0, 0)}L${point(-size, size * 0.42)}L${point(-size, -size * 0.42)}Z" fill="${facts.alleged ? "none" : ink}" stroke="${ink}" stroke-width="0.6"/>`;
}

function crossAt({ x, y }: Point, ink: string, given: Inks): string {
  const path = `M${x - 3.5},${y - 3.5}l7,7m0,-7l-7,7`;
  return `<path d="${path}" stroke="${given.paper}" stroke-width="4"/><path d="${path}" stroke="${ink}" stroke-width="1.6"/>`;
}

function nodes(drawing: Drawing, given: Inks): string[] {
  return shownNodes(drawing.core).map((node) => nodeMark(drawing, node, given) + nodeName(drawing, node, given));
}

function nodeMark(drawing: Drawing, node: NodeSingular, given: Inks): string {
  const { x, y } = node.renderedPosition();
  const half = node.renderedWidth() / 2;
  const { tone, corners } = mark(node.data("group"));
  const fill = node.hasClass("here") ? given.accent : given[tone];
  const opacity = node.hasClass("dim") ? 0.09 : 1;
  const shared = `fill="${fill}" stroke="${given.ink}" stroke-width="${(0.9 * drawing.core.zoom()).toFixed(2)}"`;
  const points = corners.map(([across, down]) => `${(x + across * half).toFixed(1)},${(y + down * half).toFixed(1)}`).join(" ");
  const shape = points ? `<polygon points="${points}" ${shared}/>` : `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${half.toFixed(1)}" ${shared}/>`;
  const ring = node.data("contested") ? `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(half * 1.35 + 2).toFixed(1)}" fill="none" stroke="${given.ink}" stroke-dasharray="3 2"/>` : "";
  return `<g opacity="${opacity}"><title>${escaped(node.data("label"))}</title>${shape}${ring}</g>`;
}

function nodeName(drawing: Drawing, node: NodeSingular, given: Inks): string {
  if (!node.hasClass("named")) return "";
  const text = node.data("short") as string;
  const zoom = drawing.core.zoom();
  const { x, y } = node.renderedPosition();
  const half = node.renderedWidth() / 2;
  const size = (node.data("font") as number) * zoom;
  const down = { bottom: half + size + 2, top: -half - 5, center: size * 0.35 }[node.data("vertical") as "top"] ?? 0;
  const across = { left: -half - 3, right: half + 3, center: 0 }[node.data("across") as "left"] ?? 0;
  const anchor = { left: "end", right: "start", center: "middle" }[node.data("across") as "left"] ?? "middle";
  const style = SLANTED.has(node.data("group")) ? ' font-style="italic"' : "";
  const weight = node.data("rank") < 10 || node.hasClass("here") ? ' font-weight="700"' : "";
  return `<text x="${(x + across).toFixed(1)}" y="${(y + down).toFixed(1)}" font-size="${size.toFixed(1)}" text-anchor="${anchor}"${style}${weight} fill="${given.ink}" stroke="${given.paper}" stroke-width="2.6" paint-order="stroke" stroke-linejoin="round">${escaped(text)}</text>`;
}
