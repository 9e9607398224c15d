// Which names are written, and where: the most important first, each where it meets neither name nor mark.

import type { Core, NodeSingular } from "cytoscape";
import { FONT, SLANTED } from "./inks";

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Slot {
  vertical: "top" | "center" | "bottom";
  across: "left" | "center" | "right";
}

const SLOTS: readonly Slot[] = [
  { vertical: "bottom", across: "center" },
  { vertical: "top", across: "center" },
  { vertical: "center", across: "right" },
  { vertical: "center", across: "left" },
];
const GAP = 3;
/** what is kept clear around a name */
const AIR = 4;
/** so many of the most important are named even where small marks stand in the way */
const ALWAYS = 14;
const LONGEST = 32;

const pen = document.createElement("canvas").getContext("2d");
const measured = new Map<string, number>();

function widthOf(text: string, font: string): number {
  const key = font + text;
  let found = measured.get(key);
  if (found === undefined && pen) {
    pen.font = font;
    found = pen.measureText(text).width;
    measured.set(key, found);
  }
  return found ?? text.length * 6;
}

/** Left out in the middle: names that begin alike, as those of ministries, differ in their last word. */
export function shorten(label: string, longest = LONGEST): string {
  if (label.length <= longest) return label;
  const last = label.slice(label.lastIndexOf(" ") + 1);
  if (last.length > longest / 2 || last === label) return `${label.slice(0, longest - 1).trimEnd()}…`;
  const room = longest - last.length - 2;
  const whole = label.slice(0, room + 1);
  const head = whole.slice(0, Math.max(whole.lastIndexOf(" "), 0)) || whole.slice(0, room);
  return `${head.replace(/[ ,–-]+$/, "")}… ${last}`;
}

/** Names that fit at the present zoom; type keeps its size on the screen. */
export function writeLabels(core: Core): void {
  const zoom = core.zoom();
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const nodes = shownNodes(core);
  const page = { left: 0, top: 0, right: core.width(), bottom: core.height() };
  const wanted = nodes.filter((node) => !node.hasClass("dim")).sort(byImportance);
  const marks = new Grid(nodes.map((node) => markBox(node)));
  const names = new Grid([]);
  core.batch(() => {
    for (const node of nodes) if (node.hasClass("dim")) node.removeClass("named");
    for (const node of wanted) writeLabel(node, { zoom, scale, page, marks, names });
  });
}

export function shownNodes(core: Core): NodeSingular[] {
  // the typings lose the kind of element in toArray()
  return core.nodes().filter((node) => !node.hasClass("off")).toArray() as NodeSingular[];
}

function byImportance(one: NodeSingular, other: NodeSingular): number {
  const first = Number(other.hasClass("here")) - Number(one.hasClass("here"));
  return first || Number(other.hasClass("station")) - Number(one.hasClass("station")) || one.data("rank") - other.data("rank");
}

interface Ground {
  zoom: number;
  /** by how much type is larger than on a common screen */
  scale: number;
  page: Box;
  marks: Grid;
  names: Grid;
}

function writeLabel(node: NodeSingular, { zoom, scale, page, marks, names }: Ground): void {
  const important = node.data("rank") < 10;
  const size = (important ? 13 : 11.5) * scale;
  const weight = important || node.hasClass("here") ? 700 : 400;
  const text = shorten(node.data("label"), node.hasClass("here") ? 60 : LONGEST);
  const width = widthOf(text, `${SLANTED.has(node.data("group")) ? "italic " : ""}${weight} ${size}px ${FONT}`);
  const must = node.hasClass("here") || node.hasClass("station");
  const own = markBox(node);
  const boxes = SLOTS.map((each) => ({ slot: each, box: labelBox(own, each, width, size) })).filter(({ box }) => within(box, page));
  const isFree = ({ box }: { box: Box }) => !names.meets(box) && !marks.meets(box, own);
  const isBetter = ({ box }: { box: Box }) => node.data("rank") < ALWAYS && !names.meets(box);
  const { slot } = boxes.find(isFree) ?? boxes.find(isBetter) ?? { slot: must ? SLOTS[0] : undefined };
  if (!slot) {
    node.removeClass("named");
    return;
  }
  const { left, top, right, bottom } = labelBox(own, slot, width, size);
  names.add({ left: left - AIR, top: top - AIR / 2, right: right + AIR, bottom: bottom + AIR / 2 });
  const gap = GAP * scale;
  const down = slot.vertical === "bottom" ? gap : slot.vertical === "top" ? -gap : 0;
  const aside = slot.across === "right" ? gap : slot.across === "left" ? -gap : 0;
  node.data({ short: text, font: size / zoom, halo: 2.6 / zoom, down: down / zoom, aside: aside / zoom, ...slot });
  node.addClass("named");
}

function within(box: Box, page: Box): boolean {
  return box.left >= page.left && box.right <= page.right && box.top >= page.top && box.bottom <= page.bottom;
}

function markBox(node: NodeSingular): Box {
  const { x, y } = node.renderedPosition();
  const half = node.renderedWidth() / 2;
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}

function labelBox(own: Box, slot: Slot, width: number, size: number): Box {
  const middle = { x: (own.left + own.right) / 2, y: (own.top + own.bottom) / 2 };
  const height = size * 1.25;
  const left = { left: own.left - GAP - width, center: middle.x - width / 2, right: own.right + GAP }[slot.across];
  const top = { top: own.top - GAP - height, center: middle.y - height / 2, bottom: own.bottom + GAP }[slot.vertical];
  return { left, top, right: left + width, bottom: top + height };
}

/** Boxes by the squares of a grid that they touch, so that each is compared with its neighbours alone. */
class Grid {
  private readonly squares = new Map<string, Box[]>();

  constructor(boxes: Box[]) {
    for (const box of boxes) this.add(box);
  }

  add(box: Box): void {
    for (const key of keys(box)) {
      const square = this.squares.get(key);
      if (square) square.push(box);
      else this.squares.set(key, [box]);
    }
  }

  meets(box: Box, but?: Box): boolean {
    const isMet = (other: Box) => !same(other, but) && overlap(box, other);
    return keys(box).some((key) => this.squares.get(key)?.some(isMet));
  }
}

const SIDE = 64;

function keys({ left, top, right, bottom }: Box): string[] {
  const found: string[] = [];
  for (let x = Math.floor(left / SIDE); x <= Math.floor(right / SIDE); x += 1)
    for (let y = Math.floor(top / SIDE); y <= Math.floor(bottom / SIDE); y += 1) found.push(`${x},${y}`);
  return found;
}

function same(one: Box, other?: Box): boolean {
  return other !== undefined && one.left === other.left && one.top === other.top && one.right === other.right;
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
